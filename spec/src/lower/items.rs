//! Declarations: enumerations, flag sets, structures, unions, message sets.

use super::condition::Scope;
use super::structure::Head;
use super::types::{Context, greatest, looks_like_integer};
use super::{Declared, Lowering};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Arm, Endian, Enum, EnumId, FieldValue, FlagBit, Flags, FlagsId, Integer, Layout, Measure,
    Message, MessageSet, Name, Other, Role, Selector, StructId, Union, Variant,
};
use crate::syntax::tree::{self, Documented};

impl<'a> Lowering<'a> {
    /// Enumerations and flag sets: what other declarations are made of.
    pub(super) fn enums_and_flags(&mut self) {
        for item in &self.file.items {
            match item {
                tree::Item::Enum(item) => self.enumeration(item),
                tree::Item::Flags(item) => self.flag_set(item),
                _ => {}
            }
        }
    }

    /// Structures, unions and message sets.
    pub(super) fn structures(&mut self) {
        // Unions first without their arms: a structure that uses one must know
        // how its arm is chosen.
        for item in &self.file.items {
            if let tree::Item::Union(item) = item {
                self.union_head(item);
            }
        }
        let (mut struct_place, mut union_place) = (0, 0);
        for item in &self.file.items {
            match item {
                tree::Item::Struct(item) => {
                    self.declared_structure(
                        StructId(super::next(&mut struct_place)),
                        item,
                        Role::Plain,
                    );
                }
                tree::Item::Packet(item) => {
                    self.declared_structure(
                        StructId(super::next(&mut struct_place)),
                        item,
                        Role::Packet,
                    );
                }
                tree::Item::Union(item) => {
                    self.union_arms(super::next(&mut union_place), &item.node)
                }
                tree::Item::Messages(item) => self.message_set(item),
                _ => {}
            }
        }
    }

    /// The integer behind an enumeration or flag set; `u64` if it has a mistake.
    fn repr(&mut self, owner: &'a Name, name: &Name) -> Integer {
        let explicit = super::types::has_own_form(&name.text);
        self.explicit_repr.entry(&owner.text).or_insert(explicit);
        let integer = self.integer(name, Layout::Plain);
        let repr = integer.unwrap_or(Integer::new(64, false, Endian::Big));
        // Without a byte order of its own it has that of the structure around it.
        if explicit { repr } else { Integer { endian: self.model.endian, ..repr } }
    }

    fn enumeration(&mut self, item: &'a Documented<tree::Enum>) {
        let node = &item.node;
        let repr = self.repr(&node.name, &node.repr);
        let mut variants = Vec::new();
        for Documented { docs, node: (name, value) } in &node.variants {
            let what = format!("the value of `{name}`");
            if let Some(value) = self.integer_in(value, repr.min(), repr.max(), &what) {
                variants.push(Variant { name: name.clone(), docs: docs.clone(), value });
            }
        }
        self.model.enums.push(Enum {
            name: node.name.clone(),
            docs: item.docs.clone(),
            repr,
            variants,
            open: node.open.is_some(),
        });
    }

    fn flag_set(&mut self, item: &'a Documented<tree::Flags>) {
        let node = &item.node;
        let mut repr = self.repr(&node.name, &node.repr);
        if repr.signed {
            self.unsigned(&node.repr, Layout::Plain, "a set of flags");
            repr.signed = false;
        }
        let mut bits = Vec::new();
        for Documented { docs, node: (name, value) } in &node.bits {
            let what = format!("the bit of `{name}`");
            let mask = self.integer_in(value, 0, repr.max(), &what);
            if let Some(mask) = mask.and_then(|mask| u64::try_from(mask).ok()) {
                bits.push(FlagBit { name: name.clone(), docs: docs.clone(), mask });
            }
        }
        let id = FlagsId(self.model.flags.len());
        self.model.flags.push(Flags {
            name: node.name.clone(),
            docs: item.docs.clone(),
            repr,
            bits,
            requires: Vec::new(),
        });
        self.reserved_bits(node, id, greatest(repr));
        let requires = self.requires(&node.requires, &Scope::Bits(id));
        if let Some(flags) = self.model.flags.get_mut(id.0) {
            flags.requires = requires;
        }
    }

