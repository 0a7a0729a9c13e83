//! What a user settles: [`settings`] (thresholds, precedence, sources, projects), calendars, the identity ledger, adjustments.
//!
//! Everything has a documented default; an unknown key is an error with its line and near matches.

pub mod adjustments;
pub mod calendars;
pub mod ledger;
pub mod limits;
pub mod load;
pub mod settings;
pub mod store;
pub mod strict;

pub use adjustments::{AdjustmentRule, ExpectedRule, GateRule, WaiverRule};
pub use ledger::Ledger;
pub use limits::Limits;
pub use load::{FILE_NAME, Loaded, load};
pub use settings::{Lines, ProjectRule, Settings, SourceRule, Thresholds};
