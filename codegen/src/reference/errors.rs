//! The index of errors: every way in which decoding fails, when, and where the
//! offset points.
//!
//! The order and places of faults are those of
//! [`decode`](packetwright_spec::interpret::decode); here they are collected from
//! the model, so that a protocol's page tells only those that it has.

use packetwright_spec::model::{
    Extent, Field, FieldValue, Integer, Item, Measure, MessageSet, Padding, PaddingLength, Scale,
    Selector, Struct, StructId, Type, UnionId,
};

use super::document::{Table, Target, Text};
use super::{Page, words};

/// A kind of fault: its code, when it comes, and where its offset points.
struct Kind {
    code: &'static str,
    when: &'static str,
    offset: &'static str,
}

/// In the order in which a decoder meets them.
const KINDS: [Kind; 17] = [
    Kind {
        code: "truncated",
        when: "the input, or the region it is in, ends inside of it",
        offset: "the start of the field or element that is cut short, its prefix included; of \
                 fields that share bytes the first",
    },
    Kind {
        code: "overflow",
        when: "an integer of variable length goes on behind its most bytes, or has more bits than it may",
        offset: "the field, or the tag",
    },
    Kind {
        code: "overlong",
        when: "an integer of variable length takes more bytes than its value asks for",
        offset: "the field, or the tag",
    },
    Kind { code: "unknown_message", when: "no message of the set has the tag", offset: "the tag" },
    Kind {
        code: "constant",
        when: "a number that is always the same is another",
        offset: "the field",
    },
    Kind {
        code: "length",
        when: "a length or number of elements is outside its bounds",
        offset: "the field that carries the length; else the field that has it",
    },
    Kind { code: "out_of_range", when: "a number is outside its range", offset: "the field" },
    Kind {
        code: "unknown_variant",
        when: "a number has no name in its enumeration, or no arm in its union",
        offset: "the field; the start of a union with a tag of its own",
    },
    Kind { code: "reserved_bits", when: "a bit without a name is set", offset: "the field" },
    Kind { code: "invalid_bool", when: "a truth value is neither 0 nor 1", offset: "the field" },
    Kind {
        code: "invalid_option",
        when: "the byte in front of an optional value is neither 0 nor 1",
        offset: "that byte",
    },
    Kind {
        code: "invalid_utf8",
        when: "a string is not UTF-8",
        offset: "the field, its prefix included",
    },
    Kind { code: "padding", when: "a byte of padding is not zero", offset: "the padding" },
    Kind {
        code: "checksum",
        when: "a checksum is not that of the bytes it covers",
        offset: "the checksum",
    },
    Kind {
        code: "external",
        when: "a type that this specification does not describe refuses its bytes",
        offset: "the field",
    },
    Kind {
        code: "require",
        when: "a constraint over several fields, or over flags, does not hold",
        offset: "the first field: in an arm or message behind its tag, and its length if it has \
                 one; of flags the field",
    },
    Kind {
        code: "trailing_bytes",
        when: "something is left behind the last field, or of a region",
        offset: "the first byte that is left",
    },
];

/// One way to fail.
struct Fault {
    code: &'static str,
    at: Text,
    when: Text,
}

impl Page<'_> {
    pub(super) fn errors(&mut self) {
        let faults = self.faults();
        let general = ["truncated", "trailing_bytes"];
        let has = |code: &str| faults.iter().any(|fault| fault.code == code);
        let kinds: Vec<&Kind> = KINDS.iter().filter(|kind| has(kind.code)).collect();
        if kinds.is_empty() && self.model.handshakes.is_empty() {
            return;
        }
        self.heading(2, "Errors", "", &[Target::Errors]);
        self.paragraph(
            "Fields are read in wire order, a length before what it measures. What is asked of a \
             field is looked at when the field is complete, a constraint of a structure at its end, \
             what is left last. The first fault decides; its offset counts bytes from the start of \
             the input.",
        );
        let mut table = Table::new(&["code", "fails when", "the offset points to"]);
        for kind in &kinds {
            let code = if general.contains(&kind.code) {
                Text::named(kind.code)
            } else {
                Text::new().link(Target::Error(kind.code), kind.code)
            };
            table.push([code, kind.when.into(), kind.offset.into()]);
        }
        self.table(table);
        for kind in kinds.iter().filter(|kind| !general.contains(&kind.code)) {
            self.heading(3, "Error", kind.code, &[Target::Error(kind.code)]);
            let mut table = Table::new(&["where", "fails when"]);
            for fault in faults.iter().filter(|fault| fault.code == kind.code) {
                table.push([fault.at.clone(), fault.when.clone()]);
            }
            self.table(table);
        }
        self.failures();
    }

    /// Every way to fail, in the order of the spec.
    fn faults(&self) -> Vec<Fault> {
        let model = self.model;
        let mut faults = Faults { page: self, found: Vec::new() };
        for item in &model.order {
            match *item {
                Item::Constant(_) | Item::Enum(_) | Item::Flags(_) => {}
                Item::Struct(id) => faults.whole(id),
                Item::Union(id) => faults.union(id),
                Item::Messages(place) => {
                    if let Some(set) = model.message_sets.get(place) {
                        faults.messages(place, set);
                    }
                }
                Item::Handshake(id) => {
                    for message in &model[id].messages {
                        faults.whole(message.payload);
                    }
                }
            }
        }
        faults.found
    }
}

