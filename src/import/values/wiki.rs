//! Wiki markup left in a cell, read as what a reader of the page sees: a status macro is its title, a mention the name, colours and
//! panels are no words, a picture is its file's name. What is no markup that is known stays as it is.

/// Macros that only set their body off.
const FRAMES: &[&str] = &[
    "color", "colour", "panel", "info", "note", "tip", "warning", "quote", "code", "noformat", "expand", "excerpt", "anchor",
    "toc",
];

/// The most bytes between the two ends of a mark: looking for the end of every sign that opens none would take for ever.
const NEAR: usize = 400;

/// What stands before and behind the next `end`, where that is near.
fn parted<'t>(text: &'t str, end: &str) -> Option<(&'t str, &'t str)> {
    let mut cut = text.len().min(NEAR);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let at = text.get(..cut)?.find(end)?;
    Some((text.get(..at)?, text.get(at + end.len()..)?))
}

/// The words of a text with wiki markup in it.
pub fn plain(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("\n")
}

fn line(line: &str) -> String {
    let line = heading(line);
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    // where the last mention ended
    let mut named: Option<usize> = None;
    while let Some(at) = rest.find(['{', '[', '!', '*', '_', '(', '\\']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let read = match from.as_bytes().first() {
            Some(b'{') => braces(from),
            Some(b'[') => link(from),
            Some(b'!') => picture(from, &out),
            Some(b'(') => sign(from),
            Some(b'\\') => from.strip_prefix("\\\\").map(|after| ("\n".to_owned(), after)),
            _ => stressed(from, &out),
        };
        let (words, after) = read.unwrap_or_else(|| {
            let (sign, after) = from.split_at(1);
            (sign.to_owned(), after)
        });
        let mention = from.starts_with("[~") && after.len() + 2 < from.len();
        if mention
            && let Some(end) = named
            && out.get(end..).is_some_and(|between| between.chars().all(|c| c.is_whitespace() || c == ','))
        {
            // people side by side are several
            out.truncate(end);
            out.push_str("; ");
        }
        out.push_str(&words);
        named = mention.then_some(out.len()).or(named);
        rest = after;
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// `h3. Why` without its mark.
fn heading(line: &str) -> &str {
    let mut chars = line.trim_start().chars();
    let marked = chars.next() == Some('h') && chars.next().is_some_and(|c| ('1'..='6').contains(&c)) && chars.next() == Some('.');
    if marked && chars.next() == Some(' ') { chars.as_str() } else { line }
}

/// A macro, or `{{code}}`.
fn braces(from: &str) -> Option<(String, &str)> {
    if let Some(code) = from.strip_prefix("{{") {
        let (words, after) = parted(code, "}}")?;
        return Some((words.to_owned(), after));
    }
    let (inside, after) = parted(from.strip_prefix('{')?, "}")?;
    let (name, settings) = inside.split_once(':').unwrap_or((inside, ""));
    let name = name.trim().to_ascii_lowercase();
    let set = |wanted: &str| {
        let pair = |s: &'_ str| s.split_once('=').map(|(k, v)| (k.trim().to_ascii_lowercase(), v.trim().to_owned()));
        settings.split('|').filter_map(pair).find(|(k, _)| k == wanted).map(|(_, v)| v)
    };
    let bare = || settings.split('|').map(str::trim).find(|s| !s.is_empty() && !s.contains('=')).map(str::to_owned);
    let words = match name.as_str() {
        "status" => match set("title").or_else(bare) {
            Some(title) => title,
            // a colour alone is all that it says, unless words follow up to its end
            None if parted(after, "{status}").is_some() => String::new(),
            None => set("colour").or_else(|| set("color")).unwrap_or_default(),
        },
        "jira" => set("key").or_else(bare)?,
        _ if FRAMES.contains(&name.as_str()) => set("title").map(|t| t + " ").unwrap_or_default(),
        _ => return None,
    };
    Some((words, after))
}

/// `[~name]`, `[words|where]`.
fn link(from: &str) -> Option<(String, &str)> {
    let (inside, after) = parted(from.strip_prefix('[')?, "]")?;
    if let Some(name) = inside.strip_prefix('~') {
        return Some((name.strip_prefix("accountid:").unwrap_or(name).to_owned(), after));
    }
    let (words, place) = inside.split_once('|')?;
    Some((format!("{} ({})", words.trim(), place.trim()), after))
}

/// `!photo.png|thumbnail!`: the name of a file with an ending.
fn picture<'t>(from: &'t str, before: &str) -> Option<(String, &'t str)> {
    let (inside, after) = parted(from.strip_prefix('!')?, "!")?;
    let name = inside.split('|').next().unwrap_or(inside);
    let ending = name.rsplit_once('.').map_or("", |(_, e)| e);
    let file = (2..=4).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric()) && !name.contains("  ");
    (file && !before.ends_with(char::is_alphanumeric)).then(|| (format!("({})", name.trim()), after))
}

