//! Signs and codes of currencies, and words that scale an amount: beside it, or in the header of its column.

/// ISO code of a currency's sign or code; where several currencies share a sign, the sign itself.
pub fn of(word: &str) -> Option<&'static str> {
    Some(match word.trim_end_matches('.') {
        "£" | "GBP" => "GBP",
        "€" | "EUR" | "Euro" | "euro" | "euros" => "EUR",
        "$" => "$",
        "US$" | "USD" | "U$" => "USD",
        "A$" | "AU$" | "AUD" => "AUD",
        "C$" | "CA$" | "CAD" => "CAD",
        "NZ$" | "NZD" => "NZD",
        "S$" | "SGD" => "SGD",
        "HK$" | "HKD" => "HKD",
        "R$" | "BRL" => "BRL",
        "MX$" | "MXN" => "MXN",
        "CHF" | "Fr" | "SFr" => "CHF",
        "¥" | "￥" => "¥",
        "JPY" | "円" => "JPY",
        "CNY" | "RMB" | "元" => "CNY",
        "₹" | "INR" | "Rs" => "INR",
        "₫" | "VND" => "VND",
        "₽" | "RUB" | "руб" => "RUB",
        "₺" | "TRY" => "TRY",
        "₴" | "UAH" => "UAH",
        "₩" | "KRW" => "KRW",
        "zł" | "PLN" => "PLN",
        "Kč" | "CZK" => "CZK",
        "Ft" | "HUF" => "HUF",
        "kr" | "Kr" => "kr",
        "SEK" => "SEK",
        "NOK" => "NOK",
        "DKK" => "DKK",
        "ZAR" => "ZAR",
        "AED" => "AED",
        "THB" | "฿" => "THB",
        _ => return None,
    })
}

/// The factor of a scale word, and whether it counts only beside a currency (`1.5m` alone may be metres or minutes).
pub fn scale(word: &str) -> Option<(f64, bool)> {
    Some(match word.trim_end_matches('.') {
        "k" | "K" | "Tsd" | "tsd" | "тыс" | "T€" => (1e3, false),
        "m" | "M" => (1e6, true),
        "mn" | "Mn" | "mio" | "Mio" | "MM" | "million" | "Million" | "millions" | "Millionen" | "millones" | "milhões"
        | "mln" | "млн" => (1e6, false),
        "bn" | "Bn" | "mrd" | "Mrd" | "billion" | "Milliarden" | "млрд" | "mld" => (1e9, false),
        _ => return None,
    })
}

/// The factor of the amounts under a header: `Budget (£m)`, `Cost k€`, `Forecast (£000)`, `EAC in thousands`. A letter counts only
/// beside a currency or alone in brackets.
pub fn scale_of_header(header: &str) -> Option<f64> {
    let inner = header.rsplit_once(['(', '[']).and_then(|(_, rest)| rest.split_once([')', ']'])).map(|(inner, _)| inner.trim());
    if let Some(factor) = inner.and_then(|i| scale_of(i, true)) {
        return Some(factor);
    }
    let outside = header.split(['(', '[']).next().unwrap_or(header);
    outside.split_whitespace().skip(1).find_map(|word| scale_of(word, false))
}

/// The factor of all amounts that a title or caption speaks of: `Cost report £k`, `All figures in TEUR`, `en milliers d'euros`. An amount
/// of its own (`a £5m programme`, `2 million`) is none.
pub fn scale_in_caption(text: &str) -> Option<f64> {
    const BEFORE: &[&str] = &["in", "en", "em", "figures", "amounts", "values", "angaben", "werte", "beträge", "alle"];
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | ';' | ':' | '|' | '–'))
        .filter(|w| !w.is_empty())
        .collect();
    let before = |at: usize| at.checked_sub(1).and_then(|n| words.get(n)).copied().unwrap_or_default();
    for at in 0..words.len().min(40) {
        let amount: String = before(at).chars().filter(|c| !matches!(c, '£' | '€' | '$' | '¥' | '₹' | ',' | '\'')).collect();
        if amount.parse::<f64>().is_ok_and(|n| !(1990.0..2100.0).contains(&n)) {
            continue;
        }
        for width in (1..=3_usize).rev() {
            let Some(run) = words.get(at..at + width) else { continue };
            let run = run.join(" ");
            let money = of_header(&run).is_some() || run.contains(['£', '€', '$', '¥', '₹']);
            if (money || BEFORE.contains(&before(at).to_lowercase().as_str()))
                && let Some(factor) = scale_of(&run, false)
            {
                return Some(factor);
            }
        }
    }
    None
}

