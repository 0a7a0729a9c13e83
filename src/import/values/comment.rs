//! Comments written into a cell of the record they are on: what was said, by whom, when.
//!
//! Decided here: where stamp, author and words part. The day is read by the caller, whose table knows its date order.

use super::date::written;

/// A comment taken apart; borrowed from the cell where nothing had to be decoded.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Comment {
    /// When, as written.
    pub stamp: Option<String>,
    /// Who, as written: a name, an e-mail or an account.
    pub author: Option<String>,
    /// The words.
    pub text: String,
}

/// Jira's `timestamp;account;words`: parted at the first two semicolons only, and only where the first part is a date. Anything
/// else is all words.
pub fn stamped(cell: &str) -> Comment {
    let cell = cell.trim();
    let whole = || Comment { text: cell.to_owned(), ..Comment::default() };
    let Some((stamp, rest)) = cell.split_once(';') else { return whole() };
    let Some((author, text)) = rest.split_once(';') else { return whole() };
    let (stamp, author) = (stamp.trim(), author.trim());
    if stamp.len() > 40 || author.len() > 160 || author.contains('\n') || written::read(stamp).is_none() {
        return whole();
    }
    let author = (!author.is_empty()).then(|| author.to_owned());
    Comment { stamp: Some(stamp.to_owned()), author, text: text.trim().to_owned() }
}

/// A JSON list of comments; `None` where the cell is none. Entries without words are left out.
pub fn json(cell: &str) -> Option<Vec<Comment>> {
    let cell = cell.trim();
    if !cell.starts_with('[') {
        return None;
    }
    let list: Vec<serde_json::Value> = serde_json::from_str(cell).ok()?;
    let comment = |entry: serde_json::Value| match entry {
        serde_json::Value::String(text) => Some(Comment { text, ..Comment::default() }),
        serde_json::Value::Object(o) => {
            let get = |names: &[&str]| {
                let value = names.iter().find_map(|n| o.get(*n))?;
                match value {
                    serde_json::Value::String(s) => Some(s.trim().to_owned()),
                    serde_json::Value::Number(n) => Some(n.to_string()),
                    serde_json::Value::Object(who) => {
                        let named = ["display_name", "name", "username", "email"].iter().find_map(|n| who.get(*n)?.as_str());
                        named.map(str::to_owned)
                    }
                    _ => None,
                }
                .filter(|s| !s.is_empty())
            };
            Some(Comment {
                stamp: get(&["date", "created_at", "created", "timestamp"]),
                author: get(&["by", "created_by", "author", "user", "actor"]),
                text: get(&["text", "comment", "comment_text", "body", "content"]).unwrap_or_default(),
            })
        }
        _ => None,
    };
    Some(list.into_iter().filter_map(comment).filter(|c| !c.text.trim().is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(cell: &str) -> (Option<String>, Option<String>, String) {
        let Comment { stamp, author, text } = stamped(cell);
        (stamp, author, text)
    }

    #[test]
    fn jiras_comments_part_at_the_first_two_semicolons_only() {
        let said = parted("22/Dec/25 2:38 PM;712020:0a1b;Ordered; comes on Friday");
        assert_eq!(said, (Some("22/Dec/25 2:38 PM".into()), Some("712020:0a1b".into()), "Ordered; comes on Friday".into()));
        let said = parted("05/août/25 2:47 PM;;Vu");
        assert_eq!(said, (Some("05/août/25 2:47 PM".into()), None, "Vu".into()));
    }

    #[test]
    fn what_does_not_begin_with_a_date_is_all_words() {
        for text in ["Waits for legal; see PAY-7; then go", "no semicolon", "first; second"] {
            assert_eq!(parted(text), (None, None, text.to_owned()));
        }
    }

    #[test]
    fn json_lists_give_one_comment_an_entry() {
        let cell = r#"[{"text":"Pump is late\n","by":"kim@example.org","date":"1767225600000"},{"text":" "}]"#;
        let list = json(cell).unwrap_or_default();
        assert_eq!(
            list,
            [Comment {
                stamp: Some("1767225600000".into()),
                author: Some("kim@example.org".into()),
                text: "Pump is late".into()
            }]
        );
        let cell =
            r#"[{"comment":"Seen","created_by":{"display_name":"Kim Vo"},"created_at":"2026-01-05T10:00:00Z"},"Just words"]"#;
        let list = json(cell).unwrap_or_default();
        assert_eq!(list.len(), 2);
        assert_eq!(list[0].author.as_deref(), Some("Kim Vo"));
        assert_eq!(list[1].text, "Just words");
        assert_eq!(json("not a list"), None);
        assert_eq!(json("[broken"), None);
    }

    #[test]
    fn an_author_by_number_is_kept() {
        let read = json(r#"[{"created": "2026-03-02", "user": 4711, "body": "agreed"}]"#).unwrap_or_default();
        assert_eq!(read, [Comment { stamp: Some("2026-03-02".into()), author: Some("4711".into()), text: "agreed".into() }]);
    }
}
