//! Hand-ins that are owed, against what came in: received, late, missing, unchanged, partial, superseded, with the age of the
//! data. What was not handed in is never spoken of as vanished: it is missing, with what was last accepted of it.

use super::{InputLine, Receipt};
use crate::config::{ExpectedRule, Settings};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::model::Portfolio;
use crate::source::{CellRef, SourceId, SourceMap};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a hand-in stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It is here, in time, and new.
    Received,
    /// It is here; its data is of a day after the one it was due.
    Late,
    /// It is here, byte for byte what the earlier pack was made of.
    Unchanged,
    /// It is here, but not all of it.
    Partial,
    /// It is not here and was due.
    #[default]
    Missing,
    /// It is not here and not due yet.
    NotDue,
}

impl Standing {
    /// The word shown.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Received => "received",
            Standing::Late => "late",
            Standing::Unchanged => "unchanged",
            Standing::Partial => "partial",
            Standing::Missing => "missing",
            Standing::NotDue => "not due yet",
        }
    }
}

/// One hand-in that is owed.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ExpectedLine {
    /// What it is called.
    pub name: String,
    /// Who owes it.
    pub owner: Option<String>,
    /// The project it is of.
    pub project: Option<String>,
    /// The day it is due, `2026-11-02`.
    pub due: Option<String>,
    /// Where it stands.
    pub standing: Standing,
    /// The files that answer to it and are used.
    pub files: Vec<String>,
    /// Files that answer to it and were superseded, each with what supersedes it and why.
    pub superseded: Vec<String>,
    /// The date its data is of.
    pub data_date: Option<String>,
    /// Calendar days from the date of its data to the date of the pack.
    pub age_days: Option<i64>,
    /// What there is to say, in words.
    pub remark: String,
    /// Where it is written, `steerpack.toml:12:A`.
    pub at: String,
}

/// What an earlier receipt tells of hand-ins.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EarlierReceipt {
    /// The date that pack was of.
    pub as_of: String,
    /// Its inputs.
    pub inputs: Vec<EarlierInput>,
    /// What was owed then.
    pub expected: Vec<ExpectedLine>,
}

/// One input of an earlier pack.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EarlierInput {
    /// Name.
    pub file: String,
    /// SHA-256.
    pub sha256: String,
    /// Non-empty rows.
    pub rows_in_file: usize,
    /// Why it gave nothing.
    pub refused: Option<String>,
    /// Its tables.
    pub tables: Vec<EarlierTable>,
}

/// One table of an earlier pack.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EarlierTable {
    /// `2026-10-05 (from the file name)`.
    pub data_date: Option<String>,
}

/// Reads an earlier receipt; `None` where the bytes are none.
pub fn earlier(bytes: &[u8]) -> Option<EarlierReceipt> {
    serde_json::from_slice(bytes).ok()
}

/// Less than this share of the earlier rows is a part only.
const PART: f64 = 0.5;

/// What a hand-in is judged by.
struct Judge<'a> {
    receipt: &'a Receipt,
    earlier: Option<&'a EarlierReceipt>,
    portfolio: &'a Portfolio,
    sources: &'a SourceMap,
    findings: &'a [Diagnostic],
}

/// Fills the receipt's list of what is owed, and says what is late, missing, partial or unchanged.
pub fn owed(
    receipt: &mut Receipt,
    earlier: Option<&EarlierReceipt>,
    (portfolio, sources): (&Portfolio, &SourceMap),
    settings: &Settings,
    findings: &mut Vec<Diagnostic>,
) {
    let judge = Judge { receipt, earlier, portfolio, sources, findings };
    let lines: Vec<(ExpectedLine, CellRef)> = settings
        .expected
        .iter()
        .map(|rule| {
            let at = place(sources, settings, rule.line);
            (judge.line(rule, at), at)
        })
        .collect();
    for (line, at) in &lines {
        findings.extend(finding(line, *at));
    }
    receipt.expected = lines.into_iter().map(|(line, _)| line).collect();
}

