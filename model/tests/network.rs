//! The network protocol's handshake: every claim holds within the bounds of
//! the search, and every mutant is attacked.

use packetwright_model::{Limits, verify};

#[test]
fn claims_hold_and_mutants_break() {
    let model = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is right");
    let report = verify(&model, 0, Limits::default()).expect("the handshake is there");
    println!("{}", report.text());
    assert!(report.passed(), "{}", report.text());
    assert!(report.mutants.len() >= 6, "a check that cannot fail is worth nothing");
}
