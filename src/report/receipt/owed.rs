//! Hand-ins that are owed, against what came in: received, late, missing, unchanged, partial, superseded, with the age of the
//! data. What was not handed in is never spoken of as vanished: it is missing, with what was last accepted of it.

use super::{CarriedInput, InputLine, Receipt};
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
    /// Files that stand for it as an earlier pack accepted them, because none was handed in.
    pub carried: Vec<String>,
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
    /// Bytes.
    pub bytes: u64,
    /// Non-empty rows.
    pub rows_in_file: usize,
    /// Why it gave nothing.
    pub refused: Option<String>,
    /// Where it was taken from, where it was not handed in then either.
    pub carried: Option<CarriedInput>,
    /// Its tables.
    pub tables: Vec<EarlierTable>,
}

/// One table of an earlier pack.
#[derive(Clone, PartialEq, Debug, Default, Deserialize)]
#[serde(default)]
pub struct EarlierTable {
    /// Sheet.
    pub sheet: Option<String>,
    /// Tracker.
    pub tracker: String,
    /// What it was taken for.
    pub role: String,
    /// `2026-10-05 (from the file name)`.
    pub data_date: Option<String>,
}

/// Reads an earlier receipt; `None` where the bytes are none.
pub fn earlier(bytes: &[u8]) -> Option<EarlierReceipt> {
    serde_json::from_slice(bytes).ok()
}

impl EarlierInput {
    /// The name under which it was handed in.
    fn handed_in_as(&self) -> &str {
        self.carried.as_ref().map_or(&self.file, |c| &c.file)
    }
}

