//! Red, amber, green: words, letters, glyphs, fill colours.
//!
//! A five-point scale's halves (`Amber/Red`, `Amber/Green`) are amber; the stated word stays with the caller. Blue, grey, purple and
//! "complete" are no RAG.

use super::text::fold;
use super::words::Words;
use crate::model::Rag::{self, Amber, Green, Red};
use std::sync::LazyLock;

static COLOURS: LazyLock<Words<Rag>> = LazyLock::new(|| {
    Words::new(&[
        (Red, "red|rot|rouge|rojo|roja|vermelho|vermelha|czerwony|czerwone|красный|красная|rood|rosso|röd|rød|đỏ"),
        (
            Amber,
            "amber|yellow|orange|gelb|ámbar|amarillo|amarilla|jaune|amarelo|amarela|żółty|żółte|pomarańczowy|желтый|жёлтый|желтая|geel",
        ),
        (Amber, "oranje|giallo|arancione|laranja|naranja|gul|vàng|bernstein|âmbar|ambra|янтарный"),
        (Green, "green|grün|gruen|vert|verde|zielony|zielone|зеленый|зелёный|зеленая|groen|grön|grøn|grønn|xanh"),
        (Red, "🔴|🟥|❤|❤️"),
        (Amber, "🟡|🟠|🟨|🟧|💛|🧡"),
        (Green, "🟢|🟩|💚"),
    ])
});

static WORDS: LazyLock<Words<Rag>> = LazyLock::new(|| {
    Words::new(&[
        (Red, "r|off track|off-track|dangerous|serious|hors piste|fuera de curso|außer plan"),
        (Amber, "a|y|o|at risk|at-risk|worrisome|needs attention|en riesgo|à risque|em risco|gefährdet|zagrożone"),
        (Amber, "zagrożony|a rischio|op risico|under threat|под угрозой|risikobehaftet|i riskzonen|i risiko"),
        (Green, "g|on track|on-track|adequate|en bonne voie|im plan|auf kurs|según lo previsto|no caminho certo"),
        (
            Green,
            "on schedule|on time|on plan|to plan|planmäßig|termingerecht|im zeitplan|dans les temps|en plazo|a tiempo|no prazo",
        ),
        (Green, "in linea|op schema|zgodnie z planem|по плану|enligt plan|på plan|nach plan"),
    ])
});

/// Words that say a date was or will be missed, without a colour.
static BEHIND: LazyLock<Words<()>> = LazyLock::new(|| {
    Words::new(&[
        (
            (),
            "late|delayed|delay|behind|behind schedule|behind plan|slipped|slipping|slippage|overdue|missed|running late|past due",
        ),
        ((), "verspätet|verzögert|in verzug|im verzug|überfällig|verzug|terminverzug|hinter plan"),
        ((), "en retard|retardé|retardée|retard|décalé|décalée|dépassé|dépassée"),
        ((), "retrasado|retrasada|atrasado|atrasada|con retraso|demorado|demorada|vencido|vencida|em atraso|atraso"),
        ((), "in ritardo|ritardo|scaduto|vertraagd|te laat|achter op schema|opóźnione|opóźniony|opóźniona|spóźnione"),
        ((), "просрочено|просрочена|просрочен|задерживается|отстает|отстаёт|försenad|försenat|forsinket|bagud"),
    ])
});

/// What a status says of how well work stands, where it says nothing of how far it is: `At risk`, `Delayed: steel`, `Green`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// A colour, or a word that stands for one.
    Colour(Rag),
    /// Behind its dates; no colour is stated.
    Behind,
}

