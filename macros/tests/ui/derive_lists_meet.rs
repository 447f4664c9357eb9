use packetwright::Wire;

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
}

fn main() {}
