//! Whether two values, read from the same bytes by two versions, mean the same.
//!
//! Names do not count where a thing is only renamed; what they stand for does.
//! A number means the same as a variant or flag set of that number. What one
//! side keeps without knowing it (a number without a name, the arm for all
//! others) means what the other side knows it to be. A field that only one
//! side has means something, unless it is absent or empty.

use std::borrow::Cow;

use super::matching::{FieldMatch, Numbered, same_thing};
use crate::interpret::{Fields, Value};
use crate::model::{
    EnumId, Field, FieldValue, FlagsId, Model, StructId, Type, Union, UnionId, Unit,
};

/// Two versions of a model.
#[derive(Clone, Copy)]
pub(super) struct Sides<'m> {
    pub(super) old: &'m Model,
    pub(super) new: &'m Model,
}

/// Where two readings part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parting {
    /// The way to it, by the new side's names.
    pub(super) path: String,
    pub(super) at: PartedAt,
}

/// What is read differently.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PartedAt {
    /// A field of a structure; by its place on each side that has it.
    Field { structs: (StructId, StructId), old: Option<usize>, new: Option<usize> },
    /// A variant, by its number.
    Variant((EnumId, EnumId), i128),
    /// A flag, by its bit.
    Flag((FlagsId, FlagsId), u64),
    /// An arm, by its number.
    Arm((UnionId, UnionId), i128),
    /// A message, by its tag.
    Message(i128),
    /// The value itself.
    Value,
}

impl Parting {
    fn here(at: PartedAt) -> Parting {
        Parting { path: String::new(), at }
    }

    fn within(mut self, step: &str) -> Parting {
        self.path = match self.path.chars().next() {
            None => step.to_owned(),
            Some('[') => format!("{step}{}", self.path),
            Some(_) => format!("{step}.{}", self.path),
        };
        self
    }
}

/// The variants of an enumeration.
pub(super) fn variants(model: &Model, id: EnumId) -> Numbered<'_> {
    let variants = model[id].variants.iter();
    variants.map(|variant| (variant.value, variant.name.text.as_str())).collect()
}

/// The flags of a set, by their bits.
pub(super) fn bits(model: &Model, id: FlagsId) -> Numbered<'_> {
    model[id].bits.iter().map(|bit| (i128::from(bit.mask), bit.name.text.as_str())).collect()
}

/// The arms of a union, without the one for all other numbers.
pub(super) fn arms(model: &Model, id: UnionId) -> Numbered<'_> {
    model[id].arms.iter().map(|arm| (arm.tag, arm.name.text.as_str())).collect()
}

/// The messages of a set.
pub(super) fn messages(model: &Model, set: usize) -> Numbered<'_> {
    let messages = model.message_sets.get(set).into_iter().flat_map(|set| &set.messages);
    messages.map(|message| (i128::from(message.tag), message.name.text.as_str())).collect()
}

/// The number that chose an arm, and whether the arm is one of its own.
pub(super) fn arm_number(union: &Union, name: &str, fields: &Fields) -> Option<(i128, bool)> {
    if let Some(arm) = union.arms.iter().find(|arm| arm.name.text == name) {
        return Some((arm.tag, true));
    }
    let kept = fields.first().and_then(|(_, value)| value.number());
    kept.map(|number| (number, false))
}

