//! Numbers, sizes and types in a few words.

use packetwright_spec::model::{
    ChecksumAlgorithm, Enum, Extent, Integer, Measure, Model, Padding, PaddingLength, Size, Struct,
    Type, Unit,
};

use super::document::{Target, Text};
pub(super) use crate::emit::types::integer_name;

/// `65,535`.
pub(super) fn number(value: i128) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = if value < 0 { "-".to_owned() } else { String::new() };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) && digits.len() > 4 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `16 MiB`, or the number.
pub(super) fn length(value: u64) -> String {
    for (unit, size) in [("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)] {
        if value >= size && value.is_multiple_of(size) {
            return format!("{} {unit}", number(i128::from(value / size)));
        }
    }
    number(i128::from(value))
}

/// `4 KiB`, `100 bytes`.
pub(super) fn byte_count(bytes: u64) -> String {
    let length = length(bytes);
    if length.ends_with('B') { length } else { format!("{length} bytes") }
}

/// A number that always stands in this integer: `0xC10C`, `4`.
pub(super) fn constant(value: i128, integer: Option<Integer>) -> String {
    let digits = integer.map_or(2, |integer| usize::from(integer.bits.div_ceil(4)));
    if value > 255 { format!("{:#0width$X}", value, width = digits + 2) } else { value.to_string() }
        .replace("0X", "0x")
}

/// `4`, `0–64`, `8 or more`; in bytes.
pub(super) fn size(size: Size) -> String {
    match (size.min, size.max) {
        (min, Some(max)) if min == max => length(min),
        (min, Some(max)) => format!("{}–{}", length(min), length(max)),
        (min, None) => format!("{} or more", length(min)),
    }
}

/// `1 to 64 bytes`; nothing if there are no bounds.
pub(super) fn bounds(extent: &Extent, of: &str) -> String {
    let counted = |count: u64| match (of, count) {
        (_, 1) => format!("1 {of}"),
        ("byte", count) => byte_count(count),
        _ => format!("{} {of}s", number(i128::from(count))),
    };
    match (extent.min, extent.limit()) {
        (min, max) if min == max => counted(min),
        (0, u64::MAX) => String::new(),
        (min, u64::MAX) => format!("at least {}", counted(min)),
        (min, max) => format!("{} to {}", number(i128::from(min)), counted(max)),
    }
}

/// Whether every value that an enumeration can have has a name.
pub(super) fn names_all(declared: &Enum) -> bool {
    declared.variants.len() as u128 == 1 << declared.repr.bits
}

/// `ms`, `s`, `bytes`.
pub(super) fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Milliseconds => "ms",
        Unit::Seconds => "s",
        Unit::Bytes => "bytes",
    }
}

/// What a value is, with links to what is declared elsewhere.
pub(super) fn type_text(model: &Model, within: &Struct, ty: &Type) -> Text {
    let order = model.endian;
    match ty {
        Type::Integer(integer) => integer_name(*integer, order).into(),
        Type::Float(float) => format!("f{}", &integer_name(float.carrier(), order)[1..]).into(),
        Type::Bool(truth) if truth.integer.bits == 1 => "bit".into(),
        Type::Bool(truth) => {
            let integer = &truth.integer;
            let name =
                if integer.bits == 8 { "bool".into() } else { integer_name(*integer, order) };
            if truth.malleable {
                return format!("{name}, 0 or 1, malleable: any other is true").into();
            }
            format!("{name}, 0 or 1").into()
        }
        Type::Enum(id, repr) => Text::new()
            .link(Target::Enum(*id), &model[*id].name.text)
            .plain(format!(" as {}", integer_name(*repr, order))),
        Type::Flags(id, repr) => Text::new()
            .link(Target::Flags(*id), &model[*id].name.text)
            .plain(format!(" as {}", integer_name(*repr, order))),
        Type::Bytes(extent) => measured(model, within, "bytes".into(), extent, "byte"),
        Type::Text(extent) => measured(model, within, "UTF-8".into(), extent, "byte"),
        Type::List(element, extent) => {
            let list = Text::from("list of ").then(type_text(model, within, element));
            measured(model, within, list, extent, "element")
        }
        Type::Option(inner) => {
            Text::from("u8, 0 or 1; behind 1: ").then(type_text(model, within, inner))
        }
        Type::Within(inner, extent) => {
            let inner = type_text(model, within, inner);
            let region = measured(model, within, "region".into(), extent, "byte");
            region.plain(", filled by: ").then(inner)
        }
        Type::Struct(id) => Text::new().link(Target::Struct(*id), &model[*id].name.text),
        Type::Union { union, .. } => {
            Text::new().link(Target::Union(*union), &model[*union].name.text)
        }
        Type::Padding(padding) => format!("padding, {}", self::padding(*padding)).into(),
        Type::External(path) => Text::named(path),
    }
}

