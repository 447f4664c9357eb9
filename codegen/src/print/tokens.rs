//! The tokens of generated code in one row, each with what its neighbours make
//! of it: the space in front of it, the group that it opens, and what that
//! group is.
//!
//! It is judged by the few tokens around, not by a grammar: emitters write
//! Rust, and a subset of it. Read next: the printer in the folder's `mod.rs`.

use crate::tokens::{self, Delimiter, TokenStream, characters};

/// One token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// Where its text starts.
    start: u32,
    end: u32,
    pub(super) role: Role,
    /// Whether a space stands in front of it on a line.
    pub(super) space: bool,
    /// The token that closes the group that this one opens; for others itself.
    pub(super) close: u32,
    /// The commas in the group that this one opens, those in groups within it excepted.
    pub(super) commas: u32,
    /// Whether this is a comma that says nothing on one line.
    pub(super) is_idle: bool,
    /// The columns from the first token to the end of this one, all on one line.
    columns: u32,
    /// How many tokens up to here ask for several lines.
    breaks: u32,
}

/// What a token is to its neighbours.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// A name or a literal.
    Word,
    Keyword,
    Lifetime,
    /// An operator in front of its operand.
    Prefix,
    /// An operator between operands.
    Binary,
    /// `::`, `.`, `..`
    Tight,
    /// `?`
    Question,
    /// `,` `;` `:`
    Separator,
    /// The exclamation mark of a macro's call.
    Bang,
    /// The bars around the parameters of a closure.
    Bar,
    BarEnd,
    /// `||` in front of a closure's body.
    NoParameters,
    Open(Shape),
    Close(Shape),
}

/// What a group is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// Arguments or parameters.
    Call,
    /// The arguments of a macro.
    Macro,
    /// A tuple, or an expression in parentheses.
    Parentheses,
    Brackets,
    /// The brackets of an attribute.
    Attribute,
    Angles,
    /// The items of an implementation, a trait or a module.
    Items,
    /// The fields of a structure or the variants of an enumeration.
    Fields,
    /// Statements.
    Block,
    /// Statements of a function, a branch or a loop: never on one line.
    Body,
    /// The arms of a `match`.
    Arms,
    /// The fields of a value or a pattern.
    Literal,
    /// What is imported from one place.
    Imports,
}

impl Shape {
    pub(super) fn is_brace(self) -> bool {
        !matches!(
            self,
            Shape::Call
                | Shape::Macro
                | Shape::Parentheses
                | Shape::Brackets
                | Shape::Attribute
                | Shape::Angles
        )
    }
}

/// Tokens and their text.
#[derive(Default)]
pub(super) struct Tokens {
    text: String,
    all: Vec<Token>,
    /// The groups around the token that is read.
    groups: Vec<Group>,
}

/// A group that is being read.
#[derive(Clone, Copy)]
struct Group {
    open: usize,
    shape: Shape,
    /// What a brace at this place would be.
    head: Head,
    /// Whether the parameters of a closure are open.
    in_bars: bool,
    has_semicolon: bool,
    commas: u32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    None,
    /// Behind `if let` and its like, in front of the equals sign.
    Pattern,
    Of(Shape),
}

impl Tokens {
    /// Reads tokens, and forgets those before.
    pub(super) fn read_anew(&mut self, stream: &TokenStream) {
        self.text.clear();
        self.all.clear();
        self.groups.clear();
        self.all.reserve(stream.len());
        self.groups.push(Group::new(0, Shape::Items));
        self.read(stream);
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn text(&self, place: usize) -> &str {
        let Token { start, end, .. } = self.all[place];
        &self.text[start as usize..end as usize]
    }

    /// The names and literals.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        let words = self.all.iter().filter(|token| token.role == Role::Word);
        words.map(|token| &self.text[token.start as usize..token.end as usize])
    }

    pub(super) fn is(&self, place: usize, text: &str) -> bool {
        place < self.all.len() && self.text(place) == text
    }

    pub(super) fn role(&self, place: usize) -> Role {
        self.all[place].role
    }

    pub(super) fn get(&self, place: usize) -> Token {
        self.all[place]
    }

    /// The token behind this one, or behind the group that it opens.
    pub(super) fn behind(&self, place: usize) -> usize {
        self.all[place].close as usize + 1
    }

    /// The columns of tokens on one line.
    pub(super) fn columns(&self, from: usize, to: usize) -> usize {
        if from >= to {
            return 0;
        }
        let first = self.all[from];
        let before = first.columns - (first.end - first.start);
        (self.all[to - 1].columns - before) as usize
    }

