//! The JSON form of values, which serde of generated types shares.
//!
//! | value | JSON |
//! |---|---|
//! | integer | number, exact over all of u64 and i64 |
//! | floating-point number | number; `"Infinity"`, `"-Infinity"`, `"NaN"`, `"NaN:7fc00001"` with the bits of any other NaN |
//! | bytes | string of lower-case hex digits |
//! | string, truth value, list | string, `true`/`false`, array |
//! | option, field with a condition | `null` or the value |
//! | enumeration | the variant's name; the number if it has no name |
//! | flags | array of the names of the flags set, in order of declaration |
//! | structure | object of its fields, computed ones left out |
//! | union, message of a set | `{"Name": {fields}}` |

use serde_json::{Map, Value as Json};

use super::float;
use super::path::{Path, hex};
use super::value::{Fields, Value};
use crate::model::{EnumId, FlagsId, Model, StructId, Type, UnionId};

/// Why JSON is not a value of a type, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonFault {
    /// The field at fault; empty for the outermost value itself.
    pub path: String,
    /// What was expected and what was found.
    pub message: String,
}

impl std::fmt::Display for JsonFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for JsonFault {}

/// The JSON form of a structure's fields, in wire order.
pub(super) fn fields_to_json(model: &Model, id: StructId, fields: &Fields) -> Json {
    let object = fields.iter().filter_map(|(name, value)| {
        let field = model[id].fields.iter().find(|field| field.name.text == *name)?;
        Some((name.clone(), to_json(model, &field.ty, value)))
    });
    Json::Object(object.collect())
}

/// The JSON form of a value of a type. A value of another kind has its own
/// plain form, so that whatever there is can be shown.
pub(super) fn to_json(model: &Model, ty: &Type, value: &Value) -> Json {
    match (ty, value) {
        (Type::Enum(id, _), Value::Enum(number)) => {
            match model[*id].variants.iter().find(|variant| variant.value == *number) {
                Some(variant) => Json::from(variant.name.text.as_str()),
                None => number_to_json(*number),
            }
        }
        (Type::Flags(id, _), Value::Flags(bits)) => {
            let set = model[*id].bits.iter().filter(|bit| bits & bit.mask != 0);
            Json::Array(set.map(|bit| Json::from(bit.name.text.as_str())).collect())
        }
        (Type::List(element, _), Value::List(elements)) => {
            Json::Array(elements.iter().map(|value| to_json(model, element, value)).collect())
        }
        (Type::Option(inner), Value::Option(Some(value))) => to_json(model, inner, value),
        (Type::Within(inner, _), value) => to_json(model, inner, value),
        (Type::Float(float), Value::Float(bits)) => float::to_json(*float, *bits),
        (Type::Struct(id), Value::Struct(fields)) => fields_to_json(model, *id, fields),
        (Type::Union { union, .. }, value) => union_to_json(model, *union, value),
        (_, Value::Integer(number) | Value::Enum(number)) => number_to_json(*number),
        (_, Value::Flags(bits) | Value::Float(bits)) => Json::from(*bits),
        (_, Value::Bool(truth)) => Json::from(*truth),
        (_, Value::Bytes(bytes)) => Json::from(hex(bytes)),
        (_, Value::Text(text)) => Json::from(text.as_str()),
        _ => Json::Null,
    }
}

/// The JSON form of a value of a union.
pub(super) fn union_to_json(model: &Model, id: UnionId, value: &Value) -> Json {
    let Value::Union { arm: name, fields } = value else { return Json::Null };
    match model[id].body_named(name) {
        Some(body) => named(name, fields_to_json(model, body, fields)),
        None => Json::Null,
    }
}

/// `{"Name": content}`
pub(super) fn named(name: &str, content: Json) -> Json {
    Json::Object(Map::from_iter([(name.to_string(), content)]))
}

/// Integers of a model have at most 64 bits; larger ones are shown as text.
fn number_to_json(number: i128) -> Json {
    match (u64::try_from(number), i64::try_from(number)) {
        (Ok(number), _) => Json::from(number),
        (_, Ok(number)) => Json::from(number),
        _ => Json::from(number.to_string()),
    }
}

/// Reads JSON, knowing where it is.
pub(super) struct JsonReader<'m> {
    model: &'m Model,
    path: Path<'m>,
}

