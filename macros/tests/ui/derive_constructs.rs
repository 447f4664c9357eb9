use packetwright::{Message, Wire};

#[derive(Wire)]
#[wire(layout = "plain")]
struct Bits {
    #[wire(bits = 12)]
    kind: u8,
    low: u16,
    high: u16,
    #[wire(if = low > 3)]
    always: u8,
    #[wire(rest)]
    tail: Vec<u8>,
    #[wire(prefix = u8)]
    name: String,
}

#[derive(Message)]
#[message(id = 1, layout = "plain", tag = u16, newer)]
enum Choice {
    #[message(newer = 64)]
    Known { value: u8 },
    #[message(other)]
    Unknown { number: u16 },
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Odd {
    #[wire(bits = 4)]
    half: u8,
    #[wire(prefix = u8, until = 0)]
    name: String,
    #[wire(if = half.count_ones() > 1)]
    value: Option<u8>,
}

#[derive(Wire)]
#[wire(layout = "plain", newer = 4..=64)]
struct Least {
    low: u16,
}

#[derive(Wire)]
#[wire(layout = "plain", require = high - low <= 9)]
struct Meaning {
    low: u16,
    high: u16,
    #[wire(if = lows > 3)]
    extra: Option<u8>,
    #[wire(bits = 4)]
    half: u8,
}

fn main() {}
