//! Rows to lines of characters.

use super::COLUMNS;
use super::labels::Labels;
use super::layout::{Row, Sketch};

/// The lines of a diagram, its ruler in front, what letters mean behind.
pub(super) fn lines(sketch: &Sketch, labels: &Labels) -> String {
    let mut lines = ruler(width(sketch));
    lines.push(edge(None, sketch.rows.first()));
    for (place, row) in sketch.rows.iter().enumerate() {
        let own = written(contents(row), labels, place, row);
        lines.extend(own);
        let mut edge = edge(Some(row), sketch.rows.get(place + 1));
        for label in labels.placed.iter().filter(|l| l.spot.row == place && l.spot.below) {
            write(&mut edge, &label.words, label.spot.start, label.spot.end);
        }
        lines.push(edge);
    }
    let mut text = String::new();
    for line in &lines {
        text.push_str(line.iter().collect::<String>().trim_end());
        text.push('\n');
    }
    if !labels.letters.is_empty() {
        text.push('\n');
    }
    for (letter, words) in &labels.letters {
        text.push_str(&format!(" {letter}  {words}\n"));
    }
    text
}

/// The columns that any row has.
fn width(sketch: &Sketch) -> usize {
    let widths = sketch.rows.iter().map(|row| {
        (0..COLUMNS).rev().find(|column| row.cell(*column).is_some()).map_or(0, |last| last + 1)
    });
    widths.max().unwrap_or(0)
}

fn ruler(width: usize) -> Vec<Vec<char>> {
    let digit = |number: usize| char::from(b'0' + (number % 10) as u8);
    let mut tens = vec![' '; 2 * width];
    let mut ones = vec![' '; 2 * width];
    for column in 0..width {
        ones[2 * column + 1] = digit(column);
        if column % 10 == 0 {
            tens[2 * column + 1] = digit(column / 10);
        }
    }
    vec![tens, ones]
}

/// The line between two rows. It is open where a cell goes on.
fn edge(above: Option<&Row>, below: Option<&Row>) -> Vec<char> {
    let cell = |row: Option<&Row>, column: usize| row.and_then(|row| row.cell(column));
    let there = |column: usize| cell(above, column).is_some() || cell(below, column).is_some();
    let drawn = |column: usize| there(column) && cell(above, column) != cell(below, column);
    let mut line = vec![' '; 2 * COLUMNS + 1];
    for column in 0..COLUMNS {
        if drawn(column) {
            line[2 * column] = '+';
            line[2 * column + 1] = '-';
            line[2 * column + 2] = '+';
        }
    }
    if there(0) {
        line[0] = '+';
    }
    if there(COLUMNS - 1) {
        line[2 * COLUMNS] = '+';
    }
    line
}

/// The lines of a row without what is written into them.
fn contents(row: &Row) -> Vec<Vec<char>> {
    let mut line = vec![' '; 2 * COLUMNS + 1];
    for column in 0..=COLUMNS {
        let here = row.cell(column).filter(|_| column < COLUMNS);
        let before = column.checked_sub(1).and_then(|before| row.cell(before));
        if here != before {
            line[2 * column] = '|';
        }
    }
    match row {
        Row::Bits(_) => vec![line],
        Row::Cut { goes_on, .. } => {
            let mut middle = line.clone();
            middle[0] = '~';
            middle[2 * COLUMNS] = '~';
            if *goes_on { vec![middle, line] } else { vec![line.clone(), middle, line] }
        }
    }
}

/// The lines of a row with its labels.
fn written(mut lines: Vec<Vec<char>>, labels: &Labels, place: usize, row: &Row) -> Vec<Vec<char>> {
    let middle = match row {
        Row::Bits(_) | Row::Cut { goes_on: true, .. } => 0,
        Row::Cut { goes_on: false, .. } => 1,
    };
    if let Some(line) = lines.get_mut(middle) {
        for label in labels.placed.iter().filter(|l| l.spot.row == place && !l.spot.below) {
            write(line, &label.words, label.spot.start, label.spot.end);
        }
    }
    lines
}

/// Words in the middle of some columns.
fn write(line: &mut [char], words: &str, start: usize, end: usize) {
    let room = 2 * (end - start) - 1;
    let length = words.chars().count();
    let first = 2 * start + 1 + room.saturating_sub(length) / 2;
    for (slot, character) in line.iter_mut().skip(first).zip(words.chars()).take(room) {
        *slot = character;
    }
}
