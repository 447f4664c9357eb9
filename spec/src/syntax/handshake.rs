//! The item `handshake`: messages, failures and the states of both parties.
//!
//! Its parts come in any order; a part given twice is reported. Knows nothing
//! of what a state machine means.

use super::parser::{Parsed, Parser, is_keyword};
use super::tree::{
    Body, Documented, Expression, Failure, Handshake, HandshakeMessage, Records, State, Step,
    Target, Transition,
};
use crate::lex::{Delimiter, TokenKind};
use crate::model::Name;
use crate::span::Span;

/// The parts of a handshake that may be given once, and where each was given.
type Given = Vec<(String, Span)>;

impl Parser<'_> {
    /// `Name { … }`
    pub(super) fn handshake(&mut self, start: Span) -> Parsed<Handshake> {
        let name = self.name("the name of the handshake")?;
        let mut handshake = Handshake {
            name,
            settings: Vec::new(),
            suites: Vec::new(),
            messages: Vec::new(),
            failures: Vec::new(),
            bindings: Vec::new(),
            initiator: Vec::new(),
            responder: Vec::new(),
            otherwise: Vec::new(),
            records: None,
            keys: Vec::new(),
            claims: Vec::new(),
            mutants: Vec::new(),
            span: start,
        };
        let mut given = Given::new();
        self.block(|parser| parser.part(&mut handshake, &mut given))?;
        handshake.span = self.since(start);
        Ok(handshake)
    }

    /// One part of a handshake.
    fn part(&mut self, handshake: &mut Handshake, given: &mut Given) -> Parsed<()> {
        let next = &self.tokens.get(self.place_behind_docs()).kind;
        if !is_keyword(next, "message") {
            self.no_docs("this part of a handshake");
        }
        let docs = self.docs_of("a message")?;
        let start = self.span();
        let part = match self.kind() {
            TokenKind::Name { text, .. } => text.clone(),
            _ => return Err(self.expected("a part of the handshake")),
        };
        if part != "message" && part != "let" {
            match given.iter().find(|(name, _)| *name == part) {
                Some((_, first)) => {
                    let first = *first;
                    self.repeated(&format!("`{part}`"), start, first);
                }
                None => given.push((part.clone(), start)),
            }
        }
        if part != "records" && *self.ahead(1) == TokenKind::Punct(":") {
            handshake.settings.push(self.setting("a setting")?);
            // A comma ends a setting; what begins a part without one is read all the same.
            let _ = self.expect(",");
            return Ok(());
        }
        self.bump();
        match part.as_str() {
            "message" => {
                let node = self.handshake_message()?;
                handshake.messages.push(Documented { docs, node });
            }
            "let" => handshake.bindings.push(self.binding()?),
            "suites" => handshake.suites = self.list(Delimiter::Brace, Self::suite)?.0,
            "failures" => handshake.failures = self.list(Delimiter::Brace, Self::failure)?.0,
            "initiator" => handshake.initiator = self.states()?,
            "responder" => handshake.responder = self.states()?,
            "otherwise" => {
                handshake.otherwise = self.list(Delimiter::Brace, Self::default_failure)?.0
            }
            "records" => handshake.records = Some(self.records()?),
            "keys" => {
                handshake.keys = self.list(Delimiter::Brace, |parser| parser.setting("a label"))?.0;
            }
            "claims" => handshake.claims = self.list(Delimiter::Brace, Self::claim)?.0,
            "mutants" => handshake.mutants = self.list(Delimiter::Brace, Self::mutant)?.0,
            _ => {
                self.place -= 1;
                return Err(self.expected_or(
                    "a part of the handshake",
                    Some("parts are settings (`deadline: 10 s,`), `suites`, `message`, `failures`, `let`, \
                          `initiator`, `responder`, `otherwise`, `records`, `keys`, `claims` and `mutants`"),
                ));
            }
        }
        Ok(())
    }

    /// `0x0001 = "Noise_…"`
    fn suite(&mut self) -> Parsed<(Expression, String, Span)> {
        self.no_docs("a suite");
        let start = self.span();
        let number = self.value()?;
        self.expect("=")?;
        let TokenKind::Text(name) = self.kind() else {
            return Err(self.expected("the name of the suite as a string"));
        };
        self.bump();
        Ok((number, name.clone(), self.since(start)))
    }

    /// `Init = 1, initiator -> responder, tokens [e, e1 if hfs], clear { … }`,
    /// `…, sealed(2, 5) { … }`
    fn handshake_message(&mut self) -> Parsed<HandshakeMessage> {
        let name = self.name("the name of the message")?;
        self.expect("=")?;
        let id = self.value()?;
        self.expect(",")?;
        let from = self.name("`initiator` or `responder`")?;
        self.expect("->")?;
        let to = self.name("`initiator` or `responder`")?;
        self.expect(",")?;
        self.expect_keyword("tokens")?;
        let (tokens, _) = self.list(Delimiter::Bracket, |parser| {
            let token = parser.name("a token of the pattern")?;
            let only = match parser.take_keyword("if") {
                true => Some(parser.name("a modifier of the suites, such as `hfs`")?),
                false => None,
            };
            Ok((token, only))
        })?;
        self.expect(",")?;
        let protection = self.name("`clear` or `sealed`")?;
        let promised = match self.at_open(Delimiter::Parenthesis) {
            true => Some(self.promised()?),
            false => None,
        };
        let body = self.body()?;
        Ok(HandshakeMessage { name, id, from, to, tokens, protection, promised, body })
    }

    /// `(2, 5)`
    fn promised(&mut self) -> Parsed<(Expression, Expression, Span)> {
        let start = self.span();
        self.expect_open(Delimiter::Parenthesis)?;
        let authentication = self.value()?;
        self.expect(",")?;
        let confidentiality = self.value()?;
        let end = self.expect_close(Delimiter::Parenthesis);
        Ok((authentication, confidentiality, start.to(end)))
    }

    /// `ClockSkew [= Reject { code: … }]`
    fn failure(&mut self) -> Parsed<Documented<Failure>> {
        let docs = self.docs_of("a failure")?;
        let name = self.name("the name of a failure")?;
        let reply = if self.take("=") {
            let message = self.name("the message that tells the peer")?;
            Some((message, self.values()?))
        } else {
            None
        };
        Ok(Documented { docs, node: Failure { name, reply } })
    }

    /// `{ field: value, … }`
    fn values(&mut self) -> Parsed<Vec<(Name, Expression)>> {
        Ok(self.list(Delimiter::Brace, |parser| parser.setting("a field"))?.0)
    }

    /// `name = value;`
    fn binding(&mut self) -> Parsed<(Name, Expression)> {
        let name = self.name("a name for the value")?;
        self.expect("=")?;
        let value = self.expression()?;
        let _ = self.expect(";");
        Ok((name, value))
    }

    /// `crypto -> Auth`
    fn default_failure(&mut self) -> Parsed<(Name, Name)> {
        self.no_docs("a default");
        let cause = self.name("what happened")?;
        self.expect("->")?;
        Ok((cause, self.name("the name of a failure")?))
    }

    /// `: u8 { 0 => data, 1 => ready {}, … }`
    fn records(&mut self) -> Parsed<Records> {
        self.expect(":")?;
        let tag = self.name("an integer type")?;
        let (kinds, _) = self.list(Delimiter::Brace, |parser| {
            parser.no_docs("a record");
            let number = parser.value()?;
            parser.expect("=>")?;
            let kind = parser.name("the kind of the record")?;
            let body =
                if parser.at_open(Delimiter::Brace) { parser.body()? } else { Body::default() };
            Ok((number, kind, body))
        })?;
        Ok(Records { tag, kinds })
    }

    /// `{ Idle { on … } … }`
    fn states(&mut self) -> Parsed<Vec<Documented<State>>> {
        let mut states = Vec::new();
        self.block(|parser| {
            let docs = parser.docs_of("a state")?;
            let name = parser.name("the name of a state")?;
            let mut transitions = Vec::new();
            parser.block(|parser| {
                parser.no_docs("a transition");
                transitions.push(parser.transition()?);
                Ok(())
            })?;
            states.push(Documented { docs, node: State { name, transitions } });
            Ok(())
        })?;
        Ok(states)
    }

    /// `on Response [once] [{ steps }] -> target`
    fn transition(&mut self) -> Parsed<Transition> {
        let start = self.expect_keyword("on")?;
        let trigger = self.name("`start`, `ready` or the name of a message")?;
        let at = self.span();
        let once = self.take_keyword("once").then_some(at);
        let mut steps = Vec::new();
        if self.at_open(Delimiter::Brace) {
            self.block(|parser| {
                parser.no_docs("a step");
                steps.push(parser.step()?);
                // A semicolon that is missing costs nothing but its report.
                let _ = parser.expect(";");
                Ok(())
            })?;
        }
        self.expect("->")?;
        let target = self.target()?;
        Ok(Transition { trigger, once, steps, target, span: self.since(start) })
    }

    fn step(&mut self) -> Parsed<Step> {
        if self.take_keyword("check") {
            let condition = self.expression()?;
            self.expect_keyword("else")?;
            return Ok(Step::Check(condition, self.name("the name of a failure")?));
        }
        if self.take_keyword("let") {
            let name = self.name("a name for the value")?;
            self.expect("=")?;
            let value = self.expression()?;
            let failure = match self.take_keyword("else") {
                true => Some(self.name("the name of a failure")?),
                false => None,
            };
            return Ok(Step::Let(name, value, failure));
        }
        if self.take_keyword("send") {
            let message = self.name("the name of a message, or `ready`")?;
            let values = if self.at_open(Delimiter::Brace) { self.values()? } else { Vec::new() };
            return Ok(Step::Send(message, values));
        }
        Err(self.expected("a step: `check`, `let` or `send`"))
    }

    /// `AwaitReady`, `established { … }`, `failed(Rejected)`
    fn target(&mut self) -> Parsed<Target> {
        let name = self.name("a state, `established` or `failed`")?;
        match name.text.as_str() {
            "established" => {
                let values =
                    if self.at_open(Delimiter::Brace) { self.values()? } else { Vec::new() };
                Ok(Target::Established(self.since(name.span), values))
            }
            "failed" if self.at_open(Delimiter::Parenthesis) => {
                Ok(Target::Failed(self.parenthesized("the name of a failure")?))
            }
            _ => Ok(Target::State(name)),
        }
    }
}