/// How well work stands by a word of its status; a remark may follow. `None` for all other words.
pub fn standing(text: &str) -> Option<Standing> {
    if text.len() > 120 {
        return None;
    }
    let told = |part: &str| {
        let folded = fold(part);
        let part = folded.trim_matches(|c: char| !c.is_alphanumeric() && !is_glyph(c));
        if matches!(part, "y" | "o") {
            // `Y` in a column of statuses is yes.
            return None;
        }
        BEHIND.get_folded(part).map(|()| Standing::Behind).or_else(|| word(part).map(Standing::Colour))
    };
    told(text).or_else(|| {
        let cut = text.find([':', '(', ',', ';', '–']).or_else(|| text.find(" - "))?;
        told(text.get(..cut)?)
    })
}

/// The RAG of a word, letter or glyph; five-point scales (`Amber/Red`) give amber. A remark behind the colour is allowed, two
/// colours that are no half-step are not.
pub fn word(text: &str) -> Option<Rag> {
    if text.len() > 60 {
        return None;
    }
    let folded = fold(text);
    let bare = folded.strip_prefix("rag ").unwrap_or(&folded);
    if let Some(found) = COLOURS.get_folded(bare).or_else(|| WORDS.get_folded(bare)) {
        return Some(found);
    }
    let mut colours: Vec<Rag> = Vec::new();
    let mut starts_with_colour = None;
    let pieces = bare.split(|c: char| !c.is_alphanumeric() && !is_glyph(c)).filter(|w| !w.is_empty());
    for piece in pieces {
        let glyph = piece.chars().find(|c| is_glyph(*c)).and_then(|c| COLOURS.get_folded(c.encode_utf8(&mut [0; 4])));
        let found = glyph.or_else(|| COLOURS.get_folded(piece));
        starts_with_colour.get_or_insert(found.is_some());
        if let Some(colour) = found
            && colours.last() != Some(&colour)
        {
            colours.push(colour);
        }
    }
    match colours[..] {
        [one] if starts_with_colour == Some(true) => Some(one),
        [Amber, Red] | [Red, Amber] | [Amber, Green] | [Green, Amber] if bare.contains(['/', '-']) => Some(Amber),
        [] => in_letters(bare).or_else(|| after_mark(bare)),
        _ => None,
    }
}

fn is_glyph(c: char) -> bool {
    matches!(c, '🔴' | '🟥' | '🟡' | '🟠' | '🟨' | '🟧' | '🟢' | '🟩' | '💚' | '💛' | '🧡' | '❤')
}

/// `A/R`, `A-G`.
fn in_letters(bare: &str) -> Option<Rag> {
    matches!(bare.replace([' ', '-'], "/").as_str(), "a/r" | "r/a" | "a/g" | "g/a" | "ar" | "ag").then_some(Amber)
}

/// `⚠ at risk`, `at risk!`.
fn after_mark(bare: &str) -> Option<Rag> {
    let stripped = bare.trim_matches(|c: char| !c.is_alphanumeric());
    if stripped.chars().count() > 1 { WORDS.get_folded(stripped) } else { None }
}

