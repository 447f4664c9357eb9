//! What each use stands for. Runs over the uses in order: those that a use
//! leans on stand before it.

use super::{DeclarationId, DeclarationKind as Kind, Names, Place, ScopeId, Use, UseId};
use crate::import::ParsedFile;
use crate::syntax::tree::{Import, Item};

const TYPES: &[Kind] = &[Kind::Enum, Kind::Flags, Kind::Struct, Kind::Packet, Kind::Union];
const VALUES: &[Kind] = &[Kind::Field, Kind::Flag, Kind::Binding, Kind::Constant];

pub(super) fn resolve(names: &mut Names, files: &[ParsedFile]) {
    for (place, declaration) in names.declarations.iter().enumerate() {
        let key = (declaration.scope, declaration.name.text.clone());
        names.known.entry(key).or_default().push(DeclarationId(place));
    }
    bring(names, files);
    // A use may lean on one in a file that stands behind, which leans on none.
    let rounds = if files.len() > 1 { 2 } else { 1 };
    for _ in 0..rounds {
        for place in 0..names.uses.len() {
            let target = target(names, &names.uses[place]);
            names.uses[place].target = target;
        }
    }
}

/// Makes known in each file what its imports bring, behind its own items.
fn bring(names: &mut Names, files: &[ParsedFile]) {
    for (place, file) in files.iter().enumerate() {
        let imports = file.tree.items.iter().filter_map(|item| match item {
            Item::Import(import) => Some(import),
            _ => None,
        });
        let mut brought = Vec::new();
        for (import, target) in imports.zip(&file.imports) {
            if let Some(target) = *target {
                brought.extend(brings(names, import, target));
            }
        }
        for id in &brought {
            let name = names.declaration(*id).name.text.clone();
            names.known.entry((ScopeId(place), name)).or_default().push(*id);
        }
        names.brought.push(brought);
    }
}

/// The items of a file that an import means.
fn brings(names: &Names, import: &Import, file: usize) -> Vec<DeclarationId> {
    let is_meant = |text: &str| match &import.names {
        None => true,
        Some(names) => names.iter().any(|name| name.text == text),
    };
    let items = names.items(file).filter(|(_, found)| is_meant(&found.name.text));
    items.map(|(id, _)| id).collect()
}

fn target(names: &Names, found: &Use) -> Option<DeclarationId> {
    let text = found.name.text.as_str();
    let top = |kinds: &[Kind]| names.find(names.top_around(found.scope), text, kinds);
    let around = |kinds: &[Kind]| {
        names.scopes_around(found.scope).find_map(|scope| names.find(scope, text, kinds))
    };
    let inside = |owner: UseId, kinds: &[Kind]| {
        let owner = names.uses.get(owner.0)?.target?;
        names.find(names.declaration(owner).inner?, text, kinds)
    };
    match found.place {
        Place::Type => top(TYPES),
        Place::SelectorType | Place::EnumOfPath => top(&[Kind::Enum]),
        Place::SelectorField | Place::Measured => names.find(found.scope, text, &[Kind::Field]),
        Place::Constant => top(&[Kind::Constant]),
        Place::Value => around(VALUES),
        Place::Owner => around(&[Kind::Field, Kind::HandshakeMessage]),
        Place::Variant(owner) => inside(owner, &[Kind::Variant]),
        Place::Member(owner) => member(names, owner, text),
        Place::FieldOf(owner) => inside(owner, &[Kind::Field]),
        Place::Reply(set) => message(names, set, text),
        Place::RoleMessage(owner) => message(names, names.uses.get(owner.0)?.target?, text),
        Place::Layer => top(&[Kind::Packet, Kind::Struct, Kind::Messages]),
        Place::Handshake => top(&[Kind::Handshake]),
        Place::Local => top(&[Kind::Struct, Kind::Packet]),
        Place::HandshakeMessage | Place::Trigger | Place::Sent => around(&[Kind::HandshakeMessage]),
        Place::Failure => around(&[Kind::Failure]),
        Place::State => names.find(found.scope, text, &[Kind::State]),
        Place::Binding => names.find(found.scope, text, &[Kind::Binding]),
        Place::Imported(file) => {
            names.items(file?).find(|(_, item)| item.name.text == text).map(|(id, _)| id)
        }
        Place::Integer | Place::Parameter | Place::Function | Place::Word(_) => None,
    }
}

/// A message of a set. Messages are known at the top of its file, beside those of
/// other sets.
fn message(names: &Names, set: DeclarationId, text: &str) -> Option<DeclarationId> {
    let known = names.known.get(&(names.declaration(set).scope, text.to_owned()))?;
    known.iter().copied().find(|id| {
        let found = names.declaration(*id);
        found.kind == Kind::Message && found.parent == Some(set)
    })
}

/// `flags.deadline`: a flag of the type of a field. `Init.nonce`: a field of a
/// message. `local.suites`: a field of what each side brings.
fn member(names: &Names, owner: UseId, text: &str) -> Option<DeclarationId> {
    let owner = names.uses.get(owner.0)?;
    let holder = match owner.target {
        Some(id) if names.declaration(id).kind == Kind::Field => names.type_of(id)?,
        Some(id) => id,
        None if owner.name.text == "local" => {
            let handshake = names.chain(owner.inside?).last()?;
            names.type_of(handshake)?
        }
        None => return None,
    };
    names.find(names.declaration(holder).inner?, text, &[Kind::Flag, Kind::Field])
}
