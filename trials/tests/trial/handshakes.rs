//! The machines of a handshake, each beside its interpreted twin, in random
//! scenes; and what else is generated of a handshake.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use packetwright::codec::{Decode, Encode};
use packetwright::crypto::RustCrypto;
use packetwright::protocol::Compression;
use packetwright::protocol::handshake::{ChannelBinding, Handshake, HandshakeConfig};
use packetwright_spec::interpret::{Interpreter, Value, sample};
use packetwright_spec::model::{self, HandshakeId, RecordKind};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::Trial;
use super::sessions::{knows_peer, numbers, static_keys, with_suites};
use crate::interpreted::Actor;
use crate::knowledge::{Knowledge, any_knowledge};
use crate::line::{self, Step};
use crate::still_world::StillWorld;

/// Scenes of each handshake.
const SCENES: usize = 40;

/// The pre-shared key of sides that have the same.
const PSK: [u8; 32] = [0x42; 32];

/// The most suites that a side brings; the least most that a random spec allows.
const MOST_SUITES: usize = 3;

/// What both sides live through.
#[derive(Clone, Debug)]
struct Scene {
    /// The initiator, the responder.
    sides: [Brought; 2],
    /// Whether the responder asks for cookies, has no room, saw every nonce.
    demands: bool,
    full: bool,
    stale: bool,
    steps: Vec<Step>,
}

/// What a side brings and knows.
#[derive(Clone, Debug)]
struct Brought {
    /// Which of the samples of what a side may bring.
    sample: Index,
    suites: Vec<u16>,
    knowledge: Knowledge,
}

/// A handshake of a spec, and what a side may bring.
struct Subject {
    model: &'static packetwright_spec::Checked<model::Model>,
    id: HandshakeId,
    samples: Vec<Value>,
}

impl Trial {
    /// Holds the handshake of this name to its declaration.
    pub(crate) fn handshake<H: Handshake>(&self, name: &str)
    where
        H::Local: for<'a> Decode<'a> + Encode,
    {
        println!("{name}");
        let place = self.model.handshakes.iter().position(|item| item.name.text == name);
        let id = HandshakeId(place.expect("the spec declares it"));
        let samples = sample::boundary_values(self.model, self.model[id].local);
        assert!(!samples.is_empty(), "what a side brings has samples");
        let subject = Subject { model: self.model, id, samples };
        subject.settings::<H>();
        subject.offers::<H>();
        let mut ends: BTreeMap<String, usize> = BTreeMap::new();
        let mut runner = TestRunner::deterministic();
        let scenes = subject.scenes();
        for _ in 0..SCENES {
            let scene = scenes.new_tree(&mut runner).expect("scenes are never refused").current();
            for end in subject.play::<H>(&scene) {
                *ends.entry(end).or_default() += 1;
            }
        }
        println!("{ends:?}");
    }
}

