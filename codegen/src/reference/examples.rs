//! Examples: a small value of each message, structure and arm, byte by byte.

use packetwright_spec::interpret::sample::{typical_arm, typical_message, typical_value};
use packetwright_spec::interpret::{Annotated, Interpreter};
use packetwright_spec::model::{Selector, StructId, UnionId};

use super::Page;
use super::document::{Block, Drawing};
use super::words::hex;

/// The most bytes of an example; a larger one is left out.
const MOST_BYTES: usize = 1024;

/// The bytes of a line.
const LINE: usize = 8;

/// The most lines of one field; the others are counted.
const MOST_LINES: usize = 8;

impl Page<'_> {
    pub(super) fn example_of_message(&mut self, set: usize, message: usize) {
        let Some(value) = typical_message(self.model, set, message) else { return };
        let interpreter = Interpreter::new(self.model);
        if let Ok(bytes) = interpreter.encode_message(set, &value) {
            self.example(&interpreter.annotate_message(set, &bytes));
        }
    }

    pub(super) fn example_of_structure(&mut self, id: StructId) {
        let Some(value) = typical_value(self.model, id) else { return };
        let interpreter = Interpreter::new(self.model);
        if let Ok(bytes) = interpreter.encode_struct(id, &value) {
            self.example(&interpreter.annotate_struct(id, &bytes));
        }
    }

    /// Of an arm with what chooses it, where that is part of the union.
    pub(super) fn example_of_arm(&mut self, id: UnionId, arm: &str, body: StructId) {
        match self.model[id].selector {
            Selector::Tag(_) | Selector::Peek(_) => {
                let Some(value) = typical_arm(self.model, id, arm) else { return };
                let interpreter = Interpreter::new(self.model);
                if let Ok(bytes) = interpreter.encode_union(id, &value) {
                    self.example(&interpreter.annotate_union(id, &bytes));
                }
            }
            // The number that an arm for others keeps is not among its bytes.
            Selector::Enum(_) | Selector::Number(_) => {
                let other = self.model[id].other.as_ref();
                if other.is_none_or(|other| other.body != body) {
                    self.example_of_structure(body);
                }
            }
        }
    }

    fn example(&mut self, annotated: &Annotated<'_>) {
        let count = annotated.input.len();
        if annotated.outcome.is_err() || count == 0 || count > MOST_BYTES {
            return;
        }
        self.paragraph(match count {
            1 => "For example, 1 byte:".to_owned(),
            count => format!("For example, {count} bytes:"),
        });
        let title = "An example, byte by byte".to_owned();
        self.blocks.push(Block::Drawing(Drawing { title, text: listing(annotated) }));
    }
}

/// Offset, bytes, field and value, so many bytes a line.
fn listing(annotated: &Annotated<'_>) -> String {
    let mut lines: Vec<[String; 4]> =
        vec![["offset", "bytes", "field", "value"].map(str::to_owned)];
    for (place, field) in annotated.fields.iter().enumerate() {
        let bytes = annotated.input.get(field.bytes.clone()).unwrap_or_default();
        if bytes.is_empty() {
            continue;
        }
        let name = match (field.path.as_str(), place) {
            ("", 0) => "tag",
            // Of a union that says how long its arm is.
            ("", _) => "length",
            (path, _) => path,
        };
        lines.push([
            field.bytes.start.to_string(),
            hex(bytes.get(..LINE.min(bytes.len())).unwrap_or_default()),
            name.to_owned(),
            field.text.clone(),
        ]);
        for (place, more) in bytes.chunks(LINE).enumerate().skip(1) {
            let start = field.bytes.start + place * LINE;
            if place >= MOST_LINES {
                let left = bytes.len() - place * LINE;
                let left = format!("… {left} more");
                lines.push([start.to_string(), left, String::new(), String::new()]);
                break;
            }
            lines.push([start.to_string(), hex(more), String::new(), String::new()]);
        }
    }
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let [offset, bytes, field] = [0, 1, 2].map(|column| width(column).unwrap_or(0));
    let mut text = String::new();
    for [at, shown, name, value] in &lines {
        let line = format!("{at:>offset$}  {shown:bytes$}  {name:field$}  {value}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
