//! Cryptography for fuzzers: fast, and worth nothing.
//!
//! Everything that is honest cryptography does in tests it does, too: what was
//! changed does not open, both sides of an exchange get the same secret. But a
//! handshake takes microseconds, so that a fuzzer gets deep. The other half of
//! the runs uses a real provider.

use packetwright::crypto::kem::{
    Decapsulator, ENCAPSULATION_KEY_LEN, Encapsulated, InvalidEncapsulationKey, KEM_CIPHERTEXT_LEN,
    check_encapsulation_key,
};
use packetwright::crypto::{
    Aead, CryptoProvider, NonContributory, OpenFailed, PublicKey, SharedSecret, TAG_LEN,
};

/// The provider.
#[derive(Clone, Copy, Debug, Default)]
pub struct Toy;

impl CryptoProvider for Toy {
    fn name(&self) -> &'static str {
        "toy"
    }

    fn public_key(&self, secret: &[u8; 32]) -> PublicKey {
        PublicKey(product(secret, &[3; 32]))
    }

    fn diffie_hellman(
        &self,
        secret: &[u8; 32],
        peer: &PublicKey,
    ) -> Result<SharedSecret, NonContributory> {
        let shared = product(secret, &peer.0);
        if shared == [0; 32] { Err(NonContributory) } else { Ok(SharedSecret(shared)) }
    }

    fn sha256(&self, parts: &[&[u8]]) -> [u8; 32] {
        digest(&[], parts)
    }

    fn hmac_sha256(&self, key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
        digest(key, parts)
    }

    fn chacha20_poly1305(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        Box::new(ToyAead(*key))
    }

    fn hchacha20(&self, key: &[u8; 32], input: &[u8; 16]) -> [u8; 32] {
        digest(key, &[input])
    }

    fn aes256_gcm(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        Box::new(ToyAead(*key))
    }

    fn ml_kem_768_generate(&self, random: &mut dyn FnMut(&mut [u8])) -> Box<dyn Decapsulator> {
        let mut secret = [0; 32];
        random(&mut secret);
        Box::new(ToyKem(secret))
    }

    fn ml_kem_768_encapsulate(
        &self,
        key: &[u8; ENCAPSULATION_KEY_LEN],
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Encapsulated, InvalidEncapsulationKey> {
        check_encapsulation_key(key)?;
        let mut secret = [0; 32];
        random(&mut secret);
        let mut ciphertext = Box::new([0; KEM_CIPHERTEXT_LEN]);
        ciphertext[..32].copy_from_slice(&product(&secret, &[3; 32]));
        let mut public = [0; 32];
        public.copy_from_slice(&key[ENCAPSULATION_KEY_LEN - 32..]);
        Ok(Encapsulated { ciphertext, secret: SharedSecret(product(&secret, &public)) })
    }
}

/// An exchange in the place of a KEM: the public value is the seed of the key,
/// whose coefficients are 0.
struct ToyKem([u8; 32]);

impl Decapsulator for ToyKem {
    fn encapsulation_key(&self) -> [u8; ENCAPSULATION_KEY_LEN] {
        let mut key = [0; ENCAPSULATION_KEY_LEN];
        key[ENCAPSULATION_KEY_LEN - 32..].copy_from_slice(&product(&self.0, &[3; 32]));
        key
    }

    fn decapsulate(&self, ciphertext: &[u8; KEM_CIPHERTEXT_LEN]) -> SharedSecret {
        let mut public = [0; 32];
        public.copy_from_slice(&ciphertext[..32]);
        SharedSecret(product(&self.0, &public))
    }
}

/// Four products of 64 bits: commutative, as an exchange must be. The first
/// factor is made odd, so that no bit of the second is lost.
fn product(secret: &[u8; 32], factor: &[u8; 32]) -> [u8; 32] {
    let mut out = [0; 32];
    for ((out, secret), factor) in
        out.chunks_exact_mut(8).zip(secret.chunks_exact(8)).zip(factor.chunks_exact(8))
    {
        out.copy_from_slice(&(word(secret) | 1).wrapping_mul(word(factor)).to_le_bytes());
    }
    out
}

fn word(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

fn mix(state: u64, word: u64) -> u64 {
    let state = (state ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    state ^ state >> 29
}

fn digest(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut state = mix(0x243F_6A88_85A3_08D3, key.len() as u64);
    let text = parts.concat();
    for chunk in key.chunks(8).chain(text.chunks(8)) {
        state = mix(state, word(chunk).wrapping_add(chunk.len() as u64));
    }
    let mut out = [0; 32];
    for chunk in out.chunks_exact_mut(8) {
        state = mix(state, 0x1319_8A2E_0370_7344);
        chunk.copy_from_slice(&state.to_le_bytes());
    }
    out
}

struct ToyAead([u8; 32]);

impl ToyAead {
    fn apply(&self, nonce: &[u8; 12], text: &mut [u8]) {
        let mut state = word(&digest(&self.0, &[nonce, b"stream"])[..8]);
        for byte in text {
            state = mix(state, 1);
            *byte ^= state as u8;
        }
    }

    fn tag(&self, nonce: &[u8; 12], associated: &[u8], text: &[u8]) -> [u8; TAG_LEN] {
        let lengths = [associated.len() as u8, text.len() as u8];
        let digest = digest(&self.0, &[nonce, &lengths, associated, text]);
        std::array::from_fn(|place| digest[place])
    }
}

impl Aead for ToyAead {
    fn seal(&self, nonce: &[u8; 12], associated: &[u8], text: &mut [u8]) -> [u8; TAG_LEN] {
        self.apply(nonce, text);
        self.tag(nonce, associated, text)
    }

    fn open(
        &self,
        nonce: &[u8; 12],
        associated: &[u8],
        sealed: &mut [u8],
    ) -> Result<(), OpenFailed> {
        let (text, tag) = sealed.split_last_chunk_mut::<TAG_LEN>().ok_or(OpenFailed)?;
        if *tag != self.tag(nonce, associated, text) {
            return Err(OpenFailed);
        }
        self.apply(nonce, text);
        Ok(())
    }
}
