//! An oracle for the network protocol, made without any of its code.
//!
//! `snow` runs the Noise handshake, over the `ml-kem` crate where there is a KEM; [`layout`] and [`schedule`] are written by
//! hand from docs/WIRE.md. Nothing here may use the `packetwright` crate: two
//! programs that agree byte for byte are the evidence that the page is enough
//! to implement the protocol from. The results are [`vectors`].

pub mod layout;
pub mod schedule;
#[path = "../support/snow_suites.rs"]
mod snow_suites;
pub mod vectors;

use layout::*;
use schedule::Cipher;
use snow_suites::KemChance;
use vectors::*;

/// What writes the files.
const COMMAND: &str = "UPDATE_VECTORS=1 cargo test -p packetwright --test wire_oracle";

/// A whole conversation: handshake, `Ready`, a request and its reply, a
/// keepalive and its answer, the close of both directions.
pub fn conversation(suite: u16, name: &str, cipher: Cipher) -> Vectors {
    let mut inputs = inputs(suite, name);
    let prologue = prologue(&inputs.protocol, inputs.version, suite);
    let [initiator, responder] = [&inputs.initiator, &inputs.responder];
    let psk = <[u8; 32]>::try_from(&inputs.preshared_key[..]).unwrap_or_default();
    let chance = KemChance {
        seed: initiator.kem_random[..].try_into().unwrap_or([0; 64]),
        message: responder.kem_random[..].try_into().unwrap_or([0; 32]),
    };
    let noise = |side| noise(snow_suites::builder(name, &psk, chance), &prologue, side);
    let (mut noise_i, mut noise_r) = (
        noise(initiator).build_initiator().expect("the initiator is complete"),
        noise(responder).build_responder().expect("the responder is complete"),
    );

    let compression = responder.compressions[0];
    let proof = schedule::sha256(&[b"pw1 confirm", &initiator.random, &responder.random]);
    let payloads = [
        init_payload(initiator),
        response_payload(responder, inputs.version, suite, compression),
        proof.clone(),
    ];
    let messages = [
        exchange(&mut noise_i, &mut noise_r, &payloads[0]),
        exchange(&mut noise_r, &mut noise_i, &payloads[1]),
        exchange(&mut noise_i, &mut noise_r, &payloads[2]),
    ];
    inputs.initiator.ephemeral_public = messages[0][..32].to_vec();
    inputs.responder.ephemeral_public = messages[1][..32].to_vec();
    inputs.initiator.static_public = noise_r.get_remote_static().expect("XX sends it").to_vec();
    inputs.responder.static_public = noise_i.get_remote_static().expect("XX sends it").to_vec();

    let hash = noise_i.get_handshake_hash().to_vec();
    assert_eq!(hash, noise_r.get_handshake_hash(), "both sides of snow have the same hash");
    let split = noise_i.dangerously_get_raw_split();
    assert_eq!(split, noise_r.dangerously_get_raw_split(), "both sides of snow split alike");

    let keys = [split.0, split.1].map(|t| schedule::direction(cipher, &hash, &t, 2));
    let names = [("Init", "initiator"), ("Response", "responder"), ("Confirm", "initiator")];
    let mut transcript: Vec<Packet> = names
        .into_iter()
        .zip(1..)
        .zip(payloads.into_iter().zip(messages))
        .map(|(((name, from), kind), (plaintext, message))| Packet {
            name: name.into(),
            from: from.into(),
            record: None,
            plaintext,
            bytes: handshake_packet(kind, suite, &message),
        })
        .collect();
    let sealer = Sealer { cipher, keys: &keys };
    transcript.extend(records(&sealer));

    let context = b"an application";
    let export = schedule::exporter(&hash, [&split.0, &split.1], context, 32);
    let branches = branches(&sealer, compression);
    let [initiator_to_responder, responder_to_initiator] = keys;
    Vectors {
        about: format!("The network protocol, suite 0x{suite:04x}: a whole conversation."),
        command: COMMAND.into(),
        suite: Suite { id: suite, name: name.into() },
        inputs,
        handshake: Handshake {
            prologue,
            compression,
            proof,
            hash,
            split_initiator_to_responder: split.0.to_vec(),
            split_responder_to_initiator: split.1.to_vec(),
        },
        initiator_to_responder,
        responder_to_initiator,
        exporter: Exporter { context: context.to_vec(), value: export },
        transcript,
        branches,
    }
}

