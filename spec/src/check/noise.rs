//! The Noise pattern: the rules of the Noise Protocol Framework, revision 34,
//! §7.3 and §9.3, for each suite with the tokens it has; that the tokens are
//! those of the suite's name; and that no message outgrows the limit.

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{
    Handshake, HandshakeMessage, KeyProgress, Modifier, Party, PatternToken, Suite, Token,
    noise_size, spelled_pattern,
};
use crate::span::Span;

/// Type and suite in front of every handshake message.
const HEAD: u64 = 3;

/// What both sides have so far in one suite.
#[derive(Default)]
struct Progress {
    /// The public keys sent, by party.
    sent: Vec<(Party, Token)>,
    /// What was mixed into the key.
    mixed: Vec<Token>,
    keys: KeyProgress,
}

/// How a suite protects a message.
struct Protection {
    /// Whether a secret is in the key that seals the payload.
    secret: bool,
    /// The bytes around the payload.
    around: u64,
}

impl<'m> Checker<'m> {
    /// The messages with tokens, in the order declared. Whether they alternate:
    /// if not, the machines cannot be judged.
    pub(super) fn noise(&mut self, handshake: &'m Handshake) -> bool {
        let reported = self.diagnostics.len();
        if !self.alternate(handshake) {
            return false;
        }
        let mut protections: Vec<Vec<Protection>> = Vec::new();
        for suite in &handshake.suites {
            let mut progress = Progress::before(suite);
            let in_pattern = handshake.messages.iter().filter(|m| !m.tokens.is_empty());
            let of_suite: Result<Vec<Protection>, Diagnostic> =
                in_pattern.map(|message| progress.protect(suite, message)).collect();
            match of_suite {
                Ok(of_suite) => protections.push(of_suite),
                // What a wrong token leads to, here and in other suites, says nothing new.
                Err(found) => {
                    self.report(found);
                    return true;
                }
            }
        }
        let mut place = 0;
        for message in &handshake.messages {
            if message.tokens.is_empty() {
                if message.sealed {
                    self.protection(message, "it has no tokens, so no key seals it", "clear");
                }
                self.within_limit(handshake, message, HEAD);
                continue;
            }
            let of_suites = || protections.iter().filter_map(|suite| suite.get(place));
            self.sealed_as_declared(message, of_suites().map(|of| of.secret));
            let around = of_suites().map(|of| of.around).max().unwrap_or(0);
            self.within_limit(handshake, message, HEAD.saturating_add(around));
            place += 1;
        }
        self.modifiers(handshake);
        if self.diagnostics.len() == reported {
            self.named_patterns(handshake);
        }
        true
    }

    fn alternate(&mut self, handshake: &'m Handshake) -> bool {
        let mut turn = Party::Initiator;
        for message in handshake.messages.iter().filter(|message| !message.tokens.is_empty()) {
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
            turn = message.from.other();
        }
        true
    }

    /// A payload is sealed exactly if there is a secret in every suite.
    fn sealed_as_declared(
        &mut self,
        message: &HandshakeMessage,
        secrets: impl Iterator<Item = bool>,
    ) {
        let secrets: Vec<bool> = secrets.collect();
        if message.sealed && secrets.contains(&false) {
            self.protection(
                message,
                "no secret (a Diffie-Hellman, a KEM, a pre-shared key) has made a key yet in every suite",
                "clear",
            );
        }
        if !message.sealed && !secrets.is_empty() && !secrets.contains(&false) {
            self.protection(message, "once a secret is in the key everything is sealed", "sealed");
        }
    }

