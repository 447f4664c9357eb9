use packetwright::{Messages, Wire};

#[derive(Wire)]
#[wire(layout = "plain")]
struct Attributes {
    #[wire(padding_before = zeros(3))]
    kind: u8,
    #[wire(padding_after = 3, align_after = 4)]
    length: u16,
    #[wire(align_before = malleable(2, 4), padding_before)]
    value: u32,
    #[wire(padding = 3)]
    last: u8,
}

#[derive(Wire)]
#[wire(layout = "plain", padding_after = 3)]
struct End {
    kind: u8,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Lengths {
    #[wire(padding_before = 0)]
    kind: u8,
    #[wire(align_before = 1)]
    length: u16,
    #[wire(padding_after = malleable(1MiB))]
    value: u32,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Bits {
    #[wire(bits = 4, padding_after = 1)]
    kind: u8,
    #[wire(bits = 4)]
    code: u8,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Tail {
    #[wire(rest)]
    value: Vec<u32>,
    #[wire(align_before = 4)]
    sum: u32,
}

#[derive(Messages)]
#[messages(layout = "plain", tag = u8)]
enum Set {
    #[message(1, padding_before = 3)]
    Ask { value: u32 },
}

#[derive(Wire)]
#[wire(layout = "plain", tag = u16)]
enum Choice {
    Known { value: u8 },
    #[wire(other)]
    Unknown {
        #[wire(padding_before = 2)]
        tag: u16,
    },
}

fn main() {}
