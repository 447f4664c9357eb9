//! One input, read by both versions: whom it hurts, and which change it shows.

use serde_json::Value as Json;

use super::{Comparison, Side};
use crate::evolution::compare::{Change, Entry, Mark, Node, Seat};
use crate::evolution::finding::Harm;
use crate::evolution::matching::FieldMatch;
use crate::evolution::meaning::{PartedAt, Parting, arm_number, bare};
use crate::interpret::{DecodeFault, Fields, Value};
use crate::model::{Field, FieldValue, StructId, Type, UnionId};

/// An input and what it shows.
#[derive(Clone, Debug)]
pub(super) struct Trial {
    /// What it was read as.
    pub(super) whole: usize,
    pub(super) bytes: Vec<u8>,
    /// Whom it hurts, if anybody.
    pub(super) harm: Option<Harm>,
    /// The fault of the side that refuses it, if one does.
    pub(super) fault: Option<DecodeFault>,
    /// Where the readings part, if both accept it.
    pub(super) parting: Option<Parting>,
}

/// What is looked for in a value: an arm, by its union and number.
type Wanted<'w> = dyn Fn(UnionId, i128, bool) -> bool + 'w;

/// What a version that lacks the thing makes of it.
pub(super) fn undeclared<T>() -> Result<T, DecodeFault> {
    Err(DecodeFault {
        code: "undeclared",
        offset: 0,
        path: String::new(),
        message: "this version has nothing to read it as".to_owned(),
    })
}

