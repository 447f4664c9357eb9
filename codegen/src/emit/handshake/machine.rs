//! A party's machine: the enumeration of its states, what each holds, the
//! table of transitions, and the runtime's trait.

use packetwright_spec::model::{Transition, Trigger};

use super::analysis::{Carried, Facts, Machine, Phase};
use super::transition::{self, Function, is_stored, state_type, variables};
use super::value::{Kind, failure};
use super::{Context, words};
use crate::naming::{camel_case, prefixed, snake_case};
use crate::tokens::{Ident, Literal, TokenStream, quote};

/// The module of a party.
pub(super) fn emit(context: &Context<'_>, machine: &Machine<'_>) -> TokenStream {
    if let Some(fault) = &machine.fault {
        return quote! { compile_error!(#fault); };
    }
    let variables = variables(context, machine);
    let mut states = TokenStream::new();
    let mut functions = Vec::new();
    for (state, facts) in machine.states.iter().zip(&machine.facts) {
        let ty = state_type(state);
        let emitted: Vec<Function> = state
            .transitions
            .iter()
            .map(|transition| transition::emit(context, machine, &variables, facts, transition))
            .collect();
        let tokens = emitted.iter().map(|function| &function.tokens);
        let methods = (!emitted.is_empty()).then(|| quote! { impl #ty { #(#tokens)* } });
        let definition = state_struct(context, facts, &ty, &variables, state);
        states.extend(quote! { #definition #methods });
        functions.push(emitted);
    }
    let name = machine.party.name();
    let module = snake_case(name);
    let docs = format!(" The states of the {name}, and what leads from one to the next.");
    let definition = machine_enum(context, machine);
    let established = established(machine);
    let inherent = inherent(context, machine, &functions);
    let implementation = machine_impl(context, machine);
    quote! {
        #[doc = #docs]
        pub mod #module {
            use super::*;

            #definition
            #established
            #states
            #inherent
            #implementation
        }
    }
}

/// The enumeration of a machine's states.
fn machine_enum(context: &Context<'_>, machine: &Machine<'_>) -> TokenStream {
    let name = camel_case(machine.party.name());
    let docs = format!(
        " The machine of the {}: one variant a state, in it what is valid there.",
        machine.party.name(),
    );
    let variants = machine.states.iter().map(|state| {
        let ty = state_type(state);
        let docs = state_docs(context, state);
        quote! { #docs #ty(#ty), }
    });
    quote! {
        #[doc = #docs]
        #[allow(
            clippy::large_enum_variant,
            reason = "a connection has one machine, and it lives as long as the handshake"
        )]
        pub enum #name {
            #(#variants)*
            /// The session is up.
            Established(Established),
            /// The handshake failed; nothing leads out of here.
            Failed(Failure),
        }
    }
}

/// The documentation of a state: the spec's, then what it waits for.
fn state_docs(context: &Context<'_>, state: &packetwright_spec::model::State) -> TokenStream {
    let waits: Vec<String> = state
        .transitions
        .iter()
        .map(|transition| {
            format!("`{}`", words::trigger_text(context.handshake, transition.trigger))
        })
        .collect();
    let waits = match waits.as_slice() {
        [] => "Waits for nothing but the deadline.".to_owned(),
        waits => format!("Waits for {}.", waits.join(" or ")),
    };
    let mut docs = state.docs.with_history();
    if !docs.is_empty() {
        docs.push(String::new());
    }
    docs.push(waits);
    context.emitter.docs(&docs.into(), String::new)
}

/// What a state holds.
fn state_struct(
    context: &Context<'_>,
    facts: &Facts,
    ty: &Ident,
    variables: &std::collections::BTreeMap<String, Kind>,
    state: &packetwright_spec::model::State,
) -> TokenStream {
    let local = context.local_type();
    let phase = facts.phase.unwrap_or(Phase::Fresh);
    let mut fields = match phase {
        Phase::Fresh => quote! { config: handshake::HandshakeConfig<#local>, },
        Phase::Running => quote! { suite: &'static noise::Suite, noise: noise::NoiseState, },
        Phase::Split => quote! { suite: &'static noise::Suite, secrets: noise::SessionSecrets, },
    };
    if facts.authorized {
        fields.extend(quote! { peer: handshake::Authorized, });
    } else if phase == Phase::Split {
        fields.extend(quote! { peer: Option<crypto::PublicKey>, });
    }
    if facts.context {
        fields.extend(quote! {
            /// What the next attempt is bound to, if one was asked for.
            context: Option<[u8; 64]>,
        });
    }
    if facts.again {
        fields.extend(quote! {
            /// What a second attempt takes, until it is made.
            again: Option<handshake::Again<#local>>,
        });
    }
    for value in facts.carried.iter().filter(|value| is_stored(value, phase)) {
        let name = context.names.carried(value);
        let (docs, ty) = match value {
            Carried::Local => (" What this side brings.".to_owned(), quote! { #local }),
            Carried::Field(message, field) => field_docs(context, *message, *field),
            Carried::Variable(name) => {
                let kind = variables.get(name);
                let ty = kind.map_or_else(TokenStream::new, |kind| kind_type(context, kind));
                (format!(" `{name}`"), ty)
            }
        };
        fields.extend(quote! { #[doc = #docs] #name: #ty, });
    }
    let docs = state_docs(context, state);
    quote! { #docs pub struct #ty { #fields } }
}

fn field_docs(context: &Context<'_>, message: usize, field: usize) -> (String, TokenStream) {
    let declared = context.handshake.messages.get(message);
    let found = declared.and_then(|message| {
        let field = context.emitter.model[message.payload].fields.get(field)?;
        Some((format!(" `{}.{}`", message.name, field.name), context.field_type(field)))
    });
    found.unwrap_or_default()
}

/// The Rust type of a `let`.
fn kind_type(context: &Context<'_>, kind: &Kind) -> TokenStream {
    match kind {
        Kind::Number(integer) => {
            context.type_of(&packetwright_spec::model::Type::Integer(*integer))
        }
        Kind::Enum(id) => {
            let name = camel_case(&context.emitter.model[*id].name.text);
            quote! { #name }
        }
        Kind::Truth => quote! { bool },
        Kind::Array(length) => {
            let length = Literal::u64_unsuffixed(*length);
            quote! { [u8; #length] }
        }
        Kind::Bytes => quote! { Bytes },
        Kind::Text => quote! { String },
        Kind::List(integer, length) => {
            let element = context.type_of(&packetwright_spec::model::Type::Integer(*integer));
            match length.map(Literal::u64_unsuffixed) {
                Some(length) => quote! { [#element; #length] },
                None => quote! { Vec<#element> },
            }
        }
        Kind::Other(ty) => context.type_of(ty),
        Kind::Literal(_) | Kind::Constant(_) | Kind::Empty => quote! { u64 },
    }
}

/// The state in which the session is up.
fn established(machine: &Machine<'_>) -> TokenStream {
    if machine.proves_authorization {
        quote! {
            /// The session is up: the peer proved who it is, and this side talks to it.
            pub struct Established {
                authorized: handshake::Authorized,
                outcome: handshake::Established,
            }

            impl Established {
                /// The peer's long-term key, which was found authorized.
                pub fn peer(&self) -> &crypto::PublicKey {
                    self.authorized.peer()
                }
            }
        }
    } else {
        quote! {
            /// The session is up. The spec does not ask whether this side talks
            /// to the peer.
            pub struct Established {
                outcome: handshake::Established,
            }
        }
    }
}

/// The table of transitions, and what the answer to a failure needs.
fn inherent(
    context: &Context<'_>,
    machine: &Machine<'_>,
    functions: &[Vec<Function>],
) -> TokenStream {
    let party = camel_case(machine.party.name());
    let mut arms = TokenStream::new();
    for (state, functions) in machine.states.iter().zip(functions) {
        arms.extend(rows(context, &state_type(state), &state.transitions, functions));
    }
    let unexpected = failure(context.handshake, context.handshake.otherwise.unexpected);
    let messages = context.message_types();
    let suite = context.replies(machine.party).then(|| running_suite(machine));
    quote! {
        impl #party {
            /// The table of transitions: what each state does with each event.
            fn next(
                self,
                received: Received<'_>,
                world: &mut dyn handshake::World,
                sent: &mut handshake::Transmit,
            ) -> Result<Self, Failure> {
                match (self, received) {
                    #arms
                    (
                        Self::Established(_),
                        #(Received::#messages(_) |)* Received::Unreadable,
                    ) => Err(#unexpected),
                    (
                        state @ Self::Established(_),
                        Received::Start | Received::Ready | Received::Timeout,
                    ) => Ok(state),
                    (state @ Self::Failed(_), _) => Ok(state),
                }
            }

            #suite
        }
    }
}

/// The rows of one state: each event has one.
fn rows(
    context: &Context<'_>,
    ty: &Ident,
    transitions: &[Transition],
    functions: &[Function],
) -> TokenStream {
    let handshake = context.handshake;
    let mut rows = TokenStream::new();
    for (transition, function) in transitions.iter().zip(functions) {
        let name = &function.name;
        let [message, world, sent] = function.arguments;
        let message = message.then(|| quote! { message, });
        let world = world.then(|| quote! { world, });
        let sent = sent.then(|| quote! { sent, });
        let event = context.event_pattern(transition.trigger, &quote! { message });
        rows.extend(quote! {
            (Self::#ty(state), #event) => state.#name(#message #world #sent),
        });
    }
    let answered = |trigger: Trigger| transitions.iter().any(|t| t.trigger == trigger);
    let rest: Vec<TokenStream> = context
        .triggers()
        .filter(|trigger| !answered(*trigger))
        .map(|trigger| context.event_pattern(trigger, &quote! { _ }))
        .collect();
    let unexpected = failure(handshake, handshake.otherwise.unexpected);
    let malformed = failure(handshake, handshake.otherwise.malformed);
    let timeout = failure(handshake, handshake.otherwise.timeout);
    if !rest.is_empty() {
        rows.extend(quote! { (Self::#ty(_), #(#rest)|*) => Err(#unexpected), });
    }
    rows.extend(quote! {
        (Self::#ty(_), Received::Unreadable) => Err(#malformed),
        (Self::#ty(_), Received::Timeout) => Err(#timeout),
    });
    rows
}

/// The suite that a notice to the peer names.
fn running_suite(machine: &Machine<'_>) -> TokenStream {
    let mut running = Vec::new();
    let mut fresh = Vec::new();
    let mut starts = Vec::new();
    for (state, facts) in machine.states.iter().zip(&machine.facts) {
        let ty = state_type(state);
        match facts.phase {
            Some(Phase::Running | Phase::Split) => {
                running.push(quote! { Self::#ty(state) => Some(state.suite.id), });
            }
            Some(Phase::Fresh) | None
                if state.transitions.iter().any(|t| t.trigger == Trigger::Start) =>
            {
                starts.push(quote! {
                    Self::#ty(state) if matches!(event, handshake::Event::Start) => {
                        preferred_suite(&state.config.local).ok().map(|suite| suite.id)
                    }
                });
                fresh.push(quote! { Self::#ty(_) });
            }
            Some(Phase::Fresh) | None => fresh.push(quote! { Self::#ty(_) }),
        }
    }
    quote! {
        /// The number of the suite that a notice to the peer names: of the one
        /// that runs, else of the one in the message at hand.
        fn suite(&self, event: &handshake::Event<'_>) -> u16 {
            let running = match self {
                #(#running)*
                #(#starts)*
                Self::Established(state) => Some(state.outcome.suite),
                #(#fresh |)* Self::Failed(_) => None,
            };
            running.unwrap_or_else(|| suite_in(event))
        }
    }
}

/// The runtime's trait.
fn machine_impl(context: &Context<'_>, machine: &Machine<'_>) -> TokenStream {
    let party = camel_case(machine.party.name());
    let local = context.local_type();
    let first = machine.states.first().map(state_type);
    let asks = machine.facts.first().is_some_and(|facts| facts.context);
    let no_context = asks.then(|| quote! { , context: None });
    let names = machine.states.iter().map(|state| {
        let (ty, name) = (state_type(state), &state.name.text);
        quote! { Self::#ty(_) => #name, }
    });
    let mut waiting = Vec::new();
    let mut ready = Vec::new();
    for (state, facts) in machine.states.iter().zip(&machine.facts) {
        let ty = state_type(state);
        if facts.phase == Some(Phase::Split) {
            ready
                .push(quote! { Self::#ty(state) => handshake::Status::KeysReady(&state.secrets), });
        } else {
            waiting.push(quote! { Self::#ty(_) });
        }
    }
    let in_progress =
        (!waiting.is_empty()).then(|| quote! { #(#waiting)|* => handshake::Status::InProgress, });
    let replies = context.replies(machine.party);
    let suite = replies.then(|| quote! { let suite = self.suite(&event); });
    let reply = replies.then(|| {
        let reply = prefixed("tell_", transition_other(machine).name());
        let world = context.replies_need_world(machine.party).then(|| quote! { , world });
        quote! { transmit.messages.extend(failure.#reply(suite #world)); }
    });
    quote! {
        impl handshake::Machine for #party {
            type Local = #local;

            fn new(config: handshake::HandshakeConfig<#local>) -> Self {
                Self::#first(#first { config #no_context })
            }

            fn handle(
                self,
                event: handshake::Event<'_>,
                world: &mut dyn handshake::World,
                transmit: &mut handshake::Transmit,
            ) -> Self {
                #suite
                let mut sent = handshake::Transmit::default();
                match self.next(Received::from(event), world, &mut sent) {
                    Ok(next) => {
                        transmit.append(sent);
                        next
                    }
                    Err(failure) => {
                        #reply
                        Self::Failed(failure)
                    }
                }
            }

            fn state(&self) -> &'static str {
                match self {
                    #(#names)*
                    Self::Established(_) => "Established",
                    Self::Failed(_) => "Failed",
                }
            }

            fn status(&self) -> handshake::Status<'_> {
                match self {
                    #in_progress
                    #(#ready)*
                    Self::Established(state) => handshake::Status::Established(&state.outcome),
                    Self::Failed(failure) => handshake::Status::Failed(failure.name()),
                }
            }

            fn into_established(self) -> Option<handshake::Established> {
                match self {
                    Self::Established(state) => Some(state.outcome),
                    _ => None,
                }
            }
        }
    }
}

fn transition_other(machine: &Machine<'_>) -> packetwright_spec::model::Party {
    match machine.party {
        packetwright_spec::model::Party::Initiator => packetwright_spec::model::Party::Responder,
        packetwright_spec::model::Party::Responder => packetwright_spec::model::Party::Initiator,
    }
}
