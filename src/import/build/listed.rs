//! Lists written into one cell as JSON or in brackets.

use crate::import::values::people::PersonText;

/// People written as a list: `["Jane Smith"]` (Plane), `[{"title":…,"email":…}]` (Microsoft Lists), `[Otto Bern,Kim Vo]` (ClickUp).
pub fn people(text: &str) -> Option<Vec<PersonText>> {
    let inner = text.strip_prefix('[')?.strip_suffix(']')?;
    let named = |name: &str| PersonText { name: name.trim().to_owned(), ..PersonText::default() };
    if let Ok(serde_json::Value::Array(list)) = serde_json::from_str::<serde_json::Value>(text) {
        let of = |v: &serde_json::Value| match v {
            serde_json::Value::String(s) => Some(named(s)),
            serde_json::Value::Object(o) => {
                let get = |k: &str| o.get(k).and_then(|v| v.as_str()).filter(|s| !s.is_empty());
                let name = get("title").or(get("value")).or(get("name")).or(get("display_name")).unwrap_or("");
                let email = get("email").map(str::to_lowercase);
                (!name.is_empty() || email.is_some()).then(|| PersonText { email, ..named(name) })
            }
            _ => None,
        };
        return Some(list.iter().filter_map(of).collect());
    }
    Some(inner.split(',').filter(|n| !n.trim().is_empty()).map(named).collect())
}

/// The entries of a JSON list of words, `["In progress"]`; `%26` in it stands for `&`.
pub fn words(text: &str) -> Option<Vec<String>> {
    if !text.starts_with("[") || !text.ends_with(']') {
        return None;
    }
    let list: Vec<String> = serde_json::from_str(text).ok()?;
    Some(list.into_iter().map(|w| w.replace("%26", "&")).collect())
}
