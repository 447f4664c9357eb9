//! Bytes to values: the statements that read fields, in wire order.
//!
//! Each field becomes a variable. A fault is raised as the runtime's decoder
//! contract says: a field's own checks when it is complete, at its first byte.

use std::borrow::Cow;

use packetwright_spec::model::{
    Coverage, Extent, Field, FieldValue, Measure, PaddingLength, Scale, Selector, Struct, Type,
    UnionId,
};

use super::checksum::checksums;
use super::encode::{bounds, byte_literal, byte_string};
use super::expression::{Number, Operands};
use super::own::{PlainNumber, plain_numbers};
use super::region::{number_check, said_length};
use super::types::{
    Form, array, carrier, fixed, integer_type, is_octet, path_tokens, read_call, read_float,
    read_function,
};
use super::written::{constant_length, flags_in, length_in, number_in};
use super::{Emitter, literal};
use crate::naming::{camel_case, local, snake_case};
use crate::tokens::{Ident, TokenStream, format_ident, quote};

/// How a value is read.
struct Fragment {
    /// Statements in front.
    setup: TokenStream,
    /// An expression of type `Result`, if the last step is one.
    result: Option<TokenStream>,
    /// The value; it leaves the function on error.
    value: TokenStream,
    /// The function that reads it, if one does.
    function: Option<TokenStream>,
    /// Whether the setup holds the field's offset in `start`.
    has_start: bool,
}

