//! Fields that share bytes: read and written as one integer.

use packetwright_spec::model::{BitRun, Endian, Field, FieldValue, Integer, Struct, Truth, Type};

use super::encode::mentions;
use super::types::{carrier, fills_rust_type, integer_bytes, integer_type, put_integer, read_call};
use super::written::{Place, Written};
use super::{Emitter, literal};
use crate::naming::local;
use crate::tokens::{Ident, Literal, TokenStream, format_ident, quote};

/// A field of a run, and where its bits lie.
struct Share<'m> {
    field: &'m Field,
    integer: Integer,
    /// How far its lowest bit lies above the lowest of the run.
    shift: u32,
    /// Bytes of the run in front of the one that its first bit lies in.
    byte: u64,
    /// Bytes of the run up to the one that its last bit lies in.
    end: u64,
}

impl Emitter<'_> {
    /// The statements that read the fields of a run, each into a variable.
    pub fn read_run(&self, structure: &Struct, run: &BitRun) -> TokenStream {
        let whole = whole(run);
        let call = read_call(whole);
        let shares = shares(structure, run);
        let Some(first) = shares.first() else { return TokenStream::new() };
        let name = &first.field.name.text;
        let read = self.at(first.field, quote! { let run = reader.#call.within(#name)?; });
        let fields = shares.iter().map(|share| {
            let behind = Literal::u64_unsuffixed(run.bytes() - share.byte);
            let start = quote! { reader.offset() - #behind };
            let (statements, _) = self.read_share(structure, run, whole, share, &start);
            self.at(share.field, statements)
        });
        quote! { #read #(#fields)* }
    }

    /// The statements that read the fields of a run in a header, each into a
    /// variable, as soon as the bytes of each have arrived; they ask for more
    /// bytes by `return Ok(None)`.
    ///
    /// A constant is judged at its first byte: in the place of bytes that have not
    /// arrived stand those that are expected. What they make of other fields is
    /// never looked at, because those wait for their last byte.
    pub(super) fn judge_run(&self, structure: &Struct, run: &BitRun) -> TokenStream {
        let whole = whole(run);
        let (mut fields, mut arrived, mut expected) = (Vec::new(), 0, 0);
        let mut early = false;
        for share in shares(structure, run) {
            let start = match share.byte {
                0 => quote! { reader.offset() },
                byte => {
                    let byte = Literal::u64_unsuffixed(byte);
                    quote! { reader.offset() + #byte }
                }
            };
            let (statements, judged) = self.read_share(structure, run, whole, &share, &start);
            let needed = match share.field.value {
                FieldValue::Constant(constant) => {
                    expected |= share.placed(constant);
                    share.byte + 1
                }
                _ if judged => share.end,
                _ => arrived,
            };
            let wait = (needed > arrived).then(|| wait_for(needed));
            early |= needed > arrived && needed < run.bytes();
            arrived = arrived.max(needed);
            fields.push(quote! { #wait #statements });
        }
        if !early {
            let (wait, read) = (wait_for(run.bytes()), self.read_run(structure, run));
            return quote! { #wait #read };
        }
        let expected = literal::bytes_of(whole.bytes_of(expected.into()));
        let big = whole.endian == Endian::Big;
        let ty = integer_type(whole);
        let cast = (ty != "u64").then(|| quote! { as #ty });
        let rest = (arrived < run.bytes()).then(|| wait_for(run.bytes()));
        let size = Literal::u64_unsuffixed(run.bytes());
        quote! {
            let run = reader.peek_arrived(&[#(#expected),*], #big) #cast;
            #(#fields)*
            #rest
            reader.read_slice(#size)?;
        }
    }

    /// The statements that read a field of the variable `run`, and whether they
    /// may refuse it, as one that starts at the offset `start`.
    fn read_share(
        &self,
        structure: &Struct,
        run: &BitRun,
        whole: Integer,
        share: &Share<'_>,
        start: &TokenStream,
    ) -> (TokenStream, bool) {
        let field = share.field;
        let (variable, name) = (local(&field.name.text), &field.name.text);
        let within = quote! { .within(#name) };
        let number = taken(run, whole, share);
        let value = match &field.ty {
            Type::Bool(Truth { integer: Integer { bits: 1, .. }, .. }) => {
                let bit = shifted_down(share.shift);
                quote! { #bit & 1 != 0 }
            }
            Type::Bool(Truth { malleable: true, .. }) => quote! { (#number) != 0 },
            Type::Bool(_) => quote! { reader.expect_bool(start, #number)#within? },
            Type::Enum(id, _) => {
                let name = self.enum_name(*id);
                if self.model[*id].open {
                    quote! { #name::from_number(#number) }
                } else {
                    quote! {{
                        let number = #number;
                        reader.expect_variant(start, number, #name::from_number(number))#within?
                    }}
                }
            }
            Type::Flags(id, _) => {
                let name = self.flags_name(*id);
                quote! { reader.expect_flags(start, #name::from_bits(#number))#within? }
            }
            _ => number,
        };
        let checks = self.field_checks(structure, field, &variable, &within);
        let judged = !checks.is_empty() || mentions(&value, &format_ident!("start"));
        let start = judged.then(|| quote! { let start = #start; });
        let kept = !matches!(field.value, FieldValue::Constant(_)) || !checks.is_empty();
        if kept {
            (quote! { #start let #variable = #value; #checks }, judged)
        } else {
            (TokenStream::new(), judged)
        }
    }

    /// The statements that check the fields of a run, in order, and write it.
    pub(super) fn write_run(&self, run: &BitRun, operands: &Written<'_>) -> TokenStream {
        let whole = whole(run);
        let ty = integer_type(whole);
        let (mut checks, mut terms, mut constant) = (Vec::new(), Vec::new(), 0u64);
        for share in shares(operands.structure, run) {
            if let FieldValue::Constant(number) = share.field.value {
                constant |= share.placed(number);
                continue;
            }
            let (check, value) = self.shared_value(operands, share.field, share.integer, &ty);
            checks.push(self.at(share.field, check.unwrap_or_default()));
            terms.push(share.raised(value));
        }
        let put = put_integer(whole, &run_number(whole, terms, constant));
        quote! { #(#checks)* #put }
    }

    /// The bytes of a run in a header, by reference. `said` tells what a field says,
    /// for the Rust type of the run.
    pub(super) fn header_run(
        &self,
        structure: &Struct,
        run: &BitRun,
        said: impl Fn(&Field, &Ident) -> HeaderValue,
    ) -> TokenStream {
        let whole = whole(run);
        let ty = integer_type(whole);
        let (mut terms, mut constant) = (Vec::new(), 0u64);
        for share in shares(structure, run) {
            match said(share.field, &ty) {
                HeaderValue::Number(number) => constant |= share.placed(number),
                HeaderValue::Length(value) => terms.push(share.raised(value)),
                HeaderValue::Flags(value) => {
                    terms.push(share.raised(widened(&value, share.integer, &ty)));
                }
            }
        }
        let number = run_number(whole, terms, constant);
        if whole.is_octet() {
            quote! { &[#number] }
        } else {
            integer_bytes(whole, &quote! { (#number) })
        }
    }

    /// The check of a field of a run, if there is one, and its number as a value
    /// of the run's Rust type.
    fn shared_value(
        &self,
        operands: &Written<'_>,
        field: &Field,
        integer: Integer,
        ty: &Ident,
    ) -> (Option<TokenStream>, TokenStream) {
        let name = &field.name.text;
        match field.value {
            FieldValue::Length { of, scale } => {
                let (check, value) = self.length_value(operands, name, of, scale, ty);
                return (check, value);
            }
            FieldValue::Size { .. } => {
                let (compute, value) = self.size_value(operands, field, ty);
                return (Some(compute), value);
            }
            FieldValue::Selector { of } => {
                let (check, number) = self.selector_value(operands, name, of, integer);
                return (check, widened(&number, integer, ty));
            }
            _ => {}
        }
        let place = Place::field(field, operands.reach);
        let (receiver, value) = (place.receiver(), place.value());
        match &field.ty {
            Type::Enum(id, _) => {
                let check = self.model[*id].open.then(|| {
                    quote! {
                        codec::check_variant(#receiver.is_canonical(), #receiver.number())
                            .within(#name)?;
                    }
                });
                (check, widened(&quote! { #receiver.number() }, integer, ty))
            }
            Type::Flags(id, _) => {
                let check = (!self.model[*id].requires.is_empty())
                    .then(|| quote! { codec::check_flags(#receiver.check()).within(#name)?; });
                (check, widened(&quote! { #receiver.bits() }, integer, ty))
            }
            Type::Bool(_) => (None, quote! { #ty::from(#value) }),
            _ => {
                let range = field.range.or_else(|| {
                    (!fills_rust_type(integer)).then(|| (integer.min(), integer.max()))
                });
                let check = range.map(|(min, max)| {
                    let (min, max) = (literal::grouped(min), literal::grouped(max));
                    quote! { codec::check_range(#value, #min, #max).within(#name)?; }
                });
                (check, widened(&value, integer, ty))
            }
        }
    }
}

/// What the encoder of a header puts into a field.
pub(super) enum HeaderValue {
    /// Always this.
    Number(i128),
    /// The payload's length, as the field says it, of the Rust type asked for.
    Length(TokenStream),
    /// The flags of the layers, as the Rust type of their integer.
    Flags(TokenStream),
}

impl Share<'_> {
    /// A number of the field at its bits of the run.
    fn placed(&self, number: i128) -> u64 {
        (number as u64 & (u64::MAX >> (64 - u32::from(self.integer.bits)))) << self.shift
    }

    /// A value of the run's Rust type, raised to the field's bits.
    fn raised(&self, value: TokenStream) -> TokenStream {
        if self.shift == 0 {
            return value;
        }
        let shift = Literal::u32_unsuffixed(self.shift);
        if mentions(&value, &format_ident!("as")) {
            quote! { (#value) << #shift }
        } else {
            quote! { #value << #shift }
        }
    }
}

/// Asks for more bytes of a header unless so many are left.
pub(super) fn wait_for(bytes: u64) -> TokenStream {
    let bytes = Literal::u64_unsuffixed(bytes);
    quote! {
        if reader.remaining() < #bytes {
            return Ok(None);
        }
    }
}

/// A run as a number, from the fields that are computed, each at its bits, and
/// the bits that are always the same.
fn run_number(whole: Integer, mut terms: Vec<TokenStream>, constant: u64) -> TokenStream {
    if constant != 0 || terms.is_empty() {
        let ty = integer_type(whole);
        let constant = literal::mask(constant, whole.bytes());
        let typed = terms.is_empty().then(|| quote! { as #ty });
        terms.push(quote! { #constant #typed });
    }
    quote! { #(#terms)|* }
}

/// The integer that a run is.
fn whole(run: &BitRun) -> Integer {
    Integer::new(u8::try_from(run.bits).unwrap_or(64), false, run.endian)
}

fn shares<'m>(structure: &'m Struct, run: &BitRun) -> Vec<Share<'m>> {
    let shares = run.shares(structure).into_iter().filter_map(|share| {
        let field = structure.fields.get(share.place)?;
        let byte = u64::from(share.before / 8);
        let end = u64::from((share.before + share.width).div_ceil(8));
        Some(Share { field, integer: carrier(&field.ty)?, shift: share.shift, byte, end })
    });
    shares.collect()
}

/// The number of a field, taken from the run, as its Rust type.
fn taken(run: &BitRun, whole: Integer, share: &Share<'_>) -> TokenStream {
    let Share { integer, shift, .. } = share;
    let (from, to) = (integer_type(whole), integer_type(*integer));
    let width = u32::from(integer.bits);
    if integer.signed {
        let held = 8 * u32::from(whole.bits.div_ceil(8).next_power_of_two());
        let wide = format_ident!("i{held}");
        let up = Literal::u32_unsuffixed(held - shift - width);
        let down = Literal::u32_unsuffixed(held - width);
        let raised = if held == shift + width {
            quote! { run }
        } else {
            quote! { (run << #up) }
        };
        let number = quote! { #raised as #wide >> #down };
        return if wide == to {
            number
        } else {
            quote! { (#number) as #to }
        };
    }
    let down = shifted_down(*shift);
    let number = if shift + width == run.bits {
        down
    } else {
        let mask = literal::mask(u64::MAX >> (64 - width), u64::from(width.div_ceil(8)));
        quote! { #down & #mask }
    };
    match (from == to, number.to_string() == "run") {
        (true, _) => number,
        (false, true) => quote! { run as #to },
        (false, false) => quote! { (#number) as #to },
    }
}

fn shifted_down(shift: u32) -> TokenStream {
    if shift == 0 {
        return quote! { run };
    }
    let shift = Literal::u32_unsuffixed(shift);
    quote! { run >> #shift }
}

/// A number of an integer's Rust type as one of a run's, without its sign.
fn widened(value: &TokenStream, integer: Integer, ty: &Ident) -> TokenStream {
    if integer.signed {
        let mask = u64::MAX >> (64 - u32::from(integer.bits));
        let mask = literal::mask(mask, integer.bytes());
        return quote! { #value as #ty & #mask };
    }
    if integer_type(integer) == *ty {
        return value.clone();
    }
    quote! { #ty::from(#value) }
}
