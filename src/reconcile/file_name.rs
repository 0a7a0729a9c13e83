//! What the name of a file says: the project it may be of, the version, the date. Content is asked first; this is the last
//! evidence.

use super::wording::fold_project;
use jiff::civil::Date;

/// A file name taken apart.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct FileName {
    /// What is left when dates, versions, hashes and words of trackers are taken away; all words where nothing is left.
    pub(super) subject: String,
    /// Whether the subject consists only of words that name no project (`Plan`, `export`).
    pub(super) generic: bool,
    /// The subject, folded, of all words that are no date, version or copy mark: names a family of versions.
    pub(super) family: String,
    /// Full date in the name.
    pub(super) date: Option<Date>,
    /// A year alone, as yearly returns carry it. It tells no versions of a plan apart: next year's plan is another plan.
    pub(super) year: Option<i16>,
    /// Version in the name, where one is.
    pub(super) version: Option<Version>,
}

/// How far a file is along, by the words of its name; later versions are greater.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(super) struct Version {
    /// `v3.1` → 3, 1.
    pub(super) number: Vec<u32>,
    /// Year and month, where the name has them without a day.
    pub(super) month: Option<(i16, i8)>,
    /// Old −2, draft −1, nothing 0, final or latest 1.
    pub(super) stage: i8,
    /// Copy number: `(2)`.
    pub(super) copy: u32,
}

/// Words that trackers, exports and habits put into file names.
const TOOL_WORDS: &[&str] = &[
    "jira",
    "asana",
    "monday",
    "com",
    "smartsheet",
    "notion",
    "aha",
    "list",
    "export",
    "exports",
    "exported",
    "excel",
    "csv",
    "xlsx",
    "xls",
    "html",
    "all",
    "fields",
    "current",
    "issues",
    "issue",
    "msproject",
    "msp",
    "ms",
    "microsoft",
    "primavera",
    "p6",
    "planner",
    "clickup",
    "linear",
    "wrike",
    "features",
    "feature",
    "report",
    "items",
    "download",
    "data",
    "ganttproject",
    "openproject",
    "redmine",
    "sheet",
    "workbook",
    "file",
    "dump",
    "raw",
    "view",
    "grid",
    "tasks",
    "task",
    "filter",
    "search",
    "request",
    "xml",
];

/// Words that say what a table is, not what it is of; dropped from the end of a name.
const KIND_WORDS: &[&str] = &[
    "plan",
    "projektplan",
    "schedule",
    "tracker",
    "gantt",
    "backlog",
    "timeline",
    "roadmap",
    "project",
    "projekt",
    "board",
    "workplan",
    "status",
    "milestones",
    "register",
    "log",
    "plans",
    "schedules",
    "trackers",
    "exports",
    "input",
    "inputs",
    "files",
    "projects",
    "risks",
    "risk",
    "raid",
    "benefits",
    "capacity",
    "resources",
    "resource",
    "budget",
    "decisions",
    "issues",
    "handins",
    "inbox",
    "reports",
    "march",
    "sheet1",
    "tabelle1",
    "feuil1",
    "hoja1",
    "munka1",
    "munka2",
    "arkusz1",
    "blad1",
    "planilha1",
    "plan1",
    "sayfa1",
    "list1",
    "foglio1",
    "ark1",
    "taul1",
    "лист1",
    "sheet2",
    "sheet3",
    "tabelle2",
    "feuil2",
    "hoja2",
    "table",
    "untitled",
    "details",
    "detail",
    "overview",
    "book1",
    "mappe1",
    "general",
    "archive",
    "old",
    "samples",
    "sample",
    "test",
    "tests",
    "tmp",
    "part",
    "private",
    "shared",
];

/// Takes apart the last part of a path.
pub(super) fn file_name(path: &str) -> FileName {
    let last = path.rsplit('/').next().unwrap_or(path);
    take_apart(without_extension(last))
}

