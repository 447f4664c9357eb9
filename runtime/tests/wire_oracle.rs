//! Holds the vectors to the oracle, and docs/WIRE.md to the vectors.
//!
//! `UPDATE_VECTORS=1 cargo test -p packetwright --test wire_oracle` writes the
//! vectors anew. No test here uses the `packetwright` crate; `wire_vectors.rs`
//! holds that to the same files.

#![allow(missing_docs, unreachable_pub)]

mod oracle;

use oracle::schedule::Cipher;
use oracle::vectors::{PlainVectors, Vectors};
use serde::Serialize;

/// A file is, byte for byte, what the oracle derives.
fn check_file(name: &str, derived: &impl Serialize) {
    let text = serde_json::to_string_pretty(derived).expect("vectors are plain data") + "\n";
    let path = oracle::vectors::path(name);
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        std::fs::write(&path, text).expect("the vectors can be written");
        return;
    }
    let found = std::fs::read_to_string(&path).expect("the vectors are there");
    assert!(found == text, "{name} differs from what the oracle derives; see the file's `command`");
}

#[test]
fn suite_0001_is_what_the_oracle_derives() {
    let name = "Noise_XX_25519_XChaChaPoly_SHA256";
    check_file("suite-0001.json", &oracle::conversation(1, name, Cipher::XChaChaPoly));
}

#[test]
fn suite_0003_is_what_the_oracle_derives() {
    let name = "Noise_XX_25519_ChaChaPoly_SHA256";
    check_file("suite-0003.json", &oracle::conversation(3, name, Cipher::ChaChaPoly));
}

#[test]
fn plain_mode_is_what_the_oracle_derives() {
    check_file("plain.json", &oracle::plain());
}

#[test]
fn files_can_be_read_back() {
    let suite: Vectors = oracle::vectors::read("suite-0001.json");
    assert_eq!(suite, oracle::conversation(1, &suite.suite.name, Cipher::XChaChaPoly));
    let plain: PlainVectors = oracle::vectors::read("plain.json");
    assert_eq!(plain, oracle::plain());
}

#[test]
#[cfg(feature = "lz4")]
fn the_lz4_block_written_by_hand_expands_to_the_request() {
    let block = oracle::layout::long_request_lz4(2);
    let expanded = lz4_flex::block::decompress_size_prepended(&block).expect("a valid block");
    assert_eq!(expanded, oracle::layout::long_request(2));
}

#[test]
#[cfg(feature = "zstd")]
fn the_zstandard_frame_written_by_hand_expands_to_the_request() {
    let frame = oracle::layout::long_request_zstd(2);
    let expanded = zstd::bulk::decompress(&frame, 1024).expect("a valid frame");
    assert_eq!(expanded, oracle::layout::long_request(2));
}
