//! Two readings of the same bytes: generated code and the interpreter.
//!
//! They agree on the verdict, and where bytes are refused on the fault's code,
//! offset and path. What they accept encodes to the bytes it was read from.

use std::any::type_name;

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::interpret::{DecodeFault, EncodeFault, Interpreter, Value};
use packetwright_spec::model::{Model, StructId};

/// What a reader makes of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// A value.
    Accepted,
    /// The first fault.
    Refused {
        /// Its code: `truncated`, `length`, ….
        code: &'static str,
        /// Where the field at fault starts, in bytes.
        offset: usize,
        /// The field at fault.
        path: String,
    },
}

/// Reads the input as a `T` and compares with what the interpreter made of it.
///
/// # Panics
/// They differ, or an accepted value does not encode to the input.
pub fn check<'a, T: Decode<'a> + Encode>(input: &'a [u8], expected: &Reading) {
    let name = type_name::<T>();
    let reading = match T::from_slice(input) {
        Ok(value) => {
            assert_eq!(value.encoded_len(), input.len(), "{name}: the announced length");
            let bytes = value.to_vec();
            assert_eq!(bytes.as_deref(), Ok(input), "{name}: what was read encodes to itself");
            Reading::Accepted
        }
        Err(error) => Reading::Refused {
            code: error.kind.code(),
            offset: error.offset,
            path: error.path.to_string(),
        },
    };
    assert_eq!(&reading, expected, "{name}: generated code (left) and interpreter (right)");
}

/// The interpreter of a spec.
pub struct Oracle {
    model: Checked<Model>,
}

impl Oracle {
    /// Of a spec's text.
    ///
    /// # Panics
    /// The spec has mistakes.
    pub fn new(text: &str) -> Self {
        Self { model: packetwright_spec::compile(text).expect("the spec is sound") }
    }

    /// The model.
    pub fn model(&self) -> &Checked<Model> {
        &self.model
    }

    /// A structure or packet, by its name.
    pub fn structure(&self, name: &str, input: &[u8]) -> Reading {
        let id = Interpreter::new(&self.model).struct_by_name(name).expect("the spec has it");
        self.read_structure(id, input)
    }

    /// The payload of a handshake's message, by both names.
    pub fn payload(&self, handshake: &str, message: &str, input: &[u8]) -> Reading {
        let handshakes = &self.model.handshakes;
        let found = handshakes.iter().find(|each| each.name.text == handshake);
        let messages = found.into_iter().flat_map(|found| &found.messages);
        let message = messages.into_iter().find(|each| each.name.text == message);
        self.read_structure(message.expect("the spec has it").payload, input)
    }

    /// A message of a set, tag in front.
    pub fn message(&self, set: &str, input: &[u8]) -> Reading {
        let interpreter = Interpreter::new(&self.model);
        let set = interpreter.set_by_name(set).expect("the spec has it");
        let value = interpreter.decode_message(set, input);
        reading(input, value, |value| interpreter.encode_message(set, value))
    }

    fn read_structure(&self, id: StructId, input: &[u8]) -> Reading {
        let interpreter = Interpreter::new(&self.model);
        let value = interpreter.decode_struct(id, input);
        reading(input, value, |value| interpreter.encode_struct(id, value))
    }
}

fn reading(
    input: &[u8],
    value: Result<Value, DecodeFault>,
    encode: impl Fn(&Value) -> Result<Vec<u8>, EncodeFault>,
) -> Reading {
    match value {
        Ok(value) => {
            let bytes = encode(&value).expect("what the interpreter accepts it encodes");
            assert_eq!(bytes, input, "what the interpreter reads encodes to itself");
            Reading::Accepted
        }
        Err(DecodeFault { code, offset, path, .. }) => Reading::Refused { code, offset, path },
    }
}
