//! Symbolic terms: what messages and keys are made of, with perfect
//! cryptography.
//!
//! Terms are interned: equal terms have equal numbers. Knows nothing of
//! handshakes or attackers. Read next: `knowledge`.

use std::collections::HashMap;

/// A term, by its place in [`Terms`]. Equal terms are equal numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Term(u32);

/// The shape of a term.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// A secret that somebody drew: a private key, a pre-shared key, randomness.
    Name(String),
    /// A value that everybody knows.
    Public(String),
    /// The generator raised to the exponents, in sorted order: one is a public
    /// key, two a Diffie-Hellman result. The order of exponentiation does not matter.
    Power(Vec<Term>),
    /// A one-way function of its arguments: hash, HKDF.
    Function(&'static str, Vec<Term>),
    /// Authenticated encryption: key, nonce, associated data, plaintext.
    Sealed(Term, Term, Term, Term),
    /// Several values one after another.
    Tuple(Vec<Term>),
    /// The encapsulation key of a KEM's private key.
    KemKey(Term),
    /// What encapsulating to a key with some randomness gives to send.
    KemCipher(Term, Term),
    /// The secret that it shares.
    KemShared(Term, Term),
}

/// All terms of a search.
#[derive(Clone, Debug, Default)]
pub struct Terms {
    nodes: Vec<Node>,
    index: HashMap<Node, Term>,
}

impl Terms {
    /// The term of a shape.
    pub fn make(&mut self, node: Node) -> Term {
        if let Some(term) = self.index.get(&node) {
            return *term;
        }
        let term = Term(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(node.clone());
        self.index.insert(node, term);
        term
    }

    /// The shape of a term.
    pub fn node(&self, term: Term) -> &Node {
        &self.nodes[term.0 as usize]
    }

    /// A term of this shape if there is one already.
    pub fn find(&self, node: &Node) -> Option<Term> {
        self.index.get(node).copied()
    }

    /// A secret by its name.
    pub fn name(&mut self, name: impl Into<String>) -> Term {
        self.make(Node::Name(name.into()))
    }

    /// A public value by its name.
    pub fn public(&mut self, name: impl Into<String>) -> Term {
        self.make(Node::Public(name.into()))
    }

    /// The public key of a private one.
    pub fn public_key(&mut self, private: Term) -> Term {
        self.make(Node::Power(vec![private]))
    }

    /// Diffie-Hellman of a private key and a public one. Whatever is no public
    /// key gives a value of its own.
    pub fn agree(&mut self, private: Term, public: Term) -> Term {
        let mut exponents = match self.node(public) {
            Node::Power(exponents) => exponents.clone(),
            _ => return self.make(Node::Function("dh", vec![private, public])),
        };
        exponents.push(private);
        exponents.sort_unstable();
        self.make(Node::Power(exponents))
    }

    /// A one-way function.
    pub fn function(&mut self, name: &'static str, arguments: Vec<Term>) -> Term {
        self.make(Node::Function(name, arguments))
    }

    /// Every secret that is an exponent somewhere.
    pub fn exponents(&self) -> Vec<Term> {
        let powers = self.nodes.iter().filter_map(|node| match node {
            Node::Power(exponents) => Some(exponents.iter().copied()),
            _ => None,
        });
        let mut found: Vec<Term> = powers.flatten().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// A term as people read it, with `…` below a depth.
    pub fn show(&self, term: Term, depth: usize) -> String {
        if depth == 0 && !matches!(self.node(term), Node::Name(_) | Node::Public(_)) {
            return "…".to_owned();
        }
        let deeper = |inner: &[Term]| {
            let inner: Vec<String> =
                inner.iter().map(|term| self.show(*term, depth.saturating_sub(1))).collect();
            inner.join(", ")
        };
        match self.node(term) {
            Node::Name(name) | Node::Public(name) => name.clone(),
            Node::Power(exponents) => {
                format!("g^{}", deeper(exponents).replace(", ", "·"))
            }
            Node::Function(name, arguments) => format!("{name}({})", deeper(arguments)),
            Node::Sealed(_, _, _, text) => format!("sealed {}", deeper(&[*text])),
            Node::Tuple(parts) => format!("({})", deeper(parts)),
            Node::KemKey(private) => format!("ek({})", deeper(&[*private])),
            Node::KemCipher(key, random) => format!("encapsulate({})", deeper(&[*key, *random])),
            Node::KemShared(key, random) => format!("shared({})", deeper(&[*key, *random])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_of_a_diffie_hellman_agree() {
        let mut terms = Terms::default();
        let (a, b) = (terms.name("a"), terms.name("b"));
        let (public_a, public_b) = (terms.public_key(a), terms.public_key(b));
        assert_eq!(terms.agree(a, public_b), terms.agree(b, public_a));
        assert_ne!(terms.agree(a, public_b), terms.agree(a, public_a));
    }
}
