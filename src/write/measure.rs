//! How many lines a text takes in a column: viewers and LibreOffice do not work out row heights when they open a file, so we
//! must. Widths are those of Calibri, the workbook's typeface (Carlito has the same), in thousandths of its size.

/// Advance widths of the printable ASCII characters, from the space on.
#[rustfmt::skip]
const ASCII: [u16; 95] = [
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386,
    507, 507, 507, 507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463,
    894, 579, 544, 533, 615, 488, 459, 631, 623, 252, 319, 520, 420, 855, 646, 662,
    517, 673, 543, 459, 487, 642, 567, 890, 519, 487, 468, 307, 386, 307, 498, 498,
    291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455, 229, 799, 525, 527,
    525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498, 498,
];

/// Width that a column gives its text for each character of its own width: 7 of 14.67 pixels, less a little to be on the safe
/// side where another typeface stands in.
const ROOM: f64 = 1000.0 * 7.0 / 14.67 * 0.96;

/// The width of a character in thousandths of the type size.
fn width(c: char) -> f64 {
    let ascii = (c as u32).checked_sub(32).and_then(|at| ASCII.get(at as usize));
    f64::from(match (ascii, c as u32) {
        (Some(width), _) => *width,
        (None, 0..0x20) => 0,
        // wide letters of East Asia, and pictures
        (None, 0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFF00..=0xFF60 | 0x1_F000..) => 1000,
        (None, 0x2190..=0x21FF) => 850,
        (None, _) => 560,
    })
}

/// About how many lines a text takes in a column `chars` characters wide (as widths of columns are told), broken at spaces.
pub(super) fn lines(words: &str, chars: f64) -> f64 {
    let room = chars.max(1.0) * ROOM;
    words.split('\n').map(|line| wrapped(line, room)).sum::<f64>().max(1.0)
}

fn wrapped(line: &str, room: f64) -> f64 {
    let (mut lines, mut filled) = (1.0, 0.0);
    for word in line.split_inclusive(' ') {
        let ink: f64 = word.trim_end().chars().map(width).sum();
        if filled > 0.0 && filled + ink > room {
            lines += 1.0;
            filled = 0.0;
        }
        // a word longer than the column is broken wherever the column ends
        let over = ((filled + ink) / room).ceil() - 1.0;
        if over >= 1.0 {
            lines += over;
            filled -= over * room;
        }
        filled += ink + if word.ends_with(' ') { width(' ') } else { 0.0 };
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_fill_a_column_of_their_number_and_narrow_letters_take_half_of_it() {
        // ten digits are 5.07 ems; ten columns give 4.58, twelve 5.50
        assert_eq!(lines("1234567890", 12.0), 1.0);
        assert_eq!(lines("1234567890", 10.0), 2.0);
        assert_eq!(lines("iiiiiiiiiiiiiiiiiiii", 10.5), 1.0);
    }

    #[test]
    fn lines_break_at_spaces_at_line_ends_and_inside_words_that_are_too_long() {
        assert_eq!(lines("one\ntwo\nthree", 20.0), 3.0);
        assert_eq!(lines("hhhhh hhhhh", 6.0), 2.0);
        assert_eq!(lines("hhhhhhhhhhhhhhhhhhhh", 6.0), 4.0);
        assert_eq!(lines("", 6.0), 1.0);
        assert_eq!(lines("ab", 0.0), 3.0);
    }

    #[test]
    fn every_printable_character_has_a_width() {
        assert!((' '..='~').all(|c| width(c) > 200.0 && width(c) < 900.0));
        assert_eq!((width('m'), width('i'), width('港')), (799.0, 229.0, 1000.0));
    }
}
