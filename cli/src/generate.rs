//! `packetwright gen`: writes what is generated from specs, or tells what is
//! stale.
//!
//! What a repository keeps is listed in its `packetwright.toml`; see
//! [`manifest`](crate::manifest) for what stands there.

use std::path::{Path, PathBuf};

use packetwright_codegen::{FuzzOptions, FuzzTarget, GeneratedFile, Options, fuzz_targets};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;

use crate::failure::Failure;
use crate::manifest::{Artefact, Kind, MANIFEST, Manifest};
use crate::source::{self, ImportRoot};

/// What to generate.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// A spec to write Rust for; without it, everything that
    /// packetwright.toml lists
    spec: Option<PathBuf>,
    #[command(flatten)]
    root: ImportRoot,
    /// Where the Rust for SPEC goes; standard output if absent
    #[arg(short, long, value_name = "FILE", requires = "spec")]
    output: Option<PathBuf>,
    /// The list of generated files; their paths are relative to its folder
    #[arg(long, value_name = "FILE", default_value = MANIFEST, conflicts_with = "spec")]
    config: PathBuf,
    /// Write nothing; fail if a listed file is not what would be written
    #[arg(long, conflicts_with = "spec")]
    check: bool,
}

/// Generates one spec's Rust, or all that is listed.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    match &arguments.spec {
        Some(spec) => one(spec, &arguments.root, arguments.output.as_deref()),
        None => listed(&arguments.config, arguments.check),
    }
}

fn one(spec: &Path, root: &ImportRoot, output: Option<&Path>) -> Result<(), Failure> {
    let model = source::model(spec, root)?;
    let code = packetwright_codegen::generate(&model, &Options::default());
    let Some(path) = output else {
        return source::print(code.as_bytes());
    };
    let command = format!("packetwright gen {} -o {}", spec.display(), path.display());
    let source = spec.display().to_string();
    let file = GeneratedFile { path, command: &command, source: &source };
    let text = file.text(&format!("The {} protocol. See `{source}`.", model.name), &code);
    file.write(&text).map_err(|error| Failure::file("write", path, &error))
}

fn listed(config: &Path, check: bool) -> Result<(), Failure> {
    let manifest = Manifest::read(config)?;
    let folder = config.parent().unwrap_or(Path::new(""));
    let mut stale = 0;
    for artefact in &manifest.artefacts {
        let path = folder.join(&artefact.path);
        let root = ImportRoot { root: artefact.root.as_ref().map(|root| folder.join(root)) };
        let model = source::model(&folder.join(&artefact.spec), &root)?;
        let text = text(&manifest, artefact, &model)?;
        let file = generated_file(&manifest, artefact, &path);
        if !check {
            file.write(&text).map_err(|error| Failure::file("write", &path, &error))?;
        } else if let Err(found) = file.check(&text) {
            stale += 1;
            eprintln!("error: {found}");
        }
    }
    let all = manifest.artefacts.len();
    if stale > 0 {
        return Err(Failure::refused(format!("{stale} of {all} generated files are stale")));
    }
    println!("{all} generated files are up to date");
    Ok(())
}

/// What came of a listed file.
pub(crate) struct Refreshed {
    /// The files that it is made from, with their texts.
    pub(crate) sources: Vec<(PathBuf, String)>,
    /// Whether it was written, because it was not what its spec gives.
    pub(crate) written: Result<bool, Failure>,
}

/// Writes a listed file if it is not what its spec gives.
pub(crate) fn refresh(
    manifest: &Manifest,
    artefact: &Artefact,
    folder: &Path,
) -> Result<Refreshed, Failure> {
    let root = ImportRoot { root: artefact.root.as_ref().map(|root| folder.join(root)) };
    let spec = folder.join(&artefact.spec);
    let found = source::compiled(&spec, &root)?;
    let sources = source::files(&found);
    let path = folder.join(&artefact.path);
    let file = generated_file(manifest, artefact, &path);
    let written = source::protocol(found, &spec)
        .and_then(|(model, _)| text(manifest, artefact, &model))
        .and_then(|text| match file.check(&text) {
            Ok(()) => Ok(false),
            Err(_) => file
                .write(&text)
                .map(|()| true)
                .map_err(|error| Failure::file("write", &path, &error)),
        });
    Ok(Refreshed { sources, written })
}

/// The whole text of a listed file, made from its spec.
pub(crate) fn text(
    manifest: &Manifest,
    artefact: &Artefact,
    model: &Checked<Model>,
) -> Result<String, Failure> {
    let file = generated_file(manifest, artefact, &artefact.path);
    Ok(match artefact.kind {
        Kind::Rust => {
            let docs = format!("The {} protocol. See `{}`.", model.name, artefact.spec.display());
            file.text(&docs, &packetwright_codegen::generate(model, &artefact.options()))
        }
        Kind::Reference => file.markdown(&packetwright_codegen::reference(model)),
        Kind::ReferenceHtml => file.html(&packetwright_codegen::reference_html(model)),
        Kind::Fuzz => {
            let module = artefact.module.as_deref().unwrap_or("packetwright::network");
            let options = FuzzOptions { module, source: file.source, command: file.command };
            fuzz_target(&fuzz_targets(model, &options), &artefact.path)?
        }
    })
}

/// The target that a file's name says.
fn fuzz_target(targets: &[FuzzTarget], path: &Path) -> Result<String, Failure> {
    let stem = path.file_stem().unwrap_or_default();
    let found = targets.iter().find(|target| stem == target.name.as_str());
    found.map(|target| target.text.clone()).ok_or_else(|| {
        let names: Vec<&str> = targets.iter().map(|target| target.name.as_str()).collect();
        let (path, names) = (path.display(), names.join(", "));
        Failure::refused(format!("{path}: no such fuzz target; there are {names}"))
    })
}

fn generated_file<'a>(
    manifest: &'a Manifest,
    artefact: &'a Artefact,
    path: &'a Path,
) -> GeneratedFile<'a> {
    GeneratedFile {
        path,
        command: &manifest.command,
        source: artefact.spec.to_str().unwrap_or("its spec"),
    }
}
