//! Numbers to bytes: integers, enumerations and flags, also those that share
//! bytes.

use super::super::measure::require_text;
use super::super::scope::Scope;
use super::{EncodeFault, Encoder};
use crate::model::{EnumId, FlagsId, Integer};

impl Encoder<'_> {
    pub(super) fn integer(
        &mut self,
        integer: Integer,
        number: i128,
        code: &'static str,
    ) -> Result<(), EncodeFault> {
        self.in_range(integer, number, code)?;
        let Some((run, bits, given)) = &mut self.bits else {
            let bytes = self.other_integer(integer, number);
            self.out.extend(bytes.unwrap_or_else(|| integer.bytes_of(number)));
            return Ok(());
        };
        let width = u32::from(integer.bits);
        let mask = u128::MAX >> (128 - width);
        let field = (number.cast_unsigned() & mask) << run.shift(*given, width);
        *bits |= u64::try_from(field).unwrap_or(0);
        *given += width;
        if *given >= run.bits {
            let whole = Integer::new(run.bits as u8, false, run.endian);
            self.out.extend(whole.bytes_of(i128::from(*bits)));
            self.bits = None;
        }
        Ok(())
    }

    pub(super) fn in_range(
        &self,
        integer: Integer,
        number: i128,
        code: &'static str,
    ) -> Result<(), EncodeFault> {
        let (min, max) = (integer.min(), integer.max());
        if (min..=max).contains(&number) {
            return Ok(());
        }
        Err(self.fault(code, format!("expected {min} to {max}, found {number}")))
    }

    pub(super) fn enumeration(
        &mut self,
        id: EnumId,
        integer: Integer,
        number: i128,
    ) -> Result<(), EncodeFault> {
        let declared = &self.model[id];
        if !declared.open && !declared.variants.iter().any(|variant| variant.value == number) {
            let message = format!("{} has no variant with the number {number}", declared.name);
            return Err(self.fault("variant", message));
        }
        self.integer(integer, number, "variant")
    }

    pub(super) fn flags(
        &mut self,
        id: FlagsId,
        integer: Integer,
        bits: u64,
    ) -> Result<(), EncodeFault> {
        let declared = &self.model[id];
        let reserved = bits & !declared.mask();
        if reserved != 0 {
            let message = format!("reserved bits must be zero, found {reserved:#x}");
            return Err(self.fault("reserved_bits", message));
        }
        let failed =
            |require: &&crate::model::Require| !Scope::default().holds(&require.condition, bits);
        if let Some(require) = declared.requires.iter().find(failed) {
            return Err(self.fault("require", require_text(require)));
        }
        // As a signed integer the highest flag is the sign.
        let number = i128::from(bits);
        let number = if number > integer.max() { number - (1 << integer.bits) } else { number };
        self.integer(integer, number, "reserved_bits")
    }
}
