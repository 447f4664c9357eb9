//! Declared sets: enumerations that derive `Messages`, as `messages` of a spec.
//!
//! The language knows no inclusion: what a set includes is written among its
//! own messages. The fields of a type that is only the body of one message are
//! written there, too. Sets of specs that are included come from `specs`.

use std::collections::{BTreeMap, BTreeSet};

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::{Docs, Endian, Name};
use packetwright_spec::syntax::tree::{
    Body, Documented, Encoding, Item, Message, Messages, Struct,
};

use super::specs::SpecMessage;
use super::{Exporter, Known, carrying, each_path, each_type, is_bincode, last_name, names, order};
use crate::derive::{Derived, Door, HeldBody, IncludedSet};

/// A declared set, and what its variants hold.
pub(super) struct DeclaredSet {
    pub(super) node: Documented<Messages>,
    pub(super) endian: Endian,
    held: Vec<HeldBody>,
    pub(super) included: Vec<IncludedSet>,
}

/// A message under way to the set that it is written in.
struct Written {
    message: Documented<Message>,
    /// The type that it holds; none if its fields stand in it.
    holds: Option<String>,
    /// The layout of the set that it was declared in.
    encoding: Option<Encoding>,
}

impl Exporter {
    /// Takes the sets out of the types that were read.
    pub(super) fn take_sets(&mut self) -> Vec<DeclaredSet> {
        let (sets, types) = std::mem::take(&mut self.types)
            .into_iter()
            .partition(|(door, _)| *door == Door::Messages);
        self.types = types;
        let mut declared = Vec::new();
        for (_, Derived { file, endian, set, diagnostics, .. }) in sets {
            self.diagnostics.extend(diagnostics);
            let items: Vec<Item> = file.items;
            for item in items {
                if let Item::Messages(node) = item {
                    let (held, included) = (set.held, set.included);
                    declared.push(DeclaredSet { node, endian, held, included });
                    break;
                }
            }
        }
        declared
    }

    /// The sets as items, but those that another includes.
    pub(super) fn written_sets(
        &mut self,
        sets: &[DeclaredSet],
        known: &BTreeMap<String, Known>,
        bodies: &BTreeMap<String, (Docs, Body)>,
        endian: Endian,
    ) -> Vec<Item> {
        let included: BTreeSet<String> =
            sets.iter().flat_map(|set| &set.included).map(|set| name_in(&set.ty)).collect();
        let mut items = Vec::new();
        // What nobody includes; then what is left, which includes itself.
        let (last, first): (Vec<usize>, Vec<usize>) =
            (0..sets.len()).partition(|place| included.contains(&sets[*place].node.node.name.text));
        let mut reached = BTreeSet::new();
        for place in first.into_iter().chain(last) {
            if !reached.contains(&place) {
                let all = self.messages_of(sets, &mut vec![place], &mut reached, known, endian);
                items.push(self.written_set(&sets[place], all, known, bodies, endian));
            }
        }
        items
    }

    /// A set with all that belongs to it.
    fn written_set(
        &mut self,
        set: &DeclaredSet,
        all: Vec<Written>,
        known: &BTreeMap<String, Known>,
        bodies: &BTreeMap<String, (Docs, Body)>,
        endian: Endian,
    ) -> Item {
        let mut head = Item::Messages(set.head());
        if !is_bincode(&head) && set.endian != endian {
            order::say(&mut head, set.endian);
        }
        let Item::Messages(mut head) = head else { return head };
        let own = &set.node.node.encoding;
        if own.is_some() && !all.iter().all(|written| same_layout(&written.encoding, own)) {
            // Only in the plain layout may each body have its own.
            head.node.encoding = None;
            order::order(&mut head.node.tag, Endian::Little);
        }
        for Written { mut message, holds, encoding } in all {
            let in_place = match holds {
                Some(ty) => self.fill(&mut message, &ty, known, bodies),
                None => true,
            };
            let is_empty = message.node.body.fields.is_empty();
            if in_place && !is_empty && !same_layout(&encoding, &head.node.encoding) {
                self.carry(&mut message, encoding);
            }
            head.node.messages.push(message);
        }
        Item::Messages(head)
    }

