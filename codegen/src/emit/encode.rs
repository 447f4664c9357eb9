//! Values to bytes: the statements that write fields, in wire order.
//!
//! They serve structures, whose fields are reached through `self`, and arms of
//! unions, whose fields are bound by a pattern. What is computed (constants,
//! lengths, selectors) is written where it stands.

use packetwright_spec::model::{
    Coverage, Delimiter, Extent, Field, FieldValue, Integer, Measure, PaddingLength, Scale,
    Selector, Struct, Type,
};

use super::checksum::checksums;
use super::expression::{Number, Operands};
use super::region::unit_check;
use super::types::{
    Form, array, carrier, fills_rust_type, fixed, integer_type, is_octet, put_float, put_function,
    put_integer,
};
use super::written::{Place, Reach, Written};
use super::{Emitter, literal};
use crate::naming::local;
use crate::tokens::{Ident, Literal, Token, TokenStream, format_ident, quote};

impl Emitter<'_> {
    /// The statements that write the fields of a structure or arm.
    pub fn write_fields(&self, structure: &Struct, form: Form, reach: Reach) -> TokenStream {
        let operands = Written { emitter: self, structure, form, reach };
        let runs = structure.bit_runs();
        let regions = self.model.regions(structure);
        let checksums = checksums(structure);
        let begin = structure
            .is_aligned(Coverage::ALL)
            .then(|| quote! { let begin = out.written().len(); });
        let fields = structure.fields.iter().enumerate().map(|(place, field)| {
            let offsets = self.before_checksums(&checksums, place, &quote! { out.written().len() });
            let write = match runs.iter().find(|run| run.fields.contains(&place)) {
                Some(run) if run.fields.start == place => self.write_run(run, &operands),
                Some(_) => TokenStream::new(),
                None => self.at(field, self.write_field(structure, field, form, reach)),
            };
            let checks = self.check_regions(structure, &regions, place);
            let puts = self.put_checksums(&operands, &checksums, place);
            quote! { #offsets #write #checks #puts }
        });
        let requires = structure.requires.iter().map(|require| {
            let text = require.message.as_ref().unwrap_or(&require.text);
            let condition = self.condition(&require.condition, &operands);
            quote! { codec::check_require(#condition, #text)?; }
        });
        quote! { #begin #(#fields)* #(#requires)* }
    }

    fn write_field(
        &self,
        structure: &Struct,
        field: &Field,
        form: Form,
        reach: Reach,
    ) -> TokenStream {
        let operands = Written { emitter: self, structure, form, reach };
        let condition =
            field.condition.as_ref().map(|condition| self.condition(condition, &operands));
        let name = &field.name.text;
        let within = quote! { .within(#name) };
        if field.value == FieldValue::Carried {
            // The union checks it and, if it has a tag, writes it.
            return TokenStream::new();
        }
        if let Type::Padding(padding) = field.ty {
            return match padding.length {
                PaddingLength::Rest { .. } => TokenStream::new(),
                PaddingLength::Exactly(count) => {
                    let count = literal::grouped(count.into());
                    quote! { codec::put_padding(out, #count); }
                }
                PaddingLength::To(multiple) => {
                    let multiple = literal::grouped(multiple.into());
                    quote! { codec::put_padding_to(out, begin, #multiple); }
                }
            };
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
        if let FieldValue::Bytes(bytes) = &field.value {
            let bytes = byte_literal(bytes);
            return quote! { out.put(#bytes); };
        }
        let Some(integer) = carrier(&field.ty) else { return TokenStream::new() };
        let name = &field.name.text;
        match field.value {
            FieldValue::Free | FieldValue::Carried | FieldValue::Bytes(_) | FieldValue::Padding => {
                TokenStream::new()
            }
            FieldValue::Constant(constant) => put_constant(integer, &literal::constant(constant)),
            FieldValue::Length { of, scale } => {
                let (check, value) =
                    self.length_value(operands, name, of, scale, &integer_type(integer));
                let put = put_integer(integer, &value);
                quote! { #check #put }
            }
            FieldValue::Checksum { .. } => {
                let width = Literal::u64_unsuffixed(integer.bytes());
                quote! { out.put(&[0; #width]); }
            }
            FieldValue::Size { .. } => {
                let (compute, value) = self.size_value(operands, field, &integer_type(integer));
                let put = put_integer(integer, &value);
                quote! { #compute #put }
            }
            FieldValue::Selector { of } => {
                let (check, number) = self.selector_value(operands, name, of, integer);
                let put = put_integer(integer, &number);
                quote! { #check #put }
            }
        }
    }

    /// The check of a length, and the number that says it, of a Rust type.
    pub(super) fn length_value(
        &self,
        operands: &Written<'_>,
        name: &str,
        of: usize,
        scale: Scale,
        ty: &Ident,
    ) -> (Option<TokenStream>, TokenStream) {
        let length = operands.length(of);
        let measured = operands.structure.fields.get(of);
        let check = measured.and_then(|measured| measured.ty.extent()).map(|extent| {
            let (min, max) = bounds(extent);
            let unit = unit_check(scale, &length, name);
            quote! { codec::check_length(#length, #min, #max).within(#name)?; #unit }
        });
        let plus = literal::grouped(scale.plus.abs());
        let unit = literal::grouped(scale.unit.into());
        let value = match (scale.plus, scale.unit) {
            (0, 1) => quote! { #length as #ty },
            (1.., 1) => quote! { #length as #ty + #plus },
            (_, 1) => quote! { #length as #ty - #plus },
            (0, _) => quote! { (#length / #unit) as #ty },
            (1.., _) => quote! { ((#length + #plus) / #unit) as #ty },
            (_, _) => quote! { ((#length - #plus) / #unit) as #ty },
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
                let put = put_integer(*integer, &place.value());
                quote! { #check #put }
            }
            Type::Bool(_) => {
                let value = place.value();
                quote! { out.put_bool(#value); }
            }
            Type::Float(float) => put_float(*float, &place.value()),
            Type::Enum(id, integer) => {
                let check = self.model[*id].open.then(|| {
                    quote! {
                        codec::check_variant(#receiver.is_canonical(), #receiver.number())#path?;
                    }
                });
                let put = put_integer(*integer, &quote! { #receiver.number() });
                quote! { #check #put }
            }
            Type::Flags(id, integer) => {
                let check = (!self.model[*id].requires.is_empty())
                    .then(|| quote! { codec::check_flags(#receiver.check())#path?; });
                let put = put_integer(*integer, &quote! { #receiver.bits() });
                quote! { #check #put }
            }
            Type::Bytes(extent) if fixed(extent).is_some() => {
                quote! { out.put(#receiver.as_slice()); }
            }
            Type::Bytes(extent) => write_content(extent, receiver, &place.slice(form), path),
            Type::Text(extent) => {
                write_content(extent, receiver, &quote! { #receiver.as_bytes() }, path)
            }
            Type::List(element, extent) => {
                self.write_list(element, extent, place, form, path, depth)
            }
            Type::Option(inner) if matches!(**inner, Type::Struct(_) | Type::Union { .. }) => {
                quote! { out.put_optional(#receiver.as_ref())#path?; }
            }
            Type::Option(inner) => {
                let variable = format_ident!("held");
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
                        None => out.put_u8(0),
                        Some(#variable) => { out.put_u8(1); #write }
                    }
                }
            }
            Type::Within(inner, extent) => {
                let content = self.content_length(inner, place, form);
                let inner = self.write(inner, place, form, path, depth, false);
                let written = measured_write(extent, &content, &inner, path);
                quote! { { #written } }
            }
            Type::Struct(_) | Type::Union { .. } => quote! { #receiver.encode(out)#path?; },
            // It is a field of its own.
            Type::Padding(_) => TokenStream::new(),
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
        if is_octet(element) {
            return match is_array {
                true => quote! { out.put(#receiver.as_slice()); },
                false => write_content(extent, receiver, &place.slice(form), path),
            };
        }
        let length = (!is_array).then(|| write_length(extent, &quote! { #receiver.len() }, path));
        let listed = form == Form::View && !is_array;
        let reach = if listed { Reach::Value } else { Reach::Reference };
        let variable = format_ident!("element");
        let index =
            if depth == 0 { format_ident!("index") } else { format_ident!("index_{depth}") };
        let inner = Place::variable(&variable, reach);
        let path = quote! { .at(#index)#path };
        let write = self.write(element, &inner, form, &path, depth + 1, false);
        let end = ending(extent);
        if reads(&write, &index) {
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
}

/// Whether tokens mention a name.
pub fn mentions(tokens: &TokenStream, name: &Ident) -> bool {
    let mut found = false;
    tokens.visit(|token| found |= matches!(token, Token::Name(other) if *name == *other));
    found
}

/// Whether tokens read a variable: its name stands there, and not as that of a
/// method, as in `text.len()`, or in a path.
pub fn reads(tokens: &TokenStream, variable: &Ident) -> bool {
    let (mut found, mut member) = (false, false);
    // The last characters of an operator, the latest behind.
    let mut last: [Option<char>; 2] = [None; 2];
    tokens.visit(|token| match token {
        Token::Punct(character, _) => {
            // `.` and `::`, but not the ranges `..` and `..=`.
            last = [last[1], Some(character)];
            member = last == [None, Some('.')] || last == [Some(':'); 2];
        }
        Token::Name(name) => {
            found |= !std::mem::take(&mut member) && *variable == *name;
            last = [None; 2];
        }
        Token::Literal(_) | Token::Open(_) | Token::Close(_) => {
            last = [None; 2];
        }
    });
    found
}

/// The bounds of a length, as `u64` literals.
pub fn bounds(extent: &Extent) -> (TokenStream, TokenStream) {
    let max = match extent.limit() {
        u64::MAX => quote! { u64::MAX },
        max => literal::grouped(max.into()),
    };
    (literal::grouped(extent.min.into()), max)
}

/// Writes the bytes of a value: their length in front or their delimiter behind
/// them, where the extent asks for it.
fn write_content(
    extent: &Extent,
    receiver: &TokenStream,
    content: &TokenStream,
    path: &TokenStream,
) -> TokenStream {
    if let Measure::Prefix(prefix) = extent.measure
        && let Some(put) = put_function(prefix)
    {
        let (min, max) = bounds(extent);
        return quote! { out.put_prefixed(#put, #content, #min, #max)#path?; };
    }
    let length = write_length(extent, &quote! { #receiver.len() }, path);
    let (check, end) = delimited(extent, content, path);
    quote! { #length #check out.put(#content); #end }
}

/// Checks and writes a length where its extent asks for it.
fn write_length(extent: &Extent, length: &TokenStream, path: &TokenStream) -> TokenStream {
    let (min, max) = bounds(extent);
    if let Measure::Prefix(prefix) = extent.measure
        && let Some(put) = put_function(prefix)
    {
        return quote! { out.put_length(#put, #length, #min, #max)#path?; };
    }
    let bounded = extent.min > 0 || extent.limit() < u64::MAX;
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

/// Constant bytes, by reference, as a reader of the code wants to see them.
pub(super) fn byte_literal(bytes: &[u8]) -> TokenStream {
    let literal = Literal::byte_string(bytes);
    quote! { #literal }
}

/// Writes a length in front, where its extent asks for it.
fn prefix_bytes(extent: &Extent, length: &TokenStream) -> Option<TokenStream> {
    let Measure::Prefix(prefix) = extent.measure else { return None };
    let ty = integer_type(prefix);
    Some(put_integer(prefix, &quote! { #length as #ty }))
}

/// The statement that writes a constant.
pub(super) fn put_constant(integer: Integer, number: &TokenStream) -> TokenStream {
    if integer.variable().is_none() {
        return put_integer(integer, number);
    }
    // Nothing else says its type.
    let (text, ty) = (number.to_string().replace(' ', ""), integer_type(integer));
    put_integer(integer, &format!("{text}_{ty}").parse().unwrap_or_default())
}
