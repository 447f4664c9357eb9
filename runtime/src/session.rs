//! Sessions: records sealed in place under keys made by a handshake.
//!
//! A record is the payload of a packet: `type u8 | ciphertext | tag 16`. What
//! is authenticated besides: the packet's header, the type, the generation of
//! the key (u32) and the record's number (u64), big-endian. Numbers do not
//! travel: both sides count, so a record that was dropped, repeated, moved or
//! reflected does not open.
//!
//! # Generations
//! Each direction renews its key by itself. The record of the kind `key_update`
//! is the last under the old key; numbers start at 0 again under the next:
//!
//! ```text
//! base_0 = HKDF-Extract(salt = handshake hash, key of the direction from Split)
//! key_g  = HKDF-Expand(base_g, label key, 32)      iv_g = HKDF-Expand(base_g, label iv, 16 or 12)
//! base_g+1 = HKDF-Expand(base_g, label update, 32)
//! ```
//!
//! The old base and key are wiped, so that who gets a key later reads nothing
//! that was sent before the last renewal. [`KeyLimits`] says when a side renews;
//! whatever it says, [`MAX_RECORDS`] and [`MAX_BYTES`] end what one key seals and
//! opens. A key that has sealed nothing is not renewed: a peer that renews one
//! is refused by the connection, so that renewals cost it messages.
//!
//! Knows no packets and no messages; see [`crate::connection`] for those.

pub mod datagram;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use zeroize::Zeroize;

use crate::crypto::hkdf::{TooLong, expand, expand_key, extract};
use crate::crypto::noise::{Party, SessionSecrets};
use crate::crypto::{Cipher, CounterCipher, CryptoProvider, OpenFailed, TAG_LEN};
use crate::protocol::handshake::KeyLabels;

/// The most records of one direction under one key. Neither side seals or opens more.
pub const MAX_RECORDS: u64 = 1 << 20;

/// The most bytes of plaintext of one direction under one key. Neither side
/// seals or opens more.
pub const MAX_BYTES: u64 = 1 << 36;

/// When a side renews the key of its direction: as soon as one of these is
/// reached. Each renewal costs one record of 17 bytes and a few hashes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyLimits {
    /// Records under one key, the `key_update` that ends it included. At least
    /// 2 are taken, at most [`MAX_RECORDS`]. Default: 2^20.
    pub records: u64,
    /// Bytes of plaintext under one key; a record that may exceed it waits for
    /// the next. At most [`MAX_BYTES`]. Default: 2^36, 64 GiB.
    pub bytes: u64,
    /// The age of a key that was used; one that was not is kept. Default: 10 minutes.
    pub age: Duration,
}

impl Default for KeyLimits {
    fn default() -> Self {
        Self { records: 1 << 20, bytes: MAX_BYTES, age: Duration::from_secs(600) }
    }
}

/// Bytes by which a record is longer than its plaintext: type and tag.
pub const RECORD_OVERHEAD: usize = 1 + TAG_LEN;

/// The keys of both directions, and what more keys are derived from.
pub struct Session {
    outgoing: Direction,
    incoming: Direction,
    schedule: Schedule,
    exporter: SessionExporter,
}

impl Session {
    /// The session of `party`.
    pub fn new(party: Party, secrets: &SessionSecrets, labels: &KeyLabels) -> Self {
        let (schedule, outgoing, incoming) = directions(party, secrets, labels);
        Self { outgoing, incoming, schedule, exporter: SessionExporter::new(secrets, labels) }
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

    /// Whether the key of this side's direction is to be renewed before another
    /// record of up to so many bytes of plaintext is sealed; never if no other
    /// key follows. Its age is not looked at.
    pub fn is_update_due(&self, limits: &KeyLimits, next: u64) -> bool {
        self.outgoing.is_update_due(limits, next)
    }

    /// Whether the key of this side's direction has sealed something and another
    /// key follows.
    pub fn is_renewable(&self) -> bool {
        self.outgoing.is_renewable()
    }

    /// Takes the next key for what this side sends. Call it when the record
    /// `key_update` was sealed.
    ///
    /// # Errors
    /// There were 2^32 generations; nothing has changed then.
    pub fn update_outgoing(&mut self) -> Result<(), KeysUsedUp> {
        self.outgoing.update(&self.schedule)
    }

    /// Takes the next key for what the peer sends. Call it when the record
    /// `key_update` was opened.
    ///
    /// # Errors
    /// There were 2^32 generations; nothing has changed then. Whether the key
    /// was used is not looked at: see [`next_incoming`](Self::next_incoming).
    pub fn update_incoming(&mut self) -> Result<(), KeysUsedUp> {
        self.incoming.update(&self.schedule)
    }

    /// The generation of the key that seals what this side sends, from 0.
    pub fn outgoing_generation(&self) -> u32 {
        self.outgoing.generation
    }

    /// The generation of the key that opens what the peer sends, from 0.
    pub fn incoming_generation(&self) -> u32 {
        self.incoming.generation
    }

    /// The number of the next record sent, of its generation.
    pub fn next_outgoing(&self) -> u64 {
        self.outgoing.sequence
    }

    /// The number of the next record expected, of its generation.
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

    /// What exports key material when the session itself is out of reach, or over.
    pub fn exporter(&self) -> SessionExporter {
        self.exporter.clone()
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("sent", &(self.outgoing.generation, self.outgoing.sequence))
            .field("received", &(self.incoming.generation, self.incoming.sequence))
            .finish_non_exhaustive()
    }
}

/// A key has sealed as much as it may and was not renewed, or there were as many
/// keys as there are numbers for them; a new session is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the session's keys are used up (2^20 records or 2^36 bytes under one, or 2^32 of them); connect anew"
)]
pub struct KeysUsedUp;

