//! Numbers that are no integers of a fixed size: floating-point ones, and
//! integers of variable length.

use super::Generator;
use super::types::{Facts, Place, Typed};

/// An integer of variable length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Variable {
    form: Form,
    bits: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Leb128,
    SignedLeb128,
    ZigZag,
    Quic,
}

impl Variable {
    pub(super) fn name(self) -> String {
        let (sign, form) = match self.form {
            Form::Leb128 => ('u', "leb128"),
            Form::SignedLeb128 => ('i', "leb128"),
            Form::ZigZag => ('i', "zigzag"),
            Form::Quic => ('u', "quic"),
        };
        format!("{sign}{}{form}", self.bits)
    }

    pub(super) fn range(self) -> (i128, i128) {
        match self.form {
            Form::Leb128 | Form::Quic => (0, (1 << self.bits) - 1),
            Form::SignedLeb128 | Form::ZigZag => {
                (-(1 << (self.bits - 1)), (1 << (self.bits - 1)) - 1)
            }
        }
    }

    /// The most bytes that it takes.
    pub(super) fn most(self) -> u64 {
        match (self.form, self.bits) {
            (Form::Quic, 0..=6) => 1,
            (Form::Quic, 7..=14) => 2,
            (Form::Quic, 15..=30) => 4,
            (Form::Quic, _) => 8,
            (_, bits) => u64::from(bits.div_ceil(7)),
        }
    }

    pub(super) fn facts(self, samples: u64) -> Facts {
        let most = self.most();
        Facts { least: 1, most: Some(most), weight: most, samples, ..Facts::EMPTY }
    }
}

impl Generator {
    pub(super) fn float_type(&mut self) -> Typed {
        let (name, bytes) = self.draw.pick(&[("f32", 4), ("f64", 8)]);
        let order = self.order();
        Typed { text: format!("{name}{order}"), facts: Facts::bytes(bytes, 8) }
    }

    /// Any integer of variable length.
    pub(super) fn variable(&mut self) -> Variable {
        let form = self.draw.pick(&[Form::Leb128, Form::SignedLeb128, Form::ZigZag, Form::Quic]);
        let most = if form == Form::Quic { 62 } else { 64 };
        let often = self.draw.pick(&[7, 8, 14, 16, 28, 32, most]);
        let bits = if self.draw.chance(60) { often } else { 1 + self.draw.below(most) };
        Variable { form, bits: bits as u32 }
    }

    /// One without a sign that can say this much.
    pub(super) fn variable_carrier(&mut self, most: u64) -> Variable {
        loop {
            let variable = self.variable();
            if variable.range().0 == 0 && variable.range().1 >= i128::from(most) {
                return variable;
            }
        }
    }

    pub(super) fn variable_type(&mut self) -> Typed {
        let variable = self.variable();
        Typed { text: variable.name(), facts: variable.facts(8) }
    }

    /// A byte string or a string behind a prefix of variable length.
    pub(super) fn variable_bytes(&mut self, word: &str, place: Place) -> Typed {
        let (low, high) = self.bounds(place.budget.min(300));
        let prefix = self.variable_carrier(high);
        let range = self.range(low, Some(high));
        let facts = Facts {
            least: 1 + low,
            most: Some(prefix.most() + high),
            weight: prefix.most() + high,
            samples: 3,
            ..Facts::EMPTY
        };
        Typed { text: format!("{word}[{} in {range}]", prefix.name()), facts }
    }
}
