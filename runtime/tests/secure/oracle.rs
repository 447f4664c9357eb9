//! Against `snow`, in both roles, byte for byte.

use packetwright::codec::{Decode, Encode};
use packetwright::crypto::default_provider;
use packetwright::network::secure::{Confirm, Init, Response};
use packetwright::protocol::handshake::{Event, Machine};

use crate::snow_suites;
use crate::world::{NOW, PSK, Side, client, offers, prologue, server};

const NAMES: [(u16, &str); 6] = [
    (0x02, "Noise_XXhfs_25519+MLKEM768_XChaChaPoly_SHA256"),
    (0x01, "Noise_XX_25519_XChaChaPoly_SHA256"),
    (0x03, "Noise_XX_25519_ChaChaPoly_SHA256"),
    (0x04, "Noise_XX_25519_AESGCM_SHA256"),
    (0x12, "Noise_XXhfs+psk3_25519+MLKEM768_XChaChaPoly_SHA256"),
    (0x11, "Noise_XXpsk3_25519_XChaChaPoly_SHA256"),
];

/// The suites that run without chance: those with a KEM where the provider
/// takes its randomness from the world.
fn names() -> impl Iterator<Item = (u16, &'static str)> {
    NAMES.into_iter().filter(|(_, name)| cfg!(feature = "rust-crypto") || !name.contains("hfs"))
}

/// Both roles of snow with the keys of a side; what a KEM takes is the next
/// that a [`StillWorld`](crate::world::StillWorld) gives.
fn snow(suite: u16, name: &str, seed: u8, ephemeral: u8) -> [snow::HandshakeState; 2] {
    let (prologue, key, secret) = (prologue(suite), [seed; 32], [ephemeral; 32]);
    let next = ephemeral + 1;
    let chance = snow_suites::KemChance { seed: [next; 64], message: [next; 32] };
    let builder = || {
        snow_suites::builder(name, &PSK, chance)
            .prologue(&prologue)
            .and_then(|builder| builder.local_private_key(&key))
            .map(|builder| builder.fixed_ephemeral_key_for_testing_only(&secret))
            .expect("complete")
    };
    [builder().build_initiator().expect("complete"), builder().build_responder().expect("complete")]
}

fn write(noise: &mut snow::HandshakeState, kind: u8, suite: u16, payload: &[u8]) -> Vec<u8> {
    let mut body = vec![kind, (suite >> 8) as u8, suite as u8];
    let mut buffer = [0; 4096];
    let length = noise.write_message(payload, &mut buffer).expect("snow writes");
    body.extend_from_slice(&buffer[..length]);
    body
}

fn read(noise: &mut snow::HandshakeState, body: &[u8]) -> Vec<u8> {
    let mut buffer = [0; 4096];
    let length = noise.read_message(&body[3..], &mut buffer).expect("snow reads");
    buffer[..length].to_vec()
}

fn compare<M: Machine>(mut noise: snow::HandshakeState, machine: M) {
    let established = machine.into_established().expect("established");
    assert_eq!(established.secrets.handshake_hash, noise.get_handshake_hash());
    let (initiator, responder) = noise.dangerously_get_raw_split();
    assert_eq!(established.secrets.initiator_to_responder, initiator);
    assert_eq!(established.secrets.responder_to_initiator, responder);
    let peer = established.peer.expect("XX shows keys").0;
    assert_ne!(peer, [0; 32]);
}

fn proof(nonce: &[u8], challenge: &[u8]) -> [u8; 32] {
    default_provider().sha256(&[b"pw1 confirm", nonce, challenge])
}

#[test]
fn the_initiator_against_snow() {
    for (suite, name) in names() {
        let mut client = client(offers(suite));
        // Randomness counts from the seed: the nonce is 11s, the ephemeral 12s,
        // the seed of the KEM 13s.
        let [mut copy, _] = snow(suite, name, 10, 12);
        let [_, mut peer] = snow(suite, name, 100, 77);

        let init = client.sends(Event::Start);
        let payload = read(&mut peer, &init);
        assert_eq!(init, write(&mut copy, 1, suite, &payload));
        let init = Init::from_slice(&payload).expect("a payload");
        assert_eq!((init.timestamp, init.nonce), (NOW, [11; 24]));

        let answer = Response {
            timestamp: NOW,
            challenge: [5; 32],
            version: 1,
            suite,
            compression: 1,
            max_record: 4096,
        };
        let response = write(&mut peer, 2, suite, &answer.to_vec().expect("valid"));
        read(&mut copy, &response);
        let confirm = client.sends(Event::Message(&response));
        let payload = read(&mut peer, &confirm);
        assert_eq!(confirm, write(&mut copy, 3, suite, &payload));
        assert_eq!(payload, proof(&init.nonce, &answer.challenge));
        client.handle(Event::Ready);
        compare(peer, client.into_machine());
    }
}

#[test]
fn the_responder_against_snow() {
    for (suite, name) in names() {
        let mut server: Side<_> = server(offers(suite));
        let [mut peer, _] = snow(suite, name, 10, 77);
        // The challenge is 101s, the ephemeral 102s.
        let [_, mut copy] = snow(suite, name, 100, 102);

        let offer = Init {
            timestamp: NOW,
            nonce: [9; 24],
            versions: vec![3, 1],
            suites: vec![suite],
            compressions: vec![1],
            max_record: 8192,
            cookie: vec![].into(),
        };
        let init = write(&mut peer, 1, suite, &offer.to_vec().expect("valid"));
        read(&mut copy, &init);
        let response = server.sends(Event::Message(&init));
        let payload = read(&mut peer, &response);
        assert_eq!(response, write(&mut copy, 2, suite, &payload));
        let answer = Response::from_slice(&payload).expect("a payload");
        assert_eq!((answer.version, answer.suite, answer.compression), (1, suite, 1));
        assert_eq!(answer.challenge, [101; 32]);

        let last = Confirm { proof: proof(&offer.nonce, &answer.challenge) };
        let confirm = write(&mut peer, 3, suite, &last.to_vec().expect("valid"));
        assert!(server.handle(Event::Message(&confirm)).ready);
        compare(peer, server.into_machine());
    }
}
