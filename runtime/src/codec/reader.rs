//! The reader: a place in the input, moving one way.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;

use super::Decode;
use super::error::{DecodeError, DecodeErrorKind};

/// A place in an input.
///
/// Every `read_*` either returns a value and moves behind it, or fails with
/// the offset at which it started. A fault of a field of several parts (a
/// length and its content) is reported at the field's start; [`field_at`]
/// serves for that.
///
/// [`field_at`]: Reader::field_at
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    input: &'a [u8],
    offset: usize,
    #[cfg(feature = "alloc")]
    shared: Option<&'a bytes::Bytes>,
}

macro_rules! integers {
    ($($be:ident $le:ident: $type:ty, $wide:literal, $bytes:literal;)*) => {$(
        #[doc = concat!("Reads ", stringify!($bytes), " bytes, most significant first.")]
        ///
        /// # Errors
        /// The input ends before.
        #[inline]
        pub fn $be(&mut self) -> Result<$type, DecodeError> {
            let mut wide = [0; $wide];
            wide[$wide - $bytes..].copy_from_slice(self.read_array::<$bytes>()?.as_slice());
            // Carries the sign of signed ones up; leaves the others as they are.
            let spare = 8 * ($wide - $bytes);
            Ok(<$type>::from_be_bytes(wide) << spare >> spare)
        }

        #[doc = concat!("Reads ", stringify!($bytes), " bytes, least significant first.")]
        ///
        /// # Errors
        /// The input ends before.
        #[inline]
        pub fn $le(&mut self) -> Result<$type, DecodeError> {
            let mut wide = [0; $wide];
            wide[..$bytes].copy_from_slice(self.read_array::<$bytes>()?.as_slice());
            let spare = 8 * ($wide - $bytes);
            Ok(<$type>::from_le_bytes(wide) << spare >> spare)
        }
    )*};
}

impl<'a> Reader<'a> {
    /// Byte strings shorter than this are copied even from shared memory, so
    /// that a small field never keeps a large packet alive. Bytes.
    pub const SHARE_MIN: usize = 4096;

    /// A reader at the start of `input`.
    #[inline]
    pub fn new(input: &'a [u8]) -> Self {
        Self {
            input,
            offset: 0,
            #[cfg(feature = "alloc")]
            shared: None,
        }
    }

    /// A reader at the start of `input` whose large byte strings share its memory.
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn shared(input: &'a bytes::Bytes) -> Self {
        Self { input, offset: 0, shared: Some(input) }
    }

    /// Bytes read so far.
    #[inline]
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Bytes left.
    #[inline]
    pub fn remaining(&self) -> usize {
        self.input.len() - self.offset
    }

