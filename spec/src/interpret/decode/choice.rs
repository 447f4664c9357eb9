//! Bytes to the arms of unions.

use super::super::measure::{counted, within};
use super::super::scope::Scope;
use super::super::value::Value;
use super::{DecodeFault, Decoder};
use crate::model::{Endian, Extent, Integer, Measure, Selector, UnionId};

impl Decoder<'_, '_> {
    pub(super) fn union(
        &mut self,
        id: UnionId,
        selector: Option<usize>,
        scope: &Scope,
    ) -> Result<Value, DecodeFault> {
        let declared = &self.model[id];
        let start = self.offset;
        let tag = match (declared.selector, selector) {
            (Selector::Tag(integer), _) => self.integer(integer, "its tag")?,
            (Selector::Peek(integer), _) => {
                let bytes = self.take(u64::from(integer.bits.div_ceil(8)), start, "its tag")?;
                self.offset = start;
                first_bits(integer, bytes)
            }
            (Selector::Enum(_) | Selector::Number(_), Some(place)) => scope.number(place),
            (Selector::Enum(_) | Selector::Number(_), None) => {
                let message = format!("{} is chosen by a field of its structure", declared.name);
                return Err(self.fault("unknown_variant", start, message));
            }
        };
        let (name, body, carried) = match (declared.arm(tag), &declared.other) {
            (Some(arm), _) => (&arm.name, arm.body, None),
            (None, Some(other)) => (&other.name, other.body, Some(tag)),
            (None, None) => {
                let message = format!("{} has no arm for {tag}", declared.name);
                return Err(self.fault("unknown_variant", start, message));
            }
        };
        if matches!(declared.selector, Selector::Tag(_)) {
            self.annotate(start, || format!("{tag} = {name}"));
        }
        let whole = match &declared.within {
            Some(extent) => {
                let before = self.offset;
                let length = self.region_length(extent, start)?;
                self.annotate(before, || format!("{} to fill", counted(length, "byte")));
                Some(self.enter(length, start)?)
            }
            None => None,
        };
        let fields = self.structure(body, carried)?;
        if let Some(whole) = whole {
            self.leave(whole)?;
        }
        Ok(Value::Union { arm: name.text.clone(), fields })
    }

    /// The prefix of the arm of a union that starts at `start`.
    pub(super) fn region_length(
        &mut self,
        extent: &Extent,
        start: usize,
    ) -> Result<u64, DecodeFault> {
        let Measure::Prefix(prefix) = extent.measure else { return Ok(extent.min) };
        let length = self.integer(prefix, "its length").map_err(|mut fault| {
            fault.offset = start;
            fault
        })?;
        match u64::try_from(length) {
            Ok(fits) if within(length, extent) => Ok(fits),
            _ => Err(self.length_fault(extent, length, start)),
        }
    }
}

/// The first bits of some bytes: the highest of a big-endian number, the lowest
/// of a little-endian one.
fn first_bits(integer: Integer, bytes: &[u8]) -> i128 {
    let spare = bytes.len() * 8 - usize::from(integer.bits);
    let shift_in = |number: i128, byte: &u8| number << 8 | i128::from(*byte);
    match integer.endian {
        Endian::Big => bytes.iter().fold(0, shift_in) >> spare,
        Endian::Little => bytes.iter().rev().fold(0, shift_in) & integer.max(),
    }
}
