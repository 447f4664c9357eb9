//! A provider that computes nothing: every primitive gives bytes that stand
//! for a term, and says so.
//!
//! The bytes of a term are a hash of its text, so both sides of a handshake
//! come to the same bytes if and only if they come to the same term. What is
//! sealed opens with the same key, nonce and associated data alone. Which terms
//! are right is not known here; see `drift.rs`.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use packetwright::crypto::kem::{
    Decapsulator, ENCAPSULATION_KEY_LEN, Encapsulated, InvalidEncapsulationKey, KEM_CIPHERTEXT_LEN,
};
use packetwright::crypto::{
    Aead, CryptoProvider, NonContributory, OpenFailed, PublicKey, SharedSecret, TAG_LEN,
};
use sha2::{Digest, Sha256};

/// A text that was sealed or opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Use {
    /// Whose recorder saw it.
    pub(crate) side: usize,
    /// Whether it was sealed, or opened.
    pub(crate) seals: bool,
    /// The key's term.
    pub(crate) key: String,
    /// The number in the nonce.
    pub(crate) number: u64,
    /// The associated data's term, or its bytes if it has none.
    pub(crate) data: String,
    /// The plaintext's term, or its bytes if it has none.
    pub(crate) text: String,
}

/// What opens sealed bytes, and what is in them: key, nonce, associated data and
/// plaintext.
type Opened = (String, [u8; 12], Vec<u8>, Vec<u8>);

/// What bytes stand for.
#[derive(Default)]
pub(crate) struct Table {
    terms: HashMap<Vec<u8>, String>,
    /// HKDF's pseudorandom keys: salt and input.
    extracted: HashMap<[u8; 32], (String, String)>,
    /// What a base for further keys was expanded to.
    expanded: HashMap<[u8; 32], String>,
    sealed: HashMap<Vec<u8>, Opened>,
    /// The starts of the nonces of records, as bytes.
    masks: HashMap<String, Vec<u8>>,
    /// Every use of a cipher, in order.
    pub(crate) uses: Vec<Use>,
}

impl Table {
    /// Says what bytes stand for.
    pub(crate) fn name(&mut self, bytes: &[u8], term: impl Into<String>) {
        self.terms.insert(bytes.to_vec(), term.into());
    }

    /// What bytes stand for; their hex digits if nobody has said.
    pub(crate) fn term(&self, bytes: &[u8]) -> String {
        match self.terms.get(bytes) {
            Some(term) => term.clone(),
            None => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }

    /// The bytes of a term, as many as are asked for.
    fn bytes(&mut self, term: &str, length: usize) -> Vec<u8> {
        let blocks = (0u32..).flat_map(|block| {
            Sha256::digest([&block.to_be_bytes(), term.as_bytes()].concat()).to_vec()
        });
        let bytes: Vec<u8> = blocks.take(length).collect();
        self.name(&bytes, term);
        bytes
    }

    /// HKDF-Expand to one block, of which a nonce may take the start.
    fn expand(&mut self, base: &str, label: &[u8]) -> [u8; 32] {
        let term = format!("expand({base}, {:?})", String::from_utf8_lossy(label));
        let bytes = self.bytes_32(&term);
        for length in [12, 16] {
            self.name(&bytes[..length], term.clone());
        }
        self.masks.insert(term.clone(), bytes[..12].to_vec());
        self.expanded.insert(bytes, term);
        bytes
    }

    fn bytes_32(&mut self, term: &str) -> [u8; 32] {
        let bytes = self.bytes(term, 32);
        bytes.try_into().expect("32 bytes were asked for")
    }
}

/// The provider of one side; both sides share a table.
#[derive(Clone)]
pub(crate) struct Recorder {
    table: Arc<Mutex<Table>>,
    side: usize,
}

impl Recorder {
    pub(crate) fn new(table: &Arc<Mutex<Table>>, side: usize) -> Self {
        Self { table: Arc::clone(table), side }
    }

    fn table(&self) -> MutexGuard<'_, Table> {
        self.table.lock().expect("no test panics with the lock held")
    }

    fn cipher(&self, key: String, nonce: Nonce) -> Box<dyn Aead> {
        Box::new(RecordingAead { recorder: self.clone(), key, nonce })
    }
}

/// Where the number stands in a nonce.
#[derive(Clone, Copy)]
enum Nonce {
    Little,
    Big,
}

