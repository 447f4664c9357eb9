//! Messages of a handshake: their payloads, and how they are read and written.

use packetwright_spec::model::{Handshake, HandshakeMessage, Modifier, PatternToken, Token};

use super::value::failure;
use crate::emit::Emitter;
use crate::emit::types::Form;
use crate::naming::camel_case;
use crate::tokens::{Literal, TokenStream, quote};

/// The payload of a message with its codecs, `open` and `seal`.
pub(super) fn emit(
    emitter: &Emitter<'_>,
    handshake: &Handshake,
    message: &HandshakeMessage,
) -> TokenStream {
    let definition = emitter.struct_definition(message.payload, Form::Owned);
    let codec = emitter.struct_codec(message.payload, Form::Owned);
    let name = camel_case(&message.name.text);
    let id = Literal::u8_unsuffixed(message.id);
    let (open, seal) = if message.tokens.is_empty() {
        (open_notice(), seal_notice())
    } else {
        (open(handshake, message), seal(message))
    };
    let (open, seal) =
        (used(handshake, message, Use::Open, open), used(handshake, message, Use::Seal, seal));
    quote! {
        #definition
        #codec

        impl #name {
            /// The type byte of the message.
            pub const TYPE: u8 = #id;

            #open

            #seal
        }
    }
}

/// What is done with a message.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Open,
    Seal,
}

/// The method if some transition or failure calls it.
fn used(
    handshake: &Handshake,
    message: &HandshakeMessage,
    what: Use,
    method: TokenStream,
) -> Option<TokenStream> {
    use packetwright_spec::model::{Step, Trigger};
    let is = |place: usize| handshake.messages.get(place).is_some_and(|m| m.id == message.id);
    let mut states = handshake.initiator.iter().chain(&handshake.responder);
    let called = match what {
        Use::Open => states.any(|state| {
            state.transitions.iter().any(|t| matches!(t.trigger, Trigger::Message(m) if is(m)))
        }),
        Use::Seal => {
            let replied = handshake.failures.iter().filter_map(|failure| failure.reply.as_ref());
            states.any(|state| {
                state.transitions.iter().flat_map(|transition| &transition.steps).any(|step| {
                    match step {
                        Step::Send { message, .. } => is(*message),
                        Step::Demand { notice, .. } => is(*notice),
                        Step::Check { .. } | Step::Let { .. } | Step::SendReady => false,
                    }
                })
            }) || replied.into_iter().any(|(message, _)| is(*message))
        }
    };
    called.then_some(method)
}

/// Whether writing a message needs the world: its randomness.
pub(super) fn draws(message: &HandshakeMessage) -> bool {
    [Token::E, Token::E1, Token::Ekem1, Token::Psk].into_iter().any(|token| message.may_have(token))
}

/// Whether reading a message needs the world: its randomness, where there is no
/// pre-shared key for the peer.
pub(super) fn reads_world(message: &HandshakeMessage) -> bool {
    message.may_have(Token::Psk)
}

/// The tokens and the payload in words.
pub(super) fn pattern(message: &HandshakeMessage) -> String {
    let tokens: Vec<String> = message.tokens.iter().map(PatternToken::to_string).collect();
    let protection = if message.sealed { "sealed" } else { "in clear" };
    format!("`{}`, then the payload, {protection}", tokens.join("`, `"))
}

fn open(handshake: &Handshake, message: &HandshakeMessage) -> TokenStream {
    let docs = format!(" Reads the message: {}.", pattern(message));
    let unexpected = failure(handshake, handshake.otherwise.unexpected);
    let world = reads_world(message).then(|| quote! { world: &mut dyn handshake::World, });
    let tokens = message.tokens.iter().map(|declared| {
        let read = match declared.token {
            Token::E => quote! { noise.read_e(&mut reader)?; },
            Token::S => quote! { noise.read_s(&mut reader)?; },
            Token::E1 => quote! { noise.read_e1(&mut reader)?; },
            Token::Ekem1 => quote! { noise.read_ekem1(&mut reader)?; },
            mixed => mix(mixed),
        };
        only_in(declared, read)
    });
    quote! {
        #[doc = #docs]
        fn open(
            message: handshake::Incoming<'_>,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
            #world
        ) -> Result<Self, Failure> {
            if message.suite != suite.id {
                return Err(#unexpected);
            }
            let mut reader = codec::Reader::new(message.rest);
            #(#tokens)*
            let payload = noise.read_payload(&mut reader)?;
            Ok(codec::Decode::from_slice(&payload)?)
        }
    }
}

fn seal(message: &HandshakeMessage) -> TokenStream {
    let docs = format!(" Writes the message: {}.", pattern(message));
    let world = draws(message).then(|| quote! { world: &mut dyn handshake::World, });
    let tokens = message.tokens.iter().map(|declared| {
        let write = match declared.token {
            Token::E => quote! { noise.write_e(world, &mut body); },
            Token::S => quote! { noise.write_s(&mut body)?; },
            Token::E1 => quote! { noise.write_e1(world, &mut body)?; },
            Token::Ekem1 => quote! { noise.write_ekem1(world, &mut body)?; },
            mixed => mix(mixed),
        };
        only_in(declared, write)
    });
    quote! {
        #[doc = #docs]
        fn seal(
            &self,
            suite: &noise::Suite,
            noise: &mut noise::NoiseState,
            #world
        ) -> Result<Vec<u8>, Failure> {
            let payload = codec::Encode::to_vec(self)?;
            let mut body = head(Self::TYPE, suite.id);
            #(#tokens)*
            noise.write_payload(&payload, &mut body)?;
            Ok(body)
        }
    }
}

/// What a token does, in those suites alone that have it.
fn only_in(declared: &PatternToken, done: TokenStream) -> TokenStream {
    match declared.only {
        None => done,
        Some(only) => {
            let only = modifier(only);
            quote! { if suite.has(#only) { #done } }
        }
    }
}

/// A modifier as the runtime has it.
pub(super) fn modifier(modifier: Modifier) -> TokenStream {
    match modifier {
        Modifier::Hfs => quote! { noise::Modifier::Hfs },
        Modifier::Psk(place) => {
            let place = Literal::u8_unsuffixed(place);
            quote! { noise::Modifier::Psk(#place) }
        }
    }
}

/// The tokens that put no bytes into the message.
fn mix(token: Token) -> TokenStream {
    match token {
        Token::Es => quote! { noise.mix_es()?; },
        Token::Se => quote! { noise.mix_se()?; },
        Token::Ss => quote! { noise.mix_ss()?; },
        Token::Psk => quote! { noise.mix_psk(world)?; },
        Token::Ee | Token::E | Token::S | Token::E1 | Token::Ekem1 => quote! { noise.mix_ee()?; },
    }
}

fn open_notice() -> TokenStream {
    quote! {
        /// Reads the message, which stands outside the Noise pattern: its
        /// payload is in clear and enters no transcript.
        fn open(message: handshake::Incoming<'_>) -> Result<Self, Failure> {
            Ok(codec::Decode::from_slice(message.rest)?)
        }
    }
}

fn seal_notice() -> TokenStream {
    quote! {
        /// Writes the message, which stands outside the Noise pattern: its
        /// payload is in clear and enters no transcript.
        fn seal(&self, suite: u16) -> Result<Vec<u8>, Failure> {
            let mut body = head(Self::TYPE, suite);
            codec::Encode::encode_into(self, &mut body)?;
            Ok(body)
        }
    }
}
