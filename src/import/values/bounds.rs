//! What the parsers hold to at their edges, each line of which a mutant once broke without a test noticing.

#![allow(clippy::unwrap_used)]
use super::date::{coarse, written};
use super::duration::{Working, duration, work_hours};
use super::months::{month, weekday};
use super::number::{currency, with_unit};
use super::people::{drag_filled, is_nobody};
use super::predecessors::{Letters, links};
use super::rag;
use super::text::{clean, fold, leading_blanks};
use super::{ColumnDates, ColumnNumbers, ColumnPeople, ColumnPercents, DateOrder, DateRead, NumberRead, PercentCell};
use crate::model::{Rag, Relation};
use jiff::civil::{Weekday, date};

fn days(text: &str) -> Option<f64> {
    duration(text, None, &Working::default()).map(|d| (d.days * 1e6).round() / 1e6)
}

fn names(cells: &[&str], text: &str) -> Vec<String> {
    ColumnPeople::decide(cells.iter().copied(), None).split(text).into_iter().map(|p| p.name).collect()
}

#[test]
fn a_range_may_lack_either_end() {
    let of = |text: &str| ColumnDates::decide([text], &[], None).parse(text);
    assert_eq!(of("2026-03-02 → 2026-03-09"), DateRead::Range(Some(date(2026, 3, 2)), Some(date(2026, 3, 9))));
    assert_eq!(of("TBC → 2026-03-09"), DateRead::Range(None, Some(date(2026, 3, 9))));
    assert_eq!(of("2026-03-02 → TBC"), DateRead::Range(Some(date(2026, 3, 2)), None));
}

#[test]
fn elapsed_time_is_counted_round_the_clock_and_six_units_are_read() {
    assert_eq!((days("36 ehrs"), days("720 emins"), days("1 ewk")), (Some(1.5), Some(0.5), Some(7.0)));
    // a year of 240 working days, a month of 20, a week of 5
    assert_eq!(days("1y 1mo 1w 1d 4h 240m"), days("267d"));
    assert_eq!(days("1y 1mo 1w 1d 1h 1m 1s"), None);
}

#[test]
fn months_and_weekdays_are_known_in_the_languages_of_the_trackers() {
    for word in ["eylul", "septembrie", "szeptember", "syyskuu", "september"] {
        assert_eq!(month(word), Some(9), "{word}");
    }
    for (word, day) in [("sali", Weekday::Tuesday), ("tirsdag", Weekday::Tuesday), ("cuma", Weekday::Friday)] {
        assert_eq!(weekday(word), Some(day), "{word}");
    }
}

#[test]
fn one_number_with_three_digits_behind_its_sign_is_open_and_six_prove_thousands() {
    let open = ColumnNumbers::decide(["1,234"], None);
    assert!(open.ambiguous);
    assert!(!ColumnNumbers::decide(["1234"], None).ambiguous);
    let many = ["1.234", "5.678", "9.012", "3.456", "7.890", "2.345", "6.789", "1.111", "2.222", "3.333"];
    let proved = ColumnNumbers::decide(many, None);
    assert_eq!(proved.proof, "`1.234`: all 10 values with a point have three digits behind it, so it parts thousands");
    assert!(matches!(proved.parse("1.234"), NumberRead::Number(n) if n.value == 1234.0));
}

#[test]
fn the_words_of_settings_name_the_three_orders() {
    let orders = ["dmy", "mdy", "ymd", "ydm"].map(DateOrder::from_word);
    assert_eq!(orders, [Some(DateOrder::Dmy), Some(DateOrder::Mdy), Some(DateOrder::Ymd), None]);
}

#[test]
fn an_order_that_a_month_word_proves_names_the_cell() {
    let column = ColumnDates::decide(["", "3 Mar 2026"], &[], None);
    assert_eq!((column.order, column.proof_at), (Some(DateOrder::Dmy), Some(1)));
    assert_eq!(ColumnDates::decide(["2026-03-03"], &[], None).proof_at, Some(0));
}

