//! Dates as they stand in cells, each worked out by hand: written forms, serials, and what decides between day and month.

#![allow(clippy::unwrap_used)]
use super::*;
use jiff::civil::date;
use proptest::prelude::*;

fn column(values: &[&str]) -> ColumnDates {
    ColumnDates::decide(values.iter().copied(), &[], None)
}
/// The day of a value that needs no column.
fn alone(text: &str) -> DateRead {
    column(&[text]).parse(text)
}

#[test]
fn forms_that_name_the_month_or_begin_with_the_year_need_no_column() {
    let cases = [
        ("2024-01-15", (2024, 1, 15)),
        ("2025-09-24T10:00:00Z", (2025, 9, 24)),
        ("2025-12-22 18:45:55.01", (2025, 12, 22)),
        ("2019-10-04 14:41", (2019, 10, 4)),
        ("2024-01-15 00:00:00+02:00", (2024, 1, 15)),
        ("20250922", (2025, 9, 22)),
        ("2025/12/22", (2025, 12, 22)),
        ("2026年3月1日", (2026, 3, 1)),
        ("22/Dec/25 2:38 PM", (2025, 12, 22)),
        ("10/nov/25 4:51 PM", (2025, 11, 10)),
        ("19/févr./26 7:31 PM", (2026, 2, 19)),
        ("05/août/25 2:47 PM", (2025, 8, 5)),
        ("15/juil./25 5:50 PM", (2025, 7, 15)),
        ("14/sept./25 3:34 AM", (2025, 9, 14)),
        ("27/juin/25", (2025, 6, 27)),
        ("29/июл/26 09:59", (2026, 7, 29)),
        ("01/сен/26 10:56", (2026, 9, 1)),
        ("12/lut/21 9:12 AM", (2021, 2, 12)),
        ("24/Feb/20 12:00 AM", (2020, 2, 24)),
        ("22/十二月/25 2:38 下午", (2025, 12, 22)),
        ("03/一月/26 12:00 上午", (2026, 1, 3)),
        ("22/12월/25 2:38 오후", (2025, 12, 22)),
        ("5/2월/26 오전 9:10", (2026, 2, 5)),
        ("22/12月/25 2:38 午後", (2025, 12, 22)),
        ("3/Nov/20 12:17", (2020, 11, 3)),
        ("September 1, 2025 8:00 AM", (2025, 9, 1)),
        ("08 September 2025 8:00 SA", (2025, 9, 8)),
        ("27 October 2025 5:00 CH", (2025, 10, 27)),
        ("January 15, 2026 8:00 AM", (2026, 1, 15)),
        ("03/October/2025  04:00:18 PM", (2025, 10, 3)),
        ("@December 1, 2024 ", (2024, 12, 1)),
        ("May 22, 2024", (2024, 5, 22)),
        ("May 2, 2024 3:04 PM", (2024, 5, 2)),
        ("Jan 5, 2025", (2025, 1, 5)),
        ("Thu Apr 24 2025 10:17:06 GMT+0000 (GMT)", (2025, 4, 24)),
        ("Thu Feb 19 18:42:08 UTC 2026", (2026, 2, 19)),
        ("06-Jan-25 A", (2025, 1, 6)),
        ("06-Jan-25*", (2025, 1, 6)),
        ("06-Jan-25 08:00 A", (2025, 1, 6)),
        ("3. März 2026", (2026, 3, 3)),
        ("1st of May, 2025", (2025, 5, 1)),
        ("22 de mayo de 2025", (2025, 5, 22)),
        ("9 мая 2026 г.", (2026, 5, 9)),
        ("Mar 3, 2026", (2026, 3, 3)),
        ("mar. 3 mars 2026", (2026, 3, 3)),
        ("Donnerstag, 5. März 2026", (2026, 3, 5)),
        ("2025-Dec-22", (2025, 12, 22)),
    ];
    for (text, (y, m, d)) in cases {
        assert_eq!(alone(text), DateRead::Date(date(y, m, d)), "{text}");
    }
}

#[test]
fn one_value_above_twelve_proves_the_order_of_its_column_and_is_named() {
    let dmy = column(&["03/04/2025", "13/06/2025"]);
    assert_eq!(dmy.order, Some(DateOrder::Dmy));
    assert_eq!(dmy.proof_at, Some(1));
    assert!(dmy.proof.contains("`13/06/2025`"), "{}", dmy.proof);
    assert_eq!(dmy.parse("03/04/2025"), DateRead::Date(date(2025, 4, 3)));
    assert_eq!(dmy.parse("31/31/26"), DateRead::Unreadable);

    let mdy = column(&["4/17/16", "2/3/16", "6/28/15"]);
    assert_eq!(mdy.order, Some(DateOrder::Mdy));
    assert_eq!(mdy.parse("2/3/16"), DateRead::Date(date(2016, 2, 3)));
}

