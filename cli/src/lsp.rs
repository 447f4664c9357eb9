//! `packetwright lsp`: the language server, for editors.

use std::path::Path;

use packetwright_codegen::SpecFolder;
use packetwright_language_server::server::{Disk, Ended, FoundSpecs, Limits, serve};
use packetwright_spec::import::LoadError;

use crate::failure::Failure;

/// Nothing to say: the editor says all, over standard input.
#[derive(clap::Args)]
pub(crate) struct Arguments {}

/// Serves one editor on standard input and output until it says `exit` or is
/// gone; refused if it did not say `shutdown` before.
pub(crate) fn run(_: &Arguments) -> Result<(), Failure> {
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    match serve(&mut input, &mut output, Limits::default(), Disk { read: &read, find: &find }) {
        Ok(Ended::InOrder) => Ok(()),
        Ok(Ended::Abruptly) => Err(Failure::refused("the editor left without `shutdown`")),
        Err(error) => Err(Failure::trouble(format!("the editor cannot be served: {error}"))),
    }
}

/// The specs in a folder that the editor works in.
fn find(folder: &Path, limits: Limits) -> FoundSpecs {
    let found = SpecFolder::new(folder).map(|folder| folder.specs(limits.specs, limits.entries));
    // A folder that is not there holds none.
    let (paths, is_all) = found.unwrap_or((Vec::new(), true));
    FoundSpecs { paths, is_all }
}

/// The text of a file that a spec in the folder imports.
fn read(folder: &Path, path: &str) -> Result<String, LoadError> {
    let folder = SpecFolder::new(folder)
        .map_err(|error| LoadError::Unreadable(format!("its folder: {error}")))?;
    folder.load(path)
}
