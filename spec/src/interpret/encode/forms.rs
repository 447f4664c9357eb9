//! Values in other forms than the one that is written: numbers in more bytes than
//! they ask for, truth values that are neither 0 nor 1, padding that is not zeros,
//! bytes behind the known fields.
//!
//! A decoder takes or refuses them, no encoder writes them. One value of a packet is
//! given another form at a time; the sizes and checksums around it are those of the
//! bytes that are there. Whether a version reads the packet is for a decoder to say.

use super::super::checksum::Supplied;
use super::super::value::Value;
use super::{EncodeFault, Encoder};
use crate::model::{Coverage, Integer, Model, Padding, PaddingLength, StructId, UnionId};

/// The most forms of one packet.
const MOST_FORMS: usize = 512;

/// How often a packet is written until its sizes are those of its bytes: a size of
/// variable length may become longer itself.
const MOST_ATTEMPTS: usize = 4;

/// What a packet is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Outermost {
    /// A structure.
    Struct(StructId),
    /// A union with a tag of its own.
    Union(UnionId),
    /// A message of a set, by the place of the set.
    Message(usize),
}

/// What is put into other forms.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Disturbed {
    /// Any value that has other forms.
    Values,
    /// Only what stands behind the known fields of a structure: so many bytes.
    Trailing(StructId, u64),
}

/// Which value takes another form, and where the fields of the last attempt began.
pub(super) struct OtherForm {
    /// The form that is chosen, counted over the whole packet.
    chosen: usize,
    /// The forms that have come by.
    seen: usize,
    disturbed: Disturbed,
    /// Where the fields of each structure began at the last attempt, and where its
    /// last one ended; in the order in which structures begin.
    before: Vec<Vec<usize>>,
    /// The same of this attempt.
    now: Vec<Vec<usize>>,
}

impl OtherForm {
    /// A structure begins; gives its place among all.
    pub(super) fn enter(&mut self) -> usize {
        self.now.push(Vec::new());
        self.now.len() - 1
    }

    /// A structure has ended.
    pub(super) fn leave(&mut self, ordinal: usize, starts: Vec<usize>) {
        if let Some(slot) = self.now.get_mut(ordinal) {
            *slot = starts;
        }
    }

    /// The bytes that some fields of a structure had at the last attempt.
    pub(super) fn covered(&self, ordinal: usize, of: Coverage) -> Option<u64> {
        let starts = self.before.get(ordinal)?;
        let bytes = starts.get(of.last + 1)?.checked_sub(*starts.get(of.first)?)?;
        u64::try_from(bytes).ok()
    }

    fn is_for_values(&self) -> bool {
        matches!(self.disturbed, Disturbed::Values)
    }

    /// Whether the next value takes another form.
    fn is_chosen(&mut self) -> bool {
        self.seen += 1;
        self.seen - 1 == self.chosen
    }
}

impl<'m> Encoder<'m> {
    /// The packets that a value is with one of its values in another form.
    pub(in super::super) fn in_other_forms(
        model: &'m Model,
        supplied: Supplied<'m>,
        outermost: Outermost,
        value: &Value,
        disturbed: Disturbed,
    ) -> Vec<Vec<u8>> {
        let mut all = Vec::new();
        for chosen in 0..MOST_FORMS {
            let (mut before, mut last): (_, Option<Vec<u8>>) = (Vec::new(), None);
            for _ in 0..MOST_ATTEMPTS {
                let mut encoder = Encoder::new(model, supplied);
                let now = Vec::new();
                encoder.other = Some(OtherForm { chosen, seen: 0, disturbed, before, now });
                let outcome = encoder.outermost(outermost, value);
                let Some(other) = encoder.other.take() else { return all };
                if other.seen <= chosen {
                    // All forms were chosen before.
                    return all;
                }
                before = other.now;
                let settled = outcome.is_err() || last.as_ref() == Some(&encoder.out);
                last = outcome.is_ok().then_some(encoder.out);
                if settled {
                    break;
                }
            }
            all.extend(last);
        }
        all
    }

    fn outermost(&mut self, outermost: Outermost, value: &Value) -> Result<(), EncodeFault> {
        match outermost {
            Outermost::Struct(id) => self.outermost_structure(id, value),
            Outermost::Union(id) => self.union(id, value),
            Outermost::Message(set) => self.message(set, value),
        }
    }

    /// The number in more bytes than it asks for, if that is the form that is chosen.
    pub(super) fn other_integer(&mut self, integer: Integer, number: i128) -> Option<Vec<u8>> {
        let other = self.other.as_mut().filter(|other| other.is_for_values())?;
        let longer = integer.overlong_bytes_of(number)?;
        other.is_chosen().then_some(longer)
    }

    /// A number that stands for truth and is not 1, if that is the form that is chosen.
    pub(super) fn other_truth(&mut self, integer: Integer) -> Option<i128> {
        let other = self.other.as_mut().filter(|other| other.is_for_values())?;
        (integer.max() > 1 && other.is_chosen()).then_some(2)
    }

    /// Makes padding of a structure, which was written from `start` on, something else
    /// than zeros, or puts bytes behind known fields, if that is the form that is chosen.
    pub(super) fn other_padding(&mut self, structure: StructId, padding: Padding, start: usize) {
        let Some(other) = &mut self.other else { return };
        let more = match (padding.length, other.disturbed) {
            (PaddingLength::Rest { .. }, Disturbed::Trailing(of, count)) if of == structure => {
                usize::try_from(count).unwrap_or(0)
            }
            (PaddingLength::Exactly(_) | PaddingLength::To(_), Disturbed::Values)
                if self.out.len() > start =>
            {
                0
            }
            _ => return,
        };
        if other.is_chosen() {
            self.out.extend(std::iter::repeat_n(0xff, more));
            self.out.iter_mut().skip(start).take(1).for_each(|first| *first = 0xff);
        }
    }
}
