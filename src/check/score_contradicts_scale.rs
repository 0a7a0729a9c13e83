//! A risk whose stated score is not what its own register makes of probability and impact.

use super::{Check, Facts, quoted};
use crate::diagnostic::{Diagnostic, Severity, Subject};
use crate::model::{LogItem, LogKind};
use std::collections::BTreeMap;

/// The check.
pub const CHECK: Check = Check {
    name: "score-contradicts-scale",
    severity: Severity::Warning,
    title: "A risk's score is not probability times impact",
    explain: "In this register the score of most risks is probability times impact; this one is not.\n\n\
        The score is kept as it is stated, but it ranks the risk too high or too low beside the others.\n\n\
        Correct the score, or the probability or impact that was changed without it.",
    run: Some(run),
};

/// A risk with its position, probability, impact and score as numbers.
type Scored<'a> = (u32, &'a LogItem, f64, f64, f64);

fn run(facts: &Facts) -> Vec<Diagnostic> {
    let mut registers: BTreeMap<_, Vec<Scored>> = BTreeMap::new();
    for (i, item) in (0_u32..).zip(&facts.portfolio.log).filter(|(_, x)| x.kind == LogKind::Risk) {
        let number = |l: &Option<crate::source::Sourced<crate::model::register::Level>>| l.as_ref().and_then(|l| l.value.number);
        if let (Some(p), Some(m), Some(s)) = (number(&item.probability), number(&item.impact), number(&item.score)) {
            registers.entry(item.at.source).or_default().push((i, item, p, m, s));
        }
    }
    let holds = |p: f64, m: f64, s: f64| (p * m - s).abs() < 0.01 * s.abs().max(1.0);
    let mut found = Vec::new();
    for risks in registers.values() {
        let fit = risks.iter().filter(|(_, _, p, m, s)| holds(*p, *m, *s)).count();
        // Only a register that multiplies proves that it does: three in four, and at least three.
        if fit < 3 || fit * 4 < risks.len() * 3 {
            continue;
        }
        for (i, item, p, m, s) in risks.iter().filter(|(_, _, p, m, s)| !holds(*p, *m, *s)) {
            let at = item.score.as_ref().map_or(item.at, |x| x.at);
            let name = item.key.as_ref().map_or_else(|| item.label(), |k| &k.value);
            let message = format!(
                "risk {} states a score of {s}, but {p} × {m} is {}, as the rest of the register is scored",
                quoted(name),
                p * m
            );
            let mut finding = Diagnostic::at(CHECK.name, CHECK.severity, at, message)
                .help("correct the score, or the level that was changed without it")
                .about(Subject::LogItem(*i));
            finding.related.extend(item.probability.as_ref().map(|x| x.at));
            finding.related.extend(item.impact.as_ref().map(|x| x.at));
            found.push(finding);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::world::{World, cell, stated};
    use super::*;
    use crate::model::register::Level;

    #[test]
    fn the_odd_score_out_of_a_register_that_multiplies_is_named() {
        let mut w = World::new();
        let level = |n: f64| Level { word: n.to_string().into(), number: Some(n) };
        for (row, (p, m, s)) in [(2.0, 4.0, 8.0), (3.0, 3.0, 9.0), (5.0, 1.0, 5.0), (3.0, 4.0, 9.0)].into_iter().enumerate() {
            let row = row as u32 + 1;
            let mut risk = LogItem::new(LogKind::Risk, cell(row, 0));
            risk.key = Some(stated(format!("R-0{row}").into(), row, 0));
            risk.probability = Some(stated(level(p), row, 4));
            risk.impact = Some(stated(level(m), row, 5));
            risk.score = Some(stated(level(s), row, 6));
            w.portfolio.log.push(risk);
        }
        let found = run(&w.facts());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "risk `R-04` states a score of 9, but 3 × 4 is 12, as the rest of the register is scored");
        assert_eq!((found[0].cell(), found[0].related.clone()), (Some(cell(4, 6)), vec![cell(4, 4), cell(4, 5)]));
    }
}
