use packetwright::Wire;

#[derive(Wire)]
struct Empty {}

#[derive(Wire)]
struct Announces {
    billions: Vec<Empty>,
}

fn main() {}
