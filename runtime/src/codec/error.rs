//! Errors of codecs: what was expected, what was found, and where.

use core::fmt;
use core::ops::{Deref, DerefMut};

/// Why bytes are not a value, and where: [`DecodeFault`] by dereference.
///
/// It is one pointer wide where there is a heap, so that results stay small on
/// the way that is taken nearly always.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Held<DecodeFault>);

/// What a [`DecodeError`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeFault {
    /// What is wrong.
    pub kind: DecodeErrorKind,
    /// Where the field at fault starts, in bytes from the start of the input.
    pub offset: usize,
    /// Which field is at fault.
    pub path: FieldPath,
}

/// What is wrong with bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The input ends inside the field.
    Truncated {
        /// Bytes the field needs, as far as is known.
        needed: u64,
        /// Bytes that are there.
        available: u64,
    },
    /// The number has more bytes than it asks for.
    Overlong {
        /// Bytes it asks for.
        needed: u64,
        /// Bytes it has.
        found: u64,
    },
    /// The number does not fit, or goes on behind the most bytes that it may have.
    Overflow {
        /// The bits that it may have.
        bits: u32,
    },
    /// The field is not the byte string it must be.
    ConstantBytes {
        /// The byte string.
        expected: &'static [u8],
        /// How many bytes of it are right before the first that is not.
        at: usize,
        /// That byte.
        found: u8,
    },
    /// The field is not the constant it must be.
    Constant {
        /// The constant.
        expected: i128,
        /// What is there; of a field cut short, the bytes that are there.
        found: i128,
    },
    /// The integer is outside its range.
    OutOfRange {
        /// What is there.
        found: i128,
        /// The least allowed.
        min: i128,
        /// The greatest allowed.
        max: i128,
    },
    /// The length or count is outside its bounds.
    Length {
        /// What is there; negative if a length is less than what it counts besides.
        found: i128,
        /// The least allowed.
        min: u64,
        /// The greatest allowed.
        max: u64,
    },
    /// No variant or arm has this number.
    UnknownVariant {
        /// What is there.
        found: i128,
    },
    /// Bits are set that have no meaning.
    ReservedBits {
        /// Those bits.
        found: u64,
    },
    /// A constraint over several fields does not hold.
    Require {
        /// The constraint, or what its author says of it.
        text: &'static str,
    },
    /// The checksum is not that of what it covers.
    Checksum {
        /// The one computed.
        expected: u64,
        /// What is there.
        found: u64,
    },
    /// Padding is not zeros.
    Padding {
        /// The first byte that is not.
        found: u8,
    },
    /// A string is not UTF-8.
    InvalidUtf8,
    /// A truth value is neither 0 nor 1.
    InvalidBool {
        /// What is there.
        found: u8,
    },
    /// The mark of an optional value is neither 0 nor 1.
    InvalidOption {
        /// What is there.
        found: u8,
    },
    /// Bytes follow the value.
    TrailingBytes {
        /// How many.
        count: u64,
    },
    /// No message of the set has this tag.
    UnknownMessage {
        /// The tag.
        tag: u64,
    },
}

impl DecodeErrorKind {
    /// That a byte string is another than the constant one.
    #[cold]
    pub(super) fn other_bytes(expected: &'static [u8], found: &[u8]) -> Self {
        let same = expected.iter().zip(found).take_while(|(expected, found)| expected == found);
        let at = same.count();
        Self::ConstantBytes { expected, at, found: found.get(at).copied().unwrap_or_default() }
    }

