//! Typical values: small, legal, and the same every time.

use packetwright_spec::interpret::Interpreter;
use packetwright_spec::interpret::sample::{typical_arm, typical_message, typical_value};
use packetwright_spec::model::{Item, UnionId};

use crate::specs::{cabinet, network};

const HEAD: &str = "protocol demo { edition: 1, version: 1, endian: big }\n";

/// The bytes of the typical value of the structure `It`; none if it has none.
#[track_caller]
fn check(items: &str, expected: Option<&str>) {
    let model = packetwright_spec::compile(&format!("{HEAD}{items}"))
        .unwrap_or_else(|diagnostics| panic!("{items}: {diagnostics:#?}"));
    let interpreter = Interpreter::new(&model);
    let id = interpreter.struct_by_name("It").expect("declared in the spec");
    let value = typical_value(&model, id);
    let bytes = value.map(|value| {
        let bytes = interpreter.encode_struct(id, &value).expect("a typical value encodes");
        assert_eq!(interpreter.decode_struct(id, &bytes).as_ref(), Ok(&value), "{items}");
        bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
    });
    assert_eq!(bytes.as_deref(), expected, "{items}");
}

#[test]
fn numbers_tell_fields_apart_and_stay_in_range() {
    let items = "struct It { a: u8, b: u16, c: i8 in -9..=-5, d: u8 in 7.., e: u8 = 9 }";
    check(items, Some("010002fb0709"));
    check(
        "struct It { a: u32 ms, b: u16 s in 1 s..=10 s, c: u16 bytes }",
        Some("000003e8000a0400"),
    );
    check("struct It { a: bit, b: u7, c: bool }", Some("0201"));
}

#[test]
fn contents_are_short_and_fill_their_bounds() {
    check("struct It { a: bytes[u8], b: string[u8 in 1..=3] }", Some("04a0a1a2a30368656c"));
    check("struct It { n: u8 = count(a), a: [u16; 0..=9] }", Some("0200010002"));
    check("struct It { a: within[7]<bytes[u8]> }", Some("06a5a4a7a6a1a0"));
    check("struct E { a: u8 } struct It { a: within[u8 in 3..=9]<[E; rest]> }", Some("03010101"));
    check("struct It { a: option<u8>, b: string[until b\"l\"] }", Some("010178787878786c"));
}

#[test]
fn constraints_are_met_by_changing_one_field() {
    check("struct It { a: u8, b: u8, require b == 3 * a }", Some("0103"));
    check("struct It { a: bool, b: u8, require !a }", Some("0002"));
    check("struct It { a: u8, require a > 200 && a < 210 }", None);
    check("struct It { n: u8 = size(n..=a) / 8, a: bytes[rest] }", Some("0111111111111111"));
    check("struct It { a: u8, p: padding[to 4], s: u16 = internet(a..=s) }", Some("01000000feff"));
}

#[test]
fn unions_have_the_first_arm_with_fields() {
    check("union U: u8 { 0 => No {}, 7 => Yes { a: u8 } } struct It { u: U }", Some("0701"));
    let items = "union U: u8 within[u8] { 0 => No {}, .. => Other { raw: bytes[rest] } }";
    let model = packetwright_spec::compile(&format!("{HEAD}{items}")).expect("a good spec");
    let interpreter = Interpreter::new(&model);
    for (arm, bytes) in [("No", vec![0, 0]), ("Other", vec![1, 4, 0xa0, 0xa1, 0xa2, 0xa3])] {
        let value = typical_arm(&model, UnionId(0), arm).expect("there is one");
        assert_eq!(interpreter.encode_union(UnionId(0), &value), Ok(bytes.clone()), "{arm}");
        let annotated = interpreter.annotate_union(UnionId(0), &bytes);
        assert_eq!(annotated.outcome, Ok(value), "{arm}");
    }
}

#[test]
fn what_must_be_large_has_none() {
    check("struct It { a: bytes[2049] }", None);
    // Each level doubles the parts; there must be no work for each of them.
    let mut items = "struct A0 { a: u8 }".to_owned();
    for level in 1..40 {
        let below = level - 1;
        items += &format!(" struct A{level} {{ a: A{below}, b: A{below} }}");
    }
    check(&format!("{items} struct It {{ a: A39 }}"), None);
}

#[test]
fn everything_that_ships_has_one() {
    for model in [network(), cabinet()] {
        for item in &model.order {
            if let Item::Struct(id) = item {
                assert!(typical_value(model, *id).is_some(), "{}", model[*id].name);
            }
        }
        for (set, declared) in model.message_sets.iter().enumerate() {
            for (place, message) in declared.messages.iter().enumerate() {
                let value = typical_message(model, set, place);
                let bytes = value.map(|v| Interpreter::new(model).encode_message(set, &v));
                assert!(matches!(bytes, Some(Ok(_))), "{}", message.name);
            }
        }
    }
}
