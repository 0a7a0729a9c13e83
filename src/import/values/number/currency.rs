//! Signs and codes of currencies, and words that scale an amount.

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
