//! Groups over several lines: blocks, arms, and lists with commas.

use super::tokens::{Role, Shape};
use super::{Printer, WIDTH};

impl Printer<'_> {
    /// A group over several lines, the first of them the one being written.
    pub(super) fn group(&mut self, open: usize, indent: usize) {
        let tokens = self.tokens;
        let close = tokens.get(open).close as usize;
        self.out.push_str(tokens.text(open));
        let Role::Open(shape) = tokens.role(open) else { return };
        if open + 1 < close {
            match shape {
                Shape::Items | Shape::Block | Shape::Body => {
                    self.sequence(open + 1, close, indent + 4);
                    self.start_line(indent);
                }
                Shape::Arms => {
                    self.arms(open + 1, close, indent + 4);
                    self.start_line(indent);
                }
                Shape::Imports => self.filled(open, close, indent),
                Shape::Brackets if self.is_table(open, close) => self.filled(open, close, indent),
                _ => self.list(open, close, shape, indent),
            }
        }
        self.out.push_str(tokens.text(close));
    }

    /// The end of the part of a list that starts here, its comma excepted.
    fn end_of_part(&self, from: usize, to: usize) -> usize {
        let mut place = from;
        while place < to && !self.tokens.is(place, ",") {
            place = self.tokens.behind(place);
        }
        place
    }

    fn list(&mut self, open: usize, close: usize, shape: Shape, indent: usize) {
        if let Some(last) = self.embraced(open, close, shape) {
            self.flat(open + 1, last);
            if last > open + 1 {
                self.out.push(' ');
            }
            let end = self.end_of_part(last, close);
            self.expression(last, end, indent, 2);
            return;
        }
        self.parts(open, close, shape, indent);
    }

    /// The parts of a list, each on lines of its own.
    pub(super) fn parts(&mut self, open: usize, close: usize, shape: Shape, indent: usize) {
        let mut place = open + 1;
        while place < close {
            self.start_line(indent + 4);
            place = self.attributes(place, close, indent + 4);
            let end = self.end_of_part(place, close);
            self.expression(place, end, indent + 4, 1);
            let is_last = end + 1 >= close;
            if end < close && !is_last || is_last && self.takes_comma(open, place, end, shape) {
                self.out.push(',');
            }
            place = end + 1;
        }
        self.start_line(indent);
    }

    /// Whether the last part of a list may have a comma behind it, or has to.
    fn takes_comma(&self, open: usize, place: usize, end: usize, shape: Shape) -> bool {
        let has_comma = self.tokens.is(end, ",");
        match shape {
            Shape::Attribute | Shape::Angles | Shape::Macro => false,
            Shape::Parentheses => has_comma || self.tokens.get(open).commas > 0,
            Shape::Brackets => !self.is_index(open) && self.end_of_statement_in(place, end) == end,
            _ => !self.tokens.is(place, ".."),
        }
    }

    /// Whether brackets are an index behind a value, which is no list.
    fn is_index(&self, open: usize) -> bool {
        let before = open.checked_sub(1).map(|place| self.tokens.role(place));
        match before.filter(|_| self.tokens.role(open) == Role::Open(Shape::Brackets)) {
            Some(Role::Word | Role::Question) => true,
            Some(Role::Close(shape)) => !shape.is_brace() && shape != Shape::Attribute,
            _ => false,
        }
    }

    /// The first semicolon, as in `[0; 4]`, or the end.
    fn end_of_statement_in(&self, from: usize, to: usize) -> usize {
        let mut place = from;
        while place < to && !self.tokens.is(place, ";") {
            place = self.tokens.behind(place);
        }
        place
    }

    /// The last part of a list, if it alone has to be broken and the
    /// delimiters may stand on its first and last line.
    fn embraced(&self, open: usize, close: usize, shape: Shape) -> Option<usize> {
        let tokens = self.tokens;
        if shape.is_brace() || shape == Shape::Angles {
            return None;
        }
        let (mut last, mut parts) = (open + 1, 1);
        loop {
            let end = self.end_of_part(last, close);
            if end + 1 >= close {
                break;
            }
            (last, parts) = (end + 1, parts + 1);
        }
        let end = self.end_of_part(last, close);
        if tokens.must_break(open + 1, last) || end == last || tokens.is(last, "#") {
            return None;
        }
        // Its own last group has to start on this line.
        let mut inner = None;
        let mut place = last;
        while place < end {
            if matches!(tokens.role(place), Role::Open(_)) && tokens.behind(place) == end {
                inner = Some(place);
            }
            place = tokens.behind(place);
        }
        // An index on lines of its own would be torn from its value.
        let inner = inner.filter(|inner| !self.is_index(*inner))?;
        let is_closure =
            matches!(tokens.role(last), Role::Bar | Role::NoParameters) || tokens.is(last, "move");
        let Role::Open(inner_shape) = tokens.role(inner) else { return None };
        if inner_shape == Shape::Angles {
            return None;
        }
        let may = parts == 1 || inner_shape.is_brace() || is_closure;
        let first_line = self.column() + tokens.columns(open + 1, inner + 1);
        let stays = !tokens.must_break(last, inner);
        (may && stays && first_line <= WIDTH && self.is_simple(last, inner)).then_some(last)
    }

    /// Whether tokens are a path or a head without operators at which a line
    /// would rather be broken.
    fn is_simple(&self, from: usize, to: usize) -> bool {
        let mut place = from;
        let is_closure = matches!(self.tokens.role(from), Role::Bar | Role::NoParameters)
            || self.tokens.is(from, "move")
            || self.tokens.is(from, "match");
        while place < to {
            if !is_closure && self.tokens.role(place) == Role::Binary {
                return false;
            }
            place = self.tokens.behind(place);
        }
        true
    }

    /// Whether brackets hold numbers, as a table does.
    fn is_table(&self, open: usize, close: usize) -> bool {
        (open + 1..close).all(|place| {
            let text = self.tokens.text(place);
            text == "," || text == "-" || text.starts_with(|first: char| first.is_ascii_digit())
        })
    }

    /// Short parts, as many on each line as fit.
    fn filled(&mut self, open: usize, close: usize, indent: usize) {
        let mut place = open + 1;
        self.start_line(indent + 4);
        while place < close {
            let end = self.end_of_part(place, close);
            let columns = self.tokens.columns(place, end) + 2;
            if self.column() + columns > WIDTH && self.column() > indent + 4 {
                self.start_line(indent + 4);
            } else if place > open + 1 {
                self.out.push(' ');
            }
            self.flat(place, end);
            self.out.push(',');
            place = end + 1;
        }
        self.start_line(indent);
    }

    /// The arms of a `match`.
    fn arms(&mut self, from: usize, to: usize, indent: usize) {
        let mut place = from;
        while place < to {
            self.start_line(indent);
            place = self.attributes(place, to, indent);
            let arrow = self.arrow(place, to);
            self.pattern(place, arrow, indent);
            self.out.push_str(" =>");
            let body = (arrow + 1).min(to);
            let end = self.end_of_arm(body, to);
            self.arm(body, end, indent);
            place = if self.tokens.is(end, ",") && end < to { end + 1 } else { end };
        }
    }

    fn arrow(&self, from: usize, to: usize) -> usize {
        let mut place = from;
        while place < to && !self.tokens.is(place, "=>") {
            place = self.tokens.behind(place);
        }
        place
    }

    fn pattern(&mut self, from: usize, to: usize, indent: usize) {
        if self.fits(from, to, 5) {
            return self.flat(from, to);
        }
        let mut start = from;
        let mut place = from;
        while place < to {
            if self.tokens.is(place, "|") && self.tokens.role(place) == Role::Binary {
                self.expression(start, place, indent, 0);
                self.start_line(indent);
                self.out.push_str("| ");
                start = place + 1;
            }
            place = self.tokens.behind(place);
        }
        self.expression(start, to, indent, 5);
    }

    /// Where the body of an arm ends: at its comma, or behind its block.
    fn end_of_arm(&self, body: usize, to: usize) -> usize {
        let tokens = self.tokens;
        let is_block = matches!(tokens.role(body), Role::Open(shape) if shape.is_brace())
            || ["if", "match", "for", "while", "loop", "unsafe"]
                .iter()
                .any(|word| tokens.is(body, word));
        let mut place = body;
        while place < to && !tokens.is(place, ",") {
            let behind = tokens.behind(place);
            if let Role::Open(shape) = tokens.role(place)
                && is_block
                && shape.is_brace()
                && shape != Shape::Literal
            {
                let goes_on = behind < to
                    && (matches!(
                        tokens.role(behind),
                        Role::Tight | Role::Question | Role::Separator
                    ) || tokens.is(behind, "else"));
                if !goes_on {
                    return behind;
                }
            }
            place = behind;
        }
        place
    }

    /// Whether what is in a block is an expression that fits behind the arrow.
    fn is_one_line(&self, from: usize, to: usize, indent: usize) -> bool {
        let is_expression = from < to
            && self.end_of_statement(from, to) == to
            && !self.tokens.is(to - 1, ";")
            && !self.tokens.must_break(from, to);
        is_expression
            && (self.fits(from, to, 2) || indent + self.tokens.columns(from, to) + 5 <= WIDTH)
    }

    fn arm(&mut self, body: usize, end: usize, indent: usize) {
        let tokens = self.tokens;
        let is_block = matches!(tokens.role(body), Role::Open(Shape::Block | Shape::Body))
            && tokens.behind(body) == end;
        let (body, end) = match is_block {
            true if self.is_one_line(body + 1, end - 1, indent) => (body + 1, end - 1),
            true => {
                self.out.push(' ');
                return self.group(body, indent);
            }
            false => (body, end),
        };
        let columns = tokens.columns(body, end);
        let fits_here = self.column() + columns + 2 <= WIDTH;
        let fits_below = indent + columns + 5 <= WIDTH;
        if !fits_here && fits_below && !tokens.must_break(body, end) {
            self.start_line(indent + 4);
            self.flat(body, end);
        } else {
            self.out.push(' ');
            self.expression(body, end, indent, 1);
        }
        self.out.push(',');
    }
}
