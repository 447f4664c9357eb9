//! Lowering: from the tree (what was written) to the model (what it means).
//!
//! Names become ids and places, constants and units become numbers, and what
//! the layout leaves unsaid is filled in. A mistake is reported where it
//! stands and replaced by something harmless, so that one run finds them all;
//! what the model as a whole must fulfil is for [`check`](mod@crate::check).
//!
//! Read next: `head` for the protocol itself, `items` for declarations, `structure` for fields, `handshake`
//! for machines.

mod checksum;
mod claims;
mod condition;
mod handshake;
mod head;
mod items;
mod layers;
mod length;
mod machine;
mod number;
mod structure;
mod types;
mod units;
mod value;

use std::collections::BTreeMap;

use crate::diagnostic::{self, Code, Diagnostic};
use crate::model::{
    Docs, Endian, EnumId, FlagsId, HandshakeId, Item, Layout, Model, Name, Role, Struct, StructId,
    UnionId,
};
use crate::span::Span;
use crate::syntax::tree::{self, File};
use number::Number;
pub(crate) use structure::chooses;
pub(crate) use types::looks_like_integer;

/// The edition of the language that this crate reads.
pub const EDITION: u32 = 1;

/// Lowers a whole spec.
///
/// The model is complete only if there are no diagnostics; otherwise it is the
/// best that could be made of the spec, good enough to look for more mistakes.
pub fn lower(file: &File) -> (Model, Vec<Diagnostic>) {
    Lowering::new(file, false, Endian::Big).run()
}

/// Lowers items that stand without a `protocol`, as derive makes them.
///
/// Only here may a field be of a Rust type outside the model
/// ([`TypeKind::External`](tree::TypeKind::External)). `endian` holds where the
/// layout does not say. The model is named after its first item.
pub fn lower_fragment(file: &File, endian: Endian) -> (Model, Vec<Diagnostic>) {
    Lowering::new(file, true, endian).run()
}

/// What a name at the top of a spec stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Declared {
    Constant,
    Enum(EnumId),
    Flags(FlagsId),
    Struct(StructId),
    Union(UnionId),
    Messages(usize),
    Handshake(HandshakeId),
}

impl Declared {
    /// For messages: "`Kind` is an enumeration".
    fn description(self) -> &'static str {
        match self {
            Declared::Constant => "a constant",
            Declared::Enum(_) => "an enumeration",
            Declared::Flags(_) => "a set of flags",
            Declared::Struct(_) => "a structure",
            Declared::Union(_) => "a union",
            Declared::Messages(_) => "a set of messages",
            Declared::Handshake(_) => "a handshake",
        }
    }
}

/// The work under way.
struct Lowering<'a> {
    file: &'a File,
    /// Whether items may stand without a `protocol` and use Rust types.
    fragment: bool,
    model: Model,
    diagnostics: Vec<Diagnostic>,
    /// Where each top-level name leads; of two with one name, the first.
    declared: BTreeMap<&'a str, (Declared, Span)>,
    /// The constants so far; `None` for one that has a mistake.
    constants: BTreeMap<&'a str, Option<Number>>,
    /// Of each enumeration and set of flags, whether its integer names a byte order.
    explicit_repr: BTreeMap<&'a str, bool>,
    /// The byte orders of imported files, by their place among the files.
    orders: BTreeMap<usize, Endian>,
}

impl<'a> Lowering<'a> {
    fn new(file: &'a File, fragment: bool, endian: Endian) -> Self {
        let model = Model {
            name: Name { text: String::new(), span: Span { start: 0, end: 0 } },
            docs: file.docs.clone(),
            edition: EDITION,
            // A fragment counts no versions: whatever it says came with one.
            version: if fragment { u8::MAX } else { 1 },
            endian,
            constants: Vec::new(),
            enums: Vec::new(),
            flags: Vec::new(),
            structs: Vec::new(),
            unions: Vec::new(),
            functions: Vec::new(),
            message_sets: Vec::new(),
            layers: None,
            handshakes: Vec::new(),
            order: Vec::new(),
        };
        Lowering {
            file,
            fragment,
            model,
            diagnostics: Vec::new(),
            declared: BTreeMap::new(),
            constants: BTreeMap::new(),
            explicit_repr: BTreeMap::new(),
            orders: BTreeMap::new(),
        }
    }

