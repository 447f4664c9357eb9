//! An attacker with real cryptography: it makes the bytes of terms.
//!
//! It has what travelled, what is public, its own secrets and those that were
//! given away, and nothing else: a term that cannot be made of these has no
//! bytes. Knows no machines; see `attacks.rs`.

use std::collections::HashMap;
use std::sync::Arc;

use packetwright::crypto::hkdf::{expand_key, extract};
use packetwright::crypto::kem::{Decapsulator, ENCAPSULATION_KEY_LEN, KEM_CIPHERTEXT_LEN};
use packetwright::crypto::{
    Cipher, CounterCipher, CryptoProvider, PublicKey, Random, SystemRandom, TAG_LEN,
};
use packetwright_model::{Node, Protocol, Term, Terms};
use packetwright_spec::interpret::{Interpreter, Value};
use packetwright_spec::model::{Handshake, Model};
use packetwright_spec::{Checked, model};

/// The milliseconds since the Unix epoch at which everything happens.
pub(crate) const NOW: u64 = 1_700_000_000_000;

/// What a part of a message is: of a payload, the place of its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Token,
    Payload(usize),
}

/// The rules of the handshake that the attacker plays.
pub(crate) struct Rules<'m> {
    pub(crate) spec: &'m Checked<Model>,
    pub(crate) handshake: &'m Handshake,
    pub(crate) suite: &'m model::Suite,
    pub(crate) protocol: &'m Protocol,
    /// What honest sides offer, by the names of the fields.
    pub(crate) local: Value,
    pub(crate) prologue: Vec<u8>,
    pub(crate) provider: Arc<dyn CryptoProvider>,
}

impl Rules<'_> {
    pub(crate) fn cipher(&self) -> Cipher {
        match self.suite.noise.cipher {
            model::Cipher::XChaChaPoly => Cipher::XChaChaPoly,
            model::Cipher::ChaChaPoly => Cipher::ChaChaPoly,
            model::Cipher::AesGcm => Cipher::AesGcm,
        }
    }

    fn offered(&self, name: &str) -> Option<Value> {
        let Value::Struct(fields) = &self.local else { return None };
        fields.iter().find(|(known, _)| known.as_str() == name).map(|(_, value)| value.clone())
    }
}

pub(crate) struct Attacker<'m> {
    pub(crate) rules: Rules<'m>,
    terms: Terms,
    bytes: HashMap<Term, Vec<u8>>,
    /// The fields of payloads that were seen.
    values: HashMap<Term, Value>,
    /// Its own KEM key.
    kem: Box<dyn Decapsulator>,
    /// The secrets of what it encapsulated, by the ciphertext's term.
    carried: HashMap<Term, [u8; 32]>,
}

impl<'m> Attacker<'m> {
    /// An attacker who knows these secrets, by their names.
    pub(crate) fn new(rules: Rules<'m>, mut terms: Terms, secrets: &[(String, [u8; 32])]) -> Self {
        let kem = rules.provider.ml_kem_768_generate(&mut |bytes| SystemRandom.fill(bytes));
        let mut bytes = HashMap::new();
        for (name, secret) in secrets {
            bytes.insert(terms.name(name.as_str()), secret.to_vec());
        }
        let mut own = vec!["e(attacker)".to_owned()];
        for message in &rules.protocol.messages {
            own.extend(message.fields.iter().map(|(field, _)| format!("{field}(attacker)")));
        }
        for name in own {
            let length = if name.starts_with("nonce") { 24 } else { 32 };
            let mut secret = vec![0; length];
            SystemRandom.fill(&mut secret);
            bytes.insert(terms.name(name), secret);
        }
        let name = rules.suite.name.as_bytes();
        let start = match name.len() {
            length @ ..=32 => [name, &[0; 32][length..]].concat(),
            _ => rules.provider.sha256(&[name]).to_vec(),
        };
        bytes.insert(terms.public(rules.suite.name.as_str()), start);
        bytes.insert(terms.public("prologue"), rules.prologue.clone());
        Self { rules, terms, bytes, values: HashMap::new(), kem, carried: HashMap::new() }
    }

