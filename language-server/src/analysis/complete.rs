//! What may stand at a place.
//!
//! The word under the cursor is replaced by a name that nothing has, and the
//! text is read again. Where that name turns up in the tree tells what may
//! stand there; where it does not, the tokens in front of it do.

use packetwright_spec::import::ParsedFile;
use packetwright_spec::lex::{Delimiter, TokenKind};
use packetwright_spec::lint::LINTS;
use packetwright_spec::model::ChecksumAlgorithm;
use packetwright_spec::names::{
    BUILT_IN_TYPES, DeclarationId, DeclarationKind as Kind, Names, Place, ScopeId, Use, Words,
};
use packetwright_spec::parse;
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::Item;
use packetwright_spec::syntax::{ATTRIBUTES, ITEMS};

use super::Analysis;
use super::extent::TokenList;
use super::hover::one_line;

/// What stands for the word under the cursor. No spec has such a name.
const CURSOR: &str = "cursor_of_the_editor_0c7f";

const INTEGERS: &[&str] = &["u8", "u16", "u24", "u32", "u64"];
const SIGNED: &[&str] = &["i8", "i16", "i32", "i64"];
const PARTS: &[&str] = &[
    "prologue",
    "deadline",
    "limit",
    "local",
    "suites",
    "message",
    "failures",
    "let",
    "initiator",
    "responder",
    "otherwise",
    "records",
    "keys",
    "claims",
    "mutants",
];

/// Something that may stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What would be written.
    pub label: String,
    /// What it is.
    pub kind: CompletionKind,
    /// How it is declared, in a line; empty for words of the language.
    pub detail: String,
    /// Its documentation.
    pub docs: String,
    /// Whether it is on its way out.
    pub deprecated: bool,
}

/// The kinds of what may stand at a cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A word of the language.
    Keyword,
    /// A type that the language has.
    BuiltIn,
    /// A function of the language.
    Function,
    /// A unit of a number.
    Unit,
    /// Something that the spec declares.
    Declared(Kind),
}

impl Analysis {
    /// What may stand at a place, in the order of the spec, words of the
    /// language last. The word that stands there already is not looked at.
    pub fn complete(&self, offset: usize) -> Vec<Completion> {
        let (start, end) = self.word_around(offset);
        let (Some(before), Some(after)) = (self.text().get(..start), self.text().get(end..)) else {
            return Vec::new();
        };
        let text = format!("{before}{CURSOR}{after}");
        let tokens = TokenList::of(&text);
        let place = tokens.place(start);
        // Inside a comment or a string there is no such token.
        if !matches!(tokens.get(place).map(|token| &token.kind), Some(TokenKind::Name { text, .. }) if text == CURSOR)
        {
            return Vec::new();
        }
        let names = self.names_with(&text);
        let found = Candidates {
            list: Vec::new(),
            text: &text,
            tokens: &tokens,
            names: &names,
            imported: self,
        };
        match names.uses.iter().find(|used| used.name.text == CURSOR) {
            Some(used) => found.by_place(used, place),
            None => found.by_tokens(place),
        }
    }

    /// The names with another text in place of this file's. An import leads where
    /// one of the same path led.
    fn names_with(&self, text: &str) -> Names {
        let (tree, _) = parse(text);
        let paths = tree.items.iter().filter_map(|item| match item {
            Item::Import(import) => Some(import.path.as_str()),
            _ => None,
        });
        let leads = |path: &str| {
            self.imports().find(|(import, _)| import.path == path).and_then(|(_, target)| target)
        };
        let imports = paths.map(leads).collect();
        let own = ParsedFile { tree, imports };
        let files = std::iter::once(own).chain(self.files.iter().skip(1).cloned());
        Names::of_files(&files.collect::<Vec<_>>())
    }

    /// The word that the offset is in or at the end of.
    fn word_around(&self, offset: usize) -> (usize, usize) {
        let bytes = self.text().as_bytes();
        let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let mut start = offset.min(bytes.len());
        while start > 0 && bytes.get(start - 1).is_some_and(is_word) {
            start -= 1;
        }
        let mut end = offset.min(bytes.len());
        while bytes.get(end).is_some_and(is_word) {
            end += 1;
        }
        (start, end)
    }
}

