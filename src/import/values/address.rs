//! Addresses of issues, pages and records: which word of one names the record.
//!
//! Decided here: the word behind a marker such as `browse` or `issues`, the page hash at an end, the issue named by a query. Whether a
//! record answers to it is `reconcile`'s. An address without such a word names nothing.

use crate::model::names::is_issue_key;

/// Steps of a path behind which a record is named.
const MARKERS: &[&str] = &[
    "browse",
    "issues",
    "issue",
    "edit",
    "task",
    "tasks",
    "t",
    "c",
    "card",
    "cards",
    "story",
    "stories",
    "pulses",
    "work_packages",
    "workitems",
    "features",
    "epics",
    "epic",
    "item",
    "items",
    "pull",
];

/// Queries that name a record: the pane that stands open over a board, a page over a database.
const QUERIES: &[&str] = &["selectedissue", "issuekey", "workitem", "p"];

/// Trackers by what stands in the addresses of their records.
const HOSTS: &[(&str, &str)] = &[
    ("github.com/", "github"),
    ("dev.azure.com/", "azure"),
    (".visualstudio.com/", "azure"),
    ("/_workitems/", "azure"),
    ("/work_packages/", "openproject"),
    ("openproject", "openproject"),
    ("redmine", "redmine"),
    ("app.shortcut.com/", "shortcut"),
    ("clickup.com/", "clickup"),
    ("wrike.com/", "wrike"),
    ("teamwork.com/", "teamwork"),
    ("trello.com/", "trello"),
    ("linear.app/", "linear"),
];

/// Whether a text is one address and nothing else.
pub fn is_address(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")) && !text.contains(char::is_whitespace) && text.len() <= 2_000
}

/// The word of an address by which the record is known; `None` where no word of it names one.
pub fn record(address: &str) -> Option<String> {
    let (path, query) = parts(address)?;
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        if !QUERIES.iter().any(|q| q.eq_ignore_ascii_case(name)) {
            continue;
        }
        match (name.eq_ignore_ascii_case("p"), page_hash(value)) {
            (true, found @ Some(_)) => return found,
            (false, _) if !value.is_empty() => return Some(value.to_owned()),
            _ => {}
        }
    }
    let steps: Vec<&str> = path.split('/').filter(|s| !s.is_empty()).collect();
    if let Some(hash) = steps.last().and_then(|last| page_hash(last)) {
        return Some(hash);
    }
    if let Some(key) = steps.iter().rev().find(|s| is_issue_key(s)) {
        return Some((*key).to_owned());
    }
    let marked = steps.iter().zip(steps.iter().skip(1)).rev();
    let marked = marked.filter(|(marker, _)| MARKERS.iter().any(|m| m.eq_ignore_ascii_case(marker))).map(|(_, step)| *step);
    let last = steps.iter().rev().find(|s| s.bytes().all(|b| b.is_ascii_digit())).copied();
    marked.chain(last).find(|s| s.bytes().any(|b| b.is_ascii_digit())).map(str::to_owned)
}

/// The title that a page's address shows before its hash: `vendor choice` of `…/Vendor-choice-0123…`.
pub fn page_title(address: &str) -> Option<String> {
    let (path, _) = parts(address)?;
    let last = path.trim_end_matches('/').rsplit('/').next()?;
    page_hash(last)?;
    let title = last.get(..last.len().checked_sub(32)?)?.trim_end_matches('-').replace('-', " ");
    (!title.is_empty()).then_some(title)
}

/// The tracker whose record an address names, where the address tells.
pub fn tracker(address: &str) -> Option<&'static str> {
    let lower = address.to_ascii_lowercase();
    HOSTS.iter().find(|(part, _)| lower.contains(part)).map(|(_, tracker)| *tracker)
}

/// The hash of a page at the end of a word, dashes aside.
pub fn page_hash(word: &str) -> Option<String> {
    let plain = |text: &str| (text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit())).then(|| text.to_ascii_lowercase());
    let dashed = || {
        let tail = word.get(word.len().checked_sub(36)?..)?;
        let pieces: Vec<usize> = tail.split('-').map(str::len).collect();
        (pieces == [8, 4, 4, 4, 12]).then(|| plain(&tail.replace('-', ""))).flatten()
    };
    word.len().checked_sub(32).and_then(|at| word.get(at..)).and_then(plain).or_else(dashed)
}

/// An issue as its repository numbers it: `acme/pay#12` of `https://github.com/acme/pay/issues/12`, of its pull request, and of
/// `acme/pay#12` itself; in small letters. One repository numbers issues and pull requests together.
pub fn numbered_issue(text: &str) -> Option<String> {
    let text = text.trim();
    if is_address(text) {
        let (path, _) = parts(text)?;
        let path = path.trim_end_matches('/').to_ascii_lowercase();
        let host = text.split("://").nth(1)?.split('/').next()?.to_ascii_lowercase();
        let markers: &[&str] = match host.contains("github") {
            true => &["/issues/", "/pull/"],
            false => &["/-/issues/", "/-/work_items/"],
        };
        let (repository, rest) = markers.iter().find_map(|marker| path.split_once(marker))?;
        let number = rest.split('/').next()?;
        return (is_repository(repository) && is_number(number)).then(|| format!("{repository}#{number}"));
    }
    let (repository, number) = text.rsplit_once('#')?;
    (is_repository(repository) && is_number(number)).then(|| format!("{}#{number}", repository.to_ascii_lowercase()))
}

