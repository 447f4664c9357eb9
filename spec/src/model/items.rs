//! What is declared besides structures: enumerations, flags, unions and sets of
//! messages.

use super::EnumId;
use super::{Docs, Extent, Integer, Layout, Name, Require, StructId};

/// An enumeration: names for integers.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The integer it is declared as, in the protocol's byte order; each use
    /// carries its own in [`Type::Enum`](super::Type::Enum).
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
    /// The integer it is declared as; each use carries its own in [`Type::Flags`](super::Type::Flags).
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
/// [`FieldValue::Carried`](super::FieldValue::Carried), or with [`Selector::Peek`] the integer that it
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
