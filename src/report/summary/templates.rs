//! The one door to minijinja: embedded templates, overridable one by one, with a Markdown escape that no template can
//! forget. Values are never template source; there is no clock, no chance and no file access in a template.

use super::markdown;
use crate::config::strict;
use crate::error::{Error, Result};
use crate::read::quietly;
use minijinja::value::{Value, ValueKind};
use minijinja::{AutoEscape, Environment, ErrorKind, UndefinedBehavior};
use std::fs;
use std::path::{Path, PathBuf};

/// The embedded templates: file name and text.
pub const BUILTIN: &[(&str, &str)] = &[
    ("program.md.j2", include_str!("../../../templates/program.md.j2")),
    ("owner.md.j2", include_str!("../../../templates/owner.md.j2")),
    ("project.md.j2", include_str!("../../../templates/project.md.j2")),
];

/// Steps that one page may take, far above what a page of a thousand projects needs.
const FUEL: u64 = 5_000_000;
/// Bytes of a template file.
const TEMPLATE_BYTES: u64 = 1 << 20;

/// The templates: embedded, each overridable by a file of the same name in a folder.
pub struct Templates {
    environment: Environment<'static>,
    /// Where each template came from, in the order of [`BUILTIN`].
    origins: Vec<(&'static str, PathBuf)>,
}

impl Default for Templates {
    /// The embedded templates.
    fn default() -> Self {
        Templates::load(None).expect("the embedded templates parse")
    }
}

impl std::fmt::Debug for Templates {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Templates").field("origins", &self.origins).finish_non_exhaustive()
    }
}

impl Templates {
    /// The embedded templates and those of a folder.
    ///
    /// # Errors
    /// A template that cannot be parsed, with file and line; a file in the folder that overrides nothing, with near matches.
    pub fn load(folder: Option<&Path>) -> Result<Templates> {
        let mut templates = Templates { environment: environment(), origins: Vec::new() };
        if let Some(folder) = folder {
            only_known(folder)?;
        }
        for (name, text) in BUILTIN {
            // whatever stands under the name is the override, also what cannot be read: a broken link is no silent default
            let own = folder.map(|f| (f, f.join(name))).filter(|(_, p)| fs::symlink_metadata(p).is_ok());
            let (origin, text) = match own {
                Some((folder, path)) => (path.clone(), read(folder, &path)?),
                None => (PathBuf::from(format!("templates/{name}")), (*text).to_owned()),
            };
            templates.origins.push((name, origin));
            let added = quietly(|| templates.environment.add_template_owned(*name, text));
            added.ok_or_else(|| templates.broken(name))?.map_err(|e| templates.fault(name, &e))?;
        }
        Ok(templates)
    }

    /// A page.
    ///
    /// # Errors
    /// The template asks for a value that is not there, or takes too many steps; with template and line.
    pub fn render(&self, name: &str, context: &impl serde::Serialize) -> Result<String> {
        let page = || self.environment.get_template(name).and_then(|t| t.render(minijinja::value::Serde(context)));
        let page = quietly(page).ok_or_else(|| self.broken(name))?.map_err(|e| self.fault(name, &e))?;
        Ok(tidy(&page))
    }

    /// A template that the engine panics at, as it does at `name[:40000:-1]`.
    fn broken(&self, name: &str) -> Error {
        let message =
            "an expression in the template stops the template engine; look at slices and arithmetic on numbers from data";
        Error::Config { path: self.origin(name), line: None, message: message.to_owned() }
    }

    fn origin(&self, name: &str) -> PathBuf {
        self.origins.iter().find(|(n, _)| *n == name).map_or_else(|| PathBuf::from(name), |(_, p)| p.clone())
    }

    /// The deepest cause of a template's error, with the file and line of the template.
    fn fault(&self, name: &str, error: &minijinja::Error) -> Error {
        let mut deepest = error;
        while let Some(cause) = std::error::Error::source(deepest).and_then(|s| s.downcast_ref::<minijinja::Error>()) {
            deepest = cause;
        }
        let name = deepest.name().unwrap_or(name);
        let path = self.origin(name);
        let what = deepest.detail().map_or_else(|| deepest.kind().to_string(), |d| format!("{}: {d}", deepest.kind()));
        let help = match deepest.kind() {
            ErrorKind::UndefinedError => "; the embedded template shows every value there is",
            ErrorKind::OutOfFuel => "; a loop in the template runs too long",
            ErrorKind::TemplateNotFound => "; only the embedded names can be included",
            _ => "",
        };
        Error::Config { path, line: deepest.line(), message: format!("{what}{help}") }
    }
}