#[test]
fn what_nothing_proves_is_ambiguous_and_never_guessed() {
    let open = column(&["03/04/2025", "05/06/2025"]);
    assert_eq!((open.order, open.ambiguous), (None, true));
    assert_eq!(open.parse("03/04/2025"), DateRead::Ambiguous);
    assert_eq!(open.parse("2025-04-03"), DateRead::Date(date(2025, 4, 3)));
}

#[test]
fn a_date_that_is_the_same_in_both_orders_is_read() {
    let same = column(&["05/05/2026", "06/06/2026"]);
    assert!(!same.ambiguous);
    assert_eq!(same.parse("05/05/2026"), DateRead::Date(date(2026, 5, 5)));
}

#[test]
fn a_setting_wins_over_the_values() {
    let set = ColumnDates::decide(["03/04/2025", "4/17/25"], &[], Some(DateOrder::Dmy));
    assert_eq!(set.parse("03/04/2025"), DateRead::Date(date(2025, 4, 3)));
    assert_eq!(set.parse("4/17/25"), DateRead::Unreadable);
}

#[test]
fn a_weekday_in_the_cell_proves_the_order() {
    // 2026-03-02 is a Monday; 26 March 2002 was a Tuesday.
    let canadian = column(&["Mon 26-03-02", "Fri 26-03-06"]);
    assert_eq!(canadian.order, Some(DateOrder::Ymd));
    assert_eq!(canadian.parse("Mon 26-03-02"), DateRead::Date(date(2026, 3, 2)));
    assert_eq!(canadian.parse("26-04-01"), DateRead::Date(date(2026, 4, 1)));
    // 6 January 2025 was a Monday, 1 June 2025 a Sunday.
    let american = column(&["Mon 1/6/25", "2/3/25"]);
    assert_eq!(american.order, Some(DateOrder::Mdy));
    assert_eq!(american.parse("2/3/25"), DateRead::Date(date(2025, 2, 3)));
}

#[test]
fn a_weekday_column_proves_the_order() {
    // 1 April 2022 was a Friday, 4 January 2022 a Tuesday.
    let dates = ColumnDates::decide(["01/04/2022", "04/04/2022"], &[("Friday", "01/04/2022"), ("Monday", "04/04/2022")], None);
    assert_eq!(dates.order, Some(DateOrder::Dmy));
    assert_eq!(dates.parse("01/04/2022"), DateRead::Date(date(2022, 4, 1)));
}

#[test]
fn a_weekday_shows_what_excel_swapped() {
    assert_eq!(swapped_by_weekday(date(2022, 1, 4), "Friday"), Some(date(2022, 4, 1)));
    assert_eq!(swapped_by_weekday(date(2022, 11, 4), "Mon"), Some(date(2022, 4, 11)));
    assert_eq!(swapped_by_weekday(date(2022, 4, 1), "Friday"), None);
    assert_eq!(swapped_by_weekday(date(2022, 1, 31), "Friday"), None);
}

#[test]
fn dots_are_day_first_unless_a_value_forbids_it() {
    assert_eq!(alone("30.06.08"), DateRead::Date(date(2008, 6, 30)));
    assert_eq!(alone("5.6.2026"), DateRead::Date(date(2026, 6, 5)));
    assert_eq!(alone("23.10.2024 11:02"), DateRead::Date(date(2024, 10, 23)));
    assert_eq!(column(&["6.30.08", "5.6.08"]).parse("5.6.08"), DateRead::Date(date(2008, 5, 6)));
}

#[test]
fn values_that_contradict_one_another_leave_the_open_ones_unread() {
    let mixed = column(&["31/03/2025", "03/31/2025", "01/02/2025"]);
    assert!(mixed.contradicted && mixed.ambiguous);
    assert_eq!(mixed.parse("31/03/2025"), DateRead::Date(date(2025, 3, 31)));
    assert_eq!(mixed.parse("01/02/2025"), DateRead::Ambiguous);
}

#[test]
fn the_spread_of_two_digit_years_tells_the_year_from_the_day() {
    let dmy = column(&["15-06-25", "28-06-25", "01-07-25"]);
    assert_eq!(dmy.order, Some(DateOrder::Dmy), "{dmy:?}");
    let ymd = column(&["26-03-02", "26-03-15", "26-04-30"]);
    assert_eq!(ymd.order, Some(DateOrder::Ymd), "{ymd:?}");
    assert!(column(&["15-06-25"]).ambiguous);
}

