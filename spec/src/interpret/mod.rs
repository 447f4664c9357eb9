//! The interpreter: any checked spec, at run time, without generated code.
//!
//! It is the second reading of a spec beside generated code, and its oracle:
//! for every input both give the same verdict, value, kind of fault, offset and
//! path. It knows the model alone: no Rust types of messages, no cryptography,
//! no transport.
//!
//! ```
//! use packetwright_spec::interpret::Interpreter;
//! use serde_json::json;
//!
//! let model = packetwright_spec::compile(packetwright_spec::NETWORK).expect("a good spec");
//! let interpreter = Interpreter::new(&model);
//! let set = interpreter.set_by_name("Message").expect("declared in the spec");
//!
//! let ping = interpreter.message_from_json(set, &json!({"Ping": {"nonce": 7}}))?;
//! let bytes = interpreter.encode_message(set, &ping)?;
//! assert_eq!(bytes, [2, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0]);
//!
//! let fault = interpreter.decode_message(set, &bytes[..9]).unwrap_err();
//! assert_eq!((fault.code, fault.offset, fault.path.as_str()), ("truncated", 4, "nonce"));
//! println!("{}", interpreter.annotate_message(set, &bytes));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Read next: [`decode`] for the order of faults, [`json`] for the form of
//! values, [`handshake`] for the meaning of handshakes.

mod checksum;
pub mod decode;
pub mod encode;
mod float;
pub mod handshake;
pub mod json;
mod measure;
mod path;
pub mod print;
pub mod sample;
pub(crate) mod scope;
mod size;
pub mod value;
mod varint;

pub use checksum::ChecksumFunction;
pub use decode::DecodeFault;
pub use encode::EncodeFault;
pub use handshake::HandshakeMachine;
pub use json::JsonFault;
pub use print::{Annotated, Annotation};
pub use value::{Fields, Value};

use serde_json::Value as Json;

use crate::check::Checked;
use crate::model::{Message, Model, StructId, Type, UnionId};
use checksum::Supplied;
use decode::Decoder;
use encode::Encoder;
use json::JsonReader;

/// Encodes and decodes whatever a checked model declares.
///
/// Decoders want the whole input: trailing bytes are a fault. They never
/// panic, and allocate no more than a constant times the input. Ids and places
/// must be those of the model it was made with.
#[derive(Clone, Copy, Debug)]
pub struct Interpreter<'m> {
    model: &'m Model,
    functions: &'m [(&'m str, ChecksumFunction)],
}

impl<'m> Interpreter<'m> {
    /// An interpreter of a model.
    pub fn new(model: &'m Checked<Model>) -> Self {
        Interpreter { model, functions: &[] }
    }

