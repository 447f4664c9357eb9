use packetwright::Wire;

#[derive(Wire)]
struct Empty {}

#[derive(Wire)]
struct Announces {
    billions: Vec<Empty>,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Region {
    #[wire(within = u16, rest)]
    nothings: Vec<Empty>,
}

fn main() {}
