//! Types: what the bytes of a value look like.

use super::{EnumId, FlagsId, Float, Integer, StructId, UnionId};

/// How values without a representation of their own are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Nothing is implied: every length is declared, integers are in the
    /// protocol's byte order.
    Plain,
    /// bincode's fixed-int layout: little-endian integers, u64 in front of
    /// byte strings, strings and lists, one byte (0 or 1) in front of options,
    /// u32 tags of unions.
    Bincode,
    /// bincode 2's standard layout: the same with integers of more than one
    /// byte, lengths and tags of variable length.
    BincodeVarint,
}

/// What a field, or an element of a list, is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// An integer.
    Integer(Integer),
    /// A truth value, one byte (`bool`) or one bit (`bit`).
    Bool(Truth),
    /// A floating-point number.
    Float(Float),
    /// A value of an enumeration, as the integer given.
    Enum(EnumId, Integer),
    /// A set of flags, as the integer given.
    Flags(FlagsId, Integer),
    /// A byte string.
    Bytes(Extent),
    /// A UTF-8 string; its extent counts bytes.
    Text(Extent),
    /// A sequence of elements; its extent counts elements.
    List(Box<Type>, Extent),
    /// One byte (0 or 1), then the value if it is 1.
    Option(Box<Type>),
    /// A value that fills so many bytes, no more and no less; the extent is
    /// fixed or has a prefix, and counts bytes.
    Within(Box<Type>, Extent),
    /// A structure, in place.
    Struct(StructId),
    /// A union; `selector` is the earlier field of the same structure that
    /// chooses the arm, none if the union carries its own tag.
    Union {
        /// Which union.
        union: UnionId,
        /// The place of the selecting field in [`Struct::fields`](super::Struct::fields).
        selector: Option<usize>,
    },
    /// Bytes of which a value says nothing. Its field is
    /// [`FieldValue::Padding`](super::FieldValue::Padding).
    Padding(Padding),
    /// A Rust type outside the model, named by its path; made by derive only.
    /// It encodes and decodes itself.
    External(String),
}

/// A truth value in bytes: 0 or 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Truth {
    /// The integer that it stands in.
    pub integer: Integer,
    /// Numbers other than 0 and 1 are accepted as true and written anew as 1;
    /// otherwise they are refused.
    pub malleable: bool,
}

/// Bytes that say nothing; they are written as zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Padding {
    /// How many there are.
    pub length: PaddingLength,
    /// Any bytes are accepted and skipped; otherwise all but zeros are refused.
    pub malleable: bool,
}

/// How many bytes padding has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaddingLength {
    /// Always so many.
    Exactly(u64),
    /// As many as it takes to a multiple of this, from the first byte of the
    /// structure on (of an arm: from behind the tag).
    To(u64),
    /// All that is left of the input, at most `max` bytes (`u64::MAX` if only the
    /// input bounds it); none are written. Such padding is malleable.
    Rest {
        /// The most that are skipped.
        max: u64,
    },
}

impl Padding {
    /// How many bytes are written so many bytes behind the start of its structure.
    pub fn count(self, offset: u64) -> u64 {
        match self.length {
            PaddingLength::Exactly(count) => count,
            PaddingLength::To(multiple) => offset.next_multiple_of(multiple) - offset,
            PaddingLength::Rest { .. } => 0,
        }
    }
}

/// How long a byte string, string or list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How the length is known.
    pub measure: Measure,
    /// The least length, inclusive.
    pub min: u64,
    /// The greatest length, inclusive; `u64::MAX` if only the input bounds it.
    pub max: u64,
}

/// How a decoder knows a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// It is always [`Extent::min`], which equals [`Extent::max`].
    Fixed,
    /// An integer directly in front of it.
    Prefix(Integer),
    /// An earlier field of the same structure, by its place in
    /// [`Struct::fields`](super::Struct::fields); that field is [`FieldValue::Length`](super::FieldValue::Length).
    Field(usize),
    /// All that is left of the input.
    Rest,
    /// The bytes behind it, which its content never has, and no element of a
    /// list begins with.
    Until(Delimiter),
}

/// One to four bytes that end something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delimiter {
    bytes: [u8; 4],
    count: u8,
}

impl Delimiter {
    /// A delimiter of these bytes; none if they are not one to four.
    pub fn new(bytes: &[u8]) -> Option<Delimiter> {
        let count = u8::try_from(bytes.len()).ok().filter(|count| (1..=4).contains(count))?;
        let mut all = [0; 4];
        all.get_mut(..bytes.len())?.copy_from_slice(bytes);
        Some(Delimiter { bytes: all, count })
    }

    /// Its bytes.
    pub fn as_slice(&self) -> &[u8] {
        self.bytes.get(..usize::from(self.count)).unwrap_or_default()
    }
}

/// A unit of measure, for docs; values are plain integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Milliseconds.
    Milliseconds,
    /// Seconds.
    Seconds,
    /// Bytes.
    Bytes,
}

impl Type {
    /// The integer that a value is, if it is one number.
    pub fn number(&self) -> Option<Integer> {
        match self {
            Type::Integer(integer)
            | Type::Bool(Truth { integer, .. })
            | Type::Enum(_, integer)
            | Type::Flags(_, integer) => Some(*integer),
            _ => None,
        }
    }

    /// The extent of a byte string, string or list.
    pub fn extent(&self) -> Option<&Extent> {
        match self {
            Type::Bytes(extent) | Type::Text(extent) | Type::List(_, extent) => Some(extent),
            _ => None,
        }
    }
}
