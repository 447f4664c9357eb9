//! The specs that ship, compiled once.

use std::sync::LazyLock;

use packetwright_spec::model::Model;
use packetwright_spec::{Checked, NETWORK};

/// The network protocol.
pub(crate) fn network() -> &'static Checked<Model> {
    static MODEL: LazyLock<Checked<Model>> = LazyLock::new(|| compile(NETWORK));
    &MODEL
}

/// The cabinet protocol.
pub(crate) fn cabinet() -> &'static Checked<Model> {
    static MODEL: LazyLock<Checked<Model>> =
        LazyLock::new(|| compile(include_str!("../../cabinet.wire")));
    &MODEL
}

fn compile(text: &str) -> Checked<Model> {
    packetwright_spec::compile(text)
        .unwrap_or_else(|diagnostics| panic!("refused: {diagnostics:#?}"))
}
