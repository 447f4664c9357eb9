//! `packetwright lint`: is anything in this spec likely not meant?

use std::path::{Path, PathBuf};

use clap::ValueEnum;
use packetwright_spec::diagnostic::{self, Diagnostic};
use packetwright_spec::import::{Compilation, Compiled};
use packetwright_spec::lint::{LINTS, Lint, Lints, lint};
use packetwright_spec::lower::lower;

use crate::check::{Format, explain};
use crate::failure::Failure;
use crate::source::{self, ImportRoot};

/// What to look at, for what, and how to say it.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Spec files; `-` is standard input, `network` the built-in spec
    #[arg(required_unless_present_any = ["explain", "list"])]
    specs: Vec<PathBuf>,
    #[command(flatten)]
    root: ImportRoot,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Exit with 1 if there is a warning
    #[arg(long, value_enum, value_name = "WHAT")]
    deny: Option<Deny>,
    /// Switch a lint on that is off by default
    #[arg(long, value_name = "LINT", value_parser = named)]
    warn: Vec<Lint>,
    /// Switch a lint off
    #[arg(long, value_name = "LINT", value_parser = named)]
    allow: Vec<Lint>,
    /// Explain a lint, by its name or code, and exit
    #[arg(long, value_name = "LINT", conflicts_with = "specs")]
    explain: Option<String>,
    /// List all lints, and exit
    #[arg(long, conflicts_with_all = ["specs", "explain"])]
    list: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Whatever a lint finds
    Warnings,
}

/// Lints all specs; refuses if one has an error, or a warning if that is denied.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.list {
        return list();
    }
    if let Some(asked) = &arguments.explain {
        let code = Lint::named(asked).map(|lint| lint.code.id());
        return explain(code.unwrap_or(asked));
    }
    let on = arguments.warn.iter().fold(Lints::default(), |lints, lint| lints.set(*lint, true));
    let lints = arguments.allow.iter().fold(on, |lints, lint| lints.set(*lint, false));
    let mut refused = false;
    for path in &arguments.specs {
        let Compilation { sources, tree, diagnostics, outcome, .. } =
            source::compiled(path, &arguments.root)?;
        let mut found = diagnostics;
        match &outcome {
            Some(Compiled::Protocol(model)) => found.extend(lint(&tree, model, &lints)),
            Some(Compiled::Library(_)) => found.extend(lint(&tree, &lower(&tree).0, &lints)),
            None => {}
        }
        diagnostic::sort(&mut found);
        let wrong = found.iter().any(Diagnostic::is_error);
        refused |= wrong || (arguments.deny.is_some() && !found.is_empty());
        if arguments.format == Format::Json {
            println!("{}", diagnostic::to_json_all(&found, &sources));
            continue;
        }
        eprint!("{}", source::draw_all(&found, &sources));
        if !wrong {
            println!("{}", summary(path, found.len()));
        }
    }
    if refused { Err(Failure::refused("")) } else { Ok(()) }
}

fn summary(path: &Path, warnings: usize) -> String {
    let count = match warnings {
        0 => "no warnings".to_owned(),
        1 => "1 warning".to_owned(),
        more => format!("{more} warnings"),
    };
    format!("{}: {count}", path.display())
}

fn list() -> Result<(), Failure> {
    let width = LINTS.iter().map(|lint| lint.name.len()).max().unwrap_or_default();
    let mut lines = String::new();
    for lint in LINTS {
        let off = if lint.by_default { "" } else { " (off by default)" };
        let title = lint.code.title();
        let what = title.split_once(": ").map_or(title, |(_, what)| what);
        lines.push_str(&format!("{}  {:width$}  {what}{off}\n", lint.code, lint.name));
    }
    source::print(lines.as_bytes())
}

fn named(name: &str) -> Result<Lint, String> {
    Lint::named(name).ok_or_else(|| {
        let known: Vec<&str> = LINTS.iter().map(|lint| lint.name).collect();
        format!("there is no such lint; there are {}", known.join(", "))
    })
}
