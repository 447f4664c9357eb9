//! Where encoders write.

use alloc::vec::Vec;

/// A growing sequence of bytes.
pub trait Output {
    /// Appends bytes.
    fn put(&mut self, bytes: &[u8]);

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
