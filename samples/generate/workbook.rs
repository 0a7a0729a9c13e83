//! A small xlsx writer that gives what each tracker's own writer gives: inline or shared text, outline levels, indents, fills,
//! and the application's name. Not the product's writer, on purpose: the samples must not share its habits.

use super::days::serial;
use jiff::civil::{Date, DateTime};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What a cell holds.
#[derive(Clone, Debug)]
pub enum Value {
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A true date.
    Day(Date),
    /// A true date with time.
    Moment(DateTime),
    /// A formula with its cached number.
    Formula(String, f64),
    /// Nothing but a style.
    Blank,
}

/// How a cell looks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Look {
    /// Bold.
    pub bold: bool,
    /// Size in points, 0 = 11.
    pub size: u8,
    /// Fill as RGB.
    pub fill: Option<u32>,
    /// Alignment indent.
    pub indent: u8,
    /// Number format code, empty = General.
    pub format: &'static str,
}

/// A cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// How it looks.
    pub look: Look,
}

impl Cell {
    /// With that look.
    pub fn look(mut self, look: Look) -> Cell {
        self.look = Look { format: if look.format.is_empty() { self.look.format } else { look.format }, ..look };
        self
    }
    /// Bold.
    pub fn bold(mut self) -> Cell {
        self.look.bold = true;
        self
    }
    /// Filled.
    pub fn fill(mut self, rgb: u32) -> Cell {
        self.look.fill = Some(rgb);
        self
    }
    /// In that number format.
    pub fn format(mut self, format: &'static str) -> Cell {
        self.look.format = format;
        self
    }
}

/// A text cell; empty text is no cell value.
pub fn text(value: impl Into<String>) -> Cell {
    let value = value.into();
    let value = if value.is_empty() { Value::Blank } else { Value::Text(value) };
    Cell { value, look: Look::default() }
}
/// A number cell.
pub fn number(value: f64) -> Cell {
    Cell { value: Value::Number(value), look: Look::default() }
}
/// A date cell.
pub fn day(value: Date, format: &'static str) -> Cell {
    Cell { value: Value::Day(value), look: Look { format, ..Look::default() } }
}
/// A date cell or nothing.
pub fn maybe_day(value: Option<Date>, format: &'static str) -> Cell {
    value.map_or_else(blank, |d| day(d, format))
}
/// An empty cell.
pub fn blank() -> Cell {
    Cell { value: Value::Blank, look: Look::default() }
}

/// A row.
#[derive(Clone, Default)]
pub struct Row {
    /// Cells from column A.
    pub cells: Vec<Cell>,
    /// Outline level.
    pub outline: u8,
    /// Hidden.
    pub hidden: bool,
}

impl From<Vec<Cell>> for Row {
    fn from(cells: Vec<Cell>) -> Row {
        Row { cells, ..Row::default() }
    }
}

/// A sheet.
#[derive(Clone, Default)]
pub struct Sheet {
    /// Name.
    pub name: String,
    /// Rows from row 1.
    pub rows: Vec<Row>,
    /// Merged ranges.
    pub merges: Vec<String>,
    /// Whether the outline's summary rows stand above their details.
    pub summary_above: bool,
    /// Not visible.
    pub hidden: bool,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(name: &str) -> Sheet {
        Sheet { name: name.to_owned(), ..Sheet::default() }
    }
    /// Adds a row and gives its one-based number.
    pub fn push(&mut self, row: impl Into<Row>) -> usize {
        self.rows.push(row.into());
        self.rows.len()
    }
}

/// A workbook.
pub struct Book {
    /// Sheets in order.
    pub sheets: Vec<Sheet>,
    /// `Application` of docProps/app.xml.
    pub application: &'static str,
    /// `Company` of docProps/app.xml.
    pub company: &'static str,
    /// `dc:creator` of docProps/core.xml.
    pub creator: &'static str,
    /// Text in the cells instead of the shared table.
    pub inline: bool,
}

/// `A`, `B`, … of a zero-based column.
pub fn letters(mut col: usize) -> String {
    let mut name = String::new();
    loop {
        name.insert(0, char::from(b'A' + u8::try_from(col % 26).expect("under 26")));
        if col < 26 {
            return name;
        }
        col = col / 26 - 1;
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A zip of those parts, always the same bytes.
pub fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).expect("a part is started");
        writer.write_all(bytes).expect("memory takes bytes");
    }
    writer.finish().expect("the zip is ended").into_inner()
}

