//! The specs that ship, compiled.

use packetwright_spec::model::Model;
use packetwright_spec::{Checked, NETWORK};

/// The network protocol.
pub(crate) fn network() -> Checked<Model> {
    compile(NETWORK)
}

/// The cabinet protocol.
pub(crate) fn cabinet() -> Checked<Model> {
    compile(include_str!("../../cabinet.wire"))
}

fn compile(text: &str) -> Checked<Model> {
    packetwright_spec::compile(text)
        .unwrap_or_else(|diagnostics| panic!("refused: {diagnostics:#?}"))
}
