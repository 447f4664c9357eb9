//! What is told of a name when the cursor rests on it: how it was written,
//! its documentation, and what the bytes look like.

use packetwright_spec::model::{ChecksumAlgorithm, Integer, Model, Struct};
use packetwright_spec::names::{DeclarationId, DeclarationKind, Place, Words};
use packetwright_spec::span::Span;

use super::Analysis;
use super::layout::{
    fields, integer_in_words, placed, size_in_words, type_in_words, value_in_words,
};

/// The most fields of a structure that are shown one by one.
const MAX_ROWS: usize = 40;

/// What is told of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The name.
    pub span: Span,
    /// Markdown.
    pub text: String,
}

impl Analysis {
    /// What is known of the name at a place, if it has a meaning.
    pub fn hover(&self, offset: usize) -> Option<Hover> {
        if let Some((id, span)) = self.names.target_at(offset) {
            return Some(Hover { span, text: self.describe(id) });
        }
        let used = self.names.use_at(offset)?;
        let text = self.describe_word(&used.name.text, used.place)?;
        Some(Hover { span: used.name.span, text })
    }

    /// A declaration, as Markdown.
    pub(super) fn describe(&self, id: DeclarationId) -> String {
        let declaration = self.names.declaration(id);
        let shown = match declaration.kind {
            DeclarationKind::Constant
            | DeclarationKind::Field
            | DeclarationKind::Variant
            | DeclarationKind::Flag
            | DeclarationKind::Binding => self.whole(id),
            _ => self.head(id),
        };
        let mut parts = vec![format!("```wire\n{}\n```", shown)];
        let docs = declaration.docs.with_history();
        if !docs.is_empty() {
            parts.push(docs.join("\n"));
        }
        parts.extend(self.facts(id));
        parts.join("\n\n")
    }

    /// What the model knows of a declaration.
    fn facts(&self, id: DeclarationId) -> Option<String> {
        let declaration = self.names.declaration(id);
        let (name, model) = (declaration.name.span, &self.model);
        match declaration.kind {
            DeclarationKind::Constant => {
                let constant = model.constants.iter().find(|found| found.name.span == name)?;
                Some(format!("{}", constant.value))
            }
            DeclarationKind::Field => self.field_facts(name),
            DeclarationKind::Enum => {
                let found = model.enums.iter().find(|found| found.name.span == name)?;
                let open = if found.open {
                    "; other values are kept"
                } else {
                    "; other values are refused"
                };
                Some(format!("{}{open}", number_facts(found.repr)))
            }
            DeclarationKind::Flags => {
                let found = model.flags.iter().find(|found| found.name.span == name)?;
                Some(number_facts(found.repr))
            }
            DeclarationKind::Flag => {
                let (set, bit) = model.flags.iter().find_map(|set| {
                    Some((set, set.bits.iter().find(|bit| bit.name.span == name)?))
                })?;
                Some(format!(
                    "bit {} of `{}` (`{:#x}`)",
                    bit.mask.trailing_zeros(),
                    set.name,
                    bit.mask
                ))
            }
            DeclarationKind::Variant => {
                let (owner, variant) = model.enums.iter().find_map(|found| {
                    Some((found, found.variants.iter().find(|v| v.name.span == name)?))
                })?;
                Some(format!("{} of `{}`", variant.value, owner.name))
            }
            DeclarationKind::Union => {
                let place = model.unions.iter().position(|found| found.name.span == name)?;
                let size = model.union_size(packetwright_spec::model::UnionId(place));
                Some(size_in_words(size))
            }
            DeclarationKind::Message => {
                let (set, message) = model.message_sets.iter().find_map(|set| {
                    Some((set, set.messages.iter().find(|m| m.name.span == name)?))
                })?;
                let body = structure_facts(model, model.structs.get(message.body.0)?);
                Some(format!(
                    "tag {} of `{}`, {}\n\n{body}",
                    message.tag,
                    set.name,
                    integer_in_words(set.tag)
                ))
            }
            DeclarationKind::Struct
            | DeclarationKind::Packet
            | DeclarationKind::Arm
            | DeclarationKind::HandshakeMessage => {
                let found = model.structs.iter().find(|found| found.name.span == name)?;
                Some(structure_facts(model, found))
            }
            _ => None,
        }
    }

    fn field_facts(&self, name: Span) -> Option<String> {
        let found = placed(&self.model, name)?;
        let mut lines = vec![type_in_words(&self.model, found.structure, &found.field.ty)];
        let place = match (found.bits, found.offset) {
            (Some((low, high, of)), offset) => {
                let bits = if low == high {
                    format!("bit {low}")
                } else {
                    format!("bits {high} to {low}")
                };
                let at = offset.map_or(String::new(), |offset| format!(" at offset {offset}"));
                format!("{bits} of {of}{at} of `{}`; bit 0 is the lowest", found.structure.name)
            }
            (None, Some(offset)) => format!(
                "{} at offset {offset} of `{}`",
                size_in_words(found.size),
                found.structure.name
            ),
            (None, None) => {
                format!(
                    "{} of `{}`, at no fixed offset",
                    size_in_words(found.size),
                    found.structure.name
                )
            }
        };
        lines.push(place);
        lines.extend(value_in_words(&self.model, found.structure, found.field));
        if let Some(condition) = &found.field.condition {
            let condition = self.model.expression_text(found.structure, condition);
            lines.push(format!("there only if `{condition}`"));
        }
        Some(lines.iter().map(|line| format!("- {line}")).collect::<Vec<_>>().join("\n"))
    }

