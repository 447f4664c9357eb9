//! Layouts: enumerations, flags, structures, unions and sets of messages.

use packetwright_spec::model::{
    Enum, Extent, Field, FieldValue, Flags, Layout, Measure, MessageSet, Padding, Role, Scale,
    Selector, Struct, StructId, Type, UnionId, Unit,
};

use super::{Page, integer_name, one_line};

impl Page<'_> {
    pub(super) fn enumeration(&mut self, declared: &Enum) {
        let repr = integer_name(declared.repr, self.model.endian);
        self.line(&format!("## Enumeration `{}`: {repr}", declared.name));
        self.line("");
        self.docs(&declared.docs);
        let mut rows: Vec<Vec<String>> = declared
            .variants
            .iter()
            .map(|variant| {
                vec![
                    variant.value.to_string(),
                    format!("`{}`", variant.name),
                    one_line(&variant.docs),
                ]
            })
            .collect();
        let others = if declared.open { "kept as they are" } else { "refused" };
        rows.push(vec!["others".into(), String::new(), others.into()]);
        self.table(&["value", "name", "meaning"], &rows);
    }

    pub(super) fn flags(&mut self, declared: &Flags) {
        let repr = integer_name(declared.repr, self.model.endian);
        self.line(&format!("## Flags `{}`: {repr}", declared.name));
        self.line("");
        self.docs(&declared.docs);
        let mut rows: Vec<Vec<String>> = declared
            .bits
            .iter()
            .map(|bit| {
                vec![format!("{:#x}", bit.mask), format!("`{}`", bit.name), one_line(&bit.docs)]
            })
            .collect();
        rows.push(vec!["others".into(), String::new(), "reserved, must be zero".into()]);
        self.table(&["bit", "name", "meaning"], &rows);
        for require in &declared.requires {
            self.line(&format!("Must hold: `{}`.", require.text));
            self.line("");
        }
    }

    pub(super) fn structure(&mut self, id: StructId) {
        let declared = &self.model[id];
        let kind = match declared.role {
            Role::Packet => "Packet",
            _ => "Structure",
        };
        self.line(&format!("## {kind} `{}`", declared.name));
        self.line("");
        self.docs(&declared.docs);
        self.fields(declared);
    }

    /// The table of a structure's fields, and its constraints.
    pub(super) fn fields(&mut self, declared: &Struct) {
        if declared.fields.is_empty() {
            self.line("No fields.");
            self.line("");
        } else {
            let rows: Vec<Vec<String>> = self.field_rows(declared);
            self.table(&["offset", "size", "field", "type", "value", "meaning"], &rows);
        }
        for require in &declared.requires {
            let said = require.message.as_deref().map(|text| format!(" ({text})"));
            self.line(&format!("Must hold: `{}`{}.", require.text, said.unwrap_or_default()));
            self.line("");
        }
    }

    fn field_rows(&self, declared: &Struct) -> Vec<Vec<String>> {
        let mut offset = Some(0);
        let mut rows = Vec::new();
        for (field, size) in declared.fields.iter().zip(self.model.field_sizes(declared)) {
            let size_text = match (size.min, size.max) {
                (min, Some(max)) if min == max => min.to_string(),
                (min, Some(max)) => format!("{min}–{max}"),
                (min, None) => format!("{min}…"),
            };
            rows.push(vec![
                offset.map_or_else(|| "…".into(), |offset: u64| offset.to_string()),
                size_text,
                format!("`{}`", field.name),
                self.type_text(declared, &field.ty),
                self.value_text(declared, field),
                one_line(&field.docs),
            ]);
            offset = offset.zip(size.fixed()).map(|(offset, size)| offset + size);
        }
        rows
    }

    fn type_text(&self, within: &Struct, ty: &Type) -> String {
        let order = self.model.endian;
        match ty {
            Type::Integer(integer) => integer_name(*integer, order),
            Type::Bool(integer) if integer.is_whole() => "bool, 0 or 1".into(),
            Type::Bool(_) => "one bit".into(),
            Type::Float(float) => format!("f{}", &integer_name(float.carrier(), order)[1..]),
            Type::Enum(id, repr) => {
                format!("`{}` as {}", self.model[*id].name, integer_name(*repr, order))
            }
            Type::Flags(id, repr) => {
                format!("`{}` as {}", self.model[*id].name, integer_name(*repr, order))
            }
            Type::Bytes(extent) => format!("bytes{}", self.extent_text(within, extent, "byte")),
            Type::Text(extent) => format!("UTF-8{}", self.extent_text(within, extent, "byte")),
            Type::List(element, extent) => format!(
                "list of {}{}",
                self.type_text(within, element),
                self.extent_text(within, extent, "element")
            ),
            Type::Option(inner) => {
                format!("0, or 1 and then {}", self.type_text(within, inner))
            }
            Type::Within(inner, extent) => format!(
                "{} within bytes{}",
                self.type_text(within, inner),
                self.extent_text(within, extent, "byte")
            ),
            Type::Struct(id) => format!("`{}`", self.model[*id].name),
            Type::Union { union, .. } => format!("`{}`", self.model[*union].name),
            Type::Padding(Padding::Exactly(count)) => format!("padding, {count} zero bytes"),
            Type::Padding(Padding::To(multiple)) => {
                format!("padding, zero bytes up to a multiple of {multiple}")
            }
            Type::External(path) => format!("`{path}`"),
        }
    }

    fn extent_text(&self, within: &Struct, extent: &Extent, of: &str) -> String {
        let bounds = match (extent.min, extent.max) {
            (min, max) if min == max => format!("{min} {of}s"),
            (0, u64::MAX) => "any number".into(),
            (min, u64::MAX) => format!("at least {min} {of}s"),
            (min, max) => format!("{min} to {max} {of}s"),
        };
        match extent.measure {
            Measure::Fixed => format!(", {bounds}"),
            Measure::Prefix(prefix) => {
                format!(", {bounds} behind a {}", integer_name(prefix, self.model.endian))
            }
            Measure::Field(place) => {
                let by = within.fields.get(place).map_or("", |field| field.name.text.as_str());
                format!(", {bounds}, as `{by}` says")
            }
            Measure::Rest => format!(", {bounds}, to the end"),
            Measure::Until(delimiter) => {
                format!(", {bounds}, up to the bytes `{:02x?}`", delimiter.as_slice())
            }
        }
    }

    fn value_text(&self, within: &Struct, field: &Field) -> String {
        let name_of = |place: usize| {
            within.fields.get(place).map_or_else(String::new, |field| field.name.text.clone())
        };
        let mut parts = Vec::new();
        match &field.value {
            FieldValue::Free | FieldValue::Padding => {}
            FieldValue::Carried => parts.push("the number that chose the arm".into()),
            FieldValue::Constant(value) if *value > 255 => parts.push(format!("{value:#X}")),
            FieldValue::Constant(value) => parts.push(value.to_string()),
            FieldValue::Length { of, scale: Scale::PLAIN } => {
                parts.push(format!("length of `{}`", name_of(*of)));
            }
            FieldValue::Length { .. } | FieldValue::Size { .. } | FieldValue::Checksum { .. } => {
                parts.push(format!("`{}`", self.model.computed_text(within, &field.value)));
            }
            FieldValue::Selector { of } => parts.push(format!("chooses `{}`", name_of(*of))),
        }
        if let Some((min, max)) = field.range {
            parts.push(format!("{min} to {max}"));
        }
        match field.unit {
            Some(Unit::Milliseconds) => parts.push("ms".into()),
            Some(Unit::Seconds) => parts.push("s".into()),
            Some(Unit::Bytes) => parts.push("bytes".into()),
            None => {}
        }
        if let Some(condition) = &field.condition {
            parts.push(format!("only if `{}`", self.model.expression_text(within, condition)));
        }
        parts.join(", ")
    }

    pub(super) fn union(&mut self, id: UnionId) {
        let declared = &self.model[id];
        let chosen = match declared.selector {
            Selector::Tag(tag) => {
                format!("by a tag in front of it, {}", integer_name(tag, self.model.endian))
            }
            Selector::Enum(id) => format!("by an earlier field, `{}`", self.model[id].name),
            Selector::Number(number) => {
                format!("by an earlier field, {}", integer_name(number, self.model.endian))
            }
            Selector::Peek(number) => {
                let number = integer_name(number, self.model.endian);
                format!("by the number that it begins with, {number}")
            }
        };
        self.line(&format!("## Union `{}`", declared.name));
        self.line("");
        self.docs(&declared.docs);
        if let Some(Measure::Prefix(prefix)) = declared.within.map(|extent| extent.measure) {
            let prefix = integer_name(prefix, self.model.endian);
            self.line(&format!(
                "Behind its tag stands, as {prefix}, how many bytes its fields fill."
            ));
            self.line("");
        }
        self.line(&format!("One of these, chosen {chosen}:"));
        self.line("");
        for arm in &declared.arms {
            self.line(&format!("### {} → `{}`", arm.tag, arm.name));
            self.line("");
            self.docs(&arm.docs);
            self.fields(&self.model[arm.body]);
        }
        if let Some(other) = &declared.other {
            self.line(&format!("### any other → `{}`", other.name));
            self.line("");
            self.docs(&other.docs);
            self.fields(&self.model[other.body]);
        }
    }

    pub(super) fn messages(&mut self, set: &MessageSet) {
        let tag = integer_name(set.tag, self.model.endian);
        let layout = match set.layout {
            Layout::Plain => "the plain layout",
            Layout::Bincode => "the bincode fixed-int layout",
            Layout::BincodeVarint => "the bincode variable-int layout",
        };
        self.line(&format!("## Messages `{}`", set.name));
        self.line("");
        self.docs(&set.docs);
        self.line(&format!("A message is its tag, {tag}, and then its body in {layout}."));
        self.line("");
        for message in &set.messages {
            self.line(&format!("### {} → `{}`", message.tag, message.name));
            self.line("");
            self.docs(&message.docs);
            if let Some(reply) = message.reply.and_then(|place| set.messages.get(place)) {
                self.line(&format!("Answered by `{}`.", reply.name));
                self.line("");
            }
            self.fields(&self.model[message.body]);
        }
    }
}
