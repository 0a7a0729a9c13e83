//! How schedule health is worded: the same on its sheet and in the summaries.

use super::words::{count, percent};
use crate::analyze::quality::{Assessment, DCMA, HYGIENE, Measure, Point, Verdict};

/// `12 %`, `0.93`, `600 d`: the value of a point as its kind asks.
pub fn value(point: &Point, measure: &Measure) -> String {
    match measure.value {
        None => "n/a".to_owned(),
        Some(days) if point.name.starts_with("12 ") => format!("{days:.0} d"),
        Some(index) if point.name.starts_with("13 ") || point.name.starts_with("14 ") => format!("{index:.2}"),
        Some(share) if share > 0.0 && share < 0.005 => "<1 %".to_owned(),
        Some(share) => percent(share),
    }
}

/// The word of a verdict, so that colour never stands alone.
pub fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Fail => "FAIL",
        Verdict::Shown => "shown",
        Verdict::NotAssessable => "n/a",
    }
}

/// How a project stands, in one sentence.
pub fn sentence(assessment: &Assessment) -> String {
    if assessment.tasks == 0 {
        return "Schedule health is not assessable: no open task takes part.".to_owned();
    }
    if assessment.logic {
        return format!("Schedule health (DCMA-14): {}.", tally(&DCMA, &assessment.dcma));
    }
    format!(
        "Its sources carry no logic to speak of ({} of {} linked), so instead of the DCMA's points the hygiene of its tracker: {}.",
        assessment.linked,
        count(assessment.tasks, "open task", "open tasks"),
        tally(&HYGIENE, &assessment.hygiene)
    )
}

/// `6 of 9 assessable points pass, 5 are not assessable; failing: Logic 38 %, Lags 12 %`.
fn tally(points: &[Point], measures: &[Measure]) -> String {
    let of = |verdict: Verdict| measures.iter().filter(|m| m.verdict == verdict).count();
    let (pass, fail, none) = (of(Verdict::Pass), of(Verdict::Fail), of(Verdict::NotAssessable));
    if pass + fail == 0 {
        return "no point is assessable".to_owned();
    }
    let failing: Vec<String> = (points.iter().zip(measures))
        .filter(|(_, measure)| measure.verdict == Verdict::Fail)
        .map(|(point, measure)| format!("{} {}", plain_name(point), value(point, measure)))
        .collect();
    let rest = match none {
        0 => String::new(),
        1 => ", 1 is not assessable".to_owned(),
        n => format!(", {n} are not assessable"),
    };
    let failing = if failing.is_empty() { String::new() } else { format!("; failing: {}", failing.join(", ")) };
    format!("{pass} of {} assessable points pass{rest}{failing}", pass + fail)
}

/// The name without its number.
fn plain_name(point: &Point) -> &'static str {
    point.name.split_once(' ').filter(|(number, _)| number.parse::<u8>().is_ok()).map_or(point.name, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_assessed_is_said_and_never_counted_as_a_pass() {
        let measure = |verdict, value| Measure { count: 0, of: 1, value, verdict, why: "", first: Vec::new() };
        let mut dcma = vec![Measure::none("nothing"); 14];
        dcma[0] = measure(Verdict::Fail, Some(0.384));
        dcma[1] = measure(Verdict::Pass, Some(0.0));
        let assessment = Assessment { tasks: 10, linked: 9, logic: true, dcma, hygiene: Vec::new() };
        assert_eq!(
            sentence(&assessment),
            "Schedule health (DCMA-14): 1 of 2 assessable points pass, 12 are not assessable; failing: Logic 38 %."
        );
        let nothing = Assessment { tasks: 3, ..Assessment::default() };
        assert!(sentence(&nothing).ends_with("no point is assessable."));
        assert_eq!(value(&DCMA[12], &measure(Verdict::Pass, Some(0.9612))), "0.96");
        assert_eq!(value(&DCMA[11], &measure(Verdict::Pass, Some(600.0))), "600 d");
    }
}
