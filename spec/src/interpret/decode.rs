//! Bytes to values.
//!
//! # Order and place of faults
//! Generated decoders follow the same rules; the first fault wins.
//! 1. Fields are read in wire order. A field whose condition does not hold is
//!    not there.
//! 2. An integer, floating-point number, truth value, enumeration or set of flags
//!    that is cut short is
//!    `truncated` at its start; an integer of variable length may be `overflow`
//!    (it does not fit its bits, or goes on behind the most bytes) or, unless
//!    malleable, `overlong` (it has more bytes than its value asks for) there.
//!    It is known to be too large before it is known to be cut short where its
//!    first byte says so. When the field is complete its own checks run:
//!    `invalid_bool` (unless malleable), `unknown_variant` (closed enumerations), `reserved_bits`,
//!    then the set's `require`s; then those of the field: `constant`, then
//!    `length` if it measures a later field, then `unknown_variant` if it
//!    selects an arm that the union does not have, then `out_of_range`.
//!    Fields that share bytes: those bytes are read at once, `truncated` at the
//!    first of the fields; then each has its checks, in order, at the byte in
//!    which its first bit lies (of a run in order: the bits in front of it over 8).
//! 3. A byte string, string or list with a prefix: the prefix, then its bounds
//!    (`length`), then the content. All faults are at the start of the field,
//!    prefix included, and so are those of content measured by a field or by
//!    the spec. A string's last check is `invalid_utf8`.
//!    One that ends at a delimiter: `length` if the delimiter comes too early, or
//!    is not among the bytes in which it had to come; `truncated` if those are not
//!    all there.
//!    Padding that is not zeros is `padding` at its start, unless malleable. Padding
//!    up to the end is `length` there if it has more than its most bytes.
//! 4. A list's elements are read one by one; a fault in one is the element's own
//!    (`keys[3]`), also when it is cut short. A list of "all that is left" reads
//!    until the input ends: `length` when there is more and it has its most
//!    already, or fewer than its least at the end.
//! 5. An option's mark is `truncated` or `invalid_option` at the option's start.
//!    A union's own tag, or the number it peeks at, is `truncated` or
//!    `unknown_variant` at the union's start.
//!    A value within so many bytes: the faults of its prefix, and of content that
//!    is cut short, are at the start of the field (of a union: of its tag); what
//!    the value leaves of them is `trailing_bytes`, at the first byte left.
//!    Nothing inside reads beyond them.
//!    Of fields whose size an earlier one says, that one has had its `length`
//!    checked; the input is narrowed to them in front of the first behind it that
//!    has no fixed size, `truncated` there if it is shorter; what they leave is
//!    `trailing_bytes` of the structure, at the first byte left.
//!    A field that takes all but the bytes of fields of fixed size behind it narrows
//!    the input likewise: `truncated` at its start if there are fewer, and what it
//!    leaves is `trailing_bytes` of the structure.
//!    A checksum is judged when it and all it covers are there: `checksum` at its
//!    start.
//! 6. The `require`s of a structure run when all its fields are there: `require`
//!    at its first byte (of an arm: behind the tag), with the path of the
//!    structure itself.
//! 7. A message of a set: its tag (`truncated`, `unknown_message`), then its
//!    body; paths start inside the body.
//! 8. What is left of the input is `trailing_bytes`, at its first byte.
//!
//! Read next: `number`, `content` and `choice` for what a field is.

mod choice;
mod content;
mod number;

use self::number::Bits;
use super::checksum::{Supplied, covered_checksum};
use super::measure::{
    bits_of, bounds_text, counted, integer_value, number_text, require_text, within,
};
use super::path::{Path, hex};
use super::print::{Annotation, value_text};
use super::scope::Scope;
use super::value::{Fields, Value};
use crate::model::{
    Checksum, Endian, Extent, FieldValue, Integer, Measure, Model, Padding, PaddingLength, Region,
    Struct, StructId, Truth, Type, UnionId,
};

