//! Beginnings: which bytes a value may begin with.
//!
//! A list that ends at a byte needs elements that never begin with it. In a spec
//! the checker sees to that; of derived types, each of which is compiled alone,
//! the compiler does, by this.

/// A set of bytes: those that a value may begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstBytes([u64; 4]);

impl FirstBytes {
    /// Any byte; also where it is not known.
    pub const ANY: Self = Self([u64::MAX; 4]);

    /// The bytes from the first to the last, both included.
    #[must_use]
    pub const fn range(first: u8, last: u8) -> Self {
        Self([0; 4]).and(first, last)
    }

    /// These, and the bytes from the first to the last, both included.
    #[must_use]
    pub const fn and(mut self, first: u8, last: u8) -> Self {
        let mut byte = first as usize;
        while byte <= last as usize {
            self.0[byte / 64] |= 1 << (byte % 64);
            byte += 1;
        }
        self
    }

    /// Whether a byte is among them.
    #[must_use]
    pub const fn has(self, byte: u8) -> bool {
        self.0[(byte / 64) as usize] >> (byte % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_byte_has_its_bit() {
        let found = |set: FirstBytes| (0..=255).filter(|b| set.has(*b)).collect::<Vec<u8>>();
        assert_eq!(found(FirstBytes::range(193, 193).and(0, 0).and(127, 128)), [0, 127, 128, 193]);
        assert_eq!(found(FirstBytes::range(62, 65)), [62, 63, 64, 65]);
        assert_eq!(found(FirstBytes::range(255, 255)), [255]);
        assert_eq!(FirstBytes::range(0, 255), FirstBytes::ANY);
    }
}