#[test]
fn a_word_that_is_a_weekday_and_a_month_is_told_by_what_stands_behind() {
    // Spanish `mar` is Tuesday before a whole date, March before a day and a year
    let days = written::read("mar 14/04/2026").unwrap().days();
    assert!(days.contains(&Some(date(2026, 4, 14))), "{days:?}");
    let days = written::read("mar 14 2026").unwrap().days();
    assert!(days.contains(&Some(date(2026, 3, 14))), "{days:?}");
}

#[test]
fn an_open_bracket_swallows_no_semicolon_and_a_firm_is_not_two_people() {
    assert_eq!(names(&[], "Ann Moreno (lead; Bob Okafor"), ["Ann Moreno (lead", "Bob Okafor"]);
    assert_eq!(names(&[], "Ann Moreno & Bob Okafor"), ["Ann Moreno", "Bob Okafor"]);
    assert_eq!(names(&[], "Design & Build team").len(), 1);
    // JSON has commas of its own: they say nothing of the column
    assert_eq!(names(&["[\"Moreno, Ann\"]", "Okafor, Bob"], "Okafor, Bob").len(), 1);
}

#[test]
fn only_what_looks_like_a_share_is_one() {
    let units = |text: &str| ColumnPeople::decide([text], None).split(text).first().and_then(|p| p.units);
    assert_eq!((units("Ann [50%]"), units("Ann [0.5]"), units("Ann [200 %]")), (Some(0.5), Some(0.5), Some(2.0)));
    assert_eq!((units("Ann [2]"), units("Ann [0%]"), units("Ann [101.5]")), (None, None, None));
}

#[test]
fn nobody_is_nobody_in_brackets_too() {
    assert!(is_nobody("TBC (vendor)") && is_nobody("*TBC*") && is_nobody("0"));
    assert!(!is_nobody("Tbilisi team"));
}

#[test]
fn words_behind_a_percentage_do_not_hide_it() {
    let read = |text: &str| {
        let cell = PercentCell::Text(text);
        ColumnPercents::decide([cell], None).parse(cell)
    };
    assert_eq!((read("50 % of work"), read("50% done"), read("50%, 3 left")), (Some(0.5), Some(0.5), None));
}

#[test]
fn a_link_into_a_file_names_the_file() {
    let read = |text: &str| links(text, Letters::English, &|_| false);
    assert!(read("\\12").links.iter().all(|l| l.file.is_none()));
    assert_eq!(read("Plans\\Quay.mpp\\12").links[0].file.as_deref(), Some("Plans\\Quay.mpp"));
}

#[test]
fn relations_have_letters_of_their_own_in_each_language() {
    use Relation::{FinishFinish, FinishStart, StartFinish, StartStart};
    let read = |word: &str, letters| links(&format!("7{word}"), letters, &|_| false).links.first().and_then(|l| l.relation);
    let all = |letters: Letters| ["EA", "AA", "EE", "AE", "FD", "DF", "CF", "FS"].map(|word| read(word, letters));
    let german = [Some(FinishStart), Some(StartStart), Some(FinishFinish), Some(StartFinish)];
    let [fd, df, cf] = [Some(FinishStart), Some(StartFinish), Some(StartFinish)];
    let of = |g: bool, f: bool, s: bool| {
        let [a, b, c, d] = if g { german } else { [None; 4] };
        [a, b, c, d, fd.filter(|_| f), df.filter(|_| f), cf.filter(|_| s), Some(FinishStart)]
    };
    assert_eq!(all(Letters::English), of(true, true, true));
    assert_eq!(all(Letters::German), of(true, false, false));
    assert_eq!(all(Letters::French), of(false, true, false));
    assert_eq!(all(Letters::Spanish), of(false, false, true));
}