/// The RAG of a fill colour: saturated red, amber/orange/yellow, green, and the pale three that spreadsheets call bad, neutral and
/// good. Anything else, other pale fills, greys and blues included, is none.
pub fn fill(rgb: [u8; 3]) -> Option<Rag> {
    match rgb {
        [0xff, 0xc7, 0xce] => return Some(Red),
        [0xff, 0xeb, 0x9c] => return Some(Amber),
        [0xc6, 0xef, 0xce] => return Some(Green),
        _ => {}
    }
    let [r, g, b] = rgb.map(f64::from);
    let (most, least) = (r.max(g).max(b), r.min(g).min(b));
    let spread = most - least;
    if most <= 0.0 || spread / most < 0.45 {
        return None;
    }
    let hue = if most == r {
        60.0 * ((g - b) / spread).rem_euclid(6.0)
    } else if most == g {
        60.0 * ((b - r) / spread + 2.0)
    } else {
        60.0 * ((r - g) / spread + 4.0)
    };
    let bright = most / 255.0;
    match hue {
        h if !(14.0..340.0).contains(&h) => (bright >= 0.45).then_some(Red),
        h if h <= 68.0 => (bright >= 0.65).then_some(Amber),
        h if h <= 170.0 => (bright >= 0.35).then_some(Green),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_letters_and_glyphs_give_their_colour() {
        for (text, rag) in [
            ("Red", Red),
            ("r", Red),
            ("AMBER", Amber),
            ("Yellow", Amber),
            ("G", Green),
            ("Grün", Green),
            ("Rouge", Red),
            ("жёлтый", Amber),
            ("🔴", Red),
            ("🟡", Amber),
            ("🟢 On track", Green),
            ("Amber/Red", Amber),
            ("Amber/Green", Amber),
            ("A/R", Amber),
            ("Green (on plan)", Green),
            ("Adequate", Green),
            ("Worrisome", Amber),
            ("Dangerous", Red),
            ("On Track", Green),
            ("At risk", Amber),
            ("Off track", Red),
            ("RAG: Red", Red),
            ("Red – vendor late", Red),
            ("verde", Green),
            ("Czerwony", Red),
        ] {
            assert_eq!(word(text), Some(rag), "{text}");
        }
    }

    #[test]
    fn what_is_no_colour_or_two_gives_none() {
        for text in ["Blue", "Grey", "Complete", "Green to Red", "Red/Green", "", "-", "TBC", "Greenwich", "moved from red", "B"]
        {
            assert_eq!(word(text), None, "{text}");
        }
    }

    #[test]
    fn a_status_may_say_how_well_work_stands() {
        for (text, standing_of) in [
            ("At risk", Some(Standing::Colour(Amber))),
            ("Green", Some(Standing::Colour(Green))),
            ("R", Some(Standing::Colour(Red))),
            ("On track - steel ordered", Some(Standing::Colour(Green))),
            ("Gefährdet (Statik)", Some(Standing::Colour(Amber))),
            ("Dans les temps", Some(Standing::Colour(Green))),
            ("Late", Some(Standing::Behind)),
            ("Delayed: steel", Some(Standing::Behind)),
            ("⚠ Slipped", Some(Standing::Behind)),
            ("En retard", Some(Standing::Behind)),
            ("Im Verzug", Some(Standing::Behind)),
            ("Retrasado", Some(Standing::Behind)),
            ("Y", None),
            ("In hand", None),
            ("Completed late", None),
            ("Complete, late", None),
            ("later", None),
            ("", None),
        ] {
            assert_eq!(standing(text), standing_of, "{text}");
        }
    }

    #[test]
    fn saturated_fills_are_rag_and_decoration_is_not() {
        for (rgb, rag) in [
            ([0xff, 0, 0], Red),
            ([0xc0, 0, 0], Red),
            ([0xe2, 0x44, 0x5c], Red),
            ([0xff, 0xc7, 0xce], Red),
            ([0xff, 0xc0, 0], Amber),
            ([0xff, 0xff, 0], Amber),
            ([0xed, 0x7d, 0x31], Amber),
            ([0xfd, 0xab, 0x3d], Amber),
            ([0, 0xb0, 0x50], Green),
            ([0x92, 0xd0, 0x50], Green),
            ([0x70, 0xad, 0x47], Green),
            ([0, 0xc8, 0x75], Green),
            ([0xc6, 0xef, 0xce], Green),
        ] {
            assert_eq!(fill(rgb), Some(rag), "{rgb:02x?}");
        }
        for rgb in [
            [0xff, 0xff, 0xff],
            [0, 0, 0],
            [0xd6, 0xd6, 0xd6],
            [0xff, 0xf2, 0xcc],
            [0xe2, 0xef, 0xda],
            [0x44, 0x72, 0xc4],
            [0xc4, 0xc4, 0xc4],
            [0x70, 0x30, 0xa0],
        ] {
            assert_eq!(fill(rgb), None, "{rgb:02x?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_or_colour_makes_it_panic(text in "\\PC*", rgb: [u8; 3]) {
            let _ = (word(&text), standing(&text), fill(rgb));
        }
    }
}
