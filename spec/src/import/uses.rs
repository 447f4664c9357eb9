//! Which declared names an item uses, as written.
//!
//! Knows where in the tree a name may lead to an item, and what hides items: a
//! field of the same structure, a value of the same handshake.

use std::collections::BTreeSet;

use crate::lower::looks_like_integer;
use crate::model::Name;
use crate::syntax::tree::{
    Arm, Body, Expression, ExpressionKind, Extent, Failure, Handshake, Item, Layer, Padding, Range,
    Require, Selector, State, Step, Target, Type, TypeKind,
};

/// The names in an item that may lead to another item, in no order.
pub(super) fn uses(item: &Item) -> Vec<&Name> {
    let mut uses = Uses::default();
    match item {
        Item::Constant(item) => uses.expression(&item.node.value),
        Item::Enum(item) => {
            item.node.variants.iter().for_each(|variant| uses.expression(&variant.node.1));
        }
        Item::Flags(item) => {
            uses.hide(item.node.bits.iter().map(|bit| &bit.node.0));
            item.node.bits.iter().for_each(|bit| uses.expression(&bit.node.1));
            uses.requires(&item.node.requires);
        }
        Item::Struct(item) | Item::Packet(item) => uses.body(&item.node.body),
        Item::Union(item) => {
            if let Selector::Field(_, chosen_by) = &item.node.selector {
                uses.type_name(chosen_by);
            }
            item.node.within.iter().for_each(|extent| uses.extent(extent));
            item.node.arms.iter().for_each(|arm| uses.arm(&arm.node));
        }
        Item::Messages(item) => {
            for message in &item.node.messages {
                uses.expression(&message.node.tag);
                uses.body(&message.node.body);
            }
        }
        Item::Layers(layers) => {
            for layer in &layers.layers {
                match layer {
                    Layer::Named(name, _) | Layer::Handshake(name, _) | Layer::Seal(name, _) => {
                        uses.found.push(name);
                    }
                    Layer::Compress(_) => {}
                }
            }
        }
        Item::Handshake(item) => uses.handshake(&item.node),
        Item::Protocol(_) | Item::Library(_) | Item::Import(_) => {}
    }
    uses.found
}

#[derive(Default)]
struct Uses<'t> {
    found: Vec<&'t Name>,
    /// Names that mean something nearer by, a set for each scope.
    hidden: Vec<BTreeSet<&'t str>>,
}

impl<'t> Uses<'t> {
    /// Enters a scope with these names.
    fn hide(&mut self, names: impl IntoIterator<Item = &'t Name>) {
        self.hidden.push(names.into_iter().map(|name| name.text.as_str()).collect());
    }

    fn body(&mut self, body: &'t Body) {
        self.hide(body.fields.iter().map(|field| &field.node.name));
        for field in &body.fields {
            let field = &field.node;
            self.ty(&field.ty);
            field.value.iter().chain(&field.condition).for_each(|value| self.expression(value));
            field.range.iter().for_each(|range| self.range(range));
        }
        self.requires(&body.requires);
        self.hidden.pop();
    }

    fn requires(&mut self, requires: &'t [Require]) {
        requires.iter().for_each(|require| self.expression(&require.condition));
    }

    fn arm(&mut self, arm: &'t Arm) {
        match arm {
            Arm::Tagged(tag, _, body) => {
                self.expression(tag);
                self.body(body);
            }
            Arm::Selected(_, body) | Arm::Other(_, body) => self.body(body),
        }
    }

    fn type_name(&mut self, name: &'t Name) {
        if !looks_like_integer(&name.text) {
            self.found.push(name);
        }
    }

    fn ty(&mut self, ty: &'t Type) {
        match &ty.kind {
            TypeKind::Name(name) | TypeKind::Selected(name, _) => self.type_name(name),
            TypeKind::Bytes(extent) | TypeKind::Text(extent) => {
                extent.iter().for_each(|extent| self.extent(extent));
            }
            TypeKind::List(element, extent) => {
                self.ty(element);
                extent.iter().for_each(|extent| self.extent(extent));
            }
            TypeKind::Option(inner) => self.ty(inner),
            TypeKind::Within(inner, extent) => {
                self.ty(inner);
                self.extent(extent);
            }
            TypeKind::Padding(Padding::Exactly(length) | Padding::To(length)) => {
                self.expression(length);
            }
            TypeKind::Padding(Padding::Rest(range)) => {
                range.iter().for_each(|range| self.range(range));
            }
            TypeKind::External(_) => {}
        }
    }

