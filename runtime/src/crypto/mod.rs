//! Cryptography: the primitives a session needs, and keys as types.
//!
//! The primitives come from a [`CryptoProvider`]; there is one by aws-lc-rs
//! and one by the pure-Rust RustCrypto crates. What is built from them is the
//! same for both: [`noise`] makes keys out of a handshake's messages, [`hkdf`]
//! derives keys from keys, [`CounterCipher`] numbers what it seals. Nothing
//! here knows packets, messages or connections.

#[cfg(feature = "aws-lc")]
mod aws_lc;
mod cipher;
pub mod hkdf;
pub mod kem;
mod key;
pub mod noise;
#[cfg(feature = "rust-crypto")]
mod rust_crypto;

use std::fmt;

use kem::{Decapsulator, ENCAPSULATION_KEY_LEN, Encapsulated, InvalidEncapsulationKey};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

#[cfg(feature = "aws-lc")]
pub use aws_lc::AwsLc;
pub use cipher::{Cipher, CounterCipher};
pub use key::{PresharedKey, PresharedKeys, PublicKey, StaticKey};
#[cfg(feature = "rust-crypto")]
pub use rust_crypto::RustCrypto;

/// Bytes that a sealed text is longer than the plain one: the tag of Poly1305 or GCM.
pub const TAG_LEN: usize = 16;

/// Where the primitives come from.
pub trait CryptoProvider: Send + Sync + 'static {
    /// The provider's name, for logs: `aws-lc`, `rust-crypto`.
    fn name(&self) -> &'static str;

    /// The X25519 public key of a secret (RFC 7748, section 6.1).
    fn public_key(&self, secret: &[u8; 32]) -> PublicKey;

    /// The X25519 shared secret (RFC 7748, section 6.1). The high bit of the
    /// peer's key is masked.
    ///
    /// # Errors
    /// The result is all zero, because the peer's key has small order.
    fn diffie_hellman(
        &self,
        secret: &[u8; 32],
        peer: &PublicKey,
    ) -> Result<SharedSecret, NonContributory>;

    /// SHA-256 of the parts, one after another.
    fn sha256(&self, parts: &[&[u8]]) -> [u8; 32];

    /// HMAC-SHA-256 of the parts, one after another (RFC 2104).
    fn hmac_sha256(&self, key: &[u8], parts: &[&[u8]]) -> [u8; 32];

    /// ChaCha20-Poly1305 under a key (RFC 8439).
    fn chacha20_poly1305(&self, key: &[u8; 32]) -> Box<dyn Aead>;

    /// HChaCha20, which makes the subkey of XChaCha20
    /// (draft-irtf-cfrg-xchacha-03, section 2.2).
    fn hchacha20(&self, key: &[u8; 32], input: &[u8; 16]) -> [u8; 32];

    /// AES-256-GCM under a key (NIST SP 800-38D).
    fn aes256_gcm(&self, key: &[u8; 32]) -> Box<dyn Aead>;

    /// A fresh key pair of ML-KEM-768 (FIPS 203, section 7.1). A provider that
    /// can takes the 64 bytes of its seed from `random`; one whose library
    /// draws its own randomness does not call it.
    fn ml_kem_768_generate(&self, random: &mut dyn FnMut(&mut [u8])) -> Box<dyn Decapsulator>;

    /// A fresh secret for the owner of an encapsulation key (FIPS 203, section
    /// 7.2). Of `random` holds what holds of it in
    /// [`ml_kem_768_generate`](Self::ml_kem_768_generate); it gives 32 bytes.
    ///
    /// # Errors
    /// As [`kem::check_encapsulation_key`].
    fn ml_kem_768_encapsulate(
        &self,
        key: &[u8; ENCAPSULATION_KEY_LEN],
        random: &mut dyn FnMut(&mut [u8]),
    ) -> Result<Encapsulated, InvalidEncapsulationKey>;
}

/// An authenticated cipher under one key, with a nonce of 12 bytes and a tag
/// of [`TAG_LEN`] behind the ciphertext.
pub trait Aead: Send + Sync {
    /// Seals `text` in place and returns the tag. A nonce must never be used twice.
    fn seal(&self, nonce: &[u8; 12], associated: &[u8], text: &mut [u8]) -> [u8; TAG_LEN];

    /// Opens `sealed`, ciphertext and tag, in place: the plaintext is all but
    /// the last [`TAG_LEN`] bytes afterwards.
    ///
    /// # Errors
    /// It is shorter than a tag or not what was sealed; what `sealed` then
    /// holds is not to be used.
    fn open(
        &self,
        nonce: &[u8; 12],
        associated: &[u8],
        sealed: &mut [u8],
    ) -> Result<(), OpenFailed>;
}

/// The provider that is compiled in: aws-lc-rs if it is, else RustCrypto.
#[cfg(any(feature = "aws-lc", feature = "rust-crypto"))]
pub fn default_provider() -> std::sync::Arc<dyn CryptoProvider> {
    #[cfg(feature = "aws-lc")]
    return std::sync::Arc::new(AwsLc);
    #[cfg(not(feature = "aws-lc"))]
    return std::sync::Arc::new(RustCrypto);
}

/// Whether two byte strings are equal, in time that depends on their lengths alone.
pub fn equal(left: &[u8], right: &[u8]) -> bool {
    left.ct_eq(right).into()
}

/// The result of a Diffie–Hellman exchange, or what a KEM carries.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct SharedSecret(pub [u8; 32]);

impl fmt::Debug for SharedSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SharedSecret(..)")
    }
}

/// A Diffie–Hellman result does not depend on the own key: the peer's key has
/// small order (RFC 7748, section 6.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the peer's public key has small order")]
pub struct NonContributory;

/// A sealed text does not open: it was changed, or sealed under other keys,
/// with another number or other associated data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sealed bytes do not open")]
pub struct OpenFailed;

/// Where random bytes come from.
///
/// Takes `&self`, so that a configuration that holds it can be shared by
/// connections.
pub trait Random: Send + Sync + 'static {
    /// Fills `out` with random bytes.
    fn fill(&self, out: &mut [u8]);
}

/// The operating system's random number generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    /// # Panics
    /// The operating system has no randomness to give. No input leads here,
    /// and no key may be made without it.
    fn fill(&self, out: &mut [u8]) {
        if let Err(error) = getrandom::fill(out) {
            panic!("the operating system gives no random bytes: {error}");
        }
    }
}

impl<F: Fn(&mut [u8]) + Send + Sync + 'static> Random for F {
    fn fill(&self, out: &mut [u8]) {
        self(out);
    }
}