/// Why bytes are not a value, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeFault {
    /// The kind of fault: `truncated`, `overlong`, `overflow`, `constant`, `out_of_range`,
    /// `length`, `unknown_variant`, `reserved_bits`, `require`, `checksum`, `padding`, `invalid_utf8`,
    /// `invalid_bool`, `invalid_option`, `trailing_bytes`, `unknown_message`;
    /// `external` for a type outside the model, which only generated code reads.
    pub code: &'static str,
    /// Where the field at fault starts, in bytes from the start of the input.
    pub offset: usize,
    /// The field at fault; empty for the outermost value itself.
    pub path: String,
    /// What was expected and what was found.
    pub message: String,
}

impl std::fmt::Display for DecodeFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{} ({}, at byte {})", self.message, self.code, self.offset)
    }
}

impl std::error::Error for DecodeFault {}

/// The mark in front of an option.
const MARK: Integer = Integer::new(8, false, Endian::Big);

/// A place in an input, and in the value read from it.
pub(super) struct Decoder<'m, 'a> {
    model: &'m Model,
    supplied: Supplied<'m>,
    input: &'a [u8],
    offset: usize,
    path: Path<'m>,
    /// The fields under way that share bytes, if some are.
    bits: Option<Bits>,
    /// What was read so far, if somebody wants to see it.
    annotations: Option<&'a mut Vec<Annotation>>,
}

impl<'m, 'a> Decoder<'m, 'a> {
    pub(super) fn new(
        model: &'m Model,
        supplied: Supplied<'m>,
        input: &'a [u8],
        annotations: Option<&'a mut Vec<Annotation>>,
    ) -> Self {
        Decoder {
            model,
            supplied,
            input,
            offset: 0,
            path: Path::default(),
            bits: None,
            annotations,
        }
    }

    /// A structure and nothing else.
    pub(super) fn whole_structure(mut self, id: StructId) -> Result<Value, DecodeFault> {
        let fields = self.structure(id, None)?;
        self.finish()?;
        Ok(Value::Struct(fields))
    }

    /// A union with a tag of its own and nothing else.
    pub(super) fn whole_union(mut self, id: UnionId) -> Result<Value, DecodeFault> {
        let value = self.union(id, None, &Scope::default())?;
        self.finish()?;
        Ok(value)
    }

    /// A message of a set, its tag in front, and nothing else.
    pub(super) fn whole_message(mut self, set: usize) -> Result<Value, DecodeFault> {
        let Some(set) = self.model.message_sets.get(set) else {
            return Err(self.fault("unknown_message", 0, "the model has no such set".to_string()));
        };
        let tag = self.integer(set.tag, "the tag")?;
        let Some(message) = set.messages.iter().find(|message| i128::from(message.tag) == tag)
        else {
            let message = format!("{} has no message with the tag {tag:#x}", set.name);
            return Err(self.fault("unknown_message", 0, message));
        };
        self.annotate(0, || format!("{tag} = {}", message.name));
        let fields = self.structure(message.body, None)?;
        self.finish()?;
        Ok(Value::Union { arm: message.name.text.clone(), fields })
    }

    fn finish(&self) -> Result<(), DecodeFault> {
        match self.remaining() {
            0 => Ok(()),
            count => {
                let mut fault = self.fault(
                    "trailing_bytes",
                    self.offset,
                    format!("expected the end, found {}", counted(count as u64, "more byte")),
                );
                fault.path.clear();
                Err(fault)
            }
        }
    }

