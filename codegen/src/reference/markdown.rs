//! A document as Markdown.
//!
//! Plain CommonMark with the tables of GitHub: a page is read as text as well as
//! through a host. It holds no HTML.

use std::collections::BTreeMap;

use super::authored;
use super::document::{Block, Document, Span, Table, Target, Text};

/// The document as a page of Markdown.
pub(super) fn render(document: &Document) -> String {
    let anchors = document.anchors();
    let mut page = Page { document, anchors, level: 1, text: String::new() };
    page.line(&format!("# {}", escape(&document.title)));
    for block in &document.blocks {
        page.line("");
        page.block(block);
    }
    page.text
}

struct Page<'a> {
    document: &'a Document,
    anchors: BTreeMap<Target, String>,
    level: u8,
    text: String,
}

impl Page<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                self.level = heading.level;
                let hashes = "#".repeat(usize::from(heading.level));
                let name = Some(code(&heading.name)).filter(|_| !heading.name.is_empty());
                let kind = Some(escape(&heading.kind)).filter(|kind| !kind.is_empty());
                let words: Vec<String> = kind.into_iter().chain(name).collect();
                self.line(&format!("{hashes} {}", words.join(" ")));
            }
            Block::Paragraph(text) => self.line(&self.inline(text)),
            Block::Authored(text) => self.line(&authored::to_markdown(text, self.level)),
            Block::Steps(steps) => {
                for (place, step) in steps.iter().enumerate() {
                    self.line(&format!("{}. {}", place + 1, self.inline(step)));
                }
            }
            Block::Table(table) => self.table(table),
            Block::Drawing(drawing) => self.fenced(&drawing.text),
            Block::Figure(figure) => self.fenced(&figure.text),
            Block::Contents => self.contents(),
        }
    }

    fn table(&mut self, table: &Table) {
        let heads: Vec<String> = table.heads.iter().map(|head| escape(head)).collect();
        self.line(&format!("| {} |", heads.join(" | ")));
        self.line(&format!("|{}", "---|".repeat(table.heads.len())));
        for row in &table.rows {
            let cells: Vec<String> = row
                .iter()
                .map(|cell| self.inline(cell).replace('\n', " ").replace('|', "\\|"))
                .collect();
            self.line(&format!("| {} |", cells.join(" | ")));
        }
    }

    fn fenced(&mut self, text: &str) {
        let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
        let fence = "`".repeat(longest.max(2) + 1);
        self.line(&format!("{fence}text"));
        for line in text.lines() {
            self.line(line);
        }
        self.line(&fence);
    }

    fn contents(&mut self) {
        for (heading, anchor) in self.document.headings() {
            let indent = "  ".repeat(usize::from(heading.level.saturating_sub(2)));
            let words = escape(&heading.words());
            self.line(&format!("{indent}- [{words}](#{anchor})"));
        }
    }

    fn inline(&self, text: &Text) -> String {
        let mut out = String::new();
        for span in &text.0 {
            match span {
                Span::Plain(words) => out += &escape(words),
                Span::Code(words) => out += &code(words),
                Span::Link(target, words) => match self.anchors.get(target) {
                    Some(anchor) => out += &format!("[{}](#{anchor})", code(words)),
                    None => out += &code(words),
                },
                Span::Refer(target, words) => match self.anchors.get(target) {
                    Some(anchor) => out += &format!("[{}](#{anchor})", escape(words)),
                    None => out += &escape(words),
                },
                Span::Authored(words) => out += &authored::to_markdown(words, self.level),
                Span::Strong(words) => out += &format!("**{}**", escape(words)),
                Span::Break => out += "; ",
                Span::Mark(words) => out += &format!("*{}*", escape(words)),
            }
        }
        out
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }
}

/// Words that mean themselves.
fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

/// Code in a line, between as many marks as it needs.
fn code(words: &str) -> String {
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    match longest {
        0 => format!("`{words}`"),
        _ => {
            let marks = "`".repeat(longest + 1);
            format!("{marks} {words} {marks}")
        }
    }
}
