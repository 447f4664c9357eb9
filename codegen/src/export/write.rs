//! The tree of exported items as the text of a spec.
//!
//! Writes what a type in Rust can say, structures, unions and messages, and what
//! messages of specs use beside that. What stands on a line of its own is
//! decided here; spaces are those of `fmt`.

use packetwright_spec::model::{BinaryOperator, Docs, Name, UnaryOperator};
use packetwright_spec::syntax::tree::{
    Arm, Body, Documented, Encoding, Enum, Expression, ExpressionKind, Extent, Field, Flags, Item,
    Message, Messages, Padding, Protocol, Range, Require, Selector, Struct, Type, TypeKind, Union,
};

/// The most columns of what stands on one line.
const WIDTH: usize = 100;

/// How far what stands in braces is set in.
const INSIDE: &str = "    ";

/// The items as text, a blank line between two.
pub(super) fn write(items: &[Item]) -> String {
    let items: Vec<String> = items.iter().map(item).collect();
    items.join("\n")
}

fn item(item: &Item) -> String {
    match item {
        Item::Protocol(head) => protocol(head),
        Item::Constant(Documented { docs, node }) => {
            let value = expression(&node.value);
            format!("{}const {} = {value};\n", documentation(docs, ""), node.name.text)
        }
        Item::Enum(item) => enumeration(item),
        Item::Flags(item) => flags(item),
        Item::Struct(item) => structure("struct", item),
        Item::Packet(item) => structure("packet", item),
        Item::Union(union) => declared_union(union),
        Item::Messages(set) => messages(set),
        Item::Library(_) | Item::Import(_) | Item::Layers(_) | Item::Handshake(_) => {
            unreachable!("no message is made of {item:?}")
        }
    }
}

fn structure(word: &str, Documented { docs, node }: &Documented<Struct>) -> String {
    let Struct { name, encoding, body } = node;
    let head = format!("{word} {}{}", name.text, layout(encoding.as_ref()));
    format!("{}{head} {}\n", documentation(docs, ""), block(body, &head, ""))
}

fn enumeration(Documented { docs, node }: &Documented<Enum>) -> String {
    let Enum { name, repr, variants, open } = node;
    let variants = variants.iter().map(numbered);
    let rest = open.map(|_| (String::new(), "..".to_owned()));
    let head = format!("enum {}: {repr}", name.text);
    let parts = variants.chain(rest).collect();
    format!("{}{head} {}\n", documentation(docs, ""), braces(parts, &head, ""))
}

fn flags(Documented { docs, node }: &Documented<Flags>) -> String {
    let Flags { name, repr, bits, reserved, requires } = node;
    let reserved = reserved.as_ref().map(|(_, value)| format!("reserved = {}", expression(value)));
    let rest = reserved.into_iter().chain(requires.iter().map(constraint));
    let parts = bits.iter().map(numbered).chain(rest.map(|text| (String::new(), text))).collect();
    let head = format!("flags {}: {repr}", name.text);
    format!("{}{head} {}\n", documentation(docs, ""), braces(parts, &head, ""))
}

/// `Name = 1`, behind its documentation.
fn numbered(Documented { docs, node }: &Documented<(Name, Expression)>) -> (String, String) {
    let (name, value) = node;
    (documentation(docs, INSIDE), format!("{} = {}", name.text, expression(value)))
}

fn protocol(head: &Protocol) -> String {
    let settings = head.settings.iter();
    let settings: Vec<String> =
        settings.map(|(name, value)| format!("{}: {}", name.text, expression(value))).collect();
    format!("protocol {} {{ {} }}\n", head.name.text, settings.join(", "))
}

fn layout(encoding: Option<&Encoding>) -> String {
    let Some(Encoding { name, integers }) = encoding else { return String::new() };
    let integers = integers.as_ref().map_or(String::new(), |integers| format!(" {integers}"));
    format!(" encoding {name}{integers}")
}

fn declared_union(item: &Documented<Union>) -> String {
    let Union { name, selector, within, encoding, arms } = &item.node;
    let selector = match selector {
        Selector::Tag(tag) => format!(": {tag}"),
        Selector::Field(field, ty) => format!("({}: {ty})", field.text),
        Selector::Peek(tag) => format!(": peek {tag}"),
    };
    let within = within.as_ref().map_or(String::new(), |w| format!(" within[{}]", extent(w)));
    let layout = layout(encoding.as_ref());
    let mut text = documentation(&item.docs, "");
    text += &format!("union {}{selector}{within}{layout} {{\n", name.text);
    for Documented { docs, node } in arms {
        let (head, body) = match node {
            Arm::Tagged(tag, name, body) => (format!("{} => {}", expression(tag), name.text), body),
            Arm::Other(name, body) => (format!(".. => {}", name.text), body),
            Arm::Selected(names, body) => {
                let names: Vec<String> = names.iter().map(|name| name.text.clone()).collect();
                (format!("{} =>", names.join(", ")), body)
            }
        };
        text += &documentation(docs, "    ");
        text += &format!("    {head} {},\n", block(body, &head, "    "));
    }
    text + "}\n"
}

