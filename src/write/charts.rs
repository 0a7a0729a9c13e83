//! Native charts. In horizontal bars the vertical axis carries the categories and the horizontal one the values; the first
//! category stands on top.

use super::style::chart_color;
use super::text;
use crate::report::plan::{ChartKind, ChartPlan};
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartSolidFill, ChartType, Color,
    ObjectMovement, Worksheet, XlsxError,
};

/// Puts a chart on a sheet.
///
/// # Errors
/// A range that the format does not allow.
pub fn insert(plan: &ChartPlan, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let kind = match plan.kind {
        ChartKind::Bar => ChartType::Bar,
        ChartKind::StackedBar => ChartType::BarStacked,
        ChartKind::Column => ChartType::Column,
        ChartKind::StackedColumn => ChartType::ColumnStacked,
        ChartKind::Line => ChartType::Line,
    };
    let horizontal = matches!(plan.kind, ChartKind::Bar | ChartKind::StackedBar);
    let mut chart = Chart::new(kind);
    for series in &plan.series {
        let color = chart_color(series.style);
        let (r0, c0, r1, c1) = series.categories;
        let (v0, d0, v1, d1) = series.values;
        let one = chart.add_series();
        one.set_name(text::cell(&series.name).as_ref());
        one.set_categories((series.sheet, r0, c0, r1, c1));
        one.set_values((series.sheet, v0, d0, v1, d1));
        let mut look = ChartFormat::new();
        if plan.kind == ChartKind::Line {
            look.set_line(ChartLine::new().set_color(color).set_width(2.25));
        } else {
            look.set_solid_fill(ChartSolidFill::new().set_color(color));
            look.set_border(ChartLine::new().set_color(Color::RGB(0x7F7F7F)).set_width(0.5));
            one.set_gap(60);
            if matches!(plan.kind, ChartKind::StackedBar | ChartKind::StackedColumn) {
                one.set_overlap(100);
            }
        }
        one.set_format(&mut look);
    }
    dress(plan, &mut chart, horizontal);
    sheet.insert_chart(plan.at.0, plan.at.1, &chart)?;
    Ok(())
}

fn dress(plan: &ChartPlan, chart: &mut Chart, horizontal: bool) {
    let mut title = ChartFont::new();
    title.set_size(12).set_bold().set_color(Color::RGB(0x1F3A5F));
    chart.title().set_name(text::cell(&plan.title).as_ref()).set_font(&title);
    let mut small = ChartFont::new();
    small.set_size(10);
    chart.x_axis().set_font(&small);
    chart.y_axis().set_font(&small);
    let mut light = ChartLine::new();
    light.set_color(Color::RGB(0xD9D9D9)).set_width(0.5);
    if horizontal {
        chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max);
        chart.x_axis().set_major_gridlines(true).set_major_gridlines_line(&light);
        chart.y_axis().set_major_gridlines(false);
    } else {
        chart.y_axis().set_major_gridlines(true).set_major_gridlines_line(&light);
    }
    if plan.series.len() > 1 {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&small);
    } else {
        chart.legend().set_hidden();
    }
    chart.set_width(plan.size.0.max(120)).set_height(plan.size.1.max(80));
    chart.set_alt_text(text::cut_units(&text::cell(&plan.alt), 250));
    chart.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
}
