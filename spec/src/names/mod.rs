//! Names: what is declared in a spec, and what each use of a name stands for.
//!
//! Of a spec in several files, each file has a top of its own: it knows its own
//! items and those that its imports bring.
//!
//! Made from the syntax tree alone, so that it holds for specs with mistakes
//! as well: a name that leads nowhere is a use without a target. It judges
//! nothing. The lints read it, and editors through the language server.
//!
//! Read next: `walk` collects, `machine` does so for handshakes, `resolve`
//! finds the targets.

mod machine;
mod resolve;
mod walk;

use std::collections::BTreeMap;

use crate::import::ParsedFile;
use crate::model::{Docs, Modifier, Name};
use crate::span::Span;
use crate::syntax::tree::File;

/// The types of the language that are no integers by their name.
pub const BUILT_IN_TYPES: &[&str] = &[
    "bit", "bool", "bytes", "string", "option", "list", "f32", "f32le", "f32be", "f64", "f64le",
    "f64be",
];

/// Names an entry of [`Names::declarations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DeclarationId(pub usize);

/// Names an entry of [`Names::uses`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UseId(pub usize);

/// A place for names of its own: a body, an enumeration, a party of a handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ScopeId(usize);

impl ScopeId {
    /// The top of a spec, where items are; of several files, that of the first.
    pub const TOP: ScopeId = ScopeId(0);
}

/// All names of a spec, in the order of the tree.
#[derive(Clone, Debug)]
pub struct Names {
    /// What is declared; whoever holds something stands before what it holds.
    pub declarations: Vec<Declaration>,
    /// Where names are used, those of the language included.
    pub uses: Vec<Use>,
    /// For each scope the one around it; none around the top.
    scopes: Vec<Option<ScopeId>>,
    /// What each name stands for in each scope, in order of declaration.
    known: BTreeMap<(ScopeId, String), Vec<DeclarationId>>,
    /// For each file the items that its imports bring, in order.
    brought: Vec<Vec<DeclarationId>>,
}

/// Something that has a name.
#[derive(Clone, Debug)]
pub struct Declaration {
    /// What it is.
    pub kind: DeclarationKind,
    /// Its name; the span has `r#` in it if that is written.
    pub name: Name,
    /// What is said of it.
    pub docs: Docs,
    /// What holds it, if it is no item.
    pub parent: Option<DeclarationId>,
    /// Where its name is known.
    pub scope: ScopeId,
    /// Where the names of what it holds are known.
    pub inner: Option<ScopeId>,
    /// The use that names its type: of a field, if that is a plain name; of an
    /// enumeration or the like, its integer; of a handshake, its `local`.
    pub ty: Option<UseId>,
}

/// The kinds of what is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeclarationKind {
    /// `protocol`
    Protocol,
    /// `const`
    Constant,
    /// `enum`
    Enum,
    /// A variant of an enumeration.
    Variant,
    /// `flags`
    Flags,
    /// A flag of a set.
    Flag,
    /// `struct`
    Struct,
    /// `packet`
    Packet,
    /// `union`
    Union,
    /// An arm of a union, with a name of its own.
    Arm,
    /// `messages`
    Messages,
    /// A message of a set.
    Message,
    /// A field.
    Field,
    /// `handshake`
    Handshake,
    /// A message of a handshake.
    HandshakeMessage,
    /// A failure of a handshake.
    Failure,
    /// A state of a party.
    State,
    /// A value named by `let`.
    Binding,
}

impl DeclarationKind {
    /// Whether it is something that can be imported.
    pub fn is_item(self) -> bool {
        use DeclarationKind::*;
        matches!(self, Constant | Enum | Flags | Struct | Packet | Union | Messages | Handshake)
    }
}

/// A name where it stands for something.
#[derive(Clone, Debug)]
pub struct Use {
    /// The name; the span has `r#` in it if that is written.
    pub name: Name,
    /// What may stand there.
    pub place: Place,
    /// The innermost declaration around it.
    pub inside: Option<DeclarationId>,
    /// From where it is looked up.
    pub scope: ScopeId,
    /// What it stands for; none for words of the language and for mistakes.
    pub target: Option<DeclarationId>,
}

