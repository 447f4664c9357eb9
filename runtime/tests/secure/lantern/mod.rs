//! A second handshake, of another shape: its generated machines talk to each
//! other over a line where everything happens, each beside its interpreted twin.
//!
//! The spec is `codegen/tests/specs/lantern.wire`.

#[allow(missing_docs, unreachable_pub, dead_code, unused_imports, clippy::all)]
#[rustfmt::skip]
mod generated;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use generated::Wick;
use generated::kindle::{Initiator, Responder};
use packetwright::crypto::default_provider;
use packetwright::protocol::handshake::{ChannelBinding, HandshakeConfig};
use packetwright_spec::interpret::Value;
use packetwright_spec::model::{HandshakeId, Model};
use packetwright_spec::{Checked, compile};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::interpreted::Actor;
use crate::line::{self, Change, Step};
use crate::world::{StillWorld, static_key};

static SPEC: LazyLock<Checked<Model>> = LazyLock::new(|| {
    compile(include_str!("../../../../codegen/tests/specs/lantern.wire")).expect("a sound spec")
});

/// What both sides live through.
#[derive(Clone, Debug)]
struct Scene {
    /// The initiator's, the responder's.
    locals: [Wick; 2],
    authorized: bool,
    steps: Vec<Step>,
}

proptest! {
    #![proptest_config(Config::with_cases(512))]

    #[test]
    fn two_readings_agree(scene in scene()) {
        play(&scene);
    }
}

/// The scenes would prove little if they all ended early.
#[test]
fn the_scenes_come_to_many_ends() {
    let mut runner = TestRunner::deterministic();
    let mut ends = BTreeSet::new();
    for _ in 0..2_000 {
        let tree = scene().new_tree(&mut runner).expect("scenes are never refused");
        ends.extend(play(&tree.current()));
    }
    let expected = [
        "Answer",
        "Answered",
        "Broken",
        "Dark",
        "Established",
        "Gone",
        "Late",
        "Lit",
        "Stranger",
        "TooBig",
        "Unlit",
        "Watching",
    ];
    assert_eq!(ends.iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

/// Plays a scene. Returns where both parties end.
fn play(scene: &Scene) -> [String; 2] {
    let actor = |side: usize, seed: u8| Actor {
        config: config(seed, scene.locals[side].clone()),
        local: local(&scene.locals[side]),
        world: StillWorld::new(seed),
    };
    let mut initiator = actor(0, 10);
    initiator.world.authorized = scene.authorized;
    let spec = (&*SPEC, HandshakeId(0));
    line::play::<Initiator, Responder>(spec, initiator, actor(1, 100), &scene.steps)
}

fn config(seed: u8, local: Wick) -> HandshakeConfig<Wick> {
    HandshakeConfig {
        protocol: "lantern",
        version: 7,
        provider: default_provider(),
        static_key: static_key(seed),
        local,
        peer_key: None,
        preshared_keys: None,
        binding: ChannelBinding::None,
    }
}

fn local(wick: &Wick) -> Value {
    let list = |numbers: &[u16]| {
        Value::List(numbers.iter().map(|number| Value::Integer((*number).into())).collect())
    };
    Value::Struct(vec![
        ("suites".into(), list(&wick.suites)),
        ("sizes".into(), list(&wick.sizes)),
        ("name".into(), Value::Text(wick.name.clone())),
        ("limit".into(), Value::Integer(wick.limit.into())),
    ])
}

fn scene() -> impl Strategy<Value = Scene> {
    let authorized = prop_oneof![8 => Just(true), 1 => Just(false)];
    let last = |party| Step::Last(party, Change::Nothing);
    let undisturbed = vec![Step::Start(0), last(1), last(0), last(1), Step::Ready(0)];
    let suites = select(vec![0, 9, 0x0102, 0x0201]);
    ([wick(), wick()], authorized, line::any_steps(undisturbed, suites))
        .prop_map(|(locals, authorized, steps)| Scene { locals, authorized, steps })
}

fn wick() -> impl Strategy<Value = Wick> {
    let suites = prop_oneof![
        8 => Just(vec![0x0102]),
        1 => Just(vec![9, 0x0102, 0x0201]),
        1 => Just(vec![0x0201]),
    ];
    let sizes = prop_oneof![8 => Just(vec![300, 7]), 2 => vec(0..4_u16, 1..=4)];
    let name = prop_oneof![8 => Just("däm"), 1 => Just("")];
    (suites, sizes, name, any::<u32>()).prop_map(|(suites, sizes, name, limit)| Wick {
        suites,
        sizes,
        name: name.to_owned(),
        limit,
    })
}
