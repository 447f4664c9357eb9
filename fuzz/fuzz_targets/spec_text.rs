//! Any text as a spec: compiling never panics, and neither does drawing its
//! mistakes or reading bytes by what was accepted.
//!
//! Written by hand, for nothing in it depends on a spec.

#![no_main]

use packetwright_spec::compile;
use packetwright_spec::diagnostic::render;
use packetwright_spec::interpret::Interpreter;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    match compile(text) {
        Ok(model) => {
            let interpreter = Interpreter::new(&model);
            for set in 0..model.message_sets.len() {
                if let Ok(value) = interpreter.decode_message(set, input) {
                    let bytes = interpreter.encode_message(set, &value);
                    assert_eq!(bytes.as_deref(), Ok(input));
                }
            }
        }
        Err(diagnostics) => {
            assert!(diagnostics.iter().any(|diagnostic| diagnostic.is_error()));
            assert!(!render(&diagnostics, "spec.wire", text, false).is_empty());
        }
    }
});
