//! Types: what the bytes of a value look like.

use super::{
    ChecksumAlgorithm, Coverage, Docs, EnumId, Expression, FlagsId, Name, Scale, StructId, UnionId,
};
use crate::span::Span;

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

/// An integer of whole bytes, of bits that share bytes with their neighbours
/// (see [`BitRun`]), or of as many bytes as its value asks for.
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

/// What a field, or an element of a list, is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// An integer.
    Integer(Integer),
    /// An integer that is 0 or 1, one byte (`bool`) or one bit (`bit`); anything
    /// else is refused.
    Bool(Integer),
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
        /// The place of the selecting field in [`Struct::fields`].
        selector: Option<usize>,
    },
    /// Zero bytes, of which a value says nothing. Its field is
    /// [`FieldValue::Padding`].
    Padding(Padding),
    /// A Rust type outside the model, named by its path; made by derive only.
    /// It encodes and decodes itself.
    External(String),
}

/// How many bytes padding has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// Always so many.
    Exactly(u64),
    /// As many as it takes to a multiple of this, from the first byte of the
    /// structure on (of an arm: from behind the tag).
    To(u64),
}

impl Padding {
    /// How many bytes it has so many bytes behind the start of its structure.
    pub fn count(self, offset: u64) -> u64 {
        match self {
            Padding::Exactly(count) => count,
            Padding::To(multiple) => offset.next_multiple_of(multiple) - offset,
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
    /// [`Struct::fields`]; that field is [`FieldValue::Length`].
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

/// A structure: fields in wire order, then constraints over several of them.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its name; for a message body the message's, for an arm the arm's.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// What it is for.
    pub role: Role,
    /// How its fields are laid out where they do not say.
    pub layout: Layout,
    /// The fields, in wire order.
    pub fields: Vec<Field>,
    /// Constraints checked when all fields are there, in order.
    pub requires: Vec<Require>,
}

/// Neighbouring fields that share bytes.
///
/// A run begins with a field of some bits and goes on until whole bytes are
/// filled. It is one integer of so many bits: in big-endian order its first
/// field has the highest bits, in little-endian order the lowest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BitRun {
    /// The places of its fields in [`Struct::fields`].
    pub fields: std::ops::Range<usize>,
    /// The sum of their widths. In a checked model a multiple of 8, at most 64.
    pub bits: u32,
    /// The byte order of the fields, which they share in a checked model.
    pub endian: Endian,
}

impl BitRun {
    /// Its size in bytes.
    pub fn bytes(&self) -> u64 {
        u64::from(self.bits.div_ceil(8))
    }

    /// How far the lowest bit of a field of `width` bits, with `before` bits of
    /// the run in front of it, lies above the lowest of the run.
    pub fn shift(&self, before: u32, width: u32) -> u32 {
        match self.endian {
            Endian::Big => self.bits.saturating_sub(before + width),
            Endian::Little => before,
        }
    }
}

impl Type {
    /// The integer that a value is, if it is one number.
    pub fn number(&self) -> Option<Integer> {
        match self {
            Type::Integer(integer)
            | Type::Bool(integer)
            | Type::Enum(_, integer)
            | Type::Flags(_, integer) => Some(*integer),
            _ => None,
        }
    }
}

impl Struct {
    /// The fields that share bytes, run by run.
    pub fn bit_runs(&self) -> Vec<BitRun> {
        let mut runs: Vec<BitRun> = Vec::new();
        let mut open = false;
        for (place, field) in self.fields.iter().enumerate() {
            let number = field
                .ty
                .number()
                .filter(|number| number.variable().is_none() && field.value != FieldValue::Carried);
            let Some(number) = number else {
                open = false;
                continue;
            };
            match runs.last_mut().filter(|_| open && field.condition.is_none()) {
                Some(run) => {
                    run.fields.end = place + 1;
                    run.bits += u32::from(number.bits);
                }
                None if !number.is_whole() => runs.push(BitRun {
                    fields: place..place + 1,
                    bits: u32::from(number.bits),
                    endian: number.endian,
                }),
                None => continue,
            }
            open = runs.last().is_some_and(|run| !run.bits.is_multiple_of(8));
        }
        runs
    }
}

/// What a structure is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A packet: fields of fixed size, then one payload measured by one of them.
    Packet,
    /// Declared by `struct`.
    Plain,
    /// The body of a message.
    Body,
    /// An arm of a union.
    Arm,
    /// The payload of a handshake message.
    HandshakePayload,
}

/// A field of a structure.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// What it is.
    pub ty: Type,
    /// Where its value comes from.
    pub value: FieldValue,
    /// The values allowed, inclusive, if fewer than the type has. Integers only.
    pub range: Option<(i128, i128)>,
    /// Its unit, for docs.
    pub unit: Option<Unit>,
    /// There only when this holds of the fields before it. The encoder refuses
    /// a value whose presence and condition disagree.
    pub condition: Option<Expression>,
    /// Where its type stands.
    pub span: Span,
}

