//! What this side brings to a handshake, and what its first message looks like
//! before any cryptography.

use packetwright_spec::interpret::handshake::{
    Cookie, CryptoFailed, Effect, Event, HandshakeMachine, OpenError, Operations,
};
use packetwright_spec::interpret::{Fields, Value};
use packetwright_spec::model::{
    Handshake, HandshakeMessage, KeyProgress, Party, Suite, Token, noise_size,
};

use crate::wire::{Wire, WireError};

/// The suite that this side runs: the first that needs no pre-shared key.
pub(crate) fn running_suite(handshake: &Handshake) -> Option<&Suite> {
    handshake.suites.iter().find(|suite| !suite.takes_psk())
}

/// What this side brings: the protocol's version, the first suite that is
/// declared and needs no pre-shared key, no compression, and the largest packet that is allowed.
pub(crate) fn offers(wire: &Wire<'_>, handshake: &Handshake) -> Value {
    let mut fields = Fields::new();
    for (name, simple) in wire.simple_fields(handshake.local) {
        let declared = wire.model[handshake.local].fields.iter().find(|f| f.name.text == name);
        let range = declared.and_then(|field| field.range);
        let list = |number: i128| Value::List(vec![Value::Integer(number)]);
        let value = match name.as_str() {
            "versions" => list(wire.model.version.into()),
            "suites" => list(running_suite(handshake).map_or(0, |suite| suite.id.into())),
            "compressions" => list(0),
            "max_record" => range.map_or(simple, |(_, high)| Value::Integer(high)),
            _ => simple,
        };
        fields.push((name, value));
    }
    Value::Struct(fields)
}

/// The plain payload of the initiator's first message.
pub(crate) fn opening_payload(
    wire: &Wire<'_>,
    handshake: &Handshake,
    offers: Value,
) -> Result<Vec<u8>, WireError> {
    let session = wire.layers.session.as_ref();
    let id = session.map(|session| session.handshake);
    let id = id.ok_or_else(|| WireError("the spec's layers have no handshake".into()))?;
    let mut machine = HandshakeMachine::new(wire.model, id, Party::Initiator, offers)
        .map_err(|fault| WireError(format!("what this side brings to the handshake: {fault}")))?;
    let effects = machine.handle(Event::Start, &mut Bare);
    let first = handshake.first_message().and_then(|place| handshake.messages.get(place));
    let body = effects.iter().find_map(|effect| match effect {
        Effect::Send(body) if body.first().copied() == first.map(|first| first.id) => Some(body),
        _ => None,
    });
    let body = body.ok_or_else(|| {
        WireError(format!(
            "the initiator of {} sends no first message at the start",
            handshake.name
        ))
    })?;
    Ok(body.get(3..).unwrap_or_default().to_vec())
}

/// Where the first message's payload shows a cookie; its end, if it shows none.
pub(crate) fn cookie_at(wire: &Wire<'_>, handshake: &Handshake, payload: &[u8]) -> usize {
    let transitions = handshake.responder.iter().flat_map(|state| &state.transitions);
    let shown = transitions.filter_map(|transition| transition.demand()).next();
    let range = shown.and_then(|((message, field), ..)| {
        let id = handshake.messages.get(message)?.payload;
        let field = wire.model[id].fields.get(field)?;
        crate::cases::field_range(wire, id, payload, field)
    });
    range.map_or(payload.len(), |range| range.start)
}

/// Bytes of a message's Noise part: tokens and payload.
pub(crate) fn noise_len(
    wire: &Wire<'_>,
    handshake: &Handshake,
    place: usize,
    message: &HandshakeMessage,
) -> usize {
    let payload = if handshake.first_message() == Some(place) {
        opening_payload(wire, handshake, offers(wire, handshake)).map_or(0, |bytes| bytes.len())
    } else {
        wire.model.struct_size(message.payload).min as usize
    };
    let Some(suite) = running_suite(handshake) else { return payload };
    let mut keys = KeyProgress::default();
    let mut take = |message: &HandshakeMessage| -> u64 {
        message.tokens_in(suite).map(|token| keys.take(token, suite.takes_psk())).sum()
    };
    handshake.messages.iter().take(place).for_each(|earlier| {
        take(earlier);
    });
    let tokens = take(message) as usize;
    let tag = if keys.has_key { noise_size::TAG as usize } else { 0 };
    tokens + payload + tag
}

/// No cryptography at all: tokens take no bytes, payloads stay as they are.
struct Bare;

impl Operations for Bare {
    fn begin(&mut self, _: Party, _: &Suite, _: Option<&[u8; 64]>) {}

    fn cookie(&mut self, _: &[u8], _: u16) -> Cookie {
        Cookie::NotNeeded
    }

    fn new_cookie(&mut self, _: &[u8; 32], _: u16) -> Vec<u8> {
        Vec::new()
    }

    fn write_token(&mut self, _: Token, _: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        Ok(())
    }

    fn read_token(&mut self, _: Token, _: &mut &[u8]) -> Result<(), OpenError> {
        Ok(())
    }

    fn seal_payload(&mut self, payload: &[u8], out: &mut Vec<u8>) -> Result<(), CryptoFailed> {
        out.extend_from_slice(payload);
        Ok(())
    }

    fn open_payload(&mut self, sealed: &[u8]) -> Result<Vec<u8>, OpenError> {
        Ok(sealed.to_vec())
    }

    fn split(&mut self) {}

    fn hash(&mut self, _: &[&[u8]]) -> [u8; 32] {
        [0; 32]
    }

    fn now_ms(&mut self) -> u64 {
        0
    }

    fn random(&mut self, bytes: &mut [u8]) {
        bytes.fill(0);
    }

    fn fresh(&mut self, _: &[u8], _: u64) -> bool {
        true
    }

    fn authorized(&mut self) -> bool {
        true
    }

    fn equal(&mut self, left: &[u8], right: &[u8]) -> bool {
        left == right
    }
}
