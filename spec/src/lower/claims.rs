//! Claims and mutants: their words become kinds.

use super::Lowering;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Claim, ClaimKind, Handshake, Mutant, Mutation};
use crate::syntax::tree;

const CLAIMS: [&str; 6] = ["secret", "pq_secret", "agree", "no_downgrade", "no_reflection", "kci"];

impl Lowering<'_> {
    /// The parts `claims` and `mutants`.
    pub(super) fn claims(&mut self, node: &tree::Handshake, handshake: &mut Handshake) {
        for claim in &node.claims {
            if let Some(kind) = self.claim(claim) {
                let only = claim.only.clone();
                handshake.claims.push(Claim { kind, only, span: claim.span });
            }
        }
        for mutant in &node.mutants {
            let mutation = self.mutation(mutant);
            if !CLAIMS.contains(&mutant.breaks.text.as_str()) {
                self.unknown(&mutant.breaks, "claim", CLAIMS);
            } else if let Some(mutation) = mutation {
                let (breaks, span) = (mutant.breaks.clone(), mutant.span);
                handshake.mutants.push(Mutant { mutation, breaks, span });
            }
        }
    }

    fn claim(&mut self, claim: &tree::Claim) -> Option<ClaimKind> {
        let kinds = ClaimKind::ALL.into_iter();
        let Some((party, other)) = &claim.parties else {
            let found = kinds.into_iter().find(|kind| kind.word() == claim.kind.text);
            if found.is_none() {
                self.unknown(&claim.kind, "claim", CLAIMS);
            }
            return found;
        };
        match (party.text.as_str(), other.text.as_str()) {
            ("initiator", "responder") => Some(ClaimKind::AgreeInitiator),
            ("responder", "initiator") => Some(ClaimKind::AgreeResponder),
            ("initiator" | "responder", "initiator" | "responder") => {
                let text = format!("the {party} agrees with itself");
                self.report(
                    Diagnostic::new(Code::WrongSender, other.span, text, "the same party again")
                        .help("write `agree initiator with responder` or `agree responder with initiator`"),
                );
                None
            }
            ("initiator" | "responder", _) => {
                self.unknown(other, "party", ["initiator", "responder"]);
                None
            }
            _ => {
                self.unknown(party, "party", ["initiator", "responder"]);
                None
            }
        }
    }

    fn mutation(&mut self, mutant: &tree::Mutant) -> Option<Mutation> {
        let of: Vec<&str> = mutant.of.iter().map(|name| name.text.as_str()).collect();
        match (mutant.operation.text.as_str(), &of[..]) {
            ("unbind", ["h"]) => Some(Mutation::Unbind),
            ("same", ["i2r", "r2i"]) => Some(Mutation::Same),
            ("drop", ["authorized"]) => Some(Mutation::Unauthorized),
            ("drop", [_, ..]) => Some(Mutation::Drop(of.into_iter().map(str::to_owned).collect())),
            ("unbind" | "same" | "drop", _) => {
                self.report(
                    Diagnostic::new(
                        Code::MutantWithoutEffect,
                        mutant.span,
                        format!("`{}` cannot be done to this", mutant.operation),
                        "not a change of a handshake",
                    )
                    .help("write `unbind(h)`, `same(i2r, r2i)`, `drop(authorized)` or `drop(TOKEN, …)`"),
                );
                None
            }
            _ => {
                self.unknown(&mutant.operation, "change", ["unbind", "drop", "same"]);
                None
            }
        }
    }
}
