//! The Noise Protocol Framework, revision 34: the symmetric state and the
//! tokens, with those of a pre-shared key (section 9) and of a KEM beside the
//! Diffie–Hellman (the extension `hfs`, a draft of 2017).
//!
//! Which tokens come when, and what the payloads say, is declared in a spec;
//! generated machines call what is here. Names are those of section 5.
//! What is derived from the result belongs to sessions.

use std::fmt;
use std::sync::Arc;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::kem::{
    Decapsulator, ENCAPSULATION_KEY_LEN, KEM_CIPHERTEXT_LEN, check_encapsulation_key,
};
use super::{
    Cipher, CounterCipher, CryptoProvider, PresharedKey, PresharedKeys, PublicKey, StaticKey,
    TAG_LEN,
};
use crate::codec::Reader;
use crate::protocol::handshake::{ChannelBinding, World};

/// A suite: a Noise protocol under a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suite {
    /// The number it has on the wire.
    pub id: u16,
    /// The Noise protocol name, such as `Noise_XX_25519_ChaChaPoly_SHA256`.
    pub name: &'static str,
    /// The modifiers of its pattern, in the order of the name.
    pub modifiers: &'static [Modifier],
    /// The parties whose static key the other knows beforehand, the initiator's
    /// first (section 7.1).
    pub pre_messages: &'static [Party],
    /// Its cipher.
    pub cipher: Cipher,
}

impl Suite {
    /// Whether its pattern has a modifier.
    pub fn has(&self, modifier: Modifier) -> bool {
        self.modifiers.contains(&modifier)
    }

    /// Whether its secrecy rests on a KEM as well.
    pub fn is_hybrid(&self) -> bool {
        self.has(Modifier::Hfs)
    }

    /// Whether a side has to know its peer's static key beforehand.
    pub fn knows_peer(&self, own: Party) -> bool {
        self.pre_messages.iter().any(|party| *party != own)
    }

    /// Whether it takes a pre-shared key.
    pub fn takes_psk(&self) -> bool {
        self.modifiers.iter().any(|modifier| matches!(modifier, Modifier::Psk(_)))
    }
}

