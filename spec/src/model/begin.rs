//! Beginnings: which bytes a value may begin with, where that can be known.
//!
//! A list that ends at a byte needs elements that never begin with it; whether
//! that is so is for [`check`](mod@crate::check) to say.

use super::{Extent, FieldValue, Integer, Measure, MessageSet, Model, Selector, Struct, Type};

impl Model {
    /// Whether the first byte of a value may be this one; so it is said where
    /// it is not known.
    pub fn may_begin_with(&self, ty: &Type, byte: u8) -> bool {
        let first = |integer: Integer, number: i128| begins_with(integer, number, byte);
        let among = |integer: Integer, (low, high): (i128, i128)| match integer.variable() {
            None if integer.bits == 8 => (low..=high).contains(&as_number(integer, byte)),
            _ => low != high || first(integer, low),
        };
        let extent_may = |extent: &Extent| match extent.measure {
            Measure::Prefix(prefix) => among(prefix, (extent.min.into(), extent.limit().into())),
            Measure::Until(delimiter) if extent.min > 0 => delimiter.as_slice() != [byte],
            _ => true,
        };
        match ty {
            Type::Integer(integer) => among(*integer, (integer.min(), integer.max())),
            Type::Enum(id, integer) => self.enums.get(id.0).is_none_or(|declared| {
                declared.open || declared.variants.iter().any(|v| first(*integer, v.value))
            }),
            Type::Bytes(extent) | Type::Text(extent) => extent_may(extent),
            Type::Within(_, extent) => extent_may(extent),
            Type::Struct(id) => {
                self.structs.get(id.0).is_none_or(|body| self.body_may_begin_with(body, byte))
            }
            Type::Union { union, .. } => {
                self.unions.get(union.0).is_none_or(|union| match union.selector {
                    Selector::Tag(tag) => {
                        union.other.is_some() || union.arms.iter().any(|a| first(tag, a.tag))
                    }
                    _ => true,
                })
            }
            _ => true,
        }
    }

    /// Whether the first byte of a structure may be this one.
    pub fn body_may_begin_with(&self, structure: &Struct, byte: u8) -> bool {
        let Some(field) = structure.fields.first().filter(|field| field.condition.is_none()) else {
            return true;
        };
        if let FieldValue::Bytes(bytes) = &field.value
            && let Some(first) = bytes.first()
        {
            return *first == byte;
        }
        let Type::Integer(integer) = field.ty else { return self.may_begin_with(&field.ty, byte) };
        let range = match field.value {
            FieldValue::Constant(value) => Some((value, value)),
            FieldValue::Length { of, scale } => structure
                .fields
                .get(of)
                .and_then(|field| field.ty.extent())
                .map(|extent| scale.numbers(extent.min.into(), extent.max.into())),
            _ => field.range,
        };
        match range {
            Some(range) if integer.variable().is_none() && integer.bits == 8 => {
                (range.0..=range.1).contains(&as_number(integer, byte))
            }
            _ => true,
        }
    }
}

impl MessageSet {
    /// Whether the first byte of a message with its tag may be this one.
    pub fn may_begin_with(&self, byte: u8) -> bool {
        self.messages.iter().any(|message| begins_with(self.tag, message.tag.into(), byte))
    }
}

/// Whether the first byte of a number may be this one.
fn begins_with(integer: Integer, number: i128, byte: u8) -> bool {
    integer.is_malleable() || integer.bytes_of(number).first().is_none_or(|first| *first == byte)
}

/// What a byte is as an integer of eight bits.
fn as_number(integer: Integer, byte: u8) -> i128 {
    if integer.signed { byte.cast_signed().into() } else { byte.into() }
}