    /// Whether any of the tokens asks for several lines.
    pub(super) fn must_break(&self, from: usize, to: usize) -> bool {
        let before = if from == 0 { 0 } else { self.all[from - 1].breaks };
        from < to && self.all[to - 1].breaks > before
    }

    fn read(&mut self, stream: &TokenStream) {
        let mut joint = false;
        stream.visit(|token| {
            let is_joint = std::mem::take(&mut joint);
            match token {
                tokens::Token::Open(delimiter) => self.open(delimiter),
                tokens::Token::Close(delimiter) => self.close(delimiter),
                tokens::Token::Name(name) => {
                    let start = self.text.len();
                    let is_lifetime = is_joint && self.ends_with("'");
                    self.text.push_str(name);
                    if !is_lifetime {
                        self.word(start);
                    } else if let Some(tick) = self.all.last_mut() {
                        let length = self.text.len() as u32;
                        tick.columns += length - tick.end;
                        tick.end = length;
                        tick.role = Role::Lifetime;
                    }
                }
                tokens::Token::Literal(literal) => {
                    let start = self.text.len();
                    self.text.push_str(literal);
                    self.push(start, Role::Word);
                }
                tokens::Token::Punct(character, goes_on) => {
                    self.punct(character, is_joint);
                    joint = goes_on;
                }
            }
        });
    }

    fn ends_with(&self, text: &str) -> bool {
        !self.all.is_empty() && self.is(self.all.len() - 1, text)
    }

    fn group(&mut self) -> &mut Group {
        self.groups.last_mut().expect("the outermost stays")
    }

    fn previous(&self) -> Option<Role> {
        self.all.last().map(|token| token.role)
    }

    /// Whether an operand ends here, so that an operator stands between two.
    fn behind_operand(&self) -> bool {
        self.operand_before(self.all.len())
    }

    fn operand_before(&self, place: usize) -> bool {
        match self.all[..place].last().map(|token| token.role) {
            Some(Role::Word | Role::Lifetime | Role::Question) => true,
            Some(Role::Close(shape)) => !shape.is_brace() || shape == Shape::Literal,
            _ => false,
        }
    }

    fn word(&mut self, start: usize) {
        let now = self.group().head;
        let text = &self.text[start..];
        if !is_keyword(text) {
            return self.push(start, Role::Word);
        }
        let head = match text {
            "match" => Some(Head::Of(Shape::Arms)),
            "if" | "while" | "for" | "loop" | "unsafe" | "else" | "async" => {
                Some(Head::Of(Shape::Body))
            }
            "fn" => Some(Head::Of(Shape::Body)),
            "impl" | "trait" | "mod" => Some(Head::Of(Shape::Items)),
            "struct" | "enum" => Some(Head::Of(Shape::Fields)),
            "use" => Some(Head::Of(Shape::Imports)),
            "let" => Some(Head::Pattern),
            _ => None,
        };
        let head = match (head, text) {
            // `impl A for B`, and `fn a() -> impl B`.
            (Some(_), "for") if now == Head::Of(Shape::Items) => None,
            (Some(_), "impl") if now == Head::Of(Shape::Body) => None,
            // A `let` that is no condition has no braces that it knows of.
            (Some(_), "let") if now != Head::Of(Shape::Body) => None,
            (head, _) => head,
        };
        if let Some(head) = head {
            self.group().head = head;
        }
        self.push(start, Role::Keyword);
    }

    fn punct(&mut self, character: char, joint: bool) {
        if joint && self.glued(character) {
            return;
        }
        let start = self.text.len();
        self.text.push(character);
        let operand = self.behind_operand();
        let role = match character {
            ',' => {
                self.group().commas += 1;
                Role::Separator
            }
            ';' => {
                let group = self.group();
                (group.has_semicolon, group.head) = (true, Head::None);
                Role::Separator
            }
            ':' => Role::Separator,
            '.' => Role::Tight,
            '?' if operand => Role::Question,
            '\'' => Role::Lifetime,
            '#' | '$' | '?' => Role::Prefix,
            '!' if operand => Role::Bang,
            '|' if self.group().in_bars => {
                self.group().in_bars = false;
                Role::BarEnd
            }
            '|' if !operand => {
                self.group().in_bars = true;
                Role::Bar
            }
            '<' if self.opens_angles() => {
                let shape = Shape::Angles;
                self.push(start, Role::Open(shape));
                let group = Group::new(self.all.len() - 1, shape);
                return self.groups.push(group);
            }
            '>' if self.group().shape == Shape::Angles => return self.end_group(start),
            '=' => {
                if self.group().head == Head::Pattern {
                    self.group().head = Head::Of(Shape::Body);
                }
                Role::Binary
            }
            '@' | '<' | '>' | '/' | '%' | '^' | '+' | '|' => Role::Binary,
            _ if operand => Role::Binary,
            _ => Role::Prefix,
        };
        self.push(start, role);
    }