    /// A condition that no suite meets leaves a token out of all of them.
    fn modifiers(&mut self, handshake: &Handshake) {
        for declared in handshake.messages.iter().flat_map(|message| &message.tokens) {
            let Some(only) = declared.only else { continue };
            if handshake.suites.is_empty() || handshake.suites.iter().any(|suite| suite.has(only)) {
                continue;
            }
            self.report(
                Diagnostic::new(
                    Code::UnsupportedSuite,
                    declared.span,
                    format!("no suite has the modifier `{only}`, so none has this token"),
                    "in no suite",
                )
                .help(format!("declare a suite with `{only}` in its name, or leave the token out")),
            );
        }
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

    /// Each suite's name promises a pattern: its tokens have to be that.
    fn named_patterns(&mut self, handshake: &Handshake) {
        for suite in &handshake.suites {
            if let Some((at, message)) = mismatch(handshake, suite) {
                let label = match spelled_pattern(&of_suite(handshake, suite)) {
                    Some(pattern) => format!("the tokens of this suite are those of {pattern}"),
                    None => "the tokens of this suite are those of no supported pattern".to_owned(),
                };
                self.report(
                    Diagnostic::new(Code::UnsupportedSuite, at, message, label)
                        .related(suite.span, "names the pattern")
                        .help("give the messages the tokens of the pattern in the name; `e1 if hfs` is in those suites alone whose name has `hfs`"),
                );
                return;
            }
        }
    }
}

/// The tokens that each message of the pattern has in a suite.
fn of_suite(handshake: &Handshake, suite: &Suite) -> Vec<Vec<Token>> {
    let in_pattern = handshake.messages.iter().filter(|message| !message.tokens.is_empty());
    let tokens = in_pattern.map(|message| message.tokens.iter().filter(|t| t.is_in(suite)));
    tokens.map(|tokens| tokens.map(|declared| declared.token).collect()).collect()
}

/// Where the declared messages first leave the pattern of a suite's name.
fn mismatch(handshake: &Handshake, suite: &Suite) -> Option<(Span, String)> {
    let declared: Vec<&HandshakeMessage> =
        handshake.messages.iter().filter(|message| !message.tokens.is_empty()).collect();
    let named = suite.noise.messages();
    let name = &suite.name;
    for (message, (_, expected)) in declared.iter().zip(&named) {
        let here: Vec<&PatternToken> =
            message.tokens.iter().filter(|token| token.is_in(suite)).collect();
        for (place, token) in here.iter().enumerate() {
            if expected.get(place) != Some(&token.token) {
                let should =
                    expected.get(place).map_or("no token".into(), |t| format!("`{}`", t.name()));
                let text = format!(
                    "`{}` stands where the pattern of \"{name}\" has {should}",
                    token.token.name()
                );
                return Some((token.span, text));
            }
        }
        if let Some(missing) = expected.get(here.len()) {
            let text = format!(
                "`{}` ends where the pattern of \"{name}\" has `{}`",
                message.name,
                missing.name()
            );
            return Some((message.name.span, text));
        }
    }
    if declared.len() != named.len() {
        let text = format!(
            "the handshake has {} messages of the pattern, and \"{name}\" names {}",
            declared.len(),
            named.len()
        );
        return Some((handshake.name.span, text));
    }
    None
}

/// Why a token cannot stand where it does.
struct Problem {
    code: Code,
    why: &'static str,
    help: &'static str,
}

impl Problem {
    fn diagnostic(
        self,
        suite: &Suite,
        message: &HandshakeMessage,
        declared: &PatternToken,
    ) -> Diagnostic {
        let (token, why) = (declared.token.name(), self.why);
        let text = format!("the token `{token}` of `{}` is not allowed here: {why}", message.name);
        let label = "breaks the rules of Noise patterns";
        let found = Diagnostic::new(self.code, declared.span, text, label).help(self.help);
        found.related(suite.span, "in this suite")
    }
}

impl Progress {
    /// What both sides have before the first message: the static keys that they
    /// know of each other (§7.1).
    fn before(suite: &Suite) -> Self {
        let sent = suite.pre_messages().iter().map(|party| (*party, Token::S)).collect();
        Progress { sent, ..Progress::default() }
    }

    /// Takes the tokens of a message in a suite: how its payload is then
    /// protected, or the first token that cannot stand where it does.
    fn protect(
        &mut self,
        suite: &Suite,
        message: &HandshakeMessage,
    ) -> Result<Protection, Diagnostic> {
        let mut around: u64 = 0;
        for declared in message.tokens.iter().filter(|declared| declared.is_in(suite)) {
            if let Some(problem) = self.problem(suite, message.from, declared.token) {
                return Err(problem.diagnostic(suite, message, declared));
            }
            self.note(message.from, declared.token);
            around = around.saturating_add(self.keys.take(declared.token, suite.takes_psk()));
        }
        if self.mixed.contains(&Token::Psk) && !self.has_sent(message.from, Token::E) {
            let text = format!(
                "the payload of `{}` would be sealed under the pre-shared key alone, with nothing fresh of its sender",
                message.name
            );
            let (code, at) = (Code::NoisePsk, message.name.span);
            return Err(Diagnostic::new(code, at, text, "its sender has sent no `e`")
                .help("let the sender's `e` come in this message or before"));
        }
        let tag = if self.keys.has_key { noise_size::TAG } else { 0 };
        Ok(Protection { secret: self.keys.has_secret, around: around.saturating_add(tag) })
    }

