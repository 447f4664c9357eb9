//! Specs beside the Rust: what sets that include generated ones have of them.
//!
//! The language has no inclusion, so the messages of an included set are
//! written among the others, and what they use beside them. Versions stay
//! behind: those of another protocol mean nothing here.
//!
//! Knows which set of which spec a path in Rust means, and how an item reads in
//! a protocol of another byte order. What a set is made of is for `sets`.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::import::{Load, LoadError, parse_among, used_by};
use packetwright_spec::lower::item_name;
use packetwright_spec::model::{Docs, Endian, Name};
use packetwright_spec::syntax::tree::{
    self, Arm, Documented, ExpressionKind, File, Item, Message, Messages,
};
use packetwright_spec::{NETWORK, Sources};

use super::sets::DeclaredSet;
use super::{Exporter, bodies, is_bincode, order, segments};
use crate::derive::IncludedSet;

/// A spec whose sets may be included.
pub(super) struct GivenSpec {
    /// The protocol's name.
    name: String,
    /// Its items, those of imported files among them.
    tree: File,
    /// Of each item the byte order of its file.
    orders: Vec<Endian>,
    /// Which items were written out already.
    written: Vec<bool>,
    /// Whether somebody gave it, rather than that everybody has it.
    is_given: bool,
}

/// A message of a generated set.
pub(super) struct SpecMessage {
    pub(super) message: Documented<Message>,
    /// The layout of its fields, as the set says it.
    pub(super) encoding: Option<tree::Encoding>,
}

impl Exporter {
    /// Reads a spec that starts somewhere among the sources.
    pub(super) fn read_spec(
        &mut self,
        sources: &mut Sources,
        (path, text, start): (&str, &str, usize),
        load: &Load<'_>,
    ) {
        let (tree, found) = parse_among(sources, (path, text, start), load);
        self.diagnostics.extend(found);
        let head = tree.items.iter().find_map(|item| match item {
            Item::Protocol(head) => Some(head.name.text.clone()),
            _ => None,
        });
        let file_of = |item: &Item| place(item).map(|name| sources.file_of(name.span).start);
        let heads: Vec<_> = tree
            .items
            .iter()
            .filter_map(|item| match item {
                Item::Protocol(head) | Item::Library(head) => Some((file_of(item), order_of(head))),
                _ => None,
            })
            .collect();
        let orders = tree.items.iter().map(|item| {
            let file = file_of(item);
            heads.iter().find(|(head, _)| *head == file).map_or(Endian::Big, |(_, order)| *order)
        });
        let orders: Vec<Endian> = orders.collect();
        let written = vec![false; orders.len()];
        let name = head.unwrap_or_default();
        self.specs.push(GivenSpec { name, tree, orders, written, is_given: true });
    }

    /// Reads the spec of the network protocol, if a set includes its messages
    /// and no given spec is it: everybody has it.
    pub(super) fn read_network(&mut self, sources: &mut Sources) {
        let included = self.types.iter().flat_map(|(_, derived)| &derived.set.included);
        let mut paths = included.map(|set| segments(&set.ty.to_string()));
        let wanted = paths.any(|path| match path.as_slice() {
            [.., module, set] if module == "network" && set == "Message" => {
                self.uses_network || path.first().is_some_and(|first| first == "packetwright")
            }
            _ => false,
        });
        if wanted && self.specs.iter().all(|spec| spec.name != "network") {
            let (path, given) = ("network.wire", self.specs.len());
            let start = sources.add(path, NETWORK);
            self.read_spec(sources, (path, NETWORK, start), &|_| Err(LoadError::NotFound));
            self.specs.iter_mut().skip(given).for_each(|spec| spec.is_given = false);
        }
    }

    /// The byte order of the first spec that a set includes messages of.
    pub(super) fn included_order(&self, sets: &[DeclaredSet]) -> Option<Endian> {
        let included = sets.iter().flat_map(|set| &set.included);
        let found = included.filter_map(|set| match self.spec_of(set) {
            Found::One(spec, place) => Some(self.specs[spec].orders[place]),
            Found::None | Found::Several => None,
        });
        found.take(1).next()
    }

    /// The messages of an included set of a spec; `None` once it is reported
    /// that there is none. What they use is put among the items to be written.
    pub(super) fn messages_of_spec(
        &mut self,
        set: &DeclaredSet,
        included: &IncludedSet,
        endian: Endian,
    ) -> Option<Vec<SpecMessage>> {
        let (spec, place) = match self.spec_of(included) {
            Found::One(spec, place) => (spec, place),
            found => {
                self.no_such_set(included, &found);
                return None;
            }
        };
        let Item::Messages(declared) = &self.specs[spec].tree.items[place] else { return None };
        let (name, encoding) = (declared.node.name.text.clone(), declared.node.encoding.clone());
        self.same_tag(set, included, spec, place);
        for used in used_by(&self.specs[spec].tree, [name.as_str()]) {
            let given = &mut self.specs[spec];
            if used != place && !std::mem::replace(&mut given.written[used], true) {
                let item = self.here(spec, used, endian);
                self.needed.push(item);
            }
        }
        let Item::Messages(here) = self.here(spec, place, endian) else { return None };
        let messages = here.node.messages.into_iter();
        Some(messages.map(|message| SpecMessage { message, encoding: encoding.clone() }).collect())
    }

    /// Reports a set whose tag is laid out in another way than that of the set
    /// that includes it.
    fn same_tag(&mut self, set: &DeclaredSet, included: &IncludedSet, spec: usize, place: usize) {
        let given = &self.specs[spec];
        let Item::Messages(declared) = &given.tree.items[place] else { return };
        let (there, here) = (
            tag_layout(&declared.node, given.orders[place]),
            tag_layout(&set.node.node, set.endian),
        );
        if there != here {
            let message = format!("the tags of `{}` are {there}", declared.node.name);
            let label = format!("those around it are {here}");
            let mistake = Diagnostic::new(Code::UnsupportedDerive, included.span, message, label);
            let help = "say it with `#[messages(tag = …, layout = …, endian = …)]`";
            self.diagnostics.push(mistake.related(declared.node.tag.span, "here").help(help));
        }
    }

