//! The primitives by the pure-Rust RustCrypto and dalek crates.

use aes_gcm::Aes256Gcm;
use chacha20::{R20, hchacha};
use chacha20poly1305::aead::AeadInOut;
use chacha20poly1305::aead::consts::{U12, U16};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit, Tag};
use hmac::{Hmac, Mac};
use ml_kem::kem::{Decapsulate, KeyExport};
use ml_kem::ml_kem_768::{DecapsulationKey, EncapsulationKey};
use sha2::{Digest, Sha256};
use x25519_dalek::{PublicKey as DalekPublicKey, StaticSecret};
use zeroize::Zeroize;

use super::kem::{
    Decapsulator, ENCAPSULATION_KEY_LEN, Encapsulated, InvalidEncapsulationKey, KEM_CIPHERTEXT_LEN,
    check_encapsulation_key,
};
use super::{Aead, CryptoProvider, NonContributory, OpenFailed, PublicKey, SharedSecret, TAG_LEN};

/// The provider by the RustCrypto crates: portable.
#[derive(Clone, Copy, Debug, Default)]
pub struct RustCrypto;

impl CryptoProvider for RustCrypto {
    fn name(&self) -> &'static str {
        "rust-crypto"
    }

    fn public_key(&self, secret: &[u8; 32]) -> PublicKey {
        PublicKey(DalekPublicKey::from(&StaticSecret::from(*secret)).to_bytes())
    }

    fn diffie_hellman(
        &self,
        secret: &[u8; 32],
        peer: &PublicKey,
    ) -> Result<SharedSecret, NonContributory> {
        let shared = StaticSecret::from(*secret).diffie_hellman(&DalekPublicKey::from(peer.0));
        if shared.was_contributory() {
            Ok(SharedSecret(shared.to_bytes()))
        } else {
            Err(NonContributory)
        }
    }

    fn sha256(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut hasher = Sha256::new();
        parts.iter().for_each(|part| hasher.update(part));
        hasher.finalize().into()
    }

    fn hmac_sha256(&self, key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
        let mut mac =
            <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
        parts.iter().for_each(|part| mac.update(part));
        mac.finalize().into_bytes().into()
    }

    fn chacha20_poly1305(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        Box::new(Cipher(ChaCha20Poly1305::new(key.into())))
    }

    fn hchacha20(&self, key: &[u8; 32], input: &[u8; 16]) -> [u8; 32] {
        hchacha::<R20>(key.into(), input.into()).into()
    }

    fn aes256_gcm(&self, key: &[u8; 32]) -> Box<dyn Aead> {
        Box::new(Cipher(Aes256Gcm::new(key.into())))
    }

    fn ml_kem_768_generate(&self, random: &mut dyn FnMut(&mut [u8])) -> Box<dyn Decapsulator> {
        let mut seed = [0; 64];
        random(&mut seed);
        let key = DecapsulationKey::from_seed(seed.into());
        seed.zeroize();
        Box::new(key)
    }

    fn ml_kem_768_encapsulate(
        &self,
        key: &[u8; ENCAPSULATION_KEY_LEN],
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Encapsulated, InvalidEncapsulationKey> {
        check_encapsulation_key(key)?;
        let key = EncapsulationKey::new(key.into()).map_err(|_| InvalidEncapsulationKey)?;
        let mut message = [0; 32];
        random(&mut message);
        let (ciphertext, mut secret) = key.encapsulate_deterministic(&message.into());
        message.zeroize();
        let encapsulated = Encapsulated {
            ciphertext: Box::new(ciphertext.into()),
            secret: SharedSecret(secret.into()),
        };
        secret.zeroize();
        Ok(encapsulated)
    }
}

impl Decapsulator for DecapsulationKey {
    fn encapsulation_key(&self) -> [u8; ENCAPSULATION_KEY_LEN] {
        Self::encapsulation_key(self).to_bytes().into()
    }

    fn decapsulate(&self, ciphertext: &[u8; KEM_CIPHERTEXT_LEN]) -> SharedSecret {
        let mut secret = Decapsulate::decapsulate(self, ciphertext.into());
        let shared = SharedSecret(secret.into());
        secret.zeroize();
        shared
    }
}

struct Cipher<C>(C);

impl<C> Aead for Cipher<C>
where
    C: AeadInOut<NonceSize = U12, TagSize = U16> + Send + Sync,
{
    fn seal(&self, nonce: &[u8; 12], associated: &[u8], text: &mut [u8]) -> [u8; TAG_LEN] {
        self.0
            .encrypt_inout_detached(nonce.into(), associated, text.into())
            .expect("a text is shorter than 2^38 bytes")
            .into()
    }

    fn open(
        &self,
        nonce: &[u8; 12],
        associated: &[u8],
        sealed: &mut [u8],
    ) -> Result<(), OpenFailed> {
        let Some((text, tag)) = sealed.split_last_chunk_mut::<TAG_LEN>() else {
            return Err(OpenFailed);
        };
        let tag = Tag::from(*tag);
        self.0
            .decrypt_inout_detached(nonce.into(), associated, text.into(), &tag)
            .map_err(|_| OpenFailed)
    }
}
