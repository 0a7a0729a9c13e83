//! What a file is, decided by its first bytes and never by its name; and for what is no table, plain words with the way to
//! export it right.

use super::Refusal;
use super::preflight::Container;
use crate::diagnostic::Severity;
use memchr::memmem;

/// What a file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// A zip container: workbook, text document or archive.
    Zip,
    /// A binary Excel workbook (97 to 2003).
    Xls,
    /// A page with tables.
    Html,
    /// Delimited text.
    Text,
}

/// What a zip container holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ZipKind {
    /// An Office Open XML workbook.
    Xlsx,
    /// A binary Office Open XML workbook.
    Xlsb,
    /// An OpenDocument spreadsheet.
    Ods,
    /// An Office document that is no workbook.
    Document,
    /// Files.
    Archive,
}

/// What the entries of a container show it to be.
pub(crate) fn zip_kind(c: &Container<'_>) -> ZipKind {
    let has = |name: &str| c.find(name).is_some();
    let starts = |folder: &str| c.entries.iter().any(|e| e.name.starts_with(folder));
    if has("xl/workbook.bin") {
        return ZipKind::Xlsb;
    }
    if has("xl/workbook.xml") || (has("[Content_Types].xml") && starts("xl/")) {
        return ZipKind::Xlsx;
    }
    if let Some(e) = c.find("mimetype").filter(|e| e.size < 200) {
        let mime = c.inflate(e).unwrap_or_default();
        if mime.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            return ZipKind::Ods;
        }
        if mime.starts_with(b"application/vnd.oasis") {
            return ZipKind::Document;
        }
    }
    if has("[Content_Types].xml") && has("_rels/.rels") {
        if starts("word/") || starts("ppt/") || starts("visio/") {
            return ZipKind::Document;
        }
        return ZipKind::Xlsx;
    }
    if has("content.xml") && has("META-INF/manifest.xml") { ZipKind::Ods } else { ZipKind::Archive }
}

/// `text` as the bytes of UTF-16LE, for names in compound files.
fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

const SAVE_AS_XLSX: &str = "open it in Excel and use File > Save As > Excel Workbook (*.xlsx)";

/// What the bytes are, or why they are no table.
pub(crate) fn kind(bytes: &[u8]) -> Result<Kind, Refusal> {
    let Some(first) = bytes.first() else {
        return Err(Refusal::plain("the file is empty (0 bytes)".into())
            .help("export it again; if it lies in a synchronised folder, wait until it has arrived"));
    };
    if *first == 0 && bytes.iter().all(|b| *b == 0) {
        return Err(Refusal::plain(
            "the file holds only zero bytes: it was never downloaded by OneDrive or SharePoint, or its copy broke off".into(),
        )
        .help("right-click it in the Explorer and choose Always keep on this device, or download it again"));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Kind::Zip);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound(bytes);
    }
    if let Some(refusal) = binary(bytes) {
        return Err(refusal);
    }
    markup(bytes)
}

/// What a compound file (the container of old Office formats) holds, by the names in its directory.
fn compound(bytes: &[u8]) -> Result<Kind, Refusal> {
    let holds = |name: &str| memmem::find(bytes, &wide(name)).is_some();
    if holds("EncryptedPackage") {
        if holds("DRMEncryptedDataSpace") || holds("DRMEncryptedTransform") {
            return Err(Refusal::plain("the file is encrypted by a sensitivity label or rights management".into()).help(
                "open it in Excel with an account that may, set a label without encryption or export a copy, and run again",
            ));
        }
        return Err(Refusal::plain("the workbook is protected with a password".into()).help(
            "open it in Excel and remove the password: File > Info > Protect Workbook > Encrypt with Password, clear it, save",
        ));
    }
    if holds("Workbook") || holds("Book") {
        return Ok(Kind::Xls);
    }
    if ["Props14", "Props12", "Props9", "TBkndTask"].iter().any(|n| holds(n)) || memmem::find(bytes, b"MSProject").is_some() {
        return Err(Refusal::plain("the file is a Microsoft Project plan (.mpp), which only Project can read".into())
            .help("in Microsoft Project use File > Save As > Excel Workbook (*.xlsx), choose Selected Data and the Project Excel Template"));
    }
    if holds("WordDocument") {
        return Err(
            Refusal::plain("the file is a Word document, not a table".into()).help("copy its table into an Excel workbook")
        );
    }
    if holds("PowerPoint Document") {
        return Err(Refusal::plain("the file is a PowerPoint presentation, not a table".into())
            .help("ask for the table behind it as an Excel workbook"));
    }
    if holds("__properties_version1.0") {
        return Err(Refusal::plain("the file is an Outlook message, not a table".into())
            .help("save the message's attachment and hand that in"));
    }
    Err(Refusal::plain("the file is an old Office container without a workbook, or was cut short".into())
        .help("export it again as an Excel workbook (*.xlsx) or CSV"))
}

