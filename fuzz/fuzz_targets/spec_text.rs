//! Any text as a spec: no stage of the compiler panics. Mistakes can be drawn;
//! what can be read has a layout that is settled; what is accepted gives Rust
//! code, and reads bytes.
//!
//! Written by hand, for nothing in it depends on a spec.

#![no_main]

use packetwright_codegen::{Options, generate};
use packetwright_spec::diagnostic::render;
use packetwright_spec::interpret::Interpreter;
use packetwright_spec::{compile, format};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Ok(text) = std::str::from_utf8(input) else { return };
    if let Ok(layout) = format(text) {
        assert_eq!(format(&layout).as_ref(), Ok(&layout));
    }
    match compile(text) {
        Ok(model) => {
            generate(&model, &Options::default());
            let interpreter = Interpreter::new(&model);
            for set in 0..model.message_sets.len() {
                if let Ok(value) = interpreter.decode_message(set, input) {
                    let bytes = interpreter.encode_message(set, &value).expect("was decoded");
                    // What is malleable has more forms than the one that is written.
                    if text.contains("malleable") {
                        assert_eq!(interpreter.decode_message(set, &bytes), Ok(value));
                    } else {
                        assert_eq!(bytes, input);
                    }
                }
            }
        }
        Err(diagnostics) => {
            assert!(diagnostics.iter().any(|diagnostic| diagnostic.is_error()));
            assert!(!render(&diagnostics, "spec.wire", text, false).is_empty());
        }
    }
});
