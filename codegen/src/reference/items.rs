//! The walk over what a spec declares, in its order.

use packetwright_spec::model::{
    ChecksumAlgorithm, Docs, Enum, EnumId, FieldValue, Flags, FlagsId, Integer, Item, Layout, Role,
    Selector, StructId, Union, UnionId,
};

use super::diagram::{Part, PartSize, Piece};
use super::document::{Table, Target, Text};
use super::fields::Lead;
use super::{Page, words};

impl Page<'_> {
    pub(super) fn item(&mut self, item: Item) {
        match item {
            // They have a table of their own.
            Item::Constant(_) => {}
            Item::Enum(id) => self.enumeration(id),
            Item::Flags(id) => self.flags(id),
            Item::Struct(id) => self.structure(id),
            Item::Union(id) => self.union(id),
            Item::Messages(place) => self.messages(place),
            Item::Handshake(id) => self.handshake(id),
        }
    }

    pub(super) fn constants(&mut self) {
        let model = self.model;
        if model.constants.is_empty() {
            return;
        }
        self.heading(2, "Constants", "", &[Target::Constants]);
        let mut table = Table::new(&["name", "value", "meaning"]);
        for constant in &model.constants {
            let of = Text::new().link(Target::Constants, &constant.name.text);
            let meaning = self.docs_cell(&of, &constant.docs);
            let plain = words::number(constant.value);
            let short = u64::try_from(constant.value).map(words::length).unwrap_or_default();
            let value = match short.as_str() {
                "" => plain,
                short if short == plain => plain,
                short => format!("{plain} ({short})"),
            };
            table.push([Text::named(&constant.name.text), value.into(), meaning]);
        }
        self.table(table);
    }

    /// The checksums that fields have, each once.
    pub(super) fn checksums(&mut self) {
        let model = self.model;
        let mut used: Vec<ChecksumAlgorithm> = Vec::new();
        for field in model.structs.iter().flat_map(|structure| &structure.fields) {
            if let FieldValue::Checksum { algorithm, .. } = field.value
                && !used.contains(&algorithm)
            {
                used.push(algorithm);
            }
        }
        if used.is_empty() {
            return;
        }
        self.heading(2, "Checksums", "", &[]);
        self.paragraph("A checksum that is among the bytes it covers counts as zeros there.");
        let mut table = Table::new(&["name", "meaning"]);
        for algorithm in used {
            let name = Text::named(model.checksum_text(algorithm));
            table.push([name, words::algorithm(algorithm).into()]);
        }
        self.table(table);
    }

    fn enumeration(&mut self, id: EnumId) {
        let declared: &Enum = &self.model[id];
        let targets = [Target::Enum(id)];
        self.heading(2, "Enumeration", &declared.name.text, &targets);
        let of = Text::new().link(Target::Enum(id), &declared.name.text);
        self.docs(&of, &declared.docs);
        let others = match declared.open {
            _ if words::names_all(declared) => "All values have names.",
            true => "Values without a name are kept as they are.",
            false => "Values without a name are refused.",
        };
        self.paragraph(format!("{}. {others}", self.integer(declared.repr)));
        let mut table = Table::new(&["value", "name", "meaning"]);
        for variant in &declared.variants {
            let of = of.clone().plain("::").code(&variant.name.text);
            let meaning = self.docs_cell(&of, &variant.docs);
            let value = if variant.value > 9 {
                format!("{} ({:#x})", words::number(variant.value), variant.value)
            } else {
                variant.value.to_string()
            };
            table.push([value.into(), Text::named(&variant.name.text), meaning]);
        }
        self.table(table);
    }

    fn flags(&mut self, id: FlagsId) {
        let declared: &Flags = &self.model[id];
        self.heading(2, "Flags", &declared.name.text, &[Target::Flags(id)]);
        let of = Text::new().link(Target::Flags(id), &declared.name.text);
        self.docs(&of, &declared.docs);
        let all = u64::MAX >> (64 - u32::from(declared.repr.bits));
        let others = if declared.mask() & all == all {
            "All bits have names."
        } else {
            "Bits without a name are reserved: they are zero, and refused if they are not."
        };
        self.paragraph(format!("{}. {others}", self.integer(declared.repr)));
        match declared.repr.variable() {
            None => {
                self.diagram(format!("The bits of {}", declared.name), &flag_pieces(declared));
            }
            // Which bits stand where depends on the value.
            Some(_) => {
                self.paragraph("The masks are of the value, not of the bytes that it takes.")
            }
        }
        let mut table = Table::new(&["mask", "name", "meaning"]);
        for bit in &declared.bits {
            let of = of.clone().plain(".").code(&bit.name.text);
            let meaning = self.docs_cell(&of, &bit.docs);
            let digits = usize::from(declared.repr.bits.div_ceil(4)) + 2;
            let mask = format!("{:#0digits$x}", bit.mask);
            table.push([mask.into(), Text::named(&bit.name.text), meaning]);
        }
        self.table(table);
        self.requires(&declared.requires);
    }

    fn structure(&mut self, id: StructId) {
        let declared = &self.model[id];
        let name = &declared.name.text;
        let kind = match declared.role {
            Role::Packet => "Packet",
            Role::Plain | Role::Body | Role::Arm | Role::HandshakePayload => "Structure",
        };
        self.heading(2, kind, name, &[Target::Struct(id)]);
        self.docs(&Text::new().link(Target::Struct(id), name), &declared.docs);
        self.layout(name, &[], id);
        self.example_of_structure(id);
    }

    fn union(&mut self, id: UnionId) {
        let model = self.model;
        let declared: &Union = &model[id];
        let name = &declared.name.text;
        self.heading(2, "Union", name, &[Target::Union(id)]);
        self.docs(&Text::new().link(Target::Union(id), name), &declared.docs);
        let number = |integer| words::integer_name(integer, model.endian);
        self.paragraph(match declared.selector {
            Selector::Tag(tag) => {
                Text::from(format!("One of these. Its tag stands in front, a {}.", number(tag)))
            }
            Selector::Enum(by) => {
                Text::from("One of these. An earlier field of the structure that it is in, a ")
                    .link(Target::Enum(by), &model[by].name.text)
                    .plain(", says which.")
            }
            Selector::Number(by) => Text::from(format!(
                "One of these. An earlier field of the structure that it is in, a {}, says which.",
                number(by)
            )),
            Selector::Peek(by) => Text::from(format!(
                "One of these. The number that it begins with, a {}, says which.",
                number(by)
            )),
        });
        let mut table = Table::new(&["number", "arm", "size", "meaning"]);
        for arm in &declared.arms {
            let link = Text::new().link(Target::Struct(arm.body), &arm.name.text);
            let size = words::size(model.struct_size(arm.body));
            let meaning = self.docs_cell(&link, &arm.docs);
            table.push([tag_text(arm.tag), link, size.into(), meaning]);
        }
        if let Some(other) = &declared.other {
            let link = Text::new().link(Target::Struct(other.body), &other.name.text);
            let size = words::size(model.struct_size(other.body));
            let meaning = self.docs_cell(&link, &other.docs);
            table.push(["any other".into(), link, size.into(), meaning]);
        }
        self.table(table);
        if declared.other.is_none() {
            self.paragraph("Any other number is refused.");
        }
        self.arms(id);
    }

    /// The arms, those that were declared together in one section.
    fn arms(&mut self, id: UnionId) {
        let declared: &Union = &self.model[id];
        let mut groups: Vec<Arms<'_>> = Vec::new();
        for arm in &declared.arms {
            let (name, body) = (arm.name.text.as_str(), arm.body);
            let same = |arms: &&mut Arms<'_>| {
                matches!(declared.selector, Selector::Enum(_))
                    && self.declared_together(arms.body, body)
            };
            match groups.iter_mut().find(same) {
                Some(arms) => {
                    arms.names.push(name);
                    arms.targets.push(Target::Struct(body));
                    arms.tag = None;
                }
                None => groups.push(Arms::new(name, &arm.docs, Some(arm.tag), body)),
            }
        }
        let other = declared.other.as_ref();
        groups.extend(other.map(|arm| Arms::new(&arm.name.text, &arm.docs, None, arm.body)));
        for arms in groups {
            let names = arms.names.join(", ");
            self.heading(3, &declared.name.text, &names, &arms.targets);
            self.docs_again(arms.docs);
            let leads: Vec<Lead> = match declared.selector {
                Selector::Tag(integer) => {
                    let meaning = match arms.tag {
                        Some(_) => "",
                        None => "The number that chooses the arm; it has no arm of its own.",
                    };
                    let tag = Lead::tag(integer, arms.tag, meaning);
                    let length = declared.within.as_ref().and_then(Lead::length);
                    std::iter::once(tag).chain(length).collect()
                }
                Selector::Enum(_) | Selector::Number(_) | Selector::Peek(_) => Vec::new(),
            };
            self.layout(&names, &leads, arms.body);
            if let Some(name) = arms.names.first() {
                self.example_of_arm(id, name, arms.body);
            }
        }
    }

    /// Whether two arms have their fields from the same place of the spec.
    fn declared_together(&self, one: StructId, other: StructId) -> bool {
        let (one, other) = (&self.model[one].fields, &self.model[other].fields);
        one.len() == other.len()
            && one.iter().zip(other).all(|(a, b)| a.name == b.name && a.span == b.span)
    }

    fn messages(&mut self, place: usize) {
        let model = self.model;
        let Some(set) = model.message_sets.get(place) else { return };
        let name = &set.name.text;
        self.heading(2, "Messages", name, &[Target::Messages(place)]);
        self.docs(&Text::new().link(Target::Messages(place), name), &set.docs);
        let layout = match set.layout {
            Layout::Plain => "",
            Layout::Bincode => {
                " The body is in the bincode fixed-int layout: integers least significant byte first, \
                 a u64 in front of what has a length."
            }
            Layout::BincodeVarint => {
                " The body is in the bincode variable-int layout: integers of more than one byte take as many \
                 bytes as their value asks for, so does the length in front of what has one."
            }
        };
        let tag = words::integer_name(set.tag, model.endian);
        self.paragraph(format!(
            "A message is its tag, a {tag}, and then its body. Nothing may follow the last field.{layout}"
        ));
        let mut table = Table::new(&["tag", "message", "size", "answered by", "role", "meaning"]);
        for (at, message) in set.messages.iter().enumerate() {
            let link = Text::new().link(Target::Struct(message.body), &message.name.text);
            let reply = message.reply.and_then(|place| set.messages.get(place));
            let reply = reply.map_or_else(Text::new, |reply| {
                Text::new().link(Target::Struct(reply.body), &reply.name.text)
            });
            let tag_size = packetwright_spec::model::Size::exactly(set.tag.bytes());
            let size = words::size(tag_size.then(model.struct_size(message.body)));
            let meaning = self.docs_cell(&link, &message.docs);
            let role = self.role(place, at);
            table.push([
                tag_text(i128::from(message.tag)),
                link,
                size.into(),
                reply,
                role,
                meaning,
            ]);
        }
        self.table(table);
        for (at, message) in set.messages.iter().enumerate() {
            let targets = [Target::Struct(message.body)];
            self.heading(3, "Message", &message.name.text, &targets);
            self.docs_again(&message.docs);
            let tag = Lead::tag(set.tag, Some(i128::from(message.tag)), "");
            self.layout(&message.name.text, &[tag], message.body);
            self.example_of_message(place, at);
        }
    }

    /// What the layers use a message for.
    fn role(&self, set: usize, message: usize) -> Text {
        let layers = self.model.layers.as_ref().filter(|layers| layers.messages == set);
        let Some(layers) = layers else { return Text::new() };
        let roles =
            [(layers.keepalive, "keepalive"), (layers.error, "error"), (layers.goodbye, "goodbye")];
        let roles = roles.into_iter().filter(|(place, _)| *place == Some(message));
        Text::joined(roles.map(|(_, role)| role.into()), ", ")
    }

    fn integer(&self, integer: Integer) -> String {
        let name = words::integer_name(integer, self.model.endian);
        let article = if name.starts_with('i') { "An" } else { "A" };
        format!("{article} {name}")
    }
}

