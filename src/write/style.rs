//! What each [`Style`] looks like. Dark text on light fills that differ in lightness, so that the page reads in grey and for
//! the colour-blind; blue stands for good or calm, orange for caution, dark red for bad.

use crate::report::plan::Style;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

const NAVY: u32 = 0x1F3A5F;
const INK: u32 = 0x1A1A1A;
const GREY: u32 = 0x595959;
const PALE: u32 = 0xEEF2F7;
const RED: u32 = 0xA61C12;
const RED_PALE: u32 = 0xF8DDD4;
const ORANGE: u32 = 0xF2B134;
const ORANGE_PALE: u32 = 0xFDEBC8;
const BLUE: u32 = 0x1F5FA8;
const BLUE_PALE: u32 = 0xD6E8F5;

/// How a date is shown.
pub const DATE: &str = "dd mmm yyyy";

/// Formats of all styles, made once.
pub struct Palette {
    formats: Vec<Format>,
}

impl Palette {
    /// All formats.
    pub fn new() -> Palette {
        let count = ALL.iter().map(|s| *s as usize).max().map_or(0, |m| m + 1);
        let mut formats = vec![Format::new(); count];
        for style in ALL {
            if let Some(slot) = formats.get_mut(*style as usize) {
                *slot = format(*style);
            }
        }
        Palette { formats }
    }
    /// The format of a style.
    pub fn get(&self, style: Style) -> &Format {
        self.formats.get(style as usize).or(self.formats.first()).expect("the palette holds every style")
    }
}

/// Styles that show a date as words do, to the left.
const WORDY: [Style; 6] = [Style::Plain, Style::Wrap, Style::Link, Style::Muted, Style::MutedWrap, Style::Conflict];

/// Whether a date in this style stands to the left, in the house's date format.
pub fn is_wordy(style: Style) -> bool {
    WORDY.contains(&style)
}

impl Palette {
    /// The format of a date in a style that [`is_wordy`].
    pub fn dated(&self, style: Style) -> Format {
        self.get(style).clone().set_num_format(DATE).set_align(FormatAlign::Left)
    }
    /// Every format that a cell can have, in one order. Big sheets share one table of formats, numbered as they arrive:
    /// told beforehand, the numbers are the same on any number of threads.
    pub fn every(&self) -> Vec<Format> {
        let plain = ALL.iter().map(|s| self.get(*s).clone());
        plain.chain(WORDY.map(|s| self.dated(s))).collect()
    }
}

impl Default for Palette {
    fn default() -> Self {
        Palette::new()
    }
}

/// Every style; a new one that is missing here looks plain.
#[rustfmt::skip]
pub const ALL: &[Style] = &[
    Style::Plain, Style::Wrap, Style::Title, Style::Subtitle, Style::Heading, Style::Header, Style::Muted, Style::MutedWrap,
    Style::Figure,
    Style::FigureLabel, Style::Date, Style::Integer, Style::Decimal, Style::Percent, Style::Money, Style::Late, Style::LateDate,
    Style::LateDays, Style::AtRisk, Style::AtRiskDate, Style::OnTrack, Style::NotAssessable, Style::Conflict, Style::ComputedDate,
    Style::ComputedNumber, Style::Assumed, Style::Critical, Style::Summary, Style::SummaryDate, Style::Milestone, Style::RagRed,
    Style::RagAmber, Style::RagGreen, Style::SeverityError, Style::SeverityWarning, Style::SeverityNote, Style::Link,
    Style::Heat0, Style::Heat1, Style::Heat2, Style::Heat3, Style::Heat4,
];

/// The colour a chart series takes from a style.
pub fn chart_color(style: Style) -> Color {
    Color::RGB(match style {
        Style::Late
        | Style::LateDate
        | Style::LateDays
        | Style::RagRed
        | Style::SeverityError
        | Style::Heat4
        | Style::Critical => RED,
        Style::AtRisk | Style::AtRiskDate | Style::RagAmber | Style::SeverityWarning => ORANGE,
        Style::Heat3 => 0xF2A65A,
        Style::RagGreen | Style::OnTrack => 0x7FBFA3,
        Style::NotAssessable | Style::Muted | Style::MutedWrap | Style::Assumed => 0xB0B0B0,
        Style::SeverityNote | Style::Heat2 => 0x8FC1E3,
        Style::Heat1 | Style::Heat0 => BLUE_PALE,
        Style::ComputedDate | Style::ComputedNumber | Style::Link => BLUE,
        Style::Conflict => 0x7A5AA6,
        _ => NAVY,
    })
}

/// Whether text in this style wraps, so that a merged cell needs its height worked out.
pub fn wraps(style: Style) -> bool {
    matches!(style, Style::Wrap | Style::MutedWrap | Style::FigureLabel)
}

