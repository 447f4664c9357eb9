//! Records for datagrams, which get lost, come twice and overtake each other.
//!
//! **Experimental:** no transport of this crate carries them yet, and what is
//! here may change in any release.
//!
//! Keys, nonces and what is authenticated are those of [streams](super::Session),
//! but generation and sequence travel: a record is
//! `type u8 | generation u32 | sequence u64 | ciphertext | tag 16`, big-endian.
//!
//! - A record is taken once. Of each generation the last [`WINDOW`] numbers are
//!   remembered; what is older is dropped.
//! - A record that opens under the next generation moves the receiver there, so
//!   that a lost `key_update` does no harm; late ones of the generation before
//!   still open. The base of that one is wiped: only its key is left.
//! - What does not open is dropped and counted, and changes nothing else.

use std::fmt;

use zeroize::Zeroize;

use super::{Associated, Direction, Exporter, KeyLimits, KeysUsedUp, Schedule};
use super::{MAX_BYTES, MAX_RECORDS};
use crate::crypto::hkdf::{TooLong, expand_key};
use crate::crypto::noise::{Party, SessionSecrets};
use crate::crypto::{CounterCipher, OpenFailed, TAG_LEN};
use crate::protocol::handshake::KeyLabels;

/// How many numbers of a generation are remembered.
pub const WINDOW: u64 = 10_000;

/// Bytes of generation and sequence in front of the ciphertext.
pub const NUMBERS_LEN: usize = 12;

/// The keys of both directions of a session over datagrams.
pub struct DatagramSession {
    outgoing: Direction,
    incoming: Generation,
    previous: Option<Generation>,
    /// Made when a record first claims to be of it, and kept, so that records
    /// that claim so and are not cost no more than others.
    next: Option<Generation>,
    schedule: Schedule,
    exporter: Exporter,
    dropped: Dropped,
}

impl DatagramSession {
    /// The session of `party`. The secrets of a handshake serve one session
    /// only: one over a stream and one over datagrams under the same keys would
    /// use each nonce twice.
    pub fn new(party: Party, secrets: SessionSecrets, labels: &KeyLabels) -> Self {
        let (schedule, outgoing, mut incoming) = super::directions(party, &secrets, labels);
        let base = std::mem::take(&mut incoming.base);
        let incoming = Generation::new(&schedule, base, 0);
        Self {
            outgoing,
            incoming,
            previous: None,
            next: None,
            exporter: Exporter::new(&secrets, labels),
            schedule,
            dropped: Dropped::default(),
        }
    }

    /// Seals the plaintext of a record in place. Returns generation and
    /// sequence, which travel in front of it, and the tag, which travels behind.
    /// `front` is the packet's header and the record's type.
    ///
    /// # Errors
    /// The keys of this direction are used up; nothing has changed then.
    pub fn seal(
        &mut self,
        front: &[u8],
        text: &mut [u8],
    ) -> Result<([u8; NUMBERS_LEN], [u8; TAG_LEN]), KeysUsedUp> {
        let numbers = numbers(self.outgoing.generation, self.outgoing.sequence);
        self.outgoing.seal(front, text).map(|tag| (numbers, tag))
    }

    /// Opens a record in place and returns its plaintext. `sealed` is what is
    /// behind `front`: generation, sequence, ciphertext, tag.
    ///
    /// # Errors
    /// It is to be dropped; it was counted, and nothing else has changed.
    pub fn open<'a>(
        &mut self,
        front: &[u8],
        sealed: &'a mut [u8],
    ) -> Result<&'a mut [u8], DatagramError> {
        match self.try_open(front, sealed) {
            Ok(()) => {
                let end = sealed.len() - TAG_LEN;
                Ok(&mut sealed[NUMBERS_LEN..end])
            }
            Err(error) => {
                self.dropped.count(error);
                Err(error)
            }
        }
    }

    fn try_open(&mut self, front: &[u8], sealed: &mut [u8]) -> Result<(), DatagramError> {
        let (numbers, text) =
            sealed.split_first_chunk_mut::<NUMBERS_LEN>().ok_or(DatagramError::Malformed)?;
        let [g0, g1, g2, g3, sequence @ ..] = *numbers;
        let number = u32::from_be_bytes([g0, g1, g2, g3]);
        let sequence = u64::from_be_bytes(sequence);
        if text.len() < TAG_LEN || sequence >= MAX_RECORDS {
            return Err(DatagramError::Malformed);
        }
        let current = self.incoming.number;
        if number == current {
            return self.incoming.open(front, sequence, text);
        }
        if number < current {
            let previous = self.previous.as_mut().filter(|previous| previous.number == number);
            return previous.ok_or(DatagramError::TooOld)?.open(front, sequence, text);
        }
        if number - current > 1 {
            return Err(DatagramError::TooNew);
        }
        let (schedule, incoming) = (&self.schedule, &self.incoming);
        let next = self.next.get_or_insert_with(|| incoming.successor(schedule, number));
        next.open(front, sequence, text)?;
        if let Some(next) = self.next.take() {
            let mut old = std::mem::replace(&mut self.incoming, next);
            old.base.zeroize();
            self.previous = Some(old);
        }
        Ok(())
    }

    /// As [`Session::is_update_due`](super::Session::is_update_due).
    pub fn is_update_due(&self, limits: &KeyLimits, next: u64) -> bool {
        self.outgoing.is_update_due(limits, next)
    }

    /// As [`Session::update_outgoing`](super::Session::update_outgoing). Give the
    /// records before it time to arrive: the receiver follows one generation
    /// back and one ahead.
    ///
    /// # Errors
    /// There were 2^32 generations; nothing has changed then.
    pub fn update_outgoing(&mut self) -> Result<(), KeysUsedUp> {
        self.outgoing.update(&self.schedule)
    }

    /// What was dropped so far.
    pub fn dropped(&self) -> Dropped {
        self.dropped
    }

    /// As [`Session::export`](super::Session::export).
    ///
    /// # Errors
    /// More than 8,160 bytes are asked for, or the context is longer than 255.
    pub fn export(&self, context: &[u8], out: &mut [u8]) -> Result<(), TooLong> {
        self.exporter.export(context, out)
    }
}