fn place(sources: &SourceMap, settings: &Settings, line: u32) -> CellRef {
    let file = sources.files.iter().rposition(|f| f.name == settings.file_name).and_then(|f| u16::try_from(f).ok());
    CellRef { source: SourceId { file: file.unwrap_or(0), sheet: 0 }, row: line.saturating_sub(1), col: 0 }
}

/// The day on which it was last due: the date itself, or the latest day of a month that is not after the pack's date.
fn due(rule: &ExpectedRule, as_of: Date) -> Option<Date> {
    if rule.due.is_some() {
        return rule.due;
    }
    let day = i8::try_from(rule.due_day?).ok()?;
    let of_month = |date: Date| date.first_of_month().with().day(day.min(date.days_in_month())).build().ok();
    let this = of_month(as_of)?;
    if this <= as_of { Some(this) } else { of_month(as_of.first_of_month().yesterday().ok()?) }
}

impl Judge<'_> {
    fn line(&self, rule: &ExpectedRule, at: CellRef) -> ExpectedLine {
        // file names keep their letters' case on one system and not on the next
        let pattern = rule.pattern.to_lowercase();
        let fits = |name: &str| {
            let name = name.to_lowercase();
            let last = name.rsplit('/').next().unwrap_or(&name);
            crate::import::wild(&pattern, &name) || crate::import::wild(&pattern, last)
        };
        let hits: Vec<(usize, &InputLine)> = self.receipt.inputs.iter().enumerate().filter(|(_, i)| fits(&i.file)).collect();
        let as_of = self.portfolio.as_of;
        let due = due(rule, as_of);
        let mut line = ExpectedLine {
            name: rule.name.clone(),
            owner: rule.owner.clone(),
            project: rule.project.clone(),
            due: due.map(|d| d.to_string()),
            at: self.sources.text(at),
            ..ExpectedLine::default()
        };
        let mut used = Vec::new();
        for (ix, input) in hits {
            match self.superseded(ix) {
                _ if input.refused.is_some() => line.superseded.push(format!("{} was not read", input.file)),
                Some(why) => line.superseded.push(format!("{} by {why}", input.file)),
                None => used.push((ix, input)),
            }
        }
        line.files = used.iter().map(|(_, i)| i.file.clone()).collect();
        let date = used.iter().filter_map(|(ix, _)| self.data_date(*ix)).max();
        line.data_date = date.map(|d| d.to_string());
        line.age_days = date.map(|d| i64::from((as_of - d).get_days()));
        (line.standing, line.remark) = match used.is_empty() {
            true => self.missing(&fits, due, as_of),
            false => self.here(rule, &used, &fits, due, date),
        };
        line
    }

    /// What supersedes every table of a file.
    fn superseded(&self, file: usize) -> Option<String> {
        let of = |h: &&crate::model::HandIn| usize::from(h.source.file) == file;
        let all: Vec<_> = self.portfolio.hand_ins.iter().filter(of).collect();
        let first = all.first()?.superseded_by.as_ref()?;
        all.iter().all(|h| h.superseded_by.is_some()).then(|| first.1.to_string())
    }

    fn data_date(&self, file: usize) -> Option<Date> {
        let of = self.portfolio.hand_ins.iter().filter(|h| usize::from(h.source.file) == file);
        of.filter_map(|h| h.data_date.as_ref().map(|d| d.0)).max()
    }

    fn missing(&self, fits: &impl Fn(&str) -> bool, due: Option<Date>, as_of: Date) -> (Standing, String) {
        let standing = if due.is_some_and(|d| d > as_of) { Standing::NotDue } else { Standing::Missing };
        let late = due.filter(|d| *d < as_of).map(|d| i64::from((as_of - d).get_days()));
        let mut words = late.map_or_else(String::new, |days| format!("{} overdue", days_of(days)));
        let last = self.earlier.map(|e| (e, e.inputs.iter().find(|i| fits(&i.file) && i.refused.is_none())));
        let tail = match last {
            Some((e, Some(input))) => {
                let date =
                    input.tables.iter().filter_map(|t| t.data_date.as_deref()).find_map(|t| t.get(..10)?.parse::<Date>().ok());
                let age = date
                    .map_or_else(String::new, |d| format!(", data of {d}, {} old", days_of(i64::from((as_of - d).get_days()))));
                format!("last accepted `{}` in the pack of {}{age}", input.file, e.as_of)
            }
            Some((e, None)) => format!("none in the pack of {} either", e.as_of),
            None => String::new(),
        };
        if !words.is_empty() && !tail.is_empty() {
            words.push_str("; ");
        }
        (standing, words + &tail)
    }

    fn here(
        &self,
        rule: &ExpectedRule,
        used: &[(usize, &InputLine)],
        fits: &impl Fn(&str) -> bool,
        due: Option<Date>,
        date: Option<Date>,
    ) -> (Standing, String) {
        let rows: usize = used.iter().map(|(_, i)| i.rows_in_file).sum();
        if let Some(least) = rule.rows.filter(|least| rows < *least) {
            return (Standing::Partial, format!("{rows} rows, at least {least} are expected"));
        }
        let cut = self.findings.iter().find(|f| {
            f.check == "export-cut"
                && matches!(&f.place, Place::Source(s) if used.iter().any(|(ix, _)| usize::from(s.file) == *ix))
        });
        if cut.is_some() {
            return (Standing::Partial, "the export ends at the tracker's limit".to_owned());
        }
        if let Some(earlier) = self.earlier {
            let before: Vec<&EarlierInput> = earlier.inputs.iter().filter(|i| fits(&i.file) && i.refused.is_none()).collect();
            let had: usize = before.iter().map(|i| i.rows_in_file).sum();
            if had > 0 && (rows as f64) < had as f64 * PART {
                return (Standing::Partial, format!("{rows} rows, the pack of {} had {had}", earlier.as_of));
            }
            if used.iter().all(|(_, i)| before.iter().any(|b| b.sha256 == i.sha256)) {
                return (Standing::Unchanged, format!("the same bytes as in the pack of {}", earlier.as_of));
            }
        }
        match (due, date) {
            (Some(due), Some(date)) if date > due => {
                (Standing::Late, format!("its data is of {} after it was due", days_of(i64::from((date - due).get_days()))))
            }
            _ => (Standing::Received, String::new()),
        }
    }
}

