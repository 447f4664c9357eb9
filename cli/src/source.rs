//! Specs, bytes and values from the command line.

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use packetwright_codegen::SpecFolder;
use packetwright_spec::Source;
use packetwright_spec::import::{Compilation, Compiled, LoadError, compile_files};
use packetwright_spec::model::Model;
use packetwright_spec::{Checked, Sources, diagnostic};

use crate::failure::Failure;

/// The most that is read from a file or standard input, in bytes: more than
/// any packet or spec needs.
const MAX_INPUT: u64 = 64 << 20;

/// The name under which the network protocol's spec is built in.
pub(crate) const BUILT_IN: &str = "network";

/// Where the specs of a command may import from.
#[derive(Clone, clap::Args)]
pub(crate) struct ImportRoot {
    /// The folder that imports may be read from; without it, that of each spec
    #[arg(long, value_name = "FOLDER")]
    pub(crate) root: Option<PathBuf>,
}

/// The text of a spec: a file's, or the network protocol's if the path is
/// `network` and no such file exists.
pub(crate) fn spec_text(path: &Path) -> Result<String, Failure> {
    if path == Path::new(BUILT_IN) && !path.exists() {
        return Ok(packetwright_spec::NETWORK.to_owned());
    }
    text(path)
}

/// A file's text.
pub(crate) fn text(path: &Path) -> Result<String, Failure> {
    String::from_utf8(read(path)?).map_err(|error| {
        Failure::refused(format!(
            "{} is not UTF-8 text (byte {})",
            path.display(),
            error.utf8_error().valid_up_to()
        ))
    })
}

/// What comes of a spec and all that it imports.
pub(crate) fn compiled(path: &Path, root: &ImportRoot) -> Result<Compilation, Failure> {
    let text = spec_text(path)?;
    match folder(path, root)? {
        Some(folder) => folder.compile(&text, path).map_err(Failure::trouble),
        None => Ok(alone(&text, BUILT_IN)),
    }
}

/// As [`compiled`], with the files by their paths from the folder that imports
/// are read from: those that lead from one file to another anywhere.
pub(crate) fn compiled_with_files(
    path: &Path,
    root: &ImportRoot,
) -> Result<(Compilation, Vec<Source>), Failure> {
    let text = spec_text(path)?;
    let Some(folder) = folder(path, root)? else {
        let found = alone(&text, BUILT_IN);
        let files = found.sources.files().to_vec();
        return Ok((found, files));
    };
    let mut found = folder.compile_within(&text, path).map_err(Failure::trouble)?;
    let files = found.sources.files().to_vec();
    found.sources = folder.place(found.sources);
    Ok((found, files))
}

/// The folder that the imports of a spec are read from; `None` for the built-in
/// spec.
fn folder(path: &Path, root: &ImportRoot) -> Result<Option<SpecFolder>, Failure> {
    if path == Path::new(BUILT_IN) && !path.exists() {
        return Ok(None);
    }
    let folder = match &root.root {
        Some(root) => SpecFolder::new(root).map_err(|error| Failure::file("read", root, &error)),
        None => SpecFolder::of(path).map_err(|error| Failure::file("read", path, &error)),
    };
    folder.map(Some)
}

/// The files that a spec is written in, as they can be opened from here, with
/// their texts.
pub(crate) fn files(found: &Compilation) -> Vec<(PathBuf, String)> {
    let files = found.sources.files().iter();
    files.map(|file| (PathBuf::from(&file.path), file.text.clone())).collect()
}

/// What comes of a text that imports nothing.
pub(crate) fn alone(text: &str, name: &str) -> Compilation {
    compile_files(name, text, &|_| Err(LoadError::NotFound))
}

/// The checked model of a protocol; diagnostics are drawn on standard error.
pub(crate) fn model(path: &Path, root: &ImportRoot) -> Result<Checked<Model>, Failure> {
    protocol(compiled(path, root)?, path).map(|(model, _)| model)
}

/// The model and the sources of a protocol; diagnostics are drawn on standard
/// error.
pub(crate) fn protocol(
    found: Compilation,
    path: &Path,
) -> Result<(Checked<Model>, Sources), Failure> {
    let Compilation { sources, diagnostics, outcome, .. } = found;
    eprint!("{}", draw_all(&diagnostics, &sources));
    match outcome {
        Some(Compiled::Protocol(model)) => Ok((*model, sources)),
        Some(Compiled::Library(name)) => Err(Failure::refused(format!(
            "{}: {name} is a library; give a protocol that imports it",
            path.display()
        ))),
        None => Err(Failure::refused("")),
    }
}

/// Writes to standard output. A reader that has gone wants no more.
pub(crate) fn print(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::trouble(format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Diagnostics as people read them, coloured on a terminal.
pub(crate) fn draw(diagnostics: &[diagnostic::Diagnostic], path: &Path, text: &str) -> String {
    draw_all(diagnostics, &Sources::new(path.display().to_string(), text))
}

/// As [`draw`], for a spec of several files.
pub(crate) fn draw_all(diagnostics: &[diagnostic::Diagnostic], sources: &Sources) -> String {
    let color = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    diagnostic::render_all(diagnostics, sources, color)
}

/// A file's bytes; `-` is standard input.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let result = if path == Path::new("-") {
        std::io::stdin().take(MAX_INPUT + 1).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(MAX_INPUT + 1).read_to_end(&mut bytes))
    };
    result.map_err(|error| Failure::file("read", path, &error))?;
    if bytes.len() as u64 > MAX_INPUT {
        return Err(Failure::trouble(format!(
            "{} has more than {} MiB",
            path.display(),
            MAX_INPUT >> 20
        )));
    }
    Ok(bytes)
}

/// Bytes written as hex digits; white space between them does not count.
pub(crate) fn hex(text: &str) -> Result<Vec<u8>, Failure> {
    let mut digits = Vec::with_capacity(text.len());
    for (place, character) in text.char_indices() {
        match character.to_digit(16) {
            Some(digit) => digits.push(digit as u8),
            None if character.is_whitespace() => {}
            None => {
                return Err(Failure::refused(format!(
                    "expected hex digits, found {character:?} at character {place}; \
                     with --binary the input is taken as it is"
                )));
            }
        }
    }
    if digits.len() % 2 != 0 {
        return Err(Failure::refused("expected an even number of hex digits"));
    }
    Ok(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// Bytes as hex digits.
pub(crate) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
