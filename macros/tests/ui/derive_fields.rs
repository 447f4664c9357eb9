use packetwright::{Message, Wire};
use std::collections::HashMap;

#[derive(Message)]
#[message(id = 0x1000)]
struct Wrong {
    size: usize,
    #[message(range = 10..=1)]
    limit: u16,
    #[message(length = 0..=64)]
    flag: bool,
    map: HashMap<String, u64>,
    #[message(rnage = 1..=2)]
    misspelt: u8,
}

#[derive(Message)]
struct Nameless;

#[derive(Wire)]
struct Generic<T> {
    value: T,
}

fn main() {}
