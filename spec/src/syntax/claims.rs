//! The parts `claims` and `mutants` of a handshake.
//!
//! Knows nothing of which claims and changes there are.

use super::parser::{Parsed, Parser};
use super::tree::{Claim, Mutant};
use crate::lex::Delimiter;

impl Parser<'_> {
    /// `agree initiator with responder`, `pq_secret if hfs`
    pub(super) fn claim(&mut self) -> Parsed<Claim> {
        self.no_docs("a claim");
        let kind = self.name("a claim, such as `secret`")?;
        let mut parties = None;
        if kind.text == "agree" {
            let party = self.name("`initiator` or `responder`")?;
            self.expect_keyword("with")?;
            parties = Some((party, self.name("`initiator` or `responder`")?));
        }
        let only = match self.take_keyword("if") {
            true => Some(self.name("a modifier of the suites, such as `hfs`")?),
            false => None,
        };
        Ok(Claim { span: self.since(kind.span), kind, parties, only })
    }

    /// `drop(es) breaks agree`
    pub(super) fn mutant(&mut self) -> Parsed<Mutant> {
        self.no_docs("a mutant");
        let operation = self.name("a change: `unbind`, `drop` or `same`")?;
        let (of, _) = self.list(Delimiter::Parenthesis, |parser| parser.name("what is changed"))?;
        self.expect_keyword("breaks")?;
        let breaks = self.name("the claim that it breaks")?;
        Ok(Mutant { span: self.since(operation.span), operation, of, breaks })
    }
}
