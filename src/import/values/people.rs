//! People in a cell: how many, who, with which share; nobody-words and groups told apart from persons.
//!
//! Semicolons, line breaks and ` + ` always part people. A comma parts people in one column and family from given name in another:
//! that is decided once per column, from the profile's separator or from what its cells prove; where nothing proves it, the cell stays one
//! name.

mod column;
mod words;

pub use words::{drag_filled, is_nobody, kind_of, name_word};

use super::text::clean;

/// One person as written.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PersonText {
    /// Display name, trimmed; empty only where an e-mail or account is given.
    pub name: String,
    /// E-mail, lower case.
    pub email: Option<String>,
    /// Account id or login (`CORP\vitalim`).
    pub account: Option<String>,
    /// Share stated beside the name, 1 = full time.
    pub units: Option<f64>,
}

/// How the people of one column are written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ColumnPeople {
    /// Cells are split at commas.
    pub comma_splits: bool,
    /// Cells hold one person written `Last, First`.
    pub last_first: bool,
    /// What proves it.
    pub proof: String,
    /// Cells with commas stand, and nothing proves what the comma is: they are kept as one name.
    pub ambiguous: bool,
    /// The profile's separator, beside those that always part people.
    pub separator: Option<char>,
}

/// The most people a cell can name.
const MOST: usize = 200;

impl ColumnPeople {
    /// Decides from all cells of a column whether a comma parts people or last and first name. `separator` is the profile's, if
    /// it names one (`;`, `,`).
    pub fn decide<'a>(cells: impl IntoIterator<Item = &'a str>, separator: Option<char>) -> ColumnPeople {
        column::decide(cells, separator)
    }

    /// The people of one cell in the order stated; nobody-words give none, a person named twice is given once.
    pub fn split(&self, text: &str) -> Vec<PersonText> {
        let text = clean(text);
        if is_nobody(&text) {
            return Vec::new();
        }
        let looked = || {
            let values = super::lookup::values(&text)?;
            Some(values.into_iter().filter_map(|v| person(v.shown)).collect())
        };
        let mut people = json(&text).or_else(looked).unwrap_or_else(|| {
            let list = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).filter(|t| !t.contains(['[', ']']));
            let comma = self.comma_splits || list.is_some();
            let pieces = self.pieces(list.unwrap_or(&text), comma);
            pieces.into_iter().filter_map(person).collect()
        });
        let mut seen: Vec<PersonText> = Vec::with_capacity(people.len());
        people.truncate(MOST);
        for p in people {
            if !seen.iter().any(|s| s.name == p.name && s.email == p.email && s.account == p.account) {
                seen.push(p);
            }
        }
        seen
    }

    /// The stretches between separators that stand outside quotes and brackets.
    fn pieces<'t>(&self, text: &'t str, comma_splits: bool) -> Vec<&'t str> {
        let mut pieces = Vec::new();
        let (mut from, mut depth, mut quoted) = (0, 0_u32, false);
        let mut after_closing = false;
        let quotes = text.matches('"').count().is_multiple_of(2);
        for (at, c) in text.char_indices() {
            match c {
                '"' if quotes => quoted = !quoted,
                '<' | '(' | '[' => depth = depth.saturating_add(1),
                '>' | ')' | ']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            let own = self.separator == Some(c) && (c != ',' || comma_splits);
            let parts = !quoted
                && depth == 0
                && match c {
                    ';' | '\n' | '；' | '、' => true,
                    // Mentions of a wiki: `@Ann Lee @Bo Ray`.
                    '@' => text.starts_with('@') && text.get(..at).is_some_and(|t| t.ends_with(char::is_whitespace)),
                    ',' | '，' => comma_splits || after_closing || ends_with_address(text.get(from..at).unwrap_or("")),
                    '+' | '&' | '/' => (spaced(text, at) && (c == '+' || two_people(text))) || (c == '/' && full_names(text)),
                    _ => own,
                };
            // An unclosed bracket must not swallow a semicolon.
            let parts = parts || (!quoted && depth > 0 && c == ';');
            if parts {
                pieces.push(text.get(from..at).unwrap_or(""));
                from = at + c.len_utf8();
                depth = 0;
            }
            if !c.is_whitespace() {
                after_closing = matches!(c, '>' | ']');
            }
        }
        pieces.push(text.get(from..).unwrap_or(""));
        pieces.into_iter().flat_map(at_and).map(str::trim).filter(|p| !p.is_empty()).collect()
    }
}

fn ends_with_address(piece: &str) -> bool {
    piece.split_whitespace().next_back().is_some_and(is_email)
}

fn spaced(text: &str, at: usize) -> bool {
    text.get(..at).is_some_and(|t| t.ends_with(' ')) && text.get(at + 1..).is_some_and(|t| t.starts_with(' '))
}

/// Whether `A & B` names two people and no group or firm.
fn two_people(text: &str) -> bool {
    use crate::model::ResourceKind::Person;
    let named = |t: &str| kind_of(t) == Person && t.split_whitespace().count() >= 1;
    text.split(['&', '/']).all(|t| named(t.trim())) && kind_of(text) == Person
}

