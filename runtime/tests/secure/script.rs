//! Scenes: what a machine is asked to live through. An event may come at any
//! time, and the peer says what it should, something near it, or anything.
//!
//! Knows how a peer speaks, not what the answer is.

use packetwright::codec::{Encode, Reader};
use packetwright::crypto::default_provider;
use packetwright::crypto::noise::Party;
use packetwright::network::Offers;
use packetwright::network::secure::{Confirm, Init, Response, SUITES};
use packetwright::protocol::handshake::World;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::line::{Change, any_change};
use crate::world::{NOW, Puppet, StillWorld};

/// The nonce of a peer that says what was said before.
const OLD_NONCE: [u8; 24] = [9; 24];

/// What one machine lives through.
#[derive(Clone, Debug)]
pub(crate) struct Scene {
    /// Whose machine it is.
    pub party: Party,
    /// What it brings.
    pub local: Offers,
    /// What happens to it.
    pub steps: Vec<Step>,
    authorized: bool,
    seen_before: bool,
    demands: bool,
    full: bool,
    peer: Peer,
}

/// One thing that happens.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Start,
    Ready,
    Timeout,
    /// Time goes on, or back, by milliseconds.
    Wait(i64),
    Message(Message),
}

/// What the peer says.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// What is next, over what was said so far; its body is changed.
    Next(Change),
    /// Something that the peer said before.
    Again(Index, Change),
    /// Something that the machine itself said.
    Reflected(Index, Change),
    Reject(u8, Change),
    Retry(Vec<u8>, Change),
    /// A head of any type, and any bytes.
    Bytes(Vec<u8>),
}

/// What the peer brings and how it goes about it.
#[derive(Clone, Debug)]
struct Peer {
    suite: u16,
    init: Init,
    response: Response,
    /// The response repeats the suite that runs.
    honest_suite: bool,
    honest_proof: bool,
    /// Timestamps are the time, and this many milliseconds.
    skew: i64,
    /// Done to payloads before they are sealed.
    payload: Change,
}

impl Scene {
    /// The world in which it plays.
    pub(crate) fn world(&self, seed: u8) -> StillWorld {
        let mut world = StillWorld::new(seed);
        world.authorized = self.authorized;
        world.demands = self.demands;
        world.full = self.full;
        if self.seen_before {
            world.fresh(&OLD_NONCE, u64::MAX);
        }
        world
    }
}

/// The peer, over a Noise state of its own.
pub(crate) struct Counterpart {
    party: Party,
    peer: Peer,
    puppet: Option<Puppet>,
    said: Vec<Vec<u8>>,
    heard: Vec<Vec<u8>>,
}

impl Counterpart {
    pub(crate) fn new(scene: &Scene) -> Self {
        Self {
            party: scene.party,
            peer: scene.peer.clone(),
            puppet: None,
            said: Vec::new(),
            heard: Vec::new(),
        }
    }

    /// Takes what the machine sent.
    pub(crate) fn hear(&mut self, bodies: &[Vec<u8>]) {
        self.heard.extend_from_slice(bodies);
    }

    /// The body of a message.
    pub(crate) fn message(&mut self, message: &Message, now: u64) -> Vec<u8> {
        let earlier = |bodies: &[Vec<u8>], place: &Index| match bodies {
            [] => Vec::new(),
            bodies => place.get(bodies).clone(),
        };
        match message {
            Message::Next(change) => {
                let said = self.next(now).unwrap_or_else(|| vec![1, 0, 1]);
                self.said.push(said.clone());
                change.apply(said)
            }
            Message::Again(place, change) => change.apply(earlier(&self.said, place)),
            Message::Reflected(place, change) => change.apply(earlier(&self.heard, place)),
            Message::Reject(code, change) => {
                let [first, second] = self.peer.suite.to_be_bytes();
                change.apply(vec![5, first, second, *code])
            }
            Message::Retry(cookie, change) => {
                let [first, second] = self.peer.suite.to_be_bytes();
                let length = u8::try_from(cookie.len()).expect("cookies are short");
                change.apply([&[4, first, second, length], &cookie[..]].concat())
            }
            Message::Bytes(bytes) => bytes.clone(),
        }
    }

    /// What the pattern has the peer say next; nothing if it cannot go on.
    fn next(&mut self, now: u64) -> Option<Vec<u8>> {
        let timestamp = now.saturating_add_signed(self.peer.skew);
        match (self.party, self.puppet.is_some()) {
            (Party::Initiator, _) => self.response(timestamp),
            (Party::Responder, false) => self.init(timestamp),
            (Party::Responder, true) => self.confirm(),
        }
    }

