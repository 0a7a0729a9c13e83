//! Explanations of the findings that reading raises: files, sheets, cells, before anybody says what they mean.

use super::Check;
use crate::diagnostic::Severity::{Error, Note, Warning};

macro_rules! checks {
    ($($name:literal, $severity:ident, $title:literal, $explain:literal;)+) => {
        /// The findings of reading.
        pub const CHECKS: &[Check] = &[
            $(Check { name: $name, severity: $severity, title: $title, explain: $explain, run: None }),+
        ];
    };
}

checks! {
    "input-missing", Error, "A given path does not exist",
    "A path given on the command line is no file and no folder, or cannot be opened.\n\n\
     Nothing of it is in the pack, so figures may be missing without showing.\n\n\
     Check the spelling of the path and your rights to it.";

    "input-unreadable", Error, "A file or folder under a given path cannot be opened",
    "A folder cannot be listed, a file cannot be opened, or a member of an archive cannot be unpacked.\n\n\
     What is in it is missing from the pack.\n\n\
     Check your rights to it; unpack archives that carry a password.";

    "input-skipped", Note, "A file is no input and was left out",
    "Lock files (`~$…`), by-products of macOS and Windows, read-me files, steerpack's own files and the output of earlier runs are no exports.\n\n\
     They are named so that nobody searches for them among the sources.\n\n\
     Nothing to do. A lock file means that somebody has the workbook open: ask them to save.";

    "file-unreadable", Error, "A file cannot be read",
    "The file is empty, damaged, protected, of a kind that is not read, or beyond a limit. What it is was decided by its content, not by its name.\n\n\
     Nothing of it is in the pack; the other files were read.\n\n\
     The finding says what to do, for most trackers with the menu item that exports an Excel workbook or CSV. Limits can be raised in the configuration under `[limits]`.";

    "not-a-table", Note, "A file is text, not a table",
    "Notes, configuration files and the like lie among the exports.\n\n\
     They hold no records, so nothing is missing.\n\n\
     Nothing to do, unless the file should have been an export.";

    "file-without-cells", Warning, "A file holds no filled cell",
    "The file was opened, and no sheet of it holds a value.\n\n\
     An export that ran against an empty filter looks like this.\n\n\
     Export again and look at the file before handing it in.";

    "format-unexpected", Note, "A file is not what its name says",
    "A tracker named a web page or delimited text `.xls`, or somebody renamed a workbook.\n\n\
     It was read as what it is; nothing is lost.\n\n\
     Nothing to do.";

    "sheet-skipped", Note, "A sheet was left out",
    "Chart sheets, dialog sheets and sheets of macros hold no table; a sheet may also be listed and not be there. Macros are never run.\n\n\
     No record is lost by it.\n\n\
     Nothing to do; a sheet that should be there wants a new export.";

    "sheet-hidden", Note, "A hidden sheet was read",
    "The sheet is hidden in the workbook and was read like the others.\n\n\
     Hidden sheets often hold old versions or lookup lists, which could count twice.\n\n\
     If it is out of date, delete it or leave it out in the configuration.";

    "sheet-incomplete", Error, "Only a part of a sheet could be read",
    "The sheet breaks off or is damaged. What stands before the fault was read; the row is named.\n\n\
     Tasks after that row are missing from every figure.\n\n\
     Open the workbook in Excel, let it repair the sheet, save it and run again, or export again.";

    "cell-unreadable", Warning, "A cell holds something no reader accepts",
    "The cell is typed as a number, shared text or truth value and holds none, or is of an unknown type. The program that wrote the file is at fault.\n\n\
     The cell counts as an error value; the rest of the sheet was read.\n\n\
     Correct the cell in Excel and save the file.";

    "line-ends-unusual", Warning, "The lines of a file end in a character that is rarely one",
    "The text has no line feed and no carriage return, but characters that Unicode calls ends of lines (U+2028, U+2029, U+0085).\n\n\
     They were read as ends of lines. Where the file was meant as one line, a break within a text became a row.\n\n\
     Look at the first lines; export the file with common line ends (LF or CR LF).";

    "text-cut", Warning, "The end of a very long text was left out",
    "A single field or cell holds more text than the limit, megabytes of it: mostly a quote that is closed much later than meant.\n\n\
     Its beginning was kept; what would have been further records may be in the rest.\n\n\
     Look at the place in a text editor. If the text is right, raise `node-bytes` under `[limits]`.";

    "cell-outside-grid", Warning, "A cell lies outside the grid of a sheet",
    "A sheet has 1,048,576 rows and 16,384 columns; the cell claims to be beyond.\n\n\
     It was left out, since no program could show it.\n\n\
     The file was written by a faulty program; check it in Excel and save it again.";

    "cell-repeated", Warning, "One cell is stated more than once",
    "Two cells of a sheet carry one address.\n\n\
     Which value is right cannot be known; the first is kept.\n\n\
     Open the file in Excel, check the cell and save it again.";

    "cell-in-error", Warning, "Cells hold error values",
    "`#N/A`, `#REF!` and the like: a formula failed.\n\n\
     An error is neither text nor blank nor zero, so the field has no value.\n\n\
     Mend the formula in the source or clear the cell.";

    "formula-unsaved", Warning, "A formula has no saved value",
    "A program wrote formulas and did not calculate them, so the file holds no value for these cells.\n\n\
     Reading them as blank would hide figures; they count as not known.\n\n\
     Open the file in Excel, let it calculate, save it and run again.";

    "date-out-of-range", Warning, "A date lies outside the calendar",
    "The cell is formatted as a date, and its number is negative or beyond the year 9999.\n\n\
     It is kept as a number and gives no date.\n\n\
     Correct the value or its format.";

    "calendar-unreadable", Warning, "Hours of a calendar cannot be read",
    "A weekday or a day of a calendar holds neither hours (0 to 24) nor times of day.\n\n\
     The day is taken as off, so work on it would be scheduled later and capacity counted too low.\n\n\
     Enter hours as a number (4 for a half day, 16 for two shifts), or times such as 08:00-12:00, 13:00-17:00.";

    "number-too-long", Warning, "A number has more digits than Excel keeps",
    "Excel keeps 15 digits of a number; ids and account numbers beyond lose their last digits when they are typed as numbers.\n\n\
     Two different ids can become one.\n\n\
     Keep long ids as text in the source.";

    "rows-ragged", Warning, "A record has more or fewer fields than the table",
    "A line of a delimited file has a delimiter too many or too few, often because a text with a delimiter is not quoted.\n\n\
     Values may stand one column off from there on. All were kept where they stand.\n\n\
     Look at the line, quote the text, export again.";

    "lines-rewrapped", Note, "A spreadsheet program had saved each line as one cell",
    "The export is separated by commas, and was opened where another sign separates lists: every line fell into one cell, and saving quoted the lines as a whole.\n\n\
     The lines were put back as they had been, so nothing is missing; texts that the program changed on opening stay changed.\n\n\
     Hand in the export as the tracker wrote it.";

    "quote-unclosed", Error, "A quote opens and is never closed",
    "Most readers would take everything up to the next quote, or the rest of the file, as one field.\n\n\
     The quote is taken as text here, so no record is swallowed; the field itself wants a look.\n\n\
     Close the quote, or double it where it is meant as text.";

    "quote-stray", Warning, "Text follows a closing quote",
    "A quoted field goes on after its closing quote, as in `\"a\"b`.\n\n\
     Readers differ in what they make of it; the field is kept as written.\n\n\
     Double the quotes inside quoted fields.";

    "encoding-guessed", Note, "The encoding of a file was guessed",
    "The file is no UTF-8 and carries no mark that says what it is.\n\n\
     If the guess is wrong, names with accents come out wrong.\n\n\
     Save the file as CSV UTF-8.";

    "encoding-mixed", Warning, "A file mixes encodings",
    "Some lines are UTF-8, others are not; each was read as what it is.\n\n\
     This happens when two exports are pasted together.\n\n\
     Check the names on the lines listed.";

    "encoding-unusual", Note, "A workbook is written in UTF-16",
    "The parts of the workbook are UTF-16, which is allowed and rare.\n\n\
     They were read as such; nothing is lost.\n\n\
     Nothing to do.";

    "characters-lost", Warning, "Some bytes stand for no character",
    "The file holds bytes that its encoding does not know.\n\n\
     The characters are lost, and names that hold them will not match.\n\n\
     Export the file again as CSV UTF-8.";

    "text-mangled", Warning, "Text was opened in the wrong encoding before",
    "`MÃ¼ller` is `Müller` saved as UTF-8 and opened as windows-1252.\n\n\
     Such names do not match the same names elsewhere.\n\n\
     Export again, and open CSV in Excel through Data > From Text/CSV.";

    "characters-control", Warning, "Cells hold control or direction-changing characters",
    "Control characters can change what a terminal shows, direction marks what a reader reads.\n\n\
     They are escaped wherever they are shown.\n\n\
     Retype the text in the source.";

    "characters-invisible", Note, "Cells hold characters that are not seen",
    "Zero-width spaces, soft hyphens and the like come in by copying from web pages.\n\n\
     They are left out when names and words are compared.\n\n\
     Nothing to do; retype the text if it matters.";

    "characters-lookalike", Note, "A word mixes letters of two scripts",
    "Some letters of the word are Cyrillic and look like Latin ones, or the reverse.\n\n\
     The word will not match the one it looks like, and is not merged with it silently.\n\n\
     Retype the word in the source.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_explanation_has_three_paragraphs() {
        for c in CHECKS {
            assert_eq!(c.explain.split("\n\n").count(), 3, "{}", c.name);
        }
    }
}
