use packetwright::{Message, Messages};

#[derive(Messages)]
enum Garden {
    #[message(7)]
    Water { minutes: u8 },
}

#[derive(Messages)]
enum Cellar {
    #[message(7)]
    Dig { meters: u8 },
}

#[derive(Messages)]
#[messages(tag = u16)]
enum Narrow {
    #[message(9)]
    Low,
}

#[derive(Messages)]
enum House {
    #[message(6)]
    Knock { loud: bool },
    #[message(7)]
    Ring { times: u8 },
    #[messages(include)]
    Garden(Garden),
    #[messages(include)]
    Cellar(Cellar),
    #[messages(include)]
    Narrow(Narrow),
}

struct Foreign(u8);

#[derive(Messages)]
enum Bodies {
    #[message(1)]
    Foreign(Foreign),
    #[message(2)]
    Twice(Twice),
}

#[derive(Message)]
#[message(id = 5)]
struct Twice {
    value: u8,
}

fn main() {}
