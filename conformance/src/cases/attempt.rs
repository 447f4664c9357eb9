//! Second attempts: asked for, made right, made with another cookie, changed on
//! the way, on another connection, too late.
//!
//! Nobody can be made busy or restarted from outside, but a cookie that nobody
//! made must be answered by a fresh one at any time. So these cases say the same
//! of a responder that asks for cookies now and of one that does not.

use packetwright_spec::model::{Handshake, Transition};
use packetwright_spec::span::Span;

use super::payload::field_range;
use super::{Extent, Maker, silence};
use crate::case::{Again, Change, Edit, Expected, Notice, Play};
use crate::wire::WireError;

/// How long a cookie holds, and the margin for clocks that are read at
/// different times, in milliseconds.
const LIFETIME_MS: u64 = 10_000;
const MARGIN_MS: u64 = 1_000;

/// Bytes of the cookies that this repository makes; others may be shorter.
const MADE_UP: u8 = 56;

impl Maker<'_> {
    /// What a responder makes of cookies, if it asks for them.
    pub(super) fn second_attempts(&mut self, handshake: &Handshake) -> Result<(), WireError> {
        let mut transitions = handshake.responder.iter().flat_map(|state| &state.transitions);
        let Some(asking) = transitions.find(|transition| transition.demand().is_some()) else {
            return Ok(());
        };
        let answers = |transition: &Transition| transition.once;
        let mut made = handshake.initiator.iter().flat_map(|state| &state.transitions);
        let Some(((message, field), _, notice)) = asking.demand().filter(|_| made.any(answers))
        else {
            return Ok(());
        };
        let valid = self.opening_payload(handshake)?;
        let (Some(first), Some(asked)) =
            (handshake.messages.get(message), handshake.messages.get(notice))
        else {
            return Ok(());
        };
        let declared = self.wire.model[first.payload].fields.get(field);
        let range = declared
            .and_then(|field| field_range(&self.wire, first.payload, &valid, field))
            .filter(|range| range.len() == 1);
        // Of a cookie that has no length of one byte in front, nothing is made up here.
        let Some(range) = range else { return Ok(()) };
        let start = range.start;
        let bytes = [&[MADE_UP][..], &[0x5A; MADE_UP as usize]].concat();
        let shown = Edit::Replace { range, bytes };
        let mut add = |what: &str, rule: &str, span: Span, again: Again, expected: Expected| {
            let play = Play::Handshake(Change::Attempt { shown: shown.clone(), again });
            self.add(format!("retry/{what}"), rule, span, play, expected);
        };
        let span = asking.span;
        let notice = &asked.name.text;
        add(
            "a-cookie-that-nobody-made",
            &format!(
                "A cookie that is not valid is answered by {notice}, and what it asks for is taken"
            ),
            span,
            Again::Right,
            Expected::Answer,
        );
        add(
            "on-another-connection",
            "A responder keeps nothing of a first attempt, so a second one may come on any connection",
            span,
            Again::Elsewhere { after_ms: 0 },
            Expected::Answer,
        );
        for byte in 0..usize::from(MADE_UP) {
            let bit = (byte % 8) as u8;
            add(
                &format!("another-cookie/byte-{byte:02}-bit-{bit}"),
                "A cookie with one bit changed is not valid, and on one connection is asked once",
                span,
                Again::Other { byte, bit },
                silence(),
            );
        }
        let keys = self.noise_len(handshake, message, first) - valid.len();
        let header = self.wire.header_len();
        for byte in 0..start {
            let bit = (byte % 8) as u8;
            let byte = header + 3 + keys + byte;
            self.add(
                format!("retry/flip/byte-{byte:03}-bit-{bit}"),
                "Both attempts enter the transcript, every bit of them",
                span,
                Play::Handshake(Change::Attempt {
                    shown: shown.clone(),
                    again: Again::Flip { byte, bit },
                }),
                Expected::Refusal { notice: Notice::Any },
            );
        }
        if self.extent == Extent::Full {
            self.add(
                "retry/a-stale-cookie",
                format!("A cookie holds for {LIFETIME_MS} ms; after that another is asked for"),
                span,
                Play::Handshake(Change::Attempt {
                    shown,
                    again: Again::Elsewhere { after_ms: LIFETIME_MS + MARGIN_MS },
                }),
                Expected::Refusal { notice: Notice::Named(notice.clone()) },
            );
        }
        Ok(())
    }
}
