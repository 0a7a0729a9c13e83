//! Explanations of the findings that importing raises: what a table is, and what its cells say.

use super::Check;
use crate::diagnostic::Severity::{Note, Warning};

macro_rules! checks {
    ($($name:literal, $severity:ident, $title:literal, $explain:literal;)+) => {
        /// The findings of importing.
        pub const CHECKS: &[Check] = &[
            $(Check { name: $name, severity: $severity, title: $title, explain: $explain, run: None }),+
        ];
    };
}

checks! {
    "table-not-recognised", Note, "A sheet holds no table that is recognised",
    "No row of the sheet looks like a header of any tracker or register that is known.\n\n\
     If it is a table of records, all of it is missing from the pack.\n\n\
     Name its tracker, role and header row under `[[source]]` in the configuration; a cover sheet or a legend wants nothing.";

    "dates-missing", Note, "No record of a table has a date",
    "The table holds records of work, and not one of them has a planned, due or actual date.\n\n\
     No date is invented: such a project is neither on time nor late, it is not assessable.\n\n\
     Export the columns that hold dates, or agree dates with the owner.";

    "export-cut", Warning, "An export ends at the tracker's limit, or inside a record",
    "The file has exactly as many rows as the tracker exports at most, or its last record breaks off without a line end.\n\n\
     Records beyond the limit are missing, and nothing in the file says which.\n\n\
     Narrow the filter and hand in several files; records in two of them count once.";

    "canonical-value", Warning, "A cell of steerpack's own form holds what its column does not take",
    "The file is one that `steerpack convert` wrote, or its template filled in, and the cell is no date, number or word of the list that its header's note names.\n\n\
     The value is left out: nothing is guessed in a form that says what it takes.\n\n\
     Correct the cell; the note at the header says how.";

    "converted-beside-original", Warning, "A converted file lies beside its originals",
    "Every original that the file was converted from is among the inputs too.\n\n\
     Read beside them it would count everything twice, so its rows are set aside.\n\n\
     Hand in either the originals or what was converted from them.";

    "converted-row-changed", Note, "A converted row was changed by hand",
    "The values of the row are no longer those that `steerpack convert` wrote beside the cells they came from.\n\n\
     The row is taken as it now stands, and its facts name this file as their place, because the original does not say so.\n\n\
     Correct the original and convert it again, if the original is to be the source.";

    "people-ambiguous", Note, "A comma in a column of people may part two, or a family name from a given name",
    "The column has cells such as `Berg, Anna`, and no other cell proves whether its commas part people or turn names round.\n\n\
     The cell is taken for one person as it stands; if it is two, neither of them is seen as assigned.\n\n\
     Part people by `;`, or write names as `First Last`.";

    "lag-comma", Warning, "A comma behind a lag may be a decimal comma or part two links",
    "The cell reads `3FS-2,5` without a unit, and 5 is a record of the table: a lag of 2.5 days, or a lag of 2 days and a further link to 5.\n\n\
     Neither reading is proved, so no link is made of it, and the schedule lacks it.\n\n\
     Write the unit (`3FS-2,5d`) or part links by `;`.";

    "table-turned", Note, "A table lies on its side",
    "The first column holds the names of fields, and every further column is a record.\n\n\
     It is read column by column; in the receipt its columns count as rows.\n\n\
     Nothing wants doing. If the sheet is no such table, leave it out with `skip = true` under `[[source]]`.";

    "links-run-together", Warning, "A list of row numbers became one number",
    "A spreadsheet took the commas of a list such as `108,107` for those of thousands, and the cell now holds 108107. No row has that number.\n\n\
     Which rows the list named cannot be told again, so no link is made of it. Microsoft Project's column `WBS Predecessors` beside it is read instead.\n\n\
     Format the column as text before pasting.";

    "cell-cut", Warning, "A text ends where a spreadsheet's cell is full",
    "The text has exactly 32,767 characters. A cell of a spreadsheet holds no more, so whoever opened the export there and saved it lost the rest.\n\n\
     Descriptions and comments end in the middle; keys and links that stood behind are gone.\n\n\
     Hand in the export as the tracker wrote it.";

    "tables-side-by-side", Note, "Several tables stand side by side on one sheet",
    "Columns that hold nothing part the sheet, and each side is a table of its own.\n\n\
     Each is read by itself; in the receipt the rows of each table count.\n\n\
     Nothing wants doing. If the sides are one table, delete the empty column between them.";

    "row-base-unproved", Warning, "Nothing tells from which row predecessors count",
    "Predecessors are row numbers and no column holds them. Counted from the first record, or with the header as row 1, they name different records, and both readings are possible.\n\n\
     No link is made of them, because a wrong one moves dates without anybody seeing why.\n\n\
     Add a column with the number of each row (ID), or set the column to be left out.";

    "empty-table", Note, "A table has a header and no records",
    "The header is recognised, and no row under it is a record.\n\n\
     An empty register is honest; an export with the wrong filter looks the same.\n\n\
     If there should be records, export again.";

    "columns-disagree", Note, "Two columns of one field say different things",
    "Two columns map to the same field, and in this row they differ. The first one is kept.\n\n\
     Trackers repeat headers for several values, but also give different fields the same name; the kept one may be the wrong one.\n\n\
     Map one of the two columns with `columns` in the configuration.";

    "date-ambiguous", Warning, "A date can be read as day-month and as month-day",
    "The text has two readings, and no value, weekday or month name of its column or of the columns beside it proves one.\n\n\
     Read the wrong way a date moves by up to eleven months, so it is left without a value.\n\n\
     Set `date-order` for the source, or export with month names or as `2026-03-31`.";

    "date-unreadable", Warning, "A text in a date column is no date",
    "The cell holds neither a date nor a word for nothing such as `TBC` or `n/a`, or it is not possible in the order that its column proves.\n\n\
     The record has no date there and drops out of the schedule as far as it rests on it.\n\n\
     Correct the cell. If the whole column is read in the wrong order, set `date-order` for the source.";

    "date-coarse", Note, "A period stands where a day belongs",
    "The cell names a month, quarter or week, or a day without its year: `Q3 2026`, `W/C 12 Oct`, `27-Nov`.\n\n\
     A start takes the first day of the period, an end its last. A missing year is the one nearest to the day the data is of (stated around the table, in the configuration, or the latest day that has passed in it); without such a day the cell is not read.\n\n\
     Write the day with its year in the source.";

    "dates-drawn", Note, "Start and finish are read from a drawn Gantt",
    "The table has a column a week, month or day and no column that states a day; cells are ticked or filled where the work lies.\n\n\
     A row begins with the first day of its first marked period and ends with the last of its last, so dates are as coarse as the columns.\n\n\
     Add columns for start and finish where the day matters.";

    "milestone-assumed", Note, "A row is taken for a milestone by its name and dates",
    "In a plan kept by hand the row begins and ends on one day and has no duration, and either its name is that of a moment (`Go-live`, `Design sign-off`) or other rows have durations.\n\n\
     Milestones are reported apart and have no length; a day's work taken for one loses a day.\n\n\
     Give it a duration of 0, or of 1 day if it is work.";

    "capacity-per-project", Note, "A capacity sheet states what projects ask of people",
    "The same people or roles stand in it once a project, with the project beside them, or the sheet is called a demand.\n\n\
     Such figures are demand. Added up as capacity they would hide every overload, so they are kept out of it.\n\n\
     State what each person or role can give in a row of their own, without a project.";

    "earned-value-over-time", Note, "Earned value is stated period by period",
    "Planned value, earned value and actual cost stand in rows with a column a period.\n\n\
     The last period that has both earned value and actual cost counts. Rows that rise throughout are taken for running totals, others are added up.\n\n\
     Say in the sheet whether the figures are cumulative, and check the figures on the sheet Budget.";

    "setting-unmatched", Warning, "A setting of the configuration meets nothing",
    "A [[source]] has a pattern that no file fits, or names a sheet, a header or a header row that is not there.\n\n\
     The guess that it was to settle still stands, whatever it was.\n\n\
     Correct the name; `steerpack inspect` shows the files, sheets and headers as they are.";

    "date-as-number", Note, "A bare number stands in a date column",
    "A spreadsheet counts days from 1900; the number is such a count whose date format was lost.\n\n\
     It was read as the day it counts. A number that meant something else would now be a date.\n\n\
     Format the column as a date before exporting.";

    "date-swapped", Warning, "A spreadsheet swapped day and month",
    "The weekday beside a date does not fit it, but fits the date with day and month exchanged: a spreadsheet took `01/04` for 4 January.\n\n\
     Where at least two cells of the column show this, more than fit as they stand, and next to none fits neither way, they were read the right way round; a single one is left as it stands.\n\n\
     Correct the dates of the column in the source.";

    "weekday-contradicts", Warning, "A date is not of the weekday written with it",
    "A weekday stands in the cell or in the column beside it, and the date falls on another one.\n\n\
     Either the date or the weekday was mistyped, or a plan was moved and one of the two left behind. The date is taken as it stands.\n\n\
     Correct the one that is wrong.";

    "duration-unreadable", Warning, "A duration or an amount of work cannot be read",
    "The cell holds no number with a unit that is known, or a bare number where nothing tells the unit.\n\n\
     Without a duration a task has no length to plan with, and its people no demand.\n\n\
     Write the unit behind the number (`3 days`, `12 h`), or into the header.";

    "unit-unknown", Note, "Durations are bare numbers without a unit",
    "Neither the header nor the dates beside them prove whether days, weeks or hours are meant.\n\n\
     They are left without a value rather than guessed.\n\n\
     Write the unit into the header, for example `Duration (days)`.";

    "capacity-unit-assumed", Warning, "A capacity sheet does not say what its figures count",
    "Neither title nor captions say hours, days, shares or heads; the size of the figures and the length of the periods decide.\n\n\
     Taken wrongly, everybody on the sheet is overloaded or idle.\n\n\
     Write the unit into the sheet's title or a caption, for example `Available hours`.";

    "amounts-scaled", Note, "Amounts are read as thousands or millions",
    "Title, caption or foot of the table says so for all of its amounts (`Cost report £k`, `in TEUR`), the columns' own headers do not.\n\n\
     Read in full the figures would be a thousand or a million times too small beside those of other files.\n\n\
     Write the unit into the headers, for example `Budget (£k)`, and nothing has to be taken from around the table.";

    "amounts-scale-unclear", Warning, "What the amounts of a table count is not clear",
    "Captions around the table differ about thousands and millions, or what they say would make its amounts absurdly large.\n\n\
     The amounts are taken as they stand, so they may be a thousand times too small or too large.\n\n\
     Write the unit into the headers of the columns, for example `Budget (£k)`.";

    "accountable-missing", Warning, "Activities of a responsibility matrix have nobody accountable",
    "The matrix names who is accountable (A) for other activities, for these it does not.\n\n\
     Where nobody answers for an activity its decisions wait or are taken by whoever is loudest.\n\n\
     Name one person or role per activity.";

    "accountable-doubled", Warning, "Activities of a responsibility matrix have more than one accountable",
    "Several people or roles carry an A for one activity.\n\n\
     Two who answer for the same thing decide against each other, or each waits for the other.\n\n\
     Leave one A per activity; make the others responsible or consulted.";

    "months-contradict-total", Warning, "The months of a budget line do not add up to its total",
    "The line has a column a month and one for the whole, and the two come to different sums.\n\n\
     The stated total is taken. Either a month is missing, or the total is no longer what the months say.\n\n\
     Correct the one that is wrong, or let the total be a formula.";

    "number-ambiguous", Warning, "A number can be read in two ways",
    "In `1,234` the comma may part thousands or be the decimal sign, and no other value of the column tells.\n\n\
     The two readings differ by a factor of a thousand, so neither is taken.\n\n\
     Write the column's numbers with decimals, or as numbers instead of text.";

    "number-unreadable", Note, "A text in a number column is no number",
    "The cell holds words or a form of number that is not known.\n\n\
     It counts as not stated, not as zero.\n\n\
     Correct the cell, or map the column to another field in the configuration.";

    "percent-unreadable", Warning, "Progress cannot be read",
    "The cell is no percentage, or a bare 1 of which nothing tells whether it is 1 % or all of it.\n\n\
     The record has no percent complete, so progress and earned value leave it out.\n\n\
     Write percentages with a % sign.";

    "status-unknown", Note, "A status word is in no known category",
    "The word is none of those known for this tracker or in general. (Words of health such as `At risk`, `Late` or `Green` are known: the work stays open, the colour is the one reported.)\n\n\
     Whether the work is open, done or cancelled is then told only by its dates and percent complete.\n\n\
     Add the word to the tracker's profile under `words.status`.";

    "period-without-year", Warning, "Captions of periods have no year",
    "Columns are headed by months or weeks without a year, and nothing in the sheet gives one.\n\n\
     The figures under them cannot be laid on a calendar and are left out.\n\n\
     Write the year into the captions (`Apr 2026`), or set `data-date` for the source.";

    "week-without-year", Warning, "A week number has no year",
    "The cell names a week, and nothing in the table gives its year.\n\n\
     The record has no date there.\n\n\
     Write the year with the week (`2026-W12`), or set `data-date` for the source.";

    "link-unreadable", Warning, "A text stands where links are expected",
    "The cell holds prose, or a reference that no record of the table answers to.\n\n\
     No link was made of it: a dependency that is only told in words is not in the network, and what it delays does not show.\n\n\
     Write ids or row numbers, for example `12FS+2d`.";

    "link-became-date", Warning, "A spreadsheet made a date of a reference",
    "The cell of a link column holds a date: a text such as `3-4` was turned into one.\n\n\
     What it referred to is lost, and with it the link.\n\n\
     Type the references again as text.";

    "id-destroyed", Warning, "A spreadsheet rounded long ids",
    "Ids such as `7.18656E+14` are what is left of sixteen digits after the export was opened and saved in a spreadsheet.\n\n\
     Several records now share one id, so none is told apart by it.\n\n\
     Hand in the export as the tracker wrote it.";

    "names-drag-filled", Warning, "A name was filled down with a running number",
    "One name stands with many different numbers behind it: a spreadsheet's fill handle counted up while somebody copied the name down.\n\n\
     Each number looks like a person of its own, so one person's load is spread over people who do not exist.\n\n\
     Write the name without numbers in these cells, or list the spellings as one person in the configuration.";
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
