//! What each use stands for. Runs over the uses in order: those that a use
//! leans on stand before it.

use super::{DeclarationId, DeclarationKind as Kind, Names, Place, ScopeId, Use, UseId};

const TYPES: &[Kind] = &[Kind::Enum, Kind::Flags, Kind::Struct, Kind::Packet, Kind::Union];
const VALUES: &[Kind] = &[Kind::Field, Kind::Flag, Kind::Binding, Kind::Constant];

pub(super) fn resolve(names: &mut Names) {
    for (place, declaration) in names.declarations.iter().enumerate() {
        let key = (declaration.scope, declaration.name.text.clone());
        names.known.entry(key).or_default().push(DeclarationId(place));
    }
    for place in 0..names.uses.len() {
        let target = target(names, &names.uses[place]);
        names.uses[place].target = target;
    }
}

fn target(names: &Names, found: &Use) -> Option<DeclarationId> {
    let text = found.name.text.as_str();
    let top = |kinds: &[Kind]| names.find(ScopeId::TOP, text, kinds);
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
        Place::Integer | Place::Parameter | Place::Function | Place::Word(_) => None,
    }
}

/// A message of a set. Messages are known at the top, beside those of other sets.
fn message(names: &Names, set: DeclarationId, text: &str) -> Option<DeclarationId> {
    let known = names.known.get(&(ScopeId::TOP, text.to_owned()))?;
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