    /// Learns a secret.
    pub(crate) fn learn_secret(&mut self, name: &str, secret: &[u8]) {
        let term = self.terms.name(name);
        self.bytes.insert(term, secret.to_vec());
    }

    /// Learns the public key of a secret.
    pub(crate) fn learn_public(&mut self, name: &str, public: &[u8]) {
        let secret = self.terms.name(name);
        let term = self.terms.public_key(secret);
        self.bytes.insert(term, public.to_vec());
    }

    /// The public key of a secret, if it was seen.
    pub(crate) fn public_of(&mut self, name: &str) -> Option<Vec<u8>> {
        let secret = self.terms.name(name);
        let term = self.terms.public_key(secret);
        self.bytes.get(&term).cloned()
    }

    /// Learns what a part that travelled is, and what is in it if it can be opened.
    pub(crate) fn learn(&mut self, term: Term, bytes: &[u8], slot: Slot) {
        self.bytes.insert(term, bytes.to_vec());
        match *self.terms.node(term) {
            Node::Sealed(key, number, data, text) => {
                if let Some(plain) = self.open(key, number, data, bytes) {
                    self.learn(text, &plain, slot);
                }
            }
            Node::Tuple(ref parts) => {
                let (parts, Slot::Payload(place)) = (parts.clone(), slot) else { return };
                let payload = self.rules.handshake.messages[place].payload;
                let interpreter = Interpreter::new(self.rules.spec);
                let Ok(Value::Struct(fields)) = interpreter.decode_struct(payload, bytes) else {
                    return;
                };
                for (part, (_, value)) in parts.into_iter().zip(fields) {
                    if let Value::Bytes(bytes) = &value {
                        self.bytes.insert(part, bytes.clone());
                    }
                    self.values.insert(part, value);
                }
            }
            _ => {}
        }
    }

    /// Opens something sealed in the handshake, with what is known of its key.
    fn open(&mut self, key: Term, number: Term, data: Term, sealed: &[u8]) -> Option<Vec<u8>> {
        let (cipher, data) = (self.cipher(key)?, self.make(data)?);
        let mut plain = sealed.to_vec();
        cipher.open(self.number(number), &data, &mut plain).ok()?;
        plain.truncate(plain.len() - TAG_LEN);
        Some(plain)
    }

    fn cipher(&mut self, key: Term) -> Option<CounterCipher> {
        let key = self.make(key)?.try_into().ok()?;
        Some(CounterCipher::handshake(&*self.rules.provider, self.rules.cipher(), &key))
    }

    fn number(&self, number: Term) -> u64 {
        match self.terms.node(number) {
            Node::Public(name) => name[1..].parse().expect("n and digits"),
            other => panic!("a number is public: {other:?}"),
        }
    }

    /// The bytes of a part of a message.
    pub(crate) fn part(&mut self, term: Term, slot: Slot) -> Option<Vec<u8>> {
        if let Some(bytes) = self.bytes.get(&term) {
            return Some(bytes.clone());
        }
        let made = match (self.terms.node(term).clone(), slot) {
            (Node::Tuple(parts), Slot::Payload(place)) => {
                let payload = self.rules.handshake.messages[place].payload;
                let names = self.rules.spec[payload].fields.iter().map(|f| f.name.text.clone());
                let names: Vec<String> = names.collect();
                let values: Option<Vec<Value>> =
                    parts.into_iter().map(|part| self.value(part)).collect();
                let fields = names.into_iter().zip(values?).collect();
                let interpreter = Interpreter::new(self.rules.spec);
                interpreter.encode_struct(payload, &Value::Struct(fields)).ok()?
            }
            (Node::Sealed(key, number, data, text), slot) => {
                let mut plain = self.part(text, slot)?;
                let (cipher, data) = (self.cipher(key)?, self.make(data)?);
                let tag = cipher.seal(self.number(number), &data, &mut plain);
                [&plain[..], &tag].concat()
            }
            _ => self.make(term)?,
        };
        self.bytes.insert(term, made.clone());
        Some(made)
    }

