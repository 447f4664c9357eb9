//! Regions: a size covers fields whose end a decoder can know, and sizes nest.

use super::{Checker, field_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{BitRun, Coverage, Field, Region, Size, Struct};
use crate::span::Span;

/// What is wrong with a region: where, what, the label, what to do.
pub(super) struct Problem {
    pub(super) at: Span,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) help: String,
}

impl Checker<'_> {
    /// Every size of several fields.
    pub(super) fn regions(&mut self) {
        for structure in &self.model.structs {
            let regions = self.model.regions(structure);
            let sound: Vec<Region> = regions
                .into_iter()
                .filter(|region| match self.region_problem(structure, region) {
                    Some(problem) => {
                        self.unmeasurable(structure, region, problem);
                        false
                    }
                    None => true,
                })
                .collect();
            for (place, outer) in sound.iter().enumerate() {
                for inner in sound.iter().skip(place + 1) {
                    self.region_pair(structure, outer, inner);
                }
            }
        }
    }

    fn unmeasurable(&mut self, structure: &Struct, region: &Region, problem: Problem) {
        let Problem { at, message, label, help } = problem;
        let mut diagnostic = Diagnostic::new(Code::Unmeasurable, at, message, label).help(help);
        if let Some(length) = structure.fields.get(region.length)
            && length.name.span != at
        {
            diagnostic = diagnostic.related(length.name.span, "says the size");
        }
        self.report(diagnostic);
    }

    /// What keeps a decoder from knowing where the fields end.
    fn region_problem(&self, structure: &Struct, region: &Region) -> Option<Problem> {
        let Coverage { first, last } = region.coverage;
        let length = structure.fields.get(region.length)?;
        let name = &length.name;
        if last <= region.length || first > last {
            return Some(Problem {
                at: name.span,
                message: format!("`{name}` measures nothing behind itself"),
                label: "what it measures ends here or earlier".into(),
                help: "name the first and the last field, the last one behind this: `size(kind..=body)`".into(),
            });
        }
        if length.condition.is_some() {
            return Some(Problem {
                at: name.span,
                message: format!("`{name}` may be absent while what it measures is there"),
                label: "has a condition".into(),
                help: "put both in a structure and give that one the condition".into(),
            });
        }
        if length.ty.number().is_some_and(|number| number.variable().is_some())
            && structure.is_aligned(region.coverage)
        {
            return Some(Problem {
                at: name.span,
                message: format!("`{name}` measures padding that depends on how long itself is"),
                label: "as long as its value asks for".into(),
                help: "write a size in an integer of fixed size, or end it before the padding"
                    .into(),
            });
        }
        self.unfixed_before(structure, region)
            .or_else(|| self.splits_bits(structure, region.coverage))
            .or_else(|| looks_at_itself(structure, region))
    }

    /// A field in front of the length, covered by it, without a fixed size.
    fn unfixed_before(&self, structure: &Struct, region: &Region) -> Option<Problem> {
        let sizes: Vec<Size> = self.model.field_sizes(structure);
        let place = (region.coverage.first..=region.length)
            .find(|place| sizes.get(*place).is_none_or(|size| size.fixed().is_none()))?;
        let field = structure.fields.get(place)?;
        Some(Problem {
            at: field.name.span,
            message: format!(
                "`{}` is measured by a field behind it and has no fixed size",
                field.name
            ),
            label: "how long it is, the size behind it cannot tell".into(),
            help: format!(
                "measure only what follows: `size({}..={})`",
                field_name(structure, region.length + 1),
                field_name(structure, region.coverage.last)
            ),
        })
    }

    /// A coverage that begins or ends inside a byte.
    pub(super) fn splits_bits(&self, structure: &Struct, coverage: Coverage) -> Option<Problem> {
        let inside = |run: &BitRun| {
            let begins = run.fields.contains(&coverage.first) && run.fields.start != coverage.first;
            let ends = run.fields.contains(&coverage.last) && run.fields.end != coverage.last + 1;
            begins.then_some(coverage.first).or(ends.then_some(coverage.last))
        };
        let mut runs = structure.bit_runs().into_iter();
        let (run, place) = runs.find_map(|run| inside(&run).map(|place| (run, place)))?;
        let field = structure.fields.get(place)?;
        Some(Problem {
            at: field.name.span,
            message: format!("`{}` shares its bytes with fields that are not covered", field.name),
            label: "inside a byte".into(),
            help: format!(
                "cover all fields from `{}` to `{}`, or none of them",
                field_name(structure, run.fields.start),
                field_name(structure, run.fields.end - 1)
            ),
        })
    }

    /// Two regions nest or are apart.
    fn region_pair(&mut self, structure: &Struct, outer: &Region, inner: &Region) {
        let (a, b) = (outer.coverage, inner.coverage);
        if !a.overlaps(b) {
            return;
        }
        let name = |region: &Region| field_name(structure, region.length);
        let Some(at) = structure.fields.get(inner.length).map(|field| field.name.span) else {
            return;
        };
        let problem = if a == b {
            Problem {
                at,
                message: format!("`{}` and `{}` measure the same", name(outer), name(inner)),
                label: "told twice".into(),
                help: "remove one of the two".into(),
            }
        } else if !a.encloses(b) && !b.encloses(a) {
            Problem {
                at,
                message: format!(
                    "what `{}` and `{}` measure overlaps, and neither is part of the other",
                    name(outer),
                    name(inner)
                ),
                label: "measures a part of the other's".into(),
                help: "let one of them cover all that the other does".into(),
            }
        } else {
            // The outer size is known first: what it covers in front of itself is fixed.
            return;
        };
        self.unmeasurable(structure, outer, problem);
    }
}

/// A condition among the fields that looks at their size.
fn looks_at_itself(structure: &Struct, region: &Region) -> Option<Problem> {
    let fields = structure.fields.get(region.coverage.first..=region.coverage.last)?;
    let looks = |field: &&Field| {
        field.condition.as_ref().is_some_and(|condition| condition.mentions(region.length))
    };
    let field = fields.iter().find(looks)?;
    let length = field_name(structure, region.length);
    Some(Problem {
        at: field.name.span,
        message: format!(
            "whether `{}` is there depends on `{length}`, which measures it",
            field.name
        ),
        label: "counts in its own condition".into(),
        help: "make it depend on another field, or let the size end before it".into(),
    })
}
