//! Our Noise against `snow`, in both roles; and the records of a session
//! against the vectors that an oracle made.

#![cfg(all(feature = "aws-lc", feature = "rust-crypto"))]
#![allow(missing_docs, unreachable_pub, dead_code)]

#[path = "oracle/vectors.rs"]
mod vectors;

use std::sync::Arc;

use packetwright::codec::Reader;
use packetwright::crypto::noise::{NoiseError, NoiseState, Party, SessionSecrets, Suite, prologue};
use packetwright::crypto::{AwsLc, Cipher, CryptoProvider, PublicKey, RustCrypto, StaticKey};
use packetwright::protocol::handshake::{ChannelBinding, KeyLabels, World};
use packetwright::session::{KeysUsedUp, RECORD_OVERHEAD, Session};
use proptest::prelude::*;

static SUITES: [Suite; 2] = [
    Suite { id: 1, name: "Noise_XX_25519_XChaChaPoly_SHA256", cipher: Cipher::XChaChaPoly },
    Suite { id: 3, name: "Noise_XX_25519_ChaChaPoly_SHA256", cipher: Cipher::ChaChaPoly },
];

const LABELS: KeyLabels =
    KeyLabels { key: b"pw1 key", iv: b"pw1 iv", update: b"pw1 upd", exporter: b"pw1 exp" };

/// A world whose only randomness is one key.
struct Fixed([u8; 32]);

impl World for Fixed {
    fn now_ms(&self) -> u64 {
        0
    }
    fn fill_random(&mut self, out: &mut [u8]) {
        out.copy_from_slice(&self.0);
    }
    fn authorized(&mut self, _: &PublicKey) -> bool {
        true
    }
    fn fresh(&mut self, _: &[u8], _: u64) -> bool {
        true
    }
}

/// The keys of one side.
#[derive(Clone, Debug)]
struct Keys {
    static_secret: [u8; 32],
    ephemeral_secret: [u8; 32],
}

/// One side of XX, ours.
struct Ours {
    noise: NoiseState,
    world: Fixed,
    message: usize,
}

impl Ours {
    fn new(party: Party, suite: &'static Suite, prologue: &[u8], keys: &Keys) -> Self {
        // One provider a party, so that both take part.
        let provider: Arc<dyn CryptoProvider> = match party {
            Party::Initiator => Arc::new(AwsLc),
            Party::Responder => Arc::new(RustCrypto),
        };
        let key = StaticKey::from_secret_bytes(keys.static_secret, &*provider);
        let noise = NoiseState::new(party, suite, prologue, provider, key);
        Self { noise, world: Fixed(keys.ephemeral_secret), message: 0 }
    }

    fn write(&mut self, payload: &[u8]) -> Result<Vec<u8>, NoiseError> {
        let (noise, mut out) = (&mut self.noise, Vec::new());
        match self.message {
            0 => noise.write_e(&mut self.world, &mut out),
            1 => {
                noise.write_e(&mut self.world, &mut out);
                noise.mix_ee()?;
                noise.write_s(&mut out)?;
                noise.mix_es()?;
            }
            _ => {
                noise.write_s(&mut out)?;
                noise.mix_se()?;
            }
        }
        noise.write_payload(payload, &mut out)?;
        self.message += 1;
        Ok(out)
    }

    fn read(&mut self, message: &[u8]) -> Result<Vec<u8>, NoiseError> {
        let (noise, mut reader) = (&mut self.noise, Reader::new(message));
        match self.message {
            0 => noise.read_e(&mut reader)?,
            1 => {
                noise.read_e(&mut reader)?;
                noise.mix_ee()?;
                noise.read_s(&mut reader)?;
                noise.mix_es()?;
            }
            _ => {
                noise.read_s(&mut reader)?;
                noise.mix_se()?;
            }
        }
        self.message += 1;
        noise.read_payload(&mut reader)
    }
}

fn snow(party: Party, suite: &Suite, prologue: &[u8], keys: &Keys) -> Box<snow::HandshakeState> {
    let builder = snow::Builder::new(suite.name.parse().expect("snow knows the suite"))
        .prologue(prologue)
        .and_then(|builder| builder.local_private_key(&keys.static_secret))
        .expect("each is given once")
        .fixed_ephemeral_key_for_testing_only(&keys.ephemeral_secret);
    Box::new(match party {
        Party::Initiator => builder.build_initiator().expect("complete"),
        Party::Responder => builder.build_responder().expect("complete"),
    })
}

