//! `packetwright doc`: the reference of a protocol, from its spec.

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use packetwright_codegen::{GeneratedFile, reference, reference_html};

use crate::failure::Failure;
use crate::source;

/// What to write, and where.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The spec; `-` is standard input, `network` the built-in one
    spec: PathBuf,
    #[command(flatten)]
    root: source::ImportRoot,
    /// What to write; if absent, what the name of FILE ends in says, or Markdown
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Where the page goes; standard output if absent
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page of Markdown
    Markdown,
    /// One HTML page that loads nothing
    Html,
}

/// Writes the reference of a protocol.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let model = source::model(&arguments.spec, &arguments.root)?;
    let output = arguments.output.as_deref();
    let format = arguments.format.unwrap_or_else(|| usual(output));
    let page = match format {
        Format::Markdown => reference(&model),
        Format::Html => reference_html(&model),
    };
    let Some(path) = output else {
        return source::print(page.as_bytes());
    };
    let mut command =
        format!("packetwright doc {} -o {}", arguments.spec.display(), path.display());
    if arguments.format == Some(Format::Html) && usual(output) != Format::Html {
        command += " --format html";
    }
    let source = arguments.spec.display().to_string();
    let file = GeneratedFile { path, command: &command, source: &source };
    let text = match format {
        Format::Markdown => file.markdown(&page),
        Format::Html => file.html(&page),
    };
    file.write(&text).map_err(|error| Failure::file("write", path, &error))
}

/// The format that the name of a file says.
fn usual(output: Option<&Path>) -> Format {
    let extension = output.and_then(Path::extension).unwrap_or_default();
    if extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm") {
        Format::Html
    } else {
        Format::Markdown
    }
}
