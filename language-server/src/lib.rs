//! The language server of Packetwright specs.
//!
//! Two parts that meet in bytes and offsets:
//! - [`analysis`] answers questions about a text: what is wrong with it, what a
//!   name stands for, what may stand at a place. It knows nothing of editors.
//! - [`server`] speaks the Language Server Protocol, version 3.17, over a byte
//!   stream. It knows nothing of the language.
//!
//! The command `packetwright lsp` runs [`server::serve`] on standard input and
//! output.
//!
//! ```
//! use packetwright_language_server::analysis::Analysis;
//!
//! let text = "const MAX = 4 KiB;\nstruct Note { text: bytes[u16 in 0..=MAX] }\n";
//! let analysis = Analysis::new(text.to_owned());
//! let used = text.rfind("MAX").expect("it is there");
//! let declared = analysis.definition(used).expect("it stands for something");
//! assert_eq!(&text[declared.start..declared.end], "MAX");
//! assert!(declared.start < used);
//! ```

pub mod analysis;
pub mod server;
