//! The `packetwright` command: a thin face over the crates.
//!
//! One file a subcommand. Nothing here knows a protocol but `serve`, `conform`
//! and `demo`, which speak the network protocol where they are not given
//! another.
//!
//! Exit codes: 0 if all is well, 1 if what was asked about is refused (a spec
//! with errors, bytes that do not decode, a stale file, a failed case), 2 if
//! the question could not be put (bad usage, a file that cannot be read).

mod check;
mod child;
mod conform;
mod demo;
mod diff;
mod doc;
mod export;
mod failure;
mod format;
mod generate;
mod keygen;
mod lint;
mod lock;
mod lsp;
mod manifest;
mod model;
mod serve;
mod source;
mod stop;
mod values;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Binary protocols from one declarative spec.
#[derive(Parser)]
#[command(name = "packetwright", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check specs, and report every error with its line and what to do
    Check(check::Arguments),
    /// Look for what is in order and likely not meant
    Lint(lint::Arguments),
    /// Lay out specs: indentation, spaces, blank lines
    Fmt(format::Arguments),
    /// Compare two versions of a spec: what peers in the field make of the change
    Diff(diff::Arguments),
    /// Keep specs as they are released, for `diff --lock`
    Lock(lock::Arguments),
    /// Write generated code and docs, or check that they are up to date
    Gen(generate::Arguments),
    /// Write the spec of types in Rust that derive Message or Wire
    Export(export::Arguments),
    /// Serve an editor: the language server of specs, on standard input and output
    Lsp(lsp::Arguments),
    /// Check specs, or generate what is listed, again whenever files change
    Watch(watch::Arguments),
    /// Write the reference of a protocol: diagrams, tables, states, errors, examples
    Doc(doc::Arguments),
    /// Search for attacks on the claims of a handshake, and on its mutants
    Model(model::Arguments),
    /// Test an implementation in any language against a spec
    Conform(conform::Arguments),
    /// Make an identity: a secret key in a file that only its owner reads
    Keygen(keygen::Arguments),
    /// Serve the network protocol: a daemon that echoes
    Serve(serve::Arguments),
    /// See it all at work: spec, handshake, echoes, and what bad peers get
    Demo(demo::Arguments),
    /// Encode a value, given as JSON, to bytes
    Encode(values::EncodeArguments),
    /// Decode bytes to JSON, or read them aloud field by field
    Decode(values::DecodeArguments),
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Fmt(arguments) => format::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Lock(arguments) => lock::run(&arguments),
        Command::Gen(arguments) => generate::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Lsp(arguments) => lsp::run(&arguments),
        Command::Watch(arguments) => watch::run(&arguments),
        Command::Doc(arguments) => doc::run(&arguments),
        Command::Model(arguments) => model::run(&arguments),
        Command::Conform(arguments) => conform::run(&arguments),
        Command::Keygen(arguments) => keygen::run(&arguments),
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Encode(arguments) => values::encode(&arguments),
        Command::Decode(arguments) => values::decode(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
