packetwright::protocol! {
    protocol clock { edition: 1, version: 1, endian: big }

    messages Message: u8 {
        1 => Ask { zone: string[u8 in 9..=1] } -> Tel,
        1 => Tell { time: u65 },
    }
}

fn main() {}
