//! A list that stays in the input.

use core::fmt;
use core::marker::PhantomData;

use super::{Decode, Reader};

/// A list whose elements were checked once and are decoded again on each walk;
/// it holds no more than a slice of the input.
#[derive(Clone, Copy)]
pub struct List<'a, T> {
    bytes: &'a [u8],
    count: usize,
    element: PhantomData<fn() -> T>,
}

impl<'a, T: Decode<'a>> List<'a, T> {
    /// A list of `count` elements whose encodings fill `bytes`, as the decoder
    /// of a view has checked. If they do not, walks end early.
    pub fn new(bytes: &'a [u8], count: usize) -> Self {
        Self { bytes, count, element: PhantomData }
    }

    /// The number of elements.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The elements, in order.
    pub fn iter(&self) -> impl Iterator<Item = T> + 'a {
        let mut reader = Reader::new(self.bytes);
        (0..self.count).map_while(move |_| T::decode(&mut reader).ok())
    }
}

impl<'a, T: Decode<'a> + fmt::Debug> fmt::Debug for List<'a, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
