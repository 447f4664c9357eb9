//! Second attempts: the step that asks for one, and the transition that makes it.

use packetwright_spec::model::{HandshakeExpression, Step, Trigger};

use super::super::value::{Kind, Used, failure};
use super::{Writer, state_type};
use crate::naming::{camel_case, snake_case};
use crate::tokens::{Literal, TokenStream, quote};

impl Writer<'_> {
    /// The beginning of an attempt of the side that may ask for a second one:
    /// the config is kept.
    pub(super) fn begin_bound(&self, used: &Used) -> TokenStream {
        let refused = failure(self.context.handshake, self.context.handshake.otherwise.suite);
        let party = camel_case(self.machine.party.name());
        let local = if used.local {
            quote! { local }
        } else {
            quote! { _ }
        };
        quote! {
            let suite = suite(message.suite).ok_or(#refused)?;
            let (#local, mut noise) =
                config.begin_bound(noise::Party::#party, suite, PROLOGUE, context.as_ref());
        }
    }

    /// `check cookie(Init.cookie, choice) else Retry`
    pub(super) fn demand(
        &mut self,
        shown: (usize, usize),
        wanted: &HandshakeExpression,
        notice: usize,
    ) -> TokenStream {
        let handshake = self.context.handshake;
        let bindings = self.bindings([wanted]);
        let wanted = self.wanted(wanted);
        let cookie = self.scope.value(&HandshakeExpression::MessageField(shown.0, shown.1)).tokens;
        let (first, asking) = (self.message_type(shown.0), self.message_type(notice));
        let field = handshake
            .messages
            .get(notice)
            .and_then(|message| self.context.emitter.model[message.payload].fields.first())
            .map(|field| snake_case(&field.name.text));
        let refused = failure(handshake, handshake.otherwise.suite);
        let unexpected = failure(handshake, handshake.otherwise.unexpected);
        let party = camel_case(self.machine.party.name());
        let state = self.machine.states.first().map(state_type);
        {
            let mut used = self.scope.used.borrow_mut();
            used.world = true;
            used.suite = true;
            used.core = true;
            used.core_changed = true;
        }
        let world = self.reads_world(shown.0).then(|| quote! { , world });
        self.sent = true;
        self.keeps_context = true;
        quote! {
            #bindings
            let wanted = super::suite(#wanted).ok_or(#refused)?;
            let cookie = if wanted.id == suite.id {
                world.cookie(&#cookie, suite.id)
            } else {
                handshake::Cookie::Demanded
            };
            match (cookie, context) {
                (handshake::Cookie::NotNeeded, None) => {}
                (handshake::Cookie::Valid(first), _) => {
                    let asking = #asking { #field: #cookie.clone() }.seal(wanted.id)?;
                    let again = config.context(&first, &asking);
                    if context != Some(again) {
                        noise = config
                            .begin_bound(noise::Party::#party, suite, PROLOGUE, Some(&again))
                            .1;
                        #first::open(message, suite, &mut noise #world)?;
                    }
                }
                (_, Some(_)) => return Err(#unexpected),
                (_, None) => {
                    let first = config.hash(&[&head(#first::TYPE, message.suite), message.rest]);
                    let cookie = world.new_cookie(&first, wanted.id);
                    let asking = #asking { #field: cookie.into() }.seal(wanted.id)?;
                    let context = Some(config.context(&first, &asking));
                    sent.messages.push(asking);
                    return Ok(#party::#state(#state { config, context }));
                }
            }
        }
    }

    /// The number of the suite that has to run.
    fn wanted(&self, wanted: &HandshakeExpression) -> TokenStream {
        let value = self.scope.value(wanted);
        let tokens = &value.tokens;
        let unexpected =
            failure(self.context.handshake, self.context.handshake.otherwise.unexpected);
        match value.kind {
            Kind::Literal(_) => quote! { #tokens },
            Kind::Number(integer) if !integer.signed && integer.bits == 16 => quote! { #tokens },
            Kind::Number(integer) if !integer.signed && integer.bits < 16 => {
                quote! { #tokens.into() }
            }
            _ => quote! { u16::try_from(#tokens).map_err(|_| #unexpected)? },
        }
    }

    /// What is done before and after the notice that asks is read.
    pub(super) fn begin_again(&self, used: &Used) -> (TokenStream, TokenStream) {
        let unexpected =
            failure(self.context.handshake, self.context.handshake.otherwise.unexpected);
        let party = camel_case(self.machine.party.name());
        let asking = match self.transition.trigger {
            Trigger::Message(place) => self.message_type(place),
            Trigger::Start | Trigger::Ready => TokenStream::new(),
        };
        let mutable = used.core_changed.then(|| quote! { mut });
        let refused = self.transition.refused_suite();
        let refused = refused.map(|place| failure(self.context.handshake, place));
        let refused = refused.map(|refused| quote! { .map_err(|_| #refused) });
        let ready = quote! { let again = again.ok_or(#unexpected)?; };
        let begin = quote! {
            let suite = offered_suite(message.suite, again.local()) #refused?;
            let asking = [&head(#asking::TYPE, message.suite), message.rest];
            let #mutable noise = again.begin(noise::Party::#party, suite, PROLOGUE, &asking);
        };
        (ready, begin)
    }

    /// What the next state keeps for a second attempt.
    pub(super) fn kept_for_again(&mut self) -> TokenStream {
        if self.transition.once {
            return quote! { again: None };
        }
        self.keeps_config = true;
        self.sent = true;
        let first = self.context.handshake.first_message();
        let mut sends = self.transition.steps.iter().filter_map(|step| match step {
            Step::Send { message, .. } => Some(*message),
            _ => None,
        });
        // A notice in front of the first message is no part of the attempt.
        let first = match sends.position(|message| Some(message) == first).unwrap_or(0) {
            0 => quote! { sent.messages.first() },
            place => {
                let place = Literal::usize_unsuffixed(place);
                quote! { sent.messages.get(#place) }
            }
        };
        quote! { again: handshake::Again::after(attempt, #first) }
    }
}
