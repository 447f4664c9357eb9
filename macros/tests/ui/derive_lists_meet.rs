use packetwright::Wire;

packetwright::protocol! {
    protocol spec { edition: 1, version: 1, endian: big }

    struct Label { text: string[u8 in 1..=63] }

    messages Message: u8 { 1 => Ask { label: Label } }
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Count {
    number: u8,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Maybe {
    there: bool,
    #[wire(if = there)]
    number: Option<u8>,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Kind {
    #[wire(range = 1..=9)]
    kind: u8,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Lists {
    #[wire(until = 0)]
    counts: Vec<Count>,
    #[wire(until = 1)]
    maybes: Vec<Maybe>,
    #[wire(until = 0)]
    kinds: Vec<Kind>,
    #[wire(until = 9)]
    others: Option<Vec<Kind>>,
    #[wire(until = 0)]
    labels: Vec<spec::Label>,
    #[wire(until = 63)]
    more_labels: Vec<spec::Label>,
    #[wire(until = 0)]
    messages: Vec<spec::Message>,
    #[wire(until = 0)]
    asked: Vec<spec::Ask>,
}

fn main() {}
