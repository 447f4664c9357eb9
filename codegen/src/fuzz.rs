//! Fuzz targets: what a spec says about inputs that nobody has thought of.
//!
//! Only what depends on the spec is written here: which types there are and
//! which messages may be sent. How both readings are compared, and what a pair
//! of connections must hold to, is said by hand in `fuzz/src`.

use packetwright_spec::Checked;
use packetwright_spec::model::{Handshake, Item, Layers, Model};

use crate::emit::Emitter;
use crate::emit::types::Form;
use crate::naming::{self, camel_case, snake_case};
use crate::{GeneratedFile, Options};

/// Where a protocol's fuzz targets find what they need.
#[derive(Clone, Copy, Debug)]
pub struct FuzzOptions<'a> {
    /// The module that holds the protocol's generated code:
    /// `packetwright::network`.
    pub module: &'a str,
    /// The spec, relative to the folder above that of the fuzz targets' crate:
    /// `spec/network.wire`.
    pub source: &'a str,
    /// The command that writes the targets.
    pub command: &'a str,
}

/// A fuzz target: a whole file of `fuzz/fuzz_targets`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FuzzTarget {
    /// The name of the binary, and of the file without `.rs`.
    pub name: String,
    /// The text of the file.
    pub text: String,
}

/// The fuzz targets of a protocol:
///
/// - `<protocol>_decode`: every structure, packet, message set and handshake
///   payload, read by generated code and by the interpreter, which must agree;
/// - `<protocol>_session`, if the spec has layers: two connections and a wire
///   on which anything may happen.
pub fn fuzz_targets(model: &Checked<Model>, options: &FuzzOptions<'_>) -> Vec<FuzzTarget> {
    let emitted = Options::default();
    let emitter = Emitter::new(model, &emitted);
    let mut targets = vec![target(model, options, "decode", &decode(&emitter, options))];
    if let Some(layers) = &model.layers {
        targets.push(target(model, options, "session", &session(model, layers, options)));
    }
    targets
}

fn target(
    model: &Model,
    options: &FuzzOptions<'_>,
    what: &str,
    (docs, code): &(String, String),
) -> FuzzTarget {
    let name = format!("{}_{what}", snake_case(&model.name.text).to_string().replace("r#", ""));
    let path = std::path::PathBuf::from(format!("fuzz/fuzz_targets/{name}.rs"));
    let file = GeneratedFile { path: &path, command: options.command, source: options.source };
    FuzzTarget { text: file.text(docs, code), name }
}

/// Docs and code of the target that holds both readings together.
fn decode(emitter: &Emitter<'_>, options: &FuzzOptions<'_>) -> (String, String) {
    let model = emitter.model;
    let docs = format!(
        "Any bytes, as every type of `{}`: generated code and the\n\
         interpreter give the same verdict, and what both accept encodes to the same bytes.\n\n\
         Read next: `fuzz/src/decode.rs`.",
        options.source
    );
    let mut code = format!(
        "#![no_main]\n\n\
         use std::sync::LazyLock;\n\n\
         use packetwright_fuzz::decode::{{Oracle, check}};\n\
         use {} as protocol;\n\n\
         const SPEC: &str = include_str!(\"../../{}\");\n\n\
         static ORACLE: LazyLock<Oracle> = LazyLock::new(|| Oracle::new(SPEC));\n\n\
         libfuzzer_sys::fuzz_target!(|input: &[u8]| {{\n",
        options.module, options.source
    );
    for item in &model.order {
        match item {
            Item::Struct(id) => {
                let names = [Form::Owned, Form::View].map(|form| emitter.struct_name(*id, form));
                let oracle = format!("structure({:?}, input)", model[*id].name.text);
                comparison(&mut code, "", &oracle, names.map(|name| name.to_string()));
            }
            Item::Messages(place) => {
                let set = &model.message_sets[*place];
                let names = [Form::Owned, Form::View].map(|form| emitter.set_name(set, form));
                let oracle = format!("message({:?}, input)", set.name.text);
                comparison(&mut code, "", &oracle, names.map(|name| name.to_string()));
            }
            Item::Handshake(id) => payloads(&mut code, &model[*id]),
            Item::Constant(_) | Item::Enum(_) | Item::Flags(_) | Item::Union(_) => {}
        }
    }
    code.push_str("});\n");
    (docs, code)
}

/// The payloads of a handshake's messages; they have no views.
fn payloads(code: &mut String, handshake: &Handshake) {
    let module = format!("{}::", naming::module(&handshake.name.text));
    for message in &handshake.messages {
        let name = camel_case(&message.name.text).to_string();
        let oracle = format!("payload({:?}, {:?}, input)", handshake.name.text, message.name.text);
        comparison(code, &module, &oracle, [name.clone(), name]);
    }
}

/// Compares the readings by an owned type and by its view, if it has one, with
/// the interpreter's.
fn comparison(code: &mut String, module: &str, oracle: &str, [owned, view]: [String; 2]) {
    code.push_str(&format!("    let expected = ORACLE.{oracle};\n"));
    code.push_str(&format!("    check::<protocol::{module}{owned}>(input, &expected);\n"));
    if view != owned {
        code.push_str(&format!("    check::<protocol::{module}{view}>(input, &expected);\n"));
    }
}

/// Docs and code of the target that plays with two connections.
fn session(model: &Model, layers: &Layers, options: &FuzzOptions<'_>) -> (String, String) {
    let docs = format!(
        "Any bytes as operations on two connections of `{}`, and on\n\
         the wire between them: nothing is delivered that was not sent, and what is closed stays closed.\n\n\
         Read next: `fuzz/src/session.rs`.",
        options.source
    );
    let set = &model.message_sets[layers.messages];
    let keepalive_answer = layers.keepalive.and_then(|place| set.messages[place].reply);
    let own = [layers.keepalive, keepalive_answer, layers.error, layers.goodbye];
    let tags: Vec<String> = set
        .messages
        .iter()
        .enumerate()
        .filter(|(place, _)| !own.contains(&Some(*place)))
        .map(|(_, message)| message.tag.to_string())
        .collect();
    let protocol = camel_case(&model.name.text);
    let code = format!(
        "#![no_main]\n\n\
         /// The tags of the messages that belong to applications.\n\
         const TAGS: [u64; {}] = [{}];\n\n\
         libfuzzer_sys::fuzz_target!(|input: &[u8]| {{\n    \
             packetwright_fuzz::session::play::<{}::{protocol}>(&TAGS, input);\n\
         }});\n",
        tags.len(),
        tags.join(", "),
        options.module,
    );
    (docs, code)
}
