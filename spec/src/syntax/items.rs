//! Items: what a spec is a sequence of.
//!
//! Knows the item keywords and goes on at the next one after a mistake. Read
//! next: `types` for fields, `layers` and `handshake` for the two big items.

use super::parser::{Parsed, Parser, Reported, is_keyword};
use super::tree::{
    Arm, Constant, Documented, Encoding, Enum, Expression, File, Flags, Import, Item, Message,
    Messages, Protocol, Require, Selector, Struct, Union,
};
use crate::diagnostic::{Code, Diagnostic, closest};
use crate::lex::{Delimiter, TokenKind};
use crate::lower::looks_like_integer;
use crate::model::{Docs, Name};
use crate::span::Span;

/// The keywords that begin an item.
pub const ITEMS: &[&str] = &[
    "protocol",
    "library",
    "import",
    "const",
    "enum",
    "flags",
    "struct",
    "packet",
    "union",
    "messages",
    "layers",
    "handshake",
];

impl Parser<'_> {
    /// The whole spec.
    pub(super) fn file(&mut self) -> File {
        let mut file = File::default();
        while let TokenKind::Doc { inner: true, lines } = self.kind() {
            file.docs.lines.extend(lines.iter().cloned());
            self.bump();
        }
        while *self.kind() != TokenKind::End {
            let before = self.place;
            match self.item() {
                Ok(item) => file.items.push(item),
                Err(Reported) => self.skip_to_item(before),
            }
        }
        file
    }

    fn skip_to_item(&mut self, failed: usize) {
        if self.place == failed {
            self.skip_one();
        }
        while *self.kind() != TokenKind::End && !self.at_item() {
            // Documentation of what is skipped is skipped with it.
            self.place = self.place_behind_docs();
            self.skip_one();
        }
    }

    /// Whether an item, or documentation of one, begins here.
    fn at_item(&self) -> bool {
        let place = self.place_behind_docs();
        let is = |kind: &TokenKind, text: &str| is_keyword(kind, text);
        let first = &self.tokens.get(place).kind;
        let second = &self.tokens.get(place + 1).kind;
        ITEMS.iter().any(|keyword| is(first, keyword))
            && matches!(
                second,
                TokenKind::Name { .. } | TokenKind::Open(Delimiter::Brace) | TokenKind::Text(_)
            )
    }

    fn item(&mut self) -> Parsed<Item> {
        let keyword_place = self.place_behind_docs();
        for (keyword, what) in [
            ("protocol", "the item `protocol`"),
            ("library", "the item `library`"),
            ("import", "an import"),
            ("layers", "the list of layers"),
        ] {
            if is_keyword(&self.tokens.get(keyword_place).kind, keyword) {
                self.no_docs(what);
            }
        }
        let docs = self.docs_of("an item")?;
        let start = self.span();
        let keyword = match self.kind() {
            TokenKind::Name { text, raw: false } => text.as_str(),
            _ => "",
        };
        if !ITEMS.contains(&keyword) {
            return Err(self.not_an_item(keyword));
        }
        self.bump();
        Ok(match keyword {
            "protocol" => Item::Protocol(self.protocol(start)?),
            "library" => Item::Library(self.protocol(start)?),
            "import" => Item::Import(self.import(start)?),
            "const" => Item::Constant(self.documented(docs, Self::constant)?),
            "enum" => Item::Enum(self.documented(docs, Self::enumeration)?),
            "flags" => Item::Flags(self.documented(docs, Self::flags)?),
            "struct" => Item::Struct(self.documented(docs, Self::structure)?),
            "packet" => Item::Packet(self.documented(docs, Self::structure)?),
            "union" => Item::Union(self.documented(docs, Self::union)?),
            "messages" => Item::Messages(self.documented(docs, Self::messages)?),
            "layers" => Item::Layers(self.layers(start)?),
            _ => Item::Handshake(Documented { docs, node: self.handshake(start)? }),
        })
    }

    fn documented<T>(
        &mut self,
        docs: Docs,
        node: fn(&mut Self) -> Parsed<T>,
    ) -> Parsed<Documented<T>> {
        Ok(Documented { docs, node: node(self)? })
    }

    fn not_an_item(&mut self, written: &str) -> Reported {
        if self.at_close() || *self.kind() == TokenKind::Invalid {
            return self.expected("an item");
        }
        let help = match closest(written, ITEMS.iter().copied()) {
            Some(keyword) => format!("did you mean `{keyword}`?"),
            None => format!("an item begins with one of `{}`", ITEMS.join("`, `")),
        };
        let found = self.kind().describe();
        self.report(
            Diagnostic::new(
                Code::ExpectedItem,
                self.span(),
                format!("expected an item, found {found}"),
                "no item begins like this",
            )
            .help(help),
        )
    }

    /// `name { edition: 1, … }`
    fn protocol(&mut self, start: Span) -> Parsed<Protocol> {
        let name = self.name("the name of the protocol")?;
        let (settings, _) = self.list(Delimiter::Brace, |parser| parser.setting("a setting"))?;
        Ok(Protocol { name, settings, span: self.since(start) })
    }

    /// `"common.wire" [{ Address, Kind }];`
    fn import(&mut self, start: Span) -> Parsed<Import> {
        let TokenKind::Text(path) = self.kind() else {
            let help = "write, say, `import \"common.wire\";`";
            return Err(self.expected_or("the path of a file, as a string", Some(help)));
        };
        let path_span = self.bump().span;
        let names = match self.at_open(Delimiter::Brace) {
            true if matches!(self.ahead(1), TokenKind::Close(_)) => {
                self.bump();
                return Err(self.expected_or(
                    "the name of an item",
                    Some("name what is needed, or leave the braces out to import every item"),
                ));
            }
            true => {
                let (names, _) =
                    self.list(Delimiter::Brace, |parser| parser.name("the name of an item"))?;
                Some(names)
            }
            false => None,
        };
        if self.expect(";").is_err() {
            while !self.at_close() && !self.at_item() && !self.take(";") {
                self.skip_one();
            }
        }
        Ok(Import { path: path.clone(), path_span, names, span: self.since(start) })
    }

    /// `name: expression`
    pub(super) fn setting(&mut self, what: &str) -> Parsed<(Name, Expression)> {
        self.no_docs(what);
        let name = self.name(&format!("the name of {what}"))?;
        self.expect(":")?;
        Ok((name, self.expression()?))
    }

    /// `NAME = value;`
    fn constant(&mut self) -> Parsed<Constant> {
        let name = self.name("the name of the constant")?;
        if self.at(":") {
            return Err(self.expected_or("`=`", Some("constants are numbers and have no type")));
        }
        self.expect("=")?;
        let value = self.value()?;
        if self.expect(";").is_err() {
            while !self.at_close() && !self.at_item() && !self.take(";") {
                self.skip_one();
            }
        }
        Ok(Constant { name, value })
    }

    /// `Name: u8 { A = 0, .. }`
    fn enumeration(&mut self) -> Parsed<Enum> {
        let name = self.name("the name of the enumeration")?;
        let repr = self.representation()?;
        let mut open = None;
        let (variants, _) = self.list(Delimiter::Brace, |parser| {
            if parser.at("..") {
                let span = parser.bump().span;
                match open {
                    Some(first) => {
                        parser.repeated("`..`", span, first);
                    }
                    None => open = Some(span),
                }
                return Ok(None);
            }
            let docs = parser.docs_of("a variant")?;
            Ok(Some(Documented { docs, node: parser.numbered("the name of a variant")? }))
        })?;
        Ok(Enum { name, repr, variants: variants.into_iter().flatten().collect(), open })
    }

    /// `: u8`
    fn representation(&mut self) -> Parsed<Name> {
        if !self.at(":") {
            return Err(self.expected_or("`:` and an integer type", Some("write, say, `: u8`")));
        }
        self.bump();
        self.name("an integer type")
    }

    /// `name = value`
    fn numbered(&mut self, what: &str) -> Parsed<(Name, Expression)> {
        let name = self.name(what)?;
        self.expect("=")?;
        Ok((name, self.value()?))
    }

    /// `Name: u8 { a = 1, reserved = 0, require … }`
    fn flags(&mut self) -> Parsed<Flags> {
        let name = self.name("the name of the flags")?;
        let repr = self.representation()?;
        let mut reserved: Option<(Span, Expression)> = None;
        let mut requires: Vec<Require> = Vec::new();
        let (bits, _) = self.list(Delimiter::Brace, |parser| {
            let next = parser.place_behind_docs();
            if parser.is_flag_constraint(next) {
                parser.no_docs("a constraint");
                requires.push(parser.require()?);
                return Ok(None);
            }
            let docs = parser.docs_of("a flag")?;
            if parser.at_keyword("reserved") {
                let start = parser.bump().span;
                parser.expect("=")?;
                let value = parser.value()?;
                match &reserved {
                    Some((first, _)) => {
                        let first = *first;
                        parser.repeated("`reserved`", start, first);
                    }
                    None => reserved = Some((parser.since(start), value)),
                }
                return Ok(None);
            }
            Ok(Some(Documented { docs, node: parser.numbered("the name of a flag")? }))
        })?;
        let bits = bits.into_iter().flatten().collect();
        Ok(Flags { name, repr, bits, reserved, requires })
    }

    /// `require` is a keyword unless a flag of that name begins.
    fn is_flag_constraint(&self, place: usize) -> bool {
        self.is_require_at(place) && self.tokens.get(place + 1).kind != TokenKind::Punct("=")
    }

    /// `Name [encoding bincode [varint]] { … }`
    fn structure(&mut self) -> Parsed<Struct> {
        let name = self.name("the name of the structure")?;
        let encoding = self.encoding()?;
        Ok(Struct { name, encoding, body: self.body()? })
    }

    /// `encoding bincode` or `encoding bincode varint`, if it stands there.
    fn encoding(&mut self) -> Parsed<Option<Encoding>> {
        if !self.take_keyword("encoding") {
            return Ok(None);
        }
        let name = self.name("an encoding")?;
        let integers = match self.kind() {
            TokenKind::Name { .. } => Some(self.name("the form of its integers")?),
            _ => None,
        };
        Ok(Some(Encoding { name, integers }))
    }

    /// `Name: u8 { 0 => A { … } }` or `Name(kind: Kind) { A, B => { … } }`
    fn union(&mut self) -> Parsed<Union> {
        let name = self.name("the name of the union")?;
        let selector = if self.at_open(Delimiter::Parenthesis) {
            self.bump();
            let field = self.name("the field that chooses the arm")?;
            self.expect(":")?;
            let ty = self.name("the enumeration of the field")?;
            self.expect_close(Delimiter::Parenthesis);
            Selector::Field(field, ty)
        } else if self.take(":") {
            if self.at_keyword("peek") && matches!(self.ahead(1), TokenKind::Name { .. }) {
                self.bump();
                Selector::Peek(self.name("an integer type")?)
            } else {
                Selector::Tag(self.name("an integer type")?)
            }
        } else {
            return Err(self.expected_or(
                "how an arm is chosen",
                Some("write `: u8` for a tag in front, `(kind: Kind)` for an earlier field, `: peek u8` for what each arm begins with"),
            ));
        };
        let within = if self.at_keyword("within") {
            self.bump();
            if !self.at_open(Delimiter::Bracket) {
                return Err(self.expected_or("`[`", Some("write, say, `within[u16]`")));
            }
            Some(self.bracketed_extent()?)
        } else {
            None
        };
        let encoding = self.encoding()?;
        let tagged = match &selector {
            Selector::Tag(_) | Selector::Peek(_) => true,
            Selector::Field(_, ty) => looks_like_integer(&ty.text),
        };
        let (arms, _) = self.list(Delimiter::Brace, |parser| {
            let docs = parser.docs_of("an arm")?;
            let node = if parser.at("..") {
                parser.other_arm()?
            } else if tagged {
                parser.tagged_arm()?
            } else {
                parser.selected_arm()?
            };
            Ok(Documented { docs, node })
        })?;
        Ok(Union { name, selector, within, encoding, arms })
    }

    /// `.. => Name { … }`
    fn other_arm(&mut self) -> Parsed<Arm> {
        self.expect("..")?;
        self.expect("=>")?;
        let name = self.name("the name of the arm")?;
        Ok(Arm::Other(name, self.body()?))
    }

    /// `0 => Name { … }`
    fn tagged_arm(&mut self) -> Parsed<Arm> {
        let tag = self.value()?;
        self.expect("=>")?;
        let name = self.name("the name of the arm")?;
        Ok(Arm::Tagged(tag, name, self.body()?))
    }

    /// `A, B => { … }`
    fn selected_arm(&mut self) -> Parsed<Arm> {
        let mut names = vec![self.name("the name of a variant")?];
        while self.take(",") {
            names.push(self.name("the name of a variant")?);
        }
        self.expect("=>")?;
        Ok(Arm::Selected(names, self.body()?))
    }

    /// `Name: u32 [encoding bincode [varint]] { 0 => Data { … } -> Reply, … }`
    fn messages(&mut self) -> Parsed<Messages> {
        let name = self.name("the name of the set of messages")?;
        let tag = self.representation()?;
        let encoding = self.encoding()?;
        let (messages, _) = self.list(Delimiter::Brace, |parser| {
            let docs = parser.docs_of("a message")?;
            Ok(Documented { docs, node: parser.message()? })
        })?;
        Ok(Messages { name, tag, encoding, messages })
    }

    /// `0 => Data { … } [-> Reply]`
    fn message(&mut self) -> Parsed<Message> {
        let tag = self.value()?;
        self.expect("=>")?;
        let name = self.name("the name of the message")?;
        let body = self.body()?;
        let reply =
            if self.take("->") { Some(self.name("the message that answers")?) } else { None };
        Ok(Message { tag, name, body, reply })
    }
}
