//! How near two names of people are, part by part: initials, everyday forms of a first name, other spellings of one sound,
//! slips of the pen. Joined strings are never compared, because a long family name hides a wrong first name. Nothing is decided
//! here; a fit is a reason to ask, never to join.

use super::nicknames::same_first_name;
use crate::model::names::NameParts;

/// How two names fit, the nearest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Fit {
    /// The same words in any order.
    Words,
    /// One leaves out a middle name or half of a double name.
    Part,
    /// One has initials.
    Initials,
    /// Everyday forms of one first name.
    Nickname,
    /// One sound, written in two ways.
    Sound,
    /// One letter put wrong in one part.
    Slip,
    /// Much alike in both parts.
    Near,
}

impl Fit {
    /// The fit in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Fit::Words => "the same words of a name",
            Fit::Part => "the same name but for a part that one leaves out",
            Fit::Initials => "family name equal, given names fit",
            Fit::Nickname => "family name equal, first names are forms of one",
            Fit::Sound => "the names are two spellings of one sound",
            Fit::Slip => "the names differ by a slip of the pen",
            Fit::Near => "both parts of the name are much alike",
        }
    }
}

/// A word of a name with all that comparing it asks for, made once: a name is compared with many.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Word {
    /// The word.
    pub(super) text: String,
    /// As it sounds.
    pub(super) sound: String,
    /// Letters.
    length: usize,
    /// Which letters occur, as bits: other scripts share a few.
    letters: u32,
}

impl Word {
    fn new(text: String) -> Word {
        let bit = |c: char| match c {
            'a'..='z' => 1 << (c as u32 - 'a' as u32),
            c => 1 << (26 + (c as u32) % 6),
        };
        Word { sound: sound(&text), length: text.chars().count(), letters: text.chars().map(bit).fold(0, |a, b| a | b), text }
    }
}

/// A name taken apart for comparison.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Parts {
    pub(super) given: Vec<Word>,
    pub(super) family: Word,
    /// The words in the order of letters: equal where only the order of a name differs.
    pub(super) sorted: String,
    /// How many words there are.
    count: usize,
    /// Words that hold digits.
    numbers: Vec<String>,
}

impl From<NameParts> for Parts {
    fn from(p: NameParts) -> Parts {
        let mut all: Vec<&str> =
            p.given.iter().map(String::as_str).chain(p.family.split(' ')).filter(|w| !w.is_empty()).collect();
        let numbers = all.iter().filter(|w| w.bytes().any(|b| b.is_ascii_digit())).map(|w| (*w).to_owned()).collect();
        let count = all.len();
        all.sort_unstable();
        let sorted = all.join(" ");
        Parts { sorted, count, numbers, given: p.given.into_iter().map(Word::new).collect(), family: Word::new(p.family) }
    }
}

impl Parts {
    /// All words, family name last.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> + Clone {
        self.given.iter().map(|w| w.text.as_str()).chain(self.family.text.split(' ')).filter(|w| !w.is_empty())
    }
}

/// How two names fit; `None` where they are two names.
pub(super) fn fit(p: &Parts, q: &Parts) -> Option<Fit> {
    if p.given.is_empty() || q.given.is_empty() {
        return None;
    }
    if p.sorted == q.sorted {
        return Some(Fit::Words);
    }
    if p.numbers != q.numbers {
        return None;
    }
    if left_out(p, q) || left_out(q, p) {
        return Some(Fit::Part);
    }
    let straight = in_order(&p.given, &p.family, &q.given, &q.family);
    // `Berg Anna` for `Anna Berg`: turned round only the near forms count, two short names are easily alike crosswise
    let crosswise = match q.given.as_slice() {
        [one] if !q.family.text.is_empty() => in_order(&p.given, &p.family, std::slice::from_ref(&q.family), one),
        _ => None,
    };
    straight.into_iter().chain(crosswise.filter(|fit| *fit < Fit::Slip)).min()
}