/// The messages of a conversation in plain mode, and compressed ones.
pub fn plain() -> PlainVectors {
    let packet = |name: &str, from: &str, flags, plaintext: Vec<u8>, payload: &[u8]| Packet {
        name: name.into(),
        from: from.into(),
        record: None,
        plaintext,
        bytes: packet(flags, payload),
    };
    let clear = |name, from, content: Vec<u8>| packet(name, from, 0, content.clone(), &content);
    let long = long_request(2);
    PlainVectors {
        about: "The network protocol in plain mode.".into(),
        command: COMMAND.into(),
        packets: vec![
            clear("EchoRequest", "initiator", echo_request()),
            clear("EchoReply", "responder", echo_reply()),
            clear("Ping", "initiator", keepalive()),
            clear("Pong", "responder", keepalive_answer()),
            packet("Lz4EchoRequest", "initiator", LZ4, long.clone(), &long_request_lz4(2)),
            packet("ZstdEchoRequest", "initiator", ZSTD, long, &long_request_zstd(2)),
        ],
    }
}

fn inputs(suite: u16, name: &str) -> Inputs {
    let other = if suite == 1 { 3 } else { 1 };
    let counting = |from: u8, length: u8| (0..length).map(|n| from.wrapping_add(n)).collect();
    let counting_if = |there, from, length| if there { counting(from, length) } else { Vec::new() };
    let kem = name.contains("MLKEM768");
    Inputs {
        protocol: "network".into(),
        version: 1,
        binding_kind: 0,
        preshared_key: counting_if(name.contains("psk3"), 0x90, 32),
        initiator: Side {
            static_secret: counting(0x00, 32),
            static_public: Vec::new(),
            ephemeral_secret: counting(0x20, 32),
            ephemeral_public: Vec::new(),
            timestamp_ms: 1_800_000_000_000,
            random: counting(0xa0, 24),
            kem_random: counting_if(kem, 0xe0, 64),
            versions: vec![1],
            suites: vec![suite, other],
            compressions: vec![2, 1, 0],
            max_record: 1 << 20,
        },
        responder: Side {
            static_secret: counting(0x40, 32),
            static_public: Vec::new(),
            ephemeral_secret: counting(0x60, 32),
            ephemeral_public: Vec::new(),
            timestamp_ms: 1_800_000_000_040,
            random: counting(0xc0, 32),
            kem_random: counting_if(kem, 0x70, 32),
            versions: vec![1],
            suites: vec![suite, other],
            compressions: if suite == 1 { vec![1, 2, 0] } else { vec![2, 1, 0] },
            max_record: 16 << 20,
        },
    }
}

fn noise<'a>(builder: snow::Builder<'a>, prologue: &'a [u8], side: &'a Side) -> snow::Builder<'a> {
    builder
        .prologue(prologue)
        .and_then(|builder| builder.local_private_key(&side.static_secret))
        .expect("each is given once")
        .fixed_ephemeral_key_for_testing_only(&side.ephemeral_secret)
}

/// Writes a Noise message and lets the other side read it.
fn exchange(
    from: &mut snow::HandshakeState,
    to: &mut snow::HandshakeState,
    payload: &[u8],
) -> Vec<u8> {
    let (mut message, mut read) = ([0; 4096], [0; 4096]);
    let length = from.write_message(payload, &mut message).expect("snow writes the message");
    let read_len = to.read_message(&message[..length], &mut read).expect("snow reads the message");
    assert_eq!(&read[..read_len], payload, "the payload arrives");
    message[..length].to_vec()
}

fn echo_request() -> Vec<u8> {
    envelope(REQUEST, 1, Some(5_000), &echo(b"hello, wire"))
}