    fn extent(&mut self, extent: &'t Extent) {
        match extent {
            Extent::Exactly(length) => self.expression(length),
            Extent::Within(range) => self.range(range),
            Extent::Until(end, range) => {
                self.expression(end);
                range.iter().for_each(|range| self.range(range));
            }
            Extent::Prefixed(_, range) | Extent::Rest(_, range) => {
                range.iter().for_each(|range| self.range(range));
            }
        }
    }

    fn range(&mut self, range: &'t Range) {
        range.low.iter().chain(&range.high).for_each(|end| self.expression(end));
    }

    fn expression(&mut self, expression: &'t Expression) {
        match &expression.kind {
            ExpressionKind::Name(name) => {
                if !self.hidden.iter().any(|names| names.contains(name.text.as_str())) {
                    self.found.push(name);
                }
            }
            ExpressionKind::Path(name, _) => self.found.push(name),
            ExpressionKind::Member(of, _) | ExpressionKind::Unary(_, of) => self.expression(of),
            ExpressionKind::Call(_, arguments) | ExpressionKind::Supplied(_, arguments) => {
                arguments.iter().for_each(|argument| self.expression(argument));
            }
            ExpressionKind::Binary(_, left, right) | ExpressionKind::In(left, right) => {
                self.expression(left);
                self.expression(right);
            }
            ExpressionKind::Integer(..)
            | ExpressionKind::Bool(_)
            | ExpressionKind::Text(_)
            | ExpressionKind::Bytes(_)
            | ExpressionKind::Fields(_) => {}
        }
    }

    /// Messages and `let`s of a handshake hide items in all its values.
    fn handshake(&mut self, handshake: &'t Handshake) {
        let states = || handshake.initiator.iter().chain(&handshake.responder);
        let steps = states().flat_map(|state| &state.node.transitions).flat_map(|t| &t.steps);
        let lets = steps.filter_map(|step| match step {
            Step::Let(name, ..) => Some(name),
            Step::Check(..) | Step::Send(..) => None,
        });
        let messages = handshake.messages.iter().map(|message| &message.node.name);
        let bindings = handshake.bindings.iter().map(|(name, _)| name);
        self.hide(messages.chain(bindings).chain(lets));
        if let Some(names) = self.hidden.last_mut() {
            names.extend(["now", "random", "empty", "suite", "local", "rs"]);
        }

        let settings = handshake.settings.iter().chain(&handshake.bindings);
        settings.chain(&handshake.keys).for_each(|(_, value)| self.expression(value));
        handshake.suites.iter().for_each(|(number, ..)| self.expression(number));
        for message in &handshake.messages {
            self.expression(&message.node.id);
            self.body(&message.node.body);
        }
        handshake.failures.iter().for_each(|failure| self.failure(&failure.node));
        states().for_each(|state| self.state(&state.node));
        for (number, _, body) in handshake.records.iter().flat_map(|records| &records.kinds) {
            self.expression(number);
            self.body(body);
        }
    }

    fn failure(&mut self, failure: &'t Failure) {
        let fields = failure.reply.iter().flat_map(|(_, fields)| fields);
        fields.for_each(|(_, value)| self.expression(value));
    }

    fn state(&mut self, state: &'t State) {
        for transition in &state.transitions {
            for step in &transition.steps {
                match step {
                    Step::Check(value, _) | Step::Let(_, value, _) => self.expression(value),
                    Step::Send(_, fields) => {
                        fields.iter().for_each(|(_, value)| self.expression(value));
                    }
                }
            }
            if let Target::Established(_, settings) = &transition.target {
                settings.iter().for_each(|(_, value)| self.expression(value));
            }
        }
    }
}
