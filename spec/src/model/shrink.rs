//! What shrinks: values that may be read from more bytes than they are written to.
//!
//! Knows nothing of who asks; the one check that does is in `check::malleable`.

use super::{Extent, Measure, Model, PaddingLength, StructId, Type};

impl Model {
    /// Of each structure, whether its values may be read from more bytes than
    /// they are written to.
    pub(crate) fn shrinking(&self) -> Vec<bool> {
        self.structures_that(|structure, shrinking| {
            structure.fields.iter().any(|field| self.shrinks(&field.ty, shrinking))
        })
    }

    /// The same of a type, given the structures that do.
    pub(crate) fn shrinks(&self, ty: &Type, shrinking: &[bool]) -> bool {
        let structure = |id: StructId| shrinking.get(id.0).copied().unwrap_or(false);
        let prefix = |extent: &Extent| match extent.measure {
            Measure::Prefix(prefix) => prefix.is_malleable(),
            _ => false,
        };
        match ty {
            Type::Integer(integer) | Type::Enum(_, integer) | Type::Flags(_, integer) => {
                integer.is_malleable()
            }
            Type::Bytes(extent) | Type::Text(extent) => prefix(extent),
            Type::List(inner, extent) | Type::Within(inner, extent) => {
                prefix(extent) || self.shrinks(inner, shrinking)
            }
            Type::Option(inner) => self.shrinks(inner, shrinking),
            Type::Struct(id) => structure(*id),
            Type::Union { union, .. } => {
                self.unions.get(union.0).is_some_and(|union| union.bodies().any(structure))
            }
            Type::Padding(padding) => matches!(padding.length, PaddingLength::Rest { .. }),
            // Its other forms are as long.
            Type::Bool(_) | Type::Float(_) | Type::External(_) => false,
        }
    }
}
