//! The page as a document: headings, paragraphs, tables, diagrams, figures.
//!
//! The walk over the model makes it, the renderers write it. It knows neither
//! what a protocol is nor what Markdown or HTML look like. Links name what they
//! lead to; [`Document::anchors`] says where on the page that is.

use std::collections::{BTreeMap, BTreeSet};

use packetwright_spec::model::{EnumId, FlagsId, HandshakeId, StructId, UnionId};

/// A whole page.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// Its title, the heading of level 1.
    pub(super) title: String,
    /// What follows the title.
    pub(super) blocks: Vec<Block>,
}

/// What stands below what came before.
#[derive(Clone, Debug)]
pub(super) enum Block {
    /// A heading, which links can lead to.
    Heading(Heading),
    /// A paragraph of our own words.
    Paragraph(Text),
    /// What the author of the spec says, in Markdown.
    Authored(String),
    /// Things one after another, by number.
    Steps(Vec<Text>),
    /// A table.
    Table(Table),
    /// Characters that stand where they stand: a diagram or a listing.
    Drawing(Drawing),
    /// A picture, and the same in characters.
    Figure(Figure),
    /// The headings of levels 2 and 3, as links.
    Contents,
}

/// The heading of a section.
#[derive(Clone, Debug)]
pub(super) struct Heading {
    /// 2 for the largest sections of a page, 3 for what is in them.
    pub(super) level: u8,
    /// What kind of thing it is about: `Packet`. May be empty.
    pub(super) kind: String,
    /// The name of it, as in the spec. May be empty.
    pub(super) name: String,
    /// What links lead here.
    pub(super) targets: Vec<Target>,
}

/// Something a link can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    /// The constants.
    Constants,
    /// An enumeration.
    Enum(EnumId),
    /// A set of flags.
    Flags(FlagsId),
    /// A structure: a packet, the body of a message or arm, a payload.
    Struct(StructId),
    /// A union.
    Union(UnionId),
    /// A set of messages, by its place in the model.
    Messages(usize),
    /// A handshake.
    Handshake(HandshakeId),
    /// The ways in which a handshake fails.
    Failures(HandshakeId),
    /// The ways in which decoding fails.
    Errors,
    /// One kind of them, by its code.
    Error(&'static str),
}

/// A table: no row has more or fewer cells than there are heads.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// What the columns hold.
    pub(super) heads: Vec<String>,
    /// The cells, row by row.
    pub(super) rows: Vec<Vec<Text>>,
}

/// Characters that stand where they stand.
#[derive(Clone, Debug)]
pub(super) struct Drawing {
    /// What it shows, for those who cannot see it.
    pub(super) title: String,
    /// Its lines.
    pub(super) text: String,
}

/// A picture.
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// What it shows.
    pub(super) title: String,
    /// One SVG element, whose colours are the page's.
    pub(super) svg: String,
    /// The same in characters.
    pub(super) text: String,
}

/// Words in a line, some of them names, links or the author's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text(pub(super) Vec<Span>);

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Plain words.
    Plain(String),
    /// A name, number or expression of the spec.
    Code(String),
    /// A name that leads to what it names.
    Link(Target, String),
    /// Words that lead somewhere.
    Refer(Target, String),
    /// What the author says, in Markdown.
    Authored(String),
    /// Plain words that stand out.
    Strong(String),
    /// The next line of the same text.
    Break,
    /// A short remark that stands out: since when, or that it is deprecated.
    Mark(String),
}

impl Text {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Text::default()
    }

    /// A name alone.
    pub(super) fn named(name: impl Into<String>) -> Self {
        Text::new().code(name)
    }

    /// And these words.
    pub(super) fn plain(self, words: impl Into<String>) -> Self {
        self.span(Span::Plain(words.into()))
    }

    /// And this name, number or expression.
    pub(super) fn code(self, code: impl Into<String>) -> Self {
        self.span(Span::Code(code.into()))
    }

    /// And this name, which leads there.
    pub(super) fn link(self, target: Target, name: impl Into<String>) -> Self {
        self.span(Span::Link(target, name.into()))
    }

    /// And another text.
    pub(super) fn then(mut self, other: Text) -> Self {
        self.0.extend(other.0);
        self
    }

    /// And this piece.
    pub(super) fn span(mut self, span: Span) -> Self {
        self.0.push(span);
        self
    }

    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Several texts with something between them; empty ones do not count.
    pub(super) fn joined(texts: impl IntoIterator<Item = Text>, between: &str) -> Text {
        texts.into_iter().filter(|text| !text.is_empty()).fold(Text::new(), |all, text| {
            if all.is_empty() { text } else { all.plain(between).then(text) }
        })
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Text {
        if words.is_empty() { Text::new() } else { Text::new().plain(words) }
    }
}

