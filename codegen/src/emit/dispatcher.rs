//! The handler's trait and the dispatcher: a static `match` from tags to its
//! methods.
//!
//! Those of a spec serve its one protocol; those of a set that was declared in
//! Rust any protocol that carries the messages, and give what is for an included
//! set to another handler.

use packetwright_spec::model::{Layers, Message, MessageSet};

use super::declared_set::{DeclaredSet, Held};
use super::types::Form;
use super::{Emitter, literal};
use crate::Feature;
use crate::naming::{snake_case, suffixed};
use crate::tokens::{Ident, TokenStream, format_ident, quote};

/// What is generated for those who answer the messages of a set.
pub struct Dispatch {
    /// The name of the set's type.
    set: Ident,
    methods: Vec<Method>,
    /// The types of the sets that it includes.
    included: Vec<TokenStream>,
    /// The attribute that makes the items depend on a feature.
    gate: TokenStream,
    /// The one protocol; none if it serves any.
    protocol: Option<Ident>,
}

/// A message that is handled.
struct Method {
    docs: TokenStream,
    name: Ident,
    tag: u64,
    body: TokenStream,
    reply: Option<TokenStream>,
}

/// How a place names what the handler's trait is made of.
pub struct Names {
    /// The runtime's module `service`.
    pub service: TokenStream,
    /// Of the standard library: `Future`, `Result`, `Send`, `Sync`.
    pub standard: [TokenStream; 4],
}

