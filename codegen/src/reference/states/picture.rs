//! A graph as SVG.
//!
//! States stand below each other. An arrow to the next goes straight down, its
//! label beside it; any other leaves and enters at the left, in a lane of its
//! own, its label above where it leaves; failures stand to the right. Nothing
//! shares its place with anything else, so that no label is ever covered. Widths
//! are those of a font in which every character is as wide as any other.

use super::{Arrow, Graph};
use crate::reference::html::escape;

/// The width of a character, a little more than fonts have.
const CHARACTER: usize = 8;
/// The height of a line of text.
const LINE: usize = 18;
/// The height of a box of one line, and of a row with a label of its own.
const BOX: usize = 34;
/// The space at the edges of the picture, and around text in boxes.
const SPACE: usize = 12;
/// The space between two lanes.
const LANE: usize = 18;
/// The length of the head of an arrow.
const HEAD: usize = 8;

/// Where everything is.
struct Places {
    /// The left edge and the width of states.
    left: usize,
    width: usize,
    /// The left edge of failures, and their width.
    failures: usize,
    failure_width: usize,
    /// The upper edge of each state, and its height.
    states: Vec<(usize, usize)>,
    /// The size of all.
    size: (usize, usize),
}

impl Graph {
    /// The machine as one SVG element.
    pub(in crate::reference) fn svg(&self, title: &str) -> String {
        let places = self.places();
        let (width, height) = places.size;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n<title>{}</title>\n",
            escape(title)
        );
        for (place, node) in self.nodes.iter().enumerate() {
            self.state(&mut svg, &places, place, node);
            self.down(&mut svg, &places, place);
            self.fails(&mut svg, &places, place);
        }
        self.lanes(&mut svg, &places);
        svg.push_str("</svg>");
        svg
    }

    /// The arrows that do not go straight down.
    fn jumps(&self) -> impl Iterator<Item = &Arrow> {
        self.arrows.iter().filter(|arrow| arrow.to != arrow.from + 1)
    }

    fn straight(&self, from: usize) -> impl Iterator<Item = &Arrow> {
        self.arrows.iter().filter(move |arrow| arrow.from == from && arrow.to == from + 1)
    }

    fn places(&self) -> Places {
        let longest = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0) * CHARACTER;
        let jumps = self.jumps().count();
        let beside = longest(&mut self.jumps().map(|jump| jump_label(jump).chars().count()));
        let left = match jumps {
            0 => SPACE,
            _ => SPACE + jumps * LANE + beside + 2 * SPACE + HEAD,
        };
        let width = longest(&mut self.nodes.iter().map(|node| node.chars().count())) + 3 * SPACE;
        let down = longest(
            &mut self
                .arrows
                .iter()
                .filter(|arrow| arrow.to == arrow.from + 1)
                .flat_map(|arrow| &arrow.label)
                .map(|line| line.chars().count()),
        );
        let on = longest(&mut self.failures.iter().map(|fails| fails.on.chars().count()));
        let failures = left + width + on + 2 * SPACE + HEAD;
        let names = self.failures.iter().flat_map(|fails| &fails.failures);
        let failure_width = longest(&mut names.map(|name| name.chars().count())) + 2 * SPACE;
        let mut top = SPACE;
        let mut states = Vec::new();
        for place in 0..self.nodes.len() {
            let height = self.height(place);
            states.push((top, height));
            top += height;
            let lines: usize = self.straight(place).map(|arrow| arrow.label.len()).sum();
            top += if lines > 0 { lines * LINE + 2 * SPACE } else { SPACE };
        }
        let right = left + width / 2 + SPACE + down;
        let right = match self.failures.is_empty() {
            true => right.max(left + width),
            false => right.max(failures + failure_width),
        };
        Places { left, width, failures, failure_width, states, size: (right + SPACE, top) }
    }

    /// The height of a state: room for all that leaves and enters at its sides.
    fn height(&self, place: usize) -> usize {
        let failures = self.failures.iter().filter(|fails| fails.from == place);
        let right: usize = failures.map(|fails| failure_height(fails.failures.len()) + SPACE).sum();
        let out = self.jumps().filter(|jump| jump.from == place).count();
        let into = self.jumps().filter(|jump| jump.to == place).count();
        BOX.max(right.saturating_sub(SPACE)).max((out + into) * BOX)
    }

    fn state(&self, svg: &mut String, places: &Places, place: usize, node: &str) {
        let Some((top, height)) = places.states.get(place).copied() else { return };
        let (left, width) = (places.left, places.width);
        let session = node == "Established" && place + 1 == self.nodes.len();
        let class = if session { "state session" } else { "state" };
        *svg += &format!(
            "<rect class=\"{class}\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>\n"
        );
        text(svg, "name", "middle", left + width / 2, top + height / 2 + 5, node);
    }

    /// The arrow to the next state, all its labels beside it.
    fn down(&self, svg: &mut String, places: &Places, place: usize) {
        let lines: Vec<&String> = self.straight(place).flat_map(|arrow| &arrow.label).collect();
        let (Some((top, height)), Some((next, _))) =
            (places.states.get(place), places.states.get(place + 1))
        else {
            return;
        };
        if lines.is_empty() {
            return;
        }
        let x = places.left + places.width / 2;
        let start = top + height;
        *svg += &format!("<path class=\"arrow\" d=\"M{x} {start}V{}\"/>\n", next - HEAD);
        head(svg, "head", [(x, *next), (x - 4, next - HEAD), (x + 4, next - HEAD)]);
        for (line, words) in lines.into_iter().enumerate() {
            let class = if words.starts_with("on ") { "event" } else { "effect" };
            text(svg, class, "start", x + SPACE, start + SPACE + LINE * line + 11, words);
        }
    }

    fn fails(&self, svg: &mut String, places: &Places, place: usize) {
        let Some((mut top, _)) = places.states.get(place).copied() else { return };
        let start = places.left + places.width;
        for fails in self.failures.iter().filter(|fails| fails.from == place) {
            let height = failure_height(fails.failures.len());
            let (y, tip) = (top + BOX / 2 + 4, places.failures);
            text(svg, "event", "start", start + SPACE, y - 6, &fails.on);
            *svg += &format!("<path class=\"arrow failing\" d=\"M{start} {y}H{}\"/>\n", tip - HEAD);
            head(svg, "head failing", [(tip, y), (tip - HEAD, y - 4), (tip - HEAD, y + 4)]);
            *svg += &format!(
                "<rect class=\"failure\" x=\"{tip}\" y=\"{top}\" width=\"{}\" height=\"{height}\" rx=\"2\"/>\n",
                places.failure_width
            );
            let names = fails.failures.len() * LINE;
            let first = top + (height - names) / 2 + 13;
            for (line, name) in fails.failures.iter().enumerate() {
                text(svg, "effect", "start", tip + SPACE, first + LINE * line, name);
            }
            top += height + SPACE;
        }
    }

    /// The arrows at the left. At each state those that leave are above those
    /// that enter.
    fn lanes(&self, svg: &mut String, places: &Places) {
        for (lane, jump) in self.jumps().enumerate() {
            let leaving = |arrow: &Arrow| arrow.from == jump.from;
            let before = self.jumps().take(lane);
            let out = before.filter(|arrow| leaving(arrow)).count();
            let above = self.jumps().filter(|arrow| arrow.from == jump.to).count();
            let into = above + self.jumps().take(lane).filter(|arrow| arrow.to == jump.to).count();
            let y = |place: usize, port: usize| {
                places.states.get(place).map_or(0, |(top, _)| top + port * BOX + BOX / 2 + 6)
            };
            let (from, to) = (y(jump.from, out), y(jump.to, into));
            let x = SPACE + lane * LANE;
            let (edge, tip) = (places.left, places.left - HEAD);
            *svg += &format!("<path class=\"arrow\" d=\"M{edge} {from}H{x}V{to}H{tip}\"/>\n");
            head(svg, "head", [(edge, to), (tip, to - 4), (tip, to + 4)]);
            text(svg, "event", "end", edge - SPACE, from - 6, &jump_label(jump));
        }
    }
}

fn failure_height(names: usize) -> usize {
    BOX.max(names * LINE + SPACE)
}

fn jump_label(jump: &Arrow) -> String {
    jump.label.join(", ")
}

fn text(svg: &mut String, class: &str, anchor: &str, x: usize, y: usize, words: &str) {
    *svg += &format!(
        "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{}</text>\n",
        escape(words)
    );
}

fn head(svg: &mut String, class: &str, points: [(usize, usize); 3]) {
    let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
    *svg += &format!("<polygon class=\"{class}\" points=\"{}\"/>\n", points.join(" "));
}
