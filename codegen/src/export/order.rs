//! Byte orders: a plain type whose order is not the protocol's says so itself.

use packetwright_spec::model::{Endian, Name};
use packetwright_spec::syntax::tree::{Extent, Item, Selector, Type, TypeKind};

use super::each_type;

/// Writes a byte order behind every number of an item.
pub(super) fn say(item: &mut Item, endian: Endian) {
    if let Item::Union(union) = item {
        match &mut union.node.selector {
            Selector::Tag(tag) | Selector::Peek(tag) | Selector::Field(_, tag) => {
                order(tag, endian)
            }
        }
        union.node.within.iter_mut().for_each(|within| prefix(within, endian));
    }
    if let Item::Messages(set) = item {
        order(&mut set.node.tag, endian);
    }
    each_type(item, &mut |ty| say_of_type(ty, endian));
}

fn say_of_type(ty: &mut Type, endian: Endian) {
    match &mut ty.kind {
        TypeKind::Name(name) => order(name, endian),
        TypeKind::Bytes(extent) | TypeKind::Text(extent) | TypeKind::List(_, extent) => {
            extent.iter_mut().for_each(|extent| prefix(extent, endian));
        }
        TypeKind::Within(_, extent) => prefix(extent, endian),
        TypeKind::Selected(..)
        | TypeKind::Option(_)
        | TypeKind::Padding(_)
        | TypeKind::External(_) => {}
    }
}

fn prefix(extent: &mut Extent, endian: Endian) {
    if let Extent::Prefixed(name, _) = extent {
        order(name, endian);
    }
}

/// A number of more than a byte gets its order; other types have none.
pub(super) fn order(name: &mut Name, endian: Endian) {
    if depends(name) {
        let text = if name.text == "bit" { "u1" } else { name.text.as_str() };
        let order = match endian {
            Endian::Big => "be",
            Endian::Little => "le",
        };
        name.text = format!("{text}{order}");
    }
}

/// Whether a type is a number that has the byte order of what is around it.
pub(super) fn depends(name: &Name) -> bool {
    let text = name.text.as_str();
    let bits = text.strip_prefix(['u', 'i']).and_then(|bits| bits.parse::<u8>().ok());
    matches!(text, "bit" | "f32" | "f64") || bits.is_some_and(|bits| bits != 8)
}
