//! `packetwright fmt`: specs laid out as everyone's are.

use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::source;

/// What to lay out.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Spec files; `-` reads standard input and writes standard output
    #[arg(required = true)]
    specs: Vec<PathBuf>,
    /// Change nothing; name the files that are laid out otherwise, with the
    /// first line that differs, and exit with 1 if there is one
    #[arg(long)]
    check: bool,
}

/// Lays out all specs. One that cannot be parsed is left as it is and refused.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let mut refused = false;
    for path in &arguments.specs {
        let text = source::text(path)?;
        let formatted = match packetwright_spec::format(&text) {
            Ok(formatted) => formatted,
            Err(diagnostics) => {
                eprint!("{}", source::draw(&diagnostics, path, &text));
                refused = true;
                continue;
            }
        };
        if arguments.check {
            if let Some(difference) = first_difference(&text, &formatted) {
                eprintln!("{}: {difference}", path.display());
                refused = true;
            }
        } else if path == Path::new("-") {
            source::print(formatted.as_bytes())?;
        } else if formatted != text {
            replace(path, &formatted)?;
        }
    }
    if refused { Err(Failure::refused("")) } else { Ok(()) }
}

/// The first line that is laid out otherwise.
fn first_difference(text: &str, formatted: &str) -> Option<String> {
    if text == formatted {
        return None;
    }
    let mut lines = text.lines();
    for (place, expected) in formatted.lines().enumerate() {
        let found = lines.next();
        if found != Some(expected) {
            let found = found.unwrap_or("nothing");
            return Some(format!(
                "line {} is laid out otherwise\n  found:    {found}\n  expected: {expected}",
                place + 1
            ));
        }
    }
    Some("the end of the file is laid out otherwise".to_owned())
}

/// Puts another file in the place of one, whole or not at all; its permissions
/// stay.
fn replace(path: &Path, text: &str) -> Result<(), Failure> {
    let failure = |error: std::io::Error| Failure::file("write", path, &error);
    // Through a link to the file itself, so that the link stays one.
    let target = std::fs::canonicalize(path).map_err(failure)?;
    let permissions = std::fs::metadata(&target).map_err(failure)?.permissions();
    let mut beside = target.clone().into_os_string();
    beside.push(format!(".{}", std::process::id()));
    let beside = PathBuf::from(beside);
    let written = std::fs::write(&beside, text)
        .and_then(|()| std::fs::set_permissions(&beside, permissions))
        .and_then(|()| std::fs::rename(&beside, &target));
    written.map_err(|error| {
        // What could not be put in place must not lie about; the first error counts.
        let _ = std::fs::remove_file(&beside);
        failure(error)
    })
}
