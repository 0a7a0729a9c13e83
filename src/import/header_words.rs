//! What a header kept by hand may be short for: `TASK START DATE`, `PCT OF TASK COMPLETE`, `Sl. No`, `WBS NUMBER`.
//!
//! Readings are offered from the most literal to the loosest; whether one of them means anything is the profile's business. Only
//! headers of tables kept by hand are read so: what a tracker writes is known to the letter.

/// Nouns that say what the row is, in front of what the column is: `task owner`, `risk status`.
const NOUNS: &[&str] = &[
    "task",
    "tasks",
    "activity",
    "action",
    "risk",
    "issue",
    "change",
    "decision",
    "assumption",
    "lesson",
    "benefit",
    "item",
    "deliverable",
    "work",
    "overall",
    "summary",
];
/// Words that pick out some of the records, in front of what they are: `top risks`, `key milestones`, `top 5 risks`.
const PICKED: &[&str] = &["top", "key", "main", "major", "principal", "critical", "current", "open", "new", "upcoming", "next"];
/// Records that are picked so.
const RECORDS: &[&str] =
    &["risks", "issues", "milestones", "decisions", "actions", "changes", "benefits", "deliverables", "dependencies"];
/// Words that add nothing in front of a date, a length or a name.
const PLANNED: &[&str] = &[
    "estimated",
    "estimate",
    "est",
    "expected",
    "proposed",
    "scheduled",
    "tentative",
    "approx",
    "approximate",
    "planned",
    "plan",
    "target",
];
/// Words that add nothing behind a column's name.
const TAILS: &[&str] =
    &["date", "number", "no", "#", "nr", "name", "level", "rate", "rating", "hrs", "hours", "days", "weeks", "wks", "months"];
/// What a date may be of; the date of anything else (`status date`) is not the thing itself.
const DATED: &[&str] = &[
    "start",
    "begin",
    "finish",
    "end",
    "due",
    "target",
    "raised",
    "closed",
    "opened",
    "identified",
    "logged",
    "needed",
    "required",
    "closure",
];
/// What is rated; the rate of anything else (`cost rate`) is not the thing itself.
const RATED: &[&str] = &["probability", "likelihood", "impact", "severity", "consequence", "priority", "risk"];
/// What a running number is called, with or without `no` behind it.
const RUNNING: &[&str] =
    &["sr", "sl", "s", "serial", "seq", "sequence", "srl", "row", "line", "index", "sno", "srno", "slno", "n", "s/n", "n°", "№"];

/// What a column of money ends in: the currency, in which case the rest of the header says what it is.
const CURRENCIES: &[&str] = &[
    "usd", "eur", "gbp", "chf", "dkk", "sek", "nok", "pln", "czk", "huf", "cad", "aud", "nzd", "inr", "jpy", "cny", "brl", "mxn",
    "zar", "sgd", "vnd", "try", "egp", "ngn", "kes", "lkr", "idr", "php", "cop", "clp", "ars", "$", "€", "£",
];
/// Records whose columns databases call by one word: `riskowner`, `taskname`.
const GLUED: &[&str] = &["risk", "issue", "task", "project", "milestone", "action", "change", "decision", "plan"];

/// A header that a program wrote as one word, in its words and folded: `PlannedEndDate`, `ProjectID`, `BudgetDKK`.
pub fn parted(header: &str) -> Option<String> {
    let header = header.trim();
    if header.len() > 40 || !header.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let bytes = header.as_bytes();
    let mut out = String::with_capacity(header.len() + 4);
    for (n, &b) in bytes.iter().enumerate() {
        let before = n.checked_sub(1).map(|m| bytes[m]);
        let after = bytes.get(n + 1);
        // `plannedEnd`, and the last capital of `IDName` before a small letter.
        let begins = b.is_ascii_uppercase()
            && before
                .is_some_and(|p| p.is_ascii_lowercase() || (p.is_ascii_uppercase() && after.is_some_and(u8::is_ascii_lowercase)));
        if begins {
            out.push(' ');
        }
        out.push(char::from(b.to_ascii_lowercase()));
    }
    out.contains(' ').then_some(out)
}

/// The readings of a folded header beyond the header itself and the part before its brackets, none twice.
pub fn readings(folded: &str) -> Vec<String> {
    if folded.is_empty() || folded.len() > 60 || !may_be_short(folded) {
        return Vec::new();
    }
    let mut all: Vec<String> = Vec::new();
    let offer = |text: String, from: &[String]| {
        let text = text.trim().to_owned();
        (!text.is_empty() && text != folded && !from.contains(&text)).then_some(text)
    };
    let mut round: Vec<String> = vec![plain(folded)];
    if round[0] != folded {
        all.push(round[0].clone());
    }
    for _ in 0..3 {
        let mut next = Vec::new();
        for text in &round {
            for shorter in shortened(text) {
                if let Some(text) = offer(shorter, &all) {
                    all.push(text.clone());
                    next.push(text);
                }
            }
        }
        round = next;
    }
    all
}

