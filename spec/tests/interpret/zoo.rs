//! A model made by hand, with one structure for each kind of type.
//!
//! By hand, so that these tests speak of the interpreter alone; what people
//! write is tested with the specs that ship.

use packetwright_spec::model::*;
use packetwright_spec::span::Span;
use packetwright_spec::{Checked, check};

const NOWHERE: Span = Span { start: 0, end: 0 };

pub(crate) const BE16: Integer = Integer::new(16, false, Endian::Big);
pub(crate) const U8: Integer = Integer::new(8, false, Endian::Big);

/// The model; its structures are found by name.
pub(crate) fn zoo() -> Checked<Model> {
    let mut zoo = Zoo { model: empty_model() };
    zoo.integers();
    zoo.choices();
    zoo.sequences();
    zoo.unions();
    zoo.computed();
    check(zoo.model).unwrap_or_else(|diagnostics| panic!("the zoo is refused: {diagnostics:#?}"))
}

struct Zoo {
    model: Model,
}

impl Zoo {
    fn integers(&mut self) {
        let int = |bits, signed, endian| Type::Integer(Integer::new(bits, signed, endian));
        self.structure(
            "Integers",
            vec![
                field("a", int(8, false, Endian::Big)),
                field("b", int(16, true, Endian::Big)),
                field("c", int(24, false, Endian::Little)),
                field("d", int(32, true, Endian::Little)),
                field("e", int(64, false, Endian::Big)),
                field("f", int(64, true, Endian::Little)),
            ],
        );
        let variable = |bits, signed, form| {
            Type::Integer(Integer::new(bits, signed, Endian::Big).with_form(form))
        };
        self.structure(
            "Varints",
            vec![
                field("a", variable(64, false, Varint::Leb128)),
                field("b", variable(64, true, Varint::Leb128)),
                field("c", variable(33, true, Varint::ZigZag)),
                field("d", variable(62, false, Varint::Quic)),
                field("e", variable(64, true, Varint::Bincode)),
                field("f", variable(32, false, Varint::Bincode)),
            ],
        );
        let float = |bits, endian| Type::Float(Float { bits, endian });
        self.structure(
            "Floats",
            vec![field("a", float(32, Endian::Big)), field("b", float(64, Endian::Little))],
        );
        let mut ranged = field("row", Type::Integer(BE16));
        ranged.range = Some((1, 512));
        self.structure("Ranged", vec![ranged]);
    }

    fn choices(&mut self) {
        self.model.enums.push(enumeration("Closed", &[("One", 1), ("Two", 2)], false));
        self.model.enums.push(enumeration("Open", &[("One", 1), ("Two", 2)], true));
        let bit = |text, mask| FlagBit { name: name(text), docs: Docs::default(), mask };
        let exclusive = Expression::Unary(
            UnaryOperator::Not,
            Box::new(binary(BinaryOperator::And, flag(None, 0x01), flag(None, 0x02))),
        );
        self.model.flags.push(Flags {
            name: name("Marks"),
            docs: Docs::default(),
            repr: BE16,
            bits: vec![bit("low", 0x01), bit("next", 0x02), bit("high", 0x8000)],
            requires: vec![require(exclusive, "!(low && next)")],
        });
        self.model.order.extend([
            Item::Enum(EnumId(0)),
            Item::Enum(EnumId(1)),
            Item::Flags(FlagsId(0)),
        ]);
        self.structure(
            "Choices",
            vec![
                field("truth", Type::Bool(Truth { integer: U8, malleable: false })),
                field("closed", Type::Enum(EnumId(0), U8)),
                field("open", Type::Enum(EnumId(1), U8)),
                field("marks", Type::Flags(FlagsId(0), BE16)),
            ],
        );
    }

    fn sequences(&mut self) {
        self.structure("Pair", vec![field("x", u8()), field("y", Type::Integer(BE16))]);
        let pair = Type::Struct(self.last_struct());
        self.structure(
            "Sequences",
            vec![
                field("id", Type::Bytes(fixed(2))),
                field("text", Type::Text(prefixed(0, 5))),
                field("pairs", Type::List(Box::new(pair), prefixed(0, 3))),
                field("maybe", Type::Option(Box::new(Type::Integer(BE16)))),
                field("rest", Type::Bytes(extent(Measure::Rest, 0, u64::MAX))),
            ],
        );
        let words = Type::List(Box::new(Type::Text(prefixed(0, 9))), extent(Measure::Rest, 1, 2));
        let wide = Integer::new(64, false, Endian::Little);
        let items = Type::List(Box::new(u8()), extent(Measure::Prefix(wide), 0, u64::MAX));
        self.structure("Wide", vec![field("items", items)]);
        self.structure("Words", vec![field("words", words)]);
    }