/// Arms with the same fields.
struct Arms<'m> {
    names: Vec<&'m str>,
    docs: &'m Docs,
    /// The number that chooses it, if it is one arm and has one.
    tag: Option<i128>,
    targets: Vec<Target>,
    body: StructId,
}

impl<'m> Arms<'m> {
    fn new(name: &'m str, docs: &'m Docs, tag: Option<i128>, body: StructId) -> Self {
        Arms { names: vec![name], docs, tag, targets: vec![Target::Struct(body)], body }
    }
}

/// `5`, `255 (0xff)`.
fn tag_text(tag: i128) -> Text {
    if tag > 9 {
        format!("{} ({tag:#x})", words::number(tag)).into()
    } else {
        tag.to_string().into()
    }
}

/// The bits of a set of flags, the highest first.
fn flag_pieces(declared: &Flags) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut unnamed = 0;
    let reserved = |bits: &mut u64, pieces: &mut Vec<Piece>| {
        if *bits > 0 {
            let zeros = vec!["0"; *bits as usize].join(" ");
            let labels = vec![zeros];
            pieces.push(Piece::Part(Part { labels, size: PartSize::Bits(*bits), fresh: false }));
            *bits = 0;
        }
    };
    for bit in (0..declared.repr.bits).rev() {
        match declared.bits.iter().find(|flag| flag.mask == 1 << bit) {
            Some(flag) => {
                reserved(&mut unnamed, &mut pieces);
                let labels = vec![flag.name.text.clone()];
                pieces.push(Piece::Part(Part { labels, size: PartSize::Bits(1), fresh: false }));
            }
            None => unnamed += 1,
        }
    }
    reserved(&mut unnamed, &mut pieces);
    pieces
}
