//! What is written into each cell, and where.

use std::collections::BTreeSet;

use super::COLUMNS;
use super::layout::{Row, Sketch};

/// The label of each cell that has one, and what letters stand for.
pub(super) struct Labels {
    pub(super) placed: Vec<Label>,
    /// Letters and the words in whose place they stand.
    pub(super) letters: Vec<(char, String)>,
}

/// Words and the place they have.
pub(super) struct Label {
    pub(super) words: String,
    pub(super) spot: Spot,
}

/// A place for words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The row.
    pub(super) row: usize,
    /// Whether it is the line below the row's bits instead of the row's own.
    pub(super) below: bool,
    /// The first bit of it.
    pub(super) start: usize,
    /// The bit behind its last.
    pub(super) end: usize,
}

impl Spot {
    /// The characters that have room.
    fn width(self) -> usize {
        (2 * (self.end - self.start)).saturating_sub(1)
    }
}

/// A stretch of a row that belongs to one cell.
#[derive(Clone, Copy)]
struct Stretch {
    row: usize,
    start: usize,
    end: usize,
}

impl Labels {
    pub(super) fn choose(sketch: &Sketch) -> Labels {
        let mut chooser = Chooser { sketch, letters: Vec::new(), placed: Vec::new() };
        for part in 0..sketch.parts.len() {
            chooser.part(part);
        }
        Labels { placed: chooser.placed, letters: chooser.letters }
    }
}

struct Chooser<'a> {
    sketch: &'a Sketch,
    letters: Vec<(char, String)>,
    placed: Vec<Label>,
}

impl Chooser<'_> {
    fn part(&mut self, part: usize) {
        let labels = self.sketch.parts.get(part).map_or(&[][..], Vec::as_slice);
        let cells = self.sketch.cells.iter().enumerate().filter(|(_, cell)| cell.part == part);
        for (place, cell) in cells {
            let mut spots = spots(self.sketch, place);
            spots.sort_by_key(|spot| (std::cmp::Reverse(spot.width()), spot.row));
            let mut spots = spots.into_iter();
            let Some(spot) = spots.next() else { continue };
            let suffix = match cell.bits {
                None => String::new(),
                Some((high, low)) if high == low => format!("[{high}]"),
                Some((high, low)) => format!("[{high}:{low}]"),
            };
            // Of a piece the name alone, so that its bits stand behind it.
            let all = if suffix.is_empty() { 0 } else { labels.len().saturating_sub(1) };
            let mut labelled = labels.iter().skip(all).map(|label| format!("{label}{suffix}"));
            let fitting = labelled.find(|label| label.chars().count() <= spot.width());
            let words = fitting.unwrap_or_else(|| self.letter(labels, &suffix).to_string());
            self.placed.push(Label { words, spot });
            // A part goes on in the next row without a bit below itself.
            let goes_on = labels.last().map(|name| format!("{name} (cont.)")).unwrap_or_default();
            for spot in spots {
                let mut words = [goes_on.as_str(), "...", "."].into_iter();
                let fitting = words.find(|words| words.len() <= spot.width());
                self.placed.push(Label { words: fitting.unwrap_or_default().to_owned(), spot });
            }
        }
    }

    /// A letter for what has no room: of its name, if one is free.
    fn letter(&mut self, labels: &[String], suffix: &str) -> char {
        let taken: BTreeSet<char> = self.letters.iter().map(|(letter, _)| *letter).collect();
        let name = labels.last().map_or("", String::as_str);
        let initials = name.split(|c: char| !c.is_alphanumeric()).filter_map(|w| w.chars().next());
        let inside = name.chars().filter(char::is_ascii_alphabetic);
        let of_name = initials.chain(inside).map(|character| character.to_ascii_uppercase());
        let letter = of_name
            .chain('A'..='Z')
            .chain('a'..='z')
            .chain('0'..='9')
            .find(|letter| letter.is_ascii_alphanumeric() && !taken.contains(letter))
            .unwrap_or('?');
        let words = if suffix.is_empty() { labels.first() } else { labels.last() };
        let words = words.map_or_else(String::new, |words| format!("{words}{suffix}"));
        self.letters.push((letter, words));
        letter
    }
}

/// The places for the label of a cell: one in each stretch of it that hangs
/// together.
fn spots(sketch: &Sketch, cell: usize) -> Vec<Spot> {
    let mut groups: Vec<Vec<Stretch>> = Vec::new();
    for (row, cells) in sketch.rows.iter().enumerate() {
        let Some(start) = (0..COLUMNS).find(|column| cells.cell(*column) == Some(cell)) else {
            continue;
        };
        let end = (start..COLUMNS).find(|column| cells.cell(*column) != Some(cell));
        let stretch = Stretch { row, start, end: end.unwrap_or(COLUMNS) };
        let last = groups.last().and_then(|group| group.last());
        let joined = last.is_some_and(|last| last.start < stretch.end && stretch.start < last.end);
        match groups.last_mut().filter(|_| joined) {
            Some(group) => group.push(stretch),
            None => groups.push(vec![stretch]),
        }
    }
    groups.iter().filter_map(|group| spot(sketch, group)).collect()
}

/// The middle of what hangs together; where it is cut short; or its widest row.
fn spot(sketch: &Sketch, group: &[Stretch]) -> Option<Spot> {
    let own = |stretch: &Stretch| Spot {
        row: stretch.row,
        below: false,
        start: stretch.start,
        end: stretch.end,
    };
    let cut = |stretch: &&Stretch| matches!(sketch.rows.get(stretch.row), Some(Row::Cut { .. }));
    if let Some(stretch) = group.iter().find(cut) {
        return Some(own(stretch));
    }
    let first = group.first()?;
    let even = group.iter().all(|s| s.start == first.start && s.end == first.end);
    if !even {
        let widest = group.iter().rev().max_by_key(|stretch| stretch.end - stretch.start)?;
        return Some(own(widest));
    }
    let middle = group.get((group.len() - 1) / 2)?;
    Some(Spot { below: group.len().is_multiple_of(2), ..own(middle) })
}