    /// A structure; `carried` is the number that chose it, if it keeps that.
    fn structure(&mut self, id: StructId, carried: Option<i128>) -> Result<Fields, DecodeFault> {
        let structure = &self.model[id];
        let start = self.offset;
        let mut scope = Scope::with_capacity(structure.fields.len());
        let mut fields = Vec::with_capacity(structure.fields.len());
        let mut runs = structure.bit_runs().into_iter().peekable();
        let regions = self.model.regions(structure);
        let checksums = structure.checksums();
        let mut starts = Vec::with_capacity(structure.fields.len());
        let mut entered = Vec::new();
        for (place, field) in structure.fields.iter().enumerate() {
            self.path.enter_field(&field.name.text);
            starts.push(self.offset);
            for region in regions.iter().filter(|region| region.entered == Some(place)) {
                let first = starts.get(region.coverage.first).copied().unwrap_or(self.offset);
                let size = region.scale.length(scope.number(region.length));
                let read = self.offset.saturating_sub(first) as u64;
                let left = u64::try_from(size).unwrap_or(0).saturating_sub(read);
                entered.push((region.coverage.last, self.enter(left, self.offset)?));
            }
            let behind = match field.left_behind() {
                Some(room) => Some(self.enter_all_but(room)?),
                None => None,
            };
            if let Some(run) = runs.next_if(|run| run.fields.start == place) {
                self.open_bits(run)?;
            }
            let value = match (&field.value, &field.ty, carried) {
                (FieldValue::Carried, Type::Enum(..), Some(number)) => Value::Enum(number),
                (FieldValue::Carried, _, Some(number)) => Value::Integer(number),
                (FieldValue::Padding, Type::Padding(padding), _) => {
                    self.padding(*padding, start)?;
                    Value::Absent
                }
                _ => self.field(structure, &regions, place, &scope)?,
            };
            self.path.leave();
            scope.push(&value);
            if let Some(whole) = behind {
                self.leave(whole)?;
            }
            while let Some((_, whole)) = entered.pop_if(|(last, _)| *last == place) {
                self.leave(whole)?;
            }
            for checksum in checksums.iter().filter(|checksum| checksum.complete() == place) {
                self.check_checksum(structure, checksum, &starts, &scope)?;
            }
            if field.value.is_given() {
                fields.push((field.name.text.clone(), value));
            }
        }
        for require in &structure.requires {
            if !scope.holds(&require.condition, 0) {
                return Err(self.fault("require", start, require_text(require)));
            }
        }
        Ok(fields)
    }

    /// Padding of a structure that starts at `begin`.
    fn padding(&mut self, padding: Padding, begin: usize) -> Result<(), DecodeFault> {
        let start = self.offset;
        let count = match padding.length {
            PaddingLength::Rest { max } => {
                let extent = Extent { measure: Measure::Rest, min: 0, max };
                let left = self.remaining() as u64;
                if !within(left.into(), &extent) {
                    return Err(self.length_fault(&extent, left.into(), start));
                }
                left
            }
            _ => padding.count((start - begin) as u64),
        };
        let bytes = self.take(count, start, "padding")?;
        if padding.malleable {
            self.annotate(start, || "padding, skipped".to_owned());
            return Ok(());
        }
        if let Some(found) = bytes.iter().find(|byte| **byte != 0) {
            let message = format!("expected zeros, found {found:#04x} among them");
            return Err(self.fault("padding", start, message));
        }
        self.annotate(start, || "padding".to_owned());
        Ok(())
    }

    /// A checksum that is complete, if it is there, is right.
    fn check_checksum(
        &mut self,
        structure: &'m Struct,
        checksum: &Checksum,
        starts: &[usize],
        scope: &Scope,
    ) -> Result<(), DecodeFault> {
        let Checksum { place, algorithm, of } = *checksum;
        let field = &structure.fields[place];
        let present = field.condition.as_ref().is_none_or(|holds| scope.holds(holds, 0));
        let (true, Some(integer), Some(start)) =
            (present, field.ty.number(), starts.get(place).copied())
        else {
            return Ok(());
        };
        let hole = start..start + usize::from(integer.bits / 8);
        let read = self.input.get(..self.offset).unwrap_or_default();
        let expected =
            covered_checksum(self.supplied, algorithm, read, of, starts, hole).map_err(|name| {
                let message = format!("only generated code has the function {name}");
                self.path.enter_field(&field.name.text);
                self.fault("external", start, message)
            })?;
        let found = scope.number(place);
        if i128::from(expected) != found {
            self.path.enter_field(&field.name.text);
            let message = format!("expected {expected:#x}, found {found:#x}");
            return Err(self.fault("checksum", start, message));
        }
        Ok(())
    }

