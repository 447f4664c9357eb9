//! Claims and mutants: each claim is of some suite and can be seen to fail,
//! each mutant changes something and breaks what is claimed.
//!
//! Whether the claims hold is verified by `packetwright-model`, not here.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Claim, Handshake, HandshakeExpression, Mutant, Mutation, Step};

impl<'m> Checker<'m> {
    /// The parts `claims` and `mutants`.
    pub(super) fn claims(&mut self, handshake: &'m Handshake) {
        for (place, claim) in handshake.claims.iter().enumerate() {
            self.claim(handshake, place, claim);
        }
        for mutant in &handshake.mutants {
            if !handshake.claims.iter().any(|claim| claim.kind.word() == mutant.breaks.text) {
                self.report(
                    Diagnostic::new(
                        Code::MutantUnclaimed,
                        mutant.breaks.span,
                        format!(
                            "`{}` breaks `{}`, which is not claimed",
                            mutant.mutation, mutant.breaks
                        ),
                        "not among `claims`",
                    )
                    .help(format!(
                        "add `{}` to `claims {{ … }}`, or name a claim that is there",
                        mutant.breaks
                    )),
                );
            }
            self.effect(handshake, mutant);
        }
    }

    fn claim(&mut self, handshake: &Handshake, place: usize, claim: &Claim) {
        let twin = handshake.claims.iter().take(place).find(|other| other.kind == claim.kind);
        if let Some(first) = twin {
            self.report(
                Diagnostic::new(
                    Code::ClaimWithoutUse,
                    claim.span,
                    format!("`{}` is claimed twice", claim.kind.text()),
                    "claimed again",
                )
                .related(first.span, "first claimed here")
                .help("claim it once"),
            );
        } else if !handshake.suites.iter().any(|suite| claim.holds_for(suite)) {
            let only = claim.only.as_ref().map_or("", |only| only.text.as_str());
            self.report(
                Diagnostic::new(
                    Code::ClaimWithoutUse,
                    claim.span,
                    format!(
                        "`{}` is claimed of no suite: none has the modifier `{only}`",
                        claim.kind.text()
                    ),
                    "claims nothing",
                )
                .help("name a modifier that a suite has, or remove the claim"),
            );
        } else if !handshake.mutants.iter().any(|mutant| mutant.breaks.text == claim.kind.word()) {
            self.report(
                Diagnostic::new(
                    Code::ClaimWithoutMutant,
                    claim.span,
                    format!("no mutant breaks `{}`, so nothing shows that its verification can fail", claim.kind.text()),
                    "never seen to fail",
                )
                .help(format!("add to `mutants {{ … }}` a change that breaks it, such as `drop(es) breaks {}`", claim.kind.word())),
            );
        }
    }

    /// A mutant changes something.
    fn effect(&mut self, handshake: &Handshake, mutant: &Mutant) {
        let problem = match &mutant.mutation {
            Mutation::Drop(tokens) => tokens
                .iter()
                .find(|token| !has_token(handshake, token))
                .map(|token| format!("no message has the token `{token}`")),
            Mutation::Unauthorized if !authorizes(handshake) => {
                Some("no state checks `authorized(rs)`".to_owned())
            }
            Mutation::Unauthorized | Mutation::Unbind | Mutation::Same => None,
        };
        if let Some(problem) = problem {
            self.report(
                Diagnostic::new(
                    Code::MutantWithoutEffect,
                    mutant.span,
                    format!("`{}` changes nothing: {problem}", mutant.mutation),
                    "not there",
                )
                .help("drop what the handshake has"),
            );
        }
    }
}

fn has_token(handshake: &Handshake, token: &str) -> bool {
    handshake.messages.iter().flat_map(|message| &message.tokens).any(|t| t.token.name() == token)
}

fn authorizes(handshake: &Handshake) -> bool {
    let states = handshake.initiator.iter().chain(&handshake.responder);
    states
        .flat_map(|state| &state.transitions)
        .flat_map(|transition| &transition.steps)
        .any(|step| matches!(step, Step::Check { condition: HandshakeExpression::Authorized, .. }))
}