/// What may stand in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A type.
    Type,
    /// An integer type: of an enumeration, a tag, a prefix.
    Integer,
    /// An enumeration or integer type that chooses the arm of a union.
    SelectorType,
    /// The name of the choosing field, where a union is declared.
    Parameter,
    /// A field of the same body that chooses the arm of a union.
    SelectorField,
    /// A constant, in a number that is known when the spec is read.
    Constant,
    /// A value over fields, flags, variables and constants.
    Value,
    /// What stands in front of a `.`: a field with flags, a message, `local`.
    Owner,
    /// What is measured: a field of the same body.
    Measured,
    /// A function: `len`, `common`.
    Function,
    /// An enumeration in front of `::`.
    EnumOfPath,
    /// A variant, of the enumeration that the use stands for.
    Variant(UseId),
    /// A flag or field, of what the use stands for.
    Member(UseId),
    /// A field of the structure or message that the use stands for.
    FieldOf(UseId),
    /// A message of the same set.
    Reply(DeclarationId),
    /// A message of the set that the use stands for.
    RoleMessage(UseId),
    /// A layer with a name: a packet, a structure, a set of messages.
    Layer,
    /// A handshake.
    Handshake,
    /// A structure, as the value of `local`.
    Local,
    /// A message of the handshake.
    HandshakeMessage,
    /// What a state answers: `start`, `ready` or a message of the handshake.
    Trigger,
    /// What is sent: `ready` or a message of the handshake.
    Sent,
    /// A failure of the handshake.
    Failure,
    /// A state of the party.
    State,
    /// A value named before by `let`, named again.
    Binding,
    /// An item of the file that is imported, by its place, if there is one.
    Imported(Option<usize>),
    /// A word of the language, of these.
    Word(Words),
}

/// Lists of words that the language has in some place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// `edition`, `version`, `endian`
    ProtocolSetting,
    /// `big`, `little`
    Endian,
    /// `bincode`
    Encoding,
    /// `varint`, behind it
    EncodingIntegers,
    /// `ms`, `s`, `bytes`, behind the type of a field
    FieldUnit,
    /// `KiB`, `ms`, …, behind a number
    Unit,
    /// `keepalive`, `error`, `goodbye`
    Role,
    /// `lz4`, `zstd`
    Algorithm,
    /// `prologue`, `deadline`, `limit`, `local`
    HandshakeSetting,
    /// `initiator`, `responder`
    Party,
    /// `e`, `s`, `ee`, …
    Token,
    /// `hfs`, `psk3`, …, behind the `if` of a token
    Modifier,
    /// `clear`, `sealed`
    Protection,
    /// `crypto`, `malformed`, …
    Cause,
    /// `compression`, `max_record`
    Agreed,
    /// `data`, `ready`, `close`, `key_update`
    Record,
    /// `key`, `iv`, `update`, `exporter`
    Label,
    /// `secret`, `agree`, …
    Claim,
    /// `unbind`, `drop`, `same`
    Change,
}

impl Words {
    /// The words, in the order in which they are usually written.
    pub fn all(self) -> &'static [&'static str] {
        match self {
            Words::ProtocolSetting => &["edition", "version", "endian"],
            Words::Endian => &["big", "little"],
            Words::Encoding => &["bincode"],
            Words::EncodingIntegers => &["varint"],
            Words::FieldUnit => &["ms", "s", "bytes"],
            Words::Unit => &["B", "bytes", "KiB", "MiB", "GiB", "ms", "s", "min"],
            Words::Role => &["keepalive", "error", "goodbye"],
            Words::Algorithm => &["lz4", "zstd"],
            Words::HandshakeSetting => &["prologue", "deadline", "limit", "local"],
            Words::Party => &["initiator", "responder"],
            Words::Token => &["e", "s", "ee", "es", "se", "ss", "e1", "ekem1", "psk"],
            Words::Modifier => &Modifier::NAMES,
            Words::Protection => &["clear", "sealed"],
            Words::Cause => &["crypto", "malformed", "unexpected", "timeout", "suite"],
            Words::Agreed => &["compression", "max_record"],
            Words::Record => &["data", "ready", "close", "key_update"],
            Words::Label => &["key", "iv", "update", "exporter"],
            Words::Claim => {
                &["secret", "pq_secret", "agree", "no_downgrade", "no_reflection", "kci"]
            }
            Words::Change => &["unbind", "drop", "same"],
        }
    }
}

impl Names {
    /// All names of a spec.
    pub fn of(file: &File) -> Names {
        let mut names = walk::collect(std::iter::once((file, [].as_slice())));
        resolve::resolve(&mut names, &[]);
        names
    }

    /// All names of a spec in several files, file by file.
    pub fn of_files(files: &[ParsedFile]) -> Names {
        let walked = files.iter().map(|file| (&file.tree, file.imports.as_slice()));
        let mut names = walk::collect(walked);
        resolve::resolve(&mut names, files);
        names
    }

