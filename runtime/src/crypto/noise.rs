//! The Noise Protocol Framework, revision 34: the symmetric state and the
//! tokens of patterns without a pre-shared key.
//!
//! Which tokens come when, and what the payloads say, is declared in a spec;
//! generated machines call what is here. Names are those of section 5.
//! What is derived from the result belongs to sessions.

use std::fmt;
use std::sync::Arc;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{Cipher, CounterCipher, CryptoProvider, PublicKey, StaticKey, TAG_LEN};
use crate::codec::Reader;
use crate::protocol::handshake::{ChannelBinding, World};

/// A suite: a Noise protocol under a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suite {
    /// The number it has on the wire.
    pub id: u16,
    /// The Noise protocol name, such as `Noise_XX_25519_ChaChaPoly_SHA256`.
    pub name: &'static str,
    /// Its cipher.
    pub cipher: Cipher,
}

/// The part a side plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Sends the first message.
    Initiator,
    /// Answers it.
    Responder,
}

/// Why a part of a message cannot be written or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoiseError {
    /// There are fewer bytes than it takes.
    #[error("the handshake message is too short")]
    Truncated,
    /// It does not open, or a Diffie–Hellman result is not contributory, or a
    /// key it needs was not exchanged yet.
    #[error("the handshake message does not authenticate")]
    Failed,
}

/// One side of a handshake under way. Its secrets are wiped on drop.
pub struct NoiseState {
    party: Party,
    cipher: Cipher,
    provider: Arc<dyn CryptoProvider>,
    chaining_key: [u8; 32],
    hash: [u8; 32],
    key: Option<HandshakeKey>,
    static_key: StaticKey,
    ephemeral: Option<StaticKey>,
    remote_ephemeral: Option<PublicKey>,
    remote_static: Option<PublicKey>,
}

/// `CipherState` with a key.
struct HandshakeKey {
    cipher: CounterCipher,
    number: u64,
}

impl NoiseState {
    /// `Initialize` with the suite's name, then `MixHash(prologue)`.
    pub fn new(
        party: Party,
        suite: &'static Suite,
        prologue: &[u8],
        provider: Arc<dyn CryptoProvider>,
        static_key: StaticKey,
    ) -> Self {
        Self::named(party, suite.name, suite.cipher, prologue, provider, static_key)
    }

    /// As [`new`](Self::new), with the suite's name and cipher by themselves.
    pub fn named(
        party: Party,
        name: &str,
        cipher: Cipher,
        prologue: &[u8],
        provider: Arc<dyn CryptoProvider>,
        static_key: StaticKey,
    ) -> Self {
        let name = name.as_bytes();
        let mut hash = [0; 32];
        match hash.get_mut(..name.len()) {
            Some(start) => start.copy_from_slice(name),
            None => hash = provider.sha256(&[name]),
        }
        let mut state = Self {
            party,
            cipher,
            provider,
            chaining_key: hash,
            hash,
            key: None,
            static_key,
            ephemeral: None,
            remote_ephemeral: None,
            remote_static: None,
        };
        state.mix_hash(prologue);
        state
    }

    /// Writes `e`: a fresh key, whose secret is 32 bytes of the world's randomness.
    pub fn write_e(&mut self, world: &mut dyn World, out: &mut Vec<u8>) {
        let mut secret = [0; 32];
        world.fill_random(&mut secret);
        let ephemeral = StaticKey::from_secret_bytes(secret, &*self.provider);
        secret.zeroize();
        let public = *ephemeral.public();
        out.extend_from_slice(&public.0);
        self.mix_hash(&public.0);
        self.ephemeral = Some(ephemeral);
    }

    /// Writes `s`, sealed if there is a key: 32 or 48 bytes.
    ///
    /// # Errors
    /// None today; the signature is that of the other tokens.
    pub fn write_s(&mut self, out: &mut Vec<u8>) -> Result<(), NoiseError> {
        let public = *self.static_key.public();
        self.write_payload(&public.0, out)
    }

    /// Reads `e`: 32 bytes.
    ///
    /// # Errors
    /// [`NoiseError::Truncated`].
    pub fn read_e(&mut self, reader: &mut Reader<'_>) -> Result<(), NoiseError> {
        let public = *reader.read_array().map_err(|_| NoiseError::Truncated)?;
        self.mix_hash(&public);
        self.remote_ephemeral = Some(PublicKey(public));
        Ok(())
    }