impl From<String> for Text {
    fn from(words: String) -> Text {
        words.as_str().into()
    }
}

impl Table {
    /// A table without rows.
    pub(super) fn new(heads: &[&str]) -> Self {
        Table { heads: heads.iter().map(|head| (*head).to_owned()).collect(), rows: Vec::new() }
    }

    /// And this row.
    pub(super) fn push(&mut self, cells: impl IntoIterator<Item = Text>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The table without the columns that say nothing in any row.
    pub(super) fn without_empty_columns(self) -> Table {
        let said = |column: usize| {
            self.rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty()))
        };
        let kept: Vec<usize> = (0..self.heads.len()).filter(|column| said(*column)).collect();
        let heads = kept.iter().filter_map(|column| self.heads.get(*column).cloned()).collect();
        let rows = self.rows.iter();
        let rows = rows.map(|row| kept.iter().filter_map(|c| row.get(*c).cloned()).collect());
        Table { heads, rows: rows.collect() }
    }
}

impl Heading {
    /// Its words without marks: `Packet Frame`.
    pub(super) fn words(&self) -> String {
        format!("{} {}", self.kind, self.name).trim().to_owned()
    }
}

impl Document {
    /// The headings of the page, in order, each with its anchor: the words in
    /// lower case with hyphens between them, and a number if they come again,
    /// which is what hosts of Markdown pages make of a heading by themselves.
    pub(super) fn headings(&self) -> Vec<(&Heading, String)> {
        let mut taken = BTreeSet::from([anchor(&self.title)]);
        let headings = self.blocks.iter().filter_map(|block| match block {
            Block::Heading(heading) => Some(heading),
            _ => None,
        });
        headings
            .map(|heading| {
                let plain = anchor(&heading.words());
                let numbered = (1..).map(|number| format!("{plain}-{number}"));
                let free = std::iter::once(plain.clone()).chain(numbered);
                let anchor = free.into_iter().find(|anchor| !taken.contains(anchor));
                let anchor = anchor.unwrap_or(plain);
                taken.insert(anchor.clone());
                (heading, anchor)
            })
            .collect()
    }

    /// Where on the page links lead to.
    pub(super) fn anchors(&self) -> BTreeMap<Target, String> {
        let mut anchors = BTreeMap::new();
        for (heading, anchor) in self.headings() {
            for target in &heading.targets {
                anchors.entry(*target).or_insert_with(|| anchor.clone());
            }
        }
        anchors
    }
}

/// The anchor of a heading of these words.
fn anchor(words: &str) -> String {
    let lower = words.to_lowercase();
    let kept = lower.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|character| if character == ' ' { '-' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(kind: &str, name: &str, targets: &[Target]) -> Block {
        let (kind, name) = (kind.to_owned(), name.to_owned());
        Block::Heading(Heading { level: 2, kind, name, targets: targets.to_vec() })
    }

    #[test]
    fn anchors_are_those_that_hosts_make_and_no_two_are_the_same() {
        let document = Document {
            title: "The small protocol, version 1".to_owned(),
            blocks: vec![
                heading("Message 0x10 →", "snake_Name", &[Target::Messages(0)]),
                heading("Errors", "", &[Target::Errors, Target::Constants]),
                heading("Errors", "", &[Target::Error("length")]),
                heading("The small protocol", "version 1", &[]),
            ],
        };
        let anchors: Vec<String> = document.headings().into_iter().map(|(_, at)| at).collect();
        let expected =
            ["message-0x10--snake_name", "errors", "errors-1", "the-small-protocol-version-1-1"];
        assert_eq!(anchors, expected);
        let targets = document.anchors();
        assert_eq!(targets.get(&Target::Constants).map(String::as_str), Some("errors"));
        assert_eq!(targets.get(&Target::Error("length")).map(String::as_str), Some("errors-1"));
    }

    #[test]
    fn columns_that_say_nothing_are_left_out() {
        let mut table = Table::new(&["offset", "value", "meaning"]);
        table.push(["0".into(), Text::new(), "first".into()]);
        table.push(["1".into(), Text::new(), Text::new()]);
        let table = table.without_empty_columns();
        assert_eq!(table.heads, ["offset", "meaning"]);
        assert_eq!(table.rows[1], ["1".into(), Text::new()]);
    }
}
