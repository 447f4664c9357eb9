//! Types of the model as types of Rust.
//!
//! Owned types hold `bytes::Bytes`, `String` and `Vec`; views hold slices of
//! the input. A type without anything to borrow is its own view.

use packetwright_spec::model::{
    Endian, EnumId, Extent, FlagsId, Float, Integer, Measure, StructId, Type, UnionId, Varint,
};

use super::Emitter;
use crate::naming::{camel_case, identifier, suffixed};
use crate::tokens::{Ident, Literal, TokenStream, format_ident, quote};

/// Which of the two types of a value is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The one that owns what it holds.
    Owned,
    /// The one that borrows from the input.
    View,
}

/// The most elements of a list of fixed length that becomes an array; serde
/// knows no longer ones.
const MAX_ARRAY: u64 = 32;

impl Emitter<'_> {
    /// The Rust type of a value.
    pub fn rust_type(&self, ty: &Type, form: Form) -> TokenStream {
        let codec = &self.codec;
        match (ty, form) {
            (Type::Integer(integer), _) => {
                let integer = integer_type(*integer);
                quote! { #integer }
            }
            (Type::Bool(_), _) => quote! { bool },
            (Type::Float(Float { bits: 32, .. }), _) => quote! { f32 },
            (Type::Float(_), _) => quote! { f64 },
            (Type::Enum(id, _), _) => self.enum_name(*id).into_token_stream(),
            (Type::Flags(id, _), _) => self.flags_name(*id).into_token_stream(),
            (Type::Bytes(extent), _) => match (fixed(extent), form) {
                (Some(length), Form::Owned) => quote! { [u8; #length] },
                (Some(length), Form::View) => quote! { &'a [u8; #length] },
                (None, Form::Owned) => quote! { Bytes },
                (None, Form::View) => quote! { &'a [u8] },
            },
            (Type::Text(_), Form::Owned) => quote! { String },
            (Type::Text(_), Form::View) => quote! { &'a str },
            (Type::List(element, extent), _) => {
                let inner = self.rust_type(element, form);
                match (array(element, extent), form) {
                    (Some(length), _) => quote! { [#inner; #length] },
                    (None, Form::Owned) => quote! { Vec<#inner> },
                    (None, Form::View) if is_octet(element) => quote! { &'a [u8] },
                    (None, Form::View) => quote! { #codec::List<'a, #inner> },
                }
            }
            (Type::Option(inner), _) => {
                let inner = self.rust_type(inner, form);
                quote! { Option<#inner> }
            }
            (Type::Within(inner, _), _) => self.rust_type(inner, form),
            (Type::Struct(id), _) => self.struct_type(*id, form),
            (Type::Union { union, .. }, _) => self.union_type(*union, form),
            // No value says anything of it.
            (Type::Padding(_), _) => quote! { () },
            (Type::External(path), _) => path_tokens(path),
        }
    }

    /// The name of a structure's type, without a lifetime.
    pub fn struct_name(&self, id: StructId, form: Form) -> Ident {
        let name = &self.model[id].name.text;
        if form == Form::View && self.struct_borrows(id) {
            self.view_name(name)
        } else {
            camel_case(name)
        }
    }

    /// The name of a union's type, without a lifetime.
    pub fn union_name(&self, id: UnionId, form: Form) -> Ident {
        let name = &self.model[id].name.text;
        if form == Form::View && self.union_borrows(id) {
            self.view_name(name)
        } else {
            camel_case(name)
        }
    }

    /// The name of the view of a type: `Ref` behind it, and underscores behind
    /// that if the spec declares a type of this name.
    pub fn view_name(&self, name: &str) -> Ident {
        if self.is_declared_view {
            return camel_case(name);
        }
        let mut view = suffixed(name, "Ref").to_string();
        while self.declares_type(&view) {
            view.push('_');
        }
        identifier(&view)
    }

    /// The name of an enumeration's type.
    pub fn enum_name(&self, id: EnumId) -> Ident {
        camel_case(&self.model[id].name.text)
    }

    /// The name of a flag set's type.
    pub fn flags_name(&self, id: FlagsId) -> Ident {
        camel_case(&self.model[id].name.text)
    }

    /// A structure's type, with its lifetime.
    pub fn struct_type(&self, id: StructId, form: Form) -> TokenStream {
        with_lifetime(self.struct_name(id, form), form == Form::View && self.struct_borrows(id))
    }

    /// A union's type, with its lifetime.
    pub fn union_type(&self, id: UnionId, form: Form) -> TokenStream {
        with_lifetime(self.union_name(id, form), form == Form::View && self.union_borrows(id))
    }

    /// Whether the view of a structure has anything to borrow.
    pub fn struct_borrows(&self, id: StructId) -> bool {
        let fields = self.model[id].fields.iter();
        if !self.has_views() {
            return false;
        }
        self.is_declared_view
            || fields.filter(|field| field.value.is_given()).any(|field| self.borrows(&field.ty))
    }

    /// Whether types have views at all: a connection reads by them.
    fn has_views(&self) -> bool {
        self.options.views || self.is_declared_view || self.model.layers.is_some()
    }

    /// Whether the view of a union has anything to borrow.
    pub fn union_borrows(&self, id: UnionId) -> bool {
        self.is_declared_view || self.model[id].bodies().any(|body| self.struct_borrows(body))
    }

    /// Whether a structure's type is `Copy`: it owns nothing on the heap.
    pub fn struct_is_copy(&self, id: StructId, form: Form) -> bool {
        let fields = self.model[id].fields.iter();
        let mut free = fields.filter(|field| field.value.is_given());
        free.all(|field| self.is_copy(&field.ty, form))
    }

    /// Whether a union's type is `Copy`.
    pub fn union_is_copy(&self, id: UnionId, form: Form) -> bool {
        self.model[id].bodies().all(|body| self.struct_is_copy(body, form))
    }

    fn is_copy(&self, ty: &Type, form: Form) -> bool {
        match ty {
            Type::Integer(_)
            | Type::Bool(_)
            | Type::Float(_)
            | Type::Enum(..)
            | Type::Flags(..)
            | Type::Padding(_) => true,
            Type::Bytes(extent) => form == Form::View || fixed(extent).is_some(),
            Type::Text(_) => form == Form::View,
            Type::List(element, extent) => form == Form::View || array(element, extent).is_some(),
            Type::Option(inner) | Type::Within(inner, _) => self.is_copy(inner, form),
            Type::Struct(id) => self.struct_is_copy(*id, form),
            Type::Union { union, .. } => self.union_is_copy(*union, form),
            Type::External(_) => false,
        }
    }

    /// Whether the view of a value has anything to borrow.
    pub fn borrows(&self, ty: &Type) -> bool {
        match ty {
            Type::Bytes(_) | Type::Text(_) => true,
            Type::List(element, extent) => array(element, extent).is_none(),
            Type::Option(inner) | Type::Within(inner, _) => self.borrows(inner),
            Type::Struct(id) => self.struct_borrows(*id),
            Type::Union { union, .. } => self.union_borrows(*union),
            Type::Integer(_)
            | Type::Bool(_)
            | Type::Float(_)
            | Type::Enum(..)
            | Type::Flags(..)
            | Type::Padding(_)
            | Type::External(_) => false,
        }
    }

    /// Whether a structure's type is `Eq`: no floating-point number is in it.
    pub fn struct_is_eq(&self, id: StructId) -> bool {
        let fields = self.model[id].fields.iter();
        fields.filter(|field| field.value.is_given()).all(|field| self.is_eq(&field.ty))
    }

    /// Whether a union's type is `Eq`.
    pub fn union_is_eq(&self, id: UnionId) -> bool {
        self.model[id].bodies().all(|body| self.struct_is_eq(body))
    }

    fn is_eq(&self, ty: &Type) -> bool {
        match ty {
            Type::Float(_) => false,
            Type::List(inner, _) | Type::Option(inner) | Type::Within(inner, _) => {
                self.is_eq(inner)
            }
            Type::Struct(id) => self.struct_is_eq(*id),
            Type::Union { union, .. } => self.union_is_eq(*union),
            Type::Integer(_)
            | Type::Bool(_)
            | Type::Enum(..)
            | Type::Flags(..)
            | Type::Bytes(_)
            | Type::Text(_)
            | Type::Padding(_)
            | Type::External(_) => true,
        }
    }
}

/// The Rust integer that holds an integer.
pub fn integer_type(integer: Integer) -> Ident {
    let sign = if integer.signed { 'i' } else { 'u' };
    format_ident!("{sign}{}", rust_bits(integer))
}

/// The call of the reader that reads an integer: `read_u24_be()`.
pub fn read_call(integer: Integer) -> TokenStream {
    if let Some(form) = integer.variable() {
        let method = if integer.is_malleable() { "read_malleable_varint" } else { "read_varint" };
        let (method, ty) = (format_ident!("{method}"), integer_type(integer));
        let (form, bits) = (varint(form), Literal::u8_unsuffixed(integer.bits));
        return quote! { #method::<#ty>(#form, #bits) };
    }
    let method = fixed_width("read", integer);
    quote! { #method() }
}

/// The function that reads an integer from a reader: `codec::Reader::read_u24_be`.
pub fn read_function(integer: Integer) -> TokenStream {
    let call = read_call(integer);
    if integer.variable().is_some() {
        return quote! { |reader| reader.#call };
    }
    let method = fixed_width("read", integer);
    quote! { codec::Reader::#method }
}

/// The method of a reader or output for an integer of fixed width: `put_u24_be`.
fn fixed_width(verb: &str, integer: Integer) -> Ident {
    let sign = if integer.signed { 'i' } else { 'u' };
    match (integer.bits, integer.endian) {
        (8, _) => format_ident!("{verb}_{sign}8"),
        (bits, endian) => format_ident!("{verb}_{sign}{bits}_{}", order(endian)),
    }
}

/// The byte order, as the names of methods end.
fn order(endian: Endian) -> &'static str {
    match endian {
        Endian::Big => "be",
        Endian::Little => "le",
    }
}

/// The function that reads a floating-point number.
pub fn read_float(float: Float) -> Ident {
    format_ident!("read_f{}_{}", float.bits, order(float.endian))
}

/// The runtime's name of a form of integers of variable length.
pub fn varint(form: Varint) -> TokenStream {
    match form {
        Varint::Leb128 => quote! { codec::Varint::Leb128 },
        Varint::ZigZag => quote! { codec::Varint::ZigZag },
        Varint::Quic => quote! { codec::Varint::Quic },
        Varint::Bincode => quote! { codec::Varint::Bincode },
    }
}

/// The statement that writes an integer, given its value.
pub fn put_integer(integer: Integer, value: &TokenStream) -> TokenStream {
    if let Some(form) = integer.variable() {
        let form = varint(form);
        return quote! { codec::put_varint(out, #form, #value); };
    }
    let method = fixed_width("put", integer);
    quote! { out.#method(#value); }
}

/// The function that writes an integer to an output, `O::put_u24_be`, if it is of
/// fixed width.
pub fn put_function(integer: Integer) -> Option<TokenStream> {
    let method = fixed_width("put", integer);
    integer.variable().is_none().then(|| quote! { O::#method })
}

/// The statement that writes a floating-point number, given its value.
pub fn put_float(float: Float, value: &TokenStream) -> TokenStream {
    let method = format_ident!("put_f{}_{}", float.bits, order(float.endian));
    quote! { out.#method(#value); }
}

/// The bytes of an integer, as an argument of `put`. `value` stands in front
/// of a method call, so it is a name, a field or in parentheses.
pub fn integer_bytes(integer: Integer, value: &TokenStream) -> TokenStream {
    let spare = usize::from((rust_bits(integer) - integer.bits) / 8);
    match (integer.endian, spare) {
        (Endian::Big, 0) => quote! { &#value.to_be_bytes() },
        (Endian::Little, 0) => quote! { &#value.to_le_bytes() },
        (Endian::Big, _) => {
            let spare = Literal::usize_unsuffixed(spare);
            quote! { &#value.to_be_bytes()[#spare..] }
        }
        (Endian::Little, _) => {
            let length = Literal::usize_unsuffixed(usize::from(integer.bits / 8));
            quote! { &#value.to_le_bytes()[..#length] }
        }
    }
}

/// Whether every value of its Rust integer fits the integer.
pub fn fills_rust_type(integer: Integer) -> bool {
    rust_bits(integer) == integer.bits
}

/// The integer in which a field of one number stands.
pub fn carrier(ty: &Type) -> Option<Integer> {
    ty.number()
}

/// The length of a byte string of fixed length.
pub fn fixed(extent: &Extent) -> Option<Literal> {
    (extent.measure == Measure::Fixed).then(|| Literal::u64_unsuffixed(extent.min))
}

/// The length of a list that is an array in Rust.
pub fn array(element: &Type, extent: &Extent) -> Option<Literal> {
    let scalar = matches!(element, Type::Integer(_) | Type::Bool(_) | Type::Float(_));
    (scalar && extent.min <= MAX_ARRAY).then(|| fixed(extent)).flatten()
}

/// Whether a list of it is as good as a byte string.
pub fn is_octet(element: &Type) -> bool {
    matches!(element, Type::Integer(integer) if integer.is_octet())
}

/// `u32`, or `u32le` where the byte order is not the protocol's.
pub(crate) fn integer_name(integer: Integer, protocol: Endian) -> String {
    let sign = if integer.signed { 'i' } else { 'u' };
    if let Some(form) = integer.variable() {
        let form = form.suffix().unwrap_or(" in bincode's variable length");
        let malleable = if integer.is_malleable() { ", malleable" } else { "" };
        return format!("{sign}{}{form}{malleable}", integer.bits);
    }
    let order = match integer.endian {
        order if order == protocol || integer.bits <= 8 => "",
        Endian::Big => "be",
        Endian::Little => "le",
    };
    format!("{sign}{}{order}", integer.bits)
}

/// A Rust path from its text.
pub fn path_tokens(path: &str) -> TokenStream {
    path.parse().unwrap_or_default()
}

fn rust_bits(integer: Integer) -> u8 {
    integer.bits.next_power_of_two().max(8)
}

fn with_lifetime(name: Ident, borrows: bool) -> TokenStream {
    if borrows {
        quote! { #name<'a> }
    } else {
        quote! { #name }
    }
}

trait IntoTokens {
    fn into_token_stream(self) -> TokenStream;
}

impl IntoTokens for Ident {
    fn into_token_stream(self) -> TokenStream {
        quote! { #self }
    }
}
