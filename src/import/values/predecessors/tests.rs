//! Predecessor cells as each tracker writes them: which record, which relation, which lag.

#![allow(clippy::unwrap_used)]
use super::*;
use crate::model::LagUnit::{ElapsedDays, Percent, WorkingDays};
use crate::model::Relation::{FinishFinish, FinishStart, StartFinish, StartStart};
use proptest::prelude::*;

type Short = (String, Option<Relation>, Option<(f64, crate::model::LagUnit)>);

fn with(text: &str, known: &[&str]) -> (Vec<Short>, Vec<String>) {
    let read = links(text, Letters::English, &|t| known.contains(&t));
    let short = |l: &LinkText| (l.reference.clone(), l.relation, l.lag.map(|l| (l.amount, l.unit)));
    (read.links.iter().map(short).collect(), read.unread)
}
fn one(id: &str, relation: Option<Relation>, lag: Option<(f64, crate::model::LagUnit)>) -> (Vec<Short>, Vec<String>) {
    (vec![(id.to_owned(), relation, lag)], vec![])
}
fn ids(text: &str) -> Vec<String> {
    let (links, unread) = with(text, &[]);
    assert_eq!(unread, Vec::<String>::new(), "{text}");
    links.into_iter().map(|l| l.0).collect()
}

#[test]
fn a_comma_parts_links_or_decimals_as_the_grammar_tells() {
    assert_eq!(with("3FS-2,5d", &[]), one("3", Some(FinishStart), Some((-2.5, WorkingDays))));
    assert_eq!(ids("6,7"), ["6", "7"]);
    assert_eq!(ids("14,15,16"), ["14", "15", "16"]);
    assert_eq!(ids("3"), ["3"]);
    let (links, _) = with("3FS-2,5d,6,7SS+1,5 wks", &[]);
    assert_eq!(
        links,
        vec![
            ("3".into(), Some(FinishStart), Some((-2.5, WorkingDays))),
            ("6".into(), None, None),
            ("7".into(), Some(StartStart), Some((7.5, WorkingDays)))
        ]
    );
    let (links, _) = with("3FS+1,5SS+2d", &[]);
    assert_eq!(
        links,
        vec![("3".into(), Some(FinishStart), Some((1.0, WorkingDays))), ("5".into(), Some(StartStart), Some((2.0, WorkingDays)))]
    );
}

#[test]
fn a_lag_without_unit_before_a_comma_and_digits_is_left_open() {
    assert_eq!(with("3FS-2,5", &[]).0.len(), 1);
    assert_eq!(with("3FS-2, 5", &[]).0.len(), 2);
}

#[test]
fn relations_and_lags_of_project_and_smartsheet_are_read() {
    assert_eq!(with("5SS+1d", &[]), one("5", Some(StartStart), Some((1.0, WorkingDays))));
    assert_eq!(with("3FS +2d", &[]), one("3", Some(FinishStart), Some((2.0, WorkingDays))));
    assert_eq!(with("7FF", &[]), one("7", Some(FinishFinish), None));
    assert_eq!(with("2fs", &[]), one("2", Some(FinishStart), None));
    assert_eq!(with("12fs", &[]), one("12", Some(FinishStart), None));
    assert_eq!(with("9SF-1 wk", &[]), one("9", Some(StartFinish), Some((-5.0, WorkingDays))));
    assert_eq!(with("3FS+50%", &[]), one("3", Some(FinishStart), Some((50.0, Percent))));
    assert_eq!(with("3FS+2ed", &[]), one("3", Some(FinishStart), Some((2.0, ElapsedDays))));
    assert_eq!(with("3FS+2 emons", &[]), one("3", Some(FinishStart), Some((60.0, ElapsedDays))));
    assert_eq!(with("12FS+1 days", &[]), one("12", Some(FinishStart), Some((1.0, WorkingDays))));
    assert_eq!(with("3FS+4h", &[]), one("3", Some(FinishStart), Some((0.5, WorkingDays))));
    assert_eq!(with("3FS+0d", &[]), one("3", Some(FinishStart), None));
    assert_eq!(with("12+2d", &[]), one("12", None, Some((2.0, WorkingDays))));
    let (links, unread) = with("5SS -1d, 7FF", &[]);
    assert_eq!((links.len(), unread.len()), (2, 0));
}

