//! A document as one HTML page that needs nothing else: no script, no font, no
//! picture from elsewhere. It is well-formed XML, too.
//!
//! How it looks is in `page.css`.

use std::collections::BTreeMap;

use super::authored;
use super::document::{Block, Document, Heading, Span, Table, Target, Text};

const STYLE: &str = include_str!("page.css");

/// The document as a page of HTML.
pub(super) fn render(document: &Document) -> String {
    let anchors = document.anchors();
    let mut page = Page { document, anchors, level: 1, text: String::new() };
    let title = escape(&document.title);
    page.line("<!DOCTYPE html>");
    page.line("<html lang=\"en\">");
    page.line("<head>");
    page.line("<meta charset=\"utf-8\"/>");
    page.line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>");
    page.line("<meta name=\"color-scheme\" content=\"light dark\"/>");
    page.line(&format!("<title>{title}</title>"));
    page.line(&format!("<style>\n{}</style>", STYLE));
    page.line("</head>");
    page.line("<body>");
    page.line("<main>");
    page.line(&format!("<h1>{title}</h1>"));
    let mut headings = document.headings().into_iter();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => {
                let anchor = headings.next().map(|(_, anchor)| anchor).unwrap_or_default();
                page.heading(heading, &anchor);
            }
            other => page.block(other),
        }
    }
    page.line("</main>");
    page.line("</body>");
    page.line("</html>");
    page.text
}

struct Page<'a> {
    document: &'a Document,
    anchors: BTreeMap<Target, String>,
    level: u8,
    text: String,
}

impl Page<'_> {
    fn contents(&mut self) {
        self.line("<nav aria-label=\"Contents\">");
        self.line("<p>Contents</p>");
        self.line("<ol>");
        let mut inside = false;
        let mut first = true;
        for (heading, anchor) in self.document.headings() {
            let deep = heading.level > 2;
            match (deep, inside, first) {
                (true, false, false) => self.line("<ol>"),
                (true, false, true) => self.line("<li><ol>"),
                (false, true, _) => self.line("</li></ol></li>"),
                (_, _, true) => {}
                _ => self.line("</li>"),
            }
            self.text.push_str(&format!("<li><a href=\"#{anchor}\">{}</a>", title(heading)));
            (inside, first) = (deep, false);
        }
        match (first, inside) {
            (true, _) => {}
            (false, true) => self.line("</li></ol></li>"),
            (false, false) => self.line("</li>"),
        }
        self.line("</ol>");
        self.line("</nav>");
    }

    fn heading(&mut self, heading: &Heading, anchor: &str) {
        self.level = heading.level;
        let (level, title) = (heading.level, title(heading));
        self.line(&format!(
            "<h{level} id=\"{anchor}\"><a href=\"#{anchor}\">{title}</a></h{level}>"
        ));
    }

    fn block(&mut self, block: &Block) {
        match block {
            // Headings know their anchors from the whole document.
            Block::Heading(heading) => self.heading(heading, ""),
            Block::Paragraph(text) => {
                self.line(&format!("<p>{}</p>", self.inline(text)));
            }
            Block::Authored(text) => {
                self.line("<div class=\"said\">");
                self.line(&authored::to_html(text, self.level));
                self.line("</div>");
            }
            Block::Steps(steps) => {
                self.line("<ol>");
                for step in steps {
                    self.line(&format!("<li>{}</li>", self.inline(step)));
                }
                self.line("</ol>");
            }
            Block::Table(table) => self.table(table),
            Block::Drawing(drawing) => {
                let (title, text) = (escape(&drawing.title), escape(drawing.text.trim_end()));
                self.line(&format!("<pre tabindex=\"0\" aria-label=\"{title}\">{text}</pre>"));
            }
            Block::Figure(figure) => {
                self.line("<figure tabindex=\"0\">");
                self.line(&figure.svg);
                self.line(&format!("<figcaption>{}</figcaption>", escape(&figure.title)));
                self.line("</figure>");
            }
            Block::Contents => self.contents(),
        }
    }

    fn table(&mut self, table: &Table) {
        self.line("<div class=\"table\" tabindex=\"0\">");
        self.line("<table>");
        let heads: String = table
            .heads
            .iter()
            .map(|head| format!("<th scope=\"col\">{}</th>", escape(head)))
            .collect();
        self.line(&format!("<thead><tr>{heads}</tr></thead>"));
        self.line("<tbody>");
        for row in &table.rows {
            let cells: String = row
                .iter()
                .zip(&table.heads)
                .map(|(cell, head)| {
                    let class = match head.as_str() {
                        "meaning" | "fails when" | "does, in this order" => " class=\"words\"",
                        "size" | "mask" | "tag" | "number" => " class=\"tight\"",
                        _ => "",
                    };
                    format!("<td{class}>{}</td>", self.inline(cell))
                })
                .collect();
            self.line(&format!("<tr>{cells}</tr>"));
        }
        self.line("</tbody>");
        self.line("</table>");
        self.line("</div>");
    }

    /// A text; its lines are blocks if it has several.
    fn inline(&self, text: &Text) -> String {
        let lines: Vec<&[Span]> = text.0.split(|span| *span == Span::Break).collect();
        match lines.as_slice() {
            [only] => self.spans(only),
            lines => {
                let lines = lines.iter().map(|line| self.spans(line));
                lines.map(|line| format!("<div class=\"line\">{line}</div>")).collect()
            }
        }
    }

    fn spans(&self, spans: &[Span]) -> String {
        let mut out = String::new();
        for span in spans {
            match span {
                Span::Plain(words) => out += &escape(words),
                Span::Code(words) => out += &format!("<code>{}</code>", escape(words)),
                Span::Link(target, words) => {
                    let words = escape(words);
                    match self.anchors.get(target) {
                        Some(at) => out += &format!("<a href=\"#{at}\"><code>{words}</code></a>"),
                        None => out += &format!("<code>{words}</code>"),
                    }
                }
                Span::Refer(target, words) => {
                    let words = escape(words);
                    match self.anchors.get(target) {
                        Some(at) => out += &format!("<a href=\"#{at}\">{words}</a>"),
                        None => out += &words,
                    }
                }
                Span::Authored(words) => out += &authored::to_html_inline(words, self.level),
                Span::Strong(words) => out += &format!("<strong>{}</strong>", escape(words)),
                // Lines were taken apart before.
                Span::Break => {}
                Span::Mark(words) => {
                    out += &format!("<span class=\"mark\">{}</span>", escape(words));
                }
            }
        }
        out
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
}

/// The words of a heading, its name marked as one.
fn title(heading: &Heading) -> String {
    let name = Some(format!("<code>{}</code>", escape(&heading.name)));
    let name = name.filter(|_| !heading.name.is_empty());
    let kind = Some(escape(&heading.kind)).filter(|kind| !kind.is_empty());
    let words: Vec<String> = kind.into_iter().chain(name).collect();
    words.join(" ")
}

/// Words that mean themselves, in text as in attributes.
pub(super) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no way to say other control characters.
            character if character.is_control() && !matches!(character, '\n' | '\t') => {
                out.push('\u{fffd}');
            }
            character => out.push(character),
        }
    }
    out
}
