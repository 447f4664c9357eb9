//! Ciphers that number what they seal, so that no nonce comes twice.

use std::fmt;

use zeroize::Zeroize;

use super::{Aead, CryptoProvider, OpenFailed, TAG_LEN};

/// An authenticated cipher with a 256-bit key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cipher {
    /// XChaCha20-Poly1305, nonce of 24 bytes (draft-irtf-cfrg-xchacha-03).
    XChaChaPoly,
    /// ChaCha20-Poly1305, nonce of 12 bytes (RFC 8439).
    ChaChaPoly,
    /// AES-256-GCM, nonce of 12 bytes (NIST SP 800-38D).
    AesGcm,
}

impl Cipher {
    /// The length of the fixed part of a record's nonce, in bytes.
    pub const fn iv_len(self) -> usize {
        match self {
            Self::XChaChaPoly => 16,
            Self::ChaChaPoly | Self::AesGcm => 12,
        }
    }
}

/// A cipher under one key, whose nonces are made of a number and, for
/// records, a fixed part.
///
/// | | XChaChaPoly | ChaChaPoly | AesGcm |
/// |---|---|---|---|
/// | in a handshake (Noise, section 12) | 16 zero bytes, LE64 number | 4 zero bytes, LE64 number | 4 zero bytes, BE64 number |
/// | in records | iv (16), LE64 number | iv (12) XOR (4 zero bytes, BE64 number) | as ChaChaPoly |
///
/// The first 16 bytes of an XChaCha20 nonce never change under one key, so its
/// subkey is computed once; after that it costs what ChaCha20-Poly1305 costs.
pub struct CounterCipher {
    aead: Box<dyn Aead>,
    nonce: NonceLayout,
}

enum NonceLayout {
    /// 4 zero bytes, LE64 number.
    Little,
    /// This XOR (4 zero bytes, BE64 number).
    Masked([u8; 12]),
}

impl CounterCipher {
    /// The cipher of a handshake message.
    pub fn handshake(provider: &dyn CryptoProvider, cipher: Cipher, key: &[u8; 32]) -> Self {
        match cipher {
            Cipher::XChaChaPoly => Self::extended(provider, key, &[0; 16]),
            Cipher::ChaChaPoly => {
                Self { aead: provider.chacha20_poly1305(key), nonce: NonceLayout::Little }
            }
            Cipher::AesGcm => Self::masked_aes(provider, key, [0; 12]),
        }
    }

    /// The XChaCha20 cipher of records.
    pub fn extended(provider: &dyn CryptoProvider, key: &[u8; 32], iv: &[u8; 16]) -> Self {
        let mut subkey = provider.hchacha20(key, iv);
        let aead = provider.chacha20_poly1305(&subkey);
        subkey.zeroize();
        Self { aead, nonce: NonceLayout::Little }
    }

    /// The ChaCha20 cipher of records.
    pub fn masked(provider: &dyn CryptoProvider, key: &[u8; 32], iv: [u8; 12]) -> Self {
        Self { aead: provider.chacha20_poly1305(key), nonce: NonceLayout::Masked(iv) }
    }

    /// The AES-256-GCM cipher of records.
    pub fn masked_aes(provider: &dyn CryptoProvider, key: &[u8; 32], iv: [u8; 12]) -> Self {
        Self { aead: provider.aes256_gcm(key), nonce: NonceLayout::Masked(iv) }
    }

    /// Seals `text` in place under a number, which must never come again, and
    /// returns the tag.
    pub fn seal(&self, number: u64, associated: &[u8], text: &mut [u8]) -> [u8; TAG_LEN] {
        self.aead.seal(&self.nonce(number), associated, text)
    }

    /// Opens ciphertext and tag in place.
    ///
    /// # Errors
    /// As [`Aead::open`].
    pub fn open(
        &self,
        number: u64,
        associated: &[u8],
        sealed: &mut [u8],
    ) -> Result<(), OpenFailed> {
        self.aead.open(&self.nonce(number), associated, sealed)
    }

    fn nonce(&self, number: u64) -> [u8; 12] {
        let mut nonce = [0; 12];
        match &self.nonce {
            NonceLayout::Little => nonce[4..].copy_from_slice(&number.to_le_bytes()),
            NonceLayout::Masked(iv) => {
                nonce[4..].copy_from_slice(&number.to_be_bytes());
                nonce.iter_mut().zip(iv).for_each(|(byte, mask)| *byte ^= mask);
            }
        }
        nonce
    }
}

impl fmt::Debug for CounterCipher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CounterCipher(..)")
    }
}