    /// Adds a character to the operator in front of it, if they are one.
    fn glued(&mut self, character: char) -> bool {
        let Some(last) = self.all.last().copied() else { return false };
        if matches!(last.role, Role::Open(_) | Role::Close(_) | Role::Lifetime) {
            return false;
        }
        let text = self.text(self.all.len() - 1);
        let is_arrow = (text, character) == ("=", '>');
        let role = match (text, character) {
            (":", ':') => Role::Tight,
            (".", '.') => Role::Tight,
            ("..", '=') => last.role,
            ("=", '=' | '>')
            | ("-", '>' | '=')
            | ("!" | "<" | ">" | "+" | "*" | "/" | "%" | "^" | "|" | "&" | "<<" | ">>", '=')
            | ("<", '<')
            | (">", '>') => Role::Binary,
            ("&", '&') => last.role,
            ("|", '|') => {
                if last.role == Role::Bar {
                    Role::NoParameters
                } else {
                    Role::Binary
                }
            }
            _ => return false,
        };
        // `a::b` and `a..b` have no space in them, but `for ::b` and `{ a, ..b }` have one.
        let place = self.all.len() - 1;
        let tight = (text, character) == (":", ':') || text == "." && !self.operand_before(place);
        let role = if tight && character == '.' { Role::Prefix } else { role };
        if is_arrow {
            self.group().head = Head::None;
        } else if role == Role::NoParameters {
            self.group().in_bars = false;
        }
        self.text.push(character);
        let token = &mut self.all[place];
        token.end += 1;
        token.columns += 1;
        token.role = role;
        if role == Role::Binary && !token.space {
            token.space = true;
            token.columns += 1;
        }
        if tight && place > 0 {
            let space = self.space_of_path(place);
            let token = &mut self.all[place];
            token.columns += u32::from(space);
            token.space = space;
        }
        true
    }

    fn space_of_path(&self, place: usize) -> bool {
        match self.all[place - 1].role {
            Role::Keyword | Role::Separator | Role::Binary | Role::BarEnd => true,
            Role::Open(shape) => shape.is_brace() && shape != Shape::Imports,
            Role::Close(shape) => shape.is_brace(),
            _ => false,
        }
    }

    /// Whether a `<` starts generic arguments and does not compare.
    fn opens_angles(&self) -> bool {
        let Some(last) = self.all.last() else { return true };
        let text = self.text(self.all.len() - 1);
        match last.role {
            Role::Word => {
                let names_function = self.all.len() > 1 && self.is(self.all.len() - 2, "fn");
                let mut letters = text.trim_start_matches('_').chars();
                let upper = letters.next().is_some_and(char::is_uppercase);
                names_function
                    || upper && (letters.any(char::is_lowercase) || text.len() == 1)
                    || text.ends_with("Ref")
            }
            Role::Tight => text == "::",
            Role::Close(_) | Role::Question | Role::Lifetime => false,
            _ => true,
        }
    }

    fn open(&mut self, delimiter: Delimiter) {
        let (character, _) = characters(delimiter);
        let start = self.text.len();
        let previous = self.previous();
        let shape = match character {
            '(' => match previous {
                Some(Role::Bang) => Shape::Macro,
                Some(Role::Word | Role::Question) => Shape::Call,
                Some(Role::Close(shape)) if !shape.is_brace() => Shape::Call,
                _ => Shape::Parentheses,
            },
            '[' if self.ends_with("#") => Shape::Attribute,
            '[' => Shape::Brackets,
            _ => self.brace(),
        };
        self.text.push(character);
        self.push(start, Role::Open(shape));
        let group = Group::new(self.all.len() - 1, shape);
        self.groups.push(group);
    }