/// Both sides by us and both by snow: each message, the hash and the split are
/// equal, and each implementation reads the other's messages.
fn check_against_snow(
    suite: &'static Suite,
    prologue: &[u8],
    keys: &[Keys; 2],
    payloads: &[Vec<u8>; 3],
) {
    let mut ours = [
        Ours::new(Party::Initiator, suite, prologue, &keys[0]),
        Ours::new(Party::Responder, suite, prologue, &keys[1]),
    ];
    let mut snows = [
        snow(Party::Initiator, suite, prologue, &keys[0]),
        snow(Party::Responder, suite, prologue, &keys[1]),
    ];
    for (turn, payload) in payloads.iter().enumerate() {
        let (writer, reader) = (turn % 2, (turn + 1) % 2);
        let message = ours[writer].write(payload).expect("ours writes");
        let mut buffer = vec![0; 4096];
        let length = snows[writer].write_message(payload, &mut buffer).expect("snow writes");
        assert_eq!(message, &buffer[..length], "message {turn}");
        assert_eq!(ours[reader].read(&message).as_ref(), Ok(payload));
        let length = snows[reader].read_message(&message, &mut buffer).expect("snow reads");
        assert_eq!(payload, &buffer[..length]);
    }
    let split = snows[0].dangerously_get_raw_split();
    for ((ours, snow), other) in ours.into_iter().zip(&snows).zip([&keys[1], &keys[0]]) {
        let remote = RustCrypto.public_key(&other.static_secret);
        assert_eq!(ours.noise.remote_static(), Some(&remote));
        assert_eq!(ours.noise.handshake_hash(), snow.get_handshake_hash());
        let secrets = ours.noise.split();
        assert_eq!((secrets.initiator_to_responder, secrets.responder_to_initiator), split);
        assert_eq!(secrets.handshake_hash, snow.get_handshake_hash());
    }
}

