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

/// The network protocol with a notice of the initiator in front of each first
/// message, which the responder reads and stays where it is.
pub(crate) fn noticed() -> &'static Checked<Model> {
    static MODEL: LazyLock<Checked<Model>> = LazyLock::new(|| {
        let notice = "message Hint = 6, initiator -> responder, tokens [], clear { load: u8 }\n\n    failures {";
        let text = NETWORK
            .replace("    failures {", &format!("    {notice}"))
            .replace("send Init {", "send Hint { load: 7 };\nsend Init {")
            .replace("on Init {", "on Hint -> Listen\non Init {");
        assert_eq!(text.matches("Hint").count(), 4, "all of them are in");
        compile(&text)
    });
    &MODEL
}

fn compile(text: &str) -> Checked<Model> {
    packetwright_spec::compile(text)
        .unwrap_or_else(|diagnostics| panic!("refused: {diagnostics:#?}"))
}