    /// What was read so far, from the start of the input.
    #[inline]
    pub fn passed(&self) -> &'a [u8] {
        &self.input[..self.offset]
    }

    /// What is left, unread.
    #[inline]
    pub fn rest(&self) -> &'a [u8] {
        &self.input[self.offset..]
    }

    /// The error of an input that ends before `needed` bytes of a field that
    /// starts here.
    #[cold]
    pub fn truncated(&self, needed: u64) -> DecodeError {
        let available = self.remaining() as u64;
        DecodeError::new(DecodeErrorKind::Truncated { needed, available }, self.offset)
    }

    /// Moves the offset of an error that arose inside a field back to the
    /// field's start.
    #[cold]
    pub fn field_at(start: usize, mut error: DecodeError) -> DecodeError {
        error.offset = start;
        error
    }

    /// Reads `count` bytes.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn read_slice(&mut self, count: usize) -> Result<&'a [u8], DecodeError> {
        match self.input[self.offset..].get(..count) {
            Some(bytes) => {
                self.offset += count;
                Ok(bytes)
            }
            None => Err(self.truncated(count as u64)),
        }
    }

    /// Reads as many bytes as a length read from the input says.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn read_measured(&mut self, count: u64) -> Result<&'a [u8], DecodeError> {
        match usize::try_from(count) {
            Ok(count) => self.read_slice(count),
            Err(_) => Err(self.truncated(count)),
        }
    }

    /// Reads the content of a field that starts at `start` with its length,
    /// `count` bytes.
    ///
    /// # Errors
    /// The input ends before; the fault is at `start`.
    #[inline]
    pub fn read_content(&mut self, start: usize, count: u64) -> Result<&'a [u8], DecodeError> {
        self.read_measured(count).map_err(|error| Self::field_at(start, error))
    }

    /// Narrows the input to the next `count` bytes, content of a field that
    /// starts at `start`; gives back the whole of it for [`leave`](Self::leave).
    ///
    /// # Errors
    /// The input ends before; the fault is at `start`.
    #[inline]
    pub fn enter(&mut self, start: usize, count: u64) -> Result<&'a [u8], DecodeError> {
        let whole = self.input;
        match usize::try_from(count).ok().filter(|count| *count <= self.remaining()) {
            Some(count) => {
                self.input = &whole[..self.offset + count];
                Ok(whole)
            }
            None => Err(Self::field_at(start, self.truncated(count))),
        }
    }

    /// Narrows the input to all but its last `room` bytes; gives back the whole of
    /// it for [`leave`](Self::leave).
    ///
    /// # Errors
    /// Fewer are left.
    #[inline]
    pub fn enter_all_but(&mut self, room: u64) -> Result<&'a [u8], DecodeError> {
        match (self.remaining() as u64).checked_sub(room) {
            Some(count) => self.enter(self.offset, count),
            None => Err(self.truncated(room)),
        }
    }

    /// Widens the input again to what [`enter`](Self::enter) gave back.
    ///
    /// # Errors
    /// Bytes of the narrow one are left.
    #[inline]
    pub fn leave(&mut self, whole: &'a [u8]) -> Result<(), DecodeError> {
        self.finish()?;
        self.input = whole;
        Ok(())
    }

    /// Reads `count` elements of at least `min_len` bytes each, and reserves
    /// no more room than the input can fill.
    ///
    /// # Errors
    /// The first of an element, with its index.
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn read_list<T>(
        &mut self,
        count: u64,
        min_len: usize,
        mut read: impl FnMut(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<Vec<T>, DecodeError> {
        let fitting = self.remaining() / min_len.max(1);
        let room = usize::try_from(count).map_or(fitting, |count| count.min(fitting));
        let mut elements = Vec::with_capacity(room);
        while (elements.len() as u64) < count {
            elements.push(read(self).map_err(|error| error.at(elements.len()))?);
        }
        Ok(elements)
    }

    /// Reads `count` numbers of `N` bytes each, of which any bytes are one.
    ///
    /// # Errors
    /// The input ends before; the fault is that of the first number missing.
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn read_numbers<const N: usize, T>(
        &mut self,
        count: u64,
        from_bytes: impl FnMut([u8; N]) -> T,
    ) -> Result<Vec<T>, DecodeError> {
        Ok(self.read_chunks(count)?.iter().copied().map(from_bytes).collect())
    }

    /// Reads `count` arrays of bytes; what fails is the first that is missing.
    #[inline]
    pub(super) fn read_chunks<const N: usize>(
        &mut self,
        count: u64,
    ) -> Result<&'a [[u8; N]], DecodeError> {
        let (all, _) = self.rest().as_chunks::<N>();
        let chunks = usize::try_from(count).ok().and_then(|count| all.get(..count));
        self.offset += chunks.unwrap_or(all).as_flattened().len();
        chunks.ok_or_else(|| self.truncated(N as u64).at(all.len()))
    }

    /// Reads elements until the input ends, `min` to `max` of them.
    ///
    /// # Errors
    /// The first of an element, with its index, or their count is outside its bounds.
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn read_list_to_end<T>(
        &mut self,
        min: u64,
        max: u64,
        mut read: impl FnMut(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<Vec<T>, DecodeError> {
        let start = self.offset;
        let mut elements = Vec::new();
        while self.remaining() > 0 {
            let count = elements.len() as u64;
            if count >= max {
                self.expect_length(start, count.saturating_add(1), min, max)?;
            }
            elements.push(read(self).map_err(|error| error.at(elements.len()))?);
        }
        self.expect_length(start, elements.len() as u64, min, max)?;
        Ok(elements)
    }

    /// Reads `min` to `max` bytes up to a delimiter, and passes that.
    ///
    /// # Errors
    /// The delimiter comes too early, or not among the bytes in which it must;
    /// or the input ends before.
    #[inline]
    pub fn read_until(
        &mut self,
        delimiter: &[u8],
        min: u64,
        max: u64,
    ) -> Result<&'a [u8], DecodeError> {
        let (start, rest) = (self.offset, self.rest());
        let longest = max.saturating_add(delimiter.len() as u64);
        let searched = usize::try_from(longest).map_or(rest, |most| &rest[..most.min(rest.len())]);
        let found = searched.windows(delimiter.len()).position(|window| window == delimiter);
        match found {
            Some(length) => {
                self.expect_length(start, length as u64, min, max)?;
                self.offset += length + delimiter.len();
                Ok(&rest[..length])
            }
            None if rest.len() as u64 >= longest => {
                let found = i128::from(max) + 1;
                Err(DecodeError::new(DecodeErrorKind::Length { found, min, max }, start))
            }
            None => Err(self.truncated((rest.len() as u64).saturating_add(1))),
        }
    }

    /// Passes a byte if it is the next one: whether it was.
    #[inline]
    pub(super) fn pass(&mut self, byte: u8) -> bool {
        let passed = self.rest().first() == Some(&byte);
        self.offset += usize::from(passed);
        passed
    }

    /// Reads `min` to `max` elements up to a byte that none of them begins with,
    /// and passes that.
    ///
    /// # Errors
    /// The first of an element, with its index, or their count is outside its bounds.
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn read_list_until<T>(
        &mut self,
        delimiter: u8,
        min: u64,
        max: u64,
        mut read: impl FnMut(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<Vec<T>, DecodeError> {
        let start = self.offset;
        let mut elements = Vec::new();
        while !self.pass(delimiter) {
            let count = elements.len() as u64;
            if count >= max {
                self.expect_length(start, count.saturating_add(1), min, max)?;
            }
            elements.push(read(self).map_err(|error| error.at(elements.len()))?);
        }
        self.expect_length(start, elements.len() as u64, min, max)?;
        Ok(elements)
    }

    /// Reads a list of `count` single bytes.
    ///
    /// # Errors
    /// The input ends before; the fault is that of the first element missing.
    #[inline]
    pub fn read_octets(&mut self, count: u64) -> Result<&'a [u8], DecodeError> {
        self.read_chunks::<1>(count).map(<[[u8; 1]]>::as_flattened)
    }

    /// Reads all that is left as a list of `min` to `max` single bytes.
    ///
    /// # Errors
    /// Their count is outside its bounds.
    #[inline]
    pub fn read_octets_to_end(&mut self, min: u64, max: u64) -> Result<&'a [u8], DecodeError> {
        self.expect_length(self.offset, self.remaining() as u64, min, max)?;
        self.read_slice(self.remaining())
    }

    /// Reads `count` zero bytes.
    ///
    /// # Errors
    /// The input ends before, or a byte is not zero.
    #[inline]
    pub fn read_padding(&mut self, count: usize) -> Result<(), DecodeError> {
        let start = self.offset;
        match self.read_slice(count)?.iter().find(|byte| **byte != 0) {
            None => Ok(()),
            Some(found) => Err(DecodeError::new(DecodeErrorKind::Padding { found: *found }, start)),
        }
    }

    /// Skips `count` bytes, whatever they are.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn skip_padding(&mut self, count: usize) -> Result<(), DecodeError> {
        self.read_slice(count).map(drop)
    }

    /// Skips all that is left, at most `max` bytes.
    ///
    /// # Errors
    /// There is more.
    #[inline]
    pub fn skip_to_end(&mut self, max: u64) -> Result<(), DecodeError> {
        self.expect_length(self.offset, self.remaining() as u64, 0, max)?;
        self.skip_padding(self.remaining())
    }

    /// Reads `N` elements.
    ///
    /// # Errors
    /// The first of an element, with its index.
    #[inline]
    pub fn read_each<T: Copy + Default, const N: usize>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, DecodeError>,
    ) -> Result<[T; N], DecodeError> {
        let mut elements = [T::default(); N];
        for (index, element) in elements.iter_mut().enumerate() {
            *element = read(self).map_err(|error| error.at(index))?;
        }
        Ok(elements)
    }

    /// Reads `N` bytes.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn read_array<const N: usize>(&mut self) -> Result<&'a [u8; N], DecodeError> {
        match self.input[self.offset..].first_chunk::<N>() {
            Some(bytes) => {
                self.offset += N;
                Ok(bytes)
            }
            None => Err(self.truncated(N as u64)),
        }
    }

    /// Reads one byte.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn read_u8(&mut self) -> Result<u8, DecodeError> {
        Ok(self.read_array::<1>()?[0])
    }

    /// Reads one byte in two's complement.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn read_i8(&mut self) -> Result<i8, DecodeError> {
        Ok(i8::from_le_bytes(*self.read_array::<1>()?))
    }

    /// Reads a truth value: one byte, 0 or 1.
    ///
    /// # Errors
    /// The input ends before, or the byte is another.
    #[inline]
    pub fn read_bool(&mut self) -> Result<bool, DecodeError> {
        let start = self.offset;
        let found = self.read_u8()?;
        self.expect_bool(start, found)
    }

    /// Reads a truth value of one byte, of which any but 0 is true.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn read_malleable_bool(&mut self) -> Result<bool, DecodeError> {
        Ok(self.read_u8()? != 0)
    }

    /// Reads the mark of an optional value: one byte, 0 (absent) or 1 (present).
    ///
    /// # Errors
    /// The input ends before, or the byte is another.
    #[inline]
    pub fn read_option(&mut self) -> Result<bool, DecodeError> {
        let start = self.offset;
        match self.read_u8()? {
            0 => Ok(false),
            1 => Ok(true),
            found => Err(DecodeError::new(DecodeErrorKind::InvalidOption { found }, start)),
        }
    }

    /// Checks that a number that was read at `start` is a truth value, 0 or 1.
    ///
    /// # Errors
    /// It is another.
    #[inline]
    pub fn expect_bool(&self, start: usize, found: u8) -> Result<bool, DecodeError> {
        match found {
            0 => Ok(false),
            1 => Ok(true),
            found => Err(DecodeError::new(DecodeErrorKind::InvalidBool { found }, start)),
        }
    }

    integers! {
        read_u16_be read_u16_le: u16, 2, 2;
        read_u24_be read_u24_le: u32, 4, 3;
        read_u32_be read_u32_le: u32, 4, 4;
        read_u40_be read_u40_le: u64, 8, 5;
        read_u48_be read_u48_le: u64, 8, 6;
        read_u56_be read_u56_le: u64, 8, 7;
        read_u64_be read_u64_le: u64, 8, 8;
        read_i16_be read_i16_le: i16, 2, 2;
        read_i24_be read_i24_le: i32, 4, 3;
        read_i32_be read_i32_le: i32, 4, 4;
        read_i40_be read_i40_le: i64, 8, 5;
        read_i48_be read_i48_le: i64, 8, 6;
        read_i56_be read_i56_le: i64, 8, 7;
        read_i64_be read_i64_le: i64, 8, 8;
    }

    /// Reads a binary32 of IEEE 754, most significant byte first; all its bits are
    /// kept.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn read_f32_be(&mut self) -> Result<f32, DecodeError> {
        self.read_array().map(|bytes| f32::from_be_bytes(*bytes))
    }

    /// Reads a binary32 of IEEE 754, least significant byte first; all its bits are
    /// kept.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn read_f32_le(&mut self) -> Result<f32, DecodeError> {
        self.read_array().map(|bytes| f32::from_le_bytes(*bytes))
    }

    /// Reads a binary64 of IEEE 754, most significant byte first; all its bits are
    /// kept.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn read_f64_be(&mut self) -> Result<f64, DecodeError> {
        self.read_array().map(|bytes| f64::from_be_bytes(*bytes))
    }

    /// Reads a binary64 of IEEE 754, least significant byte first; all its bits are
    /// kept.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn read_f64_le(&mut self) -> Result<f64, DecodeError> {
        self.read_array().map(|bytes| f64::from_le_bytes(*bytes))
    }

    /// The first `bits` bits that are left, most significant first; they stay
    /// unread. At most 64.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn peek_bits_be(&self, bits: u8) -> Result<u64, DecodeError> {
        let bytes = usize::from(bits.div_ceil(8));
        let spare = bytes * 8 - usize::from(bits);
        let number = |bytes: &[u8]| bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte));
        Ok(number(self.peek_slice(bytes)?) >> spare)
    }

    /// The first `bits` bits that are left, least significant first; they stay
    /// unread. At most 64.
    ///
    /// # Errors
    /// The input ends before.
    #[inline]
    pub fn peek_bits_le(&self, bits: u8) -> Result<u64, DecodeError> {
        let bytes = self.peek_slice(usize::from(bits.div_ceil(8)))?;
        let number = bytes.iter().rev().fold(0, |all, byte| all << 8 | u64::from(*byte));
        Ok(number & (u64::MAX >> (64 - u32::from(bits.clamp(1, 64)))))
    }

    /// A number of as many bytes as are `expected`, at most 8, most significant
    /// first if `big`; they stay unread. In the place of bytes that have not arrived
    /// stand those that are expected.
    #[inline]
    pub fn peek_arrived(&self, expected: &[u8], big: bool) -> u64 {
        let rest = self.rest();
        let shift_in = |number: u64, (place, byte): (usize, &u8)| {
            number << 8 | u64::from(*rest.get(place).unwrap_or(byte))
        };
        let bytes = expected.iter().enumerate();
        if big { bytes.fold(0, shift_in) } else { bytes.rev().fold(0, shift_in) }
    }

    fn peek_slice(&self, count: usize) -> Result<&'a [u8], DecodeError> {
        self.rest().get(..count).ok_or_else(|| self.truncated(count as u64))
    }

    /// `bytes` as owned bytes: shared if they are many, lie in the input and the
    /// reader shares that, else copied.
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn own(&self, bytes: &'a [u8]) -> bytes::Bytes {
        let (input, taken) = (self.input.as_ptr_range(), bytes.as_ptr_range());
        match self.shared {
            Some(shared)
                if bytes.len() >= Self::SHARE_MIN
                    && input.start <= taken.start
                    && taken.end <= input.end =>
            {
                shared.slice_ref(bytes)
            }
            _ => bytes::Bytes::copy_from_slice(bytes),
        }
    }

    /// Checks that nothing is left.
    ///
    /// # Errors
    /// Bytes are left.
    #[inline]
    pub fn finish(&self) -> Result<(), DecodeError> {
        match self.remaining() as u64 {
            0 => Ok(()),
            count => Err(DecodeError::new(DecodeErrorKind::TrailingBytes { count }, self.offset)),
        }
    }

    /// Reads a value and checks that nothing is left.
    ///
    /// # Errors
    /// As [`Decode::decode`], or trailing bytes.
    pub fn read_to_end<T: Decode<'a>>(mut self) -> Result<T, DecodeError> {
        let value = T::decode(&mut self)?;
        self.finish()?;
        Ok(value)
    }
}