    /// A word of the language.
    fn describe_word(&self, word: &str, place: Place) -> Option<String> {
        if matches!(place, Place::Type | Place::Integer | Place::SelectorType)
            && let Some(integer) = self.integer(word)
        {
            return Some(format!("```wire\n{word}\n```\n\n{}", number_facts(integer)));
        }
        let meaning = match (place, word) {
            (Place::Type, "bool") => "a byte, 0 or 1; anything else is refused",
            (Place::Type, "bit") => "one bit, shared with the fields beside it",
            (Place::Function, "len") => "the length of a byte string or string, in bytes",
            (Place::Function, "count") => "the number of elements of a list",
            (Place::Function, "size") => "the bytes that fields take together",
            (Place::Function, name) if ChecksumAlgorithm::named(name).is_some() => {
                "a checksum over the bytes of fields"
            }
            (Place::Function, "common") => "the first of the first list that is in the second",
            (Place::Function, "within") => "whether two numbers differ by at most so much",
            (Place::Function, "fresh") => "whether a nonce was not seen before",
            (Place::Function, "cookie") => {
                "whether the first message shows a cookie of this side, or needs none"
            }
            (Place::Function, "capacity") => "whether this side can take on another handshake",
            (Place::Function, "authorized") => "whether this side talks to the owner of the key",
            (Place::Function, "hash") => "SHA-256 over a label and values",
            (Place::Value, "now") => "milliseconds since the Unix epoch",
            (Place::Value, "random") => "as many random bytes as the field takes",
            (Place::Value, "empty") => "no bytes, or no elements",
            (Place::Value, "suite") => "the number of the suite that runs",
            (Place::Owner, "local") => "what this side brings",
            (Place::Word(Words::Unit | Words::FieldUnit), unit) => match unit {
                "B" | "bytes" => "bytes",
                "KiB" => "1,024 bytes",
                "MiB" => "1,024 KiB, 1,048,576 bytes",
                "GiB" => "1,024 MiB, 1,073,741,824 bytes",
                "ms" => "milliseconds",
                "s" => "seconds",
                "min" => "minutes of 60 seconds",
                _ => return None,
            },
            _ => return None,
        };
        Some(format!("`{word}`: {meaning}"))
    }

    /// The integer of this name, in the byte order of the protocol.
    fn integer(&self, name: &str) -> Option<Integer> {
        use packetwright_spec::model::Endian;
        let (number, endian) = match (name.strip_suffix("le"), name.strip_suffix("be")) {
            (Some(number), _) => (number, Endian::Little),
            (_, Some(number)) => (number, Endian::Big),
            _ => (name, self.model.endian),
        };
        let digits = number.strip_prefix(['u', 'i'])?;
        let bits = digits.parse().ok().filter(|bits| (1..=64).contains(bits))?;
        Some(Integer::new(bits, number.starts_with('i'), endian))
    }
}

/// What an integer is, its size, and what it holds.
fn number_facts(integer: Integer) -> String {
    format!("{}, {} to {}", integer_in_words(integer), integer.min(), integer.max())
}

/// The size of a structure, and its fields one by one with their offsets.
fn structure_facts(model: &Model, structure: &Struct) -> String {
    let placed = fields(model, structure);
    let sizes = model.field_sizes(structure);
    let size = sizes.into_iter().fold(packetwright_spec::model::Size::EMPTY, |a, b| a.then(b));
    let mut text = size_in_words(size);
    if placed.is_empty() {
        return text;
    }
    text.push_str("\n\n| offset | field | |\n|---:|---|---|");
    for row in placed.iter().take(MAX_ROWS) {
        let offset = match (row.offset, row.bits) {
            (Some(offset), Some((low, high, _))) if low == high => format!("{offset}, bit {low}"),
            (Some(offset), Some((low, high, _))) => format!("{offset}, bits {high} to {low}"),
            (Some(offset), None) => offset.to_string(),
            (None, _) => "–".into(),
        };
        let what = match row.bits {
            Some(_) => String::new(),
            None => size_in_words(row.size),
        };
        text.push_str(&format!("\n| {offset} | `{}` | {what} |", row.field.name));
    }
    if let Some(more) = placed.len().checked_sub(MAX_ROWS).filter(|more| *more > 0) {
        text.push_str(&format!("\n\nand {more} more"));
    }
    text
}

/// White space folded.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
