//! Integers of variable length: as many bytes as the value asks for.
//!
//! Which form and how many bits an integer has is the generated code's to
//! know. Of all the bytes that a value could have, writers write the fewest, and
//! readers refuse others unless they are asked not to.

use super::Reader;
use super::error::{DecodeError, DecodeErrorKind};

/// How an integer of variable length stands in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Varint {
    /// LEB128: seven bits a byte, the lowest first, the highest bit set in all
    /// bytes but the last. Signed ones in two's complement, its sign carried on.
    Leb128,
    /// Zig-zag: 0, -1, 1, -2, … as 0, 1, 2, 3, … in LEB128.
    ZigZag,
    /// RFC 9000, §16: the two highest bits say whether there are 1, 2, 4 or 8
    /// bytes, big-endian. Without a sign.
    Quic,
    /// bincode 2: up to 250 in one byte; 251, 252, 253 in front of 2, 4, 8
    /// bytes, little-endian. Signed ones zig-zag.
    Bincode,
}

/// An integer type of Rust, of up to 64 bits.
pub trait Number: Copy {
    /// Whether it has negative values.
    const SIGNED: bool;

    /// The number; what does not fit is cut off.
    fn from_wide(wide: i128) -> Self;

    /// The number as it is.
    fn wide(self) -> i128;
}

macro_rules! numbers {
    ($($signed:literal: $($type:ty)*;)*) => {$($(
        impl Number for $type {
            const SIGNED: bool = $signed;

            #[inline]
            fn from_wide(wide: i128) -> Self {
                wide as $type
            }

            #[inline]
            fn wide(self) -> i128 {
                self.into()
            }
        }
    )*)*};
}

numbers! {
    false: u8 u16 u32 u64;
    true: i8 i16 i32 i64;
}

impl Reader<'_> {
    /// Reads an integer of at most `bits` bits, 1 to 64, in the fewest bytes that
    /// its value asks for.
    ///
    /// # Errors
    /// The input ends before; the value has more bits, or goes on behind the most
    /// bytes that so many bits take; it has more bytes than it asks for.
    #[inline]
    pub fn read_varint<T: Number>(&mut self, form: Varint, bits: u32) -> Result<T, DecodeError> {
        let start = self.offset();
        let value: T = self.read_malleable_varint(form, bits)?;
        let (needed, found) = (varint_len(form, value), self.offset() - start);
        if needed == found {
            return Ok(value);
        }
        let (needed, found) = (needed as u64, found as u64);
        Err(DecodeError::new(DecodeErrorKind::Overlong { needed, found }, start))
    }

    /// Reads an integer of at most `bits` bits, 1 to 64, in any number of bytes up
    /// to the most that so many bits take.
    ///
    /// # Errors
    /// The input ends before; the value has more bits, or goes on behind the most
    /// bytes.
    #[inline]
    pub fn read_malleable_varint<T: Number>(
        &mut self,
        form: Varint,
        bits: u32,
    ) -> Result<T, DecodeError> {
        let (raw, length) = match form {
            Varint::Leb128 | Varint::ZigZag => self.groups_of_seven(bits)?,
            Varint::Quic => self.marked_by_two_bits(bits)?,
            Varint::Bincode => self.marked_by_a_byte(bits)?,
        };
        let (value, fits) = match form {
            Varint::Leb128 if T::SIGNED => {
                let above = 128 - 7 * length as u32;
                let value = (raw << above).cast_signed() >> above;
                (value, matches!(value >> (bits - 1), 0 | -1))
            }
            _ if T::SIGNED => {
                let half = (raw >> 1).cast_signed();
                (if raw & 1 == 0 { half } else { !half }, raw >> bits == 0)
            }
            _ => (raw.cast_signed(), raw >> bits == 0),
        };
        if !fits {
            return Err(self.overflow(bits));
        }
        self.read_slice(length)?;
        Ok(T::from_wide(value))
    }

    fn groups_of_seven(&self, bits: u32) -> Result<(u128, usize), DecodeError> {
        let rest = self.rest();
        if let Some(byte) = rest.first().filter(|byte| **byte < 0x80) {
            return Ok(((*byte).into(), 1));
        }
        let most = bits.div_ceil(7) as usize;
        let mut number = 0;
        for (place, byte) in rest.iter().take(most).enumerate() {
            number |= u128::from(byte & 0x7f) << (7 * place);
            if *byte < 0x80 {
                return Ok((number, place + 1));
            }
        }
        if rest.len() < most {
            return Err(self.truncated(rest.len() as u64 + 1));
        }
        Err(self.overflow(bits))
    }

    fn marked_by_two_bits(&self, bits: u32) -> Result<(u128, usize), DecodeError> {
        let Some(first) = self.rest().first() else { return Err(self.truncated(1)) };
        let length = 1 << (first >> 6);
        let most = match bits {
            0..=6 => 1,
            7..=14 => 2,
            15..=30 => 4,
            _ => 8,
        };
        if length > most {
            return Err(self.overflow(bits));
        }
        let bytes = self.first_bytes(length)?;
        let number = bytes.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte));
        let mask = u64::MAX >> (66 - 8 * length);
        Ok(((number & mask).into(), length))
    }

    fn marked_by_a_byte(&self, bits: u32) -> Result<(u128, usize), DecodeError> {
        let Some(first) = self.rest().first() else { return Err(self.truncated(1)) };
        let content = match first {
            0..=250 => return Ok(((*first).into(), 1)),
            251 => 2,
            252 if bits > 16 => 4,
            253 if bits > 32 => 8,
            252..=255 => return Err(self.overflow(bits)),
        };
        let bytes = &self.first_bytes(1 + content)?[1..];
        let number = bytes.iter().rev().fold(0, |number, byte| number << 8 | u128::from(*byte));
        Ok((number, 1 + content))
    }

    fn first_bytes(&self, count: usize) -> Result<&[u8], DecodeError> {
        self.rest().get(..count).ok_or_else(|| self.truncated(count as u64))
    }

    #[cold]
    fn overflow(&self, bits: u32) -> DecodeError {
        DecodeError::new(DecodeErrorKind::Overflow { bits }, self.offset())
    }
}

