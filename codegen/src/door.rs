//! The door for `build.rs`: a spec in, a file in `OUT_DIR` out.

use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io};

use packetwright_spec::diagnostic::render;

use crate::{Options, generate};

/// Generates the code of a spec into `OUT_DIR`, from a `build.rs`; the path is
/// relative to the crate. With [`Options::default`]; see [`Build`] for others.
///
/// Mistakes in the spec are drawn on standard error and fail the build.
pub fn build(spec: impl Into<PathBuf>) {
    Build::new(spec).run();
}

/// One spec to generate code from, in a `build.rs`.
///
/// ```no_run
/// packetwright_codegen::Build::new("cabinet.wire").serde().run();
/// ```
#[derive(Clone, Debug)]
pub struct Build {
    spec: PathBuf,
    options: Options,
}

impl Build {
    /// Code from the spec at a path, relative to the crate.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Build { spec: spec.into(), options: Options::default() }
    }

    /// With `Serialize` and `Deserialize` for owned types.
    #[must_use]
    pub fn serde(mut self) -> Self {
        self.options.serde = crate::Feature::On;
        self
    }

    /// With `Arbitrary` for owned types.
    #[must_use]
    pub fn arbitrary(mut self) -> Self {
        self.options.arbitrary = crate::Feature::On;
        self
    }

    /// With these options.
    #[must_use]
    pub fn options(mut self, options: Options) -> Self {
        self.options = options;
        self
    }

    /// Generates the code into `OUT_DIR/<protocol>.rs`, tells Cargo when to do
    /// it again, and ends the build if it cannot be done.
    pub fn run(self) {
        println!("cargo:rerun-if-changed={}", self.spec.display());
        let Some(folder) = env::var_os("OUT_DIR") else {
            eprintln!("OUT_DIR is not set: call this from a build.rs");
            std::process::exit(1);
        };
        if let Err(error) = self.write_to(Path::new(&folder)) {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }

    /// Generates the code into `<folder>/<protocol>.rs` and returns that path.
    ///
    /// # Errors
    /// The spec cannot be read or has mistakes, or the file cannot be written.
    pub fn write_to(&self, folder: &Path) -> Result<PathBuf, BuildError> {
        let source = fs::read_to_string(&self.spec)
            .map_err(|error| BuildError::Io(self.spec.clone(), error))?;
        let model = packetwright_spec::compile(&source).map_err(|diagnostics| {
            let name = self.spec.display().to_string();
            BuildError::Spec(render(&diagnostics, &name, &source, false))
        })?;
        let path = folder.join(format!("{}.rs", model.name));
        fs::write(&path, generate(&model, &self.options))
            .map_err(|error| BuildError::Io(path.clone(), error))?;
        Ok(path)
    }
}

/// Why no code was generated.
#[derive(Debug)]
pub enum BuildError {
    /// A file cannot be read or written.
    Io(PathBuf, io::Error),
    /// The spec has mistakes: drawn with the lines they are in.
    Spec(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            BuildError::Io(path, error) => write!(f, "{}: {error}", path.display()),
            BuildError::Spec(drawn) => f.write_str(drawn),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            BuildError::Io(_, error) => Some(error),
            BuildError::Spec(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(spec: &str, expected: Result<&str, &str>) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("spec.wire");
        fs::write(&path, spec).expect("writes");
        match (Build::new(&path).write_to(folder.path()), expected) {
            (Ok(written), Ok(name)) => assert!(written.ends_with(name), "{}", written.display()),
            (Err(error), Err(part)) => assert!(error.to_string().contains(part), "{error}"),
            (found, expected) => panic!("expected {expected:?}, found {found:?}"),
        }
    }

    #[test]
    fn a_spec_becomes_a_file_and_a_mistake_a_drawing() {
        check("protocol small { edition: 1, version: 1, endian: big }", Ok("small.rs"));
        check(
            "protocol small { edition: 1, version: 1, endian: big }\nstruct A { b: C }\n",
            Err("struct A { b: C }"),
        );
    }
}
