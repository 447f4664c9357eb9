//! The checked-in code of the network protocol is what its spec says.
//!
//! `cargo run -- gen` writes it anew. That command is built on this code, so when
//! the code no longer compiles, `UPDATE_GENERATED=1` makes this test write it.

use std::path::Path;

use packetwright_codegen::{Feature, GeneratedFile, Options, generate};

const COMMAND: &str = "cargo run -- gen";

#[test]
fn the_network_protocol_is_generated_from_its_spec() {
    let model = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is sound");
    let options = Options {
        runtime: "crate".to_owned(),
        serde: Feature::Gated("serde".to_owned()),
        arbitrary: Feature::Gated("arbitrary".to_owned()),
        session: Feature::Gated("session".to_owned()),
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src/network/generated.rs");
    let file = GeneratedFile { path: &path, command: COMMAND, source: "spec/network.wire" };
    let text =
        file.text("The network protocol. See `spec/network.wire`.", &generate(&model, &options));
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        file.write(&text).expect("the file can be written");
    }
    if let Err(stale) = file.check(&text) {
        panic!("{stale}");
    }
}
