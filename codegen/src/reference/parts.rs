//! The fields of a structure as parts of a diagram.

use packetwright_spec::model::{
    Endian, Extent, Field, FieldValue, Integer, Measure, Model, Size, Struct, Truth, Type,
};

use super::diagram::{Part, PartSize, Piece};
use super::words;

/// A number in front of the fields: a tag, a length.
pub(super) fn number_part(name: &str, value: Option<String>, integer: Integer) -> Piece {
    let described = value.map(|value| format!("{name} = {value}"));
    let labels = described.into_iter().chain([name.to_owned()]).collect();
    labelled(labels, integer)
}

/// Bytes of a fixed number, or open.
pub(super) fn box_part(labels: &[String], bytes: Option<u64>) -> Piece {
    let size = bytes.map_or(PartSize::Open, whole_bytes);
    Piece::Part(Part { labels: labels.to_vec(), size, fresh: false })
}

/// So many bytes, or the most whole bytes whose bits can be counted.
fn whole_bytes(bytes: u64) -> PartSize {
    PartSize::Bits(bytes.min(u64::MAX / 8) * 8)
}

/// The fields of a structure, in wire order.
pub(super) fn field_pieces(model: &Model, structure: &Struct) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut runs = structure.bit_runs().into_iter().peekable();
    let sizes = model.field_sizes(structure);
    let mut place = 0;
    // Behind a field that may be missing, offsets are not fixed.
    let mut behind_optional = false;
    while let Some(field) = structure.fields.get(place) {
        let optional = field.condition.is_some();
        let before = pieces.len();
        match runs.next_if(|run| run.fields.start == place) {
            Some(run) => {
                let fields = structure.fields.get(run.fields.clone()).unwrap_or_default();
                let parts = fields.iter().map(|field| run_part(model, structure, field));
                match run.endian {
                    Endian::Big => pieces.extend(parts.map(Piece::Part)),
                    Endian::Little => pieces.push(Piece::LittleRun(parts.collect())),
                }
                place = run.fields.end.max(place + 1);
            }
            None => {
                let size = sizes.get(place).copied().unwrap_or(Size::UNKNOWN);
                let fields = FieldParts { model, structure, field, size };
                pieces.extend(fields.pieces());
                place += 1;
            }
        }
        if (optional || behind_optional)
            && let Some(Piece::Part(part)) = pieces.get_mut(before)
        {
            part.fresh = true;
        }
        behind_optional = optional || matches!(field.ty, Type::Option(_));
    }
    pieces
}

/// A field that shares bytes with its neighbours.
fn run_part(model: &Model, structure: &Struct, field: &Field) -> Part {
    let bits = field.ty.number().map_or(0, |integer| u64::from(integer.bits));
    Part { labels: labels(model, structure, field), size: PartSize::Bits(bits), fresh: false }
}

/// What may be written for a field of one number; the name last.
fn labels(model: &Model, structure: &Struct, field: &Field) -> Vec<String> {
    let name = &field.name.text;
    let described = match &field.value {
        FieldValue::Free | FieldValue::Carried | FieldValue::Padding => None,
        FieldValue::Constant(value) => {
            Some(format!("{name} = {}", words::constant(*value, field.ty.number())))
        }
        computed @ (FieldValue::Bytes(_)
        | FieldValue::Length { .. }
        | FieldValue::Size { .. }
        | FieldValue::Checksum { .. }) => {
            Some(format!("{name} = {}", model.computed_text(structure, computed)))
        }
        FieldValue::Selector { of } => {
            let union = structure.fields.get(*of);
            union.map(|union| format!("{name}, chooses {}", union.name))
        }
    };
    described.into_iter().chain([name.clone()]).collect()
}

/// A field that has bytes of its own.
struct FieldParts<'a> {
    model: &'a Model,
    structure: &'a Struct,
    field: &'a Field,
    /// The size of the field where it stands.
    size: Size,
}

