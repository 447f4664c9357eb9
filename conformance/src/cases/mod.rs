//! Cases, derived from a spec: one file a family of rules.
//!
//! Every case is made by changing one thing in something valid. The names are
//! stable: they say the rule and what is special, never a running number.

mod attempt;
mod conversation;
mod handshake;
mod header;
mod payload;

pub(crate) use payload::field_range;

use packetwright_spec::model::{EnvelopeKind, Model};
use packetwright_spec::span::Span;
use packetwright_spec::{Checked, Sources};

use crate::case::{Case, Change, Deed, Expected, Level, Notice, Play, Rule};
use crate::wire::{Wire, WireError};

/// How many cases are derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// One bit a byte where bytes are flipped, a sample of lengths where bytes
    /// are cut off: seconds.
    Quick,
    /// Every bit and every length.
    Full,
}

/// Derives the cases of a spec, given its text for the lines of rules.
///
/// # Errors
/// The spec has no layers or no keepalive message.
pub fn derive(
    model: &Checked<Model>,
    source: &str,
    extent: Extent,
) -> Result<Vec<Case>, WireError> {
    derive_from(model, &Sources::new("", source), extent)
}

/// As [`derive()`], for a spec of several files: each rule names its own.
///
/// # Errors
/// As [`derive()`].
pub fn derive_from(
    model: &Checked<Model>,
    sources: &Sources,
    extent: Extent,
) -> Result<Vec<Case>, WireError> {
    let mut maker = Maker { wire: Wire::new(model)?, sources, extent, cases: Vec::new() };
    maker.sanity();
    maker.header()?;
    maker.cuts()?;
    maker.handshake()?;
    maker.conversation()?;
    Ok(maker.cases)
}

/// Cases under way.
struct Maker<'m> {
    wire: Wire<'m>,
    sources: &'m Sources,
    extent: Extent,
    cases: Vec<Case>,
}

impl Maker<'_> {
    /// A healthy peer is served.
    fn sanity(&mut self) {
        let span = self.wire.layers.span;
        let play = match self.wire.layers.session {
            Some(_) => Play::Handshake(Change::Nothing),
            None => {
                Play::Conversation(Deed::Envelope(self.question_envelope().unwrap_or_default()))
            }
        };
        self.add(
            "sanity/keepalive",
            "A keepalive question is answered",
            span,
            play,
            Expected::Answer,
        );
    }

    fn question_envelope(&self) -> Result<Vec<u8>, WireError> {
        self.wire.envelope(EnvelopeKind::Request, 1, &self.wire.question(1)?)
    }

    fn add(
        &mut self,
        id: impl Into<String>,
        rule: impl Into<String>,
        span: Span,
        play: Play,
        expected: Expected,
    ) {
        let (file, line) = (self.sources.file_of(span), self.sources.line(span));
        let file = (file.start > 0).then(|| file.path.clone());
        let rule = Rule { text: rule.into(), file, line };
        self.cases.push(Case { id: id.into(), rule, level: Level::Must, play, expected });
    }

    /// The bits of a byte to flip: all of them, or one that moves with the byte.
    fn bits(&self, byte: usize) -> Vec<u8> {
        match self.extent {
            Extent::Full => (0..8).collect(),
            Extent::Quick => vec![(byte % 8) as u8],
        }
    }

    /// The lengths at which to cut something: all, or about a dozen.
    fn lengths(&self, length: usize) -> Vec<usize> {
        let step = match self.extent {
            Extent::Full => 1,
            Extent::Quick => (length / 12).max(1),
        };
        (1..length).filter(|keep| *keep == 1 || keep % step == 0 || keep + 1 == length).collect()
    }
}

/// A refusal without a notice.
fn silence() -> Expected {
    Expected::Refusal { notice: Notice::Silence }
}
