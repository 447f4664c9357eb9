//! Generated code and interpreter read the cabinet protocol alike.

#[path = "../../../runtime/tests/agreement/mod.rs"]
mod agreement;

use agreement::Agreement;
use packetwright::codec::{Decode, Encode};
use packetwright_example_cabinet::protocol::{
    Entry, EntryRef, Frame, FrameRef, Request, RequestRef, Slip, SlipRef,
};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;
use serde_json::json;

fn model() -> Checked<Model> {
    packetwright_spec::compile(include_str!("../../../spec/cabinet.wire"))
        .expect("the spec is sound")
}

/// Encodes a view that was decoded, which must succeed.
fn again(view: &impl Encode) -> Vec<u8> {
    view.to_vec().expect("what was decoded can be encoded")
}

#[test]
fn packets_agree() {
    let model = model();
    Agreement::of_struct(&model, "Frame")
        .hold::<Frame>(|input| FrameRef::from_slice(input).map(|view| again(&view)));
}

#[test]
fn envelopes_agree() {
    let model = model();
    Agreement::of_struct(&model, "Slip")
        .hold::<Slip>(|input| SlipRef::from_slice(input).map(|view| again(&view)));
}

#[test]
fn structures_agree() {
    let model = model();
    Agreement::of_struct(&model, "Entry")
        .hold::<Entry>(|input| EntryRef::from_slice(input).map(|view| again(&view)));
}

#[test]
fn messages_agree() {
    let model = model();
    Agreement::of_set(&model, "Request")
        .hold::<Request>(|input| RequestRef::from_slice(input).map(|view| again(&view)));
}

#[test]
fn encoders_refuse_alike() {
    let model = model();
    let agreement = Agreement::of_set(&model, "Request");
    let long = "k".repeat(201);
    let open = json!({"Open": {}});
    let put = |options: serde_json::Value, ttl: serde_json::Value| json!({"Put": {"shelf": open, "options": options, "key": "k", "ttl": ttl, "value": "00ff"}});
    for value in [
        json!({"Get": {"shelf": open, "key": ""}}),
        json!({"Get": {"shelf": open, "key": long}}),
        json!({"Get": {"shelf": {"Numbered": {"row": 1, "column": 0}}, "key": "k"}}),
        json!({"Get": {"shelf": {"Named": {"name": ""}}, "key": ""}}),
        json!({"Scan": {"from": "a".repeat(160), "to": "b".repeat(160), "limit": 7}}),
        json!({"Scan": {"from": "a", "to": "b", "limit": 1001}}),
        json!({"Keys": {"more": true, "keys": ["a", "b", long]}}),
        put(json!([]), json!(5)),
        put(json!(["expires"]), json!(null)),
        put(json!(["keep", "expires"]), json!(5)),
    ] {
        agreement.check_encode::<Request>(&value);
    }
}
