//! Generates the code of each protocol from its spec.

fn main() {
    for spec in ["tunnel.wire", "paired.wire", "kiosk.wire", "unauthenticated.wire"] {
        packetwright_codegen::build(spec);
    }
}
