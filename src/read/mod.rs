//! bytes → [`Grid`]: what a file is, decided by its content, and every non-empty cell of it with its absolute address.
//!
//! - [`gather`]: which inputs the given paths hold (folders recursively, zip members two deep), sorted by name.
//! - [`read`]: one input → its grids. Never panics on bad bytes; what cannot be read is a diagnostic in plain words.
//!
//! What the cells mean is left to `import`.

pub mod grid;

pub use crate::config::Limits;
pub use grid::{Area, Cell, ErrorValue, Fill, Grid, GridRow, TextId, Value};
