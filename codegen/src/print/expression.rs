//! One expression, statement or item over several lines: where it is broken.
//!
//! In this order: behind an assignment, at the operator that binds least, in
//! front of the calls of a chain, within its last group. What has a block
//! keeps its head on one line if that fits.

use super::tokens::{Role, Shape};
use super::{Printer, WIDTH};

impl Printer<'_> {
    /// Tokens from the column that is reached, with some columns kept behind
    /// them; further lines are set in by `indent` or more.
    pub(super) fn expression(&mut self, from: usize, to: usize, indent: usize, behind: usize) {
        if from >= to {
            return;
        }
        if self.fits(from, to, behind) {
            return self.flat(from, to);
        }
        let tokens = self.tokens;
        let word = tokens.text(from);
        let is_block = matches!(tokens.role(from), Role::Open(shape) if shape.is_brace())
            && tokens.behind(from) == to;
        if is_block {
            return self.group(from, indent);
        }
        match word {
            "return" | "break" | "mut" => {
                self.out.push_str(word);
                self.out.push(' ');
                return self.expression(from + 1, to, indent, behind);
            }
            "if" | "match" | "for" | "while" | "loop" | "unsafe" | "impl" | "fn" | "struct"
            | "enum" | "mod" | "trait" | "pub" | "use" => {
                return self.pieces(from, to, indent, behind);
            }
            _ => {}
        }
        if let Some(body) = self.body_of_closure(from, to) {
            self.flat(from, body);
            self.out.push(' ');
            return self.expression(body, to, indent, behind);
        }
        if let Some(sign) = self.assignment(from, to) {
            return self.assigned(from, sign, to, indent, behind);
        }
        // `const fn` and its like.
        let is_let = matches!(word, "let" | "const" | "static" | "type" | "async");
        if !is_let && let Some(level) = self.weakest_operator(from, to) {
            return self.operands(from, to, level, indent, behind);
        }
        let calls = self.calls(from, to);
        let is_chain = match calls.first() {
            Some(&first) => calls.len() > 1 || self.has_call(from, first),
            None => false,
        };
        if is_chain && !self.hangs_on_last(from, to, &calls) {
            return self.chain(from, to, &calls, indent, behind);
        }
        self.pieces(from, to, indent, behind);
    }

    /// Rows of tokens and the groups between them that are to be broken: those
    /// that must be, or else the last.
    fn pieces(&mut self, from: usize, to: usize, indent: usize, behind: usize) {
        let tokens = self.tokens;
        let (mut row, mut place, mut last) = (from, from, None);
        let mut is_broken = false;
        while place < to {
            let next = tokens.behind(place);
            if let Role::Open(shape) = tokens.role(place)
                && next > place + 2
            {
                if tokens.must_break(place, next) {
                    let line = self.line;
                    self.row(from, row, place, indent, 2);
                    // A head of several lines stands apart from its block.
                    let last_line = self.out[self.line..].trim_start().len();
                    if shape.is_brace() && self.line > line && self.column() > indent + last_line {
                        self.start_line(indent);
                    } else {
                        self.space(from, place);
                    }
                    self.group(place, indent);
                    (is_broken, row) = (true, next);
                } else if shape != Shape::Angles
                    && shape != Shape::Attribute
                    && (last.is_none() || self.column() + tokens.columns(from, place + 1) <= WIDTH)
                {
                    last = Some(place);
                }
            }
            place = next;
        }
        if is_broken {
            return self.row(from, row, to, indent, behind);
        }
        let Some(open) = last else { return self.flat(from, to) };
        let next = tokens.behind(open);
        self.flat(from, open);
        self.space(from, open);
        self.group(open, indent);
        if next < to {
            self.space(from, next);
            self.flat(next, to);
        }
    }

    fn space(&mut self, from: usize, place: usize) {
        if place > from && self.tokens.get(place).space {
            self.out.push(' ');
        }
    }

    /// A row between groups that are broken, its keywords in front.
    fn row(&mut self, from: usize, row: usize, to: usize, indent: usize, behind: usize) {
        if row >= to {
            return;
        }
        self.space(from, row);
        let mut place = row;
        if !self.fits(row, to, behind) {
            let heads = ["if", "while", "match", "else", "for"];
            while place < to && heads.iter().any(|head| self.tokens.is(place, head)) {
                self.out.push_str(self.tokens.text(place));
                self.out.push(' ');
                place += 1;
            }
            let is_item = ["impl", "fn", "pub", "use", "const", "async", "trait"]
                .iter()
                .any(|head| self.tokens.is(place, head));
            if is_item {
                return self.signature(place, to, indent);
            }
        }
        self.expression(place, to, indent, behind);
    }

    /// The head of an item, broken in its parameters.
    fn signature(&mut self, from: usize, to: usize, indent: usize) {
        let tokens = self.tokens;
        let mut place = from;
        while place < to {
            let next = tokens.behind(place);
            if matches!(tokens.role(place), Role::Open(Shape::Call | Shape::Parentheses))
                && next > place + 2
                && !tokens.is(place.wrapping_sub(1), "pub")
            {
                self.flat(from, place);
                self.space(from, place);
                self.out.push('(');
                self.parts(place, next - 1, Shape::Call, indent);
                self.out.push(')');
                if next < to {
                    self.space(from, next);
                    self.flat(next, to);
                }
                return;
            }
            place = next;
        }
        self.flat(from, to);
    }

    /// Where the body of a closure starts.
    fn body_of_closure(&self, from: usize, to: usize) -> Option<usize> {
        let tokens = self.tokens;
        let start = if tokens.is(from, "move") { from + 1 } else { from };
        if start >= to {
            return None;
        }
        let body = match tokens.role(start) {
            Role::NoParameters => start + 1,
            Role::Bar => {
                let mut place = start + 1;
                while place < to && tokens.role(place) != Role::BarEnd {
                    place = tokens.behind(place);
                }
                place + 1
            }
            _ => return None,
        };
        (body < to && !tokens.is(body, "->")).then_some(body)
    }

    fn assignment(&self, from: usize, to: usize) -> Option<usize> {
        let signs = ["=", "+=", "-=", "*=", "/=", "%=", "|=", "&=", "^=", "<<=", ">>="];
        let mut place = from;
        while place < to {
            let is_sign =
                self.tokens.role(place) == Role::Binary && signs.contains(&self.tokens.text(place));
            if is_sign {
                return Some(place);
            }
            place = self.tokens.behind(place);
        }
        None
    }

    fn assigned(&mut self, from: usize, sign: usize, to: usize, indent: usize, behind: usize) {
        let tokens = self.tokens;
        self.expression(from, sign, indent, 3);
        self.out.push(' ');
        self.out.push_str(tokens.text(sign));
        let value = sign + 1;
        let columns = tokens.columns(value, to);
        let fits_below = indent + 4 + columns + behind <= WIDTH && !tokens.must_break(value, to);
        let has_operators = self.weakest_operator(value, to).is_some();
        let has_groups = (value..to).any(|place| matches!(tokens.role(place), Role::Open(_)));
        if fits_below && (has_operators || !has_groups) {
            self.start_line(indent + 4);
            return self.flat(value, to);
        }
        self.out.push(' ');
        self.expression(value, to, indent, behind);
    }

    /// How tightly the operator binds that binds least, if there is one
    /// between operands.
    fn weakest_operator(&self, from: usize, to: usize) -> Option<u8> {
        let mut weakest = None;
        let mut place = from;
        while place < to {
            if self.tokens.role(place) == Role::Binary
                && place > from
                && let Some(binding) = binding(self.tokens.text(place))
            {
                weakest = Some(weakest.map_or(binding, |other: u8| other.min(binding)));
            }
            if matches!(self.tokens.text(place), "match" | "if" | "|" | "||")
                && self.tokens.role(place) != Role::Binary
            {
                // The operators behind it are its own.
                break;
            }
            place = self.tokens.behind(place);
        }
        weakest
    }

    fn operands(&mut self, from: usize, to: usize, level: u8, indent: usize, behind: usize) {
        let tokens = self.tokens;
        let mut operators = Vec::new();
        let mut place = from;
        while place < to {
            let is_operator = tokens.role(place) == Role::Binary
                && place > from
                && binding(tokens.text(place)) == Some(level);
            if is_operator {
                operators.push(place);
            }
            place = tokens.behind(place);
        }
        let Some(&last) = operators.last() else { return self.flat(from, to) };
        // What is broken within its last operand only.
        if tokens.must_break(last, to) && self.fits(from, last + 1, 10) {
            self.flat(from, last + 1);
            self.out.push(' ');
            return self.expression(last + 1, to, indent, behind);
        }
        let mut start = from;
        for (index, &operator) in operators.iter().enumerate() {
            let inner = if index == 0 { indent } else { indent + 4 };
            self.expression(start, operator, inner, 0);
            self.start_line(indent + 4);
            self.out.push_str(tokens.text(operator));
            self.out.push(' ');
            start = operator + 1;
        }
        self.expression(start, to, indent + 4, behind);
    }

    /// The dots of a chain in front of which a line may be broken: the first
    /// call's and all behind it.
    fn calls(&self, from: usize, to: usize) -> Vec<usize> {
        let tokens = self.tokens;
        let mut dots = Vec::new();
        let mut place = from;
        while place < to {
            let is_dot = place > from && tokens.is(place, ".") && tokens.role(place) == Role::Tight;
            let is_call = place + 2 < to
                && (matches!(tokens.role(place + 2), Role::Open(Shape::Call))
                    || tokens.is(place + 2, "::"));
            if is_dot && (is_call || !dots.is_empty()) {
                dots.push(place);
            }
            place = tokens.behind(place);
        }
        dots
    }

    fn has_call(&self, from: usize, to: usize) -> bool {
        (from..to).any(|place| matches!(self.tokens.role(place), Role::Open(Shape::Call)))
    }

    /// Whether all but the arguments of the last call fit on the line, and
    /// these alone are to be broken.
    fn hangs_on_last(&self, from: usize, to: usize, dots: &[usize]) -> bool {
        let tokens = self.tokens;
        let Some(&last) = dots.last() else { return false };
        tokens.must_break(last, to)
            && !tokens.must_break(from, last)
            && self.column() + tokens.columns(from, (last + 3).min(to)) <= WIDTH
    }

    fn chain(&mut self, from: usize, to: usize, dots: &[usize], indent: usize, behind: usize) {
        let Some(&first) = dots.first() else { return self.flat(from, to) };
        self.expression(from, first, indent, 0);
        for (index, &dot) in dots.iter().enumerate() {
            let (end, kept) = match dots.get(index + 1) {
                Some(next) => (*next, 0),
                None => (to, behind),
            };
            self.start_line(indent + 4);
            if self.fits(dot, end, kept) {
                self.flat(dot, end);
            } else {
                self.pieces(dot, end, indent + 4, kept);
            }
        }
    }
}

/// How tightly an operator binds, the loosest least.
fn binding(operator: &str) -> Option<u8> {
    Some(match operator {
        "||" => 1,
        "&&" => 2,
        "==" | "!=" | "<" | ">" | "<=" | ">=" => 3,
        "|" => 4,
        "^" => 5,
        "&" => 6,
        "<<" | ">>" => 7,
        "+" | "-" => 8,
        "*" | "/" | "%" => 9,
        _ => return None,
    })
}
