//! Strangers' templates and the values that reach a page. Up to a NUL the input is a template, which may fail but not panic,
//! hang or read a file; the whole input is also a value of a good template, whose page is then parsed: no tag, image, link or
//! mention may come out of it, and the table keeps its columns.
#![no_main]

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use std::path::PathBuf;
use std::sync::OnceLock;
use steerpack::report::summary::Templates;

#[derive(serde::Serialize)]
struct Context<'a> {
    name: &'a str,
    list: Vec<&'a str>,
    nothing: Option<u8>,
    slip: i32,
    day: &'static str,
}

const PAGE: &str = "# {{ name }}\n\nSaid: {{ name|message }} and {{ name|cell }} and {{ name|short(20) }}\n\n| a | b |\n|---|---|\n\
                    {% for x in list %}\n| {{ x }} | {{ x|cell }} |\n{% endfor %}\n\n{{ name|quote }}\n\n- {{ name }}\n";

fn folder() -> &'static PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let shm = PathBuf::from("/dev/shm");
        let root = if shm.is_dir() { shm } else { std::env::temp_dir() };
        let folder = root.join(format!("steerpack-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder for the template");
        folder
    })
}

fn page(template: &str, context: &Context<'_>) -> Option<String> {
    std::fs::write(folder().join("program.md.j2"), template).expect("the template is written");
    Templates::load(Some(folder())).ok()?.render("program.md.j2", context).ok()
}

fn good() -> &'static Templates {
    static GOOD: OnceLock<Templates> = OnceLock::new();
    GOOD.get_or_init(|| {
        std::fs::write(folder().join("program.md.j2"), PAGE).expect("the template is written");
        Templates::load(Some(folder())).expect("the template is good")
    })
}

fn harmless(page: &str, rows: usize) {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    let mut cells = 0;
    for node in parse_document(&arena, page, &options).descendants() {
        match &node.data.borrow().value {
            NodeValue::HtmlBlock(_) | NodeValue::HtmlInline(_) => panic!("a tag comes out of {page:?}"),
            NodeValue::Link(_) | NodeValue::Image(_) => panic!("a link comes out of {page:?}"),
            NodeValue::FootnoteReference(_) | NodeValue::FootnoteDefinition(_) => panic!("a footnote comes out of {page:?}"),
            NodeValue::TableCell => cells += 1,
            _ => {}
        }
    }
    assert_eq!(cells, 2 * (rows + 1), "the table breaks in {page:?}");
}

libfuzzer_sys::fuzz_target!(init: {
    // What the program catches is no crash: libFuzzer's own hook would end the process before it is caught.
    std::panic::set_hook(Box::new(|info| {
        if !steerpack::read::panic_is_expected() {
            eprintln!("{info}");
            std::process::abort();
        }
    }));
}, |text: &str| {
    let list: Vec<&str> = text.split('\u{1}').take(8).collect();
    let context = Context { name: text, list: list.clone(), nothing: None, slip: -3, day: "2026-03-31" };
    let page_of_ours = good().render("program.md.j2", &context).expect("a good template renders any value");
    harmless(&page_of_ours, list.len());
    let _ = page(text.split('\0').next().unwrap_or(""), &context);
});