/// What a Noise name adds to its pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Modifier {
    /// `hfs`: a KEM, ML-KEM-768, beside the ephemeral keys.
    Hfs,
    /// `psk0` and on: a pre-shared key at the start of the first message (0) or
    /// at the end of the message with this number.
    Psk(u8),
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
    /// It does not open, or a Diffie–Hellman result is not contributory, or an
    /// encapsulation key is none, or a key it needs was not exchanged yet, or an
    /// initiator has no pre-shared key.
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
    /// Whether `e` is mixed into the key, as in all patterns with `psk`.
    mixes_e: bool,
    preshared_keys: Option<Arc<dyn PresharedKeys>>,
    decapsulator: Option<Box<dyn Decapsulator>>,
    remote_encapsulation_key: Option<Box<[u8; ENCAPSULATION_KEY_LEN]>>,
    encapsulation_key_checked: bool,
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
        suite: &Suite,
        prologue: &[u8],
        provider: Arc<dyn CryptoProvider>,
        static_key: StaticKey,
    ) -> Self {
        let state = Self::named(party, suite.name, suite.cipher, prologue, provider, static_key);
        if suite.takes_psk() { state.with_psk_pattern() } else { state }
    }

    /// As [`new`](Self::new) for a suite without a pre-shared key, with its name
    /// and cipher by themselves.
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
            mixes_e: false,
            preshared_keys: None,
            decapsulator: None,
            remote_encapsulation_key: None,
            encapsulation_key_checked: false,
        };
        state.mix_hash(prologue);
        state
    }

    /// Makes it one of a pattern with a pre-shared key: `e` is mixed into the
    /// key as well (section 9.2).
    pub fn with_psk_pattern(mut self) -> Self {
        self.mixes_e = true;
        self
    }

    /// Gives it the keys for the token `psk`.
    pub fn with_preshared_keys(mut self, keys: Option<Arc<dyn PresharedKeys>>) -> Self {
        self.preshared_keys = keys;
        self
    }

    /// The pre-messages of a suite: the static keys of these parties, of which the
    /// peer's is given. Without it every Diffie–Hellman with that key fails.
    pub fn with_pre_messages(mut self, of: &[Party], remote: Option<PublicKey>) -> Self {
        for party in of {
            match remote {
                _ if *party == self.party => self.pre_message_own_s(),
                Some(remote) => self.pre_message_remote_s(remote),
                None => {}
            }
        }
        self
    }

    /// A pre-message `s` of this side (section 7.1): the peer has this side's
    /// static key from elsewhere, so it is hashed and not sent. Pre-messages
    /// come before the first token, the initiator's before the responder's.
    pub fn pre_message_own_s(&mut self) {
        let public = *self.static_key.public();
        self.mix_hash(&public.0);
    }

    /// A pre-message `s` of the peer (section 7.1): its static key, which this
    /// side has from elsewhere. Order as for
    /// [`pre_message_own_s`](Self::pre_message_own_s).
    pub fn pre_message_remote_s(&mut self, key: PublicKey) {
        self.mix_hash(&key.0);
        self.remote_static = Some(key);
    }

    /// Writes `e`: a fresh key, whose secret is 32 bytes of the world's randomness.
    pub fn write_e(&mut self, world: &mut dyn World, out: &mut Vec<u8>) {
        let mut secret = [0; 32];
        world.fill_random(&mut secret);
        let ephemeral = StaticKey::from_secret_bytes(secret, &*self.provider);
        secret.zeroize();
        let public = *ephemeral.public();
        out.extend_from_slice(&public.0);
        self.mix_e(&public.0);
        self.ephemeral = Some(ephemeral);
    }

    /// Writes `e1`: a fresh encapsulation key, sealed if there is a key; 1,184 or
    /// 1,200 bytes.
    ///
    /// # Errors
    /// None today; the signature is that of the other tokens.
    pub fn write_e1(&mut self, world: &mut dyn World, out: &mut Vec<u8>) -> Result<(), NoiseError> {
        let fresh = self.provider.ml_kem_768_generate(&mut |bytes| world.fill_random(bytes));
        self.write_payload(&fresh.encapsulation_key(), out)?;
        self.decapsulator = Some(fresh);
        Ok(())
    }

    /// Writes `ekem1`: a ciphertext for the peer's `e1`, sealed if there is a key
    /// (1,088 or 1,104 bytes), and mixes what it carries.
    ///
    /// # Errors
    /// [`NoiseError::Failed`]: the peer's `e1` was not read yet.
    pub fn write_ekem1(
        &mut self,
        world: &mut dyn World,
        out: &mut Vec<u8>,
    ) -> Result<(), NoiseError> {
        let key = self.remote_encapsulation_key.as_ref().ok_or(NoiseError::Failed)?;
        let made = self
            .provider
            .ml_kem_768_encapsulate(key, &mut |bytes| world.fill_random(bytes))
            .map_err(|_| NoiseError::Failed)?;
        self.write_payload(&made.ciphertext[..], out)?;
        self.mix_key(&made.secret.0);
        Ok(())
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
        self.mix_e(&public);
        self.remote_ephemeral = Some(PublicKey(public));
        Ok(())
    }

    /// Reads `e1`: 1,184 bytes, or 1,200 if there is a key. Whether they are an
    /// encapsulation key is looked at before the first Diffie-Hellman, when all
    /// that is cheaper has been checked.
    ///
    /// # Errors
    /// Too few bytes, or they do not open.
    pub fn read_e1(&mut self, reader: &mut Reader<'_>) -> Result<(), NoiseError> {
        let plain = self.read_sealed(ENCAPSULATION_KEY_LEN, reader)?;
        let plain: Box<[u8]> = plain.into();
        let key = plain.try_into().map_err(|_| NoiseError::Truncated)?;
        self.remote_encapsulation_key = Some(key);
        Ok(())
    }

    /// Reads `ekem1`, 1,088 bytes, or 1,104 if there is a key, and mixes what it
    /// carries.
    ///
    /// # Errors
    /// Too few bytes, they do not open, or `e1` was not written yet.
    pub fn read_ekem1(&mut self, reader: &mut Reader<'_>) -> Result<(), NoiseError> {
        let plain = self.read_sealed(KEM_CIPHERTEXT_LEN, reader)?;
        let ciphertext = plain.as_slice().try_into().map_err(|_| NoiseError::Truncated)?;
        let decapsulator = self.decapsulator.take().ok_or(NoiseError::Failed)?;
        let secret = decapsulator.decapsulate(ciphertext);
        self.mix_key(&secret.0);
        Ok(())
    }

    /// Reads `s`: 32 bytes, or 48 if there is a key.
    ///
    /// # Errors
    /// Too few bytes, or they do not open.
    pub fn read_s(&mut self, reader: &mut Reader<'_>) -> Result<(), NoiseError> {
        let plain = self.read_sealed(32, reader)?;
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

    /// Token `psk`: mixes the key shared with the peer, into the hash as well
    /// (section 9.1). A responder that has none goes on with a random one, so
    /// that what fails is the next thing it opens, as for a peer with a wrong
    /// key; the world gives 32 bytes for it in any case.
    ///
    /// # Errors
    /// [`NoiseError::Failed`]: this side is the initiator and has none.
    pub fn mix_psk(&mut self, world: &mut dyn World) -> Result<(), NoiseError> {
        let keys = self.preshared_keys.as_ref();
        let known = keys.and_then(|keys| keys.preshared_key(self.remote_static.as_ref()));
        let key = match self.party {
            Party::Initiator => known.ok_or(NoiseError::Failed)?,
            Party::Responder => {
                let mut random = [0; 32];
                world.fill_random(&mut random);
                let key = known.unwrap_or_else(|| PresharedKey::from_bytes(random));
                random.zeroize();
                key
            }
        };
        self.mix_key_and_hash(key.bytes());
        Ok(())
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

    /// The peer's static key, once it was read or given by a pre-message.
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

    /// `HKDF(ck, input, 3)` into `ck`, `h` and the key.
    fn mix_key_and_hash(&mut self, input: &[u8; 32]) {
        let mut temporary = self.provider.hmac_sha256(&self.chaining_key, &[input]);
        let first = self.provider.hmac_sha256(&temporary, &[&[1]]);
        let mut second = self.provider.hmac_sha256(&temporary, &[&first, &[2]]);
        let mut key = self.provider.hmac_sha256(&temporary, &[&second, &[3]]);
        self.chaining_key = first;
        self.mix_hash(&second);
        self.set_key(&key);
        temporary.zeroize();
        second.zeroize();
        key.zeroize();
    }

    /// What a key does that both sides see: `MixHash`, and with a pre-shared key
    /// in the pattern `MixKey` (section 9.2).
    fn mix_e(&mut self, public: &[u8; 32]) {
        self.mix_hash(public);
        if self.mixes_e {
            self.mix_key(public);
        }
    }

    /// `MixKey`.
    fn mix_key(&mut self, input: &[u8; 32]) {
        let (chaining_key, mut key) = self.mix(input);
        self.chaining_key = chaining_key;
        self.set_key(&key);
        key.zeroize();
    }

    /// `InitializeKey`.
    fn set_key(&mut self, key: &[u8; 32]) {
        let cipher = CounterCipher::handshake(&*self.provider, self.cipher, key);
        self.key = Some(HandshakeKey { cipher, number: 0 });
    }

    /// `MixKey(DH(own, remote))`.
    fn mix_dh(&mut self, own: Own, remote: Option<PublicKey>) -> Result<(), NoiseError> {
        let own = match own {
            Own::Static => Some(&self.static_key),
            Own::Ephemeral => self.ephemeral.as_ref(),
        };
        let (Some(own), Some(remote)) = (own, remote) else { return Err(NoiseError::Failed) };
        if !self.encapsulation_key_checked
            && let Some(key) = &self.remote_encapsulation_key
        {
            check_encapsulation_key(key).map_err(|_| NoiseError::Failed)?;
            self.encapsulation_key_checked = true;
        }
        let shared = self
            .provider
            .diffie_hellman(own.secret_bytes(), &remote)
            .map_err(|_| NoiseError::Failed)?;
        self.mix_key(&shared.0);
        Ok(())
    }

    /// What takes so many bytes in clear, and a tag more if there is a key.
    fn read_sealed(
        &mut self,
        length: usize,
        reader: &mut Reader<'_>,
    ) -> Result<Vec<u8>, NoiseError> {
        let around = if self.key.is_some() { TAG_LEN } else { 0 };
        let sealed = reader.read_slice(length + around).map_err(|_| NoiseError::Truncated)?;
        self.decrypt_and_hash(sealed)
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
#[derive(Zeroize, ZeroizeOnDrop)]
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
    prologue_again(label, protocol, version, suite, binding, &[])
}

/// As [`prologue`], of a second attempt: with what it is bound to by the first
/// one, the retry context.
pub fn prologue_again(
    label: &[u8],
    protocol: &str,
    version: u8,
    suite: u16,
    binding: &ChannelBinding,
    context: &[u8],
) -> Vec<u8> {
    let (kind, binding): (u8, &[u8]) = match binding {
        ChannelBinding::None => (0, &[]),
        ChannelBinding::TlsExporter(exporter) => (1, exporter),
    };
    let mut out =
        Vec::with_capacity(label.len() + protocol.len() + binding.len() + context.len() + 7);
    out.extend_from_slice(label);
    put_short(protocol.as_bytes(), &mut out);
    out.push(version);
    out.extend_from_slice(&suite.to_be_bytes());
    out.push(kind);
    put_short(binding, &mut out);
    put_short(context, &mut out);
    out
}

/// A length of one byte, then the bytes.
fn put_short(bytes: &[u8], out: &mut Vec<u8>) {
    let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    out.push(length);
    out.extend_from_slice(&bytes[..usize::from(length)]);
}
