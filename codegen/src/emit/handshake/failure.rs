//! Failures: their names, where errors lead, and what the peer is told.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use packetwright_spec::model::{HandshakeExpression, Party};

use super::Context;
use super::analysis::Phase;
use super::value::{Scope, Used, failure};
use crate::naming::{camel_case, prefixed, snake_case};
use crate::tokens::{TokenStream, quote};

/// The enumeration of failures and all that belongs to it.
pub(super) fn emit(context: &Context<'_>) -> TokenStream {
    let failures = &context.handshake.failures;
    let variants = failures.iter().map(|failure| {
        let name = camel_case(&failure.name.text);
        let docs = context.emitter.docs(&failure.docs, || described(context, failure));
        quote! { #docs #name, }
    });
    let names = failures.iter().map(|failure| {
        let (variant, name) = (camel_case(&failure.name.text), &failure.name.text);
        quote! { Self::#variant => #name, }
    });
    let notices = [Party::Initiator, Party::Responder]
        .into_iter()
        .filter(|party| context.replies(*party))
        .map(|party| notices(context, party));
    let otherwise = context.handshake.otherwise;
    let malformed = failure(context.handshake, otherwise.malformed);
    let crypto = failure(context.handshake, otherwise.crypto);
    quote! {
        /// Every way the handshake can fail.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Failure { #(#variants)* }

        impl Failure {
            /// Its name in the spec.
            pub const fn name(self) -> &'static str {
                match self { #(#names)* }
            }

            #(#notices)*
        }

        impl core::fmt::Display for Failure {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl core::error::Error for Failure {}

        impl From<codec::DecodeError> for Failure {
            fn from(_: codec::DecodeError) -> Self {
                #malformed
            }
        }

        impl From<codec::EncodeError> for Failure {
            fn from(_: codec::EncodeError) -> Self {
                #malformed
            }
        }

        impl From<noise::NoiseError> for Failure {
            fn from(error: noise::NoiseError) -> Self {
                match error {
                    noise::NoiseError::Truncated => #malformed,
                    noise::NoiseError::Failed => #crypto,
                }
            }
        }
    }
}

/// What is said of a failure that has no documentation.
fn described(context: &Context<'_>, failure: &packetwright_spec::model::Failure) -> String {
    let name = &failure.name;
    let reply = failure.reply.as_ref();
    match reply.and_then(|(place, _)| context.handshake.messages.get(*place)) {
        Some(message) => format!("`{name}`; the peer is told by `{}`.", message.name),
        None => format!("`{name}`; the peer is told nothing."),
    }
}

/// The body that a party sends to tell the other of a failure.
fn notices(context: &Context<'_>, party: Party) -> TokenStream {
    let other = match party {
        Party::Initiator => Party::Responder,
        Party::Responder => Party::Initiator,
    };
    let function = prefixed("tell_", other.name());
    let docs = format!(" What the {} is told of it; nothing if that is silence.", other.name());
    let variables = BTreeMap::new();
    let scope = Scope {
        emitter: context.emitter,
        handshake: context.handshake,
        names: &context.names,
        variables: &variables,
        phase: Phase::Running,
        messages: BTreeSet::new(),
        named: BTreeSet::new(),
        began: false,
        authorized: false,
        used: RefCell::new(Used::default()),
    };
    let mut told = TokenStream::new();
    let mut silent = Vec::new();
    for failure in &context.handshake.failures {
        let name = camel_case(&failure.name.text);
        let reply = failure.reply.as_ref().and_then(|(place, fields)| {
            let message = context.handshake.messages.get(*place)?;
            (message.from == party).then_some((message, fields))
        });
        let Some((message, fields)) = reply else {
            silent.push(quote! { Self::#name });
            continue;
        };
        let ty = camel_case(&message.name.text);
        let declared = &context.emitter.model[message.payload].fields;
        let values = fields.iter().filter_map(|(place, value)| {
            let field = declared.get(*place)?;
            let (name, value) = (snake_case(&field.name.text), told_value(&scope, value, field));
            Some(quote! { #name: #value })
        });
        told.extend(quote! { Self::#name => #ty::seal(&#ty { #(#values),* }, suite), });
    }
    let silence = (!silent.is_empty()).then(|| quote! { #(#silent)|* => return None, });
    let world =
        context.replies_need_world(party).then(|| quote! { world: &mut dyn handshake::World });
    let now = scope.used.borrow().now.then(|| quote! { let now = world.now_ms(); });
    quote! {
        #[doc = #docs]
        fn #function(self, suite: u16, #world) -> Option<Vec<u8>> {
            #now
            let notice = match self {
                #told
                #silence
            };
            notice.ok()
        }
    }
}

/// A value in a notice. It is sent whatever has happened so far, so it can be
/// made only of what is always there.
fn told_value(
    scope: &Scope<'_>,
    value: &HandshakeExpression,
    field: &packetwright_spec::model::Field,
) -> TokenStream {
    match value {
        HandshakeExpression::Integer(_)
        | HandshakeExpression::Bytes(_)
        | HandshakeExpression::Empty
        | HandshakeExpression::Now
        | HandshakeExpression::Random => scope.fitted(value, field),
        HandshakeExpression::Suite => quote! { suite.into() },
        _ => {
            let fault = format!(
                "the field `{}` of a failure's reply can be a constant, `empty`, `now`, `random` or `suite`",
                field.name
            );
            quote! { compile_error!(#fault) }
        }
    }
}
