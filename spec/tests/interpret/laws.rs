//! Laws, for every structure and message: what is encoded decodes to itself,
//! what decodes encodes to itself, and nothing cut short is accepted.

use packetwright_spec::Checked;
use packetwright_spec::interpret::{DecodeFault, EncodeFault, Interpreter, Value, sample};
use packetwright_spec::model::{Item, Model, StructId};
use proptest::prelude::*;

use crate::codecs::hex;
use crate::random::{Random, valid_fields};
use crate::specs::{cabinet, network};
use crate::zoo::zoo;

/// Something that encodes and decodes as a whole.
#[derive(Clone, Copy, Debug)]
enum Whole {
    Struct(StructId),
    Message(usize, usize),
}

impl Whole {
    fn all(model: &Checked<Model>) -> Vec<Whole> {
        let structs = model.order.iter().filter_map(|item| match item {
            Item::Struct(id) => Some(Whole::Struct(*id)),
            _ => None,
        });
        let messages = model.message_sets.iter().enumerate().flat_map(|(set, declared)| {
            (0..declared.messages.len()).map(move |message| Whole::Message(set, message))
        });
        let payloads = model
            .handshakes
            .iter()
            .flat_map(|handshake| handshake.messages.iter().map(|m| Whole::Struct(m.payload)));
        structs.chain(messages).chain(payloads).collect()
    }

    fn decode(self, interpreter: Interpreter<'_>, bytes: &[u8]) -> Result<Value, DecodeFault> {
        match self {
            Whole::Struct(id) => interpreter.decode_struct(id, bytes),
            Whole::Message(set, _) => interpreter.decode_message(set, bytes),
        }
    }

    fn encode(self, interpreter: Interpreter<'_>, value: &Value) -> Result<Vec<u8>, EncodeFault> {
        match self {
            Whole::Struct(id) => interpreter.encode_struct(id, value),
            Whole::Message(set, _) => interpreter.encode_message(set, value),
        }
    }

    fn random(self, interpreter: Interpreter<'_>, random: &mut Random) -> Value {
        match self {
            Whole::Struct(id) => Value::Struct(valid_fields(interpreter, id, random)),
            Whole::Message(set, message) => {
                let message = &interpreter.model().message_sets[set].messages[message];
                let fields = valid_fields(interpreter, message.body, random);
                Value::Union { arm: message.name.text.clone(), fields }
            }
        }
    }

    fn through_json(self, interpreter: Interpreter<'_>, value: &Value) -> Value {
        match self {
            Whole::Struct(id) => {
                let text = interpreter.struct_to_json(id, value).to_string();
                let json = serde_json::from_str(&text).expect("JSON");
                interpreter.struct_from_json(id, &json).expect("its own JSON")
            }
            Whole::Message(set, _) => {
                let text = interpreter.message_to_json(set, value).to_string();
                let json = serde_json::from_str(&text).expect("JSON");
                interpreter.message_from_json(set, &json).expect("its own JSON")
            }
        }
    }
}

/// What is encoded decodes to the same value, through JSON as well.
fn there_and_back(interpreter: Interpreter<'_>, whole: Whole, value: &Value) -> Vec<u8> {
    let bytes = whole.encode(interpreter, value).expect("a valid value");
    let decoded = whole.decode(interpreter, &bytes);
    assert_eq!(decoded.as_ref(), Ok(value), "{whole:?} {}", hex(&bytes));
    assert_eq!(&whole.through_json(interpreter, value), value, "{whole:?} through JSON");
    bytes
}

/// What is accepted encodes to the same bytes.
fn accepted_is_canonical(interpreter: Interpreter<'_>, whole: Whole, bytes: &[u8]) {
    if let Ok(value) = whole.decode(interpreter, bytes) {
        let encoded = whole.encode(interpreter, &value).expect("what was decoded");
        assert_eq!(hex(&encoded), hex(bytes), "{whole:?} {value:?}");
    }
}

fn mutate(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=random.below(3) {
        let place = random.below(bytes.len() + 1);
        match (random.below(4), bytes.get_mut(place)) {
            (0, _) => bytes.insert(place, random.next() as u8),
            (1, Some(_)) => drop(bytes.remove(place)),
            (2, Some(byte)) => *byte ^= 1 << random.below(8),
            (_, Some(byte)) => *byte = [0, 1, 2, 0x7f, 0x80, 0xff][random.below(6)],
            (_, None) => bytes.push(0),
        }
    }
    bytes
}

/// A shorter input is refused, as cut short or as of the wrong length; only
/// what ends in "all that is left" may be a value still.
fn refuses_every_cut(interpreter: Interpreter<'_>, whole: Whole, bytes: &[u8]) {
    for end in 0..bytes.len() {
        match whole.decode(interpreter, &bytes[..end]) {
            Ok(_) => accepted_is_canonical(interpreter, whole, &bytes[..end]),
            Err(fault) => {
                assert!(["truncated", "length", "invalid_utf8"].contains(&fault.code), "{fault}");
                assert!(fault.offset <= end, "{fault}, but the input has {end} bytes");
            }
        }
    }
}

fn check_laws(model: &Checked<Model>, seed: u64) {
    let interpreter = Interpreter::new(model);
    let mut random = Random(seed);
    for whole in Whole::all(model) {
        let value = whole.random(interpreter, &mut random);
        let bytes = there_and_back(interpreter, whole, &value);
        refuses_every_cut(interpreter, whole, &bytes);
        for _ in 0..8 {
            accepted_is_canonical(interpreter, whole, &mutate(&bytes, &mut random));
        }
    }
}

/// Every structure has boundary values, each of which keeps the laws.
fn check_samples(model: &Checked<Model>) {
    let interpreter = Interpreter::new(model);
    for whole in Whole::all(model) {
        let values = match whole {
            Whole::Struct(id) => sample::boundary_values(model, id),
            Whole::Message(set, message) => {
                let name = &model.message_sets[set].messages[message].name.text;
                let all = sample::boundary_messages(model, set).into_iter();
                all.filter(|value| matches!(value, Value::Union { arm, .. } if arm == name))
                    .collect()
            }
        };
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
