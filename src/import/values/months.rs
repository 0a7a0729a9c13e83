//! Names of months and weekdays in the languages trackers write them in: English, German, Spanish, French, Portuguese, Dutch,
//! Polish, Russian, Italian, Scandinavian, Ukrainian, Turkish, Czech, Romanian, Hungarian, Finnish, Indonesian, Greek, Arabic, Chinese.
//!
//! Words are compared without accents, dots and case. A word that is both (`mar` is March, and Tuesday in Spanish) is left to
//! the date parser, which sees what else stands in the cell.

use jiff::civil::Weekday;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest word worth looking at, in bytes.
const LONGEST: usize = 32;

/// A word in lower case without accents in a buffer of its own; `None` for words too long to be a month.
fn plain(word: &str, buffer: &mut [u8; LONGEST]) -> Option<usize> {
    let mut len = 0;
    let mut push = |c: char| {
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes).as_bytes();
        buffer.get_mut(len..len + bytes.len())?.copy_from_slice(bytes);
        len += bytes.len();
        Some(())
    };
    if word.is_ascii() {
        for c in word.chars() {
            push(c.to_ascii_lowercase())?;
        }
    } else {
        for c in word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
            push(c)?;
        }
    }
    Some(len)
}

/// `一月` to `十二月`, with the mark of the month.
fn chinese(word: &str) -> Option<i8> {
    const NUMBERS: [&str; 12] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];
    let number = word.strip_suffix('月')?;
    let at = NUMBERS.iter().position(|n| *n == number)?;
    i8::try_from(at + 1).ok()
}

