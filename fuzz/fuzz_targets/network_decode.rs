// Written by `cargo run -- gen` from spec/network.wire. Do not edit: change the spec and run the command.

//! Any bytes, as every type of `spec/network.wire`: generated code and the
//! interpreter give the same verdict, and what both accept encodes to the same bytes.
//!
//! Read next: `fuzz/src/decode.rs`.

#![no_main]

use std::sync::LazyLock;

use packetwright_fuzz::decode::{Oracle, check};
use packetwright::network as protocol;

const SPEC: &str = include_str!("../../spec/network.wire");

static ORACLE: LazyLock<Oracle> = LazyLock::new(|| Oracle::new(SPEC));

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let expected = ORACLE.structure("Packet", input);
    check::<protocol::Packet>(input, &expected);
    check::<protocol::PacketRef>(input, &expected);
    let expected = ORACLE.structure("Envelope", input);
    check::<protocol::Envelope>(input, &expected);
    check::<protocol::EnvelopeRef>(input, &expected);
    let expected = ORACLE.message("Message", input);
    check::<protocol::Message>(input, &expected);
    check::<protocol::MessageRef>(input, &expected);
    let expected = ORACLE.structure("Offers", input);
    check::<protocol::Offers>(input, &expected);
    check::<protocol::OffersRef>(input, &expected);
    let expected = ORACLE.payload("Secure", "Init", input);
    check::<protocol::secure::Init>(input, &expected);
    let expected = ORACLE.payload("Secure", "Response", input);
    check::<protocol::secure::Response>(input, &expected);
    let expected = ORACLE.payload("Secure", "Confirm", input);
    check::<protocol::secure::Confirm>(input, &expected);
    let expected = ORACLE.payload("Secure", "Retry", input);
    check::<protocol::secure::Retry>(input, &expected);
    let expected = ORACLE.payload("Secure", "Reject", input);
    check::<protocol::secure::Reject>(input, &expected);
});
