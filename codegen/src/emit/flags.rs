//! Sets of flags.

use packetwright_spec::model::{Expression, Flags, FlagsId, Type};

use super::expression::{Number, Operands};
use super::types::integer_type;
use super::{Emitter, literal};
use crate::naming::{prefixed, upper_case};
use crate::tokens::{Ident, Literal, TokenStream, quote};

impl Emitter<'_> {
    /// A set of flags: an integer whose reserved bits are never set.
    pub fn flag_set(&self, id: FlagsId) -> TokenStream {
        let declared = &self.model[id];
        let name = self.flags_name(id);
        let docs = self.docs(&declared.docs, || format!("The flags `{}`.", declared.name));
        let derives = self.derives(&quote! { Clone, Copy, Default, PartialEq, Eq, Hash });
        let bits = integer_type(declared.repr);
        let constants = self.flag_constants(declared);
        let accessors = declared.bits.iter().map(|bit| {
            let accessor = prefixed("is_", &bit.name.text);
            let constant = upper_case(&bit.name.text);
            let docs = format!(" Whether `{}` is set.", bit.name);
            quote! {
                #[doc = #docs]
                pub const fn #accessor(self) -> bool { self.contains(Self::#constant) }
            }
        });
        let check = self.flag_check(declared, id, &bits);
        let traits = self.flag_traits(declared, &name, &bits);
        quote! {
            #docs
            #derives
            pub struct #name(#bits);

            impl #name {
                #constants

                /// No flag at all.
                pub const fn empty() -> Self { Self(0) }

                /// The set with these bits.
                ///
                /// # Errors
                /// Reserved bits are set, or a constraint of the set does not hold.
                pub const fn from_bits(bits: #bits) -> Result<Self, codec::FlagsError> {
                    match Self(bits).check() {
                        Ok(()) => Ok(Self(bits)),
                        Err(error) => Err(error),
                    }
                }

                /// The bits on the wire.
                pub const fn bits(self) -> #bits { self.0 }

                /// Whether all flags of `other` are set.
                pub const fn contains(self, other: Self) -> bool { self.0 & other.0 == other.0 }

                /// Sets all flags of `other`.
                pub const fn insert(&mut self, other: Self) { self.0 |= other.0; }

                /// Clears all flags of `other`.
                pub const fn remove(&mut self, other: Self) { self.0 &= !other.0; }

                /// This set with all flags of `other`.
                #[must_use]
                pub const fn with(self, other: Self) -> Self { Self(self.0 | other.0) }

                #(#accessors)*

                #check
            }

            #traits
        }
    }

    fn flag_constants(&self, declared: &Flags) -> TokenStream {
        let size = u64::from(declared.repr.bits.div_ceil(8));
        let bits = declared.bits.iter().map(|bit| {
            let docs = self.docs(&bit.docs, || format!("The flag `{}`.", bit.name));
            let constant = upper_case(&bit.name.text);
            let mask = literal::mask(bit.mask, size);
            quote! { #docs pub const #constant: Self = Self(#mask); }
        });
        let count = Literal::usize_unsuffixed(declared.bits.len());
        let names = declared.bits.iter().map(|bit| {
            let name = &bit.name.text;
            let constant = upper_case(name);
            quote! { (#name, Self::#constant) }
        });
        quote! {
            #(#bits)*

            const FLAG_NAMES: [(&'static str, Self); #count] = [#(#names),*];
        }
    }

    fn flag_check(&self, declared: &Flags, id: FlagsId, bits: &Ident) -> TokenStream {
        let mask = literal::mask(declared.mask(), declared.repr.bits.div_ceil(8).into());
        let all = declared.mask() == u64::MAX >> (64 - declared.repr.bits);
        let wide = if bits == "u64" {
            quote! { reserved }
        } else {
            quote! { reserved as u64 }
        };
        let reserved = (!all).then(|| {
            quote! {
                let reserved = self.0 & !#mask;
                if reserved != 0 {
                    return Err(codec::FlagsError::Reserved(#wide));
                }
            }
        });
        let operands = OwnFlags(id);
        let requires = declared.requires.iter().map(|require| {
            let text = require.message.as_ref().unwrap_or(&require.text);
            let negated = match &require.condition {
                Expression::Unary(packetwright_spec::model::UnaryOperator::Not, inner) => {
                    self.condition(inner, &operands)
                }
                condition => {
                    let condition = self.condition(condition, &operands);
                    quote! { !(#condition) }
                }
            };
            quote! {
                if #negated {
                    return Err(codec::FlagsError::Require(#text));
                }
            }
        });
        quote! {
            /// Checks the set: reserved bits, then its constraints.
            ///
            /// # Errors
            /// The first that does not hold.
            pub const fn check(self) -> Result<(), codec::FlagsError> {
                #reserved
                #(#requires)*
                Ok(())
            }
        }
    }

    fn flag_traits(&self, declared: &Flags, name: &Ident, bits: &Ident) -> TokenStream {
        let mask = literal::mask(declared.mask(), declared.repr.bits.div_ceil(8).into());
        let serde = self.serde_impl(|gate, serde| {
            quote! {
                #gate
                impl #serde::Serialize for #name {
                    fn serialize<S: #serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                        let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
                        serializer.collect_seq(names.map(|(name, _)| name))
                    }
                }

                #gate
                impl<'de> #serde::Deserialize<'de> for #name {
                    fn deserialize<D: #serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                        let mut flags = Self::empty();
                        for name in <Vec<String> as #serde::Deserialize>::deserialize(deserializer)? {
                            match Self::FLAG_NAMES.iter().find(|(known, _)| *known == name) {
                                Some((_, flag)) => flags.insert(*flag),
                                None => {
                                    let unknown = format_args!("no flag is called {name}");
                                    return Err(#serde::de::Error::custom(unknown));
                                }
                            }
                        }
                        Ok(flags)
                    }
                }
            }
        });
        let arbitrary = self.arbitrary_impl(
            &quote! { #name },
            &quote! {
                Self::from_bits(source.arbitrary::<#bits>()? & #mask)
                    .map_err(|_| codec::arbitrary::Error::IncorrectFormat)
            },
        );
        quote! {
            impl ::core::ops::BitOr for #name {
                type Output = Self;

                fn bitor(self, other: Self) -> Self { self.with(other) }
            }

            impl ::core::fmt::Debug for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    let names = Self::FLAG_NAMES.iter().filter(|(_, flag)| self.contains(*flag));
                    f.debug_set().entries(names.map(|(name, _)| name)).finish()
                }
            }

            #serde
            #arbitrary
        }
    }
}

/// The flags of a set, seen from its own constraints.
struct OwnFlags(FlagsId);

impl Operands for OwnFlags {
    fn number(&self, _: usize) -> Number {
        Number::Literal(0)
    }

    fn flags(&self, _: Option<usize>) -> TokenStream {
        quote! { self }
    }

    fn length(&self, _: usize) -> TokenStream {
        quote! { 0 }
    }

    fn ty(&self, _: usize) -> Option<&Type> {
        None
    }

    fn own_flags(&self) -> Option<FlagsId> {
        Some(self.0)
    }
}
