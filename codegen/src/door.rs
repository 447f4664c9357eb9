//! The door for `build.rs`: a spec in, a file in `OUT_DIR` out.

use std::path::{Path, PathBuf};
use std::{env, fmt, fs, io};

use packetwright_spec::diagnostic::render_all;
use packetwright_spec::import::{Compilation, Compiled};

use crate::{Options, SpecFolder, generate};

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
    root: Option<PathBuf>,
    options: Options,
}

impl Build {
    /// Code from the spec at a path, relative to the crate.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Build { spec: spec.into(), root: None, options: Options::default() }
    }

    /// With imports from everywhere in a folder, relative to the crate, that
    /// the spec lies in. Without it they come from the spec's own folder.
    #[must_use]
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
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

    /// Without views, for less code to compile; see [`Options::views`].
    #[must_use]
    pub fn without_views(mut self) -> Self {
        self.options.views = false;
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
        let result = self.compiled().and_then(|found| {
            for_cargo(&found).iter().for_each(|line| println!("{line}"));
            self.write(found, Path::new(&folder))
        });
        if let Err(error) = result {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }

    /// Generates the code into `<folder>/<protocol>.rs` and returns that path.
    ///
    /// # Errors
    /// The spec cannot be read or has mistakes, or the file cannot be written.
    pub fn write_to(&self, folder: &Path) -> Result<PathBuf, BuildError> {
        self.write(self.compiled()?, folder)
    }

    fn compiled(&self) -> Result<Compilation, BuildError> {
        let failed = |error| BuildError::Io(self.spec.clone(), error);
        let source = fs::read_to_string(&self.spec).map_err(failed)?;
        let folder = match &self.root {
            Some(root) => {
                SpecFolder::new(root).map_err(|error| BuildError::Io(root.clone(), error))?
            }
            None => SpecFolder::of(&self.spec).map_err(failed)?,
        };
        folder.compile(&source, &self.spec).map_err(failed)
    }

    fn write(&self, found: Compilation, folder: &Path) -> Result<PathBuf, BuildError> {
        let Compilation { outcome, diagnostics, sources, .. } = found;
        let model = match outcome {
            Some(Compiled::Protocol(model)) => model,
            Some(Compiled::Library(name)) => {
                let spec = self.spec.display();
                return Err(BuildError::Spec(format!(
                    "{spec}: {name} is a library: generate code from a protocol that imports it"
                )));
            }
            None => return Err(BuildError::Spec(render_all(&diagnostics, &sources, false))),
        };
        let path = folder.join(format!("{}.rs", model.name));
        fs::write(&path, generate(&model, &self.options))
            .map_err(|error| BuildError::Io(path.clone(), error))?;
        Ok(path)
    }
}

/// What Cargo is told about a spec: when to build again, and warnings.
fn for_cargo(found: &Compilation) -> Vec<String> {
    let files = found.sources.files().iter();
    let files = files.map(|file| format!("cargo:rerun-if-changed={}", file.path));
    let warnings = found.diagnostics.iter().filter(|found| !found.is_error());
    let warnings = warnings.map(|warning| {
        let file = &found.sources.file_of(warning.span).path;
        let line = found.sources.line(warning.span);
        format!("cargo:warning={file}:{line}: {} [{}]", warning.message, warning.code)
    });
    files.chain(warnings).collect()
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
        check("library small { edition: 1, endian: big }", Err("small is a library"));
    }

    #[test]
    fn cargo_watches_every_file_that_was_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = |name: &str| folder.path().join(name);
        let files = [
            ("a.wire", "protocol p { edition: 1, version: 1, endian: big }\nimport \"b.wire\";\n"),
            ("b.wire", "library b { edition: 1, endian: big }\nimport \"c.wire\";\n"),
            ("c.wire", "library c { edition: 1, endian: big }\nconst C = 1;\n"),
        ];
        for (name, text) in files {
            fs::write(path(name), text).expect("writes");
        }
        let build = Build::new(path("a.wire"));
        let told = for_cargo(&build.compiled().expect("it compiles"));
        let watched = |name| format!("cargo:rerun-if-changed={}", path(name).display());
        let unused = format!(
            "cargo:warning={}:2: this library does not use anything of `c.wire` [PW0226]",
            path("b.wire").display()
        );
        assert_eq!(told, [watched("a.wire"), watched("b.wire"), watched("c.wire"), unused]);
        build.write_to(folder.path()).expect("code");
    }
}
