//! Names: each stands for one thing, in the spec and in what is generated.

use super::{Checker, repeated};
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::looks_like_integer;
use crate::model::{Handshake, Item, Name, Step, Type};
use crate::names::BUILT_IN_TYPES;

const VALUES: [&str; 7] = ["now", "random", "empty", "suite", "local", "start", "ready"];

/// Types of the generated module of a handshake, and what it takes from Rust.
const GENERATED: [&str; 11] = [
    "Failure",
    "Received",
    "Initiator",
    "Responder",
    "Established",
    "Bytes",
    "Default",
    "Option",
    "Result",
    "String",
    "Vec",
];
/// Events beside the messages.
const EVENTS: [&str; 4] = ["Start", "Ready", "Timeout", "Unreadable"];

impl<'m> Checker<'m> {
    /// Every place where names must differ.
    pub(super) fn names(&mut self) {
        let model = self.model;
        self.top_level();
        for item in &model.enums {
            self.distinct("variant", item.variants.iter().map(|v| &v.name));
        }
        for item in &model.flags {
            self.distinct("flag", item.bits.iter().map(|bit| &bit.name));
        }
        for item in &model.structs {
            self.distinct("field", item.fields.iter().map(|field| &field.name));
        }
        for item in &model.unions {
            // An arm per variant: the same variant twice is a tag given twice.
            let tagged = !matches!(item.selector, crate::model::Selector::Enum(_));
            let arms = item.arms.iter().map(|arm| &arm.name);
            let arms = arms.filter(|name| {
                tagged || item.other.as_ref().is_some_and(|other| other.name.text == name.text)
            });
            self.distinct("arm", arms.chain(item.other.iter().map(|other| &other.name)));
        }
        for item in &model.handshakes {
            self.handshake_names(item);
        }
    }

    /// Items and messages become types side by side; constants stay apart in
    /// generated code, but not in the spec.
    fn top_level(&mut self) {
        let model = self.model;
        let (mut types, mut constants): (Vec<&Name>, Vec<&Name>) = (Vec::new(), Vec::new());
        for item in &model.order {
            match *item {
                Item::Constant(place) => {
                    constants.extend(model.constants.get(place).map(|c| &c.name))
                }
                Item::Enum(id) => types.extend(model.enums.get(id.0).map(|item| &item.name)),
                Item::Flags(id) => types.extend(model.flags.get(id.0).map(|item| &item.name)),
                Item::Struct(id) => types.extend(model.structs.get(id.0).map(|item| &item.name)),
                Item::Union(id) => types.extend(model.unions.get(id.0).map(|item| &item.name)),
                Item::Handshake(id) => {
                    types.extend(model.handshakes.get(id.0).map(|item| &item.name));
                }
                Item::Messages(place) => {
                    if let Some(set) = model.message_sets.get(place) {
                        types.push(&set.name);
                        types.extend(set.messages.iter().map(|message| &message.name));
                    }
                }
            }
        }
        for name in types.iter().chain(&constants) {
            if BUILT_IN_TYPES.contains(&name.text.as_str()) || looks_like_integer(&name.text) {
                self.reserved(name, "type");
            }
            if !name.text.contains(|character: char| character.is_ascii_alphabetic()) {
                self.letterless(name);
            }
        }
        let mut all: Vec<&Name> = types.iter().chain(&constants).copied().collect();
        all.sort_by_key(|name| name.span);
        repeated(all.into_iter().map(|name| (name, &name.text)), |first, second| {
            self.duplicate("item", first, second);
        });
        self.no_collisions(&types);
        self.no_collisions(&constants);
    }

    fn handshake_names(&mut self, handshake: &'m Handshake) {
        self.distinct("message", handshake.messages.iter().map(|message| &message.name));
        self.distinct("failure", handshake.failures.iter().map(|failure| &failure.name));
        self.distinct("state", handshake.initiator.iter().map(|state| &state.name));
        self.distinct("state", handshake.responder.iter().map(|state| &state.name));
        self.distinct("value", handshake.bindings.iter().map(|binding| &binding.name));
        let variables = handshake.initiator.iter().chain(&handshake.responder);
        let variables = variables.flat_map(|state| &state.transitions).flat_map(|t| &t.steps);
        let variables = variables.filter_map(|step| match step {
            Step::Let { name, .. } => Some(name),
            _ => None,
        });
        let bindings = handshake.bindings.iter().map(|binding| &binding.name);
        for name in bindings.chain(variables).chain(handshake.messages.iter().map(|m| &m.name)) {
            if VALUES.contains(&name.text.as_str()) {
                self.reserved(name, "word");
            }
        }
        self.generated_names(handshake);
    }