/// The bytes that an integer of variable length takes.
#[inline]
pub fn varint_len<T: Number>(form: Varint, value: T) -> usize {
    let value = value.wide();
    let written = written::<T>(form, value);
    let width = u64::BITS - written.leading_zeros();
    let length = match form {
        Varint::Leb128 if T::SIGNED => {
            let magnitude = (value ^ (value >> 127)) as u64;
            (u64::BITS - magnitude.leading_zeros() + 1).div_ceil(7)
        }
        Varint::Leb128 | Varint::ZigZag => width.div_ceil(7).max(1),
        Varint::Quic => match width {
            0..=6 => 1,
            7..=14 => 2,
            15..=30 => 4,
            _ => 8,
        },
        Varint::Bincode => match written {
            0..=250 => 1,
            251..=0xffff => 3,
            0x1_0000..=0xffff_ffff => 5,
            _ => 9,
        },
    };
    length as usize
}

/// The bytes that a length of variable length and so much content take.
#[inline]
pub fn measured_len(form: Varint, content: usize) -> usize {
    varint_len(form, content as u64) + content
}

/// Writes an integer of variable length, in the fewest bytes.
#[cfg(feature = "alloc")]
#[inline]
pub fn put_varint<T: Number, O: super::Output>(out: &mut O, form: Varint, value: T) {
    let length = varint_len(form, value);
    let wide = value.wide();
    let written = written::<T>(form, wide);
    let mut bytes = [0; 10];
    match form {
        Varint::Leb128 | Varint::ZigZag => {
            let mut left = if form == Varint::Leb128 { wide } else { written.into() };
            for byte in &mut bytes[..length] {
                *byte = left as u8 | 0x80;
                left >>= 7;
            }
            bytes[length - 1] &= 0x7f;
        }
        Varint::Quic => {
            let marked = written | u64::from(length.ilog2()) << (8 * length - 2);
            bytes[..length].copy_from_slice(&marked.to_be_bytes()[8 - length..]);
        }
        Varint::Bincode if length == 1 => bytes[0] = written as u8,
        Varint::Bincode => {
            bytes[0] = 250 + (length - 1).ilog2() as u8;
            bytes[1..length].copy_from_slice(&written.to_le_bytes()[..length - 1]);
        }
    }
    out.put(&bytes[..length]);
}