/// Something with a length: its bounds, and how it is known.
fn measured(model: &Model, within: &Struct, what: Text, extent: &Extent, of: &str) -> Text {
    let bounds = bounds(extent, of);
    let what = if bounds.is_empty() { what } else { what.plain(format!(", {bounds}")) };
    match extent.measure {
        Measure::Fixed => what,
        Measure::Prefix(prefix) => {
            what.plain(format!(" behind a {}", integer_name(prefix, model.endian)))
        }
        Measure::Field(place) => {
            let by = within.fields.get(place).map_or("", |field| field.name.text.as_str());
            what.plain(", as ").code(by).plain(" says")
        }
        Measure::Rest => what.plain(", to the end"),
        Measure::Until(delimiter) => {
            let bytes = hex(delimiter.as_slice());
            let noun = if delimiter.as_slice().len() == 1 { "byte" } else { "bytes" };
            what.plain(format!(", up to the {noun} ")).code(bytes)
        }
    }
}

/// What a checksum is, by the name that others know it by.
pub(super) fn algorithm(algorithm: ChecksumAlgorithm) -> &'static str {
    match algorithm {
        ChecksumAlgorithm::Crc32 => "CRC-32/ISO-HDLC, as in Ethernet, ZIP and PNG",
        ChecksumAlgorithm::Crc32c => "CRC-32/ISCSI (Castagnoli), as in SCTP and iSCSI",
        ChecksumAlgorithm::Crc32Mpeg2 => "CRC-32/MPEG-2, as in MPEG transport streams",
        ChecksumAlgorithm::Crc16Arc => "CRC-16/ARC",
        ChecksumAlgorithm::Crc16Modbus => "CRC-16/MODBUS, as in Modbus RTU",
        ChecksumAlgorithm::Crc16Xmodem => "CRC-16/XMODEM",
        ChecksumAlgorithm::Crc16Ibm3740 => "CRC-16/IBM-3740, known as CCITT-FALSE",
        ChecksumAlgorithm::Crc16Kermit => "CRC-16/KERMIT, known as CCITT",
        ChecksumAlgorithm::Crc16IbmSdlc => "CRC-16/IBM-SDLC, known as X-25, as in HDLC and PPP",
        ChecksumAlgorithm::Crc16Usb => "CRC-16/USB",
        ChecksumAlgorithm::Crc8 => "CRC-8/SMBUS",
        ChecksumAlgorithm::Crc64Xz => "CRC-64/XZ",
        ChecksumAlgorithm::Internet => {
            "the Internet checksum of RFC 1071; an odd last byte is the high half of a word"
        }
        ChecksumAlgorithm::Adler32 => "Adler-32 of RFC 1950",
        ChecksumAlgorithm::Supplied(_) => "a function that is not described here",
    }
}

/// `3 zero bytes`, `zero bytes up to a multiple of 4`, `skipped to the end`.
pub(super) fn padding(padding: Padding) -> String {
    let zeros = match padding.length {
        PaddingLength::Exactly(1) => "1 zero byte".to_owned(),
        PaddingLength::Exactly(count) => format!("{} zero bytes", number(i128::from(count))),
        PaddingLength::To(multiple) => {
            format!("zero bytes up to a multiple of {}", number(i128::from(multiple)))
        }
        PaddingLength::Rest { max: u64::MAX } => return "skipped to the end".to_owned(),
        PaddingLength::Rest { max } => {
            return format!("up to {} bytes skipped to the end", number(i128::from(max)));
        }
    };
    if padding.malleable { format!("{zeros}, any bytes accepted") } else { zeros }
}

/// `0d 0a`.
pub(super) fn hex(bytes: &[u8]) -> String {
    let bytes: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    bytes.join(" ")
}

#[cfg(test)]
mod tests {
    use packetwright_spec::model::Endian;

    use super::*;

    #[test]
    fn numbers_read_well() {
        let numbers = [(0, "0"), (9999, "9999"), (65535, "65,535"), (-1_234_567, "-1,234,567")];
        for (value, expected) in numbers {
            assert_eq!(number(value), expected);
        }
        let lengths = [(1000, "1000"), (1024, "1 KiB"), (1 << 24, "16 MiB"), (1025, "1025")];
        for (value, expected) in lengths {
            assert_eq!(length(value), expected);
        }
        let u16 = Integer::new(16, false, Endian::Big);
        let constants = [(4, "4"), (0x303, "0x0303"), (-3, "-3"), (0xbeef, "0xBEEF")];
        for (value, expected) in constants {
            assert_eq!(constant(value, Some(u16)), expected);
        }
    }
}