    /// The messages of the last of `outer`, those of included sets behind its
    /// own; the others are the sets around it.
    fn messages_of(
        &mut self,
        sets: &[DeclaredSet],
        outer: &mut Vec<usize>,
        reached: &mut BTreeSet<usize>,
        known: &BTreeMap<String, Known>,
        endian: Endian,
    ) -> Vec<Written> {
        let Some(set) = outer.last().and_then(|place| sets.get(*place)) else { return Vec::new() };
        reached.extend(outer.last());
        let mut messages = Vec::new();
        for (message, held) in set.node.node.messages.iter().zip(&set.held) {
            let holds = match held {
                HeldBody::Value(path, _) => Some(name_in(path)),
                HeldBody::Fields => None,
            };
            let mut alone = set.alone(message);
            for name in names(&alone) {
                self.is_name(&name.text, name.span);
            }
            if holds.is_none() {
                each_type(&mut alone, &mut |ty| self.resolve(ty, known));
                if !is_bincode(&alone) && set.endian != endian {
                    order::say(&mut alone, set.endian);
                }
            }
            if let Item::Messages(mut alone) = alone {
                let written = alone.node.messages.drain(..);
                messages.extend(written.map(|message| Written {
                    message,
                    holds: holds.clone(),
                    encoding: set.node.node.encoding.clone(),
                }));
            }
        }
        for included in &set.included {
            let IncludedSet { ty, span, .. } = included;
            let name = name_in(ty);
            let found = sets.iter().position(|other| other.node.node.name.text == name);
            match found {
                Some(found) if outer.contains(&found) => {
                    let text = format!("`{name}` contains itself");
                    let mistake =
                        Diagnostic::new(Code::Recursive, *span, text, "leads back to the set");
                    self.diagnostics.push(mistake.help("include each set once"));
                }
                Some(found) => {
                    outer.push(found);
                    messages.extend(self.messages_of(sets, outer, reached, known, endian));
                    outer.pop();
                }
                None => {
                    let found = self.messages_of_spec(set, included, endian).unwrap_or_default();
                    messages.extend(found.into_iter().map(|SpecMessage { message, encoding }| {
                        Written { message, holds: None, encoding }
                    }));
                }
            }
        }
        messages
    }

    /// Puts the fields of a message into a structure that keeps their layout, and
    /// the structure among the items to be written.
    fn carry(&mut self, message: &mut Documented<Message>, encoding: Option<Encoding>) {
        let Name { text, span } = &message.node.name;
        let name = Name { text: format!("{text}Body"), span: *span };
        let body = std::mem::replace(&mut message.node.body, carrying(name.clone()));
        let node = Struct { name, encoding, body };
        self.needed.push(Item::Struct(Documented { docs: Docs::default(), node }));
    }

    /// Gives a message the fields of the type that it holds, or a field of it;
    /// whether it has the fields.
    fn fill(
        &mut self,
        message: &mut Documented<Message>,
        ty: &str,
        known: &BTreeMap<String, Known>,
        bodies: &BTreeMap<String, (Docs, Body)>,
    ) -> bool {
        if let Some((docs, body)) = bodies.get(ty) {
            message.node.body = body.clone();
            if message.docs.lines.is_empty() {
                message.docs.lines.clone_from(&docs.lines);
            }
            message.docs.since = message.docs.since.or(docs.since);
            if message.docs.deprecated.is_none() {
                message.docs.deprecated.clone_from(&docs.deprecated);
            }
            return true;
        }
        let Some(field) = message.node.body.fields.first_mut() else { return false };
        let span = field.node.span;
        self.resolve(&mut field.node.ty, known);
        if let Some(text) = known.get(ty).and_then(|known| known.ty.clone()) {
            message.node.body = carrying(Name { text, span });
        }
        false
    }
}

impl DeclaredSet {
    /// The set without messages.
    fn head(&self) -> Documented<Messages> {
        let mut head = self.node.clone();
        head.node.messages = Vec::new();
        head
    }

    /// The set with one message alone.
    fn alone(&self, message: &Documented<Message>) -> Item {
        let mut alone = self.head();
        alone.node.messages.push(message.clone());
        Item::Messages(alone)
    }

    /// Calls for each path of a type in the fields that stand in variants.
    pub(super) fn each_field_path(&self, call: &mut impl FnMut(&str)) {
        for (message, held) in self.node.node.messages.iter().zip(&self.held) {
            if matches!(held, HeldBody::Fields) {
                each_path(&self.alone(message), call);
            }
        }
    }

    /// The types that messages hold, each with whether the set is in the bincode
    /// layout and its byte order.
    pub(super) fn held_types(&self) -> impl Iterator<Item = (String, bool, Endian)> + '_ {
        let in_bincode = self.node.node.encoding.is_some();
        self.held.iter().filter_map(move |held| match held {
            HeldBody::Value(path, _) => Some((name_in(path), in_bincode, self.endian)),
            HeldBody::Fields => None,
        })
    }

    /// Its byte order, if it is in the plain layout.
    pub(super) fn plain_endian(&self) -> Option<Endian> {
        self.node.node.encoding.is_none().then_some(self.endian)
    }

    /// The names of its messages.
    pub(super) fn message_names(&self) -> impl Iterator<Item = &str> {
        self.node.node.messages.iter().map(|message| message.node.name.text.as_str())
    }
}

/// Whether two layouts are one.
fn same_layout(one: &Option<Encoding>, other: &Option<Encoding>) -> bool {
    let layout = |encoding: &Option<Encoding>| {
        encoding.as_ref().map(|encoding| (encoding.name.text.clone(), encoding.integers.is_some()))
    };
    layout(one) == layout(other)
}

/// The last name of a path.
fn name_in(path: &proc_macro2::TokenStream) -> String {
    last_name(&path.to_string())
}
