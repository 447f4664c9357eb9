//! Enumerations.

use packetwright_spec::model::{Enum, EnumId, Variant};

use super::types::integer_type;
use super::{Emitter, literal};
use crate::naming::{camel_case, identifier};
use crate::tokens::{Ident, TokenStream, quote};

impl Emitter<'_> {
    /// An enumeration: a Rust `enum` with its numbers. An open one keeps a
    /// number without a name.
    pub fn enumeration(&self, id: EnumId) -> TokenStream {
        let declared = &self.model[id];
        let name = self.enum_name(id);
        let docs = self.docs(&declared.docs, || format!("The enumeration `{}`.", declared.name));
        let derives = self.derives(&quote! { Clone, Copy, Debug, PartialEq, Eq, Hash });
        let serde = self.serde_derive(&TokenStream::new());
        let variants = declared.variants.iter().map(|variant| self.variant(variant));
        let unknown = declared.open.then(|| {
            let unknown = unknown_variant(declared);
            let number = integer_type(declared.repr);
            let untagged = self.serde_attribute(&quote! { untagged });
            quote! {
                /// A number without a name, kept as it is.
                #untagged
                #unknown(#number),
            }
        });
        let methods = self.enum_methods(declared, &name);
        let arbitrary = self.arbitrary_enum(declared, &name);
        quote! {
            #docs
            #derives
            #serde
            pub enum #name { #(#variants)* #unknown }

            #methods
            #arbitrary
        }
    }

    fn variant(&self, variant: &Variant) -> TokenStream {
        let docs =
            self.docs(&variant.docs, || format!("`{}`, number {}.", variant.name, variant.value));
        let name = camel_case(&variant.name.text);
        let rename = self.serde_rename(&variant.name.text, &name);
        quote! { #docs #rename #name, }
    }

    fn enum_methods(&self, declared: &Enum, name: &Ident) -> TokenStream {
        let number = integer_type(declared.repr);
        let names: Vec<Ident> =
            declared.variants.iter().map(|variant| camel_case(&variant.name.text)).collect();
        let values: Vec<TokenStream> =
            declared.variants.iter().map(|variant| literal::number(variant.value)).collect();
        if !declared.open {
            return quote! {
                impl #name {
                    /// The number on the wire.
                    pub const fn number(self) -> #number {
                        match self { #(Self::#names => #values,)* }
                    }

                    /// The value with a number, if there is one.
                    pub const fn from_number(number: #number) -> Option<Self> {
                        match number { #(#values => Some(Self::#names),)* _ => None }
                    }
                }
            };
        }
        let unknown = unknown_variant(declared);
        let fits = fits(declared);
        quote! {
            impl #name {
                /// The number on the wire.
                pub const fn number(self) -> #number {
                    match self {
                        #(Self::#names => #values,)*
                        Self::#unknown(number) => number,
                    }
                }

                /// The value with a number.
                pub const fn from_number(number: #number) -> Self {
                    match number { #(#values => Self::#names,)* number => Self::#unknown(number) }
                }

                /// Whether this is the value that its number stands for. An
                /// unknown one whose number has a name, or does not fit, is
                /// refused by encoders.
                pub const fn is_canonical(self) -> bool {
                    match self {
                        Self::#unknown(number) => {
                            matches!(Self::from_number(number), Self::#unknown(_)) #fits
                        }
                        _ => true,
                    }
                }
            }
        }
    }

    fn arbitrary_enum(&self, declared: &Enum, name: &Ident) -> Option<TokenStream> {
        let number = integer_type(declared.repr);
        let value = if declared.open {
            quote! { Ok(Self::from_number(source.arbitrary::<#number>()?)) }
        } else {
            let names = declared.variants.iter().map(|variant| camel_case(&variant.name.text));
            quote! { source.choose(&[#(Self::#names),*]).copied() }
        };
        self.arbitrary_impl(&quote! { #name }, &value)
    }
}

/// The name of the variant that keeps numbers without a name.
pub(super) fn unknown_variant(declared: &Enum) -> Ident {
    let taken = |name: &str| {
        let mut variants = declared.variants.iter();
        variants.any(|variant| camel_case(&variant.name.text) == name)
    };
    // No name of a variant has an underscore there.
    let free = ["Unknown", "Unnamed"].into_iter().find(|name| !taken(name));
    identifier(free.unwrap_or("Unnamed_"))
}

/// The condition that a number fits an integer of odd width.
fn fits(declared: &Enum) -> Option<TokenStream> {
    if super::types::fills_rust_type(declared.repr) {
        return None;
    }
    let (min, max) = (literal::number(declared.repr.min()), literal::number(declared.repr.max()));
    Some(if declared.repr.signed {
        quote! { && number >= #min && number <= #max }
    } else {
        quote! { && number <= #max }
    })
}
