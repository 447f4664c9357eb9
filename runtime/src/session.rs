//! Sessions: records sealed in place under keys made by a handshake.
//!
//! A record is the payload of a packet: `type u8 | ciphertext | tag 16`. What
//! is authenticated besides: the packet's header, the type, the generation of
//! the key (u32) and the record's number (u64), big-endian. Numbers do not
//! travel: both sides count, so a record that was dropped, repeated, moved or
//! reflected does not open.
//!
//! # Limits
//! Keys are not renewed yet: a direction carries [`MAX_RECORDS`] records and
//! [`MAX_BYTES`] bytes, and refuses to go on after that.
//!
//! Knows no packets and no messages; see [`crate::connection`] for those.

use std::fmt;
use std::sync::Arc;

use zeroize::Zeroize;

use crate::crypto::hkdf::{TooLong, expand, expand_key, extract};
use crate::crypto::noise::{Party, SessionSecrets};
use crate::crypto::{Cipher, CounterCipher, CryptoProvider, OpenFailed, TAG_LEN};
use crate::protocol::handshake::KeyLabels;

/// The most records of one direction under one key.
pub const MAX_RECORDS: u64 = 1 << 48;

/// The most bytes of plaintext of one direction under one key.
pub const MAX_BYTES: u64 = 1 << 36;

/// Bytes by which a record is longer than its plaintext: type and tag.
pub const RECORD_OVERHEAD: usize = 1 + TAG_LEN;

/// The keys of both directions, and what more keys are derived from.
pub struct Session {
    outgoing: Direction,
    incoming: Direction,
    exporter: Exporter,
}

impl Session {
    /// The session of `party`.
    pub fn new(party: Party, secrets: &SessionSecrets, labels: &KeyLabels) -> Self {
        let initiator = Direction::new(secrets, &secrets.initiator_to_responder, labels);
        let responder = Direction::new(secrets, &secrets.responder_to_initiator, labels);
        let (outgoing, incoming) = match party {
            Party::Initiator => (initiator, responder),
            Party::Responder => (responder, initiator),
        };
        Self { outgoing, incoming, exporter: Exporter::new(secrets, labels) }
    }

    /// Seals the plaintext of a record in place and returns its tag. `front` is
    /// what travels before it: the packet's header and the record's type.
    ///
    /// # Errors
    /// The keys of this direction are used up; nothing has changed then.
    pub fn seal(&mut self, front: &[u8], text: &mut [u8]) -> Result<[u8; TAG_LEN], KeysUsedUp> {
        self.outgoing.seal(front, text)
    }

    /// Opens a record in place: `sealed` is ciphertext and tag, and on success
    /// the plaintext is all of it but the tag. `front` as for [`seal`](Self::seal).
    ///
    /// # Errors
    /// It was not sealed by the peer as the next record of this session.
    pub fn open(&mut self, front: &[u8], sealed: &mut [u8]) -> Result<(), OpenFailed> {
        self.incoming.open(front, sealed)
    }

    /// The number of the next record sent.
    pub fn next_outgoing(&self) -> u64 {
        self.outgoing.sequence
    }

    /// The number of the next record expected.
    pub fn next_incoming(&self) -> u64 {
        self.incoming.sequence
    }

    /// Fills `out` with key material for other uses, the same on both sides.
    ///
    /// # Errors
    /// More than 8,160 bytes are asked for, or the context is longer than 255.
    pub fn export(&self, context: &[u8], out: &mut [u8]) -> Result<(), TooLong> {
        self.exporter.export(context, out)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("sent", &self.outgoing.sequence)
            .field("received", &self.incoming.sequence)
            .finish_non_exhaustive()
    }
}

/// A direction has carried as much as its keys may; a new session is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the session's keys are used up after 2^48 records or 2^36 bytes; connect anew")]
pub struct KeysUsedUp;

/// The key of one direction and the place in it.
struct Direction {
    cipher: CounterCipher,
    generation: u32,
    sequence: u64,
    bytes: u64,
}

impl Direction {
    fn new(secrets: &SessionSecrets, traffic: &[u8; 32], labels: &KeyLabels) -> Self {
        let provider = &*secrets.provider;
        let mut base = extract(provider, &secrets.handshake_hash, &[traffic]);
        let mut key = expand_key(provider, &base, labels.key);
        let iv = expand_key(provider, &base, labels.iv);
        let cipher = match secrets.cipher {
            Cipher::XChaChaPoly => {
                let mut fixed = [0; 16];
                fixed.copy_from_slice(&iv[..16]);
                CounterCipher::extended(provider, &key, &fixed)
            }
            Cipher::ChaChaPoly => {
                let mut fixed = [0; 12];
                fixed.copy_from_slice(&iv[..12]);
                CounterCipher::masked(provider, &key, fixed)
            }
        };
        base.zeroize();
        key.zeroize();
        Self { cipher, generation: 0, sequence: 0, bytes: 0 }
    }

