//! &[`Portfolio`](crate::model::Portfolio) → [`Analysis`]: what follows from the facts. Nothing here changes a fact; every
//! computed value lives in a type of its own.

pub mod result;

pub use result::*;
