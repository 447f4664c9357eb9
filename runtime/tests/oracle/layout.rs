//! Bytes of the network protocol outside any cryptography: header, handshake
//! payloads, envelope, bodies, compressed payloads.
//!
//! Written from docs/WIRE.md by hand, one function a table.

use super::vectors::Side;

pub const LZ4: u8 = 0x01;
pub const ZSTD: u8 = 0x02;
pub const HANDSHAKE: u8 = 0x40;
pub const ENCRYPTED: u8 = 0x80;

pub const REQUEST: u8 = 1;
pub const REPLY: u8 = 2;

/// The ten header bytes.
pub fn header(flags: u8, payload_len: usize) -> Vec<u8> {
    let length = u32::try_from(payload_len).expect("a small payload").to_be_bytes();
    [&[0xde, 0xad, 0xbe, 0xef, 1, flags], length.as_slice()].concat()
}

pub fn packet(flags: u8, payload: &[u8]) -> Vec<u8> {
    [header(flags, payload.len()), payload.to_vec()].concat()
}

pub fn handshake_packet(kind: u8, suite: u16, noise_message: &[u8]) -> Vec<u8> {
    packet(HANDSHAKE, &[&[kind], suite.to_be_bytes().as_slice(), noise_message].concat())
}

pub fn prologue(protocol: &str, version: u8, suite: u16) -> Vec<u8> {
    let mut prologue = b"packetwright/hs\0".to_vec();
    prologue.push(protocol.len() as u8);
    prologue.extend_from_slice(protocol.as_bytes());
    prologue.push(version);
    prologue.extend_from_slice(&suite.to_be_bytes());
    // No channel binding (kind 0, nothing), no retry.
    prologue.extend_from_slice(&[0, 0, 0]);
    prologue
}

pub fn init_payload(side: &Side) -> Vec<u8> {
    let mut payload = side.timestamp_ms.to_be_bytes().to_vec();
    payload.extend_from_slice(&side.random);
    payload.push(side.versions.len() as u8);
    payload.extend_from_slice(&side.versions);
    payload.push(side.suites.len() as u8);
    payload.extend(side.suites.iter().flat_map(|suite| suite.to_be_bytes()));
    payload.push(side.compressions.len() as u8);
    payload.extend_from_slice(&side.compressions);
    payload.extend_from_slice(&side.max_record.to_be_bytes());
    payload.push(0); // no cookie
    payload
}

pub fn response_payload(side: &Side, version: u8, suite: u16, compression: u8) -> Vec<u8> {
    let mut payload = side.timestamp_ms.to_be_bytes().to_vec();
    payload.extend_from_slice(&side.random);
    payload.push(version);
    payload.extend_from_slice(&suite.to_be_bytes());
    payload.push(compression);
    payload.extend_from_slice(&side.max_record.to_be_bytes());
    payload
}

/// Kind, flags, id and, if there is one, the deadline.
pub fn envelope(kind: u8, id: u64, deadline_ms: Option<u32>, message: &[u8]) -> Vec<u8> {
    let mut envelope = vec![kind, u8::from(deadline_ms.is_some())];
    envelope.extend_from_slice(&id.to_be_bytes());
    envelope.extend(deadline_ms.iter().flat_map(|deadline| deadline.to_be_bytes()));
    envelope.extend_from_slice(message);
    envelope
}

pub fn echo(payload: &[u8]) -> Vec<u8> {
    let length = payload.len() as u64;
    [1u32.to_le_bytes().as_slice(), &length.to_le_bytes(), payload].concat()
}

pub fn ping(nonce: u64) -> Vec<u8> {
    [2u32.to_le_bytes().as_slice(), &nonce.to_le_bytes()].concat()
}

pub fn pong(nonce: u64) -> Vec<u8> {
    [3u32.to_le_bytes().as_slice(), &nonce.to_le_bytes()].concat()
}

pub fn close(code: u8, final_sequence: u64) -> Vec<u8> {
    [&[code], final_sequence.to_be_bytes().as_slice()].concat()
}

/// How many letters follow the 22 bytes of envelope, tag and length in the
/// message that the two functions below compress.
pub const RUN: usize = 600;

/// A request for the echo of [`RUN`] letters `a`: worth compressing.
pub fn long_request(id: u64) -> Vec<u8> {
    envelope(REQUEST, id, None, &echo(&[b'a'; RUN]))
}

/// `long_request` as one LZ4 block with its size in front: 23 literals, a
/// match of 594 at offset 1, 5 literals.
pub fn long_request_lz4(id: u64) -> Vec<u8> {
    let plain = long_request(id);
    let mut block = (plain.len() as u32).to_le_bytes().to_vec();
    block.extend_from_slice(&[0xff, 23 - 15]);
    block.extend_from_slice(&plain[..23]);
    block.extend_from_slice(&[1, 0, 255, 255, (594 - 4 - 15 - 255 - 255) as u8]);
    block.push(5 << 4);
    block.extend_from_slice(b"aaaaa");
    block
}

/// `long_request` as one Zstandard frame with its content size: a raw block
/// of 22 bytes, a run-length block of 600.
pub fn long_request_zstd(id: u64) -> Vec<u8> {
    let plain = long_request(id);
    let mut frame = vec![0x28, 0xb5, 0x2f, 0xfd, 0x60];
    frame.extend_from_slice(&(plain.len() as u16 - 256).to_le_bytes());
    frame.extend_from_slice(&(22u32 << 3).to_le_bytes()[..3]);
    frame.extend_from_slice(&plain[..22]);
    frame.extend_from_slice(&((RUN as u32) << 3 | 1 << 1 | 1).to_le_bytes()[..3]);
    frame.push(b'a');
    frame
}
