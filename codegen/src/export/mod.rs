//! Export: the spec that derived types in Rust would have been written from.
//!
//! ```text
//! *.rs ─► syn ─► derive ─► tree of all types ─► check ─► text of a spec
//! *.wire ─► parse ─► included sets ─┘
//! ```
//!
//! So whoever derives has what a spec gives: its pages, vectors and
//! comparisons. Knows how types refer to each other and what makes a message
//! of one; what a type says is read by [`derive`](mod@crate::derive).
//!
//! Read next: `write` for the text, `sets` for declared sets of messages,
//! `specs` for the generated ones that they include, `order` for byte orders.

mod order;
mod scan;
mod sets;
mod specs;
mod write;

pub(crate) use write::expression;

use std::collections::{BTreeMap, BTreeSet};

use packetwright_spec::diagnostic::{Code, Diagnostic, sort};
use packetwright_spec::import::Load;
use packetwright_spec::model::{Docs, Endian, Name};
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::{
    self, Arm, Body, Documented, Expression, ExpressionKind, File, Item, Type, TypeKind,
};
use packetwright_spec::{Sources, compile_tree, format};

use crate::derive::{Derived, Door};
use sets::DeclaredSet;
use specs::GivenSpec;

/// What Rust does not say about a protocol.
#[derive(Clone, Debug)]
pub struct ExportOptions {
    /// The protocol's name.
    pub name: String,
    /// Its version.
    pub version: u8,
    /// The name of the set of messages; that of messages in the plain layout,
    /// if there are both, begins with `Plain`.
    pub set: String,
    /// The integer that carries the numbers of messages, without a byte order:
    /// they travel in the bincode layout, as in the network protocol.
    pub tag: String,
}

impl Default for ExportOptions {
    fn default() -> Self {
        let text = str::to_owned;
        ExportOptions { name: text("derived"), version: 1, set: text("Message"), tag: text("u32") }
    }
}

/// What came of some files of Rust.
#[derive(Clone, Debug)]
pub struct Export {
    /// The files, which the diagnostics lead into.
    pub sources: Sources,
    /// What is wrong, in order of place.
    pub diagnostics: Vec<Diagnostic>,
    /// The text of the spec, unless a diagnostic is an error.
    pub spec: Option<String>,
}

/// The spec of all types in some files, each a path and its text, that derive
/// `Message`, `Messages` or `Wire`.
///
/// Modules in a file are read, those behind `#[cfg(test)]` are not, and neither
/// are other files that it names. A type is found by its last name, so no two
/// have the same.
///
/// Files whose names end in `.wire`, and specs in `protocol!`, are read for the
/// sets of messages that derived ones include: their messages, and the types of
/// these, are written out. `load` gives what such specs import. The network
/// protocol's own set needs no file.
pub fn export(files: &[(String, String)], options: &ExportOptions, load: &Load<'_>) -> Export {
    let mut sources: Option<Sources> = None;
    let mut exporter = Exporter::default();
    let mut specs = Vec::new();
    for (path, text) in files {
        let start = match &mut sources {
            Some(sources) => sources.add(path, text),
            None => {
                sources = Some(Sources::new(path, text));
                0
            }
        };
        match path.ends_with(".wire") {
            true => specs.push((path.as_str(), text.as_str(), start)),
            false => exporter.scan(text, start),
        }
    }
    let mut sources = sources.unwrap_or_else(|| Sources::new("", ""));
    let inline = std::mem::take(&mut exporter.inline);
    specs.extend(inline.iter().map(|(text, start)| ("", text.as_str(), *start)));
    for spec in specs {
        exporter.read_spec(&mut sources, spec, load);
    }
    exporter.read_network(&mut sources);
    let start = Span { start: 0, end: 0 };
    if exporter.types.is_empty() && exporter.diagnostics.is_empty() {
        let message = "no type here derives `Message`, `Messages` or `Wire`";
        let mistake = Diagnostic::new(Code::EmptyChoice, start, message, "nothing to export");
        exporter.diagnostics.push(mistake.help("give the files that declare the types"));
    }
    exporter.is_name(&options.name, start);
    exporter.is_name(&options.set, start);
    let file = exporter.file(options);
    let spec = match compile_tree(&file, exporter.diagnostics) {
        Ok(_) => {
            let text = write::write(&file.items);
            let docs = file.docs.lines.iter().map(|line| {
                let space = if line.is_empty() { "" } else { " " };
                format!("//!{space}{line}\n")
            });
            let text = docs.collect::<String>() + &text;
            Ok(format(&text).expect("what is written can be parsed"))
        }
        Err(mistakes) => Err(mistakes),
    };
    let (spec, mut diagnostics) = match spec {
        Ok(spec) => (Some(spec), Vec::new()),
        Err(mistakes) => (None, mistakes),
    };
    sort(&mut diagnostics);
    Export { sources, diagnostics, spec }
}