    /// `front` is the packet's header and the type.
    fn seal(&mut self, front: &[u8], text: &mut [u8]) -> Result<[u8; TAG_LEN], KeysUsedUp> {
        let bytes = self.bytes.saturating_add(text.len() as u64);
        if bytes > MAX_BYTES || self.sequence >= MAX_RECORDS {
            return Err(KeysUsedUp);
        }
        let associated = Associated::new(front, self.generation, self.sequence);
        let tag = self.cipher.seal(self.sequence, associated.as_slice(), text);
        self.sequence += 1;
        self.bytes = bytes;
        Ok(tag)
    }

    fn open(&mut self, front: &[u8], sealed: &mut [u8]) -> Result<(), OpenFailed> {
        if self.sequence >= MAX_RECORDS {
            return Err(OpenFailed);
        }
        let associated = Associated::new(front, self.generation, self.sequence);
        self.cipher.open(self.sequence, associated.as_slice(), sealed)?;
        self.sequence += 1;
        Ok(())
    }
}

/// What is authenticated with a record; without a heap for headers of up to 19 bytes.
enum Associated {
    Short([u8; 32], usize),
    Long(Vec<u8>),
}

impl Associated {
    fn new(front: &[u8], generation: u32, sequence: u64) -> Self {
        let length = front.len() + 12;
        let mut numbers = [0; 12];
        numbers[..4].copy_from_slice(&generation.to_be_bytes());
        numbers[4..].copy_from_slice(&sequence.to_be_bytes());
        let mut short = [0; 32];
        match short.get_mut(..length) {
            Some(out) => {
                out[..front.len()].copy_from_slice(front);
                out[front.len()..].copy_from_slice(&numbers);
                Self::Short(short, length)
            }
            None => Self::Long([front, &numbers].concat()),
        }
    }

    fn as_slice(&self) -> &[u8] {
        match self {
            Self::Short(bytes, length) => &bytes[..*length],
            Self::Long(bytes) => bytes,
        }
    }
}

/// Derives key material for other uses.
struct Exporter {
    base: [u8; 32],
    label: &'static [u8],
    provider: Arc<dyn CryptoProvider>,
}

impl Exporter {
    fn new(secrets: &SessionSecrets, labels: &KeyLabels) -> Self {
        let keys: [&[u8]; 2] = [&secrets.initiator_to_responder, &secrets.responder_to_initiator];
        Self {
            base: extract(&*secrets.provider, &secrets.handshake_hash, &keys),
            label: labels.exporter,
            provider: Arc::clone(&secrets.provider),
        }
    }

    fn export(&self, context: &[u8], out: &mut [u8]) -> Result<(), TooLong> {
        let length = u16::try_from(out.len()).map_err(|_| TooLong)?.to_be_bytes();
        let context_length = [u8::try_from(context.len()).map_err(|_| TooLong)?];
        expand(&*self.provider, &self.base, &[self.label, &length, &context_length, context], out)
    }
}

impl Drop for Exporter {
    fn drop(&mut self) {
        self.base.zeroize();
    }
}

#[cfg(all(test, any(feature = "aws-lc", feature = "rust-crypto")))]
mod tests {
    use super::*;
    use crate::crypto::default_provider;

    /// A direction that has carried so much seals `length` bytes.
    #[track_caller]
    fn check(sequence: u64, bytes: u64, length: usize, expected: Result<(), KeysUsedUp>) {
        let secrets = SessionSecrets {
            initiator_to_responder: [1; 32],
            responder_to_initiator: [2; 32],
            handshake_hash: [3; 32],
            cipher: Cipher::ChaChaPoly,
            provider: default_provider(),
        };
        let labels = KeyLabels { key: b"k", iv: b"i", update: b"u", exporter: b"e" };
        let mut session = Session::new(Party::Initiator, &secrets, &labels);
        session.outgoing.sequence = sequence;
        session.outgoing.bytes = bytes;
        let mut text = vec![0; length];
        assert_eq!(session.seal(b"front", &mut text).map(|_| ()), expected);
        let sealed = u64::from(expected.is_ok());
        assert_eq!(session.next_outgoing(), sequence + sealed);
        assert_eq!(text == vec![0; length], length == 0 || expected.is_err());
    }

    #[test]
    fn keys_are_used_up_at_their_limits() {
        check(0, MAX_BYTES - 3, 3, Ok(()));
        check(0, MAX_BYTES - 3, 4, Err(KeysUsedUp));
        check(0, MAX_BYTES, 0, Ok(()));
        check(MAX_RECORDS - 1, 0, 3, Ok(()));
        check(MAX_RECORDS, 0, 0, Err(KeysUsedUp));
    }
}
