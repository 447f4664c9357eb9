//! Floating-point numbers for serde: as numbers, and as strings where they are
//! none, so that every bit comes back: `"Infinity"`, `"-Infinity"`, `"NaN"` for the
//! NaN of most programs, `"NaN:7fc00001"` with all its bits for every other.
//!
//! A number that is read becomes the nearest that the type holds. Reading text
//! with serde_json needs its feature `float_roundtrip`; without it the last bit
//! may be off.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserializer, Serializer};

use super::form::write_each;
pub use super::form::{JsonForm, deserialize, serialize};

macro_rules! floats {
    ($($type:ident: $bits:ident, $nan:literal, $digits:literal;)*) => {$(
        impl JsonForm for $type {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if self.is_finite() {
                    return serializer.serialize_f64((*self).into());
                }
                match (self.is_nan(), self.to_bits()) {
                    (true, $nan) => serializer.serialize_str("NaN"),
                    (true, bits) => serializer.serialize_str(&format!("NaN:{bits:0$x}", $digits)),
                    _ if *self < 0.0 => serializer.serialize_str("-Infinity"),
                    _ => serializer.serialize_str("Infinity"),
                }
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = match deserializer.deserialize_any(NumberOrText)? {
                    Form::Number(number) if (number as $type).is_finite() => {
                        return Ok(number as $type);
                    }
                    Form::Number(_) => {
                        return Err(D::Error::custom("the number is too large"));
                    }
                    Form::Text(text) => text,
                };
                let special = match text.as_str() {
                    "Infinity" => Some($type::INFINITY),
                    "-Infinity" => Some($type::NEG_INFINITY),
                    "NaN" => Some($type::from_bits($nan)),
                    text => text
                        .strip_prefix("NaN:")
                        .filter(|digits| digits.len() == $digits && is_lower_hex(digits))
                        .and_then(|digits| $bits::from_str_radix(digits, 16).ok())
                        .map($type::from_bits)
                        .filter(|number| number.is_nan()),
                };
                special.ok_or_else(|| {
                    D::Error::custom("expected a number, Infinity, -Infinity or NaN")
                })
            }
        }
    )*};
}

floats! {
    f32: u32, 0x7fc0_0000, 8;
    f64: u64, 0x7ff8_0000_0000_0000, 16;
}

impl<T: JsonForm, const N: usize> JsonForm for [T; N] {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write_each(self, serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let values = Vec::<T>::read(deserializer)?;
        let length = values.len();
        Self::try_from(values)
            .map_err(|_| D::Error::custom(format_args!("expected {N} numbers, found {length}")))
    }
}

/// What stands for a floating-point number.
enum Form {
    Number(f64),
    Text(String),
}

struct NumberOrText;

impl Visitor<'_> for NumberOrText {
    type Value = Form;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, \"Infinity\", \"-Infinity\" or \"NaN\"")
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Form, E> {
        Ok(Form::Number(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Form, E> {
        Ok(Form::Number(number as f64))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Form, E> {
        Ok(Form::Number(number as f64))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Form, E> {
        Ok(Form::Text(text.into()))
    }
}

fn is_lower_hex(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}
