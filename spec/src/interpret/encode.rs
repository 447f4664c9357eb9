//! Values to bytes.
//!
//! Fields are written in wire order, then the `require`s of the structure are
//! checked; the first fault wins. Constants, lengths and selectors are computed.
//! What fills a measured region is written before the region's length is checked.
//! A length outside its bounds is a fault of the field that carries it: of the
//! earlier field if one measures it, else of the field itself.
//!
//! Read next: `number` and `choice` for what a field is, `forms` for bytes that are
//! read as well and never written.

mod choice;
#[cfg_attr(
    not(feature = "evolution"),
    allow(dead_code, reason = "only comparisons of versions look for them")
)]
pub(crate) mod forms;
mod number;

use forms::OtherForm;

use super::checksum::{Supplied, covered_checksum};
use super::measure::{bounds_text, number_text, require_text, unit_text, within};
use super::path::{Path, hex};
use super::scope::Scope;
use super::size::Sizes;
use super::value::{Fields, Value};
use crate::model::{
    BitRun, Checksum, Coverage, Endian, Extent, Field, FieldValue, Measure, Model, Region, Struct,
    StructId, Truth, Type, UnionId,
};

/// Why a value cannot be encoded, and which field is at fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeFault {
    /// The kind of fault: `out_of_range`, `length`, `require`, `presence`,
    /// `reserved_bits`, `variant`, `delimiter`, `unit`; and what only dynamic values can get wrong:
    /// `type` (a value of another kind, a field that is missing or unknown, an
    /// arm or message that is not declared), `external` for a type outside the
    /// model.
    pub code: &'static str,
    /// The field at fault; empty for the outermost value itself.
    pub path: String,
    /// What was expected and what was found.
    pub message: String,
}

impl std::fmt::Display for EncodeFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{} ({})", self.message, self.code)
    }
}

impl std::error::Error for EncodeFault {}

/// An output, and a place in the value written to it.
pub(super) struct Encoder<'m> {
    model: &'m Model,
    supplied: Supplied<'m>,
    out: Vec<u8>,
    /// The fields under way that share bytes, if some are: their run, its
    /// number and how many of its bits were given.
    bits: Option<(BitRun, u64, u32)>,
    path: Path<'m>,
    /// Which value takes another form than the one that is written, if one does.
    other: Option<OtherForm>,
}

impl<'m> Encoder<'m> {
    pub(super) fn new(model: &'m Model, supplied: Supplied<'m>) -> Self {
        let path = Path::default();
        Encoder { model, supplied, out: Vec::new(), bits: None, path, other: None }
    }

    /// A value of a type that needs nothing around it.
    pub(super) fn whole_value(mut self, ty: &'m Type, value: &Value) -> Result<(), EncodeFault> {
        self.value(ty, value)
    }

    /// A structure.
    pub(super) fn whole_structure(
        mut self,
        id: StructId,
        value: &Value,
    ) -> Result<Vec<u8>, EncodeFault> {
        self.outermost_structure(id, value)?;
        Ok(self.out)
    }

    fn outermost_structure(&mut self, id: StructId, value: &Value) -> Result<(), EncodeFault> {
        let Value::Struct(fields) = value else { return Err(self.kind("a structure", value)) };
        self.structure(id, fields)
    }

    /// A union with a tag of its own.
    pub(super) fn whole_union(
        mut self,
        id: UnionId,
        value: &Value,
    ) -> Result<Vec<u8>, EncodeFault> {
        self.union(id, value)?;
        Ok(self.out)
    }

    /// A message of a set, its tag in front.
    pub(super) fn whole_message(
        mut self,
        set: usize,
        value: &Value,
    ) -> Result<Vec<u8>, EncodeFault> {
        self.message(set, value)?;
        Ok(self.out)
    }

    fn message(&mut self, set: usize, value: &Value) -> Result<(), EncodeFault> {
        let Value::Union { arm, fields } = value else {
            return Err(self.kind("a message of the set", value));
        };
        let set = self.model.message_sets.get(set);
        let message = set.and_then(|set| {
            set.messages.iter().find(|message| message.name.text == *arm).map(|found| (set, found))
        });
        let Some((set, message)) = message else {
            return Err(self.fault("type", format!("the set has no message {arm}")));
        };
        self.integer(set.tag, i128::from(message.tag), "out_of_range")?;
        self.structure(message.body, fields)
    }

