//! Generates the clock protocol's code from its spec.

fn main() {
    packetwright_codegen::build("clock.wire");
}
