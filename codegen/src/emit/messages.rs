//! Sets of messages: each body under its tag, and the set as one type.
//!
//! Sets whose type a user declared in Rust are in [`declared_set`](super::declared_set).

use packetwright_spec::model::{Endian, Integer, MessageSet};

use super::encode::put_constant;
use super::structure::anonymous;
use super::types::{Form, integer_name, integer_type, read_call};
use super::{Emitter, literal};
use crate::naming::camel_case;
use crate::tokens::{Ident, Literal, TokenStream, quote};

impl Emitter<'_> {
    /// A set of messages and its view, without the bodies; each given to `take`.
    pub(super) fn message_set(&self, place: usize, mut take: impl FnMut(TokenStream)) {
        let set = &self.model.message_sets[place];
        take(self.set_definition(set, Form::Owned));
        take(self.set_codec(set, Form::Owned));
        let name = self.set_name(set, Form::Owned);
        take(set_traits(&name, &own_tags(set), set.tag));
        take(self.set_conversions(set));
        if self.set_borrows(set) {
            take(self.set_definition(set, Form::View));
            take(self.set_codec(set, Form::View));
            take(self.set_own(set));
        }
    }

    /// The name of a set's type.
    pub fn set_name(&self, set: &MessageSet, form: Form) -> Ident {
        if form == Form::View && self.set_borrows(set) {
            self.view_name(&set.name.text)
        } else {
            camel_case(&set.name.text)
        }
    }

    fn set_borrows(&self, set: &MessageSet) -> bool {
        set.messages.iter().any(|message| self.struct_borrows(message.body))
    }

    /// The type of a set, with its lifetime.
    pub fn set_type(&self, set: &MessageSet, form: Form) -> TokenStream {
        let name = self.set_name(set, form);
        let borrows = form == Form::View && self.set_borrows(set);
        if borrows {
            quote! { #name<'a> }
        } else {
            quote! { #name }
        }
    }

    /// The body of a message, by its place in its set.
    pub(super) fn message(&self, set: usize, message: usize) -> TokenStream {
        let set = &self.model.message_sets[set];
        let message = &set.messages[message];
        let body = self.structure(message.body);
        let name = self.struct_name(message.body, Form::Owned);
        let request = message.reply.and_then(|reply| set.messages.get(reply)).map(|reply| {
            let reply = self.struct_name(reply.body, Form::Owned);
            quote! { #reply }
        });
        let traits = message_traits(&quote! { #name }, message.tag, &message.name.text, request);
        quote! { #body #traits }
    }

    fn set_definition(&self, set: &MessageSet, form: Form) -> TokenStream {
        let ty = self.set_type(set, form);
        let docs = match form {
            Form::Owned => self.docs(&set.docs, || format!("The messages `{}`.", set.name)),
            Form::View => {
                let owned = self.set_name(set, Form::Owned);
                let line = format!(" [`{owned}`] as a view that borrows from the input.");
                quote! { #[doc = #line] }
            }
        };
        let (derives, serde, eq) = self.value_derives(
            (form, &ty),
            set.messages.iter().all(|message| self.struct_is_copy(message.body, form)),
            set.messages.iter().all(|message| self.struct_is_eq(message.body)),
        );
        let variants = set.messages.iter().map(|message| {
            let docs = self.docs(&message.docs, || format!("The message `{}`.", message.name));
            let name = camel_case(&message.name.text);
            let rename =
                (form == Form::Owned).then(|| self.serde_rename(&message.name.text, &name));
            let body = self.struct_type(message.body, form);
            quote! { #docs #rename #name(#body), }
        });
        quote! { #docs #derives #serde pub enum #ty { #(#variants)* } #eq }
    }

    fn set_codec(&self, set: &MessageSet, form: Form) -> TokenStream {
        let ty = self.set_type(set, form);
        let unnamed = anonymous(&ty);
        let tag_type = integer_type(set.tag);
        let names: Vec<Ident> =
            set.messages.iter().map(|message| camel_case(&message.name.text)).collect();
        let texts: Vec<&String> = set.messages.iter().map(|message| &message.name.text).collect();
        let tags = tag_numbers(set);
        let smallest =
            set.messages.iter().map(|message| self.model.struct_size(message.body).min).min();
        let min_len = Literal::u64_unsuffixed(set.tag.min_bytes() + smallest.unwrap_or(0));
        let length = set_length(set, &names);
        let bodies: Vec<Ident> =
            set.messages.iter().map(|message| self.struct_name(message.body, form)).collect();
        let put_tag = |tag: u64| put_constant(set.tag, &literal::number(tag.into()));
        let tag_writes: Vec<TokenStream> =
            set.messages.iter().map(|message| put_tag(message.tag)).collect();
        let (begins, rest) = (self.set_begins(set), self.set_rest(set));
        let call = read_call(set.tag);
        quote! {
            impl #unnamed {
                /// The tag in front of the message.
                pub const fn tag(&self) -> #tag_type {
                    match self { #(Self::#names(_) => #tags,)* }
                }

                /// The message's name in the spec.
                pub const fn name(&self) -> &'static str {
                    match self { #(Self::#names(_) => #texts,)* }
                }
            }

            impl codec::Encode for #unnamed {
                #[inline]
                fn encoded_len(&self) -> usize {
                    #length
                }

                fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
                    match self {
                        #(Self::#names(body) => { #tag_writes body.encode(out) })*
                    }
                }
            }

            impl<'a> codec::Decode<'a> for #ty {
                const MIN_LEN: usize = #min_len;
                #begins
                #rest

                #[inline]
                fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
                    let start = reader.offset();
                    match reader.#call? {
                        #(#tags => #bodies::decode(reader).map(Self::#names),)*
                        tag => Err(codec::DecodeError::unknown_message(start, tag)),
                    }
                }
            }
        }
    }

    fn set_conversions(&self, set: &MessageSet) -> TokenStream {
        let name = self.set_name(set, Form::Owned);
        let conversions = set.messages.iter().map(|message| {
            let body = self.struct_name(message.body, Form::Owned);
            let variant = camel_case(&message.name.text);
            quote! {
                impl From<#body> for #name {
                    fn from(body: #body) -> Self { Self::#variant(body) }
                }
            }
        });
        quote! { #(#conversions)* }
    }
}

/// The length of a message of a set, its tag included.
fn set_length(set: &MessageSet, names: &[Ident]) -> TokenStream {
    let tags = set.messages.iter().map(|message| set.tag.len_of(message.tag.into()));
    let tags: Vec<Literal> = tags.map(Literal::u64_unsuffixed).collect();
    if set.tag.variable().is_some() {
        return quote! { match self { #(Self::#names(body) => #tags + body.encoded_len(),)* } };
    }
    let tag = Literal::u64_unsuffixed(set.tag.bytes());
    quote! { #tag + match self { #(Self::#names(body) => body.encoded_len(),)* } }
}

/// What makes a type a message; a request if there is a type of the reply.
pub fn message_traits(
    name: &TokenStream,
    tag: u64,
    text: &str,
    reply: Option<TokenStream>,
) -> TokenStream {
    let tag = literal::number(tag.into());
    let request = reply.map(|reply| {
        quote! { impl protocol::Request for #name { type Reply = #reply; } }
    });
    quote! {
        impl protocol::Message for #name {
            const TAG: u64 = #tag;
            const NAME: &'static str = #text;
        }

        #request
    }
}

/// The tags of a set, in order of declaration.
pub(super) fn tag_numbers(set: &MessageSet) -> Vec<TokenStream> {
    set.messages.iter().map(|message| literal::number(message.tag.into())).collect()
}

/// The tags of a set as a slice.
pub(super) fn own_tags(set: &MessageSet) -> TokenStream {
    let tags = tag_numbers(set);
    quote! { &[#(#tags),*] }
}

/// What makes a type a set of messages, of these tags.
pub(super) fn set_traits(name: &Ident, tags: &TokenStream, tag: Integer) -> TokenStream {
    let layout = tag_layout(tag);
    quote! {
        impl protocol::MessageSet for #name {
            const TAGS: &'static [u64] = #tags;
            const TAG_LAYOUT: &'static str = #layout;
        }
    }
}

/// How a tag is laid out, its byte order said in any case.
pub(super) fn tag_layout(tag: Integer) -> String {
    let other = match tag.endian {
        Endian::Big => Endian::Little,
        Endian::Little => Endian::Big,
    };
    integer_name(tag, other)
}
