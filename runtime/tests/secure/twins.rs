//! The generated machines against the interpreted ones: the same events, the
//! same randomness and clock, and after each event the same of everything that
//! can be seen.
//!
//! The law is the page of `packetwright_spec::interpret::handshake`. What the
//! peer says is in `script.rs`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use packetwright::crypto::noise::Party;
use packetwright::network::Offers;
use packetwright::network::secure::{Initiator, Responder};
use packetwright::protocol::handshake::{Event, Machine, Transmit};
use packetwright_spec::interpret::Value;
use packetwright_spec::model::{HandshakeId, Model};
use packetwright_spec::{Checked, NETWORK, compile};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::interpreted::Interpreted;
use crate::script::{Counterpart, Scene, Step, declared, scene};
use crate::world::{Side, config};

static SPEC: LazyLock<Checked<Model>> =
    LazyLock::new(|| compile(NETWORK).expect("the network protocol compiles"));

proptest! {
    #![proptest_config(Config::with_cases(512))]

    #[test]
    fn two_readings_agree(scene in scene()) {
        play(&scene);
    }
}

/// The scenes would prove little if they all ended early.
#[test]
fn the_scenes_come_to_every_end() {
    let mut runner = TestRunner::deterministic();
    let mut ends = BTreeSet::new();
    let mut established = BTreeSet::new();
    for _ in 0..2_000 {
        let scene = scene().new_tree(&mut runner).expect("scenes are never refused").current();
        let (end, suite) = play(&scene);
        if end == "Established" {
            established.insert((matches!(scene.party, Party::Initiator), suite));
        }
        ends.insert(end);
    }
    let failures = SPEC[secure()].failures.iter().map(|failure| failure.name.text.clone());
    let states = ["Idle", "AwaitResponse", "AwaitReady", "Listen", "AwaitConfirm", "Established"];
    let expected: BTreeSet<String> =
        failures.chain(states.into_iter().map(str::to_owned)).collect();
    assert_eq!(ends, expected);
    let suites = declared().into_iter().flat_map(|suite| [false, true].map(|party| (party, suite)));
    let expected: BTreeSet<_> = suites.map(|(party, suite)| (party, Some(suite))).collect();
    assert_eq!(established, expected, "by party and suite");
}

/// Plays a scene to both machines. Returns where they end, a state or a
/// failure, and the suite that runs.
fn play(scene: &Scene) -> (String, Option<u16>) {
    match scene.party {
        Party::Initiator => play_as::<Initiator>(scene, 10),
        Party::Responder => play_as::<Responder>(scene, 100),
    }
}

fn play_as<M: Machine<Local = Offers>>(scene: &Scene, seed: u8) -> (String, Option<u16>) {
    let mut counterpart = Counterpart::new(scene);
    let config = config(seed, scene.local.clone());
    let mut generated = Side::<M>::of(config.clone(), scene.world(seed));
    let mut world = generated.world.clone();
    let local = local(&scene.local);
    let mut interpreted =
        Interpreted::new(&SPEC, secure(), scene.party, local, &config, &mut world);
    interpreted.compare(&generated, &Transmit::default());
    for step in &scene.steps {
        let body;
        let event = match step {
            Step::Start => Event::Start,
            Step::Ready => Event::Ready,
            Step::Timeout => Event::Timeout,
            Step::Wait(ms) => {
                let now = &generated.world.now;
                now.set(now.get().saturating_add_signed(*ms));
                continue;
            }
            Step::Message(message) => {
                body = counterpart.message(message, generated.world.now.get());
                Event::Message(&body)
            }
        };
        let transmit = generated.handle(event);
        interpreted.handle(event, &transmit);
        interpreted.compare(&generated, &transmit);
        counterpart.hear(&transmit.messages);
    }
    let suite = interpreted.suite();
    let end = interpreted.end();
    assert_eq!(generated.world.nonces(), world.nonces(), "what is remembered of nonces");
    (end, suite)
}

/// The handshake of the network protocol.
fn secure() -> HandshakeId {
    SPEC.layers.as_ref().and_then(|layers| layers.session).expect("a session").handshake
}

/// What a side brings, as the interpreter has it.
fn local(offers: &Offers) -> Value {
    let list = |numbers: &mut dyn Iterator<Item = u16>| {
        Value::List(numbers.map(|number| Value::Integer(number.into())).collect())
    };
    let bytes = |numbers: &[u8]| list(&mut numbers.iter().map(|&number| number.into()));
    Value::Struct(vec![
        ("versions".into(), bytes(&offers.versions)),
        ("suites".into(), list(&mut offers.suites.iter().copied())),
        ("compressions".into(), bytes(&offers.compressions)),
        ("max_record".into(), Value::Integer(offers.max_record.into())),
    ])
}
