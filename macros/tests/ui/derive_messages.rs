use packetwright::{Messages, Wire};

#[derive(Wire)]
struct Ping {
    nonce: u64,
}

#[derive(Messages)]
enum Twice {
    #[message(1)]
    First { value: u8 },
    #[message(2)]
    Second { value: u8 },
    #[message(1)]
    Third { value: u8 },
}

#[derive(Messages)]
enum Numbers {
    #[message(1)]
    First { value: u8 },
    Third { value: u8 },
    #[message(4)]
    #[message(5)]
    Fourth,
    #[message(0x1_0000_0000)]
    Fifth,
    #[message(6, id = 7)]
    Sixth,
    #[message()]
    Seventh = 7,
    #[message(8 9)]
    Eighth,
}

#[derive(Messages)]
enum Bodies {
    #[message(1)]
    Number(u32),
    #[message(2)]
    Two(Ping, Ping),
    #[message(3, reply = Pong)]
    Ping(Ping),
    #[message(4)]
    Again(Ping),
    #[message(5, reply = crate::Ping)]
    Path { sizes: Vec<usize> },
    #[message(6)]
    Listed(Vec<Ping>),
    #[message(7, newer)]
    Held(Other),
}

#[derive(Messages)]
enum Includes {
    #[message(1)]
    Own,
    #[messages(include)]
    #[message(2)]
    Numbered(Other),
    #[messages(include)]
    Nothing,
    #[messages(included)]
    #[message(3)]
    Misspelt,
}

#[derive(Messages)]
enum Alone {
    #[messages(include)]
    Other(Other),
}

#[derive(Messages)]
enum Never {}

#[derive(Messages)]
#[messages(layout = "plain")]
enum Plain {
    #[message(1)]
    Text { text: String },
}

#[derive(Messages)]
#[messages(within = u8)]
enum Measured {
    #[message(1)]
    Tail {
        #[message(rest)]
        raw: Vec<u8>,
    },
}

#[derive(Messages)]
struct Single {
    value: u8,
}

#[derive(Messages)]
enum Borrowed<'a> {
    #[message(1)]
    Text { text: &'a str },
}

fn main() {}
