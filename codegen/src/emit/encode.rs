//! Values to bytes: the statements that write fields, in wire order.
//!
//! They serve structures, whose fields are reached through `self`, and arms of
//! unions, whose fields are bound by a pattern. What is computed (constants,
//! lengths, selectors) is written where it stands.

use packetwright_spec::model::{
    BitRun, Delimiter, Extent, Field, FieldValue, Integer, Measure, Selector, Struct, Type,
};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::expression::{Number, Operands};
use super::types::{
    Form, array, carrier, extent, fills_rust_type, fixed, integer_bytes, integer_type, is_octet,
};
use super::{Emitter, literal};
use crate::naming::{local, snake_case};

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
    fn slice(&self, form: Form) -> TokenStream {
        if form == Form::View && self.reach != Reach::Reference {
            self.name.clone()
        } else {
            self.reference()
        }
    }
}

impl Emitter<'_> {
    /// The statements that write the fields of a structure or arm.
    pub fn write_fields(&self, structure: &Struct, form: Form, reach: Reach) -> TokenStream {
        let operands = Written { emitter: self, structure, reach };
        let runs = structure.bit_runs();
        let fields = structure.fields.iter().enumerate().map(|(place, field)| {
            match runs.iter().find(|run| run.fields.contains(&place)) {
                Some(run) if run.fields.start == place => self.write_run(run, &operands),
                Some(_) => TokenStream::new(),
                None => self.at(field, self.write_field(structure, field, form, reach)),
            }
        });
        let requires = structure.requires.iter().map(|require| {
            let text = require.message.as_ref().unwrap_or(&require.text);
            let condition = self.condition(&require.condition, &operands);
            quote! { codec::check_require(#condition, #text)?; }
        });
        quote! { #(#fields)* #(#requires)* }
    }

    fn write_field(
        &self,
        structure: &Struct,
        field: &Field,
        form: Form,
        reach: Reach,
    ) -> TokenStream {
        let operands = Written { emitter: self, structure, reach };
        let condition =
            field.condition.as_ref().map(|condition| self.condition(condition, &operands));
        let name = &field.name.text;
        let within = quote! { .within(#name) };
        if field.value == FieldValue::Carried {
            // The union checks it and, if it has a tag, writes it.
            return TokenStream::new();
        }
        if field.value != FieldValue::Free {
            let write = self.write_computed(field, &operands);
            return match condition {
                Some(condition) => quote! { if #condition { #write } },
                None => write,
            };
        }
        let place = Place::field(field, reach);
        let Some(condition) = condition else {
            return self.write_value(field, &place, form, &within);
        };
        let variable = local(name);
        let inner = Place::variable(&variable, Reach::Reference);
        let write = self.write_value(field, &inner, form, &within);
        let (receiver, reference) = (place.receiver(), place.reference());
        quote! {
            codec::check_presence(#receiver.is_some(), #condition)#within?;
            if let Some(#variable) = #reference { #write }
        }
    }

    /// A free field that is there: its range, then its bytes.
    fn write_value(
        &self,
        field: &Field,
        place: &Place,
        form: Form,
        within: &TokenStream,
    ) -> TokenStream {
        let range = field.range.map(|(min, max)| {
            let (min, max) = (literal::grouped(min), literal::grouped(max));
            let value = place.value();
            quote! { codec::check_range(#value, #min, #max)#within?; }
        });
        let write = self.write(&field.ty, place, form, within, 0, range.is_some());
        quote! { #range #write }
    }

    fn write_computed(&self, field: &Field, operands: &Written<'_>) -> TokenStream {
        let Some(integer) = carrier(&field.ty) else { return TokenStream::new() };
        let name = &field.name.text;
        match field.value {
            FieldValue::Free | FieldValue::Carried => TokenStream::new(),
            FieldValue::Constant(constant) if integer.bits == 8 && !integer.signed => {
                let constant = literal::constant(constant);
                quote! { out.put(&[#constant]); }
            }
            FieldValue::Constant(constant) => {
                let (constant, ty) = (literal::constant(constant), integer_type(integer));
                let bytes = integer_bytes(integer, &suffixed(&constant, &ty));
                quote! { out.put(#bytes); }
            }
            FieldValue::Length { of, plus } => {
                let (check, value) =
                    self.length_value(operands, name, of, plus, &integer_type(integer));
                let value = if is_octet_integer(integer) {
                    value
                } else {
                    quote! { (#value) }
                };
                let bytes = byte_or(integer, &value);
                quote! { #check out.put(#bytes); }
            }
            FieldValue::Selector { of } => {
                let (check, number) = self.selector_value(operands, name, of, integer);
                let bytes = byte_or(integer, &number);
                quote! { #check out.put(#bytes); }
            }
        }
    }

    /// The check of a length, and the number that says it, of a Rust type.
    pub(super) fn length_value(
        &self,
        operands: &Written<'_>,
        name: &str,
        of: usize,
        plus: i128,
        ty: &Ident,
    ) -> (Option<TokenStream>, TokenStream) {
        let length = operands.length(of);
        let measured = operands.structure.fields.get(of);
        let check = measured.and_then(|measured| extent(&measured.ty)).map(|extent| {
            let (min, max) = bounds(extent);
            quote! { codec::check_length(#length, #min, #max).within(#name)?; }
        });
        let value = match plus {
            0 => quote! { #length as #ty },
            plus if plus > 0 => {
                let plus = literal::grouped(plus);
                quote! { #length as #ty + #plus }
            }
            plus => {
                let less = literal::grouped(-plus);
                quote! { #length as #ty - #less }
            }
        };
        (check, value)
    }

    /// The check of a selector, if it needs one, and its number.
    pub(super) fn selector_value(
        &self,
        operands: &Written<'_>,
        name: &str,
        of: usize,
        integer: Integer,
    ) -> (Option<TokenStream>, TokenStream) {
        let Number::Typed(number, _) = operands.selector(of, integer) else {
            return (None, quote! { 0 });
        };
        let chosen = operands.structure.fields.get(of);
        let check = chosen
            .and_then(|chosen| self.selector_write_check(&chosen.ty, &number, integer))
            .map(|check| quote! { #check.within(#name)?; });
        (check, number)
    }

    /// Checks that a selector which an arm for all other numbers keeps fits its
    /// integer, where not every one of its Rust type does.
    fn selector_write_check(
        &self,
        chosen: &Type,
        number: &TokenStream,
        integer: Integer,
    ) -> Option<TokenStream> {
        let Type::Union { union, .. } = chosen else { return None };
        let declared = &self.model[*union];
        declared.other.as_ref().filter(|_| !fills_rust_type(integer))?;
        let (min, max) = (literal::number(integer.min()), literal::number(integer.max()));
        Some(match declared.selector {
            Selector::Enum(_) => {
                quote! { codec::check_variant((#min..=#max).contains(&#number), #number) }
            }
            _ => quote! { codec::check_range(#number, #min, #max) },
        })
    }

    /// The statements that write a value. `path` says where it is, for errors;
    /// `depth` counts the lists around it.
    fn write(
        &self,
        ty: &Type,
        place: &Place,
        form: Form,
        path: &TokenStream,
        depth: usize,
        in_range: bool,
    ) -> TokenStream {
        let receiver = place.receiver();
        match ty {
            Type::Integer(integer) => {
                let check = (!in_range && !fills_rust_type(*integer)).then(|| {
                    let (min, max) =
                        (literal::number(integer.min()), literal::number(integer.max()));
                    let value = place.value();
                    quote! { codec::check_range(#value, #min, #max)#path?; }
                });
                let bytes = if integer.bits == 8 && !integer.signed {
                    let value = place.value();
                    quote! { &[#value] }
                } else {
                    integer_bytes(*integer, receiver)
                };
                quote! { #check out.put(#bytes); }
            }
            Type::Bool(_) => {
                let value = place.value();
                quote! { out.put(&[u8::from(#value)]); }
            }
            Type::Enum(id, integer) => {
                let check = self.model[*id].open.then(|| {
                    quote! {
                        codec::check_variant(#receiver.is_canonical(), #receiver.number())#path?;
                    }
                });
                let bytes = byte_or(*integer, &quote! { #receiver.number() });
                quote! { #check out.put(#bytes); }
            }
            Type::Flags(id, integer) => {
                let check = (!self.model[*id].requires.is_empty())
                    .then(|| quote! { codec::check_flags(#receiver.check())#path?; });
                let bytes = byte_or(*integer, &quote! { #receiver.bits() });
                quote! { #check out.put(#bytes); }
            }
            Type::Bytes(extent) => {
                let length = write_length(extent, &quote! { #receiver.len() }, path);
                if fixed(extent).is_some() {
                    quote! { out.put(#receiver.as_slice()); }
                } else {
                    let slice = place.slice(form);
                    let (check, end) = delimited(extent, &slice, path);
                    quote! { #length #check out.put(#slice); #end }
                }
            }
            Type::Text(extent) => {
                let length = write_length(extent, &quote! { #receiver.len() }, path);
                let (check, end) = delimited(extent, &quote! { #receiver.as_bytes() }, path);
                quote! { #length #check out.put(#receiver.as_bytes()); #end }
            }
            Type::List(element, extent) => {
                self.write_list(element, extent, place, form, path, depth)
            }
            Type::Option(inner) => {
                let variable = format_ident!("value");
                let write = self.write(
                    inner,
                    &Place::variable(&variable, Reach::Reference),
                    form,
                    path,
                    depth,
                    false,
                );
                let reference = place.reference();
                quote! {
                    match #reference {
                        None => out.put(&[0]),
                        Some(#variable) => { out.put(&[1]); #write }
                    }
                }
            }
            Type::Within(inner, extent) => {
                let mut content = Length::default();
                self.inner_length(inner, place, form, &mut content);
                let (content, inner) =
                    (content.tokens(), self.write(inner, place, form, path, depth, false));
                let written = measured_write(extent, &content, &inner, path);
                quote! { { #written } }
            }
            Type::Struct(_) | Type::Union { .. } => quote! { #receiver.encode(out)#path?; },
            Type::External(_) => {
                let reference = place.reference();
                quote! { codec::Encode::encode(#reference, out)#path?; }
            }
        }
    }

    fn write_list(
        &self,
        element: &Type,
        extent: &Extent,
        place: &Place,
        form: Form,
        path: &TokenStream,
        depth: usize,
    ) -> TokenStream {
        let receiver = place.receiver();
        let is_array = array(element, extent).is_some();
        let length = (!is_array).then(|| write_length(extent, &quote! { #receiver.len() }, path));
        if is_octet(element) {
            let slice = if is_array {
                quote! { #receiver.as_slice() }
            } else {
                place.slice(form)
            };
            return quote! { #length out.put(#slice); };
        }
        let listed = form == Form::View && !is_array;
        let reach = if listed { Reach::Value } else { Reach::Reference };
        let variable = format_ident!("element");
        let index =
            if depth == 0 { format_ident!("index") } else { format_ident!("index_{depth}") };
        let inner = Place::variable(&variable, reach);
        let path = quote! { .at(#index)#path };
        let write = self.write(element, &inner, form, &path, depth + 1, false);
        let end = ending(extent);
        if mentions(&write, &index) {
            quote! {
                #length
                for (#index, #variable) in #receiver.iter().enumerate() { #write }
                #end
            }
        } else if listed {
            quote! { #length for #variable in #receiver.iter() { #write } #end }
        } else {
            let reference = place.reference();
            quote! { #length for #variable in #reference { #write } #end }
        }
    }

    /// The exact length of the fields of a structure or arm, `more` bytes added.
    pub fn fields_length(
        &self,
        structure: &Struct,
        form: Form,
        reach: Reach,
        more: u64,
    ) -> TokenStream {
        let mut sum = Length { fixed: more, terms: Vec::new() };
        let runs = structure.bit_runs();
        sum.fixed += runs.iter().map(BitRun::bytes).sum::<u64>();
        for (place, field) in structure.fields.iter().enumerate() {
            if runs.iter().any(|run| run.fields.contains(&place)) {
                continue;
            }
            let first = sum.terms.len();
            self.field_length(structure, field, form, reach, &mut sum);
            for term in sum.terms.iter_mut().skip(first) {
                *term = self.at(field, std::mem::take(term));
            }
        }
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
        let size = self.model.size(&field.ty).fixed();
        let place = Place::field(field, reach);
        let Some(condition) = &field.condition else {
            match size {
                Some(size) => sum.fixed += size,
                None => self.value_length(&field.ty, &place, form, sum),
            }
            return;
        };
        let (receiver, reference) = (place.receiver(), place.reference());
        let absent = literal::decimal(0);
        sum.terms.push(match (size, field.value == FieldValue::Free) {
            (Some(size), true) => length_if_some(receiver, size),
            (Some(size), false) => {
                let operands = Written { emitter: self, structure, reach };
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
        match extent(ty).map(|extent| extent.measure) {
            Some(Measure::Prefix(prefix)) => sum.fixed += prefix.bytes(),
            Some(Measure::Until(delimiter)) => sum.fixed += delimiter.as_slice().len() as u64,
            _ => {}
        }
        match ty {
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
                    sum.terms.push(quote! {
                        #receiver.iter().map(|#variable| #each).sum::<usize>()
                    });
                }
            },
            Type::Option(inner) => {
                sum.fixed += 1;
                let reference = place.reference();
                let variable = format_ident!("value");
                sum.terms.push(match self.model.size(inner).fixed() {
                    Some(size) => length_if_some(receiver, size),
                    None => {
                        let length = self.optional_length(inner, &variable, form);
                        quote! { match #reference { Some(#variable) => #length, None => 0 } }
                    }
                });
            }
            Type::Within(inner, extent) => {
                if let Measure::Prefix(prefix) = extent.measure {
                    sum.fixed += prefix.bytes();
                }
                self.inner_length(inner, place, form, sum);
            }
            Type::External(_) => {
                let reference = place.reference();
                sum.terms.push(quote! { codec::Encode::encoded_len(#reference) });
            }
            _ => sum.terms.push(quote! { #receiver.encoded_len() }),
        }
    }
}

/// The length of an option of a fixed size.
fn length_if_some(receiver: &TokenStream, size: u64) -> TokenStream {
    let size = Literal::u64_unsuffixed(size);
    quote! { #receiver.as_ref().map_or(0, |_| #size) }
}

/// A length: a number and what is added to it.
#[derive(Default)]
struct Length {
    fixed: u64,
    terms: Vec<TokenStream>,
}

impl Length {
    fn tokens(self) -> TokenStream {
        let Length { fixed, terms } = self;
        let number = Literal::u64_unsuffixed(fixed);
        let alone = terms.len() + usize::from(fixed > 0) < 2;
        let terms: Vec<TokenStream> = terms
            .into_iter()
            .map(|term| {
                let is_block =
                    term.to_string().starts_with("if ") || term.to_string().starts_with("match ");
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

/// Whether tokens mention a name.
pub fn mentions(tokens: &TokenStream, name: &Ident) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        proc_macro2::TokenTree::Ident(ident) => ident == *name,
        proc_macro2::TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// The bounds of a length, as `u64` literals.
pub fn bounds(extent: &Extent) -> (TokenStream, TokenStream) {
    let max = match extent.limit() {
        u64::MAX => quote! { u64::MAX },
        max => literal::grouped(max.into()),
    };
    (literal::grouped(extent.min.into()), max)
}

/// Checks and writes a length where its extent asks for it.
fn write_length(extent: &Extent, length: &TokenStream, path: &TokenStream) -> TokenStream {
    let bounded = extent.min > 0 || extent.limit() < u64::MAX;
    let (min, max) = bounds(extent);
    let check = (bounded && !matches!(extent.measure, Measure::Field(_)))
        .then(|| quote! { codec::check_length(#length, #min, #max)#path?; });
    let prefix = prefix_bytes(extent, length);
    quote! { #check #prefix }
}

/// The statements that write a region: its length, what fills it, and the check
/// of its bounds.
pub(super) fn measured_write(
    extent: &Extent,
    content: &TokenStream,
    write: &TokenStream,
    path: &TokenStream,
) -> TokenStream {
    let prefix = prefix_bytes(extent, &quote! { length });
    let bounded = extent.min > 0 || extent.limit() < u64::MAX;
    let (min, max) = bounds(extent);
    let check = bounded.then(|| quote! { codec::check_length(length, #min, #max)#path?; });
    quote! {
        let length: usize = #content;
        #prefix
        #write
        #check
    }
}

/// The check of content that ends at a delimiter, and the delimiter.
fn delimited(
    extent: &Extent,
    content: &TokenStream,
    path: &TokenStream,
) -> (Option<TokenStream>, Option<TokenStream>) {
    let Measure::Until(delimiter) = extent.measure else { return (None, None) };
    let bytes = byte_string(delimiter);
    (Some(quote! { codec::check_delimiter(#content, #bytes)#path?; }), ending(extent))
}

/// Writes the delimiter behind something, where its extent asks for it.
fn ending(extent: &Extent) -> Option<TokenStream> {
    let Measure::Until(delimiter) = extent.measure else { return None };
    let bytes = byte_string(delimiter);
    Some(quote! { out.put(#bytes); })
}

/// The bytes of a delimiter, by reference.
pub(super) fn byte_string(delimiter: Delimiter) -> TokenStream {
    let bytes = delimiter.as_slice().iter().map(|byte| literal::number(i128::from(*byte)));
    quote! { &[#(#bytes),*] }
}

/// Writes a length in front, where its extent asks for it.
fn prefix_bytes(extent: &Extent, length: &TokenStream) -> Option<TokenStream> {
    let Measure::Prefix(prefix) = extent.measure else { return None };
    let ty = integer_type(prefix);
    let bytes = if prefix.bits == 8 {
        quote! { &[#length as #ty] }
    } else {
        integer_bytes(prefix, &quote! { (#length as #ty) })
    };
    Some(quote! { out.put(#bytes); })
}

/// An integer's bytes; a single unsigned byte as it is.
fn byte_or(integer: Integer, value: &TokenStream) -> TokenStream {
    if is_octet_integer(integer) {
        quote! { &[#value] }
    } else {
        integer_bytes(integer, value)
    }
}

fn is_octet_integer(integer: Integer) -> bool {
    integer.bits == 8 && !integer.signed
}

/// A literal with its type behind it: `0xdead_beef_u32`.
fn suffixed(number: &TokenStream, ty: &Ident) -> TokenStream {
    let text = number.to_string().replace(' ', "");
    let literal: TokenStream = format!("{text}_{ty}").parse().unwrap_or_default();
    if text.starts_with('-') {
        quote! { (#literal) }
    } else {
        literal
    }
}

/// The fields of a value that is being written.
pub(super) struct Written<'a> {
    emitter: &'a Emitter<'a>,
    pub(super) structure: &'a Struct,
    pub(super) reach: Reach,
}

impl Written<'_> {
    /// The number that chooses the arm of a union field.
    fn selector(&self, union: usize, integer: Integer) -> Number {
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
            FieldValue::Length { of, plus } => {
                let length = self.length(of);
                if plus == 0 {
                    Number::Length(length)
                } else {
                    let plus = literal::decimal(plus);
                    Number::Wide(quote! { (#length as i128) + #plus }, 4)
                }
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
        let reached = Place::field(field, self.reach);
        length_in(field, reached.receiver())
    }

    fn ty(&self, place: usize) -> Option<&Type> {
        self.structure.fields.get(place).map(|field| &field.ty)
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
