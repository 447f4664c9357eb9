//! Sets of messages whose type a user declared in Rust: an enumeration with a
//! variant a message.
//!
//! A variant holds a type of the user's own, or the fields themselves; or it
//! stands for all messages of another set. Bytes and faults are those of
//! [`messages`](super::messages), the type is not written.

use packetwright_spec::model::{Field, Message, MessageSet};

use super::encode::put_constant;
use super::foreign::rest;
use super::length::Length;
use super::messages::{own_tags, set_traits, tag_layout, tag_numbers};
use super::structure::arm_pattern;
use super::types::{Form, integer_type, read_call};
use super::written::Reach;
use super::{Emitter, literal};
use crate::naming::camel_case;
use crate::tokens::{Ident, Literal, TokenStream, quote};

/// How the type of a set holds its messages.
pub struct DeclaredSet {
    /// What each message's variant holds, in the order of the set in the model.
    pub held: Vec<Held>,
    /// The variants for sets that this one includes.
    pub included: Vec<Included>,
}

/// What the variant of a message holds.
pub enum Held {
    /// A value of this type, which has its own codec: `Ping(Ping)`.
    Value(TokenStream),
    /// The message's fields: `Ping { nonce: u32 }`.
    Fields,
}

/// A variant for the messages of another set: `Network(network::Message)`.
pub struct Included {
    /// The variant.
    pub variant: Ident,
    /// The type of the other set.
    pub ty: TokenStream,
}

