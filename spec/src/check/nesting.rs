//! Nesting: structures end, and don't nest deeper than a stack is.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Name, StructId, Type};

/// How many structures may stand inside one another.
const MAX_DEPTH: usize = 64;

/// How many structures that take no bytes may be read with one.
const MAX_EMPTY: u64 = 1024;

#[derive(Clone, Copy, PartialEq)]
enum Seen {
    No,
    Open,
    /// How many structures stand inside it, itself included.
    Height(usize),
}

impl<'m> Checker<'m> {
    /// Whether all structures end and nest within the limit.
    pub(super) fn nesting(&mut self) -> bool {
        let mut seen = vec![Seen::No; self.model.structs.len()];
        let mut good = true;
        for place in 0..seen.len() {
            good &= self.height(StructId(place), 1, &mut seen).is_some();
            if !good {
                break;
            }
        }
        good
    }

    /// The height of a structure; `None` once its mistake is reported.
    fn height(&mut self, id: StructId, depth: usize, seen: &mut [Seen]) -> Option<usize> {
        let structure = self.structure(id)?;
        match seen.get(id.0)? {
            Seen::Height(height) if depth + height <= MAX_DEPTH + 1 => return Some(*height),
            Seen::Height(_) => return self.too_deep(&structure.name),
            Seen::Open => return None,
            Seen::No if depth > MAX_DEPTH => return self.too_deep(&structure.name),
            Seen::No => {}
        }
        *seen.get_mut(id.0)? = Seen::Open;
        let mut height = 0;
        for field in &structure.fields {
            let mut inner = Vec::new();
            self.structures_in(&field.ty, &mut inner);
            for inner in inner {
                if seen.get(inner.0) == Some(&Seen::Open) {
                    self.report(
                        Diagnostic::new(
                            Code::Recursive,
                            field.span,
                            format!("`{}` contains itself", structure.name),
                            "leads back to where it is declared",
                        )
                        .related(structure.name.span, "the structure")
                        .help("carry the inner value as `bytes` and decode it on its own"),
                    );
                    return None;
                }
                height = height.max(self.height(inner, depth + 1, seen)?);
            }
        }
        *seen.get_mut(id.0)? = Seen::Height(height + 1);
        Some(height + 1)
    }

    /// No structure makes a decoder read more of those that take no bytes than
    /// it may, so that its work is bounded by its input.
    pub(super) fn emptiness(&mut self) {
        let mut known = vec![None; self.model.structs.len()];
        for (place, structure) in self.model.structs.iter().enumerate() {
            let count = self.empty_parts(StructId(place), &mut known);
            // Only the innermost of those with too many is at fault.
            let inner = structure.fields.iter().any(|field| {
                let mut inside = Vec::new();
                self.structures_in(&field.ty, &mut inside);
                inside.iter().any(|id| self.empty_parts(*id, &mut known) > MAX_EMPTY)
            });
            if count > MAX_EMPTY && !inner {
                self.report(
                    Diagnostic::new(
                        Code::TooManyEmpty,
                        structure.name.span,
                        format!(
                            "`{}` holds more than {MAX_EMPTY} structures that take no bytes",
                            structure.name
                        ),
                        "read from nothing",
                    )
                    .help("remove the structures without fields, or hold each of them once"),
                );
            }
        }
    }

    /// How many structures are read with one, itself included, before a byte
    /// pays for them. Those that take bytes pay for themselves.
    fn empty_parts(&self, id: StructId, known: &mut [Option<u64>]) -> u64 {
        if let Some(Some(count)) = known.get(id.0) {
            return *count;
        }
        let mut count: u64 = 1;
        for field in self.structure(id).iter().flat_map(|structure| &structure.fields) {
            let mut inner = Vec::new();
            self.structures_in(&field.ty, &mut inner);
            let empty = inner.into_iter().filter(|id| self.model.struct_size(*id).min == 0);
            let most = empty.map(|id| self.empty_parts(id, known)).max();
            count = count.saturating_add(most.unwrap_or(0));
        }
        if let Some(slot) = known.get_mut(id.0) {
            *slot = Some(count);
        }
        count
    }

    fn too_deep(&mut self, name: &Name) -> Option<usize> {
        self.report(
            Diagnostic::new(
                Code::Recursive,
                name.span,
                format!("`{name}` is nested in more than {MAX_DEPTH} structures"),
                "too deep",
            )
            .help("flatten the structures around it"),
        );
        None
    }

    /// The structures that a type holds directly.
    fn structures_in(&self, ty: &Type, found: &mut Vec<StructId>) {
        match ty {
            Type::Struct(id) => found.push(*id),
            Type::Union { union, .. } => {
                found.extend(self.model.unions.get(union.0).iter().flat_map(|u| u.bodies()));
            }
            Type::List(inner, _) | Type::Option(inner) | Type::Within(inner, _) => {
                self.structures_in(inner, found)
            }
            _ => {}
        }
    }
}
