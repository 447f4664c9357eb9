//! Handshakes: a module of messages and the machines of both parties.
//!
//! ```text
//! analysis ─► what each state has ─┐
//! names ────► variables ───────────┼─► transition (one function each) ─► machine ─► module
//! value ────► expressions ─────────┘
//! ```
//!
//! What the machines mean is written down in `packetwright_spec::interpret`;
//! tests hold the two readings equal. The order of a generated function is the
//! order of that page.

mod analysis;
mod failure;
mod machine;
mod message;
mod names;
mod protocol;
mod text;
mod transition;
mod value;
pub(crate) mod words;

use packetwright_spec::model::{
    Cipher, Endian, Field, Handshake, HandshakeExpression, HandshakeId, Party, Trigger, Type,
};

use super::Emitter;
use super::types::Form;
use crate::naming::{self, camel_case, snake_case};
use crate::tokens::{Ident, Literal, TokenStream, quote};
use analysis::Machine;
use names::Names;

pub use text::state_table;

/// The module of a handshake: its messages, the machines of both parties and
/// the type that stands for it.
pub fn emit(emitter: &Emitter<'_>, id: HandshakeId) -> TokenStream {
    let handshake = &emitter.model[id];
    let context = Context { emitter, handshake, names: Names::new(emitter.model, handshake) };
    let gate = emitter.gate(&emitter.options.session);
    let module = naming::module(&handshake.name.text);
    let docs = emitter.docs(&handshake.docs, || format!("The handshake `{}`.", handshake.name));
    let runtime = &emitter.runtime;
    let standing = protocol::emit(&context);
    let suites = context.suites();
    let messages = handshake.messages.iter().map(|m| message::emit(emitter, handshake, m));
    let failures = failure::emit(&context);
    let received = context.received();
    let initiator = machine::emit(&context, &Machine::new(handshake, Party::Initiator));
    let responder = machine::emit(&context, &Machine::new(handshake, Party::Responder));
    quote! {
        #docs
        #gate
        pub mod #module {
            use super::*;
            use #runtime::crypto::{self, noise};
            use #runtime::protocol::handshake;

            pub use initiator::Initiator;
            pub use responder::Responder;

            #standing
            #suites
            #failures
            #(#messages)*
            #received
            #initiator
            #responder
        }
    }
}

/// What the emitters of one handshake share.
pub struct Context<'a> {
    /// The emitter.
    pub emitter: &'a Emitter<'a>,
    /// The handshake.
    pub handshake: &'a Handshake,
    /// Its variables.
    names: Names,
}