/// What was found so far, and where it is looked for.
struct Candidates<'a> {
    list: Vec<Completion>,
    text: &'a str,
    tokens: &'a TokenList,
    names: &'a Names,
    /// What is known of the files that are imported.
    imported: &'a Analysis,
}

impl Candidates<'_> {
    /// What may stand where the cursor turned up in the tree.
    fn by_place(mut self, used: &Use, token: usize) -> Vec<Completion> {
        match used.place {
            Place::Type => {
                self.items(&[Kind::Struct, Kind::Enum, Kind::Flags, Kind::Union, Kind::Packet]);
                for words in [INTEGERS, SIGNED, BUILT_IN_TYPES, &["within", "padding"]] {
                    self.words(words, CompletionKind::BuiltIn);
                }
            }
            Place::Integer => self.words(INTEGERS, CompletionKind::BuiltIn),
            Place::SelectorType => {
                self.items(&[Kind::Enum]);
                self.words(INTEGERS, CompletionKind::BuiltIn);
            }
            Place::EnumOfPath => self.items(&[Kind::Enum]),
            Place::SelectorField | Place::Measured => self.scope(used.scope, &[Kind::Field]),
            Place::Constant => self.constants(used, token),
            Place::Value => self.values(used),
            Place::Owner => self.around(used.scope, &[Kind::Field, Kind::HandshakeMessage]),
            Place::Variant(owner) => self.inside_target(owner.0, &[Kind::Variant]),
            Place::Member(owner) => self.members(owner.0),
            Place::FieldOf(owner) => self.inside_target(owner.0, &[Kind::Field]),
            Place::Reply(set) => self.children(set),
            Place::RoleMessage(owner) => {
                if let Some(set) = self.names.uses.get(owner.0).and_then(|used| used.target) {
                    self.children(set);
                }
            }
            Place::Layer => {
                self.items(&[Kind::Packet, Kind::Struct, Kind::Messages]);
                self.words(&["handshake", "seal", "compress"], CompletionKind::Keyword);
            }
            Place::Handshake => self.items(&[Kind::Handshake]),
            Place::Local => self.items(&[Kind::Struct]),
            Place::HandshakeMessage => self.around(used.scope, &[Kind::HandshakeMessage]),
            Place::Trigger => {
                self.around(used.scope, &[Kind::HandshakeMessage]);
                self.words(&["start", "ready"], CompletionKind::Keyword);
            }
            Place::Sent => {
                self.around(used.scope, &[Kind::HandshakeMessage]);
                self.words(&["ready"], CompletionKind::Keyword);
            }
            Place::Failure => self.around(used.scope, &[Kind::Failure]),
            Place::State => {
                self.scope(used.scope, &[Kind::State]);
                self.words(&["established", "failed"], CompletionKind::Keyword);
            }
            Place::Function => self.functions(used),
            Place::Imported(file) => self.importable(file, used),
            Place::Parameter | Place::Binding => {}
            Place::Word(words) => {
                let kind = match words {
                    Words::Unit | Words::FieldUnit => CompletionKind::Unit,
                    _ => CompletionKind::Keyword,
                };
                self.words(words.all(), kind);
                if words == Words::FieldUnit {
                    self.words(&["in", "if"], CompletionKind::Keyword);
                } else if words == Words::Unit {
                    self.words(&["if"], CompletionKind::Keyword);
                }
            }
        }
        self.list
    }

    /// What may begin where the cursor stands, told by the tokens in front of it.
    fn by_tokens(mut self, token: usize) -> Vec<Completion> {
        let before = |by: usize| self.tokens.before(token, by);
        if let (Some(TokenKind::Open(Delimiter::Bracket)), Some(TokenKind::Punct("#"))) =
            (before(1), before(2))
        {
            self.words(ATTRIBUTES, CompletionKind::Keyword);
            return self.list;
        }
        if let (Some(TokenKind::Open(Delimiter::Parenthesis)), Some(TokenKind::Name { text, .. })) =
            (before(1), before(2))
            && text == "allow"
            && matches!(before(4), Some(TokenKind::Punct("#")))
        {
            self.list.extend(LINTS.iter().map(|lint| Completion {
                label: lint.name.to_owned(),
                kind: CompletionKind::Keyword,
                detail: lint.code.title().to_owned(),
                docs: lint.code.explanation().to_owned(),
                deprecated: false,
            }));
            return self.list;
        }
        if let (Some(TokenKind::Punct(":")), Some(TokenKind::Name { text, raw: false })) =
            (before(1), before(3))
            && ["enum", "flags", "union", "messages"].contains(&text.as_str())
        {
            self.words(INTEGERS, CompletionKind::BuiltIn);
            return self.list;
        }
        let begins = matches!(
            before(1),
            None | Some(
                TokenKind::Open(Delimiter::Brace)
                    | TokenKind::Close(_)
                    | TokenKind::Punct("," | ";")
                    | TokenKind::Doc { .. }
            )
        );
        if !begins {
            return self.list;
        }
        match self.keyword_around(token) {
            None => self.words(ITEMS, CompletionKind::Keyword),
            Some(("protocol", 1)) => {
                self.words(Words::ProtocolSetting.all(), CompletionKind::Keyword);
            }
            Some(("struct" | "packet", 1) | ("union" | "messages", 2)) => {
                self.words(&["require"], CompletionKind::Keyword);
            }
            Some(("flags", 1)) => self.words(&["reserved", "require"], CompletionKind::Keyword),
            Some(("layers", 1)) => {
                self.items(&[Kind::Packet]);
            }
            Some(("layers", 2)) => self.words(Words::Role.all(), CompletionKind::Keyword),
            Some(("handshake", 1)) => self.words(PARTS, CompletionKind::Keyword),
            Some(("handshake", 3)) => self.words(&["on"], CompletionKind::Keyword),
            Some(("handshake", 4)) => {
                self.words(&["check", "let", "send"], CompletionKind::Keyword);
            }
            Some(_) => {}
        }
        self.list
    }

    /// The keyword of the item around a token, and how many braces are open.
    fn keyword_around(&self, token: usize) -> Option<(&str, usize)> {
        let mut open = 0usize;
        let mut closed = 0usize;
        for place in (0..token).rev() {
            match &self.tokens.get(place)?.kind {
                TokenKind::Close(Delimiter::Brace) => closed += 1,
                TokenKind::Open(Delimiter::Brace) if closed > 0 => closed -= 1,
                TokenKind::Open(Delimiter::Brace) => open += 1,
                TokenKind::Name { text, raw: false }
                    if open > 0 && closed == 0 && ITEMS.contains(&text.as_str()) =>
                {
                    // `handshake(…)` in layers and fields of such a name are no items.
                    let follows = self.tokens.get(place + 1).map(|token| &token.kind);
                    let names_one = matches!(follows, Some(TokenKind::Name { .. }));
                    let layers = text == "layers"
                        && matches!(follows, Some(TokenKind::Open(Delimiter::Brace)));
                    if names_one || layers {
                        return Some((text, open));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// Numbers that are known when the spec is read.
    fn constants(&mut self, used: &Use, token: usize) {
        self.items(&[Kind::Constant]);
        let inside = used.inside.map(|id| self.names.declaration(id));
        if let Some(inside) = inside {
            self.list.retain(|found| found.label != inside.name.text);
        }
        match self.tokens.before(token, 1) {
            Some(TokenKind::Open(Delimiter::Bracket) | TokenKind::Punct(";")) => {
                self.words(&["rest", "until"], CompletionKind::Keyword);
                self.words(INTEGERS, CompletionKind::BuiltIn);
            }
            Some(TokenKind::Punct("="))
                if inside.is_some_and(|found| found.kind == Kind::Field) =>
            {
                self.words(&["len", "count", "size"], CompletionKind::Function);
                let checksums = ChecksumAlgorithm::KNOWN.iter().filter_map(|found| found.name());
                self.words(&checksums.collect::<Vec<_>>(), CompletionKind::Function);
                self.words(&["extern"], CompletionKind::Keyword);
            }
            _ => {}
        }
    }

    /// Values over fields, flags, variables and constants.
    fn values(&mut self, used: &Use) {
        self.around(used.scope, &[Kind::Field, Kind::Flag, Kind::Binding, Kind::HandshakeMessage]);
        self.items(&[Kind::Constant, Kind::Enum]);
        self.functions(used);
    }

    fn functions(&mut self, used: &Use) {
        let of_handshake = self
            .names
            .scopes_around(used.scope)
            .any(|scope| self.names.in_scope(scope).any(|(_, found)| found.kind == Kind::Failure));
        if of_handshake {
            self.words(
                &["hash", "common", "within", "fresh", "cookie", "capacity", "authorized"],
                CompletionKind::Function,
            );
            self.words(&["now", "random", "empty", "suite", "local"], CompletionKind::Keyword);
        } else {
            self.words(&["len", "count"], CompletionKind::Function);
        }
    }

    /// Flags of a field's type, fields of a message, what each side brings.
    fn members(&mut self, owner: usize) {
        let Some(owner) = self.names.uses.get(owner) else { return };
        let holder = match owner.target {
            Some(id) if self.names.declaration(id).kind == Kind::Field => self.names.type_of(id),
            Some(id) => Some(id),
            None if owner.name.text == "local" => owner
                .inside
                .and_then(|id| self.names.chain(id).last())
                .and_then(|handshake| self.names.type_of(handshake)),
            None => None,
        };
        if let Some(scope) = holder.and_then(|id| self.names.declaration(id).inner) {
            self.scope(scope, &[Kind::Flag, Kind::Field]);
        }
    }

    // What is put on the list.

    fn items(&mut self, kinds: &[Kind]) {
        self.scope(ScopeId::TOP, kinds);
        let brought: Vec<DeclarationId> = self.names.brought(0).collect();
        for id in brought {
            if kinds.contains(&self.names.declaration(id).kind) {
                self.declared(id);
            }
        }
    }

    /// The items of an imported file, but for those that the import names already.
    fn importable(&mut self, file: Option<usize>, used: &Use) {
        let is_named = |id: DeclarationId| {
            self.names
                .uses_of(id)
                .any(|found| found.place == used.place && found.scope == used.scope)
        };
        let items = file.into_iter().flat_map(|file| self.names.items(file));
        let left: Vec<DeclarationId> =
            items.map(|(id, _)| id).filter(|id| !is_named(*id)).collect();
        left.into_iter().for_each(|id| self.declared(id));
    }

    fn around(&mut self, scope: ScopeId, kinds: &[Kind]) {
        let scopes: Vec<ScopeId> = self.names.scopes_around(scope).collect();
        for scope in scopes.into_iter().filter(|scope| *scope != ScopeId::TOP) {
            self.scope(scope, kinds);
        }
    }

    fn scope(&mut self, scope: ScopeId, kinds: &[Kind]) {
        for (id, declaration) in self.names.in_scope(scope) {
            if kinds.contains(&declaration.kind) {
                self.declared(id);
            }
        }
    }

    fn inside_target(&mut self, owner: usize, kinds: &[Kind]) {
        let target = self.names.uses.get(owner).and_then(|used| used.target);
        if let Some(scope) = target.and_then(|id| self.names.declaration(id).inner) {
            self.scope(scope, kinds);
        }
    }

    fn children(&mut self, of: DeclarationId) {
        for (id, _) in self.names.children(of) {
            self.declared(id);
        }
    }

    fn declared(&mut self, id: DeclarationId) {
        let declaration = self.names.declaration(id);
        let name = &declaration.name;
        if name.text == CURSOR {
            return;
        }
        let (label, detail) = match self.names.file_of(id) {
            0 => {
                let slice = |span: Span| self.text.get(span.start..span.end).unwrap_or_default();
                let head = slice(self.tokens.head(declaration.kind, name.span));
                (slice(name.span).to_owned(), one_line(head).replace(CURSOR, ""))
            }
            _ => {
                let known = self.imported.names.declaration_at(name.span.start);
                let detail = known.map_or(String::new(), |id| self.imported.head(id));
                (self.imported.slice(name.span).to_owned(), detail)
            }
        };
        self.list.push(Completion {
            label,
            kind: CompletionKind::Declared(declaration.kind),
            detail,
            docs: declaration.docs.with_history().join("\n"),
            deprecated: declaration.docs.deprecated.is_some(),
        });
    }

    fn words(&mut self, words: &[&str], kind: CompletionKind) {
        self.list.extend(words.iter().map(|word| Completion {
            label: (*word).to_owned(),
            kind,
            detail: String::new(),
            docs: String::new(),
            deprecated: false,
        }));
    }
}