impl Sides<'_> {
    /// Where two messages of paired sets part.
    pub(super) fn messages(
        &self,
        sets: (usize, usize),
        old: &Value,
        new: &Value,
    ) -> Option<Parting> {
        let body = |model: &Model, set: usize, value: &Value| {
            let Value::Union { arm, .. } = value else { return None };
            let messages = &model.message_sets.get(set)?.messages;
            let message = messages.iter().find(|message| message.name.text == *arm)?;
            Some((i128::from(message.tag), message.body))
        };
        let (Value::Union { fields: a, .. }, Value::Union { fields: b, .. }) = (old, new) else {
            return Some(Parting::here(PartedAt::Value));
        };
        let (old, new) = body(self.old, sets.0, old).zip(body(self.new, sets.1, new))?;
        let same = same_thing(&messages(self.old, sets.0), &messages(self.new, sets.1), old.0);
        if old.0 != new.0 || !same {
            return Some(Parting::here(PartedAt::Message(old.0)));
        }
        self.fields((old.1, new.1), a, b)
    }

    /// Where two values of types part.
    pub(super) fn values(
        &self,
        types: (&Type, &Type),
        old: &Value,
        new: &Value,
    ) -> Option<Parting> {
        let types = (bare(types.0), bare(types.1));
        let parted = || Some(Parting::here(PartedAt::Value));
        match (old, new) {
            (Value::List(a), Value::List(b)) if a.len() == b.len() => {
                let (Type::List(x, _), Type::List(y, _)) = types else { return parted() };
                let pairs = a.iter().zip(b).enumerate();
                pairs.into_iter().find_map(|(place, (a, b))| {
                    self.values((x, y), a, b).map(|found| found.within(&format!("[{place}]")))
                })
            }
            (Value::Option(Some(a)), Value::Option(Some(b))) => {
                let (Type::Option(x), Type::Option(y)) = types else { return parted() };
                self.values((x, y), a, b)
            }
            (Value::Option(None), Value::Option(None)) => None,
            // By their bits, because NaN is equal to nothing.
            (Value::Float(a), Value::Float(b)) if a == b => None,
            (Value::Struct(a), Value::Struct(b)) => {
                let (Type::Struct(x), Type::Struct(y)) = types else { return parted() };
                self.fields((*x, *y), a, b)
            }
            (Value::Union { .. }, Value::Union { .. }) => {
                let (Type::Union { union: x, .. }, Type::Union { union: y, .. }) = types else {
                    return parted();
                };
                self.unions((*x, *y), old, new)
            }
            _ => match (old.number(), new.number(), content(old), content(new)) {
                (Some(a), Some(b), ..) => self.numbers(types, a, b),
                (.., Some(a), Some(b)) if a == b => None,
                _ if is_nothing(old) && is_nothing(new) => None,
                _ => parted(),
            },
        }
    }

    fn numbers(&self, types: (&Type, &Type), old: i128, new: i128) -> Option<Parting> {
        if old != new {
            return Some(Parting::here(PartedAt::Value));
        }
        match types {
            (Type::Enum(a, _), Type::Enum(b, _)) => {
                let same = same_thing(&variants(self.old, *a), &variants(self.new, *b), old);
                (!same).then(|| Parting::here(PartedAt::Variant((*a, *b), old)))
            }
            (Type::Flags(a, _), Type::Flags(b, _)) => {
                let (x, y) = (bits(self.old, *a), bits(self.new, *b));
                let set = (0..64).map(|bit| 1_i128 << bit).filter(|mask| old & mask != 0);
                let parted = set.into_iter().find(|mask| !same_thing(&x, &y, *mask))?;
                Some(Parting::here(PartedAt::Flag((*a, *b), u64::try_from(parted).ok()?)))
            }
            _ => None,
        }
    }

    /// Where two values of unions part.
    pub(super) fn unions(
        &self,
        unions: (UnionId, UnionId),
        old: &Value,
        new: &Value,
    ) -> Option<Parting> {
        let (Value::Union { arm: a, fields: x }, Value::Union { arm: b, fields: y }) = (old, new)
        else {
            return Some(Parting::here(PartedAt::Value));
        };
        let (before, after) = (&self.old[unions.0], &self.new[unions.1]);
        let chosen = arm_number(before, a, x).zip(arm_number(after, b, y));
        let Some(((from, known), (to, still))) = chosen else {
            return Some(Parting::here(PartedAt::Value));
        };
        let same = same_thing(&arms(self.old, unions.0), &arms(self.new, unions.1), from);
        if from != to || !same {
            return Some(Parting::here(PartedAt::Arm(unions, from)));
        }
        if known != still {
            // One side keeps what the other knows.
            return None;
        }
        self.fields((before.body_named(a)?, after.body_named(b)?), x, y)
    }

    /// Where the fields of two structures part.
    pub(super) fn fields(
        &self,
        structs: (StructId, StructId),
        old: &Fields,
        new: &Fields,
    ) -> Option<Parting> {
        let (before, after) = (&self.old[structs.0], &self.new[structs.1]);
        let matched = FieldMatch::new(before, after);
        let at = |old, new| PartedAt::Field { structs, old, new };
        for (from, to) in &matched.pairs {
            let (a, b) = (&before.fields[*from], &after.fields[*to]);
            if !a.value.is_given() && !b.value.is_given() {
                continue;
            }
            let values =
                (value(self.old, structs.0, *from, old), value(self.new, structs.1, *to, new));
            let (Some(x), Some(y)) = values else { continue };
            let parted = if same_amount(a, &x, b, &y) {
                self.values((&a.ty, &b.ty), &x, &y)
            } else {
                Some(Parting::here(PartedAt::Value))
            };
            if let Some(mut found) = parted {
                if found.at == PartedAt::Value {
                    found.at = at(Some(*from), Some(*to));
                }
                return Some(found.within(&b.name.text));
            }
        }
        // What stands where the other side skips is not meant for it.
        if matched.removed.is_empty() && before.trailing().is_some()
            || matched.added.is_empty() && after.trailing().is_some()
        {
            return None;
        }
        let lost = matched.removed.iter().find(|place| {
            value(self.old, structs.0, **place, old).is_some_and(|v| !is_nothing(&v))
                && before.fields[**place].value.is_given()
        });
        if let Some(place) = lost {
            let name = &before.fields[*place].name.text;
            return Some(Parting { path: name.clone(), at: at(Some(*place), None) });
        }
        let gained = matched.added.iter().find(|place| {
            value(self.new, structs.1, **place, new).is_some_and(|v| !is_nothing(&v))
                && after.fields[**place].value.is_given()
        });
        gained.map(|place| Parting {
            path: after.fields[*place].name.text.clone(),
            at: at(None, Some(*place)),
        })
    }
}

