//! What the interpreter encodes, tshark reads: the same fields, well formed, and
//! nothing to warn of but what is foreseen. `spec/gallery/dissected.json` has the
//! values, and what tshark calls them.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::super::gallery;
use super::{Dissection, dissect, encode, travel, tshark_is_installed};

/// A value, how it travels, and what tshark says of it.
struct Case {
    name: String,
    datagram: Vec<u8>,
    dissected: Vec<(String, String)>,
    /// What tshark complains of, where it cannot know better.
    complaint: Option<String>,
}

#[test]
fn tshark_reads_what_is_written() {
    if !tshark_is_installed() {
        return;
    }
    let cases = cases();
    let fields: BTreeSet<&str> =
        cases.iter().flat_map(|case| case.dissected.iter().map(|(field, _)| &**field)).collect();
    let datagrams: Vec<_> = cases.iter().map(|case| case.datagram.clone()).collect();
    let pairs = cases.iter().zip(dissect(&datagrams, &fields));
    let wrong: Vec<_> = pairs.flat_map(|(case, found)| differences(case, &found)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What tshark says of a packet that it should not.
fn differences(case: &Case, found: &Dissection) -> Vec<String> {
    let complaint = (found.complaint() != case.complaint)
        .then(|| format!("{:?}, not {:?}", found.complaint(), case.complaint));
    let others = case.dissected.iter().filter(|(field, expected)| found.of(field) != expected);
    let others = others
        .map(|(field, expected)| format!("{field} is {expected:?}, not {:?}", found.of(field)));
    complaint.into_iter().chain(others).map(|what| format!("{}: {what}", case.name)).collect()
}

fn cases() -> Vec<Case> {
    let text = std::fs::read_to_string(gallery().join("dissected.json")).expect("it is there");
    let cases: Vec<Json> = serde_json::from_str(&text).expect("it is JSON");
    cases.iter().enumerate().map(|(index, case)| read_case(index, case)).collect()
}

fn read_case(index: usize, case: &Json) -> Case {
    let text = |name: &str| case[name].as_str().unwrap_or_else(|| panic!("{name}: {case}"));
    let bytes = encode(text("spec"), text("type"), &case["value"]);
    let dissected = case["dissected"].as_object().expect("fields by name").iter();
    let dissected = dissected.map(|(field, value)| {
        (field.clone(), value.as_str().expect("what tshark prints is text").to_owned())
    });
    Case {
        name: format!("{} {} (case {index})", text("spec"), text("type")),
        datagram: travel(index, text("over"), bytes),
        dissected: dissected.collect(),
        complaint: case["complaint"].as_str().map(str::to_owned),
    }
}
