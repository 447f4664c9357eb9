//! Parts to rows: which cell each bit of each row belongs to.

use super::{COLUMNS, Part, PartSize, Piece};

/// The most full rows of one part that are drawn; if it has more, they are cut
/// short to one.
const MOST_ROWS: u64 = 4;

/// The rows of a layout.
#[derive(Debug, Default)]
pub(super) struct Sketch {
    pub(super) rows: Vec<Row>,
    pub(super) cells: Vec<Cell>,
    /// The labels of each part.
    pub(super) parts: Vec<Vec<String>>,
    /// The first free column of the last row.
    column: usize,
}

/// A row; cells are named by their places in [`Sketch::cells`].
#[derive(Clone, Debug)]
pub(super) enum Row {
    /// The cell of each bit, if it has one.
    Bits(Box<[Option<usize>; COLUMNS]>),
    /// Rows of one cell, cut short.
    Cut {
        /// The cell.
        cell: usize,
        /// Whether the cell begins in the row above.
        goes_on: bool,
    },
}

/// A part, or a piece of one whose bits do not lie side by side.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// The place of the part in [`Sketch::parts`].
    pub(super) part: usize,
    /// The bits of the part, highest and lowest, if they are not all.
    pub(super) bits: Option<(u32, u32)>,
}

impl Row {
    /// The cell of a bit of the row.
    pub(super) fn cell(&self, column: usize) -> Option<usize> {
        match self {
            Row::Bits(cells) => cells.get(column).copied().flatten(),
            Row::Cut { cell, .. } => Some(*cell),
        }
    }
}

impl Sketch {
    pub(super) fn of(pieces: &[Piece]) -> Sketch {
        let mut sketch = Sketch { column: COLUMNS, ..Sketch::default() };
        for piece in pieces {
            match piece {
                Piece::Part(part) => sketch.part(part),
                Piece::LittleRun(parts) => sketch.little_run(parts),
            }
        }
        sketch
    }

    fn part(&mut self, part: &Part) {
        if part.size == PartSize::Bits(0) {
            return;
        }
        if part.fresh {
            self.column = COLUMNS;
        }
        self.parts.push(part.labels.clone());
        self.cells.push(Cell { part: self.parts.len() - 1, bits: None });
        match part.size {
            PartSize::Bits(bits) => self.fixed(bits),
            PartSize::Open => {
                let goes_on = self.column < COLUMNS;
                self.fill(COLUMNS - self.column);
                self.cut(goes_on);
            }
        }
    }

    /// The last cell, so many bits of it.
    fn fixed(&mut self, mut bits: u64) {
        let mut begun = false;
        while bits > 0 {
            if self.column == COLUMNS && bits / COLUMNS as u64 > MOST_ROWS {
                self.cut(begun);
                bits %= COLUMNS as u64;
            } else {
                let free = if self.column == COLUMNS { COLUMNS } else { COLUMNS - self.column };
                let count = usize::try_from(bits).unwrap_or(free).min(free);
                self.fill(count);
                bits -= count as u64;
            }
            begun = true;
        }
    }

    fn cut(&mut self, goes_on: bool) {
        self.rows.push(Row::Cut { cell: self.cells.len() - 1, goes_on });
        self.column = COLUMNS;
    }

    /// The last cell in the next so many bits of a row.
    fn fill(&mut self, count: usize) {
        if count == 0 {
            return;
        }
        if self.column == COLUMNS {
            self.rows.push(Row::Bits(Box::new([None; COLUMNS])));
            self.column = 0;
        }
        let cell = self.cells.len() - 1;
        if let Some(Row::Bits(cells)) = self.rows.last_mut() {
            for slot in cells.iter_mut().skip(self.column).take(count) {
                *slot = Some(cell);
            }
        }
        self.column += count;
    }

    /// In little-endian order the first part has the lowest bits of the first
    /// byte, which are drawn last of it. A part that crosses bytes has a cell in
    /// each.
    fn little_run(&mut self, parts: &[Part]) {
        let first = self.parts.len();
        let mut owners: Vec<(usize, u32)> = Vec::new();
        for part in parts {
            let PartSize::Bits(bits) = part.size else { continue };
            owners.extend((0..bits).map(|bit| (self.parts.len(), bit as u32)));
            self.parts.push(part.labels.clone());
        }
        if parts.first().is_some_and(|part| part.fresh) {
            self.column = COLUMNS;
        }
        for byte in owners.chunks(8) {
            for stretch in byte.chunk_by(|a, b| a.0 == b.0).rev() {
                let (Some((part, lowest)), Some((_, highest))) = (stretch.first(), stretch.last())
                else {
                    continue;
                };
                let whole = parts.get(part - first).map(|part| part.size);
                let bits = Some((*highest, *lowest));
                let all = whole == Some(PartSize::Bits(stretch.len() as u64));
                self.cells.push(Cell { part: *part, bits: bits.filter(|_| !all) });
                self.fill(stretch.len());
            }
        }
    }
}
