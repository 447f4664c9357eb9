//! Which cases are derived: their names are stable, so they are written down.

use std::collections::BTreeSet;

use packetwright_conformance::{Extent, derive};

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