    /// Reads `s`: 32 bytes, or 48 if there is a key.
    ///
    /// # Errors
    /// Too few bytes, or they do not open.
    pub fn read_s(&mut self, reader: &mut Reader<'_>) -> Result<(), NoiseError> {
        let length = if self.key.is_some() { 32 + TAG_LEN } else { 32 };
        let sealed = reader.read_slice(length).map_err(|_| NoiseError::Truncated)?;
        let plain = self.decrypt_and_hash(sealed)?;
        let public = plain.try_into().map_err(|_| NoiseError::Truncated)?;
        self.remote_static = Some(PublicKey(public));
        Ok(())
    }

    /// Token `ee`: mixes the two ephemeral keys.
    ///
    /// # Errors
    /// [`NoiseError::Failed`]: not contributory, or a key is not there yet.
    pub fn mix_ee(&mut self) -> Result<(), NoiseError> {
        self.mix_dh(Own::Ephemeral, self.remote_ephemeral)
    }

    /// Token `es`: mixes the initiator's ephemeral and the responder's static key.
    ///
    /// # Errors
    /// As [`mix_ee`](Self::mix_ee).
    pub fn mix_es(&mut self) -> Result<(), NoiseError> {
        match self.party {
            Party::Initiator => self.mix_dh(Own::Ephemeral, self.remote_static),
            Party::Responder => self.mix_dh(Own::Static, self.remote_ephemeral),
        }
    }

    /// Token `se`: mixes the initiator's static and the responder's ephemeral key.
    ///
    /// # Errors
    /// As [`mix_ee`](Self::mix_ee).
    pub fn mix_se(&mut self) -> Result<(), NoiseError> {
        match self.party {
            Party::Initiator => self.mix_dh(Own::Static, self.remote_ephemeral),
            Party::Responder => self.mix_dh(Own::Ephemeral, self.remote_static),
        }
    }

    /// Token `ss`: mixes the two static keys.
    ///
    /// # Errors
    /// As [`mix_ee`](Self::mix_ee).
    pub fn mix_ss(&mut self) -> Result<(), NoiseError> {
        self.mix_dh(Own::Static, self.remote_static)
    }

    /// `EncryptAndHash`: appends the payload, sealed if there is a key.
    ///
    /// # Errors
    /// None today; the signature is that of the tokens.
    pub fn write_payload(&mut self, plain: &[u8], out: &mut Vec<u8>) -> Result<(), NoiseError> {
        let start = out.len();
        out.extend_from_slice(plain);
        if let Some(key) = &mut self.key {
            let tag = key.cipher.seal(key.number, &self.hash, &mut out[start..]);
            key.number += 1;
            out.extend_from_slice(&tag);
        }
        self.hash = self.provider.sha256(&[&self.hash, &out[start..]]);
        Ok(())
    }

    /// `DecryptAndHash` of all that is left.
    ///
    /// # Errors
    /// Shorter than a tag, or it does not open.
    pub fn read_payload(&mut self, reader: &mut Reader<'_>) -> Result<Vec<u8>, NoiseError> {
        let sealed = reader.read_slice(reader.remaining()).map_err(|_| NoiseError::Truncated)?;
        self.decrypt_and_hash(sealed)
    }

    /// The peer's static key, once it was read.
    pub fn remote_static(&self) -> Option<&PublicKey> {
        self.remote_static.as_ref()
    }

    /// The handshake hash so far, `h`.
    pub fn handshake_hash(&self) -> &[u8; 32] {
        &self.hash
    }

    /// SHA-256 of the parts, one after another.
    pub fn sha256(&self, parts: &[&[u8]]) -> [u8; 32] {
        self.provider.sha256(parts)
    }

    /// `Split`: what the session's keys are made of. The state is gone.
    pub fn split(self) -> SessionSecrets {
        let (initiator_to_responder, responder_to_initiator) = self.mix(&[]);
        SessionSecrets {
            initiator_to_responder,
            responder_to_initiator,
            handshake_hash: self.hash,
            cipher: self.cipher,
            provider: Arc::clone(&self.provider),
        }
    }

    fn mix_hash(&mut self, data: &[u8]) {
        self.hash = self.provider.sha256(&[&self.hash, data]);
    }