/// The month of a name or abbreviation, 1 to 12.
pub fn month(word: &str) -> Option<i8> {
    let mut buffer = [0; LONGEST];
    let len = plain(word, &mut buffer)?;
    // Russian й and ukrainian ї lose their marks above, so the words below are written without them.
    let word = std::str::from_utf8(buffer.get(..len)?).ok()?;
    if let Some(month) = chinese(word) {
        return Some(month);
    }
    Some(match word {
        "jan" | "january" | "januar" | "janner" | "jaenner" | "januari" | "janv" | "janvier" | "janeiro" | "ene" | "enero"
        | "gen" | "gennaio" | "sty" | "styczen" | "stycznia" | "янв" | "январь" | "января" | "січ" | "січень" | "січня" => {
            1
        }
        "feb" | "february" | "februar" | "februari" | "feber" | "fev" | "fevr" | "fevrier" | "fevereiro" | "febrero"
        | "febbraio" | "lut" | "luty" | "lutego" | "фев" | "февр" | "февраль" | "февраля" | "лют" | "лютии" | "лютого" => {
            2
        }
        "mar" | "march" | "mars" | "marts" | "marz" | "maerz" | "mrz" | "marzo" | "marco" | "maart" | "mrt" | "marzec"
        | "marca" | "мар" | "март" | "марта" | "бер" | "березень" | "березня" => 3,
        "apr" | "april" | "abr" | "abril" | "avr" | "avril" | "aprile" | "kwi" | "kwiecien" | "kwietnia" | "апр" | "апрель"
        | "апреля" | "кві" | "квіт" | "квітень" | "квітня" => 4,
        "may" | "mai" | "mayo" | "maio" | "maj" | "maja" | "mei" | "mag" | "maggio" | "маи" | "мая" | "трав" | "травень"
        | "травня" => 5,
        "jun" | "june" | "juni" | "junio" | "juin" | "junho" | "giu" | "giugno" | "cze" | "czerwiec" | "czerwca" | "июн"
        | "июнь" | "июня" | "черв" | "червень" | "червня" => 6,
        "jul" | "july" | "juli" | "julio" | "juil" | "juillet" | "julho" | "lug" | "luglio" | "lip" | "lipiec" | "lipca"
        | "июл" | "июль" | "июля" | "лип" | "липень" | "липня" => 7,
        "aug" | "august" | "augusti" | "augustus" | "ago" | "agosto" | "aou" | "aout" | "sie" | "sierpien" | "sierpnia"
        | "авг" | "август" | "августа" | "серп" | "серпень" | "серпня" => 8,
        "sep" | "sept" | "september" | "septiembre" | "setiembre" | "septembre" | "set" | "setembro" | "settembre" | "wrz"
        | "wrzesien" | "wrzesnia" | "сен" | "сент" | "сентябрь" | "сентября" | "вер" | "вересень" | "вересня" => {
            9
        }
        "oct" | "october" | "okt" | "oktober" | "octubre" | "octobre" | "out" | "outubro" | "ott" | "ottobre" | "paz"
        | "pazdziernik" | "pazdziernika" | "окт" | "октябрь" | "октября" | "жовт" | "жовтень" | "жовтня" => {
            10
        }
        "nov" | "november" | "noviembre" | "novembre" | "novembro" | "lis" | "listopad" | "listopada" | "ноя" | "нояб"
        | "ноябрь" | "ноября" | "лист" | "листопад" | "листопада" => 11,
        "dec" | "december" | "dez" | "dezember" | "dezembro" | "dic" | "diciembre" | "dicembre" | "decembre" | "des"
        | "desember" | "gru" | "grudzien" | "grudnia" | "дек" | "декабрь" | "декабря" | "груд" | "грудень" | "грудня" => {
            12
        }
        // Turkish, Czech, Romanian, Hungarian, Finnish, Indonesian, Greek, Arabic.
        "ocak"
        | "oca"
        | "leden"
        | "ledna"
        | "ianuarie"
        | "ian"
        | "tammikuu"
        | "tammikuuta"
        | "tammik"
        | "ιαν"
        | "ιανουαριος"
        | "ιανουαριου"
        | "يناير" => 1,
        "subat"
        | "sub"
        | "unor"
        | "unora"
        | "februarie"
        | "helmikuu"
        | "helmikuuta"
        | "helmik"
        | "pebruari"
        | "φεβ"
        | "φεβρουαριος"
        | "φεβρουαριου"
        | "فبراير" => 2,
        "mart" | "brezen" | "brezna" | "martie" | "marcius" | "marc" | "maaliskuu" | "maaliskuuta" | "maalisk" | "maret"
        | "μαρ" | "μαρτιος" | "μαρτιου" | "مارس" => 3,
        "nisan" | "nis" | "duben" | "dubna" | "dub" | "aprilie" | "aprilis" | "huhtikuu" | "huhtikuuta" | "huhtik" | "απρ"
        | "απριλιος" | "απριλιου" | "ابريل" | "أبريل" => 4,
        "mayis" | "mayıs" | "kveten" | "kvetna" | "kve" | "majus" | "toukokuu" | "toukokuuta" | "toukok" | "μαι" | "μαιος"
        | "μαιου" | "مايو" => 5,
        "haziran" | "haz" | "cerven" | "cervna" | "iunie" | "iun" | "junius" | "kesakuu" | "kesakuuta" | "kesak" | "ιουν"
        | "ιουνιος" | "ιουνιου" | "يونيو" => 6,
        "temmuz" | "tem" | "cervenec" | "cervence" | "iulie" | "iul" | "julius" | "heinakuu" | "heinakuuta" | "heinak"
        | "ιουλ" | "ιουλιος" | "ιουλιου" | "يوليو" => 7,
        "agustos" | "agu" | "srpen" | "srpna" | "srp" | "augusztus" | "elokuu" | "elokuuta" | "elok" | "agustus" | "agt"
        | "αυγ" | "αυγουστος" | "αυγουστου" | "اغسطس" | "أغسطس" => 8,
        "eylul"
        | "eyl"
        | "zari"
        | "septembrie"
        | "szeptember"
        | "szept"
        | "syyskuu"
        | "syyskuuta"
        | "syysk"
        | "σεπ"
        | "σεπτεμβριος"
        | "σεπτεμβριου"
        | "سبتمبر" => 9,
        "ekim" | "eki" | "rijen" | "rijna" | "octombrie" | "lokakuu" | "lokakuuta" | "lokak" | "οκτ" | "οκτωβριος"
        | "οκτωβριου" | "اكتوبر" | "أكتوبر" => 10,
        "kasim" | "kasım" | "kas" | "listopadu" | "noiembrie" | "noi" | "marraskuu" | "marraskuuta" | "marrask" | "nopember"
        | "νοε" | "νοεμβριος" | "νοεμβριου" | "نوفمبر" => 11,
        "aralik"
        | "aralık"
        | "ara"
        | "prosinec"
        | "prosince"
        | "pro"
        | "decembrie"
        | "joulukuu"
        | "joulukuuta"
        | "jouluk"
        | "δεκ"
        | "δεκεμβριος"
        | "δεκεμβριου"
        | "ديسمبر" => 12,
        _ => return None,
    })
}

