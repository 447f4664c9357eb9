//! Units of time in conditions: the interpreter holds seconds against milliseconds.

use packetwright_spec::interpret::Interpreter;
use serde_json::json;

#[test]
fn a_second_has_a_thousand_milliseconds() {
    let spec = "protocol p { edition: 1, version: 1, endian: big }
        struct Timers { interval: u32 ms, hold: u16 s, require interval + 500 ms <= hold, require hold == 0 s || hold >= 3 s }";
    let model = packetwright_spec::compile(spec).expect("the spec is sound");
    let interpreter = Interpreter::new(&model);
    let id = interpreter.struct_by_name("Timers").expect("the spec declares it");
    for (interval, hold, holds) in [
        (8_500, 9, true),
        (8_501, 9, false),
        (2_500, 3, true),
        (1_500, 2, false),
        (65_534_500, 65_535, true),
        (65_534_501, 65_535, false),
    ] {
        let value = interpreter
            .struct_from_json(id, &json!({"interval": interval, "hold": hold}))
            .expect("has its shape");
        let written = interpreter.encode_struct(id, &value).map_err(|fault| fault.code);
        assert_eq!(written.is_ok(), holds, "{interval} ms, {hold} s: {written:?}");
    }
}
