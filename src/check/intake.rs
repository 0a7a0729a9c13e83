//! Explanations of the findings that reading, importing and reconciling raise.

use super::Check;

/// The findings of intake.
pub const CHECKS: &[Check] = &[];
