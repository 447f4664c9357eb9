//! The protocol itself: the type that gives the runtime its packet, envelope,
//! messages and handshake.

use packetwright_spec::model::{Enum, EnumId, Field, Integer, Layers, Message, MessageSet, Type};

use super::Emitter;
use super::encode::mentions;
use super::types::{Form, integer_type, put_integer, read_call};
use super::{doc_lines, literal};
use crate::Feature;
use crate::naming::{self, camel_case, snake_case};
use crate::tokens::{Ident, Literal, TokenStream, format_ident, quote};

/// The kinds of failure that the runtime itself reports, by their names.
const ERROR_CODES: [&str; 7] = [
    "UnknownMessage",
    "Malformed",
    "DeadlineExceeded",
    "Overloaded",
    "Internal",
    "ShuttingDown",
    "Refused",
];

/// The reasons for which the runtime itself ends a conversation: it shuts down, or
/// nothing happens.
const OWN_REASONS: [i128; 2] = [1, 2];

impl Emitter<'_> {
    /// The protocol's type and its `Protocol`.
    pub fn protocol_type(&self, layers: &Layers) -> TokenStream {
        let name = self.protocol_name();
        let mut lines =
            vec![format!("The protocol `{}`, version {}.", self.model.name, self.model.version)];
        if !self.model.docs.is_empty() {
            lines.push(String::new());
            lines.extend(self.model.docs.iter().cloned());
        }
        let docs = doc_lines(&lines);
        let text = &self.model.name.text;
        let version = Literal::u8_unsuffixed(self.model.version);
        let packet = self.struct_name(layers.packet, Form::Owned);
        let envelope = self.struct_name(layers.envelope.structure, Form::Owned);
        let handshake = self.handshake_type(layers);
        let Some(set) = self.model.message_sets.get(layers.messages) else {
            return TokenStream::new();
        };
        let tag = self.tag_functions(set);
        let keepalive = self.keepalive(layers, set);
        let error = self.error_functions(layers, set);
        let goodbye = self.goodbye_functions(layers, set);
        quote! {
            #docs
            #[derive(Clone, Copy, Debug)]
            pub enum #name {}

            impl protocol::Protocol for #name {
                const NAME: &'static str = #text;
                const VERSION: u8 = #version;

                type Packet = #packet;
                type Envelope = #envelope;
                #handshake

                #keepalive
                #tag
                #error
                #goodbye
            }
        }
    }

    /// The name of the protocol's type.
    pub fn protocol_name(&self) -> Ident {
        camel_case(&self.model.name.text)
    }

    fn handshake_type(&self, layers: &Layers) -> Option<TokenStream> {
        if self.options.session == Feature::Off {
            return None;
        }
        let gate = self.gate(&self.options.session);
        Some(match layers.session {
            Some(session) => {
                let name = &self.model[session.handshake].name.text;
                let (module, ty) = (naming::module(name), camel_case(name));
                quote! { #gate type Handshake = #module::#ty; }
            }
            None => quote! { #gate type Handshake = protocol::handshake::NoHandshake; },
        })
    }

    fn tag_functions(&self, set: &MessageSet) -> TokenStream {
        let ty = integer_type(set.tag);
        let value = if ty == "u64" {
            quote! { tag }
        } else {
            quote! { tag as #ty }
        };
        let put = put_integer(set.tag, &value);
        let check = (set.tag.bits < 64).then(|| {
            let most = literal::number(set.tag.max());
            quote! { codec::check_range(tag, 0, #most)?; }
        });
        let call = read_call(set.tag);
        let widen = (ty != "u64").then(|| quote! { .map(u64::from) });
        quote! {
            fn encode_tag<O: codec::Output>(tag: u64, out: &mut O) -> Result<(), codec::EncodeError> {
                #check
                #put
                Ok(())
            }

            fn decode_tag(reader: &mut codec::Reader<'_>) -> Result<u64, codec::DecodeError> {
                reader.#call #widen
            }
        }
    }

    fn keepalive(&self, layers: &Layers, set: &MessageSet) -> TokenStream {
        let question = layers.keepalive.and_then(|place| set.messages.get(place));
        let answer = question.and_then(|question| set.messages.get(question.reply?));
        let (Some(question), Some(answer)) = (question, answer) else {
            return quote! {
                const KEEPALIVE: Option<protocol::Keepalive> = None;

                fn encode_keepalive(_: u64, _: &mut Vec<u8>) -> Result<(), codec::EncodeError> {
                    codec::check_presence(true, false).within("keepalive")
                }
            };
        };
        let (asked, answered) =
            (literal::number(question.tag.into()), literal::number(answer.tag.into()));
        let name = self.struct_name(question.body, Form::Owned);
        let fields = self.model[question.body].fields.iter();
        let fields = fields.filter(|field| field.value.is_given()).map(|field| {
            let (name, value) = (snake_case(&field.name.text), keepalive_value(field));
            if name == value.to_string() {
                quote! { #name }
            } else {
                quote! { #name: #value }
            }
        });
        let value = quote! { #name { #(#fields),* } };
        let nonce = format_ident!("nonce");
        let nonce = if mentions(&value, &nonce) {
            quote! { #nonce }
        } else {
            quote! { _ }
        };
        quote! {
            const KEEPALIVE: Option<protocol::Keepalive> =
                Some(protocol::Keepalive { question: #asked, answer: #answered });

            fn encode_keepalive(#nonce: u64, out: &mut Vec<u8>) -> Result<(), codec::EncodeError> {
                #value.encode_into(out)
            }
        }
    }

    fn error_functions(&self, layers: &Layers, set: &MessageSet) -> TokenStream {
        let Some(report) = layers.error.and_then(|place| set.messages.get(place)) else {
            return quote! {
                fn encode_error(
                    _: &protocol::RemoteError,
                    _: &mut Vec<u8>,
                ) -> Result<(), codec::EncodeError> {
                    Ok(())
                }

                fn decode_error(
                    message: &[u8],
                ) -> Result<protocol::RemoteError, codec::DecodeError> {
                    let tag = Self::decode_tag(&mut codec::Reader::new(message))?;
                    Err(codec::DecodeError::unknown_message(0, tag))
                }
            };
        };
        let (set_view, variant, view) = self.report_names(set, report);
        let tag = literal::number(report.tag.into());
        let code = self.model[report.body].fields.iter().find(|field| field.name.text == "code");
        let ty = code.map(|field| &field.ty);
        let (encode, decode) = (self.encode_code(ty), self.decode_code(ty));
        let other = self.other_fields(report, &["code", "detail"]);
        quote! {
            fn encode_error(
                error: &protocol::RemoteError,
                out: &mut Vec<u8>,
            ) -> Result<(), codec::EncodeError> {
                let report = #view { code: #encode, detail: &error.detail, #other };
                #set_view::#variant(report).encode_into(out)
            }

            fn decode_error(message: &[u8]) -> Result<protocol::RemoteError, codec::DecodeError> {
                let mut reader = codec::Reader::new(message);
                match Self::decode_tag(&mut reader)? {
                    #tag => {}
                    tag => return Err(codec::DecodeError::unknown_message(0, tag)),
                }
                let report: #view<'_> = reader.read_to_end()?;
                Ok(protocol::RemoteError { code: #decode, detail: String::from(report.detail) })
            }
        }
    }

    fn goodbye_functions(&self, layers: &Layers, set: &MessageSet) -> TokenStream {
        let Some(message) = layers.goodbye.and_then(|place| set.messages.get(place)) else {
            return quote! {
                fn encode_goodbye(
                    _: &protocol::Goodbye,
                    _: &mut Vec<u8>,
                ) -> Result<(), codec::EncodeError> {
                    Ok(())
                }

                fn decode_goodbye(
                    message: &[u8],
                ) -> Result<Option<protocol::Goodbye>, codec::DecodeError> {
                    Self::decode_tag(&mut codec::Reader::new(message)).map(|_| None)
                }
            };
        };
        let (set_view, variant, view) = self.report_names(set, message);
        let tag = literal::number(message.tag.into());
        let fields = &self.model[message.body].fields;
        let reason = fields.iter().find(|field| field.name.text == "reason");
        let (encode, decode) = match reason.map(|field| &field.ty) {
            Some(Type::Enum(id, _)) => {
                let own = self.own_reasons(*id);
                let value = self.variant_of(*id, &quote! { goodbye.reason }, &own, "reason");
                (value, widened(&quote! { message.reason.number() }, self.model[*id].repr))
            }
            Some(Type::Integer(integer)) => {
                let number = narrowed(&quote! { goodbye.reason }, *integer, "reason");
                (number, widened(&quote! { message.reason }, *integer))
            }
            _ => (quote! { 0 }, quote! { 0 }),
        };
        let other = self.other_fields(message, &["reason", "detail"]);
        quote! {
            fn encode_goodbye(
                goodbye: &protocol::Goodbye,
                out: &mut Vec<u8>,
            ) -> Result<(), codec::EncodeError> {
                let message = #view { reason: #encode, detail: &goodbye.detail, #other };
                #set_view::#variant(message).encode_into(out)
            }

            fn decode_goodbye(
                message: &[u8],
            ) -> Result<Option<protocol::Goodbye>, codec::DecodeError> {
                let mut reader = codec::Reader::new(message);
                if Self::decode_tag(&mut reader)? != #tag {
                    return Ok(None);
                }
                let message: #view<'_> = reader.read_to_end()?;
                Ok(Some(protocol::Goodbye {
                    reason: #decode,
                    detail: String::from(message.detail),
                }))
            }
        }
    }

    fn report_names(&self, set: &MessageSet, message: &Message) -> (Ident, Ident, Ident) {
        (
            self.set_name(set, Form::View),
            camel_case(&message.name.text),
            self.struct_name(message.body, Form::View),
        )
    }

    /// Fields that the runtime has nothing to say about.
    fn other_fields(&self, message: &Message, known: &[&str]) -> TokenStream {
        let fields = self.model[message.body].fields.iter();
        let fields = fields
            .filter(|field| field.value.is_given() && !known.contains(&field.name.text.as_str()));
        let fields = fields.map(|field| {
            let name = snake_case(&field.name.text);
            quote! { #name: Default::default(), }
        });
        quote! { #(#fields)* }
    }

    /// `error.code` as the spec's number or variant.
    fn encode_code(&self, ty: Option<&Type>) -> TokenStream {
        let id = match ty {
            Some(Type::Enum(id, _)) => *id,
            Some(Type::Integer(integer)) => {
                return narrowed(&quote! { error.code.number() }, *integer, "code");
            }
            _ => return quote! { 0 },
        };
        let declared = &self.model[id];
        let name = self.enum_name(id);
        let has = |code: &str| declared.variants.iter().any(|variant| variant.name.text == code);
        let named = ERROR_CODES.iter().filter(|code| has(code)).map(|code| {
            let code = format_ident!("{code}");
            quote! { protocol::ErrorCode::#code => #name::#code, }
        });
        let other = self.variant_of(id, &quote! { number }, &TokenStream::new(), "code");
        let fallback =
            if has("Internal") { camel_case("Internal") } else { first_variant(declared) };
        quote! {
            match error.code {
                #(#named)*
                protocol::ErrorCode::Other(number) => #other,
                #[allow(unreachable_patterns, reason = "the runtime may learn more codes")]
                _ => #name::#fallback,
            }
        }
    }

    /// The reasons that the runtime itself gives, where an enumeration lacks them.
    fn own_reasons(&self, id: EnumId) -> TokenStream {
        let declared = &self.model[id];
        let lacks =
            |number: &i128| !declared.variants.iter().any(|variant| variant.value == *number);
        let lacking = OWN_REASONS.into_iter().filter(lacks).map(literal::number);
        let lacking: Vec<TokenStream> = lacking.collect();
        if lacking.is_empty() {
            return TokenStream::new();
        }
        let (name, first) = (self.enum_name(id), first_variant(declared));
        quote! { None if matches!(goodbye.reason, #(#lacking)|*) => #name::#first, }
    }

    /// The variant with a number, a `u32`; what is `instead` of one that is lacking, or
    /// else the function is left.
    fn variant_of(
        &self,
        id: EnumId,
        number: &TokenStream,
        instead: &TokenStream,
        within: &str,
    ) -> TokenStream {
        let (declared, name) = (&self.model[id], self.enum_name(id));
        let narrow = narrowed(number, declared.repr, within);
        if declared.open {
            return quote! { #name::from_number(#narrow) };
        }
        quote! {
            match #name::from_number(#narrow) {
                Some(variant) => variant,
                #instead
                None => return codec::check_variant(false, #number).within(#within),
            }
        }
    }

    /// `report.code` as the runtime's code.
    fn decode_code(&self, ty: Option<&Type>) -> TokenStream {
        let id = match ty {
            Some(Type::Enum(id, _)) => *id,
            Some(Type::Integer(integer)) => {
                let number = widened(&quote! { report.code }, *integer);
                return quote! { protocol::ErrorCode::from_number(#number) };
            }
            _ => return quote! { protocol::ErrorCode::Internal },
        };
        let declared = &self.model[id];
        let name = self.enum_name(id);
        let (known, more): (Vec<_>, Vec<_>) = declared
            .variants
            .iter()
            .partition(|variant| ERROR_CODES.contains(&variant.name.text.as_str()));
        let named = known.iter().map(|variant| {
            let code = camel_case(&variant.name.text);
            quote! { #name::#code => protocol::ErrorCode::#code, }
        });
        let other = (declared.open || !more.is_empty()).then(|| {
            let number = widened(&quote! { other.number() }, declared.repr);
            quote! { other => protocol::ErrorCode::Other(#number), }
        });
        quote! { match report.code { #(#named)* #other } }
    }
}

/// What a field of a keepalive question holds.
fn keepalive_value(field: &Field) -> TokenStream {
    match &field.ty {
        Type::Integer(integer) => {
            let ty = integer_type(*integer);
            let value = if ty == "u64" {
                quote! { nonce }
            } else {
                quote! { nonce as #ty }
            };
            match field.range {
                Some((min, max)) => {
                    let (min, max) = (literal::number(min), literal::number(max));
                    quote! { (#value).clamp(#min, #max) }
                }
                None if integer.bits == 64 || super::types::fills_rust_type(*integer) => value,
                None => {
                    let (min, max) =
                        (literal::number(integer.min()), literal::number(integer.max()));
                    quote! { (#value).clamp(#min, #max) }
                }
            }
        }
        _ => quote! { Default::default() },
    }
}

fn first_variant(declared: &Enum) -> Ident {
    camel_case(declared.variants.first().map_or("Unknown", |variant| &variant.name.text))
}

/// A `u32` as another integer; leaves the function if that has no such number. Whether
/// it has so many bits is for the encoder of the field to say.
fn narrowed(number: &TokenStream, integer: Integer, within: &str) -> TokenStream {
    let ty = integer_type(integer);
    if ty == "u32" {
        return number.clone();
    }
    let most = literal::number(integer.max());
    quote! {{
        codec::check_range(#number, 0, #most).within(#within)?;
        #number as #ty
    }}
}

/// An integer, which has at most 32 bits and no sign, as a `u32`.
fn widened(value: &TokenStream, integer: Integer) -> TokenStream {
    if integer_type(integer) == "u32" {
        value.clone()
    } else {
        quote! { #value.into() }
    }
}
