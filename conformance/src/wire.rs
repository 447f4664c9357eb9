//! Packets, envelopes and messages of any layered spec, made by the interpreter.

use packetwright_spec::Checked;
use packetwright_spec::interpret::{Fields, Interpreter, Value};
use packetwright_spec::model::{
    BitShare, Endian, EnvelopeKind, Extent, Field, FieldValue, Integer, Layers, Message, Model,
    Struct, StructId, Type,
};

/// Why cases cannot be derived from a spec, or a packet not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WireError(pub String);

impl std::fmt::Display for WireError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WireError {}

/// Where a field of a packet's header lies.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    /// Its bytes; those of all that share them, if it shares some.
    pub(crate) bytes: std::ops::Range<usize>,
    /// Its bits among them, if it does not have all of them.
    pub(crate) bits: Option<Bits>,
}

/// The bits of a field that shares bytes with its neighbours.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bits {
    /// Which they are.
    share: BitShare,
    /// The byte order of the shared bytes.
    endian: Endian,
}

impl Slot {
    /// The number in a header; one whose bytes are cut off counts as zeros.
    fn number(&self, header: &[u8], endian: Endian) -> u64 {
        let bytes = header.get(self.bytes.clone()).unwrap_or_default();
        match self.bits {
            Some(bits) => bits.of(bytes),
            None => number(bytes, endian),
        }
    }

    /// The bytes of the slot in a header when a number of this type stands there
    /// instead.
    pub(crate) fn replaced(&self, header: &[u8], integer: Integer, value: i128) -> Vec<u8> {
        let Some(bits) = self.bits else { return integer.bytes_of(value) };
        let bytes = header.get(self.bytes.clone()).unwrap_or_default();
        let kept = number(bytes, bits.endian) & !(bits.mask() << bits.share.shift);
        let whole = kept | (value as u64 & bits.mask()) << bits.share.shift;
        let run = Integer::new((8 * bytes.len()) as u8, false, bits.endian);
        run.bytes_of(whole.into())
    }
}

impl Bits {
    fn mask(self) -> u64 {
        u64::MAX >> (64 - self.share.width)
    }

    fn of(self, bytes: &[u8]) -> u64 {
        number(bytes, self.endian) >> self.share.shift & self.mask()
    }
}

/// Builds and reads what a spec puts on the wire.
#[derive(Clone, Copy)]
pub struct Wire<'m> {
    /// The spec's model.
    pub model: &'m Checked<Model>,
    /// Its layers.
    pub layers: &'m Layers,
    /// Its interpreter.
    pub interpreter: Interpreter<'m>,
}

impl<'m> Wire<'m> {
    /// The wire of a spec.
    ///
    /// # Errors
    /// The spec has no layers, or no keepalive message: nothing could be asked
    /// of an implementation.
    pub fn new(model: &'m Checked<Model>) -> Result<Self, WireError> {
        let layers = model.layers.as_ref().ok_or_else(|| {
            WireError("the spec has no `layers`, so nothing can be put on a connection".into())
        })?;
        if layers.keepalive.is_none() {
            return Err(WireError(
                "the spec's layers name no `keepalive` message, which serves as the question that \
                 tells a live implementation from a dead one"
                    .into(),
            ));
        }
        Ok(Wire { model, layers, interpreter: Interpreter::new(model) })
    }

