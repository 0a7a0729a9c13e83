//! The grammar of predecessor cells: `3FS-2,5d`, `6,7`, `5SS+1d`, `1 - 15`, `file.mpp\12`, `P000-T00003-1d`, and prose that is
//! no link.
//!
//! Decided here: where one reference ends and the next begins, and what of it is relation and lag. What a reference means is left to
//! the importer and to `reconcile`. The list sign and the decimal sign may both be a comma: it is a decimal comma only between a lag's
//! digits and digits with a unit. Prose is never a link: a cell part with words in it that names nothing known is given back as unread,
//! with everything that stands beside it.

mod lag;

use super::address;
use super::months::month;
use super::number::is_destroyed_id;
use super::text::{absent, clean};
use crate::model::{Lag, Relation};
use lag::{Tail, tail};

/// One link of a cell.
#[derive(Clone, PartialEq, Debug)]
pub struct LinkText {
    /// What is referred to, as written, without relation and lag.
    pub reference: String,
    /// The other file, where the cell names one (`path\file.mpp`).
    pub file: Option<String>,
    /// The relation, where stated.
    pub relation: Option<Relation>,
    /// The lag, where stated.
    pub lag: Option<Lag>,
}

impl LinkText {
    fn to(reference: &str, tail: Tail) -> LinkText {
        LinkText { reference: reference.trim().to_owned(), file: None, relation: tail.relation, lag: tail.lag }
    }
}

/// What a predecessor cell says.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LinksRead {
    /// The links in the order stated.
    pub links: Vec<LinkText>,
    /// The parts that are no link: prose, dates that a spreadsheet made of `3-4`, broken pieces.
    pub unread: Vec<String>,
    /// Parts such as `3FS-2,5`, where 5 is a record too: a decimal comma or two links.
    pub open: Vec<String>,
}

/// Language of relation letters. The sets of the languages do not contradict one another, so `English` accepts them all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Letters {
    /// FS SS FF SF, and those of any other language.
    #[default]
    English,
    /// EA AA EE AE, and English ones.
    German,
    /// FD DD FF DF, and English ones.
    French,
    /// FC CC FF CF, and English ones.
    Spanish,
}

/// The most records a range may name; a longer one is a typing error.
const LONGEST_RANGE: u32 = 500;
/// A name may hold so many commas.
const COMMAS_IN_NAME: usize = 6;

/// Reads a cell of predecessors or successors. `known` tells whether a text is an id, key, row number or name of the table.
pub fn links(text: &str, letters: Letters, known: &dyn Fn(&str) -> bool) -> LinksRead {
    let mut read = LinksRead::default();
    let text = clean(text);
    if absent(&text).is_some() {
        return read;
    }
    if known(&text) {
        read.links.push(LinkText::to(&text, Tail::default()));
        return read;
    }
    let list = text.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(&text);
    // where other marks part the links, a comma parts none
    let parted = list.contains([';', '|']);
    for segment in list.split([';', '\n', '|']).map(str::trim).filter(|s| !s.is_empty()) {
        read_segment(segment, letters, parted, known, &mut read);
    }
    read
}

/// One stretch between strong separators: parts joined by commas.
fn read_segment(segment: &str, letters: Letters, parted: bool, known: &dyn Fn(&str) -> bool, read: &mut LinksRead) {
    let parts = split_at_commas(segment);
    let (mut links, mut unread) = (Vec::new(), Vec::new());
    let mut next = 0;
    while let Some(&(from, to)) = parts.get(next) {
        next += 1;
        let part = segment.get(from..to).unwrap_or("").trim();
        if part.is_empty() {
            continue;
        }
        if let Some((name, taken)) = known_name(segment, &parts, next - 1, known) {
            links.push(LinkText::to(name, Tail::default()));
            next += taken;
        } else if !parted && comma_is_open(part, known) {
            read.open.push(part.to_owned());
        } else if let Some(mut found) = grammar(part, letters, known) {
            links.append(&mut found);
        } else {
            unread.push(part.to_owned());
        }
    }
    // A number beside prose is part of the sentence.
    if unread.iter().any(|u| u.contains(' ') && u.chars().any(char::is_alphabetic))
        && links.iter().all(|l| !known(&l.reference) || is_whole(&l.reference))
    {
        read.unread.push(segment.to_owned());
        return;
    }
    read.links.append(&mut links);
    read.unread.append(&mut unread);
}

