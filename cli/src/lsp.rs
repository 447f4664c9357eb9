//! `packetwright lsp`: the language server, for editors.

use packetwright_language_server::server::{Ended, Limits, serve};

use crate::failure::Failure;

/// Nothing to say: the editor says all, over standard input.
#[derive(clap::Args)]
pub(crate) struct Arguments {}

/// Serves one editor on standard input and output until it says `exit` or is
/// gone; refused if it did not say `shutdown` before.
pub(crate) fn run(_: &Arguments) -> Result<(), Failure> {
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    match serve(&mut input, &mut output, Limits::default()) {
        Ok(Ended::InOrder) => Ok(()),
        Ok(Ended::Abruptly) => Err(Failure::refused("the editor left without `shutdown`")),
        Err(error) => Err(Failure::trouble(format!("the editor cannot be served: {error}"))),
    }
}
