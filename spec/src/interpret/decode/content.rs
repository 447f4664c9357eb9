//! Bytes to byte strings, strings and lists, and how long they are.

use super::super::measure::{counted, within};
use super::super::path::hex;
use super::super::print::list_text;
use super::super::scope::Scope;
use super::super::value::Value;
use super::{DecodeFault, Decoder};
use crate::model::{Delimiter, Extent, FieldValue, Measure, Scale, Struct, Type};

/// The elements that a list has room for before any of them is read.
const ROOM_ON_TRUST: usize = 64;

impl<'m, 'a> Decoder<'m, 'a> {
    pub(super) fn text(
        &mut self,
        extent: &Extent,
        structure: &Struct,
        scope: &Scope,
    ) -> Result<Value, DecodeFault> {
        let start = self.offset;
        let bytes = self.content(extent, structure, scope)?;
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Value::Text(text.to_string())),
            Err(error) => {
                let message =
                    format!("expected UTF-8, which ends after {} bytes", error.valid_up_to());
                Err(self.fault("invalid_utf8", start, message))
            }
        }
    }

    /// The bytes of a byte string or string.
    pub(super) fn content(
        &mut self,
        extent: &Extent,
        structure: &Struct,
        scope: &Scope,
    ) -> Result<&'a [u8], DecodeFault> {
        let start = self.offset;
        if let Measure::Until(delimiter) = extent.measure {
            return self.content_until(delimiter, extent);
        }
        let length = match self.length(extent, structure, scope)? {
            Some(length) => length,
            None => self.remaining() as u64,
        };
        if extent.measure == Measure::Rest && !within(i128::from(length), extent) {
            return Err(self.length_fault(extent, i128::from(length), start));
        }
        self.take(length, start, "its content")
    }

    /// The bytes up to a delimiter, which is passed.
    pub(super) fn content_until(
        &mut self,
        delimiter: Delimiter,
        extent: &Extent,
    ) -> Result<&'a [u8], DecodeFault> {
        let (start, delimiter) = (self.offset, delimiter.as_slice());
        let rest = self.input.get(start..).unwrap_or_default();
        let found = rest.windows(delimiter.len()).position(|window| window == delimiter);
        match found.map(|length| (length, length as u64)) {
            Some((length, counted)) if within(i128::from(counted), extent) => {
                self.offset += length + delimiter.len();
                Ok(rest.get(..length).unwrap_or_default())
            }
            Some((_, counted)) if counted <= extent.max => {
                Err(self.length_fault(extent, i128::from(counted), start))
            }
            // What it was found behind, or might be found behind, is too long already.
            _ if rest.len() as u64 >= extent.max.saturating_add(delimiter.len() as u64) => {
                Err(self.length_fault(extent, i128::from(extent.max) + 1, start))
            }
            _ => {
                let message = format!("expected {} behind it, found the end", hex(delimiter));
                Err(self.fault("truncated", start, message))
            }
        }
    }

    pub(super) fn list(
        &mut self,
        element: &'m Type,
        extent: &Extent,
        structure: &'m Struct,
        scope: &Scope,
    ) -> Result<Value, DecodeFault> {
        let start = self.offset;
        let count = self.length(extent, structure, scope)?;
        // What a count promises has to arrive before there is room for it.
        let promised = usize::try_from(count.unwrap_or(0)).unwrap_or(usize::MAX);
        let mut elements = Vec::with_capacity(promised.min(ROOM_ON_TRUST));
        let quiet = is_scalar(element);
        let annotations = if quiet { self.annotations.take() } else { None };
        if count.is_some() && !quiet && matches!(extent.measure, Measure::Prefix(_)) {
            self.annotate(start, || counted(count.unwrap_or(0), "element"));
        }
        let outcome = loop {
            let read = elements.len() as u64;
            match count {
                Some(count) if read == count => break Ok(()),
                None if self.pass(extent.measure) => break self.check_least(extent, read, start),
                None if self.remaining() == 0 && extent.measure == Measure::Rest => {
                    break self.check_least(extent, read, start);
                }
                None if read >= extent.max => {
                    break Err(self.length_fault(extent, i128::from(read) + 1, start));
                }
                _ => {}
            }
            self.path.enter_element(elements.len());
            match self.value(element, structure, scope) {
                Ok(value) => elements.push(value),
                Err(fault) => break Err(fault),
            }
            self.path.leave();
        };
        if quiet {
            self.annotations = annotations;
        }
        outcome?;
        let value = Value::List(elements);
        if quiet {
            let model = self.model;
            self.annotate(start, || list_text(model, element, &value));
        }
        Ok(value)
    }

    /// Whether a list ends here with its delimiter, which is passed.
    pub(super) fn pass(&mut self, measure: Measure) -> bool {
        let Measure::Until(delimiter) = measure else { return false };
        let ends =
            self.input.get(self.offset..).is_some_and(|r| r.starts_with(delimiter.as_slice()));
        if ends {
            let start = self.offset;
            self.offset += delimiter.as_slice().len();
            self.annotate(start, || "the end of the list".to_owned());
        }
        ends
    }

    pub(super) fn check_least(
        &self,
        extent: &Extent,
        read: u64,
        start: usize,
    ) -> Result<(), DecodeFault> {
        if read < extent.min {
            return Err(self.length_fault(extent, i128::from(read), start));
        }
        Ok(())
    }

    /// How long something is, within its bounds; `None` for all that is left.
    pub(super) fn length(
        &mut self,
        extent: &Extent,
        structure: &Struct,
        scope: &Scope,
    ) -> Result<Option<u64>, DecodeFault> {
        let start = self.offset;
        let length = match extent.measure {
            Measure::Fixed => i128::from(extent.min),
            Measure::Prefix(prefix) => self.integer(prefix, "its length")?,
            Measure::Field(place) => {
                let scale = match structure.fields.get(place).map(|field| &field.value) {
                    Some(FieldValue::Length { scale, .. }) => *scale,
                    _ => Scale::PLAIN,
                };
                scale.length(scope.number(place))
            }
            Measure::Rest | Measure::Until(_) => return Ok(None),
        };
        match u64::try_from(length) {
            Ok(fits) if within(length, extent) => Ok(Some(fits)),
            _ => Err(self.length_fault(extent, length, start)),
        }
    }
}

/// Whether a type fills one line with all its elements when it is printed.
fn is_scalar(ty: &Type) -> bool {
    ty.number().is_some() || matches!(ty, Type::Float(_))
}