    fn init(&mut self, timestamp: u64) -> Option<Vec<u8>> {
        let mut puppet = Puppet::new(Party::Initiator, self.peer.suite, 10);
        let mut body = puppet.head(1);
        puppet.noise.write_e(&mut puppet.world, &mut body);
        if puppet.suite.is_hybrid() {
            puppet.noise.write_e1(&mut puppet.world, &mut body).ok()?;
        }
        let payload = Init { timestamp, ..self.peer.init.clone() }.to_vec().ok()?;
        puppet.noise.write_payload(&self.peer.payload.apply(payload), &mut body).ok()?;
        self.puppet = Some(puppet);
        Some(body)
    }

    fn response(&mut self, timestamp: u64) -> Option<Vec<u8>> {
        let heard = self.heard.first()?;
        let suite = u16::from_be_bytes([*heard.get(1)?, *heard.get(2)?]);
        let mut puppet = Puppet::new(Party::Responder, suite, 100);
        let mut reader = Reader::new(heard.get(3..)?);
        puppet.noise.read_e(&mut reader).ok()?;
        if puppet.suite.is_hybrid() {
            puppet.noise.read_e1(&mut reader).ok()?;
        }
        puppet.noise.read_payload(&mut reader).ok()?;
        let mut response = Response { timestamp, ..self.peer.response };
        if self.peer.honest_suite {
            response.suite = suite;
        }
        let mut body = puppet.head(2);
        puppet.noise.write_e(&mut puppet.world, &mut body);
        puppet.noise.mix_ee().ok()?;
        if puppet.suite.is_hybrid() {
            puppet.noise.write_ekem1(&mut puppet.world, &mut body).ok()?;
        }
        puppet.noise.write_s(&mut body).ok()?;
        puppet.noise.mix_es().ok()?;
        let payload = self.peer.payload.apply(response.to_vec().ok()?);
        puppet.noise.write_payload(&payload, &mut body).ok()?;
        Some(body)
    }

    fn confirm(&mut self) -> Option<Vec<u8>> {
        let heard = self.heard.first()?.get(3..)?;
        let mut puppet = self.puppet.take()?;
        let mut reader = Reader::new(heard);
        puppet.noise.read_e(&mut reader).ok()?;
        puppet.noise.mix_ee().ok()?;
        if puppet.suite.is_hybrid() {
            puppet.noise.read_ekem1(&mut reader).ok()?;
        }
        puppet.noise.read_s(&mut reader).ok()?;
        puppet.noise.mix_es().ok()?;
        let response = puppet.noise.read_payload(&mut reader).ok()?;
        let challenge = response.get(8..40)?;
        let mut proof =
            default_provider().sha256(&[b"pw1 confirm", &self.peer.init.nonce, challenge]);
        if !self.peer.honest_proof {
            proof[31] ^= 1;
        }
        let mut body = puppet.head(3);
        puppet.noise.write_s(&mut body).ok()?;
        puppet.noise.mix_se().ok()?;
        if puppet.suite.takes_psk() {
            puppet.noise.mix_psk(&mut puppet.world).ok()?;
        }
        let payload = self.peer.payload.apply(Confirm { proof }.to_vec().ok()?);
        puppet.noise.write_payload(&payload, &mut body).ok()?;
        Some(body)
    }
}