impl fmt::Debug for DatagramSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DatagramSession")
            .field("sent", &(self.outgoing.generation, self.outgoing.sequence))
            .field("received", &(self.incoming.number, self.incoming.window.next))
            .field("dropped", &self.dropped)
            .finish_non_exhaustive()
    }
}

/// Why a datagram's record was dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DatagramError {
    /// It is too short, or its sequence is one that no record has.
    #[error("a datagram's record is malformed")]
    Malformed,
    /// It was taken before.
    #[error("a datagram's record came again")]
    Replayed,
    /// Its number is no longer remembered, or its generation is gone.
    #[error("a datagram's record is too old to tell whether it came before")]
    TooOld,
    /// Its generation is not the next one.
    #[error("a datagram's record is of a generation too far ahead")]
    TooNew,
    /// It does not open, or its key has opened as much as it may.
    #[error("a datagram's record does not authenticate")]
    Forged,
}

/// How many records were dropped, by reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dropped {
    /// [`DatagramError::Malformed`]
    pub malformed: u64,
    /// [`DatagramError::Replayed`]
    pub replayed: u64,
    /// [`DatagramError::TooOld`]
    pub too_old: u64,
    /// [`DatagramError::TooNew`]
    pub too_new: u64,
    /// [`DatagramError::Forged`]
    pub forged: u64,
}

impl Dropped {
    fn count(&mut self, error: DatagramError) {
        let count = match error {
            DatagramError::Malformed => &mut self.malformed,
            DatagramError::Replayed => &mut self.replayed,
            DatagramError::TooOld => &mut self.too_old,
            DatagramError::TooNew => &mut self.too_new,
            DatagramError::Forged => &mut self.forged,
        };
        *count = count.saturating_add(1);
    }
}

/// What a generation of the peer's keys has opened.
struct Generation {
    number: u32,
    base: [u8; 32],
    cipher: CounterCipher,
    window: Window,
    bytes: u64,
}

impl Generation {
    fn new(schedule: &Schedule, base: [u8; 32], number: u32) -> Self {
        let cipher = schedule.cipher(&base);
        Self { number, base, cipher, window: Window::default(), bytes: 0 }
    }

    fn successor(&self, schedule: &Schedule, number: u32) -> Self {
        let base = expand_key(&*schedule.provider, &self.base, schedule.labels.update);
        Self::new(schedule, base, number)
    }

    fn open(&mut self, front: &[u8], sequence: u64, text: &mut [u8]) -> Result<(), DatagramError> {
        self.window.check(sequence)?;
        let bytes = self.bytes.saturating_add((text.len() - TAG_LEN) as u64);
        if bytes > MAX_BYTES {
            return Err(DatagramError::Forged);
        }
        let associated = Associated::new(front, self.number, sequence);
        self.cipher
            .open(sequence, associated.as_slice(), text)
            .map_err(|OpenFailed| DatagramError::Forged)?;
        self.window.take(sequence);
        self.bytes = bytes;
        Ok(())
    }
}

impl Drop for Generation {
    fn drop(&mut self) {
        self.base.zeroize();
    }
}

/// The last [`WINDOW`] numbers up to the greatest that was taken, each in its
/// place of a ring: taken or not.
struct Window {
    /// One more than the greatest number taken.
    next: u64,
    taken: Vec<bool>,
}

impl Default for Window {
    fn default() -> Self {
        Self { next: 0, taken: vec![false; WINDOW as usize] }
    }
}

impl Window {
    fn place(number: u64) -> usize {
        (number % WINDOW) as usize
    }

    fn check(&self, number: u64) -> Result<(), DatagramError> {
        if number >= self.next {
            return Ok(());
        }
        if self.next - number > WINDOW {
            return Err(DatagramError::TooOld);
        }
        match self.taken[Self::place(number)] {
            true => Err(DatagramError::Replayed),
            false => Ok(()),
        }
    }

    /// Remembers a number that was checked.
    fn take(&mut self, number: u64) {
        if number >= self.next {
            match number - self.next < WINDOW {
                true => {
                    (self.next..number)
                        .for_each(|skipped| self.taken[Self::place(skipped)] = false);
                }
                false => self.taken.fill(false),
            }
            self.next = number + 1;
        }
        self.taken[Self::place(number)] = true;
    }
}

fn numbers(generation: u32, sequence: u64) -> [u8; NUMBERS_LEN] {
    let mut numbers = [0; NUMBERS_LEN];
    numbers[..4].copy_from_slice(&generation.to_be_bytes());
    numbers[4..].copy_from_slice(&sequence.to_be_bytes());
    numbers
}

#[cfg(all(test, any(feature = "aws-lc", feature = "rust-crypto")))]
mod tests;
