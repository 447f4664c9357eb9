//! Integers in bytes: how many a value takes, and which; of fixed size and of
//! variable length alike.
//!
//! Pure arithmetic over [`Integer`]. Reading is the interpreter's, with its
//! faults.

use super::{Encoding, Endian, Integer, Varint};

impl Varint {
    /// What stands behind the bits of such an integer in a spec: `leb128`. None if
    /// a layout alone implies it.
    pub const fn suffix(self) -> Option<&'static str> {
        match self {
            Varint::Leb128 => Some("leb128"),
            Varint::ZigZag => Some("zigzag"),
            Varint::Quic => Some("quic"),
            Varint::Bincode => None,
        }
    }

    /// The form with this suffix.
    pub fn with_suffix(suffix: &str) -> Option<Varint> {
        let forms = [Varint::Leb128, Varint::ZigZag, Varint::Quic, Varint::Bincode];
        forms.into_iter().find(|form| form.suffix() == Some(suffix))
    }
}

impl Integer {
    /// The form in which its length depends on the value, if it does.
    pub fn variable(self) -> Option<Varint> {
        match self.encoding {
            Encoding::Fixed => None,
            Encoding::Variable { form, .. } => Some(form),
        }
    }

    /// Whether values in more bytes than they ask for are accepted.
    pub fn is_malleable(self) -> bool {
        matches!(self.encoding, Encoding::Variable { malleable: true, .. })
    }

    /// The same integer of variable length, in the strictest reading.
    pub fn with_form(self, form: Varint) -> Integer {
        let encoding = Encoding::Variable { form, malleable: false };
        Integer { endian: Endian::Little, encoding, ..self }
    }

    /// The same integer, its values also accepted in more bytes than they ask
    /// for; none if its size is fixed.
    pub fn made_malleable(self) -> Option<Integer> {
        let encoding = Encoding::Variable { form: self.variable()?, malleable: true };
        Some(Integer { encoding, ..self })
    }

    /// The most bytes that a value takes: its size if that is fixed; of some
    /// bits, those of the bytes that they need alone.
    pub fn bytes(self) -> u64 {
        match self.variable() {
            None => u64::from(self.bits.div_ceil(8)),
            Some(Varint::Leb128 | Varint::ZigZag) => u64::from(self.bits.div_ceil(7)),
            Some(Varint::Quic) => match self.bits {
                0..=6 => 1,
                7..=14 => 2,
                15..=30 => 4,
                _ => 8,
            },
            Some(Varint::Bincode) => match self.bits {
                0..=16 => 3,
                17..=32 => 5,
                _ => 9,
            },
        }
    }

    /// The fewest bytes that a value takes.
    pub fn min_bytes(self) -> u64 {
        if self.variable().is_some() { 1 } else { self.bytes() }
    }

    /// The bytes that a value takes when it is written.
    pub fn len_of(self, value: i128) -> u64 {
        match self.variable() {
            None => self.bytes(),
            Some(Varint::Leb128) if self.signed => {
                let magnitude = (value ^ (value >> 127)).cast_unsigned();
                u64::from((width(magnitude) + 1).div_ceil(7))
            }
            Some(Varint::Leb128 | Varint::ZigZag) => {
                u64::from(width(self.written(value)).div_ceil(7).max(1))
            }
            Some(Varint::Quic) => match width(self.written(value)) {
                0..=6 => 1,
                7..=14 => 2,
                15..=30 => 4,
                _ => 8,
            },
            Some(Varint::Bincode) => match self.written(value) {
                0..=250 => 1,
                251..=0xffff => 3,
                0x1_0000..=0xffff_ffff => 5,
                _ => 9,
            },
        }
    }

    /// The bytes of a value; of one that does not fit, those of its lowest bits.
    pub fn bytes_of(self, value: i128) -> Vec<u8> {
        self.bytes_in(value, self.len_of(value))
    }

