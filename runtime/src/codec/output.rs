//! Where encoders write.

use alloc::vec::Vec;

use super::{Encode, EncodeError, Number, check_length};

macro_rules! integers {
    ($($be:ident $le:ident: $type:ty, $wide:literal, $bytes:literal;)*) => {$(
        #[doc = concat!("Appends the low ", stringify!($bytes), " bytes, most significant first.")]
        #[inline]
        fn $be(&mut self, number: $type) {
            self.put(&number.to_be_bytes()[$wide - $bytes..]);
        }

        #[doc = concat!("Appends the low ", stringify!($bytes), " bytes, least significant first.")]
        #[inline]
        fn $le(&mut self, number: $type) {
            self.put(&number.to_le_bytes()[..$bytes]);
        }
    )*};
}

/// A growing sequence of bytes.
pub trait Output {
    /// Appends bytes.
    fn put(&mut self, bytes: &[u8]);

    /// Appends one byte.
    #[inline]
    fn put_u8(&mut self, number: u8) {
        self.put(&[number]);
    }

    /// Appends one byte in two's complement.
    #[inline]
    fn put_i8(&mut self, number: i8) {
        self.put(&number.to_le_bytes());
    }

    /// Appends a truth value: one byte, 0 or 1.
    #[inline]
    fn put_bool(&mut self, value: bool) {
        self.put(&[u8::from(value)]);
    }

    integers! {
        put_u16_be put_u16_le: u16, 2, 2;
        put_u24_be put_u24_le: u32, 4, 3;
        put_u32_be put_u32_le: u32, 4, 4;
        put_u40_be put_u40_le: u64, 8, 5;
        put_u48_be put_u48_le: u64, 8, 6;
        put_u56_be put_u56_le: u64, 8, 7;
        put_u64_be put_u64_le: u64, 8, 8;
        put_i16_be put_i16_le: i16, 2, 2;
        put_i24_be put_i24_le: i32, 4, 3;
        put_i32_be put_i32_le: i32, 4, 4;
        put_i40_be put_i40_le: i64, 8, 5;
        put_i48_be put_i48_le: i64, 8, 6;
        put_i56_be put_i56_le: i64, 8, 7;
        put_i64_be put_i64_le: i64, 8, 8;
        put_f32_be put_f32_le: f32, 4, 4;
        put_f64_be put_f64_le: f64, 8, 8;
    }

    /// Appends a length or count of `min` to `max` by `put`, whose numbers reach
    /// as far.
    ///
    /// # Errors
    /// It is outside.
    #[inline]
    fn put_length<N: Number>(
        &mut self,
        put: impl FnOnce(&mut Self, N),
        length: usize,
        min: u64,
        max: u64,
    ) -> Result<(), EncodeError> {
        check_length(length, min, max)?;
        put(self, N::from_wide(length as i128));
        Ok(())
    }

    /// Appends the length of bytes, `min` to `max`, by `put`, and the bytes.
    ///
    /// # Errors
    /// The length is outside.
    #[inline]
    fn put_prefixed<N: Number>(
        &mut self,
        put: impl FnOnce(&mut Self, N),
        bytes: &[u8],
        min: u64,
        max: u64,
    ) -> Result<(), EncodeError> {
        self.put_length(put, bytes.len(), min, max)?;
        self.put(bytes);
        Ok(())
    }

    /// Appends a mark, one byte, 0 or 1, and behind a 1 a value.
    ///
    /// # Errors
    /// Those of the value.
    #[inline]
    fn put_optional<T: Encode>(&mut self, value: Option<&T>) -> Result<(), EncodeError>
    where
        Self: Sized,
    {
        self.put_bool(value.is_some());
        value.map_or(Ok(()), |value| value.encode(self))
    }

    /// All bytes written so far, those before this value included: a checksum is
    /// put into its place when what it covers is there.
    fn written(&mut self) -> &mut [u8];
}

/// Appends zeros.
pub fn put_padding<O: Output>(out: &mut O, count: usize) {
    const ZEROS: [u8; 64] = [0; 64];
    let mut left = count;
    while left > 0 {
        let now = left.min(ZEROS.len());
        out.put(&ZEROS[..now]);
        left -= now;
    }
}

/// Appends zeros up to a multiple of bytes behind `begin`.
///
/// # Panics
/// If `multiple` is 0, or less was written than `begin`; no generated code asks
/// for either.
pub fn put_padding_to<O: Output>(out: &mut O, begin: usize, multiple: usize) {
    let count = super::padding_to(out.written().len() - begin, multiple);
    put_padding(out, count);
}

impl Output for Vec<u8> {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    #[inline]
    fn written(&mut self) -> &mut [u8] {
        self
    }
}

impl Output for bytes::BytesMut {
    #[inline]
    fn put(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }

    #[inline]
    fn written(&mut self) -> &mut [u8] {
        self
    }
}