    /// The stable name of the kind: `truncated`, `constant`, ….
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Truncated { .. } => "truncated",
            Self::Overlong { .. } => "overlong",
            Self::Overflow { .. } => "overflow",
            Self::Constant { .. } | Self::ConstantBytes { .. } => "constant",
            Self::OutOfRange { .. } => "out_of_range",
            Self::Length { .. } => "length",
            Self::UnknownVariant { .. } => "unknown_variant",
            Self::ReservedBits { .. } => "reserved_bits",
            Self::Require { .. } => "require",
            Self::Checksum { .. } => "checksum",
            Self::Padding { .. } => "padding",
            Self::InvalidUtf8 => "invalid_utf8",
            Self::InvalidBool { .. } => "invalid_bool",
            Self::InvalidOption { .. } => "invalid_option",
            Self::TrailingBytes { .. } => "trailing_bytes",
            Self::UnknownMessage { .. } => "unknown_message",
        }
    }
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated { needed, available } => {
                write!(f, "expected {needed} bytes, the input has {available}")
            }
            Self::Overlong { needed, found } => {
                write!(f, "expected the fewest bytes, {needed}, found {found}")
            }
            Self::Overflow { bits } => write!(f, "expected a number of at most {bits} bits"),
            Self::ConstantBytes { expected, at, found } => {
                let expected = expected.escape_ascii();
                write!(
                    f,
                    "expected the bytes \"{expected}\", found {found:#04x} behind {at} of them"
                )
            }
            Self::Constant { expected, found } => {
                write!(f, "expected {expected:#x}, found {found:#x}")
            }
            Self::OutOfRange { found, min, max } => {
                write!(f, "expected {min} to {max}, found {found}")
            }
            Self::Length { found, min, max } if *max == u64::MAX => {
                write!(f, "expected a length of at least {min}, found {found}")
            }
            Self::Length { found, min, max } => {
                write!(f, "expected a length of {min} to {max}, found {found}")
            }
            Self::UnknownVariant { found } => write!(f, "no variant has the number {found}"),
            Self::ReservedBits { found } => {
                write!(f, "reserved bits must be zero, found {found:#x}")
            }
            Self::Require { text } => write!(f, "does not hold: {text}"),
            Self::Checksum { expected, found } => {
                write!(f, "expected the checksum {expected:#x}, found {found:#x}")
            }
            Self::Padding { found } => {
                write!(f, "expected zeros, found {found:#04x} among them")
            }
            Self::InvalidUtf8 => f.write_str("not UTF-8"),
            Self::InvalidBool { found } => write!(f, "expected 0 or 1, found {found}"),
            Self::InvalidOption { found } => {
                write!(f, "expected 0 (absent) or 1 (present), found {found}")
            }
            Self::TrailingBytes { count } => write!(f, "{count} bytes follow the value"),
            Self::UnknownMessage { tag } => write!(f, "no message has the tag {tag:#x}"),
        }
    }
}

impl DecodeError {
    /// An error at a field that starts at `offset`, path still empty.
    #[cold]
    pub fn new(kind: DecodeErrorKind, offset: usize) -> Self {
        Self(Held::new(DecodeFault { kind, offset, path: FieldPath::EMPTY }))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{} (at byte {})", self.kind, self.offset)
    }
}

/// Why a value cannot be encoded, and which field is at fault:
/// [`EncodeFault`] by dereference. As wide as [`DecodeError`].
#[derive(Clone, PartialEq, Eq)]
pub struct EncodeError(Held<EncodeFault>);

/// What an [`EncodeError`] says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeFault {
    /// What is wrong.
    pub kind: EncodeErrorKind,
    /// Which field is at fault.
    pub path: FieldPath,
}

/// What is wrong with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// The integer is outside its range.
    OutOfRange {
        /// The value.
        found: i128,
        /// The least allowed.
        min: i128,
        /// The greatest allowed.
        max: i128,
    },
    /// The length or count is outside its bounds.
    Length {
        /// The length.
        found: u64,
        /// The least allowed.
        min: u64,
        /// The greatest allowed.
        max: u64,
    },
    /// A constraint over several fields does not hold.
    Require {
        /// The constraint, or what its author says of it.
        text: &'static str,
    },
    /// An optional field is there and its condition does not hold, or the
    /// other way round.
    Presence {
        /// Whether the condition asks for the field.
        expected: bool,
    },
    /// Bits are set that have no meaning.
    ReservedBits {
        /// Those bits.
        found: u64,
    },
    /// An unnamed value of an open enumeration has a name after all, or does
    /// not fit its integer.
    Variant {
        /// The value.
        found: i128,
    },
    /// The content has the bytes that end it.
    Delimiter,
    /// The length, with what is added to it, is no whole number of the units in
    /// which it is said.
    Unit {
        /// The length.
        found: u64,
        /// What is added to it.
        plus: i128,
        /// Bytes or elements in a unit.
        unit: u64,
    },
}

impl EncodeErrorKind {
    /// The stable name of the kind: `out_of_range`, `length`, ….
    pub const fn code(&self) -> &'static str {
        match self {
            Self::OutOfRange { .. } => "out_of_range",
            Self::Length { .. } => "length",
            Self::Require { .. } => "require",
            Self::Presence { .. } => "presence",
            Self::ReservedBits { .. } => "reserved_bits",
            Self::Variant { .. } => "variant",
            Self::Delimiter => "delimiter",
            Self::Unit { .. } => "unit",
        }
    }
}