struct Faults<'p, 'm> {
    page: &'p Page<'m>,
    found: Vec<Fault>,
}

impl Faults<'_, '_> {
    fn push(&mut self, code: &'static str, at: &Text, when: impl Into<Text>) {
        self.found.push(Fault { code, at: at.clone(), when: when.into() });
    }

    /// Something that an input is, whole.
    fn whole(&mut self, id: StructId) {
        let structure = &self.page.model[id];
        let at = Text::new().link(Target::Struct(id), &structure.name.text);
        self.push("trailing_bytes", &at, "");
        self.structure(id);
    }

    fn messages(&mut self, place: usize, set: &MessageSet) {
        let at = Text::new().link(Target::Messages(place), &set.name.text);
        self.sized(&at, set.tag);
        self.push("trailing_bytes", &at, "");
        let tags: Vec<String> = set.messages.iter().map(|m| m.tag.to_string()).collect();
        self.push("unknown_message", &at, format!("the tag is none of {}", tags.join(", ")));
        for message in &set.messages {
            self.structure(message.body);
        }
    }

    fn union(&mut self, id: UnionId) {
        let union = &self.page.model[id];
        let at = Text::new().link(Target::Union(id), &union.name.text);
        match union.selector {
            Selector::Tag(tag) | Selector::Peek(tag) => {
                self.sized(&at, tag);
                if union.other.is_none() {
                    let tags: Vec<String> =
                        union.arms.iter().map(|arm| words::number(arm.tag)).collect();
                    self.push(
                        "unknown_variant",
                        &at,
                        format!("the number that chooses the arm is none of {}", tags.join(", ")),
                    );
                }
            }
            Selector::Enum(_) | Selector::Number(_) => {}
        }
        if let Some(extent) = &union.within {
            self.extent(&at, extent, "byte");
            self.push("trailing_bytes", &at, "");
        }
        for body in union.bodies() {
            self.structure(body);
        }
    }

    fn structure(&mut self, id: StructId) {
        let model = self.page.model;
        let structure = &model[id];
        let name = Text::new().link(Target::Struct(id), &structure.name.text);
        for (place, field) in structure.fields.iter().enumerate() {
            let at = name.clone().plain(".").code(&field.name.text);
            if field.value == FieldValue::Carried {
                self.carried(&at, field);
                continue;
            }
            self.ty(&at, &field.ty);
            self.value(&at, structure, place, field);
            if let Some((min, max)) = field.range {
                let (min, max) = (words::number(min), words::number(max));
                self.push("out_of_range", &at, format!("it is not {min} to {max}"));
            }
        }
        for require in &structure.requires {
            let when = Text::from("not ").code(&require.text);
            self.push(
                "require",
                &name,
                match &require.message {
                    Some(message) => when.plain(format!(": {message}")),
                    None => when,
                },
            );
        }
    }

    /// The number that an arm for others keeps was read in front of the arm.
    fn carried(&mut self, at: &Text, field: &Field) {
        if let Some((min, max)) = field.range {
            let (min, max) = (words::number(min), words::number(max));
            self.push("out_of_range", at, format!("it is not {min} to {max}"));
        }
    }

    /// What a type asks of its bytes.
    fn ty(&mut self, at: &Text, ty: &Type) {
        let model = self.page.model;
        match ty {
            Type::Integer(integer) => self.sized(at, *integer),
            Type::Float(float) => self.sized(at, float.carrier()),
            Type::Bool(truth) => {
                self.sized(at, truth.integer);
                // One bit is nothing else.
                if truth.integer.bits > 1 && !truth.malleable {
                    self.push("invalid_bool", at, "it is neither 0 nor 1");
                }
            }
            Type::Enum(id, integer) => {
                self.sized(at, *integer);
                let declared = &model[*id];
                if !declared.open && !words::names_all(declared) {
                    let link = Text::new().link(Target::Enum(*id), &declared.name.text);
                    self.push("unknown_variant", at, link.plain(" has no name for it"));
                }
            }
            Type::Flags(id, integer) => {
                self.sized(at, *integer);
                let declared = &model[*id];
                let all = u64::MAX >> (64 - u32::from(integer.bits));
                let reserved = all & !declared.mask();
                if reserved != 0 {
                    self.push("reserved_bits", at, format!("a bit of {reserved:#x} is set"));
                }
                for require in &declared.requires {
                    self.push("require", at, Text::from("not ").code(&require.text));
                }
            }
            Type::Bytes(extent) => self.extent(at, extent, "byte"),
            Type::Text(extent) => {
                self.extent(at, extent, "byte");
                self.push("invalid_utf8", at, "its bytes are not UTF-8");
            }
            Type::List(element, extent) => {
                self.extent(at, extent, "element");
                self.ty(&at.clone().plain("[…]"), element);
            }
            Type::Option(inner) => {
                self.push("truncated", at, "");
                self.push("invalid_option", at, "its mark is neither 0 nor 1");
                self.ty(at, inner);
            }
            Type::Within(inner, extent) => {
                self.extent(at, extent, "byte");
                self.push("trailing_bytes", at, "");
                self.ty(at, inner);
            }
            // They have sections of their own.
            Type::Struct(_) | Type::Union { .. } => {}
            Type::Padding(padding) => self.padding(at, *padding),
            Type::External(_) => self.push("external", at, "the type refuses its bytes"),
        }
    }

