//! The primitives by aws-lc-rs; HChaCha20, which it does not offer, by chacha20.

use aws_lc_rs::aead::{
    AES_256_GCM, Aad, Algorithm, CHACHA20_POLY1305, LessSafeKey, Nonce, UnboundKey,
};
use aws_lc_rs::agreement::{PrivateKey, UnparsedPublicKey, X25519, agree};
use aws_lc_rs::kem::{Ciphertext, DecapsulationKey, EncapsulationKey, ML_KEM_768};
use aws_lc_rs::{digest, hmac};
use chacha20::{R20, hchacha};

use super::kem::{
    Decapsulator, ENCAPSULATION_KEY_LEN, Encapsulated, InvalidEncapsulationKey, KEM_CIPHERTEXT_LEN,
    check_encapsulation_key,
};
use super::{Aead, CryptoProvider, NonContributory, OpenFailed, PublicKey, SharedSecret, TAG_LEN};

/// The provider by aws-lc-rs: fast, needs a C compiler.
#[derive(Clone, Copy, Debug, Default)]
pub struct AwsLc;

/// Why the calls below cannot fail; if one does, the library is broken, and to
/// go on without it would be to go on without encryption.
const TOTAL: &str = "aws-lc-rs takes every key of 32 bytes";

impl CryptoProvider for AwsLc {
    fn name(&self) -> &'static str {
        "aws-lc"
    }

    fn public_key(&self, secret: &[u8; 32]) -> PublicKey {
        let public = private_key(secret).compute_public_key().expect(TOTAL);
        let mut key = [0; 32];
        key.copy_from_slice(public.as_ref());
        PublicKey(key)
    }

    fn diffie_hellman(
        &self,
        secret: &[u8; 32],
        peer: &PublicKey,
    ) -> Result<SharedSecret, NonContributory> {
        let peer = UnparsedPublicKey::new(&X25519, &peer.0);
        agree(&private_key(secret), peer, NonContributory, |shared| {
            shared.try_into().map(SharedSecret).map_err(|_| NonContributory)
        })
    }

    fn sha256(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = digest::Context::new(&digest::SHA256);
        parts.iter().for_each(|part| context.update(part));
        let mut out = [0; 32];
        out.copy_from_slice(context.finish().as_ref());
        out
    }

    fn hmac_sha256(&self, key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
        let key = hmac::Key::new(hmac::HMAC_SHA256, key);
        let mut context = hmac::Context::with_key(&key);
        parts.iter().for_each(|part| context.update(part));
        let mut out = [0; 32];
        out.copy_from_slice(context.sign().as_ref());
        out
    }

    fn chacha20_poly1305(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        cipher(&CHACHA20_POLY1305, key)
    }

    fn hchacha20(&self, key: &[u8; 32], input: &[u8; 16]) -> [u8; 32] {
        hchacha::<R20>(key.into(), input.into()).into()
    }

    fn aes256_gcm(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        cipher(&AES_256_GCM, key)
    }

    /// aws-lc-rs draws the randomness itself.
    fn ml_kem_768_generate(&self, _: &mut dyn FnMut(&mut [u8])) -> Box<dyn Decapsulator> {
        Box::new(KemKey(DecapsulationKey::generate(&ML_KEM_768).expect(KEM_TOTAL)))
    }

    /// aws-lc-rs draws the randomness itself.
    fn ml_kem_768_encapsulate(
        &self,
        key: &[u8; ENCAPSULATION_KEY_LEN],
        _: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Encapsulated, InvalidEncapsulationKey> {
        check_encapsulation_key(key)?;
        let key = EncapsulationKey::new(&ML_KEM_768, key).map_err(|_| InvalidEncapsulationKey)?;
        let (made, secret) = key.encapsulate().map_err(|_| InvalidEncapsulationKey)?;
        let mut ciphertext = Box::new([0; KEM_CIPHERTEXT_LEN]);
        ciphertext.copy_from_slice(made.as_ref());
        Ok(Encapsulated { ciphertext, secret: shared_secret(secret.as_ref()) })
    }
}

/// Why the calls for ML-KEM-768 cannot fail: sizes are those of the algorithm.
const KEM_TOTAL: &str = "aws-lc-rs has memory and randomness for ML-KEM-768";

struct KemKey(DecapsulationKey);

impl Decapsulator for KemKey {
    fn encapsulation_key(&self) -> [u8; ENCAPSULATION_KEY_LEN] {
        let key = self.0.encapsulation_key().and_then(|key| key.key_bytes()).expect(KEM_TOTAL);
        let mut out = [0; ENCAPSULATION_KEY_LEN];
        out.copy_from_slice(key.as_ref());
        out
    }

    fn decapsulate(&self, ciphertext: &[u8; KEM_CIPHERTEXT_LEN]) -> SharedSecret {
        let ciphertext = Ciphertext::from(&ciphertext[..]);
        shared_secret(self.0.decapsulate(ciphertext).expect(KEM_TOTAL).as_ref())
    }
}

fn shared_secret(bytes: &[u8]) -> SharedSecret {
    let mut secret = SharedSecret([0; 32]);
    secret.0.copy_from_slice(bytes);
    secret
}

fn cipher(algorithm: &'static Algorithm, key: &[u8; 32]) -> Box<dyn Aead> {
    Box::new(Cipher(LessSafeKey::new(UnboundKey::new(algorithm, key).expect(TOTAL))))
}

fn private_key(secret: &[u8; 32]) -> PrivateKey {
    PrivateKey::from_private_key(&X25519, secret).expect(TOTAL)
}

struct Cipher(LessSafeKey);

impl Aead for Cipher {
    fn seal(&self, nonce: &[u8; 12], associated: &[u8], text: &mut [u8]) -> [u8; TAG_LEN] {
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let tag = self
            .0
            .seal_in_place_separate_tag(nonce, Aad::from(associated), text)
            .expect("a text is shorter than 2^38 bytes");
        let mut out = [0; TAG_LEN];
        out.copy_from_slice(tag.as_ref());
        out
    }

    fn open(
        &self,
        nonce: &[u8; 12],
        associated: &[u8],
        sealed: &mut [u8],
    ) -> Result<(), OpenFailed> {
        let nonce = Nonce::assume_unique_for_key(*nonce);
        match self.0.open_in_place(nonce, Aad::from(associated), sealed) {
            Ok(_) => Ok(()),
            Err(_) => Err(OpenFailed),
        }
    }
}