/// `3FS-2,5` where 5 is known: nothing tells whether the comma is of the lag.
fn comma_is_open(part: &str, known: &dyn Fn(&str) -> bool) -> bool {
    let Some((before, after)) = part.rsplit_once(',') else { return false };
    is_whole(after.trim())
        && before.ends_with(|c: char| c.is_ascii_digit())
        && before.contains(['+', '-', '−'])
        && known(after.trim())
}

fn is_whole(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// The known name that begins with this part, the longest one first where the part is no number: names may hold commas. Gives how many
/// further parts it takes.
fn known_name<'a>(
    segment: &'a str,
    parts: &[(usize, usize)],
    at: usize,
    known: &dyn Fn(&str) -> bool,
) -> Option<(&'a str, usize)> {
    let from = parts.get(at)?.0;
    let most = if is_whole(segment.get(from..parts.get(at)?.1)?.trim()) { 0 } else { COMMAS_IN_NAME.min(parts.len() - at - 1) };
    (0..=most).rev().find_map(|more| {
        let name = segment.get(from..parts.get(at + more)?.1)?.trim();
        known(name).then_some((name, more))
    })
}

/// Byte ranges between commas and ampersands, with decimal commas left inside.
fn split_at_commas(segment: &str) -> Vec<(usize, usize)> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, c) in segment.char_indices() {
        if !matches!(c, ',' | '&' | '，' | '、') {
            continue;
        }
        if c == ',' && lag::is_decimal_comma(segment.get(from..at).unwrap_or(""), segment.get(at + 1..).unwrap_or("")) {
            continue;
        }
        parts.push((from, at));
        from = at + c.len_utf8();
    }
    parts.push((from, segment.len()));
    parts
}

/// One part by the grammar; `None` where it is no link.
fn grammar(part: &str, letters: Letters, known: &dyn Fn(&str) -> bool) -> Option<Vec<LinkText>> {
    if let Some(found) = addressed(part, letters) {
        return Some(vec![found]);
    }
    if part.len() > 400 || looks_like_date(part) || is_destroyed_id(part) {
        return None;
    }
    if let Some((file, rest)) = external(part) {
        let mut found = grammar(rest, letters, known)?;
        for link in &mut found {
            link.file = Some(file.to_owned());
        }
        return Some(found);
    }
    let part = part.strip_prefix('#').map_or(part, str::trim_start);
    let end = part.bytes().position(|b| !b.is_ascii_digit() && b != b'.').unwrap_or(part.len());
    let (number, rest) = part.split_at_checked(end)?;
    if !number.is_empty() && !number.ends_with('.') && !number.starts_with('.') && !number.contains("..") {
        if let Some(tail) = tail(rest, letters).filter(|t| t.relation.is_some() || t.lag.is_none() || t.unit_stated) {
            return Some(vec![LinkText::to(number, tail)]);
        }
        if let Some(range) = range(number, rest) {
            return Some(range);
        }
        if let Some(list) = blank_list(part) {
            return Some(list);
        }
        if let Some(under) = underscored(part) {
            return Some(vec![under]);
        }
    }
    code(part, letters, known).map(|link| vec![link])
}

/// `path\file.mpp\12FS`, `<>\Program\12`: the file and what stands behind it.
fn external(part: &str) -> Option<(&str, &str)> {
    let at = part.rfind('\\').or_else(|| {
        let lower = part.to_ascii_lowercase();
        lower.rfind(".mpp/").map(|i| i + 4)
    })?;
    let (file, rest) = (part.get(..at)?, part.get(at + 1..)?);
    let named = rest.starts_with(|c: char| c.is_ascii_digit()) || ends_as_file(file) && is_code(rest);
    (!file.is_empty() && named).then_some((file, rest))
}

/// Whether a text ends as the name of a file of work does.
fn ends_as_file(name: &str) -> bool {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("mpp" | "mpt" | "xlsx" | "xlsm" | "xls" | "csv" | "xer"))
}

/// The address of an issue or a page, with relation and lag behind a blank. It stands for its issue key or its page hash where it has
/// one, else for itself: which record it means is to be told with all files known.
fn addressed(part: &str, letters: Letters) -> Option<LinkText> {
    // `Vendor choice (https://…)`
    if let Some(open) = part.rfind("(http")
        && let Some(inner) = part.get(open + 1..).and_then(|inner| inner.strip_suffix(')'))
    {
        return addressed(inner, letters);
    }
    let (whole, rest) = part.split_once(char::is_whitespace).unwrap_or((part, ""));
    if let Some(hash) = address::page_hash(whole).filter(|_| matches!(whole.len(), 32 | 36)) {
        return Some(LinkText::to(&hash, tail(rest, letters)?));
    }
    let word = Some(whole).filter(|w| address::is_address(w)).and_then(address::record)?;
    let stands_alone = crate::model::names::is_issue_key(&word);
    Some(LinkText::to(if stands_alone { &word } else { whole }, tail(rest, letters)?))
}