    fn note(&mut self, from: Party, token: Token) {
        match token {
            Token::E | Token::S | Token::E1 => self.sent.push((from, token)),
            _ => self.mixed.push(token),
        }
    }

    fn has_sent(&self, party: Party, token: Token) -> bool {
        self.sent.contains(&(party, token))
    }

    fn problem(&self, suite: &Suite, from: Party, token: Token) -> Option<Problem> {
        self.lacking(suite, token)
            .or_else(|| self.key_problem(from, token))
            .or_else(|| self.mix_problem(from, token))
    }

    /// A token that the suite has no means for.
    fn lacking(&self, suite: &Suite, token: Token) -> Option<Problem> {
        let code = Code::UnsupportedSuite;
        match token {
            Token::E1 | Token::Ekem1 if !suite.has(Modifier::Hfs) => Some(Problem {
                code,
                why: "a suite without `hfs` in its name has no KEM",
                help: "write `if hfs` behind it",
            }),
            Token::Psk if !suite.takes_psk() => Some(Problem {
                code,
                why: "a suite without `psk` in its name has no pre-shared key",
                help: "write `if psk3` behind it, or the `psk` of the suite it is in",
            }),
            _ => None,
        }
    }

    /// `e`, `s` and `e1`: once each, what is to be hidden only under a secret.
    fn key_problem(&self, from: Party, token: Token) -> Option<Problem> {
        let order = |why, help| Some(Problem { code: Code::NoiseOrder, why, help });
        match token {
            Token::E | Token::S | Token::E1 if self.has_sent(from, token) => order(
                "this key was sent already, or the pattern has it known beforehand",
                "send each key once, and none that the peer knows",
            ),
            Token::E1 if !self.has_sent(from, Token::E) => order(
                "its sender has sent no `e` yet, and a KEM is to stand beside it, never alone",
                "write `e` in front of it",
            ),
            Token::S if !self.keys.has_secret => Some(Problem {
                code: Code::NoisePayload,
                why: "the static key would travel in clear: no secret has made a key yet",
                help: "write a DH token such as `ee` before `s`",
            }),
            // §9.3: "A party may not send any encrypted data after it processes a
            // "psk" token unless it has previously sent an ephemeral public key".
            Token::S | Token::E1 | Token::Ekem1
                if self.mixed.contains(&Token::Psk) && !self.has_sent(from, Token::E) =>
            {
                Some(Problem {
                    code: Code::NoisePsk,
                    why: "it would be sealed under the pre-shared key alone, with nothing fresh of its sender",
                    help: "let the sender's `e` come before it",
                })
            }
            _ => None,
        }
    }

    /// What is mixed: after both its keys, once.
    fn mix_problem(&self, from: Party, token: Token) -> Option<Problem> {
        let order = |why, help| Some(Problem { code: Code::NoiseOrder, why, help });
        let both = |initiator, responder| {
            self.has_sent(Party::Initiator, initiator) && self.has_sent(Party::Responder, responder)
        };
        let there = match token {
            Token::E | Token::S | Token::E1 | Token::Psk => return None,
            Token::Ee => both(Token::E, Token::E),
            Token::Es => both(Token::E, Token::S),
            Token::Se => both(Token::S, Token::E),
            Token::Ss => both(Token::S, Token::S),
            Token::Ekem1 => self.has_sent(from.other(), Token::E1),
        };
        if token == Token::Ekem1 && !there {
            return order(
                "the other side has sent no `e1` to encapsulate for",
                "list `ekem1` in an answer to the message with `e1`",
            );
        }
        if !there {
            return order(
                "one of its keys was not sent yet",
                "list a Diffie-Hellman after both its keys",
            );
        }
        if self.mixed.contains(&token) {
            return order("it was mixed already", "list each Diffie-Hellman and KEM once");
        }
        None
    }
}
