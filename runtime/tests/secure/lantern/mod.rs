//! A second handshake, of another shape: its generated machines talk to each
//! other over a line where everything happens, each beside its interpreted twin.
//!
//! The spec is `codegen/tests/specs/lantern.wire`.

#[allow(missing_docs, unreachable_pub, dead_code, unused_imports, clippy::all)]
#[rustfmt::skip]
mod generated;

use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::LazyLock;

use generated::Wick;
use generated::kindle::{Initiator, Responder};
use packetwright::crypto::default_provider;
use packetwright::crypto::noise::Party;
use packetwright::protocol::handshake::{ChannelBinding, Event, HandshakeConfig, Machine};
use packetwright_spec::interpret::Value;
use packetwright_spec::model::{HandshakeId, Model};
use packetwright_spec::{Checked, compile};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use crate::script::{Change, change};
use crate::twins::Interpreted;
use crate::world::{Side, StillWorld, static_key};

static SPEC: LazyLock<Checked<Model>> = LazyLock::new(|| {
    compile(include_str!("../../../../codegen/tests/specs/lantern.wire")).expect("a sound spec")
});

/// What both sides live through.
#[derive(Clone, Debug)]
struct Scene {
    locals: [Wick; 2],
    authorized: bool,
    steps: Vec<Step>,
}

/// One thing that happens to one party, 0 or 1 as in [`Scene::locals`].
#[derive(Clone, Debug)]
enum Step {
    Start(usize),
    Ready(usize),
    Timeout(usize),
    /// The last message on the line arrives, changed.
    Last(usize, Change),
    /// Any message that was ever on the line arrives, changed.
    Any(usize, Index, Change),
    Wait(i64),
}

/// A generated machine and its interpreted twin.
struct Twins<'w, M> {
    generated: Side<M>,
    interpreted: Interpreted<'w>,
}

impl<M: Machine> Twins<'_, M> {
    fn handle(&mut self, event: Event<'_>) -> Vec<Vec<u8>> {
        let transmit = self.generated.handle(event);
        self.interpreted.handle(event, &transmit);
        self.interpreted.compare(&self.generated, &transmit);
        transmit.messages
    }
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
    let [mut first, mut second] = [10, 100].map(StillWorld::new);
    second.now = Rc::clone(&first.now);
    first.authorized = scene.authorized;
    let now = Rc::clone(&first.now);
    let [first_config, second_config] =
        [(10, 0), (100, 1)].map(|(seed, side)| config(seed, scene.locals[side].clone()));
    let [first_local, second_local] = scene.locals.each_ref().map(local);
    let (mut first_twin, mut second_twin) = (first.clone(), second.clone());
    let spec: &'static Checked<Model> = &SPEC;
    let id = HandshakeId(0);
    let mut initiator = Twins {
        interpreted: Interpreted::new(
            spec,
            id,
            Party::Initiator,
            first_local,
            &first_config,
            &mut first_twin,
        ),
        generated: Side::<Initiator>::of(first_config, first),
    };
    let mut responder = Twins {
        interpreted: Interpreted::new(
            spec,
            id,
            Party::Responder,
            second_local,
            &second_config,
            &mut second_twin,
        ),
        generated: Side::<Responder>::of(second_config, second),
    };
    let mut line: Vec<Vec<u8>> = Vec::new();
    for step in &scene.steps {
        let body;
        let (party, event) = match step {
            Step::Start(party) => (party, Event::Start),
            Step::Ready(party) => (party, Event::Ready),
            Step::Timeout(party) => (party, Event::Timeout),
            Step::Wait(ms) => {
                now.set(now.get().saturating_add_signed(*ms));
                continue;
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
    }
    [initiator.interpreted.end(), responder.interpreted.end()]
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
    ([wick(), wick()], authorized, 0..=5_usize, vec(step(), 0..4)).prop_map(
        |(locals, authorized, honest, more)| {
            let last = |party| Step::Last(party, Change::Nothing);
            let beginning = [Step::Start(0), last(1), last(0), last(1), Step::Ready(0)];
            let steps = beginning.into_iter().take(honest).chain(more).collect();
            Scene { locals, authorized, steps }
        },
    )
}

fn step() -> impl Strategy<Value = Step> {
    let party = 0..=1_usize;
    let wait = select(vec![5_000_i64, -5_000, 5_001, 15_001, -15_001, i64::MIN]);
    let any = (party.clone(), any::<Index>(), change());
    prop_oneof![
        1 => party.clone().prop_map(Step::Start),
        1 => party.clone().prop_map(Step::Ready),
        1 => party.clone().prop_map(Step::Timeout),
        2 => wait.prop_map(Step::Wait),
        4 => (party, change()).prop_map(|(party, change)| Step::Last(party, change)),
        3 => any.prop_map(|(party, place, change)| Step::Any(party, place, change)),
    ]
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
