//! Nesting: structures end, and don't nest deeper than a stack is.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Name, StructId, Type};

/// How many structures may stand inside one another.
const MAX_DEPTH: usize = 64;

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
