//! A world without chance: a clock that stands, randomness that counts, a
//! list of keys and a memory of nonces.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Arc;

use packetwright::crypto::noise::{self, NoiseState, Party, Suite};
use packetwright::crypto::{CryptoProvider, PresharedKey, PresharedKeys, PublicKey, StaticKey};
use packetwright::network::Offers;
use packetwright::network::secure::{self, Initiator, Responder};
use packetwright::protocol::handshake::{
    ChannelBinding, Cookie, Event, HandshakeConfig, Machine, Transmit, World,
};

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
    counter: u8,
    seen: BTreeSet<Vec<u8>>,
}

impl StillWorld {
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            now: Rc::new(Cell::new(NOW)),
            authorized: true,
            demands: false,
            full: false,
            counter: seed,
            seen: BTreeSet::new(),
        }
    }

    /// The nonces it remembers.
    #[cfg_attr(not(feature = "interpret"), allow(dead_code))]
    pub(crate) fn nonces(&self) -> &BTreeSet<Vec<u8>> {
        &self.seen
    }
}

impl World for StillWorld {
    fn now_ms(&self) -> u64 {
        self.now.get()
    }

    fn fill_random(&mut self, out: &mut [u8]) {
        self.counter = self.counter.wrapping_add(1);
        out.fill(self.counter);
    }

    fn authorized(&mut self, _: &PublicKey) -> bool {
        self.authorized
    }

    fn fresh(&mut self, nonce: &[u8], until_ms: u64) -> bool {
        until_ms >= self.now.get() && self.seen.insert(nonce.to_vec())
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

impl<M: Machine<Local = Offers>> Side<M> {
    pub(crate) fn new(seed: u8, local: Offers) -> Self {
        Self::of(config(seed, local), StillWorld::new(seed))
    }
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

pub(crate) fn client(local: Offers) -> Side<Initiator> {
    Side::new(10, local)
}

pub(crate) fn server(local: Offers) -> Side<Responder> {
    Side::new(100, local)
}

/// A provider whose only chance is that of the world, where there is one.
pub(crate) fn provider() -> Arc<dyn CryptoProvider> {
    #[cfg(feature = "rust-crypto")]
    return Arc::new(packetwright::crypto::RustCrypto);
    #[cfg(not(feature = "rust-crypto"))]
    packetwright::crypto::default_provider()
}

/// The pre-shared key of all sides.
pub(crate) const PSK: [u8; 32] = [0x42; 32];

fn preshared_keys() -> Option<Arc<dyn PresharedKeys>> {
    Some(Arc::new(PresharedKey::from_bytes(PSK)))
}

/// The long-term key of a side.
pub(crate) fn static_key(seed: u8) -> StaticKey {
    StaticKey::from_secret_bytes([seed; 32], &*provider())
}

pub(crate) fn config(seed: u8, local: Offers) -> HandshakeConfig<Offers> {
    HandshakeConfig {
        protocol: "network",
        version: 1,
        provider: provider(),
        static_key: static_key(seed),
        local,
        peer_key: None,
        preshared_keys: preshared_keys(),
        binding: ChannelBinding::None,
    }
}

/// Offers with one suite first.
pub(crate) fn offers(suite: u16) -> Offers {
    Offers {
        versions: vec![1],
        suites: vec![suite, if suite == 1 { 3 } else { 1 }],
        compressions: vec![2, 1, 0],
        max_record: 65_536,
    }
}

/// The prologue of a suite, as docs/WIRE.md has it.
pub(crate) fn prologue(suite: u16) -> Vec<u8> {
    noise::prologue(b"packetwright/hs\0", "network", 1, suite, &ChannelBinding::None)
}

/// A peer that says what it likes, over a Noise state of its own.
pub(crate) struct Puppet {
    pub noise: NoiseState,
    pub world: StillWorld,
    pub suite: &'static Suite,
}

impl Puppet {
    pub(crate) fn new(party: Party, suite: u16, seed: u8) -> Self {
        let suite = secure::suite(suite).expect("a declared suite");
        let (prologue, key) = (prologue(suite.id), static_key(seed));
        let noise = NoiseState::new(party, suite, &prologue, provider(), key)
            .with_preshared_keys(preshared_keys());
        Self { noise, world: StillWorld::new(seed), suite }
    }

    pub(crate) fn head(&self, kind: u8) -> Vec<u8> {
        let [first, second] = self.suite.id.to_be_bytes();
        vec![kind, first, second]
    }
}