/// The value of a field, computed ones included; none if it is not known
/// whether it is there.
fn value<'v>(
    model: &Model,
    id: StructId,
    place: usize,
    fields: &'v Fields,
) -> Option<Cow<'v, Value>> {
    let structure = &model[id];
    let given = |field: &Field| {
        fields.iter().find(|(name, _)| *name == field.name.text).map(|(_, value)| value)
    };
    let field = structure.fields.get(place)?;
    match field.value {
        FieldValue::Free | FieldValue::Carried => given(field).map(Cow::Borrowed),
        _ if field.condition.is_some() => None,
        FieldValue::Constant(constant) => Some(Cow::Owned(Value::Integer(constant))),
        FieldValue::Bytes(ref bytes) => Some(Cow::Owned(Value::Bytes(bytes.clone()))),
        FieldValue::Length { of, scale } => {
            let length = given(structure.fields.get(of)?)?.length()?;
            Some(Cow::Owned(Value::Integer(scale.number(length.into())?)))
        }
        // They follow from the other fields.
        FieldValue::Size { .. } | FieldValue::Checksum { .. } | FieldValue::Padding => None,
        FieldValue::Selector { of } => {
            let selected = structure.fields.get(of)?;
            let (Type::Union { union, .. }, Value::Union { arm, fields }) =
                (bare(&selected.ty), given(selected)?)
            else {
                return None;
            };
            let (number, _) = arm_number(&model[*union], arm, fields)?;
            Some(Cow::Owned(Value::Integer(number)))
        }
    }
}

/// Whether two numbers are the same amount, as far as their units tell: one of
/// them may have none.
fn same_amount(old: &Field, x: &Value, new: &Field, y: &Value) -> bool {
    let (Some(from), Some(to), Some(x), Some(y)) = (old.unit, new.unit, x.number(), y.number())
    else {
        return true;
    };
    let scale = |unit: Unit| match unit {
        Unit::Milliseconds => (1, true),
        Unit::Seconds => (1_000, true),
        Unit::Bytes => (1, false),
    };
    let ((a, time), (b, still_time)) = (scale(from), scale(to));
    from == to || (time == still_time && x.saturating_mul(a) == y.saturating_mul(b))
}

/// A type without the region around it.
pub(super) fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Within(inner, _) => bare(inner),
        ty => ty,
    }
}

/// Whether a type is something, or wraps it.
pub(super) fn holds(ty: &Type, wanted: &dyn Fn(&Type) -> bool) -> bool {
    wanted(ty)
        || match ty {
            Type::List(inner, _) | Type::Option(inner) | Type::Within(inner, _) => {
                holds(inner, wanted)
            }
            Type::Integer(_)
            | Type::Float(_)
            | Type::Bool(_)
            | Type::Enum(..)
            | Type::Flags(..)
            | Type::Bytes(_)
            | Type::Text(_)
            | Type::Struct(_)
            | Type::Union { .. }
            | Type::Padding(_)
            | Type::External(_) => false,
        }
}

fn content(value: &Value) -> Option<&[u8]> {
    match value {
        Value::Bytes(bytes) => Some(bytes),
        Value::Text(text) => Some(text.as_bytes()),
        _ => None,
    }
}

/// Whether a value tells nothing: it is absent, or has nothing in it.
fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Absent => true,
        Value::Bytes(bytes) => bytes.is_empty(),
        Value::Text(text) => text.is_empty(),
        Value::List(elements) => elements.is_empty(),
        Value::Struct(fields) => fields.iter().all(|(_, value)| is_nothing(value)),
        Value::Integer(_)
        | Value::Float(_)
        | Value::Bool(_)
        | Value::Option(_)
        | Value::Enum(_)
        | Value::Flags(_)
        | Value::Union { .. } => false,
    }
}
