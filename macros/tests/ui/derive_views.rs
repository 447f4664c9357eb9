use packetwright::codec::List;
use packetwright::{Message, Wire};

#[derive(Wire)]
struct Owns<'a> {
    name: String,
    token: [u8; 4],
    data: List<'a, u8>,
    title: &'static str,
    number: &'a u32,
}

#[derive(Wire)]
struct Without {
    name: &'static str,
}

#[derive(Message)]
#[message(id = 1)]
struct Sent<'a> {
    name: &'a str,
}

#[derive(Wire)]
struct Two<'a, 'b> {
    name: &'a str,
    other: &'b str,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Numbers {
    #[wire(varint = "zigzag")]
    unsigned: u32,
    #[wire(varint = "vlq")]
    unknown: u32,
    #[wire(varint = "leb128")]
    float: f32,
    #[wire(prefix = u8, varint = "leb128")]
    name: String,
}

#[derive(Wire)]
#[wire(layout = "plain")]
struct Fixed {
    #[wire(malleable)]
    fixed: u32,
    #[wire(range = 0..=1)]
    float: f32,
}

fn main() {}
