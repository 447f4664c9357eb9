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
