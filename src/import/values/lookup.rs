//! Values that SharePoint writes into one cell, parted by `;#`: people and looked-up records with their numbers
//! (`Ann Lee;#12;#Bo Ek;#14`), choices without (`;#Site;#Office;#`).

/// One value with the number of the record it names, where the cell tells it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Looked<'a> {
    /// What is shown.
    pub shown: &'a str,
    /// The number of the record.
    pub id: Option<&'a str>,
}

/// The values of a cell; `None` where it is not written so.
pub fn values(text: &str) -> Option<Vec<Looked<'_>>> {
    if !text.contains(";#") {
        return None;
    }
    let parts: Vec<&str> = text.split(";#").map(str::trim).filter(|p| !p.is_empty()).collect();
    let number = |p: &&str| p.bytes().all(|b| b.is_ascii_digit());
    let paired = parts.len().is_multiple_of(2);
    // The number stands behind the value, in older exports in front of it.
    let behind = paired && parts.iter().skip(1).step_by(2).all(number);
    let before = paired && !behind && parts.iter().step_by(2).all(number);
    Some(match (behind, before) {
        (true, _) => parts.chunks_exact(2).map(|p| Looked { shown: p[0], id: Some(p[1]) }).collect(),
        (_, true) => parts.chunks_exact(2).map(|p| Looked { shown: p[1], id: Some(p[0]) }).collect(),
        _ => parts.into_iter().map(|shown| Looked { shown, id: None }).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_behind_or_before_a_value_are_no_values() {
        let told = |text: &str| {
            values(text)
                .map(|v| v.into_iter().map(|l| format!("{}={}", l.shown, l.id.unwrap_or("-"))).collect::<Vec<_>>().join(" "))
        };
        for (text, expected) in [
            ("Ann Lee;#12;#Bo Ek;#14", Some("Ann Lee=12 Bo Ek=14")),
            ("12;#Ann Lee", Some("Ann Lee=12")),
            ("Walls;#1", Some("Walls=1")),
            (";#Site;#Office;#", Some("Site=- Office=-")),
            ("Site;#Office", Some("Site=- Office=-")),
            ("2026;#3", Some("2026=3")),
            (";#", Some("")),
            ("Ann Lee; Bo Ek", None),
            ("#12", None),
        ] {
            assert_eq!(told(text).as_deref(), expected, "{text}");
        }
    }
}
