//! Operands: one value as another expression needs it, as a number, as bytes,
//! as a list to look into.

use packetwright_spec::model::Integer;

use super::{Kind, U64, Value};
use crate::emit::literal::{decimal, grouped};
use crate::tokens::{Ident, Literal, TokenStream, format_ident, quote};

pub(super) fn literal(number: i128) -> Value {
    Value { tokens: decimal(number), kind: Kind::Literal(number) }
}

pub(super) fn rust_integer(integer: Integer) -> Ident {
    let sign = if integer.signed { 'i' } else { 'u' };
    format_ident!("{sign}{}", integer.bits.next_power_of_two())
}

pub(super) fn same_type(left: Integer, right: Integer) -> bool {
    rust_integer(left) == rust_integer(right)
}

pub(super) fn plain_equal(left: &Value, right: &Value) -> TokenStream {
    let (left, right) = (&left.tokens, &right.tokens);
    quote! { #left == #right }
}

pub(super) fn is_empty(value: &Value) -> TokenStream {
    let tokens = &value.tokens;
    quote! { #tokens.is_empty() }
}

pub(super) fn is_octets(kind: &Kind) -> bool {
    matches!(kind, Kind::Array(_) | Kind::Bytes | Kind::Constant(_) | Kind::Text)
}

/// The bytes of a byte string or string, borrowed.
pub(super) fn octets(value: &Value) -> TokenStream {
    let tokens = &value.tokens;
    match value.kind {
        Kind::Constant(_) => quote! { #tokens },
        Kind::Text => quote! { #tokens.as_bytes() },
        _ => quote! { &#tokens },
    }
}

/// The number of a value, in its own Rust type.
pub(in super::super) fn number_tokens(value: &Value) -> TokenStream {
    let tokens = &value.tokens;
    match value.kind {
        Kind::Enum(_) => quote! { #tokens.number() },
        _ => tokens.clone(),
    }
}

/// A number as `i128`.
pub(in super::super) fn wide(value: &Value) -> TokenStream {
    match value.kind {
        Kind::Literal(number) => {
            let literal = Literal::i128_suffixed(number);
            quote! { #literal }
        }
        _ => {
            let number = number_tokens(value);
            quote! { i128::from(#number) }
        }
    }
}

/// The same in front of a method call, which binds more tightly than a sign.
pub(super) fn wide_receiver(value: &Value) -> TokenStream {
    let wide = wide(value);
    match value.kind {
        Kind::Literal(number) if number < 0 => quote! { (#wide) },
        _ => wide,
    }
}

/// A number as `u64`, if it is one without a doubt.
pub(super) fn unsigned(value: &Value) -> Option<TokenStream> {
    let tokens = &value.tokens;
    match &value.kind {
        Kind::Literal(number) => {
            u64::try_from(*number).ok().map(|number| grouped(i128::from(number)))
        }
        Kind::Number(integer) if integer.signed => None,
        Kind::Number(integer) if same_type(*integer, U64) => Some(tokens.clone()),
        Kind::Number(_) => Some(quote! { u64::from(#tokens) }),
        _ => None,
    }
}

/// The same in front of a method call, where a literal says its type.
pub(super) fn receiver(value: &Value) -> Option<TokenStream> {
    match value.kind {
        Kind::Literal(number) => u64::try_from(number).ok().map(|number| {
            let literal = Literal::u64_suffixed(number);
            quote! { #literal }
        }),
        _ => unsigned(value),
    }
}

/// A number as a time: what is below zero is zero.
pub(super) fn time(value: &Value) -> TokenStream {
    unsigned(value).unwrap_or_else(|| {
        let wide = wide_receiver(value);
        quote! { u64::try_from(#wide.max(0)).unwrap_or(u64::MAX) }
    })
}

/// Whether a list has an element.
pub(super) fn contains(list: &Value, element: &Value) -> TokenStream {
    let tokens = &list.tokens;
    match (&list.kind, &element.kind) {
        (Kind::List(a, _), Kind::Number(b)) if same_type(*a, *b) => {
            let element = &element.tokens;
            // `&*offer` is `offer`.
            let reference = match element.without_star() {
                Some(offer) => offer,
                None => quote! { &#element },
            };
            quote! { #tokens.contains(#reference) }
        }
        _ => {
            let wide = wide(element);
            quote! { #tokens.iter().any(|known| i128::from(*known) == #wide) }
        }
    }
}

/// The bytes that a value adds to a hash.
pub(super) fn hashed(value: &Value) -> TokenStream {
    let tokens = &value.tokens;
    match &value.kind {
        Kind::List(integer, _) => {
            let wide = if integer.signed {
                quote! { i64 }
            } else {
                quote! { u64 }
            };
            quote! {
                &#tokens.iter().flat_map(|number| #wide::from(*number).to_be_bytes()).collect::<Vec<u8>>()
            }
        }
        Kind::Number(integer) if integer.signed => quote! { &i64::from(#tokens).to_be_bytes() },
        Kind::Literal(number) if *number < 0 => {
            let literal = Literal::i128_suffixed(*number);
            quote! { &(#literal as i64).to_be_bytes() }
        }
        Kind::Literal(number) => {
            let literal = Literal::u64_suffixed(u64::try_from(*number).unwrap_or(u64::MAX));
            quote! { &#literal.to_be_bytes() }
        }
        Kind::Number(_) | Kind::Truth => quote! { &u64::from(#tokens).to_be_bytes() },
        Kind::Enum(_) => quote! { &(i128::from(#tokens.number()) as u64).to_be_bytes() },
        Kind::Empty => quote! { &[] },
        _ => octets(value),
    }
}