fn messages(item: &Documented<Messages>) -> String {
    let Messages { name, tag, encoding, messages } = &item.node;
    let mut text = documentation(&item.docs, "");
    text += &format!("messages {}: {tag}{} {{\n", name.text, layout(encoding.as_ref()));
    for Documented { docs, node } in messages {
        let Message { tag, name, body, reply } = node;
        let tag = match tag.kind {
            // Numbers that people give out in ranges.
            ExpressionKind::Integer(number @ 0x100.., None) => format!("{number:#06x}"),
            _ => expression(tag),
        };
        let head = format!("{tag} => {}", name.text);
        let reply = reply.as_ref().map_or(String::new(), |reply| format!(" -> {}", reply.text));
        text += &documentation(docs, "    ");
        text += &format!("    {head} {}{reply},\n", block(body, &format!("{head}{reply}"), "    "));
    }
    text + "}\n"
}

/// `///` lines and attributes.
fn documentation(docs: &Docs, indent: &str) -> String {
    let mut text = String::new();
    for line in &docs.lines {
        let space = if line.is_empty() { "" } else { " " };
        text += &format!("{indent}///{space}{line}\n");
    }
    if let Some((version, _)) = docs.since {
        text += &format!("{indent}#[since({version})]\n");
    }
    match docs.deprecated.as_deref() {
        Some("") => text += &format!("{indent}#[deprecated]\n"),
        Some(why) => text += &format!("{indent}#[deprecated({})]\n", quoted(why)),
        None => {}
    }
    text
}

/// Fields and constraints in braces, on one line if they fit behind `head`.
fn block(body: &Body, head: &str, indent: &str) -> String {
    let inner = format!("{indent}{INSIDE}");
    let fields = body
        .fields
        .iter()
        .map(|Documented { docs, node }| (documentation(docs, &inner), field(node)));
    let requires = body.requires.iter().map(|require| (String::new(), constraint(require)));
    braces(fields.chain(requires).collect(), head, indent)
}

/// Parts, each behind its documentation, in braces; on one line if they fit
/// behind `head`.
fn braces(parts: Vec<(String, String)>, head: &str, indent: &str) -> String {
    let inner = format!("{indent}{INSIDE}");
    let texts: Vec<&str> = parts.iter().map(|(_, text)| text.as_str()).collect();
    let line = texts.join(", ");
    let plain = parts.iter().all(|(docs, _)| docs.is_empty());
    if parts.is_empty() {
        return "{}".to_owned();
    }
    if plain && indent.len() + head.len() + line.len() + "  {  },".len() <= WIDTH {
        return format!("{{ {line} }}");
    }
    let lines: String =
        parts.iter().map(|(docs, text)| format!("{docs}{inner}{text},\n")).collect();
    format!("{{\n{lines}{indent}}}")
}

fn constraint(require: &Require) -> String {
    let text = format!("require {}", expression(&require.condition));
    match &require.message {
        Some(message) => format!("{text} else {}", quoted(message)),
        None => text,
    }
}

fn field(field: &Field) -> String {
    let mut text = format!("{}: {}", field.name.text, ty(&field.ty));
    if let Some(value) = &field.value {
        text += &format!(" = {}", expression(value));
    }
    if let Some(unit) = &field.unit {
        text += &format!(" {unit}");
    }
    if let Some(limits) = &field.range {
        text += &format!(" in {}", range(limits));
    }
    if field.malleable.is_some() {
        text += " malleable";
    }
    if let Some(condition) = &field.condition {
        text += &format!(" if {}", expression(condition));
    }
    text
}

fn ty(of: &Type) -> String {
    match &of.kind {
        TypeKind::Name(name) => name.text.clone(),
        TypeKind::Selected(union, field) => format!("{}({})", union.text, field.text),
        TypeKind::Bytes(extent) => sized("bytes", extent.as_ref()),
        TypeKind::Text(extent) => sized("string", extent.as_ref()),
        TypeKind::List(element, Some(length)) => format!("[{}; {}]", ty(element), extent(length)),
        TypeKind::List(element, None) => format!("list<{}>", ty(element)),
        TypeKind::Option(inner) => format!("option<{}>", ty(inner)),
        TypeKind::Within(inner, region) => format!("within[{}]<{}>", extent(region), ty(inner)),
        TypeKind::Padding(Padding::Exactly(length)) => format!("padding[{}]", expression(length)),
        TypeKind::Padding(Padding::To(multiple)) => format!("padding[to {}]", expression(multiple)),
        TypeKind::Padding(Padding::Rest(None)) => "padding[rest]".to_owned(),
        TypeKind::Padding(Padding::Rest(Some(limits))) => {
            format!("padding[rest in {}]", range(limits))
        }
        TypeKind::External(path) => unreachable!("{path} was resolved"),
    }
}