    /// A field's value.
    fn value(&mut self, term: Term) -> Option<Value> {
        if let Some(value) = self.values.get(&term) {
            return Some(value.clone());
        }
        match self.terms.node(term).clone() {
            Node::Public(name) if name == "public" => Some(Value::Integer(NOW.into())),
            Node::Public(name) if name == "suite" => {
                Some(Value::Integer(self.rules.suite.id.into()))
            }
            Node::Public(name) if name == "empty" => Some(Value::Bytes(Vec::new())),
            Node::Public(name) => self.rules.offered(&name),
            Node::Function("all", names) => self.list(names[0]),
            Node::Function("weakest", names) => match self.list(names[0])? {
                Value::List(all) => Some(Value::List(all.last().cloned().into_iter().collect())),
                _ => None,
            },
            Node::Function("choose", lists) => {
                let (ours, theirs) = (self.value(lists[0])?, self.value(lists[1])?);
                let (Value::List(ours), Value::List(theirs)) = (ours, theirs) else { return None };
                ours.into_iter().find(|one| theirs.contains(one))
            }
            _ => self.make(term).map(Value::Bytes),
        }
    }

    fn list(&self, name: Term) -> Option<Value> {
        match self.terms.node(name) {
            Node::Public(name) => self.rules.offered(name),
            _ => None,
        }
    }

    /// The bytes of a term, made of what is known.
    pub(crate) fn make(&mut self, term: Term) -> Option<Vec<u8>> {
        if let Some(bytes) = self.bytes.get(&term) {
            return Some(bytes.clone());
        }
        let provider = Arc::clone(&self.rules.provider);
        let made = match self.terms.node(term).clone() {
            Node::Power(exponents) => self.raise(&exponents)?,
            Node::Function("hash", parts) => {
                let parts: Option<Vec<Vec<u8>>> = parts
                    .into_iter()
                    .map(|part| match self.terms.node(part).clone() {
                        Node::Public(label) if !self.bytes.contains_key(&part) => {
                            Some(label.into_bytes())
                        }
                        _ => self.make(part),
                    })
                    .collect();
                let parts = parts?;
                let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
                provider.sha256(&parts).to_vec()
            }
            Node::Function(name @ ("chain" | "key" | "bind"), parts) => {
                let preshared = matches!(self.terms.node(parts[1]), Node::Name(secret) if secret.starts_with("psk("));
                let block = match (name, preshared) {
                    ("chain", _) => 1,
                    ("key", true) => 3,
                    _ => 2,
                };
                let (chaining, input) = (self.make(parts[0])?, self.make(parts[1])?);
                self.hkdf(&chaining, &input, block)
            }
            Node::Function("split", parts) => {
                let first =
                    matches!(self.terms.node(parts[1]), Node::Public(name) if name == "i2r");
                let chaining = self.make(parts[0])?;
                self.hkdf(&chaining, &[], if first { 1 } else { 2 })
            }
            Node::Function("extract", parts) => {
                let (salt, input) = (self.make(parts[0])?, self.make(parts[1])?);
                extract(&*provider, &salt, &[&input]).to_vec()
            }
            Node::Sealed(..) => return self.part(term, Slot::Token),
            Node::KemKey(private) => {
                let own =
                    matches!(self.terms.node(private), Node::Name(name) if name == "dk(attacker)");
                own.then(|| self.kem.encapsulation_key().to_vec())?
            }
            Node::KemCipher(key, _) => {
                let key = self.make(key)?.try_into().ok()?;
                let random = &mut |bytes: &mut [u8]| SystemRandom.fill(bytes);
                let made = provider.ml_kem_768_encapsulate(&key, random).ok()?;
                self.carried.insert(term, made.secret.0);
                made.ciphertext.to_vec()
            }
            Node::KemShared(key, random) => self.shared(key, random)?,
            _ => return None,
        };
        self.bytes.insert(term, made.clone());
        Some(made)
    }

