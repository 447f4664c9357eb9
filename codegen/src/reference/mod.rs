//! The reference of a protocol as one Markdown page.
//!
//! Everything on the page comes from the checked model: layouts, tables,
//! limits, states, and the author's own doc comments. The page knows nothing
//! of Rust. Read next: [`types`] for layouts, [`handshake`] for states.

mod handshake;
mod types;

use std::fmt::Write;

use packetwright_spec::Checked;
use packetwright_spec::model::{Docs, Endian, Integer, Item, Model, Varint};

/// Writes the reference of a protocol.
pub fn reference(model: &Checked<Model>) -> String {
    let mut page = Page { model, text: String::new() };
    page.head();
    for item in &model.order {
        page.item(*item);
    }
    page.layers();
    page.text
}

/// A page under way.
struct Page<'a> {
    model: &'a Model,
    text: String,
}

impl Page<'_> {
    fn head(&mut self) {
        let model = self.model;
        self.line(&format!("# The {} protocol, version {}", model.name, model.version));
        self.line("");
        self.docs(&model.docs);
        let order = match model.endian {
            Endian::Big => "most significant byte first (big-endian)",
            Endian::Little => "least significant byte first (little-endian)",
        };
        self.line(&format!(
            "Integers are {order} where nothing else is said. Sizes and offsets are in bytes. \
             Bytes outside a stated range are refused, on encoding as on decoding.",
        ));
        self.line("");
    }

    fn item(&mut self, item: Item) {
        match item {
            Item::Constant(place) => {
                if let Some(constant) = self.model.constants.get(place) {
                    self.line(&format!("## Constant `{}` = {}", constant.name, constant.value));
                    self.line("");
                    self.docs(&constant.docs);
                }
            }
            Item::Enum(id) => self.enumeration(&self.model[id]),
            Item::Flags(id) => self.flags(&self.model[id]),
            Item::Struct(id) => self.structure(id),
            Item::Union(id) => self.union(id),
            Item::Messages(place) => {
                if let Some(set) = self.model.message_sets.get(place) {
                    self.messages(set);
                }
            }
            Item::Handshake(id) => self.handshake(&self.model[id]),
        }
    }

    fn layers(&mut self) {
        let model = self.model;
        let Some(layers) = &model.layers else { return };
        self.line("## Layers");
        self.line("");
        self.line("A message goes into a packet through these layers, the last one first:");
        self.line("");
        let mut layers_text = vec![format!("packet `{}`", model[layers.packet].name)];
        if let Some(session) = &layers.session {
            let name = &model[session.handshake].name;
            layers_text.push(format!(
                "handshake `{name}`, flag {:#04x}: the payload is one of its messages, and no other layer applies",
                session.handshake_flag
            ));
            layers_text.push(format!(
                "seal `{name}`, flag {:#04x}: the payload is a record of the session, authenticated with the packet's header",
                session.sealed_flag
            ));
        }
        for compression in &layers.compressions {
            let (algorithm, flag) = (compression.algorithm, compression.flag);
            layers_text.push(format!("compression {algorithm:?}, flag {flag:#04x}"));
        }
        layers_text.push(format!("envelope `{}`", model[layers.envelope.structure].name));
        if let Some(set) = model.message_sets.get(layers.messages) {
            layers_text.push(format!("a message of `{}`", set.name));
        }
        for (place, text) in layers_text.iter().enumerate() {
            self.line(&format!("{}. {text}", place + 1));
        }
        self.line("");
    }

    fn docs(&mut self, docs: &Docs) {
        let lines = docs.with_history();
        if lines.is_empty() {
            return;
        }
        for line in &lines {
            self.line(line);
        }
        self.line("");
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn table(&mut self, heads: &[&str], rows: &[Vec<String>]) {
        self.line(&format!("| {} |", heads.join(" | ")));
        self.line(&format!("|{}", "---|".repeat(heads.len())));
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
            self.line(&format!("| {} |", cells.join(" | ")));
        }
        self.line("");
    }
}

/// A doc comment on one line, for the cell of a table.
fn one_line(docs: &Docs) -> String {
    docs.with_history().join(" ").trim().to_owned()
}

/// `u32`, or `u32le` where the byte order is not the protocol's; `u32leb128`.
fn integer_name(integer: Integer, protocol: Endian) -> String {
    let mut name = format!("{}{}", if integer.signed { 'i' } else { 'u' }, integer.bits);
    if let Some(form) = integer.variable() {
        let form = match form {
            Varint::Leb128 => "leb128",
            Varint::ZigZag => "zigzag",
            Varint::Quic => "quic",
            Varint::Bincode => " in bincode's variable length",
        };
        let malleable = if integer.is_malleable() { ", malleable" } else { "" };
        return name + form + malleable;
    }
    if integer.bits > 8 && integer.endian != protocol {
        let _ = write!(name, "{}", if integer.endian == Endian::Big { "be" } else { "le" });
    }
    name
}
