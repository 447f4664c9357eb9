//! Uses: the words of a spec that name a declared type, in fields and replies.

use std::collections::HashMap;

use packetwright_codegen::derive::Places;
use packetwright_codegen::emit::{Emitter, types::Form};
use packetwright_spec::model::{EnumId, FlagsId, Name, Role, StructId, UnionId};
use packetwright_spec::syntax::tree::{Arm, Body, File, Item, Type, TypeKind};
use proc_macro2::Span;

/// The names of types that stand behind the name of a field or message.
pub(super) struct Uses<'t> {
    /// By the place of the field's or message's name.
    behind: HashMap<usize, Vec<&'t Name>>,
    /// What each declared type is in code: owned, and as a view.
    types: HashMap<String, [String; 2]>,
}

impl<'t> Uses<'t> {
    pub(super) fn new(emitter: &Emitter<'_>, tree: &'t File) -> Self {
        let mut uses = Uses { behind: HashMap::new(), types: HashMap::new() };
        uses.declared(emitter);
        for item in &tree.items {
            match item {
                Item::Struct(item) | Item::Packet(item) => uses.body(&item.node.body),
                Item::Union(item) => {
                    for arm in &item.node.arms {
                        let (Arm::Tagged(.., body) | Arm::Selected(_, body) | Arm::Other(_, body)) =
                            &arm.node;
                        uses.body(body);
                    }
                }
                Item::Messages(item) => {
                    for message in &item.node.messages {
                        uses.body(&message.node.body);
                        let reply = message.node.reply.iter().collect();
                        uses.behind.insert(message.node.name.span.start, reply);
                    }
                }
                _ => {}
            }
        }
        uses
    }

    fn declared(&mut self, emitter: &Emitter<'_>) {
        let (model, forms) = (emitter.model, [Form::Owned, Form::View]);
        for (place, item) in model.enums.iter().enumerate() {
            let name = emitter.enum_name(EnumId(place)).to_string();
            self.types.insert(item.name.text.clone(), [name.clone(), name]);
        }
        for (place, item) in model.flags.iter().enumerate() {
            let name = emitter.flags_name(FlagsId(place)).to_string();
            self.types.insert(item.name.text.clone(), [name.clone(), name]);
        }
        let structs = model.structs.iter().enumerate();
        for (place, item) in structs.filter(|(_, item)| item.role != Role::Arm) {
            let name = |form| emitter.struct_name(StructId(place), form).to_string();
            self.types.insert(item.name.text.clone(), forms.map(name));
        }
        for (place, item) in model.unions.iter().enumerate() {
            let name = |form| emitter.union_name(UnionId(place), form).to_string();
            self.types.insert(item.name.text.clone(), forms.map(name));
        }
    }

    fn body(&mut self, body: &'t Body) {
        for field in &body.fields {
            let mut names = Vec::new();
            named(&field.node.ty, &mut names);
            self.behind.insert(field.node.name.span.start, names);
        }
    }

    /// The types behind a name, each as its code has it, and its place.
    pub(super) fn of(&self, name: &Name, places: &Places) -> Vec<(String, Span)> {
        let behind = self.behind.get(&name.span.start);
        let names = behind.into_iter().flatten();
        let found =
            names.filter_map(|name| Some((self.types.get(&name.text)?, places.get(name.span)?)));
        let found =
            found.flat_map(|(types, place)| types.iter().map(move |ty| (ty.clone(), place)));
        found.collect()
    }
}

/// The names in a type.
fn named<'t>(ty: &'t Type, names: &mut Vec<&'t Name>) {
    match &ty.kind {
        TypeKind::Name(name) | TypeKind::Selected(name, _) => names.push(name),
        TypeKind::List(inner, _) | TypeKind::Option(inner) | TypeKind::Within(inner, _) => {
            named(inner, names);
        }
        TypeKind::Bytes(_) | TypeKind::Text(_) | TypeKind::Padding(_) | TypeKind::External(_) => {}
    }
}
