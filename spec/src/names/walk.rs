//! Collects the names of items: goes through the tree once, in the order in
//! which names lean on each other. Knows what may stand where, not what is
//! declared. Read next: `machine` for handshakes.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Declaration, DeclarationId, DeclarationKind as Kind, Names, Place, ScopeId, Use, UseId, Words,
};
use crate::model::{Docs, Name};
use crate::syntax::tree::{
    Arm, Body, Documented, Encoding, Expression, ExpressionKind, Extent, Field, File, Import, Item,
    Layer, Messages, Padding, Protocol, Range, Selector, Type, TypeKind, Union,
};

/// The names of files, their targets still unknown. Each comes with the files
/// that its imports lead to.
pub(super) fn collect<'f>(
    files: impl ExactSizeIterator<Item = (&'f File, &'f [Option<usize>])>,
) -> Names {
    let names = Names {
        declarations: Vec::new(),
        uses: Vec::new(),
        scopes: vec![None; files.len()],
        known: BTreeMap::new(),
        brought: Vec::new(),
    };
    let mut walker = Walker { names, inside: None, scope: ScopeId::TOP, bindings: BTreeSet::new() };
    for (place, (file, imports)) in files.enumerate() {
        walker.scope = ScopeId(place);
        let mut targets = imports.iter().copied();
        for item in &file.items {
            match item {
                Item::Import(import) => walker.import(import, targets.next().flatten()),
                item => walker.item(item, &file.docs),
            }
        }
    }
    walker.names
}

/// The walk: what was found, and where it is.
pub(super) struct Walker {
    pub(super) names: Names,
    /// The innermost declaration around.
    pub(super) inside: Option<DeclarationId>,
    /// From where names are looked up.
    pub(super) scope: ScopeId,
    /// The values named by `let` so far.
    pub(super) bindings: BTreeSet<(ScopeId, String)>,
}

impl Walker {
    fn item(&mut self, item: &Item, docs: &Docs) {
        match item {
            Item::Protocol(protocol) | Item::Library(protocol) => self.protocol(protocol, docs),
            // `collect` sees to those: it knows where they lead.
            Item::Import(_) => {}
            Item::Constant(item) => {
                let id = self.declare(Kind::Constant, &item.node.name, &item.docs);
                self.inside(id, |walker| walker.constant(&item.node.value));
            }
            Item::Enum(item) => {
                let id = self.declare(Kind::Enum, &item.node.name, &item.docs);
                self.holding(id, |walker| {
                    walker.integer_of(id, &item.node.repr);
                    walker.numbered(Kind::Variant, &item.node.variants);
                });
            }
            Item::Flags(item) => {
                let id = self.declare(Kind::Flags, &item.node.name, &item.docs);
                self.holding(id, |walker| {
                    walker.integer_of(id, &item.node.repr);
                    walker.numbered(Kind::Flag, &item.node.bits);
                    for require in &item.node.requires {
                        walker.value(&require.condition);
                    }
                });
            }
            Item::Struct(item) => {
                self.structure(Kind::Struct, &item.node.name, &item.docs, &item.node.body);
                self.encoding(item.node.encoding.as_ref());
            }
            Item::Packet(item) => {
                self.structure(Kind::Packet, &item.node.name, &item.docs, &item.node.body);
                self.encoding(item.node.encoding.as_ref());
            }
            Item::Union(item) => self.union(&item.node, &item.docs),
            Item::Messages(item) => self.messages(&item.node, &item.docs),
            Item::Layers(layers) => self.layers(&layers.layers),
            Item::Handshake(item) => self.handshake(&item.node, &item.docs),
        }
    }

    fn import(&mut self, import: &Import, target: Option<usize>) {
        for name in import.names.iter().flatten() {
            self.used(name, Place::Imported(target));
        }
    }

    fn protocol(&mut self, protocol: &Protocol, docs: &Docs) {
        let id = self.declare(Kind::Protocol, &protocol.name, docs);
        self.inside(id, |walker| {
            for (name, value) in &protocol.settings {
                walker.word(name, Words::ProtocolSetting);
                match &value.kind {
                    ExpressionKind::Name(order) if name.text == "endian" => {
                        walker.word(order, Words::Endian);
                    }
                    _ => walker.constant(value),
                }
            }
        });
    }

    fn union(&mut self, union: &Union, docs: &Docs) {
        let id = self.declare(Kind::Union, &union.name, docs);
        self.holding(id, |walker| {
            let chosen_by = match &union.selector {
                Selector::Tag(integer) | Selector::Peek(integer) => {
                    walker.used(integer, Place::Integer)
                }
                Selector::Field(field, ty) => {
                    walker.used(field, Place::Parameter);
                    walker.used(ty, Place::SelectorType)
                }
            };
            walker.names.declarations[id.0].ty = Some(chosen_by);
            walker.extent(union.within.as_ref());
            walker.encoding(union.encoding.as_ref());
            for Documented { docs, node } in &union.arms {
                walker.arm(node, docs, chosen_by);
            }
        });
    }

