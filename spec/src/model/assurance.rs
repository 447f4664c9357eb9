//! What a handshake gives its payloads and identities: the levels of the Noise
//! Protocol Framework, revision 34, §7.7 (payloads) and §7.8 (identities),
//! computed from the tokens.
//!
//! It knows tokens and their order, no bytes and no suites: a KEM or a
//! pre-shared key adds to these levels and never takes from them.

use super::{Handshake, Party, Token};

/// One message of a pattern: who sends it, and its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatternMessage {
    /// The sender.
    pub from: Party,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
}

/// The messages of a handshake, and what both sides knew before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The parties whose static key the other had before the first message.
    pub known: Vec<Party>,
    /// The messages, in order.
    pub messages: Vec<PatternMessage>,
}

/// What the payload of one message has (Noise, §7.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PayloadAssurance {
    /// How the receiver knows the sender.
    pub source: Authentication,
    /// Who can read it.
    pub destination: Confidentiality,
    /// Whether a recording of it is taken again by another run of the recipient:
    /// no fresh key of the recipient has a part in it.
    pub replayable: bool,
}

/// How the receiver of a payload knows its sender (Noise, §7.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Authentication {
    /// 0: anybody may have sent it.
    None,
    /// 1: the sender is known by a Diffie–Hellman of both static keys; who has
    /// the receiver's can pose as anybody to it.
    StaticStatic,
    /// 2: the sender is known by its static key and a fresh key of the
    /// receiver's; it resists key-compromise impersonation.
    EphemeralStatic,
}

/// Who can read a payload (Noise, §7.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidentiality {
    /// 0: it is in clear.
    None,
    /// 1: sealed for a fresh key whose owner is not known.
    EphemeralRecipient,
    /// 2: sealed for a known static key alone: replayable, and readable later
    /// by who gets that key.
    KnownRecipient,
    /// 3: weak forward secrecy: the fresh key of the recipient may have been
    /// forged by who gets its static key later.
    WeakForwardSecrecy,
    /// 4: as 3, but only where the sender's static key is lost as well.
    WeakIfSenderCompromised,
    /// 5: strong forward secrecy: the recipient's fresh key was authenticated.
    StrongForwardSecrecy,
}

impl Authentication {
    /// Its number in the Noise specification.
    pub const fn level(self) -> u8 {
        self as u8
    }

    /// What it means, as the end of a sentence about the sender.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::None => "not authenticated",
            Self::StaticStatic => {
                "authenticated, except to a receiver whose static key is compromised"
            }
            Self::EphemeralStatic => "authenticated, and resists key-compromise impersonation",
        }
    }
}

impl Confidentiality {
    /// Its number in the Noise specification.
    pub const fn level(self) -> u8 {
        self as u8
    }

    /// What it means, as the end of a sentence about the payload.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::None => "in clear",
            Self::EphemeralRecipient => {
                "sealed for a fresh key whose owner is not authenticated: an active attacker can read it"
            }
            Self::KnownRecipient => {
                "sealed for the recipient's static key: replayable, no forward secrecy"
            }
            Self::WeakForwardSecrecy => {
                "sealed for the known recipient, weak forward secrecy: its fresh key is not authenticated yet"
            }
            Self::WeakIfSenderCompromised => {
                "sealed for the known recipient, forward secrecy weak only if the sender's static key is compromised"
            }
            Self::StrongForwardSecrecy => "sealed for the known recipient, strong forward secrecy",
        }
    }
}

/// How well the static key of a party is hidden (Noise, §7.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdentityHiding {
    /// 0: sent in clear.
    Clear,
    /// 1: sealed with forward secrecy, but any anonymous initiator learns it.
    ProbedByAnonymousInitiator,
    /// 2: sealed with forward secrecy, but sent to an anonymous responder.
    SentToAnonymousResponder,
    /// 3: not sent, but a passive attacker can check candidates for the
    /// responder's private key.
    CheckableAgainstPrivateKey,
    /// 4: sealed for the responder's static key, without forward secrecy.
    NoForwardSecrecy,
    /// 5: not sent, but a passive attacker can check candidates for the pair of
    /// the responder's private and the initiator's public key.
    CheckableAgainstPair,
    /// 6: sealed with weak forward secrecy: who posed as the initiator and later
    /// gets its private key can read it.
    WeakForwardSecrecy,
    /// 7: not sent, but who posed as the initiator and later gets a candidate for
    /// its private key can check it.
    CheckableAfterImpersonation,
    /// 8: sealed with forward secrecy for an authenticated party.
    ForwardSecrecy,
}

impl IdentityHiding {
    /// Its number in the Noise specification.
    pub const fn level(self) -> u8 {
        self as u8
    }

