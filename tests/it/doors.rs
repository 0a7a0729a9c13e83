//! Text in = text out: what goes through a door and is read back by a program of its format is the text that went in, but for
//! what the door says that it changes; and nothing comes out that the format would act on.

use comrak::nodes::NodeValue;
use jiff::civil::date;
use proptest::prelude::*;
use steerpack::read::{self, Input, InputBytes, ReadOptions, Value};
use steerpack::report::plan::{CellPlan, Paper, SheetPlan, WorkbookPlan};
use steerpack::report::summary::markdown;
use steerpack::write::{self, text};

/// Texts as they meet a door: words, marks of every format, controls, other scripts, very long ones.
fn any_text() -> impl Strategy<Value = String> {
    let mark = prop_oneof![
        Just("=1+1".to_owned()),
        Just("_x000D_".to_owned()),
        Just("_x0041_".to_owned()),
        Just("<b>&amp;</b>".to_owned()),
        Just("|".to_owned()),
        Just("`".to_owned()),
        Just("~~".to_owned()),
        Just("**".to_owned()),
        Just("![a](http://b.example)".to_owned()),
        Just("www.a.example".to_owned()),
        Just("https://a.example/x?y=1&z".to_owned()),
        Just("a@b.example".to_owned()),
        Just("@team".to_owned()),
        Just("[^1]".to_owned()),
        Just("\u{1b}[31m".to_owned()),
        Just("\r\n".to_owned()),
        Just("\u{202e}".to_owned()),
        Just("\u{0}".to_owned()),
        Just("\u{feff}".to_owned()),
        Just("]]>".to_owned()),
        Just("\"".to_owned()),
        Just("{{ 7*7 }}".to_owned()),
    ];
    proptest::collection::vec(prop_oneof![mark, "[ -~]{0,12}", "\\PC{0,6}", any::<char>().prop_map(String::from)], 0..8)
        .prop_map(|parts| parts.concat())
}

/// What a workbook that we wrote holds, by row of its first column.
fn read_back(texts: &[String]) -> Vec<Option<String>> {
    let mut sheet = SheetPlan::new("Texts");
    for (row, text) in (0_u32..).zip(texts) {
        sheet.put(row, 0, CellPlan::text(text.clone()));
    }
    let plan = WorkbookPlan { title: "Doors".to_owned(), as_of: date(2026, 3, 31), paper: Paper::A4, sheets: vec![sheet] };
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("book.xlsx");
    write::xlsx(&plan, &path).expect("the workbook is written");
    let input = Input { name: "book.xlsx".to_owned(), bytes: InputBytes::File(path) };
    let reading = read::read(&input, 0, &ReadOptions::default());
    assert!(reading.refused.is_none(), "{:?}", reading.refused);
    let Some(grid) = reading.grids.first() else { return vec![None; texts.len()] };
    let at = |row: u32| {
        let ix = grid.rows.iter().position(|r| r.row == row)?;
        match grid.cell(ix, 0)?.value {
            Value::Text(id) => Some(grid.text(id).to_owned()),
            other => panic!("a text became {other:?}"),
        }
    };
    (0_u32..).zip(texts).map(|(row, _)| at(row)).collect()
}

