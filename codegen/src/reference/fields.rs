//! The fields of a structure: diagram, table, constraints, example.

use packetwright_spec::model::{
    BitRun, Extent, Field, FieldValue, Integer, Measure, Model, Require, Scale, Size, Struct,
    StructId, Type,
};

use super::document::{Table, Target, Text};
use super::{Page, parts, words};

/// A number that stands in front of the fields: a tag, or the length of the arm.
pub(super) struct Lead {
    pub(super) name: &'static str,
    pub(super) integer: Integer,
    /// What it always is, if it is always the same.
    pub(super) value: Option<i128>,
    pub(super) meaning: &'static str,
    /// Its bounds, if it is a length.
    pub(super) bounds: Option<Extent>,
}

impl Lead {
    /// The tag of a message or arm; none: that of an arm for other numbers.
    pub(super) fn tag(integer: Integer, value: Option<i128>, meaning: &'static str) -> Self {
        Lead { name: "tag", integer, value, meaning, bounds: None }
    }

    /// The length of an arm, behind its tag.
    pub(super) fn length(extent: &Extent) -> Option<Self> {
        let Measure::Prefix(integer) = extent.measure else { return None };
        let meaning = "How many bytes the fields behind it fill, no more and no less.";
        Some(Lead { name: "length", integer, value: None, meaning, bounds: Some(*extent) })
    }
}

/// How far something is from the start.
enum Offset {
    /// So many bytes.
    Fixed(u64),
    /// So many bytes behind the end of a field of no fixed size.
    Behind(String, u64),
}

impl Offset {
    fn text(&self, bytes: u64) -> Text {
        match self {
            Offset::Fixed(offset) => words::number(i128::from(offset.saturating_add(bytes))).into(),
            Offset::Behind(name, offset) => match offset.saturating_add(bytes) {
                0 => Text::from("behind ").code(name),
                offset => {
                    Text::from(format!("{} behind ", words::number(i128::from(offset)))).code(name)
                }
            },
        }
    }

    fn advance(&mut self, bytes: u64) {
        let (Offset::Fixed(offset) | Offset::Behind(_, offset)) = self;
        *offset = offset.saturating_add(bytes);
    }
}

impl Page<'_> {
    /// A structure whole: `title` says what the diagram shows.
    pub(super) fn layout(&mut self, title: &str, leads: &[Lead], id: StructId) {
        let model = self.model;
        let structure = &model[id];
        let mut pieces: Vec<_> = leads
            .iter()
            .map(|lead| {
                let value = lead.value.map(|value| words::constant(value, Some(lead.integer)));
                parts::number_part(lead.name, value, lead.integer)
            })
            .collect();
        pieces.extend(parts::field_pieces(model, structure));
        if pieces.is_empty() {
            self.paragraph("No fields.");
        }
        self.diagram(format!("The bytes of {title}"), &pieces);
        let table = self.field_table(leads, id);
        self.table(table);
        self.requires(&structure.requires);
    }

    pub(super) fn requires(&mut self, requires: &[Require]) {
        for require in requires {
            let text = Text::from("Must hold: ").code(&require.text);
            self.paragraph(match &require.message {
                Some(message) => text.plain(format!(": {message}.")),
                None => text.plain("."),
            });
        }
    }

    fn field_table(&mut self, leads: &[Lead], id: StructId) -> Table {
        let model = self.model;
        let structure = &model[id];
        let heads = ["offset", "size", "field", "type", "value", "present", "meaning"];
        let mut table = Table::new(&heads);
        let mut offset = Offset::Fixed(0);
        for lead in leads {
            let mut value: Text = lead
                .value
                .map_or_else(Text::new, |value| words::constant(value, Some(lead.integer)).into());
            if let Some(extent) = &lead.bounds {
                value = words::bounds(extent, "byte").into();
            }
            table.push([
                offset.text(0),
                words::length(lead.integer.bytes()).into(),
                Text::from(lead.name),
                words::integer_name(lead.integer, model.endian).into(),
                value,
                Text::new(),
                lead.meaning.into(),
            ]);
            offset.advance(lead.integer.bytes());
        }
        let runs = structure.bit_runs();
        let sizes = model.field_sizes(structure);
        for (place, field) in structure.fields.iter().enumerate() {
            // The tag in front says the same.
            if field.value == FieldValue::Carried && !leads.is_empty() {
                continue;
            }
            let run = runs.iter().find(|run| run.fields.contains(&place));
            let (at, size) = match run {
                _ if field.value == FieldValue::Carried => (Text::new(), Text::new()),
                Some(run) => bits_of(structure, run, place, &offset),
                None => {
                    (offset.text(0), words::size(size_if_there(model, &sizes, place, field)).into())
                }
            };
            let of = Text::new()
                .link(Target::Struct(id), &structure.name.text)
                .plain(".")
                .code(&field.name.text);
            let meaning = self.docs_cell(&of, &field.docs);
            table.push([
                at,
                size,
                Text::named(&field.name.text),
                words::type_text(model, structure, &field.ty),
                value_text(model, structure, field),
                self.presence(structure, field),
                meaning,
            ]);
            match run {
                Some(run) if run.fields.end == place + 1 => offset.advance(run.bytes()),
                Some(_) => {}
                None => pass(&mut offset, field, size_if_there(model, &sizes, place, field)),
            }
        }
        table
    }

    fn presence(&self, structure: &Struct, field: &Field) -> Text {
        match &field.condition {
            Some(condition) => {
                Text::from("if ").code(self.model.expression_text(structure, condition))
            }
            None => Text::new(),
        }
    }
}

