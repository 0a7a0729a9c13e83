//! Levels of probability, impact and priority as stated.
//!
//! Nothing is multiplied or looked up here: what the cell says is kept, with the number it states.

use super::text::fold;
use super::words::Words;
use std::sync::LazyLock;

/// A number that a level's text gives: `Medium (4)` gives 4, `3` gives 3, `4 - High` gives 4, `75% to 100%` gives its middle as a
/// fraction; `High` gives none. The text itself is the level's word.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    if text.contains('%') {
        return percent_band(text);
    }
    if let Some(value) = plain(text) {
        return Some(value);
    }
    if let Some((_, rest)) = text.rsplit_once('(')
        && let Some((inner, tail)) = rest.split_once(')')
        && tail.trim().is_empty()
    {
        return plain(inner.trim());
    }
    // `4 - High`, `4: High`, `High - 4`, `4. High`
    let (head, tail) = text
        .split_once([':', '='])
        .or_else(|| text.split_once(" - "))
        .or_else(|| text.split_once(" – "))
        .or_else(|| split_at_mark(text))?;
    let worded = |t: &str| t.chars().any(char::is_alphabetic);
    match (plain(head.trim()), plain(tail.trim())) {
        (Some(value), None) if worded(tail) => Some(value),
        (None, Some(value)) if worded(head) => Some(value),
        _ => None,
    }
}

/// `4-High`, `4. High`: a number, a mark, a word.
fn split_at_mark(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().position(|b| !b.is_ascii_digit())?;
    let (head, tail) = text.split_at_checked(end)?;
    let tail = tail.strip_prefix(['-', '.', ')', ' '])?;
    (!head.is_empty()).then_some((head, tail))
}

fn plain(text: &str) -> Option<f64> {
    if text.is_empty()
        || !text.starts_with(|c: char| c.is_ascii_digit())
        || !text.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
    {
        return None;
    }
    text.replace(',', ".").parse().ok().filter(|v: &f64| v.is_finite() && *v < 1e9)
}

/// `75% to 100%`, `0-5%`, `50 %`, `<10%`: the middle of the band as a fraction.
fn percent_band(text: &str) -> Option<f64> {
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit() && c != '.' && c != ',')
        .filter(|t| !t.is_empty())
        .map(|t| plain(t.trim_end_matches(['.', ','])));
    let (first, second, third) = (numbers.next()??, numbers.next(), numbers.next());
    if third.is_some() || first > 1000.0 {
        return None;
    }
    match second {
        None if text.contains(['<', '>', '≤', '≥', '+']) => None,
        None => Some(first / 100.0),
        Some(second) => {
            let second = second?;
            (second >= first && second <= 1000.0).then_some((first + second) / 200.0)
        }
    }
}

static RANKS: LazyLock<Words<u8>> = LazyLock::new(|| {
    Words::new(&[
        (
            1,
            "very low|vl|v low|lowest|negligible|rare|insignificant|trivial|remote|improbable|sehr gering|sehr niedrig|muy bajo|muy baja",
        ),
        (1, "très faible|muito baixo|muito baixa|bardzo niskie|bardzo niski|очень низкий|очень низкая|zeer laag|molto basso"),
        (
            2,
            "low|l|lo|minor|unlikely|gering|niedrig|bajo|baja|faible|bas|basse|baixo|baixa|niskie|niski|niska|низкий|низкая|laag|basso|bassa",
        ),
        (
            3,
            "medium|med|m|moderate|mid|mod|possible|average|normal|mittel|medio|media|moyen|moyenne|médio|média|średnie|średni|średnia",
        ),
        (3, "средний|средняя|gemiddeld|middel|moderado|moderada|medium/moderate|mäßig|modéré"),
        (
            4,
            "high|h|hi|major|likely|probable|significant|hoch|alto|alta|élevé|élevée|haut|haute|fort|forte|wysokie|wysoki|wysoka|высокий",
        ),
        (4, "высокая|hoog|wichtig|important"),
        (
            5,
            "very high|vh|v high|highest|critical|almost certain|certain|catastrophic|extreme|severe|urgent|blocker|showstopper|sehr hoch",
        ),
        (
            5,
            "muy alto|muy alta|très élevé|très élevée|muito alto|muito alta|bardzo wysokie|bardzo wysoki|очень высокий|zeer hoog|molto alto",
        ),
        (5, "kritisch|crítico|crítica|critique|krytyczny|критический|критичный"),
    ])
});

/// Rank of a level word, 1 (very low) to 5 (very high), typos of case and languages included: `HIgh`, `Med`, `hoch`, `Medium (4)`.
pub fn rank(text: &str) -> Option<u8> {
    if text.len() > 60 {
        return None;
    }
    let folded = fold(text);
    RANKS.get_folded(&folded).or_else(|| {
        let head = folded.split('(').next().unwrap_or("");
        RANKS.get_folded(head.trim_matches(|c: char| !c.is_alphabetic()))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_taken_as_stated() {
        for (text, expected) in [
            ("3", 3.0),
            ("Medium (4)", 4.0),
            ("2.5", 2.5),
            ("2,5", 2.5),
            ("4 - High", 4.0),
            ("4: High", 4.0),
            ("High - 4", 4.0),
            ("1-Low", 1.0),
            ("75% to 100%", 0.875),
            ("0% to 5%", 0.025),
            ("50%", 0.5),
            ("0-5%", 0.025),
        ] {
            assert_eq!(number(text), Some(expected), "{text}");
        }
        for text in ["High", "", "1-5", "n/a", "<10%", "see 4 above", "(x)", "%", "1.2.3"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn level_words_rank_in_any_spelling() {
        for (text, expected) in [
            ("HIgh", 4),
            ("Med", 3),
            ("LOW", 2),
            ("very high", 5),
            ("hoch", 4),
            ("High 🔥", 4),
            ("Medium (4)", 3),
            ("L", 2),
            ("Élevé", 4),
            ("Низкий", 2),
        ] {
            assert_eq!(rank(text), Some(expected), "{text}");
        }
        assert_eq!(rank("This month"), None);
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|[0-9%.,() \\-a-z]{0,20}") {
            let _ = (number(&text), rank(&text));
        }
    }
}