/// The types found so far.
#[derive(Default)]
struct Exporter {
    types: Vec<(Door, Derived)>,
    /// The specs whose sets may be included.
    specs: Vec<GivenSpec>,
    /// The texts of specs that stand in the Rust, and where they start.
    inline: Vec<(String, usize)>,
    /// Whether the module of the network protocol is imported somewhere.
    uses_network: bool,
    /// Items of specs, and bodies of their messages, that sets need.
    needed: Vec<Item>,
    /// The documentation of the first file.
    docs: Docs,
    diagnostics: Vec<Diagnostic>,
}

/// What a name in Rust is in the spec.
struct Known {
    /// The declared type; `None` of a message whose fields are in the set.
    ty: Option<String>,
    /// Whether it is only the body of one message of a declared set, which has
    /// its fields.
    in_message: bool,
}

impl Exporter {
    /// The whole spec as a tree, its places those in Rust.
    fn file(&mut self, options: &ExportOptions) -> File {
        let declared = self.take_sets();
        let known = self.known(&declared);
        let endian = self.endian(&declared);
        let mut items = vec![self.head(options, endian)];
        let (mut bincode, mut plain) = (Vec::new(), Vec::new());
        let mut bodies = BTreeMap::new();
        for (door, derived) in std::mem::take(&mut self.types) {
            let Derived { file, endian: own, message, diagnostics, .. } = derived;
            self.diagnostics.extend(diagnostics);
            for mut item in file.items {
                for name in names(&item) {
                    self.is_name(&name.text, name.span);
                }
                each_type(&mut item, &mut |ty| self.resolve(ty, &known));
                if !is_bincode(&item) && own != endian {
                    order::say(&mut item, own);
                }
                let Some(head) = message.as_ref().filter(|_| door == Door::Message) else {
                    let name = name_of(&item).map_or_else(String::new, |name| name.text.clone());
                    match (known.get(&name), item) {
                        (Some(Known { in_message: true, .. }), Item::Struct(item)) => {
                            bodies.insert(name, (item.docs, item.node.body));
                        }
                        (Some(Known { ty: Some(ty), .. }), item) => items.push(renamed(item, ty)),
                        (_, item) => items.push(item),
                    }
                    continue;
                };
                let set = if is_bincode(&item) { &mut bincode } else { &mut plain };
                let ty = name_of(&item).and_then(|name| known.get(&name.text)?.ty.clone());
                set.push(message_of(&mut item, head, ty.as_deref()));
                if ty.is_some() {
                    items.push(item);
                }
            }
        }
        let both = !bincode.is_empty() && !plain.is_empty();
        let plain_name = if both { format!("Plain{}", options.set) } else { options.set.clone() };
        let sets = [(&options.set, bincode, true), (&plain_name, plain, false)];
        for (name, messages, in_bincode) in sets {
            let span = messages.first().map(|message| message.node.name.span);
            if let Some(span) = span {
                items.push(set(name, &options.tag, in_bincode, messages, span));
            }
        }
        let sets = self.written_sets(&declared, &known, &bodies, endian);
        items.append(&mut self.needed);
        items.extend(sets);
        File { docs: std::mem::take(&mut self.docs), items, starts: Vec::new() }
    }

    fn head(&self, options: &ExportOptions, endian: Endian) -> Item {
        let span = Span { start: 0, end: 0 };
        let name = |text: &str| Name { text: text.to_owned(), span };
        let number = |number: u128| ExpressionKind::Integer(number, None);
        let order = ExpressionKind::Name(name(match endian {
            Endian::Big => "big",
            Endian::Little => "little",
        }));
        let version = number(u128::from(options.version));
        let settings = [("edition", number(1)), ("version", version), ("endian", order)];
        let settings = settings.map(|(setting, kind)| (name(setting), Expression { kind, span }));
        Item::Protocol(tree::Protocol {
            name: name(&options.name),
            settings: settings.into(),
            span,
        })
    }

    /// The byte order of the protocol: that of the first included spec, whose
    /// types may say none; else little only if every type that says one says that.
    fn endian(&self, sets: &[DeclaredSet]) -> Endian {
        if let Some(order) = self.included_order(sets) {
            return order;
        }
        let is_plain = |derived: &Derived| !derived.file.items.iter().all(is_bincode);
        let plain = self.types.iter().filter(|(_, derived)| is_plain(derived));
        let orders = plain.map(|(_, derived)| derived.endian);
        let orders: Vec<Endian> =
            orders.chain(sets.iter().filter_map(DeclaredSet::plain_endian)).collect();
        let little = orders.iter().all(|order| *order == Endian::Little);
        if little && !orders.is_empty() { Endian::Little } else { Endian::Big }
    }