    fn unions(&mut self) {
        let open = self.arm("Open", vec![]);
        let named = self.arm("Named", vec![field("name", Type::Text(prefixed(1, 4)))]);
        self.model.unions.push(union("Shelf", Selector::Tag(U8), vec![(open, 0), (named, 7)]));
        let one = self.arm("One", vec![field("rest", Type::Bytes(extent(Measure::Rest, 0, 9)))]);
        let two = self.arm("Two", vec![field("credit", Type::Integer(BE16))]);
        self.model.unions.push(union(
            "Content",
            Selector::Enum(EnumId(0)),
            vec![(one, 1), (two, 2)],
        ));
        self.model.order.extend([Item::Union(UnionId(0)), Item::Union(UnionId(1))]);
        let shelf = Type::Union { union: UnionId(0), selector: None };
        self.structure(
            "Shelves",
            vec![field("shelves", Type::List(Box::new(shelf), prefixed(0, 4)))],
        );
        let mut kind = field("kind", Type::Enum(EnumId(0), U8));
        kind.value = FieldValue::Selector { of: 2 };
        let content = Type::Union { union: UnionId(1), selector: Some(0) };
        self.structure("Selected", vec![kind, field("id", u8()), field("content", content)]);
    }

    fn computed(&mut self) {
        let mut magic = field("magic", Type::Integer(BE16));
        magic.value = FieldValue::Constant(0xCAB1);
        let mut length = field("length", Type::Integer(BE16));
        length.value = FieldValue::Length { of: 2, scale: Scale { plus: 4, unit: 1 } };
        let body = field("body", Type::Bytes(extent(Measure::Field(1), 1, 5)));
        self.structure("Frame", vec![magic, length, body]);

        let mut count = field("count", u8());
        count.value = FieldValue::Length { of: 1, scale: Scale::PLAIN };
        let keys =
            Type::List(Box::new(Type::Text(prefixed(0, 9))), extent(Measure::Field(0), 0, 3));
        self.structure("Keys", vec![count, field("keys", keys)]);

        let mut ttl = field("ttl", Type::Integer(BE16));
        ttl.condition = Some(flag(Some(0), 0x8000));
        let from = field("from", Type::Text(prefixed(0, 9)));
        self.structure("Optional", vec![field("marks", Type::Flags(FlagsId(0), BE16)), ttl, from]);
        let short =
            binary(BinaryOperator::LessOrEqual, Expression::Length(2), Expression::Integer(3));
        if let Some(optional) = self.model.structs.last_mut() {
            optional.requires.push(require(short, "len(from) <= 3"));
        }
        let optional = Type::Struct(self.last_struct());
        self.structure("Nested", vec![field("head", u8()), field("inner", optional)]);
    }

    fn structure(&mut self, text: &str, fields: Vec<Field>) {
        let id = self.body(text, Role::Plain, fields);
        self.model.order.push(Item::Struct(id));
    }

    fn arm(&mut self, text: &str, fields: Vec<Field>) -> StructId {
        self.body(text, Role::Arm, fields)
    }

    fn body(&mut self, text: &str, role: Role, fields: Vec<Field>) -> StructId {
        self.model.structs.push(Struct {
            name: name(text),
            docs: Docs::default(),
            role,
            layout: Layout::Plain,
            fields,
            requires: vec![],
        });
        self.last_struct()
    }

    fn last_struct(&self) -> StructId {
        StructId(self.model.structs.len() - 1)
    }
}

fn empty_model() -> Model {
    Model {
        name: name("zoo"),
        docs: Docs::default(),
        edition: 1,
        version: 1,
        endian: Endian::Big,
        constants: vec![],
        enums: vec![],
        flags: vec![],
        structs: vec![],
        unions: vec![],
        functions: Vec::new(),
        message_sets: vec![],
        layers: None,
        handshakes: vec![],
        order: vec![],
    }
}

fn name(text: &str) -> Name {
    Name { text: text.to_string(), span: NOWHERE }
}

fn field(text: &str, ty: Type) -> Field {
    Field {
        name: name(text),
        docs: Docs::default(),
        ty,
        value: FieldValue::Free,
        range: None,
        unit: None,
        condition: None,
        room: None,
        span: NOWHERE,
    }
}

fn u8() -> Type {
    Type::Integer(U8)
}

fn extent(measure: Measure, min: u64, max: u64) -> Extent {
    Extent { measure, min, max }
}

fn fixed(length: u64) -> Extent {
    extent(Measure::Fixed, length, length)
}

fn prefixed(min: u64, max: u64) -> Extent {
    extent(Measure::Prefix(U8), min, max)
}

fn flag(place: Option<usize>, mask: u64) -> Expression {
    Expression::Flag(place, mask)
}

fn binary(operator: BinaryOperator, left: Expression, right: Expression) -> Expression {
    Expression::Binary(operator, Box::new(left), Box::new(right))
}

fn require(condition: Expression, text: &str) -> Require {
    Require { condition, text: text.to_string(), message: None, span: NOWHERE }
}

fn enumeration(text: &str, variants: &[(&str, i128)], open: bool) -> Enum {
    let variants = variants
        .iter()
        .map(|(text, value)| Variant { name: name(text), docs: Docs::default(), value: *value })
        .collect();
    Enum { name: name(text), docs: Docs::default(), repr: U8, variants, open }
}

fn union(text: &str, selector: Selector, arms: Vec<(StructId, i128)>) -> Union {
    let names = ["Open", "Named"];
    let selected = ["One", "Two"];
    let names = if matches!(selector, Selector::Tag(_)) { names } else { selected };
    let arms = arms
        .into_iter()
        .zip(names)
        .map(|((body, tag), text)| Arm { name: name(text), docs: Docs::default(), tag, body })
        .collect();
    Union {
        name: name(text),
        docs: Docs::default(),
        layout: Layout::Plain,
        selector,
        arms,
        other: None,
        within: None,
    }
}