/// The order of exponents does not matter.
fn power(mut exponents: Vec<String>) -> String {
    exponents.sort_unstable();
    format!("g^{}", exponents.join("·"))
}

impl CryptoProvider for Recorder {
    fn name(&self) -> &'static str {
        "recorder"
    }

    fn public_key(&self, secret: &[u8; 32]) -> PublicKey {
        let mut table = self.table();
        // Drawn like a challenge, but it is a key.
        if table.terms.get(&secret[..]).is_none_or(|term| term.starts_with("challenge")) {
            table.name(secret, format!("e{}", self.side));
        }
        let term = power(vec![table.term(secret)]);
        PublicKey(table.bytes_32(&term))
    }

    fn diffie_hellman(
        &self,
        secret: &[u8; 32],
        peer: &PublicKey,
    ) -> Result<SharedSecret, NonContributory> {
        let mut table = self.table();
        let (secret, peer) = (table.term(secret), table.term(&peer.0));
        let other = peer.strip_prefix("g^").unwrap_or("no public key").to_owned();
        let term = power(vec![secret, other]);
        Ok(SharedSecret(table.bytes_32(&term)))
    }

    fn sha256(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut table = self.table();
        if let [one] = parts
            && table.terms.get(*one).is_some_and(|term| term.starts_with("Noise_"))
        {
            // A protocol name of more than 32 bytes; it is the term that a shorter one is.
            let name = table.term(one);
            return table.bytes_32(&name);
        }
        let parts: Vec<String> = parts.iter().map(|part| table.term(part)).collect();
        table.bytes_32(&format!("hash({})", parts.join(", ")))
    }

    fn hmac_sha256(&self, key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
        let mut table = self.table();
        let pseudorandom = <[u8; 32]>::try_from(key).ok();
        let base = pseudorandom.and_then(|key| table.expanded.get(&key).cloned());
        if let (Some(base), [label @ .., [1]]) = (base, parts) {
            return table.expand(&base, &label.concat());
        }
        let pseudorandom = pseudorandom.and_then(|key| table.extracted.get(&key).cloned());
        let Some((salt, input)) = pseudorandom else {
            let input: Vec<String> = parts.iter().map(|part| table.term(part)).collect();
            let (salt, input) = (table.term(key), input.join(", "));
            let extracted = table.bytes_32(&format!("extract({salt}; {input})"));
            table.extracted.insert(extracted, (salt, input));
            return extracted;
        };
        let block = |number: u8| format!("hkdf{number}({salt}; {input})");
        let term = match parts {
            [[1]] => block(1),
            [before, [number]] if table.term(before) == block(number.wrapping_sub(1)) => {
                block(*number)
            }
            [label @ .., [1]] => {
                return table.expand(&format!("extract({salt}; {input})"), &label.concat());
            }
            parts => format!("hmac(extract({salt}; {input}), {parts:?})"),
        };
        table.bytes_32(&term)
    }

    fn chacha20_poly1305(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        let key = self.table().term(key);
        self.cipher(key, Nonce::Little)
    }

    fn hchacha20(&self, key: &[u8; 32], input: &[u8; 16]) -> [u8; 32] {
        let mut table = self.table();
        let (key, fixed) = (table.term(key), table.term(input));
        // With zeros in front the nonce is a handshake's number, and nothing else.
        let term = if *input == [0; 16] { key } else { format!("{key}, nonce {fixed}") };
        let subkey = table.bytes_32(&format!("subkey of {term}"));
        table.name(&subkey, term);
        subkey
    }

    fn aes256_gcm(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        let key = self.table().term(key);
        self.cipher(key, Nonce::Big)
    }

    fn ml_kem_768_generate(&self, _: &mut dyn FnMut(&mut [u8])) -> Box<dyn Decapsulator> {
        let term = format!("ek(dk{})", self.side);
        // Coefficients of zero are below the modulus; the seed behind them tells keys apart.
        let mut key = [0; ENCAPSULATION_KEY_LEN];
        let mut table = self.table();
        let seed = table.bytes_32(&term);
        key[ENCAPSULATION_KEY_LEN - 32..].copy_from_slice(&seed);
        table.name(&key, term);
        Box::new(RecordingKem { recorder: self.clone(), key: Box::new(key) })
    }

    fn ml_kem_768_encapsulate(
        &self,
        key: &[u8; ENCAPSULATION_KEY_LEN],
        _: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Encapsulated, InvalidEncapsulationKey> {
        let mut table = self.table();
        let inner = format!("{}, m{}", table.term(key), self.side);
        let ciphertext = table.bytes(&format!("encapsulate({inner})"), KEM_CIPHERTEXT_LEN);
        let ciphertext = Box::new(ciphertext.try_into().expect("as many as were asked for"));
        Ok(Encapsulated {
            ciphertext,
            secret: SharedSecret(table.bytes_32(&format!("shared({inner})"))),
        })
    }
}

