//! Numbers: integers and floating-point numbers as they stand in bytes. The
//! arithmetic of variable lengths is in `varint`.

/// The order of the bytes of an integer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Endian {
    /// Most significant byte first (network order).
    Big,
    /// Least significant byte first.
    Little,
}

/// How the values of an integer stand in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Always in the same number of bits.
    Fixed,
    /// In as many bytes as the value asks for.
    Variable {
        /// Which.
        form: Varint,
        /// Values in more bytes than they ask for are accepted and written anew
        /// in the fewest; otherwise they are refused.
        malleable: bool,
    },
}

/// The forms of integers of variable length. Their arithmetic is in
/// `varint`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Varint {
    /// LEB128: seven bits a byte, the lowest first, the highest bit set in all
    /// bytes but the last. Signed ones in two's complement, its sign carried on.
    Leb128,
    /// Zig-zag: 0, -1, 1, -2, … as 0, 1, 2, 3, … in LEB128.
    ZigZag,
    /// RFC 9000, §16: the two highest bits say whether there are 1, 2, 4 or 8
    /// bytes, big-endian.
    Quic,
    /// bincode 2: up to 250 in one byte; 251, 252, 253 in front of 2, 4, 8
    /// bytes, little-endian. Signed ones zig-zag.
    Bincode,
}

/// An integer of whole bytes, of bits that share bytes with their neighbours
/// (see [`BitRun`](super::BitRun)), or of as many bytes as its value asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Integer {
    /// 1 to 64: how wide its values are.
    pub bits: u8,
    /// Whether it has negative values; two's complement if its size is fixed.
    pub signed: bool,
    /// The order of its bytes, if their number is fixed.
    pub endian: Endian,
    /// How its values stand in bytes.
    pub encoding: Encoding,
}

impl Integer {
    /// An integer of fixed size, of so many bits.
    pub const fn new(bits: u8, signed: bool, endian: Endian) -> Integer {
        Integer { bits, signed, endian, encoding: Encoding::Fixed }
    }

    /// Whether its size is fixed and fills whole bytes, or depends on the value.
    pub fn is_whole(self) -> bool {
        self.variable().is_some() || self.bits.is_multiple_of(8)
    }

    /// Whether it is one byte without a sign, as it is.
    pub fn is_octet(self) -> bool {
        self.bits == 8 && !self.signed && self.encoding == Encoding::Fixed
    }

    /// The smallest value it holds.
    pub fn min(self) -> i128 {
        if self.signed { -(1 << (self.bits - 1)) } else { 0 }
    }

    /// The largest value it holds.
    pub fn max(self) -> i128 {
        if self.signed { (1 << (self.bits - 1)) - 1 } else { (1 << self.bits) - 1 }
    }
}

/// A floating-point number of IEEE 754, in binary32 or binary64. Every pattern of
/// bits is a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Float {
    /// 32 or 64.
    pub bits: u8,
    /// The order of its bytes.
    pub endian: Endian,
}

impl Float {
    /// Its size in bytes.
    pub fn bytes(self) -> u64 {
        u64::from(self.bits / 8)
    }

    /// The unsigned integer that has the same bytes.
    pub fn carrier(self) -> Integer {
        Integer::new(self.bits, false, self.endian)
    }
}
