//! Fields that are read in one step: a number and what is asked of it, a length
//! and what it measures, a mark and what it announces.
//!
//! Each is told how to read the number, so that it serves every width, byte
//! order and form. A fault is at the first byte of the field. What is asked of
//! a number alone is in `check`.

use super::check::FlagsError;
use super::error::DecodeError;
use super::reader::Reader;

impl<'a> Reader<'a> {
    /// Reads an integer of `min` to `max`.
    ///
    /// # Errors
    /// As `read`, or it is outside.
    #[inline]
    pub fn read_in_range<T: Into<i128> + PartialOrd + Copy>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
        min: T,
        max: T,
    ) -> Result<T, DecodeError> {
        let start = self.offset();
        let number = read(self)?;
        self.expect_range(start, number, min, max)?;
        Ok(number)
    }

    /// Reads the number of an enumeration's variant; `from_number` has none for
    /// others.
    ///
    /// # Errors
    /// As `read`, or no variant has the number.
    #[inline]
    pub fn read_variant<N: Into<i128> + Copy, T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<N, DecodeError>,
        from_number: impl FnOnce(N) -> Option<T>,
    ) -> Result<T, DecodeError> {
        let start = self.offset();
        let number = read(self)?;
        self.expect_variant(start, number, from_number(number))
    }

    /// Reads the bits of a set of flags; `from_bits` refuses those that are none
    /// of its values.
    ///
    /// # Errors
    /// As `read`, or as `from_bits`.
    #[inline]
    pub fn read_flags<N, T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<N, DecodeError>,
        from_bits: impl FnOnce(N) -> Result<T, FlagsError>,
    ) -> Result<T, DecodeError> {
        let start = self.offset();
        let bits = read(self)?;
        self.expect_flags(start, from_bits(bits))
    }

    /// Reads a mark, one byte, 0 or 1, and behind a 1 a value.
    ///
    /// # Errors
    /// The mark is another byte, the input ends before, or as `read`.
    #[inline]
    pub fn read_optional<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<Option<T>, DecodeError> {
        if self.read_option()? { read(self).map(Some) } else { Ok(None) }
    }

    /// Reads a length or count of `min` to `max`.
    ///
    /// # Errors
    /// As `read`, or it is outside.
    #[inline]
    pub fn read_length<N: Into<i128>>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<N, DecodeError>,
        min: u64,
        max: u64,
    ) -> Result<u64, DecodeError> {
        let start = self.offset();
        let length = read(self)?.into();
        self.expect_length(start, length, min, max)?;
        Ok(length as u64)
    }

    /// Reads a length of `min` to `max`, and so many bytes.
    ///
    /// # Errors
    /// As [`read_length`](Self::read_length), or the input ends before; the
    /// fault is at the length.
    #[inline]
    pub fn read_prefixed<N: Into<i128>>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<N, DecodeError>,
        min: u64,
        max: u64,
    ) -> Result<&'a [u8], DecodeError> {
        let start = self.offset();
        let length = self.read_length(read, min, max)?;
        self.read_content(start, length)
    }

    /// Reads a length of `min` to `max`, and so many bytes of UTF-8.
    ///
    /// # Errors
    /// As [`read_prefixed`](Self::read_prefixed), or they are not UTF-8; the
    /// fault is at the length.
    #[inline]
    pub fn read_prefixed_text<N: Into<i128>>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<N, DecodeError>,
        min: u64,
        max: u64,
    ) -> Result<&'a str, DecodeError> {
        let start = self.offset();
        let text = self.read_prefixed(read, min, max)?;
        self.expect_text(start, text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::DecodeErrorKind;

    #[test]
    fn a_fault_is_at_the_first_byte_of_the_field() {
        let faults = |input: &[u8]| {
            let mut reader = Reader::new(input);
            reader.read_u8().unwrap();
            let mut at = reader.clone();
            [
                at.read_in_range(Reader::read_u16_be, 3, 4).unwrap_err(),
                reader.clone().read_prefixed(Reader::read_u16_be, 3, 4).unwrap_err(),
                reader.clone().read_prefixed(Reader::read_u16_be, 0, 4).unwrap_err(),
                reader.read_prefixed_text(Reader::read_u8, 0, 4).unwrap_err(),
            ]
        };
        let faults = faults(&[9, 1, 0xff]);
        assert!(faults.iter().all(|fault| fault.offset == 1), "{faults:?}");
        let expected = [
            DecodeErrorKind::OutOfRange { found: 0x1ff, min: 3, max: 4 },
            DecodeErrorKind::Length { found: 0x1ff, min: 3, max: 4 },
            DecodeErrorKind::Length { found: 0x1ff, min: 0, max: 4 },
            DecodeErrorKind::InvalidUtf8,
        ];
        assert_eq!(faults.map(|fault| fault.kind), expected);
    }

    #[test]
    fn a_negative_length_is_refused() {
        let fault = Reader::new(&[0xff]).read_length(Reader::read_i8, 0, 9).unwrap_err();
        assert_eq!(fault.kind, DecodeErrorKind::Length { found: -1, min: 0, max: 9 });
    }

    #[test]
    fn a_mark_announces_a_value() {
        assert_eq!(Reader::new(&[0, 7]).read_optional(Reader::read_u8), Ok(None));
        assert_eq!(Reader::new(&[1, 7]).read_optional(Reader::read_u8), Ok(Some(7)));
        assert!(Reader::new(&[2, 7]).read_optional(Reader::read_u8).is_err());
    }
}
