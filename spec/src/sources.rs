//! The sources of a spec: the file that was compiled and those it imports.
//!
//! Their texts lie one behind the other in one space of places, so that a
//! [`Span`] stays two numbers and nothing but what reads or draws sources
//! needs to know of files. The first file starts at 0: the spans of a spec in
//! one file are places in its text. Where files come from is not known here.

use crate::span::Span;

/// The texts that spans lead to, in the order in which they were read; at least
/// one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    files: Vec<Source>,
}

/// A file among [`Sources`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path, as messages name it.
    pub path: String,
    /// Its text; empty for the tokens of a macro.
    pub text: String,
    /// The place of its first byte in the space of spans.
    pub start: usize,
    /// How many places it takes, its end included.
    length: usize,
    /// Where each line starts in the text.
    lines: Vec<usize>,
}

impl Sources {
    /// One file.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Sources {
        let mut sources = Sources { files: Vec::new() };
        sources.add(path, text);
        sources
    }

    /// So many tokens of a macro, whose text is not known; files may follow them.
    pub(crate) fn of_tokens(tokens: usize) -> Sources {
        let mut sources = Sources::new("", "");
        for source in &mut sources.files {
            source.length = tokens + 1;
        }
        sources
    }

    /// One more file: the place where it starts.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<String>) -> usize {
        let (path, text) = (path.into(), text.into());
        let start = self.next_start();
        let length = text.len() + 1;
        let breaks = text.match_indices('\n').map(|(place, _)| place + 1);
        let lines = std::iter::once(0).chain(breaks).collect();
        self.files.push(Source { path, text, start, length, lines });
        start
    }

    /// Where the next file will start.
    pub(crate) fn next_start(&self) -> usize {
        self.files.last().map_or(0, |last| last.start + last.length)
    }

    /// All files: the one compiled, then those it imports.
    pub fn files(&self) -> &[Source] {
        &self.files
    }

    /// The file that a span is in: the last that does not start behind it.
    pub fn file_of(&self, span: Span) -> &Source {
        let place = self.files.partition_point(|file| file.start <= span.start);
        &self.files[place.saturating_sub(1)]
    }

    /// The span within its own file, and within that file's text: whatever span
    /// it is, it can be cut out.
    pub fn local(&self, span: Span) -> Span {
        let file = self.file_of(span);
        let floor = |place: usize| {
            let mut place = place.saturating_sub(file.start).min(file.text.len());
            while !file.text.is_char_boundary(place) {
                place -= 1;
            }
            place
        };
        let start = floor(span.start);
        Span { start, end: floor(span.end).max(start) }
    }

    /// The line that a span begins on, counted from 1 in its own file.
    pub fn line(&self, span: Span) -> usize {
        let start = self.local(span).start;
        self.file_of(span).lines.partition_point(|line| *line <= start)
    }

    /// The character of its line that a span begins at, counted from 1.
    pub fn column(&self, span: Span) -> usize {
        let (file, start) = (self.file_of(span), self.local(span).start);
        let line = self.line(span).checked_sub(1).and_then(|line| file.lines.get(line));
        let before = file.text.get(line.copied().unwrap_or(0)..start).unwrap_or_default();
        before.chars().count() + 1
    }

    /// Puts a folder in front of the paths, so that they lead to the files from
    /// where the reader is.
    #[must_use]
    pub fn in_folder(self, folder: &str) -> Sources {
        self.named(|path| match folder {
            "" => path.to_owned(),
            _ if folder.ends_with('/') => format!("{folder}{path}"),
            _ => format!("{folder}/{path}"),
        })
    }

    /// Gives every file the name that is made of its path.
    #[must_use]
    pub fn named(mut self, name: impl Fn(&str) -> String) -> Sources {
        for file in &mut self.files {
            file.path = name(&file.path);
        }
        self
    }

    /// The line that a span begins on, as it is written, without its end.
    pub fn line_text(&self, span: Span) -> &str {
        let file = self.file_of(span);
        let start = self.line(span).checked_sub(1).and_then(|line| file.lines.get(line));
        let rest = file.text.get(start.copied().unwrap_or(0)..).unwrap_or_default();
        rest.lines().next().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_to_their_files() {
        let mut sources = Sources::new("a", "one\ntwo");
        let second = sources.add("b", "drei\nvier ä");
        assert_eq!(second, 8);
        let check = |start, end, path: &str, local: (usize, usize), at: (usize, usize)| {
            let span = Span { start, end };
            let found = sources.local(span);
            assert_eq!(sources.file_of(span).path, path, "{start}..{end}");
            assert_eq!((found.start, found.end), local, "{span:?}");
            assert_eq!((sources.line(span), sources.column(span)), at, "{span:?}");
            let line = sources.file_of(span).text.lines().nth(at.0 - 1);
            assert_eq!(Some(sources.line_text(span)), line, "{span:?}");
        };
        check(0, 3, "a", (0, 3), (1, 1));
        check(4, 7, "a", (4, 7), (2, 1));
        // The end of the first file, and one that runs into the next.
        check(7, 7, "a", (7, 7), (2, 4));
        check(4, 9, "a", (4, 7), (2, 1));
        check(8, 12, "b", (0, 4), (1, 1));
        check(14, 17, "b", (6, 9), (2, 2));
        // Within a letter, and far behind everything.
        check(19, 19, "b", (10, 10), (2, 6));
        check(500, 900, "b", (12, 12), (2, 7));
    }
}
