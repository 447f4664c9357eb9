//! Where values are while they are written, and what conditions see of them.

use packetwright_spec::model::{
    Coverage, Field, FieldValue, Integer, Scale, Selector, Struct, Type,
};

use super::expression::{Number, Operands};
use super::length::Length;
use super::types::{Form, carrier};
use super::{Emitter, literal};
use crate::naming::{local, snake_case};
use crate::tokens::{Ident, TokenStream, quote};

/// Where a value is when it is written.
#[derive(Clone, Debug)]
pub struct Place {
    name: TokenStream,
    reach: Reach,
}

/// How a value is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// A field of `self`.
    Field,
    /// A variable that refers to it.
    Reference,
    /// A variable that is it.
    Value,
}

impl Place {
    /// A variable.
    pub fn variable(name: &Ident, reach: Reach) -> Self {
        Place { name: quote! { #name }, reach }
    }

    /// A field of a structure or arm.
    pub fn field(field: &Field, reach: Reach) -> Self {
        if reach == Reach::Field {
            let name = snake_case(&field.name.text);
            Place { name: quote! { self.#name }, reach }
        } else {
            Place::variable(&local(&field.name.text), reach)
        }
    }

    /// In front of a method call.
    pub fn receiver(&self) -> &TokenStream {
        &self.name
    }

    /// As a value, of a type that is copied.
    pub fn value(&self) -> TokenStream {
        let name = &self.name;
        if self.reach == Reach::Reference {
            quote! { *#name }
        } else {
            name.clone()
        }
    }

    /// By reference.
    pub fn reference(&self) -> TokenStream {
        let name = &self.name;
        if self.reach == Reach::Reference {
            name.clone()
        } else {
            quote! { &#name }
        }
    }

    /// A byte string as a slice.
    pub(super) fn slice(&self, form: Form) -> TokenStream {
        if form == Form::View && self.reach != Reach::Reference {
            self.name.clone()
        } else {
            self.reference()
        }
    }
}

/// The fields of a value that is being written.
pub(super) struct Written<'a> {
    pub(super) emitter: &'a Emitter<'a>,
    pub(super) structure: &'a Struct,
    pub(super) form: Form,
    pub(super) reach: Reach,
}

impl Written<'_> {
    /// The bytes that some of the fields take, a `usize`.
    pub(super) fn covered(&self, coverage: Coverage) -> TokenStream {
        self.emitter.covered_length(
            self.structure,
            self.form,
            self.reach,
            coverage,
            Length::default(),
        )
    }

    /// The number that chooses the arm of a union field.
    pub(super) fn selector(&self, union: usize, integer: Integer) -> Number {
        let Some(field) = self.structure.fields.get(union) else { return Number::Literal(0) };
        let place = Place::field(field, self.reach);
        let receiver = place.receiver();
        match &field.ty {
            Type::Union { union, .. }
                if matches!(self.emitter.model[*union].selector, Selector::Number(_)) =>
            {
                Number::Typed(quote! { #receiver.selector() }, integer)
            }
            _ => Number::Typed(quote! { #receiver.selector().number() }, integer),
        }
    }
}

impl Operands for Written<'_> {
    fn number(&self, place: usize) -> Number {
        let Some(field) = self.structure.fields.get(place) else { return Number::Literal(0) };
        let number = match field.value {
            FieldValue::Constant(constant) => Number::Literal(constant),
            FieldValue::Length { of, scale } => scaled(self.length(of), scale),
            // No condition looks at one.
            FieldValue::Checksum { .. } | FieldValue::Bytes(_) | FieldValue::Padding => {
                Number::Literal(0)
            }
            FieldValue::Size { of, scale } => {
                let size = self.covered(of);
                scaled(quote! { (#size) }, scale)
            }
            FieldValue::Selector { of } => {
                carrier(&field.ty).map_or(Number::Literal(0), |integer| self.selector(of, integer))
            }
            FieldValue::Free | FieldValue::Carried => {
                let reached = Place::field(field, self.reach);
                return number_in(field, reached.receiver(), &reached.value());
            }
        };
        match &field.condition {
            None => number,
            Some(condition) => {
                let condition = self.emitter.condition(condition, self);
                let number = match number {
                    Number::Literal(number) => literal::decimal(number),
                    Number::Typed(value, _) => quote! { i128::from(#value) },
                    Number::Length(value) => quote! { #value as i128 },
                    Number::Wide(value, _) => value,
                };
                Number::Wide(quote! { (if #condition { #number } else { 0 }) }, 9)
            }
        }
    }

    fn flags(&self, place: Option<usize>) -> TokenStream {
        let Some(field) = place.and_then(|place| self.structure.fields.get(place)) else {
            return quote! { self };
        };
        let reached = Place::field(field, self.reach);
        flags_in(field, reached.receiver())
    }

    fn length(&self, place: usize) -> TokenStream {
        let Some(field) = self.structure.fields.get(place) else { return quote! { 0 } };
        if let Some(length) = constant_length(field) {
            return length;
        }
        let reached = Place::field(field, self.reach);
        length_in(field, reached.receiver())
    }

    fn ty(&self, place: usize) -> Option<&Type> {
        self.structure.fields.get(place).map(|field| &field.ty)
    }
}

/// The length of a constant byte string, which no value has.
pub(super) fn constant_length(field: &Field) -> Option<TokenStream> {
    let FieldValue::Bytes(bytes) = &field.value else { return None };
    let length = literal::decimal(bytes.len() as i128);
    Some(quote! { #length })
}

/// The number that says a length.
pub(super) fn scaled(length: TokenStream, scale: Scale) -> Number {
    if scale == Scale::PLAIN {
        return Number::Length(length);
    }
    let sum = match scale.plus {
        0 => quote! { (#length as i128) },
        plus => {
            let plus = literal::decimal(plus);
            quote! { (#length as i128) + #plus }
        }
    };
    match scale.unit {
        1 => Number::Wide(sum, 4),
        unit => {
            let unit = literal::decimal(unit.into());
            Number::Wide(quote! { (#sum).div_euclid(#unit) }, 9)
        }
    }
}

/// The number of a field that the user gave or that was read; 0 if it is absent.
pub fn number_in(field: &Field, receiver: &TokenStream, value: &TokenStream) -> Number {
    let optional = field.condition.is_some();
    match &field.ty {
        Type::Integer(integer) if optional => {
            Number::Typed(quote! { #receiver.unwrap_or(0) }, *integer)
        }
        Type::Integer(integer) => Number::Typed(value.clone(), *integer),
        Type::Bool(_) => {
            let integer = carrier(&field.ty);
            let value = if optional {
                quote! { #receiver.unwrap_or(false) }
            } else {
                value.clone()
            };
            integer.map_or(Number::Literal(0), |integer| Number::Typed(value, integer))
        }
        Type::Enum(_, integer) if optional => {
            Number::Typed(quote! { #receiver.map_or(0, |value| value.number()) }, *integer)
        }
        Type::Enum(_, integer) => Number::Typed(quote! { #receiver.number() }, *integer),
        Type::Flags(_, integer) if optional => {
            Number::Typed(quote! { #receiver.unwrap_or_default().bits() }, *integer)
        }
        Type::Flags(_, integer) => Number::Typed(quote! { #receiver.bits() }, *integer),
        _ => Number::Literal(0),
    }
}

/// A flag-set field; no flags if it is absent.
pub fn flags_in(field: &Field, receiver: &TokenStream) -> TokenStream {
    if field.condition.is_some() {
        quote! { #receiver.unwrap_or_default() }
    } else {
        receiver.clone()
    }
}

/// The length of a field; 0 if it is absent.
pub fn length_in(field: &Field, receiver: &TokenStream) -> TokenStream {
    if field.condition.is_some() {
        quote! { #receiver.as_ref().map_or(0, |value| value.len()) }
    } else {
        quote! { #receiver.len() }
    }
}