    fn arm(&mut self, arm: &Arm, docs: &Docs, chosen_by: UseId) {
        match arm {
            Arm::Tagged(tag, name, body) => {
                self.constant(tag);
                self.structure(Kind::Arm, name, docs, body);
            }
            Arm::Other(name, body) => {
                self.structure(Kind::Arm, name, docs, body);
            }
            Arm::Selected(names, body) => {
                for name in names {
                    self.used(name, Place::Variant(chosen_by));
                }
                let scope = self.new_scope();
                self.scoped(scope, |walker| walker.body(body));
            }
        }
    }

    fn messages(&mut self, set: &Messages, docs: &Docs) {
        let id = self.declare(Kind::Messages, &set.name, docs);
        self.inside(id, |walker| {
            walker.integer_of(id, &set.tag);
            walker.encoding(set.encoding.as_ref());
            for Documented { docs, node } in &set.messages {
                walker.constant(&node.tag);
                let message = walker.structure(Kind::Message, &node.name, docs, &node.body);
                if let Some(reply) = &node.reply {
                    walker.inside(message, |walker| {
                        walker.used(reply, Place::Reply(id));
                    });
                }
            }
        });
    }

    fn layers(&mut self, layers: &[Layer]) {
        let mut packet = None;
        for layer in layers {
            match layer {
                Layer::Named(name, roles) => {
                    let layer = self.used(name, Place::Layer);
                    packet.get_or_insert(layer);
                    for (role, message) in roles {
                        self.word(role, Words::Role);
                        self.used(message, Place::RoleMessage(layer));
                    }
                }
                Layer::Handshake(name, when) | Layer::Seal(name, when) => {
                    self.used(name, Place::Handshake);
                    self.flag_of_packet(when, packet);
                }
                Layer::Compress(ways) => {
                    for (algorithm, when) in ways {
                        self.word(algorithm, Words::Algorithm);
                        self.flag_of_packet(when, packet);
                    }
                }
            }
        }
    }

    /// `flags.lz4`, of the packet's fields.
    fn flag_of_packet(&mut self, when: &Expression, packet: Option<UseId>) {
        let (ExpressionKind::Member(owner, flag), Some(packet)) = (&when.kind, packet) else {
            return self.value(when);
        };
        let ExpressionKind::Name(field) = &owner.kind else { return self.value(when) };
        let field = self.used(field, Place::FieldOf(packet));
        self.used(flag, Place::Member(field));
    }

    // What items share.

    /// Something with a body: its name, and the names in it.
    pub(super) fn structure(
        &mut self,
        kind: Kind,
        name: &Name,
        docs: &Docs,
        body: &Body,
    ) -> DeclarationId {
        let id = self.declare(kind, name, docs);
        self.holding(id, |walker| walker.body(body));
        id
    }

    /// Fields and constraints.
    pub(super) fn body(&mut self, body: &Body) {
        for Documented { docs, node } in &body.fields {
            self.field(node, docs);
        }
        for require in &body.requires {
            self.value(&require.condition);
        }
    }

    fn field(&mut self, field: &Field, docs: &Docs) {
        let id = self.declare(Kind::Field, &field.name, docs);
        self.inside(id, |walker| {
            let before = walker.names.uses.len();
            walker.ty(&field.ty);
            if matches!(field.ty.kind, TypeKind::Name(_) | TypeKind::Selected(..)) {
                walker.names.declarations[id.0].ty = Some(UseId(before));
            }
            if let Some(value) = &field.value {
                walker.constant(value);
            }
            if let Some(range) = &field.range {
                walker.range(range);
            }
            if let Some(unit) = &field.unit {
                walker.word(unit, Words::FieldUnit);
            }
            if let Some(condition) = &field.condition {
                walker.value(condition);
            }
        });
    }

    fn ty(&mut self, ty: &Type) {
        match &ty.kind {
            TypeKind::Name(name) => {
                self.used(name, Place::Type);
            }
            TypeKind::Selected(union, field) => {
                self.used(union, Place::Type);
                self.used(field, Place::SelectorField);
            }
            TypeKind::Bytes(extent) | TypeKind::Text(extent) => self.extent(extent.as_ref()),
            TypeKind::List(element, extent) => {
                self.ty(element);
                self.extent(extent.as_ref());
            }
            TypeKind::Option(inner) => self.ty(inner),
            TypeKind::Within(inner, extent) => {
                self.extent(Some(extent));
                self.ty(inner);
            }
            TypeKind::Padding(Padding::Exactly(bytes) | Padding::To(bytes)) => self.constant(bytes),
            TypeKind::Padding(Padding::Rest(range)) => {
                range.iter().for_each(|range| self.range(range));
            }
            TypeKind::External(_) => {}
        }
    }

    fn extent(&mut self, extent: Option<&Extent>) {
        match extent {
            None | Some(Extent::Rest(_, None)) => {}
            Some(Extent::Exactly(value)) => self.constant(value),
            Some(Extent::Within(range) | Extent::Rest(_, Some(range))) => self.range(range),
            Some(Extent::Prefixed(prefix, range)) => {
                self.used(prefix, Place::Integer);
                range.iter().for_each(|range| self.range(range));
            }
            Some(Extent::Until(delimiter, range)) => {
                self.constant(delimiter);
                range.iter().for_each(|range| self.range(range));
            }
        }
    }