    /// The phases: each finds what the ones before it left.
    fn run(mut self) -> (Model, Vec<Diagnostic>) {
        self.heads();
        self.declare();
        self.constants();
        self.enums_and_flags();
        self.structures();
        self.handshakes();
        self.layers();
        self.model.leave_room();
        diagnostic::sort(&mut self.diagnostics);
        (self.model, self.diagnostics)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Gives every named item its id, so that items may use those below them.
    fn declare(&mut self) {
        let (mut enums, mut flags, mut unions, mut sets, mut handshakes) = (0, 0, 0, 0, 0);
        let mut constants = 0;
        for item in &self.file.items {
            let Some(name) = item_name(item) else { continue };
            let (declared, entry) = match item {
                tree::Item::Constant(_) => {
                    (Declared::Constant, Item::Constant(next(&mut constants)))
                }
                tree::Item::Enum(_) => {
                    let id = EnumId(next(&mut enums));
                    (Declared::Enum(id), Item::Enum(id))
                }
                tree::Item::Flags(_) => {
                    let id = FlagsId(next(&mut flags));
                    (Declared::Flags(id), Item::Flags(id))
                }
                tree::Item::Struct(_) | tree::Item::Packet(_) => {
                    let id = self.placeholder(name, Role::Plain);
                    (Declared::Struct(id), Item::Struct(id))
                }
                tree::Item::Union(_) => {
                    let id = UnionId(next(&mut unions));
                    (Declared::Union(id), Item::Union(id))
                }
                tree::Item::Messages(_) => {
                    let place = next(&mut sets);
                    (Declared::Messages(place), Item::Messages(place))
                }
                tree::Item::Handshake(_) => {
                    let id = HandshakeId(next(&mut handshakes));
                    (Declared::Handshake(id), Item::Handshake(id))
                }
                tree::Item::Protocol(_)
                | tree::Item::Library(_)
                | tree::Item::Import(_)
                | tree::Item::Layers(_) => continue,
            };
            self.declared.entry(&name.text).or_insert((declared, name.span));
            self.model.order.push(entry);
        }
    }

    /// A structure whose fields come later.
    fn placeholder(&mut self, name: &Name, role: Role) -> StructId {
        self.add_struct(Struct {
            name: name.clone(),
            docs: Docs::default(),
            role,
            layout: Layout::Plain,
            fields: Vec::new(),
            requires: Vec::new(),
        })
    }

    fn add_struct(&mut self, structure: Struct) -> StructId {
        self.model.structs.push(structure);
        StructId(self.model.structs.len() - 1)
    }

    /// What a top-level name stands for; a diagnostic if nothing.
    fn resolve(&mut self, name: &Name, expected: &str) -> Option<Declared> {
        if let Some((declared, _)) = self.declared.get(name.text.as_str()) {
            return Some(*declared);
        }
        let known: Vec<&str> = self.declared.keys().copied().collect();
        self.unknown(name, expected, known);
        None
    }

    /// Reports names that stand for the second time.
    fn once<'n>(&mut self, names: impl IntoIterator<Item = &'n Name>) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for name in names {
            if let Some(first) = seen.insert(&name.text, name.span) {
                self.report(
                    Diagnostic::new(
                        Code::Repeated,
                        name.span,
                        format!("`{name}` is given twice"),
                        "given again",
                    )
                    .related(first, "first given here")
                    .help("remove one of the two"),
                );
            }
        }
    }

    /// A name that nothing has.
    fn unknown<'k>(&mut self, name: &Name, what: &str, known: impl IntoIterator<Item = &'k str>) {
        let names: Vec<&str> = known.into_iter().collect();
        let mut diagnostic = Diagnostic::new(
            Code::UnknownName,
            name.span,
            format!("there is no {what} `{}`", name.text),
            "not known here",
        )
        .did_you_mean(&name.text, names.iter().copied());
        if diagnostic.help.is_none() {
            diagnostic.help = Some(match names.as_slice() {
                [] => format!("declare `{}` or remove its use", name.text),
                few if few.len() <= 8 => format!("known are {}", listed(few)),
                _ => format!("declare `{}` or use a name that is declared", name.text),
            });
        }
        self.report(diagnostic);
    }

    /// A name that stands for something of another kind.
    fn wrong_kind(&mut self, name: &Name, found: Declared, expected: &str) {
        let mut diagnostic = Diagnostic::new(
            Code::WrongKindOfName,
            name.span,
            format!("`{}` is {}, not {expected}", name.text, found.description()),
            format!("expected {expected}"),
        )
        .help(format!("name {expected} here"));
        if let Some((_, span)) = self.declared.get(name.text.as_str()) {
            diagnostic = diagnostic.related(*span, "declared here");
        }
        self.report(diagnostic);
    }
}

/// The name of an item that declares one.
pub fn item_name(item: &tree::Item) -> Option<&Name> {
    match item {
        tree::Item::Constant(item) => Some(&item.node.name),
        tree::Item::Enum(item) => Some(&item.node.name),
        tree::Item::Flags(item) => Some(&item.node.name),
        tree::Item::Struct(item) | tree::Item::Packet(item) => Some(&item.node.name),
        tree::Item::Union(item) => Some(&item.node.name),
        tree::Item::Messages(item) => Some(&item.node.name),
        tree::Item::Handshake(item) => Some(&item.node.name),
        tree::Item::Protocol(_)
        | tree::Item::Library(_)
        | tree::Item::Import(_)
        | tree::Item::Layers(_) => None,
    }
}

fn next(counter: &mut usize) -> usize {
    *counter += 1;
    *counter - 1
}

/// "`a`, `b` and `c`".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("`{one}`"),
        [rest @ .., last] => {
            let rest: Vec<String> = rest.iter().map(|name| format!("`{name}`")).collect();
            format!("{} and `{last}`", rest.join(", "))
        }
    }
}