    /// What each type is in the spec. The fields of a message stand in its set,
    /// unless it is an enumeration or a field of another type, too: then the
    /// message carries a type of its own.
    fn known(&self, sets: &[DeclaredSet]) -> BTreeMap<String, Known> {
        let mut fields = BTreeSet::new();
        let mut field = |path: &str| {
            fields.insert(last_name(path));
        };
        for (_, derived) in &self.types {
            derived.file.items.iter().for_each(|item| each_path(item, &mut field));
        }
        sets.iter().for_each(|set| set.each_field_path(&mut field));
        let messages: BTreeSet<&str> = sets.iter().flat_map(DeclaredSet::message_names).collect();
        let held: Vec<_> = sets.iter().flat_map(DeclaredSet::held_types).collect();
        let mut known = BTreeMap::new();
        for (door, derived) in &self.types {
            for item in &derived.file.items {
                let Some(Name { text, .. }) = name_of(item) else { continue };
                let apart = matches!(item, Item::Union(_)) || fields.contains(text);
                let mut holders = held.iter().filter(|(name, ..)| name == text);
                let in_message = match (holders.next(), holders.next()) {
                    (Some((_, in_bincode, endian)), None) => {
                        let same_order = *in_bincode || *endian == derived.endian;
                        !apart && is_bincode(item) == *in_bincode && same_order
                    }
                    _ => false,
                };
                let ty = match door {
                    Door::Wire if messages.contains(text.as_str()) => Some(format!("{text}Body")),
                    Door::Wire | Door::Messages => Some(text.clone()),
                    Door::Message if apart => Some(format!("{text}Body")),
                    Door::Message => None,
                };
                let in_message = in_message && *door == Door::Wire;
                known.insert(text.clone(), Known { ty, in_message });
            }
        }
        known
    }

    /// Reports a name that Rust may have and a spec may not.
    fn is_name(&mut self, text: &str, span: Span) {
        let letters = text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        if !letters
            || text.trim_matches('_').is_empty()
            || text.starts_with(|c: char| c.is_ascii_digit())
        {
            let message = format!("`{text}` is not a name that a spec can have");
            let mistake = Diagnostic::new(Code::InvalidName, span, message, "");
            self.diagnostics.push(mistake.help("use letters `a` to `z`, digits and `_`"));
        }
    }

    /// Puts the name of a declared type in the place of a path in Rust.
    fn resolve(&mut self, ty: &mut Type, known: &BTreeMap<String, Known>) {
        let TypeKind::External(path) = &ty.kind else { return };
        let name = last_name(path);
        let span = ty.span;
        let found = known.get(&name).and_then(|known| known.ty.clone());
        if found.is_none() {
            let mut mistake = Diagnostic::new(
                Code::UnknownName,
                span,
                format!("no type `{name}` that derives `Wire` or `Message` was read"),
                "declared elsewhere",
            );
            mistake = mistake.did_you_mean(&name, known.keys().map(String::as_str));
            if mistake.help.is_none() {
                mistake = mistake.help("give the file that declares it as well");
            }
            self.diagnostics.push(mistake);
        }
        ty.kind = TypeKind::Name(Name { text: found.unwrap_or(name), span });
    }
}

/// A message of a set, from the type that it was declared as. `body` is the
/// name of the type that it carries, which the item is given.
fn message_of(
    item: &mut Item,
    head: &crate::derive::MessageHead,
    body: Option<&str>,
) -> Documented<tree::Message> {
    let (id, span) = head.id;
    let tag = Expression { kind: ExpressionKind::Integer(u128::from(id), None), span };
    let reply = head
        .reply
        .as_ref()
        .map(|(path, span)| Name { text: last_name(&path.to_string()), span: *span });
    let unnamed = Name { text: String::new(), span };
    let name = name_of(item).cloned().unwrap_or(unnamed);
    let docs = match item {
        Item::Struct(item) => item.docs.clone(),
        Item::Union(item) => item.docs.clone(),
        _ => Docs::default(),
    };
    let fields = match (item, body) {
        (Item::Struct(item), None) => std::mem::take(&mut item.node.body),
        (Item::Struct(Documented { node: tree::Struct { name: own, .. }, .. }), Some(body))
        | (Item::Union(Documented { node: tree::Union { name: own, .. }, .. }), Some(body)) => {
            own.text = body.to_owned();
            carrying(own.clone())
        }
        _ => Body::default(),
    };
    Documented { docs, node: tree::Message { tag, name, body: fields, reply } }
}

