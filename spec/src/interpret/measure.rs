//! Integers, lengths and constraints as both directions see them: bytes to
//! numbers, bounds, and what is said when they are not kept.

use crate::model::{Endian, Extent, Integer, Require, Scale};

/// Whether a length is within its bounds.
pub(super) fn within(length: i128, extent: &Extent) -> bool {
    length >= i128::from(extent.min) && length <= i128::from(extent.max)
}

/// The bounds of a length, for messages.
pub(super) fn bounds_text(extent: &Extent) -> String {
    let min = extent.min;
    match extent.max {
        u64::MAX => format!("a length of at least {min}"),
        max => format!("a length of {min} to {max}"),
    }
}

/// That a number says no length within its bounds, for messages.
pub(super) fn number_text(scale: Scale, (min, max): (u64, u64), found: i128) -> String {
    let (least, most) = scale.numbers(min.into(), max.into());
    let expected = match max {
        u64::MAX => format!("at least {least}"),
        _ => format!("{least} to {most}"),
    };
    match scale.unit {
        1 => format!("expected a length of {expected}, found {found}"),
        unit => format!("expected a length of {expected} units of {unit}, found {found}"),
    }
}

/// That a length is no whole number of units, for messages.
pub(super) fn unit_text(scale: Scale, length: i128) -> String {
    let added = match scale.plus {
        0 => String::new(),
        plus => format!(", {plus} added,"),
    };
    format!("expected a length that{added} is a multiple of {}, found {length}", scale.unit)
}

/// What a constraint says when it does not hold.
pub(super) fn require_text(require: &Require) -> String {
    match &require.message {
        Some(message) => format!("{message} ({})", require.text),
        None => format!("does not hold: {}", require.text),
    }
}

/// `1 byte`, `2 bytes`.
pub(super) fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// The number that bytes stand for.
pub(super) fn integer_value(integer: Integer, bytes: &[u8]) -> i128 {
    let most_significant_first = |number: i128, byte: &u8| (number << 8) | i128::from(*byte);
    let number = match integer.endian {
        Endian::Big => bytes.iter().fold(0, most_significant_first),
        Endian::Little => bytes.iter().rev().fold(0, most_significant_first),
    };
    if number > integer.max() { number - (1 << integer.bits) } else { number }
}

/// The bits of a number as they stand in its integer.
pub(super) fn bits_of(integer: Integer, number: i128) -> u64 {
    let unsigned = if number < 0 { number + (1 << integer.bits) } else { number };
    u64::try_from(unsigned).unwrap_or(u64::MAX)
}