/// Refuses a file that overrides nothing: it is a misspelt name more often than not.
fn only_known(folder: &Path) -> Result<()> {
    let refuse = |path: &Path, message: String| Error::Config { path: path.to_owned(), line: None, message };
    let entries = fs::read_dir(folder).map_err(|e| refuse(folder, format!("the template folder cannot be read: {e}")))?;
    let mut names: Vec<String> = entries.flatten().map(|e| e.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names.iter().filter(|n| !n.starts_with('.') && !n.eq_ignore_ascii_case("README.md")) {
        if BUILTIN.iter().any(|(known, _)| known == name) {
            continue;
        }
        let near = BUILTIN.iter().map(|(k, _)| *k).max_by(|a, b| strsim::jaro(a, name).total_cmp(&strsim::jaro(b, name)));
        let near = near.filter(|n| strsim::jaro(n, name) > 0.7).map(|n| format!("; did you mean `{n}`?")).unwrap_or_default();
        let known: Vec<String> = BUILTIN.iter().map(|(k, _)| format!("`{k}`")).collect();
        return Err(refuse(&folder.join(name), format!("this overrides no template{near} (templates: {})", known.join(", "))));
    }
    Ok(())
}

fn read(folder: &Path, path: &Path) -> Result<String> {
    let refuse = |message: String| Error::Config { path: path.to_owned(), line: None, message };
    let bytes = strict::bytes_inside(folder, path, "template", TEMPLATE_BYTES)?;
    let text = String::from_utf8(bytes).map_err(|_| refuse("the template is not UTF-8 text: save it as UTF-8".to_owned()))?;
    Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
}

fn environment() -> Environment<'static> {
    let mut env = Environment::new();
    let syntax = minijinja::syntax::SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .expect("the syntax is minijinja's own");
    env.set_syntax(syntax);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(64);
    env.set_auto_escape_callback(|_| AutoEscape::Custom("md".into()));
    env.set_formatter(|out, _state, value| {
        // Every kind is written here, also under `autoescape false`: no template can switch the escape off.
        match value.kind() {
            ValueKind::Undefined => Err(minijinja::Error::from(ErrorKind::UndefinedError)),
            ValueKind::None => Ok(out.write_str("–")?),
            ValueKind::Bool => Ok(out.write_str(if value.is_true() { "yes" } else { "no" })?),
            ValueKind::Number => Ok(out.write_str(&value.to_string())?),
            _ if value.is_safe() => Ok(out.write_str(value.as_str().unwrap_or_default())?),
            _ => match value.as_str() {
                Some(text) => Ok(out.write_str(&markdown::escape(text))?),
                None => Ok(out.write_str(&markdown::escape(&value.to_string()))?),
            },
        }
    });
    for name in ["safe", "urlencode", "tojson", "pprint"] {
        env.remove_filter(name);
    }
    for name in ["debug", "lipsum"] {
        env.remove_global(name);
    }
    filters(&mut env);
    env
}

fn filters(env: &mut Environment<'static>) {
    let safe = Value::from_safe_string;
    env.add_filter("date", move |v: &Value| match v.as_str().and_then(|s| s.parse::<jiff::civil::Date>().ok()) {
        Some(day) => safe(day.strftime("%-d %b %Y").to_string()),
        None => v.clone(),
    });
    env.add_filter("day", move |v: &Value| match v.as_str().and_then(|s| s.parse::<jiff::civil::Date>().ok()) {
        Some(day) => safe(day.strftime("%-d %b").to_string()),
        None => v.clone(),
    });
    env.add_filter("days", move |v: &Value| match i64::try_from(v.clone()) {
        Ok(n) => safe(days(n)),
        Err(_) => v.clone(),
    });
    env.add_filter("pct", move |v: &Value| match f64::try_from(v.clone()) {
        Ok(n) => safe(format!("{:.0} %", n * 100.0)),
        Err(_) => v.clone(),
    });
    env.add_filter("cell", move |v: &Value| match v.as_str() {
        Some(text) => safe(markdown::code(text)),
        None => v.clone(),
    });
    env.add_filter("message", move |v: &Value| match v.as_str() {
        Some(text) => safe(markdown::message(text)),
        None => v.clone(),
    });
    env.add_filter("quote", move |v: &Value| match v.as_str() {
        Some(text) => safe(markdown::quote(text)),
        None => v.clone(),
    });
    env.add_filter("short", move |v: &Value, most: usize| match v.as_str() {
        Some(text) => Value::from(short(text, most)),
        None => v.clone(),
    });
    env.add_filter("count", move |n: u64, one: String, many: String| format!("{n} {}", if n == 1 { one } else { many }));
}