    /// The bytes of a value in the next longer form that the integer has, which only
    /// a malleable one may take; none if there is no longer one.
    pub fn overlong_bytes_of(self, value: i128) -> Option<Vec<u8>> {
        let fewest = self.len_of(value);
        let length = match self.variable()? {
            Varint::Leb128 | Varint::ZigZag => fewest + 1,
            Varint::Quic => 2 * fewest,
            Varint::Bincode => 2 * (fewest - 1).max(1) + 1,
        };
        (length <= self.bytes()).then(|| self.bytes_in(value, length))
    }

    /// The bytes of a value in a form of so many.
    fn bytes_in(self, value: i128, length: u64) -> Vec<u8> {
        let written = self.written(value);
        let length = usize::try_from(length).unwrap_or(16).min(16);
        let little = |number: u128, count: usize| number.to_le_bytes().into_iter().take(count);
        match self.variable() {
            None => match self.endian {
                Endian::Little => little(written, length).collect(),
                Endian::Big => little(written, length).rev().collect(),
            },
            Some(Varint::Leb128 | Varint::ZigZag) => {
                let groups = (0..length).map(|place| {
                    let group = (written >> (7 * place)) as u8 & 0x7f;
                    if place + 1 < length { group | 0x80 } else { group }
                });
                groups.collect()
            }
            Some(Varint::Quic) => {
                let marked = written | u128::from(length.ilog2()) << (8 * length - 2);
                little(marked, length).rev().collect()
            }
            Some(Varint::Bincode) if length == 1 => little(written, 1).collect(),
            Some(Varint::Bincode) => {
                let mark = 250 + (length - 1).ilog2() as u8;
                std::iter::once(mark).chain(little(written, length - 1)).collect()
            }
        }
    }

    /// The number that stands in the bytes for a value: without its sign where
    /// that is folded in.
    fn written(self, value: i128) -> u128 {
        let folded = match self.variable() {
            Some(Varint::ZigZag) => true,
            Some(Varint::Bincode) => self.signed,
            _ => false,
        };
        if folded { ((value << 1) ^ (value >> 127)).cast_unsigned() } else { value.cast_unsigned() }
    }
}

impl Varint {
    /// The widest values that it has, in bits.
    pub fn widest(self) -> u8 {
        match self {
            Varint::Leb128 | Varint::ZigZag | Varint::Bincode => 64,
            Varint::Quic => 62,
        }
    }
}

/// The bits of a number up to its highest one.
fn width(number: u128) -> u32 {
    u128::BITS - number.leading_zeros()
}

#[cfg(test)]
mod tests {
    use super::{Integer, Varint};
    use crate::model::Endian;

    #[test]
    fn longer_forms_end_at_the_longest() {
        let integer = |bits, signed, form| Integer::new(bits, signed, Endian::Big).with_form(form);
        for (integer, value, expected) in [
            (integer(14, false, Varint::Leb128), 5, Some(vec![0x85, 0])),
            (integer(14, false, Varint::Leb128), 200, None),
            (integer(14, true, Varint::Leb128), -3, Some(vec![0xfd, 0x7f])),
            (integer(32, true, Varint::ZigZag), -1, Some(vec![0x81, 0])),
            (integer(62, false, Varint::Quic), 5, Some(vec![0x40, 5])),
            (integer(62, false, Varint::Quic), 300, Some(vec![0x80, 0, 1, 44])),
            (integer(14, false, Varint::Quic), 300, None),
            (integer(32, false, Varint::Bincode), 5, Some(vec![251, 5, 0])),
            (integer(32, false, Varint::Bincode), 300, Some(vec![252, 44, 1, 0, 0])),
            (integer(16, false, Varint::Bincode), 300, None),
            (
                integer(64, true, Varint::Bincode),
                -70_000,
                Some(vec![253, 223, 34, 2, 0, 0, 0, 0, 0]),
            ),
            (Integer::new(16, false, Endian::Big), 5, None),
        ] {
            assert_eq!(integer.overlong_bytes_of(value), expected, "{value} as {integer:?}");
        }
    }
}