    /// Messages and states stay clear of the types they stand beside.
    fn generated_names(&mut self, handshake: &'m Handshake) {
        let used = self.types_of(handshake);
        let types: Vec<&str> = used.iter().map(|name| name.text.as_str()).collect();
        for message in &handshake.messages {
            let own = [handshake.name.text.as_str()];
            self.clear_of(&message.name, "message", &[&GENERATED, &EVENTS, &own, &types]);
        }
        for state in handshake.initiator.iter().chain(&handshake.responder) {
            self.clear_of(&state.name, "state", &[&GENERATED, &["Failed"], &types]);
        }
        for name in used {
            self.clear_of(name, "type", &[&GENERATED]);
        }
    }

    /// The types that the code of a handshake names: what a side brings, and
    /// enumerations in its values.
    fn types_of(&self, handshake: &'m Handshake) -> Vec<&'m Name> {
        let model = self.model;
        let payloads = handshake.messages.iter().map(|message| message.payload);
        let structures = payloads.chain([handshake.local]);
        let structures = structures.filter_map(|id| model.structs.get(id.0));
        let enums = structures.flat_map(|item| &item.fields).filter_map(|field| match &field.ty {
            Type::Enum(id, _) => model.enums.get(id.0),
            _ => None,
        });
        let local = model.structs.get(handshake.local.0).map(|item| &item.name);
        local.into_iter().chain(enums.map(|item| &item.name)).collect()
    }

    fn clear_of(&mut self, name: &Name, what: &str, lists: &[&[&str]]) {
        let mut taken = lists.iter().flat_map(|list| list.iter());
        if let Some(taken) = taken.find(|taken| folded(taken) == folded(&name.text)) {
            self.report(
                Diagnostic::new(
                    Code::GeneratedName,
                    name.span,
                    format!("the {what} `{name}` would hide `{taken}` in generated code"),
                    "a name that the generated machine needs",
                )
                .help("choose another name"),
            );
        }
    }

    /// Names side by side, each once, in the spec and in snake or camel case.
    fn distinct(&mut self, what: &str, names: impl Iterator<Item = &'m Name>) {
        let names: Vec<&Name> = names.collect();
        repeated(names.iter().map(|name| (*name, &name.text)), |first, second| {
            self.duplicate(what, first, second);
        });
        self.no_collisions(&names);
    }

    fn no_collisions(&mut self, names: &[&'m Name]) {
        repeated(names.iter().map(|name| (*name, folded(&name.text))), |first, second| {
            if first.text != second.text {
                self.report(
                    Diagnostic::new(
                        Code::CollidingName,
                        second.span,
                        format!("`{first}` and `{second}` become one name in generated code"),
                        "differs only in case or underscores",
                    )
                    .related(first.span, "from this one")
                    .help("rename one of them"),
                );
            }
        });
    }

    fn duplicate(&mut self, what: &str, first: &Name, second: &Name) {
        self.report(
            Diagnostic::new(
                Code::DuplicateName,
                second.span,
                format!("the {what} `{second}` is declared twice"),
                "declared again",
            )
            .related(first.span, "first declared here")
            .help("rename or remove one of them"),
        );
    }

    /// In Rust no variable hides a constant or a type that is a function, too; names
    /// without letters are all that they could share.
    fn letterless(&mut self, name: &Name) {
        self.report(
            Diagnostic::new(
                Code::InvalidName,
                name.span,
                format!("`{name}` is no name of an item: it has no letter"),
                "fields may be called so, types and constants may not",
            )
            .help("choose a name with a letter"),
        );
    }

    fn reserved(&mut self, name: &Name, what: &str) {
        self.report(
            Diagnostic::new(
                Code::ReservedName,
                name.span,
                format!("`{name}` is a {what} of the language"),
                "has a meaning already",
            )
            .help("choose another name"),
        );
    }
}

fn folded(name: &str) -> String {
    name.chars().filter(|c| *c != '_').map(|c| c.to_ascii_lowercase()).collect()
}
