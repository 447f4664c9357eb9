//! `quote!`: Rust as tokens of `packetwright_codegen::tokens`.
//!
//! The syntax is that of the crate `quote`: `#name` puts in what a variable
//! holds, `#(…)*` and `#(…),*` repeat. What differs is what becomes of the
//! tokens that never change. They are put into a table when the emitter is
//! compiled, and a whole run of them is one reference when it works, where
//! `proc_macro2` makes, moves and drops each token by itself. A macro by
//! example cannot do this: it sees the text of a token, but neither its kind
//! nor where an operator ends.
//!
//! This crate knows nothing of what the code means. Read next: the module
//! `tokens` of `packetwright-codegen`, which the expansion names.

use std::iter::Peekable;

use proc_macro::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree, token_stream};

/// Rust as a `TokenStream` of the crate's module `tokens`.
#[proc_macro]
pub fn quote(input: TokenStream) -> TokenStream {
    let mut writer = Writer::default();
    writer.read(input);
    writer.end_run();
    let Writer { statements, values, runs, repetitions, .. } = writer;
    if statements.is_empty() {
        return code("crate::tokens::TokenStream::new()");
    }
    let mut room = code(&format!("crate::tokens::Room::of({runs}, {repetitions})"));
    for value in values {
        let value = parenthesized([code("&"), one(value)]);
        room.extend([code("+ crate::tokens::Append::room"), value]);
    }
    let start = [
        code("let mut __quoted = crate::tokens::TokenStream::with_room"),
        parenthesized([room]),
        code(";"),
    ];
    let start = start.into_iter().collect();
    braced([start, statements, code("__quoted")].into_iter().collect())
}

/// The statements that write the tokens.
#[derive(Default)]
struct Writer {
    statements: TokenStream,
    /// The elements of the table of the run that is being read.
    run: String,
    /// What is put in once.
    values: Vec<Ident>,
    runs: usize,
    repetitions: usize,
}