/// The number of an issue that is named within its own repository: `#12`, `GH-12`.
pub fn issue_number(text: &str) -> Option<&str> {
    let text = text.trim();
    let number = text.strip_prefix('#').or_else(|| text.strip_prefix("GH-"))?;
    is_number(number).then_some(number)
}

/// `owner/name`, or a name alone.
fn is_repository(text: &str) -> bool {
    let step = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    text.len() <= 200 && text.split('/').all(step) && text.bytes().any(|b| b.is_ascii_alphabetic())
}

fn is_number(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Path and query, without scheme, host and fragment.
fn parts(address: &str) -> Option<(&str, &str)> {
    let (_, rest) = address.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (_, path) = rest.split_once('/')?;
    Some((path, query))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_names_the_record_is_found() {
        for (address, word) in [
            ("https://x.example/browse/PAY-4", Some("PAY-4")),
            ("https://x.atlassian.net/browse/PAY-4?focusedId=3#c", Some("PAY-4")),
            ("https://x.atlassian.net/jira/software/projects/PAY/boards/1?selectedIssue=PAY-4", Some("PAY-4")),
            ("https://linear.app/acme/issue/LIN-7/some-slug-2", Some("LIN-7")),
            ("https://dev.azure.com/acme/p/_workitems/edit/1204", Some("1204")),
            ("https://github.com/acme/pay/issues/12", Some("12")),
            ("https://app.asana.com/0/1201234567890123/1209876543210987/f", Some("1209876543210987")),
            ("https://app.clickup.com/t/86a1b2c3d", Some("86a1b2c3d")),
            ("https://acme.monday.com/boards/1234567890/pulses/9876543210", Some("9876543210")),
            ("https://trello.com/c/AbCd1234/12-order-the-piles", Some("AbCd1234")),
            ("https://redmine.example/issues/431#note-3", Some("431")),
            (
                "https://www.notion.so/acme/Vendor-choice-0123456789ABCDEF0123456789abcdef?pvs=4",
                Some("0123456789abcdef0123456789abcdef"),
            ),
            (
                "https://www.notion.so/Board-11111111111111111111111111111111?p=0123456789abcdef0123456789abcdef",
                Some("0123456789abcdef0123456789abcdef"),
            ),
            ("https://www.example.org/", None),
            ("https://www.example.org/about/team", None),
        ] {
            assert_eq!(record(address).as_deref(), word, "{address}");
        }
    }

    #[test]
    fn an_issue_is_known_by_repository_and_number() {
        let issue = Some("acme/pay#12".to_owned());
        for text in [
            "https://github.com/acme/pay/issues/12",
            "https://github.com/Acme/Pay/pull/12/files",
            "https://github.example.com/acme/pay/issues/12#issuecomment-7",
            "http://github.com/acme/pay/issues/12/?x=1",
            "acme/pay#12",
            " Acme/pay#12 ",
        ] {
            assert_eq!(numbered_issue(text), issue, "{text}");
        }
        assert_eq!(numbered_issue("https://gitlab.com/acme/web/pay/-/issues/3").as_deref(), Some("acme/web/pay#3"));
        assert_eq!(numbered_issue("pay#12").as_deref(), Some("pay#12"));
        for other in ["#12", "https://github.com/acme/pay", "https://x.example/acme/pay/issues/12", "a b#12", "pay#1a", "1#2"] {
            assert_eq!(numbered_issue(other), None, "{other}");
        }
        assert_eq!((issue_number("#12"), issue_number("GH-7"), issue_number("12")), (Some("12"), Some("7"), None));
    }

    #[test]
    fn a_hash_may_have_dashes_and_a_title_before_it() {
        let plain = Some("fedcba9876543210fedcba9876543210".to_owned());
        assert_eq!(page_hash("fedcba98-7654-3210-fedc-ba9876543210"), plain);
        assert_eq!(page_hash("Contract-fedcba9876543210fedcba9876543210"), plain);
        assert_eq!(page_hash("fedcba98-7654-3210-fedc-ba98765432"), None);
        let title = page_title("https://www.notion.so/acme/Vendor-choice-0123456789abcdef0123456789abcdef");
        assert_eq!(title.as_deref(), Some("Vendor choice"));
        assert_eq!(page_title("https://www.notion.so/0123456789abcdef0123456789abcdef"), None);
    }

    #[test]
    fn only_a_whole_address_is_one() {
        assert!(is_address("HTTPS://x.example/browse/PAY-4"));
        assert!(!is_address("see https://x.example/browse/PAY-4"));
        assert!(!is_address("https://x.example/a b"));
        assert!(!is_address("ftp://x.example/PAY-4"));
    }
}