    fn structure(&mut self, id: StructId, fields: &Fields) -> Result<(), EncodeFault> {
        let structure = &self.model[id];
        self.check_names(structure, fields)?;
        let mut scope = Scope::with_capacity(structure.fields.len());
        let mut runs = structure.bit_runs().into_iter().peekable();
        let regions = self.model.regions(structure);
        let sizes = (!regions.is_empty()).then(|| Sizes::new(self.model, structure, fields));
        let covered = |encoder: &Self, ordinal: usize, of: Coverage| {
            let written = encoder.other.as_ref().and_then(|other| other.covered(ordinal, of));
            written.or_else(|| Some(sizes.as_ref()?.covered(of))).unwrap_or(0)
        };
        let checksums = structure.checksums();
        let ordinal = self.other.as_mut().map_or(0, OtherForm::enter);
        let begin = self.out.len();
        // Where each field begins.
        let mut starts = Vec::with_capacity(structure.fields.len());
        for (place, field) in structure.fields.iter().enumerate() {
            self.path.enter_field(&field.name.text);
            starts.push(self.out.len());
            if let Some(run) = runs.next_if(|run| run.fields.start == place) {
                self.bits = Some((run, 0, 0));
            }
            let present = field.condition.as_ref().is_none_or(|holds| scope.holds(holds, 0));
            let computed;
            let value = match &field.value {
                FieldValue::Free | FieldValue::Carried => given(fields, &field.name.text),
                _ if !present => &Value::Absent,
                FieldValue::Size { of, scale } => {
                    let size = covered(self, ordinal, *of);
                    computed = Value::Integer(scale.nearest(size.into()));
                    &computed
                }
                _ => {
                    computed = self.computed(structure, field, fields)?;
                    &computed
                }
            };
            match (present, value) {
                (true, _) if field.value == FieldValue::Padding => {
                    self.padding(id, &field.ty, begin);
                }
                (true, Value::Absent) if field.condition.is_none() => {
                    return Err(self.fault("type", "expected a value, found none".to_string()));
                }
                (true, Value::Absent) => {
                    let message = "its condition holds, but it is absent".to_string();
                    return Err(self.fault("presence", message));
                }
                (false, Value::Absent) => {}
                (false, _) => {
                    let message = "its condition does not hold, but it has a value".to_string();
                    return Err(self.fault("presence", message));
                }
                // The union has checked and, if it has a tag, written it.
                (true, _) if field.value == FieldValue::Carried => {}
                (true, Value::Integer(number))
                    if matches!(field.value, FieldValue::Size { .. }) =>
                {
                    // Whether it fits is checked behind what it measures.
                    self.value(&field.ty, &Value::Integer(fitting(field, *number)))?;
                }
                (true, value) => self.field(field, value)?,
            }
            self.path.leave();
            scope.push(value);
            for region in regions.iter().rev().filter(|region| region.coverage.last == place) {
                let size = covered(self, ordinal, region.coverage);
                self.check_region(structure, region, size)?;
            }
            for checksum in checksums.iter().filter(|checksum| checksum.complete() == place) {
                self.put_checksum(structure, checksum, &starts, &scope)?;
            }
        }
        if let Some(other) = &mut self.other {
            starts.push(self.out.len());
            other.leave(ordinal, starts);
        }
        match structure.requires.iter().find(|require| !scope.holds(&require.condition, 0)) {
            Some(require) => Err(self.fault("require", require_text(require))),
            None => Ok(()),
        }
    }

    /// Padding of a structure that starts at `begin`.
    fn padding(&mut self, structure: StructId, ty: &Type, begin: usize) {
        if let Type::Padding(padding) = ty {
            let count = padding.count((self.out.len() - begin) as u64);
            let start = self.out.len();
            self.out.extend(std::iter::repeat_n(0, usize::try_from(count).unwrap_or(0)));
            self.other_padding(structure, *padding, start);
        }
    }

    /// Puts a checksum that is complete, if it is there, into its place.
    fn put_checksum(
        &mut self,
        structure: &'m Struct,
        checksum: &Checksum,
        starts: &[usize],
        scope: &Scope,
    ) -> Result<(), EncodeFault> {
        let Checksum { place, algorithm, of } = *checksum;
        let field = &structure.fields[place];
        let present = field.condition.as_ref().is_none_or(|holds| scope.holds(holds, 0));
        let (true, Some(integer), Some(start)) =
            (present, field.ty.number(), starts.get(place).copied())
        else {
            return Ok(());
        };
        let hole = start..start + usize::from(integer.bits / 8);
        let out = &self.out;
        let sum = covered_checksum(self.supplied, algorithm, out, of, starts, hole.clone())
            .map_err(|name| {
                let message = format!("only generated code has the function {name}");
                self.path.enter_field(&field.name.text);
                self.fault("external", message)
            })?;
        let Some(slot) = self.out.get_mut(hole) else { return Ok(()) };
        slot.iter_mut().zip(sum.to_le_bytes()).for_each(|(slot, byte)| *slot = byte);
        if integer.endian == Endian::Big {
            slot.reverse();
        }
        Ok(())
    }

