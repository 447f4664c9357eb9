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
            format!("{}{origin}", terms.show(*part, 3))
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

    /// The sequence as a picture, 24 units a line.
    pub fn svg(&self, title: &str) -> String {
        let column = 420;
        let x = |place: usize| 210 + column * place;
        // The attacker stands in the middle of all.
        let attacker = self.parties.len().div_ceil(2);
        let at = |party: usize| if party < attacker { x(party) } else { x(party + 1) };
        let lines: usize = self.arrows.iter().map(|arrow| 2 + arrow.parts.len()).sum();
        let (width, height) = (column * (self.parties.len() + 1), 110 + 18 * lines);
        let mut out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             font-family=\"sans-serif\" font-size=\"12\">\n<title>{0}</title>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n\
             <text x=\"16\" y=\"24\" font-size=\"15\">{0}</text>\n",
            escaped(title)
        );
        let heads = self.parties.iter().enumerate().map(|(place, name)| (at(place), name.as_str()));
        for (x, name) in heads.chain([(x(attacker), "attacker (the network)")]) {
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"56\" text-anchor=\"middle\" font-weight=\"bold\">{}</text>\n\
                 <line x1=\"{x}\" y1=\"66\" x2=\"{x}\" y2=\"{}\" stroke=\"#888888\" stroke-dasharray=\"4 4\"/>",
                escaped(name),
                height - 12
            );
        }
        let mut y = 90;
        for arrow in &self.arrows {
            let (from, to) = match arrow.sends {
                true => (at(arrow.party), x(attacker)),
                false => (x(attacker), at(arrow.party)),
            };
            let middle = from.midpoint(to);
            let back = if to > from { to - 9 } else { to + 9 };
            let color = if arrow.sends { "#1f4e9c" } else { "#b02a1e" };
            let _ = writeln!(
                out,
                "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\" font-weight=\"bold\" fill=\"{color}\">{}</text>\n\
                 <path d=\"M{from} {y}H{to}M{back} {}L{to} {y}L{back} {}\" stroke=\"{color}\" fill=\"none\"/>",
                y - 5,
                escaped(&arrow.name),
                y - 5,
                y + 5
            );
            for part in &arrow.parts {
                y += 18;
                let _ = writeln!(
                    out,
                    "<text x=\"{middle}\" y=\"{}\" text-anchor=\"middle\" font-size=\"10\">{}</text>",
                    y - 3,
                    escaped(part)
                );
            }
            y += 36;
        }
        out.push_str("</svg>\n");
        out
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
