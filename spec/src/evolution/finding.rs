//! What a comparison says: findings, whom they hurt, and packets that show it.

use serde_json::Value as Json;

use super::rules::Rule;
use crate::interpret::DecodeFault;
use crate::span::Span;

/// Whom a change hurts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Harm {
    /// Old readers: they refuse what new writers may send.
    OldReaders,
    /// Old writers: new readers refuse what they may send.
    OldWriters,
    /// Everybody, silently: both accept the same bytes and read something else.
    Meaning,
}

impl Harm {
    /// All of them.
    pub const ALL: [Harm; 3] = [Harm::OldReaders, Harm::OldWriters, Harm::Meaning];

    /// The stable name: `old_readers`, `old_writers`, `meaning`.
    pub fn name(self) -> &'static str {
        match self {
            Harm::OldReaders => "old_readers",
            Harm::OldWriters => "old_writers",
            Harm::Meaning => "meaning",
        }
    }
}

/// The findings of a comparison.
#[derive(Clone, Debug)]
pub struct Report {
    /// The worst first; among equals in order of their places.
    pub findings: Vec<Finding>,
    /// The different inputs that both versions were given.
    pub tried: usize,
    /// The old protocol's name and version.
    pub old: (String, u8),
    /// The new protocol's name and version.
    pub new: (String, u8),
}

/// One change, and what it does to peers.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Its entry in the catalogue.
    pub rule: Rule,
    /// What changed: `Message.Ping.nonce`.
    pub subject: String,
    /// How it changed, in a few words.
    pub message: String,
    /// Where it stands in the old spec, if it is there.
    pub old: Option<Span>,
    /// Where it stands in the new spec, if it is there.
    pub new: Option<Span>,
    /// Whom it hurts, and what shows that.
    pub harms: Vec<(Harm, Evidence)>,
    /// Names in JSON or generated code change.
    pub source: bool,
    /// What it can be seen in, by places in [`Comparison::wholes`](super::Comparison::wholes).
    pub wholes: Vec<usize>,
}

/// How bad a finding is, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Some peers refuse what others send.
    Breaking,
    /// Both accept, and read something else.
    Silent,
    /// A rule says that it may break something; no packet was found that does.
    Unproven,
    /// Something about the spec is likely not meant.
    Warning,
    /// The bytes stay; names in JSON or generated code change.
    Source,
    /// Nobody notices.
    Compatible,
}

impl Verdict {
    /// The stable name: `breaking`.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Breaking => "breaking",
            Verdict::Silent => "silent",
            Verdict::Unproven => "unproven",
            Verdict::Warning => "warning",
            Verdict::Source => "source",
            Verdict::Compatible => "compatible",
        }
    }
}

impl Finding {
    /// How bad it is.
    pub fn verdict(&self) -> Verdict {
        let shown = |harm: &Harm| self.evidence(*harm).is_some_and(Evidence::is_certain);
        match () {
            () if shown(&Harm::OldReaders) || shown(&Harm::OldWriters) => Verdict::Breaking,
            () if shown(&Harm::Meaning) => Verdict::Silent,
            () if !self.harms.is_empty() => Verdict::Unproven,
            () if self.rule == Rule::SinceNotNew => Verdict::Warning,
            () if self.source => Verdict::Source,
            () => Verdict::Compatible,
        }
    }

    /// What shows that it hurts so; none if it does not.
    pub fn evidence(&self, harm: Harm) -> Option<&Evidence> {
        self.harms.iter().find(|(hurt, _)| *hurt == harm).map(|(_, evidence)| evidence)
    }
}

/// What shows that a change hurts.
#[derive(Clone, Debug)]
pub enum Evidence {
    /// A packet, the shortest found.
    Witness(Box<Witness>),
    /// Nothing: the rule says so, and none of the packets tried shows it.
    Unproven {
        /// The packets tried.
        tried: usize,
    },
    /// It happens where no single packet can show it.
    BeyondPackets {
        /// Why.
        why: &'static str,
        /// Whether it is sure to hurt.
        certain: bool,
    },
}

impl Evidence {
    /// Whether the harm is sure, by a packet or by how keys are made.
    pub fn is_certain(&self) -> bool {
        match self {
            Evidence::Witness(_) => true,
            Evidence::BeyondPackets { certain, .. } => *certain,
            Evidence::Unproven { .. } => false,
        }
    }
}

/// A packet that two versions read differently, and how.
#[derive(Clone, Debug)]
pub struct Witness {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What the old version makes of it.
    pub old: Reading,
    /// What the new version makes of it.
    pub new: Reading,
    /// Where two readings that both succeed part, if they do.
    pub parts: Option<String>,
}

/// What one version makes of a packet.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What it was read as: the set of messages, packet, structure or union, by
    /// its name in the spec. None if this version has none for it.
    pub name: Option<String>,
    /// The value, or the fault.
    pub outcome: Result<Json, DecodeFault>,
}
