//! `packetwright encode` and `decode`: values to bytes and back, without
//! generated code.

use std::path::{Path, PathBuf};

use packetwright_spec::interpret::{Annotated, Interpreter};
use packetwright_spec::model::StructId;

use crate::failure::Failure;
use crate::source;

/// What to encode.
#[derive(clap::Args)]
pub(crate) struct EncodeArguments {
    /// The spec; `network` is the built-in one
    spec: PathBuf,
    #[command(flatten)]
    root: source::ImportRoot,
    /// The structure, packet or set of messages, by its name in the spec
    name: String,
    /// The value as JSON: `{"field": …}`, of a set `{"Message": {"field": …}}`;
    /// standard input if absent
    json: Option<String>,
    /// Write the bytes themselves instead of hex digits
    #[arg(long)]
    binary: bool,
}

/// What to decode.
#[derive(clap::Args)]
pub(crate) struct DecodeArguments {
    /// The spec; `network` is the built-in one
    spec: PathBuf,
    #[command(flatten)]
    root: source::ImportRoot,
    /// The structure, packet or set of messages, by its name in the spec
    name: String,
    /// The bytes as hex digits; standard input if absent
    hex: Option<String>,
    /// Take standard input as bytes instead of hex digits
    #[arg(long, conflicts_with = "hex")]
    binary: bool,
    /// Read aloud instead: offset, bytes, field and value, a line each
    #[arg(long)]
    fields: bool,
}

/// What a name in the spec stands for.
enum Named {
    Structure(StructId),
    Set(usize),
}

fn named(interpreter: &Interpreter<'_>, name: &str) -> Result<Named, Failure> {
    if let Some(id) = interpreter.struct_by_name(name) {
        return Ok(Named::Structure(id));
    }
    if let Some(set) = interpreter.set_by_name(name) {
        return Ok(Named::Set(set));
    }
    let model = interpreter.model();
    let mut known: Vec<&str> =
        model.message_sets.iter().map(|set| set.name.text.as_str()).collect();
    known.extend(
        model
            .structs
            .iter()
            .map(|structure| structure.name.text.as_str())
            .filter(|name| interpreter.struct_by_name(name).is_some()),
    );
    Err(Failure::trouble(format!(
        "the spec has no structure, packet or set of messages {name}; it has {}",
        known.join(", ")
    )))
}

/// Encodes a value.
pub(crate) fn encode(arguments: &EncodeArguments) -> Result<(), Failure> {
    let model = source::model(&arguments.spec, &arguments.root)?;
    let interpreter = Interpreter::new(&model);
    let name = named(&interpreter, &arguments.name)?;
    let text = match &arguments.json {
        Some(json) => json.clone().into_bytes(),
        None => source::read(Path::new("-"))?,
    };
    let json = serde_json::from_slice(&text)
        .map_err(|error| Failure::refused(format!("the value is not JSON: {error}")))?;
    let bytes = match name {
        Named::Structure(id) => {
            let value = interpreter.struct_from_json(id, &json).map_err(Failure::refused)?;
            interpreter.encode_struct(id, &value).map_err(Failure::refused)?
        }
        Named::Set(set) => {
            let value = interpreter.message_from_json(set, &json).map_err(Failure::refused)?;
            interpreter.encode_message(set, &value).map_err(Failure::refused)?
        }
    };
    if arguments.binary {
        return source::print(&bytes);
    }
    source::print(format!("{}\n", source::to_hex(&bytes)).as_bytes())
}

/// Decodes bytes.
pub(crate) fn decode(arguments: &DecodeArguments) -> Result<(), Failure> {
    let model = source::model(&arguments.spec, &arguments.root)?;
    let interpreter = Interpreter::new(&model);
    let name = named(&interpreter, &arguments.name)?;
    let bytes = match &arguments.hex {
        Some(text) => source::hex(text)?,
        None if arguments.binary => source::read(Path::new("-"))?,
        None => source::hex(&String::from_utf8_lossy(&source::read(Path::new("-"))?))?,
    };
    let annotated: Annotated<'_> = match name {
        Named::Structure(id) => interpreter.annotate_struct(id, &bytes),
        Named::Set(set) => interpreter.annotate_message(set, &bytes),
    };
    if arguments.fields {
        source::print(annotated.to_string().as_bytes())?;
    }
    let value = annotated.outcome.map_err(Failure::refused)?;
    if !arguments.fields {
        let json = match name {
            Named::Structure(id) => interpreter.struct_to_json(id, &value),
            Named::Set(set) => interpreter.message_to_json(set, &value),
        };
        source::print(format!("{json:#}\n").as_bytes())?;
    }
    Ok(())
}