/// `(/)` and `(x)`.
fn sign(from: &str) -> Option<(String, &str)> {
    let (mark, after) = from.strip_prefix("(/)").map(|a| ("✓", a)).or_else(|| from.strip_prefix("(x)").map(|a| ("✗", a)))?;
    Some((mark.to_owned(), after))
}

/// `*bold*` and `_italic_` between blanks or punctuation.
fn stressed<'t>(from: &'t str, before: &str) -> Option<(String, &'t str)> {
    let mark = from.get(..1)?;
    let (inside, after) = parted(from.strip_prefix(mark)?, mark)?;
    let whole = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    let stands = whole(inside.chars().next()) && whole(inside.chars().next_back()) && !before.ends_with(char::is_alphanumeric);
    (stands && !after.starts_with(char::is_alphanumeric)).then(|| (line(inside), after))
}

#[cfg(test)]
mod tests {
    use super::plain;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "\\PC*|[{}\\[\\]!*_(/)x~a.:|= \\\\é\\n]{0,80}") {
            let words = plain(&text);
            prop_assert!(words.len() <= text.len() * 2 + 8);
        }
    }

    #[test]
    fn signs_that_end_nowhere_are_passed_in_one_go() {
        let start = std::time::Instant::now();
        for sign in ["{", "[", "!", "*", "_a", "{status}"] {
            let text = sign.repeat(300_000);
            assert!(!plain(&text).is_empty() || sign == "{status}", "{sign}");
        }
        assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
    }

    #[test]
    fn markup_gives_its_words_and_what_is_none_stays() {
        for (text, words) in [
            ("{status:colour=Green|title=Done}", "Done"),
            ("{status:title=IN PROGRESS|colour=Yellow}", "IN PROGRESS"),
            ("{status:Done|colour=Green}", "Done"),
            ("{status:colour=Red}Late{status}", "Late"),
            ("{status:colour=Red}", "Red"),
            ("{color:red}Crane hire{color} may lapse", "Crane hire may lapse"),
            ("[~kmoe], [~accountid:712020:aa]", "kmoe; 712020:aa"),
            ("[~kmoe] [~bott] and [~aroth]", "kmoe; bott and aroth"),
            ("see [spec|https://wiki.example.com/x] and {jira:DEP-12}", "see spec (https://wiki.example.com/x) and DEP-12"),
            ("{jira:key=DEP-12|server=Home}", "DEP-12"),
            ("No power !photo.png|thumbnail! yet", "No power (photo.png) yet"),
            ("h3. Why\nuse *steel* piles, not _wood_", "Why\nuse steel piles, not wood"),
            ("(/) call {{dig}}", "✓ call dig"),
            // none of it is markup
            ("Stop! Wait! 3*4*5, a_b_c, [1] {x} f(x)y", "Stop! Wait! 3*4*5, a_b_c, [1] {x} f(x)y".replace("(x)", "✗").as_str()),
            ("{pullrequest={dataType=x}} {unknown:1}", "{pullrequest={dataType=x}} {unknown:1}"),
        ] {
            assert_eq!(plain(text), words, "{text}");
        }
    }
}