    /// Bits without a name must be declared to be zero.
    fn reserved_bits(&mut self, node: &tree::Flags, id: FlagsId, all: u64) {
        let named = self.model.flags.get(id.0).map_or(0, Flags::mask);
        match &node.reserved {
            Some((_, value)) => {
                let number = self.number(value);
                if number.is_none_or(|number| number.value == 0) {
                    return;
                }
                self.report(
                    Diagnostic::new(
                        Code::ReservedBitsOpen,
                        value.span,
                        "reserved bits hold zero and nothing else",
                        "not zero",
                    )
                    .help("write `reserved = 0`"),
                );
            }
            None if named & all != all => self.report(
                Diagnostic::new(
                    Code::ReservedBitsOpen,
                    node.name.span,
                    format!("`{}` does not say what its unnamed bits hold", node.name),
                    format!("bits {:#x} have no name", all & !named),
                )
                .help("write `reserved = 0` among the flags"),
            ),
            None => {}
        }
    }

    fn layout(&mut self, encoding: Option<&tree::Encoding>) -> Layout {
        let Some(tree::Encoding { name, integers }) = encoding else { return Layout::Plain };
        if name.text != "bincode" {
            self.unknown(name, "encoding", ["bincode"]);
            return Layout::Plain;
        }
        match integers {
            None => Layout::Bincode,
            Some(form) if form.text == "varint" => Layout::BincodeVarint,
            Some(form) => {
                self.unknown(form, "form of bincode's integers", ["varint"]);
                Layout::Bincode
            }
        }
    }

    fn declared_structure(&mut self, id: StructId, item: &Documented<tree::Struct>, role: Role) {
        let layout = self.layout(item.node.encoding.as_ref());
        let head = Head { name: &item.node.name, docs: &item.docs, role, layout };
        let structure = self.structure(head, &item.node.body);
        if let Some(slot) = self.model.structs.get_mut(id.0) {
            *slot = structure;
        }
    }

    fn union_head(&mut self, item: &Documented<tree::Union>) {
        let node = &item.node;
        let layout = self.layout(node.encoding.as_ref());
        let fallback = Selector::Tag(Integer::new(64, false, Endian::Big));
        let selector = match &node.selector {
            tree::Selector::Tag(name) => {
                self.whole_unsigned(name, layout, "a tag").map_or(fallback, Selector::Tag)
            }
            tree::Selector::Peek(name) => {
                self.peeked(name, layout).map_or(fallback, Selector::Peek)
            }
            tree::Selector::Field(_, name) if looks_like_integer(&name.text) => {
                self.integer(name, layout).map_or(fallback, Selector::Number)
            }
            tree::Selector::Field(_, name) => match self.resolve(name, "enumeration") {
                Some(Declared::Enum(id)) => Selector::Enum(id),
                Some(other) => {
                    self.wrong_kind(name, other, "an enumeration");
                    fallback
                }
                None => fallback,
            },
        };
        let within = node.within.as_ref().and_then(|extent| {
            let region = self.region(extent, node.name.span, Context { layout, measured: None })?;
            let tagged = matches!(selector, Selector::Tag(_));
            if tagged && matches!(region.measure, Measure::Prefix(_)) {
                return Some(region);
            }
            self.report(
                Diagnostic::new(
                    Code::SelectorMismatch,
                    node.name.span,
                    "only an arm behind a tag of its own has a length in front",
                    "no tag, or no prefix",
                )
                .help("write `union Name: u8 within[u16] { … }`"),
            );
            None
        });
        self.model.unions.push(Union {
            name: node.name.clone(),
            docs: item.docs.clone(),
            layout,
            selector,
            arms: Vec::new(),
            other: None,
            within,
        });
    }

    fn union_arms(&mut self, place: usize, node: &tree::Union) {
        let Some((layout, selector)) =
            self.model.unions.get(place).map(|union| (union.layout, union.selector))
        else {
            return;
        };
        let mut arms = Vec::new();
        let mut other: Option<Other> = None;
        for Documented { docs, node: arm } in &node.arms {
            match (arm, selector) {
                (tree::Arm::Other(name, body), _) => {
                    let found = self.other_arm(name, docs, layout, &node.selector, body);
                    if let Some(first) = other.replace(found) {
                        self.second_other(&first.name, name);
                    }
                }
                (
                    tree::Arm::Tagged(tag, name, body),
                    Selector::Tag(integer) | Selector::Number(integer) | Selector::Peek(integer),
                ) => {
                    let what = format!("the tag of `{name}`");
                    let tag = self.integer_in(tag, integer.min(), integer.max(), &what);
                    let body = self.arm_body(name, docs, layout, body);
                    if let Some(tag) = tag {
                        arms.push(Arm { name: name.clone(), docs: docs.clone(), tag, body });
                    }
                }
                (tree::Arm::Selected(names, body), Selector::Enum(id)) => {
                    for name in names {
                        let tag = self.variant_named(id, name);
                        let body = self.arm_body(name, docs, layout, body);
                        if let Some(tag) = tag {
                            arms.push(Arm { name: name.clone(), docs: docs.clone(), tag, body });
                        }
                    }
                }
                (tree::Arm::Tagged(_, name, _), Selector::Enum(_)) => self.wrong_arm(
                    name,
                    "the arms of this union are chosen by an enumeration",
                    "write the variant's name in front: `Variant => { … }`",
                ),
                // The arms were read as a mistaken selector's: nothing more to say.
                (tree::Arm::Selected(..), _) => {}
            }
        }
        if let Some(union) = self.model.unions.get_mut(place) {
            union.arms = arms;
            union.other = other;
        }
    }