/// Whether any rule below can apply: most cells of most rows are told apart from headers here.
fn may_be_short(folded: &str) -> bool {
    let first = folded.split(' ').next().unwrap_or("");
    let last = folded.rsplit(' ').next().unwrap_or("");
    NOUNS.contains(&first)
        || (PICKED.contains(&first) && RECORDS.contains(&last))
        || PLANNED.contains(&first)
        || RUNNING.contains(&first)
        || TAILS.contains(&last)
        || CURRENCIES.contains(&last)
        || glued(folded).is_some()
        || folded.contains(['(', '[', '%', '/', '&', '?'])
        || folded.contains(" of ")
        || folded.contains(" in ")
        || ["pct", "percent", "percentage"].contains(&first)
        || last.ends_with('s')
}

/// The two words of a header that a database wrote as one: `risk` and `owner`, `plan` and `date`.
fn glued(folded: &str) -> Option<(&str, &str)> {
    if folded.len() > 30 || !folded.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let parts =
        |noun: &&str| folded.strip_prefix(noun).filter(|rest| rest.len() >= 2 && *rest != "s").map(|rest| (noun.len(), rest));
    GLUED.iter().find_map(parts).map(|(at, rest)| (&folded[..at], rest))
}

/// Signs and spellings made one.
fn plain(folded: &str) -> String {
    let bare = match folded.split_once(['(', '[']) {
        Some((before, _)) if !before.trim().is_empty() => before,
        _ => folded,
    };
    let mut words: Vec<&str> = bare.trim_end_matches('?').split_whitespace().collect();
    for word in &mut words {
        match *word {
            "pct" | "percent" | "percentage" => *word = "%",
            "&" | "and" => *word = "&",
            _ => {}
        }
    }
    words.retain(|w| !matches!(*w, "the" | "a" | "an"));
    words.join(" ")
}

/// A header with one thing left out.
fn shortened(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let words: Vec<&str> = text.split_whitespace().collect();
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return found };
    if let Some((noun, rest)) = glued(text) {
        found.push(format!("{noun} {rest}"));
    }
    let number = |w: &str| matches!(w, "no" | "number" | "#" | "nr" | "num");
    if RUNNING.contains(&first) && words.get(1).is_none_or(|w| number(w)) && words.len() <= 2 {
        found.push("#".to_owned());
        return found;
    }
    if PICKED.contains(&first) && RECORDS.contains(&last) && words.len() <= 3 {
        found.push(last.to_owned());
        return found;
    }
    if words.len() >= 2 {
        // `Target score` is the score wished for, not the score.
        let wished = first == "target" && (RATED.contains(&last) || last == "score");
        if NOUNS.contains(&first) || (PLANNED.contains(&first) && !wished) {
            found.push(words[1..].join(" "));
        }
        // `% of task complete`, `date of closure`, `description of the change`.
        if let Some(at) = words.iter().position(|w| *w == "of") {
            if words.get(at + 1).is_some_and(|w| NOUNS.contains(w)) {
                found.push([&words[..at], &words[at + 2..]].concat().join(" "));
            }
            if first == "date" && at == 1 && words.len() > 2 {
                found.push(format!("{} date", words[2..].join(" ")));
            }
        }
        // `effort in hours`, `duration in days`.
        if let Some(at) = words.iter().rposition(|w| *w == "in").filter(|at| *at > 0 && at + 2 == words.len()) {
            found.push(words[..at].join(" "));
        }
        if first == "date" && words.len() == 2 {
            found.push(format!("{last} date"));
        }
        let before = words[words.len() - 2];
        let adds_nothing = match last {
            "date" => DATED.contains(&before),
            "level" | "rate" | "rating" => RATED.contains(&before),
            _ => TAILS.contains(&last) || CURRENCIES.contains(&last),
        };
        if adds_nothing {
            found.push(words[..words.len() - 1].join(" "));
        }
    }
    // `owner/assignee`, `milestones & tasks`: the first of the two; but `start/end` is a range.
    if let Some((before, _)) = text.split_once(['/', '&']).filter(|(b, _)| b.trim().len() >= 3 && !DATED.contains(&b.trim())) {
        found.push(before.trim().to_owned());
    }
    if last.len() > 3 && last.ends_with('s') && !last.ends_with("ss") {
        found.push(text[..text.len() - 1].to_owned());
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_kept_by_hand_is_read_by_what_it_is_short_for() {
        for (header, meant) in [
            ("wbs number", "wbs"),
            ("task title", "title"),
            ("task start date", "start date"),
            ("pct of task complete", "% complete"),
            ("% of task complete", "% complete"),
            ("dependencies (wbs #)", "dependencies"),
            ("target start date", "target start"),
            ("estimated efforts in hours", "effort"),
            ("actual efforts in hours", "actual effort"),
            ("sr no", "#"),
            ("sl no", "#"),
            ("serial no", "#"),
            ("n", "#"),
            ("risk no", "risk"),
            ("impact (i)", "impact"),
            ("date of closure", "closure date"),
            ("summary description", "description"),
            ("owner/assignee", "owner"),
            ("open or closed?", "open or closed"),
        ] {
            assert!(readings(header).iter().any(|r| r == meant), "{header}: {:?}", readings(header));
        }
    }

    #[test]
    fn ordinary_texts_and_plain_headers_have_no_other_reading() {
        for text in ["", "owner", "start", "dig the trench for the cable", "2026-03-02", "m"] {
            assert_eq!(readings(text), Vec::<String>::new(), "{text}");
        }
        assert!(readings("% of the task that is complete").len() <= 8);
    }
}
