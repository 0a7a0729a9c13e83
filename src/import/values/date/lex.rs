//! Cuts the text of a date into numbers, words and marks. Nothing is allocated; a text of too many pieces is no date.

/// The most pieces a date can have; `Thu Apr 24 2025 10:17:06 GMT+0000 (GMT)` has sixteen.
const MOST: usize = 28;
/// Longest text worth cutting, in bytes.
const LONGEST: usize = 120;

/// A piece of a date's text. Blanks are dropped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Token<'a> {
    /// Digits; at most nine of them.
    Number {
        /// Their value.
        value: u32,
        /// How many.
        digits: u8,
    },
    /// Letters.
    Word(&'a str),
    /// Any other character.
    Mark(char),
}

/// The pieces of a text.
pub struct Tokens<'a> {
    items: [Token<'a>; MOST],
    len: usize,
}

impl<'a> Tokens<'a> {
    /// The pieces in order.
    pub fn as_slice(&self) -> &[Token<'a>] {
        self.items.get(..self.len).unwrap_or(&[])
    }
    fn push(&mut self, token: Token<'a>) -> Option<()> {
        *self.items.get_mut(self.len)? = token;
        self.len += 1;
        Some(())
    }
}

/// Cuts a text; `None` where it is too long to be a date.
pub fn lex(text: &str) -> Option<Tokens<'_>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut tokens = Tokens { items: [Token::Mark(' '); MOST], len: 0 };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = if c.is_ascii_digit() {
            let end = rest.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(rest.len());
            let value = rest.get(..end).filter(|d| d.len() <= 9)?.parse().ok()?;
            tokens.push(Token::Number { value, digits: u8::try_from(end).ok()? })?;
            end
        } else if is_letter(c) {
            let end = rest.char_indices().find(|(_, c)| !is_letter(*c)).map_or(rest.len(), |(i, _)| i);
            tokens.push(Token::Word(rest.get(..end)?))?;
            end
        } else {
            if !c.is_whitespace() {
                tokens.push(Token::Mark(c))?;
            }
            c.len_utf8()
        };
        rest = rest.get(end..)?;
    }
    Some(tokens)
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}
