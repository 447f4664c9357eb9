//! The checks that generated codecs make, each with the error it raises.
//!
//! Decoders call the `expect_*` methods of [`Reader`], encoders the `check_*`
//! functions; [`Located`] then says which field was at fault. Which bounds hold
//! is the generated code's to know.

use super::Reader;
use super::error::{DecodeError, DecodeErrorKind, EncodeError, EncodeErrorKind};

/// Says where in a structure an error arose, on the way out of it.
pub trait Located: Sized {
    /// The error, if there is one, seen from the structure that has the field.
    #[must_use]
    fn within(self, field: &'static str) -> Self;

    /// The error, if there is one, seen from the list that has the element.
    #[must_use]
    fn at(self, index: usize) -> Self;
}

impl<T> Located for Result<T, DecodeError> {
    #[inline]
    fn within(self, field: &'static str) -> Self {
        self.map_err(|error| error.within(field))
    }

    #[inline]
    fn at(self, index: usize) -> Self {
        self.map_err(|error| error.at(index))
    }
}

impl<T> Located for Result<T, EncodeError> {
    #[inline]
    fn within(self, field: &'static str) -> Self {
        self.map_err(|error| error.within(field))
    }

    #[inline]
    fn at(self, index: usize) -> Self {
        self.map_err(|error| error.at(index))
    }
}

/// Why bits are no value of a set of flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagsError {
    /// Bits are set that have no meaning.
    Reserved(u64),
    /// A constraint of the set does not hold.
    Require(&'static str),
}

impl core::fmt::Display for FlagsError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Reserved(found) => write!(f, "reserved bits must be zero, found {found:#x}"),
            Self::Require(text) => write!(f, "does not hold: {text}"),
        }
    }
}

impl core::error::Error for FlagsError {}

impl<'a> Reader<'a> {
    /// Checks a constant that was read at `start`.
    ///
    /// # Errors
    /// It is another.
    #[inline]
    pub fn expect_constant<T: Into<i128> + PartialEq + Copy>(
        &self,
        start: usize,
        found: T,
        expected: T,
    ) -> Result<(), DecodeError> {
        if found == expected {
            return Ok(());
        }
        let (expected, found) = (expected.into(), found.into());
        Err(DecodeError::new(DecodeErrorKind::Constant { expected, found }, start))
    }

    /// Reads a constant byte string.
    ///
    /// # Errors
    /// The input ends before, or has other bytes.
    #[inline]
    pub fn expect_bytes(&mut self, expected: &'static [u8]) -> Result<(), DecodeError> {
        let start = self.offset();
        let found = self.read_slice(expected.len())?;
        if found == expected {
            return Ok(());
        }
        Err(DecodeError::new(DecodeErrorKind::other_bytes(expected, found), start))
    }

    /// Checks the range, inclusive, of an integer that was read at `start`.
    ///
    /// # Errors
    /// It is outside.
    #[inline]
    pub fn expect_range<T: Into<i128> + PartialOrd + Copy>(
        &self,
        start: usize,
        found: T,
        min: T,
        max: T,
    ) -> Result<(), DecodeError> {
        if (min..=max).contains(&found) {
            return Ok(());
        }
        let (found, min, max) = (found.into(), min.into(), max.into());
        Err(DecodeError::new(DecodeErrorKind::OutOfRange { found, min, max }, start))
    }

    /// Checks the bounds, inclusive, of a length or count that was read at `start`.
    ///
    /// # Errors
    /// It is outside.
    #[inline]
    pub fn expect_length(
        &self,
        start: usize,
        found: impl Into<i128>,
        min: u64,
        max: u64,
    ) -> Result<(), DecodeError> {
        let found = found.into();
        if found >= i128::from(min) && found <= i128::from(max) {
            return Ok(());
        }
        Err(DecodeError::new(DecodeErrorKind::Length { found, min, max }, start))
    }