/// Formats known by their first bytes.
fn binary(bytes: &[u8]) -> Option<Refusal> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let refuse = |words: &str, help: &'static str| Some(Refusal::plain(words.into()).help(help));
    if starts(b"%PDF") {
        return refuse("the file is a PDF, not a table", "export the table from its tracker as an Excel workbook or CSV");
    }
    if starts(b"{\\rtf") {
        return refuse("the file is a rich-text document, not a table", "copy its table into an Excel workbook");
    }
    if starts(b"\x89PNG") || starts(b"\xFF\xD8\xFF") || starts(b"GIF8") {
        // A logo or a screenshot beside the tables is nothing that failed.
        let picture =
            refuse("the file is a picture, not a table", "export the table from its tracker as an Excel workbook or CSV");
        return picture.map(|refusal| Refusal { severity: Severity::Warning, ..refusal });
    }
    if starts(b"\x1F\x8B") || starts(b"7z\xBC\xAF") || starts(b"Rar!") || starts(b"BZh") || starts(b"\xFD7zXZ") {
        return refuse("the file is a packed archive of a kind that is not opened", "unpack it, or pack it as .zip");
    }
    if bytes.get(4..19) == Some(b"Standard Jet DB") || bytes.get(4..19) == Some(b"Standard ACE DB") {
        return refuse("the file is an Access database", "in Access use External Data > Export > Excel for the table wanted");
    }
    if starts(b"SQLite format 3\0") {
        return refuse("the file is a database", "export the table wanted as CSV");
    }
    if matches!(bytes.get(..2), Some(b"\x09\x00" | b"\x09\x02" | b"\x09\x04")) && bytes.get(3) == Some(&0) {
        return refuse("the file is an Excel workbook of version 4 or older", SAVE_AS_XLSX);
    }
    None
}

/// The head of the file as text, for recognising markup: BOM and UTF-16 taken into account.
fn head(bytes: &[u8]) -> String {
    let cut = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
    let encoding = match cut.get(..2) {
        Some([0xFF, 0xFE] | [b'<' | b'{', 0]) => encoding_rs::UTF_16LE,
        Some([0xFE, 0xFF] | [0, b'<' | b'{']) => encoding_rs::UTF_16BE,
        _ => encoding_rs::UTF_8,
    };
    let (text, _) = encoding.decode_with_bom_removal(cut);
    text.trim_start().to_owned()
}

fn markup(bytes: &[u8]) -> Result<Kind, Refusal> {
    let head = head(bytes);
    let lower = head.to_ascii_lowercase();
    let refuse = |words: &str, help: &'static str| Err(Refusal::plain(words.into()).help(help));
    if head.starts_with("ERMHDR") {
        return refuse(
            "the file is a Primavera P6 exchange file (.xer)",
            "in P6 use File > Export > Spreadsheet (XLSX) with activities, relationships, resources and assignments",
        );
    }
    if head.starts_with("ID;P")
        && (head.contains("\nC;")
            || head.contains("\rC;")
            || head.contains("\nB;")
            || head.contains("\nP;")
            || head.starts_with("ID;PWXL"))
    {
        return refuse("the file is a SYLK sheet (an old exchange format that starts with ID;P)", SAVE_AS_XLSX);
    }
    let mail =
        ["date:", "message-id:", "subject:", "from:"].iter().any(|h| lower.starts_with(h)) && lower.contains("\nmime-version:");
    if mail && lower.contains("exported from confluence") {
        return refuse(
            "the file is a page of Confluence exported to Word (a web archive), not a table",
            "open it in Word and save it as a web page (*.htm), or copy its tables into an Excel workbook",
        );
    }
    if mail || lower.starts_with("mime-version:") || (lower.starts_with("from:") && lower.contains("mime-version:")) {
        return refuse("the file is a web archive (MHTML)", SAVE_AS_XLSX);
    }
    if lower.starts_with('<') {
        return xml_or_html(bytes, &lower);
    }
    let json = head.starts_with('{') || head.starts_with("[{") || head.starts_with("[\n") || head.starts_with("[ ");
    if json && head.contains('"') && head.contains(':') {
        return refuse("the file is JSON, not a table", "export the list as CSV or as an Excel workbook");
    }
    Ok(Kind::Text)
}

