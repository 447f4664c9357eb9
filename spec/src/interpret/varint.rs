//! Bytes to integers of variable length, with what may be wrong about them.

use crate::model::{Integer, Varint};

/// Why bytes are no integer of variable length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum VarintFault {
    /// The input ends before the number does.
    Truncated,
    /// The number does not fit, or goes on behind the most bytes it may take.
    Overflow,
    /// So many bytes, where the number asks for so many.
    Overlong(u64, u64),
}

impl VarintFault {
    pub(super) fn code(self) -> &'static str {
        match self {
            VarintFault::Truncated => "truncated",
            VarintFault::Overflow => "overflow",
            VarintFault::Overlong(..) => "overlong",
        }
    }
}

/// The number at the start of the input, and how many bytes it has.
pub(super) fn read(
    integer: Integer,
    form: Varint,
    input: &[u8],
) -> Result<(i128, usize), VarintFault> {
    let (raw, length) = match form {
        Varint::Leb128 | Varint::ZigZag => groups_of_seven(integer, input)?,
        Varint::Quic => marked_by_two_bits(integer, input)?,
        Varint::Bincode => marked_by_a_byte(integer, input)?,
    };
    let folded = form == Varint::ZigZag || form == Varint::Bincode && integer.signed;
    let value = if folded {
        (raw >> 1) ^ -(raw & 1)
    } else if integer.signed {
        // The sign is the highest bit of the last group.
        let above = 128 - 7 * length;
        raw << above >> above
    } else {
        raw
    };
    if value < integer.min() || value > integer.max() {
        return Err(VarintFault::Overflow);
    }
    match (integer.len_of(value), length as u64) {
        (needed, found) if needed != found && !integer.is_malleable() => {
            Err(VarintFault::Overlong(found, needed))
        }
        _ => Ok((value, length)),
    }
}

fn groups_of_seven(integer: Integer, input: &[u8]) -> Result<(i128, usize), VarintFault> {
    let most = usize::try_from(integer.bytes()).unwrap_or(usize::MAX);
    let mut number = 0;
    for place in 0..most {
        let byte = *input.get(place).ok_or(VarintFault::Truncated)?;
        number |= i128::from(byte & 0x7f) << (7 * place);
        if byte < 0x80 {
            return Ok((number, place + 1));
        }
    }
    Err(VarintFault::Overflow)
}

fn marked_by_two_bits(integer: Integer, input: &[u8]) -> Result<(i128, usize), VarintFault> {
    let first = *input.first().ok_or(VarintFault::Truncated)?;
    let length = 1usize << (first >> 6);
    if length as u64 > integer.bytes() {
        return Err(VarintFault::Overflow);
    }
    let rest = input.get(1..length).ok_or(VarintFault::Truncated)?;
    let number = rest.iter().fold(i128::from(first & 0x3f), |n, byte| n << 8 | i128::from(*byte));
    Ok((number, length))
}

fn marked_by_a_byte(integer: Integer, input: &[u8]) -> Result<(i128, usize), VarintFault> {
    let content = match *input.first().ok_or(VarintFault::Truncated)? {
        number @ 0..=250 => return Ok((number.into(), 1)),
        251 => 2,
        252 => 4,
        253 => 8,
        254..=255 => return Err(VarintFault::Overflow),
    };
    let length = 1 + content;
    if length as u64 > integer.bytes() {
        return Err(VarintFault::Overflow);
    }
    let content = input.get(1..length).ok_or(VarintFault::Truncated)?;
    Ok((content.iter().rev().fold(0, |n, byte| n << 8 | i128::from(*byte)), length))
}