/// The number that stands in the bytes, without its sign where that is folded in.
fn written<T: Number>(form: Varint, value: i128) -> u64 {
    match form {
        Varint::ZigZag | Varint::Bincode if T::SIGNED => ((value << 1) ^ (value >> 127)) as u64,
        _ => value as u64,
    }
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn bytes<T: Number>(form: Varint, value: T) -> Vec<u8> {
        let mut out = Vec::new();
        put_varint(&mut out, form, value);
        assert_eq!(out.len(), varint_len(form, value));
        out
    }

    fn check<T: Number + PartialEq + core::fmt::Debug>(form: Varint, value: T, expected: &[u8]) {
        assert_eq!(bytes(form, value), expected, "{form:?} of {value:?}");
        let bits = 8 * size_of::<T>() as u32 - u32::from(form == Varint::Quic) * 2;
        assert_eq!(Reader::new(expected).read_varint::<T>(form, bits), Ok(value));
        for cut in 0..expected.len() {
            let error = Reader::new(&expected[..cut]).read_varint::<T>(form, bits);
            let error = error.expect_err("is cut short");
            assert_eq!((error.kind.code(), error.offset), ("truncated", 0));
        }
    }

    #[test]
    fn published_examples() {
        // DWARF 5, §7.6, tables 7.8 and 7.9.
        for (value, expected) in [
            (2u32, &[2][..]),
            (127, &[127]),
            (128, &[0x80, 1]),
            (129, &[0x81, 1]),
            (12857, &[57 + 0x80, 100]),
        ] {
            check(Varint::Leb128, value, expected);
        }
        for (value, expected) in [
            (2i32, &[2][..]),
            (-2, &[0x7e]),
            (127, &[127 + 0x80, 0]),
            (-127, &[1 + 0x80, 0x7f]),
            (128, &[0x80, 1]),
            (-128, &[0x80, 0x7f]),
            (129, &[1 + 0x80, 1]),
            (-129, &[0x7f + 0x80, 0x7e]),
        ] {
            check(Varint::Leb128, value, expected);
        }
        // Protocol Buffers, "Encoding", Signed Integers.
        for (value, written) in [
            (0i32, 0u32),
            (-1, 1),
            (1, 2),
            (-2, 3),
            (0x7fff_ffff, 0xffff_fffe),
            (i32::MIN, u32::MAX),
        ] {
            check(Varint::ZigZag, value, &bytes(Varint::Leb128, written));
        }
        // RFC 9000, §A.1.
        check(
            Varint::Quic,
            151_288_809_941_952_652u64,
            &[0xc2, 0x19, 0x7c, 0x5e, 0xff, 0x14, 0xe8, 0x8c],
        );
        check(Varint::Quic, 494_878_333u64, &[0x9d, 0x7f, 0x3e, 0x7d]);
        check(Varint::Quic, 15_293u64, &[0x7b, 0xbd]);
        check(Varint::Quic, 37u64, &[0x25]);
    }

    #[test]
    fn the_ends_of_every_type() {
        for form in [Varint::Leb128, Varint::Bincode] {
            for value in [0, 1, 63, 64, 250, 251, u16::MAX.into(), u32::MAX.into(), u64::MAX] {
                check(form, value, &bytes(form, value));
            }
        }
        for form in [Varint::Leb128, Varint::ZigZag, Varint::Bincode] {
            for value in [i64::MIN, i32::MIN.into(), -126, -64, -1, 0, 63, 64, 125, i64::MAX] {
                check(form, value, &bytes(form, value));
            }
        }
    }

    #[test]
    fn more_bytes_than_the_value_asks_for() {
        let strict = |form, input: &[u8]| {
            let error = Reader::new(input).read_varint::<u16>(form, 14).expect_err("is refused");
            (error.kind.code(), error.offset)
        };
        for (form, input) in [
            (Varint::Leb128, &[0x80, 0][..]),
            (Varint::Quic, &[0x40, 0x3f]),
            (Varint::Bincode, &[251, 250, 0]),
        ] {
            assert_eq!(strict(form, input), ("overlong", 0), "{input:?}");
            let mut reader = Reader::new(input);
            assert!(reader.read_malleable_varint::<u16>(form, 14).is_ok(), "{input:?}");
            assert_eq!(reader.remaining(), 0);
        }
        let signed = |input: &[u8]| Reader::new(input).read_varint::<i32>(Varint::Leb128, 32);
        for input in [&[0xff, 0x7f][..], &[0xbf, 0x00], &[0xc0, 0x7f]] {
            assert_eq!(signed(input).map_err(|error| error.kind.code()), Err("overlong"));
        }
        assert_eq!(signed(&[0xff, 0x00]), Ok(127));
        assert_eq!(signed(&[0x80, 0x7f]), Ok(-128));
    }

    #[test]
    fn more_than_fits() {
        let code = |form, input: &[u8], bits| {
            let mut reader = Reader::new(input);
            let unsigned = reader.read_malleable_varint::<u64>(form, bits);
            unsigned.map_err(|error| (error.kind.code(), error.offset))
        };
        for (form, input, bits) in [
            (Varint::Leb128, &[0x80, 0x80, 0x01][..], 14),
            (Varint::Leb128, &[0x80, 0x80], 14),
            (Varint::Leb128, &[0xff, 0x7f], 13),
            (Varint::Leb128, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02], 64),
            (Varint::Quic, &[0x80], 14),
            (Varint::Quic, &[0x60, 0], 13),
            (Varint::Bincode, &[252], 16),
            (Varint::Bincode, &[253], 32),
            (Varint::Bincode, &[254], 64),
            (Varint::Bincode, &[255], 64),
        ] {
            assert_eq!(code(form, input, bits), Err(("overflow", 0)), "{form:?} {input:?}");
        }
        for input in [&[0xff, 0xff, 0xff, 0xff, 0x08][..], &[0x80, 0x80, 0x80, 0x80, 0x70]] {
            let signed = Reader::new(input).read_varint::<i32>(Varint::Leb128, 32);
            assert_eq!(signed.map_err(|error| error.kind.code()), Err("overflow"));
        }
    }
}