    fn raise(&mut self, exponents: &[Term]) -> Option<Vec<u8>> {
        let provider = Arc::clone(&self.rules.provider);
        match *exponents {
            [one] => {
                let secret = self.make(one)?.try_into().ok()?;
                Some(provider.public_key(&secret).0.to_vec())
            }
            [one, other] => [(one, other), (other, one)].into_iter().find_map(|(own, their)| {
                let secret = self.make(own)?.try_into().ok()?;
                let public = self.terms.public_key(their);
                let public = PublicKey(self.make(public)?.try_into().ok()?);
                Some(provider.diffie_hellman(&secret, &public).ok()?.0.to_vec())
            }),
            _ => None,
        }
    }

    /// What a KEM carries: to its own key, or by its own encapsulation.
    fn shared(&mut self, key: Term, random: Term) -> Option<Vec<u8>> {
        let cipher = self.terms.make(Node::KemCipher(key, random));
        if let Some(secret) = self.carried.get(&cipher) {
            return Some(secret.to_vec());
        }
        let Node::KemKey(private) = *self.terms.node(key) else { return None };
        let own = matches!(self.terms.node(private), Node::Name(name) if name == "dk(attacker)");
        let cipher = self.bytes.get(&cipher).filter(|_| own)?;
        Some(self.kem.decapsulate(cipher.as_slice().try_into().ok()?).0.to_vec())
    }

    fn hkdf(&self, salt: &[u8], input: &[u8], block: u8) -> Vec<u8> {
        let provider = &*self.rules.provider;
        let key = extract(provider, salt, &[input]);
        let mut last: Vec<u8> = Vec::new();
        for number in 1..=block {
            last = provider.hmac_sha256(&key, &[&last, &[number]]).to_vec();
        }
        last
    }

    /// The cipher of records under a traffic key.
    pub(crate) fn record_cipher(&mut self, traffic: Term) -> Option<CounterCipher> {
        let Node::Function("expand", base) = self.terms.node(traffic).clone() else { return None };
        let base: [u8; 32] = self.make(base[0])?.try_into().ok()?;
        let provider = &*self.rules.provider;
        let labels = &self.rules.handshake.keys;
        let key = expand_key(provider, &base, &labels.key);
        let iv = expand_key(provider, &base, &labels.iv);
        let fixed: [u8; 12] = iv[..12].try_into().ok()?;
        Some(match self.rules.cipher() {
            Cipher::XChaChaPoly => {
                CounterCipher::extended(provider, &key, iv[..16].try_into().ok()?)
            }
            Cipher::ChaChaPoly => CounterCipher::masked(provider, &key, fixed),
            Cipher::AesGcm => CounterCipher::masked_aes(provider, &key, fixed),
        })
    }

    /// A record: its kind, the key it is under, its number.
    pub(crate) fn record(&self, term: Term) -> Option<(String, Term, u64)> {
        match self.terms.node(term) {
            Node::Sealed(key, number, data, _) => match self.terms.node(*data) {
                Node::Public(kind) => Some((kind.clone(), *key, self.number(*number))),
                _ => None,
            },
            _ => None,
        }
    }

    /// The bytes of something that travelled.
    pub(crate) fn seen(&self, term: Term) -> Option<&[u8]> {
        self.bytes.get(&term).map(Vec::as_slice)
    }
}

/// The length of a part in bytes, if it is one of a fixed length.
pub(crate) fn length(terms: &Terms, term: Term) -> Option<usize> {
    match terms.node(term) {
        Node::Power(_) => Some(32),
        Node::KemKey(_) => Some(ENCAPSULATION_KEY_LEN),
        Node::KemCipher(..) => Some(KEM_CIPHERTEXT_LEN),
        Node::Sealed(.., text) => Some(length(terms, *text)? + TAG_LEN),
        _ => None,
    }
}
