//! Numbers as a person would write them.

use crate::tokens::{Literal, TokenStream, quote};

/// A number in decimal.
pub fn decimal(number: i128) -> TokenStream {
    signed(number, Literal::u128_unsuffixed)
}

/// A number in hexadecimal if it is large, with underscores.
pub fn number(value: i128) -> TokenStream {
    signed(value, |magnitude| {
        if magnitude < 0x1_0000 { Literal::u128_unsuffixed(magnitude) } else { hex(magnitude) }
    })
}

/// A constant of the wire, which people know in hexadecimal unless it is small.
pub fn constant(value: i128) -> TokenStream {
    signed(value, |magnitude| {
        if magnitude < 0x100 { Literal::u128_unsuffixed(magnitude) } else { hex(magnitude) }
    })
}

/// A number in decimal with underscores between thousands.
pub fn grouped(value: i128) -> TokenStream {
    signed(value, |magnitude| Literal::number(&group(&magnitude.to_string(), 3)))
}

/// A mask in hexadecimal, two digits a byte.
pub fn mask(value: u64, bytes: u64) -> TokenStream {
    let digits = format!("{value:0width$x}", width = (bytes * 2) as usize);
    let literal = Literal::number(&format!("0x{}", group(&digits, 4)));
    quote! { #literal }
}

/// Bytes in hexadecimal.
pub fn bytes_of(bytes: Vec<u8>) -> Vec<TokenStream> {
    bytes.into_iter().map(|byte| mask(byte.into(), 1)).collect()
}

fn hex(magnitude: u128) -> Literal {
    Literal::number(&format!("0x{}", group(&format!("{magnitude:x}"), 4)))
}

fn signed(number: i128, literal: impl Fn(u128) -> Literal) -> TokenStream {
    let magnitude = literal(number.unsigned_abs());
    if number < 0 {
        quote! { -#magnitude }
    } else {
        quote! { #magnitude }
    }
}

/// `1234567` as `1_234_567`.
fn group(digits: &str, size: usize) -> String {
    if digits.len() <= 4 {
        return digits.to_owned();
    }
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(size) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}
