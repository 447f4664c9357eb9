packetwright::protocol! {
    protocol clock { edition: 1, version: 1, endian: big }

    enum Kind: u8 { Day = 1, Night = 2 }

    union Shape: u8 {
        1 => Dot { at: u8 },
        2 => Line { from: u8, to: u8 },
    }

    messages Call: u8 {
        1 => Ask { zone: string[u8], kind: Kind } -> Tell,
        2 => Tell { time: u64 },
    }
}

fn kinds(kind: clock::Kind) -> u8 {
    match kind {
        clock::Kind::Day => 1,
    }
}

fn shapes(shape: clock::Shape) -> u8 {
    match shape {
        clock::Shape::Dot { at } => at,
    }
}

fn main() {
    let _ = kinds(clock::Kind::Evening);
    let _ = clock::Call::Tel;
    let _ = clock::Shape::Lien { from: 1, to: 2 };
    clock::Tell { time: 1 }.ask();
}