/// `1 - 15`, `1-15`, `1 to 15`: all whole numbers from the first to the last.
fn range(first: &str, rest: &str) -> Option<Vec<LinkText>> {
    let rest = rest.trim_start();
    let last = ["-", "–", "—", "to ", "bis ", "through ", "..."].iter().find_map(|m| rest.strip_prefix(m))?.trim();
    if !is_whole(first) || !is_whole(last) {
        return None;
    }
    let (first, last): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    (first < last && last - first <= LONGEST_RANGE)
        .then(|| (first..=last).map(|n| LinkText::to(&n.to_string(), Tail::default())).collect())
}

/// `12 13 14`, `12 and 13`.
fn blank_list(part: &str) -> Option<Vec<LinkText>> {
    let words = part
        .split_whitespace()
        .filter(|w| !matches!(w.to_ascii_lowercase().as_str(), "and" | "und" | "et" | "y" | "e" | "en" | "i" | "и"));
    let list: Option<Vec<LinkText>> = words.map(|w| is_whole(w).then(|| LinkText::to(w, Tail::default()))).collect();
    list.filter(|l| l.len() > 1)
}

/// `4_FS_0`.
fn underscored(part: &str) -> Option<LinkText> {
    let mut pieces = part.split('_');
    let (id, relation, days, end) = (pieces.next()?, pieces.next()?, pieces.next()?, pieces.next());
    let relation = lag::relation(relation, Letters::English)?;
    let amount: f64 = days.parse().ok().filter(|d: &f64| d.is_finite() && d.abs() < 1e5)?;
    let lag = (amount != 0.0).then_some(Lag { amount, unit: crate::model::LagUnit::WorkingDays });
    (end.is_none() && is_whole(id)).then(|| LinkText { reference: id.to_owned(), file: None, relation: Some(relation), lag })
}

/// A reference that is no number: `PAY-12`, `P000-T00003-1d`, `A1010FS+2d`, `Design FS`. Relation and lag are split off where what stands
/// before them is known; else only where they are told by letters or a unit and a code stands before them.
fn code(part: &str, letters: Letters, known: &dyn Fn(&str) -> bool) -> Option<LinkText> {
    let mut fallback = None;
    let starts = part.char_indices().skip(1).filter(|(i, c)| lag::may_start_tail(part, *i, *c)).map(|(i, _)| i);
    for at in starts.collect::<Vec<_>>().into_iter().rev() {
        let (head, rest) = part.split_at_checked(at)?;
        let Some(tail) = tail(rest, letters) else { continue };
        let head = head.trim_end();
        // `PAY-12` is an id even where something called PAY is known.
        let told = tail.relation.is_some() || tail.unit_stated;
        if known(head) && (told || head.contains(|c: char| c.is_ascii_digit())) {
            return Some(LinkText::to(head, tail));
        }
        if told && is_code(head) {
            fallback = Some(LinkText::to(head, tail));
        }
    }
    if fallback.is_some() {
        return fallback;
    }
    is_code(part).then(|| LinkText::to(part, Tail::default()))
}

/// Letters, digits and the marks that ids are made of, with at least one digit and no blank.
fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.starts_with(|c: char| c.is_alphanumeric())
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':'))
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().any(char::is_alphabetic)
        && !text.contains("://")
}

/// `2025-04-03`, `03/04/2025`, `3/4`, `04-Mar`, `Mar-04`: what a spreadsheet makes of `3-4`.
fn looks_like_date(part: &str) -> bool {
    let date_part = part.split(['T', ' ']).next().unwrap_or(part);
    let pieces: Vec<&str> = date_part.split(['-', '/']).collect();
    let digits = |p: &&str| !p.is_empty() && p.len() <= 4 && is_whole(p);
    match pieces[..] {
        [a, b, c] => [a, b, c].iter().filter(|p| digits(p)).count() >= 2 && (month(b).is_some() || pieces.iter().all(digits)),
        [a, b] => {
            (digits(&a) && digits(&b) && part.contains('/'))
                || (digits(&a) && month(b).is_some())
                || (month(a).is_some() && digits(&b))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests;
