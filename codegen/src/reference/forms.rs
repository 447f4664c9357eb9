//! The forms of integers of variable length that a protocol uses, and how they
//! are read.

use packetwright_spec::model::{Extent, Integer, Measure, Model, Selector, Truth, Type, Varint};

use super::document::Text;

/// How to read the forms that a protocol uses; none if it uses none.
pub(super) fn guide(model: &Model) -> Option<Text> {
    let used = used(model);
    if used.is_empty() {
        return None;
    }
    let mut text = Text::from(
        "Some integers take as many bytes as their value asks for. The number in their name is how \
         many bits the values have.",
    );
    for (form, name, meaning) in FORMS {
        if used.contains(&form) {
            text = text.plain(" ");
            text = match form.suffix() {
                Some(_) => text.code(name),
                None => text.plain(name),
            };
            text = text.plain(format!(": {meaning}."));
        }
    }
    Some(text.plain(
        " More bytes than a value asks for are refused, but where a field is said to be malleable.",
    ))
}

const FORMS: [(Varint, &str, &str); 4] = [
    (
        Varint::Leb128,
        "…leb128",
        "seven bits a byte, the lowest first; the highest bit is set in all bytes but the last; \
         negative values in two's complement, their sign carried on",
    ),
    (
        Varint::ZigZag,
        "…zigzag",
        "0, -1, 1, -2, … as 0, 1, 2, 3, …, in LEB128: seven bits a byte, the lowest first, the highest bit set in all bytes but the last",
    ),
    (
        Varint::Quic,
        "…quic",
        "the two highest bits of the first byte say whether there are 1, 2, 4 or 8 bytes; the other \
         bits are the value, most significant byte first (RFC 9000, §16)",
    ),
    (
        Varint::Bincode,
        "In bincode's variable length",
        "up to 250 in one byte; behind 251, 252 and 253 stand 2, 4 and 8 bytes, least significant \
         first; with a sign, 0, -1, 1, -2, … as 0, 1, 2, 3, …",
    ),
];

/// The forms that stand anywhere in a protocol.
fn used(model: &Model) -> Vec<Varint> {
    let mut found = Vec::new();
    let fields = model.structs.iter().flat_map(|structure| &structure.fields);
    fields.for_each(|field| of_type(&field.ty, &mut found));
    for union in &model.unions {
        match union.selector {
            Selector::Tag(integer) | Selector::Number(integer) | Selector::Peek(integer) => {
                of_integer(integer, &mut found);
            }
            Selector::Enum(_) => {}
        }
        union.within.iter().for_each(|extent| of_extent(extent, &mut found));
    }
    model.message_sets.iter().for_each(|set| of_integer(set.tag, &mut found));
    model.enums.iter().for_each(|declared| of_integer(declared.repr, &mut found));
    model.flags.iter().for_each(|declared| of_integer(declared.repr, &mut found));
    found
}

fn of_type(ty: &Type, found: &mut Vec<Varint>) {
    match ty {
        Type::Integer(integer)
        | Type::Bool(Truth { integer, .. })
        | Type::Enum(_, integer)
        | Type::Flags(_, integer) => of_integer(*integer, found),
        Type::Bytes(extent) | Type::Text(extent) => of_extent(extent, found),
        Type::List(inner, extent) | Type::Within(inner, extent) => {
            of_extent(extent, found);
            of_type(inner, found);
        }
        Type::Option(inner) => of_type(inner, found),
        Type::Float(_)
        | Type::Struct(_)
        | Type::Union { .. }
        | Type::Padding(_)
        | Type::External(_) => {}
    }
}

fn of_extent(extent: &Extent, found: &mut Vec<Varint>) {
    if let Measure::Prefix(integer) = extent.measure {
        of_integer(integer, found);
    }
}

fn of_integer(integer: Integer, found: &mut Vec<Varint>) {
    found.extend(integer.variable());
}