impl FieldParts<'_> {
    fn pieces(&self) -> Vec<Piece> {
        if self.field.value == FieldValue::Carried {
            return Vec::new();
        }
        let ty = &self.field.ty;
        match ty {
            Type::Integer(integer)
            | Type::Bool(Truth { integer, .. })
            | Type::Enum(_, integer)
            | Type::Flags(_, integer) => {
                let labels = self.with_condition(labels(self.model, self.structure, self.field));
                vec![labelled(labels, *integer)]
            }
            Type::Float(float) => {
                let labels = self.with_condition(labels(self.model, self.structure, self.field));
                vec![labelled(labels, float.carrier())]
            }
            Type::Bytes(extent) | Type::Text(extent) => self.measured(extent, "byte"),
            Type::List(_, extent) => self.measured(extent, "element"),
            Type::Within(inner, extent) => {
                let size = self.model.size(inner);
                let filled = Size {
                    min: size.min.max(extent.min),
                    max: size.max.into_iter().chain(bounded(extent)).min(),
                };
                let mut pieces: Vec<Piece> = self.prefix(extent, "byte").into_iter().collect();
                pieces.push(self.content(&self.type_name(inner), filled.fixed()));
                pieces
            }
            Type::Option(inner) => {
                let name = &self.field.name.text;
                let mark = vec![format!("{name}: 0 or 1"), name.clone()];
                let mut content = self.content("if 1", None);
                if let Piece::Part(part) = &mut content {
                    let size = self.model.size(inner).fixed();
                    part.size = size.map_or(PartSize::Open, whole_bytes);
                    part.fresh = true;
                }
                vec![box_part(&self.with_condition(mark), Some(1)), content]
            }
            Type::Padding(padding) => {
                vec![self.content(&words::padding(*padding), self.size.fixed())]
            }
            Type::Struct(_) | Type::Union { .. } | Type::External(_) => {
                vec![self.content(&self.type_name(ty), self.model.size(ty).fixed())]
            }
        }
    }

    /// A prefix if there is one, the content, a delimiter if there is one.
    fn measured(&self, extent: &Extent, of: &str) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = self.prefix(extent, of).into_iter().collect();
        let content = match self.field.ty {
            Type::List(ref element, _) => {
                let each = self.model.size(element).fixed();
                let count = Some(extent.min).filter(|min| *min == extent.max);
                each.zip(count).and_then(|(each, count)| each.checked_mul(count))
            }
            _ => Some(extent.min).filter(|min| *min == extent.max),
        };
        let mut said = words::bounds(extent, of);
        if let Type::List(element, _) = &self.field.ty {
            let list = format!("list of {}", self.type_name(element));
            said = if said.is_empty() { list } else { format!("{list}, {said}") };
        }
        pieces.push(self.content(&said, content));
        if let Measure::Until(delimiter) = extent.measure {
            let bytes = delimiter.as_slice();
            pieces.push(box_part(&[words::hex(bytes)], Some(bytes.len() as u64)));
        }
        pieces
    }

    fn prefix(&self, extent: &Extent, of: &str) -> Option<Piece> {
        let Measure::Prefix(prefix) = extent.measure else { return None };
        let name = &self.field.name.text;
        let measure = if of == "byte" { format!("len({name})") } else { format!("count({name})") };
        let labels = self.with_condition(vec![measure]);
        Some(labelled(labels, prefix))
    }

    /// Content, with something said of it.
    fn content(&self, said: &str, bytes: Option<u64>) -> Piece {
        let name = &self.field.name.text;
        let described = if said.is_empty() { name.clone() } else { format!("{name} ({said})") };
        let mut labels = vec![described, name.clone()];
        labels.dedup();
        box_part(&self.with_condition(labels), bytes)
    }

    /// Labels that tell when the field is there.
    fn with_condition(&self, labels: Vec<String>) -> Vec<String> {
        let Some(condition) = &self.field.condition else { return labels };
        let condition = self.model.expression_text(self.structure, condition);
        let first = labels.first().map(|label| format!("{label}, if {condition}"));
        let name = &self.field.name.text;
        let named = [format!("{name}, if {condition}"), format!("{name} (optional)"), name.clone()];
        let mut all: Vec<String> = first.into_iter().chain(named).collect();
        all.dedup();
        all
    }

    /// The name of a type, for a label.
    fn type_name(&self, ty: &Type) -> String {
        let model = self.model;
        match ty {
            Type::Integer(integer) | Type::Bool(Truth { integer, .. }) => {
                words::integer_name(*integer, model.endian)
            }
            Type::Float(float) => format!("f{}", float.bits),
            Type::Enum(id, _) => model[*id].name.text.clone(),
            Type::Flags(id, _) => model[*id].name.text.clone(),
            Type::Bytes(extent) | Type::Text(extent) => {
                let bounds = words::bounds(extent, "byte");
                if bounds.is_empty() { "bytes".to_owned() } else { bounds }
            }
            Type::List(element, _) => format!("list of {}", self.type_name(element)),
            Type::Option(inner) | Type::Within(inner, _) => self.type_name(inner),
            Type::Struct(id) => model[*id].name.text.clone(),
            Type::Union { union, .. } => model[*union].name.text.clone(),
            Type::Padding(padding) => words::padding(*padding),
            Type::External(path) => path.clone(),
        }
    }
}

/// A number: its bits, or its bytes if their count depends on the value.
fn labelled(labels: Vec<String>, integer: Integer) -> Piece {
    if integer.variable().is_none() {
        let size = PartSize::Bits(u64::from(integer.bits));
        return Piece::Part(Part { labels, size, fresh: false });
    }
    box_part(&labels, Size::of(integer).fixed())
}

/// The greatest length, if there is one.
fn bounded(extent: &Extent) -> Option<u64> {
    Some(extent.limit()).filter(|most| *most < u64::MAX)
}
