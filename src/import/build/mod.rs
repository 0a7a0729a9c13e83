//! Rows → records: each fact with its cell. One file a kind of record.

pub mod absence;
pub mod adjusted;
pub mod calendars;
mod capacity_unit;
pub mod cells;
pub mod comments;
pub mod decide;
mod drawn;
pub mod gates;
pub mod link_rows;
pub mod links;
pub mod listed;
pub mod log;
mod money_scale;
pub mod monthly;
pub mod numbers;
pub mod office;
pub mod pages;
mod related;
pub mod repeats;
pub mod row_base;
pub mod settle;
pub mod staff;
pub mod suspect;
pub mod task;
pub mod tree;
pub mod units;

use crate::diagnostic::Diagnostic;
use crate::import::extract::{DateOrderReading, Records, SetAside};
use crate::import::shape::Shaped;
use crate::import::table::Table;
use crate::model::Role;

/// What building the records of one table gave.
#[derive(Debug, Default)]
pub struct Built {
    /// The records.
    pub records: Records,
    /// Rows that gave a record.
    pub record_rows: usize,
    /// Rows merged into another record.
    pub merged_rows: usize,
    /// Rows set aside while building.
    pub set_aside: Vec<SetAside>,
    /// Date orders decided.
    pub date_orders: Vec<DateOrderReading>,
    /// What was odd.
    pub diagnostics: Vec<Diagnostic>,
}

/// Builds the records of a table.
pub fn build(table: Table, shaped: &Shaped) -> Built {
    let rows: Vec<(usize, usize)> = shaped.rows.iter().map(|r| (r.ix, r.set)).collect();
    let mut cells = cells::Cells::new(table, &shaped.sets, &rows);
    let date_orders = cells.date_orders(&shaped.sets, &rows);
    let mut built = match table.table.role {
        _ if table.table.log.is_some() => log::build(&mut cells, shaped),
        Role::Tasks | Role::Milestones if table.table.projects => office::projects(&mut cells, shaped),
        Role::Tasks | Role::Milestones => task::build(&mut cells, shaped),
        Role::Resources => staff::resources(&mut cells, shaped),
        Role::Assignments => staff::assignments(&mut cells, shaped),
        Role::Capacity => staff::capacity(&mut cells, shaped),
        Role::Benefits => office::benefits(&mut cells, shaped),
        Role::Budget => office::budget(&mut cells, shaped),
        Role::Stakeholders => office::stakeholders(&mut cells, shaped),
        Role::Comments => office::comments(&mut cells, shaped),
        Role::Calendars => calendars::calendars(&mut cells, shaped),
        Role::Adjustments => adjusted::adjustments(&mut cells, shaped),
        Role::Gates => gates::gates(&mut cells, shaped),
        Role::Risks | Role::Issues | Role::Assumptions | Role::Decisions | Role::Changes | Role::Actions => {
            log::build(&mut cells, shaped)
        }
        Role::Lookup if table.table.joins == Some(crate::import::profile::Joins::Links) => link_rows::build(&mut cells, shaped),
        Role::Lookup | Role::NotATable => {
            let aside = |ix: usize| SetAside {
                at: table.grid.at(ix, 0),
                reason: table.table.reason.clone().unwrap_or_else(|| "list of choices, no records".to_owned()),
            };
            Built { set_aside: shaped.rows.iter().map(|r| aside(r.ix)).collect(), ..Built::default() }
        }
    };
    suspect::look(&cells, shaped, &date_orders, &mut built);
    built.date_orders = date_orders;
    built.merged_rows += shaped.merged.len();
    built.diagnostics.append(&mut cells.diagnostics);
    built
}
