//! Which cases are derived: their names are stable, so they are written down.

use std::collections::BTreeSet;

use packetwright_conformance::case::Play;
use packetwright_conformance::{Extent, Wire, derive, derive_from};
use packetwright_spec::import::compile_files;
use packetwright_spec::interpret::Interpreter;

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

/// What a spec lets peers do is no violation: truth values of any number, bytes
/// behind the last field, and cuts of what is all that is left.
#[test]
fn what_is_accepted_is_no_case() {
    let spec = CABINET.replace(
        "messages Request: u8 {",
        "messages Request: u8 {\n\
             90 => Strict { ready: bool } -> Pong,\n\
             91 => Loose { ready: bool malleable, newer: padding[rest] malleable } -> Pong,\n\
             92 => Open { id: u16, raw: bytes[rest] } -> Pong,\n",
    );
    let names = names(&spec, Extent::Full);
    let of = |message: &str| -> BTreeSet<&str> {
        let prefix = format!("body/{message}/");
        names.iter().filter_map(|name| name.strip_prefix(&prefix)?.split(' ').next()).collect()
    };
    assert_eq!(of("Strict"), ["cut-00", "ready/neither-0-nor-1", "trailing-byte"].into());
    assert_eq!(of("Loose"), ["cut-00"].into());
    assert_eq!(of("Open"), ["cut-00", "cut-01"].into());
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

/// A packet with bits in its header, which a peer is told from by what is wrong with
/// one field alone.
#[test]
fn fields_of_some_bits_in_a_header_are_changed_alone() {
    let spec = include_str!("../../codegen/tests/specs/headers.wire");
    let model = packetwright_spec::compile(spec).expect("the spec is in order");
    let wire = Wire::new(&model).expect("the spec has layers and a keepalive");
    assert_eq!(wire.header_len(), 15);
    let packet = wire.packet(8, b"hi").expect("it is in order");
    assert_eq!(wire.read_header(&packet[..15]), Ok((2, 8)), "{packet:02x?}");
    let cases = derive(&model, spec, Extent::Full).expect("cases can be derived");
    let interpreter = Interpreter::new(&model);
    let mut codes = BTreeSet::new();
    for case in cases.iter().filter(|case| case.id.starts_with("header/")) {
        let Play::Bytes { bytes, end: false } = &case.play else { panic!("{}", case.id) };
        assert_eq!(bytes.len(), 15, "{}", case.id);
        // Enough payload for every length that a header announces.
        let packet = [&bytes[..], &[0; 1 << 20]].concat();
        let field = case.id.split('/').nth(1).expect("family/field/what");
        let fault = interpreter.decode_struct(wire.layers.packet, &packet).expect_err("is wrong");
        assert_eq!(fault.path, field, "{}: {fault}", case.id);
        codes.insert(format!("{field} {}", fault.code));
    }
    let expected = [
        "check constant",
        "filler constant",
        "hops out_of_range",
        "length length",
        "magic constant",
        "marks require",
        "marks reserved_bits",
        "stream out_of_range",
        "version out_of_range",
    ];
    assert_eq!(codes, expected.map(str::to_owned).into());
}