    fn field(
        &mut self,
        structure: &'m Struct,
        regions: &[Region],
        place: usize,
        scope: &Scope,
    ) -> Result<Value, DecodeFault> {
        let field = &structure.fields[place];
        if field.condition.as_ref().is_some_and(|condition| !scope.holds(condition, 0)) {
            return Ok(Value::Absent);
        }
        let start = self.offset;
        let value = self.value(&field.ty, structure, scope)?;
        if let Some(number) = value.number() {
            self.check_number(structure, regions, place, number, start)?;
        }
        if let (FieldValue::Bytes(expected), Value::Bytes(found)) = (&field.value, &value)
            && expected != found
        {
            let (expected, found) = (hex(expected), hex(found));
            let message = format!("expected {expected}, found {found}");
            return Err(self.fault("constant", start, message));
        }
        Ok(value)
    }

    /// What a field asks of its number besides what its type does.
    fn check_number(
        &self,
        structure: &Struct,
        regions: &[Region],
        place: usize,
        number: i128,
        start: usize,
    ) -> Result<(), DecodeFault> {
        let field = &structure.fields[place];
        match field.value {
            FieldValue::Constant(constant) if number != constant => {
                let message = format!("expected {constant:#x}, found {number:#x}");
                return Err(self.fault("constant", start, message));
            }
            FieldValue::Length { of, scale } => {
                if let Some(extent) = structure.fields.get(of).and_then(|f| f.ty.extent())
                    && !within(scale.length(number), extent)
                {
                    let message = number_text(scale, (extent.min, extent.max), number);
                    return Err(self.fault("length", start, message));
                }
            }
            FieldValue::Size { scale, .. } => {
                if let Some(region) = regions.iter().find(|region| region.length == place)
                    && !region.allows(scale.length(number))
                {
                    let message = number_text(scale, (region.min, region.max), number);
                    return Err(self.fault("length", start, message));
                }
            }
            FieldValue::Selector { of } => {
                if let Some(Type::Union { union, .. }) =
                    structure.fields.get(of).map(|selected| &selected.ty)
                    && self.model[*union].arm(number).is_none()
                    && self.model[*union].other.is_none()
                {
                    let message = format!("{} has no arm for {number}", self.model[*union].name);
                    return Err(self.fault("unknown_variant", start, message));
                }
            }
            _ => {}
        }
        match field.range {
            Some((min, max)) if number < min || number > max => {
                let message = format!("expected {min} to {max}, found {number}");
                Err(self.fault("out_of_range", start, message))
            }
            _ => Ok(()),
        }
    }

    fn value(
        &mut self,
        ty: &'m Type,
        structure: &'m Struct,
        scope: &Scope,
    ) -> Result<Value, DecodeFault> {
        let start = self.offset;
        let value = match ty {
            Type::Integer(integer) => Value::Integer(self.integer(*integer, "an integer")?),
            Type::Bool(Truth { integer, malleable: true }) => {
                Value::Bool(self.integer(*integer, "a truth value")? != 0)
            }
            Type::Bool(Truth { integer, malleable: false }) => {
                Value::Bool(self.mark(*integer, "invalid_bool", "0 (false) or 1 (true)")?)
            }
            Type::Float(float) => {
                let bytes = self.take(float.bytes(), start, "a floating-point number")?;
                Value::Float(bits_of(float.carrier(), integer_value(float.carrier(), bytes)))
            }
            Type::Enum(id, integer) => self.enumeration(*id, *integer)?,
            Type::Flags(id, integer) => self.flags(*id, *integer)?,
            Type::Bytes(extent) => Value::Bytes(self.content(extent, structure, scope)?.to_vec()),
            Type::Text(extent) => self.text(extent, structure, scope)?,
            Type::List(element, extent) => {
                return self.list(element, extent, structure, scope);
            }
            Type::Option(inner) => {
                let present = self.mark(MARK, "invalid_option", "0 (absent) or 1 (present)")?;
                self.annotate(start, || if present { "present" } else { "absent" }.to_string());
                if !present {
                    return Ok(Value::Option(None));
                }
                return Ok(Value::Option(Some(Box::new(self.value(inner, structure, scope)?))));
            }
            Type::Within(inner, extent) => {
                let length = self.length(extent, structure, scope)?.unwrap_or(0);
                if self.offset > start {
                    self.annotate(start, || format!("{} to fill", counted(length, "byte")));
                }
                let whole = self.enter(length, start)?;
                let value = self.value(inner, structure, scope)?;
                self.leave(whole)?;
                return Ok(value);
            }
            Type::Struct(id) => return Ok(Value::Struct(self.structure(*id, None)?)),
            Type::Union { union, selector } => return self.union(*union, *selector, scope),
            Type::Padding(_) => return Ok(Value::Absent),
            Type::External(name) => {
                let message = format!("only generated code can read the Rust type {name}");
                return Err(self.fault("external", start, message));
            }
        };
        let model = self.model;
        self.annotate(start, || value_text(model, ty, &value));
        Ok(value)
    }