#[test]
fn two_digit_years_turn_at_sixty_eight() {
    let dmy = ColumnDates::decide([], &[], Some(DateOrder::Dmy));
    assert_eq!(dmy.parse("01/02/29"), DateRead::Date(date(2029, 2, 1)));
    assert_eq!(dmy.parse("01/02/30"), DateRead::Date(date(2030, 2, 1)));
    assert_eq!(dmy.parse("01/02/68"), DateRead::Date(date(2068, 2, 1)));
    assert_eq!(dmy.parse("01/02/69"), DateRead::Date(date(1969, 2, 1)));
}

#[test]
fn ranges_are_read_with_both_ends_or_one() {
    let range = |a: (i16, i8, i8), b: (i16, i8, i8)| DateRead::Range(Some(date(a.0, a.1, a.2)), Some(date(b.0, b.1, b.2)));
    assert_eq!(alone("April 23, 2024 → May 22, 2024"), range((2024, 4, 23), (2024, 5, 22)));
    assert_eq!(alone("2025-11-15 to 2025-12-01"), range((2025, 11, 15), (2025, 12, 1)));
    assert_eq!(alone("2025-11-15 - 2025-12-01"), range((2025, 11, 15), (2025, 12, 1)));
    assert_eq!(alone("Apr 23 - May 22, 2024"), range((2024, 4, 23), (2024, 5, 22)));
    assert_eq!(alone("Dec 28 - Jan 3, 2025"), range((2024, 12, 28), (2025, 1, 3)));
    assert_eq!(alone("23 – 30 Apr 2024"), range((2024, 4, 23), (2024, 4, 30)));
    assert_eq!(alone("April 23, 2024 →"), DateRead::Range(Some(date(2024, 4, 23)), None));
    assert_eq!(alone("13/06/2025 - 03/07/2025"), range((2025, 6, 13), (2025, 7, 3)));
    assert_eq!(alone("22 - 12 - 2025"), DateRead::Date(date(2025, 12, 22)));
}

#[test]
fn words_for_nothing_are_empty_and_prose_is_unreadable() {
    for text in ["NA", "TBC", "-", "n/a", "", " ", "null", "\u{a0}"] {
        assert_eq!(alone(text), DateRead::Empty, "{text:?}");
    }
    for text in [
        "next week",
        "12",
        "2026",
        "Apr-26",
        "Q1 2026",
        "0001-01-01",
        "9999-12-31",
        "31/02/2025",
        "2025-02-30",
        "W12",
        "PAY-12",
        "1/2",
        "12:30",
    ] {
        assert_eq!(alone(text), DateRead::Unreadable, "{text:?}");
    }
}

#[test]
fn a_weekday_that_is_none_of_the_dates_own_is_told_beside_it() {
    // 30 December 2025 is a Tuesday.
    let plain = ColumnDates::default();
    let day = DateRead::Date(date(2025, 12, 30));
    assert_eq!(plain.parse_flagged("Mon 2025-12-30"), (day, Some(DateFlag::OffWeekday(jiff::civil::Weekday::Monday))));
    assert_eq!(plain.parse_flagged("Tue 2025-12-30"), (day, None));
}

#[test]
fn a_bare_serial_among_texts_is_flagged_and_its_day_given() {
    // 45750 is 2025-04-03.
    assert_eq!(column(&["45750", "2025-04-03"]).parse("45750"), DateRead::Serial(date(2025, 4, 3)));
    assert_eq!(alone("45750.5"), DateRead::Serial(date(2025, 4, 3)));
    assert_eq!(alone("10001"), DateRead::Unreadable);
}

#[test]
fn serials_are_checked_against_their_range() {
    assert_eq!(from_serial(1.0), Some(date(1900, 1, 1)));
    assert_eq!(from_serial(59.9), Some(date(1900, 2, 28)));
    assert_eq!(from_serial(60.0), None);
    assert_eq!(from_serial(61.0), Some(date(1900, 3, 1)));
    assert_eq!(from_serial(2_958_465.0), Some(date(9999, 12, 31)));
    for wrong in [-1.0, 0.0, 0.5, 2_958_466.0, 1e308, f64::NAN, f64::INFINITY] {
        assert_eq!(from_serial(wrong), None, "{wrong}");
    }
}

#[test]
fn epoch_milliseconds_are_read_only_when_asked_for() {
    let clickup = ColumnDates { epoch_ms: true, ..ColumnDates::default() };
    // 1,745,489,826 s after 1970 is 2025-04-24 10:17:06 UTC.
    assert_eq!(clickup.parse("1745489826000"), DateRead::Date(date(2025, 4, 24)));
    assert_eq!(clickup.parse("null"), DateRead::Empty);
    assert_eq!(alone("1745489826000"), DateRead::Unreadable);
}

