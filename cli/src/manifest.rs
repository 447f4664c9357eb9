//! `packetwright.toml`: the generated files that a repository keeps.
//!
//! ```toml
//! command = "packetwright gen"      # what refreshes them; the default
//!
//! [[artefact]]
//! spec = "spec/network.wire"
//! kind = "rust"                     # or "reference", "reference-html", "fuzz"
//! path = "src/network.rs"
//! root = "spec"                     # imports may come from here; default: the spec's folder
//! runtime = "::packetwright"        # the default
//! serde = true                      # or false, or a Cargo feature's name
//! views = false                     # no views of a protocol without layers; there by default
//!
//! [[artefact]]
//! spec = "spec/network.wire"
//! kind = "fuzz"
//! path = "fuzz/fuzz_targets/network_decode.rs"   # its name says which target
//! module = "my_crate::network"      # where the protocol's Rust is
//! ```

use std::path::{Path, PathBuf};

use packetwright_codegen::{Feature, Options};
use serde::Deserialize;

use crate::failure::Failure;
use crate::source;

/// The file's usual name.
pub(crate) const MANIFEST: &str = "packetwright.toml";

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// The command that refreshes the files, as people type it; it is written
    /// into them.
    #[serde(default = "default_command")]
    pub(crate) command: String,
    /// The files.
    #[serde(default, rename = "artefact")]
    pub(crate) artefacts: Vec<Artefact>,
}

/// A generated file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Artefact {
    /// The spec it is made from, relative to the manifest's folder.
    pub(crate) spec: PathBuf,
    /// The folder that imports may be read from, relative to the manifest's;
    /// that of the spec by default.
    pub(crate) root: Option<PathBuf>,
    /// What it is.
    pub(crate) kind: Kind,
    /// Where it is, relative to the manifest's folder.
    pub(crate) path: PathBuf,
    /// The path of the runtime crate in Rust.
    runtime: Option<String>,
    /// Of a fuzz target: the Rust module of the protocol's code.
    pub(crate) module: Option<String>,
    /// `Serialize` and `Deserialize`; left out by default.
    serde: Option<Part>,
    /// `Arbitrary`; left out by default.
    arbitrary: Option<Part>,
    /// Dispatcher and handshake machines; there by default.
    session: Option<Part>,
    /// Views that borrow from the input; there by default.
    views: Option<bool>,
}

/// What can be generated.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// Rust: codecs, dispatcher, handshake machines.
    Rust,
    /// The protocol's reference, a page of Markdown.
    Reference,
    /// The protocol's reference, one HTML page that loads nothing.
    #[serde(rename = "reference-html")]
    ReferenceHtml,
    /// The fuzz target that the file's name says.
    Fuzz,
}

/// Whether a part of the Rust is there.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Part {
    /// It is, or not.
    Switch(bool),
    /// It is if the crate has this feature enabled.
    Feature(String),
}

impl Manifest {
    /// Reads a manifest.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let text = source::text(path)?;
        Self::parse(&text).map_err(|error| Failure::refused(format!("{}: {error}", path.display())))
    }

    /// The manifest of a text.
    pub(crate) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}

impl Artefact {
    /// The options of generated Rust.
    pub(crate) fn options(&self) -> Options {
        let default = Options::default();
        let feature = |part: &Option<Part>, otherwise| match part {
            None => otherwise,
            Some(Part::Switch(true)) => Feature::On,
            Some(Part::Switch(false)) => Feature::Off,
            Some(Part::Feature(name)) => Feature::Gated(name.clone()),
        };
        Options {
            runtime: self.runtime.clone().unwrap_or(default.runtime),
            serde: feature(&self.serde, default.serde),
            arbitrary: feature(&self.arbitrary, default.arbitrary),
            session: feature(&self.session, default.session),
            views: self.views.unwrap_or(default.views),
        }
    }
}

fn default_command() -> String {
    "packetwright gen".to_owned()
}