/// Whether a file answers to a hand-in by its name. File names keep their letters' case on one system and not on the next.
pub fn fits(rule: &ExpectedRule, name: &str) -> bool {
    let (pattern, name) = (rule.pattern.to_lowercase(), name.to_lowercase());
    let last = name.rsplit('/').next().unwrap_or(&name);
    crate::import::wild(&pattern, &name) || crate::import::wild(&pattern, last)
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
        let fits = |name: &str| fits(rule, name);
        let hits: Vec<(usize, &InputLine)> =
            self.receipt.inputs.iter().enumerate().filter(|(_, i)| i.carried.is_none() && fits(&i.file)).collect();
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
        let carried: Vec<(usize, &InputLine)> = (self.receipt.inputs.iter().enumerate())
            .filter(|(_, i)| used.is_empty() && i.carried.as_ref().is_some_and(|c| fits(&c.file)))
            .collect();
        line.carried = carried.iter().map(|(_, i)| i.file.clone()).collect();
        let date = used.iter().chain(&carried).filter_map(|(ix, _)| self.data_date(*ix)).max();
        line.data_date = date.map(|d| d.to_string());
        line.age_days = date.map(|d| i64::from((as_of - d).get_days()));
        if line.age_days.is_none() {
            let brought = |h: &&crate::model::HandIn| carried.iter().any(|(ix, _)| usize::from(h.source.file) == *ix);
            line.age_days = self.portfolio.hand_ins.iter().filter(brought).filter_map(|h| h.age(as_of)).max();
        }
        (line.standing, line.remark) = match used.is_empty() {
            true => self.missing(&fits, due, &carried),
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

    fn missing(&self, fits: &impl Fn(&str) -> bool, due: Option<Date>, carried: &[(usize, &InputLine)]) -> (Standing, String) {
        let as_of = self.portfolio.as_of;
        let standing = if due.is_some_and(|d| d > as_of) { Standing::NotDue } else { Standing::Missing };
        let late = due.filter(|d| *d < as_of).map(|d| i64::from((as_of - d).get_days()));
        let late = late.map(|days| format!("{} overdue", days_of(days)));
        let tail = if carried.is_empty() { self.last_accepted(fits) } else { Some(self.brought(carried)) };
        (standing, [late, tail].into_iter().flatten().collect::<Vec<_>>().join("; "))
    }

    /// What is carried forward, and how old it is.
    fn brought(&self, carried: &[(usize, &InputLine)]) -> String {
        let mut words = Vec::new();
        for (ix, input) in carried {
            let Some(from) = &input.carried else { continue };
            let own = self.portfolio.hand_ins.iter().find(|h| usize::from(h.source.file) == *ix);
            let age = own.and_then(|h| h.age(self.portfolio.as_of)).map_or_else(String::new, days_of);
            let of = match self.data_date(*ix) {
                Some(date) => format!("data of {date}, {age} old"),
                None => format!("its data tells no date, the pack is {age} old"),
            };
            let rows: usize = input.tables.iter().map(|t| t.rows.kept.saturating_add(t.rows.merged)).sum();
            let withheld: usize = input.tables.iter().map(|t| t.rows.set_aside).sum();
            let left = if withheld > 0 { format!(", {withheld} withheld by that pack and not carried") } else { String::new() };
            let records = if rows == 1 { "record" } else { "records" };
            words
                .push(format!("carried forward: {rows} {records} of `{}` from the pack of {}, {of}{left}", from.file, from.pack));
        }
        words.join("; ")
    }

    /// What was accepted last and is not carried: nothing speaks for it.
    fn last_accepted(&self, fits: &impl Fn(&str) -> bool) -> Option<String> {
        let earlier = self.earlier?;
        let as_of = self.portfolio.as_of;
        let Some(input) = earlier.inputs.iter().find(|i| fits(i.handed_in_as()) && i.refused.is_none()) else {
            let labels = earlier.inputs.iter().any(|i| i.file.starts_with("restricted-"));
            let open = if labels {
                ", which is an open one: what it withholds can be carried from the restricted pack only"
            } else {
                ""
            };
            return Some(format!("none in the pack of {}{}", earlier.as_of, if open.is_empty() { " either" } else { open }));
        };
        let date = input.tables.iter().filter_map(|t| t.data_date.as_deref()).find_map(|t| t.get(..10)?.parse::<Date>().ok());
        let age = date.map_or_else(String::new, |d| format!(", data of {d}, {} old", days_of(i64::from((as_of - d).get_days()))));
        let later = earlier.as_of.parse::<Date>().is_ok_and(|of| of > as_of);
        let later = if later { "; that pack is of a later day than this one, so nothing is carried from it" } else { "" };
        Some(format!("last accepted `{}` in the pack of {}{age}{later}", input.file, earlier.as_of))
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
            let before: Vec<&EarlierInput> =
                earlier.inputs.iter().filter(|i| fits(i.handed_in_as()) && i.refused.is_none()).collect();
            // rows of what was carried are records, not rows of a file
            let had: usize = before.iter().filter(|i| i.carried.is_none()).map(|i| i.rows_in_file).sum();
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
        Standing::Missing => {
            let meanwhile = match line.carried.is_empty() {
                true => "ask its owner for it; nothing in the pack speaks for it meanwhile",
                false => "ask its owner for it; what was accepted last stands in the pack meanwhile, marked with its age",
            };
            Diagnostic::at("hand-in-missing", Severity::Warning, at, format!("{named} was not handed in{tail}")).help(meanwhile)
        }
        Standing::Partial => {
            Diagnostic::at("hand-in-partial", Severity::Warning, at, format!("{named} was handed in only in part{tail}"))
                .help("ask its owner for a whole export")
        }
        Standing::Unchanged => {
            Diagnostic::at("hand-in-unchanged", Severity::Note, at, format!("{named} is what was handed in before{tail}"))
                .help("ask its owner whether nothing moved")
        }
        Standing::Late => Diagnostic::at("hand-in-late", Severity::Note, at, format!("{named} came late{tail}")),
        Standing::NotDue if !line.carried.is_empty() => {
            Diagnostic::at("hand-in-missing", Severity::Note, at, format!("{named} is not due yet and not here{tail}"))
                .help("what was accepted last stands in the pack meanwhile, marked with its age")
        }
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
            carried: None,
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
            tables: vec![EarlierTable { data_date: Some("2026-10-05 (from the file name)".into()), ..EarlierTable::default() }],
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
