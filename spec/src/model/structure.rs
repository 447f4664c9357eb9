//! Structures: fields in wire order, where their values come from, and which of
//! them share bytes.

use super::{
    ChecksumAlgorithm, Coverage, Docs, Endian, Expression, Layout, Name, Padding, PaddingLength,
    Scale, Type, Unit,
};
use crate::span::Span;

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

/// The bits of a run that one field has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BitShare {
    /// The place of the field in [`Struct::fields`].
    pub place: usize,
    /// How many bits of the run stand in front of it.
    pub before: u32,
    /// How many it has.
    pub width: u32,
    /// How far its lowest bit lies above the lowest of the run.
    pub shift: u32,
}

impl BitRun {
    /// Its size in bytes.
    pub fn bytes(&self) -> u64 {
        u64::from(self.bits.div_ceil(8))
    }

    /// The bits of each of its fields, in wire order. The structure is the one that the
    /// run is of.
    pub fn shares(&self, structure: &Struct) -> Vec<BitShare> {
        let mut before = 0;
        let places = self.fields.clone();
        let shares = places.zip(structure.fields.get(self.fields.clone()).unwrap_or_default());
        let shares = shares.map(|(place, field)| {
            let width = field.ty.number().map_or(0, |number| number.bits.into());
            let share = BitShare { place, before, width, shift: self.shift(before, width) };
            before += width;
            share
        });
        shares.collect()
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

impl Struct {
    /// The fields that are part of the value in memory and in JSON.
    pub fn given_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.value.is_given())
    }

    /// The place of the field that skips whatever follows the known ones, if there
    /// is one.
    pub fn trailing(&self) -> Option<usize> {
        self.fields.iter().position(|field| field.trailing_max().is_some())
    }

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
    /// The bytes behind it that it leaves, if it takes all others that are left:
    /// those of the fields behind it, all of fixed size.
    pub room: Option<u64>,
    /// Where its type stands.
    pub span: Span,
}

impl Field {
    /// The most bytes that are skipped, if the field is whatever is left.
    pub fn trailing_max(&self) -> Option<u64> {
        match self.ty {
            Type::Padding(Padding { length: PaddingLength::Rest { max }, .. }) => Some(max),
            _ => None,
        }
    }

    /// The bytes behind it that it leaves; none if there are none to leave.
    pub fn left_behind(&self) -> Option<u64> {
        self.room.filter(|room| *room > 0)
    }
}

/// Where a field's value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldValue {
    /// The user.
    Free,
    /// The spec: always this.
    Constant(i128),
    /// The spec: always these bytes, as many as the byte string has.
    Bytes(Vec<u8>),
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
    /// The user, in the first field of a union's [`Other`](super::Other) arm: the number that
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