#[test]
fn blank_lines_of_a_text_stay_where_no_carriage_return_made_them() {
    assert_eq!(clean("a\u{a0}\n\nb"), "a \n\nb");
    assert_eq!(clean("a\r\n\r\nb"), "a\n\nb");
    assert_eq!(fold("ＡＢＣ  Größe"), "abc größe");
}

#[test]
fn money_is_known_by_sign_code_and_word() {
    for (word, code) in [("₽", "RUB"), ("руб", "RUB"), ("zł", "PLN"), ("元", "CNY")] {
        assert_eq!(super::number::currency::of(word), Some(code), "{word}");
    }
}

#[test]
fn a_band_of_percentages_stays_within_reason() {
    use super::score::number;
    assert_eq!((number("75% to 100%"), number("1001%"), number("50 %")), (Some(0.875), None, Some(0.5)));
}

#[test]
fn numbers_beside_others_units_and_currencies_are_told() {
    // the comma parts thousands in the one, so it does in the other
    let column = ColumnNumbers::decide(["1,125,000", "3,250"], None);
    assert!(matches!(column.parse("3,250"), NumberRead::Number(n) if n.value == 3250.0));
    assert_eq!(with_unit("12 pcs"), Some(("12", "pcs")));
    assert_eq!((currency::of("₹"), currency::of("AED")), (Some("INR"), Some("AED")));
    // a hundred thousand years of work is a typing error
    assert_eq!(work_hours("9999999999h", None, &Working::default()), None);
    assert_eq!(work_hours("12h", None, &Working::default()), Some(12.0));
}

#[test]
fn clock_times_and_serials_beside_a_date_are_read_over() {
    let of = |text: &str| ColumnDates::decide([text], &[], None).parse(text);
    // 46,000 days after Excel's day zero, at noon
    assert_eq!(of("46000.5"), DateRead::Serial(date(2025, 12, 9)));
    for text in ["2 Mar 2026 8 am", "2 Mar 2026 24:00", "2 Mar 2026 11:59:59 PM"] {
        assert_eq!(of(text), DateRead::Date(date(2026, 3, 2)), "{text}");
    }
    assert_eq!(ColumnDates::decide(["2 Mar 2026"], &[], None).proof, "`2 Mar 2026` names the month");
    assert_eq!((month("prosinec"), month("joulukuu"), month("aralık")), (Some(12), Some(12), Some(12)));
}

#[test]
fn text_keeps_what_only_looks_like_an_escape_and_blanks_inside_it() {
    assert_eq!(clean("b_xyz_x0041_"), "b_xyzA");
    assert_eq!((leading_blanks("  ab c"), leading_blanks("\tab"), leading_blanks("\nab")), (2, 4, 0));
}

#[test]
fn names_are_parted_only_where_every_side_is_a_person() {
    assert_eq!(names(&["ann@x.test, Bo"], "ann@x.test, Bo").len(), 2);
    assert_eq!(names(&["Bo, ann@x.test"], "Bo, ann@x.test").len(), 2);
    assert_eq!(names(&["Ann[50%],Bo"], "Ann[50%],Bo").len(), 2);
    assert!(names(&["Ann Lee &"], "Ann Lee &").iter().all(|name| !name.trim().is_empty()));
    assert_eq!(names(&["Ann Lee and bo roy"], "Ann Lee and bo roy"), ["Ann Lee and bo roy"]);
    let filled =
        |from: u32| drag_filled((from..from + 12).map(|n| format!("Ann Lee {n}")).collect::<Vec<_>>().iter().map(|n| &**n));
    // numbers of six digits are ids, not the handle of a cell pulled down
    assert_eq!((filled(1).len(), filled(100_001).len()), (1, 0));
}