/// How keys are made, and the first key of each direction: outgoing, incoming.
fn directions(
    party: Party,
    secrets: &SessionSecrets,
    labels: &KeyLabels,
) -> (Schedule, Direction, Direction) {
    let schedule = Schedule {
        cipher: secrets.cipher,
        labels: *labels,
        provider: Arc::clone(&secrets.provider),
    };
    let direction = |key: &[u8; 32]| {
        let base = extract(&*secrets.provider, &secrets.handshake_hash, &[key]);
        Direction::new(&schedule, base)
    };
    let initiator = direction(&secrets.initiator_to_responder);
    let responder = direction(&secrets.responder_to_initiator);
    match party {
        Party::Initiator => (schedule, initiator, responder),
        Party::Responder => (schedule, responder, initiator),
    }
}

/// How keys are made from a base.
struct Schedule {
    cipher: Cipher,
    labels: KeyLabels,
    provider: Arc<dyn CryptoProvider>,
}

/// The key of one direction and the place in it. The base is wiped when it is
/// replaced or dropped.
struct Direction {
    base: [u8; 32],
    cipher: CounterCipher,
    generation: u32,
    sequence: u64,
    bytes: u64,
}

impl Direction {
    fn new(schedule: &Schedule, base: [u8; 32]) -> Self {
        Self { cipher: schedule.cipher(&base), base, generation: 0, sequence: 0, bytes: 0 }
    }

    fn update(&mut self, schedule: &Schedule) -> Result<(), KeysUsedUp> {
        let generation = self.generation.checked_add(1).ok_or(KeysUsedUp)?;
        let next = expand_key(&*schedule.provider, &self.base, schedule.labels.update);
        self.base.zeroize();
        self.base = next;
        self.cipher = schedule.cipher(&self.base);
        self.generation = generation;
        self.sequence = 0;
        self.bytes = 0;
        Ok(())
    }

    fn is_renewable(&self) -> bool {
        self.sequence > 0 && self.generation < u32::MAX
    }

    fn is_update_due(&self, limits: &KeyLimits, next: u64) -> bool {
        let records = limits.records.clamp(2, MAX_RECORDS);
        let bytes = self.bytes.saturating_add(next);
        self.is_renewable() && (self.sequence >= records - 1 || bytes > limits.bytes.min(MAX_BYTES))
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
        let length = sealed.len().checked_sub(TAG_LEN).ok_or(OpenFailed)?;
        let bytes = self.bytes.saturating_add(length as u64);
        if bytes > MAX_BYTES || self.sequence >= MAX_RECORDS {
            return Err(OpenFailed);
        }
        let associated = Associated::new(front, self.generation, self.sequence);
        self.cipher.open(self.sequence, associated.as_slice(), sealed)?;
        self.sequence += 1;
        self.bytes = bytes;
        Ok(())
    }
}

impl Drop for Direction {
    fn drop(&mut self) {
        self.base.zeroize();
    }
}

