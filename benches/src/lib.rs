//! What the measurements share: data that is not all alike, and a record type.

pub mod scale;

/// The record that the codec benches move; its spec is `record.wire`.
#[allow(missing_docs, unused_qualifications)]
pub mod record {
    packetwright::include_protocol!("record");
}

/// Bytes without a pattern; the same every time.
pub fn random_bytes(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let byte = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 32) as u8
    };
    (0..length).map(byte).collect()
}
