//! The reference of a protocol, as a page of Markdown or HTML.
//!
//! ```text
//!                  walk                         ┌─ markdown ─► Markdown
//! Checked<Model> ────────► Document (blocks) ───┤
//!                                               └─ html ─────► HTML
//! ```
//!
//! Everything on the page comes from the checked model: layouts, tables, limits,
//! states, examples, and the author's own doc comments. The page knows nothing
//! of Rust. Read next: [`document`] for what a page is made of, [`items`] for
//! the walk, [`diagram`] for how bytes are drawn, [`states`] for how machines
//! are.

mod authored;
mod diagram;
mod document;
mod errors;
mod examples;
mod failures;
mod fields;
mod forms;
mod handshake;
mod html;
mod items;
mod layers;
mod markdown;
mod parts;
mod states;
mod words;

use packetwright_spec::Checked;
use packetwright_spec::model::{Docs, Endian, Model};

use diagram::Piece;
use document::{Block, Document, Drawing, Heading, Span, Table, Target, Text};

/// The reference of a protocol as a page of Markdown, for readers and hosts
/// that know tables. Machines are drawn in characters.
///
/// The same model gives the same page on every machine.
pub fn reference(model: &Checked<Model>) -> String {
    markdown::render(&document(model))
}

/// The reference of a protocol as one HTML page that loads nothing and needs no
/// script. Machines are drawn as pictures.
///
/// The same model gives the same page on every machine.
pub fn reference_html(model: &Checked<Model>) -> String {
    html::render(&document(model))
}

/// The walk over the model.
fn document(model: &Checked<Model>) -> Document {
    let mut page = Page { model, level: 1, blocks: Vec::new(), history: Vec::new() };
    page.head();
    page.layers();
    page.constants();
    page.checksums();
    for item in &model.order {
        page.item(*item);
    }
    page.errors();
    page.changes();
    let title = format!("The {} protocol, version {}", model.name, model.version);
    Document { title, blocks: page.blocks }
}

/// A page under way.
struct Page<'m> {
    model: &'m Checked<Model>,
    /// The level of the last heading.
    level: u8,
    blocks: Vec<Block>,
    /// What has a history, and what that is.
    history: Vec<(Text, Text)>,
}

impl Page<'_> {
    fn head(&mut self) {
        let model = self.model;
        self.docs(&Text::new(), &model.docs);
        self.blocks.push(Block::Contents);
        self.heading(2, "How to read this page", "", &[]);
        let order = match model.endian {
            Endian::Big => "most significant byte first (big-endian)",
            Endian::Little => "least significant byte first (little-endian)",
        };
        self.paragraph(format!(
            "Integers are {order} where nothing else is said. Sizes and offsets are in bytes; a size \
             of some bits says so. What is outside a stated range, and what stands where nothing \
             may, is refused, on encoding as on decoding."
        ));
        self.paragraph(
            "In the diagrams a row is 32 bits, and the most significant bit of a byte comes first. \
             What has ~ at its sides is longer than drawn, or as long as something else says. Behind \
             what has no fixed length, and behind what may be missing, a row begins anew. Letters \
             stand for names that have no room; [7:4] are the bits of a number that a piece holds.",
        );
        self.paragraph(
            Text::new()
                .code("len(x)")
                .plain(" is the length of x in bytes, ")
                .code("count(x)")
                .plain(" the number of its elements, ")
                .code("size(a..=b)")
                .plain(
                    " the bytes of all fields from a to b. What goes to the end goes to that of the \
                     input, or of the bytes that a size or a region leaves to it.",
                ),
        );
        if let Some(guide) = forms::guide(model) {
            self.paragraph(guide);
        }
    }

    /// A heading; links to the targets lead here.
    fn heading(&mut self, level: u8, kind: &str, name: &str, targets: &[Target]) {
        self.level = level;
        let (kind, name) = (kind.to_owned(), name.to_owned());
        self.blocks.push(Block::Heading(Heading { level, kind, name, targets: targets.to_vec() }));
    }

    fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    fn table(&mut self, table: Table) {
        if !table.rows.is_empty() {
            self.blocks.push(Block::Table(table.without_empty_columns()));
        }
    }

    fn diagram(&mut self, title: String, pieces: &[Piece]) {
        let text = diagram::draw(pieces);
        if !text.is_empty() {
            self.blocks.push(Block::Drawing(Drawing { title, text }));
        }
    }

    /// What the author says of something, and its history.
    fn docs(&mut self, of: &Text, docs: &Docs) {
        let history = history(docs);
        if !history.is_empty() {
            self.history.push((of.clone(), history));
        }
        self.docs_again(docs);
    }

    /// The same for something of which the page has spoken before.
    fn docs_again(&mut self, docs: &Docs) {
        let said = docs.lines.join("\n");
        if !said.trim().is_empty() {
            self.blocks.push(Block::Authored(said));
        }
        let history = history(docs);
        if !history.is_empty() {
            self.paragraph(history);
        }
    }

    /// The same for the cell of a table.
    fn docs_cell(&mut self, of: &Text, docs: &Docs) -> Text {
        let said = docs.lines.join("\n");
        let said = Text::new().span(Span::Authored(said.trim().to_owned()));
        let said = Some(said).filter(|_| !docs.lines.is_empty());
        let history = history(docs);
        if !history.is_empty() {
            self.history.push((of.clone(), history.clone()));
        }
        Text::joined(said.into_iter().chain([history]), " ")
    }

    /// Everything that has a history.
    fn changes(&mut self) {
        if self.history.is_empty() {
            return;
        }
        self.heading(2, "History", "", &[]);
        let mut table = Table::new(&["what", "history"]);
        for (what, history) in std::mem::take(&mut self.history) {
            let what = if what.is_empty() { "the protocol".into() } else { what };
            table.push([what, history]);
        }
        self.table(table);
    }
}

/// Since when something is there, and whether it is on its way out.
fn history(docs: &Docs) -> Text {
    let since = docs.since.map(|(version, _)| format!("Since version {version}."));
    let deprecated = docs.deprecated.as_ref().map(|why| match why.trim_end_matches('.') {
        "" => "Deprecated.".to_owned(),
        why => format!("Deprecated: {why}."),
    });
    let marks = since.into_iter().chain(deprecated);
    Text::joined(marks.map(|mark| Text::new().span(Span::Mark(mark))), " ")
}
