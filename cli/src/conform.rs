//! `packetwright conform`: plays the cases derived from a spec against an
//! implementation in any language.

use std::path::PathBuf;
use std::time::Duration;

use packetwright_conformance::{Extent, RunOptions, Target, derive_from, run as play};

use crate::child::ChildDaemon;
use crate::failure::Failure;
use crate::source;

/// Whom to test, and how.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Where the implementation listens: tcp://ADDRESS:PORT or unix:///PATH
    #[arg(required_unless_present = "quick")]
    endpoint: Option<Target>,
    /// The spec the cases are derived from; `network` is the built-in one
    #[arg(long, value_name = "FILE", default_value = source::BUILT_IN)]
    spec: PathBuf,
    #[command(flatten)]
    root: source::ImportRoot,
    /// Flip every bit and cut at every byte, instead of a sample of them
    #[arg(long, conflicts_with = "quick")]
    full: bool,
    /// Start our own daemon and test that
    #[arg(long, conflicts_with_all = ["endpoint", "spec"])]
    quick: bool,
    /// Play only the cases whose names start so, such as header/magic
    #[arg(long, value_name = "PREFIX")]
    only: Option<String>,
    /// List the cases, and play none
    #[arg(long)]
    list: bool,
    /// Milliseconds to wait for an answer or a close
    #[arg(long, value_name = "MS", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(1..=60_000))]
    patience: u64,
    /// Write the whole report, with all bytes of cases that did not pass
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// Plays the cases; refuses if the implementation does not conform.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let found = source::compiled(&arguments.spec, &arguments.root)?;
    let (model, sources) = source::protocol(found, &arguments.spec)?;
    let extent = if arguments.full { Extent::Full } else { Extent::Quick };
    let mut cases = derive_from(&model, &sources, extent).map_err(Failure::refused)?;
    if let Some(prefix) = &arguments.only {
        cases.retain(|case| case.id.starts_with(prefix.as_str()));
        if cases.is_empty() {
            return Err(Failure::trouble(format!(
                "no case starts with {prefix}; --list shows all there are"
            )));
        }
    }
    if arguments.list {
        let lines: String =
            cases.iter().map(|case| format!("{}  {}\n", case.id, case.rule.text)).collect();
        return source::print(lines.as_bytes());
    }
    let (daemon, target) = match &arguments.endpoint {
        Some(target) => (None, target.clone()),
        None => {
            let daemon = ChildDaemon::start(&["tcp://127.0.0.1:0".to_owned()])?;
            let target = daemon.endpoints.first().map_or("", String::as_str).parse();
            (Some(daemon), target.map_err(Failure::trouble)?)
        }
    };
    let options = RunOptions { patience: Duration::from_millis(arguments.patience), only: None };
    let report = play(&model, &cases, &target, &options).map_err(Failure::refused)?;
    if let Some(path) = &arguments.json {
        let json = report.to_json().map_err(Failure::trouble)?;
        std::fs::write(path, json).map_err(|error| Failure::file("write", path, &error))?;
    }
    source::print(report.to_string().as_bytes())?;
    if let Some(daemon) = daemon {
        daemon.stop()?;
    }
    match report.conforms() {
        true => Ok(()),
        false => Err(Failure::refused("the implementation does not conform")),
    }
}
