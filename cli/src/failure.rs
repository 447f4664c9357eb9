//! How a command fails: what is said, and the exit code.

use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

/// Why a command did not succeed.
pub(crate) enum Failure {
    /// What was asked about is refused: exit code 1. What is wrong has been
    /// printed if the text is empty.
    Refused(String),
    /// The question could not be put: exit code 2.
    Trouble(String),
}

impl Failure {
    /// The question could not be put.
    pub(crate) fn trouble(text: impl Display) -> Self {
        Self::Trouble(text.to_string())
    }

    /// A file could not be read or written.
    pub(crate) fn file(action: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::Trouble(format!("cannot {action} {}: {error}", path.display()))
    }

    /// What was asked about is refused.
    pub(crate) fn refused(text: impl Display) -> Self {
        Self::Refused(text.to_string())
    }

    /// Says in front what it happened to.
    pub(crate) fn within(self, name: &str) -> Self {
        match self {
            Self::Refused(text) => Self::Refused(format!("{name}: {text}")),
            Self::Trouble(text) => Self::Trouble(format!("{name}: {text}")),
        }
    }

    /// Says what is wrong and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        let (text, code) = match self {
            Self::Refused(text) => (text, 1),
            Self::Trouble(text) => (text, 2),
        };
        if !text.is_empty() {
            eprintln!("error: {text}");
        }
        ExitCode::from(code)
    }
}
