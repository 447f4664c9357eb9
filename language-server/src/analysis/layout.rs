//! Where fields lie in their structure, and what types are, in words.

use packetwright_spec::model::{
    Endian, Extent, Field, FieldValue, Integer, Measure, Model, Padding, PaddingLength, Size,
    Struct, Type, Unit,
};
use packetwright_spec::span::Span;

/// A field of the model, and where it is.
pub(super) struct Placed<'m> {
    pub(super) structure: &'m Struct,
    pub(super) field: &'m Field,
    /// Bytes in front of it, if they are always as many.
    pub(super) offset: Option<u64>,
    /// The bytes it takes; of fields that share bytes, those of all.
    pub(super) size: Size,
    /// Of a field that shares bytes: which bits of how many are its own, the
    /// lowest being 0.
    pub(super) bits: Option<(u32, u32, u32)>,
}

/// The structure with a field of this name, and the field's place in it.
fn field_named(model: &Model, name: Span) -> Option<(&Struct, usize)> {
    model.structs.iter().find_map(|structure| {
        let place = structure.fields.iter().position(|field| field.name.span == name)?;
        Some((structure, place))
    })
}

/// Where the field of this name lies.
pub(super) fn placed(model: &Model, name: Span) -> Option<Placed<'_>> {
    let (structure, place) = field_named(model, name)?;
    fields(model, structure).into_iter().nth(place)
}

/// Where all fields of a structure lie.
pub(super) fn fields<'m>(model: &'m Model, structure: &'m Struct) -> Vec<Placed<'m>> {
    let sizes = model.field_sizes(structure);
    let runs = structure.bit_runs();
    let mut placed = Vec::with_capacity(structure.fields.len());
    let mut offset = Some(0u64);
    let mut start_of_run = None;
    for (place, (field, size)) in structure.fields.iter().zip(sizes).enumerate() {
        let run = runs.get(runs.partition_point(|run| run.fields.end <= place));
        let run = run.filter(|run| run.fields.contains(&place));
        let here = match run {
            Some(run) if run.fields.start == place => {
                start_of_run = offset;
                offset
            }
            Some(_) => start_of_run,
            None => offset,
        };
        let bits = run.and_then(|run| {
            let share = run.shares(structure).into_iter().find(|share| share.place == place)?;
            Some((share.shift, share.shift + share.width.saturating_sub(1), run.bits))
        });
        let whole = run.map_or(size, |run| Size::exactly(run.bytes()));
        placed.push(Placed { structure, field, offset: here, size: whole, bits });
        offset = offset.zip(size.fixed()).and_then(|(before, size)| before.checked_add(size));
    }
    placed
}

/// "4 bytes", "1 to 41 bytes", "at least 8 bytes".
pub(super) fn size_in_words(size: Size) -> String {
    match (size.fixed(), size.max) {
        (Some(1), _) => "1 byte".into(),
        (Some(bytes), _) => format!("{bytes} bytes"),
        (None, Some(most)) => format!("{} to {most} bytes", size.min),
        (None, None) => format!("at least {}", size_in_words(Size::exactly(size.min))),
    }
}

/// What a type is, in words: "unsigned integer of 32 bits, big-endian".
pub(super) fn type_in_words(model: &Model, structure: &Struct, ty: &Type) -> String {
    match ty {
        Type::Integer(integer) => integer_in_words(*integer),
        Type::Bool(truth) if truth.malleable => "truth value: 0, or any other for true".into(),
        Type::Bool(truth) if truth.integer.bits == 1 => "truth value of one bit".into(),
        Type::Bool(_) => "truth value: 0 or 1".into(),
        Type::Enum(id, integer) => {
            format!("`{}`, {}", model[*id].name, integer_in_words(*integer))
        }
        Type::Flags(id, integer) => {
            format!("flags `{}`, {}", model[*id].name, integer_in_words(*integer))
        }
        Type::Bytes(extent) => {
            format!("byte string, {}", extent_in_words(structure, extent, "byte"))
        }
        Type::Text(extent) => {
            format!("UTF-8 string, {}", extent_in_words(structure, extent, "byte"))
        }
        Type::List(element, extent) => format!(
            "list, {}, each: {}",
            extent_in_words(structure, extent, "element"),
            type_in_words(model, structure, element)
        ),
        Type::Option(inner) => {
            format!("a byte 0 or 1, and behind 1: {}", type_in_words(model, structure, inner))
        }
        Type::Within(inner, extent) => format!(
            "region, {}, filled by: {}",
            extent_in_words(structure, extent, "byte"),
            type_in_words(model, structure, inner)
        ),
        Type::Struct(id) => format!("structure `{}`", model[*id].name),
        Type::Union { union, selector } => {
            let name = &model[*union].name;
            match selector.and_then(|place| structure.fields.get(place)) {
                Some(field) => format!("union `{name}`, chosen by `{}`", field.name),
                None => format!("union `{name}`, with its own tag"),
            }
        }
        Type::Padding(padding) => padding_in_words(*padding),
        // What stands for a type that could not be made out.
        _ => "unknown type".into(),
    }
}

