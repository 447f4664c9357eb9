packetwright::protocol! {
    protocol missing { edition: 1, version: 1, endian: big }
    import "specs/missing.wire" { Point };
    struct Line { from: Point, to: Point }
}

packetwright::protocol! {
    protocol outside { edition: 1, version: 1, endian: big }
    import "../secret.wire";
}

packetwright::protocol! {
    library alone { edition: 1, endian: big }
}

fn main() {}