impl Subject {
    fn handshake(&self) -> &'static model::Handshake {
        &self.model[self.id]
    }

    /// The constants that the runtime reads.
    fn settings<H: Handshake>(&self) {
        let declared = self.handshake();
        assert_eq!(H::DEADLINE, Duration::from_millis(declared.deadline_ms));
        assert_eq!(u64::try_from(H::MAX_PAYLOAD), Ok(declared.limit));
        let records = H::RECORDS;
        for (kind, number) in [
            (RecordKind::Data, records.data),
            (RecordKind::Ready, records.ready),
            (RecordKind::Close, records.close),
            (RecordKind::KeyUpdate, records.key_update),
        ] {
            let found = declared.records.kinds.iter().find(|(found, ..)| *found == kind);
            assert_eq!(found.map(|(_, found, _)| *found), Some(number.into()), "{kind:?}");
        }
        let (labels, keys) = (H::LABELS, &declared.keys);
        assert_eq!(
            [labels.key, labels.iv, labels.update, labels.exporter],
            [&keys.key[..], &keys.iv, &keys.update, &keys.exporter]
        );
    }

    /// What a side brings if it is not told otherwise is what the spec allows, and
    /// nothing is taken from it that is not to be.
    fn offers<H: Handshake>(&self)
    where
        H::Local: Encode,
    {
        let declared = self.handshake();
        let mut local = H::local(&[Compression::Lz4], 1 << 20);
        let bytes = local.to_vec().expect("it is what the spec allows");
        let found = Interpreter::new(self.model).decode_struct(declared.local, &bytes);
        let suites: Vec<u16> = declared.suites.iter().map(|suite| suite.id).collect();
        assert_eq!(found.expect("both take it").field("suites"), Some(&numbers(&suites)));
        assert!(H::restrict(&mut local, &|_| Some(1), 0), "every suite has a rank");
        assert_eq!(local.to_vec(), Ok(bytes), "nothing is taken out");
        assert!(!H::restrict(&mut local, &|_| None, 0), "no suite has a rank");
    }

    fn scenes(&self) -> BoxedStrategy<Scene> {
        let turns = (0..6).flat_map(|_| [Step::Next(1), Step::Next(0)]);
        let undisturbed = [Step::Start(0)].into_iter().chain(turns).chain([Step::Ready(0)]);
        let ids = self.handshake().suites.iter().map(|suite| suite.id);
        let numbers: Vec<u16> = ids.flat_map(|id| [id, id.swap_bytes(), 0]).collect();
        let steps = line::any_steps(undisturbed.collect(), select(numbers));
        let rarely = || prop_oneof![8 => Just(false), 1 => Just(true)];
        let demands = prop_oneof![1 => Just(false), 1 => Just(true)];
        let first = self.brought();
        let second = prop_oneof![3 => Just(None), 1 => self.brought().prop_map(Some)];
        let sides = (first, second).prop_flat_map(|(first, second)| {
            // Most often both bring the same.
            let second = second.unwrap_or_else(|| first.clone());
            (Just(first), Just(second))
        });
        (sides, demands, rarely(), rarely(), steps)
            .prop_map(|((first, second), demands, full, stale, steps)| Scene {
                sides: [first, second],
                demands,
                full,
                stale,
                steps,
            })
            .boxed()
    }

    fn brought(&self) -> BoxedStrategy<Brought> {
        let declared: Vec<u16> = self.handshake().suites.iter().map(|suite| suite.id).collect();
        let unknown = (0..).find(|id| !declared.contains(id)).expect("some number is free");
        let reversed: Vec<u16> = declared.iter().rev().copied().collect();
        let after_unknown = [&[unknown], &declared[..]].concat();
        let suites = prop_oneof![
            6 => Just(declared),
            2 => Just(reversed.clone()),
            1 => Just(reversed[..1].to_vec()),
            1 => Just(after_unknown),
            1 => Just(vec![unknown]),
        ];
        (any::<Index>(), suites, any_knowledge(PSK))
            .prop_map(|(sample, mut suites, knowledge)| {
                suites.truncate(MOST_SUITES);
                Brought { sample, suites, knowledge }
            })
            .boxed()
    }

    /// Plays a scene to the machines of both parties, each beside its twin. Returns
    /// where they end.
    fn play<H: Handshake>(&self, scene: &Scene) -> [String; 2]
    where
        H::Local: for<'a> Decode<'a>,
    {
        let [first, second] = &scene.sides;
        let (initiator, mut responder) = (self.actor::<H>(0, first), self.actor::<H>(1, second));
        responder.world.demands = scene.demands;
        responder.world.full = scene.full;
        responder.world.stale = scene.stale;
        let spec = (self.model, self.id);
        line::play::<H::Initiator, H::Responder>(spec, initiator, responder, &scene.steps)
    }

    fn actor<H: Handshake>(&self, side: usize, brought: &Brought) -> Actor<H::Local>
    where
        H::Local: for<'a> Decode<'a>,
    {
        let declared = self.handshake();
        let sample = brought.sample.get(&self.samples).clone();
        let local = with_suites(sample, &brought.suites);
        let keys = static_keys();
        let known = knows_peer(declared, side);
        let bytes = Interpreter::new(self.model).encode_struct(declared.local, &local);
        let bytes = bytes.expect("a sample with other suites");
        let mut config = HandshakeConfig {
            protocol: &self.model.name.text,
            version: self.model.version,
            static_key: keys[side].clone(),
            local: H::Local::from_slice(&bytes).expect("both take it"),
            peer_key: known.then(|| *keys[1 - side].public()),
            preshared_keys: None,
            binding: ChannelBinding::None,
            provider: Arc::new(RustCrypto),
        };
        let mut world = StillWorld::seeded([[11; 32], [101; 32]][side]);
        brought.knowledge.apply(&mut config, &mut world);
        Actor { config, local, world }
    }
}