impl Fragment {
    /// A single step that may fail.
    fn step(result: TokenStream, path: &TokenStream) -> Self {
        let value = quote! { #result #path? };
        Fragment { result: Some(result), ..Fragment::value(value) }
    }

    /// What a method of the reader reads.
    fn method(method: &Ident, path: &TokenStream) -> Self {
        Fragment::step(quote! { reader.#method() }, path).by(quote! { codec::Reader::#method })
    }

    /// What a function from a reader to a `Result` reads.
    fn call(function: TokenStream, path: &TokenStream) -> Self {
        Fragment::step(quote! { #function(reader) }, path).by(function)
    }

    /// A value that is no `Result`.
    fn value(value: TokenStream) -> Self {
        Fragment {
            setup: TokenStream::new(),
            result: None,
            value,
            function: None,
            has_start: false,
        }
    }

    /// The same, read by a function as well.
    fn by(self, function: TokenStream) -> Self {
        Fragment { function: Some(function), ..self }
    }

    /// The same behind statements, which may hold the field's offset in `start`.
    fn behind(self, setup: TokenStream, has_start: bool) -> Self {
        Fragment { setup, has_start, ..self }
    }

    /// As a function or closure from a reader to a `Result`.
    fn closure(&self) -> TokenStream {
        let Fragment { setup, result, value, function, .. } = self;
        if let Some(function) = function {
            return function.clone();
        }
        let result = result.clone().unwrap_or_else(|| quote! { Ok(#value) });
        if setup.is_empty() {
            quote! { |reader| #result }
        } else {
            quote! { |reader| { #setup #result } }
        }
    }
}

impl Emitter<'_> {
    /// The statements that read the fields of a structure or arm, each into a
    /// variable, and check its constraints.
    pub fn read_fields(&self, structure: &Struct, form: Form) -> TokenStream {
        let begins = !structure.requires.is_empty() || structure.is_aligned(Coverage::ALL);
        let begin = begins.then(|| quote! { let begin = reader.offset(); });
        let runs = structure.bit_runs();
        let regions = self.model.regions(structure);
        let checksums = checksums(structure);
        let fields = structure.fields.iter().enumerate().map(|(place, field)| {
            let offsets = self.before_checksums(&checksums, place, &quote! { reader.offset() });
            let enter = self.enter_regions(structure, &regions, place);
            let read = match runs.iter().find(|run| run.fields.contains(&place)) {
                Some(run) if run.fields.start == place => self.read_run(structure, run),
                Some(_) => TokenStream::new(),
                None => self.at(field, self.read_field(structure, field, form)),
            };
            let leave = self.leave_regions(&regions, place);
            let (narrow, widen) = left_behind(place, field);
            let judged = self.judge_checksums(structure, &checksums, place);
            quote! { #offsets #enter #narrow #read #widen #leave #judged }
        });
        let requires = self.read_requires(structure);
        quote! { #begin #(#fields)* #requires }
    }

    /// The statements that check the constraints of a structure that starts at
    /// `begin`.
    pub fn read_requires(&self, structure: &Struct) -> TokenStream {
        let operands = Read { structure };
        let requires = structure.requires.iter().map(|require| {
            let text = require.message.as_ref().unwrap_or(&require.text);
            let condition = self.condition(&require.condition, &operands);
            quote! { reader.expect_require(begin, #condition, #text)?; }
        });
        quote! { #(#requires)* }
    }

    /// The fields of a structure or arm from the variables that hold them.
    pub fn field_initializers(&self, structure: &Struct) -> TokenStream {
        let free = structure.given_fields();
        let initializers = free.map(|field| {
            let (name, variable) = (snake_case(&field.name.text), local(&field.name.text));
            if name == variable {
                quote! { #name }
            } else {
                quote! { #name: #variable }
            }
        });
        quote! { #(#initializers),* }
    }

    /// The statements that read one field.
    pub fn read_field(&self, structure: &Struct, field: &Field, form: Form) -> TokenStream {
        let variable = local(&field.name.text);
        if field.value == FieldValue::Carried {
            // The union has put it into its variable.
            return TokenStream::new();
        }
        let name = &field.name.text;
        let within = quote! { .within(#name) };
        if let Type::Padding(padding) = field.ty {
            let count = match padding.length {
                PaddingLength::Exactly(count) => literal::grouped(count.into()),
                PaddingLength::To(multiple) => {
                    let multiple = literal::grouped(multiple.into());
                    quote! { codec::padding_to(reader.offset() - begin, #multiple) }
                }
                PaddingLength::Rest { max } => {
                    let (_, max) = bounds(&Extent { measure: Measure::Rest, min: 0, max });
                    return quote! { reader.skip_to_end(#max)#within?; };
                }
            };
            let read = if padding.malleable { "skip_padding" } else { "read_padding" };
            let read = format_ident!("{read}");
            return quote! { reader.#read(#count)#within?; };
        }
        if let FieldValue::Bytes(bytes) = &field.value {
            let expected = byte_literal(bytes);
            let read = quote! { reader.expect_bytes(#expected)#within?; };
            return match &field.condition {
                None => read,
                Some(condition) => {
                    let condition = self.condition(condition, &Read { structure });
                    quote! { if #condition { #read } }
                }
            };
        }
        let (fragment, checks) = match (&field.ty, &field.value, field.range) {
            (Type::Integer(integer), FieldValue::Free, Some((min, max))) => {
                let read = read_function(*integer);
                let (min, max) = (literal::grouped(min), literal::grouped(max));
                let result = quote! { reader.read_in_range(#read, #min, #max) };
                (Fragment::step(result, &within), TokenStream::new())
            }
            _ => (
                self.read(&field.ty, form, &within, &variable, structure),
                self.field_checks(structure, field, &variable, &within),
            ),
        };
        let Fragment { setup, value, has_start, .. } = fragment;
        let start =
            (!checks.is_empty() && !has_start).then(|| quote! { let start = reader.offset(); });
        let kept = !matches!(field.value, FieldValue::Constant(_));
        match &field.condition {
            None => quote! { #start #setup let #variable = #value; #checks },
            Some(condition) => {
                let condition = self.condition(condition, &Read { structure });
                let checked = if checks.is_empty() {
                    quote! { #start #setup Some(#value) }
                } else {
                    quote! { #start #setup let #variable = #value; #checks Some(#variable) }
                };
                if kept {
                    quote! { let #variable = if #condition { #checked } else { None }; }
                } else {
                    quote! { if #condition { #start #setup let #variable = #value; #checks } }
                }
            }
        }
    }

    /// What a field asks of its number besides what its type does.
    pub(super) fn field_checks(
        &self,
        structure: &Struct,
        field: &Field,
        variable: &Ident,
        within: &TokenStream,
    ) -> TokenStream {
        let plain = match field.condition {
            None => Cow::Borrowed(field),
            Some(_) => Cow::Owned(Field { condition: None, ..field.clone() }),
        };
        let number = match number_in(&plain, &quote! { #variable }, &quote! { #variable }) {
            Number::Typed(number, _) => number,
            _ => quote! { #variable },
        };
        let own = match field.value {
            FieldValue::Free
            | FieldValue::Carried
            | FieldValue::Bytes(_)
            | FieldValue::Padding
            | FieldValue::Checksum { .. } => None,
            FieldValue::Constant(constant) => {
                let constant = literal::constant(constant);
                Some(quote! { reader.expect_constant(start, #number, #constant)#within?; })
            }
            FieldValue::Length { of, scale } => structure
                .fields
                .get(of)
                .and_then(|measured| measured.ty.extent())
                .map(|extent| length_check(extent, &number, scale, within)),
            FieldValue::Size { .. } => self.size_check(structure, field, within),
            FieldValue::Selector { of } => match structure.fields.get(of).map(|field| &field.ty) {
                Some(Type::Union { union, .. }) => self.selector_check(*union, variable, within),
                _ => None,
            },
        };
        let range = field.range.map(|(min, max)| {
            let (min, max) = (literal::grouped(min), literal::grouped(max));
            quote! { reader.expect_range(start, #number, #min, #max)#within?; }
        });
        quote! { #own #range }
    }

    /// Refuses a selector that the union has no arm for, if there is one.
    fn selector_check(
        &self,
        union: UnionId,
        variable: &Ident,
        within: &TokenStream,
    ) -> Option<TokenStream> {
        let union = &self.model[union];
        if union.other.is_some() {
            return None;
        }
        if let Selector::Number(_) = union.selector {
            let numbers = union.arms.iter().map(|arm| literal::number(arm.tag));
            return Some(quote! {
                if !matches!(#variable, #(#numbers)|*) {
                    return Err(codec::DecodeError::unknown_variant(start, #variable)#within);
                }
            });
        }
        let Selector::Enum(id) = union.selector else { return None };
        let declared = &self.model[id];
        let covered = |value: i128| union.arms.iter().any(|arm| arm.tag == value);
        if !declared.open && declared.variants.iter().all(|variant| covered(variant.value)) {
            return None;
        }
        let name = self.enum_name(id);
        let arms = union.arms.iter().map(|arm| camel_case(&arm.name.text));
        Some(quote! {
            if !matches!(#variable, #(#name::#arms)|*) {
                return Err(codec::DecodeError::unknown_variant(start, #variable.number())#within);
            }
        })
    }

    /// How a value is read. `path` says where it is, for errors; `variable` is
    /// free for what is read on the way.
    fn read(
        &self,
        ty: &Type,
        form: Form,
        path: &TokenStream,
        variable: &Ident,
        structure: &Struct,
    ) -> Fragment {
        match ty {
            Type::Integer(integer) => {
                let call = read_call(*integer);
                Fragment::step(quote! { reader.#call }, path).by(read_function(*integer))
            }
            Type::Bool(truth) => {
                let read = if truth.malleable { "read_malleable_bool" } else { "read_bool" };
                Fragment::method(&format_ident!("{read}"), path)
            }
            Type::Float(float) => Fragment::method(&read_float(*float), path),
            Type::Enum(id, integer) if self.model[*id].open => {
                let (call, name) = (read_call(*integer), self.enum_name(*id));
                Fragment {
                    result: Some(quote! { reader.#call.map(#name::from_number) }),
                    ..Fragment::value(quote! { #name::from_number(reader.#call #path?) })
                }
            }
            Type::Enum(id, integer) => {
                let (read, name) = (read_function(*integer), self.enum_name(*id));
                let result = quote! { reader.read_variant(#read, #name::from_number) };
                Fragment::step(result, path)
            }
            Type::Flags(id, integer) => {
                let (read, name) = (read_function(*integer), self.flags_name(*id));
                let result = quote! { reader.read_flags(#read, #name::from_bits) };
                Fragment::step(result, path)
            }
            Type::Bytes(extent) => self.read_bytes(extent, form, path, variable, structure),
            Type::Text(extent) => self.read_text(extent, form, path, variable, structure),
            Type::List(element, extent) => self.read_list(element, extent, form, path, structure),
            Type::Option(inner) => {
                let read =
                    self.read(inner, form, &TokenStream::new(), variable, structure).closure();
                Fragment::step(quote! { reader.read_optional(#read) }, path)
            }
            Type::Within(inner, extent) => {
                let (length, count) = read_count(extent, path, structure);
                let Fragment { setup, value, .. } =
                    self.read(inner, form, path, variable, structure);
                Fragment::value(quote! {{
                    let start = reader.offset();
                    #length
                    let whole = reader.enter(start, #count)#path?;
                    #setup
                    let inside = #value;
                    reader.leave(whole)#path?;
                    inside
                }})
            }
            Type::Struct(id) => {
                let name = self.struct_name(*id, form);
                Fragment::call(quote! { #name::decode }, path)
            }
            Type::Union { union, selector } => {
                let name = self.union_name(*union, form);
                let selector = selector
                    .and_then(|place| structure.fields.get(place))
                    .map(|field| local(&field.name.text));
                match selector {
                    Some(selector) => {
                        Fragment::step(quote! { #name::decode(reader, #selector) }, path)
                    }
                    None => Fragment::call(quote! { #name::decode }, path),
                }
            }
            // It is a field of its own.
            Type::Padding(_) => Fragment::step(quote! { Ok(()) }, path),
            Type::External(rust) => {
                let rust = path_tokens(rust);
                Fragment::call(quote! { <#rust as codec::Decode>::decode }, path)
            }
        }
    }

    fn read_bytes(
        &self,
        extent: &Extent,
        form: Form,
        path: &TokenStream,
        variable: &Ident,
        structure: &Struct,
    ) -> Fragment {
        if let Some(length) = fixed(extent) {
            let copied = (form == Form::Owned).then(|| quote! { .copied() });
            let result = quote! { reader.read_array::<#length>()#copied };
            return Fragment::step(result, path);
        }
        let (setup, content, has_start) = read_content(extent, path, structure);
        if form == Form::View {
            return Fragment::step(content, path).behind(setup, has_start);
        }
        Fragment::value(quote! { reader.own(#variable) })
            .behind(quote! { #setup let #variable = #content #path?; }, has_start)
    }

    fn read_text(
        &self,
        extent: &Extent,
        form: Form,
        path: &TokenStream,
        variable: &Ident,
        structure: &Struct,
    ) -> Fragment {
        let (setup, result, has_start) = if let Measure::Prefix(prefix) = extent.measure {
            let (read, (min, max)) = (read_function(prefix), bounds(extent));
            let result = quote! { reader.read_prefixed_text(#read, #min, #max) };
            (TokenStream::new(), result, false)
        } else {
            let (setup, content, has_start) = read_content(extent, path, structure);
            let start = (!has_start).then(|| quote! { let start = reader.offset(); });
            let setup = quote! { #start #setup let #variable = #content #path?; };
            (setup, quote! { reader.expect_text(start, #variable) }, true)
        };
        if form == Form::View {
            return Fragment::step(result, path).behind(setup, has_start);
        }
        let owned = Fragment {
            result: Some(quote! { #result.map(String::from) }),
            ..Fragment::value(quote! { String::from(#result #path?) })
        };
        owned.behind(setup, has_start)
    }

    fn read_list(
        &self,
        element: &Type,
        extent: &Extent,
        form: Form,
        path: &TokenStream,
        structure: &Struct,
    ) -> Fragment {
        let inner =
            self.read(element, form, &TokenStream::new(), &format_ident!("element"), structure);
        let closure = inner.closure();
        if array(element, extent).is_some() {
            let result = quote! { reader.read_each(#closure) };
            return Fragment::step(result, path);
        }
        let (min, max) = bounds(extent);
        if let Measure::Until(delimiter) = extent.measure {
            let byte = delimiter.as_slice().first().map_or(0, |byte| i128::from(*byte));
            let byte = literal::number(byte);
            let result = match form {
                Form::View => {
                    quote! { codec::List::read_until(reader, #byte, #min, #max, #closure) }
                }
                Form::Owned => quote! { reader.read_list_until(#byte, #min, #max, #closure) },
            };
            return Fragment::step(result, path);
        }
        let (setup, count) = read_count(extent, path, structure);
        let result = match (count, is_octet(element), form) {
            (Some(count), true, Form::View) => quote! { reader.read_octets(#count) },
            (Some(count), true, Form::Owned) => {
                quote! { reader.read_octets(#count).map(Vec::from) }
            }
            (Some(count), false, form) => match (plain_numbers(element, extent), form) {
                (Some(PlainNumber { length, read, .. }), Form::View) => {
                    quote! { codec::List::read_numbers::<#length>(reader, #count, #read) }
                }
                (Some(PlainNumber { from_bytes, .. }), Form::Owned) => {
                    quote! { reader.read_numbers(#count, #from_bytes) }
                }
                (None, Form::View) => quote! { codec::List::read(reader, #count, #closure) },
                (None, Form::Owned) => {
                    let min_len = self.min_len(element);
                    quote! { reader.read_list(#count, #min_len, #closure) }
                }
            },
            (None, true, Form::View) => quote! { reader.read_octets_to_end(#min, #max) },
            (None, true, Form::Owned) => {
                quote! { reader.read_octets_to_end(#min, #max).map(Vec::from) }
            }
            (None, false, Form::View) => {
                quote! { codec::List::read_to_end(reader, #min, #max, #closure) }
            }
            (None, false, Form::Owned) => quote! { reader.read_list_to_end(#min, #max, #closure) },
        };
        Fragment::step(result, path).behind(setup, false)
    }
}

/// The statements around a field that takes all but the bytes of those behind it.
fn left_behind(place: usize, field: &Field) -> (TokenStream, TokenStream) {
    let Some(room) = field.left_behind() else {
        return (TokenStream::new(), TokenStream::new());
    };
    let (whole, name) = (format_ident!("rest_{place}"), &field.name.text);
    let room = literal::grouped(room.into());
    (
        quote! { let #whole = reader.enter_all_but(#room).within(#name)?; },
        quote! { reader.leave(#whole)?; },
    )
}

/// The bytes of a byte string or string: statements in front, an expression of
/// type `Result`, and whether `start` is set.
fn read_content(
    extent: &Extent,
    path: &TokenStream,
    structure: &Struct,
) -> (TokenStream, TokenStream, bool) {
    if let Measure::Until(delimiter) = extent.measure {
        let (min, max) = bounds(extent);
        let delimiter = byte_string(delimiter);
        let read = quote! { reader.read_until(#delimiter, #min, #max) };
        return (TokenStream::new(), read, false);
    }
    if let Measure::Prefix(prefix) = extent.measure {
        let (read, (min, max)) = (read_function(prefix), bounds(extent));
        let read = quote! { reader.read_prefixed(#read, #min, #max) };
        return (TokenStream::new(), read, false);
    }
    match read_count(extent, path, structure) {
        (setup, Some(count)) => (setup, quote! { reader.read_measured(#count) }, false),
        (setup, None) if extent.min == 0 && extent.max == u64::MAX => {
            (setup, quote! { reader.read_slice(reader.remaining()) }, false)
        }
        (_, None) => {
            let (min, max) = bounds(extent);
            let setup = quote! {
                let start = reader.offset();
                reader.expect_length(start, reader.remaining() as u64, #min, #max)#path?;
            };
            (setup, quote! { reader.read_slice(reader.remaining()) }, true)
        }
    }
}

/// A length or count of type `u64`, read and checked; none for all that is left.
fn read_count(
    extent: &Extent,
    path: &TokenStream,
    structure: &Struct,
) -> (TokenStream, Option<TokenStream>) {
    match extent.measure {
        Measure::Fixed => (TokenStream::new(), Some(literal::grouped(extent.min.into()))),
        Measure::Prefix(prefix) => {
            let (read, (min, max)) = (read_function(prefix), bounds(extent));
            let setup = quote! { let prefix = reader.read_length(#read, #min, #max)#path?; };
            (setup, Some(quote! { prefix }))
        }
        Measure::Field(place) => {
            let field = structure.fields.get(place);
            (TokenStream::new(), Some(field.map_or(quote! { 0 }, measured_count)))
        }
        Measure::Rest | Measure::Until(_) => (TokenStream::new(), None),
    }
}

/// The length that an earlier field says, as an argument of type `u64`.
fn measured_count(field: &Field) -> TokenStream {
    match (&field.value, carrier(&field.ty), &field.condition) {
        (FieldValue::Length { scale, .. }, Some(integer), None) if *scale == Scale::PLAIN => {
            let variable = local(&field.name.text);
            as_u64(&quote! { #variable }, integer)
        }
        _ => said_length(field),
    }
}

/// A number that was found to be a length, as an argument of type `u64`.
pub(super) fn as_u64(
    value: &TokenStream,
    integer: packetwright_spec::model::Integer,
) -> TokenStream {
    match (integer.signed, integer_type(integer) == "u64") {
        (true, _) => quote! { #value as u64 },
        (false, true) => value.clone(),
        (false, false) => quote! { #value.into() },
    }
}

fn length_check(
    extent: &Extent,
    number: &TokenStream,
    scale: Scale,
    within: &TokenStream,
) -> TokenStream {
    number_check(scale, (extent.min, extent.limit()), number, within)
}

/// The fields that were read so far, each in its variable.
pub struct Read<'a> {
    /// The structure they are fields of.
    pub structure: &'a Struct,
}

impl Operands for Read<'_> {
    fn number(&self, place: usize) -> Number {
        let Some(field) = self.structure.fields.get(place) else { return Number::Literal(0) };
        if let (FieldValue::Constant(constant), None) = (&field.value, &field.condition) {
            return Number::Literal(*constant);
        }
        let variable = local(&field.name.text);
        number_in(field, &quote! { #variable }, &quote! { #variable })
    }

    fn flags(&self, place: Option<usize>) -> TokenStream {
        let Some(field) = place.and_then(|place| self.structure.fields.get(place)) else {
            return quote! { self };
        };
        let variable = local(&field.name.text);
        flags_in(field, &quote! { #variable })
    }

    fn length(&self, place: usize) -> TokenStream {
        let Some(field) = self.structure.fields.get(place) else { return quote! { 0 } };
        if let Some(length) = constant_length(field) {
            return length;
        }
        let variable = local(&field.name.text);
        length_in(field, &quote! { #variable })
    }

    fn ty(&self, place: usize) -> Option<&Type> {
        self.structure.fields.get(place).map(|field| &field.ty)
    }
}
