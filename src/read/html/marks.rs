//! What the pages of a wiki mark inside a cell: people mentioned side by side are several, a date is the one of its `datetime`
//! whatever the page shows, a macro of its storage form is its title, a tick is a tick.

use super::{Open, attribute, entities};

/// What is open in a cell.
#[derive(Default)]
pub(super) struct Marks {
    /// Where in the text a link to a person began, and where the last one ended.
    naming: Option<usize>,
    named: Option<usize>,
    /// Text up to this tag tells what is told already, or is a setting of a macro.
    hushed: Option<&'static str>,
    /// What an open link leads to, taken where it has no words of its own, with the length of the text before it.
    link: Option<(usize, String)>,
    /// Where the word for the state of a task began.
    state: Option<usize>,
}

impl Marks {
    /// Whether text is left out here.
    pub(super) fn hush(&self) -> bool {
        self.hushed.is_some()
    }
}

/// Boxes before what is to do.
pub(super) const TICKED: &str = "☑ ";
const BLANK: &str = "☐ ";

/// The sign of a picture that stands for a word: `(tick)`, `:check_mark:`.
fn sign(name: &str) -> String {
    match name.trim_matches(['(', ')', ':']).to_ascii_lowercase().as_str() {
        "tick" | "check_mark" | "/" | "white_check_mark" => "✓".to_owned(),
        "cross" | "error" | "cross_mark" | "x" => "✗".to_owned(),
        _ => entities(name),
    }
}

/// Who a storage link leads to: the name to log in with, else an account.
pub(super) fn user(inside: &str) -> Option<String> {
    ["ri:username", "ri:account-id", "ri:userkey"].iter().find_map(|a| attribute(inside, a)).map(|n| entities(&n))
}

/// Whether a tag is a link to a person.
pub(super) fn names(name: &str, inside: &str) -> bool {
    matches!(name, "a" | "span") && attribute(inside, "class").is_some_and(|c| c.contains("user"))
}

/// The date of a tag that carries one.
pub(super) fn day(inside: &str) -> Option<String> {
    attribute(inside, "datetime").filter(|d| d.get(..10).is_some_and(|d| d.parse::<jiff::civil::Date>().is_ok()))
}

/// Takes a tag within a cell; false where it is none of a wiki's.
pub(super) fn tag(cell: &mut Open, name: &str, inside: &str) -> bool {
    if let Some(end) = cell.marks.hushed {
        if name == end {
            cell.marks.hushed = None;
        }
        return !matches!(name, "td" | "th" | "/td" | "/th" | "tr" | "/tr");
    }
    let closed = inside.ends_with('/');
    match name {
        _ if names(name, inside) => begin(cell),
        "/a" | "/span" if cell.marks.naming.is_some() => {
            cell.marks.naming = None;
            cell.marks.named = Some(cell.text.len());
        }
        "ri:user" => {
            if let Some(user) = user(inside) {
                begin(cell);
                cell.marks.naming = None;
                cell.text.push_str(&user);
                cell.marks.named = Some(cell.text.len());
            }
        }
        "time" => {
            let Some(day) = day(inside) else { return true };
            cell.text.push_str(&day);
            cell.marks.hushed = (!closed).then_some("/time");
        }
        "ac:parameter" => match attribute(inside, "ac:name").as_deref() {
            Some("title" | "key") => part(cell),
            _ => cell.marks.hushed = (!closed).then_some("/ac:parameter"),
        },
        "ac:task-id" => cell.marks.hushed = (!closed).then_some("/ac:task-id"),
        "ac:task-status" => cell.marks.state = Some(cell.text.len()),
        "/ac:task-status" => {
            if let Some(from) = cell.marks.state.take() {
                let done = cell.text.get(from..).is_some_and(|word| word.trim() == "complete");
                cell.text.truncate(from);
                ticked(cell, done);
            }
        }
        "li" if attribute(inside, "data-inline-task-id").is_some() => {
            let done = attribute(inside, "class").is_some_and(|c| c.split_whitespace().any(|w| w == "checked"));
            ticked(cell, done);
        }
        "img" | "ac:emoticon" => {
            let picture = attribute(inside, "class").is_some_and(|c| c.contains("emoticon"));
            let named = match name {
                "img" if picture => attribute(inside, "data-emoji-shortname").or_else(|| attribute(inside, "alt")),
                "img" => return false,
                _ => attribute(inside, "ac:name"),
            };
            if let Some(named) = named {
                part(cell);
                cell.text.push_str(&sign(&named));
            }
        }
        "ri:page" | "ri:attachment" | "ri:url" => {
            let named = ["ri:content-title", "ri:filename", "ri:value"].iter().find_map(|a| attribute(inside, a));
            cell.marks.link = named.map(|n| (cell.text.len(), entities(&n)));
        }
        "/ac:link" | "/ac:image" => {
            if let Some((_, named)) = cell.marks.link.take().filter(|(from, _)| cell.text.trim_end().len() <= *from) {
                part(cell);
                cell.text.push_str(&named);
            }
        }
        _ => return false,
    }
    true
}

