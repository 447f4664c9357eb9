//! The checked-in fuzz targets are what the specs say.
//!
//! `cargo run -- gen` writes them anew. That command is built on this code, so
//! when the code no longer compiles, `UPDATE_GENERATED=1` makes this test do it.

use std::path::Path;

use packetwright_codegen::{FuzzOptions, GeneratedFile, fuzz_targets};

const COMMAND: &str = "cargo run -- gen";
const CABINET: &str = include_str!("../../spec/cabinet.wire");

#[track_caller]
fn check(text: &str, options: FuzzOptions<'_>, expected: [&str; 2]) {
    let model = packetwright_spec::compile(text).expect("the spec is sound");
    let targets = fuzz_targets(&model, &options);
    let names: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
    assert_eq!(names, expected);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/fuzz_targets");
    for target in targets {
        let path = folder.join(format!("{}.rs", target.name));
        let file = GeneratedFile { path: &path, command: options.command, source: options.source };
        if std::env::var_os("UPDATE_GENERATED").is_some() {
            file.write(&target.text).expect("the file can be written");
        }
        if let Err(stale) = file.check(&target.text) {
            panic!("{stale}");
        }
    }
}

#[test]
fn the_targets_are_generated_from_the_specs() {
    let network = FuzzOptions {
        module: "packetwright::network",
        source: "spec/network.wire",
        command: COMMAND,
    };
    check(packetwright_spec::NETWORK, network, ["network_decode", "network_session"]);
    let cabinet = FuzzOptions {
        module: "packetwright_fuzz::cabinet",
        source: "spec/cabinet.wire",
        command: COMMAND,
    };
    check(CABINET, cabinet, ["cabinet_decode", "cabinet_session"]);
}