/// Working days with their sign: `+9 d`, `−3 d`, `0 d`.
fn days(n: i64) -> String {
    match n {
        0 => "0 d".to_owned(),
        n if n > 0 => format!("+{n} d"),
        n => format!("−{} d", n.unsigned_abs()),
    }
}

/// At most so many characters, cut at a word, with an ellipsis.
pub(super) fn short(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    let word = cut.rfind(' ').filter(|n| *n > cut.len() / 2).and_then(|n| cut.get(..n)).unwrap_or(&cut);
    format!("{}…", word.trim_end_matches([',', ';', ':', ' ']))
}

/// At most one empty line in a row, none at either end, one line break at the end.
fn tidy(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut empty = true;
    for line in page.lines() {
        let bare = line.trim_end();
        if bare.is_empty() && std::mem::replace(&mut empty, true) {
            continue;
        }
        if !bare.is_empty() {
            empty = false;
        }
        out.push_str(if line.ends_with("  ") && line.starts_with('>') { line } else { bare });
        out.push('\n');
    }
    format!("{}\n", out.trim_end())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn with(text: &str) -> Result<Templates> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("program.md.j2"), text).unwrap();
        Templates::load(Some(folder.path()))
    }

    #[derive(serde::Serialize)]
    struct Context {
        name: &'static str,
        nothing: Option<u8>,
        slip: i32,
    }

    fn page(text: &str) -> Result<String> {
        with(text)?.render("program.md.j2", &Context { name: "a|b @x", nothing: None, slip: -3 })
    }

    #[test]
    fn every_value_is_escaped_whatever_the_template_says() {
        let want = "a\\|b @\u{2060}x\n";
        assert_eq!(page("{{ name }}").unwrap(), want);
        assert_eq!(page("{% autoescape false %}{{ name }}{% endautoescape %}").unwrap(), want);
        assert_eq!(page("{% set n %}{{ name }}{% endset %}{{ n }}").unwrap(), want);
        assert!(page("{{ name|safe }}").is_err());
    }

    #[test]
    fn nothing_and_days_read_as_a_page_shows_them() {
        assert_eq!(page("{{ nothing }} {{ slip|days }}").unwrap(), "– −3 d\n");
    }

    #[test]
    fn an_undefined_value_is_an_error_with_template_and_line() {
        let error = page("one\n\n{{ nam }}\n").unwrap_err();
        let text = error.to_string();
        assert!(text.contains("program.md.j2:3: undefined value"), "{text}");
        assert_eq!(error.exit_code(), 2);
    }

    #[test]
    fn a_syntax_error_is_an_error_with_template_and_line() {
        let text = with("a\n{% if %}\n").unwrap_err().to_string();
        assert!(text.contains("program.md.j2:2: syntax error"), "{text}");
    }

    #[test]
    fn an_endless_loop_runs_out_of_fuel() {
        let text =
            page("{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}").unwrap_err().to_string();
        assert!(text.contains("fuel"), "{text}");
    }

    /// Found by fuzzing: minijinja subtracts with overflow there.
    #[test]
    fn an_expression_that_stops_the_engine_is_an_error_with_the_template() {
        let error = page("{{ name[:40000:-1] }}").unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("program.md.j2: an expression in the template stops"), "{error}");
    }

    #[test]
    fn a_file_that_overrides_nothing_is_refused_with_the_near_match() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("programme.md.j2"), "x").unwrap();
        let text = Templates::load(Some(folder.path())).unwrap_err().to_string();
        assert!(text.contains("did you mean `program.md.j2`"), "{text}");
    }
}