fn days_of(n: i64) -> String {
    if n == 1 { "1 day".to_owned() } else { format!("{n} days") }
}

fn finding(line: &ExpectedLine, at: CellRef) -> Option<Diagnostic> {
    let who = line.owner.as_ref().map_or_else(String::new, |o| format!(" from {o}"));
    let due = line.due.as_ref().map_or_else(String::new, |d| format!(", due {d}"));
    let tail = if line.remark.is_empty() { String::new() } else { format!(": {}", line.remark) };
    let named = format!("`{}`{who}{due}", line.name);
    Some(match line.standing {
        Standing::Missing => Diagnostic::at("hand-in-missing", Severity::Warning, at, format!("{named} was not handed in{tail}"))
            .help("ask its owner for it; nothing in the pack speaks for it meanwhile"),
        Standing::Partial => {
            Diagnostic::at("hand-in-partial", Severity::Warning, at, format!("{named} was handed in only in part{tail}"))
                .help("ask its owner for a whole export")
        }
        Standing::Unchanged => {
            Diagnostic::at("hand-in-unchanged", Severity::Note, at, format!("{named} is what was handed in before{tail}"))
                .help("ask its owner whether nothing moved")
        }
        Standing::Late => Diagnostic::at("hand-in-late", Severity::Note, at, format!("{named} came late{tail}")),
        Standing::Received | Standing::NotDue => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::model::HandIn;
    use crate::source::{PlaceKind, SourceFile};
    use jiff::civil::date;

    fn rule(pattern: &str) -> ExpectedRule {
        ExpectedRule {
            name: "Rail".into(),
            pattern: pattern.into(),
            owner: Some("Piet".into()),
            due: Some(date(2026, 10, 30)),
            ..ExpectedRule::default()
        }
    }

    fn input(file: &str, sha256: &str, rows: usize) -> InputLine {
        InputLine { file: file.into(), sha256: sha256.into(), rows_in_file: rows, ..InputLine::default() }
    }

    fn judged(
        rule: ExpectedRule,
        inputs: Vec<InputLine>,
        dates: &[Date],
        earlier: Option<EarlierReceipt>,
    ) -> (ExpectedLine, Vec<&'static str>) {
        let mut receipt = Receipt { inputs, ..Receipt::default() };
        let files = receipt.inputs.iter().map(|i| SourceFile {
            name: i.file.clone(),
            kind: PlaceKind::Lines,
            sheets: vec![String::new()],
        });
        let sources = SourceMap { files: files.collect() };
        let hand_ins = (0_u16..).zip(dates).map(|(file, d)| HandIn {
            source: SourceId { file, sheet: 0 },
            data_date: Some((*d, "stated".into())),
            superseded_by: None,
        });
        let portfolio = Portfolio { as_of: date(2026, 11, 2), hand_ins: hand_ins.collect(), ..Portfolio::default() };
        let settings = Settings { expected: vec![rule], ..Settings::default() };
        let mut findings = Vec::new();
        owed(&mut receipt, earlier.as_ref(), (&portfolio, &sources), &settings, &mut findings);
        (receipt.expected[0].clone(), findings.iter().map(|f| f.check).collect())
    }

    #[test]
    fn what_is_here_is_received_late_partial_or_unchanged() {
        let (line, said) = judged(rule("rail*"), vec![input("rail.csv", "a", 40)], &[date(2026, 10, 29)], None);
        assert_eq!((line.standing, line.age_days, said), (Standing::Received, Some(4), vec![]));
        let (line, said) = judged(rule("rail*"), vec![input("rail.csv", "a", 40)], &[date(2026, 11, 1)], None);
        assert_eq!((line.standing, said), (Standing::Late, vec!["hand-in-late"]));
        let before = |sha: &str, rows| {
            let was =
                EarlierInput { file: "x/Rail v1.csv".into(), sha256: sha.into(), rows_in_file: rows, ..EarlierInput::default() };
            Some(EarlierReceipt { as_of: "2026-10-05".into(), inputs: vec![was], ..EarlierReceipt::default() })
        };
        let (line, _) = judged(rule("rail*"), vec![input("rail.csv", "a", 40)], &[], before("a", 40));
        assert_eq!(line.standing, Standing::Unchanged);
        let (line, said) = judged(rule("rail*"), vec![input("rail.csv", "a", 19)], &[], before("b", 40));
        assert_eq!((line.standing, said), (Standing::Partial, vec!["hand-in-partial"]));
    }

    #[test]
    fn what_is_not_here_is_missing_with_what_was_last_accepted_or_not_due_yet() {
        let was = EarlierInput {
            file: "Rail v1.csv".into(),
            tables: vec![EarlierTable { data_date: Some("2026-10-05 (from the file name)".into()) }],
            ..EarlierInput::default()
        };
        let earlier = EarlierReceipt { as_of: "2026-10-06".into(), inputs: vec![was], ..EarlierReceipt::default() };
        let (line, said) = judged(rule("rail*"), vec![], &[], Some(earlier));
        assert_eq!(line.standing, Standing::Missing);
        assert_eq!(
            line.remark,
            "3 days overdue; last accepted `Rail v1.csv` in the pack of 2026-10-06, data of 2026-10-05, 28 days old"
        );
        assert_eq!(said, ["hand-in-missing"]);
        let later = ExpectedRule { due: Some(date(2026, 11, 5)), ..rule("rail*") };
        assert_eq!(judged(later, vec![], &[], None).0.standing, Standing::NotDue);
    }

    #[test]
    fn a_day_of_the_month_is_the_last_one_that_came() {
        let monthly = |day| ExpectedRule { due: None, due_day: Some(day), ..rule("*") };
        assert_eq!(due(&monthly(1), date(2026, 11, 2)), Some(date(2026, 11, 1)));
        assert_eq!(due(&monthly(31), date(2026, 11, 2)), Some(date(2026, 10, 31)));
        assert_eq!(due(&monthly(31), date(2027, 3, 1)), Some(date(2027, 2, 28)));
    }
}
