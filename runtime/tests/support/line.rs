//! Two machines on a line where everything happens: what one of them sent
//! arrives, changed, twice, late or at its sender; the clock moves; deadlines
//! pass. Each machine stands beside its interpreted twin.
//!
//! Knows no protocol; it is shared by tests of several crates.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::rc::Rc;

use packetwright::crypto::noise::Party;
use packetwright::protocol::handshake::{Event, Machine};
use packetwright_spec::Checked;
use packetwright_spec::model::{HandshakeId, Model};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::interpreted::{Actor, Twins};

/// One thing that happens to a party: 0 is the initiator, 1 the responder.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Start(usize),
    Ready(usize),
    Timeout(usize),
    /// The first message from the other side that was not yet heard in turn arrives,
    /// if there is one.
    Next(usize),
    /// The last message on the line arrives, changed.
    Last(usize, Change),
    /// Any message that was ever on the line arrives, changed.
    Any(usize, Index, Change),
    /// Time goes on, or back, by milliseconds.
    Wait(i64),
}

/// Plays steps to the machines of both parties, each beside its twin; both have
/// the initiator's clock. Returns where they end: a state, or a failure.
pub(crate) fn play<I: Machine, R: Machine>(
    spec: (&'static Checked<Model>, HandshakeId),
    initiator: Actor<I::Local>,
    mut responder: Actor<R::Local>,
    steps: &[Step],
) -> [String; 2] {
    let now = Rc::clone(&initiator.world.now);
    responder.world.now = Rc::clone(&now);
    let (mut first, mut second) = (initiator.world.clone(), responder.world.clone());
    let mut initiator = Twins::<I>::new(spec, Party::Initiator, initiator, &mut first);
    let mut responder = Twins::<R>::new(spec, Party::Responder, responder, &mut second);
    let mut line: Vec<Vec<u8>> = Vec::new();
    // Who sent each, and how far each party has heard.
    let (mut senders, mut heard) = (Vec::new(), [0, 0]);
    for step in steps {
        let body;
        let (party, event) = match step {
            Step::Start(party) => (party, Event::Start),
            Step::Ready(party) => (party, Event::Ready),
            Step::Timeout(party) => (party, Event::Timeout),
            Step::Wait(ms) => {
                now.set(now.get().saturating_add_signed(*ms));
                continue;
            }
            Step::Next(party) => {
                let place = (heard[*party]..line.len()).find(|place| senders[*place] != *party);
                let Some(place) = place else { continue };
                heard[*party] = place + 1;
                body = line[place].clone();
                (party, Event::Message(&body))
            }
            Step::Last(party, change) => {
                body = change.apply(line.last().cloned().unwrap_or_default());
                (party, Event::Message(&body))
            }
            Step::Any(party, place, change) if !line.is_empty() => {
                body = change.apply(place.get(&line).clone());
                (party, Event::Message(&body))
            }
            Step::Any(party, ..) => (party, Event::Message(&[])),
        };
        line.extend(match party {
            0 => initiator.handle(event),
            _ => responder.handle(event),
        });
        senders.resize(line.len(), *party);
    }
    let ((initiator, ours), (responder, theirs)) = (initiator.end(), responder.end());
    let remembered = [(ours.nonces(), first.nonces()), (theirs.nonces(), second.nonces())];
    assert!(remembered.iter().all(|(ours, twins)| ours == twins), "{remembered:?}");
    [initiator, responder]
}

/// The beginning of a handshake that nobody disturbs, then anything.
pub(crate) fn any_steps(
    undisturbed: Vec<Step>,
    suites: impl Strategy<Value = u16> + 'static,
) -> impl Strategy<Value = Vec<Step>> {
    (0..=undisturbed.len(), vec(step(suites), 0..4))
        .prop_map(move |(length, more)| undisturbed[..length].iter().cloned().chain(more).collect())
}

fn step(suites: impl Strategy<Value = u16> + 'static) -> impl Strategy<Value = Step> {
    let party = 0..=1_usize;
    let wait = select(vec![5_000_i64, -5_000, 5_001, 15_001, -15_001, i64::MIN]);
    let change = any_change(suites).boxed();
    let any = (party.clone(), any::<Index>(), change.clone());
    prop_oneof![
        1 => party.clone().prop_map(Step::Start),
        1 => party.clone().prop_map(Step::Ready),
        1 => party.clone().prop_map(Step::Timeout),
        2 => wait.prop_map(Step::Wait),
        4 => (party, change).prop_map(|(party, change)| Step::Last(party, change)),
        3 => any.prop_map(|(party, place, change)| Step::Any(party, place, change)),
    ]
}

/// What is done to bytes before they are sent.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Nothing,
    Flip(Index, u8),
    Cut(Index),
    Append(Vec<u8>),
    Suite(u16),
    /// The first key becomes one that contributes nothing.
    ZeroKey,
}

impl Change {
    pub(crate) fn apply(&self, mut bytes: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Flip(place, mask) if !bytes.is_empty() => *place.get_mut(&mut bytes) ^= mask,
            Self::Cut(place) if !bytes.is_empty() => bytes.truncate(place.index(bytes.len())),
            Self::Append(more) => bytes.extend_from_slice(more),
            Self::Suite(suite) => {
                bytes.iter_mut().skip(1).zip(suite.to_be_bytes()).for_each(|(old, new)| *old = new);
            }
            Self::ZeroKey => bytes.iter_mut().skip(3).take(32).for_each(|byte| *byte = 0),
            Self::Nothing | Self::Flip(..) | Self::Cut(_) => {}
        }
        bytes
    }
}

/// Any change; `suites` are the numbers that a suite is changed to.
pub(crate) fn any_change(
    suites: impl Strategy<Value = u16> + 'static,
) -> impl Strategy<Value = Change> {
    prop_oneof![
        4 => Just(Change::Nothing),
        2 => (any::<Index>(), 1..=255_u8).prop_map(|(place, mask)| Change::Flip(place, mask)),
        2 => any::<Index>().prop_map(Change::Cut),
        1 => vec(any::<u8>(), 1..20).prop_map(Change::Append),
        1 => suites.prop_map(Change::Suite),
        1 => Just(Change::ZeroKey),
    ]
}