    /// Checks that a number that was read at `start` stands for a value.
    ///
    /// # Errors
    /// It does not.
    #[inline]
    pub fn expect_variant<T>(
        &self,
        start: usize,
        number: impl Into<i128>,
        value: Option<T>,
    ) -> Result<T, DecodeError> {
        value.ok_or_else(|| DecodeError::unknown_variant(start, number))
    }

    /// Checks that bits that were read at `start` are a value of a set of flags.
    ///
    /// # Errors
    /// They are not.
    #[inline]
    pub fn expect_flags<T>(
        &self,
        start: usize,
        value: Result<T, FlagsError>,
    ) -> Result<T, DecodeError> {
        value.map_err(|error| {
            let kind = match error {
                FlagsError::Reserved(found) => DecodeErrorKind::ReservedBits { found },
                FlagsError::Require(text) => DecodeErrorKind::Require { text },
            };
            DecodeError::new(kind, start)
        })
    }

    /// Checks that a string that starts at `start` is UTF-8.
    ///
    /// # Errors
    /// It is not.
    #[inline]
    pub fn expect_text(&self, start: usize, bytes: &'a [u8]) -> Result<&'a str, DecodeError> {
        core::str::from_utf8(bytes)
            .map_err(|_| DecodeError::new(DecodeErrorKind::InvalidUtf8, start))
    }

    /// Checks a checksum that was read at `start`.
    ///
    /// # Errors
    /// It is not the one computed.
    #[inline]
    pub fn expect_checksum<T: Into<u64> + PartialEq>(
        &self,
        start: usize,
        found: T,
        expected: T,
    ) -> Result<(), DecodeError> {
        if found == expected {
            return Ok(());
        }
        let (expected, found) = (expected.into(), found.into());
        Err(DecodeError::new(DecodeErrorKind::Checksum { expected, found }, start))
    }

    /// Checks that a constraint of a structure that starts at `start` holds.
    ///
    /// # Errors
    /// It does not.
    #[inline]
    pub fn expect_require(
        &self,
        start: usize,
        holds: bool,
        text: &'static str,
    ) -> Result<(), DecodeError> {
        if holds {
            return Ok(());
        }
        Err(DecodeError::new(DecodeErrorKind::Require { text }, start))
    }

    /// Reads a constant as far as it has arrived: whether all of it has.
    /// `expected` are its bytes, most significant first if `big`.
    ///
    /// # Errors
    /// A byte that has arrived is another.
    #[inline]
    pub fn read_constant(&mut self, expected: &[u8], big: bool) -> Result<bool, DecodeError> {
        let start = self.offset();
        let found = self.read_slice(expected.len().min(self.remaining()))?;
        if expected.starts_with(found) {
            return Ok(found.len() == expected.len());
        }
        Err(DecodeError::new(
            DecodeErrorKind::Constant {
                expected: bytes_as_number(expected, big),
                found: bytes_as_number(found, big),
            },
            start,
        ))
    }
}

impl<'a> Reader<'a> {
    /// Reads a constant byte string as far as it has arrived: whether all of it
    /// has.
    ///
    /// # Errors
    /// A byte that has arrived is another.
    #[inline]
    pub fn read_constant_bytes(&mut self, expected: &'static [u8]) -> Result<bool, DecodeError> {
        let start = self.offset();
        let found = self.read_slice(expected.len().min(self.remaining()))?;
        if expected.starts_with(found) {
            return Ok(found.len() == expected.len());
        }
        Err(DecodeError::new(DecodeErrorKind::other_bytes(expected, found), start))
    }
}

impl DecodeError {
    /// The error of a number at `start` that no variant or arm has.
    #[cold]
    pub fn unknown_variant(start: usize, found: impl Into<i128>) -> Self {
        Self::new(DecodeErrorKind::UnknownVariant { found: found.into() }, start)
    }