    /// `HKDF(ck, input, 2)` of section 4.3.
    fn mix(&self, input: &[u8]) -> ([u8; 32], [u8; 32]) {
        let mut temporary = self.provider.hmac_sha256(&self.chaining_key, &[input]);
        let first = self.provider.hmac_sha256(&temporary, &[&[1]]);
        let second = self.provider.hmac_sha256(&temporary, &[&first, &[2]]);
        temporary.zeroize();
        (first, second)
    }

    /// `MixKey(DH(own, remote))`.
    fn mix_dh(&mut self, own: Own, remote: Option<PublicKey>) -> Result<(), NoiseError> {
        let own = match own {
            Own::Static => Some(&self.static_key),
            Own::Ephemeral => self.ephemeral.as_ref(),
        };
        let (Some(own), Some(remote)) = (own, remote) else { return Err(NoiseError::Failed) };
        let shared = self
            .provider
            .diffie_hellman(own.secret_bytes(), &remote)
            .map_err(|_| NoiseError::Failed)?;
        let (chaining_key, mut key) = self.mix(&shared.0);
        self.chaining_key = chaining_key;
        let cipher = CounterCipher::handshake(&*self.provider, self.cipher, &key);
        self.key = Some(HandshakeKey { cipher, number: 0 });
        key.zeroize();
        Ok(())
    }

    fn decrypt_and_hash(&mut self, sealed: &[u8]) -> Result<Vec<u8>, NoiseError> {
        let mut plain = sealed.to_vec();
        if let Some(key) = &mut self.key {
            let length = plain.len().checked_sub(TAG_LEN).ok_or(NoiseError::Truncated)?;
            key.cipher.open(key.number, &self.hash, &mut plain).map_err(|_| NoiseError::Failed)?;
            key.number += 1;
            plain.truncate(length);
        }
        self.mix_hash(sealed);
        Ok(plain)
    }
}

/// Which of the own keys a token mixes.
#[derive(Clone, Copy)]
enum Own {
    Static,
    Ephemeral,
}

impl Drop for NoiseState {
    fn drop(&mut self) {
        self.chaining_key.zeroize();
    }
}

impl fmt::Debug for NoiseState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NoiseState")
            .field("party", &self.party)
            .field("remote_static", &self.remote_static)
            .finish_non_exhaustive()
    }
}

/// What the keys of a session are made of. Wiped on drop, never shown.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SessionSecrets {
    /// The first key of `Split`.
    pub initiator_to_responder: [u8; 32],
    /// The second key of `Split`.
    pub responder_to_initiator: [u8; 32],
    /// `h` at the end of the handshake; not secret.
    pub handshake_hash: [u8; 32],
    /// The cipher of the session's records.
    #[zeroize(skip)]
    pub cipher: Cipher,
    /// Where the primitives come from.
    #[zeroize(skip)]
    pub provider: Arc<dyn CryptoProvider>,
}

impl fmt::Debug for SessionSecrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SessionSecrets").field("cipher", &self.cipher).finish_non_exhaustive()
    }
}

/// The bytes both sides put before the handshake:
/// `label | u8 n, protocol | version u8 | suite u16 | binding kind u8 | u8 n, binding | u8 n, retry context`,
/// big-endian, the retry context empty. A protocol's name is longer than 255
/// bytes in no spec; one that were would be cut.
pub fn prologue(
    label: &[u8],
    protocol: &str,
    version: u8,
    suite: u16,
    binding: &ChannelBinding,
) -> Vec<u8> {
    let (kind, binding): (u8, &[u8]) = match binding {
        ChannelBinding::None => (0, &[]),
        ChannelBinding::TlsExporter(exporter) => (1, exporter),
    };
    let mut out = Vec::with_capacity(label.len() + protocol.len() + binding.len() + 7);
    out.extend_from_slice(label);
    put_short(protocol.as_bytes(), &mut out);
    out.push(version);
    out.extend_from_slice(&suite.to_be_bytes());
    out.push(kind);
    put_short(binding, &mut out);
    put_short(&[], &mut out);
    out
}

/// A length of one byte, then the bytes.
fn put_short(bytes: &[u8], out: &mut Vec<u8>) {
    let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    out.push(length);
    out.extend_from_slice(&bytes[..usize::from(length)]);
}
