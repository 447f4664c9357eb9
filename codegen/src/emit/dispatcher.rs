//! The handler's trait and the dispatcher: a static `match` from tags to its
//! methods.

use packetwright_spec::model::{Layers, Message, MessageSet};

use super::types::Form;
use super::{Emitter, literal};
use crate::Feature;
use crate::naming::{identifier, snake_case};
use crate::tokens::{Ident, TokenStream, quote};

impl Emitter<'_> {
    /// The handler's trait and the dispatcher of the set in the layers.
    pub fn dispatcher(&self, layers: &Layers) -> Option<TokenStream> {
        if self.options.session == Feature::Off {
            return None;
        }
        let gate = self.gate(&self.options.session);
        let set = self.model.message_sets.get(layers.messages)?;
        let handled = handled(layers, set);
        let set_name = self.set_name(set, Form::Owned);
        let handler = identifier(format!("{set_name}Handler"));
        let dispatcher = identifier(format!("{set_name}Dispatcher"));
        let protocol = self.protocol_name();
        let service = quote! { service };
        let methods = handled.iter().map(|message| self.handler_method(set, message, &service));
        let arms = handled.iter().map(|message| self.dispatch_arm(message, &protocol));
        let trait_docs = format!(" Answers the messages of [`{set_name}`], one method each.");
        let type_docs = format!(
            " Gives each message to its method of a [`{handler}`]; the choice is a `match` on the tag."
        );
        Some(quote! {
            #[doc = #trait_docs]
            #gate
            pub trait #handler: Send + Sync + 'static { #(#methods)* }

            #[doc = #type_docs]
            #gate
            #[derive(Clone, Debug)]
            pub struct #dispatcher<H>(pub H);

            #gate
            impl<H: #handler> #service::Handler<#protocol> for #dispatcher<H> {
                async fn handle(
                    &self,
                    context: &#service::Context,
                    message: Bytes,
                ) -> Result<#service::Answer, #service::HandlerError> {
                    let malformed = #service::HandlerError::malformed;
                    let mut reader = codec::Reader::shared(&message);
                    match #protocol::decode_tag(&mut reader).map_err(malformed)? {
                        #(#arms)*
                        tag => Err(#service::HandlerError::unknown_message(tag)),
                    }
                }
            }
        })
    }

    fn handler_method(
        &self,
        set: &MessageSet,
        message: &Message,
        service: &TokenStream,
    ) -> TokenStream {
        let docs = self.docs(&message.docs, || format!("Handles `{}`.", message.name));
        let (name, body) = self.handled_names(message);
        let reply = match message.reply.and_then(|reply| set.messages.get(reply)) {
            Some(reply) => {
                let reply = self.struct_name(reply.body, Form::Owned);
                quote! { #reply }
            }
            None => quote! { () },
        };
        let argument = if message.reply.is_some() {
            quote! { request }
        } else {
            quote! { message }
        };
        quote! {
            #docs
            fn #name(
                &self,
                context: &#service::Context,
                #argument: #body,
            ) -> impl Future<Output = Result<#reply, #service::HandlerError>> + Send;
        }
    }

    fn dispatch_arm(&self, message: &Message, protocol: &Ident) -> TokenStream {
        let (name, body) = self.handled_names(message);
        let tag = literal::number(message.tag.into());
        let answer = quote! { service::Answer };
        let finish = if message.reply.is_some() {
            quote! {
                let reply = self.0.#name(context, body).await?;
                #answer::reply::<#protocol, _>(&reply)
            }
        } else {
            quote! {
                self.0.#name(context, body).await?;
                Ok(#answer::none())
            }
        };
        quote! {
            #tag => {
                let body: #body = reader.read_to_end().map_err(malformed)?;
                #finish
            }
        }
    }

    fn handled_names(&self, message: &Message) -> (Ident, Ident) {
        (snake_case(&message.name.text), self.struct_name(message.body, Form::Owned))
    }
}

/// The messages a handler answers: requests, and messages that need no answer
/// and are none; not those that the runtime itself answers or sends.
fn handled<'m>(layers: &Layers, set: &'m MessageSet) -> Vec<&'m Message> {
    let own = [layers.keepalive, layers.error, layers.goodbye];
    let is_reply = |place: usize| set.messages.iter().any(|message| message.reply == Some(place));
    let messages = set.messages.iter().enumerate();
    messages
        .filter(|(place, message)| {
            !own.contains(&Some(*place)) && (message.reply.is_some() || !is_reply(*place))
        })
        .map(|(_, message)| message)
        .collect()
}
