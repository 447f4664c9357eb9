//! A handshake as straight lines: what each party computes, sends and checks,
//! and what is asked of it. Other checkers' languages are printed from this.
//!
//! A smaller abstraction than the one of `session`, because other checkers
//! search a larger space. The peer's static key is known beforehand, guarded
//! if the peer's key is checked and replaceable if not, so the token `s` only
//! enters the transcript. A KEM's key and ciphertext travel in clear, and
//! everything negotiated is one value. The last sender's first record travels
//! with its last message. Knows no syntax; read next: `writer`,
//! and `emit` for the languages.

mod writer;

use packetwright_spec::model::{ClaimKind, HandshakeExpression, Party, Step};

use crate::protocol::Protocol;
use writer::Writer;

/// An expression over named values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// A value by its name.
    Name(String),
    /// A hash of values.
    Hash(Vec<Value>),
    /// The public key of a Diffie-Hellman key.
    Public(String),
    /// The encapsulation key of a KEM key.
    KemPublic(String),
    /// Diffie-Hellman of a public and a private key.
    Agree(String, String),
    /// What a KEM key finds in a ciphertext.
    Decapsulate(String, String),
    /// Sealed under a key: key, number, text, associated data.
    Seal(String, String, Vec<Value>, Vec<String>),
}

/// One thing that a party does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Draws a secret.
    Fresh(String),
    /// Names a value.
    Let(String, Value),
    /// HKDF of salt and input, into several names.
    Derive(Vec<String>, String, String),
    /// Encapsulates to a key with some randomness: shared secret, ciphertext.
    Encapsulate(String, String, String, String),
    /// Opens what was sealed, into as many names as there are texts; goes on
    /// only if it opens: names, key, number, sealed, associated data.
    Open(Vec<String>, String, String, String, Vec<String>),
    /// Goes on only if both are equal.
    Require(String, Value),
}

/// A stretch of the script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// What a party does.
    Run(Party, Vec<Line>),
    /// What it sends: the values on the wire, by name.
    Wire(Party, Vec<String>),
}

/// Something asked of the script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Query {
    /// The value stays secret.
    Secret(String),
    /// What the other side takes as this value of the party is the party's.
    Authentic(Party, String),
    /// Both values are the same.
    Same(String, String),
}

/// Which attacker the script faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attacker {
    /// Learns every long-term key when the sessions are over.
    Late,
    /// As `Late`, and breaks every Diffie-Hellman then.
    Quantum,
    /// Knows the long-term keys of one party from the start.
    Knows(Party),
}

/// A handshake in one suite, as straight lines.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    /// The suite's Noise name.
    pub(crate) suite: String,
    /// The label of each value that both sides know beforehand.
    pub(crate) constants: Vec<String>,
    /// Whether both know a pre-shared key.
    pub(crate) preshared: bool,
    /// Whether the party's static key is checked by the other.
    pub(crate) pinned: [bool; 2],
    /// The script.
    pub(crate) blocks: Vec<Block>,
    /// Every ephemeral Diffie-Hellman key.
    pub(crate) ephemerals: [Vec<String>; 2],
    /// The attacker.
    pub(crate) attacker: Attacker,
    /// What is asked, and the claims it belongs to.
    pub(crate) queries: Vec<(Query, Vec<ClaimKind>)>,
}

/// The letter that a party's values end with.
pub(crate) const fn letter(party: Party) -> &'static str {
    match party {
        Party::Initiator => "i",
        Party::Responder => "r",
    }
}

/// A party's place in pairs.
pub(crate) const fn place(party: Party) -> usize {
    match party {
        Party::Initiator => 0,
        Party::Responder => 1,
    }
}

impl Script {
    /// The script of a protocol against an attacker.
    pub(crate) fn new(protocol: &Protocol, attacker: Attacker) -> Self {
        let mut writer = Writer::new(protocol);
        let last = protocol.messages.len().saturating_sub(1);
        for (number, message) in protocol.messages.iter().enumerate() {
            writer.message(message, number == last);
        }
        writer.finish();
        let Writer { blocks, ephemerals, queries, constants, .. } = writer;
        let checked = |party: Party| {
            let mut messages = protocol.messages.iter().filter(|message| message.from == party);
            messages.any(|message| message.steps.iter().any(is_authorization))
        };
        Self {
            suite: protocol.suite.clone(),
            constants,
            preshared: protocol.has("psk"),
            pinned: [checked(Party::Initiator), checked(Party::Responder)],
            blocks,
            ephemerals,
            attacker,
            queries: asked(queries, attacker),
        }
    }

    /// Whether the party has a static key in the pattern.
    pub(crate) fn has_static(&self, party: Party) -> bool {
        let key = static_public(party);
        let names = |value: &Value| matches!(value, Value::Hash(parts) if parts.contains(&Value::Name(key.clone())));
        self.lines().any(|line| matches!(line, Line::Let(_, value) if names(value)))
            || self.lines().any(|line| {
                matches!(line, Line::Let(_, Value::Agree(public, private))
                if *public == key || *private == static_private(party))
            })
    }

    fn lines(&self) -> impl Iterator<Item = &Line> {
        self.blocks.iter().flat_map(|block| match block {
            Block::Run(_, lines) => lines.as_slice(),
            Block::Wire(..) => &[],
        })
    }
}

/// The queries that make sense against an attacker. Against one who has a
/// party's keys, only what that party takes from the other can be authentic.
fn asked(
    queries: Vec<(Query, Vec<ClaimKind>)>,
    attacker: Attacker,
) -> Vec<(Query, Vec<ClaimKind>)> {
    let queries = queries.into_iter();
    match attacker {
        Attacker::Late => queries.collect(),
        Attacker::Quantum => queries
            .filter(|(query, _)| matches!(query, Query::Secret(_)))
            .map(|(query, _)| (query, vec![ClaimKind::PqSecret]))
            .collect(),
        Attacker::Knows(party) => queries
            .filter(|(query, claims)| {
                matches!(query, Query::Authentic(from, _) if *from != party)
                    && !claims.contains(&ClaimKind::NoDowngrade)
            })
            .map(|(query, _)| (query, vec![ClaimKind::Kci]))
            .collect(),
    }
}

/// The claim that a value of this party's being genuine belongs to.
const fn agreement(from: Party) -> ClaimKind {
    match from {
        Party::Responder => ClaimKind::AgreeInitiator,
        Party::Initiator => ClaimKind::AgreeResponder,
    }
}

/// The private static key of a party, by its name.
pub(crate) fn static_private(party: Party) -> String {
    format!("s_{}", letter(party))
}

/// The public one.
pub(crate) fn static_public(party: Party) -> String {
    format!("gs_{}", letter(party))
}

fn is_authorization(step: &Step) -> bool {
    matches!(step, Step::Check { condition: HandshakeExpression::Authorized, .. })
}
