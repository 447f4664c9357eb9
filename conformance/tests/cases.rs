//! Which cases are derived: their names are stable, so they are written down.

use std::collections::BTreeSet;

use packetwright_conformance::{Extent, derive, derive_from};
use packetwright_spec::import::compile_files;

const CABINET: &str = include_str!("../../spec/cabinet.wire");

fn names(spec: &str, extent: Extent) -> Vec<String> {
    let model = packetwright_spec::compile(spec).expect("the spec is in order");
    let cases = derive(&model, spec, extent).expect("the spec has layers and a keepalive");
    cases.into_iter().map(|case| format!("{} {:?}", case.id, case.expected)).collect()
}

#[test]
fn the_network_protocol() {
    insta::assert_snapshot!(names(packetwright_spec::NETWORK, Extent::Quick).join("\n"));
}

#[test]
fn a_protocol_without_a_handshake() {
    insta::assert_snapshot!(names(CABINET, Extent::Quick).join("\n"));
}

#[test]
fn names_are_unique_and_quick_is_part_of_full() {
    for spec in [packetwright_spec::NETWORK, CABINET] {
        let full = names(spec, Extent::Full);
        let set: BTreeSet<&String> = full.iter().collect();
        assert_eq!(set.len(), full.len(), "two cases have one name");
        for name in names(spec, Extent::Quick) {
            assert!(set.contains(&name), "{name} is quick but not full");
        }
    }
}

#[test]
fn a_spec_without_layers_is_told_why() {
    let spec =
        "protocol bare { edition: 1, version: 1, endian: big }\nstruct Point { x: u8, y: u8 }\n";
    let model = packetwright_spec::compile(spec).expect("the spec is in order");
    let error = derive(&model, spec, Extent::Quick).expect_err("there is nothing to connect to");
    assert!(error.0.contains("`layers`"), "{error}");
}

#[test]
fn rules_name_the_imported_file_they_stand_in() {
    // The packet of the cabinet, in a library.
    let start = CABINET.find("/// The unit of the byte stream").expect("the packet's docs");
    let end = start + CABINET[start..].find("\n}\n").expect("it ends") + 3;
    let main = format!("{}import \"frame.wire\";\n{}", &CABINET[..start], &CABINET[end..]);
    let frame = format!("library frame {{ edition: 1, endian: little }}\n{}", &CABINET[start..end]);
    let found = compile_files("main.wire", &main, &|path| {
        assert_eq!(path, "frame.wire");
        Ok(frame.clone())
    });
    let sources = found.sources.clone();
    let model = found.protocol().expect("the spec is in order");
    let cases = derive_from(&model, &sources, Extent::Quick).expect("the spec has layers");
    let rule = |family: &str| {
        let case = cases.iter().find(|case| case.id.starts_with(family)).expect(family);
        (case.rule.file.as_deref(), case.rule.line)
    };
    assert_eq!(rule("header/magic"), (Some("frame.wire"), 4));
    let layers = main.lines().position(|line| line.starts_with("layers")).expect("layers") + 1;
    assert_eq!(rule("sanity"), (None, layers));
    // The cases are those of the spec in one file.
    let whole: BTreeSet<String> = names(CABINET, Extent::Quick).into_iter().collect();
    let split = cases.iter().map(|case| format!("{} {:?}", case.id, case.expected));
    assert_eq!(split.collect::<BTreeSet<String>>(), whole);
}