struct RecordingKem {
    recorder: Recorder,
    key: Box<[u8; ENCAPSULATION_KEY_LEN]>,
}

impl Decapsulator for RecordingKem {
    fn encapsulation_key(&self) -> [u8; ENCAPSULATION_KEY_LEN] {
        *self.key
    }

    fn decapsulate(&self, ciphertext: &[u8; KEM_CIPHERTEXT_LEN]) -> SharedSecret {
        let mut table = self.recorder.table();
        let (key, cipher) = (table.term(&self.key[..]), table.term(ciphertext));
        let inner = cipher.strip_prefix("encapsulate(").and_then(|rest| rest.strip_suffix(')'));
        let term = match inner {
            Some(inner) if inner.starts_with(&format!("{key}, ")) => format!("shared({inner})"),
            _ => format!("rejected({key}, {cipher})"),
        };
        SharedSecret(table.bytes_32(&term))
    }
}

struct RecordingAead {
    recorder: Recorder,
    key: String,
    nonce: Nonce,
}

impl RecordingAead {
    /// What key and nonce say: the key with the fixed part of its nonces, and the number.
    fn key_and_number(&self, nonce: &[u8; 12]) -> (String, u64) {
        let table = self.recorder.table();
        // Records of 12-byte nonces: what is left without the mask is the number.
        let fixed = self.key.replace("\"pw1 key\"", "\"pw1 iv\"");
        let mask = table.masks.get(&fixed).filter(|_| fixed != self.key);
        match (mask, self.nonce) {
            (Some(mask), _) => {
                let mut plain = *nonce;
                plain.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
                (format!("{}, nonce {fixed}", self.key), u64::from_be_bytes(tail(&plain)))
            }
            (None, Nonce::Little) => (self.key.clone(), u64::from_le_bytes(tail(nonce))),
            (None, Nonce::Big) => (self.key.clone(), u64::from_be_bytes(tail(nonce))),
        }
    }

    fn record(&self, seals: bool, nonce: &[u8; 12], associated: &[u8], text: &[u8]) {
        let (key, number) = self.key_and_number(nonce);
        let mut table = self.recorder.table();
        let (data, text) = (table.term(associated), table.term(text));
        table.uses.push(Use { side: self.recorder.side, seals, key, number, data, text });
    }
}

/// The number in a nonce.
fn tail(nonce: &[u8; 12]) -> [u8; 8] {
    nonce[4..].try_into().expect("8 of 12 bytes")
}

impl Aead for RecordingAead {
    fn seal(&self, nonce: &[u8; 12], associated: &[u8], text: &mut [u8]) -> [u8; TAG_LEN] {
        self.record(true, nonce, associated, text);
        let (key, number) = self.key_and_number(nonce);
        let mut table = self.recorder.table();
        let (data, plain) = (table.term(associated), text.to_vec());
        let whole = format!("sealed({key}, {number}, {data}, {})", table.term(text));
        let sealed = table.bytes(&whole, text.len() + TAG_LEN);
        let entry = (self.key.clone(), *nonce, associated.to_vec(), plain);
        table.sealed.insert(sealed.clone(), entry);
        let (cipher, tag) = sealed.split_at(text.len());
        text.copy_from_slice(cipher);
        tag.try_into().expect("what is behind the text is the tag")
    }

    fn open(
        &self,
        nonce: &[u8; 12],
        associated: &[u8],
        sealed: &mut [u8],
    ) -> Result<(), OpenFailed> {
        let found = self.recorder.table().sealed.get(&*sealed).cloned();
        let (key, number, data, plain) = found.ok_or(OpenFailed)?;
        if (key, &number, &data[..]) != (self.key.clone(), nonce, associated) {
            return Err(OpenFailed);
        }
        self.record(false, nonce, associated, &plain);
        sealed[..plain.len()].copy_from_slice(&plain);
        Ok(())
    }
}