impl<'m> JsonReader<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        JsonReader { model, path: Path::default() }
    }

    /// The fields of a structure.
    pub(super) fn structure(&mut self, id: StructId, json: &Json) -> Result<Fields, JsonFault> {
        let structure = &self.model[id];
        let Json::Object(object) = json else {
            return Err(
                self.expected(&format!("an object with the fields of {}", structure.name), json)
            );
        };
        let is_free = |name: &str| {
            let field = structure.fields.iter().find(|field| field.name.text == name);
            field.map(|field| field.value.is_given())
        };
        for name in object.keys() {
            match is_free(name) {
                Some(true) => {}
                Some(false) => return Err(self.fault(format!("{name} is computed; leave it out"))),
                None => return Err(self.fault(format!("{} has no field {name}", structure.name))),
            }
        }
        let mut fields = Vec::with_capacity(object.len());
        for field in structure.given_fields() {
            let name = &field.name.text;
            self.path.enter_field(name);
            let value = match (object.get(name), &field.condition) {
                (None | Some(Json::Null), Some(_)) => Value::Absent,
                (None, None) => return Err(self.fault("expected a value, found none".to_string())),
                (Some(json), _) => self.value(&field.ty, json)?,
            };
            self.path.leave();
            fields.push((name.clone(), value));
        }
        Ok(fields)
    }

    /// A value of a type.
    pub(super) fn value(&mut self, ty: &'m Type, json: &Json) -> Result<Value, JsonFault> {
        match (ty, json) {
            (Type::Integer(_), json) => match number(json) {
                Some(number) => Ok(Value::Integer(number)),
                None => Err(self.expected("an integer", json)),
            },
            (Type::Float(float), json) => match float::from_json(*float, json) {
                Some(bits) => Ok(Value::Float(bits)),
                None => {
                    Err(self.expected("a number, or Infinity, -Infinity or NaN as a string", json))
                }
            },
            (Type::Bool(_), Json::Bool(truth)) => Ok(Value::Bool(*truth)),
            (Type::Enum(id, _), json) => self.enumeration(*id, json),
            (Type::Flags(id, _), json) => self.flags(*id, json),
            (Type::Bytes(_), Json::String(text)) => match bytes_of_hex(text) {
                Some(bytes) => Ok(Value::Bytes(bytes)),
                None => Err(self.expected("pairs of hex digits", json)),
            },
            (Type::Text(_), Json::String(text)) => Ok(Value::Text(text.clone())),
            (Type::List(element, _), Json::Array(array)) => {
                let mut elements = Vec::with_capacity(array.len());
                for (index, json) in array.iter().enumerate() {
                    self.path.enter_element(index);
                    elements.push(self.value(element, json)?);
                    self.path.leave();
                }
                Ok(Value::List(elements))
            }
            (Type::Option(_), Json::Null) => Ok(Value::Option(None)),
            (Type::Option(inner), json) => {
                Ok(Value::Option(Some(Box::new(self.value(inner, json)?))))
            }
            (Type::Within(inner, _), json) => self.value(inner, json),
            (Type::Struct(id), json) => Ok(Value::Struct(self.structure(*id, json)?)),
            (Type::Union { union, .. }, json) => self.union(*union, json),
            (Type::Bytes(_), json) => Err(self.expected("a string of hex digits", json)),
            (ty, json) => Err(self.expected(super::encode::type_text(ty), json)),
        }
    }

    /// A value of a union.
    pub(super) fn union(&mut self, id: UnionId, json: &Json) -> Result<Value, JsonFault> {
        let declared = &self.model[id];
        let (name, content) = self.single(json)?;
        match declared.body_named(name) {
            Some(body) => {
                let fields = self.structure(body, content)?;
                Ok(Value::Union { arm: name.to_string(), fields })
            }
            None => Err(self.fault(format!("{} has no arm {name}", declared.name))),
        }
    }

    /// A message of a set.
    pub(super) fn message(&mut self, set: usize, json: &Json) -> Result<Value, JsonFault> {
        let (name, content) = self.single(json)?;
        let set = self.model.message_sets.get(set);
        let message =
            set.and_then(|set| set.messages.iter().find(|message| message.name.text == name));
        match message {
            Some(message) => {
                let fields = self.structure(message.body, content)?;
                Ok(Value::Union { arm: name.to_string(), fields })
            }
            None => Err(self.fault(format!("the set has no message {name}"))),
        }
    }

    /// `{"Name": content}`
    fn single<'j>(&self, json: &'j Json) -> Result<(&'j str, &'j Json), JsonFault> {
        let mut entries = json.as_object().into_iter().flatten();
        match (entries.next(), entries.next()) {
            (Some((name, content)), None) => Ok((name, content)),
            _ => Err(self.expected("an object with one entry, {\"Name\": {…}}", json)),
        }
    }

    fn enumeration(&self, id: EnumId, json: &Json) -> Result<Value, JsonFault> {
        let declared = &self.model[id];
        let found = match json {
            Json::String(name) => {
                let variant = declared.variants.iter().find(|variant| variant.name.text == *name);
                variant.map(|variant| variant.value)
            }
            json => number(json),
        };
        match found {
            Some(number) => Ok(Value::Enum(number)),
            None => Err(self.expected(&format!("a variant of {}", declared.name), json)),
        }
    }

    fn flags(&self, id: FlagsId, json: &Json) -> Result<Value, JsonFault> {
        let declared = &self.model[id];
        let Json::Array(names) = json else {
            return Err(self.expected("an array of names of flags", json));
        };
        let mut bits = 0;
        for name in names {
            let bit =
                declared.bits.iter().find(|bit| Some(bit.name.text.as_str()) == name.as_str());
            match bit {
                Some(bit) => bits |= bit.mask,
                None => return Err(self.expected(&format!("a flag of {}", declared.name), name)),
            }
        }
        Ok(Value::Flags(bits))
    }

    fn expected(&self, expected: &str, found: &Json) -> JsonFault {
        let mut shown: String = found.to_string().chars().take(60).collect();
        if shown.len() < found.to_string().len() {
            shown.push('…');
        }
        self.fault(format!("expected {expected}, found {shown}"))
    }

    fn fault(&self, message: String) -> JsonFault {
        JsonFault { path: self.path.to_string(), message }
    }
}

fn number(json: &Json) -> Option<i128> {
    json.as_u64().map(i128::from).or_else(|| json.as_i64().map(i128::from))
}

fn bytes_of_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|digit| digit.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect();
    let pairs = digits?;
    let (pairs, rest) = pairs.as_chunks::<2>();
    rest.is_empty().then(|| pairs.iter().map(|[high, low]| high << 4 | low).collect())
}
