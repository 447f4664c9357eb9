//! The gallery against other software that runs: what the interpreter encodes
//! is read by it, and what it answers is decoded. What is not installed is not
//! tested, and the test says so.

mod mosquitto;
#[cfg(unix)]
mod postgres;
mod tshark;

use std::io::Write;
use std::path::{Path, PathBuf};

use packetwright_spec::interpret::Interpreter;
use packetwright_spec::model::Model;
use packetwright_spec::{Checked, compile};
use serde_json::Value as Json;

fn gallery() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("gallery")
}

fn model(spec: &str) -> Checked<Model> {
    let text = std::fs::read_to_string(gallery().join(format!("{spec}.wire")));
    compile(&text.expect("the spec is there")).expect("the spec is sound")
}

/// Says that a test did not run. Tests that pass show nothing of what `println!`
/// prints, so this goes past the harness.
fn skipped(reason: &str) {
    writeln!(std::io::stderr(), "skipped: {reason}").expect("standard error takes a line");
}

/// The bytes of a structure's JSON form.
fn encode(model: &Checked<Model>, ty: &str, json: &Json) -> Vec<u8> {
    let interpreter = Interpreter::new(model);
    let id = interpreter.struct_by_name(ty).unwrap_or_else(|| panic!("there is no {ty}"));
    let value = interpreter.struct_from_json(id, json);
    let value = value.unwrap_or_else(|fault| panic!("{ty}: {fault:?}"));
    interpreter.encode_struct(id, &value).unwrap_or_else(|fault| panic!("{ty}: {fault:?}"))
}
