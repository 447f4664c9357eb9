// Written by `cargo run -- gen` from spec/network.wire. Do not edit: change the spec and run the command.

//! Any bytes as operations on two connections of `spec/network.wire`, and on
//! the wire between them: nothing is delivered that was not sent, and what is closed stays closed.
//!
//! Read next: `fuzz/src/session.rs`.

#![no_main]

/// The tags of the messages that belong to applications.
const TAGS: [u64; 2] = [0, 1];

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    packetwright_fuzz::session::play::<packetwright::network::Network>(&TAGS, input);
});
