//! Places in a text: bytes here, lines and UTF-16 units in the protocol.
//!
//! (LSP 3.17, Text Documents: lines end in `\n`, `\r\n` or `\r`; a character
//! behind the end of a line is taken as that end.)

use lsp_types::{Position, Range};
use packetwright_spec::span::Span;

/// Where each line of a text starts.
#[derive(Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Lines {
        let bytes = text.as_bytes();
        let ends = |place: &usize| match bytes.get(*place) {
            Some(b'\n') => true,
            Some(b'\r') => bytes.get(place + 1) != Some(&b'\n'),
            _ => false,
        };
        let starts = (0..bytes.len()).filter(ends).map(|place| place + 1);
        Lines(std::iter::once(0).chain(starts).collect())
    }

    /// The byte of a position; the nearest in front of one that there is not.
    pub(super) fn offset(&self, text: &str, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(start) = self.0.get(line).copied() else { return text.len() };
        let end = self.0.get(line.saturating_add(1)).copied().unwrap_or(text.len());
        let content = text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let mut units = 0usize;
        for (place, character) in content.char_indices() {
            let next = units + character.len_utf16();
            if next > position.character as usize {
                return start + place;
            }
            units = next;
        }
        start + content.len()
    }

    /// The position of a byte; of a place inside a character, its start.
    pub(super) fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.0.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.0.get(line).copied().unwrap_or(0);
        let before = text.get(start..offset).unwrap_or_default();
        let units: usize = before.chars().map(char::len_utf16).sum();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position { line: number(line), character: number(units) }
    }

    pub(super) fn range(&self, text: &str, span: Span) -> Range {
        let start = self.position(text, span.start);
        Range { start, end: self.position(text, span.end.max(span.start)) }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use lsp_types::Position;

    #[track_caller]
    fn check(text: &str, offset: usize, line: u32, character: u32) {
        let lines = Lines::of(text);
        let position = Position { line, character };
        assert_eq!(lines.position(text, offset), position, "{text:?} at {offset}");
        assert_eq!(lines.offset(text, position), offset, "{text:?} at {line}:{character}");
    }

    #[test]
    fn bytes_and_utf16_positions_are_the_same_places() {
        check("", 0, 0, 0);
        check("ab\ncd", 1, 0, 1);
        check("ab\ncd", 3, 1, 0);
        check("ab\ncd", 5, 1, 2);
        check("ab\r\ncd", 4, 1, 0);
        check("ab\rcd", 3, 1, 0);
        check("ab\n", 3, 1, 0);
        // Two bytes and one unit; three and one; four and two.
        check("aéb", 3, 0, 2);
        check("a–b", 4, 0, 2);
        check("a😀b", 5, 0, 3);
    }

    #[test]
    fn positions_that_are_not_there_are_moved() {
        let offset = |text: &str, line, character| {
            Lines::of(text).offset(text, Position { line, character })
        };
        assert_eq!(offset("ab\ncd", 0, 99), 2);
        assert_eq!(offset("ab\r\ncd", 0, 99), 2);
        assert_eq!(offset("ab\ncd", 7, 0), 5);
        assert_eq!(offset("ab", u32::MAX, u32::MAX), 2);
        // Between the two units of a character.
        assert_eq!(offset("a😀b", 0, 2), 1);
        assert_eq!(Lines::of("é").position("é", 1), Position { line: 0, character: 0 });
    }
}
