//! Evidence beside the headers: container, sheet and file; and what a sheet without a header is.

use crate::import::columns;
use crate::import::detect::Names;
use crate::import::profile::{Fingerprint, Profiles, TableId, glob};
use crate::import::values::duration::Working;
use crate::import::values::text::fold;
use crate::model::Role;
use crate::read::{Grid, TextId, Value};
use rustc_hash::FxHashMap;

/// Evidence of the container, the sheet and the file.
pub fn beside(grid: &Grid, fingerprint: &Fingerprint, sheet: &str, file: &str) -> (f64, Vec<String>) {
    let mut points = 0.0;
    let mut reasons = Vec::new();
    for hint in &fingerprint.hints {
        if let Some(wanted) = hint.strip_prefix("text=") {
            let wanted = wanted.trim_matches('*');
            if grid.texts.len() < 100_000
                && (0..grid.texts.len().min(400)).any(|n| grid.text(TextId(u32::try_from(n).unwrap_or(0))).contains(wanted))
            {
                points += 0.08;
                reasons.push(format!("cells hold `{wanted}`"));
            }
            continue;
        }
        if let Some(mark) = hint.strip_prefix("range=") {
            if grid.texts.len() < 100_000
                && let Some(n) =
                    (0..grid.texts.len().min(400)).find(|n| is_range(grid.text(TextId(u32::try_from(*n).unwrap_or(0))), mark))
            {
                points += 0.08;
                reasons.push(format!("`{}` is a range of dates", grid.text(TextId(u32::try_from(n).unwrap_or(0))).trim()));
            }
            continue;
        }
        if let Some((name, value)) = hint.split_once('=')
            && let Some((_, actual)) = grid.hints.iter().find(|(n, _)| *n == name)
            && (glob(value, actual) || (name == "sheets" && actual.split('|').any(|s| glob(value, s))))
        {
            points += 0.08;
            reasons.push(format!("{name} is `{actual}`"));
        }
    }
    if let Some(pattern) = fingerprint.sheets.iter().find(|p| !sheet.is_empty() && glob(p, sheet)) {
        points += 0.05;
        reasons.push(format!("the sheet is called as `{pattern}`"));
    }
    if let Some(pattern) =
        fingerprint.files.iter().find(|p| if p.as_str() == "{page}" { has_page_hash(file) } else { glob(p, file) })
    {
        points += 0.05;
        reasons.push(format!("the file is called as `{pattern}`"));
    }
    let carries = |k: &str| k.split_whitespace().any(|k| fingerprint.classes.iter().any(|c| c == k));
    let classes = grid.column_classes.iter().filter(|(_, k)| carries(k)).count();
    if classes >= 2 {
        points += 0.1;
        reasons.push(format!("{classes} columns carry the tracker's field ids"));
    }
    (points, reasons)
}

/// Two dates with the tracker's mark between them.
fn is_range(text: &str, mark: &str) -> bool {
    let date = |side: &str| crate::import::values::date::written::read(side.trim()).is_some();
    text.len() <= 80 && text.split_once(mark).is_some_and(|(from, to)| date(from) && date(to))
}

/// Whether a folded file name ends in a Notion page hash: `tasks 53e1….csv`, `tasks 53e1… all.csv`.
pub(super) fn has_page_hash(file: &str) -> bool {
    let stem = file.strip_suffix(" csv").or(file.strip_suffix(".csv")).unwrap_or(file);
    let stem = stem.strip_suffix(" all").or(stem.strip_suffix("_all")).unwrap_or(stem);
    stem.rsplit(' ').next().is_some_and(|last| last.len() == 32 && last.bytes().all(|b| b.is_ascii_hexdigit()))
}

/// Whether the rows below a header hold, beside their first columns, little else than the given short values.
pub fn filled_with(grid: &Grid, header: usize, values: &[String]) -> bool {
    let first = grid.row_cells(header).first().map_or(0, |c| c.col);
    let (mut fitting, mut all) = (0usize, 0usize);
    for ix in header + 1..grid.rows.len().min(header + 13) {
        for cell in grid.row_cells(ix).iter().filter(|c| c.col > first + 1) {
            let Value::Text(id) = cell.value else { continue };
            let text = grid.text(id);
            all += 1;
            fitting += usize::from(text.len() <= 8 && values.contains(&fold(text)));
        }
    }
    fitting >= 4 && fitting * 10 >= all * 7
}

