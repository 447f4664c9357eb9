//! Bytes, read aloud: one line a field, with offset, hex, path and value.

use std::ops::Range;

use super::decode::DecodeFault;
use super::path::hex;
use super::value::Value;
use crate::model::{Model, Type};

/// The most bytes of one field that are shown; a long field is cut in the dump.
const SHOWN_BYTES: usize = 16;

/// The most characters of one value that are shown.
const SHOWN_CHARACTERS: usize = 72;

/// A stretch of the input and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// The bytes, by their offsets in the input.
    pub bytes: Range<usize>,
    /// The path of the field; empty for the tag of a message.
    pub path: String,
    /// The value as people read it.
    pub text: String,
}

/// An input with everything that was understood of it.
#[derive(Clone, Debug)]
pub struct Annotated<'a> {
    /// The input.
    pub input: &'a [u8],
    /// Its fields, in wire order; if it does not decode, those before the fault.
    pub fields: Vec<Annotation>,
    /// The value, or why there is none.
    pub outcome: Result<Value, DecodeFault>,
}

impl std::fmt::Display for Annotated<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let lines: Vec<[String; 3]> = self.fields.iter().map(|field| self.line(field)).collect();
        let width = |column: usize| {
            lines.iter().map(|line| line[column].chars().count()).max().unwrap_or(0)
        };
        let (bytes, path) = (width(0), width(1));
        for (field, [shown, name, text]) in self.fields.iter().zip(&lines) {
            let start = field.bytes.start;
            writeln!(
                f,
                "{}",
                format!("{start:6}  {shown:bytes$}  {name:path$}  {text}").trim_end()
            )?;
        }
        match &self.outcome {
            Ok(_) => Ok(()),
            Err(fault) => {
                let rest = self.input.get(fault.offset..).unwrap_or_default();
                writeln!(f, "{:6}  {}  {fault}", fault.offset, shown_bytes(rest))
            }
        }
    }
}

impl Annotated<'_> {
    fn line(&self, field: &Annotation) -> [String; 3] {
        let bytes = self.input.get(field.bytes.clone()).unwrap_or_default();
        let name = if field.path.is_empty() { "tag" } else { &field.path };
        [shown_bytes(bytes), name.to_string(), field.text.clone()]
    }
}

/// Bytes in hex, cut if they are many.
fn shown_bytes(bytes: &[u8]) -> String {
    match bytes.get(..SHOWN_BYTES) {
        Some(head) if bytes.len() > SHOWN_BYTES => {
            format!("{}… ({} bytes)", hex(head), bytes.len())
        }
        _ => hex(bytes),
    }
}

/// A value that has a line of its own, as people read it.
pub(super) fn value_text(model: &Model, ty: &Type, value: &Value) -> String {
    match (ty, value) {
        (Type::Enum(id, _), Value::Enum(number)) => {
            match model[*id].variants.iter().find(|variant| variant.value == *number) {
                Some(variant) => format!("{} ({number})", variant.name),
                None => format!("{number} (no name)"),
            }
        }
        (Type::Flags(id, _), Value::Flags(bits)) => {
            let set = model[*id].bits.iter().filter(|bit| bits & bit.mask != 0);
            let names: Vec<&str> = set.map(|bit| bit.name.text.as_str()).collect();
            if names.is_empty() { "no flags".to_string() } else { names.join(" | ") }
        }
        (Type::Float(float), Value::Float(bits)) => super::float::text(*float, *bits),
        (_, Value::Integer(number)) if *number > 9 => format!("{number} ({number:#x})"),
        (_, Value::Integer(number)) => number.to_string(),
        (_, Value::Bool(truth)) => truth.to_string(),
        (_, Value::Bytes(bytes)) => match bytes.len() {
            1 => "1 byte".to_string(),
            count => format!("{count} bytes"),
        },
        (_, Value::Text(text)) => cut(format!("{text:?}")),
        (_, value) => value.kind().to_string(),
    }
}

/// A list of plain values, as people read it.
pub(super) fn list_text(model: &Model, element: &Type, value: &Value) -> String {
    let Value::List(elements) = value else { return value.kind().to_string() };
    let texts: Vec<String> = elements
        .iter()
        .take(SHOWN_CHARACTERS)
        .map(|value| match value {
            Value::Integer(number) => number.to_string(),
            other => value_text(model, element, other),
        })
        .collect();
    cut(format!("[{}]", texts.join(", ")))
}

fn cut(text: String) -> String {
    match text.char_indices().nth(SHOWN_CHARACTERS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
