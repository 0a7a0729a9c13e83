//! How numbers, dates and lists are worded on every page of the workbook, so that one thing reads alike everywhere.

use jiff::civil::Date;
use std::fmt::Write;

/// `12 Mar 2026`.
pub fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// `1,204`.
pub fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// `1 task`, `1,204 tasks`, `no tasks`.
pub fn count(n: usize, one: &str, many: &str) -> String {
    match n {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", thousands(n)),
    }
}

/// `none is late`, `1 is late`, `1,204 are late`: a count that stands for its noun.
pub fn of_them(n: usize, one: &str, many: &str) -> String {
    match n {
        0 => format!("none {one}"),
        1 => format!("1 {one}"),
        _ => format!("{} {many}", thousands(n)),
    }
}

/// `215 %` of a fraction.
pub fn percent(fraction: f64) -> String {
    format!("{:.0} %", fraction * 100.0)
}

/// `+12 d`, `−3 d`, `0 d`.
pub fn signed_days(days: i32) -> String {
    match days {
        0 => "0 d".to_owned(),
        d if d > 0 => format!("+{d} d"),
        d => format!("−{} d", d.unsigned_abs()),
    }
}

/// A number without needless decimals: `2`, `2.5`.
pub fn plain(number: f64) -> String {
    if (number - number.round()).abs() < 0.05 { format!("{number:.0}") } else { format!("{number:.1}") }
}

/// At most `max` characters, with an ellipsis where cut, without line breaks.
pub fn clip(text: &str, max: usize) -> String {
    let mut out = String::new();
    for (n, c) in text.chars().enumerate() {
        if n + 1 >= max && text.chars().count() > max {
            out.push('…');
            return out;
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// The first `max` items joined by `separator`, with how many more there are.
pub fn join_few<S: AsRef<str>>(items: impl IntoIterator<Item = S>, separator: &str, max: usize) -> String {
    let mut out = String::new();
    let mut more = 0_usize;
    for (n, item) in items.into_iter().enumerate() {
        if n >= max {
            more += 1;
            continue;
        }
        if n > 0 {
            out.push_str(separator);
        }
        out.push_str(item.as_ref());
    }
    if more > 0 {
        // Writing to a String cannot fail.
        let _ = write!(out, "{separator}{} more", thousands(more));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_read_alike_everywhere() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_204), "1,204");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(count(1, "task", "tasks"), "1 task");
        assert_eq!(count(0, "task", "tasks"), "no tasks");
        assert_eq!(of_them(0, "is late", "are late"), "none is late");
        assert_eq!(of_them(2, "is late", "are late"), "2 are late");
        assert_eq!(percent(2.151), "215 %");
        assert_eq!(signed_days(-3), "−3 d");
        assert_eq!(plain(2.5), "2.5");
        assert_eq!(plain(40.0), "40");
        assert_eq!(day(jiff::civil::date(2026, 3, 2)), "2 Mar 2026");
    }

    #[test]
    fn a_cut_text_ends_in_an_ellipsis_and_keeps_its_bound() {
        assert_eq!(clip("Crane rails", 20), "Crane rails");
        assert_eq!(clip("Crane rails", 6), "Crane…");
        assert_eq!(clip("a\nb", 6), "a b");
        assert_eq!(clip("ébène", 5), "ébène");
    }

    #[test]
    fn a_long_list_says_how_many_more_there_are() {
        assert_eq!(join_few(["a", "b", "c", "d"], ", ", 2), "a, b, 2 more");
        assert_eq!(join_few(["a"], ", ", 2), "a");
    }
}