/// Words behind a name that tell a son from a father.
const GENERATIONS: &[&str] = &["jr", "sr", "junior", "senior", "ii", "iii", "iv"];

/// Whether one name is the other with some of its words left out, the first of them not: `Ana Garcia` of `Ana Garcia Lopez`.
fn left_out(long: &Parts, short: &Parts) -> bool {
    if short.count < 2 || short.count >= long.count || long.words().next() != short.words().next() {
        return false;
    }
    let mut rest = long.words();
    short.words().all(|w| rest.any(|x| x == w))
        && !long.words().any(|w| GENERATIONS.contains(&w) && !short.words().any(|few| few == w))
}

/// How one part stands to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Equal,
    Part,
    Initial,
    Nickname,
    Sound,
    Slip,
    Near,
}

fn in_order(given: &[Word], family: &Word, other_given: &[Word], other_family: &Word) -> Option<Fit> {
    let family = family_level(family, other_family)?;
    let given = given_level(given, other_given)?;
    use Level::{Equal, Initial, Near, Nickname, Part, Slip, Sound};
    match (family, given) {
        (Equal, Equal | Part) | (Part, Equal) => Some(Fit::Part),
        (Equal, Initial) | (Initial, Equal) => Some(Fit::Initials),
        (Equal, Nickname) => Some(Fit::Nickname),
        (Equal | Sound, Sound) | (Sound, Equal | Part | Nickname | Initial) => Some(Fit::Sound),
        (Slip, Equal | Part | Sound) | (Equal | Sound, Slip) => Some(Fit::Slip),
        (Equal | Sound | Slip | Near, Near) | (Near, Equal | Part | Sound | Slip | Nickname) | (Slip, Slip | Nickname) => {
            Some(Fit::Near)
        }
        _ => None,
    }
}

fn family_level(a: &Word, b: &Word) -> Option<Level> {
    if a.text == b.text {
        return Some(Level::Equal);
    }
    let half = |whole: &Word, part: &Word| {
        part.length > 2
            && whole.length > part.length
            && (whole.text.strip_prefix(part.text.as_str()).is_some_and(|rest| rest.starts_with(' '))
                || whole.text.strip_suffix(part.text.as_str()).is_some_and(|rest| rest.ends_with(' ')))
    };
    if half(a, b) || half(b, a) {
        return Some(Level::Part);
    }
    if is_initial_of(a, b) || is_initial_of(b, a) {
        return Some(Level::Initial);
    }
    word_level(a, b)
}

/// The first names against each other, the worst of the pairs; a middle name that one leaves out is only left out.
fn given_level(a: &[Word], b: &[Word]) -> Option<Level> {
    let mut worst = if a.len() == b.len() { Level::Equal } else { Level::Part };
    for (x, y) in a.iter().zip(b) {
        let level = if x.text == y.text {
            Level::Equal
        } else if is_initial_of(x, y) || is_initial_of(y, x) {
            Level::Initial
        } else if same_first_name(&x.text, &y.text) {
            Level::Nickname
        } else {
            word_level(x, y)?
        };
        worst = worst.max(level);
    }
    Some(worst)
}

fn is_initial_of(short: &Word, long: &Word) -> bool {
    short.length == 1 && long.text.starts_with(short.text.as_str())
}

fn word_level(a: &Word, b: &Word) -> Option<Level> {
    if a.sound == b.sound {
        return Some(Level::Sound);
    }
    let (short, long) = if a.length <= b.length { (a, b) } else { (b, a) };
    let slips_told = if short.length >= 10 { 2 } else { usize::from(short.length >= 6) };
    // each slip changes the length by one at most, and takes away one letter and brings in one at most
    let may_slip = slips_told > 0
        && long.length - short.length <= slips_told
        && (a.letters ^ b.letters).count_ones() as usize <= 2 * slips_told;
    if may_slip {
        let slips = strsim::damerau_levenshtein(&a.text, &b.text);
        if (slips == 1 && short.length >= 6) || (slips == 2 && short.length >= 10) {
            return Some(Level::Slip);
        }
    }
    (short.length >= 3 && may_be_near(short, long) && strsim::jaro_winkler(&a.text, &b.text) >= NEAR).then_some(Level::Near)
}

