//! Specs on a disk: the file that is compiled, and the folder that it may
//! import from.
//!
//! The one place of the project that turns the paths of imports into files.
//! What may be imported and what it means is for `packetwright-spec`.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use packetwright_spec::Sources;
use packetwright_spec::diagnostic::Diagnostic;
use packetwright_spec::import::{
    Compilation, LoadError, MAX_BYTES, compile_files, compile_token_files,
};
use packetwright_spec::syntax::tree;

/// The folder that the imports of specs are read from. No path and no link
/// leads out of it.
#[derive(Clone, Debug)]
pub struct SpecFolder {
    /// Without links, so that it can be compared.
    root: PathBuf,
    /// As the user calls it.
    shown: PathBuf,
}

impl SpecFolder {
    /// The folder at a path.
    ///
    /// # Errors
    /// There is no such folder, or it cannot be read.
    pub fn new(path: &Path) -> io::Result<SpecFolder> {
        // The folder of `clock.wire` has an empty path.
        let here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        Ok(SpecFolder { root: here.canonicalize()?, shown: path.to_owned() })
    }

    /// The folder that a spec lies in.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn of(spec: &Path) -> io::Result<SpecFolder> {
        SpecFolder::new(spec.parent().unwrap_or(Path::new("")))
    }

    /// The specs in the folder and below it, in order, by their paths from here:
    /// at most `most`, found among at most `entries` files and folders; and whether
    /// these are all. Links are not followed, and folders are left out whose name
    /// begins with a point, or in which tools put what they make or fetch (`target`,
    /// `node_modules`). What cannot be read is passed over.
    pub fn specs(&self, most: usize, entries: usize) -> (Vec<String>, bool) {
        let (mut found, mut left) = (Vec::new(), entries);
        let mut folders = vec![(self.root.clone(), String::new())];
        while let Some((folder, path)) = folders.pop() {
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                let Some(still) = left.checked_sub(1) else { return (sorted(found), false) };
                left = still;
                let (Ok(kind), Ok(name)) = (entry.file_type(), entry.file_name().into_string())
                else {
                    continue;
                };
                let hidden = name.starts_with('.') || name == "target" || name == "node_modules";
                if kind.is_dir() && !hidden {
                    folders.push((entry.path(), format!("{path}{name}/")));
                } else if kind.is_file() && name.ends_with(".wire") {
                    if found.len() == most {
                        return (sorted(found), false);
                    }
                    found.push(format!("{path}{name}"));
                }
            }
        }
        (sorted(found), true)
    }

    /// Compiles the text of the spec at a path, which may not exist (standard
    /// input), and what it imports. The sources are named as they can be
    /// opened from where the command runs.
    ///
    /// # Errors
    /// The spec does not lie in this folder.
    pub fn compile(&self, text: &str, spec: &Path) -> io::Result<Compilation> {
        let mut found = self.compile_within(text, spec)?;
        found.sources = self.place(found.sources);
        Ok(found)
    }

    /// Names sources, which have their paths from this folder, as they can be
    /// opened from where the command runs.
    pub fn place(&self, sources: Sources) -> Sources {
        sources.in_folder(&self.shown.display().to_string())
    }

    /// As [`compile`](Self::compile); the sources are named by their paths from
    /// this folder, as imports lead to them.
    ///
    /// # Errors
    /// The spec does not lie in this folder.
    pub fn compile_within(&self, text: &str, spec: &Path) -> io::Result<Compilation> {
        Ok(compile_files(&self.path_of(spec)?, text, &|path| self.load(path)))
    }

    /// As [`compile`](Self::compile), for the tokens of a macro; their imports
    /// are relative to this folder.
    pub fn compile_tokens(
        &self,
        file: tree::File,
        diagnostics: Vec<Diagnostic>,
        tokens: usize,
    ) -> Compilation {
        let mut found = compile_token_files(file, diagnostics, tokens, &|path| self.load(path));
        found.sources = self.place(found.sources);
        found
    }

    /// The path of a spec from this folder, with `/` between its parts.
    fn path_of(&self, spec: &Path) -> io::Result<String> {
        let folder = SpecFolder::of(spec)?.root;
        let outside = || {
            let (spec, root) = (spec.display(), self.shown.display());
            io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("{spec} is not in {root}, the folder that imports are read from"),
            )
        };
        let below = folder.strip_prefix(&self.root).map_err(|_| outside())?;
        let name = spec.file_name().ok_or_else(outside)?;
        let parts = below.iter().chain([name]).map(|part| part.to_string_lossy());
        Ok(parts.collect::<Vec<_>>().join("/"))
    }

    /// The text of an imported file, by its path from this folder.
    ///
    /// # Errors
    /// There is no such file, it cannot be read, or a link leads out of the folder.
    pub fn load(&self, path: &str) -> Result<String, LoadError> {
        let unreadable = |why: &str| LoadError::Unreadable(why.to_owned());
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => LoadError::NotFound,
            _ => LoadError::Unreadable(error.to_string()),
        };
        let found = self.root.join(path).canonicalize().map_err(failed)?;
        if !found.starts_with(&self.root) {
            return Err(unreadable("a link leads out of the folder that imports are read from"));
        }
        if !found.metadata().map_err(failed)?.is_file() {
            return Err(unreadable("it is not a file"));
        }
        let mut bytes = Vec::new();
        let most = MAX_BYTES as u64;
        File::open(&found)
            .and_then(|file| file.take(most + 1).read_to_end(&mut bytes))
            .map_err(failed)?;
        if bytes.len() as u64 > most {
            return Err(unreadable(&format!("it has more than {} MiB", most >> 20)));
        }
        String::from_utf8(bytes).map_err(|error| {
            let place = error.utf8_error().valid_up_to();
            LoadError::Unreadable(format!("it is not UTF-8 text (byte {place})"))
        })
    }
}