#[test]
fn letters_of_other_languages_are_read() {
    for (text, relation) in [
        ("3EA", FinishStart),
        ("3AA+1t", StartStart),
        ("3FD", FinishStart),
        ("3DD", StartStart),
        ("3FC", FinishStart),
        ("3CF", StartFinish),
        ("3НН", StartStart),
    ] {
        assert_eq!(with(text, &[]).0.first().and_then(|l| l.1), Some(relation), "{text}");
    }
    assert!(links("3FD", Letters::German, &|_| false).links.iter().all(|l| l.relation.is_none()));
}

#[test]
fn lists_by_semicolon_line_blank_and_range_are_read() {
    assert_eq!(ids("3;4"), ["3", "4"]);
    assert_eq!(ids("3\n4"), ["3", "4"]);
    assert_eq!(ids("3 & 4"), ["3", "4"]);
    assert_eq!(ids("12 13"), ["12", "13"]);
    assert_eq!(ids("1 - 15").len(), 15);
    assert_eq!(ids("1-3"), ["1", "2", "3"]);
    assert_eq!(ids("3,6"), ["3", "6"]);
    assert_eq!(with("15 - 1", &[]).0, vec![]);
    assert_eq!(with("1 - 100000", &[]).0, vec![]);
}

#[test]
fn the_lag_behind_a_code_is_split_off_and_keys_stay_whole() {
    assert_eq!(with("P000-T00003-1d", &["P000-T00003"]), one("P000-T00003", None, Some((-1.0, WorkingDays))));
    assert_eq!(with("P000-T00003-1d", &[]), one("P000-T00003", None, Some((-1.0, WorkingDays))));
    assert_eq!(with("P000-T00003SS+2d", &["P000-T00003"]), one("P000-T00003", Some(StartStart), Some((2.0, WorkingDays))));
    assert_eq!(with("PAY-12", &["PAY-12"]), one("PAY-12", None, None));
    assert_eq!(with("PAY-12", &[]), one("PAY-12", None, None));
    assert_eq!(with("PAY-12", &["PAY"]), one("PAY-12", None, None));
    assert_eq!(with("PAY-12FS+3d", &["PAY-12"]), one("PAY-12", Some(FinishStart), Some((3.0, WorkingDays))));
    assert_eq!(ids("PAY-12, PAY-13,PAY-14"), ["PAY-12", "PAY-13", "PAY-14"]);
    assert_eq!(ids("A1010, EC1000-20"), ["A1010", "EC1000-20"]);
    assert_eq!(ids("https://example.atlassian.net/browse/PAY-12"), ["PAY-12"]);
}

#[test]
fn ganttproject_and_template_forms_are_read() {
    let (links, unread) = with("12;13-FS=P1D", &[]);
    assert_eq!(links, vec![("12".into(), None, None), ("13".into(), Some(FinishStart), Some((1.0, WorkingDays)))]);
    assert!(unread.is_empty());
    assert_eq!(with("4_FS_0|", &[]), one("4", Some(FinishStart), None));
    // A link that may be stretched tells its lag behind `>`.
    assert_eq!(with("0-SS>P2D", &[]), one("0", Some(StartStart), Some((2.0, WorkingDays))));
}

#[test]
fn links_into_another_file_keep_the_file() {
    let read = links(r"path\file.mpp\12FS+2d", Letters::English, &|_| false);
    assert_eq!(
        read.links,
        vec![LinkText {
            reference: "12".into(),
            file: Some(r"path\file.mpp".into()),
            relation: Some(FinishStart),
            lag: Some(Lag { amount: 2.0, unit: WorkingDays })
        }]
    );
}