/// The weekday of a name or abbreviation.
pub fn weekday(word: &str) -> Option<Weekday> {
    let mut buffer = [0; LONGEST];
    let len = plain(word, &mut buffer)?;
    Some(match std::str::from_utf8(buffer.get(..len)?).ok()? {
        "mon"
        | "monday"
        | "mo"
        | "montag"
        | "lun"
        | "lunes"
        | "lundi"
        | "lunedi"
        | "seg"
        | "segunda"
        | "ma"
        | "maandag"
        | "pn"
        | "pon"
        | "poniedzialek"
        | "пн"
        | "понедельник" => Weekday::Monday,
        "tue" | "tues" | "tuesday" | "di" | "die" | "dienstag" | "dinsdag" | "mar" | "martes" | "mardi" | "martedi" | "ter"
        | "terca" | "wt" | "wto" | "wtorek" | "вт" | "вторник" => Weekday::Tuesday,
        "wed" | "weds" | "wednesday" | "mi" | "mit" | "mittwoch" | "wo" | "woe" | "woensdag" | "mie" | "miercoles" | "mer"
        | "mercredi" | "mercoledi" | "qua" | "quarta" | "sr" | "sro" | "sroda" | "ср" | "среда" => Weekday::Wednesday,
        "thu" | "thur" | "thurs" | "thursday" | "do" | "don" | "donnerstag" | "donderdag" | "jue" | "jueves" | "jeu"
        | "jeudi" | "gio" | "giovedi" | "qui" | "quinta" | "cz" | "czw" | "czwartek" | "чт" | "четверг" => {
            Weekday::Thursday
        }
        "fri" | "friday" | "fr" | "fre" | "freitag" | "vr" | "vri" | "vrijdag" | "vie" | "viernes" | "ven" | "vendredi"
        | "venerdi" | "sex" | "sexta" | "pt" | "pia" | "piatek" | "пт" | "пятница" => Weekday::Friday,
        "sat" | "saturday" | "sa" | "sam" | "samstag" | "sonnabend" | "za" | "zat" | "zaterdag" | "sab" | "sabado" | "samedi"
        | "sabato" | "sob" | "sobota" | "сб" | "суббота" => Weekday::Saturday,
        "sun"
        | "sunday"
        | "so"
        | "son"
        | "sonntag"
        | "zo"
        | "zon"
        | "zondag"
        | "dom"
        | "domingo"
        | "dim"
        | "dimanche"
        | "domenica"
        | "nd"
        | "ndz"
        | "niedz"
        | "niedziela"
        | "вс"
        | "воскресенье" => Weekday::Sunday,
        // Turkish, Danish, Norwegian, Swedish.
        "pzt" | "pazartesi" | "man" | "mandag" | "mandags" => Weekday::Monday,
        "sal" | "sali" | "salı" | "tir" | "tirsdag" => Weekday::Tuesday,
        "car" | "carsamba" | "ons" | "onsdag" => Weekday::Wednesday,
        "per" | "persembe" | "tor" | "torsdag" => Weekday::Thursday,
        "cum" | "cuma" | "fredag" => Weekday::Friday,
        "cmt" | "cumartesi" | "lor" | "lordag" | "lør" | "lørdag" => Weekday::Saturday,
        "paz" | "pazar" | "sondag" | "søn" | "søndag" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn months_of_eight_languages_are_known_with_and_without_accents() {
        let cases = [
            ("Dec", 12),
            ("nov", 11),
            ("févr", 2),
            ("août", 8),
            ("juil", 7),
            ("sept", 9),
            ("juin", 6),
            ("июл", 7),
            ("сен", 9),
            ("мая", 5),
            ("май", 5),
            ("lut", 2),
            ("paź", 10),
            ("września", 9),
            ("abr", 4),
            ("mai", 5),
            ("mrt", 3),
            ("März", 3),
            ("Dez", 12),
            ("ene", 1),
            ("março", 3),
            ("September", 9),
            ("October", 10),
            ("grudnia", 12),
            ("декабря", 12),
            ("FE\u{301}VR", 2),
        ];
        for (word, month_number) in cases {
            assert_eq!(month(word), Some(month_number), "{word}");
        }
        for word in ["Q", "week", "jui", "", "m", "TBC"] {
            assert_eq!(month(word), None, "{word}");
        }
    }

    #[test]
    fn weekdays_are_known() {
        assert_eq!(weekday("Mon"), Some(Weekday::Monday));
        assert_eq!(weekday("śr"), Some(Weekday::Wednesday));
        assert_eq!(weekday("Donnerstag"), Some(Weekday::Thursday));
        assert_eq!(weekday("пт"), Some(Weekday::Friday));
        assert_eq!(weekday("sáb"), Some(Weekday::Saturday));
        assert_eq!(weekday("Monda"), None);
    }

    proptest! {
        #[test]
        fn no_word_makes_it_panic(word in "\\PC*") {
            let _ = (month(&word), weekday(&word));
        }
    }
}
