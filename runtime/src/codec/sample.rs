//! Arbitrary byte strings, strings and lists within bounds, for generated
//! `Arbitrary` implementations.

use alloc::string::String;
use alloc::vec::Vec;

use arbitrary::{Error, Unstructured};

/// More elements than the least are drawn only up to this many beyond it.
const SPREAD: u64 = 64;

/// Bytes of a length within bounds.
///
/// # Errors
/// The source is exhausted.
pub fn bytes(source: &mut Unstructured<'_>, min: u64, max: u64) -> Result<Vec<u8>, Error> {
    let length = length(source, min, max)?;
    let mut bytes = alloc::vec![0; length];
    source.fill_buffer(&mut bytes)?;
    Ok(bytes)
}

/// UTF-8 of a length in bytes within bounds.
///
/// # Errors
/// The source is exhausted.
pub fn text(source: &mut Unstructured<'_>, min: u64, max: u64) -> Result<String, Error> {
    let length = length(source, min, max)?;
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let character: char = source.arbitrary()?;
        text.push(if text.len() + character.len_utf8() <= length { character } else { 'x' });
    }
    Ok(text)
}

/// A list of a length within bounds.
///
/// # Errors
/// The source is exhausted.
pub fn list<'a, T>(
    source: &mut Unstructured<'a>,
    min: u64,
    max: u64,
    mut element: impl FnMut(&mut Unstructured<'a>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let length = length(source, min, max)?;
    (0..length).map(|_| element(source)).collect()
}

fn length(source: &mut Unstructured<'_>, min: u64, max: u64) -> Result<usize, Error> {
    let length = source.int_in_range(min..=max.min(min.saturating_add(SPREAD)))?;
    usize::try_from(length).map_err(|_| Error::IncorrectFormat)
}
