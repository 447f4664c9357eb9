//! Generated code as text: tokens laid out in lines of at most [`WIDTH`]
//! columns, as rustfmt would where that is simple.
//!
//! A row of tokens that fits on its line stays on it. Else it is broken at one
//! place, the outermost that helps, and its parts are laid out in turn: see
//! `expression`. No tokens are added or left out but commas in front of what
//! closes a list. The work grows with the tokens times the depth of groups, so
//! large protocols take as long, by size, as small ones.
//!
//! Nothing here knows what the code means; the little that tells a block from
//! a structure's fields is in `tokens`.

mod expression;
mod lists;
#[cfg(test)]
mod tests;
mod tokens;

use std::borrow::Cow;

use crate::comment;
use crate::tokens::TokenStream;
use tokens::{Role, Shape, Tokens};

/// The columns of a line; only strings and comments are longer.
const WIDTH: usize = 100;

/// Items as text.
pub(crate) fn print(items: &TokenStream) -> String {
    Press::default().print(items, |_| {}).to_owned()
}

/// What prints item after item, in the memory that it has.
#[derive(Default)]
pub(crate) struct Press {
    tokens: Tokens,
    out: String,
}

impl Press {
    /// Items as text; `note` is given each name in them.
    pub(crate) fn print(&mut self, items: &TokenStream, note: impl FnMut(&str)) -> &str {
        self.tokens.read_anew(items);
        self.tokens.words().for_each(note);
        self.out.clear();
        let out = std::mem::take(&mut self.out);
        let mut printer = Printer { tokens: &self.tokens, out, line: 0 };
        printer.sequence(0, self.tokens.len(), 0);
        if !printer.out.is_empty() {
            printer.out.push('\n');
        }
        self.out = printer.out;
        &self.out
    }
}

struct Printer<'a> {
    tokens: &'a Tokens,
    out: String,
    /// Where the line starts that is being written.
    line: usize,
}

impl Printer<'_> {
    fn column(&self) -> usize {
        self.out.len() - self.line
    }

    /// Starts a line, unless nothing is written yet.
    fn start_line(&mut self, indent: usize) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.line = self.out.len();
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Tokens on the line, without the space in front of the first.
    fn flat(&mut self, from: usize, to: usize) {
        let tokens = self.tokens;
        for place in from..to {
            let token = tokens.get(place);
            if token.is_idle && place + 1 < to {
                continue;
            }
            if token.space && place > from {
                self.out.push(' ');
            }
            self.out.push_str(tokens.text(place));
        }
    }

    /// Whether tokens fit on the line, with some columns behind them.
    fn fits(&self, from: usize, to: usize, behind: usize) -> bool {
        !self.tokens.must_break(from, to)
            && self.column() + self.tokens.columns(from, to) + behind <= WIDTH
    }

    /// Items or statements, each on lines of its own, starting with a new one.
    fn sequence(&mut self, from: usize, to: usize, indent: usize) {
        let mut place = from;
        let mut stands_alone = true;
        while place < to {
            if self.tokens.is(place, "__comment") {
                if !stands_alone {
                    self.out.push('\n');
                }
                self.comment(place, indent);
                place = self.end_of_statement(place, to);
                stands_alone = true;
                continue;
            }
            stands_alone = false;
            self.start_line(indent);
            place = self.attributes(place, to, indent);
            let end = self.end_of_statement(place, to);
            let is_ended = end > place && self.tokens.is(end - 1, ";");
            let content = if is_ended { end - 1 } else { end };
            self.expression(place, content, indent, usize::from(is_ended));
            if is_ended {
                self.out.push(';');
            }
            place = end.max(place + 1);
        }
    }

    /// The comment that a mark stands for; see [`comment`](crate::comment).
    fn comment(&mut self, mark: usize, indent: usize) {
        let literal = self.tokens.text(mark + 3).to_owned();
        for part in comment::lines(&literal, indent) {
            self.start_line(indent);
            self.out.push_str("// ");
            self.out.push_str(&part);
        }
    }

    /// The attributes in front of something, each on its line, and an empty
    /// line to go on with. Gives back where they end.
    fn attributes(&mut self, from: usize, to: usize, indent: usize) -> usize {
        let mut place = from;
        while place < to && self.tokens.is(place, "#") && place + 1 < to {
            let open = place + 1;
            let end = self.tokens.behind(open);
            let documentation = (end == open + 5 && self.tokens.is(open + 1, "doc"))
                .then(|| documentation(self.tokens.text(open + 3)))
                .flatten();
            match documentation {
                Some(text) => {
                    self.out.push_str("///");
                    self.out.push_str(&text);
                }
                None if self.fits_attribute(place, end) => self.flat(place, end),
                None => {
                    self.out.push('#');
                    self.group(open, indent);
                }
            }
            place = end;
            if place < to {
                self.start_line(indent);
            }
        }
        place
    }

    fn fits_attribute(&self, from: usize, to: usize) -> bool {
        self.column() + self.tokens.columns(from, to) <= WIDTH
    }

    /// Where the item or statement that starts here ends.
    fn end_of_statement(&self, from: usize, to: usize) -> usize {
        let tokens = self.tokens;
        let mut place = from;
        let ends_in_brace = self.may_end_in_brace(from, to);
        while place < to {
            let behind = tokens.behind(place);
            match tokens.role(place) {
                Role::Separator if tokens.is(place, ";") => return behind,
                Role::Open(shape)
                    if ends_in_brace && shape.is_brace() && shape != Shape::Literal =>
                {
                    let goes_on = behind < to
                        && (matches!(tokens.role(behind), Role::Tight | Role::Question)
                            || tokens.is(behind, "else"));
                    if !goes_on && shape != Shape::Imports {
                        return behind;
                    }
                }
                _ => {}
            }
            place = behind;
        }
        to
    }

    /// Whether a statement that starts here needs no semicolon behind its block.
    fn may_end_in_brace(&self, from: usize, to: usize) -> bool {
        let tokens = self.tokens;
        let mut place = from;
        while place < to {
            let text = tokens.text(place);
            match text {
                "pub" | "async" | "extern" | "const" | "move" => {}
                "if" | "match" | "for" | "while" | "loop" | "unsafe" | "fn" | "impl" | "struct"
                | "enum" | "mod" | "trait" | "{" => return true,
                _ => match tokens.role(place) {
                    // A label, or the visibility's place.
                    Role::Lifetime | Role::Separator => {}
                    Role::Open(Shape::Parentheses) if tokens.is(place.wrapping_sub(1), "pub") => {}
                    Role::Word if text.starts_with('"') => {}
                    _ => return false,
                },
            }
            place = tokens.behind(place);
        }
        false
    }
}

/// The text behind the slashes of a documentation comment, if the literal of
/// the attribute can be written as one.
fn documentation(literal: &str) -> Option<Cow<'_, str>> {
    let text = match literal.strip_prefix('r') {
        Some(raw) => Cow::Borrowed(quoted(raw.trim_matches('#'))?),
        None => match quoted(literal).filter(|text| !text.contains('\\')) {
            Some(text) => Cow::Borrowed(text),
            None => Cow::Owned(syn::parse_str::<syn::LitStr>(literal).ok()?.value()),
        },
    };
    let is_line = !text.contains(['\n', '\r']) && !text.starts_with('/');
    (is_line && text.trim_end() == text).then_some(text)
}

/// What stands between quotation marks.
fn quoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}
