//! A list that stays in the input.

#[cfg(feature = "alloc")]
use alloc::vec::Vec;
use core::fmt;

use super::{DecodeError, Reader};

/// A list whose elements were checked once and are decoded again on each walk;
/// it holds no more than a slice of the input.
#[derive(Clone, Copy)]
pub struct List<'a, T> {
    bytes: &'a [u8],
    count: usize,
    read: fn(&mut Reader<'a>) -> Result<T, DecodeError>,
}

impl<'a, T> List<'a, T> {
    /// Reads `count` elements, each by `read`, and keeps where they are.
    ///
    /// # Errors
    /// The first of an element, with its index.
    #[inline]
    pub fn read(
        reader: &mut Reader<'a>,
        count: u64,
        read: fn(&mut Reader<'a>) -> Result<T, DecodeError>,
    ) -> Result<Self, DecodeError> {
        let rest = reader.rest();
        let mut elements = 0;
        while (elements as u64) < count {
            read(reader).map_err(|error| error.at(elements))?;
            elements += 1;
        }
        Ok(Self::passed(rest, reader, elements, read))
    }

    /// Reads `count` numbers of `N` bytes each, of which any bytes are one: none is
    /// looked at before it is asked for.
    ///
    /// # Errors
    /// The input ends before; the fault is that of the first number missing.
    #[inline]
    pub fn read_numbers<const N: usize>(
        reader: &mut Reader<'a>,
        count: u64,
        read: fn(&mut Reader<'a>) -> Result<T, DecodeError>,
    ) -> Result<Self, DecodeError> {
        let numbers = reader.read_chunks::<N>(count)?;
        Ok(Self { bytes: numbers.as_flattened(), count: numbers.len(), read })
    }

    /// Reads elements until the input ends, `min` to `max` of them.
    ///
    /// # Errors
    /// The first of an element, with its index, or their count is outside its bounds.
    #[inline]
    pub fn read_to_end(
        reader: &mut Reader<'a>,
        min: u64,
        max: u64,
        read: fn(&mut Reader<'a>) -> Result<T, DecodeError>,
    ) -> Result<Self, DecodeError> {
        let (rest, start) = (reader.rest(), reader.offset());
        let mut elements = 0;
        while reader.remaining() > 0 {
            if elements as u64 >= max {
                reader.expect_length(start, (elements as u64).saturating_add(1), min, max)?;
            }
            read(reader).map_err(|error| error.at(elements))?;
            elements += 1;
        }
        reader.expect_length(start, elements as u64, min, max)?;
        Ok(Self::passed(rest, reader, elements, read))
    }

    /// Reads `min` to `max` elements up to a byte that none of them begins with,
    /// and passes that.
    ///
    /// # Errors
    /// The first of an element, with its index, or their count is outside its bounds.
    #[inline]
    pub fn read_until(
        reader: &mut Reader<'a>,
        delimiter: u8,
        min: u64,
        max: u64,
        read: fn(&mut Reader<'a>) -> Result<T, DecodeError>,
    ) -> Result<Self, DecodeError> {
        let (rest, start) = (reader.rest(), reader.offset());
        let mut elements = 0;
        while !reader.pass(delimiter) {
            if elements as u64 >= max {
                reader.expect_length(start, (elements as u64).saturating_add(1), min, max)?;
            }
            read(reader).map_err(|error| error.at(elements))?;
            elements += 1;
        }
        reader.expect_length(start, elements as u64, min, max)?;
        Ok(Self::passed(rest, reader, elements, read))
    }

    /// The list that starts with `rest` and ends where the reader is.
    fn passed(
        rest: &'a [u8],
        reader: &Reader<'a>,
        count: usize,
        read: fn(&mut Reader<'a>) -> Result<T, DecodeError>,
    ) -> Self {
        let length = rest.len() - reader.remaining();
        Self { bytes: &rest[..length], count, read }
    }

    /// The number of elements.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The numbers, each made of its bytes, in a list of numbers of `N` bytes each.
    #[cfg(feature = "alloc")]
    #[inline]
    pub fn own<const N: usize>(self, from_bytes: impl FnMut([u8; N]) -> T) -> Vec<T> {
        self.bytes.as_chunks().0.iter().copied().map(from_bytes).collect()
    }

    /// The elements, in order.
    pub fn iter(&self) -> impl Iterator<Item = T> + use<'a, T> {
        let mut reader = Reader::new(self.bytes);
        let read = self.read;
        (0..self.count).map_while(move |_| read(&mut reader).ok())
    }
}

impl<T: fmt::Debug> fmt::Debug for List<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: PartialEq> PartialEq for List<'_, T> {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.iter().eq(other.iter())
    }
}

impl<T: Eq> Eq for List<'_, T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_numbers_fails_as_one_whose_elements_are_read() {
        for (input, count) in [(&[1, 2, 3, 4, 5][..], 3), (&[], 1), (&[1, 2, 3, 4], u64::MAX)] {
            let reader = Reader::new(input);
            let numbers = List::read_numbers::<2>(&mut reader.clone(), count, Reader::read_u16_be);
            let read = List::read(&mut reader.clone(), count, Reader::read_u16_be).unwrap_err();
            assert_eq!(numbers, Err(read));
        }
    }

    #[test]
    fn a_list_of_numbers_ends_behind_the_last() {
        let mut reader = Reader::new(&[0, 1, 0, 2, 9]);
        let list = List::read_numbers::<2>(&mut reader, 2, Reader::read_u16_be).unwrap();
        assert_eq!(list.iter().collect::<Vec<_>>(), [1, 2]);
        assert_eq!(list.own(u16::from_be_bytes), [1, 2]);
        assert_eq!(reader.read_u8(), Ok(9));
    }
}
