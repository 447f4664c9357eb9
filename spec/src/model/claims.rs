//! What a handshake claims, and the changes to it that must break a claim.
//!
//! Says nothing of how a claim is verified: `packetwright-model` does that.

use super::{Name, Suite};
use crate::span::Span;

/// A property that the handshake claims against an active attacker.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What is claimed.
    pub kind: ClaimKind,
    /// The modifier of the suites for which it is claimed, such as `hfs`; all
    /// suites if none.
    pub only: Option<Name>,
    /// Where it stands.
    pub span: Span,
}

impl Claim {
    /// Whether it is claimed of a suite.
    pub fn holds_for(&self, suite: &Suite) -> bool {
        self.only.as_ref().is_none_or(|only| modifiers(&suite.name).any(|m| m == only.text))
    }
}

/// The modifiers in a Noise name: `hfs` and `psk3` of `Noise_XXhfs+psk3_…`.
fn modifiers(name: &str) -> impl Iterator<Item = &str> {
    let pattern = name.split('_').nth(1).unwrap_or_default();
    let start = pattern.find(|c: char| c.is_ascii_lowercase()).unwrap_or(pattern.len());
    pattern.get(start..).unwrap_or_default().split('+').filter(|modifier| !modifier.is_empty())
}

/// What can be claimed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ClaimKind {
    /// The traffic keys of a completed session stay secret, also from an
    /// attacker who later learns every long-term key.
    Secret,
    /// As [`ClaimKind::Secret`], from an attacker who later breaks every
    /// Diffie-Hellman as well.
    PqSecret,
    /// When the initiator completes, the responder took part, with the same
    /// transcript and the same values.
    AgreeInitiator,
    /// The same for the responder.
    AgreeResponder,
    /// The values of a completed session are those that both sides' honest
    /// offers lead to.
    NoDowngrade,
    /// Neither side accepts as its peer's what it sent itself.
    NoReflection,
    /// Agreement holds for a side whose own long-term keys the attacker knows.
    Kci,
}

impl ClaimKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Secret,
        Self::PqSecret,
        Self::AgreeInitiator,
        Self::AgreeResponder,
        Self::NoDowngrade,
        Self::NoReflection,
        Self::Kci,
    ];

    /// The word that opens the claim; both agreements have the same.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::PqSecret => "pq_secret",
            Self::AgreeInitiator | Self::AgreeResponder => "agree",
            Self::NoDowngrade => "no_downgrade",
            Self::NoReflection => "no_reflection",
            Self::Kci => "kci",
        }
    }

    /// The claim as a spec writes it, without its condition.
    pub const fn text(self) -> &'static str {
        match self {
            Self::AgreeInitiator => "agree initiator with responder",
            Self::AgreeResponder => "agree responder with initiator",
            other => other.word(),
        }
    }
}

/// A change that makes the handshake worse, and the claim it must break: what
/// shows that the verification of the claim can fail.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The change.
    pub mutation: Mutation,
    /// The word of the claim.
    pub breaks: Name,
    /// Where it stands.
    pub span: Span,
}

/// A change to a handshake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mutation {
    /// `unbind(h)`: nothing enters the transcript after the prologue.
    Unbind,
    /// `drop(es, …)`: without these tokens.
    Drop(Vec<String>),
    /// `drop(authorized)`: without the checks of the peer's static key.
    Unauthorized,
    /// `same(i2r, r2i)`: one key for both directions.
    Same,
}

impl std::fmt::Display for Mutation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unbind => f.write_str("unbind(h)"),
            Self::Drop(tokens) => write!(f, "drop({})", tokens.join(", ")),
            Self::Unauthorized => f.write_str("drop(authorized)"),
            Self::Same => f.write_str("same(i2r, r2i)"),
        }
    }
}