impl Context<'_> {
    /// The type of what a side brings.
    pub fn local_type(&self) -> Ident {
        camel_case(&self.emitter.model[self.handshake.local].name.text)
    }

    /// The owned type of a field.
    pub fn field_type(&self, field: &Field) -> TokenStream {
        self.emitter.field_type(field, Form::Owned)
    }

    /// The owned type of a value.
    pub fn type_of(&self, ty: &Type) -> TokenStream {
        self.emitter.rust_type(ty, Form::Owned)
    }

    /// The types of the messages, in order.
    pub fn message_types(&self) -> Vec<Ident> {
        self.handshake.messages.iter().map(|message| camel_case(&message.name.text)).collect()
    }

    /// Every event that a state may answer.
    pub fn triggers(&self) -> impl Iterator<Item = Trigger> + use<> {
        let messages = (0..self.handshake.messages.len()).map(Trigger::Message);
        [Trigger::Start].into_iter().chain(messages).chain([Trigger::Ready])
    }

    /// The pattern of an event in the table of transitions.
    pub fn event_pattern(&self, trigger: Trigger, message: &TokenStream) -> TokenStream {
        match trigger {
            Trigger::Start => quote! { Received::Start },
            Trigger::Ready => quote! { Received::Ready },
            Trigger::Message(place) => {
                let name = self.message_types().into_iter().nth(place);
                quote! { Received::#name(#message) }
            }
        }
    }

    /// Whether a party tells the other of any failure.
    pub fn replies(&self, party: Party) -> bool {
        self.reply_values(party).next().is_some()
    }

    /// Whether a party's notices have the time or random bytes in them.
    pub fn replies_need_world(&self, party: Party) -> bool {
        self.reply_values(party).flatten().any(|(_, value)| {
            matches!(value, HandshakeExpression::Now | HandshakeExpression::Random)
        })
    }

    fn reply_values(
        &self,
        party: Party,
    ) -> impl Iterator<Item = &Vec<(usize, HandshakeExpression)>> {
        let replies = self.handshake.failures.iter().filter_map(|f| f.reply.as_ref());
        replies.filter_map(move |(place, values)| {
            let message = self.handshake.messages.get(*place)?;
            (message.from == party).then_some(values)
        })
    }

    /// The table of suites and how one is chosen.
    fn suites(&self) -> TokenStream {
        let local = self.local_type();
        let prologue = Literal::byte_string(&self.handshake.prologue);
        let refused = value::failure(self.handshake, self.handshake.otherwise.suite);
        let suites = self.handshake.suites.iter().map(|suite| {
            let (id, name) = (hex(suite.id), &suite.name);
            let cipher = match suite.noise.cipher {
                Cipher::XChaChaPoly => quote! { XChaChaPoly },
                Cipher::ChaChaPoly => quote! { ChaChaPoly },
                Cipher::AesGcm => quote! { AesGcm },
            };
            let modifiers = suite.noise.modifiers.iter().map(|each| message::modifier(*each));
            let known = suite.pre_messages().iter().map(|party| match party {
                Party::Initiator => quote! { noise::Party::Initiator },
                Party::Responder => quote! { noise::Party::Responder },
            });
            quote! {
                noise::Suite {
                    id: #id,
                    name: #name,
                    modifiers: &[#(#modifiers),*],
                    pre_messages: &[#(#known),*],
                    cipher: crypto::Cipher::#cipher,
                },
            }
        });
        let fields = &self.emitter.model[self.handshake.local].fields;
        let field = fields.iter().find(|field| field.name.text == "suites");
        let offered = snake_case(field.map_or("suites", |field| field.name.text.as_str()));
        quote! {
            /// The suites that may run.
            pub static SUITES: &[noise::Suite] = &[#(#suites)*];

            /// The label that opens the Noise prologue.
            const PROLOGUE: &[u8] = #prologue;

            /// The declared suite with a number.
            pub fn suite(number: u16) -> Option<&'static noise::Suite> {
                SUITES.iter().find(|suite| suite.id == number)
            }

            /// The first suite of this side that is declared.
            fn preferred_suite(local: &#local) -> Result<&'static noise::Suite, Failure> {
                local.#offered.iter().find_map(|number| suite(*number)).ok_or(#refused)
            }

            /// The suite of the first message: declared, and offered by this side.
            fn offered_suite(
                number: u16,
                local: &#local,
            ) -> Result<&'static noise::Suite, Failure> {
                suite(number).filter(|suite| local.#offered.contains(&suite.id)).ok_or(#refused)
            }
        }
    }

    /// Events by the names of the spec, and the head of a message.
    fn received(&self) -> TokenStream {
        let names = self.message_types();
        let variants = self.handshake.messages.iter().map(|message| {
            let name = camel_case(&message.name.text);
            let docs = format!(" The message `{}`.", message.name);
            quote! { #[doc = #docs] #name(handshake::Incoming<'a>), }
        });
        let (from_bytes, to_bytes) = match self.emitter.model.endian {
            Endian::Big => (quote! { from_be_bytes }, quote! { to_be_bytes }),
            Endian::Little => (quote! { from_le_bytes }, quote! { to_le_bytes }),
        };
        let replies = self.replies(Party::Initiator) || self.replies(Party::Responder);
        let suite_in = replies.then(|| {
            quote! {
                /// The number of the suite in a message; 0 where there is none.
                fn suite_in(event: &handshake::Event<'_>) -> u16 {
                    match event {
                        handshake::Event::Message([_, first, second, ..]) => {
                            u16::#from_bytes([*first, *second])
                        }
                        _ => 0,
                    }
                }
            }
        });
        quote! {
            /// An event, a message by its type.
            enum Received<'a> {
                /// This side is told to begin.
                Start,
                #(#variants)*
                /// A message that is too short or whose type is unknown.
                Unreadable,
                /// The record `ready` arrived.
                Ready,
                /// The deadline passed.
                Timeout,
            }

            impl<'a> From<handshake::Event<'a>> for Received<'a> {
                /// A body is `type u8 | suite u16 | rest`.
                fn from(event: handshake::Event<'a>) -> Self {
                    match event {
                        handshake::Event::Start => Self::Start,
                        handshake::Event::Ready => Self::Ready,
                        handshake::Event::Timeout => Self::Timeout,
                        handshake::Event::Message([kind, first, second, rest @ ..]) => {
                            let suite = u16::#from_bytes([*first, *second]);
                            let message = handshake::Incoming { suite, rest };
                            match *kind {
                                #(#names::TYPE => Self::#names(message),)*
                                _ => Self::Unreadable,
                            }
                        }
                        handshake::Event::Message(_) => Self::Unreadable,
                    }
                }
            }

            /// The head of a message's body: `type u8 | suite u16`.
            fn head(kind: u8, suite: u16) -> Vec<u8> {
                let [first, second] = suite.#to_bytes();
                vec![kind, first, second]
            }

            #suite_in
        }
    }
}

/// A suite's number as people know it.
fn hex(number: u16) -> TokenStream {
    format!("{number:#06x}").parse().unwrap_or_default()
}
