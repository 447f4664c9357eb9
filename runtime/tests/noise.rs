//! Our Noise against `snow`, in both roles; and the records of a session
//! against the vectors that an oracle made.

#![cfg(all(feature = "aws-lc", feature = "rust-crypto"))]
#![allow(missing_docs, unreachable_pub, dead_code)]

#[path = "support/snow_suites.rs"]
mod snow_suites;
#[path = "oracle/vectors.rs"]
mod vectors;

use std::sync::Arc;

use packetwright::codec::Reader;
use packetwright::crypto::noise::Modifier::{self, Hfs, Psk};
use packetwright::crypto::noise::{NoiseError, NoiseState, Party, SessionSecrets, Suite, prologue};
use packetwright::crypto::{
    AwsLc, Cipher, CryptoProvider, PresharedKey, PublicKey, RustCrypto, StaticKey,
};
use packetwright::protocol::handshake::{ChannelBinding, KeyLabels, World};
use packetwright::session::{KeysUsedUp, RECORD_OVERHEAD, Session};
use proptest::prelude::*;

/// XX with each modifier and cipher that the network protocol has.
static SUITES: [Suite; 6] = [
    suite(2, "Noise_XXhfs_25519+MLKEM768_XChaChaPoly_SHA256", &[Hfs], Cipher::XChaChaPoly),
    suite(1, "Noise_XX_25519_XChaChaPoly_SHA256", &[], Cipher::XChaChaPoly),
    suite(3, "Noise_XX_25519_ChaChaPoly_SHA256", &[], Cipher::ChaChaPoly),
    suite(4, "Noise_XX_25519_AESGCM_SHA256", &[], Cipher::AesGcm),
    suite(
        0x12,
        "Noise_XXhfs+psk3_25519+MLKEM768_XChaChaPoly_SHA256",
        &[Hfs, Psk(3)],
        Cipher::XChaChaPoly,
    ),
    suite(0x11, "Noise_XXpsk3_25519_XChaChaPoly_SHA256", &[Psk(3)], Cipher::XChaChaPoly),
];

const fn suite(
    id: u16,
    name: &'static str,
    modifiers: &'static [Modifier],
    cipher: Cipher,
) -> Suite {
    Suite { id, name, modifiers, pre_messages: &[], cipher }
}

/// The pre-shared key of both sides.
const PSK: [u8; 32] = [0x5a; 32];

const LABELS: KeyLabels =
    KeyLabels { key: b"pw1 key", iv: b"pw1 iv", update: b"pw1 upd", exporter: b"pw1 exp" };

/// A world whose only randomness is one key.
struct Fixed([u8; 32]);