/// Takes apart the name of a folder, a sheet or a title.
pub(super) fn take_apart(name: &str) -> FileName {
    let mut found = FileName::default();
    let mut version = Version::default();
    let mut any_version = false;
    let words = words(without_hash(name));
    let mut left: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let rest = words.get(at..).unwrap_or_default();
        if let Some((taken, date, month)) = date_at(rest) {
            found.date = found.date.or(date);
            if let (1, None, None) = (taken, date, month) {
                found.year = rest.first().and_then(|w| w.parse().ok());
            }
            if month.is_some() && date.is_none() {
                version.month = month;
                any_version = true;
            }
            at += taken;
        } else if let Some(taken) = version_at(rest, &mut version) {
            any_version = true;
            at += taken;
        } else {
            left.extend(rest.first().copied());
            at += 1;
        }
    }
    found.family = fold_project(&left.join(" "));
    let mut kept: Vec<&str> = left.iter().copied().filter(|w| !is_word(TOOL_WORDS, w)).collect();
    while kept.last().is_some_and(|w| is_word(KIND_WORDS, w)) {
        kept.pop();
    }
    // `Private & Shared` too.
    let names_nothing = |w: &&str| is_word(KIND_WORDS, w) || w.chars().all(|c| c.is_ascii_digit() || c == '&');
    found.generic = kept.is_empty() || kept.iter().all(names_nothing);
    let shown = if kept.is_empty() { &left } else { &kept };
    found.subject = capitalised(&shown.join(" "));
    found.version = any_version.then_some(version);
    found
}

fn is_word(list: &[&str], word: &str) -> bool {
    list.iter().any(|w| w.eq_ignore_ascii_case(word))
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

fn without_extension(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ext)) if !stem.is_empty() && ext.len() <= 5 && ext.chars().all(|c| c.is_ascii_alphanumeric()) => stem,
        _ => name,
    }
}

/// Drops a page hash of 32 hex digits (with `_all`) from the end.
fn without_hash(name: &str) -> &str {
    let stem = name.strip_suffix("_all").unwrap_or(name);
    let cut = stem.len().checked_sub(32).filter(|&at| stem.is_char_boundary(at));
    match cut.map(|at| stem.split_at(at)) {
        Some((head, hash)) if !head.trim().is_empty() && hash.bytes().all(|b| b.is_ascii_hexdigit()) => head,
        _ => stem,
    }
}

/// Words of letters and digits; a dot between digits stays inside (`v1.2`), camel case is left alone.
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = None;
    let chars: Vec<(usize, char)> = name.char_indices().collect();
    for (i, &(at, c)) in chars.iter().enumerate() {
        let next_is_digit = chars.get(i + 1).is_some_and(|&(_, n)| n.is_ascii_digit());
        let last_is_digit = i.checked_sub(1).and_then(|p| chars.get(p)).is_some_and(|&(_, p)| p.is_ascii_digit());
        let inside = c.is_alphanumeric() || c == '&' || c == '\'' || (c == '.' && next_is_digit && last_is_digit);
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                words.extend(name.get(from..at));
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        words.extend(name.get(from..));
    }
    words
}

/// Words taken, the full date, year and month.
type DateFound = (usize, Option<Date>, Option<(i16, i8)>);