/// Any scene: an honest beginning of any length, then anything.
pub(crate) fn scene() -> impl Strategy<Value = Scene> {
    let party = select(vec![Party::Initiator, Party::Responder]);
    let ends = (mostly(true), rarely(true), rarely(true), rarely(true), peer(), any::<bool>());
    (party, offers(), 0..=3_usize, vec(step(), 0..4), ends).prop_map(
        |(party, mut local, honest, more, ends)| {
            let (authorized, seen_before, demands, full, mut peer, agree) = ends;
            if agree {
                // Both have the suite first that the peer's opening runs.
                local.suites[0] = peer.suite;
                peer.init.suites[0] = peer.suite;
            }
            let next = || Step::Message(Message::Next(Change::Nothing));
            let beginning = match party {
                Party::Initiator => vec![Step::Start, next(), Step::Ready],
                Party::Responder => vec![next(), next()],
            };
            let steps = beginning.into_iter().take(honest).chain(more).collect();
            Scene { party, local, steps, authorized, seen_before, demands, full, peer }
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let wait = select(vec![1_i64, -1, 5_000, -5_000, 5_001, -5_001, 1 << 40, i64::MIN]);
    prop_oneof![
        1 => Just(Step::Start),
        1 => Just(Step::Ready),
        1 => Just(Step::Timeout),
        1 => wait.prop_map(Step::Wait),
        6 => message().prop_map(Step::Message),
    ]
}

fn message() -> impl Strategy<Value = Message> {
    let bytes =
        (0..=6_u8, any_suite(), vec(any::<u8>(), 0..200)).prop_map(|(kind, suite, rest)| {
            let [first, second] = suite.to_be_bytes();
            [&[kind, first, second], rest.as_slice()].concat()
        });
    prop_oneof![
        4 => change().prop_map(Message::Next),
        2 => (any::<Index>(), change()).prop_map(|(place, c)| Message::Again(place, c)),
        2 => (any::<Index>(), change()).prop_map(|(place, c)| Message::Reflected(place, c)),
        1 => (0..6_u8, change()).prop_map(|(code, c)| Message::Reject(code, c)),
        1 => (cookie(), change()).prop_map(|(cookie, c)| Message::Retry(cookie, c)),
        1 => bytes.prop_map(Message::Bytes),
        1 => vec(any::<u8>(), 0..4).prop_map(Message::Bytes),
    ]
}

/// Any change, to the suites of the network protocol among others.
fn change() -> impl Strategy<Value = Change> {
    any_change(any_suite())
}

fn offers() -> impl Strategy<Value = Offers> {
    (versions(), suites(), compressions(), max_record()).prop_map(
        |(versions, suites, compressions, max_record)| Offers {
            versions,
            suites,
            compressions,
            max_record,
        },
    )
}

fn peer() -> impl Strategy<Value = Peer> {
    let nonce = prop_oneof![Just(OLD_NONCE), any::<[u8; 24]>()];
    let init = (offers(), nonce, cookie()).prop_map(|(offers, nonce, cookie)| {
        let Offers { versions, suites, compressions, max_record } = offers;
        let cookie = cookie.into();
        Init { timestamp: NOW, nonce, versions, suites, compressions, max_record, cookie }
    });
    let chosen = (number(1), any_suite(), number(0), max_record(), any::<[u8; 32]>());
    let response = chosen.prop_map(|(version, suite, compression, max_record, challenge)| {
        Response { timestamp: NOW, challenge, version, suite, compression, max_record }
    });
    let skew = prop_oneof![
        8 => -5_000..=5_000_i64,
        1 => select(vec![-5_001, 5_001, i64::MIN, i64::MAX]),
    ];
    let payload = prop_oneof![8 => Just(Change::Nothing), 1 => change()];
    let suite = select(declared());
    (suite, init, response, mostly(true), mostly(true), skew, payload).prop_map(
        |(suite, init, response, honest_suite, honest_proof, skew, payload)| Peer {
            suite,
            init,
            response,
            honest_suite,
            honest_proof,
            skew,
            payload,
        },
    )
}

/// No cookie, one that [`StillWorld`] takes, or anything.
fn cookie() -> impl Strategy<Value = Vec<u8>> {
    let valid = select(declared())
        .prop_map(|suite| [&[7; 32], &suite.to_be_bytes()[..], &[0; 22]].concat());
    prop_oneof![6 => Just(Vec::new()), 2 => valid, 1 => vec(any::<u8>(), 0..=64)]
}

/// A number that both sides know, now and then another.
fn number(known: u8) -> impl Strategy<Value = u8> {
    prop_oneof![8 => Just(known), 1 => 0..5_u8]
}

fn versions() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![8 => Just(vec![3, 1]), 2 => vec(0..5_u8, 1..=8)]
}

fn suites() -> impl Strategy<Value = Vec<u16>> {
    prop_oneof![
        6 => Just(declared()).prop_shuffle(),
        2 => Just(vec![3, 1, 9]),
        2 => vec(any_suite(), 1..=8),
    ]
}

/// The suites that are played: those with a KEM where the provider takes its
/// randomness from the world.
pub(crate) fn declared() -> Vec<u16> {
    let suites = SUITES.iter().filter(|suite| cfg!(feature = "rust-crypto") || !suite.is_hybrid());
    suites.map(|suite| suite.id).collect()
}

/// A suite, or a number that stands for none.
fn any_suite() -> impl Strategy<Value = u16> {
    prop_oneof![8 => select(declared()), 1 => select(vec![0, 9, 0x0100])]
}

fn compressions() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![8 => Just(vec![2, 1, 0]), 2 => vec(any::<u8>().prop_map(|n| n % 5), 1..=4)]
}

fn max_record() -> impl Strategy<Value = u32> {
    4096..=16_777_216_u32
}

fn mostly(value: bool) -> impl Strategy<Value = bool> {
    prop_oneof![8 => Just(value), 1 => Just(!value)]
}

fn rarely(value: bool) -> impl Strategy<Value = bool> {
    mostly(!value)
}
