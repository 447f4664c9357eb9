use packetwright::{Messages, Wire};

packetwright::protocol! {
    protocol spec { edition: 1, version: 1, endian: big }

    struct Tail { kind: u8, raw: bytes[rest] }
}

#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain", newer)]
struct Open {
    kind: u8,
}

/// Ends as its last field does.
#[derive(Wire, Clone, Debug, PartialEq)]
#[wire(layout = "plain")]
struct Around {
    count: u8,
    open: Option<Open>,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Wrong {
    tail: spec::Tail,
    #[wire(within = u16)]
    measured: Open,
    #[wire(prefix = u8)]
    list: Vec<Around>,
    around: Around,
    last: Open,
}

#[derive(Wire)]
#[wire(layout = "plain", tag = u8)]
enum Choice {
    Both { open: Open, kind: u8 },
    Right { kind: u8, open: Open },
}

#[derive(Wire)]
#[wire(layout = "plain", newer)]
struct Twice {
    open: Open,
}

#[derive(Messages)]
enum Set {
    #[message(1)]
    Ask { around: Around, kind: u8 },
}

fn main() {}