/// From here on two words are much alike, by Jaro and Winkler.
const NEAR: f64 = 0.85;

/// Whether two words can be much alike at all: letters that only the shorter has have no match, and without transpositions and with
/// the first four letters equal the measure is as great as it can be.
fn may_be_near(short: &Word, long: &Word) -> bool {
    let matches = short.length.saturating_sub((short.letters & !long.letters).count_ones() as usize) as f64;
    let most = (matches / short.length as f64 + matches / long.length as f64 + 1.0) / 3.0;
    let prefix = short.text.chars().zip(long.text.chars()).take(4).take_while(|(x, y)| x == y).count() as f64;
    most + 0.1 * prefix * (1.0 - most).max(0.0) >= NEAR - 1e-9
}

/// A word as it sounds, roughly: other scripts in Latin letters, digraphs and doubled letters made one, `e` as `a`, `u` as `o`,
/// `y` and `j` as `i`. The vowels stay where they are, so that Karim is not Karima.
pub(super) fn sound(word: &str) -> String {
    let latin: String = word.chars().map(latin).collect::<Vec<_>>().concat();
    let mut text = latin;
    for (from, to) in [
        ("tsch", "č"),
        ("sch", "s"),
        ("tch", "č"),
        ("sh", "s"),
        ("ch", "č"),
        ("ck", "k"),
        ("ph", "f"),
        ("kh", "h"),
        ("zh", "z"),
        ("th", "t"),
        ("x", "ks"),
        ("q", "k"),
        ("w", "v"),
        ("tz", "ts"),
        ("iy", "i"),
        ("ij", "i"),
        ("ei", "ai"),
        ("ey", "ai"),
        ("ay", "ai"),
        ("ae", "a"),
        ("oe", "o"),
        ("ue", "u"),
        ("aa", "a"),
        ("ou", "u"),
    ] {
        if text.contains(from) {
            text = text.replace(from, to);
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let last = text.chars().count().saturating_sub(1);
    for (at, c) in text.chars().enumerate() {
        let c = match c {
            // the last vowel tells Anna from Anne
            'e' | 'u' if at == last => c,
            'y' | 'j' => 'i',
            'e' => 'a',
            'u' => 'o',
            'c' => 'k',
            c => c,
        };
        // an h behind a vowel is silent
        if c == before || (c == 'h' && "aio".contains(before)) {
            continue;
        }
        out.push(c);
        before = c;
    }
    out
}

/// Cyrillic and Greek letters as they are usually written in Latin ones.
fn latin(c: char) -> String {
    let text = match c {
        'а' | 'α' => "a",
        'б' => "b",
        'в' | 'β' => "v",
        'г' | 'γ' => "g",
        'д' | 'δ' => "d",
        'е' | 'э' | 'ё' | 'є' | 'ε' | 'η' => "e",
        'ж' => "zh",
        'з' | 'ζ' => "z",
        'и' | 'й' | 'ы' | 'і' | 'ї' | 'ι' => "i",
        'к' | 'κ' => "k",
        'л' | 'λ' => "l",
        'м' | 'μ' => "m",
        'н' | 'ν' => "n",
        'о' | 'ο' | 'ω' => "o",
        'п' | 'π' => "p",
        'р' | 'ρ' => "r",
        'с' | 'σ' | 'ς' => "s",
        'т' | 'τ' => "t",
        'у' | 'υ' => "u",
        'ф' | 'φ' => "f",
        'х' | 'χ' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "yu",
        'я' => "ya",
        'ь' | 'ъ' => "",
        'θ' => "th",
        'ξ' => "x",
        'ψ' => "ps",
        c => return c.to_string(),
    };
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::names::parts;

    fn of(a: &str, b: &str) -> Option<Fit> {
        fit(&parts(a).into(), &parts(b).into())
    }

    #[test]
    fn each_way_of_writing_a_name_is_told() {
        for (a, b, how) in [
            ("Whitfield, Jane", "Jane Whitfield", Some(Fit::Words)),
            ("Tanaka Hiroshi", "Hiroshi Tanaka", Some(Fit::Words)),
            ("Maria Teresa Rossi", "Maria Rossi", Some(Fit::Part)),
            ("Carol Smith-Jones", "Carol Jones", Some(Fit::Part)),
            ("Ana Garcia Lopez", "Ana Garcia", Some(Fit::Part)),
            ("Carlos Eduardo Pinto da Silva", "Carlos Pinto da Silva", Some(Fit::Part)),
            ("J. Whitfield", "Jane Whitfield", Some(Fit::Initials)),
            ("Ada M.", "Ada Moreno", Some(Fit::Initials)),
            ("Bob Hale", "Robert Hale", Some(Fit::Nickname)),
            ("Sergey Volkov", "Sergei Volkov", Some(Fit::Nickname)),
            ("Juergen Kaestner", "Jürgen Kästner", Some(Fit::Sound)),
            ("Андрей Иванов", "Andrei Ivanov", Some(Fit::Sound)),
            ("Solvieg Brandal", "Solveig Brandal", Some(Fit::Slip)),
            ("Jon Ramsey", "John Ramsay", Some(Fit::Sound)),
            ("Nora Lindquest", "Nora Lindquist", Some(Fit::Slip)),
        ] {
            assert_eq!(of(a, b), how, "{a} / {b}");
        }
    }

    #[test]
    fn words_that_are_passed_over_are_none_that_are_alike() {
        let names = [
            "martha",
            "marhta",
            "dixon",
            "dickson",
            "dwayne",
            "duane",
            "lindqvist",
            "lindquest",
            "brandal",
            "brandla",
            "ostergard",
            "oestergaard",
            "østergård",
            "weatherspoon",
            "witherspoon",
            "wetherspon",
            "jorgensen",
            "jørgensen",
            "anna",
            "hanna",
            "иванов",
            "ivanow",
            "kowalczyk",
            "kowalczik",
            "abcdefghij",
            "abcdefghijkl",
            "li",
            "lee",
            "a",
        ];
        for a in names {
            for b in names.into_iter().filter(|b| *b != a) {
                let (x, y) = (Word::new(a.to_owned()), Word::new(b.to_owned()));
                let shorter = a.chars().count().min(b.chars().count());
                let slips = strsim::damerau_levenshtein(a, b);
                let plain = if x.sound == y.sound {
                    Some(Level::Sound)
                } else if (slips == 1 && shorter >= 6) || (slips == 2 && shorter >= 10) {
                    Some(Level::Slip)
                } else {
                    (shorter >= 3 && strsim::jaro_winkler(a, b) >= 0.85).then_some(Level::Near)
                };
                assert!(word_level(&x, &y) == plain, "{a} / {b}");
            }
        }
    }

    #[test]
    fn two_names_do_not_fit() {
        for (a, b) in [
            ("Jane Whitfield", "Kane Whitfield"),
            ("John R. Ashdown", "John P. Ashdown"),
            ("Robert Hale", "Bill Hale"),
            ("Sven Arnesen", "Sven Arnesen Jr"),
            ("Test user 1", "Test user 2"),
            ("Maria Teresa Rossi", "Maria Elena Rossi"),
            ("Jan de Vries", "Jan van Dijk"),
        ] {
            assert!(of(a, b).is_none_or(|f| f == Fit::Near), "{a} / {b}: {:?}", of(a, b));
        }
        for (a, b) in [("Karim Benali", "Karima Benali"), ("Anna Berg", "Anne Berg"), ("Peter Holm", "Petra Holm")] {
            assert!(of(a, b).is_none_or(|f| f >= Fit::Near), "{a} / {b}: {:?}", of(a, b));
        }
    }
}
