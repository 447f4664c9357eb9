//! Long-term keys. Which keys are trusted is decided elsewhere, by the policy
//! of a connection.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{CryptoProvider, Random};

/// An X25519 public key: 32 bytes, shown as hex.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PublicKey(pub [u8; 32]);

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({self})")
    }
}

/// A text is not a public key in hex.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a public key of 64 hex digits")]
pub struct ParsePublicKeyError;

impl std::str::FromStr for PublicKey {
    type Err = ParsePublicKeyError;

    /// Reads 64 hex digits, of either case.
    fn from_str(text: &str) -> Result<Self, ParsePublicKeyError> {
        let digit = |byte: u8| char::from(byte).to_digit(16).ok_or(ParsePublicKeyError);
        let mut key = [0; 32];
        if text.len() != 64 {
            return Err(ParsePublicKeyError);
        }
        for (byte, pair) in key.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = (digit(pair[0])? << 4 | digit(pair[1])?) as u8;
        }
        Ok(Self(key))
    }
}

/// An X25519 key pair that names its owner for longer than one session.
///
/// The secret is wiped on drop and never shown.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct StaticKey {
    secret: [u8; 32],
    #[zeroize(skip)]
    public: PublicKey,
}

impl StaticKey {
    /// A new key pair.
    pub fn generate(provider: &dyn CryptoProvider, random: &dyn Random) -> Self {
        let mut secret = [0; 32];
        random.fill(&mut secret);
        let key = Self::from_secret_bytes(secret, provider);
        secret.zeroize();
        key
    }

    /// The key pair of a secret. X25519 takes any 32 bytes; they have to be random.
    pub fn from_secret_bytes(secret: [u8; 32], provider: &dyn CryptoProvider) -> Self {
        Self { public: provider.public_key(&secret), secret }
    }

    /// The public half.
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    /// The secret half, to be kept in a file that only its owner reads.
    pub fn secret_bytes(&self) -> &[u8; 32] {
        &self.secret
    }
}

impl fmt::Debug for StaticKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "StaticKey {{ public: {}, .. }}", self.public)
    }
}

/// A secret of 32 bytes that both sides were given beforehand (Noise, section 9).
///
/// It has to be random: with less, a recording of one handshake can be tried
/// against guesses. Wiped on drop and never shown.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct PresharedKey([u8; 32]);

impl PresharedKey {
    /// The key of these bytes.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for PresharedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PresharedKey(..)")
    }
}

/// Which pre-shared key a side has with a peer. One key alone is the same
/// for all.
pub trait PresharedKeys: Send + Sync + 'static {
    /// The key shared with the owner of `peer`; `None` as the peer if it has
    /// shown no key yet, `None` as the answer if there is none. A responder goes
    /// on with a random key then, so that a stranger sees no difference.
    fn preshared_key(&self, peer: Option<&PublicKey>) -> Option<PresharedKey>;
}

impl PresharedKeys for PresharedKey {
    fn preshared_key(&self, _: Option<&PublicKey>) -> Option<PresharedKey> {
        Some(self.clone())
    }
}

impl PresharedKeys for std::collections::HashMap<PublicKey, PresharedKey> {
    fn preshared_key(&self, peer: Option<&PublicKey>) -> Option<PresharedKey> {
        self.get(peer?).cloned()
    }
}