    /// The packet's structure.
    pub fn packet_struct(&self) -> &'m Struct {
        &self.model[self.layers.packet]
    }

    /// Bytes of header before the payload.
    pub fn header_len(&self) -> usize {
        self.header_fields().last().map_or(0, |slot| slot.bytes.end)
    }

    /// Where the fields of the packet's header lie, in order.
    pub(crate) fn header_fields(&self) -> Vec<Slot> {
        let structure = self.packet_struct();
        let sizes = self.model.field_sizes(structure);
        let runs = structure.bit_runs();
        let mut offset = 0;
        let mut begin = 0;
        let header = structure.fields.len().saturating_sub(1);
        let slots = sizes.iter().take(header).enumerate().map(|(place, size)| {
            let start = offset;
            offset += size.min as usize;
            let Some(run) = runs.iter().find(|run| run.fields.contains(&place)) else {
                return Slot { bytes: start..offset, bits: None };
            };
            if run.fields.start == place {
                begin = start;
            }
            let bytes = begin..begin + run.bytes() as usize;
            let share = run.shares(structure)[place - run.fields.start];
            Slot { bytes, bits: Some(Bits { share, endian: run.endian }) }
        });
        slots.collect()
    }

    /// The extent of the payload.
    pub fn payload_extent(&self) -> Option<Extent> {
        match self.packet_struct().fields.last().map(|field| &field.ty) {
            Some(Type::Bytes(extent)) => Some(*extent),
            _ => None,
        }
    }

    /// A packet with these flags.
    ///
    /// # Errors
    /// The interpreter refuses it.
    pub fn packet(&self, flags: u64, payload: &[u8]) -> Result<Vec<u8>, WireError> {
        let structure = self.packet_struct();
        let last = structure.fields.len().saturating_sub(1);
        let mut values = Fields::new();
        for (place, field) in structure.fields.iter().enumerate() {
            if !field.value.is_given() {
                continue;
            }
            let value = if place == last {
                Value::Bytes(payload.to_vec())
            } else if Some(place) == self.layers.flags {
                Value::Flags(flags)
            } else {
                self.simple_value(&field.ty, field)
            };
            values.push((field.name.text.clone(), value));
        }
        self.encode(self.layers.packet, &Value::Struct(values))
    }

    /// Why the packet's flags cannot be this set, if they cannot: the
    /// constraint that does not hold, or the reserved bits.
    pub fn refuses_flags(&self, set: u64) -> Option<String> {
        let structure = self.packet_struct();
        let place = self.layers.flags?;
        let Type::Flags(id, _) = structure.fields.get(place)?.ty else { return None };
        let fault = self.packet_fault(set)?;
        let requires = &self.model[id].requires;
        let text = requires.iter().map(|require| require.text.as_str());
        Some(text.filter(|text| fault.contains(text)).collect::<Vec<_>>().join(" and "))
    }

    fn packet_fault(&self, flags: u64) -> Option<String> {
        let payload = vec![0; self.payload_extent().map_or(0, |extent| extent.min as usize)];
        self.packet(flags, &payload).err().map(|error| error.0)
    }

    /// The length of the payload that a complete header announces, and its flags.
    ///
    /// # Errors
    /// The header does not decode.
    pub fn read_header(&self, header: &[u8]) -> Result<(usize, u64), WireError> {
        let annotated = self.interpreter.annotate_struct(self.layers.packet, header);
        let structure = self.packet_struct();
        let mut length = None;
        let mut flags = 0;
        for (field, slot) in structure.fields.iter().zip(self.header_fields()) {
            match (&field.value, &field.ty) {
                (FieldValue::Length { scale, .. }, Type::Integer(integer)) => {
                    let number = i128::from(slot.number(header, integer.endian));
                    length = usize::try_from(scale.length(number)).ok();
                }
                (_, Type::Flags(_, integer)) => flags = slot.number(header, integer.endian),
                _ => {}
            }
        }
        match (length, &annotated.outcome) {
            (Some(length), Ok(_)) => Ok((length, flags)),
            (Some(length), Err(fault)) if fault.offset >= self.header_len() => Ok((length, flags)),
            (_, Err(fault)) => Err(WireError(format!("the peer's packet header: {fault}"))),
            (None, Ok(_)) => Err(WireError("the packet has no length field".into())),
        }
    }

    /// An envelope around a message.
    ///
    /// # Errors
    /// The spec's envelope has no such kind.
    pub fn envelope(
        &self,
        kind: EnvelopeKind,
        id: u64,
        message: &[u8],
    ) -> Result<Vec<u8>, WireError> {
        let layer = &self.layers.envelope;
        let structure = &self.model[layer.structure];
        let arm = layer.kinds.iter().find(|(known, _)| *known == kind).map(|(_, arm)| *arm);
        let mut values = Fields::new();
        for (place, field) in structure.fields.iter().enumerate() {
            if !field.value.is_given() {
                continue;
            }
            let value = if place == layer.id {
                Value::Integer(i128::from(id))
            } else if place == layer.content {
                let Type::Union { union, .. } = field.ty else { continue };
                let arm = arm.and_then(|arm| self.model[union].arms.get(arm)).ok_or_else(|| {
                    WireError(format!("the spec's envelope has no kind {kind:?}"))
                })?;
                let fields = self.model[arm.body].fields.iter();
                let fields = fields.map(|field| {
                    let value = match &field.ty {
                        Type::Bytes(_) => Value::Bytes(message.to_vec()),
                        ty => self.simple_value(ty, field),
                    };
                    (field.name.text.clone(), value)
                });
                Value::Union { arm: arm.name.text.clone(), fields: fields.collect() }
            } else if field.condition.is_some() {
                Value::Absent
            } else {
                self.simple_value(&field.ty, field)
            };
            values.push((field.name.text.clone(), value));
        }
        self.encode(layer.structure, &Value::Struct(values))
    }

    /// The kind, id and message of an envelope.
    ///
    /// # Errors
    /// It does not decode.
    pub fn read_envelope(&self, bytes: &[u8]) -> Result<(EnvelopeKind, u64, Vec<u8>), WireError> {
        let layer = &self.layers.envelope;
        let structure = &self.model[layer.structure];
        let value = self
            .interpreter
            .decode_struct(layer.structure, bytes)
            .map_err(|fault| WireError(format!("the peer's envelope: {fault}")))?;
        let field = |place: usize| {
            structure.fields.get(place).and_then(|field| value.field(&field.name.text))
        };
        let id = field(layer.id).and_then(Value::number).and_then(|id| u64::try_from(id).ok());
        let content = field(layer.content);
        let arm_of = |name: &str| {
            let Some(Type::Union { union, .. }) =
                structure.fields.get(layer.content).map(|f| &f.ty)
            else {
                return None;
            };
            self.model[*union].arms.iter().position(|arm| arm.name.text == name)
        };
        if let (Some(id), Some(Value::Union { arm, fields })) = (id, content) {
            let place = arm_of(arm);
            let kind = layer.kinds.iter().find(|(_, arm)| Some(*arm) == place);
            let message = fields.iter().find_map(|(_, value)| match value {
                Value::Bytes(bytes) => Some(bytes.clone()),
                _ => None,
            });
            if let Some((kind, _)) = kind {
                return Ok((*kind, id, message.unwrap_or_default()));
            }
        }
        Err(WireError("the peer's envelope has no kind or id".into()))
    }

    /// The keepalive message that asks, its tag in front of its body.
    ///
    /// # Errors
    /// The interpreter refuses it.
    pub fn question(&self, nonce: u32) -> Result<Vec<u8>, WireError> {
        self.keepalive(self.layers.keepalive, nonce)
    }

    /// The keepalive message that answers the one with this nonce.
    ///
    /// # Errors
    /// The interpreter refuses it.
    pub fn answer(&self, nonce: u32) -> Result<Vec<u8>, WireError> {
        let question = self.layers.keepalive.and_then(|place| self.messages().get(place));
        self.keepalive(question.and_then(|question| question.reply), nonce)
    }

    /// The messages of the layered set.
    pub fn messages(&self) -> &'m [Message] {
        self.model.message_sets.get(self.layers.messages).map_or(&[], |set| &set.messages)
    }

    fn keepalive(&self, place: Option<usize>, nonce: u32) -> Result<Vec<u8>, WireError> {
        let message = place
            .and_then(|place| self.messages().get(place))
            .ok_or_else(|| WireError("the keepalive message is missing".into()))?;
        let fields = self.model[message.body].given_fields();
        let fields = fields.map(|field| {
            let value = match &field.ty {
                Type::Integer(integer) => Value::Integer(i128::from(nonce) & integer.max()),
                ty => self.simple_value(ty, field),
            };
            (field.name.text.clone(), value)
        });
        let value = Value::Union { arm: message.name.text.clone(), fields: fields.collect() };
        self.interpreter
            .encode_message(self.layers.messages, &value)
            .map_err(|fault| WireError(format!("the keepalive message: {fault}")))
    }

    fn encode(&self, id: StructId, value: &Value) -> Result<Vec<u8>, WireError> {
        self.interpreter
            .encode_struct(id, value)
            .map_err(|fault| WireError(format!("{}: {fault}", self.model[id].name)))
    }

    /// A plain value of a type: the least, the shortest, the first.
    pub fn simple_value(&self, ty: &Type, field: &Field) -> Value {
        match ty {
            Type::Integer(integer) => {
                let (low, high) = field.range.unwrap_or((integer.min(), integer.max()));
                Value::Integer(0.clamp(low, high))
            }
            Type::Bool(_) => Value::Bool(false),
            Type::Float(_) => Value::Float(0),
            Type::Enum(id, _) => {
                Value::Enum(self.model[*id].variants.first().map_or(0, |variant| variant.value))
            }
            Type::Flags(..) => Value::Flags(0),
            Type::Bytes(extent) => Value::Bytes(vec![0; extent.min as usize]),
            Type::Text(extent) => Value::Text("a".repeat(extent.min as usize)),
            Type::List(element, extent) => {
                let element = self.simple_value(element, &Field { range: None, ..field.clone() });
                Value::List(vec![element; extent.min as usize])
            }
            Type::Within(inner, _) => self.simple_value(inner, field),
            Type::Option(_) => Value::Option(None),
            Type::Struct(id) => Value::Struct(self.simple_fields(*id)),
            Type::Union { union, .. } => match self.model[*union].arms.first() {
                Some(arm) => Value::Union {
                    arm: arm.name.text.clone(),
                    fields: self.simple_fields(arm.body),
                },
                None => Value::Absent,
            },
            Type::Padding(_) | Type::External(_) => Value::Absent,
        }
    }

    /// Plain values for the fields of a structure; conditional ones are absent.
    pub fn simple_fields(&self, id: StructId) -> Fields {
        let fields = self.model[id].given_fields();
        fields
            .map(|field| {
                let value = match field.condition {
                    Some(_) => Value::Absent,
                    None => self.simple_value(&field.ty, field),
                };
                (field.name.text.clone(), value)
            })
            .collect()
    }
}

/// The number that the bytes of an integer of at most 64 bits say.
fn number(bytes: &[u8], endian: Endian) -> u64 {
    let fold = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
    match endian {
        Endian::Big => bytes.iter().fold(0, fold),
        Endian::Little => bytes.iter().rev().fold(0, fold),
    }
}