/// A date at the head of the words.
fn date_at(words: &[&str]) -> Option<DateFound> {
    let first = *words.first()?;
    let number = |w: Option<&&str>| w.and_then(|w| w.parse::<i16>().ok().filter(|_| w.len() <= 4));
    let digits = first.bytes().all(|b| b.is_ascii_digit());
    if digits && (first.len() == 8 || first.len() == 14) {
        let date = compact(first, 4);
        return date.map(|d| (1 + times(words, 1), Some(d), None));
    }
    if digits && first.len() == 12 {
        return compact(first, 2).map(|d| (1, Some(d), None));
    }
    if first.contains('.') {
        let parts: Vec<i16> = first.split('.').filter_map(|p| p.parse().ok()).collect();
        if let [a, b, c] = parts.as_slice() {
            return three(*a, *b, *c).map(|d| (1, d, None));
        }
        return None;
    }
    let (a, b, c) = (number(Some(&first)), number(words.get(1)), number(words.get(2)));
    if let (Some(a), Some(b), Some(c)) = (a, b, c)
        && let Some(date) = three(a, b, c)
    {
        return Some((3 + times(words, 3), date, None));
    }
    if let (Some(a), Some(m), Some(y)) = (a, words.get(1).and_then(|w| month(w)), number(words.get(2)))
        && (1..=31).contains(&a)
        && is_year(y)
    {
        return Some((3, Date::new(y, m, i8::try_from(a).ok()?).ok(), None));
    }
    if let (Some(y), Some(m)) = (a, b)
        && is_year(y)
        && first.len() == 4
        && (1..=12).contains(&m)
        && words.get(1).is_some_and(|w| w.len() == 2)
    {
        return Some((2, None, Some((y, i8::try_from(m).ok()?))));
    }
    if let (Some(m), Some(y)) = (month(first), b)
        && (is_year(y) || (20..=60).contains(&y))
    {
        return Some((2, None, Some((if y < 100 { y + 2000 } else { y }, m))));
    }
    (digits && first.len() == 4 && a.is_some_and(is_year) && words.len() == 1).then_some((1, None, None))
}

fn is_year(y: i16) -> bool {
    (1990..=2079).contains(&y)
}

/// Words of time after a date: `142233 GMT`.
fn times(words: &[&str], from: usize) -> usize {
    let time = |w: &&&str| matches!(w.len(), 4 | 6) && w.bytes().all(|b| b.is_ascii_digit());
    let zone = |w: &&&str| matches!(w.to_ascii_uppercase().as_str(), "GMT" | "UTC");
    match (words.get(from).filter(time), words.get(from + 1).filter(zone)) {
        (Some(_), Some(_)) => 2,
        (Some(_), None) => 1,
        _ => 0,
    }
}

/// Three numbers as a date: the outer `None` = no date at all, the inner = a date whose day and month cannot be told apart.
fn three(a: i16, b: i16, c: i16) -> Option<Option<Date>> {
    let small = |n: i16, max: i16| i8::try_from(n).ok().filter(|&n| n >= 1 && i16::from(n) <= max);
    if is_year(a) {
        let (m, d) = (small(b, 12)?, small(c, 31)?);
        return Date::new(a, m, d).ok().map(Some);
    }
    if !is_year(c) {
        return None;
    }
    let (x, y) = (small(a, 31)?, small(b, 31)?);
    match (x > 12, y > 12) {
        (true, false) => Date::new(c, y, x).ok().map(Some),
        (false, true) => Date::new(c, x, y).ok().map(Some),
        (false, false) if x == y => Date::new(c, x, y).ok().map(Some),
        (false, false) => Some(None),
        (true, true) => None,
    }
}

fn compact(digits: &str, year_len: usize) -> Option<Date> {
    let year: i16 = digits.get(..year_len)?.parse().ok()?;
    let year = if year_len == 2 { year.checked_add(2000)? } else { year };
    let month = digits.get(year_len..year_len + 2)?.parse().ok()?;
    let day = digits.get(year_len + 2..year_len + 4)?.parse().ok()?;
    is_year(year).then(|| Date::new(year, month, day).ok()).flatten()
}

fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|m| *m == word || (word.len() == 3 && m.starts_with(&word)))?;
    i8::try_from(at + 1).ok()
}