impl World for Fixed {
    fn now_ms(&self) -> u64 {
        0
    }
    fn fill_random(&mut self, out: &mut [u8]) {
        out.iter_mut().zip(self.0.iter().cycle()).for_each(|(byte, key)| *byte = *key);
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

impl Keys {
    /// What [`Fixed`] gives a KEM.
    fn chance(&self) -> snow_suites::KemChance {
        let once = self.ephemeral_secret;
        let mut seed = [0; 64];
        seed[..32].copy_from_slice(&once);
        seed[32..].copy_from_slice(&once);
        snow_suites::KemChance { seed, message: once }
    }
}

/// One side of XX, ours.
struct Ours {
    suite: &'static Suite,
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
        Self::with_provider(party, suite, prologue, keys, provider)
    }

    fn with_provider(
        party: Party,
        suite: &'static Suite,
        prologue: &[u8],
        keys: &Keys,
        provider: Arc<dyn CryptoProvider>,
    ) -> Self {
        let key = StaticKey::from_secret_bytes(keys.static_secret, &*provider);
        let psk = Arc::new(PresharedKey::from_bytes(PSK));
        let noise =
            NoiseState::new(party, suite, prologue, provider, key).with_preshared_keys(Some(psk));
        Self { suite, noise, world: Fixed(keys.ephemeral_secret), message: 0 }
    }

    fn write(&mut self, payload: &[u8]) -> Result<Vec<u8>, NoiseError> {
        let (noise, mut out) = (&mut self.noise, Vec::new());
        let (hybrid, psk) = (self.suite.is_hybrid(), self.suite.takes_psk());
        match self.message {
            0 => {
                noise.write_e(&mut self.world, &mut out);
                if hybrid {
                    noise.write_e1(&mut self.world, &mut out)?;
                }
            }
            1 => {
                noise.write_e(&mut self.world, &mut out);
                noise.mix_ee()?;
                if hybrid {
                    noise.write_ekem1(&mut self.world, &mut out)?;
                }
                noise.write_s(&mut out)?;
                noise.mix_es()?;
            }
            _ => {
                noise.write_s(&mut out)?;
                noise.mix_se()?;
                if psk {
                    noise.mix_psk(&mut self.world)?;
                }
            }
        }
        noise.write_payload(payload, &mut out)?;
        self.message += 1;
        Ok(out)
    }

    fn read(&mut self, message: &[u8]) -> Result<Vec<u8>, NoiseError> {
        let (noise, mut reader) = (&mut self.noise, Reader::new(message));
        let (hybrid, psk) = (self.suite.is_hybrid(), self.suite.takes_psk());
        match self.message {
            0 => {
                noise.read_e(&mut reader)?;
                if hybrid {
                    noise.read_e1(&mut reader)?;
                }
            }
            1 => {
                noise.read_e(&mut reader)?;
                noise.mix_ee()?;
                if hybrid {
                    noise.read_ekem1(&mut reader)?;
                }
                noise.read_s(&mut reader)?;
                noise.mix_es()?;
            }
            _ => {
                noise.read_s(&mut reader)?;
                noise.mix_se()?;
                if psk {
                    noise.mix_psk(&mut self.world)?;
                }
            }
        }
        self.message += 1;
        noise.read_payload(&mut reader)
    }
}

fn snow(party: Party, suite: &Suite, prologue: &[u8], keys: &Keys) -> Box<snow::HandshakeState> {
    let builder = snow_suites::builder(suite.name, &PSK, keys.chance())
        .prologue(prologue)
        .and_then(|builder| builder.local_private_key(&keys.static_secret))
        .expect("each is given once")
        .fixed_ephemeral_key_for_testing_only(&keys.ephemeral_secret);
    Box::new(match party {
        Party::Initiator => builder.build_initiator().expect("complete"),
        Party::Responder => builder.build_responder().expect("complete"),
    })
}

/// Us against snow in both roles, where aws-lc draws a KEM's randomness itself;
/// then from the same keys and randomness, where all messages are equal.
fn check_against_snow(
    suite: &'static Suite,
    prologue: &[u8],
    keys: &[Keys; 2],
    payloads: &[Vec<u8>; 3],
) {
    for ours_is in [Party::Initiator, Party::Responder] {
        check_in_role(ours_is, suite, prologue, keys, payloads);
    }
    check_equal_messages(suite, prologue, keys, payloads);
}

/// One side by us and the other by snow, to the same hash and split.
fn check_in_role(
    ours_is: Party,
    suite: &'static Suite,
    prologue: &[u8],
    keys: &[Keys; 2],
    payloads: &[Vec<u8>; 3],
) {
    let (our_place, snow_place, snow_is) = match ours_is {
        Party::Initiator => (0, 1, Party::Responder),
        Party::Responder => (1, 0, Party::Initiator),
    };
    let mut ours = Ours::new(ours_is, suite, prologue, &keys[our_place]);
    let mut peer = snow(snow_is, suite, prologue, &keys[snow_place]);
    let mut buffer = vec![0; 8192];
    for (turn, payload) in payloads.iter().enumerate() {
        if turn % 2 == our_place {
            let message = ours.write(payload).expect("ours writes");
            let length = peer.read_message(&message, &mut buffer).expect("snow reads");
            assert_eq!(payload, &buffer[..length], "message {turn}");
        } else {
            let length = peer.write_message(payload, &mut buffer).expect("snow writes");
            let read = ours.read(&buffer[..length]);
            assert_eq!(read.as_ref(), Ok(payload), "message {turn} of {}", suite.name);
        }
    }
    assert_eq!(ours.noise.handshake_hash(), peer.get_handshake_hash());
    let secrets = ours.noise.split();
    let split = (secrets.initiator_to_responder, secrets.responder_to_initiator);
    assert_eq!(split, peer.dangerously_get_raw_split());
}

/// All is equal, byte for byte, from the same keys.
fn check_equal_messages(
    suite: &'static Suite,
    prologue: &[u8],
    keys: &[Keys; 2],
    payloads: &[Vec<u8>; 3],
) {
    let parties = [Party::Initiator, Party::Responder];
    let mut ours = [0, 1].map(|place| {
        // A KEM with the randomness that it is given.
        let provider: Arc<dyn CryptoProvider> =
            if suite.is_hybrid() || place == 1 { Arc::new(RustCrypto) } else { Arc::new(AwsLc) };
        Ours::with_provider(parties[place], suite, prologue, &keys[place], provider)
    });
    let mut snows = [0, 1].map(|place| snow(parties[place], suite, prologue, &keys[place]));
    for (turn, payload) in payloads.iter().enumerate() {
        let (writer, reader) = (turn % 2, (turn + 1) % 2);
        let message = ours[writer].write(payload).expect("ours writes");
        let mut buffer = vec![0; 8192];
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
        suite in 0..SUITES.len(),
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

/// Each byte of each message changed: the side that reads it refuses, or does
/// not answer, or the sides no longer agree on the hash.
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
                    // A wrong encapsulation key is found when it is to be answered.
                    let Ok(mut message) = sides[writer].write(payload) else {
                        assert_eq!((turn, each), (0, 1), "byte {place}: only Init's key is left");
                        refused = true;
                        break;
                    };
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
                // The keys and ciphertexts of a KEM are long, and alike all along.
                place += if suite.is_hybrid() { 13 } else { 1 };
                if place >= length {
                    break;
                }
            }
        }
    }
}

#[test]
fn short_messages_and_missing_keys_are_errors() {
    let keys = Keys { static_secret: [1; 32], ephemeral_secret: [2; 32] };
    let new = |party| Ours::new(party, &SUITES[1], b"", &keys);
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
