//! Values → what will be shown: the workbook as plain data ([`plan`]), the sheets ([`sheets`]), the summaries.

pub mod plan;