/// Whether a column of one of these headers holds ticks, yes and no throughout.
pub fn holds_flags(grid: &Grid, header: usize, headers: &[String]) -> bool {
    let flagged = |cell: &&crate::read::Cell| match cell.value {
        Value::Text(id) if grid.text(id).len() <= 60 => headers.contains(&fold(grid.text(id))),
        _ => false,
    };
    let Some(col) = grid.row_cells(header).iter().find(flagged).map(|c| c.col) else { return false };
    let rows = header + 1..grid.rows.len().min(header + 200);
    // A single `y` may be anything.
    rows.clone().filter(|ix| grid.cell(*ix, col).is_some()).count() >= 2 && super::column_values::is_flag(grid, &rows, col)
}

/// A list of work in which the project is named on every line, not a list of projects: half of the names or more are repeats, or a
/// column says which lines are milestones.
pub fn is_work_by_project(grid: &Grid, header: usize, id: TableId, profiles: &Profiles) -> bool {
    let word = |cell: &crate::read::Cell| match cell.value {
        Value::Text(text) if grid.text(text).len() <= 60 => Some(fold(grid.text(text))),
        _ => None,
    };
    let rows = header + 1..grid.rows.len().min(header + 200);
    let mut named: Option<u16> = None;
    for cell in grid.row_cells(header) {
        let Some(word) = word(cell) else { continue };
        if word.starts_with("milestone") && super::column_values::is_flag(grid, &rows, cell.col) {
            return true;
        }
        if named.is_none() && profiles.field(id, &word) == Some(crate::model::Field::Project) {
            named = Some(cell.col);
        }
    }
    let Some(col) = named else { return false };
    let mut seen = rustc_hash::FxHashSet::default();
    let mut filled = 0_usize;
    for ix in rows {
        if let Some(Value::Text(text)) = grid.cell(ix, col).map(|c| c.value) {
            filled += 1;
            seen.insert(grid.text(text).trim());
        }
    }
    filled >= 4 && seen.len() * 2 <= filled
}

/// A table on its side: the first column holds the headers, every further column is a record.
pub(super) fn transposed(grid: &Grid, profiles: &Profiles) -> Option<String> {
    let mut hits: FxHashMap<TableId, usize> = FxHashMap::default();
    let mut wide = 0usize;
    let mut told: rustc_hash::FxHashSet<String> = rustc_hash::FxHashSet::default();
    for ix in 0..grid.rows.len().min(60) {
        let Some(text) = grid.row_cells(ix).first().filter(|c| c.col == 0).map(|c| columns::header_text(grid, c.value)) else {
            continue;
        };
        let folded = fold(&text);
        wide = wide.max(grid.row_cells(ix).last().map_or(0, |c| usize::from(c.col)));
        // `High`, `High`, `Low`: values repeat, headers do not.
        if !told.insert(folded.clone()) {
            continue;
        }
        let bare = folded.split_once('(').map_or(folded.as_str(), |(b, _)| b.trim_end());
        let mut seen: Vec<TableId> = Vec::new();
        for &(id, _) in profiles.meanings(&folded).iter().chain(profiles.meanings(bare)) {
            if !seen.contains(&id) {
                seen.push(id);
                *hits.entry(id).or_default() += 1;
            }
        }
    }
    let best = hits.values().copied().max().unwrap_or(0);
    (best >= 4 && wide >= 3).then(|| {
        format!("the table lies on its side: fields are rows, {wide} records are columns; copy it and paste it transposed, one row a record")
    })
}

/// Whether the table stood in a web page.
pub(super) fn is_html(grid: &Grid) -> bool {
    grid.hints.iter().any(|(name, value)| *name == "format" && value == "html")
}