impl Comparison<'_> {
    /// Reads an input by both versions. None if there is no such whole.
    pub(super) fn trial(&self, place: usize, bytes: Vec<u8>) -> Option<Trial> {
        let whole = self.comparer.wholes.get(place)?;
        let read = |side: Side| match self.entry(side, whole) {
            Some(entry) => self.decode(side, entry, &bytes),
            None => undeclared(),
        };
        let (old, new) = (read(Side::Old), read(Side::New));
        for (side, value) in [(Side::Old, &old), (Side::New, &new)] {
            let entry = self.entry(side, whole);
            if entry.zip(value.as_ref().ok()).is_some_and(|(e, v)| !self.is_its_own(side, e, v)) {
                // A message of another tag is another whole.
                return Some(Trial { whole: place, bytes, harm: None, fault: None, parting: None });
            }
        }
        let (harm, fault, parting) = match (old, new) {
            (Ok(old), Ok(new)) => {
                let parting = self.parting(whole.old?, whole.new?, &old, &new);
                (parting.is_some().then_some(Harm::Meaning), None, parting)
            }
            (Ok(value), Err(fault)) => {
                let hurts = !self.passes_on(Side::Old, whole.old?, &value);
                (hurts.then_some(Harm::OldWriters), Some(fault), None)
            }
            (Err(fault), Ok(value)) => {
                let hurts = !self.passes_on(Side::New, whole.new?, &value);
                (hurts.then_some(Harm::OldReaders), Some(fault), None)
            }
            (Err(_), Err(_)) => (None, None, None),
        };
        Some(Trial { whole: place, bytes, harm, fault, parting })
    }

    fn is_its_own(&self, side: Side, entry: Entry, value: &Value) -> bool {
        let Entry::Message { set, message } = entry else { return true };
        let Value::Union { arm, .. } = value else { return false };
        let messages = &self.model(side).message_sets[set].messages;
        message.and_then(|place| messages.get(place)).is_some_and(|own| own.name.text == *arm)
    }

    pub(super) fn decode(
        &self,
        side: Side,
        entry: Entry,
        bytes: &[u8],
    ) -> Result<Value, DecodeFault> {
        let interpreter = self.interpreter(side);
        match entry {
            Entry::Struct(id) => interpreter.decode_struct(id, bytes),
            Entry::Union(id) => interpreter.decode_union(id, bytes),
            Entry::Message { set, .. } => interpreter.decode_message(set, bytes),
        }
    }

    pub(super) fn json(&self, side: Side, entry: Entry, bytes: &[u8]) -> Result<Json, DecodeFault> {
        let value = self.decode(side, entry, bytes)?;
        let interpreter = self.interpreter(side);
        Ok(match entry {
            Entry::Struct(id) => interpreter.struct_to_json(id, &value),
            Entry::Union(id) => {
                interpreter.to_json(&Type::Union { union: id, selector: None }, &value)
            }
            Entry::Message { set, .. } => interpreter.message_to_json(set, &value),
        })
    }

    fn parting(&self, old: Entry, new: Entry, a: &Value, b: &Value) -> Option<Parting> {
        let sides = self.sides();
        match (old, new) {
            (Entry::Struct(x), Entry::Struct(y)) => {
                sides.values((&Type::Struct(x), &Type::Struct(y)), a, b)
            }
            (Entry::Union(x), Entry::Union(y)) => sides.unions((x, y), a, b),
            (Entry::Message { set: x, .. }, Entry::Message { set: y, .. }) => {
                sides.messages((x, y), a, b)
            }
            (Entry::Struct(_) | Entry::Union(_) | Entry::Message { .. }, _) => {
                Some(Parting { path: String::new(), at: PartedAt::Value })
            }
        }
    }

    /// Whether a value holds what this side keeps without knowing it and the
    /// other side knows. This side can have it only from a peer that knows it,
    /// so that it is valid there: what else it might hold is nobody's to send.
    fn passes_on(&self, side: Side, entry: Entry, value: &Value) -> bool {
        self.any_arm(side, entry, value, &|union, number, known| {
            !known && self.other_union(side, union).any(|id| self.has_arm(side, id, number))
        })
    }

    /// Whether any arm in a value is as wanted: its union, its number, and
    /// whether it is one of its own.
    fn any_arm(&self, side: Side, entry: Entry, value: &Value, wanted: &Wanted<'_>) -> bool {
        match entry {
            Entry::Struct(id) => self.in_value(side, &Type::Struct(id), value, wanted),
            Entry::Union(union) => {
                self.in_value(side, &Type::Union { union, selector: None }, value, wanted)
            }
            Entry::Message { set, .. } => {
                let Value::Union { arm, fields } = value else { return false };
                let messages = &self.model(side).message_sets[set].messages;
                let message = messages.iter().find(|message| message.name.text == *arm);
                message.is_some_and(|message| self.in_fields(side, message.body, fields, wanted))
            }
        }
    }

    fn in_value(&self, side: Side, ty: &Type, value: &Value, wanted: &Wanted<'_>) -> bool {
        match (bare(ty), value) {
            (Type::List(element, _), Value::List(values)) => {
                values.iter().any(|value| self.in_value(side, element, value, wanted))
            }
            (Type::Option(inner), Value::Option(Some(value))) => {
                self.in_value(side, inner, value, wanted)
            }
            (Type::Struct(id), Value::Struct(fields)) => self.in_fields(side, *id, fields, wanted),
            (Type::Union { union, .. }, Value::Union { arm, fields }) => {
                let declared = &self.model(side)[*union];
                let chosen = arm_number(declared, arm, fields);
                let body = declared.body_named(arm);
                chosen.is_some_and(|(number, known)| wanted(*union, number, known))
                    || body.is_some_and(|body| self.in_fields(side, body, fields, wanted))
            }
            _ => false,
        }
    }

    fn in_fields(&self, side: Side, id: StructId, fields: &Fields, wanted: &Wanted<'_>) -> bool {
        let structure = &self.model(side)[id];
        fields.iter().any(|(name, value)| {
            let field = structure.fields.iter().find(|field| field.name.text == *name);
            field.is_some_and(|field| self.in_value(side, &field.ty, value, wanted))
        })
    }

    /// What a union is on the other side.
    fn other_union(&self, side: Side, id: UnionId) -> impl Iterator<Item = UnionId> + '_ {
        self.comparer.nodes.iter().filter_map(move |node| match (node, side) {
            (Node::Union(old, new), Side::Old) if *old == id => Some(*new),
            (Node::Union(old, new), Side::New) if *new == id => Some(*old),
            _ => None,
        })
    }

    fn has_arm(&self, side: Side, id: UnionId, number: i128) -> bool {
        let other = match side {
            Side::Old => self.model(Side::New),
            Side::New => self.model(Side::Old),
        };
        other[id].arm(number).is_some()
    }

    /// Whether a trial shows this change, and not another.
    pub(super) fn shows(&self, change: &Change, trial: &Trial) -> bool {
        match (&trial.fault, &trial.parting) {
            (Some(fault), _) => {
                let refuses =
                    if trial.harm == Some(Harm::OldReaders) { Side::Old } else { Side::New };
                let trailing = matches!(change.place.mark, Mark::Trailing(_));
                self.fault_shows(change, refuses, fault)
                    || self.arm_shows(change, refuses, trial)
                    || trailing && self.form_is_refused(refuses, trial)
            }
            (None, Some(parting)) => self.parting_shows(change, parting),
            (None, None) => false,
        }
    }

    fn fault_shows(&self, change: &Change, refuses: Side, fault: &DecodeFault) -> bool {
        let unknown = matches!(fault.code, "unknown_variant" | "unknown_message");
        match &change.place.mark {
            Mark::Any => true,
            Mark::Field(old, new) => {
                let place = if refuses == Side::Old { old } else { new };
                let Some((structs, place)) = self.structs(change).zip(*place) else { return true };
                let id = if refuses == Side::Old { structs.0 } else { structs.1 };
                let fields = &self.model(refuses)[id].fields;
                let last = last_step(&fault.path);
                let measures = |field: &&Field| match field.value {
                    FieldValue::Length { of, .. } => of == place,
                    FieldValue::Size { of, .. } => of.contains(place),
                    FieldValue::Free
                    | FieldValue::Constant(_)
                    | FieldValue::Bytes(_)
                    | FieldValue::Checksum { .. }
                    | FieldValue::Selector { .. }
                    | FieldValue::Padding
                    | FieldValue::Carried => false,
                };
                let measuring = fields.iter().filter(measures);
                fields.get(place).into_iter().chain(measuring).any(|f| f.name.text == last)
            }
            Mark::Form(old, new) => {
                let place = if refuses == Side::Old { *old } else { *new };
                let Some(structs) = self.structs(change) else { return false };
                let id = if refuses == Side::Old { structs.0 } else { structs.1 };
                let field = self.model(refuses)[id].fields.get(place);
                let own = field.is_some_and(|field| field.name.text == last_step(&fault.path));
                matches!(fault.code, "overlong" | "invalid_bool" | "padding") && own
            }
            Mark::Trailing(_) => {
                let Some((old, new)) = self.structs(change) else { return false };
                let id = if refuses == Side::Old { old } else { new };
                let structure = &self.model(refuses)[id];
                // What is skipped on one side may be a field on the other.
                let matched = FieldMatch::new(&self.old[old], &self.new[new]);
                let instead = if refuses == Side::Old { matched.removed } else { matched.added };
                let at_fault = |place: usize| {
                    let field = structure.fields.get(place);
                    field.is_some_and(|field| field.name.text == last_step(&fault.path))
                };
                fault.code == "trailing_bytes"
                    || structure.trailing().is_some_and(at_fault)
                    || instead.into_iter().any(at_fault)
            }
            Mark::Require(texts) => {
                fault.code == "require" && texts.iter().any(|text| fault.message.contains(text))
            }
            Mark::Number(number) => unknown && fault.message.ends_with(&format!(" {number}")),
            Mark::Bit(mask) => {
                fault.code == "reserved_bits" && fault.message.ends_with(&format!(" {mask:#x}"))
            }
            Mark::Unnamed => unknown,
        }
    }

    /// Whether a packet that is refused holds the arm that a change is about.
    fn arm_shows(&self, change: &Change, refuses: Side, trial: &Trial) -> bool {
        let (Mark::Number(number), Seat::Node(node)) = (&change.place.mark, change.place.seat)
        else {
            return false;
        };
        let Some(Node::Union(old, new)) = self.comparer.nodes.get(node) else { return false };
        let (accepts, id) = match refuses {
            Side::Old => (Side::New, *new),
            Side::New => (Side::Old, *old),
        };
        let entry = self.comparer.wholes.get(trial.whole).and_then(|w| self.entry(accepts, w));
        entry.is_some_and(|entry| {
            self.decode(accepts, entry, &trial.bytes).is_ok_and(|value| {
                self.any_arm(accepts, entry, &value, &|union, found, known| {
                    known && union == id && found == *number
                })
            })
        })
    }

    /// Whether a packet is refused for its form alone: in the form in which the other
    /// side writes it, both sides take it. The fault itself may be anywhere, as in a
    /// checksum, where trailing bytes are taken for what stands behind them.
    fn form_is_refused(&self, refuses: Side, trial: &Trial) -> bool {
        let accepts = match refuses {
            Side::Old => Side::New,
            Side::New => Side::Old,
        };
        let Some(whole) = self.comparer.wholes.get(trial.whole) else { return false };
        let entries = self.entry(accepts, whole).zip(self.entry(refuses, whole));
        entries.is_some_and(|(accepting, refusing)| {
            let value = self.decode(accepts, accepting, &trial.bytes).ok();
            let written = value.and_then(|value| self.encode(accepts, accepting, &value));
            written.is_some_and(|written| {
                written != trial.bytes && self.decode(refuses, refusing, &written).is_ok()
            })
        })
    }

    fn parting_shows(&self, change: &Change, parting: &Parting) -> bool {
        let node = match change.place.seat {
            Seat::Node(node) => self.comparer.nodes.get(node),
            Seat::Nowhere | Seat::Wholes(..) | Seat::Set(..) => None,
        };
        match (&change.place.mark, &parting.at) {
            (Mark::Any, _) => true,
            (Mark::Field(a, b), PartedAt::Field { structs, old, new }) => {
                self.structs(change) == Some(*structs) && (a == old || b == new)
            }
            (Mark::Number(a), PartedAt::Variant((x, y), b)) => {
                a == b && node == Some(&Node::Enum(*x, *y))
            }
            (Mark::Number(a), PartedAt::Arm((x, y), b)) => {
                a == b && node == Some(&Node::Union(*x, *y))
            }
            (Mark::Number(a), PartedAt::Message(b)) => a == b,
            (Mark::Bit(a), PartedAt::Flag((x, y), b)) => {
                a == b && node == Some(&Node::Flags(*x, *y))
            }
            (
                Mark::Field(..)
                | Mark::Form(..)
                | Mark::Trailing(_)
                | Mark::Require(_)
                | Mark::Number(_)
                | Mark::Bit(_)
                | Mark::Unnamed,
                _,
            ) => false,
        }
    }

    /// The structures that a change is part of.
    pub(super) fn structs(&self, change: &Change) -> Option<(StructId, StructId)> {
        match change.place.seat {
            Seat::Node(node) => match self.comparer.nodes.get(node)? {
                Node::Struct(old, new) => Some((*old, *new)),
                Node::Enum(..) | Node::Flags(..) | Node::Union(..) => None,
            },
            Seat::Nowhere | Seat::Wholes(..) | Seat::Set(..) => None,
        }
    }
}

/// The name at the end of a path: `keys` of `content.keys[3]`.
fn last_step(path: &str) -> &str {
    let last = path.rsplit('.').next().unwrap_or_default();
    last.split('[').next().unwrap_or_default()
}