    /// What it means, as the end of a sentence about the static key.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Clear => "sent in clear",
            Self::ProbedByAnonymousInitiator => {
                "sealed with forward secrecy, but learnt by whoever asks"
            }
            Self::SentToAnonymousResponder => {
                "sealed with forward secrecy, but sent to a responder that is not authenticated"
            }
            Self::CheckableAgainstPrivateKey => {
                "not sent; who has a candidate for the responder's private key can check it against a recording"
            }
            Self::NoForwardSecrecy => {
                "sealed for the responder's static key: who gets that key later can read it"
            }
            Self::CheckableAgainstPair => {
                "not sent; candidates for the responder's private and the initiator's public key can be checked against a recording"
            }
            Self::WeakForwardSecrecy => {
                "sealed with weak forward secrecy: who posed as the initiator and later gets its private key can read it"
            }
            Self::CheckableAfterImpersonation => {
                "not sent; who posed as the initiator can check a later candidate for its private key"
            }
            Self::ForwardSecrecy => "sealed with forward secrecy, for an authenticated party",
        }
    }
}

impl Pattern {
    /// The pattern of a declared handshake: the tokens, and the keys known
    /// beforehand, that every suite has;
    /// notices are no part of it.
    pub fn of(handshake: &Handshake) -> Self {
        let known = [Party::Initiator, Party::Responder].into_iter();
        let known = known.filter(|party| handshake.is_known_beforehand(*party));
        let messages = handshake.messages.iter().filter(|message| !message.tokens.is_empty());
        let messages = messages.map(|message| {
            let tokens = message.tokens.iter().filter(|token| token.only.is_none());
            PatternMessage { from: message.from, tokens: tokens.map(|token| token.token).collect() }
        });
        Pattern { known: known.collect(), messages: messages.collect() }
    }

    /// What each payload has, one a message.
    pub fn payloads(&self) -> Vec<PayloadAssurance> {
        (0..self.messages.len()).filter_map(|place| self.payload(place)).collect()
    }

    /// What the payloads of the session have: the initiator's, then the
    /// responder's, once each side has heard the other in the session.
    pub fn session(&self) -> [PayloadAssurance; 2] {
        [Party::Initiator, Party::Responder].map(|party| {
            let mut longer = self.clone();
            for from in [party.other(), party, party.other(), party] {
                longer.messages.push(PatternMessage { from, tokens: Vec::new() });
            }
            longer.assurance(longer.messages.len() - 1, party)
        })
    }

    /// How well a party's static key is hidden; nothing if it takes no part.
    pub fn identity(&self, party: Party) -> Option<IdentityHiding> {
        let mixed = |token| self.messages.iter().any(|message| message.tokens.contains(&token));
        let both_known = self.known.contains(&party) && self.known.contains(&party.other());
        match self.sent_behind(party) {
            Some(before) => Some(self.sent_identity(party, &before)),
            None if !self.known.contains(&party) => None,
            None if both_known && mixed(Token::Ss) => Some(IdentityHiding::CheckableAgainstPair),
            None => Some(match party {
                Party::Initiator => IdentityHiding::CheckableAfterImpersonation,
                Party::Responder => IdentityHiding::CheckableAgainstPrivateKey,
            }),
        }
    }

    /// The tokens in front of a party's `s`.
    fn sent_behind(&self, party: Party) -> Option<Vec<Token>> {
        let mut before = Vec::new();
        for message in &self.messages {
            for &token in &message.tokens {
                if token == Token::S && message.from == party {
                    return Some(before);
                }
                before.push(token);
            }
        }
        None
    }

    fn sent_identity(&self, party: Party, before: &[Token]) -> IdentityHiding {
        let has = |token| before.contains(&token);
        let sealed = [Token::Ee, Token::Es, Token::Se, Token::Ss].into_iter().any(has);
        match party {
            _ if !sealed => IdentityHiding::Clear,
            Party::Initiator if !has(Token::Ee) => IdentityHiding::NoForwardSecrecy,
            Party::Initiator if !has(Token::Es) => IdentityHiding::SentToAnonymousResponder,
            Party::Initiator => IdentityHiding::ForwardSecrecy,
            Party::Responder if has(Token::Se) => IdentityHiding::WeakForwardSecrecy,
            Party::Responder => IdentityHiding::ProbedByAnonymousInitiator,
        }
    }

    fn payload(&self, place: usize) -> Option<PayloadAssurance> {
        let from = self.messages.get(place)?.from;
        Some(self.assurance(place, from))
    }

    /// What a payload of `from` has behind the tokens up to those of a message.
    fn assurance(&self, place: usize, from: Party) -> PayloadAssurance {
        let has = |token| self.has_mixed(place, token);
        let (own, other) = match from {
            Party::Initiator => (Token::Se, Token::Es),
            Party::Responder => (Token::Es, Token::Se),
        };
        let source = if has(own) {
            Authentication::EphemeralStatic
        } else if has(Token::Ss) {
            Authentication::StaticStatic
        } else {
            Authentication::None
        };
        let known = has(other) || has(Token::Ss);
        let destination = match (has(Token::Ee), known) {
            (false, false) if has(own) => Confidentiality::EphemeralRecipient,
            (false, false) => Confidentiality::None,
            (false, true) => Confidentiality::KnownRecipient,
            (true, false) => Confidentiality::EphemeralRecipient,
            (true, true) => self.forward_secrecy(place, from, other),
        };
        let replayable = !has(Token::Ee) && !has(own);
        PayloadAssurance { source, destination, replayable }
    }