#[test]
fn outline_numbers_and_names_that_are_known_are_references() {
    assert_eq!(ids("1.2.3"), ["1.2.3"]);
    assert_eq!(with("1.2FS+1d", &[]), one("1.2", Some(FinishStart), Some((1.0, WorkingDays))));
    let names = ["Design, build and test", "Design", "Handover"];
    assert_eq!(
        with("Design, build and test, Handover", &names).0.iter().map(|l| l.0.as_str()).collect::<Vec<_>>(),
        ["Design, build and test", "Handover"]
    );
    assert_eq!(with("Design FS+2d", &names), one("Design", Some(FinishStart), Some((2.0, WorkingDays))));
}

#[test]
fn prose_is_never_a_link_and_takes_its_numbers_along() {
    for text in
        ["Cần tài khoản đã đăng ký trong DB", "needs 2 accounts, 3", "after go-live", "Design", "1 and a half", "see PAY, then 5"]
    {
        let (links, unread) = with(text, &[]);
        assert_eq!((links.len(), unread.len()), (0, 1), "{text}");
    }
}

#[test]
fn what_a_spreadsheet_made_of_references_is_not_read() {
    for text in
        ["2025-04-03", "03/04/2025", "3/4", "04-Mar", "Mar-04", "4-Mar-25", "2025-04-03 00:00:00", "7.18656E+14", "04-мар"]
    {
        assert_eq!(with(text, &[]).0, vec![], "{text}");
    }
    for text in ["", "-", "n/a", "None"] {
        assert_eq!(with(text, &[]), (vec![], vec![]), "{text}");
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC*|[0-9A-Zfsd+,;. %&=_\\\\|-]{0,50}", known in "[0-9A-Z-]{0,4}") {
        let read = links(&text, Letters::English, &|t| t == known);
        prop_assert!(read.links.iter().all(|l| !l.reference.is_empty()));
        prop_assert!(read.links.iter().all(|l| l.lag.is_none_or(|g| g.amount.is_finite())));
    }
    #[test]
    fn every_link_that_is_written_comes_back(id in 0_u32..100_000, which in 0_usize..4, tenths in -500_i32..500, comma: bool) {
        let relation = [FinishStart, StartStart, FinishFinish, StartFinish][which];
        let amount = f64::from(tenths) / 10.0;
        let mut lag = if tenths == 0 { String::new() } else { format!("{amount:+.1}d") };
        if comma { lag = lag.replace('.', ","); }
        let text = format!("{id}{}{lag},7", relation.word());
        let read = links(&text, Letters::English, &|_| false);
        prop_assert_eq!(read.links.len(), 2);
        prop_assert_eq!(read.links[0].relation, Some(relation));
        prop_assert!((read.links[0].lag.map_or(0.0, |l| l.amount) - amount).abs() < 1e-9);
    }
}

#[test]
fn a_comma_behind_a_lag_without_unit_is_decimal_unless_what_follows_is_a_record() {
    use Relation::FinishStart;
    // nobody is called 5: a lag of two and a half days
    assert_eq!(with("3FS-2,5", &["3"]), one("3", Some(FinishStart), Some((-2.5, WorkingDays))));
    // 5 is a record: open
    let read = links("3FS-2,5", Letters::English, &|t| ["3", "5"].contains(&t));
    assert_eq!((read.links.len(), read.open), (0, vec!["3FS-2,5".to_owned()]));
    // other marks part the links, so the comma is of the lag
    let read = links("3FS-2,5;6", Letters::English, &|t| ["3", "5", "6"].contains(&t));
    assert_eq!((read.links.len(), read.links[0].lag.map(|l| l.amount), read.open.len()), (2, Some(-2.5), 0));
}

#[test]
fn blanks_behind_a_number_sign_are_no_reference() {
    // found by the fuzzer: "# II", the Spanish letters for start-to-start behind nothing, linked to the empty text
    let read = links("#\t\tII", Letters::English, &|t| t.is_empty());
    assert_eq!((read.links, read.unread), (vec![], vec!["#\t\tII".to_owned()]));
    let read = links("#\t\t12FS", Letters::English, &|t| t == "12");
    assert_eq!(read.links, [LinkText { reference: "12".into(), file: None, relation: Some(FinishStart), lag: None }]);
}
