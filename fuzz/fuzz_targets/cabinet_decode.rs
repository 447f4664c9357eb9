// Written by `cargo run -- gen` from spec/cabinet.wire. Do not edit: change the spec and run the command.

//! Any bytes, as every type of `spec/cabinet.wire`: generated code and the
//! interpreter give the same verdict, and what both accept encodes to the same bytes.
//!
//! Read next: `fuzz/src/decode.rs`.

#![no_main]

use std::sync::LazyLock;

use packetwright_fuzz::decode::{Oracle, check};
use packetwright_fuzz::cabinet as protocol;

const SPEC: &str = include_str!("../../spec/cabinet.wire");

static ORACLE: LazyLock<Oracle> = LazyLock::new(|| Oracle::new(SPEC));

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let expected = ORACLE.structure("Frame", input);
    check::<protocol::Frame>(input, &expected);
    check::<protocol::FrameRef>(input, &expected);
    let expected = ORACLE.structure("Slip", input);
    check::<protocol::Slip>(input, &expected);
    check::<protocol::SlipRef>(input, &expected);
    let expected = ORACLE.structure("Entry", input);
    check::<protocol::Entry>(input, &expected);
    check::<protocol::EntryRef>(input, &expected);
    let expected = ORACLE.message("Request", input);
    check::<protocol::Request>(input, &expected);
    check::<protocol::RequestRef>(input, &expected);
});