impl Writer {
    fn read(&mut self, input: TokenStream) {
        let mut input = input.into_iter().peekable();
        // The characters of an operator, as long as they stand together.
        let mut operator = String::new();
        while let Some(tree) = input.next() {
            match tree {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    self.operators(&mut operator);
                    self.marked(&mut input);
                }
                TokenTree::Punct(punct) => {
                    operator.push(punct.as_char());
                    if punct.spacing() == Spacing::Alone {
                        self.operators(&mut operator);
                    }
                }
                tree => {
                    self.operators(&mut operator);
                    self.plain(tree);
                }
            }
        }
        self.operators(&mut operator);
    }

    /// What stands behind a `#`.
    fn marked(&mut self, input: &mut Peekable<token_stream::IntoIter>) {
        match input.peek() {
            Some(TokenTree::Ident(_)) => {
                let Some(TokenTree::Ident(name)) = input.next() else { return };
                self.end_run();
                self.values.push(name.clone());
                let appended = [
                    code("crate::tokens::Append::append"),
                    parenthesized([code("&"), one(name), code(", &mut __quoted")]),
                    code(";"),
                ];
                self.statements.extend(appended);
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                let Some(TokenTree::Group(group)) = input.next() else { return };
                self.end_run();
                self.repetition(&group, input);
            }
            _ => self.element("Punct('#', false)"),
        }
    }

    fn plain(&mut self, tree: TokenTree) {
        match tree {
            TokenTree::Ident(name) => self.element(&format!("Name({:?})", name.to_string())),
            TokenTree::Literal(literal) => {
                self.element(&format!("Literal({:?})", literal.to_string()));
            }
            TokenTree::Group(group) => {
                let delimiter = match group.delimiter() {
                    Delimiter::Parenthesis => "Parenthesis",
                    Delimiter::Bracket => "Bracket",
                    Delimiter::Brace => "Brace",
                    Delimiter::None => return self.read(group.stream()),
                };
                self.element(&format!("Open(crate::tokens::Delimiter::{delimiter})"));
                self.read(group.stream());
                self.element(&format!("Close(crate::tokens::Delimiter::{delimiter})"));
            }
            TokenTree::Punct(_) => {}
        }
    }

    /// Characters that stand together, as the operators that the compiler
    /// would see in them.
    fn operators(&mut self, characters: &mut String) {
        let mut rest = characters.as_str();
        while let Some(first) = rest.chars().next() {
            let length = OPERATORS.iter().find(|operator| rest.starts_with(**operator));
            let length = length.map_or(first.len_utf8(), |operator| operator.len());
            let (operator, behind) = rest.split_at(length);
            let last = operator.chars().count() - 1;
            for (place, character) in operator.chars().enumerate() {
                // The tick of a lifetime belongs to the name behind it.
                let is_joint = place < last || character == '\'';
                self.element(&format!("Punct({character:?}, {is_joint})"));
            }
            rest = behind;
        }
        characters.clear();
    }

    fn element(&mut self, element: &str) {
        self.run += &format!("crate::tokens::Fixed::{element},");
    }

    fn end_run(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        self.statements.extend(code(&format!("__quoted.run(&crate::tokens::Run(&[{run}]));")));
        self.runs += 1;
    }

    /// `#(…)*`, or with a separator in front of the asterisk: a loop over what
    /// the names in it hold.
    fn repetition(&mut self, group: &Group, input: &mut Peekable<token_stream::IntoIter>) {
        let mut separator = Writer::default();
        match input.next() {
            Some(TokenTree::Punct(punct)) if punct.as_char() == '*' => {}
            Some(TokenTree::Punct(punct)) => {
                separator.element(&format!("Punct({:?}, false)", punct.as_char()));
                input.next();
            }
            _ => {
                self.statements.extend(code("compile_error!(\"`#(…)` needs a `*` behind it\");"));
                return;
            }
        }
        separator.end_run();
        let mut inner = Writer::default();
        inner.read(group.stream());
        inner.end_run();
        let mut names: Vec<Ident> = Vec::new();
        names_in(group.stream(), &mut names);
        let mut repeated = code("use crate::tokens::repeat::*;");
        let mut finite = String::from("let _: Finite = Endless");
        let mut heads = TokenStream::new();
        for (place, name) in names.iter().enumerate() {
            let start =
                code(&format!("#[allow(unused_mut)] let (mut __each_{place}, __ends_{place}) = "));
            repeated.extend([start, one(name.clone()), code(".each();")]);
            finite += &format!(" | __ends_{place}");
            let next = code(&format!("= __each_{place}.next() else {{ break }};"));
            heads.extend([code("let Some"), parenthesized([one(name.clone())]), next]);
        }
        repeated.extend(code(&format!("{finite}; let mut __place = 0usize;")));
        let between = braced(separator.statements);
        let body =
            [heads, code("if __place > 0"), between, inner.statements, code("__place += 1;")];
        repeated.extend([code("loop"), braced(body.into_iter().collect())]);
        self.statements.extend(braced(repeated));
        self.repetitions += 1;
    }
}

/// The operators of more than one character, longer ones first.
const OPERATORS: [&str; 25] = [
    "<<=", ">>=", "...", "..=", "::", "->", "<-", "=>", "==", "!=", "<=", ">=", "&&", "||", "+=",
    "-=", "*=", "/=", "%=", "^=", "&=", "|=", "<<", ">>", "..",
];

/// The names behind a `#`, each once.
fn names_in(input: TokenStream, names: &mut Vec<Ident>) {
    let mut is_marked = false;
    for tree in input {
        match tree {
            TokenTree::Ident(name) if is_marked => {
                if !names.iter().any(|known| known.to_string() == name.to_string()) {
                    names.push(name);
                }
                is_marked = false;
            }
            TokenTree::Group(group) => {
                names_in(group.stream(), names);
                is_marked = false;
            }
            TokenTree::Punct(punct) => is_marked = punct.as_char() == '#',
            TokenTree::Ident(_) | TokenTree::Literal(_) => is_marked = false,
        }
    }
}

fn code(text: &str) -> TokenStream {
    text.parse().expect("this crate writes Rust")
}

fn one(name: Ident) -> TokenStream {
    TokenTree::Ident(name).into()
}

fn parenthesized<const PARTS: usize>(parts: [TokenStream; PARTS]) -> TokenStream {
    let inner = parts.into_iter().collect();
    TokenTree::Group(Group::new(Delimiter::Parenthesis, inner)).into()
}

fn braced(inner: TokenStream) -> TokenStream {
    TokenTree::Group(Group::new(Delimiter::Brace, inner)).into()
}