#[test]
fn fixed_keys_give_the_messages_of_snow() {
    let keys =
        [1u8, 2].map(|seed| Keys { static_secret: [seed; 32], ephemeral_secret: [seed + 10; 32] });
    for suite in &SUITES {
        check_against_snow(suite, b"", &keys, &[vec![], vec![], vec![]]);
        check_against_snow(suite, b"prologue", &keys, &[vec![1; 80], vec![2; 99], vec![3; 32]]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn random_keys_give_the_messages_of_snow(
        suite in 0..2usize,
        prologue: Vec<u8>,
        secrets: [[u8; 32]; 4],
        payloads: [Vec<u8>; 3],
    ) {
        let keys = [0, 2].map(|first| Keys {
            static_secret: secrets[first],
            ephemeral_secret: secrets[first + 1],
        });
        check_against_snow(&SUITES[suite], &prologue, &keys, &payloads);
    }
}

/// Each byte of each message changed: the side that reads it refuses, or the
/// sides no longer agree on the hash.
#[test]
fn no_changed_message_leaves_two_equal_sides() {
    let keys =
        [1u8, 2].map(|seed| Keys { static_secret: [seed; 32], ephemeral_secret: [seed + 10; 32] });
    let payload = b"payload";
    for suite in &SUITES {
        for turn in 0..3 {
            let mut place = 0;
            loop {
                let mut sides = [
                    Ours::new(Party::Initiator, suite, b"", &keys[0]),
                    Ours::new(Party::Responder, suite, b"", &keys[1]),
                ];
                let mut refused = false;
                let mut length = 0;
                for each in 0..3 {
                    let (writer, reader) = (each % 2, (each + 1) % 2);
                    let mut message = sides[writer].write(payload).expect("writes");
                    if each == turn {
                        length = message.len();
                        message[place] ^= 0x40;
                    }
                    if sides[reader].read(&message).is_err() {
                        refused = true;
                        break;
                    }
                }
                let hashes = sides.each_ref().map(|side| *side.noise.handshake_hash());
                assert!(refused || hashes[0] != hashes[1], "message {turn}, byte {place}");
                place += 1;
                if place == length {
                    break;
                }
            }
        }
    }
}

#[test]
fn short_messages_and_missing_keys_are_errors() {
    let keys = Keys { static_secret: [1; 32], ephemeral_secret: [2; 32] };
    let new = |party| Ours::new(party, &SUITES[0], b"", &keys);
    let (mut initiator, mut responder) = (new(Party::Initiator), new(Party::Responder));
    assert_eq!(responder.read(&[1; 31]), Err(NoiseError::Truncated));
    let opening = initiator.write(b"").expect("writes");
    let mut responder = new(Party::Responder);
    assert_eq!(responder.read(&opening), Ok(vec![]));
    let answer = responder.write(b"").expect("writes");
    assert_eq!(initiator.read(&answer[..answer.len() - 1]), Err(NoiseError::Truncated));
    assert_eq!(new(Party::Initiator).noise.mix_ee(), Err(NoiseError::Failed));
    assert_eq!(new(Party::Responder).noise.mix_ss(), Err(NoiseError::Failed));

    let mut responder = new(Party::Responder);
    assert_eq!(responder.read(&[0; 32]), Ok(vec![]));
    assert_eq!(responder.write(b""), Err(NoiseError::Failed), "small order");
}

#[test]
fn a_prologue_says_what_a_handshake_is_for() {
    let bare = prologue(b"L\0", "network", 1, 0x0102, &ChannelBinding::None);
    assert_eq!(bare, b"L\0\x07network\x01\x01\x02\x00\x00\x00");
    let bound = prologue(b"L\0", "n", 2, 3, &ChannelBinding::TlsExporter([9; 32]));
    assert_eq!(bound, [&b"L\0\x01n\x02\x00\x03\x01\x20"[..], &[9; 32], &[0]].concat());
}

fn array(bytes: &[u8]) -> [u8; 32] {
    bytes.try_into().expect("32 bytes")
}

fn secrets(vectors: &vectors::Vectors, provider: Arc<dyn CryptoProvider>) -> SessionSecrets {
    let handshake = &vectors.handshake;
    SessionSecrets {
        initiator_to_responder: array(&handshake.split_initiator_to_responder),
        responder_to_initiator: array(&handshake.split_responder_to_initiator),
        handshake_hash: array(&handshake.hash),
        cipher: if vectors.suite.id == 1 { Cipher::XChaChaPoly } else { Cipher::ChaChaPoly },
        provider,
    }
}

/// Records have the bytes that the oracle made, open, and open only once and
/// only on the other side.
#[test]
fn records_are_those_of_the_oracle() {
    const HEADER: usize = 10;
    for file in ["suite-0001.json", "suite-0003.json"] {
        for provider in [Arc::new(AwsLc) as Arc<dyn CryptoProvider>, Arc::new(RustCrypto)] {
            let vectors: vectors::Vectors = vectors::read(file);
            let secrets = secrets(&vectors, provider);
            let new = |party| Session::new(party, &secrets, &LABELS);
            let (mut initiator, mut responder) = (new(Party::Initiator), new(Party::Responder));
            let mut count = 0;
            for packet in vectors.transcript.iter().filter(|packet| packet.record.is_some()) {
                let (from, to) = match packet.from.as_str() {
                    "initiator" => (&mut initiator, &mut responder),
                    _ => (&mut responder, &mut initiator),
                };
                let (front, _) = packet.bytes.split_at(HEADER + 1);
                let mut text = packet.plaintext.clone();
                let tag = from.seal(front, &mut text).expect("keys are new");
                assert_eq!([front, &text, &tag].concat(), packet.bytes, "{}", packet.name);
                assert_eq!(packet.bytes.len(), HEADER + packet.plaintext.len() + RECORD_OVERHEAD);

                let sealed = &packet.bytes[HEADER + 1..];
                assert!(from.open(front, &mut sealed.to_vec()).is_err(), "reflected");
                for place in 0..=HEADER {
                    let mut front = front.to_vec();
                    front[place] ^= 1;
                    assert!(to.open(&front, &mut sealed.to_vec()).is_err(), "front {place}");
                }
                let mut opened = sealed.to_vec();
                to.open(front, &mut opened).expect("opens");
                assert_eq!(&opened[..packet.plaintext.len()], packet.plaintext);
                assert!(to.open(front, &mut sealed.to_vec()).is_err(), "replayed");
                count += 1;
            }
            assert!(count >= 6, "the transcript has records");
            let mut exported = vec![0; vectors.exporter.value.len()];
            for session in [&initiator, &responder] {
                session.export(&vectors.exporter.context, &mut exported).expect("fits");
                assert_eq!(exported, vectors.exporter.value);
            }
        }
    }
}

#[test]
fn secrets_of_a_session_are_not_shown() {
    let vectors: vectors::Vectors = vectors::read("suite-0001.json");
    let secrets = secrets(&vectors, Arc::new(AwsLc));
    let shown = format!("{secrets:?} {:?}", Session::new(Party::Initiator, &secrets, &LABELS));
    assert_eq!(
        shown,
        "SessionSecrets { cipher: XChaChaPoly, .. } Session { sent: (0, 0), received: (0, 0), .. }"
    );
    assert!(KeysUsedUp.to_string().contains("connect anew"));
}