fn base() -> Format {
    Format::new().set_font_color(Color::RGB(INK)).set_align(FormatAlign::Top)
}

fn filled(fill: u32, ink: u32) -> Format {
    base().set_background_color(Color::RGB(fill)).set_font_color(Color::RGB(ink))
}

fn centred(fill: u32, ink: u32) -> Format {
    filled(fill, ink).set_bold().set_align(FormatAlign::Center)
}

fn format(style: Style) -> Format {
    match style {
        Style::Plain => base(),
        Style::Wrap => base().set_text_wrap(),
        Style::Title => base().set_bold().set_font_size(18).set_font_color(Color::RGB(NAVY)),
        Style::Subtitle => base().set_font_color(Color::RGB(GREY)),
        Style::Heading => base().set_bold().set_font_size(13).set_font_color(Color::RGB(NAVY)),
        Style::Header => Format::new()
            .set_bold()
            .set_font_color(Color::RGB(0xFF_FFFF))
            .set_background_color(Color::RGB(NAVY))
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter),
        Style::Muted => base().set_font_color(Color::RGB(GREY)),
        Style::MutedWrap => base().set_font_color(Color::RGB(GREY)).set_text_wrap(),
        Style::Figure => centred(PALE, NAVY).set_font_size(22).set_align(FormatAlign::VerticalCenter).set_num_format("#,##0"),
        Style::FigureLabel => filled(PALE, 0x3B4A5C).set_align(FormatAlign::Center).set_text_wrap(),
        Style::Date => base().set_num_format(DATE).set_align(FormatAlign::Left),
        Style::Integer => base().set_num_format("#,##0").set_align(FormatAlign::Right).set_indent(1),
        Style::Decimal => base().set_num_format("#,##0.0").set_align(FormatAlign::Right).set_indent(1),
        Style::Percent => base().set_num_format("0%").set_align(FormatAlign::Right).set_indent(1),
        Style::Money => base().set_num_format("#,##0").set_align(FormatAlign::Right).set_indent(1),
        Style::Late => filled(RED_PALE, 0x7A150D).set_bold(),
        Style::LateDate => filled(RED_PALE, 0x7A150D).set_bold().set_num_format(DATE).set_align(FormatAlign::Left),
        Style::LateDays => {
            filled(RED_PALE, 0x7A150D).set_bold().set_num_format("+#,##0;-#,##0;0").set_align(FormatAlign::Right).set_indent(1)
        }
        Style::AtRisk => filled(ORANGE_PALE, 0x6B4200),
        Style::AtRiskDate => filled(ORANGE_PALE, 0x6B4200).set_num_format(DATE).set_align(FormatAlign::Left),
        Style::OnTrack => filled(BLUE_PALE, 0x0B3F66),
        Style::NotAssessable => filled(0xE7E6E6, 0x404040),
        Style::Conflict => filled(0xE9DDF3, 0x4B2A75),
        Style::ComputedDate => {
            base().set_italic().set_font_color(Color::RGB(BLUE)).set_num_format(DATE).set_align(FormatAlign::Left)
        }
        Style::ComputedNumber => base()
            .set_italic()
            .set_font_color(Color::RGB(BLUE))
            .set_num_format("#,##0")
            .set_align(FormatAlign::Right)
            .set_indent(1),
        Style::Assumed => filled(0xF5F5F5, GREY)
            .set_num_format("\"a \"0%")
            .set_border(FormatBorder::Dotted)
            .set_border_color(Color::RGB(0x8C8C8C)),
        Style::Critical => base().set_bold().set_font_color(Color::RGB(RED)),
        Style::Summary => filled(PALE, INK).set_bold(),
        Style::SummaryDate => filled(PALE, INK).set_bold().set_num_format(DATE).set_align(FormatAlign::Left),
        Style::Milestone => base().set_bold().set_font_color(Color::RGB(NAVY)),
        Style::RagRed | Style::SeverityError => centred(RED, 0xFF_FFFF),
        Style::RagAmber | Style::SeverityWarning => centred(ORANGE, INK),
        Style::RagGreen => centred(0xBFE3D0, 0x0B4B35),
        Style::SeverityNote => centred(BLUE_PALE, 0x0B3F66),
        Style::Link => base().set_font_color(Color::RGB(0x0B5394)).set_underline(rust_xlsxwriter::FormatUnderline::Single),
        Style::Heat0 => centred(0xFA_FAFA, 0x8C8C8C).set_num_format("0%"),
        Style::Heat1 => heat(BLUE_PALE, INK),
        Style::Heat2 => heat(0x8FC1E3, INK),
        Style::Heat3 => heat(0xF2A65A, INK),
        Style::Heat4 => heat(RED, 0xFF_FFFF),
    }
}

fn heat(fill: u32, ink: u32) -> Format {
    centred(fill, ink).set_num_format("0%")
}
