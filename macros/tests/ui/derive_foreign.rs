use packetwright::Wire;

struct Foreign(u8);

#[derive(Wire)]
struct Holder {
    first: u8,
    inner: Foreign,
}

fn main() {}
