//! What this side brings to a handshake, and what its first message looks like
//! before any cryptography.

use packetwright_spec::interpret::handshake::{
    CryptoFailed, Effect, Event, HandshakeMachine, OpenError, Operations,
};
use packetwright_spec::interpret::{Fields, Value};
use packetwright_spec::model::{Handshake, HandshakeMessage, Party, Suite, Token};

use crate::wire::{Wire, WireError};

/// Bytes of a tag.
const TAG: usize = 16;

/// Bytes of a public key.
const KEY: usize = 32;

/// What this side brings: the protocol's version, the first suite that is
/// declared, no compression, and the largest packet that is allowed.
pub(crate) fn offers(wire: &Wire<'_>, handshake: &Handshake) -> Value {
    let mut fields = Fields::new();
    for (name, simple) in wire.simple_fields(handshake.local) {
        let declared = wire.model[handshake.local].fields.iter().find(|f| f.name.text == name);
        let range = declared.and_then(|field| field.range);
        let list = |number: i128| Value::List(vec![Value::Integer(number)]);
        let value = match name.as_str() {
            "versions" => list(wire.model.version.into()),
            "suites" => list(handshake.suites.first().map_or(0, |suite| suite.id.into())),
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
    let body = effects.iter().find_map(|effect| match effect {
        Effect::Send(body) => Some(body),
        _ => None,
    });
    let body = body.ok_or_else(|| {
        WireError(format!("the initiator of {} sends nothing at the start", handshake.name))
    })?;
    Ok(body.get(3..).unwrap_or_default().to_vec())
}

/// Bytes of a message's Noise part: tokens and payload.
pub(crate) fn noise_len(
    wire: &Wire<'_>,
    handshake: &Handshake,
    place: usize,
    message: &HandshakeMessage,
) -> usize {
    let mut sealed = message.sealed;
    let earlier = handshake.messages.iter().take(place).flat_map(|message| &message.tokens);
    let mut keyed = earlier.into_iter().any(|token| mixes_key(*token));
    let mut length = 0;
    for token in &message.tokens {
        match token {
            Token::E => length += KEY,
            Token::S if keyed => length += KEY + TAG,
            Token::S => length += KEY,
            _ => keyed = true,
        }
    }
    sealed |= keyed;
    let payload = if place == 0 {
        opening_payload(wire, handshake, offers(wire, handshake)).map_or(0, |bytes| bytes.len())
    } else {
        wire.model.struct_size(message.payload).min as usize
    };
    length + payload + if sealed { TAG } else { 0 }
}

fn mixes_key(token: Token) -> bool {
    !matches!(token, Token::E | Token::S)
}

/// No cryptography at all: tokens take no bytes, payloads stay as they are.
struct Bare;

impl Operations for Bare {
    fn begin(&mut self, _: Party, _: &Suite) {}

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