/// Words for the name of a file, and for what else a list of files tells.
const FILES: &[&str] = &[
    "file",
    "file name",
    "filename",
    "attachment",
    "attachments",
    "attachment name",
    "dateiname",
    "datei",
    "anhang",
    "fichier",
    "nom du fichier",
    "pièce jointe",
    "nom de la pièce jointe",
    "archivo",
    "nombre de archivo",
    "nombre del archivo",
    "adjunto",
    "bestand",
    "bestandsnaam",
    "bijlage",
    "plik",
    "nazwa pliku",
    "załącznik",
    "файл",
    "имя файла",
    "вложение",
    "arquivo",
    "nome do arquivo",
    "anexo",
    "nome file",
    "allegato",
];
const OF_FILES: &[&str] = &[
    "modified",
    "modified by",
    "last modified",
    "last modified by",
    "modification date",
    "size",
    "file size",
    "type",
    "file type",
    "version",
    "creator",
    "created",
    "created by",
    "creation date",
    "uploaded",
    "uploaded by",
    "upload date",
    "author",
    "labels",
    "comment",
    "geändert",
    "geändert am",
    "geändert von",
    "zuletzt geändert",
    "größe",
    "dateigröße",
    "ersteller",
    "erstellt",
    "erstellt am",
    "hochgeladen",
    "hochgeladen am",
    "hochgeladen von",
    "typ",
    "modifié",
    "modifié le",
    "modifié par",
    "dernière modification",
    "taille",
    "créateur",
    "créé le",
    "auteur",
    "modificado",
    "modificado por",
    "última modificación",
    "tamaño",
    "creador",
    "autor",
    "gewijzigd",
    "gewijzigd door",
    "grootte",
    "maker",
    "zmodyfikowano",
    "rozmiar",
    "twórca",
    "изменено",
    "размер",
    "автор",
    "создатель",
    "modificado em",
    "tamanho",
    "criador",
    "modificato",
    "dimensione",
];

/// A list of the files that hang on a page: a name of a file and when and by whom it changed, nothing to do.
pub(super) fn attachments(grid: &Grid, names: Names) -> Option<String> {
    let called = fold(names.sheet);
    let called = !called.is_empty()
        && (FILES.contains(&called.as_str()) || ["anhänge", "bijlagen", "adjuntos", "anexos"].contains(&called.as_str()));
    let ix = (0..grid.rows.len().min(3)).find(|ix| grid.row_cells(*ix).len() >= 2)?;
    let heads: Vec<String> = grid.row_cells(ix).iter().map(|c| fold(&columns::header_text(grid, c.value))).collect();
    let (first, rest) = heads.split_first()?;
    let of_file = FILES.contains(&first.as_str())
        || (called && ["name", "titel", "title", "nom", "nombre", "nome"].contains(&first.as_str()));
    (of_file && rest.iter().all(|h| OF_FILES.contains(&h.as_str())))
        .then(|| "a list of attachments: files of the page, no records".to_owned())
}

/// A record's printed page (Jira's printable and Word forms): labels with a colon down the side, the values beside them.
fn printed_page(grid: &Grid, profiles: &Profiles) -> Option<String> {
    let label = |ix: usize| {
        let cell = grid.row_cells(ix).first()?;
        let Value::Text(id) = cell.value else { return None };
        let word = grid.text(id).trim().strip_suffix(':')?;
        (!profiles.meanings(&fold(word)).is_empty()).then(|| word.trim().to_owned())
    };
    let found = (0..grid.rows.len().min(8)).find_map(label).filter(|_| is_html(grid))?;
    Some(format!("the printed page of one record (`{found}:` with its value beside it), no list: export the list itself as CSV"))
}

/// The properties of one page of a wiki: labels that a list would have as headers down the side, one value beside each.
fn page_properties(grid: &Grid, profiles: &Profiles) -> Option<String> {
    if !is_html(grid) || !(3..=40).contains(&grid.rows.len()) {
        return None;
    }
    let mut known = 0;
    for ix in 0..grid.rows.len() {
        let cells = grid.row_cells(ix);
        let label = cells.first().filter(|c| c.col == 0 && cells.len() <= 2)?;
        known += usize::from(!profiles.meanings(&fold(&columns::header_text(grid, label.value))).is_empty());
    }
    (known >= 3 && known * 2 >= grid.rows.len()).then(|| {
        "the properties of one page (a label and its value a row), no list: hand in the Page Properties Report that lists such pages, exported as CSV"
            .to_owned()
    })
}

/// A list whose whole header stands in one cell: a comma-separated file that a spreadsheet with another separator saved again.
fn one_cell_a_row(grid: &Grid, profiles: &Profiles) -> Option<String> {
    if grid.rows.is_empty() {
        return None;
    }
    let [cell] = grid.row_cells(0) else { return None };
    let Value::Text(id) = cell.value else { return None };
    let text = grid.text(id);
    let mark = [',', ';', '\t'].into_iter().max_by_key(|m| text.matches(*m).count())?;
    let known = text.split(mark).filter(|word| !profiles.meanings(&fold(word)).is_empty()).count();
    (known >= 4).then(|| {
        "the whole header stands in one cell: a spreadsheet program opened the file with another list separator and saved it; hand in the export as the tracker wrote it".to_owned()
    })
}

