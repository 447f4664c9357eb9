//! Generates the record that the codec benches move.

fn main() {
    packetwright_codegen::Build::new("record.wire").run();
}
