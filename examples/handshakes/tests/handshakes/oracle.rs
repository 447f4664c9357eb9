//! Against `snow`, byte for byte, in both roles.

use packetwright::crypto::noise::{SessionSecrets, prologue};
use packetwright::protocol::handshake::{ChannelBinding, Machine};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::own::{MAX_RECORD, Own, Secrets, each, undisturbed};
use crate::still_world::Side;

/// Handshakes of each spec with keys that nobody chose.
const ROUNDS: usize = 24;

/// One side of snow with the keys of ours.
fn snow<P: Own>(side: usize, secrets: &Secrets, ephemeral: &[u8; 32]) -> snow::HandshakeState {
    let prologue = prologue(P::PROLOGUE, P::NAME, P::VERSION, 1, &ChannelBinding::None);
    let peer = secrets.peer(side).0;
    let mut builder = snow::Builder::new(P::NOISE.parse().expect("snow knows the name"))
        .prologue(&prologue)
        .and_then(|builder| builder.local_private_key(&secrets.statics[side]))
        .map(|builder| builder.fixed_ephemeral_key_for_testing_only(ephemeral))
        .expect("complete");
    if P::NOISE.contains("psk2") {
        builder = builder.psk(2, &secrets.psk).expect("a place for it");
    }
    if P::KNOWN[side] {
        builder = builder.remote_public_key(&peer).expect("a place for it");
    }
    match side {
        0 => builder.build_initiator().expect("complete"),
        _ => builder.build_responder().expect("complete"),
    }
}

fn check_secrets(noise: &mut snow::HandshakeState, secrets: &SessionSecrets) {
    assert_eq!(secrets.handshake_hash, noise.get_handshake_hash());
    let (initiator, responder) = noise.dangerously_get_raw_split();
    assert_eq!(secrets.initiator_to_responder, initiator);
    assert_eq!(secrets.responder_to_initiator, responder);
}

/// Each message of ours is the one that snow writes in that role, and snow reads
/// it; `offers` are what both sides bring as `max_record`.
fn same_as_snow<P: Own>(secrets: &Secrets, offers: [u32; 2]) {
    let config = |side: usize| secrets.config::<P>(side, P::offer(vec![1], offers[side]));
    let sides = (Side::of(config(0), secrets.world(0)), Side::of(config(1), secrets.world(1)));
    let (messages, (initiator, responder)) = undisturbed::<P>(sides);
    let drawn = [&initiator.world.drawn, &responder.world.drawn];
    let [mut first, mut second] = [0, 1].map(|side| {
        let ephemeral = drawn[side].first().expect("an ephemeral secret");
        snow::<P>(side, secrets, ephemeral)
    });
    let mut theirs = [&mut first, &mut second];
    for (number, body) in (1_u8..).zip(&messages) {
        assert_eq!(body[..3], [number, 0, 1], "type and suite");
        let [writer, reader] = &mut theirs;
        let mut buffer = [0; 1024];
        let length = reader.read_message(&body[3..], &mut buffer).expect("snow reads ours");
        let payload = buffer[..length].to_vec();
        let length = writer.write_message(&payload, &mut buffer).expect("snow writes");
        assert_eq!(body[3..], buffer[..length], "message {number} of {}", P::NAME);
        theirs.swap(0, 1);
    }
    let initiator = initiator.into_machine().into_established().expect("established");
    let responder = responder.into_machine().into_established().expect("established");
    check_secrets(&mut first, &initiator.secrets);
    check_secrets(&mut second, &responder.secrets);
    let shown = |side: usize| P::SHOWN[side].then(|| secrets.peer(side));
    assert_eq!([initiator.peer, responder.peer], [shown(0), shown(1)]);
    let [ours, theirs] = offers;
    assert_eq!([initiator.max_record, responder.max_record], [Some(theirs), Some(ours)]);
}

#[test]
fn messages_hash_and_split_are_those_of_snow() {
    each!(same_as_snow(&Secrets::FIXED, [MAX_RECORD; 2]));
}

#[test]
fn random_keys_give_the_messages_of_snow() {
    let secrets = any::<([[u8; 32]; 2], [u8; 32], [[u8; 32]; 2])>()
        .prop_map(|(statics, psk, seeds)| Secrets { statics, psk, seeds });
    let rounds = (secrets, [1024..=65_536_u32, 1024..=65_536]);
    let mut runner = TestRunner::deterministic();
    for _ in 0..ROUNDS {
        let round = rounds.new_tree(&mut runner).expect("keys are never refused");
        let (secrets, offers) = round.current();
        each!(same_as_snow(&secrets, offers));
    }
}