struct Styles {
    looks: BTreeMap<Look, usize>,
    order: Vec<Look>,
}

impl Styles {
    fn index(&mut self, look: Look) -> usize {
        if let Some(found) = self.looks.get(&look) {
            return *found;
        }
        let index = self.order.len();
        self.looks.insert(look, index);
        self.order.push(look);
        index
    }
    fn xml(&self) -> String {
        let (mut formats, mut fonts, mut fills, mut xfs) = (String::new(), String::new(), String::new(), String::new());
        for (i, look) in self.order.iter().enumerate() {
            let format = if look.format.is_empty() { 0 } else { 164 + i };
            if format > 0 {
                let _ = write!(formats, r#"<numFmt numFmtId="{format}" formatCode="{}"/>"#, escape(look.format));
            }
            let (bold, size) = (if look.bold { "<b/>" } else { "" }, if look.size == 0 { 11 } else { look.size });
            let _ = write!(fonts, r#"<font>{bold}<sz val="{size}"/><name val="Calibri"/></font>"#);
            let fill = match look.fill {
                Some(rgb) => format!(r#"<patternFill patternType="solid"><fgColor rgb="FF{rgb:06X}"/></patternFill>"#),
                None => r#"<patternFill patternType="none"/>"#.to_owned(),
            };
            let _ = write!(fills, "<fill>{fill}</fill>");
            let align = match look.indent {
                0 => String::new(),
                n => format!(r#"<alignment horizontal="left" indent="{n}"/>"#),
            };
            let _ = write!(
                xfs,
                r#"<xf numFmtId="{format}" fontId="{i}" fillId="{}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1">{align}</xf>"#,
                i + 2
            );
        }
        let n = self.order.len();
        let formats = match formats.matches("<numFmt ").count() {
            0 => String::new(),
            count => format!(r#"<numFmts count="{count}">{formats}</numFmts>"#),
        };
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{formats}<fonts count="{n}">{fonts}</fonts><fills count="{}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>{fills}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="{n}">{xfs}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#,
            n + 2
        )
    }
}

#[derive(Default)]
struct Shared {
    index: BTreeMap<String, usize>,
    order: Vec<String>,
    uses: usize,
}

impl Shared {
    fn index(&mut self, text: &str) -> usize {
        self.uses += 1;
        if let Some(found) = self.index.get(text) {
            return *found;
        }
        self.index.insert(text.to_owned(), self.order.len());
        self.order.push(text.to_owned());
        self.order.len() - 1
    }
    fn xml(&self) -> String {
        let mut items = String::new();
        for item in &self.order {
            let _ = write!(items, r#"<si><t xml:space="preserve">{}</t></si>"#, escape(item));
        }
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="{}" uniqueCount="{}">{items}</sst>"#,
            self.uses,
            self.order.len()
        )
    }
}

impl Book {
    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let mut styles = Styles { looks: BTreeMap::new(), order: Vec::new() };
        styles.index(Look::default());
        let mut shared = Shared::default();
        let sheets: Vec<String> = self.sheets.iter().map(|s| self.sheet(s, &mut styles, &mut shared)).collect();
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), self.content_types().into_bytes()),
            ("_rels/.rels".to_owned(), ROOT_RELS.as_bytes().to_vec()),
            ("docProps/app.xml".to_owned(), self.app().into_bytes()),
            ("docProps/core.xml".to_owned(), self.core().into_bytes()),
            ("xl/workbook.xml".to_owned(), self.workbook().into_bytes()),
            ("xl/_rels/workbook.xml.rels".to_owned(), self.workbook_rels().into_bytes()),
            ("xl/styles.xml".to_owned(), styles.xml().into_bytes()),
        ];
        if !self.inline {
            parts.push(("xl/sharedStrings.xml".to_owned(), shared.xml().into_bytes()));
        }
        for (i, xml) in sheets.into_iter().enumerate() {
            parts.push((format!("xl/worksheets/sheet{}.xml", i + 1), xml.into_bytes()));
        }
        zip(&parts)
    }