/// The offset behind a field.
fn pass(offset: &mut Offset, field: &Field, size: Size) {
    if field.value == FieldValue::Carried {
        return;
    }
    match size.fixed() {
        Some(bytes) if field.condition.is_none() => offset.advance(bytes),
        _ => *offset = Offset::Behind(field.name.text.clone(), 0),
    }
}

/// The size of a field if it is there; `sizes` are those of all, which may be
/// missing.
fn size_if_there(model: &Model, sizes: &[Size], place: usize, field: &Field) -> Size {
    match field.condition {
        Some(_) => model.size(&field.ty),
        None => sizes.get(place).copied().unwrap_or(Size::UNKNOWN),
    }
}

/// Where the first bit of a field that shares bytes lies, and how many it has.
fn bits_of(structure: &Struct, run: &BitRun, place: usize, offset: &Offset) -> (Text, Text) {
    let width = |field: &Field| field.ty.number().map_or(0, |integer| u64::from(integer.bits));
    let before: u64 =
        structure.fields.get(run.fields.start..place).into_iter().flatten().map(width).sum();
    let bits = structure.fields.get(place).map_or(0, width);
    let at = offset.text(before / 8).plain(format!(", bit {}", before % 8));
    let size = if bits == 1 { "1 bit".to_owned() } else { format!("{bits} bits") };
    (at, size.into())
}

/// What a field's value is, as far as it is not free.
fn value_text(model: &Model, structure: &Struct, field: &Field) -> Text {
    let name = |place: usize| {
        structure.fields.get(place).map_or_else(String::new, |field| field.name.text.clone())
    };
    let value = match &field.value {
        FieldValue::Free => Text::new(),
        FieldValue::Carried => "the number that chose the arm".into(),
        FieldValue::Constant(value) => words::constant(*value, field.ty.number()).into(),
        FieldValue::Length { of, scale: Scale::PLAIN } => {
            let measured = structure.fields.get(*of).map(|field| &field.ty);
            let list = matches!(measured, Some(Type::List(..)));
            Text::from(if list { "number of " } else { "length of " }).code(name(*of))
        }
        computed @ (FieldValue::Bytes(_)
        | FieldValue::Length { .. }
        | FieldValue::Size { .. }
        | FieldValue::Checksum { .. }) => Text::named(model.computed_text(structure, computed)),
        FieldValue::Padding => Text::new(),
        FieldValue::Selector { of } => Text::from("chooses ").code(name(*of)),
    };
    let range = field
        .range
        .map(|(min, max)| Text::from(format!("{} to {}", words::number(min), words::number(max))));
    let room = field.left_behind().map(|room| {
        Text::from(format!("all but the {} bytes behind it", words::number(room.into())))
    });
    let unit = field.unit.map(|unit| Text::from(words::unit(unit)));
    Text::joined([Some(value), range, unit, room].into_iter().flatten(), ", ")
}
