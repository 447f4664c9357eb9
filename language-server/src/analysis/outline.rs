//! The outline of a spec: what is declared, in what.

use packetwright_spec::names::{Declaration, DeclarationId, DeclarationKind};
use packetwright_spec::span::Span;

use super::Analysis;

/// Something declared, and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: DeclarationKind,
    /// What stands in front of its brace, as written: `enum Kind: u8`.
    pub detail: String,
    /// Whether it is on its way out.
    pub deprecated: bool,
    /// Where its name is; inside `whole`.
    pub name_span: Span,
    /// All that belongs to it.
    pub whole: Span,
    /// What it holds, in order.
    pub children: Vec<Symbol>,
}

impl Analysis {
    /// What the spec declares, in order.
    pub fn outline(&self) -> Vec<Symbol> {
        // Whoever holds something stands before it, so that from the end each
        // is whole when it moves into its holder.
        let mut symbols: Vec<Option<Symbol>> =
            self.own().map(|(id, _)| Some(self.symbol(id))).collect();
        let mut top = Vec::new();
        for (place, declaration) in self.own().map(|(id, found)| (id.0, found)).rev() {
            let Some(mut symbol) = symbols.get_mut(place).and_then(Option::take) else { continue };
            symbol.children.reverse();
            match declaration.parent.and_then(|parent| symbols.get_mut(parent.0)) {
                Some(Some(parent)) => {
                    parent.whole = parent.whole.to(symbol.whole);
                    parent.children.push(symbol);
                }
                _ => top.push(symbol),
            }
        }
        top.reverse();
        top
    }

    /// What this file declares; it stands before what others do.
    fn own(&self) -> impl DoubleEndedIterator<Item = (DeclarationId, &Declaration)> {
        let declarations = self.names.declarations.iter().enumerate();
        let all = declarations.map(|(place, found)| (DeclarationId(place), found));
        let count = all.clone().take_while(|(id, _)| self.names.file_of(*id) == 0).count();
        all.take(count)
    }

    fn symbol(&self, id: DeclarationId) -> Symbol {
        let declaration = self.names.declaration(id);
        let name_span = declaration.name.span;
        Symbol {
            name: declaration.name.text.clone(),
            kind: declaration.kind,
            detail: self.head(id),
            deprecated: declaration.docs.deprecated.is_some(),
            name_span,
            whole: self
                .tokens
                .first()
                .map_or(name_span, |tokens| tokens.whole(declaration.kind, name_span)),
            children: Vec::new(),
        }
    }
}
