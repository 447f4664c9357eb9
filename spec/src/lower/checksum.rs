//! Checksums: which algorithm, over which fields.

use super::Lowering;
use super::structure::Places;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{ChecksumAlgorithm, Coverage, FieldValue, Name};
use crate::syntax::tree::{Expression, ExpressionKind};

impl Lowering<'_> {
    /// The checksum that a value is; none if it is something else. The inner
    /// value is none once a mistake in it is reported.
    pub(super) fn checksum_value(
        &mut self,
        value: &Expression,
        places: &Places<'_>,
    ) -> Option<Option<FieldValue>> {
        let (algorithm, function, arguments) = match &value.kind {
            ExpressionKind::Supplied(function, arguments) => {
                (self.supplied(function), function, arguments)
            }
            ExpressionKind::Call(function, arguments) => {
                let Some(algorithm) = ChecksumAlgorithm::named(&function.text) else {
                    let known = ["len", "count", "size"].into_iter();
                    let algorithms = ChecksumAlgorithm::KNOWN.iter().filter_map(|a| a.name());
                    self.unknown(function, "function", known.chain(algorithms));
                    return Some(None);
                };
                (algorithm, function, arguments)
            }
            _ => return None,
        };
        let (first, last) = match arguments.as_slice() {
            [Expression { kind: ExpressionKind::Name(of), .. }] => (of, of),
            [Expression { kind: ExpressionKind::Fields(ends), .. }] => (&ends.0, &ends.1),
            _ => {
                let diagnostic = Diagnostic::new(
                    Code::TypeMismatch,
                    value.span,
                    format!("`{function}` is over neighbouring fields of the same structure"),
                    "expected the first and the last of them",
                );
                self.report(diagnostic.help(format!("write `{function}(first..=last)`")));
                return Some(None);
            }
        };
        let mut place = |name: &Name| {
            let place = places.get(name.text.as_str()).copied();
            if place.is_none() {
                self.unknown(name, "field", places.keys().copied());
            }
            place
        };
        let (first, last) = (place(first), place(last));
        let of = first.zip(last).map(|(first, last)| Coverage { first, last });
        Some(of.map(|of| FieldValue::Checksum { algorithm, of }))
    }

    /// A function that the user supplies.
    fn supplied(&mut self, function: &Name) -> ChecksumAlgorithm {
        let functions = &mut self.model.functions;
        let known = functions.iter().position(|name| name.text == function.text);
        ChecksumAlgorithm::Supplied(known.unwrap_or_else(|| {
            functions.push(function.clone());
            functions.len() - 1
        }))
    }
}