    /// The error of a tag at `start` that no message has.
    #[cold]
    pub fn unknown_message(start: usize, tag: impl Into<u64>) -> Self {
        Self::new(DecodeErrorKind::UnknownMessage { tag: tag.into() }, start)
    }
}

/// Checks the range, inclusive, of an integer.
///
/// # Errors
/// It is outside.
#[inline]
pub fn check_range<T: Into<i128> + PartialOrd + Copy>(
    found: T,
    min: T,
    max: T,
) -> Result<(), EncodeError> {
    if (min..=max).contains(&found) {
        return Ok(());
    }
    let (found, min, max) = (found.into(), min.into(), max.into());
    Err(EncodeError::new(EncodeErrorKind::OutOfRange { found, min, max }))
}

/// Checks the bounds, inclusive, of a length or count.
///
/// # Errors
/// It is outside.
#[inline]
pub fn check_length(found: usize, min: u64, max: u64) -> Result<(), EncodeError> {
    let found = found as u64;
    if (min..=max).contains(&found) {
        return Ok(());
    }
    Err(EncodeError::new(EncodeErrorKind::Length { found, min, max }))
}

/// Checks that a length, with what is added to it, is a whole number of units.
///
/// # Errors
/// It is not.
#[inline]
pub fn check_unit(found: usize, plus: i128, unit: u64) -> Result<(), EncodeError> {
    if (found as i128 + plus).rem_euclid(unit.into()) == 0 {
        return Ok(());
    }
    let found = found as u64;
    Err(EncodeError::new(EncodeErrorKind::Unit { found, plus, unit }))
}

/// Checks that the bytes that end some content stand behind it for the first
/// time.
///
/// # Errors
/// They begin earlier.
#[inline]
pub fn check_delimiter(content: &[u8], delimiter: &[u8]) -> Result<(), EncodeError> {
    // They may begin in the content and end in themselves.
    let begins = |at: usize| {
        let (inside, behind) = delimiter.split_at(delimiter.len().min(content.len() - at));
        content[at..].starts_with(inside) && delimiter.starts_with(behind)
    };
    if (0..content.len()).any(begins) {
        return Err(EncodeError::new(EncodeErrorKind::Delimiter));
    }
    Ok(())
}

/// Checks that an optional field is there exactly if its condition holds.
///
/// # Errors
/// One of both only.
#[inline]
pub fn check_presence(present: bool, expected: bool) -> Result<(), EncodeError> {
    if present == expected {
        return Ok(());
    }
    Err(EncodeError::new(EncodeErrorKind::Presence { expected }))
}

/// Checks that a constraint of a structure holds.
///
/// # Errors
/// It does not.
#[inline]
pub fn check_require(holds: bool, text: &'static str) -> Result<(), EncodeError> {
    if holds {
        return Ok(());
    }
    Err(EncodeError::new(EncodeErrorKind::Require { text }))
}

/// Checks a set of flags.
///
/// # Errors
/// The error given.
#[inline]
pub fn check_flags(value: Result<(), FlagsError>) -> Result<(), EncodeError> {
    value.map_err(|error| {
        EncodeError::new(match error {
            FlagsError::Reserved(found) => EncodeErrorKind::ReservedBits { found },
            FlagsError::Require(text) => EncodeErrorKind::Require { text },
        })
    })
}

/// Checks the number of an enumeration's value: `valid` if the value is the
/// one that the number stands for and fits its integer.
///
/// # Errors
/// It is not.
#[inline]
pub fn check_variant(valid: bool, found: impl Into<i128>) -> Result<(), EncodeError> {
    if valid {
        return Ok(());
    }
    Err(EncodeError::new(EncodeErrorKind::Variant { found: found.into() }))
}

fn bytes_as_number(bytes: &[u8], big: bool) -> i128 {
    let shift_in = |number: i128, byte: &u8| number << 8 | i128::from(*byte);
    if big { bytes.iter().fold(0, shift_in) } else { bytes.iter().rev().fold(0, shift_in) }
}
