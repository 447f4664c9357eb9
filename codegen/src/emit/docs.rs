//! Documentation comments: those of the spec, and the layout of bytes.

use packetwright_spec::model::{
    Docs, Endian, Extent, Field, FieldValue, Integer, Measure, Padding, PaddingLength, Scale,
    Selector, Struct, Truth, Type, Unit, Varint,
};

use super::Emitter;
use crate::tokens::{TokenStream, quote};

impl Emitter<'_> {
    /// The documentation of the spec, or what is said where it has none.
    pub fn docs(&self, docs: &Docs, otherwise: impl FnOnce() -> String) -> TokenStream {
        doc_lines(&lines(docs, otherwise))
    }

    /// A field's documentation, then its layout.
    pub fn field_docs(&self, structure: &Struct, field: &Field) -> TokenStream {
        let mut lines = field.docs.with_history();
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(format!("On the wire: {}.", self.field_layout(structure, field)));
        doc_lines(&lines)
    }

    /// A structure's documentation, then the table of its fields.
    pub fn struct_docs(
        &self,
        structure: &Struct,
        otherwise: impl FnOnce() -> String,
    ) -> TokenStream {
        let mut lines = lines(&structure.docs, otherwise);
        if !structure.fields.is_empty() {
            lines.push(String::new());
            lines.extend(self.layout_table(structure));
        }
        doc_lines(&lines)
    }

    /// The fields of a structure with their offsets, as far as they are fixed.
    fn layout_table(&self, structure: &Struct) -> Vec<String> {
        let mut lines = vec![
            "| offset | bytes | field | on the wire |".to_owned(),
            "|---|---|---|---|".to_owned(),
        ];
        let mut offset = Some(0u64);
        for (field, size) in structure.fields.iter().zip(self.model.field_sizes(structure)) {
            let bytes = match (size.fixed(), size.max) {
                (Some(bytes), _) => bytes.to_string(),
                (None, Some(max)) => format!("{}..={max}", size.min),
                (None, None) => format!("{}..", size.min),
            };
            let at = offset.map_or_else(String::new, |offset| offset.to_string());
            let layout = self.field_layout(structure, field);
            lines.push(format!("| {at} | {bytes} | `{}` | {layout} |", field.name));
            offset = offset.zip(size.fixed()).and_then(|(offset, size)| offset.checked_add(size));
        }
        lines
    }

    /// What the bytes of a field look like, in a few words.
    fn field_layout(&self, structure: &Struct, field: &Field) -> String {
        let name =
            |place: usize| structure.fields.get(place).map_or("", |field| field.name.text.as_str());
        let mut layout = self.layout(&field.ty, structure);
        match field.value {
            FieldValue::Free => {}
            FieldValue::Padding => {}
            FieldValue::Carried => {
                return "nothing; it is the number that chose the arm".to_owned();
            }
            FieldValue::Constant(number) if (0..0x100).contains(&number) => {
                layout += &format!(", always {number}");
            }
            FieldValue::Constant(number) => layout += &format!(", always {number:#x}"),
            FieldValue::Length { of, scale: Scale { plus, unit: 1 } } => {
                let measured = structure.fields.get(of).map(|field| &field.ty);
                let unit =
                    if matches!(measured, Some(Type::List(..))) { "elements" } else { "bytes" };
                layout += &format!(", the {unit} of `{}`", name(of));
                if plus != 0 {
                    let sign = if plus > 0 { "and" } else { "less" };
                    layout += &format!(" {sign} {}", plus.unsigned_abs());
                }
            }
            FieldValue::Bytes(_) => {
                let constant = self.model.computed_text(structure, &field.value);
                layout += &format!(", always `{constant}`");
            }
            FieldValue::Length { .. } | FieldValue::Size { .. } | FieldValue::Checksum { .. } => {
                layout += &format!(", `{}`", self.model.computed_text(structure, &field.value));
            }
            FieldValue::Selector { of } => {
                layout += &format!(", says which arm `{}` has", name(of));
            }
        }
        if let Some(room) = field.left_behind() {
            layout += &format!(" but the {room} bytes behind it");
        }
        if let Some((min, max)) = field.range {
            layout += &format!(", {min} to {max}");
        }
        match field.unit {
            Some(Unit::Milliseconds) => layout += ", in milliseconds",
            Some(Unit::Seconds) => layout += ", in seconds",
            Some(Unit::Bytes) => layout += ", in bytes",
            None => {}
        }
        if let Some(condition) = &field.condition {
            layout += &format!("; there if `{}`", self.expression_text(condition, structure));
        }
        layout
    }

    fn layout(&self, ty: &Type, structure: &Struct) -> String {
        match ty {
            Type::Integer(integer) => integer_layout(*integer),
            Type::Bool(Truth { malleable: true, .. }) => "one byte, 0 or 1, malleable".to_owned(),
            Type::Bool(Truth { integer: Integer { bits: 1, .. }, .. }) => "one bit".to_owned(),
            Type::Bool(_) => "one byte, 0 or 1".to_owned(),
            Type::Float(float) => {
                let layout = integer_layout(float.carrier());
                format!("f{} of IEEE 754", &layout[1..])
            }
            Type::Enum(id, integer) => {
                format!("[`{}`] as {}", self.enum_name(*id), integer_layout(*integer))
            }
            Type::Flags(id, integer) => {
                format!("[`{}`] as {}", self.flags_name(*id), integer_layout(*integer))
            }
            Type::Bytes(extent) => extent_layout(extent, "bytes", structure),
            Type::Text(extent) => extent_layout(extent, "bytes of UTF-8", structure),
            Type::List(element, extent) => {
                let elements = extent_layout(extent, "elements", structure);
                format!("{elements}, each {}", self.layout(element, structure))
            }
            Type::Option(inner) => {
                format!("one byte, 0 or 1, then if it is 1: {}", self.layout(inner, structure))
            }
            Type::Within(inner, extent) => {
                let bytes = extent_layout(extent, "bytes", structure);
                format!("{bytes}, filled by: {}", self.layout(inner, structure))
            }
            Type::Struct(id) => {
                format!("[`{}`]", crate::naming::camel_case(&self.model[*id].name.text))
            }
            Type::Union { union, .. } => {
                let name = crate::naming::camel_case(&self.model[*union].name.text);
                match self.model[*union].selector {
                    Selector::Tag(tag) => {
                        let within = match &self.model[*union].within {
                            Some(extent) => {
                                format!("; then {}", extent_layout(extent, "bytes", structure))
                            }
                            None => String::new(),
                        };
                        format!("[`{name}`], its tag in front as {}{within}", integer_layout(tag))
                    }
                    Selector::Enum(_) | Selector::Number(_) | Selector::Peek(_) => {
                        format!("[`{name}`]")
                    }
                }
            }
            Type::Padding(padding) => padding_layout(*padding),
            Type::External(path) => format!("`{path}`"),
        }
    }
}

