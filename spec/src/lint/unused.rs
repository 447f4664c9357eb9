//! What nothing needs, and what every spec should have.

use std::collections::BTreeSet;

use super::Linter;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::FieldValue;
use crate::names::{DeclarationId, DeclarationKind as Kind};
use crate::syntax::tree::Item;

impl Linter<'_> {
    pub(super) fn unused(&mut self) {
        if !self.file.items.iter().any(|item| matches!(item, Item::Protocol(_))) {
            // A library is there for others.
            return;
        }
        let used = self.reached();
        let unused: Vec<DeclarationId> = self
            .names
            .all()
            .filter(|(id, found)| found.parent.is_none() && !used.contains(id))
            .map(|(id, _)| id)
            .collect();
        for id in unused {
            let found = self.names.declaration(id);
            let what = match found.kind {
                Kind::Constant => "constant",
                Kind::Enum => "enumeration",
                Kind::Flags => "set of flags",
                Kind::Union => "union",
                _ => "structure",
            };
            let found = Diagnostic::new(
                Code::UnusedItem,
                found.name.span,
                format!("the {what} `{}` is not used", found.name),
                "nothing on the wire needs it",
            );
            self.report(
                Some(id),
                found.help(
                    "remove it; if it is there for others, write `#[allow(unused)]` above it",
                ),
            );
        }
        self.magic();
    }

    /// The items that are on the wire, and those that they need.
    fn reached(&self) -> BTreeSet<DeclarationId> {
        let layered = self.file.items.iter().any(|item| matches!(item, Item::Layers(_)));
        let is_root = |kind: Kind| match kind {
            Kind::Constant | Kind::Enum | Kind::Flags => false,
            // Without layers, any structure may be what is encoded.
            Kind::Struct | Kind::Union => !layered,
            _ => true,
        };
        let mut uses: Vec<Vec<DeclarationId>> = vec![Vec::new(); self.names.declarations.len()];
        let mut open: Vec<DeclarationId> = Vec::new();
        let item_of = |id: DeclarationId| self.names.chain(id).last().unwrap_or(id);
        for used in &self.names.uses {
            let Some(target) = used.target.map(item_of) else { continue };
            match used.inside.map(item_of) {
                Some(user) => uses.get_mut(user.0).into_iter().for_each(|list| list.push(target)),
                // Layers are no declaration, and are on the wire.
                None => open.push(target),
            }
        }
        let items = self.names.all().filter(|(_, found)| found.parent.is_none());
        open.extend(items.filter(|(_, found)| is_root(found.kind)).map(|(id, _)| id));
        let mut reached = BTreeSet::new();
        while let Some(id) = open.pop() {
            if reached.insert(id) {
                open.extend(uses.get(id.0).into_iter().flatten());
            }
        }
        reached
    }

    /// A packet that travels begins with something to know it by.
    fn magic(&mut self) {
        let Some(layers) = &self.model.layers else { return };
        let packet = &self.model[layers.packet];
        let first = packet.fields.first().map(|field| &field.value);
        if matches!(first, Some(FieldValue::Constant(_) | FieldValue::Bytes(_)) | None) {
            return;
        }
        let name = &packet.name;
        let found = Diagnostic::new(
            Code::NoMagic,
            name.span,
            format!("the packet `{name}` does not begin with a constant"),
            "another protocol on this port would be noticed late",
        );
        let at = self.declared.get(&name.span).copied();
        self.report(
            at,
            found.help("begin with a constant of the protocol's own: `magic: u32 = 0x…`"),
        );
    }
}