    /// An item of a spec as it reads in a protocol of a byte order.
    fn here(&mut self, spec: usize, place: usize, endian: Endian) -> Item {
        let given = &self.specs[spec];
        let (mut item, own) = (given.tree.items[place].clone(), given.orders[place]);
        forget_versions(&mut item);
        if own == endian {
            return item;
        }
        match &item {
            // Each layout that it is used in has its own order.
            Item::Enum(Documented { node: tree::Enum { name, repr, .. }, .. })
            | Item::Flags(Documented { node: tree::Flags { name, repr, .. }, .. })
                if order::depends(repr) =>
            {
                let text = format!("the byte order of `{name}` is that of its file");
                let label = "another than that of the exported spec";
                let mistake = Diagnostic::new(Code::UnsupportedDerive, repr.span, text, label);
                let (big, little) = (format!("{repr}be"), format!("{repr}le"));
                self.diagnostics.push(mistake.help(format!("say it there: `{big}` or `{little}`")));
            }
            item if is_bincode(item) => {}
            _ => order::say(&mut item, own),
        }
        item
    }

    /// The spec that a path leads to, and the place of the set in it: of the
    /// protocol that the module is called after, or else of the only one that was
    /// given with a set of that name.
    fn spec_of(&self, included: &IncludedSet) -> Found {
        let path = segments(&included.ty.to_string());
        let Some(set) = path.last() else { return Found::None };
        let module = path.len().checked_sub(2).and_then(|place| path.get(place));
        let sets = self.specs.iter().enumerate().filter_map(|(spec, given)| {
            let place = given.tree.items.iter().position(
                |item| matches!(item, Item::Messages(item) if item.node.name.text == *set),
            )?;
            Some((spec, place))
        });
        let sets: Vec<(usize, usize)> = sets.collect();
        let named = sets.iter().find(|(spec, _)| Some(&self.specs[*spec].name) == module);
        let mut given = sets.iter().filter(|(spec, _)| self.specs[*spec].is_given);
        match (named, given.next(), given.next()) {
            (Some(&(spec, place)), ..) | (None, Some(&(spec, place)), None) => {
                Found::One(spec, place)
            }
            (None, None, _) => Found::None,
            (None, Some(_), Some(_)) => Found::Several,
        }
    }

    fn no_such_set(&mut self, included: &IncludedSet, found: &Found) {
        let name = super::last_name(&included.ty.to_string());
        let (message, help) = match found {
            Found::Several => (
                format!("several of the specs have a set `{name}`"),
                "name the module of the generated code in the path, and call it as the protocol is called",
            ),
            _ => (
                format!(
                    "no set `{name}` that derives `Messages` was read, and no spec that has one"
                ),
                "give the file that declares it as well: the Rust, or the `.wire` file that it was generated from",
            ),
        };
        let label = "declared elsewhere";
        let mistake = Diagnostic::new(Code::UnknownName, included.span, message, label);
        self.diagnostics.push(mistake.help(help));
    }
}

/// The set of a spec that a path leads to.
enum Found {
    /// The spec, and the place of the set among its items.
    One(usize, usize),
    None,
    Several,
}

/// What tells the file of an item.
fn place(item: &Item) -> Option<&Name> {
    match item {
        Item::Protocol(head) | Item::Library(head) => Some(&head.name),
        item => item_name(item),
    }
}

/// The byte order that the head of a file says.
fn order_of(head: &tree::Protocol) -> Endian {
    let said = head.settings.iter().find(|(name, _)| name.text == "endian");
    match said.map(|(_, value)| &value.kind) {
        Some(ExpressionKind::Name(name)) if name.text == "little" => Endian::Little,
        _ => Endian::Big,
    }
}

/// The integer of a set's tags, with its byte order: `u32le`.
fn tag_layout(set: &Messages, endian: Endian) -> String {
    let mut tag = set.tag.clone();
    match &set.encoding {
        Some(encoding) if encoding.integers.is_some() => tag.text.push_str(" in bincode varint"),
        Some(_) => order::order(&mut tag, Endian::Little),
        None => order::order(&mut tag, endian),
    }
    tag.text
}

/// Leaves out which version brought something.
fn forget_versions(item: &mut Item) {
    let forget = |docs: &mut Docs| docs.since = None;
    match item {
        Item::Constant(item) => forget(&mut item.docs),
        Item::Enum(item) => {
            forget(&mut item.docs);
            item.node.variants.iter_mut().for_each(|variant| forget(&mut variant.docs));
        }
        Item::Flags(item) => {
            forget(&mut item.docs);
            item.node.bits.iter_mut().for_each(|bit| forget(&mut bit.docs));
        }
        Item::Struct(item) | Item::Packet(item) => forget(&mut item.docs),
        Item::Union(item) => {
            forget(&mut item.docs);
            item.node.arms.iter_mut().for_each(|arm: &mut Documented<Arm>| forget(&mut arm.docs));
        }
        Item::Messages(item) => {
            forget(&mut item.docs);
            item.node.messages.iter_mut().for_each(|message| forget(&mut message.docs));
        }
        Item::Handshake(_)
        | Item::Protocol(_)
        | Item::Library(_)
        | Item::Import(_)
        | Item::Layers(_) => {}
    }
    for body in bodies(item) {
        body.fields.iter_mut().for_each(|field| forget(&mut field.docs));
    }
}
