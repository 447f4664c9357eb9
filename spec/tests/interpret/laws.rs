//! Laws, for every structure and message: what is encoded decodes to itself,
//! what decodes encodes to itself, and nothing cut short is accepted.

use packetwright_spec::Checked;
use packetwright_spec::interpret::{Interpreter, Value, sample};
use packetwright_spec::model::Model;
use proptest::prelude::*;

use crate::codecs::hex;
use crate::random::{Random, valid_fields};
use crate::specs::{cabinet, network};
use crate::whole::{Whole, accepted_is_canonical, mutate, refuses_every_cut, there_and_back};
use crate::zoo::zoo;

/// A value that encodes.
fn random_value(whole: Whole, interpreter: Interpreter<'_>, random: &mut Random) -> Value {
    match whole {
        Whole::Struct(id) => Value::Struct(valid_fields(interpreter, id, random)),
        Whole::Message(set, message) => {
            let message = &interpreter.model().message_sets[set].messages[message];
            let fields = valid_fields(interpreter, message.body, random);
            Value::Union { arm: message.name.text.clone(), fields }
        }
    }
}

fn check_laws(model: &Checked<Model>, seed: u64) {
    let interpreter = Interpreter::new(model);
    let mut random = Random(seed);
    for whole in Whole::all(model) {
        let value = random_value(whole, interpreter, &mut random);
        let bytes = there_and_back(interpreter, whole, &value);
        refuses_every_cut(interpreter, whole, &bytes);
        for _ in 0..8 {
            accepted_is_canonical(interpreter, whole, &mutate(&bytes, |limit| random.below(limit)));
        }
    }
}

/// Every structure has boundary values, each of which keeps the laws.
fn check_samples(model: &Checked<Model>) {
    let interpreter = Interpreter::new(model);
    for whole in Whole::all(model) {
        let values = whole.samples(model);
        assert!(!values.is_empty(), "{whole:?} has no boundary values");
        for value in &values {
            there_and_back(interpreter, whole, value);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_zoo_keeps_the_laws(seed: u64) {
        check_laws(&zoo(), seed);
    }

    #[test]
    fn the_network_protocol_keeps_the_laws(seed: u64) {
        check_laws(network(), seed);
    }

    #[test]
    fn the_cabinet_protocol_keeps_the_laws(seed: u64) {
        check_laws(cabinet(), seed);
    }

    #[test]
    fn any_bytes_are_judged(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
        let model = zoo();
        for whole in Whole::all(&model) {
            accepted_is_canonical(Interpreter::new(&model), whole, &bytes);
        }
    }
}

#[test]
fn boundary_values_keep_the_laws() {
    check_samples(&zoo());
    check_samples(network());
    check_samples(cabinet());
}

#[test]
fn boundaries_reach_both_ends() {
    let model = zoo();
    let interpreter = Interpreter::new(&model);
    let check = |structure: &str, expected: &[&str]| {
        let id = interpreter.struct_by_name(structure).expect("a structure of the zoo");
        let values = sample::boundary_values(&model, id);
        let bytes: Vec<String> =
            values.iter().map(|v| hex(&interpreter.encode_struct(id, v).expect("valid"))).collect();
        assert_eq!(bytes, expected, "{structure}");
    };
    check("Ranged", &["0001", "0002", "01ff", "0200"]);
    check("Frame", &["cab10005a5", "cab10006a5a4", "cab10009a5a4a7a6a1"]);
    check(
        "Optional",
        &[
            "000000",
            "000100",
            "000200",
            "8000000000",
            "8001000000",
            "00000161",
            "8001ffff00",
            "8001ffff0161",
            "8001000100",
            "8001fffe00",
            "800100000161",
            "8000ffff00",
        ],
    );
}

#[test]
fn samples_are_bounded() {
    let samples = |ty: &str| {
        let text = format!(
            "protocol large {{ edition: 1, version: 1, endian: big }}\nstruct Large {{ a: {ty} }}"
        );
        let model = packetwright_spec::compile(&text).expect("the spec is sound");
        let id = Interpreter::new(&model).struct_by_name("Large").expect("it is declared");
        sample::boundary_values(&model, id).len()
    };
    // Less than that nobody may have, and more than there is memory.
    assert_eq!(samples("bytes[18446744073709551615]"), 0);
    assert_eq!(samples("[bytes[1 MiB]; 1099511627776]"), 0);
    // The longest of the longest of the longest would be 2^36 bytes.
    assert_eq!(samples("[[[u8; u16]; u16]; u16]"), 3);
}