/// Records without a header: the first row holds dates where the rows below it hold dates, and lengths where they hold lengths.
fn without_header(grid: &Grid) -> Option<String> {
    if grid.rows.len() < 2 || grid.row_cells(0).len() < 4 {
        return None;
    }
    let rows = 0..grid.rows.len().min(6);
    let all = |col: u16, is: fn(&str) -> bool, dates: bool| {
        rows.clone().all(|ix| match grid.cell(ix, col).map(|c| c.value) {
            Some(Value::Text(id)) => is(grid.text(id)),
            Some(Value::Date(_)) => dates,
            _ => false,
        })
    };
    let date = |text: &str| crate::import::values::date::written::read(text.trim()).is_some();
    let length = |text: &str| {
        text.bytes().any(|b| b.is_ascii_digit())
            && crate::import::values::duration::duration(text, None, &Working::default()).is_some()
    };
    let columns = || grid.row_cells(0).iter().map(|c| c.col);
    let dated = columns().filter(|col| all(*col, date, true)).count();
    let lengths = columns().filter(|col| all(*col, length, false)).count();
    (dated >= 2 || (dated == 1 && lengths >= 1)).then(|| {
        "the first row is a record already, so nothing names the columns: export it again with its headers (Microsoft Project's export wizard asks for them), or write them in a row above".to_owned()
    })
}

/// What a sheet without a recognised header is, with the reason.
pub fn nothing(grid: &Grid, names: Names, profiles: &Profiles) -> (Role, String) {
    let sheet = fold(names.sheet);
    if !grid.rows.is_empty() && grid.cell_text(0, 0) == Some("%F") {
        let reason = "one table of a Primavera XER file, parted by a converter: export the project as xlsx (File > Export > Spreadsheet) instead";
        return (Role::NotATable, reason.to_owned());
    }
    if let Some(reason) = printed_page(grid, profiles).or_else(|| transposed(grid, profiles)) {
        return (Role::NotATable, reason);
    }
    let first = if grid.rows.is_empty() { "" } else { grid.cell_text(0, 0).unwrap_or("") };
    if first == "user_data" {
        return (
            Role::Lookup,
            "settings of the Primavera export (units, percentages), taken for its other sheets: no records".to_owned(),
        );
    }
    let label = |ix: usize, words: &[&str]| {
        grid.cell_text(ix, 0).is_some_and(|t| words.contains(&fold(t.trim_end_matches(':')).as_str()))
    };
    let about = (0..grid.rows.len().min(12)).any(|ix| label(ix, &["plan id", "plan-id"]));
    if about && grid.rows.len() <= 12 && (0..grid.rows.len()).all(|ix| grid.row_cells(ix).len() <= 2) {
        return (
            Role::Lookup,
            "what the export says of its plan (name, date of export), taken for its other sheet: no records".to_owned(),
        );
    }
    let lookups = [
        "lookup",
        "list",
        "lists",
        "data validation",
        "definitions",
        "instructions",
        "legend",
        "settings",
        "config",
        "readme",
        "read me",
        "drop downs",
        "dropdowns",
        "picklists",
        "glossary",
        "scorecard",
        "key",
    ];
    if lookups.iter().any(|w| sheet == *w || sheet.ends_with(&format!(" {w}")) || sheet.starts_with(&format!("{w} "))) {
        return (Role::Lookup, format!("the sheet is called `{}`: lists and explanations, no records", names.sheet));
    }
    if let Some(reason) = one_cell_a_row(grid, profiles).or_else(|| page_properties(grid, profiles)) {
        return (Role::NotATable, reason);
    }
    if let Some(reason) = without_header(grid) {
        return (Role::NotATable, reason);
    }
    let texts = grid.cells.iter().filter(|c| matches!(c.value, Value::Text(_))).count();
    if grid.cells.len() > 20 && texts * 4 < grid.cells.len() {
        return (Role::NotATable, "mostly figures without a header that names fields: a chart's data or a pivot".to_owned());
    }
    (Role::NotATable, "no row names fields that a record would have (name, dates, status, owner …)".to_owned())
}
