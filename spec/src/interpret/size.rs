//! How many bytes the fields of a value take when they are encoded, whether or
//! not they keep their constraints.

use super::encode::given;
use super::scope::Scope;
use super::value::{Fields, Value};
use crate::model::{
    Coverage, Expression, Extent, Field, FieldValue, Measure, Model, Selector, Struct, StructId,
    Type, UnionId,
};

/// The sizes of the fields of one structure.
pub(super) struct Sizes<'s> {
    model: &'s Model,
    structure: &'s Struct,
    fields: &'s Fields,
}

impl<'s> Sizes<'s> {
    pub(super) fn new(model: &'s Model, structure: &'s Struct, fields: &'s Fields) -> Self {
        Sizes { model, structure, fields }
    }

    /// The bytes that some fields take together.
    pub(super) fn covered(&self, coverage: Coverage) -> u64 {
        let runs = self.structure.bit_runs();
        // From the start on if there is padding, which depends on where it stands.
        let first = if self.structure.is_aligned(coverage) { 0 } else { coverage.first };
        let (mut begin, mut offset) = (0u64, 0u64);
        let fields = self.structure.fields.iter().enumerate().take(coverage.last + 1);
        for (place, field) in fields.skip(first) {
            if place == coverage.first {
                begin = offset;
            }
            let size = match (&field.ty, runs.iter().find(|run| run.fields.contains(&place))) {
                (Type::Padding(padding), _) => padding.count(offset),
                (_, Some(run)) if run.fields.start == place => run.bytes(),
                (_, Some(_)) => 0,
                (_, None) => self.field(field),
            };
            offset = offset.saturating_add(size);
        }
        offset - begin
    }

    fn field(&self, field: &Field) -> u64 {
        match field.value {
            FieldValue::Carried | FieldValue::Padding => 0,
            FieldValue::Free => value(self.model, &field.ty, given(self.fields, &field.name.text)),
            FieldValue::Constant(_)
            | FieldValue::Bytes(_)
            | FieldValue::Length { .. }
            | FieldValue::Size { .. }
            | FieldValue::Checksum { .. }
            | FieldValue::Selector { .. } => match &field.condition {
                Some(condition) if !self.holds(condition) => 0,
                _ => match field.ty.number() {
                    // What it says may be the size of what it is part of.
                    Some(integer) if integer.variable().is_none() => integer.bytes(),
                    Some(integer) => integer.len_of(self.number(field)),
                    None => self.model.size(&field.ty).min,
                },
            },
        }
    }

    /// Whether the condition of a computed field holds.
    fn holds(&self, condition: &Expression) -> bool {
        let mut scope = Scope::with_capacity(self.structure.fields.len());
        for (place, field) in self.structure.fields.iter().enumerate() {
            match field.value {
                FieldValue::Free | FieldValue::Carried => {
                    scope.push(given(self.fields, &field.name.text));
                }
                FieldValue::Bytes(ref bytes) => scope.push(&Value::Bytes(bytes.clone())),
                _ if !condition.mentions(place) => scope.push(&Value::Absent),
                _ => scope.push(&Value::Integer(self.number(field))),
            }
        }
        scope.holds(condition, 0)
    }

    /// The number of a computed field.
    fn number(&self, field: &Field) -> i128 {
        match field.value {
            FieldValue::Free
            | FieldValue::Carried
            | FieldValue::Padding
            | FieldValue::Bytes(_)
            | FieldValue::Checksum { .. } => 0,
            FieldValue::Constant(constant) => constant,
            FieldValue::Length { of, scale } => {
                let measured = self.structure.fields.get(of);
                let length = measured.and_then(|f| given(self.fields, &f.name.text).length());
                scale.number(length.unwrap_or(0).into()).unwrap_or(0)
            }
            FieldValue::Size { of, scale } => scale.number(self.covered(of).into()).unwrap_or(0),
            FieldValue::Selector { of } => {
                let selected = self.structure.fields.get(of);
                let union = selected.and_then(|field| match field.ty {
                    Type::Union { union, .. } => {
                        Some((union, given(self.fields, &field.name.text)))
                    }
                    _ => None,
                });
                match union {
                    Some((union, Value::Union { arm, fields })) => {
                        chosen(self.model, union, arm, fields).unwrap_or(0)
                    }
                    _ => 0,
                }
            }
        }
    }
}

/// The number that chooses an arm.
fn chosen(model: &Model, union: UnionId, arm: &str, fields: &Fields) -> Option<i128> {
    let union = &model[union];
    if let Some(arm) = union.arms.iter().find(|declared| declared.name.text == arm) {
        return Some(arm.tag);
    }
    let kept = model[union.other.as_ref()?.body].fields.first()?;
    given(fields, &kept.name.text).number()
}

/// The bytes that a value takes; none if it is absent, or not of the type.
fn value(model: &Model, ty: &Type, found: &Value) -> u64 {
    match (ty, found) {
        (_, Value::Absent) => 0,
        (Type::Bytes(extent) | Type::Text(extent), found) => {
            let length = found.length().unwrap_or(0);
            length.saturating_add(around(extent, length))
        }
        (Type::List(element, extent), Value::List(elements)) => {
            let sizes = elements.iter().map(|found| value(model, element, found));
            sizes.fold(around(extent, elements.len() as u64), u64::saturating_add)
        }
        (Type::Option(inner), Value::Option(found)) => {
            found.as_ref().map_or(0, |found| value(model, inner, found)).saturating_add(1)
        }
        (Type::Within(inner, extent), found) => {
            let content = value(model, inner, found);
            content.saturating_add(around(extent, content))
        }
        (Type::Float(float), _) => float.bytes(),
        (Type::Struct(id), Value::Struct(fields)) => structure(model, *id, fields),
        (Type::Union { union, .. }, Value::Union { arm, fields }) => {
            let declared = &model[*union];
            let tag = match declared.selector {
                Selector::Tag(integer) => {
                    integer.len_of(chosen(model, *union, arm, fields).unwrap_or(0))
                }
                Selector::Enum(_) | Selector::Number(_) | Selector::Peek(_) => 0,
            };
            let body = declared.body_named(arm).map_or(0, |body| structure(model, body, fields));
            let prefix = declared.within.as_ref().map_or(0, |extent| around(extent, body));
            tag.saturating_add(prefix).saturating_add(body)
        }
        (ty, found) => ty.number().map_or(0, |integer| integer.len_of(found.number().unwrap_or(0))),
    }
}

fn structure(model: &Model, id: StructId, fields: &Fields) -> u64 {
    let structure = &model[id];
    match structure.fields.len().checked_sub(1) {
        Some(last) => Sizes::new(model, structure, fields).covered(Coverage { first: 0, last }),
        None => 0,
    }
}

/// The bytes of the prefix of so much content, or of a delimiter.
fn around(extent: &Extent, length: u64) -> u64 {
    match extent.measure {
        Measure::Prefix(prefix) => prefix.len_of(length.into()),
        Measure::Until(delimiter) => delimiter.as_slice().len() as u64,
        Measure::Fixed | Measure::Field(_) | Measure::Rest => 0,
    }
}