/// `J. Smith/P. Okoro`: first and last name on every side of the stroke.
fn full_names(text: &str) -> bool {
    use crate::model::ResourceKind::Person;
    let full = |t: &str| {
        let words = t.split_whitespace().count();
        (2..=4).contains(&words) && t.split_whitespace().all(|w| w.starts_with(char::is_uppercase)) && kind_of(t) == Person
    };
    text.contains('/') && text.split('/').all(|t| full(t.trim()))
}

/// `Ann Smith and Bob Jones`: two people where both sides have two words or more.
fn at_and(piece: &str) -> Vec<&str> {
    use crate::model::ResourceKind::Person;
    for word in [" and ", " und ", " et ", " y ", " и "] {
        let sides: Vec<&str> = piece.split(word).collect();
        let full = |s: &&str| {
            s.split_whitespace().count() >= 2
                && s.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
                && kind_of(s) == Person
        };
        if sides.len() > 1 && sides.iter().all(full) {
            return sides;
        }
    }
    vec![piece]
}

fn is_email(text: &str) -> bool {
    let Some((local, host)) = text.split_once('@') else { return false };
    !local.is_empty() && host.contains('.') && !host.contains('@') && !text.contains([' ', '<', '>', ',', ';', '"', '(', ')'])
}

/// One person of a piece; `None` for words that are nobody.
fn person(piece: &str) -> Option<PersonText> {
    let mut read = PersonText::default();
    let mut name = piece.trim().trim_matches(['"', '“', '”']).trim();
    if let Some((head, rest)) = name.rsplit_once('<')
        && let Some((inner, tail)) = rest.split_once('>')
        && tail.trim().is_empty()
    {
        identify(inner.trim(), &mut read);
        name = head.trim();
    }
    for (open, close) in [('[', ']'), ('(', ')')] {
        if let Some((head, rest)) = name.rsplit_once(open)
            && let Some((inner, tail)) = rest.split_once(close)
            && tail.trim().is_empty()
        {
            if let Some(units) = share(inner) {
                read.units = Some(units);
                name = head.trim();
            } else if open == '(' && is_email(inner.trim()) {
                identify(inner.trim(), &mut read);
                name = head.trim();
            } else if open == '[' {
                // Microsoft Project's amount of a material: `Cement[3 t]`.
                name = head.trim();
            }
        }
    }
    if let Some((head, tail)) = name.rsplit_once([' ', ':'])
        && tail.ends_with('%')
        && let Some(units) = share(tail)
    {
        read.units = Some(units);
        name = head.trim().trim_end_matches(['-', ':', '–']).trim();
    }
    let name = name.trim_matches(['"', '“', '”']).trim().trim_start_matches('@').trim_end_matches([',', '*']).trim();
    if is_email(name) {
        identify(name, &mut read);
    } else if let Some(address) = name.strip_prefix("mailto:") {
        identify(address, &mut read);
    } else if !is_nobody(name) {
        read.name = name.to_owned();
    }
    (!read.name.is_empty() || read.email.is_some() || read.account.is_some()).then_some(read)
}

fn identify(text: &str, read: &mut PersonText) {
    if is_email(text) {
        read.email = Some(text.to_lowercase());
    } else if !text.is_empty() {
        read.account = Some(text.to_owned());
    }
}

/// `50%`, `200 %`, `0.5`: a share of full time.
fn share(text: &str) -> Option<f64> {
    let text = text.trim();
    let signed = text.strip_suffix('%').or_else(|| text.strip_prefix('%'));
    let (digits, percent) = signed.map_or((text, false), |d| (d.trim(), true));
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
        return None;
    }
    let value: f64 = digits.replace(',', ".").parse().ok()?;
    let units = if percent { value / 100.0 } else { value };
    // A bare number is a share only where it looks like one; `(2)` may be anything.
    (units > 0.0 && units <= 100.0 && (percent || digits.contains(['.', ',']))).then_some(units)
}

/// People as JSON: a list of names, or of objects with name, e-mail and id (Microsoft Lists, Plane).
fn json(text: &str) -> Option<Vec<PersonText>> {
    if !text.starts_with(['[', '{']) || text.len() > 100_000 {
        return None;
    }
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    let items = match value {
        serde_json::Value::Array(items) => items,
        object @ serde_json::Value::Object(_) => vec![object],
        _ => return None,
    };
    // Microsoft Lists stores `&` as `%26` inside its JSON.
    let unescape = |t: &str| t.replace("%26", "&");
    items
        .iter()
        .map(|item| match item {
            serde_json::Value::String(name) => Some(person(&unescape(name))),
            serde_json::Value::Object(fields) => {
                let first =
                    |names: &[&str]| names.iter().find_map(|n| fields.get(*n)?.as_str()).map(str::trim).filter(|t| !t.is_empty());
                let name =
                    first(&["title", "displayName", "display_name", "name", "fullName"]).map(unescape).filter(|n| !is_nobody(n));
                let email = first(&["email", "mail", "emailAddress", "sip"]).filter(|e| is_email(e)).map(str::to_lowercase);
                let account = first(&["accountId", "account_id"]).map(str::to_owned);
                let found = name.is_some() || email.is_some() || account.is_some();
                Some(found.then(|| PersonText { name: name.unwrap_or_default(), email, account, units: None }))
            }
            serde_json::Value::Null => Some(None),
            _ => None,
        })
        .collect::<Option<Vec<_>>>()
        .map(|people| people.into_iter().flatten().collect())
}

#[cfg(test)]
mod tests;
