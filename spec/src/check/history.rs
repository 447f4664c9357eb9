//! History: what came when, by the versions of the protocol.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Docs;

impl<'m> Checker<'m> {
    /// Nothing came with a version that is not there yet.
    pub(super) fn history(&mut self) {
        for docs in self.all_docs() {
            let Some((version, span)) = docs.since else { continue };
            if (1..=u64::from(self.model.version)).contains(&version) {
                continue;
            }
            self.report(
                Diagnostic::new(
                    Code::VersionAhead,
                    span,
                    format!("the protocol has no version {version}"),
                    format!("the spec is that of version {}", self.model.version),
                )
                .help("raise the protocol's `version`, or name the one that brought this"),
            );
        }
    }

    fn all_docs(&self) -> Vec<&'m Docs> {
        let model = self.model;
        let mut all: Vec<&Docs> = model.constants.iter().map(|item| &item.docs).collect();
        for item in &model.enums {
            all.push(&item.docs);
            all.extend(item.variants.iter().map(|variant| &variant.docs));
        }
        for item in &model.flags {
            all.push(&item.docs);
            all.extend(item.bits.iter().map(|bit| &bit.docs));
        }
        for item in &model.structs {
            // Those of messages and arms are also the structure's.
            all.push(&item.docs);
            all.extend(item.fields.iter().map(|field| &field.docs));
        }
        all.extend(model.unions.iter().map(|item| &item.docs));
        all.extend(model.message_sets.iter().map(|item| &item.docs));
        for item in &model.handshakes {
            all.push(&item.docs);
            all.extend(item.failures.iter().map(|failure| &failure.docs));
        }
        all
    }
}