impl Schedule {
    /// The cipher of the generation with this base.
    fn cipher(&self, base: &[u8; 32]) -> CounterCipher {
        let provider = &*self.provider;
        let mut key = expand_key(provider, base, self.labels.key);
        let iv = expand_key(provider, base, self.labels.iv);
        let cipher = match self.cipher {
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
            Cipher::AesGcm => {
                let mut fixed = [0; 12];
                fixed.copy_from_slice(&iv[..12]);
                CounterCipher::masked_aes(provider, &key, fixed)
            }
        };
        key.zeroize();
        cipher
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

/// Exports key material of one session, also when that is over. A clone is a
/// counter's increment; the secret behind all clones is wiped with the last of
/// them. Two are equal if they are clones of one.
#[derive(Clone)]
pub struct SessionExporter(Arc<Exporter>);

impl SessionExporter {
    fn new(secrets: &SessionSecrets, labels: &KeyLabels) -> Self {
        Self(Arc::new(Exporter::new(secrets, labels)))
    }

    /// Fills `out` with key material for other uses, the same on both sides.
    ///
    /// # Errors
    /// More than 8,160 bytes are asked for, or the context is longer than 255.
    pub fn export(&self, context: &[u8], out: &mut [u8]) -> Result<(), TooLong> {
        self.0.export(context, out)
    }
}

impl PartialEq for SessionExporter {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for SessionExporter {}

impl fmt::Debug for SessionExporter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionExporter(..)")
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

    fn session(party: Party) -> Session {
        let secrets = SessionSecrets {
            initiator_to_responder: [1; 32],
            responder_to_initiator: [2; 32],
            handshake_hash: [3; 32],
            cipher: Cipher::ChaChaPoly,
            provider: default_provider(),
        };
        let labels = KeyLabels { key: b"k", iv: b"i", update: b"u", exporter: b"e" };
        Session::new(party, &secrets, &labels)
    }

    /// A direction that has carried so much seals `length` bytes.
    #[track_caller]
    fn check(sequence: u64, bytes: u64, length: usize, expected: Result<(), KeysUsedUp>) {
        let mut session = session(Party::Initiator);
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

    /// A direction that has opened so much opens `length` bytes more.
    #[track_caller]
    fn check_open(sequence: u64, bytes: u64, length: usize, expected: Result<(), OpenFailed>) {
        let mut sender = session(Party::Initiator);
        let mut receiver = session(Party::Responder);
        for direction in [&mut sender.outgoing, &mut receiver.incoming] {
            direction.sequence = sequence;
        }
        receiver.incoming.bytes = bytes;
        let mut sealed = vec![0; length];
        let associated = Associated::new(b"front", 0, sequence);
        let tag = sender.outgoing.cipher.seal(sequence, associated.as_slice(), &mut sealed);
        sealed.extend_from_slice(&tag);
        assert_eq!(receiver.open(b"front", &mut sealed), expected);
        assert_eq!(receiver.next_incoming(), sequence + u64::from(expected.is_ok()));
    }

    #[test]
    fn a_peer_cannot_use_a_key_for_longer_than_its_limits() {
        check_open(MAX_RECORDS - 1, 0, 3, Ok(()));
        check_open(MAX_RECORDS, 0, 3, Err(OpenFailed));
        check_open(0, MAX_BYTES - 3, 3, Ok(()));
        check_open(0, MAX_BYTES - 3, 4, Err(OpenFailed));
    }

    #[test]
    fn there_are_as_many_generations_as_numbers_for_them() {
        let mut session = session(Party::Initiator);
        session.outgoing.generation = u32::MAX - 1;
        assert_eq!(session.update_outgoing(), Ok(()));
        assert_eq!(session.update_outgoing(), Err(KeysUsedUp));
        assert_eq!(session.outgoing_generation(), u32::MAX);
        session.incoming.generation = u32::MAX;
        assert_eq!(session.update_incoming(), Err(KeysUsedUp));
    }

    /// Whether a direction that has carried so much is to be renewed before
    /// `next` bytes more.
    #[track_caller]
    fn check_due(sequence: u64, bytes: u64, next: u64, expected: bool) {
        let mut session = session(Party::Initiator);
        session.outgoing.sequence = sequence;
        session.outgoing.bytes = bytes;
        let limits = KeyLimits::default();
        assert_eq!(session.is_update_due(&limits, next), expected, "{sequence} {bytes} {next}");
    }

    #[test]
    fn a_renewal_is_due_at_the_limits_and_not_before() {
        check_due((1 << 20) - 2, 0, 1, false);
        check_due((1 << 20) - 1, 0, 1, true);
        check_due(7, (1 << 36) - 9, 9, false);
        check_due(7, (1 << 36) - 9, 10, true);
        check_due(0, 0, u64::MAX, false);
        let mut session = session(Party::Initiator);
        let least = KeyLimits { records: 0, bytes: 0, ..KeyLimits::default() };
        assert!(!session.is_update_due(&least, 1), "a new key seals one record at least");
        session.seal(b"front", &mut [0]).expect("a new key");
        assert!(session.is_update_due(&least, 1));
        session.outgoing.generation = u32::MAX;
        assert!(!session.is_update_due(&least, 1), "no other key follows");
    }

    #[test]
    fn a_renewed_key_opens_what_it_sealed_and_nothing_older() {
        let (mut sender, mut receiver) = (session(Party::Initiator), session(Party::Responder));
        let seal = |sender: &mut Session| {
            let mut record = b"text".to_vec();
            let tag = sender.seal(b"front", &mut record).expect("within the limits");
            record.extend_from_slice(&tag);
            record
        };
        let (mut first, mut old) = (seal(&mut sender), seal(&mut sender));
        sender.update_outgoing().expect("a second generation");
        let mut renewed = seal(&mut sender);
        assert_ne!(first, renewed, "equal text under the number 0 of both");
        assert_eq!(receiver.open(b"front", &mut first), Ok(()));
        let before = renewed.clone();
        assert_eq!(receiver.open(b"front", &mut renewed), Err(OpenFailed), "not renewed here yet");
        renewed = before;
        receiver.update_incoming().expect("a second generation");
        assert_eq!(receiver.open(b"front", &mut old), Err(OpenFailed));
        assert_eq!(receiver.open(b"front", &mut renewed), Ok(()));
        assert_eq!(&renewed[..4], b"text");
        assert_eq!((receiver.incoming_generation(), receiver.outgoing_generation()), (1, 0));
    }
}