    fn padding(&mut self, at: &Text, padding: Padding) {
        match padding.length {
            PaddingLength::Rest { max: u64::MAX } => {}
            PaddingLength::Rest { max } => {
                self.push("length", at, format!("more than {max} bytes are left"));
            }
            PaddingLength::Exactly(_) | PaddingLength::To(_) => self.push("truncated", at, ""),
        }
        if !padding.malleable {
            self.push("padding", at, "a byte of it is not zero");
        }
    }

    fn sized(&mut self, at: &Text, integer: Integer) {
        if integer.bits > 0 {
            self.push("truncated", at, "");
        }
        if integer.variable().is_some() {
            let most = format!("it has more than {} bits", integer.bits);
            self.push("overflow", at, most);
            if !integer.is_malleable() {
                self.push("overlong", at, "it takes more bytes than it asks for");
            }
        }
    }

    /// What is asked of a length.
    fn extent(&mut self, at: &Text, extent: &Extent, of: &str) {
        self.push("truncated", at, "");
        let bounds = words::bounds(&Extent { measure: Measure::Rest, ..*extent }, of);
        match extent.measure {
            // Told elsewhere, or nothing that could be outside.
            Measure::Fixed | Measure::Field(_) => {}
            Measure::Prefix(prefix) => {
                self.sized(at, prefix);
                let most = u64::try_from(prefix.max()).unwrap_or(u64::MAX);
                if extent.min > 0 || extent.max < most {
                    self.push("length", at, format!("it does not have {bounds}"));
                }
            }
            Measure::Rest | Measure::Until(_) => {
                if extent.min > 0 || extent.max < u64::MAX {
                    self.push("length", at, format!("it does not have {bounds}"));
                }
            }
        }
    }

    /// What a field asks of its number.
    fn value(&mut self, at: &Text, structure: &Struct, place: usize, field: &Field) {
        let model = self.page.model;
        if field.left_behind().is_some() {
            self.push("truncated", at, "");
        }
        match field.value {
            FieldValue::Free | FieldValue::Carried | FieldValue::Padding => {}
            FieldValue::Constant(value) => {
                let value = words::constant(value, field.ty.number());
                self.push("constant", at, format!("it is not {value}"));
            }
            FieldValue::Bytes(_) => {
                let constant = model.computed_text(structure, &field.value);
                self.push("constant", at, Text::from("it is not ").code(constant));
            }
            FieldValue::Length { of, scale } => {
                let Some(measured) = structure.fields.get(of) else { return };
                let (Type::Bytes(extent) | Type::Text(extent) | Type::List(_, extent)) =
                    &measured.ty
                else {
                    return;
                };
                self.number(at, scale, extent.min, extent.max);
            }
            FieldValue::Size { scale, .. } => {
                if let Some(region) = model.region(structure, place) {
                    self.number(at, scale, region.min, region.max);
                }
                self.push("truncated", at, "");
                self.push("trailing_bytes", at, "");
            }
            FieldValue::Checksum { .. } => {
                let computed = model.computed_text(structure, &field.value);
                self.push("checksum", at, Text::from("it is not ").code(computed));
            }
            FieldValue::Selector { of } => {
                let Some(Type::Union { union, .. }) = structure.fields.get(of).map(|f| &f.ty)
                else {
                    return;
                };
                let declared = &model[*union];
                if declared.other.is_none() && matches!(field.ty, Type::Integer(_)) {
                    let link = Text::new().link(Target::Union(*union), &declared.name.text);
                    self.push("unknown_variant", at, link.plain(" has no arm for it"));
                }
            }
        }
    }

    /// A number that says a length from `min` to `max`.
    fn number(&mut self, at: &Text, scale: Scale, min: u64, max: u64) {
        let (least, most) = scale.numbers(min.into(), max.into());
        let when = match max {
            u64::MAX => format!("it is less than {}", words::number(least)),
            _ => format!("it is not {} to {}", words::number(least), words::number(most)),
        };
        self.push("length", at, when);
    }
}
