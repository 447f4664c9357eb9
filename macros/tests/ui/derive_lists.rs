use packetwright::Wire;

#[derive(Wire)]
#[wire(layout = "plain")]
struct Label {
    #[wire(prefix = u8, length = 1..=63)]
    text: String,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Elements {
    #[wire(until = 0)]
    numbers: Vec<u16>,
    #[wire(until = b"\r\n")]
    lines: Vec<Label>,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Ends {
    #[wire(until = 0, prefix = u8)]
    twice: Vec<Label>,
    #[wire(until = 256)]
    wide: Vec<Label>,
}

fn main() {}