fn scale_of(text: &str, bracketed: bool) -> Option<f64> {
    let lower = text.to_lowercase();
    let bare = lower.strip_prefix("in ").unwrap_or(&lower);
    let mut money = false;
    let mut rest = String::new();
    for word in bare.split_whitespace() {
        let word = word.strip_prefix("d'").or_else(|| word.strip_prefix("d’")).unwrap_or(word);
        if matches!(word, "de" | "of" | "in" | "di") {
            continue;
        }
        let core = word.trim_matches(['£', '€', '$', '¥', '₹']);
        let named = of(&word.to_uppercase()).or_else(|| of(word)).is_some();
        money |= core.len() < word.len() || named;
        // `TEUR`, `KCHF`: the scale is written onto the code.
        let coded =
            core.split_at_checked(1).filter(|(_, code)| code == &"kr" || (code.len() == 3 && of(&code.to_uppercase()).is_some()));
        match coded.filter(|(letter, _)| matches!(*letter, "t" | "k" | "m")) {
            Some((letter, _)) => {
                money = true;
                rest.push_str(letter);
            }
            None if !named => rest.push_str(core),
            None => {}
        }
    }
    let known = match rest.trim_matches(['\'', '’', ',', '.']) {
        "000" | "000s" | "000's" | "thousand" | "thousands" | "tsd" | "tausend" | "milliers" | "milhares" => Some((1e3, false)),
        "miles" | "t" if money => Some((1e3, true)),
        "k" | "ks" => Some((1e3, true)),
        "m" => Some((1e6, true)),
        "mm" => Some((1e6, true)),
        "mn" | "mio" | "million" | "millions" | "millionen" | "millones" | "milhões" | "mln" => Some((1e6, false)),
        "bn" | "billion" | "billions" | "mrd" | "milliarden" => Some((1e9, false)),
        _ => None,
    };
    let spelled = rest.len() >= 7;
    known.filter(|(_, letter)| money || spelled || (bracketed && (!letter || rest == "k"))).map(|(factor, _)| factor)
}

/// The currency that a header says: `Budget (EUR)`, `Whole life cost £m`, `Kosten (TEUR)`.
pub fn of_header(header: &str) -> Option<&'static str> {
    let mut words = header.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',' | '/' | '\'' | '’'));
    words.find_map(|word| of(word).or_else(|| beside_scale(word)).or_else(|| grown_on(word)))
}

/// The code that a program writes onto the name of a column: `BudgetDKK`, `budget_usd`.
fn grown_on(word: &str) -> Option<&'static str> {
    let (name, code) = word.split_at_checked(word.len().checked_sub(3)?)?;
    let apart =
        name.ends_with('_') || (code.bytes().all(|b| b.is_ascii_uppercase()) && name.ends_with(|c: char| c.is_ascii_lowercase()));
    if apart { of(&code.to_uppercase()) } else { None }
}

/// The currency in a word that is one with its scale: `£m`, `k€`, `TEUR`.
fn beside_scale(word: &str) -> Option<&'static str> {
    let scales = |part: &str| scale(part).is_some() || matches!(part, "T" | "t" | "000" | "000s");
    let cuts = word.char_indices().map(|(at, _)| at).filter(|at| *at > 0);
    cuts.filter_map(|at| word.split_at_checked(at)).find_map(|(a, b)| match (of(a), of(b)) {
        (Some(currency), _) if scales(b) => Some(currency),
        (_, Some(currency)) if scales(a) => Some(currency),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{of_header, scale_in_caption, scale_of_header};

    #[test]
    fn captions_that_scale_the_figures_of_a_table() {
        for (caption, factor) in [
            ("Cost report £k", 1e3),
            ("All figures in £m", 1e6),
            ("in TEUR", 1e3),
            ("$000s", 1e3),
            ("Budget 2026/27 (£'000)", 1e3),
            ("Angaben in Tsd. €", 1e3),
            ("Kostenbericht, Beträge in T€", 1e3),
            ("Alle Werte in Mio. EUR", 1e6),
            ("Montants en k€", 1e3),
            ("En milliers d'euros", 1e3),
            ("Importes en miles de euros", 1e3),
            ("Importes en millones de €", 1e6),
            ("EUR thousands", 1e3),
            ("Amounts in thousands", 1e3),
            ("Kosten KCHF", 1e3),
            ("Budget 2026 £k", 1e3),
            ("Budget tkr", 1e3),
        ] {
            assert_eq!(scale_in_caption(caption), Some(factor), "{caption}");
        }
        for caption in [
            "A £5m programme",
            "Cost plan for 2 million visitors",
            "Budget 2026",
            "Track of 12 miles",
            "Length in m",
            "Costs in EUR",
            "Stage M",
            "Price €/m",
            "Fund of 3 billion EUR",
            "Millions of visitors",
            "",
        ] {
            assert_eq!(scale_in_caption(caption), None, "{caption}");
        }
    }

    #[test]
    fn headers_that_say_a_currency() {
        for (header, currency) in [
            ("Budget (£m)", Some("GBP")),
            ("Kosten (TEUR)", Some("EUR")),
            ("Budget (k€)", Some("EUR")),
            ("Forecast (£000)", Some("GBP")),
            ("Cost (EUR)", Some("EUR")),
            ("EAC (USD millions)", Some("USD")),
            ("Cost", None),
            ("Length (m)", None),
        ] {
            assert_eq!(of_header(header), currency, "{header}");
        }
    }

    #[test]
    fn headers_that_scale_their_figures() {
        for (header, factor) in [
            ("Whole life cost baseline (£m)", 1e6),
            ("Whole Life Cost TOTAL Baseline £m", 1e6),
            ("Budget (k€)", 1e3),
            ("Budget (€k)", 1e3),
            ("Budget (k)", 1e3),
            ("Budget £000", 1e3),
            ("Forecast (£'000)", 1e3),
            ("EAC (USD millions)", 1e6),
            ("Cost in thousands", 1e3),
            ("Kosten (TEUR)", 1e3),
            ("Budget (Mio. €)", 1e6),
        ] {
            assert_eq!(scale_of_header(header), Some(factor), "{header}");
        }
        for header in ["Budget", "Budget (£)", "Cost (EUR)", "Length (m)", "Cost per m", "Budget 2026", "M cost", "Budget (GBP)"]
        {
            assert_eq!(scale_of_header(header), None, "{header}");
        }
    }
}
