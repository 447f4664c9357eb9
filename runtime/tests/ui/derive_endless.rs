use packetwright::Wire;

#[derive(Wire)]
struct Empty {}

#[derive(Wire)]
struct Announces {
    billions: Vec<Empty>,
}

#[derive(Wire)]
struct Hen {
    eggs: Vec<Egg>,
}

#[derive(Wire)]
struct Egg {
    hen: Option<Hen>,
}

fn main() {}
