//! `packetwright export`: the spec of types in Rust that derive `Message`,
//! `Messages` or `Wire`.

use std::path::{Path, PathBuf};

use packetwright_codegen::{ExportOptions, GeneratedFile, SpecFolder, export};
use packetwright_spec::import::LoadError;

use crate::failure::Failure;
use crate::source;

/// What to export, and what Rust does not say about it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Files of Rust with the types, and specs (`.wire`, or `network` for the built-in one) whose sets these
    /// include; other files that they name are not read
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The name of the protocol
    #[arg(long, value_name = "NAME", default_value = "derived", value_parser = name)]
    name: String,
    /// The version of the protocol
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    protocol_version: u8,
    /// The name of the set of messages
    #[arg(long, value_name = "NAME", default_value = "Message", value_parser = name)]
    set: String,
    /// The integer that carries the numbers of messages
    #[arg(long, value_name = "TYPE", default_value = "u32", value_parser = ["u8", "u16", "u32", "u64"])]
    tag: String,
    /// Where the spec goes; standard output if absent
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write nothing; fail if the file is not what would be written
    #[arg(long, requires = "output")]
    check: bool,
}

/// A name as specs have them.
fn name(text: &str) -> Result<String, String> {
    let mut letters = text.chars();
    let first = letters.next().is_some_and(|letter| letter.is_ascii_alphabetic());
    match first && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
        true => Ok(text.to_owned()),
        false => Err("not a name of ASCII letters, digits and `_`".to_owned()),
    }
}

/// Writes the spec of the types in some files.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut files = Vec::new();
    for path in &arguments.files {
        let is_built_in = path == Path::new(source::BUILT_IN) && !path.exists();
        let extension = if is_built_in { ".wire" } else { "" };
        files.push((format!("{}{extension}", path.display()), source::spec_text(path)?));
    }
    let options = ExportOptions {
        name: arguments.name.clone(),
        version: arguments.protocol_version,
        set: arguments.set.clone(),
        tag: arguments.tag.clone(),
    };
    let found = export(&files, &options, &|path| imported(path, &arguments.files));
    eprint!("{}", source::draw_all(&found.diagnostics, &found.sources));
    let spec = found.spec.ok_or_else(|| Failure::refused(""))?;
    let Some(path) = &arguments.output else {
        return source::print(spec.as_bytes());
    };
    let command = command(arguments, path);
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    let file = GeneratedFile { path, command: &command, source: &paths.join(", ") };
    let text = file.spec(&spec);
    if arguments.check {
        return file.check(&text).map_err(Failure::refused);
    }
    file.write(&text).map_err(|error| Failure::file("write", path, &error))
}

/// The text of a file that a spec imports: from the folder that the spec is in,
/// or else, as for specs inside Rust, from the one that the command runs in.
fn imported(path: &str, files: &[PathBuf]) -> Result<String, LoadError> {
    let failed = |error: std::io::Error| LoadError::Unreadable(error.to_string());
    let specs = files.iter().filter(|file| file.extension().is_some_and(|end| end == "wire"));
    for spec in specs {
        let folder = spec.parent().unwrap_or(Path::new(""));
        // The paths of imports are made of the parts of the spec's.
        let parts = folder.to_string_lossy();
        let below = path.strip_prefix(parts.trim_start_matches('/'));
        if let Some(below) = below.filter(|_| !parts.is_empty()).and_then(|b| b.strip_prefix('/')) {
            return SpecFolder::new(folder).map_err(failed)?.load(below);
        }
    }
    SpecFolder::new(Path::new("")).map_err(failed)?.load(path)
}

/// The command as one would type it to write the file again.
fn command(arguments: &Arguments, output: &Path) -> String {
    let mut words = vec!["packetwright".to_owned(), "export".to_owned()];
    words.extend(arguments.files.iter().map(|path| path.display().to_string()));
    let version = arguments.protocol_version.to_string();
    let settings = [
        ("--name", arguments.name.as_str(), "derived"),
        ("--protocol-version", version.as_str(), "1"),
        ("--set", arguments.set.as_str(), "Message"),
        ("--tag", arguments.tag.as_str(), "u32"),
    ];
    for (setting, value, default) in settings {
        if value != default {
            words.extend([setting.to_owned(), value.to_owned()]);
        }
    }
    words.extend(["-o".to_owned(), output.display().to_string()]);
    words.join(" ")
}
