//! Attacks as people read them: a message sequence as text and as SVG.

use std::fmt::Write;

use crate::session::Session;
use crate::term::{Node, Term, Terms};

/// Something delivered to a session, and what it sent at once.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    /// The session, by its place.
    pub(crate) session: usize,
    /// The message's name.
    pub(crate) name: String,
    /// Its parts.
    pub(crate) parts: Vec<Term>,
    /// The names of what is sent at once.
    pub(crate) answer: String,
    /// The parts of that.
    pub(crate) sent: Vec<Term>,
}

/// A message sequence: between honest sessions and the attacker, who is the
/// network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The honest sessions.
    pub parties: Vec<String>,
    /// The messages, in order.
    pub arrows: Vec<Arrow>,
}

/// One message of a sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// The session, by its place in [`Trace::parties`].
    pub party: usize,
    /// Whether the session sends it to the attacker, or receives it.
    pub sends: bool,
    /// The message's name.
    pub name: String,
    /// What is in it, part by part, with how the attacker came by it.
    pub parts: Vec<String>,
}

impl Trace {
    pub(crate) fn new(terms: &Terms, sessions: &[Session], events: Vec<Event>) -> Self {
        let mut trace = Self {
            parties: sessions
                .iter()
                .map(|s| format!("{} (peer {})", s.label(), s.peer.name()))
                .collect(),
            arrows: Vec::new(),
        };
        let mut seen: Vec<Term> = Vec::new();
        for (party, session) in sessions.iter().enumerate() {
            if session.position > 0 {
                let parts = session.opening.clone();
                trace.push(terms, party, true, "opening", &parts, &[]);
                seen.extend(parts);
            }
        }
        for event in events {
            trace.push(terms, event.session, false, &event.name, &event.parts, &seen);
            if !event.sent.is_empty() {
                trace.push(terms, event.session, true, &event.answer, &event.sent, &[]);
                seen.extend(&event.sent);
            }
        }
        trace
    }

    fn push(
        &mut self,
        terms: &Terms,
        party: usize,
        sends: bool,
        name: &str,
        parts: &[Term],
        seen: &[Term],
    ) {
        let parts = parts.iter().map(|part| {
            let origin = match (sends, seen.contains(part), terms.node(*part)) {
                (true, ..) => "",
                (false, true, _) => ", as sent",
                (false, false, Node::Sealed(..)) => ", made by the attacker",
                (false, false, _) => ", put in by the attacker",
            };
            format!("{}{origin}", terms.show(*part, 5))
        });
        let parts = parts.collect();
        self.arrows.push(Arrow { party, sends, name: name.to_owned(), parts });
    }

    /// The sequence, a line a message and a line a part.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (number, arrow) in self.arrows.iter().enumerate() {
            let party = &self.parties[arrow.party];
            let (from, to) = match arrow.sends {
                true => (party.as_str(), "attacker"),
                false => ("attacker", party.as_str()),
            };
            let _ = writeln!(text, "{:2}. {from} -> {to}: {}", number + 1, arrow.name);
            for part in &arrow.parts {
                let _ = writeln!(text, "      {part}");
            }
        }
        text
    }

    /// The sequence as a picture. What the attacker put in or made is red, what
    /// it only passes on grey.
    pub fn svg(&self, title: &str) -> String {
        let place = Places::new(self.parties.len());
        let rows: Vec<Vec<(&str, Vec<String>)>> = self
            .arrows
            .iter()
            .map(|arrow| arrow.parts.iter().map(|part| (ink(part), wrapped(part))).collect())
            .collect();
        let lines =
            rows.iter().map(|parts| parts.iter().map(|(_, lines)| lines.len()).sum::<usize>());
        let height = 100 + lines.map(|lines| ARROW + LINE * lines).sum::<usize>();
        let mut out = head(title, place.width, height);
        let names = self.parties.iter().enumerate().map(|(n, name)| (place.of(n), name.as_str()));
        for (x, name) in names.chain([(place.attacker, "attacker (the network)")]) {
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"56\" text-anchor=\"middle\" font-weight=\"bold\">{}</text>\n\
                 <line x1=\"{x}\" y1=\"66\" x2=\"{x}\" y2=\"{}\" stroke=\"#888888\" stroke-dasharray=\"4 4\"/>",
                escaped(name),
                height - 12
            );
        }
        let mut y = 90;
        for (arrow, parts) in self.arrows.iter().zip(rows) {
            draw_arrow(&mut out, arrow, &place, y);
            let middle = place.of(arrow.party).midpoint(place.attacker);
            for (color, line) in
                parts.iter().flat_map(|(color, lines)| lines.iter().map(move |line| (color, line)))
            {
                y += LINE;
                let _ = writeln!(
                    out,
                    "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\" font-size=\"10\" fill=\"{color}\" \
                     paint-order=\"stroke\" stroke=\"#ffffff\" stroke-width=\"3\">{}</text>",
                    y - 1,
                    escaped(line)
                );
            }
            y += ARROW;
        }
        out.push_str("</svg>\n");
        out
    }
}

/// Units between lines of text, and around an arrow.
const LINE: usize = 14;
const ARROW: usize = 40;
/// The most characters of a line: more do not fit between two columns.
const COLUMNS: usize = 62;

/// Where the columns of a picture are.
struct Places {
    attacker: usize,
    /// The attacker stands in the middle of all.
    before: usize,
    width: usize,
}

impl Places {
    const COLUMN: usize = 380;

    fn new(parties: usize) -> Self {
        let before = parties.div_ceil(2);
        let width = Self::COLUMN * (parties + 1);
        Self { attacker: Self::column(before), before, width }
    }

    const fn column(place: usize) -> usize {
        Self::COLUMN / 2 + Self::COLUMN * place
    }

    const fn of(&self, party: usize) -> usize {
        Self::column(if party < self.before { party } else { party + 1 })
    }
}

fn head(title: &str, width: usize, height: usize) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>{0}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n\
         <text x=\"16\" y=\"24\" font-size=\"15\">{0}</text>\n",
        escaped(title)
    )
}

fn draw_arrow(out: &mut String, arrow: &Arrow, place: &Places, y: usize) {
    let (party, attacker) = (place.of(arrow.party), place.attacker);
    let (from, to) = if arrow.sends { (party, attacker) } else { (attacker, party) };
    let back = if to > from { to - 9 } else { to + 9 };
    let color = if arrow.sends { "#1f4e9c" } else { "#b02a1e" };
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" font-weight=\"bold\" fill=\"{color}\">{}</text>\n\
         <path d=\"M{from} {y}H{to}M{back} {}L{to} {y}L{back} {}\" stroke=\"{color}\" fill=\"none\"/>",
        from.midpoint(to),
        y - 5,
        escaped(&arrow.name),
        y - 5,
        y + 5
    );
}

/// The colour of a part: where it comes from.
fn ink(part: &str) -> &'static str {
    if part.ends_with("by the attacker") {
        "#b02a1e"
    } else if part.ends_with("as sent") {
        "#777777"
    } else {
        "#000000"
    }
}

/// A part in lines, broken behind commas.
fn wrapped(part: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in part.split_inclusive(", ") {
        let line = lines.last_mut().map(|line| line.len()).unwrap_or_default();
        if line > 0 && line + piece.trim_end().len() > COLUMNS {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            line.push_str(piece);
        }
    }
    lines
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
