//! Generates the cabinet protocol's code from its spec.

fn main() {
    packetwright_codegen::Build::new("../spec/cabinet.wire").run();
}