    /// The same with functions for the checksums that the spec has as
    /// `extern name(…)`. Where one is missing, encoding and decoding fail with
    /// `external`.
    #[must_use]
    pub fn with_functions(self, functions: &'m [(&'m str, ChecksumFunction)]) -> Self {
        Interpreter { functions, ..self }
    }

    fn supplied(&self) -> Supplied<'m> {
        Supplied { names: &self.model.functions, functions: self.functions }
    }

    /// The model it interprets.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// A structure or packet, by its name in the spec.
    pub fn struct_by_name(&self, name: &str) -> Option<StructId> {
        self.model.order.iter().find_map(|item| match item {
            crate::model::Item::Struct(id) if self.model[*id].name.text == name => Some(*id),
            _ => None,
        })
    }

    /// A set of messages, by its name in the spec: its place in the model.
    pub fn set_by_name(&self, name: &str) -> Option<usize> {
        self.model.message_sets.iter().position(|set| set.name.text == name)
    }

    /// A message of any set, by its name: the place of its set, and itself. If
    /// several sets have the name, the first in the spec.
    pub fn message_by_name(&self, name: &str) -> Option<(usize, &'m Message)> {
        self.model.message_sets.iter().enumerate().find_map(|(place, set)| {
            set.messages.iter().find(|m| m.name.text == name).map(|message| (place, message))
        })
    }

    /// A structure, packet, body, arm or payload from its bytes.
    ///
    /// # Errors
    /// The first fault, in the order that [`decode`] lays down.
    pub fn decode_struct(&self, id: StructId, input: &[u8]) -> Result<Value, DecodeFault> {
        Decoder::new(self.model, self.supplied(), input, None).whole_structure(id)
    }

    /// A union with a tag of its own from its bytes.
    ///
    /// # Errors
    /// As [`decode_struct`](Self::decode_struct).
    pub fn decode_union(&self, id: UnionId, input: &[u8]) -> Result<Value, DecodeFault> {
        Decoder::new(self.model, self.supplied(), input, None).whole_union(id)
    }

    /// A message of a set, by the set's place, from its bytes (tag, then body):
    /// a [`Value::Union`] with the message's name.
    ///
    /// # Errors
    /// As [`decode_struct`](Self::decode_struct), and `unknown_message`.
    pub fn decode_message(&self, set: usize, input: &[u8]) -> Result<Value, DecodeFault> {
        Decoder::new(self.model, self.supplied(), input, None).whole_message(set)
    }

    /// The bytes of a structure.
    ///
    /// # Errors
    /// The first constraint it violates, in wire order.
    pub fn encode_struct(&self, id: StructId, value: &Value) -> Result<Vec<u8>, EncodeFault> {
        Encoder::new(self.model, self.supplied()).whole_structure(id, value)
    }

    /// The bytes of a union with a tag of its own.
    ///
    /// # Errors
    /// As [`encode_struct`](Self::encode_struct).
    pub fn encode_union(&self, id: UnionId, value: &Value) -> Result<Vec<u8>, EncodeFault> {
        Encoder::new(self.model, self.supplied()).whole_union(id, value)
    }

    /// The bytes of a message of a set (tag, then body): a [`Value::Union`]
    /// with the message's name.
    ///
    /// # Errors
    /// As [`encode_struct`](Self::encode_struct).
    pub fn encode_message(&self, set: usize, value: &Value) -> Result<Vec<u8>, EncodeFault> {
        Encoder::new(self.model, self.supplied()).whole_message(set, value)
    }

    /// The packets that a value is with one of its values in another form than the
    /// one that is written.
    #[cfg(feature = "evolution")]
    pub(crate) fn in_other_forms(
        &self,
        outermost: encode::forms::Outermost,
        value: &Value,
        disturbed: encode::forms::Disturbed,
    ) -> Vec<Vec<u8>> {
        Encoder::in_other_forms(self.model, self.supplied(), outermost, value, disturbed)
    }

    /// A structure, read aloud up to its end or its first fault.
    pub fn annotate_struct<'a>(&self, id: StructId, input: &'a [u8]) -> Annotated<'a> {
        let mut fields = Vec::new();
        let outcome =
            Decoder::new(self.model, self.supplied(), input, Some(&mut fields)).whole_structure(id);
        Annotated { input, fields, outcome }
    }

    /// A message of a set, read aloud up to its end or its first fault.
    pub fn annotate_message<'a>(&self, set: usize, input: &'a [u8]) -> Annotated<'a> {
        let mut fields = Vec::new();
        let outcome =
            Decoder::new(self.model, self.supplied(), input, Some(&mut fields)).whole_message(set);
        Annotated { input, fields, outcome }
    }

    /// A union with a tag of its own, or one that peeks, read aloud up to its end
    /// or its first fault.
    pub fn annotate_union<'a>(&self, id: UnionId, input: &'a [u8]) -> Annotated<'a> {
        let mut fields = Vec::new();
        let outcome =
            Decoder::new(self.model, self.supplied(), input, Some(&mut fields)).whole_union(id);
        Annotated { input, fields, outcome }
    }

    /// The JSON form of a value of a type.
    pub fn to_json(&self, ty: &Type, value: &Value) -> Json {
        json::to_json(self.model, ty, value)
    }

    /// A value of a type from its JSON form. Bounds and constraints are the
    /// encoder's to check.
    ///
    /// # Errors
    /// JSON of another shape, a field missing or unknown, a name nobody declared.
    pub fn from_json(&self, ty: &'m Type, json: &Json) -> Result<Value, JsonFault> {
        JsonReader::new(self.model).value(ty, json)
    }

    /// The JSON form of a structure.
    pub fn struct_to_json(&self, id: StructId, value: &Value) -> Json {
        json::to_json(self.model, &Type::Struct(id), value)
    }

    /// A structure from its JSON form.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn struct_from_json(&self, id: StructId, json: &Json) -> Result<Value, JsonFault> {
        JsonReader::new(self.model).structure(id, json).map(Value::Struct)
    }

    /// The JSON form of a message of a set: `{"Name": {fields}}`.
    pub fn message_to_json(&self, set: usize, value: &Value) -> Json {
        let Value::Union { arm, fields } = value else { return Json::Null };
        let set = self.model.message_sets.get(set);
        match set.and_then(|set| set.messages.iter().find(|message| message.name.text == *arm)) {
            Some(message) => {
                json::named(arm, json::fields_to_json(self.model, message.body, fields))
            }
            None => Json::Null,
        }
    }

    /// A message of a set from its JSON form.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json).
    pub fn message_from_json(&self, set: usize, json: &Json) -> Result<Value, JsonFault> {
        JsonReader::new(self.model).message(set, json)
    }
}