fn xml_or_html(bytes: &[u8], lower: &str) -> Result<Kind, Refusal> {
    let refuse = |words: &str, help: &'static str| Err(Refusal::plain(words.into()).help(help));
    if lower.contains("urn:schemas-microsoft-com:office:spreadsheet") && !lower.contains("<html") {
        return refuse("the file is an XML Spreadsheet 2003", SAVE_AS_XLSX);
    }
    if lower.contains("schemas.microsoft.com/project") {
        return refuse(
            "the file is a Microsoft Project plan in XML",
            "in Microsoft Project use File > Save As > Excel Workbook (*.xlsx), choose Selected Data and the Project Excel Template",
        );
    }
    if lower.contains("apibusinessobjects") {
        return refuse(
            "the file is a Primavera P6 project in XML",
            "in P6 use File > Export > Spreadsheet (XLSX) with activities, relationships, resources and assignments",
        );
    }
    if lower.contains("urn:oasis:names:tc:opendocument") {
        return refuse(
            "the file is a flat OpenDocument file",
            "open it in LibreOffice and use File > Save As > Excel 2007-365 (*.xlsx)",
        );
    }
    // A table, or a list of a wiki with boxes to tick.
    const HELD: [&[u8]; 6] = [b"<table", b"<TABLE", b"<Table", b"inline-task-list", b"data-inline-task-id", b"<ac:task-list"];
    let table = |hay: &[u8]| HELD.iter().any(|mark| memmem::find(hay, mark).is_some());
    let page = ["<html", "<!doctype html", "<table", "<meta", "<head", "<body"].iter().any(|t| lower.contains(t));
    // The body of a page alone, as a wiki stores it.
    const BODY: [&str; 9] = ["<p", "<div", "<h1", "<h2", "<h3", "<ul", "<ac:", "<section", "<article"];
    if (page || BODY.iter().any(|t| lower.starts_with(t))) && (table(bytes) || lower.contains("<table")) {
        return Ok(Kind::Html);
    }
    if page {
        return refuse(
            "the file is a web page without a table or a list of tasks; often it is the log-in page of the tracker, saved instead of the export",
            "log in to the tracker and export again",
        );
    }
    if lower.starts_with("<?xml") || lower.contains("xmlns") {
        if lower.contains("<rss") {
            return refuse("the file is an RSS or Jira XML view", "in Jira use Export > Export CSV (all fields)");
        }
        return refuse("the file is XML, not a table", "export the list as CSV or as an Excel workbook");
    }
    Ok(Kind::Text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn formats_that_are_no_table_are_named_with_the_way_to_export_them() {
        let cases: [(&[u8], &str, &str); 10] = [
            (b"Date: Thu, 19 Feb 2026 10:00:00 +0000\r\nMessage-ID: <1@w>\r\nSubject: Exported From Confluence\r\nMIME-Version: 1.0\r\n", "Confluence", "in Word"),
            (b"", "empty", "export"),
            (&[0; 512], "zero bytes", "download it again"),
            (b"ERMHDR\t19.12\t2026", "Primavera", "File > Export > Spreadsheet (XLSX)"),
            (b"ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K1\r\n", "SYLK", "Save As"),
            (b"%PDF-1.7", "PDF", "tracker"),
            (b"{\"issues\": []}", "JSON", "CSV"),
            (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "web archive", "Save As"),
            (b"<?xml version=\"1.0\"?><Project xmlns=\"http://schemas.microsoft.com/project\">", "Microsoft Project", "File > Save As > Excel Workbook"),
            (b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "XML Spreadsheet 2003", "Save As"),
        ];
        for (bytes, words, help) in cases {
            let refusal = kind(bytes).unwrap_err();
            assert!(refusal.words.contains(words), "{}", refusal.words);
            assert!(refusal.help.contains(help), "{}", refusal.help);
        }
    }

    #[test]
    fn a_wiki_page_of_task_lists_is_read_and_a_page_of_prose_is_not() {
        assert_eq!(kind(b"<!DOCTYPE html><html><body><ul class=\"inline-task-list\"><li>a</li></ul>").unwrap(), Kind::Html);
        assert_eq!(kind(b"<h2>To do</h2><ac:task-list><ac:task></ac:task></ac:task-list>").unwrap(), Kind::Html);
        let refusal = kind(b"<html><body><ul><li>Forgot password</li></ul></body></html>").unwrap_err();
        assert!(refusal.words.contains("without a table or a list of tasks"), "{}", refusal.words);
    }

    #[test]
    fn text_and_pages_with_tables_are_read() {
        assert_eq!(kind(b"ID,Name\n1,a\n").unwrap(), Kind::Text);
        assert_eq!(kind(b"\xEF\xBB\xBFID;Name\n").unwrap(), Kind::Text);
        assert_eq!(kind(b"<html><body><table><tr><td>1</td></tr></table>").unwrap(), Kind::Html);
        assert_eq!(kind(b"ID;Project;Start\n1;Harbour;2026-01-01\n").unwrap(), Kind::Text);
    }
}
