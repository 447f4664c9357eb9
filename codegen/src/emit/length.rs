//! How many bytes a value takes: the sum of what is fixed and what is not.

use packetwright_spec::model::{
    Coverage, Field, FieldValue, Integer, Measure, PaddingLength, Scale, Struct, Type,
};

use super::encode::reads;
use super::expression::{Number, Operands};
use super::types::{Form, array, carrier, varint};
use super::written::{Place, Reach, Written};
use super::{Emitter, literal};
use crate::naming::local;
use crate::tokens::{Ident, Literal, TokenStream, format_ident, quote};

impl Emitter<'_> {
    /// The exact length of the fields of a structure or arm, and more.
    pub(super) fn fields_length(
        &self,
        structure: &Struct,
        form: Form,
        reach: Reach,
        more: Length,
    ) -> TokenStream {
        self.covered_length(structure, form, reach, Coverage::ALL, more)
    }

    /// The exact length of neighbouring fields, and more.
    pub(super) fn covered_length(
        &self,
        structure: &Struct,
        form: Form,
        reach: Reach,
        coverage: Coverage,
        more: Length,
    ) -> TokenStream {
        if coverage.first > 0 && structure.is_aligned(coverage) {
            // Padding depends on what stands in front of the covered fields.
            let part = |last, more| {
                let from_start = Coverage { first: 0, last };
                self.covered_length(structure, form, reach, from_start, more)
            };
            let all = part(coverage.last, more);
            let before = part(coverage.first - 1, Length::default());
            return quote! { #all - (#before) };
        }
        let mut sum = Length::default();
        let runs = structure.bit_runs();
        for (place, field) in structure.fields.iter().enumerate() {
            if !coverage.contains(place) {
                continue;
            }
            if let Some(run) = runs.iter().find(|run| run.fields.contains(&place)) {
                sum.fixed += if run.fields.start == place { run.bytes() } else { 0 };
                continue;
            }
            if let Type::Padding(padding) = field.ty {
                match padding.length {
                    PaddingLength::Exactly(count) => sum.fixed += count,
                    PaddingLength::To(multiple) => sum.align(multiple),
                    PaddingLength::Rest { .. } => {}
                }
                continue;
            }
            let first = sum.terms.len();
            self.field_length(structure, field, form, reach, &mut sum);
            for term in sum.terms.iter_mut().skip(first) {
                *term = self.at(field, std::mem::take(term));
            }
        }
        sum.fixed += more.fixed;
        sum.terms.splice(0..0, more.terms);
        sum.tokens()
    }

    /// Adds the length of one field.
    fn field_length(
        &self,
        structure: &Struct,
        field: &Field,
        form: Form,
        reach: Reach,
        sum: &mut Length,
    ) {
        if field.value == FieldValue::Carried {
            return;
        }
        let size = match (&field.value, carrier(&field.ty)) {
            (FieldValue::Constant(constant), Some(integer)) => Some(integer.len_of(*constant)),
            _ => self.model.size(&field.ty).fixed(),
        };
        let place = Place::field(field, reach);
        let Some(condition) = &field.condition else {
            match (size, &field.value) {
                (Some(size), _) => sum.fixed += size,
                (None, FieldValue::Free) => self.value_length(&field.ty, &place, form, sum),
                (None, _) => {
                    let operands = Written { emitter: self, structure, form, reach };
                    computed_length(&operands, field, sum);
                }
            }
            return;
        };
        let (receiver, reference) = (place.receiver(), place.reference());
        let absent = literal::decimal(0);
        sum.terms.push(match (size, field.value == FieldValue::Free) {
            (Some(size), true) => length_if_some(receiver, size),
            (Some(size), false) => {
                let operands = Written { emitter: self, structure, form, reach };
                let size = Literal::u64_unsuffixed(size);
                let condition = self.condition(condition, &operands);
                quote! { if #condition { #size } else { #absent } }
            }
            (None, _) => {
                let variable = local(&field.name.text);
                let length = self.optional_length(&field.ty, &variable, form);
                let option = quote! { #reference };
                quote! { match #option { Some(#variable) => #length, None => #absent } }
            }
        });
    }

    /// The length of a value, fixed or not.
    pub(super) fn content_length(&self, ty: &Type, place: &Place, form: Form) -> TokenStream {
        let mut sum = Length::default();
        self.inner_length(ty, place, form, &mut sum);
        sum.tokens()
    }

    /// Adds the length of a value, fixed or not.
    fn inner_length(&self, ty: &Type, place: &Place, form: Form, sum: &mut Length) {
        match self.model.size(ty).fixed() {
            Some(size) => sum.fixed += size,
            None => self.value_length(ty, place, form, sum),
        }
    }

    fn optional_length(&self, ty: &Type, variable: &Ident, form: Form) -> TokenStream {
        let mut sum = Length::default();
        match self.model.size(ty).fixed() {
            Some(size) => sum.fixed += size,
            None => {
                self.value_length(ty, &Place::variable(variable, Reach::Reference), form, &mut sum);
            }
        }
        sum.tokens()
    }

    /// Adds the length of a value whose type has no fixed length.
    fn value_length(&self, ty: &Type, place: &Place, form: Form, sum: &mut Length) {
        let receiver = place.receiver();
        match ty.extent().map(|extent| extent.measure) {
            Some(Measure::Prefix(prefix)) => {
                sum.add_integer(prefix, &quote! { #receiver.len() as u64 });
            }
            Some(Measure::Until(delimiter)) => sum.fixed += delimiter.as_slice().len() as u64,
            _ => {}
        }
        match ty {
            Type::Integer(integer) => sum.add_integer(*integer, &place.value()),
            Type::Enum(_, integer) => sum.add_integer(*integer, &quote! { #receiver.number() }),
            Type::Flags(_, integer) => sum.add_integer(*integer, &quote! { #receiver.bits() }),
            Type::Bytes(_) | Type::Text(_) => sum.terms.push(quote! { #receiver.len() }),
            Type::List(element, extent) => match self.model.size(element).fixed() {
                Some(1) => sum.terms.push(quote! { #receiver.len() }),
                Some(size) => {
                    let size = Literal::u64_unsuffixed(size);
                    sum.terms.push(quote! { #receiver.len() * #size });
                }
                None => {
                    let listed = form == Form::View && array(element, extent).is_none();
                    let variable = format_ident!("element");
                    let reach = if listed { Reach::Value } else { Reach::Reference };
                    let mut each = Length::default();
                    let inner = Place::variable(&variable, reach);
                    self.value_length(element, &inner, form, &mut each);
                    let each = each.tokens();
                    let variable = bound(variable, &each);
                    sum.terms.push(quote! {
                        #receiver.iter().map(|#variable| #each).sum::<usize>()
                    });
                }
            },
            Type::Option(inner) => {
                sum.fixed += 1;
                let reference = place.reference();
                let variable = format_ident!("held");
                sum.terms.push(match self.model.size(inner).fixed() {
                    Some(size) => length_if_some(receiver, size),
                    None => {
                        let length = self.optional_length(inner, &variable, form);
                        let variable = bound(variable, &length);
                        quote! { match #reference { Some(#variable) => #length, None => 0 } }
                    }
                });
            }
            Type::Within(inner, extent) => match extent.measure {
                Measure::Prefix(prefix) if prefix.variable().is_some() => {
                    let content = self.content_length(inner, place, form);
                    sum.add_measured(prefix, &content);
                }
                measure => {
                    if let Measure::Prefix(prefix) = measure {
                        sum.fixed += prefix.bytes();
                    }
                    self.inner_length(inner, place, form, sum);
                }
            },
            Type::External(_) => {
                let reference = place.reference();
                sum.terms.push(quote! { codec::Encode::encoded_len(#reference) });
            }
            _ => sum.terms.push(quote! { #receiver.encoded_len() }),
        }
    }
}

/// What binds a variable in front of tokens that may not read it.
fn bound(variable: Ident, tokens: &TokenStream) -> TokenStream {
    if reads(tokens, &variable) {
        quote! { #variable }
    } else {
        quote! { _ }
    }
}

/// Adds the length of a computed number of variable length.
fn computed_length(operands: &Written<'_>, field: &Field, sum: &mut Length) {
    let Some(integer) = carrier(&field.ty) else { return };
    match field.value {
        FieldValue::Length { of, scale } => {
            sum.add_integer(integer, &unchecked_number(scale, &operands.length(of), integer));
        }
        FieldValue::Size { of, scale } => {
            let size = operands.covered(of);
            let number = unchecked_number(scale, &quote! { (#size) }, integer);
            sum.add_integer(integer, &number);
        }
        FieldValue::Selector { of } => {
            if let Number::Typed(number, _) = operands.selector(of, integer) {
                sum.add_integer(integer, &number);
            }
        }
        FieldValue::Free
        | FieldValue::Carried
        | FieldValue::Constant(_)
        | FieldValue::Bytes(_)
        | FieldValue::Checksum { .. }
        | FieldValue::Padding => {}
    }
}

/// The number that says a length, a `usize`, which nothing has checked yet.
fn unchecked_number(scale: Scale, length: &TokenStream, integer: Integer) -> TokenStream {
    let wide = format_ident!("{}64", if integer.signed { 'i' } else { 'u' });
    let plus = literal::grouped(scale.plus.abs());
    let sum = match scale.plus {
        0 => quote! { #length as #wide },
        1.. => quote! { (#length as #wide).saturating_add(#plus) },
        _ => quote! { (#length as #wide).saturating_sub(#plus) },
    };
    let unit = literal::grouped(scale.unit.into());
    if scale.unit == 1 {
        sum
    } else {
        quote! { (#sum) / #unit }
    }
}

/// The length of an option of a fixed size.
fn length_if_some(receiver: &TokenStream, size: u64) -> TokenStream {
    let size = Literal::u64_unsuffixed(size);
    quote! { usize::from(#receiver.is_some()) * #size }
}

/// A length: a number and what is added to it.
#[derive(Default)]
pub(super) struct Length {
    pub(super) fixed: u64,
    terms: Vec<TokenStream>,
}

impl Length {
    /// Rounds up to a multiple.
    fn align(&mut self, multiple: u64) {
        if self.terms.is_empty() {
            self.fixed = self.fixed.next_multiple_of(multiple);
            return;
        }
        let sum = std::mem::take(self).tokens();
        let multiple = Literal::u64_unsuffixed(multiple);
        self.terms.push(quote! { usize::next_multiple_of(#sum, #multiple) });
    }

    /// Adds the length of an integer, given its value.
    pub(super) fn add_integer(&mut self, integer: Integer, value: &TokenStream) {
        match integer.variable() {
            None => self.fixed += integer.bytes(),
            Some(_) if integer.bytes() == 1 => self.fixed += 1,
            Some(form) => {
                let form = varint(form);
                self.terms.push(quote! { codec::varint_len(#form, #value) });
            }
        }
    }

    /// Adds a prefix of variable length, and what it measures in bytes.
    pub(super) fn add_measured(&mut self, prefix: Integer, content: &TokenStream) {
        if let Some(form) = prefix.variable().map(varint) {
            self.terms.push(quote! { codec::measured_len(#form, #content) });
        }
    }

    pub(super) fn tokens(self) -> TokenStream {
        let Length { fixed, terms } = self;
        let number = Literal::u64_unsuffixed(fixed);
        let alone = terms.len() + usize::from(fixed > 0) < 2;
        let terms: Vec<TokenStream> = terms
            .into_iter()
            .map(|term| {
                let is_block = term.starts_with("if") || term.starts_with("match");
                if is_block && !alone {
                    quote! { (#term) }
                } else {
                    term
                }
            })
            .collect();
        match (fixed, terms.is_empty()) {
            (_, true) => quote! { #number },
            (0, false) => quote! { #(#terms)+* },
            (_, false) => quote! { #number #(+ #terms)* },
        }
    }
}
