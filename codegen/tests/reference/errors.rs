//! The index of errors tells every fault that a decoder can find.

use std::collections::BTreeSet;

use packetwright_codegen::reference;
use packetwright_spec::Checked;
use packetwright_spec::interpret::sample::{typical_message, typical_value};
use packetwright_spec::interpret::{DecodeFault, Interpreter};
use packetwright_spec::model::{Item, Model};

use crate::specs;

/// Bytes changed one at a time, cut short, and with more behind them.
fn mutants(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut mutants: Vec<Vec<u8>> = (0..bytes.len()).map(|end| bytes[..end].to_vec()).collect();
    mutants.push([bytes, &[0]].concat());
    for place in 0..bytes.len() {
        let changes = [0, 1, 2, 0x7f, 0x80, 0xff];
        let changes = changes.into_iter().chain((0..8).map(|bit| bytes[place] ^ (1 << bit)));
        for change in changes {
            let mut mutant = bytes.to_vec();
            mutant[place] = change;
            mutants.push(mutant);
        }
    }
    mutants
}

/// The faults of mutants of one value of each structure and message.
fn faults(model: &Checked<Model>) -> Vec<DecodeFault> {
    let interpreter = Interpreter::new(model);
    let mut faults = Vec::new();
    for item in &model.order {
        match *item {
            Item::Struct(id) => {
                let Some(value) = typical_value(model, id) else { continue };
                let bytes = interpreter.encode_struct(id, &value).expect("it encodes");
                let found = mutants(&bytes);
                let found = found.iter().map(|mutant| interpreter.decode_struct(id, mutant));
                faults.extend(found.filter_map(Result::err));
            }
            Item::Messages(set) => {
                for place in 0..model.message_sets[set].messages.len() {
                    let Some(value) = typical_message(model, set, place) else { continue };
                    let bytes = interpreter.encode_message(set, &value).expect("it encodes");
                    let found = mutants(&bytes);
                    let found = found.iter().map(|mutant| interpreter.decode_message(set, mutant));
                    faults.extend(found.filter_map(Result::err));
                }
            }
            Item::Constant(_)
            | Item::Enum(_)
            | Item::Flags(_)
            | Item::Union(_)
            | Item::Handshake(_) => {}
        }
    }
    faults
}

/// Checks that an index has the kind of a fault, and with it the field.
#[track_caller]
fn check(name: &str, index: &str, fault: &DecodeFault) {
    let code = format!("`{}`", fault.code);
    let rows = index.lines().filter(|line| line.starts_with('|'));
    let told = rows.filter_map(|line| line.split('|').nth(1)).any(|cell| cell.contains(&code));
    assert!(told, "{name}: {fault}");
    let general = ["truncated", "trailing_bytes", "require", "unknown_message"];
    let last = fault.path.rsplit('.').next().unwrap_or("");
    let field = last.split('[').next().unwrap_or("");
    if general.contains(&fault.code) || field.is_empty() || last.ends_with(']') {
        return;
    }
    let section = index.split_once(&format!("### Error {code}")).map(|(_, rest)| rest);
    let section = section.and_then(|rest| rest.split("\n#").next()).unwrap_or("");
    let of_field = section.contains(&format!(".`{field}`"));
    // A union with a tag of its own has its faults where it is declared.
    let of_union = match fault.code {
        "unknown_variant" => section.contains("chooses the arm"),
        "length" | "overflow" | "overlong" => section.contains("](#union"),
        _ => false,
    };
    assert!(of_field || of_union, "{name}: {fault}");
}

#[test]
fn every_fault_is_in_the_index() {
    let mut met = BTreeSet::new();
    for (name, model) in specs() {
        let page = reference(&model);
        let (_, index) = page.split_once("\n## Errors\n").expect("it has an index");
        for fault in faults(&model) {
            met.insert(fault.code);
            check(&name, index, &fault);
        }
    }
    let expected = [
        "checksum",
        "constant",
        "invalid_bool",
        "invalid_option",
        "invalid_utf8",
        "length",
        "out_of_range",
        "overflow",
        "overlong",
        "padding",
        "require",
        "reserved_bits",
        "trailing_bytes",
        "truncated",
        "unknown_message",
        "unknown_variant",
    ];
    assert_eq!(met.into_iter().collect::<Vec<_>>(), expected, "all kinds were met");
}
