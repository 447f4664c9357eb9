//! `packetwright check`: is this spec in order?

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use packetwright_spec::diagnostic::{self, Code};
use packetwright_spec::import::{Compilation, Compiled};

use crate::failure::Failure;
use crate::source::{self, ImportRoot};

/// What to check, and how to say it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Spec files; `-` is standard input, `network` the built-in spec
    #[arg(required_unless_present = "explain")]
    specs: Vec<PathBuf>,
    #[command(flatten)]
    root: ImportRoot,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Explain a diagnostic's code, such as PW0301, and exit
    #[arg(long, value_name = "CODE", conflicts_with = "specs")]
    explain: Option<String>,
}

/// How diagnostics are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With the source line and carets, on standard error
    Text,
    /// One JSON array a spec, on standard output
    Json,
}

/// Checks all specs; refuses if any has an error.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if let Some(code) = &arguments.explain {
        return explain(code);
    }
    let mut refused = false;
    for path in &arguments.specs {
        refused |= match arguments.format {
            Format::Text => one(path, &arguments.root)?.outcome.is_none(),
            Format::Json => {
                let found = source::compiled(path, &arguments.root)?;
                println!("{}", diagnostic::to_json_all(&found.diagnostics, &found.sources));
                found.outcome.is_none()
            }
        };
    }
    if refused { Err(Failure::refused("")) } else { Ok(()) }
}

/// Checks a spec and says what it is, or what is wrong with it.
pub(crate) fn one(path: &Path, root: &ImportRoot) -> Result<Compilation, Failure> {
    let found = source::compiled(path, root)?;
    eprint!("{}", source::draw_all(&found.diagnostics, &found.sources));
    if let Some(compiled) = &found.outcome {
        println!("{}: {}: in order", path.display(), summary(compiled));
    }
    Ok(found)
}

/// What a spec is, in a line.
fn summary(compiled: &Compiled) -> String {
    let model = match compiled {
        Compiled::Library(name) => return format!("library {name}"),
        Compiled::Protocol(model) => model,
    };
    let messages: usize = model.message_sets.iter().map(|set| set.messages.len()).sum();
    format!(
        "protocol {} version {}, {} types, {messages} messages, {} handshakes",
        model.name,
        model.version,
        model.structs.len() + model.enums.len() + model.flags.len() + model.unions.len(),
        model.handshakes.len(),
    )
}

/// Prints what the catalogue has of a code.
pub(crate) fn explain(code: &str) -> Result<(), Failure> {
    let Some(code) = Code::from_id(code) else {
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.id()).collect();
        return Err(Failure::trouble(format!(
            "no diagnostic has the code {code}; there are {}",
            known.join(", ")
        )));
    };
    println!("{}: {}\n\n{}", code.id(), code.title(), code.explanation());
    Ok(())
}