    /// The arm for all other numbers. The number itself is its first field,
    /// unless the arm reads it anyway.
    fn other_arm(
        &mut self,
        name: &Name,
        docs: &crate::model::Docs,
        layout: Layout,
        selector: &tree::Selector,
        body: &tree::Body,
    ) -> Other {
        let (tree::Selector::Tag(ty) | tree::Selector::Field(_, ty)) = selector else {
            let body = self.arm_body(name, docs, layout, body);
            return Other { name: name.clone(), docs: docs.clone(), body };
        };
        let carried = tree::Field {
            name: Name { text: "tag".to_owned(), span: name.span },
            ty: tree::Type { kind: tree::TypeKind::Name(ty.clone()), span: ty.span },
            value: None,
            range: None,
            unit: None,
            malleable: None,
            condition: None,
            span: name.span,
        };
        let docs_of_tag = vec!["The number, which has no arm of its own.".to_owned()].into();
        let mut whole = body.clone();
        whole.fields.insert(0, Documented { docs: docs_of_tag, node: carried });
        let head = Head { name, docs, role: Role::Arm, layout };
        let mut structure = self.structure(head, &whole);
        if let Some(tag) = structure.fields.first_mut() {
            tag.value = FieldValue::Carried;
        }
        Other { name: name.clone(), docs: docs.clone(), body: self.add_struct(structure) }
    }

    fn second_other(&mut self, first: &Name, second: &Name) {
        self.report(
            Diagnostic::new(
                Code::Repeated,
                second.span,
                "the union has a second arm for all other numbers",
                "never reached",
            )
            .related(first.span, "the first one")
            .help("remove one of the two"),
        );
    }

    fn wrong_arm(&mut self, name: &Name, message: &str, help: &str) {
        self.report(
            Diagnostic::new(Code::SelectorMismatch, name.span, message, "declared otherwise")
                .help(help),
        );
    }

    fn variant_named(&mut self, id: EnumId, name: &Name) -> Option<i128> {
        let declared = self.model.enums.get(id.0)?;
        if let Some(variant) = declared.variants.iter().find(|v| v.name.text == name.text) {
            return Some(variant.value);
        }
        let what = format!("variant of `{}`", declared.name);
        let known: Vec<String> = declared.variants.iter().map(|v| v.name.text.clone()).collect();
        self.unknown(name, &what, known.iter().map(String::as_str));
        None
    }

    fn arm_body(
        &mut self,
        name: &Name,
        docs: &crate::model::Docs,
        layout: Layout,
        body: &tree::Body,
    ) -> StructId {
        let structure = self.structure(Head { name, docs, role: Role::Arm, layout }, body);
        self.add_struct(structure)
    }

    fn message_set(&mut self, item: &Documented<tree::Messages>) {
        let node = &item.node;
        let layout = self.layout(node.encoding.as_ref());
        let tag = self.whole_unsigned(&node.tag, layout, "a tag").unwrap_or(Integer::new(
            64,
            false,
            Endian::Big,
        ));
        let mut messages = Vec::new();
        for Documented { docs, node: message } in &node.messages {
            let what = format!("the tag of `{}`", message.name);
            let value = self.integer_in(&message.tag, 0, tag.max(), &what);
            let head = Head { name: &message.name, docs, role: Role::Body, layout };
            let body = self.structure(head, &message.body);
            messages.push(Message {
                name: message.name.clone(),
                docs: docs.clone(),
                tag: value.and_then(|value| u64::try_from(value).ok()).unwrap_or(0),
                body: self.add_struct(body),
                reply: None,
            });
        }
        for (place, Documented { node: message, .. }) in node.messages.iter().enumerate() {
            let Some(reply) = &message.reply else { continue };
            let found = messages.iter().position(|m| m.name.text == reply.text);
            if found.is_none() {
                let known = messages.iter().map(|m| m.name.text.as_str());
                self.unknown(reply, &format!("message in `{}`", node.name), known);
            }
            if let Some(message) = messages.get_mut(place) {
                message.reply = found;
            }
        }
        self.model.message_sets.push(MessageSet {
            name: node.name.clone(),
            docs: item.docs.clone(),
            tag,
            layout,
            messages,
        });
    }
}