/// Where a field's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// The user.
    Free,
    /// The spec: always this.
    Constant(i128),
    /// The encoder: the length of a later field of the same structure.
    Length {
        /// The place of the measured field in [`Struct::fields`].
        of: usize,
        /// How the number says it.
        scale: Scale,
    },
    /// The encoder: the bytes that fields of the same structure take together.
    Size {
        /// Those fields; the last of them is behind this one.
        of: Coverage,
        /// How the number says it.
        scale: Scale,
    },
    /// The encoder: a checksum over fields of the same structure. If this field
    /// is among them, it counts as zeros.
    Checksum {
        /// How it is computed.
        algorithm: ChecksumAlgorithm,
        /// Those fields.
        of: Coverage,
    },
    /// The encoder: the value that chooses the arm of a later union field of
    /// the same structure.
    Selector {
        /// The place of the union field in [`Struct::fields`].
        of: usize,
    },
    /// Nobody: the field is padding.
    Padding,
    /// The user, in the first field of a union's [`Other`] arm: the number that
    /// chose the arm. It is no part of the arm's bytes.
    Carried,
}

impl FieldValue {
    /// Whether the value is the user's to give: the field is part of the value
    /// in memory and in JSON.
    pub fn is_given(&self) -> bool {
        matches!(self, FieldValue::Free | FieldValue::Carried)
    }
}

/// A constraint over the fields of a structure or flag set.
#[derive(Clone, Debug)]
pub struct Require {
    /// What must hold.
    pub condition: Expression,
    /// As written, for messages; white space folded.
    pub text: String,
    /// What the author wants said when it does not hold.
    pub message: Option<String>,
    /// Where it stands.
    pub span: Span,
}

/// An enumeration: names for integers.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The integer it is declared as, in the protocol's byte order; each use
    /// carries its own in [`Type::Enum`].
    pub repr: Integer,
    /// Its variants.
    pub variants: Vec<Variant>,
    /// Values without a name are kept and re-encoded, not refused.
    pub open: bool,
}

/// One named value of an enumeration.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Its value.
    pub value: i128,
}

/// A set of flags in one integer.
#[derive(Clone, Debug)]
pub struct Flags {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The integer it is declared as; each use carries its own in [`Type::Flags`].
    pub repr: Integer,
    /// The named bits.
    pub bits: Vec<FlagBit>,
    /// Constraints over the flags, in order; checked after the reserved bits.
    pub requires: Vec<Require>,
}

impl Flags {
    /// All named bits; the others are reserved and must be zero.
    pub fn mask(&self) -> u64 {
        self.bits.iter().fold(0, |mask, bit| mask | bit.mask)
    }
}

/// One flag.
#[derive(Clone, Debug)]
pub struct FlagBit {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Its one bit.
    pub mask: u64,
}

/// One of several structures, chosen by a tag of its own or by an earlier field.
#[derive(Clone, Debug)]
pub struct Union {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Its layout, which its arms share.
    pub layout: Layout,
    /// How an arm is chosen.
    pub selector: Selector,
    /// The arms, in order of declaration.
    pub arms: Vec<Arm>,
    /// The arm for every number that none of the others has. None: such a
    /// number is refused.
    pub other: Option<Other>,
    /// The prefix behind the tag that says how many bytes the fields of the arm
    /// fill, no more and no less; with [`Selector::Tag`] only.
    pub within: Option<Extent>,
}

impl Union {
    /// The fields of all arms, those of [`Union::other`] last.
    pub fn bodies(&self) -> impl Iterator<Item = StructId> + '_ {
        self.arms.iter().map(|arm| arm.body).chain(self.other.iter().map(|other| other.body))
    }

    /// The fields of the arm of this name.
    pub fn body_named(&self, name: &str) -> Option<StructId> {
        let arm = self.arms.iter().find(|arm| arm.name.text == name).map(|arm| arm.body);
        arm.or_else(|| self.other.as_ref().filter(|o| o.name.text == name).map(|other| other.body))
    }

    /// The arm that a number chooses, without [`Union::other`].
    pub fn arm(&self, number: i128) -> Option<&Arm> {
        self.arms.iter().find(|arm| arm.tag == number)
    }
}

/// How the arm of a union is chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selector {
    /// By an integer in front of it.
    Tag(Integer),
    /// By an earlier field, of this enumeration. The selecting field is
    /// computed on encoding from the arm, never set by hand.
    Enum(EnumId),
    /// By an earlier integer field of this width, computed likewise.
    Number(Integer),
    /// By an integer that each arm begins with. It is looked at first and read
    /// with the arm.
    Peek(Integer),
}

/// The arm of a union for numbers without an arm of their own.
///
/// The number is kept in its first field: `tag`, whose value is
/// [`FieldValue::Carried`], or with [`Selector::Peek`] the integer that it
/// begins with. It is never a number that has an arm.
#[derive(Clone, Debug)]
pub struct Other {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Its fields.
    pub body: StructId,
}

/// One arm of a union.
#[derive(Clone, Debug)]
pub struct Arm {
    /// Its name; with [`Selector::Enum`] the name of the variant that chooses it.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The tag, or the value of the variant.
    pub tag: i128,
    /// Its fields.
    pub body: StructId,
}

/// A set of messages told apart by a tag.
#[derive(Clone, Debug)]
pub struct MessageSet {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The integer in front of each message.
    pub tag: Integer,
    /// The layout of the bodies.
    pub layout: Layout,
    /// The messages, in order of declaration.
    pub messages: Vec<Message>,
}

/// A message of a set.
#[derive(Clone, Debug)]
pub struct Message {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Its tag.
    pub tag: u64,
    /// Its fields.
    pub body: StructId,
    /// The message that answers it, by its place in [`MessageSet::messages`];
    /// none if it is not a request.
    pub reply: Option<usize>,
}