    fn sheet(&self, sheet: &Sheet, styles: &mut Styles, shared: &mut Shared) -> String {
        let mut data = String::new();
        let width = sheet.rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
        for (r, row) in sheet.rows.iter().enumerate() {
            if row.cells.is_empty() && row.outline == 0 {
                continue;
            }
            let outline = if row.outline > 0 { format!(r#" outlineLevel="{}""#, row.outline) } else { String::new() };
            let hidden = if row.hidden { r#" hidden="1""# } else { "" };
            let _ = write!(data, r#"<row r="{}"{outline}{hidden}>"#, r + 1);
            for (c, cell) in row.cells.iter().enumerate() {
                let style = styles.index(cell.look);
                let s = if style > 0 { format!(r#" s="{style}""#) } else { String::new() };
                let at = format!("{}{}", letters(c), r + 1);
                let _ = match &cell.value {
                    Value::Blank if style == 0 => Ok(()),
                    Value::Blank => write!(data, r#"<c r="{at}"{s}/>"#),
                    Value::Text(t) if self.inline => {
                        write!(data, r#"<c r="{at}"{s} t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#, escape(t))
                    }
                    Value::Text(t) => write!(data, r#"<c r="{at}"{s} t="s"><v>{}</v></c>"#, shared.index(t)),
                    Value::Number(n) => write!(data, r#"<c r="{at}"{s}><v>{n}</v></c>"#),
                    Value::Day(d) => write!(data, r#"<c r="{at}"{s}><v>{}</v></c>"#, serial(*d)),
                    Value::Moment(m) => {
                        let seconds = f64::from(m.hour()) * 3600.0 + f64::from(m.minute()) * 60.0 + f64::from(m.second());
                        let whole = serial(m.date()) as f64;
                        write!(data, r#"<c r="{at}"{s}><v>{}</v></c>"#, whole + seconds / 86_400.0)
                    }
                    Value::Formula(f, n) => write!(data, r#"<c r="{at}"{s}><f>{}</f><v>{n}</v></c>"#, escape(f)),
                };
            }
            data.push_str("</row>");
        }
        let outline = if sheet.summary_above { r#"<sheetPr><outlinePr summaryBelow="0"/></sheetPr>"# } else { "" };
        let dimension = match (sheet.rows.len(), width) {
            (0, _) | (_, 0) => "A1".to_owned(),
            (rows, cols) => format!("A1:{}{rows}", letters(cols - 1)),
        };
        let merges = match sheet.merges.len() {
            0 => String::new(),
            n => {
                let refs: String = sheet.merges.iter().map(|m| format!(r#"<mergeCell ref="{m}"/>"#)).collect();
                format!(r#"<mergeCells count="{n}">{refs}</mergeCells>"#)
            }
        };
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{outline}<dimension ref="{dimension}"/><sheetData>{data}</sheetData>{merges}</worksheet>"#
        )
    }

    fn content_types(&self) -> String {
        let mut sheets = String::new();
        for i in 1..=self.sheets.len() {
            let _ = write!(
                sheets,
                r#"<Override PartName="/xl/worksheets/sheet{i}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#
            );
        }
        if !self.inline {
            sheets.push_str(r#"<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>"#);
        }
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{sheets}</Types>"#
        )
    }

    fn workbook(&self) -> String {
        let mut sheets = String::new();
        for (i, sheet) in self.sheets.iter().enumerate() {
            let state = if sheet.hidden { r#" state="hidden""# } else { "" };
            let _ = write!(sheets, r#"<sheet name="{}" sheetId="{}"{state} r:id="rId{}"/>"#, escape(&sheet.name), i + 1, i + 1);
        }
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>{sheets}</sheets></workbook>"#
        )
    }

    fn workbook_rels(&self) -> String {
        let base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let mut rels = String::new();
        for i in 1..=self.sheets.len() {
            let _ = write!(rels, r#"<Relationship Id="rId{i}" Type="{base}/worksheet" Target="worksheets/sheet{i}.xml"/>"#);
        }
        let n = self.sheets.len();
        let _ = write!(rels, r#"<Relationship Id="rId{}" Type="{base}/styles" Target="styles.xml"/>"#, n + 1);
        if !self.inline {
            let _ = write!(rels, r#"<Relationship Id="rId{}" Type="{base}/sharedStrings" Target="sharedStrings.xml"/>"#, n + 2);
        }
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>"#
        )
    }

    fn app(&self) -> String {
        let company = if self.company.is_empty() { String::new() } else { format!("<Company>{}</Company>", self.company) };
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>{}</Application>{company}</Properties>"#,
            self.application
        )
    }

    fn core(&self) -> String {
        format!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>{}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2026-11-02T07:00:00Z</dcterms:created></cp:coreProperties>"#,
            self.creator
        )
    }
}

const ROOT_RELS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties" Target="docProps/app.xml"/></Relationships>"#;
