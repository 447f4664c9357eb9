//! What the attacker knows, and what can be made of it: the Dolev–Yao rules.
//!
//! Taking apart: tuples, and sealed values whose key can be made. Putting
//! together: everything whose parts can be made. Nothing else: a hash is never
//! inverted, a seal never forged without its key.

use std::collections::HashMap;

use crate::term::{Node, Term, Terms};

/// A set of terms that the attacker has seen or taken apart, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Knowledge(Vec<Term>);

impl Knowledge {
    /// Learns terms, and all that can be taken out of what is known then.
    pub fn learn(&mut self, terms: &Terms, new: impl IntoIterator<Item = Term>) {
        let mut waiting: Vec<Term> = new.into_iter().collect();
        loop {
            while let Some(term) = waiting.pop() {
                if let Err(place) = self.0.binary_search(&term) {
                    self.0.insert(place, term);
                    if let Node::Tuple(parts) = terms.node(term) {
                        waiting.extend(parts);
                    }
                }
            }
            let mut maker = Maker::new(terms, self);
            for term in &self.0 {
                if let Node::Sealed(key, _, _, text) = terms.node(*term)
                    && self.0.binary_search(text).is_err()
                    && maker.can_make(*key)
                {
                    waiting.push(*text);
                }
            }
            if waiting.is_empty() {
                return;
            }
        }
    }

    /// What is known, in order.
    pub fn iter(&self) -> impl Iterator<Item = Term> + '_ {
        self.0.iter().copied()
    }

    /// Whether the term can be made of what is known.
    pub fn can_make(&self, terms: &Terms, term: Term) -> bool {
        Maker::new(terms, self).can_make(term)
    }
}

/// Answers for one state of knowledge, each question once.
struct Maker<'a> {
    terms: &'a Terms,
    known: &'a Knowledge,
    answers: HashMap<Term, bool>,
}

impl<'a> Maker<'a> {
    fn new(terms: &'a Terms, known: &'a Knowledge) -> Self {
        Self { terms, known, answers: HashMap::new() }
    }

    fn can_make(&mut self, term: Term) -> bool {
        if self.known.0.binary_search(&term).is_ok() {
            return true;
        }
        if let Some(answer) = self.answers.get(&term) {
            return *answer;
        }
        let answer = match self.terms.node(term) {
            Node::Name(_) => false,
            Node::Public(_) => true,
            Node::Power(exponents) => self.can_raise(exponents),
            Node::Function(_, parts) | Node::Tuple(parts) => {
                parts.iter().all(|part| self.can_make(*part))
            }
            Node::Sealed(key, nonce, data, text) => {
                [key, nonce, data, text].into_iter().all(|part| self.can_make(*part))
            }
            Node::KemKey(private) => self.can_make(*private),
            Node::KemCipher(key, random) => self.can_make(*key) && self.can_make(*random),
            Node::KemShared(key, random) => {
                let opened = match self.terms.node(*key) {
                    Node::KemKey(private) => self.can_make(*private),
                    _ => false,
                };
                opened || (self.can_make(*key) && self.can_make(*random))
            }
        };
        self.answers.insert(term, answer);
        answer
    }

    /// One exponent is known, and the power of the others.
    fn can_raise(&mut self, exponents: &[Term]) -> bool {
        (0..exponents.len()).any(|place| {
            if !self.can_make(exponents[place]) {
                return false;
            }
            let mut others = exponents.to_vec();
            others.remove(place);
            if others.is_empty() {
                return true;
            }
            match self.terms.find(&Node::Power(others.clone())) {
                Some(power) => self.can_make(power),
                None => others.iter().all(|exponent| self.can_make(*exponent)),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_opens_when_its_key_is_learnt_later() {
        let mut terms = Terms::default();
        let (a, b, secret) = (terms.name("a"), terms.name("b"), terms.name("secret"));
        let (public_a, public_b) = (terms.public_key(a), terms.public_key(b));
        let key = terms.agree(a, public_b);
        let zero = terms.public("0");
        let sealed = terms.make(Node::Sealed(key, zero, zero, secret));
        let mut known = Knowledge::default();
        known.learn(&terms, [public_a, public_b, sealed]);
        assert!(!known.can_make(&terms, key) && !known.can_make(&terms, secret));
        known.learn(&terms, [b]);
        assert!(known.can_make(&terms, key) && known.can_make(&terms, secret));
        assert!(!known.can_make(&terms, a));
    }

    #[test]
    fn a_kem_opens_for_either_side_and_nobody_else() {
        let mut terms = Terms::default();
        let (private, random) = (terms.name("dk"), terms.name("random"));
        let key = terms.make(Node::KemKey(private));
        let (cipher, shared) =
            (terms.make(Node::KemCipher(key, random)), terms.make(Node::KemShared(key, random)));
        let mut known = Knowledge::default();
        known.learn(&terms, [key, cipher]);
        assert!(!known.can_make(&terms, shared));
        for one in [private, random] {
            let mut known = known.clone();
            known.learn(&terms, [one]);
            assert!(known.can_make(&terms, shared));
        }
    }
}
