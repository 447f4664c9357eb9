//! Checks: which models make sense.
//!
//! One file a family. Every check reports what it finds and leaves the model as
//! it is; none of them knows how the spec was written down.
//!
//! Read next: `structures` for fields, `arithmetic` for conditions, `machine`
//! for the states of a handshake.

mod arithmetic;
mod attempt;
mod checksums;
mod claims;
mod handshake;
mod history;
mod layers;
mod machine;
mod malleable;
mod names;
mod nesting;
mod noise;
mod payload;
mod regions;
mod sizes;
mod structures;
mod tags;

use crate::diagnostic::{self, Diagnostic};
use crate::model::{Model, Name, Struct, StructId};

/// Something that passed [`check`]; there is no other way to make one.
#[derive(Clone, Debug)]
pub struct Checked<T>(T);

impl<T> std::ops::Deref for Checked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Judges a model.
///
/// # Errors
/// Every diagnostic of the run, in order of their place in the spec.
pub fn check(model: Model) -> Result<Checked<Model>, Vec<Diagnostic>> {
    let diagnostics = findings(&model);
    if diagnostics.iter().any(Diagnostic::is_error) { Err(diagnostics) } else { Ok(Checked(model)) }
}

/// Everything that is wrong with a model, in order of the places in the spec.
pub(crate) fn findings(model: &Model) -> Vec<Diagnostic> {
    let mut checker = Checker { model, diagnostics: Vec::new() };
    checker.names();
    checker.tags();
    checker.history();
    // What follows walks from structure to structure and must come to an end.
    if checker.nesting() {
        checker.emptiness();
        checker.structures();
        checker.regions();
        checker.checksums();
        checker.sizes();
        checker.malleable();
        checker.arithmetic();
        checker.layers();
        checker.handshakes();
    }
    diagnostic::sort(&mut checker.diagnostics);
    checker.diagnostics
}

/// The model under judgement and what was found so far.
struct Checker<'m> {
    model: &'m Model,
    diagnostics: Vec<Diagnostic>,
}

impl<'m> Checker<'m> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    fn structure(&self, id: StructId) -> Option<&'m Struct> {
        self.model.structs.get(id.0)
    }
}

/// The name of a field, by its place; nothing if there is none.
fn field_name(structure: &Struct, place: usize) -> &str {
    structure.fields.get(place).map_or("", |field| &field.name.text)
}

/// Finds names given twice: calls `found(first, second)` for each that is
/// `same` by the key.
fn repeated<'n, K: Ord>(
    names: impl IntoIterator<Item = (&'n Name, K)>,
    mut found: impl FnMut(&'n Name, &'n Name),
) {
    let mut seen: std::collections::BTreeMap<K, &'n Name> = std::collections::BTreeMap::new();
    for (name, key) in names {
        match seen.entry(key) {
            std::collections::btree_map::Entry::Occupied(first) => found(first.get(), name),
            std::collections::btree_map::Entry::Vacant(slot) => {
                slot.insert(name);
            }
        }
    }
}
