//! Random specs: texts in which every construct of the language comes up in
//! every place, and which the checker takes, all but a few.
//!
//! The generator writes text and knows of each thing that it wrote what the
//! rest of the spec must know to use it: how many bytes it takes, whether it
//! takes the rest of the input, which byte it never begins with. It knows
//! nothing of the model or of the checks themselves, so that a spec that is
//! refused is a mistake of one or the other.
//!
//! One file a place in a spec: `items` (constants, enumerations, flags), `body`
//! (the fields of a structure), `types`, `numbers`, `measures` (sizes,
//! checksums, padding), `conditions`, `choices` (unions), `sets` (messages),
//! `packets`, `layers`, `handshakes`, `words` (documentation, numbers).
//!
//! # A new construct
//! A type goes into the list in `types`, a part of a field into that in
//! `body`, an item into `Generator::spec`. Not covered: options in options and in fields
//! with a condition, which JSON does not tell from absent ones; two `let` of one name.

mod body;
mod choices;
mod conditions;
mod draw;
mod handshakes;
mod items;
mod layers;
mod measures;
mod names;
mod numbers;
mod packets;
mod sets;
mod types;
mod words;

pub use draw::Draw;

use choices::Union;
use items::{Constant, Enumeration, FlagSet};
use names::{Names, TYPES};
use types::Facts;

/// The text of a spec; the same for the same seed.
pub fn spec(seed: u64) -> String {
    Generator::new(seed).spec(&format!("random_{seed}"))
}

/// How the fields of a structure are laid out where they do not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    Plain,
    Bincode,
    BincodeVarint,
}

impl Layout {
    /// What says so behind a name.
    fn words(self) -> &'static str {
        match self {
            Layout::Plain => "",
            Layout::Bincode => " encoding bincode",
            Layout::BincodeVarint => " encoding bincode varint",
        }
    }

    /// Whether what is laid out so may stand in a structure of a layout.
    fn goes_into(self, around: Layout) -> bool {
        around == Layout::Plain || around == self
    }

    /// The byte order for an integer whose size must be fixed.
    fn fixed(self, order: &'static str) -> &'static str {
        if self == Layout::BincodeVarint && order.is_empty() { "le" } else { order }
    }
}

/// A structure that others may hold.
#[derive(Clone)]
struct Structure {
    name: String,
    layout: Layout,
    facts: Facts,
}

/// The work under way: what was declared so far, for later items to use.
struct Generator {
    draw: Draw,
    version: u8,
    big_endian: bool,
    /// The names of items and messages.
    names: Names,
    constants: Vec<Constant>,
    enumerations: Vec<Enumeration>,
    flag_sets: Vec<FlagSet>,
    structures: Vec<Structure>,
    unions: Vec<Union>,
}

impl Generator {
    fn new(seed: u64) -> Self {
        let mut draw = Draw::new(seed);
        let version = draw.below(256).max(1) as u8;
        let big_endian = draw.chance(60);
        Generator {
            draw,
            version,
            big_endian,
            names: Names::default(),
            constants: Vec::new(),
            enumerations: Vec::new(),
            flag_sets: Vec::new(),
            structures: Vec::new(),
            unions: Vec::new(),
        }
    }

    /// The whole text: constants first, the other items in any order.
    fn spec(&mut self, name: &str) -> String {
        let mut text = String::new();
        if self.draw.chance(30) {
            text.push_str("//! A random spec.\n//!\n//! With `code` and {braces}.\n");
        }
        let endian = if self.big_endian { "big" } else { "little" };
        let version = self.version;
        text.push_str(&format!(
            "protocol {name} {{ edition: 1, version: {version}, endian: {endian} }}\n\n"
        ));
        for _ in 0..self.draw.below(4) {
            text.push_str(&self.constant());
        }
        let mut items: Vec<String> = Vec::new();
        for _ in 0..self.draw.below(4) {
            items.push(self.enumeration());
        }
        for _ in 0..self.draw.below(3) {
            items.push(self.flag_set());
        }
        for _ in 0..2 + self.draw.below(5) {
            items.push(if self.draw.chance(60) { self.structure() } else { self.union() });
        }
        for _ in 0..self.draw.below(3) {
            items.push(self.packet());
        }
        for _ in 0..1 + self.draw.below(2) {
            items.push(self.message_set());
        }
        if self.draw.chance(40) {
            items.extend(self.layers());
        } else if self.draw.chance(30) {
            items.extend(self.handshake().1);
        }
        while !items.is_empty() {
            let place = self.draw.below(items.len());
            text.push_str(&items.swap_remove(place));
        }
        text
    }

    fn structure(&mut self) -> String {
        let docs = self.docs("");
        let name = self.names.fresh(&mut self.draw, TYPES);
        let layout = self.layout();
        let (body, facts) = self.body(layout, body::Start::Plain, "");
        self.structures.push(Structure { name: name.clone(), layout, facts });
        format!("{docs}struct {name}{} {body}\n", layout.words())
    }

    fn layout(&mut self) -> Layout {
        match self.draw.below(20) {
            0..=3 => Layout::Bincode,
            4..=7 => Layout::BincodeVarint,
            _ => Layout::Plain,
        }
    }
}
