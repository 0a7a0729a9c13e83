//! Which `[[source]]` of the configuration speaks of a file and sheet.

use super::detect::Names;
use crate::config::{Settings, SourceRule};

/// The first `[[source]]` that matches the file and sheet.
pub(super) fn rule_for<'a>(settings: &'a Settings, names: Names) -> Option<&'a SourceRule> {
    let last = names.file.rsplit('/').next().unwrap_or(names.file);
    settings.sources.iter().find(|rule| {
        (wild(&rule.pattern, names.file) || wild(&rule.pattern, last))
            && rule.sheet.as_deref().is_none_or(|s| s.eq_ignore_ascii_case(names.sheet))
    })
}

/// A file name pattern with `*` and `?`.
pub(crate) fn wild(pattern: &str, name: &str) -> bool {
    let (p, n): (Vec<char>, Vec<char>) = (pattern.chars().collect(), name.chars().collect());
    let (mut i, mut j, mut star, mut mark) = (0, 0, None, 0);
    while j < n.len() {
        if i < p.len() && (p[i] == '?' || p[i] == n[j]) && p[i] != '*' {
            i += 1;
            j += 1;
        } else if i < p.len() && p[i] == '*' {
            star = Some(i);
            mark = j;
            i += 1;
        } else if let Some(s) = star {
            i = s + 1;
            mark += 1;
            j = mark;
        } else {
            return false;
        }
    }
    p[i..].iter().all(|c| *c == '*')
}