#[test]
fn marks_behind_a_date_are_told() {
    let p6 = ColumnDates::default();
    assert_eq!(p6.parse_flagged("06-Jan-25 A").1, Some(DateFlag::Actual));
    assert_eq!(p6.parse_flagged("06-Jan-25 08:00 A").1, Some(DateFlag::Actual));
    assert_eq!(p6.parse_flagged("06-Jan-25*").1, Some(DateFlag::Constraint));
    assert_eq!(p6.parse_flagged("06-Jan-25").1, None);
}

#[test]
fn another_column_of_the_table_may_prove_the_order() {
    let start = column(&["03/04/2025"]);
    let finish = column(&["13/06/2025"]);
    let start = start.or_proved_by(&finish, "Finish");
    assert_eq!(start.parse("03/04/2025"), DateRead::Date(date(2025, 4, 3)));
    assert!(start.proof.contains("`Finish`"));
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC*|[0-9/.\\-: APMTZa-z→*]{0,60}|[0-9]{1,12}[./-][0-9]{1,4}[./-][0-9]{1,9}") {
        let dates = ColumnDates::decide([text.as_str(), "1/2/03"], &[(&text, &text)], None);
        let _ = dates.parse_flagged(&text);
        let _ = ColumnDates { epoch_ms: true, ..dates }.parse(&text);
    }
    #[test]
    fn every_day_comes_back_from_every_order(days in 0_i64..70_000, sep in "[/.-]") {
        use jiff::ToSpan;
        let day = date(1969, 1, 1).checked_add(days.days()).unwrap();
        let (y, m, d) = (day.year(), day.month(), day.day());
        for (order, text) in [
            (DateOrder::Dmy, format!("{d}{sep}{m}{sep}{y}")),
            (DateOrder::Mdy, format!("{m}{sep}{d}{sep}{y}")),
            (DateOrder::Ymd, format!("{y}{sep}{m}{sep}{d}")),
        ] {
            let column = ColumnDates::decide([], &[], Some(order));
            prop_assert_eq!(column.parse(&text), DateRead::Date(day));
        }
        let unset = column(&[&format!("{d}{sep}{m}{sep}{y}")]);
        match unset.parse(&format!("{d}{sep}{m}{sep}{y}")) {
            DateRead::Date(read) => prop_assert!(read == day),
            DateRead::Ambiguous => prop_assert!(d <= 12),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}

#[test]
fn long_dates_of_further_languages_are_read_with_their_halves_of_the_day() {
    for text in [
        "2026年3月2日 上午8:00",
        "2026年3月2日上午8:00",
        "2026/03/02 午前 8:00",
        "2026-03-02 오전 8:00",
        "2026년 3월 2일 오전 8:00",
        "2 Μαρτίου 2026 8:00 πμ",
        "2 Mart 2026 08:00",
        "2 Mart 2026 ÖÖ 8:00",
        "02 مارس 2026 8:00 ص",
        "2026. március 2. 8:00",
        "2026. március 2. 5:00 du.",
        "2. března 2026 8:00",
        "2. března 2026 8:00 dop.",
        "den 2 mars 2026 08:00",
        "2. maaliskuuta 2026 8.00",
        "02 March 2026 8:00 पूर्वाह्न",
        "02 Maret 2026 8:00",
        "2 martie 2026",
        "le 2 mars 2026",
    ] {
        let column = ColumnDates::decide([text], &[], None);
        assert_eq!(column.parse(text), DateRead::Date(jiff::civil::date(2026, 3, 2)), "{text}");
    }
}

#[test]
fn a_range_of_short_german_days_is_no_day_with_a_time() {
    let column = ColumnDates::decide(["04.01.27 - 15.01.27", "18.01.27 - 29.01.27"], &[], None);
    assert_eq!(column.parse("04.01.27 - 15.01.27"), DateRead::Range(Some(date(2027, 1, 4)), Some(date(2027, 1, 15))));
    assert_eq!(column.parse("04.01.27-15.01.27"), DateRead::Range(Some(date(2027, 1, 4)), Some(date(2027, 1, 15))));
    // A time behind a dash stays one.
    assert_eq!(column.parse("04.01.27 - 10:46:03"), DateRead::Date(date(2027, 1, 4)));
    assert_eq!(column.parse("04.01.27 - 10.46"), DateRead::Date(date(2027, 1, 4)));
}