    fn range(&mut self, range: &Range) {
        for end in [&range.low, &range.high].into_iter().flatten() {
            self.constant(end);
        }
    }

    /// The names in a condition, or in a value of a handshake.
    pub(super) fn value(&mut self, expression: &Expression) {
        self.expression(expression, Place::Value);
    }

    /// The names in a number that is known when the spec is read.
    pub(super) fn constant(&mut self, expression: &Expression) {
        self.expression(expression, Place::Constant);
    }

    /// The names in an expression, where names alone stand in this place.
    fn expression(&mut self, expression: &Expression, place: Place) {
        match &expression.kind {
            ExpressionKind::Integer(_, unit) => {
                if let Some(unit) = unit {
                    self.word(unit, Words::Unit);
                }
            }
            ExpressionKind::Bool(_) | ExpressionKind::Text(_) | ExpressionKind::Bytes(_) => {}
            ExpressionKind::Name(name) => {
                self.used(name, place);
            }
            ExpressionKind::Member(owner, member) => match &owner.kind {
                ExpressionKind::Name(owner) => {
                    let owner = self.used(owner, Place::Owner);
                    self.used(member, Place::Member(owner));
                }
                _ => self.expression(owner, place),
            },
            ExpressionKind::Path(owner, variant) => {
                let owner = self.used(owner, Place::EnumOfPath);
                self.used(variant, Place::Variant(owner));
            }
            ExpressionKind::Call(function, arguments) => {
                self.used(function, Place::Function);
                // What is computed for a field is computed over other fields.
                let of_fields =
                    place == Place::Constant || matches!(function.text.as_str(), "len" | "count");
                let place = if of_fields { Place::Measured } else { place };
                arguments.iter().for_each(|argument| self.expression(argument, place));
            }
            ExpressionKind::Supplied(function, arguments) => {
                self.used(function, Place::Function);
                arguments.iter().for_each(|covered| self.expression(covered, Place::Measured));
            }
            ExpressionKind::Fields(ends) => {
                self.used(&ends.0, Place::Measured);
                self.used(&ends.1, Place::Measured);
            }
            ExpressionKind::Unary(_, operand) => self.expression(operand, place),
            ExpressionKind::Binary(_, left, right) | ExpressionKind::In(left, right) => {
                self.expression(left, place);
                self.expression(right, place);
            }
        }
    }

    /// The variants of an enumeration, the bits of a set.
    fn numbered(&mut self, kind: Kind, entries: &[Documented<(Name, Expression)>]) {
        for Documented { docs, node: (name, value) } in entries {
            let id = self.declare(kind, name, docs);
            self.inside(id, |walker| walker.constant(value));
        }
    }

    /// The integer that something is, or is told by.
    fn integer_of(&mut self, id: DeclarationId, integer: &Name) {
        let integer = self.used(integer, Place::Integer);
        self.names.declarations[id.0].ty = Some(integer);
    }

    fn encoding(&mut self, encoding: Option<&Encoding>) {
        if let Some(Encoding { name, integers }) = encoding {
            self.word(name, Words::Encoding);
            if let Some(integers) = integers {
                self.word(integers, Words::EncodingIntegers);
            }
        }
    }

    // Writing down.

    pub(super) fn declare(&mut self, kind: Kind, name: &Name, docs: &Docs) -> DeclarationId {
        self.names.declarations.push(Declaration {
            kind,
            name: name.clone(),
            docs: docs.clone(),
            parent: self.inside,
            scope: self.scope,
            inner: None,
            ty: None,
        });
        DeclarationId(self.names.declarations.len() - 1)
    }

    pub(super) fn used(&mut self, name: &Name, place: Place) -> UseId {
        self.names.uses.push(Use {
            name: name.clone(),
            place,
            inside: self.inside,
            scope: self.scope,
            target: None,
        });
        UseId(self.names.uses.len() - 1)
    }

    pub(super) fn word(&mut self, name: &Name, words: Words) {
        self.used(name, Place::Word(words));
    }

    pub(super) fn new_scope(&mut self) -> ScopeId {
        self.names.scopes.push(Some(self.scope));
        ScopeId(self.names.scopes.len() - 1)
    }

    /// Does something in another scope.
    pub(super) fn scoped(&mut self, scope: ScopeId, walk: impl FnOnce(&mut Self)) {
        let outside = std::mem::replace(&mut self.scope, scope);
        walk(self);
        self.scope = outside;
    }

    /// Does something inside a declaration.
    pub(super) fn inside(&mut self, id: DeclarationId, walk: impl FnOnce(&mut Self)) {
        let outside = self.inside.replace(id);
        walk(self);
        self.inside = outside;
    }

    /// Does something inside a declaration that has a place for names.
    pub(super) fn holding(&mut self, id: DeclarationId, walk: impl FnOnce(&mut Self)) {
        let scope = self.new_scope();
        self.names.declarations[id.0].inner = Some(scope);
        self.inside(id, |walker| walker.scoped(scope, walk));
    }
}
