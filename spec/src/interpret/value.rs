//! Values without Rust types of their own: what the interpreter decodes to and
//! encodes from.
//!
//! A value does not know its type; the model says how to read it. Its JSON
//! form is in [`json`](super::json).

/// A value of any type of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// An integer.
    Integer(i128),
    /// A floating-point number, by its bits: those of an `f32` in the lower half,
    /// or of an `f64`.
    Float(u64),
    /// A truth value.
    Bool(bool),
    /// A byte string.
    Bytes(Vec<u8>),
    /// A string.
    Text(String),
    /// The elements of a list.
    List(Vec<Value>),
    /// A value that may be missing, with a mark of its own on the wire.
    Option(Option<Box<Value>>),
    /// A value of an enumeration, by its number, named or not.
    Enum(i128),
    /// The bits of a set of flags.
    Flags(u64),
    /// The fields of a structure.
    Struct(Fields),
    /// One arm of a union, or one message of a set.
    Union {
        /// The name of the arm or message.
        arm: String,
        /// Its fields.
        fields: Fields,
    },
    /// A field whose condition does not hold.
    Absent,
}

/// The fields of a structure that are not computed, in wire order, by name.
/// Constants, lengths and selectors are not among them. A field that is
/// [`Value::Absent`] may be left out when encoding; decoding puts it in.
pub type Fields = Vec<(String, Value)>;

impl Value {
    /// A field of a structure, arm or message, by its name.
    pub fn field(&self, name: &str) -> Option<&Value> {
        match self {
            Value::Struct(fields) | Value::Union { fields, .. } => {
                fields.iter().find(|(field, _)| field == name).map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// The number that an integer, enumeration, set of flags or truth value is.
    pub fn number(&self) -> Option<i128> {
        match self {
            Value::Integer(number) | Value::Enum(number) => Some(*number),
            Value::Flags(bits) => Some(i128::from(*bits)),
            Value::Bool(truth) => Some(i128::from(*truth)),
            _ => None,
        }
    }

    /// Bytes of a byte string or string, elements of a list.
    pub fn length(&self) -> Option<u64> {
        match self {
            Value::Bytes(bytes) => Some(bytes.len() as u64),
            Value::Text(text) => Some(text.len() as u64),
            Value::List(elements) => Some(elements.len() as u64),
            _ => None,
        }
    }

    /// What kind of value it is, for messages.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Integer(_) => "an integer",
            Value::Float(_) => "a floating-point number",
            Value::Bool(_) => "a truth value",
            Value::Bytes(_) => "a byte string",
            Value::Text(_) => "a string",
            Value::List(_) => "a list",
            Value::Option(_) => "an option",
            Value::Enum(_) => "a value of an enumeration",
            Value::Flags(_) => "a set of flags",
            Value::Struct(_) => "a structure",
            Value::Union { .. } => "an arm of a union",
            Value::Absent => "absent",
        }
    }
}
