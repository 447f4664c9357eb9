//! The packet on the byte stream: its header, judged as it arrives.

use std::ops::Range;

use packetwright_spec::model::{Algorithm, Endian, Field, FieldValue, Layers, Struct, Type};

use super::bits::{HeaderValue, wait_for};
use super::decode::Read;
use super::encode::byte_literal;
use super::expression::{Number, Operands};
use super::types::{Form, carrier, integer_bytes, integer_type};
use super::written::{constant_length, scaled};
use super::{Emitter, literal};
use crate::naming::{local, upper_case};
use crate::tokens::{Ident, Literal, TokenStream, format_ident, quote};

impl Emitter<'_> {
    /// `PacketFormat` for the packet of the layers.
    pub fn packet_format(&self, layers: &Layers) -> TokenStream {
        let structure = &self.model[layers.packet];
        let name = self.struct_name(layers.packet, Form::Owned);
        let Some((payload, header)) = structure.fields.split_last() else {
            return TokenStream::new();
        };
        let sizes = self.model.field_sizes(structure);
        let header_len: u64 = sizes.iter().take(header.len()).map(|size| size.min).sum();
        let header_len = Literal::u64_unsuffixed(header_len);
        let max = payload.ty.extent().map_or(0, |extent| extent.max);
        let max = literal::grouped(max.into());
        let decode = self.decode_header(layers, structure, header);
        let encode = self.encode_header(layers, structure, payload, header);
        quote! {
            impl protocol::PacketFormat for #name {
                const HEADER_LEN: usize = #header_len;
                const MAX_PAYLOAD: usize = #max;

                #decode
                #encode
            }
        }
    }

    fn decode_header(&self, layers: &Layers, structure: &Struct, header: &[Field]) -> TokenStream {
        let runs = structure.bit_runs();
        let reads = header.iter().enumerate().map(|(place, field)| {
            match runs.iter().find(|run| run.fields.contains(&place)) {
                Some(run) if run.fields.start == place => self.judge_run(structure, run),
                Some(_) => TokenStream::new(),
                None => self.judge_field(structure, field),
            }
        });
        let requires = (!structure.requires.is_empty()).then(|| {
            let operands = Header { read: Read { structure }, payload: header.len() };
            let requires = structure.requires.iter().map(|require| {
                let text = require.message.as_ref().unwrap_or(&require.text);
                let condition = self.condition(&require.condition, &operands);
                quote! { reader.expect_require(0, #condition, #text)?; }
            });
            quote! { #(#requires)* }
        });
        let payload_len = payload_length(header);
        let read_by_none =
            |(place, field): (usize, &Field)| field.value.is_given() && layers.flags != Some(place);
        let allow = header.iter().enumerate().any(read_by_none).then(|| {
            quote! { #[allow(unused_variables, reason = "of some fields only the size matters")] }
        });
        let flag = |mask: u64| self.packet_flag(layers, mask);
        let handshake = layers.session.map(|session| flag(session.handshake_flag));
        let sealed = layers.session.map(|session| flag(session.sealed_flag));
        let is = |flag: Option<(Ident, Ident, Ident)>| match flag {
            Some((variable, _, bit)) => {
                let accessor = crate::naming::prefixed("is_", &bit.to_string());
                quote! { #variable.#accessor() }
            }
            None => quote! { false },
        };
        let (handshake, sealed) = (is(handshake.flatten()), is(sealed.flatten()));
        let compressions: Vec<TokenStream> = layers
            .compressions
            .iter()
            .map(|layer| {
                let condition = is(flag(layer.flag));
                let algorithm = algorithm(layer.algorithm);
                quote! { if #condition { Some(protocol::Compression::#algorithm) } else }
            })
            .collect();
        let compression = if compressions.is_empty() {
            quote! { None }
        } else {
            quote! { #(#compressions)* { None } }
        };
        quote! {
            #allow
            fn decode_header(
                input: &[u8],
            ) -> Result<Option<protocol::PacketHead>, codec::DecodeError> {
                let reader = &mut codec::Reader::new(input);
                #(#reads)*
                let payload_len = #payload_len;
                #requires
                Ok(Some(protocol::PacketHead {
                    payload_len,
                    handshake: #handshake,
                    sealed: #sealed,
                    compression: #compression,
                }))
            }
        }
    }

    /// Reads one field of the header, or asks for more bytes.
    fn judge_field(&self, structure: &Struct, field: &Field) -> TokenStream {
        let name = &field.name.text;
        if let FieldValue::Bytes(bytes) = &field.value {
            let bytes = byte_literal(bytes);
            return quote! {
                if !reader.read_constant_bytes(#bytes).within(#name)? {
                    return Ok(None);
                }
            };
        }
        if let (FieldValue::Constant(constant), Some(integer)) = (&field.value, carrier(&field.ty))
        {
            let bytes = literal::bytes_of(integer.bytes_of(*constant));
            let big = integer.endian == Endian::Big;
            return quote! {
                if !reader.read_constant(&[#(#bytes),*], #big).within(#name)? {
                    return Ok(None);
                }
            };
        }
        let wait = wait_for(self.model.size(&field.ty).min);
        let read = self.read_field(structure, field, Form::View);
        quote! { #wait #read }
    }

    fn encode_header(
        &self,
        layers: &Layers,
        structure: &Struct,
        payload: &Field,
        header: &[Field],
    ) -> TokenStream {
        let said = Said { emitter: self, layers, structure, header };
        let requires = structure.requires.iter().filter_map(|require| {
            let text = require.message.as_ref().unwrap_or(&require.text);
            let condition = self.condition(&require.condition, &said);
            (condition.to_string() != "true")
                .then(|| quote! { codec::check_require(#condition, #text)?; })
        });
        let flags = self.header_flags(layers, header);
        let checks = header.iter().enumerate().filter_map(|(place, field)| {
            header_check(field, layers.flags == Some(place), payload, header.len())
        });
        let (runs, sizes) = (structure.bit_runs(), self.model.field_sizes(structure));
        let mut offset = 0u64;
        let writes = header.iter().zip(sizes).enumerate().map(|(place, (field, size))| {
            let range = offset..offset + size.min;
            offset = range.end;
            match runs.iter().find(|run| run.fields.contains(&place)) {
                Some(run) if run.fields.start == place => {
                    let value =
                        |field: &Field, ty: &Ident| self.header_value(layers, header, field, ty);
                    let bytes = self.header_run(structure, run, value);
                    copy_into(range, &bytes)
                }
                Some(_) => TokenStream::new(),
                None => self.write_header_field(layers, header, field, range),
            }
        });
        let writes: Vec<TokenStream> = writes.collect();
        quote! {
            fn encode_header(
                head: &protocol::PacketHead,
                out: &mut [u8],
            ) -> Result<(), codec::EncodeError> {
                #flags
                #(#checks)*
                #(#writes)*
                #(#requires)*
                Ok(())
            }
        }
    }

    /// The flags of a header from what it is to say; refuses what the packet
    /// has no flag for.
    fn header_flags(&self, layers: &Layers, header: &[Field]) -> TokenStream {
        let flags_field = layers.flags.and_then(|place| header.get(place));
        let set = |condition: TokenStream, mask: Option<u64>, what: &str| match mask
            .and_then(|mask| self.packet_flag(layers, mask))
        {
            Some((variable, ty, bit)) => quote! {
                if #condition { #variable.insert(#ty::#bit); }
            },
            None => quote! { codec::check_presence(#condition, false).within(#what)?; },
        };
        let session = layers.session;
        let handshake =
            set(quote! { head.handshake }, session.map(|s| s.handshake_flag), "handshake");
        let sealed = set(quote! { head.sealed }, session.map(|s| s.sealed_flag), "sealed");
        let compressions = [Algorithm::Lz4, Algorithm::Zstd].map(|wanted| {
            let layer = layers.compressions.iter().find(|layer| layer.algorithm == wanted);
            let algorithm = algorithm(wanted);
            let condition = quote! { head.compression == Some(protocol::Compression::#algorithm) };
            set(condition, layer.map(|layer| layer.flag), "compression")
        });
        let declare = match flags_field {
            Some(Field { name, ty: Type::Flags(id, _), .. }) => {
                let (variable, ty) = (local(&name.text), self.flags_name(*id));
                let mutable =
                    (session.is_some() || !layers.compressions.is_empty()).then(|| quote! { mut });
                Some(quote! { let #mutable #variable = #ty::empty(); })
            }
            _ => None,
        };
        quote! { #declare #handshake #sealed #(#compressions)* }
    }

    fn write_header_field(
        &self,
        layers: &Layers,
        header: &[Field],
        field: &Field,
        range: Range<u64>,
    ) -> TokenStream {
        if let FieldValue::Bytes(bytes) = &field.value {
            return copy_into(range, &byte_literal(bytes));
        }
        let Some(integer) = carrier(&field.ty) else {
            let (at, end) =
                (Literal::u64_unsuffixed(range.start), Literal::u64_unsuffixed(range.end));
            return quote! { out[#at..#end].fill(0); };
        };
        let ty = integer_type(integer);
        let is_octet = integer.is_octet();
        let value = match (self.header_value(layers, header, field, &ty), &field.value) {
            (HeaderValue::Number(number), FieldValue::Constant(_)) => {
                let text = literal::constant(number).to_string().replace(' ', "");
                let typed = if is_octet { text } else { format!("{text}_{ty}") };
                let typed: TokenStream = typed.parse().unwrap_or_default();
                if number < 0 {
                    quote! { (#typed) }
                } else {
                    typed
                }
            }
            (HeaderValue::Number(number), _) if is_octet => literal::number(number),
            (HeaderValue::Number(number), _) => {
                let number = literal::number(number);
                quote! { (#number as #ty) }
            }
            (HeaderValue::Length(value), _) if !is_octet => quote! { (#value) },
            (HeaderValue::Length(value) | HeaderValue::Flags(value), _) => value,
        };
        if is_octet {
            let at = Literal::u64_unsuffixed(range.start);
            return quote! { out[#at] = #value; };
        }
        copy_into(range, &integer_bytes(integer, &value))
    }

    /// What the encoder of the header puts into a field: what the spec or the
    /// layers say, and otherwise the least that the field can be.
    fn header_value(
        &self,
        layers: &Layers,
        header: &[Field],
        field: &Field,
        ty: &Ident,
    ) -> HeaderValue {
        let is_flags = layers
            .flags
            .and_then(|place| header.get(place))
            .is_some_and(|flags| flags.name == field.name);
        match (&field.value, &field.ty) {
            (FieldValue::Length { scale, .. }, _) => HeaderValue::Length(match scale.plus {
                0 => quote! { head.payload_len as #ty },
                plus if plus > 0 => {
                    let plus = literal::grouped(plus);
                    quote! { head.payload_len as #ty + #plus }
                }
                plus => {
                    let less = literal::grouped(-plus);
                    quote! { head.payload_len as #ty - #less }
                }
            }),
            _ if is_flags => {
                let variable = local(&field.name.text);
                HeaderValue::Flags(quote! { #variable.bits() })
            }
            _ => HeaderValue::Number(self.filled(field)),
        }
    }

    /// The number of a field that neither the layers nor the payload say.
    fn filled(&self, field: &Field) -> i128 {
        match (&field.value, &field.ty) {
            (FieldValue::Constant(constant), _) => *constant,
            (_, Type::Enum(id, _)) if !self.model[*id].open => {
                self.model[*id].variants.first().map_or(0, |variant| variant.value)
            }
            _ => field.range.map_or(0, |(min, max)| 0.clamp(min, max)),
        }
    }

    /// A flag of the packet: the variable of the flags, their type, the flag's
    /// constant.
    fn packet_flag(&self, layers: &Layers, mask: u64) -> Option<(Ident, Ident, Ident)> {
        let field = self.model[layers.packet].fields.get(layers.flags?)?;
        let Type::Flags(id, _) = field.ty else { return None };
        let bit = self.model[id].bits.iter().find(|bit| bit.mask == mask)?;
        Some((local(&field.name.text), self.flags_name(id), upper_case(&bit.name.text)))
    }
}

/// What the encoder of the header asks of a field: the same as that of the packet,
/// in the same order.
fn header_check(
    field: &Field,
    is_flags: bool,
    payload: &Field,
    payload_place: usize,
) -> Option<TokenStream> {
    let name = &field.name.text;
    match (&field.value, &field.ty) {
        (FieldValue::Length { of, .. }, _) if *of == payload_place => {
            let extent = payload.ty.extent()?;
            let [min, max] = [extent.min, extent.max].map(|bound| literal::grouped(bound.into()));
            Some(quote! { codec::check_length(head.payload_len, #min, #max).within(#name)?; })
        }
        (_, Type::Flags(..)) if is_flags => {
            let variable = local(name);
            Some(quote! { codec::check_flags(#variable.check()).within(#name)?; })
        }
        _ => None,
    }
}

/// Puts bytes, which are given by reference, into a part of the header.
fn copy_into(range: Range<u64>, bytes: &TokenStream) -> TokenStream {
    let (at, end) = (Literal::u64_unsuffixed(range.start), Literal::u64_unsuffixed(range.end));
    quote! { out[#at..#end].copy_from_slice(#bytes); }
}

fn algorithm(algorithm: Algorithm) -> Ident {
    match algorithm {
        Algorithm::Lz4 => format_ident!("Lz4"),
        Algorithm::Zstd => format_ident!("Zstd"),
    }
}

/// The payload's length from the field that measures it.
fn payload_length(header: &[Field]) -> TokenStream {
    let measure = header.iter().find_map(|field| match field.value {
        FieldValue::Length { of, scale } if of == header.len() => Some((field, scale)),
        _ => None,
    });
    let Some((field, scale)) = measure else { return quote! { 0 } };
    let variable = local(&field.name.text);
    match scale.plus {
        0 => quote! { #variable as usize },
        plus if plus > 0 => {
            let plus = literal::grouped(plus);
            quote! { #variable as usize - #plus }
        }
        plus => {
            let less = literal::grouped(-plus);
            quote! { #variable as usize + #less }
        }
    }
}

/// The fields of a header; of the payload only the length is known.
struct Header<'a> {
    read: Read<'a>,
    payload: usize,
}

impl Operands for Header<'_> {
    fn number(&self, place: usize) -> Number {
        self.read.number(place)
    }

    fn flags(&self, place: Option<usize>) -> TokenStream {
        self.read.flags(place)
    }

    fn length(&self, place: usize) -> TokenStream {
        if place == self.payload {
            quote! { payload_len }
        } else {
            self.read.length(place)
        }
    }

    fn ty(&self, place: usize) -> Option<&Type> {
        self.read.ty(place)
    }
}

/// The fields of a header as its encoder fills them; of the payload only the
/// length is known.
struct Said<'a> {
    emitter: &'a Emitter<'a>,
    layers: &'a Layers,
    structure: &'a Struct,
    header: &'a [Field],
}

impl Operands for Said<'_> {
    fn number(&self, place: usize) -> Number {
        let Some(field) = self.header.get(place) else { return Number::Literal(0) };
        match (&field.value, &field.ty) {
            (FieldValue::Length { scale, .. }, _) => scaled(quote! { head.payload_len }, *scale),
            (_, Type::Flags(_, integer)) if self.layers.flags == Some(place) => {
                let variable = local(&field.name.text);
                Number::Typed(quote! { #variable.bits() }, *integer)
            }
            _ => Number::Literal(self.emitter.filled(field)),
        }
    }

    fn flags(&self, place: Option<usize>) -> TokenStream {
        let field = place.and_then(|place| self.header.get(place));
        let Some(Field { name, ty: Type::Flags(id, _), .. }) = field else {
            return quote! { self };
        };
        if self.layers.flags == place {
            let variable = local(&name.text);
            return quote! { #variable };
        }
        let ty = self.emitter.flags_name(*id);
        quote! { #ty::empty() }
    }

    fn length(&self, place: usize) -> TokenStream {
        let Some(field) = self.header.get(place) else { return quote! { head.payload_len } };
        constant_length(field).unwrap_or_else(|| {
            let length = field.ty.extent().map_or(0, |extent| extent.min);
            let length = Literal::u64_unsuffixed(length);
            quote! { #length }
        })
    }

    fn ty(&self, place: usize) -> Option<&Type> {
        self.structure.fields.get(place).map(|field| &field.ty)
    }
}