fn nodes(page: &str) -> (String, usize, Vec<String>) {
    let arena = comrak::Arena::new();
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    let (mut shown, mut cells, mut odd) = (String::new(), 0, Vec::new());
    for node in comrak::parse_document(&arena, page, &options).descendants() {
        match &node.data.borrow().value {
            NodeValue::Text(t) => shown.push_str(t),
            NodeValue::Code(c) => shown.push_str(&c.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => shown.push(' '),
            NodeValue::TableCell => cells += 1,
            NodeValue::Document | NodeValue::Paragraph | NodeValue::Table(_) | NodeValue::TableRow(_) => {}
            other => odd.push(format!("{other:?}")),
        }
    }
    (shown, cells, odd)
}

/// One line as the Markdown door makes it: runs of white space as one blank, what cannot be seen as U+FFFD.
fn one_line(text: &str) -> String {
    let seen: String = text
        .trim()
        .chars()
        .map(|c| match c {
            '\u{a0}' => c,
            c if c.is_whitespace() => ' ',
            c if c.is_control()
                || "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}"
                    .contains(c) =>
            {
                '\u{fffd}'
            }
            c => c,
        })
        .collect();
    seen.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn cells_of_our_workbook_read_back_are_the_texts(texts in proptest::collection::vec(any_text(), 1..60)) {
        for (text, got) in texts.iter().zip(read_back(&texts)) {
            // a reader of XML makes \r\n of nothing; the door has made \n of both already
            let want = text::cell(text).into_owned();
            prop_assert_eq!(got.unwrap_or_default(), want, "{:?}", text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn a_cell_keeps_every_character_that_xml_can_hold(text in any_text()) {
        let out = text::cell(&text);
        prop_assert!(!out.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')));
        let kept = |t: &str| t.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffd}' | '\u{fffe}' | '\u{ffff}' | '\u{2400}'..='\u{2421}')).collect::<String>();
        prop_assert_eq!(kept(&out), kept(&text));
    }

    #[test]
    fn markdown_shows_the_text_and_nothing_else(text in any_text()) {
        let page = format!("Before {} after.\n", markdown::escape(&text));
        let (shown, _, odd) = nodes(&page);
        prop_assert!(odd.is_empty(), "{:?} comes out of {:?}", odd, page);
        let line = one_line(&text);
        let want = if line.is_empty() { "Before  after.".to_owned() } else { format!("Before {line} after.") };
        let plain = |t: &str| t.replace('\u{2060}', "").split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(plain(&shown), plain(&want), "{:?}", page);
    }

    #[test]
    fn a_table_of_markdown_keeps_its_cells(a in any_text(), b in any_text()) {
        let page = format!("| A | B |\n| --- | --- |\n| {} | {} |\n", markdown::escape(&a), markdown::code(&b));
        let (_, cells, odd) = nodes(&page);
        prop_assert_eq!(cells, 4, "{:?}", page);
        prop_assert!(odd.is_empty(), "{:?} comes out of {:?}", odd, page);
    }

    #[test]
    fn a_field_of_csv_is_the_text_or_the_text_behind_an_apostrophe(texts in proptest::collection::vec(any_text(), 1..6)) {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // as in every CSV that we write, a header stands first: readers take a byte order mark off the start of a file
        writer.write_record(vec!["x"; texts.len()]).expect("a record");
        writer.write_record(texts.iter().map(|t| text::csv(t).into_owned())).expect("a record");
        let bytes = writer.into_inner().expect("bytes");
        let mut reader = csv::ReaderBuilder::new().has_headers(true).from_reader(bytes.as_slice());
        let record = reader.records().next().expect("a record").expect("UTF-8");
        for (text, field) in texts.iter().zip(record.iter()) {
            let number = text.parse::<f64>().is_ok();
            let acts = field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
            prop_assert!(!acts || number, "{field:?} would be a formula");
            prop_assert!(field == text || field.strip_prefix('\'') == Some(text), "{text:?} became {field:?}");
        }
    }

    #[test]
    fn json_holds_any_text(text in any_text()) {
        let json = serde_json::to_string(&text).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<String>(&json).expect("JSON"), text);
    }

    #[test]
    fn no_control_reaches_the_terminal_and_what_can_be_seen_stays(text in any_text(), lines in any::<bool>()) {
        let out = text::terminal(&text, lines);
        let bidi = "\u{61c}\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}";
        prop_assert!(!out.chars().any(|c| (c.is_control() && !(lines && c == '\n')) || bidi.contains(c)), "{out:?}");
        let ours = |c: &char| !c.is_whitespace() && !c.is_control() && !bidi.contains(*c) && !matches!(c, '\u{fffd}' | '\u{2400}'..='\u{2421}');
        let kept: String = text.chars().filter(ours).collect();
        let got: String = out.chars().filter(ours).collect();
        prop_assert!(text.chars().any(|c| bidi.contains(c)) || kept == got, "{text:?} became {out:?}");
    }

    #[test]
    fn a_file_name_is_short_plain_and_reserved_nowhere(text in any_text()) {
        let slug = text::file_slug(&text);
        prop_assert!((1..=60).contains(&slug.len()), "{slug:?}");
        prop_assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{slug:?}");
        prop_assert!(!slug.starts_with('-') && !slug.ends_with('-'), "{slug:?}");
        prop_assert!(!["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9", "com0", "lpt0"].contains(&slug.as_str()));
        prop_assert_eq!(text::file_slug(&slug), slug);
    }

    #[test]
    fn sheet_names_tables_and_headers_keep_the_rules_of_excel(texts in proptest::collection::vec(any_text(), 1..9)) {
        for text in &texts {
            let name = text::sheet_name(text);
            prop_assert!((1..=31).contains(&name.encode_utf16().count()), "{name:?}");
            prop_assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']) && !name.starts_with('\'') && !name.ends_with('\''), "{name:?}");
            prop_assert!(!name.chars().any(char::is_control) && !name.eq_ignore_ascii_case("history"), "{name:?}");
            let table = text::table_name(text);
            prop_assert!(table.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && table.len() <= 255, "{table:?}");
        }
        let headers = text::headers(texts.iter().map(String::as_str));
        prop_assert_eq!(headers.len(), texts.len());
        let folded: std::collections::BTreeSet<String> = headers.iter().map(|h| h.to_lowercase()).collect();
        prop_assert_eq!(folded.len(), headers.len(), "{:?}", headers);
        prop_assert!(headers.iter().all(|h| !h.is_empty() && h.encode_utf16().count() <= 255 && !h.chars().any(char::is_control)), "{headers:?}");
    }
}