/// What the spec says of something, or `otherwise`, and its history.
fn lines(docs: &Docs, otherwise: impl FnOnce() -> String) -> Vec<String> {
    let mut docs = docs.clone();
    if docs.is_empty() {
        docs.lines.push(otherwise());
    }
    docs.with_history()
}

/// Lines as documentation comments.
pub fn doc_lines(lines: &[String]) -> TokenStream {
    let lines =
        lines.iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote! { #(#[doc = #lines])* }
}

/// `u32 big-endian`.
pub fn integer_layout(integer: Integer) -> String {
    let sign = if integer.signed { 'i' } else { 'u' };
    if let Some(form) = integer.variable() {
        let form = match form {
            Varint::Leb128 => "LEB128",
            Varint::ZigZag => "zig-zag LEB128",
            Varint::Quic => "QUIC's variable length",
            Varint::Bincode => "bincode's variable length",
        };
        let malleable = if integer.is_malleable() { ", malleable" } else { "" };
        return format!("{sign}{} in {form}{malleable}", integer.bits);
    }
    if !integer.is_whole() {
        let kind = if integer.signed { "signed bits" } else { "bits" };
        return format!("{} {kind}", integer.bits);
    }
    match (integer.bits, integer.endian) {
        (8, _) => format!("{sign}8"),
        (bits, Endian::Big) => format!("{sign}{bits} big-endian"),
        (bits, Endian::Little) => format!("{sign}{bits} little-endian"),
    }
}

fn padding_layout(padding: Padding) -> String {
    let zeros = match padding.length {
        PaddingLength::Exactly(1) => "a zero byte".to_owned(),
        PaddingLength::Exactly(count) => format!("{count} zero bytes"),
        PaddingLength::To(multiple) => format!("zero bytes up to a multiple of {multiple}"),
        PaddingLength::Rest { max: u64::MAX } => {
            return "whatever is left, skipped and not written".to_owned();
        }
        PaddingLength::Rest { max } => {
            return format!("whatever is left, at most {max} bytes, skipped and not written");
        }
    };
    if padding.malleable { format!("{zeros}, malleable") } else { zeros }
}

fn extent_layout(extent: &Extent, unit: &str, structure: &Struct) -> String {
    let bounds = match (extent.min, extent.max) {
        (0, u64::MAX) => unit.to_owned(),
        (min, u64::MAX) => format!("at least {min} {unit}"),
        (min, max) if min == max => format!("{min} {unit}"),
        (min, max) => format!("{min} to {max} {unit}"),
    };
    match extent.measure {
        Measure::Fixed => bounds,
        Measure::Prefix(prefix) => {
            format!("{bounds}, their number in front as {}", integer_layout(prefix))
        }
        Measure::Field(place) => {
            let measure = structure.fields.get(place).map_or("", |field| field.name.text.as_str());
            format!("{bounds}, as `{measure}` says")
        }
        Measure::Rest => format!("{bounds}, all that is left"),
        Measure::Until(delimiter) => {
            format!("{bounds}, up to the bytes `{:02x?}`", delimiter.as_slice())
        }
    }
}