    /// The size of some fields is one that their length field can say.
    fn check_region(
        &mut self,
        structure: &'m Struct,
        region: &Region,
        size: u64,
    ) -> Result<(), EncodeFault> {
        let Region { scale, min, max, .. } = *region;
        let size = i128::from(size);
        let fault = if !region.allows(size) {
            ("length", number_text(scale, (min, max), scale.nearest(size)))
        } else if scale.number(size).is_none() {
            ("unit", unit_text(scale, size))
        } else {
            return Ok(());
        };
        self.path.enter_field(&structure.fields[region.length].name.text);
        Err(self.fault(fault.0, fault.1))
    }

    /// Every value given is one that the structure wants.
    fn check_names(&self, structure: &Struct, fields: &Fields) -> Result<(), EncodeFault> {
        for (place, (name, _)) in fields.iter().enumerate() {
            let field = structure.fields.iter().find(|field| field.name.text == *name);
            let message = match field {
                None => format!("{} has no field {name}", structure.name),
                Some(field) if !field.value.is_given() => {
                    format!("{name} is computed; leave it out")
                }
                Some(_) if fields.iter().take(place).any(|(earlier, _)| earlier == name) => {
                    format!("{name} is given twice")
                }
                Some(_) => continue,
            };
            return Err(self.fault("type", message));
        }
        Ok(())
    }

    /// The value of a field that is not the user's to set.
    fn computed(
        &self,
        structure: &Struct,
        field: &Field,
        fields: &Fields,
    ) -> Result<Value, EncodeFault> {
        let number = match field.value {
            FieldValue::Constant(constant) => constant,
            FieldValue::Length { of, scale } => {
                let Some(measured) = structure.fields.get(of) else { return Ok(Value::Absent) };
                let length = given(fields, &measured.name.text).length().unwrap_or(0);
                if let Some(extent) = measured.ty.extent()
                    && !within(i128::from(length), extent)
                {
                    let expected = bounds_text(extent);
                    let message =
                        format!("expected {expected} of {}, found {length}", measured.name);
                    return Err(self.fault("length", message));
                }
                let length = i128::from(length);
                match scale.number(length) {
                    Some(number) => number,
                    None => return Err(self.fault("unit", unit_text(scale, length))),
                }
            }
            FieldValue::Selector { of } => {
                let Some(selected) = structure.fields.get(of) else { return Ok(Value::Absent) };
                let Type::Union { union, .. } = selected.ty else { return Ok(Value::Absent) };
                self.arm(union, given(fields, &selected.name.text))?.number
            }
            FieldValue::Bytes(ref bytes) => return Ok(Value::Bytes(bytes.clone())),
            FieldValue::Checksum { .. } => 0,
            FieldValue::Free
            | FieldValue::Carried
            | FieldValue::Padding
            | FieldValue::Size { .. } => {
                return Ok(Value::Absent);
            }
        };
        Ok(match field.ty {
            Type::Enum(..) => Value::Enum(number),
            Type::Flags(..) => Value::Flags(u64::try_from(number).unwrap_or(u64::MAX)),
            Type::Bool(_) => Value::Bool(number != 0),
            _ => Value::Integer(number),
        })
    }

    fn field(&mut self, field: &'m Field, value: &Value) -> Result<(), EncodeFault> {
        if let (Some((min, max)), Some(number)) = (field.range, value.number())
            && (number < min || number > max)
        {
            let message = format!("expected {min} to {max}, found {number}");
            return Err(self.fault("out_of_range", message));
        }
        self.value(&field.ty, value)
    }

