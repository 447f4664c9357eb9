//! Malleable bytes in what is measured: a size that holds of the bytes that were
//! read must hold of those that are written instead, which may be fewer.
//!
//! What shrinks is the model's to say; whether sizes fit what carries them is
//! judged in `sizes`.

use super::{Checker, field_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Extent, Field, PaddingLength, Region, Size, Struct, Type};
use crate::span::Span;

impl<'m> Checker<'m> {
    /// Every size of something that shrinks.
    pub(super) fn malleable(&mut self) {
        let shrinking = self.model.shrinking();
        if !shrinking.contains(&true) {
            return;
        }
        for union in &self.model.unions {
            let Some(extent) = &union.within else { continue };
            for body in union.bodies().filter(|body| shrinking.get(body.0) == Some(&true)) {
                if let Some(arm) = self.structure(body) {
                    self.still_fills(arm.name.span, self.model.struct_size(body), extent);
                }
            }
        }
        for structure in &self.model.structs {
            for field in &structure.fields {
                self.still_fill(field, &field.ty, &shrinking);
            }
            for region in self.model.regions(structure) {
                let fields = structure.fields.get(region.coverage.first..=region.coverage.last);
                let mut fields = fields.unwrap_or_default().iter();
                if let Some(field) = fields.find(|field| self.model.shrinks(&field.ty, &shrinking))
                {
                    self.still_said(structure, &region, field);
                }
            }
        }
    }

    fn still_fill(&mut self, field: &Field, ty: &Type, shrinking: &[bool]) {
        match ty {
            Type::Within(inner, extent) => {
                if self.model.shrinks(inner, shrinking) {
                    self.still_fills(field.span, self.model.size(inner), extent);
                }
                self.still_fill(field, inner, shrinking);
            }
            Type::List(inner, _) | Type::Option(inner) => self.still_fill(field, inner, shrinking),
            _ => {}
        }
    }

    /// The shortest that is written still fills a region.
    fn still_fills(&mut self, at: Span, content: Size, extent: &Extent) {
        if content.min >= extent.min {
            return;
        }
        let (filled, written) = (extent.min, content.min);
        self.report(
            Diagnostic::new(
                Code::UnstableSize,
                at,
                format!("of {filled} or more bytes that are filled here, only {written} may be written"),
                "malleable inside a size with a least value",
            )
            .help("let as few bytes fill it as are written: `within[u16]<…>`; or remove `malleable` inside"),
        );
    }

    /// The number that says the size of fields says it of what is written, too,
    /// and nothing else depends on it.
    fn still_said(&mut self, structure: &Struct, region: &Region, shrinks: &Field) {
        let name = field_name(structure, region.length);
        let sizes = self.model.field_sizes(structure);
        let covered = sizes.get(region.coverage.first..=region.coverage.last).unwrap_or_default();
        let least = covered.iter().copied().fold(Size::EMPTY, Size::then).min;
        let (problem, help) = if region.min > least {
            (
                format!(
                    "`{name}` is never below {}, but the size of what is written may be {least}",
                    region.min
                ),
                "allow the size of what is written, or remove `malleable`",
            )
        } else if region.scale.unit > 1 && !is_aligned(structure, region, &sizes) {
            (
                format!(
                    "`{name}` counts {} bytes as one, and what is written may be no such number",
                    region.scale.unit
                ),
                "count in bytes, end what is measured with `padding[to …]`, or remove `malleable`",
            )
        } else if looks_at(structure, region.length) {
            (
                format!(
                    "a condition looks at `{name}`, which is another number when it is written"
                ),
                "look at something else, or remove `malleable`",
            )
        } else {
            return;
        };
        let Some(length) = structure.fields.get(region.length) else { return };
        self.report(
            Diagnostic::new(
                Code::UnstableSize,
                length.name.span,
                problem,
                "a size that counts malleable bytes",
            )
            .related(shrinks.name.span, "may be read from more bytes than it is written to")
            .help(help),
        );
    }
}

/// Whether padding at the end of what is measured makes its size a number of
/// units, whatever is in front of it.
fn is_aligned(structure: &Struct, region: &Region, sizes: &[Size]) -> bool {
    let unit = region.scale.unit;
    let aligned = structure.fields.get(region.coverage.last).is_some_and(|last| match last.ty {
        Type::Padding(padding) => match padding.length {
            PaddingLength::To(multiple) => multiple.is_multiple_of(unit),
            PaddingLength::Exactly(_) | PaddingLength::Rest { .. } => false,
        },
        _ => false,
    });
    let before = sizes.iter().take(region.coverage.first).copied().fold(Size::EMPTY, Size::then);
    aligned
        && before.fixed().is_some_and(|before| before.is_multiple_of(unit))
        && region.scale.plus.rem_euclid(unit.into()) == 0
}

/// Whether a condition or constraint of a structure looks at a size.
fn looks_at(structure: &Struct, length: usize) -> bool {
    let conditions = structure.fields.iter().filter_map(|field| field.condition.as_ref());
    let requires = structure.requires.iter().map(|require| &require.condition);
    conditions.chain(requires).any(|condition| condition.mentions(length))
}