/// A version word at the head of the words; how many words it takes.
fn version_at(words: &[&str], version: &mut Version) -> Option<usize> {
    let first = words.first()?.to_lowercase();
    let numbers = |text: &str| -> Option<Vec<u32>> {
        let parts: Option<Vec<u32>> = text.split('.').map(|p| p.parse().ok().filter(|_| p.len() <= 4)).collect();
        parts.filter(|p| !p.is_empty())
    };
    if let Some(number) = first.strip_prefix('v').or_else(|| first.strip_prefix("rev")).and_then(numbers) {
        version.number = number;
        return Some(1);
    }
    if matches!(first.as_str(), "version" | "rev" | "revision" | "v" | "ver")
        && let Some(number) = words.get(1).and_then(|w| numbers(w))
    {
        version.number = number;
        return Some(2);
    }
    let stage = match first.as_str() {
        "final" | "latest" | "new" | "updated" | "revised" | "signed" | "approved" | "endfassung" | "neu" | "definitif" => 1,
        "draft" | "wip" | "entwurf" | "brouillon" => -1,
        "old" | "superseded" | "alt" | "backup" | "ancien" => -2,
        "copy" | "kopie" | "copie" | "copia" => {
            version.copy = version.copy.saturating_add(1);
            let of = words.get(1).is_some_and(|w| w.eq_ignore_ascii_case("of"));
            return Some(if of { 2 } else { 1 });
        }
        _ => {
            // `(2)` at the end of the name: a single digit word that nothing follows and a version or name precedes.
            let copy: Option<u32> = first.parse().ok().filter(|_| first.len() == 1 && words.len() == 1);
            return match copy {
                Some(n) if version.stage != 0 || !version.number.is_empty() || version.copy > 0 => {
                    version.copy = version.copy.saturating_add(n);
                    Some(1)
                }
                _ => None,
            };
        }
    };
    version.stage = stage;
    Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_project_is_found_between_dates_versions_and_words_of_trackers() {
        for (name, subject) in [
            ("Berth 4 Plan v3 FINAL (2).xlsx", "Berth 4"),
            ("jira_export_quay-walls_2026-03-01.csv", "Quay walls"),
            ("aha_list_features_260323101500.csv", "Aha list features"),
            ("Crane Renewal 01b2c3d4e5f60718293a4b5c6d7e8f90_all.csv", "Crane Renewal"),
            ("Terminal OS (2026-01-31 120000 GMT).csv", "Terminal OS"),
            ("Plan v3.xlsx", "Plan"),
            ("Gate automation March 2026 draft.xlsx", "Gate automation"),
        ] {
            assert_eq!(file_name(name).subject, subject, "{name}");
        }
        assert!(file_name("Plan v3.xlsx").generic);
        assert!(file_name("jira.csv").generic);
        assert!(take_apart("Private & Shared").generic);
        assert!(take_apart("Project Plan Details").generic);
        assert!(!take_apart("Quay Details").generic);
        assert!(!take_apart("Locks & Weirs").generic);
        assert!(!file_name("Berth 4 Plan v3 FINAL (2).xlsx").generic);
    }

    #[test]
    fn versions_of_one_plan_are_in_order() {
        let names =
            ["Plan draft.xlsx", "Plan v2.xlsx", "Plan v3.xlsx", "Plan v3 FINAL.xlsx", "Plan v3 FINAL (2).xlsx", "Plan v10.xlsx"];
        let versions: Vec<_> = names.iter().map(|n| file_name(n).version).collect();
        assert!(versions.windows(2).all(|w| w[0] < w[1]), "{versions:?}");
        assert!(names.iter().all(|n| file_name(n).family == "plan"));
    }

    #[test]
    fn dates_in_names_are_read_where_they_are_certain() {
        assert_eq!(file_name("plan 31.12.2025.xlsx").date, Some(date(2025, 12, 31)));
        assert_eq!(file_name("plan_20260301.xlsx").date, Some(date(2026, 3, 1)));
        assert_eq!(file_name("plan 03-04-2026.xlsx").date, None);
        assert_eq!(file_name("aha_list_features_260323101500.csv").date, Some(date(2026, 3, 23)));
    }
}