    fn value(&mut self, ty: &'m Type, value: &Value) -> Result<(), EncodeFault> {
        match (ty, value) {
            (Type::Integer(integer), Value::Integer(number)) => {
                self.integer(*integer, *number, "out_of_range")
            }
            (Type::Bool(Truth { integer, .. }), Value::Bool(truth)) => {
                let number = self.other_truth(*integer).unwrap_or_else(|| i128::from(*truth));
                self.integer(*integer, number, "out_of_range")
            }
            (Type::Float(float), Value::Float(bits)) => {
                self.integer(float.carrier(), i128::from(*bits), "type")
            }
            (Type::Enum(id, integer), Value::Enum(number)) => {
                self.enumeration(*id, *integer, *number)
            }
            (Type::Flags(id, integer), Value::Flags(bits)) => self.flags(*id, *integer, *bits),
            (Type::Bytes(extent), Value::Bytes(bytes)) => {
                self.length(extent, bytes.len())?;
                self.content(extent, bytes)
            }
            (Type::Text(extent), Value::Text(text)) => {
                self.length(extent, text.len())?;
                self.content(extent, text.as_bytes())
            }
            (Type::List(element, extent), Value::List(elements)) => {
                self.length(extent, elements.len())?;
                for (index, value) in elements.iter().enumerate() {
                    self.path.enter_element(index);
                    self.value(element, value)?;
                    self.path.leave();
                }
                if let Measure::Until(delimiter) = extent.measure {
                    self.out.extend_from_slice(delimiter.as_slice());
                }
                Ok(())
            }
            (Type::Option(inner), Value::Option(value)) => {
                self.out.push(u8::from(value.is_some()));
                match value {
                    Some(value) => self.value(inner, value),
                    None => Ok(()),
                }
            }
            (Type::Within(inner, extent), value) => {
                let start = self.out.len();
                self.value(inner, value)?;
                self.measured(extent, start)
            }
            (Type::Struct(id), Value::Struct(fields)) => self.structure(*id, fields),
            (Type::Union { union, .. }, value) => self.union(*union, value),
            (Type::External(name), _) => {
                let message = format!("only generated code can write the Rust type {name}");
                Err(self.fault("external", message))
            }
            (ty, value) => Err(self.kind(type_text(ty), value)),
        }
    }

    /// The bytes of a byte string or string, and what ends them.
    fn content(&mut self, extent: &Extent, bytes: &[u8]) -> Result<(), EncodeFault> {
        self.out.extend_from_slice(bytes);
        let Measure::Until(delimiter) = extent.measure else { return Ok(()) };
        let delimiter = delimiter.as_slice();
        let whole: Vec<u8> = bytes.iter().chain(delimiter).copied().collect();
        let found = whole.windows(delimiter.len()).position(|window| window == delimiter);
        if found != Some(bytes.len()) {
            let message = format!("{} may only stand behind it", hex(delimiter));
            return Err(self.fault("delimiter", message));
        }
        self.out.extend_from_slice(delimiter);
        Ok(())
    }

    /// Checks a length, and writes it if it stands directly in front.
    fn length(&mut self, extent: &Extent, length: usize) -> Result<(), EncodeFault> {
        let length = length as u64;
        let most =
            if matches!(extent.measure, Measure::Prefix(_)) { extent.limit() } else { extent.max };
        if !within(i128::from(length), &Extent { max: most, ..*extent }) {
            let expected = bounds_text(extent);
            return Err(self.fault("length", format!("expected {expected}, found {length}")));
        }
        match extent.measure {
            Measure::Prefix(prefix) => self.integer(prefix, i128::from(length), "length"),
            Measure::Fixed | Measure::Field(_) | Measure::Rest | Measure::Until(_) => Ok(()),
        }
    }

    fn kind(&self, expected: &str, found: &Value) -> EncodeFault {
        self.fault("type", format!("expected {expected}, found {}", found.kind()))
    }

    fn fault(&self, code: &'static str, message: String) -> EncodeFault {
        EncodeFault { code, path: self.path.to_string(), message }
    }
}

/// The number nearest to this one that a field can hold.
fn fitting(field: &Field, number: i128) -> i128 {
    let (low, high) = match (field.range, field.ty.number()) {
        (Some(range), _) => range,
        (None, Some(integer)) => (integer.min(), integer.max()),
        (None, None) => return number,
    };
    number.clamp(low, high)
}

/// The value given for a field; absent if none is.
pub(super) fn given<'v>(fields: &'v Fields, name: &str) -> &'v Value {
    fields.iter().find(|(field, _)| field == name).map_or(&Value::Absent, |(_, value)| value)
}

/// What a type wants, for messages.
pub(super) fn type_text(ty: &Type) -> &'static str {
    match ty {
        Type::Integer(_) => "an integer",
        Type::Float(_) => "a floating-point number",
        Type::Bool(_) => "a truth value",
        Type::Enum(..) => "a value of an enumeration",
        Type::Flags(..) => "a set of flags",
        Type::Bytes(_) => "a byte string",
        Type::Text(_) => "a string",
        Type::List(..) => "a list",
        Type::Option(_) => "an option",
        Type::Within(inner, _) => type_text(inner),
        Type::Struct(_) => "a structure",
        Type::Padding(_) => "nothing",
        Type::Union { .. } => "an arm of a union",
        Type::External(_) => "a value outside the model",
    }
}
