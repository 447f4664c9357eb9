//! The Noise pattern: the rules of the Noise Protocol Framework, revision 34,
//! §7.3, and that no message outgrows the limit.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Handshake, HandshakeMessage, Party, Token};

const KEY: u64 = 32;
const TAG: u64 = 16;
/// Type and suite in front of every handshake message.
const HEAD: u64 = 3;

/// The pattern XX: `-> e`, `<- e, ee, s, es`, `-> s, se`.
const XX: [&[Token]; 3] =
    [&[Token::E], &[Token::E, Token::Ee, Token::S, Token::Es], &[Token::S, Token::Se]];

/// What both sides have so far.
#[derive(Default)]
struct Progress {
    /// The public keys sent, by party.
    sent: Vec<(Party, Token)>,
    /// The Diffie-Hellman computed.
    mixed: Vec<Token>,
}

impl<'m> Checker<'m> {
    /// The messages with tokens, in the order declared. Whether they alternate:
    /// if not, the machines cannot be judged.
    pub(super) fn noise(&mut self, handshake: &'m Handshake) -> bool {
        let reported = self.diagnostics.len();
        let mut progress = Progress::default();
        let mut last: Option<&HandshakeMessage> = None;
        for message in &handshake.messages {
            if message.tokens.is_empty() {
                if message.sealed {
                    self.protection(message, "it has no tokens, so no key seals it", "clear");
                }
                self.within_limit(handshake, message, HEAD);
                continue;
            }
            let turn = last.map_or(Party::Initiator, |last| last.from.other());
            if message.from != turn {
                self.report(
                    Diagnostic::new(
                        Code::NoiseDirection,
                        message.name.span,
                        format!("`{}` comes from the wrong party: messages alternate, the initiator's first", message.name),
                        "it is the other's turn",
                    )
                    .help("let initiator and responder send in turn"),
                );
                return false;
            }
            last = Some(message);
            let size = self.tokens(message, &mut progress);
            let has_key = !progress.mixed.is_empty();
            match (message.sealed, has_key) {
                (true, false) => {
                    self.protection(message, "no Diffie-Hellman has made a key yet", "clear");
                }
                (false, true) => {
                    self.protection(
                        message,
                        "after a Diffie-Hellman everything is sealed",
                        "sealed",
                    );
                }
                _ => {}
            }
            let around = if has_key { size.saturating_add(TAG) } else { size };
            self.within_limit(handshake, message, HEAD.saturating_add(around));
        }
        if self.diagnostics.len() == reported {
            self.named_pattern(handshake);
        }
        true
    }

    /// The bytes that the tokens take.
    fn tokens(&mut self, message: &HandshakeMessage, progress: &mut Progress) -> u64 {
        let mut size: u64 = 0;
        for token in &message.tokens {
            match token {
                Token::E | Token::S => {
                    if progress.sent.contains(&(message.from, *token)) {
                        self.order(message, *token, "this key was sent already");
                    }
                    let has_key = !progress.mixed.is_empty();
                    if *token == Token::S && !has_key {
                        self.protection(message, "the static key `s` would travel in clear: no Diffie-Hellman has made a key yet", "a DH token before `s`");
                    }
                    progress.sent.push((message.from, *token));
                    let sealed = *token == Token::S && has_key;
                    size = size.saturating_add(if sealed { KEY + TAG } else { KEY });
                }
                dh => {
                    let (initiator, responder) = match dh {
                        Token::Ee => (Token::E, Token::E),
                        Token::Es => (Token::E, Token::S),
                        Token::Se => (Token::S, Token::E),
                        _ => (Token::S, Token::S),
                    };
                    let both = progress.sent.contains(&(Party::Initiator, initiator))
                        && progress.sent.contains(&(Party::Responder, responder));
                    if !both {
                        self.order(message, *dh, "one of its keys was not sent yet");
                    } else if progress.mixed.contains(dh) {
                        self.order(message, *dh, "this Diffie-Hellman was done already");
                    }
                    progress.mixed.push(*dh);
                }
            }
        }
        size
    }

    fn order(&mut self, message: &HandshakeMessage, token: Token, problem: &str) {
        let token = format!("{token:?}").to_lowercase();
        self.report(
            Diagnostic::new(
                Code::NoiseOrder,
                message.name.span,
                format!("the token `{token}` of `{}` is not allowed here: {problem}", message.name),
                "breaks the rules of Noise patterns",
            )
            .help("send each key once, and list a Diffie-Hellman after both its keys"),
        );
    }

    fn protection(&mut self, message: &HandshakeMessage, problem: &str, right: &str) {
        self.report(
            Diagnostic::new(
                Code::NoisePayload,
                message.name.span,
                format!("`{}` cannot be protected so: {problem}", message.name),
                "wrong protection",
            )
            .help(format!("write {right}")),
        );
    }

    fn within_limit(&mut self, handshake: &Handshake, message: &HandshakeMessage, around: u64) {
        let payload = self.model.struct_size(message.payload).max;
        let largest = payload.and_then(|payload| payload.checked_add(around));
        if largest.is_none_or(|largest| largest > handshake.limit) {
            let largest = largest.map_or("any number of".to_owned(), |bytes| bytes.to_string());
            self.report(
                Diagnostic::new(
                    Code::HandshakeLimit,
                    message.name.span,
                    format!(
                        "`{}` takes up to {largest} bytes, above the limit of {}",
                        message.name, handshake.limit
                    ),
                    "may exceed the limit",
                )
                .help("bound its fields, or raise `limit`"),
            );
        }
    }

    /// The suites' names promise the pattern XX.
    fn named_pattern(&mut self, handshake: &Handshake) {
        let pattern = handshake.messages.iter().map(|message| &message.tokens[..]);
        if pattern.filter(|tokens| !tokens.is_empty()).eq(XX) {
            return;
        }
        if let Some(suite) = handshake.suites.first() {
            self.report(
                Diagnostic::new(
                    Code::UnsupportedSuite,
                    suite.span,
                    "the messages do not follow the pattern XX that the suite names",
                    "names the pattern XX",
                )
                .related(handshake.name.span, "has another pattern")
                .help("let three messages have the tokens `[e]`, `[e, ee, s, es]` and `[s, se]`"),
            );
        }
    }
}
