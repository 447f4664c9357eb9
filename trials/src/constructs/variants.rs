//! Which variant of the model belongs to which row of the table.
//!
//! Every match names all variants, every pattern all fields: what the model gets
//! anew does not compile here until somebody says which construct it is.

use std::collections::BTreeSet;

use packetwright_spec::model::{
    BinaryOperator, Encoding, Endian, Enum, Expression, Extent, Field, FieldValue, Flags, Integer,
    Item, Layout, Measure, Model, Padding, PaddingLength, Require, Role, Scale, Selector, Struct,
    Truth, Type, UnaryOperator, Union, Unit, Varint,
};

/// The rows that a model has something of.
pub fn rows(model: &Model) -> BTreeSet<&'static str> {
    let mut found = Found(BTreeSet::new());
    found.model(model);
    found.0
}

struct Found(BTreeSet<&'static str>);

impl Found {
    fn add(&mut self, row: &'static str) {
        self.0.insert(row);
    }

    fn model(&mut self, model: &Model) {
        let Model {
            name: _,
            docs: _,
            edition: _,
            version: _,
            endian: _,
            constants: _,
            enums,
            flags,
            structs,
            unions,
            functions: _,
            message_sets,
            layers,
            handshakes: _,
            order,
        } = model;
        order.iter().for_each(|item| self.item(*item));
        enums.iter().for_each(|found| self.enumeration(found));
        flags.iter().for_each(|found| self.flags(found));
        structs.iter().for_each(|found| self.structure(found));
        unions.iter().for_each(|found| self.union(found));
        message_sets.iter().for_each(|set| self.integer(set.tag));
        if layers.is_some() {
            self.add("layers");
        }
    }

    fn item(&mut self, item: Item) {
        match item {
            Item::Constant(_) => self.add("constants"),
            Item::Enum(_) => self.add("enumerations"),
            Item::Flags(_) => self.add("flags"),
            Item::Struct(_) => self.add("structures"),
            // By how its arms are chosen.
            Item::Union(_) => {}
            Item::Messages(_) => self.add("messages"),
            Item::Handshake(_) => self.add("handshakes"),
        }
    }

    fn enumeration(&mut self, found: &Enum) {
        let Enum { name: _, docs: _, repr, variants: _, open } = found;
        self.integer(*repr);
        if *open {
            self.add("open enumerations");
        }
    }

    fn flags(&mut self, found: &Flags) {
        self.integer(found.repr);
        found.requires.iter().for_each(|require| self.require(require));
    }

    fn union(&mut self, found: &Union) {
        let Union { name: _, docs: _, layout, selector, arms: _, other, within } = found;
        self.layout(*layout);
        match selector {
            Selector::Tag(_) => self.add("unions by tag"),
            Selector::Enum(_) => self.add("unions by an enumeration"),
            Selector::Number(_) => self.add("unions by a number"),
            Selector::Peek(_) => self.add("unions by what an arm begins with"),
        }
        if other.is_some() {
            self.add("arms for all other numbers");
        }
        if within.is_some() {
            self.add("unions with a length");
        }
    }

    fn structure(&mut self, found: &Struct) {
        let Struct { name: _, docs, role, layout, fields, requires } = found;
        match role {
            Role::Packet => {
                self.add("packets");
                if !found.bit_runs().is_empty() {
                    self.add("packets whose header shares bytes");
                }
            }
            Role::Plain => self.add("structures"),
            Role::Body => self.add("messages"),
            // By the union.
            Role::Arm => {}
            Role::HandshakePayload => self.add("handshakes"),
        }
        if docs.since.is_some() || docs.deprecated.is_some() {
            self.add("history");
        }
        self.layout(*layout);
        fields.iter().for_each(|field| self.field(field));
        requires.iter().for_each(|require| self.require(require));
    }

    fn layout(&mut self, layout: Layout) {
        match layout {
            Layout::Plain => {}
            Layout::Bincode => self.add("the bincode layout"),
            Layout::BincodeVarint => self.add("bincode's layout of variable length"),
        }
    }

    fn field(&mut self, field: &Field) {
        let Field { name: _, docs, ty, value, range, unit, condition, room, span: _ } = field;
        if room.is_some_and(|bytes| bytes > 0) {
            self.add("what is left in front of more");
        }
        if docs.since.is_some() || docs.deprecated.is_some() {
            self.add("history");
        }
        self.ty(ty);
        match value {
            FieldValue::Free => {}
            FieldValue::Constant(_) => self.add("constant values"),
            FieldValue::Bytes(_) => self.add("constant byte strings"),
            FieldValue::Length { of: _, scale } => {
                self.add("lengths");
                self.scale(*scale);
            }
            FieldValue::Size { of: _, scale } => {
                self.add("sizes of fields");
                self.scale(*scale);
            }
            FieldValue::Checksum { algorithm, of: _ } => self.add(match algorithm.name() {
                Some(_) => "checksums",
                None => "checksums by functions of one's own",
            }),
            // By the union.
            FieldValue::Selector { of: _ } => {}
            // By its type.
            FieldValue::Padding => {}
            FieldValue::Carried => self.add("arms for all other numbers"),
        }
        if range.is_some() {
            self.add("ranges");
        }
        match unit {
            None => {}
            Some(Unit::Milliseconds | Unit::Seconds | Unit::Bytes) => self.add("units"),
        }
        if let Some(condition) = condition {
            self.add("conditions");
            self.expression(condition);
        }
    }

    fn scale(&mut self, scale: Scale) {
        if scale != Scale::PLAIN {
            self.add("lengths with an offset or a unit");
        }
    }

    fn ty(&mut self, ty: &Type) {
        match ty {
            Type::Integer(integer) => {
                self.add("integers of whole bytes");
                self.integer(*integer);
            }
            Type::Bool(Truth { malleable: true, integer: _ }) => self.add("malleable truth values"),
            Type::Bool(Truth { integer, malleable: false }) => self.add(match integer.bits {
                1 => "truth values of one bit",
                _ => "truth values",
            }),
            Type::Float(_) => self.add("floating-point numbers"),
            Type::Enum(_, integer) => {
                self.add("enumerations");
                self.integer(*integer);
            }
            Type::Flags(_, integer) => {
                self.add("flags");
                self.integer(*integer);
            }
            Type::Bytes(extent) => {
                self.add("byte strings");
                self.extent(extent);
            }
            Type::Text(extent) => {
                self.add("strings");
                self.extent(extent);
            }
            Type::List(element, extent) => {
                self.add("lists");
                self.ty(element);
                self.extent(extent);
            }
            Type::Option(inner) => {
                self.add("options");
                self.ty(inner);
            }
            Type::Within(inner, extent) => {
                self.add("regions");
                self.ty(inner);
                self.extent(extent);
            }
            Type::Struct(_) => self.add("structures"),
            // By how its arms are chosen.
            Type::Union { union: _, selector: _ } => {}
            Type::Padding(Padding { length: PaddingLength::Rest { max: _ }, malleable: _ }) => {
                self.add("trailing bytes");
            }
            Type::Padding(Padding { length: _, malleable: true }) => self.add("malleable padding"),
            Type::Padding(Padding { length: PaddingLength::Exactly(_), malleable: false }) => {
                self.add("padding");
            }
            Type::Padding(Padding { length: PaddingLength::To(_), malleable: false }) => {
                self.add("alignment");
            }
            // No spec has one: only what a derive makes of one type alone.
            Type::External(_) => {}
        }
    }

    fn integer(&mut self, integer: Integer) {
        let Integer { bits: _, signed: _, endian, encoding } = integer;
        match encoding {
            Encoding::Fixed if !integer.is_whole() => self.add("integers of some bits"),
            Encoding::Fixed => match endian {
                Endian::Big => {}
                Endian::Little => self.add("little-endian integers"),
            },
            Encoding::Variable { form, malleable } => {
                self.add(match form {
                    Varint::Leb128 => "LEB128 integers",
                    Varint::ZigZag => "zig-zag integers",
                    Varint::Quic => "QUIC integers",
                    Varint::Bincode => "bincode's layout of variable length",
                });
                if malleable {
                    self.add("malleable integers");
                }
            }
        }
    }

    fn extent(&mut self, extent: &Extent) {
        let Extent { measure, min: _, max: _ } = extent;
        match measure {
            Measure::Fixed => self.add("fixed lengths"),
            Measure::Prefix(integer) => {
                self.add("prefixes");
                self.integer(*integer);
            }
            Measure::Field(_) => self.add("lengths"),
            Measure::Rest => self.add("all that is left"),
            Measure::Until(_) => self.add("delimiters"),
        }
    }

    fn require(&mut self, require: &Require) {
        let Require { condition, text: _, message, span: _ } = require;
        self.add("constraints");
        if message.is_some() {
            self.add("messages of constraints");
        }
        self.expression(condition);
    }

    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Integer(_)
            | Expression::Bool(_)
            | Expression::Field(_)
            | Expression::Length(_) => {}
            Expression::Flag(..) => self.add("conditions on flags"),
            Expression::Unary(UnaryOperator::Not, operand) => self.expression(operand),
            Expression::Unary(UnaryOperator::Negate, operand) => {
                self.add("arithmetic");
                self.expression(operand);
            }
            Expression::Binary(operator, left, right) => {
                match operator {
                    BinaryOperator::And
                    | BinaryOperator::Or
                    | BinaryOperator::Equal
                    | BinaryOperator::NotEqual
                    | BinaryOperator::Less
                    | BinaryOperator::LessOrEqual
                    | BinaryOperator::Greater
                    | BinaryOperator::GreaterOrEqual => {}
                    BinaryOperator::Add
                    | BinaryOperator::Subtract
                    | BinaryOperator::Multiply
                    | BinaryOperator::Divide
                    | BinaryOperator::Remainder => self.add("arithmetic"),
                }
                self.expression(left);
                self.expression(right);
            }
        }
    }
}
