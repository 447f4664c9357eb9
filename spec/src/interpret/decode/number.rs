//! Bytes to numbers: integers, truth values, enumerations and flags, also those
//! that share bytes.

use super::super::measure::{bits_of, counted, integer_value, require_text};
use super::super::scope::Scope;
use super::super::value::Value;
use super::super::varint::{self, VarintFault};
use super::{DecodeFault, Decoder};
use crate::model::{BitRun, Endian, EnumId, FlagsId, Integer, Varint};

/// The bytes that some fields share, and how many of their bits were taken.
pub(super) struct Bits {
    pub(super) run: BitRun,
    pub(super) start: usize,
    number: u64,
    pub(super) taken: u32,
}

impl Bits {
    /// The next number of so many bits.
    fn take(&mut self, integer: Integer) -> i128 {
        let width = u32::from(integer.bits);
        let above = self.number >> self.run.shift(self.taken, width);
        self.taken += width;
        let number = i128::from(above & (u64::MAX >> (64 - width)));
        if integer.signed && number > integer.max() { number - (1 << width) } else { number }
    }
}

impl<'m, 'a> Decoder<'m, 'a> {
    pub(super) fn integer(&mut self, integer: Integer, what: &str) -> Result<i128, DecodeFault> {
        if let Some(bits) = &mut self.bits {
            let number = bits.take(integer);
            self.offset = bits.start + (bits.taken / 8) as usize;
            if bits.taken >= bits.run.bits {
                self.bits = None;
            }
            return Ok(number);
        }
        let start = self.offset;
        if let Some(form) = integer.variable() {
            return self.variable_integer(integer, form, what);
        }
        let bytes = self.take(integer.bytes(), start, what)?;
        Ok(integer_value(integer, bytes))
    }

    /// An integer of as many bytes as its value asks for.
    pub(super) fn variable_integer(
        &mut self,
        integer: Integer,
        form: Varint,
        what: &str,
    ) -> Result<i128, DecodeFault> {
        let rest = self.input.get(self.offset..).unwrap_or_default();
        match varint::read(integer, form, rest) {
            Ok((number, length)) => {
                self.offset += length;
                Ok(number)
            }
            Err(fault) => {
                let message = match fault {
                    VarintFault::Truncated => {
                        format!("expected more bytes of {what}, found {}", rest.len())
                    }
                    VarintFault::Overflow => {
                        let (min, max) = (integer.min(), integer.max());
                        let most = counted(integer.bytes(), "byte");
                        format!("expected {min} to {max} in at most {most}, found more")
                    }
                    VarintFault::Overlong(found, needed) => {
                        let needed = counted(needed, "byte");
                        format!("expected the fewest bytes, {needed}, found {found}")
                    }
                };
                Err(self.fault(fault.code(), self.offset, message))
            }
        }
    }

    /// Reads the bytes that some fields share; the offset stays at their first,
    /// and moves on as they are taken.
    pub(super) fn open_bits(&mut self, run: BitRun) -> Result<(), DecodeFault> {
        let start = self.offset;
        let bytes = self.take(run.bytes(), start, "bits")?;
        let shift_in = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        let number = match run.endian {
            Endian::Big => bytes.iter().fold(0, shift_in),
            Endian::Little => bytes.iter().rev().fold(0, shift_in),
        };
        self.offset = start;
        self.bits = Some(Bits { run, start, number, taken: 0 });
        Ok(())
    }

    /// A number that must be 0 or 1.
    pub(super) fn mark(
        &mut self,
        integer: Integer,
        code: &'static str,
        expected: &str,
    ) -> Result<bool, DecodeFault> {
        let start = self.offset;
        match self.integer(integer, "a byte")? {
            0 => Ok(false),
            1 => Ok(true),
            found => Err(self.fault(code, start, format!("expected {expected}, found {found:#x}"))),
        }
    }

    pub(super) fn enumeration(
        &mut self,
        id: EnumId,
        integer: Integer,
    ) -> Result<Value, DecodeFault> {
        let start = self.offset;
        let number = self.integer(integer, "an enumeration")?;
        let declared = &self.model[id];
        if !declared.open && !declared.variants.iter().any(|variant| variant.value == number) {
            let message = format!("{} has no variant with the number {number}", declared.name);
            return Err(self.fault("unknown_variant", start, message));
        }
        Ok(Value::Enum(number))
    }

    pub(super) fn flags(&mut self, id: FlagsId, integer: Integer) -> Result<Value, DecodeFault> {
        let start = self.offset;
        let number = self.integer(integer, "flags")?;
        let bits = bits_of(integer, number);
        let declared = &self.model[id];
        let reserved = bits & !declared.mask();
        if reserved != 0 {
            let message = format!("reserved bits must be zero, found {reserved:#x}");
            return Err(self.fault("reserved_bits", start, message));
        }
        for require in &declared.requires {
            if !Scope::default().holds(&require.condition, bits) {
                return Err(self.fault("require", start, require_text(require)));
            }
        }
        Ok(Value::Flags(bits))
    }
}
