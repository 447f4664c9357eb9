//! The model: what a spec means once its names are resolved.
//!
//! Everything here is plain data in tables indexed by typed ids. The model
//! knows nothing of Rust, of files or of how it was written down; all three
//! doors (a `.wire` file, `protocol!`, `derive`) lower to it. It may still be
//! wrong: only [`check`](crate::check()) turns it into a
//! [`Checked`](crate::Checked) model, and emitters and interpreter take
//! nothing else.
//!
//! Read next: `types` for what bytes look like, `handshake` for states.

mod assurance;
mod begin;
mod checksum;
mod claims;
mod describe;
mod expression;
mod handshake;
mod items;
mod layers;
mod noise;
mod number;
mod region;
mod rest;
mod shrink;
mod size;
mod structure;
mod types;
mod varint;

pub use assurance::{
    Authentication, Confidentiality, IdentityHiding, Pattern, PatternMessage, PayloadAssurance,
};
pub use checksum::{Checksum, ChecksumAlgorithm};
pub use claims::{Claim, ClaimKind, Mutant, Mutation};
pub use expression::{BinaryOperator, Expression, UnaryOperator};
pub use handshake::*;
pub use items::*;
pub use layers::*;
pub(crate) use noise::spelled_pattern;
pub use noise::{
    BasePattern, Cipher, KeyProgress, Modifier, NoiseName, NoiseNameError, PatternToken, Suite,
    Token, UnknownModifier, size as noise_size,
};
pub use number::*;
pub use region::{Coverage, Region, Scale};
pub use size::Size;
pub use structure::*;
pub use types::*;

use crate::span::Span;

/// What is said of something for people: its documentation and its history.
///
/// It reads as the lines of the documentation comments, without the comment
/// marks and one leading space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs {
    /// The documentation comments, one entry a line.
    pub lines: Vec<String>,
    /// `#[since(2)]`: the first version of the protocol that has it, and where
    /// that is said.
    pub since: Option<(u64, Span)>,
    /// `#[deprecated("why")]`: it is on its way out; why, or nothing.
    pub deprecated: Option<String>,
    /// `#[allow(unused)]`: the lints that say nothing of it and what is in it.
    pub allowed: Vec<Name>,
}

impl Docs {
    /// The lines of the documentation, and a paragraph of the history if there
    /// is one.
    pub fn with_history(&self) -> Vec<String> {
        let mut lines = self.lines.clone();
        let since = self.since.map(|(version, _)| format!("Since version {version}."));
        let deprecated = self.deprecated.as_ref().map(|why| {
            let why = why.trim_end_matches('.');
            if why.is_empty() { "Deprecated.".into() } else { format!("Deprecated: {why}.") }
        });
        let history: Vec<String> = since.into_iter().chain(deprecated).collect();
        if !history.is_empty() {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            lines.push(history.join(" "));
        }
        lines
    }
}

impl std::ops::Deref for Docs {
    type Target = Vec<String>;

    fn deref(&self) -> &Vec<String> {
        &self.lines
    }
}

impl From<Vec<String>> for Docs {
    fn from(lines: Vec<String>) -> Docs {
        Docs { lines, ..Docs::default() }
    }
}

impl FromIterator<String> for Docs {
    fn from_iter<I: IntoIterator<Item = String>>(lines: I) -> Docs {
        lines.into_iter().collect::<Vec<String>>().into()
    }
}

/// The name of something declared, and where it was declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As written in the spec, without `r#`.
    pub text: String,
    /// Where it was declared.
    pub span: Span,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.text)
    }
}

/// A whole protocol.
#[derive(Clone, Debug)]
pub struct Model {
    /// The protocol's name.
    pub name: Name,
    /// The protocol's documentation (`//!` at the head of the spec).
    pub docs: Docs,
    /// The edition of the language it is written in.
    pub edition: u32,
    /// The version of the protocol itself.
    pub version: u8,
    /// The byte order where nothing else says so.
    pub endian: Endian,
    /// Constants, in order of declaration.
    pub constants: Vec<Constant>,
    /// Enumerations, indexed by [`EnumId`].
    pub enums: Vec<Enum>,
    /// Flag sets, indexed by [`FlagsId`].
    pub flags: Vec<Flags>,
    /// Structures, indexed by [`StructId`]: packets, plain structures, bodies
    /// of messages, arms of unions, payloads of handshake messages.
    pub structs: Vec<Struct>,
    /// Unions, indexed by [`UnionId`].
    pub unions: Vec<Union>,
    /// Functions that the user supplies, each once, in order of their first use.
    pub functions: Vec<Name>,
    /// The sets of messages.
    pub message_sets: Vec<MessageSet>,
    /// How packets carry messages; none for a spec of codecs alone.
    pub layers: Option<Layers>,
    /// Handshakes, indexed by [`HandshakeId`].
    pub handshakes: Vec<Handshake>,
    /// What was declared, in the order of the spec; emitters follow it.
    pub order: Vec<Item>,
}

/// One declared item, for those who walk the spec in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A constant, by its place in [`Model::constants`].
    Constant(usize),
    /// An enumeration.
    Enum(EnumId),
    /// A set of flags.
    Flags(FlagsId),
    /// A structure or packet declared by name (not a body, arm or payload).
    Struct(StructId),
    /// A union.
    Union(UnionId),
    /// A set of messages, by its place in [`Model::message_sets`].
    Messages(usize),
    /// A handshake.
    Handshake(HandshakeId),
}

/// A named number.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Its value; times are in milliseconds, sizes in bytes.
    pub value: i128,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $id:ident => $table:ident: $entry:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $id(pub usize);

        impl std::ops::Index<$id> for Model {
            type Output = $entry;
            fn index(&self, id: $id) -> &$entry {
                &self.$table[id.0]
            }
        }
    )*};
}

ids! {
    /// Names an entry of [`Model::enums`].
    EnumId => enums: Enum;
    /// Names an entry of [`Model::flags`].
    FlagsId => flags: Flags;
    /// Names an entry of [`Model::structs`].
    StructId => structs: Struct;
    /// Names an entry of [`Model::unions`].
    UnionId => unions: Union;
    /// Names an entry of [`Model::handshakes`].
    HandshakeId => handshakes: Handshake;
}

impl Model {
    /// Of each structure, whether something is true of it that depends on whether
    /// it is of those inside: what is known so far is given, and only grows.
    fn structures_that(&self, is_so: impl Fn(&Struct, &[bool]) -> bool) -> Vec<bool> {
        let mut known = vec![false; self.structs.len()];
        // One pass may leave a structure that is declared before what it holds;
        // nesting is bounded, so the passes come to rest soon.
        loop {
            let now: Vec<bool> =
                self.structs.iter().map(|structure| is_so(structure, &known)).collect();
            if now == known {
                return known;
            }
            known = now;
        }
    }
}