/// The fields of a message that carries a value of a declared type.
fn carrying(ty: Name) -> Body {
    let span = ty.span;
    let field = tree::Field {
        name: Name { text: "body".to_owned(), span },
        ty: Type { kind: TypeKind::Name(ty), span },
        value: None,
        range: None,
        unit: None,
        malleable: None,
        condition: None,
        span,
    };
    Body { fields: vec![Documented { docs: Docs::default(), node: field }], ..Body::default() }
}

fn set(
    name: &str,
    tag: &str,
    in_bincode: bool,
    messages: Vec<Documented<tree::Message>>,
    span: Span,
) -> Item {
    let named = |text: String| Name { text, span };
    // Numbers of messages are little-endian in either layout.
    let tag = if in_bincode || tag == "u8" { tag.to_owned() } else { format!("{tag}le") };
    Item::Messages(Documented {
        docs: Docs::default(),
        node: tree::Messages {
            name: named(name.to_owned()),
            tag: named(tag),
            encoding: in_bincode
                .then(|| tree::Encoding { name: named("bincode".to_owned()), integers: None }),
            messages,
        },
    })
}

fn name_of(item: &Item) -> Option<&Name> {
    match item {
        Item::Struct(item) => Some(&item.node.name),
        Item::Union(item) => Some(&item.node.name),
        _ => None,
    }
}

/// A declared type under the name that it has in the spec.
fn renamed(mut item: Item, name: &str) -> Item {
    match &mut item {
        Item::Struct(item) => name.clone_into(&mut item.node.name.text),
        Item::Union(item) => name.clone_into(&mut item.node.name.text),
        _ => {}
    }
    item
}

/// All names that an item declares.
fn names(item: &Item) -> Vec<Name> {
    let mut item = item.clone();
    let mut names: Vec<Name> = name_of(&item).cloned().into_iter().collect();
    if let Item::Union(union) = &item {
        names.extend(union.node.arms.iter().flat_map(|arm| match &arm.node {
            Arm::Tagged(_, name, _) | Arm::Other(name, _) => vec![name.clone()],
            Arm::Selected(names, _) => names.clone(),
        }));
    }
    if let Item::Messages(set) = &item {
        names.extend(set.node.messages.iter().map(|message| message.node.name.clone()));
    }
    for body in bodies(&mut item) {
        names.extend(body.fields.iter().map(|field| field.node.name.clone()));
    }
    names
}

fn is_bincode(item: &Item) -> bool {
    match item {
        Item::Struct(item) | Item::Packet(item) => item.node.encoding.is_some(),
        Item::Union(item) => item.node.encoding.is_some(),
        Item::Messages(item) => item.node.encoding.is_some(),
        _ => true,
    }
}

/// The bodies of an item.
fn bodies(item: &mut Item) -> Vec<&mut Body> {
    match item {
        Item::Struct(item) | Item::Packet(item) => vec![&mut item.node.body],
        Item::Union(item) => {
            let arms = item.node.arms.iter_mut().map(|arm| match &mut arm.node {
                Arm::Tagged(_, _, body) | Arm::Selected(_, body) | Arm::Other(_, body) => body,
            });
            arms.collect()
        }
        Item::Messages(item) => {
            item.node.messages.iter_mut().map(|message| &mut message.node.body).collect()
        }
        _ => Vec::new(),
    }
}

/// Calls for each type in an item, those in other types included.
fn each_type(item: &mut Item, call: &mut impl FnMut(&mut Type)) {
    fn inside(ty: &mut Type, call: &mut impl FnMut(&mut Type)) {
        match &mut ty.kind {
            TypeKind::List(inner, _) | TypeKind::Option(inner) | TypeKind::Within(inner, _) => {
                inside(inner, call);
            }
            _ => {}
        }
        call(ty);
    }
    for body in bodies(item) {
        body.fields.iter_mut().for_each(|field| inside(&mut field.node.ty, call));
    }
}

/// Calls for each path of a type in Rust.
fn each_path(item: &Item, call: &mut impl FnMut(&str)) {
    each_type(&mut item.clone(), &mut |ty| {
        if let TypeKind::External(path) = &ty.kind {
            call(path);
        }
    });
}

/// The names of a path as tokens, without lifetimes: `crate`, `wire`, `Item`.
fn segments(path: &str) -> Vec<String> {
    let path = path.split('<').next().unwrap_or(path);
    let names = path.split("::").map(|name| name.trim().trim_start_matches("r#").to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// The last name of a path as tokens: `Item` of `crate :: wire :: Item`.
fn last_name(path: &str) -> String {
    segments(path).pop().unwrap_or_default()
}
