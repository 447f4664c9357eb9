//! What tests of handshake machines play in: a world whose clock stands, whose
//! randomness is the seed's, with a list of keys and a memory of nonces; and a
//! machine in such a world.
//!
//! Knows no protocol; it is shared by tests of several crates.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;

use packetwright::crypto::{PublicKey, default_provider};
use packetwright::protocol::handshake::{Cookie, Event, HandshakeConfig, Machine, Transmit, World};

/// The time at which tests begin.
pub(crate) const NOW: u64 = 1_700_000_000_000;

/// A world without chance.
#[derive(Clone)]
pub(crate) struct StillWorld {
    /// The time; shared by clones.
    pub now: Rc<Cell<u64>>,
    /// Whether the peer is one this side talks to.
    pub authorized: bool,
    /// Whether first messages need a cookie.
    pub demands: bool,
    /// Whether there is no room for another handshake.
    pub full: bool,
    /// Whether every nonce was seen before.
    pub stale: bool,
    /// The one peer it talks to; anybody if there is none.
    pub trusted: Option<PublicKey>,
    /// The draws of 32 bytes so far; the first is the ephemeral secret, where no nonce
    /// is so long.
    pub drawn: Vec<[u8; 32]>,
    randomness: Randomness,
    seen: BTreeSet<Vec<u8>>,
}

/// Where a world's random bytes come from.
#[derive(Clone)]
enum Randomness {
    /// Each draw is bytes of the next number.
    Counting(u8),
    /// Each draw follows from the seed and its number.
    Seeded { seed: [u8; 32], draws: u64 },
}

impl Randomness {
    fn fill(&mut self, out: &mut [u8]) {
        match self {
            Self::Counting(last) => {
                *last = last.wrapping_add(1);
                out.fill(*last);
            }
            Self::Seeded { seed, draws } => {
                *draws += 1;
                for (block, out) in (0_u64..).zip(out.chunks_mut(32)) {
                    let parts = [&seed[..], &draws.to_be_bytes(), &block.to_be_bytes()];
                    out.copy_from_slice(&default_provider().sha256(&parts)[..out.len()]);
                }
            }
        }
    }
}

impl StillWorld {
    /// Its draws count up from the seed.
    pub(crate) fn new(seed: u8) -> Self {
        Self::of(Randomness::Counting(seed))
    }

    /// Its draws follow from the seed and look like chance.
    pub(crate) fn seeded(seed: [u8; 32]) -> Self {
        Self::of(Randomness::Seeded { seed, draws: 0 })
    }

    fn of(randomness: Randomness) -> Self {
        Self {
            now: Rc::new(Cell::new(NOW)),
            authorized: true,
            demands: false,
            full: false,
            stale: false,
            trusted: None,
            drawn: Vec::new(),
            randomness,
            seen: BTreeSet::new(),
        }
    }

    /// The nonces it remembers.
    pub(crate) fn nonces(&self) -> &BTreeSet<Vec<u8>> {
        &self.seen
    }
}

impl World for StillWorld {
    fn now_ms(&self) -> u64 {
        self.now.get()
    }

    fn fill_random(&mut self, out: &mut [u8]) {
        self.randomness.fill(out);
        self.drawn.extend(<[u8; 32]>::try_from(&*out).ok());
    }

    fn authorized(&mut self, peer: &PublicKey) -> bool {
        self.authorized && self.trusted.is_none_or(|trusted| trusted == *peer)
    }

    fn fresh(&mut self, nonce: &[u8], until_ms: u64) -> bool {
        !self.stale && until_ms >= self.now.get() && self.seen.insert(nonce.to_vec())
    }

    fn capacity(&mut self) -> bool {
        !self.full
    }

    /// A cookie without secrets: the first message's hash, the suite, filler.
    fn cookie(&mut self, shown: &[u8], suite: u16) -> Cookie {
        match shown.split_first_chunk::<32>() {
            Some((first, rest)) if rest.starts_with(&suite.to_be_bytes()) => Cookie::Valid(*first),
            None if shown.is_empty() && !self.demands => Cookie::NotNeeded,
            _ => Cookie::Demanded,
        }
    }

    fn new_cookie(&mut self, first: &[u8; 32], suite: u16) -> Vec<u8> {
        [&first[..], &suite.to_be_bytes(), &[0; 22]].concat()
    }
}

/// A party: a machine and its world.
pub(crate) struct Side<M> {
    machine: Option<M>,
    pub world: StillWorld,
    /// The states it was in, the first included.
    pub visited: Vec<&'static str>,
}

impl<M: Machine> Side<M> {
    /// A side of any handshake.
    pub(crate) fn of(config: HandshakeConfig<M::Local>, world: StillWorld) -> Self {
        let machine = M::new(config);
        let visited = vec![machine.state()];
        Self { machine: Some(machine), world, visited }
    }

    pub(crate) fn machine(&self) -> &M {
        self.machine.as_ref().expect("it is put back")
    }

    pub(crate) fn into_machine(self) -> M {
        self.machine.expect("it is put back")
    }

    pub(crate) fn handle(&mut self, event: Event<'_>) -> Transmit {
        let mut transmit = Transmit::default();
        let machine = self.machine.take().expect("it is put back");
        let machine = machine.handle(event, &mut self.world, &mut transmit);
        self.visited.push(machine.state());
        self.machine = Some(machine);
        transmit
    }

    /// The one message that an event makes it send.
    pub(crate) fn sends(&mut self, event: Event<'_>) -> Vec<u8> {
        let transmit = self.handle(event);
        assert_eq!(transmit.messages.len(), 1, "in {}", self.machine().state());
        transmit.messages.into_iter().next().expect("one message")
    }
}
