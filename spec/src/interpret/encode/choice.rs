//! The arms of unions to bytes, and regions that are measured behind their
//! content.

use super::super::value::{Fields, Value};
use super::{EncodeFault, Encoder, given};
use crate::model::{Extent, Selector, StructId, UnionId};

/// The arm of a union that a value is.
pub(super) struct Chosen<'m, 'v> {
    /// The number that chooses it.
    pub(super) number: i128,
    /// The field that keeps the number, in the arm for all others.
    pub(super) kept_in: Option<&'m str>,
    pub(super) body: StructId,
    pub(super) fields: &'v Fields,
}

impl<'m> Encoder<'m> {
    pub(super) fn union(&mut self, id: UnionId, value: &Value) -> Result<(), EncodeFault> {
        let arm = self.arm(id, value)?;
        if let Some(kept) = arm.kept_in {
            self.path.enter_field(kept);
            self.without_arm(id, arm.number)?;
            self.path.leave();
        }
        if let Selector::Tag(integer) = self.model[id].selector {
            self.integer(integer, arm.number, "variant")?;
        }
        let start = self.out.len();
        self.structure(arm.body, arm.fields)?;
        match &self.model[id].within {
            Some(extent) => self.measured(extent, start),
            None => Ok(()),
        }
    }

    /// Checks how many bytes were written from `start` on, and puts their number
    /// in front.
    pub(super) fn measured(&mut self, extent: &Extent, start: usize) -> Result<(), EncodeFault> {
        let content = self.out.split_off(start);
        self.length(extent, content.len())?;
        self.out.extend(content);
        Ok(())
    }

    /// A number kept by the arm for all others has no arm of its own, and fits.
    pub(super) fn without_arm(&self, id: UnionId, number: i128) -> Result<(), EncodeFault> {
        let union = &self.model[id];
        if let Some(arm) = union.arm(number) {
            let message = format!("the number {number} is that of the arm {}", arm.name);
            return Err(self.fault("variant", message));
        }
        if let Selector::Tag(integer) | Selector::Number(integer) = union.selector {
            self.in_range(integer, number, "out_of_range")?;
        }
        Ok(())
    }

    /// The arm that a value of a union is.
    pub(super) fn arm<'v>(
        &self,
        id: UnionId,
        value: &'v Value,
    ) -> Result<Chosen<'m, 'v>, EncodeFault> {
        let union = &self.model[id];
        let Value::Union { arm: name, fields } = value else {
            return Err(self.kind("an arm of a union", value));
        };
        if let Some(arm) = union.arms.iter().find(|arm| arm.name.text == *name) {
            return Ok(Chosen { number: arm.tag, kept_in: None, body: arm.body, fields });
        }
        let Some(other) = union.other.as_ref().filter(|other| other.name.text == *name) else {
            return Err(self.fault("type", format!("{} has no arm {name}", union.name)));
        };
        let kept_in = self.model[other.body].fields.first().map_or("", |field| &field.name.text);
        let Some(number) = given(fields, kept_in).number() else {
            let message = format!("expected the number that chooses {name} in {kept_in}");
            return Err(self.fault("type", message));
        };
        Ok(Chosen { number, kept_in: Some(kept_in), body: other.body, fields })
    }
}
