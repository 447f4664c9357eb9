//! What came when and what is on its way out, where others use it.

use super::Linter;
use crate::diagnostic::{Code, Diagnostic};
use crate::names::{DeclarationId, DeclarationKind as Kind, Use};

impl Linter<'_> {
    pub(super) fn history(&mut self) {
        let mut findings = Vec::new();
        for used in &self.names.uses {
            let (Some(target), Some(user)) = (used.target, used.inside) else { continue };
            if !self.is_free_to_choose(used, target, user) {
                continue;
            }
            findings.extend(self.deprecated(used, target, user).map(|found| (Some(user), found)));
            findings.extend(self.newer(used, target, user).map(|found| (Some(user), found)));
        }
        self.findings.extend(findings);
    }

    /// Whether the author could have used something else: the arms of a union
    /// must name every variant, and what measures or chooses a field must name
    /// that field.
    fn is_free_to_choose(&self, used: &Use, target: DeclarationId, user: DeclarationId) -> bool {
        let (target, user) = (self.names.declaration(target), self.names.declaration(user));
        let arm = target.kind == Kind::Variant && user.kind == Kind::Union;
        !arm && target.kind != Kind::Field && used.name.span != target.name.span
    }

    fn deprecated(
        &self,
        used: &Use,
        target: DeclarationId,
        user: DeclarationId,
    ) -> Option<Diagnostic> {
        let docs = |id| &self.names.declaration(id).docs;
        let on_its_way_out = self.names.chain(user).any(|id| docs(id).deprecated.is_some());
        let why = docs(target).deprecated.as_ref().filter(|_| !on_its_way_out)?;
        let name = &used.name;
        let found = Diagnostic::new(
            Code::DeprecatedUse,
            name.span,
            format!("`{name}` is on its way out and still used"),
            if why.is_empty() { "deprecated".to_owned() } else { format!("deprecated: {why}") },
        );
        let declared = self.names.declaration(target).name.span;
        let help = "use what takes its place, or deprecate what uses it as well";
        Some(found.related(declared, "declared here").help(help))
    }

    /// Something that is there since a version uses something that came later.
    fn newer(&self, used: &Use, target: DeclarationId, user: DeclarationId) -> Option<Diagnostic> {
        let came = self.since(target)?;
        let there = self.since(user).unwrap_or(1);
        // Constants are not on the wire; they may be named at any time.
        let constant = self.names.declaration(target).kind == Kind::Constant;
        if constant || came <= there {
            return None;
        }
        let name = &used.name;
        let user_name = &self.names.declaration(user).name;
        let found = Diagnostic::new(
            Code::NewerPart,
            name.span,
            format!(
                "`{name}` came with version {came}, and `{user_name}` uses it since version {there}"
            ),
            "was not there yet",
        );
        let declared = self.names.declaration(target).name.span;
        let help =
            format!("write `#[since({came})]` in front of `{user_name}`, or correct the other");
        Some(found.related(declared, "declared here").help(help))
    }
}
