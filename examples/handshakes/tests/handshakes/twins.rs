//! Generated machines beside their interpreted twins, whatever happens to them
//! and to what they know of each other.

use std::collections::BTreeSet;

use packetwright_spec::Checked;
use packetwright_spec::import::compile_files;
use packetwright_spec::interpret::Value;
use packetwright_spec::model::{HandshakeId, Model};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::interpreted::Actor;
use crate::knowledge::{Knowledge, any_knowledge};
use crate::line::{self, Change, Step};
use crate::own::{Initiator, Local, MAX_RECORD, Own, Responder, Secrets, each, sides, undisturbed};

/// Scenes of each handshake.
const SCENES: usize = 1_000;

/// What both sides live through.
#[derive(Clone, Debug)]
struct Scene {
    /// The initiator, the responder.
    sides: [Brought; 2],
    /// The responder took an opening with the same nonce before.
    seen_before: bool,
    steps: Vec<Step>,
}

/// What a side brings and knows.
#[derive(Clone, Debug)]
struct Brought {
    suites: Vec<u16>,
    max_record: u32,
    knowledge: Knowledge,
}

/// A spec and the handshake of its layers.
fn spec<P: Own>() -> (&'static Checked<Model>, HandshakeId) {
    let (name, text) = P::SPEC;
    let common = |_: &str| Ok(include_str!("../../common.wire").to_owned());
    let model = compile_files(name, text, &common).protocol().expect("the spec is sound");
    let session = model.layers.as_ref().and_then(|layers| layers.session).expect("a session");
    (Box::leak(Box::new(model)), session.handshake)
}

fn actor<P: Own>(side: usize, brought: &Brought) -> Actor<Local<P>> {
    let secrets = Secrets { psk: brought.knowledge.psk, ..Secrets::FIXED };
    let offer = P::offer(brought.suites.clone(), brought.max_record);
    let mut config = secrets.config::<P>(side, offer);
    let mut world = secrets.world(side);
    // Which key it is that is refused, `disturbed` says.
    brought.knowledge.apply(&mut config, &mut world);
    let suites = brought.suites.iter().map(|suite| Value::Integer((*suite).into()));
    let local = Value::Struct(vec![
        ("suites".into(), Value::List(suites.collect())),
        ("max_record".into(), Value::Integer(brought.max_record.into())),
    ]);
    Actor { config, local, world }
}

fn scene() -> impl Strategy<Value = Scene> {
    let last = |party| Step::Last(party, Change::Nothing);
    let undisturbed = vec![Step::Start(0), last(1), last(0), Step::Ready(0)];
    let steps = line::any_steps(undisturbed, select(vec![0, 1, 9, 0x0100]));
    let seen_before = prop_oneof![8 => Just(false), 1 => Just(true)];
    ([brought(), brought()], seen_before, steps).prop_map(|(sides, seen_before, steps)| Scene {
        sides,
        seen_before,
        steps,
    })
}

fn brought() -> impl Strategy<Value = Brought> {
    let suites = prop_oneof![8 => Just(vec![1]), 1 => Just(vec![9, 1]), 1 => Just(vec![9])];
    let max_record = prop_oneof![4 => Just(MAX_RECORD), 1 => 1024..=65_536_u32];
    let knowledge = any_knowledge(Secrets::FIXED.psk);
    (suites, max_record, knowledge).prop_map(|(suites, max_record, knowledge)| Brought {
        suites,
        max_record,
        knowledge,
    })
}

/// Both readings agree in every scene, and the scenes come to every end.
fn agree<P: Own>() {
    let (model, id) = spec::<P>();
    let (_, (_, before)) = undisturbed::<P>(sides::<P>());
    let mut runner = TestRunner::deterministic();
    let mut ends = BTreeSet::new();
    for _ in 0..SCENES {
        let scene = scene().new_tree(&mut runner).expect("scenes are never refused").current();
        let [first, second] = &scene.sides;
        let (initiator, mut responder) = (actor::<P>(0, first), actor::<P>(1, second));
        if scene.seen_before {
            responder.world = before.world.clone();
        }
        let steps = &scene.steps;
        let (spec, play) = ((model, id), line::play::<Initiator<P>, Responder<P>>);
        ends.extend(play(spec, initiator, responder, steps));
    }
    let handshake = &model[id];
    let states = handshake.initiator.iter().chain(&handshake.responder);
    let names = states.map(|state| &state.name).chain(handshake.failures.iter().map(|f| &f.name));
    let names = names.map(|name| name.text.clone());
    let expected: BTreeSet<_> = names.chain(["Established".to_owned()]).collect();
    assert_eq!(ends, expected, "{}", P::NAME);
}

#[test]
fn two_readings_agree_and_come_to_every_end() {
    each!(agree());
}
