//! The checked-in code is what its specs say: that of the network protocol, and
//! that of a second handshake, which the runtime's tests compile and play.
//!
//! `cargo run -- gen` writes it anew. That command is built on this code, so when
//! the code no longer compiles, `UPDATE_GENERATED=1` makes this test write it.

use std::path::Path;

use packetwright_codegen::emit::handshake::state_table;
use packetwright_codegen::{Feature, GeneratedFile, Options, generate};

const COMMAND: &str = "cargo run -- gen";

/// The protocols of others in `spec/gallery`.
const GALLERY: [&str; 17] = [
    "bgp",
    "dhcp",
    "dns",
    "http2",
    "ipv4",
    "modbus",
    "mqtt",
    "ntp",
    "postgres",
    "quic",
    "radius",
    "rtp",
    "socks5",
    "tftp",
    "tls",
    "websocket",
    "wireguard",
];

const LANTERN: &str = include_str!("specs/lantern.wire");

fn check(spec: &str, source: &str, title: &str, options: &Options, path: &str) {
    let model = packetwright_spec::compile(spec).expect("the spec is sound");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    let file = GeneratedFile { path: &path, command: COMMAND, source };
    let text = file.text(title, &generate(&model, options));
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        file.write(&text).expect("the file can be written");
    }
    if let Err(stale) = file.check(&text) {
        panic!("{stale}");
    }
}

#[test]
fn the_network_protocol_is_generated_from_its_spec() {
    let options = Options {
        runtime: "crate".to_owned(),
        serde: Feature::Gated("serde".to_owned()),
        arbitrary: Feature::Gated("arbitrary".to_owned()),
        session: Feature::Gated("session".to_owned()),
        ..Options::default()
    };
    let title = "The network protocol. See `spec/network.wire`.";
    let path = "runtime/src/network/generated.rs";
    check(packetwright_spec::NETWORK, "spec/network.wire", title, &options, path);
}

#[test]
fn a_second_handshake_is_generated_from_its_spec() {
    let title = "The lantern protocol. See `codegen/tests/specs/lantern.wire`.";
    let source = "codegen/tests/specs/lantern.wire";
    let path = "runtime/tests/secure/lantern/generated.rs";
    check(LANTERN, source, title, &Options::default(), path);
}

/// The specs of the constructs of the language.
const CONSTRUCTS: [&str; 15] = [
    "bits",
    "checksums",
    "choices",
    "compact",
    "constants",
    "delimited",
    "floats",
    "headers",
    "malleable",
    "padding",
    "regions",
    "rest",
    "sizes",
    "units",
    "varints",
];

#[test]
fn the_constructs_and_the_gallery_are_generated_from_their_specs() {
    let constructs = CONSTRUCTS.map(|name| {
        let path = format!("runtime/tests/constructs/{name}/generated.rs");
        (name, format!("codegen/tests/specs/{name}.wire"), path)
    });
    let gallery = GALLERY.map(|name| {
        let path = format!("runtime/tests/gallery/{name}/generated.rs");
        (name, format!("spec/gallery/{name}.wire"), path)
    });
    for (name, source, path) in constructs.into_iter().chain(gallery) {
        let at = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(&source);
        let spec = std::fs::read_to_string(at).expect("the spec is there");
        let title = format!("The {name} protocol. See `{source}`.");
        let options = Options { serde: Feature::On, ..Options::default() };
        check(&spec, &source, &title, &options, &path);
    }
}

#[test]
fn state_tables() {
    for (name, spec) in [("network", packetwright_spec::NETWORK), ("lantern", LANTERN)] {
        let model = packetwright_spec::compile(spec).expect("the spec is sound");
        insta::assert_snapshot!(name, state_table(&model));
    }
}