    /// Narrows the input to the next `count` bytes, of a field that starts at
    /// `start`; gives back the whole of it.
    fn enter(&mut self, count: u64, start: usize) -> Result<&'a [u8], DecodeFault> {
        let (whole, before) = (self.input, self.offset);
        let bytes = self.take(count, start, "its content")?.len();
        self.offset = before;
        self.input = whole.get(..before + bytes).unwrap_or_default();
        Ok(whole)
    }

    /// Narrows the input to all but its last `room` bytes; gives back the whole
    /// of it.
    fn enter_all_but(&mut self, room: u64) -> Result<&'a [u8], DecodeFault> {
        let left = self.remaining() as u64;
        match left.checked_sub(room) {
            Some(count) => self.enter(count, self.offset),
            None => {
                let expected = counted(room, "byte");
                let message = format!("expected {expected} behind its content, found {left}");
                Err(self.fault("truncated", self.offset, message))
            }
        }
    }

    /// Widens the input again, when the narrow one is used up.
    fn leave(&mut self, whole: &'a [u8]) -> Result<(), DecodeFault> {
        match self.remaining() {
            0 => {
                self.input = whole;
                Ok(())
            }
            left => {
                let message = format!(
                    "expected the end of what its length covers, found {}",
                    counted(left as u64, "more byte")
                );
                Err(self.fault("trailing_bytes", self.offset, message))
            }
        }
    }

    fn remaining(&self) -> usize {
        self.input.len().saturating_sub(self.offset)
    }

    /// The next `count` bytes of a field that starts at `start`.
    fn take(&mut self, count: u64, start: usize, what: &str) -> Result<&'a [u8], DecodeFault> {
        let rest = self.input.get(self.offset..).unwrap_or_default();
        match usize::try_from(count).ok().and_then(|count| rest.get(..count)) {
            Some(bytes) => {
                self.offset += bytes.len();
                Ok(bytes)
            }
            None => {
                let expected = counted(count, "byte");
                let message = format!("expected {expected} of {what}, found {}", rest.len());
                Err(self.fault("truncated", start, message))
            }
        }
    }

    fn length_fault(&self, extent: &Extent, found: i128, start: usize) -> DecodeFault {
        let expected = bounds_text(extent);
        self.fault("length", start, format!("expected {expected}, found {found}"))
    }

    fn fault(&self, code: &'static str, offset: usize, message: String) -> DecodeFault {
        DecodeFault { code, offset, path: self.path.to_string(), message }
    }

    fn annotate(&mut self, start: usize, text: impl FnOnce() -> String) {
        let end = match &self.bits {
            Some(bits) => bits.start + bits.taken.div_ceil(8) as usize,
            None => self.offset,
        };
        if let Some(annotations) = &mut self.annotations {
            annotations.push(Annotation {
                bytes: start..end,
                path: self.path.to_string(),
                text: text(),
            });
        }
    }
}
