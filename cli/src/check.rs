//! `packetwright check`: is this spec in order?

use std::path::PathBuf;

use clap::ValueEnum;
use packetwright_spec::diagnostic::{self, Code};

use crate::failure::Failure;
use crate::source;

/// What to check, and how to say it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Spec files; `-` is standard input, `network` the built-in spec
    #[arg(required_unless_present = "explain")]
    specs: Vec<PathBuf>,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Explain a diagnostic's code, such as PW0301, and exit
    #[arg(long, value_name = "CODE", conflicts_with = "specs")]
    explain: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
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
    let mut refused = 0;
    for path in &arguments.specs {
        let text = source::spec_text(path)?;
        let result = packetwright_spec::compile(&text);
        let diagnostics = result.as_ref().err().map_or(&[][..], Vec::as_slice);
        refused += usize::from(result.is_err());
        match arguments.format {
            Format::Json => {
                println!(
                    "{}",
                    diagnostic::to_json(diagnostics, &path.display().to_string(), &text)
                );
            }
            Format::Text => eprint!("{}", source::draw(diagnostics, path, &text)),
        }
        if let (Ok(model), Format::Text) = (&result, arguments.format) {
            let messages: usize = model.message_sets.iter().map(|set| set.messages.len()).sum();
            println!(
                "{}: protocol {} version {}, {} types, {messages} messages, {} handshakes: in order",
                path.display(),
                model.name,
                model.version,
                model.structs.len() + model.enums.len() + model.flags.len() + model.unions.len(),
                model.handshakes.len(),
            );
        }
    }
    match refused {
        0 => Ok(()),
        _ => Err(Failure::refused("")),
    }
}

fn explain(code: &str) -> Result<(), Failure> {
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