/// Paths in order, which no disk promises.
fn sorted(mut paths: Vec<String>) -> Vec<String> {
    paths.sort();
    paths
}

#[cfg(test)]
mod tests {
    use std::fs;

    use packetwright_spec::diagnostic::render_all;

    use super::*;

    const MAIN: &str = "protocol p { edition: 1, version: 1, endian: big }\n";
    const LIBRARY: &str = "library l { edition: 1, endian: big }\n";

    /// A folder `specs` with a spec in it, and what lies beside it.
    fn folder(imports: &str, files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let spec = folder.path().join("specs/main.wire");
        fs::create_dir_all(folder.path().join("specs/parts")).expect("a folder");
        fs::write(&spec, format!("{MAIN}{imports}")).expect("writes");
        for (path, text) in files {
            fs::write(folder.path().join(path), text).expect("writes");
        }
        (folder, spec)
    }

    #[track_caller]
    fn check(root: &SpecFolder, spec: &Path, part: Option<&str>) -> Compilation {
        let text = fs::read_to_string(spec).expect("the spec");
        let found = root.compile(&text, spec).expect("it is in the folder");
        let page = render_all(&found.diagnostics, &found.sources, false);
        match part {
            None => assert_eq!(page, ""),
            Some(part) => assert!(page.contains(part), "{page}"),
        }
        found
    }

    #[test]
    fn imports_are_read_from_the_folder_of_the_spec() {
        let b = format!("{LIBRARY}struct B {{ b: u8 }}\n");
        let (_folder, spec) =
            folder("import \"parts/b.wire\";\n", &[("specs/parts/b.wire", b.as_str())]);
        let root = SpecFolder::of(&spec).expect("the folder");
        let found = check(&root, &spec, None);
        // The names are paths that can be opened.
        for source in found.sources.files() {
            assert_eq!(fs::read_to_string(&source.path).expect(&source.path), source.text);
        }
        assert_eq!(found.protocol().expect("a protocol").structs.len(), 1);
    }

    #[test]
    fn what_lies_outside_needs_a_folder_above() {
        let b = format!("{LIBRARY}struct B {{ b: u8 }}\n");
        let (folder, spec) = folder("import \"../b.wire\";\n", &[("b.wire", b.as_str())]);
        check(&SpecFolder::of(&spec).expect("the folder"), &spec, Some("leaves the folder"));
        check(&SpecFolder::new(folder.path()).expect("the folder"), &spec, None);
        let other = SpecFolder::new(&folder.path().join("specs/parts")).expect("the folder");
        let error = other.compile("", &spec).expect_err("the spec is not there");
        assert!(error.to_string().contains("is not in"), "{error}");
    }

    #[test]
    fn what_cannot_be_read_is_said_at_the_import() {
        let (_folder, spec) =
            folder("import \"parts\";\nimport \"no.wire\";\nimport \"main.wire/x\";\n", &[]);
        let found = check(&SpecFolder::of(&spec).expect("it"), &spec, Some("it is not a file"));
        assert_eq!(found.diagnostics.len(), 3);
        fs::write(&spec, format!("{MAIN}import \"b.wire\";\n")).expect("writes");
        fs::write(spec.with_file_name("b.wire"), b"library \xff").expect("writes");
        check(&SpecFolder::of(&spec).expect("it"), &spec, Some("not UTF-8 text (byte 8)"));
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out() {
        let secret = format!("{LIBRARY}struct B {{ b: u8 }}\n");
        let (folder, spec) = folder("import \"b.wire\";\n", &[("secret.wire", secret.as_str())]);
        let link = spec.with_file_name("b.wire");
        std::os::unix::fs::symlink("../secret.wire", &link).expect("a link");
        check(&SpecFolder::of(&spec).expect("it"), &spec, Some("a link leads out"));
        check(&SpecFolder::new(folder.path()).expect("it"), &spec, None);
    }
}