#[test]
fn letters_of_one_language_are_no_relation_in_another() {
    let relation = |text: &str, letters: Letters| links(text, letters, &|_| false).links[0].relation;
    assert_eq!((relation("3FD", Letters::French), relation("3FD", Letters::German)), (Some(Relation::FinishStart), None));
    assert_eq!((relation("3II", Letters::English), relation("3II", Letters::French)), (Some(Relation::StartStart), None));
    assert_eq!((relation("3DD", Letters::French), relation("3DD", Letters::German)), (Some(Relation::StartStart), None));
    assert_eq!((relation("3TT", Letters::English), relation("3TT", Letters::French)), (Some(Relation::FinishFinish), None));
    let count = |text: &str, known: &str| links(text, Letters::English, &|t| t == known).links.len();
    assert_eq!((count("5-5", ""), count("PAYFS", "PAY")), (0, 0));
    assert_eq!(links("A-12-13", Letters::English, &|_| false).links.len(), 1);
    let lag = |text: &str| links(text, Letters::English, &|_| false).links[0].lag.unwrap().amount;
    assert_eq!((lag("3FS+90 emins"), lag("3FS+36 ehrs"), lag("3FS+2 ewks")), (0.0625, 1.5, 14.0));
}

#[test]
fn a_mark_before_the_words_of_a_colour_changes_nothing() {
    assert_eq!(
        (rag::word("⚠ at risk"), rag::word("at risk!"), rag::word("⚠")),
        (rag::word("at risk"), rag::word("at risk"), None)
    );
    assert_eq!(rag::word("at risk"), Some(Rag::Amber));
}

#[test]
fn what_settles_the_order_of_a_column_is_named_with_its_cell() {
    let of = |cells: &[&str]| {
        let column = ColumnDates::decide(cells.iter().copied(), &[], None);
        (column.order, column.proof_at, column.proof)
    };
    // 2 March 2026 is a Monday, 3 February a Tuesday
    let (order, at, proof) = of(&["Mon 02/03/2026"]);
    assert_eq!((order, at), (Some(DateOrder::Dmy), Some(0)));
    assert!(proof.starts_with("the weekday of `Mon 02/03/2026` fits only "), "{proof}");
    // 3 April and 5 June are Fridays; 7 August is no Sunday, and neither is 8 July
    let (order, _, proof) = of(&["Mon 02/03/2026", "Fri 03/04/2026", "Fri 05/06/2026", "Sun 07/08/2026"]);
    assert_eq!(order, Some(DateOrder::Dmy));
    assert!(proof.starts_with("3 of 4 weekdays beside dates fit "), "{proof}");
    assert_eq!(of(&["Mon 02/03/2026", "Fri 03/04/2026", "Sun 05/06/2026", "Sun 07/08/2026"]).0, None);
    let (order, at, proof) = of(&["03/04/2026", "5 Mar 2026"]);
    assert_eq!((order, at), (Some(DateOrder::Dmy), Some(1)));
    assert!(proof.starts_with("`5 Mar 2026` names the month and is written "), "{proof}");
    let (order, _, proof) = of(&["02.03.2026"]);
    assert_eq!(order, Some(DateOrder::Dmy));
    assert!(proof.starts_with("dates with dots are written "), "{proof}");
    let (order, _, proof) = of(&["13/02/2026", "02/13/2026"]);
    assert_eq!(order, None);
    assert!(proof.starts_with("`02/13/2026` cannot be ") && proof.contains("`13/02/2026` cannot be "), "{proof}");
}

#[test]
fn weeks_by_their_end_and_quarters_in_small_letters_are_stretches() {
    let of = |text: &str| coarse::read(text, None).map(|v| (v.period.from, v.period.to));
    // 6 November 2026 is a Friday, 11 June a Thursday
    assert_eq!(of("w/e 06/11/2026"), Some((date(2026, 10, 31), date(2026, 11, 6))));
    assert_eq!(of("q3 2026"), Some((date(2026, 7, 1), date(2026, 9, 30))));
}

#[test]
fn four_digits_before_a_comma_are_no_group_of_thousands() {
    let column = ColumnNumbers::decide(["1234,567"], None);
    assert!(!column.ambiguous && matches!(column.parse("1234,567"), NumberRead::Number(n) if n.value == 1234.567));
}