fn echo_reply() -> Vec<u8> {
    envelope(REPLY, 1, None, &echo(b"hello, wire"))
}

/// The first question of a connection.
const KEEPALIVE_NONCE: u64 = 1;

fn keepalive() -> Vec<u8> {
    envelope(REQUEST, 0, None, &ping(KEEPALIVE_NONCE))
}

fn keepalive_answer() -> Vec<u8> {
    envelope(REPLY, 0, None, &pong(KEEPALIVE_NONCE))
}

const INITIATOR: usize = 0;
const RESPONDER: usize = 1;
const DATA: u8 = 0;
const READY: u8 = 1;
const CLOSE: u8 = 2;
const KEY_UPDATE: u8 = 3;

/// The keys of both directions.
struct Sealer<'a> {
    cipher: Cipher,
    keys: &'a [Vec<Keys>; 2],
}

impl Sealer<'_> {
    /// A sealed packet: header, type, ciphertext, tag.
    fn seal(&self, name: &str, from: usize, record: Record, compressed: &Compressed) -> Packet {
        let payload_len = 1 + compressed.payload.len() + 16;
        let header = header(ENCRYPTED | compressed.flag, payload_len);
        let Record { kind, generation, sequence } = record;
        let aad = [header.as_slice(), &[kind], &generation.to_be_bytes(), &sequence.to_be_bytes()]
            .concat();
        let keys = &self.keys[from][generation as usize];
        let sealed = schedule::seal(self.cipher, keys, sequence, &aad, &compressed.payload);
        Packet {
            name: name.into(),
            from: ["initiator", "responder"][from].into(),
            record: Some(record),
            plaintext: compressed.plaintext.clone(),
            bytes: [header, vec![kind], sealed].concat(),
        }
    }

    fn record(&self, name: &str, from: usize, kind: u8, sequence: u64, plain: Vec<u8>) -> Packet {
        let record = Record { kind, generation: 0, sequence };
        self.seal(name, from, record, &Compressed::none(plain))
    }
}

/// What is sealed, and the header flag that says how it was compressed.
struct Compressed {
    flag: u8,
    plaintext: Vec<u8>,
    payload: Vec<u8>,
}

impl Compressed {
    fn none(plaintext: Vec<u8>) -> Self {
        Self { flag: 0, payload: plaintext.clone(), plaintext }
    }
}

fn records(sealer: &Sealer<'_>) -> Vec<Packet> {
    vec![
        sealer.record("Ready", RESPONDER, READY, 0, Vec::new()),
        sealer.record("EchoRequest", INITIATOR, DATA, 0, echo_request()),
        sealer.record("EchoReply", RESPONDER, DATA, 1, echo_reply()),
        sealer.record("Ping", INITIATOR, DATA, 1, keepalive()),
        sealer.record("Pong", RESPONDER, DATA, 2, keepalive_answer()),
        sealer.record("Close", INITIATOR, CLOSE, 2, close(0, 2)),
        sealer.record("CloseBack", RESPONDER, CLOSE, 3, close(0, 3)),
    ]
}

fn branches(sealer: &Sealer<'_>, compression: u8) -> Vec<Branch> {
    let (flag, payload) = match compression {
        1 => (LZ4, long_request_lz4(2)),
        _ => (ZSTD, long_request_zstd(2)),
    };
    let data = Record { kind: DATA, generation: 0, sequence: 2 };
    let compressed = Compressed { flag, plaintext: long_request(2), payload };
    let update = sealer.record("KeyUpdate", INITIATOR, KEY_UPDATE, 2, Vec::new());
    let next = Record { kind: DATA, generation: 1, sequence: 0 };
    let after = sealer.seal("EchoRequest", INITIATOR, next, &Compressed::none(echo_request()));
    vec![
        Branch {
            name: "compressed".into(),
            packets: vec![sealer.seal("CompressedEchoRequest", INITIATOR, data, &compressed)],
        },
        Branch { name: "key update".into(), packets: vec![update, after] },
    ]
}