/// A person begins: right behind another, the two are parted.
fn begin(cell: &mut Open) {
    if let Some(end) = cell.marks.named.take()
        && cell.text.get(end..).is_some_and(|t| t.chars().all(|c| c.is_whitespace() || matches!(c, ',' | ';' | '\u{a0}')))
    {
        cell.text.truncate(end);
        cell.text.push_str("; ");
    }
    cell.marks.naming = Some(cell.text.len());
}

/// A blank between what stands in the cell and what comes.
fn part(cell: &mut Open) {
    if !cell.text.is_empty() && !cell.text.ends_with(char::is_whitespace) {
        cell.text.push(' ');
    }
}

fn ticked(cell: &mut Open, done: bool) {
    if !cell.text.trim().is_empty() {
        cell.text.push('\n');
    }
    cell.text.push_str(if done { TICKED } else { BLANK });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::read::{Limits, Value};

    fn cells(body: &str) -> Vec<String> {
        let page = format!("<html><body><table><tr>{body}</tr></table></body></html>");
        let found = super::super::read(page.as_bytes(), 0, &Limits::default()).unwrap();
        let g = &found.grids[0];
        let text = |c: &crate::read::Cell| match c.value {
            Value::Text(id) => g.text(id).to_owned(),
            _ => String::new(),
        };
        g.row_cells(0).iter().map(text).collect()
    }

    #[test]
    fn people_dates_ticks_and_macros_of_a_wiki_are_read_as_what_they_mean() {
        let mention = |name: &str| format!("<a class=\"confluence-userlink user-mention\">{name}</a>");
        let row = format!(
            "<td><p>{a} {b}</p></td><td>ask {a} or {b}</td><td><time datetime=\"2026-03-06\" class=\"date-past\">6 มี.ค. 2569</time></td>\
             <td><time datetime=\"2026-03-07\" /></td><td><img class=\"emoticon\" alt=\"(tick)\"> done</td>\
             <td><ac:structured-macro ac:name=\"status\"><ac:parameter ac:name=\"colour\">Green</ac:parameter><ac:parameter ac:name=\"title\">Open &amp; new</ac:parameter></ac:structured-macro></td>\
             <td><ac:link><ri:user ri:username=\"kmoe\" /></ac:link>, <ac:link><ri:user ri:account-id=\"712020:b\" /></ac:link></td>\
             <td>see <ac:link><ri:page ri:content-title=\"Spec\" /></ac:link>, <ac:link><ri:page ri:content-title=\"X\" /><ac:plain-text-link-body><![CDATA[the <b> spec]]></ac:plain-text-link-body></ac:link></td>\
             <td><ul class=\"inline-task-list\"><li class=\"checked\" data-inline-task-id=\"1\">call</li><li data-inline-task-id=\"2\">write</li></ul></td>",
            a = mention("Ann Lee"),
            b = mention("Bo Ray"),
        );
        let want = [
            "Ann Lee; Bo Ray",
            "ask Ann Lee or Bo Ray",
            "2026-03-06",
            "2026-03-07",
            "✓ done",
            "Open & new",
            "kmoe; 712020:b",
            "see Spec, the <b> spec",
            "☑ call\n☐ write",
        ];
        assert_eq!(cells(&row), want);
    }
}
