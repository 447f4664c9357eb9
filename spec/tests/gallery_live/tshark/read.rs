//! What other software wrote, tshark and the interpreter read alike.
//! `spec/gallery/compared.json` says, for types of `vectors.tsv`, where a value
//! stands in our JSON form and what tshark calls it.

use std::collections::{BTreeMap, BTreeSet};
use std::net::Ipv4Addr;

use packetwright_spec::interpret::Interpreter;
use serde_json::Value as Json;

use super::super::{gallery, model};
use super::{Dissection, dissect, hex, travel, tshark_is_installed};

/// Values of one type, and how it travels.
struct Comparison {
    over: String,
    /// Places in our JSON form, by tshark's field. `*` is each element of a list,
    /// and what is not there has no value. Behind `=` stands a constant, which the
    /// JSON form leaves out.
    fields: BTreeMap<String, Vec<String>>,
    /// What tshark complains of without reason. Where it then gives up, its fields
    /// are not compared.
    complaints: Vec<String>,
}

/// A packet of other software that is compared.
struct Packet<'a> {
    name: String,
    comparison: &'a Comparison,
    read: Json,
    datagram: Vec<u8>,
}

#[test]
fn tshark_reads_alike_what_others_wrote() {
    if !tshark_is_installed() {
        return;
    }
    let comparisons = comparisons();
    let packets = packets(&comparisons);
    let fields: BTreeSet<&str> = comparisons
        .values()
        .flat_map(|comparison| comparison.fields.keys().map(String::as_str))
        .collect();
    let datagrams: Vec<_> = packets.iter().map(|packet| packet.datagram.clone()).collect();
    let found = dissect(&datagrams, &fields);
    let pairs = packets.iter().zip(&found);
    let wrong: Vec<_> = pairs.flat_map(|(packet, found)| differences(packet, found)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for field in fields {
        let seen = found.iter().any(|found| !found.of(field).is_empty());
        assert!(seen, "no packet has {field}, so that nothing is compared");
    }
    let heard: BTreeSet<_> = found.iter().filter_map(Dissection::complaint).collect();
    for complaint in comparisons.values().flat_map(|comparison| &comparison.complaints) {
        assert!(heard.contains(complaint), "tshark no longer complains: {complaint}");
    }
}

fn differences(packet: &Packet<'_>, found: &Dissection) -> Vec<String> {
    let foreseen = &packet.comparison.complaints;
    let complaint = found.complaint().filter(|complaint| !foreseen.contains(complaint));
    let fields = packet.comparison.fields.iter().filter(|_| !found.is_malformed());
    let differences = fields.filter_map(|(field, places)| {
        let ours: Vec<_> = places.iter().flat_map(|place| values(&packet.read, place)).collect();
        let (ours, theirs) = (ours.join(","), plain(found.of(field)));
        (ours != theirs).then(|| format!("{field} is {theirs:?} to tshark, {ours:?} to us"))
    });
    let wrong = complaint.into_iter().chain(differences);
    wrong.map(|what| format!("{}: {what}", packet.name)).collect()
}

/// The values at a place, in plain form.
fn values(json: &Json, place: &str) -> Vec<String> {
    if let Some((place, constant)) = place.split_once('=') {
        return if at(json, place).is_empty() { Vec::new() } else { vec![constant.into()] };
    }
    at(json, place).into_iter().filter_map(scalar).collect()
}

fn at<'a>(json: &'a Json, place: &str) -> Vec<&'a Json> {
    let Some(rest) = place.strip_prefix('/') else {
        return vec![json];
    };
    let (step, rest) = match rest.find('/') {
        Some(end) => rest.split_at(end),
        None => (rest, ""),
    };
    let next: Vec<&Json> = match (step, json) {
        ("*", Json::Array(elements)) => elements.iter().collect(),
        (name, Json::Object(members)) => members.get(name).into_iter().collect(),
        _ => Vec::new(),
    };
    next.into_iter().flat_map(|json| at(json, rest)).collect()
}

fn scalar(json: &Json) -> Option<String> {
    match json {
        Json::Null => None,
        Json::Bool(bit) => Some(u8::from(*bit).to_string()),
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => Some(text.clone()),
        Json::Array(_) | Json::Object(_) => panic!("no single value: {json}"),
    }
}

/// tshark's values as we write them: numbers in tens, and addresses as bytes.
fn plain(text: &str) -> String {
    let values = text.split(',').map(|value| {
        if let Some(Ok(number)) = value.strip_prefix("0x").map(|hex| u64::from_str_radix(hex, 16)) {
            return number.to_string();
        }
        value
            .parse::<Ipv4Addr>()
            .map_or_else(|_| value.to_owned(), |address| hex(&address.octets()))
    });
    values.collect::<Vec<_>>().join(",")
}

fn comparisons() -> BTreeMap<(String, String), Comparison> {
    let text = std::fs::read_to_string(gallery().join("compared.json")).expect("it is there");
    let entries: Vec<Json> = serde_json::from_str(&text).expect("it is JSON");
    entries.iter().map(read_comparison).collect()
}

fn read_comparison(entry: &Json) -> ((String, String), Comparison) {
    let text = |name: &str| entry[name].as_str().unwrap_or_else(|| panic!("{name}: {entry}"));
    let fields = entry["fields"].as_object().expect("fields by name").iter();
    let fields = fields.map(|(field, places)| {
        let places = places.as_array().expect("places are a list").iter();
        let places = places.map(|place| place.as_str().expect("a place is text").to_owned());
        (field.clone(), places.collect())
    });
    let complaints = entry["complaints"].as_object().into_iter().flatten();
    let complaints = complaints.map(|(complaint, _why)| complaint.clone()).collect();
    let comparison = Comparison { over: text("over").into(), fields: fields.collect(), complaints };
    ((text("spec").into(), text("type").into()), comparison)
}

/// The packets of all types that are compared; each of them has some.
fn packets(comparisons: &BTreeMap<(String, String), Comparison>) -> Vec<Packet<'_>> {
    let text = std::fs::read_to_string(gallery().join("vectors.tsv")).expect("it is there");
    let mut missing: BTreeSet<_> = comparisons.keys().collect();
    let mut packets = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let [spec, ty, software, digits] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}");
        };
        let key = (spec.to_owned(), ty.to_owned());
        let Some(comparison) = comparisons.get(&key) else { continue };
        missing.remove(&key);
        let bytes = bytes(digits);
        let model = model(spec);
        let interpreter = Interpreter::new(&model);
        let id = interpreter.struct_by_name(ty).expect("the spec declares it");
        let value = interpreter.decode_struct(id, &bytes);
        let value = value.unwrap_or_else(|fault| panic!("{spec} {ty}: {fault}"));
        packets.push(Packet {
            name: format!("{spec} {ty} of {software}, line {}", index + 1),
            comparison,
            read: interpreter.struct_to_json(id, &value),
            datagram: travel(index, &comparison.over, bytes),
        });
    }
    assert!(missing.is_empty(), "vectors.tsv has none of {missing:?}");
    packets
}

fn bytes(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().as_chunks::<2>().0.iter();
    let bytes = pairs.map(|pair| {
        let pair = std::str::from_utf8(pair).expect("hex is ASCII");
        u8::from_str_radix(pair, 16).expect("hex")
    });
    bytes.collect()
}