    fn brace(&mut self) -> Shape {
        let Group { head, shape: around, .. } = *self.group();
        match head {
            Head::Of(Shape::Imports) => return Shape::Imports,
            Head::Of(shape) => {
                self.group().head = Head::None;
                return shape;
            }
            Head::Pattern => return Shape::Literal,
            Head::None => {}
        }
        let named = match self.previous() {
            Some(Role::Close(Shape::Angles)) => true,
            Some(Role::Word) => {
                let name = self.text(self.all.len() - 1).trim_start_matches('_');
                name.starts_with(|first: char| !first.is_lowercase())
            }
            _ => false,
        };
        if named || around == Shape::Fields { Shape::Literal } else { Shape::Block }
    }

    fn close(&mut self, delimiter: Delimiter) {
        let (_, character) = characters(delimiter);
        // A `<` that was none, at the latest.
        while self.group().shape == Shape::Angles && self.groups.len() > 1 {
            self.groups.pop();
        }
        let start = self.text.len();
        self.text.push(character);
        self.end_group(start);
    }

    fn end_group(&mut self, start: usize) {
        let group = self.groups.pop().expect("as many close as open");
        if start == self.text.len() {
            self.text.push('>');
        }
        // The comma behind the last part of a list; a tuple of one part needs it.
        let needs_comma = group.shape == Shape::Parentheses && group.commas == 1;
        if let Some(last) = self.all.last_mut()
            && last.role == Role::Separator
            && self.text[last.start as usize..].starts_with(',')
            && !needs_comma
        {
            last.is_idle = true;
            last.columns -= 1;
        }
        self.push(start, Role::Close(group.shape));
        let place = self.all.len() - 1;
        let is_empty = place == group.open + 1;
        let must = match group.shape {
            Shape::Items | Shape::Fields | Shape::Body | Shape::Arms => !is_empty,
            Shape::Block => group.has_semicolon,
            _ => false,
        };
        let open = &mut self.all[group.open];
        (open.close, open.commas) = (place as u32, group.commas);
        self.all[place].breaks += u32::from(must);
    }

    fn push(&mut self, start: usize, role: Role) {
        let end = self.text.len();
        let place = self.all.len();
        let text = &self.text[start..end];
        let space = self.space(role, text);
        let last = self.all.last();
        let columns = last.map_or(0, |token| token.columns) + u32::from(space);
        let breaks =
            last.map_or(0, |token| token.breaks) + u32::from(text == "#" || text == "__comment");
        self.all.push(Token {
            start: start as u32,
            end: end as u32,
            role,
            space,
            close: place as u32,
            commas: 0,
            is_idle: false,
            columns: columns + (end - start) as u32,
            breaks,
        });
    }

    fn space(&self, role: Role, text: &str) -> bool {
        let Some(last) = self.all.last() else { return false };
        let before = self.text(self.all.len() - 1);
        let default = match last.role {
            Role::Prefix | Role::Tight | Role::Bang | Role::Bar => false,
            Role::Open(shape) => shape.is_brace() && shape != Shape::Imports,
            _ => true,
        };
        match role {
            Role::Close(shape) => {
                let is_empty = matches!(last.role, Role::Open(_));
                shape.is_brace() && shape != Shape::Imports && !is_empty
            }
            Role::Separator | Role::Question | Role::Bang | Role::BarEnd => false,
            Role::Tight => default && !self.behind_operand() && text != ".",
            Role::Open(shape) if shape.is_brace() => default,
            Role::Open(Shape::Call | Shape::Macro | Shape::Attribute) => false,
            Role::Open(Shape::Angles) => {
                default && !self.behind_operand() && !matches!(before, "impl" | "for" | "fn")
            }
            Role::Open(_) => match last.role {
                Role::Word | Role::Question => false,
                Role::Close(shape) => shape.is_brace(),
                Role::Keyword => !matches!(before, "pub" | "fn"),
                _ => default,
            },
            _ => default,
        }
    }
}

impl Group {
    fn new(open: usize, shape: Shape) -> Self {
        let head = Head::None;
        Group { open, shape, head, in_bars: false, has_semicolon: false, commas: 0 }
    }
}

/// Whether a word is no operand.
fn is_keyword(text: &str) -> bool {
    matches!(
        text,
        "as" | "async"
            | "break"
            | "const"
            | "continue"
            | "dyn"
            | "else"
            | "enum"
            | "extern"
            | "fn"
            | "for"
            | "if"
            | "impl"
            | "in"
            | "let"
            | "loop"
            | "match"
            | "mod"
            | "move"
            | "mut"
            | "pub"
            | "ref"
            | "return"
            | "static"
            | "struct"
            | "trait"
            | "type"
            | "unsafe"
            | "use"
            | "where"
            | "while"
            | "yield"
            | "box"
            | "do"
    )
}