/// "zeros, up to a multiple of 4".
fn padding_in_words(padding: Padding) -> String {
    let zeros = match padding.length {
        PaddingLength::Exactly(_) => "zeros".to_owned(),
        PaddingLength::To(multiple) => format!("zeros, up to a multiple of {multiple}"),
        PaddingLength::Rest { max: u64::MAX } => {
            return "whatever is left, skipped and not written".to_owned();
        }
        PaddingLength::Rest { max } => {
            return format!("whatever is left, at most {max} bytes, skipped and not written");
        }
    };
    if padding.malleable { format!("{zeros}; any bytes are accepted") } else { zeros }
}

/// "unsigned integer of 16 bits, little-endian".
pub(super) fn integer_in_words(integer: Integer) -> String {
    let sign = if integer.signed { "signed" } else { "unsigned" };
    let bits = if integer.bits == 1 { "bit" } else { "bits" };
    let order = match integer.endian {
        _ if integer.bits <= 8 => "",
        Endian::Big => ", big-endian",
        Endian::Little => ", little-endian",
    };
    format!("{sign} integer of {} {bits}{order}", integer.bits)
}

/// "0 to 64 bytes behind an unsigned integer of 8 bits".
fn extent_in_words(structure: &Struct, extent: &Extent, unit: &str) -> String {
    let plural = |count: u64| if count == 1 { "" } else { "s" };
    let most = extent.limit();
    let length = if most == u64::MAX && extent.min == 0 {
        format!("any number of {unit}s")
    } else if most == u64::MAX {
        format!("at least {} {unit}{}", extent.min, plural(extent.min))
    } else if extent.min == most {
        format!("{most} {unit}{}", plural(most))
    } else {
        format!("{} to {most} {unit}s", extent.min)
    };
    match extent.measure {
        Measure::Fixed => length,
        Measure::Prefix(integer) => {
            format!("{length} behind their number, {}", integer_in_words(integer))
        }
        Measure::Field(place) => {
            let by = structure.fields.get(place).map_or("a field", |field| &field.name.text);
            format!("{length}, told by `{by}`")
        }
        Measure::Rest => format!("{length}, up to the end"),
        Measure::Until(delimiter) => {
            format!("{length}, ended by `b\"{}\"`", delimiter.as_slice().escape_ascii())
        }
    }
}

/// Where the value of a field comes from, and which values there are.
pub(super) fn value_in_words(model: &Model, structure: &Struct, field: &Field) -> Option<String> {
    let unit = match field.unit {
        Some(Unit::Milliseconds) => " ms",
        Some(Unit::Seconds) => " s",
        Some(Unit::Bytes) => " bytes",
        _ => "",
    };
    let name = |place: &usize| {
        structure.fields.get(*place).map_or("a later field", |field| &field.name.text)
    };
    match &field.value {
        FieldValue::Constant(value) if field.ty.number().is_some_and(|number| number.bits > 8) => {
            Some(format!("always {value} (`{value:#x}`)"))
        }
        FieldValue::Constant(value) => Some(format!("always {value}")),
        FieldValue::Bytes(_) => {
            Some(format!("always `{}`", model.computed_text(structure, &field.value)))
        }
        FieldValue::Length { .. } | FieldValue::Size { .. } | FieldValue::Checksum { .. } => {
            Some(format!("computed: `{}`", model.computed_text(structure, &field.value)))
        }
        FieldValue::Selector { of } => Some(format!("computed: chooses the arm of `{}`", name(of))),
        _ => match (field.range, &field.ty) {
            (Some((low, high)), _) => Some(format!("{low} to {high}{unit}")),
            (None, Type::Integer(integer)) => {
                Some(format!("{} to {}{unit}", integer.min(), integer.max()))
            }
            _ => None,
        },
    }
}
