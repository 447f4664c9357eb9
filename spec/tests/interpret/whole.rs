//! The laws, for one structure or message of any spec.
//!
//! Used beyond the tests of this crate: random specs keep them, too.

use packetwright_spec::Checked;
use packetwright_spec::interpret::{DecodeFault, EncodeFault, Interpreter, Value, sample};
use packetwright_spec::model::{Item, Model, StructId};

/// Something that encodes and decodes as a whole.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Whole {
    Struct(StructId),
    Message(usize, usize),
}

impl Whole {
    /// All of a spec.
    pub(crate) fn all(model: &Checked<Model>) -> Vec<Whole> {
        let structs = model.order.iter().filter_map(|item| match item {
            Item::Struct(id) => Some(Whole::Struct(*id)),
            _ => None,
        });
        let messages = model.message_sets.iter().enumerate().flat_map(|(set, declared)| {
            (0..declared.messages.len()).map(move |message| Whole::Message(set, message))
        });
        let payloads = model
            .handshakes
            .iter()
            .flat_map(|handshake| handshake.messages.iter().map(|m| Whole::Struct(m.payload)));
        structs.chain(messages).chain(payloads).collect()
    }

    pub(crate) fn decode(
        self,
        interpreter: Interpreter<'_>,
        bytes: &[u8],
    ) -> Result<Value, DecodeFault> {
        match self {
            Whole::Struct(id) => interpreter.decode_struct(id, bytes),
            Whole::Message(set, _) => interpreter.decode_message(set, bytes),
        }
    }

    pub(crate) fn encode(
        self,
        interpreter: Interpreter<'_>,
        value: &Value,
    ) -> Result<Vec<u8>, EncodeFault> {
        match self {
            Whole::Struct(id) => interpreter.encode_struct(id, value),
            Whole::Message(set, _) => interpreter.encode_message(set, value),
        }
    }

    /// Its boundary values.
    pub(crate) fn samples(self, model: &Checked<Model>) -> Vec<Value> {
        match self {
            Whole::Struct(id) => sample::boundary_values(model, id),
            Whole::Message(set, message) => {
                let name = &model.message_sets[set].messages[message].name.text;
                let all = sample::boundary_messages(model, set).into_iter();
                all.filter(|value| matches!(value, Value::Union { arm, .. } if arm == name))
                    .collect()
            }
        }
    }

    fn through_json(self, interpreter: Interpreter<'_>, value: &Value) -> Value {
        match self {
            Whole::Struct(id) => {
                let text = interpreter.struct_to_json(id, value).to_string();
                let json = serde_json::from_str(&text).expect("JSON");
                interpreter.struct_from_json(id, &json).expect("its own JSON")
            }
            Whole::Message(set, _) => {
                let text = interpreter.message_to_json(set, value).to_string();
                let json = serde_json::from_str(&text).expect("JSON");
                interpreter.message_from_json(set, &json).expect("its own JSON")
            }
        }
    }
}

/// What is encoded decodes to the same value, through JSON as well.
pub(crate) fn there_and_back(interpreter: Interpreter<'_>, whole: Whole, value: &Value) -> Vec<u8> {
    let bytes = whole.encode(interpreter, value).expect("a valid value");
    let decoded = whole.decode(interpreter, &bytes);
    assert_eq!(decoded.as_ref(), Ok(value), "{whole:?} {bytes:02x?}");
    assert_eq!(&whole.through_json(interpreter, value), value, "{whole:?} through JSON");
    bytes
}

/// What is accepted encodes to the same bytes.
pub(crate) fn accepted_is_canonical(interpreter: Interpreter<'_>, whole: Whole, bytes: &[u8]) {
    if let Ok(value) = whole.decode(interpreter, bytes) {
        let encoded = whole.encode(interpreter, &value).expect("what was decoded");
        assert_eq!(encoded, bytes, "{whole:?} {value:?}");
    }
}

/// The bytes with a few changes, drawn from numbers below a limit.
pub(crate) fn mutate(bytes: &[u8], mut below: impl FnMut(usize) -> usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=below(3) {
        let place = below(bytes.len() + 1);
        match (below(4), bytes.get_mut(place)) {
            (0, _) => bytes.insert(place, below(256) as u8),
            (1, Some(_)) => drop(bytes.remove(place)),
            (2, Some(byte)) => *byte ^= 1 << below(8),
            (_, Some(byte)) => *byte = [0, 1, 2, 0x7f, 0x80, 0xff][below(6)],
            (_, None) => bytes.push(0),
        }
    }
    bytes
}

/// A shorter input is refused, as cut short or as of the wrong length; only
/// where something takes "all that is left" it may be a value still, or break
/// whatever what is behind must hold.
pub(crate) fn refuses_every_cut(interpreter: Interpreter<'_>, whole: Whole, bytes: &[u8]) {
    let longer = whole.decode(interpreter, &[bytes, &[0]].concat());
    let open = longer.map_or_else(|fault| fault.code != "trailing_bytes", |_| true);
    for end in 0..bytes.len() {
        match whole.decode(interpreter, &bytes[..end]) {
            Ok(_) => {
                assert!(open, "{whole:?} takes only {end} bytes of {bytes:02x?}");
                accepted_is_canonical(interpreter, whole, &bytes[..end]);
            }
            Err(fault) => {
                let of_cut = ["truncated", "length"].contains(&fault.code);
                assert!(of_cut || open, "{whole:?}: {fault}, cut to {end} of {bytes:02x?}");
                assert!(fault.offset <= end, "{fault}, but the input has {end} bytes");
            }
        }
    }
}
