//! Byte strings as lower-case hex strings, for serde.

use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer, Serializer, de::Error};

/// Writes bytes as a hex string.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<T: AsRef<[u8]>, S: Serializer>(
    bytes: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = String::with_capacity(bytes.as_ref().len() * 2);
    for byte in bytes.as_ref() {
        text.push(char::from(DIGITS[usize::from(byte >> 4)]));
        text.push(char::from(DIGITS[usize::from(byte & 15)]));
    }
    serializer.serialize_str(&text)
}

/// Reads bytes from a hex string.
///
/// # Errors
/// The string has an odd length, a character that is no hex digit, or does not
/// fit a byte string of fixed length.
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: TryFrom<Vec<u8>>,
    D: Deserializer<'de>,
{
    let text = alloc::borrow::Cow::<'de, str>::deserialize(deserializer)?;
    if text.len() % 2 != 0 {
        return Err(D::Error::custom("expected an even number of hex digits"));
    }
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len() / 2);
    for pair in text.as_bytes().chunks_exact(2) {
        match (digit(pair[0]), digit(pair[1])) {
            (Some(high), Some(low)) => bytes.push((high << 4 | low) as u8),
            _ => return Err(D::Error::custom("expected hex digits")),
        }
    }
    let length = bytes.len();
    T::try_from(bytes)
        .map_err(|_| D::Error::custom(alloc::format!("{length} bytes do not fit the field")))
}