    /// How far the recipient's fresh key is known to be its own: by an earlier
    /// message of the recipient that its static key had a part in sealing.
    fn forward_secrecy(&self, place: usize, from: Party, other: Token) -> Confidentiality {
        let heard = self.messages.iter().enumerate().take(place);
        let heard: Vec<usize> =
            heard.filter(|(_, message)| message.from != from).map(|(place, _)| place).collect();
        if heard.iter().any(|&place| self.has_mixed(place, other)) {
            Confidentiality::StrongForwardSecrecy
        } else if heard.iter().any(|&place| self.has_mixed(place, Token::Ss)) {
            Confidentiality::WeakIfSenderCompromised
        } else {
            Confidentiality::WeakForwardSecrecy
        }
    }

    /// Whether a token came up to the end of a message.
    fn has_mixed(&self, place: usize, token: Token) -> bool {
        self.messages.iter().take(place + 1).any(|message| message.tokens.contains(&token))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pattern written as in the specification: messages apart by `;`, the
    /// initiator's first; in front of `|` whose static keys are known.
    fn pattern(text: &str) -> Pattern {
        let (known, messages) = text.split_once('|').unwrap_or(("", text));
        let known = known.chars().filter_map(|letter| match letter {
            'i' => Some(Party::Initiator),
            'r' => Some(Party::Responder),
            _ => None,
        });
        let tokens = [Token::E, Token::S, Token::Ee, Token::Es, Token::Se, Token::Ss];
        let messages = messages.split(';').enumerate().map(|(place, message)| {
            let token = |name: &str| tokens.iter().copied().find(|token| token.name() == name);
            PatternMessage {
                from: if place % 2 == 0 { Party::Initiator } else { Party::Responder },
                tokens: message.split_whitespace().map(|name| token(name).expect(name)).collect(),
            }
        });
        Pattern { known: known.collect(), messages: messages.collect() }
    }

    /// The tables of Noise, revision 34, §7.7, with empty transport messages as
    /// far as the tables list them.
    #[test]
    fn payloads_have_the_levels_of_the_noise_specification() {
        let table = [
            ("r|e es", "02"),
            ("ir|e es ss", "12"),
            ("r|e es s ss", "12"),
            ("e;e ee;", "00 01 01"),
            ("r|e es;e ee;", "02 21 05"),
            ("e;e ee s es;", "00 21 05"),
            ("e;e ee;s se;", "00 01 21 05"),
            ("r|e es;e ee;s se;", "02 21 25 25"),
            ("e;e ee s es;s se;", "00 21 25 25"),
            ("i|e;e ee se;;", "00 03 21 05"),
            ("ir|e es ss;e ee se;;", "12 24 25 25"),
            ("i|e;e ee se s es;;", "00 23 25 25"),
            ("e s;e ee se;;", "00 03 21 05"),
            ("r|e es s ss;e ee se;;", "12 24 25 25"),
            ("e s;e ee se s es;;", "00 23 25 25"),
        ];
        for (text, expected) in table {
            let found: Vec<String> = pattern(text)
                .payloads()
                .iter()
                .map(|each| format!("{}{}", each.source.level(), each.destination.level()))
                .collect();
            assert_eq!(found.join(" "), expected, "{text}");
            let first = pattern(text).payloads()[0];
            assert!(first.replayable, "nothing of the recipient's is fresh yet: {text}");
            assert!(pattern(text).payloads()[1..].iter().all(|each| !each.replayable), "{text}");
        }
    }

    /// The table of Noise, revision 34, §7.8.
    #[test]
    fn identities_are_hidden_as_the_noise_specification_says() {
        let table = [
            ("r|e es", "-3"),
            ("ir|e es ss", "55"),
            ("r|e es s ss", "43"),
            ("e;e ee", "--"),
            ("r|e es;e ee", "-3"),
            ("e;e ee s es", "-1"),
            ("e;e ee;s se", "2-"),
            ("r|e es;e ee;s se", "83"),
            ("e;e ee s es;s se", "81"),
            ("i|e;e ee se", "7-"),
            ("ir|e es ss;e ee se", "55"),
            ("i|e;e ee se s es", "76"),
            ("e s;e ee se", "0-"),
            ("r|e es s ss;e ee se", "43"),
            ("e s;e ee se s es", "06"),
        ];
        for (text, expected) in table {
            let pattern = pattern(text);
            let level = |party| match pattern.identity(party) {
                Some(hiding) => hiding.level().to_string(),
                None => "-".to_owned(),
            };
            let found = level(Party::Initiator) + &level(Party::Responder);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_session_has_what_its_pattern_ends_with() {
        let levels = |text: &str| {
            pattern(text).session().map(|each| (each.source.level(), each.destination.level()))
        };
        assert_eq!(levels("e;e ee s es;s se"), [(2, 5), (2, 5)]);
        assert_eq!(levels("e;e ee s es"), [(0, 5), (2, 1)]);
        assert_eq!(levels("e;e ee"), [(0, 1), (0, 1)]);
    }
}
