//! First act: the spec on screen, compiled, and the code that is checked in.

use std::path::Path;
use std::time::Instant;

use packetwright_spec::Checked;
use packetwright_spec::model::Model;

use super::screen::{Screen, Style, grouped};
use crate::failure::Failure;
use crate::manifest::{Kind, Manifest};
use crate::{generate, source};

/// Where the spec is in the repository.
const NAME: &str = "spec/network.wire";

/// The repository's own list of generated files.
const MANIFEST: &str = include_str!("../../../packetwright.toml");

/// The code that the runtime was built with.
const CHECKED_IN: &str = include_str!("../../../runtime/src/network/generated.rs");

/// What is shown of the spec: items by how their first line begins.
const SHOWN: [&str; 3] = ["packet Packet", "messages Message", "layers"];

/// Shows the spec and compiles it.
pub(super) fn show(screen: &Screen) -> Result<Checked<Model>, Failure> {
    let spec = packetwright_spec::NETWORK;
    screen.act("One spec: spec/network.wire");
    for (place, item) in SHOWN.into_iter().enumerate() {
        if place > 0 {
            screen.line("");
        }
        for line in excerpt(spec, item) {
            let style = if line.trim_start().starts_with("//") { Some(Style::Dim) } else { None };
            let line = style.map_or(line.to_owned(), |style| screen.paint(style, line));
            screen.line(&format!("  {line}"));
        }
    }
    let lines = spec.lines().count();
    screen.line("");
    screen.line(&screen.paint(
        Style::Dim,
        &format!(
            "  … the rest of its {lines} lines: envelope, errors and the handshake with its states"
        ),
    ));

    screen.act("What comes of it");
    let started = Instant::now();
    let model = source::protocol(source::alone(spec, NAME), Path::new(NAME))?.0;
    let compiled = started.elapsed();
    let messages: usize = model.message_sets.iter().map(|set| set.messages.len()).sum();
    let states: usize =
        model.handshakes.iter().map(|each| each.initiator.len() + each.responder.len()).sum();
    screen.fact(
        "compiled",
        &format!(
            "in {:.1} ms: {} structures, {messages} messages, {} handshake with {states} states, \
             all checks passed",
            compiled.as_secs_f64() * 1e3,
            model.structs.len(),
            model.handshakes.len(),
        ),
    );

    let manifest = Manifest::parse(MANIFEST).map_err(Failure::refused)?;
    let rust = manifest.artefacts.iter().find(|artefact| artefact.kind == Kind::Rust);
    let rust = rust.ok_or_else(|| Failure::refused("packetwright.toml lists no Rust"))?;
    let started = Instant::now();
    let generated = generate::text(&manifest, rust, &model)?;
    screen.fact(
        "generated",
        &format!(
            "in {:.0} ms: {} lines of Rust: codecs, dispatcher, handshake machines of both roles",
            started.elapsed().as_secs_f64() * 1e3,
            grouped(generated.lines().count() as u64),
        ),
    );
    if generated != CHECKED_IN {
        return Err(Failure::refused(format!(
            "{} is not what the spec generates; run `{}`",
            rust.path.display(),
            manifest.command
        )));
    }
    screen.held(&format!("{} is exactly that", rust.path.display()));
    Ok(model)
}

/// An item of the spec: from its first line to the closing brace.
fn excerpt<'a>(spec: &'a str, start: &str) -> Vec<&'a str> {
    let mut lines = Vec::new();
    for line in spec.lines().skip_while(|line| !line.starts_with(start)) {
        lines.push(line);
        if line == "}" {
            break;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_there_and_whole() {
        for item in SHOWN {
            let lines = excerpt(packetwright_spec::NETWORK, item);
            assert!(lines.len() > 3 && lines.last() == Some(&"}"), "{item}: {lines:?}");
        }
    }
}