fn sized(name: &str, length: Option<&Extent>) -> String {
    length.map_or(name.to_owned(), |length| format!("{name}[{}]", extent(length)))
}

fn extent(extent: &Extent) -> String {
    let bounded = |text: String, limits: &Option<Range>| match limits {
        Some(limits) => format!("{text} in {}", range(limits)),
        None => text,
    };
    match extent {
        Extent::Exactly(length) => expression(length),
        Extent::Within(limits) => range(limits),
        Extent::Prefixed(prefix, limits) => bounded(prefix.text.clone(), limits),
        Extent::Until(end, limits) => bounded(format!("until {}", expression(end)), limits),
        Extent::Rest(_, limits) => bounded("rest".to_owned(), limits),
    }
}

fn range(range: &Range) -> String {
    let low = range.low.as_ref().map_or(String::new(), expression);
    match &range.high {
        Some(high) => format!("{low}..={}", expression(high)),
        None => format!("{low}.."),
    }
}

/// An expression, with no more parentheses than it needs.
pub(crate) fn expression(of: &Expression) -> String {
    match &of.kind {
        ExpressionKind::Integer(number, None) => number.to_string(),
        ExpressionKind::Integer(number, Some(unit)) => format!("{number} {unit}"),
        ExpressionKind::Bool(value) => value.to_string(),
        ExpressionKind::Text(text) => quoted(text),
        ExpressionKind::Bytes(bytes) => format!("b\"{}\"", bytes.escape_ascii()),
        ExpressionKind::Name(name) => operand_name(name),
        ExpressionKind::Member(inner, name) => format!("{}.{}", operand(inner, 9), name.text),
        ExpressionKind::Path(name, variant) => format!("{}::{}", name.text, variant.text),
        ExpressionKind::Call(name, arguments) => call(name, arguments),
        ExpressionKind::Supplied(name, arguments) => format!("extern {}", call(name, arguments)),
        ExpressionKind::Fields(ends) => format!("{}..={}", ends.0, ends.1),
        ExpressionKind::Unary(operator, inner) => {
            let sign = match operator {
                UnaryOperator::Not => "!",
                UnaryOperator::Negate => "-",
            };
            format!("{sign}{}", operand(inner, 7))
        }
        ExpressionKind::Binary(operator, left, right) => {
            let (sign, strength) = sign(*operator);
            // Comparisons are not chained, so neither side of one is another.
            let left_least = if strength == 3 { 4 } else { strength };
            format!("{} {sign} {}", operand(left, left_least), operand(right, strength + 1))
        }
        ExpressionKind::In(left, right) => {
            format!("{} in {}", operand(left, 4), operand(right, 4))
        }
    }
}

fn call(name: &Name, arguments: &[Expression]) -> String {
    let arguments: Vec<String> = arguments.iter().map(expression).collect();
    format!("{name}({})", arguments.join(", "))
}

/// An operand of an operator that takes nothing weaker without parentheses.
fn operand(of: &Expression, least: u8) -> String {
    let strength = match &of.kind {
        ExpressionKind::Binary(operator, ..) => sign(*operator).1,
        ExpressionKind::In(..) => 3,
        ExpressionKind::Unary(..) => 7,
        _ => 9,
    };
    let text = expression(of);
    if strength < least { format!("({text})") } else { text }
}

/// How an operator is written and how tightly it binds.
fn sign(operator: BinaryOperator) -> (&'static str, u8) {
    match operator {
        BinaryOperator::Or => ("||", 1),
        BinaryOperator::And => ("&&", 2),
        BinaryOperator::Equal => ("==", 3),
        BinaryOperator::NotEqual => ("!=", 3),
        BinaryOperator::Less => ("<", 3),
        BinaryOperator::LessOrEqual => ("<=", 3),
        BinaryOperator::Greater => (">", 3),
        BinaryOperator::GreaterOrEqual => (">=", 3),
        BinaryOperator::Add => ("+", 4),
        BinaryOperator::Subtract => ("-", 4),
        BinaryOperator::Multiply => ("*", 5),
        BinaryOperator::Divide => ("/", 5),
        BinaryOperator::Remainder => ("%", 5),
    }
}

/// A name among operands, where some words of the language would be read as such.
fn operand_name(name: &Name) -> String {
    const WORDS: [&str; 12] = [
        "true", "false", "in", "if", "else", "when", "require", "encoding", "check", "let", "send",
        "on",
    ];
    let raw = if WORDS.contains(&name.text.as_str()) { "r#" } else { "" };
    format!("{raw}{name}")
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted += "\\\"",
            '\\' => quoted += "\\\\",
            '\n' => quoted += "\\n",
            '\r' => quoted += "\\r",
            '\t' => quoted += "\\t",
            '\0' => quoted += "\\0",
            other => quoted.push(other),
        }
    }
    quoted + "\""
}
