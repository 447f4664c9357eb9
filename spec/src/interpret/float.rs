//! Floating-point numbers, held as their bits: in JSON and as people read them.
//!
//! Bits and not a Rust float, because two NaN are different values of a field,
//! and no float is equal to NaN.

use serde_json::Value as Json;

use crate::model::Float;

/// The JSON form: a number; `"Infinity"`, `"-Infinity"`, `"NaN"` for the NaN of
/// most programs, `"NaN:7fc00001"` with all its bits for every other.
pub(super) fn to_json(float: Float, bits: u64) -> Json {
    let number = number(float, bits);
    match serde_json::Number::from_f64(number) {
        Some(number) => Json::Number(number),
        None => Json::from(text(float, bits)),
    }
}

/// The bits of the JSON form; numbers become the nearest that the field can hold.
pub(super) fn from_json(float: Float, json: &Json) -> Option<u64> {
    match json {
        Json::Number(number) => {
            let bits = bits(float, number.as_f64()?);
            is_finite(float, bits).then_some(bits)
        }
        Json::String(text) => match text.as_str() {
            "Infinity" => Some(bits(float, f64::INFINITY)),
            "-Infinity" => Some(bits(float, f64::NEG_INFINITY)),
            "NaN" => Some(usual_nan(float)),
            text => {
                let digits = text.strip_prefix("NaN:")?;
                let right = digits.len() == usize::from(float.bits / 4)
                    && digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
                let bits = u64::from_str_radix(digits, 16).ok().filter(|_| right)?;
                number(float, bits).is_nan().then_some(bits)
            }
        },
        _ => None,
    }
}

/// The number as people read it, and the exact form of what is none.
pub(super) fn text(float: Float, bits: u64) -> String {
    let number = number(float, bits);
    if number.is_nan() {
        return match bits {
            bits if bits == usual_nan(float) => "NaN".to_owned(),
            bits => format!("NaN:{bits:0width$x}", width = usize::from(float.bits / 4)),
        };
    }
    if number.is_infinite() {
        return if number < 0.0 { "-Infinity" } else { "Infinity" }.to_owned();
    }
    match float.bits {
        32 => format!("{:?}", f32::from_bits(bits as u32)),
        _ => format!("{number:?}"),
    }
}

fn number(float: Float, bits: u64) -> f64 {
    match float.bits {
        32 => f32::from_bits(bits as u32).into(),
        _ => f64::from_bits(bits),
    }
}

fn bits(float: Float, number: f64) -> u64 {
    match float.bits {
        32 => (number as f32).to_bits().into(),
        _ => number.to_bits(),
    }
}

fn is_finite(float: Float, bits: u64) -> bool {
    number(float, bits).is_finite()
}

/// The quiet NaN with a positive sign and nothing else set.
fn usual_nan(float: Float) -> u64 {
    match float.bits {
        32 => 0x7fc0_0000,
        _ => 0x7ff8_0000_0000_0000,
    }
}
