//! A handshake in which a static key is known beforehand: what it claims holds,
//! and what it does not claim is attacked.

use packetwright_model::{Limits, Report, verify};
use packetwright_spec::import::compile_files;

const TUNNEL: &str = include_str!("../../examples/handshakes/tunnel.wire");
const PAIRED: &str = include_str!("../../examples/handshakes/paired.wire");

fn report(text: &str) -> Report {
    let common = |_: &str| Ok(include_str!("../../examples/handshakes/common.wire").to_owned());
    let compiled = compile_files("known.wire", text, &common);
    let model = compiled.protocol().expect("the spec is sound");
    verify(&model, 0, Limits::default()).expect("the handshake is there")
}

#[test]
fn a_server_known_beforehand_is_authenticated() {
    let report = report(TUNNEL);
    assert!(report.passed(), "{}", report.text());
    assert_eq!(report.mutants.len(), 2);
}

#[test]
fn peers_known_to_each_other_are_authenticated() {
    let report = report(PAIRED);
    assert!(report.passed(), "{}", report.text());
    assert_eq!(report.mutants.len(), 2);
}

/// The responders of IK and KK complete before they heard that their initiators did.
#[test]
fn an_opening_sent_again_is_found() {
    let claims = "claims { secret, agree initiator with responder }";
    let more = "claims { secret, agree initiator with responder, agree responder with initiator }";
    for spec in [TUNNEL, PAIRED] {
        assert!(spec.contains(claims));
        let report = report(&spec.replace(claims, more));
        assert!(!report.passed());
        let text = report.text();
        assert!(text.contains("agree responder with initiator: ATTACK"), "{text}");
        assert!(text.contains("completed with Alice, who has no such session"), "{text}");
    }
}