    /// The file that something is declared in, by its place.
    pub fn file_of(&self, id: DeclarationId) -> usize {
        self.top_around(self.declaration(id).scope).0
    }

    /// The items that the imports of a file bring into it.
    pub fn brought(&self, file: usize) -> impl Iterator<Item = DeclarationId> {
        self.brought.get(file).into_iter().flatten().copied()
    }

    /// The items of a file.
    pub fn items(&self, file: usize) -> impl Iterator<Item = (DeclarationId, &Declaration)> {
        self.in_scope(ScopeId(file)).filter(|(_, found)| found.kind.is_item())
    }

    /// The top of the file that a scope is in. The tops are the first scopes, in
    /// the order of the files.
    fn top_around(&self, scope: ScopeId) -> ScopeId {
        self.scopes_around(scope).last().unwrap_or(ScopeId::TOP)
    }

    /// A declaration.
    pub fn declaration(&self, id: DeclarationId) -> &Declaration {
        &self.declarations[id.0]
    }

    /// All declarations with their ids.
    pub fn all(&self) -> impl Iterator<Item = (DeclarationId, &Declaration)> {
        self.declarations.iter().enumerate().map(|(place, found)| (DeclarationId(place), found))
    }

    /// What something holds: fields, variants, messages.
    pub fn children(
        &self,
        id: DeclarationId,
    ) -> impl Iterator<Item = (DeclarationId, &Declaration)> {
        self.all().filter(move |(_, found)| found.parent == Some(id))
    }

    /// The uses of something.
    pub fn uses_of(&self, id: DeclarationId) -> impl Iterator<Item = &Use> {
        self.uses.iter().filter(move |found| found.target == Some(id))
    }

    /// What a name would stand for: the first of one of these kinds in the scope.
    pub fn find(
        &self,
        scope: ScopeId,
        name: &str,
        kinds: &[DeclarationKind],
    ) -> Option<DeclarationId> {
        let found = self.known.get(&(scope, name.to_owned()))?;
        found.iter().copied().find(|id| kinds.contains(&self.declaration(*id).kind))
    }

    /// What is declared in a scope, in order.
    pub fn in_scope(&self, scope: ScopeId) -> impl Iterator<Item = (DeclarationId, &Declaration)> {
        self.all().filter(move |(_, found)| found.scope == scope)
    }

    /// A scope and those around it, the innermost first.
    pub fn scopes_around(&self, scope: ScopeId) -> impl Iterator<Item = ScopeId> + '_ {
        std::iter::successors(Some(scope), |scope| self.scopes.get(scope.0).copied().flatten())
    }

    /// A declaration and what holds it, the innermost first.
    pub fn chain(&self, id: DeclarationId) -> impl Iterator<Item = DeclarationId> + '_ {
        std::iter::successors(Some(id), |id| self.declaration(*id).parent)
    }

    /// What the type of a declaration is, if it is declared in the spec.
    pub fn type_of(&self, id: DeclarationId) -> Option<DeclarationId> {
        self.uses.get(self.declaration(id).ty?.0)?.target
    }

    /// The use at a place, or right in front of it.
    pub fn use_at(&self, offset: usize) -> Option<&Use> {
        self.uses.iter().find(|found| touches(found.name.span, offset))
    }

    /// The declaration whose name is at a place, or right in front of it.
    pub fn declaration_at(&self, offset: usize) -> Option<DeclarationId> {
        self.all().find(|(_, found)| touches(found.name.span, offset)).map(|(id, _)| id)
    }

    /// What the name at a place stands for, and where that name is.
    pub fn target_at(&self, offset: usize) -> Option<(DeclarationId, Span)> {
        if let Some(id) = self.declaration_at(offset) {
            return Some((id, self.declaration(id).name.span));
        }
        let found = self.use_at(offset)?;
        Some((found.target?, found.name.span))
    }

    /// Every place where the name of something is written, its declaration
    /// first, then in order.
    pub fn occurrences(&self, id: DeclarationId) -> Vec<Span> {
        let mut spans = vec![self.declaration(id).name.span];
        let mut uses: Vec<Span> = self.uses_of(id).map(|found| found.name.span).collect();
        uses.sort();
        spans.extend(uses);
        spans
    }
}

/// Whether a cursor at the offset belongs to the name.
fn touches(span: Span, offset: usize) -> bool {
    span.start <= offset && offset <= span.end
}
