//! The checked-in code of the network protocol is what its spec says.
//!
//! `UPDATE_GENERATED=1 cargo test -p packetwright-codegen --test checked_in` writes
//! it anew.

use std::path::Path;

use packetwright_codegen::{Feature, GeneratedFile, Options, generate};

const COMMAND: &str = "UPDATE_GENERATED=1 cargo test -p packetwright-codegen --test checked_in";

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
