//! Where a transition leads: the next state with what it carries, the session,
//! or a failure.

use packetwright_spec::model::{Agreed, HandshakeExpression, Target};

use super::super::analysis::{Carried, Phase};
use super::super::text;
use super::super::value::{Kind, Value, failure, number_tokens, wide};
use super::{Peer, Writer, is_stored, state_type};
use crate::comment::comment;
use crate::naming::{camel_case, snake_case};
use crate::tokens::{TokenStream, quote};

impl Writer<'_> {
    /// The target, and the state that it makes.
    pub(super) fn target(&mut self) -> TokenStream {
        let said = comment(&text::target(self.context, self.machine, &self.transition.target));
        let result = match &self.transition.target {
            Target::Failed(place) => {
                let failure = failure(self.context.handshake, *place);
                quote! { Err(#failure) }
            }
            Target::State(place) => self.enter(*place),
            Target::Established(agreed) => self.establish(agreed),
        };
        quote! { #said #result }
    }

    fn enter(&mut self, place: usize) -> TokenStream {
        let machine = self.machine;
        let (Some(state), Some(facts)) = (machine.states.get(place), machine.facts.get(place))
        else {
            return TokenStream::new();
        };
        let (party, name) = (camel_case(machine.party.name()), state_type(state));
        let split = (facts.phase == Some(Phase::Split)).then(|| self.split());
        let mut fields = Vec::new();
        {
            let mut used = self.scope.used.borrow_mut();
            used.core = true;
            match self.scope.phase {
                Phase::Fresh => fields.push(quote! { config }),
                Phase::Running => fields.extend([quote! { suite }, quote! { noise }]),
                Phase::Split => fields.extend([quote! { suite }, quote! { secrets }]),
            }
            used.suite |= self.scope.phase != Phase::Fresh;
        }
        if facts.authorized {
            self.use_peer();
            fields.push(quote! { peer });
        } else if self.scope.phase == Phase::Split {
            let peer = self.peer_key();
            fields.push(if peer.to_string() == "peer" {
                peer
            } else {
                quote! { peer: #peer }
            });
        }
        if facts.context {
            self.keeps_context |= self.facts.context;
            fields.push(if self.facts.context {
                quote! { context }
            } else {
                quote! { context: None }
            });
        }
        if facts.again {
            fields.push(self.kept_for_again());
        }
        for value in facts.carried.iter().filter(|value| is_stored(value, self.scope.phase)) {
            fields.push(self.handed_on(value));
        }
        quote! { #split Ok(#party::#name(#name { #(#fields),* })) }
    }

    fn establish(&mut self, agreed: &Agreed) -> TokenStream {
        let party = camel_case(self.machine.party.name());
        let split = self.split();
        let numbers = [&agreed.compression, &agreed.max_record];
        let bindings = self.bindings(numbers.into_iter().flatten());
        let unexpected =
            failure(self.context.handshake, self.context.handshake.otherwise.unexpected);
        let compression = agreed
            .compression
            .as_ref()
            .map_or_else(|| quote! { 0 }, |value| narrow(&self.scope.value(value), 8, &unexpected));
        let max_record = agreed.max_record.as_ref().map_or_else(
            || quote! { None },
            |value| {
                let value = narrow(&self.scope.value(value), 32, &quote! { u32::MAX });
                quote! { Some(#value) }
            },
        );
        let compression = shorthand("compression", compression);
        let max_record = shorthand("max_record", max_record);
        let peer = shorthand("peer", self.peer_key());
        {
            let mut used = self.scope.used.borrow_mut();
            used.core = true;
            used.suite = true;
        }
        let authorized = self.machine.proves_authorization.then(|| quote! { authorized: peer, });
        quote! {
            #split
            #bindings
            let outcome = handshake::Established { secrets, #peer, suite: suite.id, #compression, #max_record };
            Ok(#party::Established(Established { #authorized outcome }))
        }
    }

    /// The keys are split, if they are not yet.
    pub(super) fn split(&mut self) -> TokenStream {
        if self.scope.phase == Phase::Split {
            return TokenStream::new();
        }
        let peer = (self.peer == Peer::InNoise).then(|| {
            self.peer = Peer::Key;
            quote! { let peer = noise.remote_static().copied(); }
        });
        self.scope.phase = Phase::Split;
        self.scope.used.borrow_mut().core = true;
        quote! { #peer let secrets = noise.split(); }
    }

    /// A carried value as a field of the next state.
    fn handed_on(&self, value: &Carried) -> TokenStream {
        let name = self.scope.names.carried(value);
        match value {
            Carried::Local if self.scope.began => {
                self.scope.used.borrow_mut().local = true;
            }
            Carried::Field(message, field) if self.scope.messages.contains(message) => {
                let value = self.scope.value(&HandshakeExpression::MessageField(*message, *field));
                let tokens = value.tokens;
                return quote! { #name: #tokens };
            }
            Carried::Variable(variable) if self.scope.named.contains(variable) => {}
            _ => {
                self.scope.used.borrow_mut().carried.insert(value.clone());
            }
        }
        quote! { #name }
    }

    /// The peer's key, as an option.
    fn peer_key(&self) -> TokenStream {
        self.use_peer();
        match self.peer {
            Peer::Authorized => quote! { Some(*peer.peer()) },
            Peer::Key | Peer::InNoise => quote! { peer },
        }
    }

    fn use_peer(&self) {
        self.scope.used.borrow_mut().peer = true;
    }
}

/// `name: value`, or `name` if they are the same.
fn shorthand(name: &str, value: TokenStream) -> TokenStream {
    let field = snake_case(name);
    if value.to_string() == name {
        quote! { #field }
    } else {
        quote! { #field: #value }
    }
}

/// A number of at most so many bits; a greater one becomes `otherwise`, an
/// error if that is a failure.
fn narrow(value: &Value, bits: u8, otherwise: &TokenStream) -> TokenStream {
    let tokens = number_tokens(value);
    match value.kind {
        Kind::Literal(number) if (0..1 << bits).contains(&number) => tokens,
        Kind::Literal(_) => {
            let number = Value { tokens: wide(value), kind: Kind::of_number() };
            narrow(&number, bits, otherwise)
        }
        Kind::Number(integer) if integer.bits.next_power_of_two() == bits && !integer.signed => {
            tokens
        }
        Kind::Number(integer) if !integer.signed && integer.bits < bits => {
            quote! { #tokens.into() }
        }
        _ if bits == 8 => quote! { u8::try_from(#tokens).map_err(|_| #otherwise)? },
        _ => quote! { u32::try_from(#tokens).unwrap_or(#otherwise) },
    }
}