impl Emitter<'_> {
    /// The handler's trait and the dispatcher of the set in the layers.
    pub fn dispatcher(&self, layers: &Layers) -> Option<TokenStream> {
        if self.options.session == Feature::Off {
            return None;
        }
        let set = self.model.message_sets.get(layers.messages)?;
        let own = [layers.keepalive, layers.error, layers.goodbye];
        let methods = handled(set, own).map(|place| {
            let body = |message: &Message| {
                let name = self.struct_name(message.body, Form::Owned);
                quote! { #name }
            };
            self.method(set, place, &body)
        });
        let dispatch = Dispatch {
            set: self.set_name(set, Form::Owned),
            methods: methods.collect(),
            included: Vec::new(),
            gate: self.gate(&self.options.session),
            protocol: Some(self.protocol_name()),
        };
        let names = Names {
            service: quote! { service },
            // A message may be called `Send` or `Sync`; types make way for the others.
            standard: [
                quote! { Future },
                quote! { Result },
                quote! { ::core::marker::Send },
                quote! { ::core::marker::Sync },
            ],
        };
        let declarations = dispatch.declarations(&names, &quote! { pub });
        let implementation = dispatch.implementation();
        Some(quote! { #declarations #implementation })
    }

    /// What answers the messages of a set that was declared in Rust, if the
    /// runtime can.
    pub fn declared_dispatch(&self, declared: &DeclaredSet) -> Option<Dispatch> {
        let set = self.model.message_sets.first()?;
        if self.options.session == Feature::Off {
            return None;
        }
        let body = |message: &Message| {
            let place = set.messages.iter().position(|other| other.tag == message.tag);
            match place.and_then(|place| declared.held.get(place)) {
                Some(Held::Value(ty)) => ty.clone(),
                _ => {
                    let name = self.struct_name(message.body, Form::Owned);
                    quote! { #name }
                }
            }
        };
        let methods = handled(set, [None; 3]).map(|place| self.method(set, place, &body));
        Some(Dispatch {
            set: self.set_name(set, Form::Owned),
            methods: methods.collect(),
            included: declared.included.iter().map(|other| other.ty.clone()).collect(),
            gate: TokenStream::new(),
            protocol: None,
        })
    }

    fn method(
        &self,
        set: &MessageSet,
        place: usize,
        body: &dyn Fn(&Message) -> TokenStream,
    ) -> Method {
        let message = &set.messages[place];
        Method {
            docs: self.docs(&message.docs, || format!("Handles `{}`.", message.name)),
            name: snake_case(&message.name.text),
            tag: message.tag,
            body: body(message),
            reply: message.reply.and_then(|reply| set.messages.get(reply)).map(body),
        }
    }
}

impl Dispatch {
    fn handler(&self) -> Ident {
        suffixed(&self.set.to_string(), "Handler")
    }

    fn dispatcher(&self) -> Ident {
        suffixed(&self.set.to_string(), "Dispatcher")
    }

    /// The type parameters for the handlers of included sets.
    fn others(&self) -> Vec<Ident> {
        (0..self.included.len()).map(|place| format_ident!("H{place}")).collect()
    }

    /// The trait and the dispatcher's type.
    pub fn declarations(&self, names: &Names, visibility: &TokenStream) -> TokenStream {
        let (gate, set) = (&self.gate, &self.set);
        let (handler, dispatcher, others) = (self.handler(), self.dispatcher(), self.others());
        let [_, _, send, sync] = &names.standard;
        let methods = self.methods.iter().map(|method| method.declaration(names));
        let trait_docs = format!(" Answers the messages of [`{set}`], one method each.");
        let type_docs = format!(
            " Gives each message to its method of a [`{handler}`]; the choice is a `match` on the tag."
        );
        let other_docs = (!others.is_empty()).then(|| {
            quote! {
                #[doc = ""]
                #[doc = " What is for an included set is given to the handler of that set, which stands behind"]
                #[doc = " in the order of the inclusions."]
            }
        });
        quote! {
            #[doc = #trait_docs]
            #gate
            #visibility trait #handler: #send + #sync + 'static { #(#methods)* }

            #[doc = #type_docs]
            #other_docs
            #gate
            #[derive(Clone, Debug)]
            #visibility struct #dispatcher<H #(, #others)*>(#visibility H #(, #visibility #others)*);
        }
    }

    /// The dispatcher's `Handler`, where `service`, `protocol` and `codec` are
    /// the runtime's modules.
    pub fn implementation(&self) -> TokenStream {
        let (gate, handler, dispatcher) = (&self.gate, self.handler(), self.dispatcher());
        let others = self.others();
        let (parameter, protocol, as_protocol) = match &self.protocol {
            Some(protocol) => (TokenStream::new(), protocol.clone(), quote! { #protocol }),
            None => (
                quote! { P: protocol::Protocol, },
                format_ident!("P"),
                quote! { <P as protocol::Protocol> },
            ),
        };
        let bounds = others.iter().map(|other| quote! { , #other: service::Handler<#protocol> });
        let arms = self.methods.iter().map(|method| method.arm(&protocol));
        // Where the runtime answers every message, nobody is told of the connection.
        let answers = !self.methods.is_empty() || !self.included.is_empty();
        let context = if answers {
            quote! { context }
        } else {
            quote! { _context }
        };
        let included = self.included.iter().enumerate().map(|(place, ty)| {
            let field = crate::tokens::Literal::usize_unsuffixed(place + 1);
            quote! {
                tag if protocol::has_tag(<#ty as protocol::MessageSet>::TAGS, tag) => {
                    service::Handler::<#protocol>::handle(&self.#field, context, message).await
                }
            }
        });
        quote! {
            #gate
            impl<#parameter H: #handler #(#bounds)*> service::Handler<#protocol>
                for #dispatcher<H #(, #others)*>
            {
                async fn handle(
                    &self,
                    #context: &service::Context,
                    message: Bytes,
                ) -> Result<service::Answer, service::HandlerError> {
                    let malformed = service::HandlerError::malformed;
                    let mut reader = codec::Reader::shared(&message);
                    match #as_protocol::decode_tag(&mut reader).map_err(malformed)? {
                        #(#arms)*
                        #(#included)*
                        tag => Err(service::HandlerError::unknown_message(tag)),
                    }
                }
            }
        }
    }
}

impl Method {
    fn declaration(&self, names: &Names) -> TokenStream {
        let Method { docs, name, body, reply, .. } = self;
        let service = &names.service;
        let [future, result, send, _] = &names.standard;
        let (argument, reply) = match reply {
            Some(reply) => (quote! { request }, reply.clone()),
            None => (quote! { message }, quote! { () }),
        };
        quote! {
            #docs
            fn #name(
                &self,
                context: &#service::Context,
                #argument: #body,
            ) -> impl #future<Output = #result<#reply, #service::HandlerError>> + #send;
        }
    }

    /// The arm that has the handler `H` answer. Every type has methods of the
    /// prelude's traits, `into` for one, which a call of a method might mean.
    fn arm(&self, protocol: &Ident) -> TokenStream {
        let Method { name, body, .. } = self;
        let tag = literal::number(self.tag.into());
        let finish = if self.reply.is_some() {
            quote! {
                let reply = H::#name(&self.0, context, body).await?;
                service::Answer::reply::<#protocol, _>(&reply)
            }
        } else {
            quote! {
                H::#name(&self.0, context, body).await?;
                Ok(service::Answer::none())
            }
        };
        quote! {
            #tag => {
                let body: #body = reader.read_to_end().map_err(malformed)?;
                #finish
            }
        }
    }
}

/// The places of the messages a handler answers: requests, and messages that
/// need no answer and are none; not those that the runtime itself answers or
/// sends, its `own`.
fn handled(set: &MessageSet, own: [Option<usize>; 3]) -> impl Iterator<Item = usize> + '_ {
    let is_reply =
        move |place: usize| set.messages.iter().any(|message| message.reply == Some(place));
    let messages = set.messages.iter().enumerate();
    messages
        .filter(move |(place, message)| {
            !own.contains(&Some(*place)) && (message.reply.is_some() || !is_reply(*place))
        })
        .map(|(place, _)| place)
}