impl fmt::Display for EncodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfRange { found, min, max } => {
                write!(f, "expected {min} to {max}, found {found}")
            }
            Self::Length { found, min, max } => {
                write!(f, "expected a length of {min} to {max}, found {found}")
            }
            Self::Require { text } => write!(f, "does not hold: {text}"),
            Self::Presence { expected: true } => {
                f.write_str("its condition holds, but the value is absent")
            }
            Self::Presence { expected: false } => {
                f.write_str("its condition does not hold, but there is a value")
            }
            Self::ReservedBits { found } => {
                write!(f, "reserved bits must be zero, found {found:#x}")
            }
            Self::Variant { found } => {
                write!(f, "{found} has a name in the enumeration or does not fit it")
            }
            Self::Delimiter => f.write_str("the bytes that end it stand inside"),
            Self::Unit { found, plus: 0, unit } => {
                write!(f, "expected a length that is a multiple of {unit}, found {found}")
            }
            Self::Unit { found, plus, unit } => write!(
                f,
                "expected a length that, {plus} added, is a multiple of {unit}, found {found}"
            ),
        }
    }
}

impl EncodeError {
    /// An error with its path still empty.
    #[cold]
    pub fn new(kind: EncodeErrorKind) -> Self {
        Self(Held::new(EncodeFault { kind, path: FieldPath::EMPTY }))
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}", self.kind)
    }
}

#[cfg(feature = "alloc")]
use alloc::boxed::Box as Held;

/// Without a heap the fault is held in place.
#[cfg(not(feature = "alloc"))]
#[derive(Clone, PartialEq, Eq)]
struct Held<T>(T);

#[cfg(not(feature = "alloc"))]
impl<T> Held<T> {
    fn new(fault: T) -> Self {
        Self(fault)
    }
}

#[cfg(not(feature = "alloc"))]
impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

#[cfg(not(feature = "alloc"))]
impl<T> DerefMut for Held<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

macro_rules! reads_as {
    ($($error:ident => $fault:ident;)*) => {$(
        impl Deref for $error {
            type Target = $fault;

            fn deref(&self) -> &$fault {
                &self.0
            }
        }

        impl DerefMut for $error {
            fn deref_mut(&mut self) -> &mut $fault {
                &mut self.0
            }
        }

        impl $error {
            /// The same error, seen from the structure that has the field.
            #[cold]
            #[must_use]
            pub fn within(mut self, field: &'static str) -> Self {
                self.path.prepend(Segment::Field(field));
                self
            }

            /// The same error, seen from the list that has the element.
            #[cold]
            #[must_use]
            pub fn at(mut self, index: usize) -> Self {
                self.path.prepend(Segment::Index(index));
                self
            }
        }

        impl core::error::Error for $error {}

        impl fmt::Debug for $error {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&**self, f)
            }
        }
    )*};
}

reads_as! {
    DecodeError => DecodeFault;
    EncodeError => EncodeFault;
}

/// One step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Segment {
    /// A field of a structure.
    Field(&'static str),
    /// An element of a list.
    Index(usize),
}

/// The way from the outermost value to a field: `content.message`, `keys[3]`.
///
/// Holds [`FieldPath::CAPACITY`] steps without a heap; of a deeper path the
/// innermost are dropped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FieldPath {
    segments: [Segment; Self::CAPACITY],
    length: usize,
}

impl FieldPath {
    /// The most steps a path holds.
    pub const CAPACITY: usize = 12;

    /// The path of the outermost value itself.
    pub const EMPTY: Self = Self { segments: [Segment::Index(0); Self::CAPACITY], length: 0 };

    /// Whether the path is that of the outermost value.
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The steps, outermost first.
    pub fn segments(&self) -> &[Segment] {
        &self.segments[..self.length]
    }

    fn prepend(&mut self, segment: Segment) {
        let kept = self.length.min(Self::CAPACITY - 1);
        self.segments.copy_within(..kept, 1);
        self.segments[0] = segment;
        self.length = kept + 1;
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, segment) in self.segments().iter().enumerate() {
            match segment {
                Segment::Field(name) if place == 0 => f.write_str(name)?,
                Segment::Field(name) => write!(f, ".{name}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl fmt::Debug for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}
