//! Checksums: they fit their field, cover whole bytes, and an encoder knows
//! what they cover before it computes them.

use super::{Checker, field_name};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Checksum, ChecksumAlgorithm, Coverage, Field, Struct};

impl Checker<'_> {
    /// Every checksum of every structure.
    pub(super) fn checksums(&mut self) {
        for structure in &self.model.structs {
            let checksums = structure.checksums();
            for checksum in &checksums {
                let Checksum { place, algorithm, of } = *checksum;
                let Some(field) = structure.fields.get(place) else { continue };
                let shared = structure.bit_runs().iter().any(|run| run.fields.contains(&place));
                self.checksum_fits(field, algorithm, shared);
                self.checksum_covers(structure, field, of);
                self.checksum_order(structure, &checksums, checksum);
                self.checksum_unseen(structure, place);
            }
        }
    }

    fn checksum_fits(&mut self, field: &Field, algorithm: ChecksumAlgorithm, shared: bool) {
        let Some(integer) = field.ty.number() else { return };
        let name = self.model.checksum_text(algorithm);
        let bits = algorithm.bits().unwrap_or(integer.bits);
        let (message, label) = if (integer.bits, integer.signed) != (bits, false) {
            (
                format!("`{name}` gives {bits} bits without a sign"),
                if integer.signed { "has a sign".into() } else { format!("{} bits", integer.bits) },
            )
        } else if !integer.is_whole() {
            (
                format!("`{}` does not fill whole bytes", field.name),
                format!("{} bits", integer.bits),
            )
        } else if integer.variable().is_some() {
            (
                format!("`{}` is as long as its value asks for", field.name),
                "has no fixed size".to_owned(),
            )
        } else if shared {
            (
                format!("`{}` shares its bytes with other fields", field.name),
                "begins inside a byte".to_owned(),
            )
        } else if field.range.is_some() {
            (format!("any number may be what `{name}` gives"), "has a range".to_owned())
        } else {
            return;
        };
        self.report(
            Diagnostic::new(Code::ChecksumShape, field.span, message, label).help(format!(
                "write `{}: u{} = {name}(…)`",
                field.name,
                bits.next_multiple_of(8)
            )),
        );
    }

    fn checksum_covers(&mut self, structure: &Struct, field: &Field, of: Coverage) {
        if of.first > of.last {
            self.report(
                Diagnostic::new(
                    Code::ChecksumShape,
                    field.name.span,
                    format!(
                        "`{}` comes after `{}`",
                        field_name(structure, of.first),
                        field_name(structure, of.last)
                    ),
                    "covers nothing",
                )
                .help("name the first field, then the last"),
            );
        } else if let Some(problem) = self.splits_bits(structure, of) {
            let diagnostic =
                Diagnostic::new(Code::ChecksumShape, problem.at, problem.message, problem.label);
            self.report(diagnostic.related(field.name.span, "the checksum").help(problem.help));
        }
    }

    /// A checksum that covers another one is complete after it.
    fn checksum_order(&mut self, structure: &Struct, checksums: &[Checksum], outer: &Checksum) {
        let too_late = |inner: &&Checksum| {
            inner.place != outer.place
                && outer.of.contains(inner.place)
                && inner.complete() >= outer.complete()
        };
        for inner in checksums.iter().filter(too_late) {
            let Some(field) = structure.fields.get(inner.place) else { continue };
            self.report(
                Diagnostic::new(
                    Code::ChecksumShape,
                    field.name.span,
                    format!(
                        "`{}` covers `{}`, which is not known before",
                        field_name(structure, outer.place),
                        field.name
                    ),
                    "covers a field as late as the other's last",
                )
                .help("let the inner one cover less, or put it behind what the outer one covers"),
            );
        }
    }

    /// No condition looks at a checksum, which is computed last.
    fn checksum_unseen(&mut self, structure: &Struct, place: usize) {
        let conditions = structure.fields.iter().filter_map(|field| {
            field.condition.as_ref().map(|condition| (condition, field.name.span))
        });
        let requires = structure.requires.iter().map(|require| (&require.condition, require.span));
        let looks = conditions.chain(requires).find(|(condition, _)| condition.mentions(place));
        if let Some((_, at)) = looks {
            self.report(
                Diagnostic::new(
                    Code::ChecksumShape,
                    at,
                    format!("a condition looks at `{}`", field_name(structure, place)),
                    "is a checksum, which is computed last",
                )
                .help("compare fields that the checksum covers"),
            );
        }
    }
}
