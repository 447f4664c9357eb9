//! Pictures of machines: no label is covered by anything, or cut off.

use roxmltree::{Document, Node};

use super::{Arrow, Fails, Graph};

const LANTERN: &str = include_str!("../../../tests/specs/lantern.wire");

/// A rectangle: left, top, right, bottom.
type Area = [f64; 4];

/// The width of a character at the size of the pictures, as wide as fonts have.
const CHARACTER: f64 = 7.9;

fn number(node: Node<'_, '_>, name: &str) -> f64 {
    node.attribute(name).and_then(|value| value.parse().ok()).expect("a number")
}

fn text_area(node: Node<'_, '_>) -> Area {
    let width = node.text().unwrap_or("").chars().count() as f64 * CHARACTER;
    let (x, y) = (number(node, "x"), number(node, "y"));
    let left = match node.attribute("text-anchor") {
        Some("middle") => x - width / 2.0,
        Some("end") => x - width,
        _ => x,
    };
    [left, y - 11.0, left + width, y + 3.0]
}

fn box_area(node: Node<'_, '_>) -> Area {
    let (x, y) = (number(node, "x"), number(node, "y"));
    [x, y, x + number(node, "width"), y + number(node, "height")]
}

fn apart(a: Area, b: Area) -> bool {
    a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]
}

fn inside(a: Area, b: Area) -> bool {
    a[0] >= b[0] && a[1] >= b[1] && a[2] <= b[2] && a[3] <= b[3]
}

/// How many labels and boxes a graph has, all of which can be read.
#[track_caller]
fn check(graph: &Graph) -> (usize, usize) {
    let svg = graph.svg("A <machine>");
    let document = Document::parse(&svg).expect("well-formed");
    let picture = document.root_element();
    let whole = [0.0, 0.0, number(picture, "width"), number(picture, "height")];
    let named =
        |name: &'static str| picture.children().filter(move |n| n.tag_name().name() == name);
    let texts: Vec<(Area, &str)> =
        named("text").map(|node| (text_area(node), node.text().unwrap_or(""))).collect();
    let boxes: Vec<Area> = named("rect").map(box_area).collect();
    for (place, (area, text)) in texts.iter().enumerate() {
        assert!(inside(*area, whole), "{text} is cut off: {svg}");
        for (other, words) in &texts[place + 1..] {
            assert!(apart(*area, *other), "{text} and {words} cover each other: {svg}");
        }
        for shape in &boxes {
            let whole = inside(*area, *shape);
            assert!(whole || apart(*area, *shape), "{text} crosses the edge of a box: {svg}");
        }
    }
    (texts.len(), boxes.len())
}

#[test]
fn the_machines_of_specs_are_legible() {
    for (spec, expected) in
        [(packetwright_spec::NETWORK, [(17, 7), (17, 5)]), (LANTERN, [(19, 8), (15, 6)])]
    {
        let model = packetwright_spec::compile(spec).expect("a good spec");
        let handshake = &model.handshakes[0];
        for (states, expected) in
            [&handshake.initiator, &handshake.responder].into_iter().zip(expected)
        {
            assert_eq!(check(&Graph::of(handshake, states)), expected, "labels and boxes");
        }
    }
}

#[test]
fn arrows_in_every_direction_are_legible() {
    let arrow = |from, to, label: &str| Arrow {
        from,
        to,
        label: label.split(", ").map(str::to_owned).collect(),
    };
    let fails = |from, on: &str, failures: &[&str]| Fails {
        from,
        on: on.to_owned(),
        failures: failures.iter().map(|name| (*name).to_owned()).collect(),
    };
    let graph = Graph {
        nodes: ["First", "Second", "AThirdWithALongName", "Established"]
            .map(str::to_owned)
            .to_vec(),
        arrows: vec![
            arrow(0, 1, "on A, send B"),
            arrow(0, 1, "on ALongerMessage, send AnotherLongMessage"),
            arrow(0, 2, "on C, send D"),
            arrow(0, 3, "on E"),
            arrow(1, 1, "on F, send F"),
            arrow(2, 0, "on G"),
            arrow(2, 3, "on ready"),
        ],
        failures: vec![
            fails(0, "on A, refused", &["One", "Two", "Three", "Four"]),
            fails(0, "on H", &["One"]),
            fails(2, "on ready, refused", &["AFailureWithALongName"]),
        ],
    };
    let (texts, boxes) = check(&graph);
    assert_eq!((texts, boxes), (4 + 4 + 4 + 1 + 3 + 6, 4 + 3));
    insta::assert_snapshot!(graph.text(), @r"
    First
        on A, send B                                -> Second
        on ALongerMessage, send AnotherLongMessage  -> Second
        on C, send D                                -> AThirdWithALongName
        on E                                        -> Established
        on A, refused                               -> failed: One, Two, Three, Four
        on H                                        -> failed: One
    Second
        on F, send F                                -> Second
    AThirdWithALongName
        on G                                        -> First
        on ready                                    -> Established
        on ready, refused                           -> failed: AFailureWithALongName
    Established
    ");
}