impl Emitter<'_> {
    /// The codec of the type of the model's one set of messages, and what makes
    /// it a set.
    pub fn declared_set(&self, declared: &DeclaredSet) -> TokenStream {
        let Some(set) = self.model.message_sets.first() else { return TokenStream::new() };
        let name = self.set_name(set, Form::Owned);
        let names = self.declared_names(set, declared, &name);
        let encode = self.declared_encode(set, declared, &name);
        let decode = self.declared_decode(set, declared, &name);
        let traits = set_traits(&name, &declared.tags(set), set.tag);
        let conversions = self.declared_conversions(set, declared, &name);
        quote! { #names #encode #decode #traits #conversions }
    }

    /// `tag` and `name` of a message.
    fn declared_names(
        &self,
        set: &MessageSet,
        declared: &DeclaredSet,
        name: &Ident,
    ) -> TokenStream {
        let tag_type = integer_type(set.tag);
        let patterns: Vec<TokenStream> = set.messages.iter().map(any_value).collect();
        let texts = set.messages.iter().map(|message| &message.name.text);
        let tags = tag_numbers(set);
        let included: Vec<&Ident> = declared.included.iter().map(|other| &other.variant).collect();
        quote! {
            impl #name {
                /// The tag in front of the message.
                pub const fn tag(&self) -> #tag_type {
                    match self {
                        #(#patterns => #tags,)*
                        #(Self::#included(message) => message.tag() as #tag_type,)*
                    }
                }

                /// The message's name in the spec.
                pub const fn name(&self) -> &'static str {
                    match self {
                        #(#patterns => #texts,)*
                        #(Self::#included(message) => message.name(),)*
                    }
                }
            }
        }
    }

    fn declared_encode(
        &self,
        set: &MessageSet,
        declared: &DeclaredSet,
        name: &Ident,
    ) -> TokenStream {
        let messages = || set.messages.iter().zip(&declared.held);
        let lengths = messages().map(|(message, held)| self.held_length(set, message, held));
        let writes = messages().map(|(message, held)| self.held_write(set, message, held));
        let included: Vec<&Ident> = declared.included.iter().map(|other| &other.variant).collect();
        quote! {
            impl codec::Encode for #name {
                #[inline]
                fn encoded_len(&self) -> usize {
                    match self {
                        #(#lengths)*
                        #(Self::#included(message) => codec::Encode::encoded_len(message),)*
                    }
                }

                fn encode<O: codec::Output>(&self, out: &mut O) -> Result<(), codec::EncodeError> {
                    match self {
                        #(#writes)*
                        #(Self::#included(message) => codec::Encode::encode(message, out),)*
                    }
                }
            }
        }
    }

    fn held_length(&self, set: &MessageSet, message: &Message, held: &Held) -> TokenStream {
        let name = camel_case(&message.name.text);
        let tag = set.tag.len_of(message.tag.into());
        match held {
            Held::Value(ty) => {
                let tag = Literal::u64_unsuffixed(tag);
                quote! { Self::#name(body) => #tag + <#ty as codec::Encode>::encoded_len(body), }
            }
            Held::Fields => {
                let structure = &self.model[message.body];
                let mut start = Length::default();
                start.fixed += tag;
                let length = self.fields_length(structure, Form::Owned, Reach::Reference, start);
                let pattern = arm_pattern(structure, &length);
                quote! { Self::#name #pattern => #length, }
            }
        }
    }

    fn held_write(&self, set: &MessageSet, message: &Message, held: &Held) -> TokenStream {
        let name = camel_case(&message.name.text);
        let tag = put_constant(set.tag, &literal::number(message.tag.into()));
        match held {
            Held::Value(ty) => {
                quote! { Self::#name(body) => { #tag <#ty as codec::Encode>::encode(body, out) } }
            }
            Held::Fields => {
                let structure = &self.model[message.body];
                let writes = self.write_fields(structure, Form::Owned, Reach::Reference);
                let pattern = arm_pattern(structure, &writes);
                quote! { Self::#name #pattern => { #tag #writes Ok(()) } }
            }
        }
    }

    fn declared_decode(
        &self,
        set: &MessageSet,
        declared: &DeclaredSet,
        name: &Ident,
    ) -> TokenStream {
        let arms = set.messages.iter().zip(&declared.held).map(|(message, held)| {
            let tag = literal::number(message.tag.into());
            let body = match held {
                Held::Value(ty) => {
                    let name = camel_case(&message.name.text);
                    quote! { <#ty as codec::Decode>::decode(reader).map(Self::#name), }
                }
                Held::Fields => self.arm_decode(&message.name, message.body, Form::Owned),
            };
            quote! { #tag => #body }
        });
        let wide = wide_tag(set);
        let included = declared.included.iter().map(|Included { variant, ty }| {
            quote! {
                tag if protocol::has_tag(<#ty as protocol::MessageSet>::TAGS, #wide) => {
                    // The included set reads the tag itself.
                    *reader = message;
                    <#ty as codec::Decode>::decode(reader).map(Self::#variant)
                }
            }
        });
        let keep =
            (!declared.included.is_empty()).then(|| quote! { let message = reader.clone(); });
        let min_len = Literal::u64_unsuffixed(set.tag.min_bytes() + self.least(set, declared));
        let depth = self.declared_depth(set, declared);
        let begins = declared.included.is_empty().then(|| self.set_begins(set)).flatten();
        let rest = self.declared_rest(set, declared);
        let call = read_call(set.tag);
        quote! {
            impl<'a> codec::Decode<'a> for #name {
                const MIN_LEN: usize = #min_len;
                #depth
                #begins
                #rest

                #[inline]
                fn decode(reader: &mut codec::Reader<'a>) -> Result<Self, codec::DecodeError> {
                    let start = reader.offset();
                    #keep
                    match reader.#call? {
                        #(#arms)*
                        #(#included)*
                        tag => Err(codec::DecodeError::unknown_message(start, tag)),
                    }
                }
            }
        }
    }

    /// The fewest bytes behind a tag, as far as the model knows them.
    fn least(&self, set: &MessageSet, declared: &DeclaredSet) -> u64 {
        if !declared.included.is_empty() {
            return 0;
        }
        let bodies = set.messages.iter().map(|message| self.model.struct_size(message.body).min);
        bodies.min().unwrap_or(0)
    }

    /// One more than the deepest body, so that a message that contains its own
    /// set does not compile.
    fn declared_depth(&self, set: &MessageSet, declared: &DeclaredSet) -> Option<TokenStream> {
        let bodies = set.messages.iter().map(|message| &self.model[message.body]);
        let fields: Vec<&Field> = bodies.flat_map(|body| &body.fields).collect();
        let mut depths = self.depths(&fields);
        depths.extend(
            declared
                .included
                .iter()
                .map(|Included { ty, .. }| quote! { <#ty as codec::Decode>::DEPTH }),
        );
        (!depths.is_empty())
            .then(|| quote! { const DEPTH: usize = codec::deeper_than(&[#(#depths),*]); })
    }

    /// Whether a message takes all that is left, as bodies and included sets say.
    fn declared_rest(&self, set: &MessageSet, declared: &DeclaredSet) -> Option<TokenStream> {
        let own = set.messages.iter().filter_map(|message| self.body_takes_rest(message.body));
        let included = declared.included.iter();
        let included =
            included.map(|Included { ty, .. }| quote! { <#ty as codec::Decode>::TAKES_REST });
        rest(own.chain(included).collect())
    }

    /// From each body to the set; from included sets as well.
    fn declared_conversions(
        &self,
        set: &MessageSet,
        declared: &DeclaredSet,
        name: &Ident,
    ) -> TokenStream {
        let own = set.messages.iter().zip(&declared.held).map(|(message, held)| {
            let variant = camel_case(&message.name.text);
            match held {
                Held::Value(ty) => quote! {
                    impl From<#ty> for #name {
                        fn from(body: #ty) -> Self { Self::#variant(body) }
                    }
                },
                Held::Fields => {
                    let ty = self.struct_name(message.body, Form::Owned);
                    let fields = self.field_initializers(&self.model[message.body]);
                    quote! {
                        impl From<#ty> for #name {
                            fn from(body: #ty) -> Self {
                                let #ty { #fields } = body;
                                Self::#variant { #fields }
                            }
                        }
                    }
                }
            }
        });
        let included = declared.included.iter().map(|Included { variant, ty }| {
            quote! {
                impl From<#ty> for #name {
                    fn from(message: #ty) -> Self { Self::#variant(message) }
                }
            }
        });
        quote! { #(#own)* #(#included)* }
    }

    /// How the tag of the model's one set is laid out, in the words of specs.
    pub fn declared_tag_layout(&self) -> String {
        self.model.message_sets.first().map_or_else(String::new, |set| tag_layout(set.tag))
    }
}

impl DeclaredSet {
    /// All tags, as a slice.
    fn tags(&self, set: &MessageSet) -> TokenStream {
        let own = own_tags(set);
        if self.included.is_empty() {
            return own;
        }
        let others: Vec<TokenStream> = self
            .included
            .iter()
            .map(|Included { ty, .. }| quote! { <#ty as protocol::MessageSet>::TAGS })
            .collect();
        let count = Literal::u64_unsuffixed(set.messages.len() as u64);
        quote! { &protocol::join_tags::<{ #count #(+ #others.len())* }>(&[#own, #(#others),*]) }
    }
}

/// The pattern of a variant, whatever it holds.
fn any_value(message: &Message) -> TokenStream {
    let name = camel_case(&message.name.text);
    quote! { Self::#name { .. } }
}

/// The tag that was read as a `u64`.
fn wide_tag(set: &MessageSet) -> TokenStream {
    if integer_type(set.tag) == "u64" {
        quote! { tag }
    } else {
        quote! { u64::from(tag) }
    }
}
