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

    /// The bytes whose bits are set: 0 is the lowest bit of the first number.
    #[must_use]
    pub const fn of(bits: [u64; 4]) -> Self {
        Self(bits)
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
        let some = FirstBytes::of([1, 1 << 63, 0, 2]);
        let found: Vec<u8> = (0..=255).filter(|byte| some.has(*byte)).collect();
        assert_eq!(found, [0, 127, 193]);
        assert!((0..=255).all(|byte| FirstBytes::ANY.has(byte)));
    }
}
