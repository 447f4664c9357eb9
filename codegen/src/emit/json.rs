//! Serde: owned types in the JSON form that the interpreter has too.
//!
//! Bytes are hex strings, flags lists of names, unions and sets objects of one
//! entry; names are those of the spec.

use packetwright_spec::model::{Field, Type};

use super::Emitter;
use super::structure::anonymous;
use super::types::Form;
use crate::Feature;
use crate::tokens::{Ident, TokenStream, quote};

impl Emitter<'_> {
    /// `#[derive]` of a value type in one form, serde's for owned ones, and `Eq`. The
    /// derive of that asks of each field what is known here, and the compiler would take
    /// a thirtieth more time.
    pub fn value_derives(
        &self,
        (form, ty): (Form, &TokenStream),
        is_copy: bool,
        is_eq: bool,
    ) -> (TokenStream, TokenStream, Option<TokenStream>) {
        let copy = is_copy.then(|| quote! { Copy, });
        let derives = self.derives(&quote! { Clone, #copy Debug, PartialEq });
        let serde = match form {
            Form::Owned => self.serde_derive(&quote! { deny_unknown_fields }),
            Form::View => TokenStream::new(),
        };
        let eq = is_eq.then(|| {
            let ty = anonymous(ty);
            quote! { impl ::core::cmp::Eq for #ty {} }
        });
        (derives, serde, eq)
    }

    /// `#[derive]` of traits.
    pub fn derives(&self, traits: &TokenStream) -> TokenStream {
        quote! { #[derive(#traits)] }
    }

    /// Serde's derives with attributes of the container.
    pub fn serde_derive(&self, attributes: &TokenStream) -> TokenStream {
        let path = format!("{}::codec::serde", self.options.runtime);
        let attributes = if attributes.is_empty() {
            quote! { crate = #path }
        } else {
            quote! { crate = #path, #attributes }
        };
        let derive = quote! { derive(codec::serde::Serialize, codec::serde::Deserialize) };
        match &self.options.serde {
            Feature::Off => TokenStream::new(),
            Feature::On => quote! { #[#derive] #[serde(#attributes)] },
            Feature::Gated(name) => {
                quote! { #[cfg_attr(feature = #name, #derive, serde(#attributes))] }
            }
        }
    }

    /// A serde attribute of a field or variant.
    pub fn serde_attribute(&self, attribute: &TokenStream) -> TokenStream {
        match &self.options.serde {
            Feature::Off => TokenStream::new(),
            Feature::On => quote! { #[serde(#attribute)] },
            Feature::Gated(name) => quote! { #[cfg_attr(feature = #name, serde(#attribute))] },
        }
    }

    /// The spec's name where Rust's is another.
    pub fn serde_rename(&self, name: &str, rust: &Ident) -> TokenStream {
        if same_name(name, rust) {
            TokenStream::new()
        } else {
            self.serde_attribute(&quote! { rename = #name })
        }
    }

    /// A hand-written serde implementation: given its gate and serde's path.
    pub fn serde_impl(
        &self,
        implementation: impl FnOnce(TokenStream, TokenStream) -> TokenStream,
    ) -> TokenStream {
        match &self.options.serde {
            Feature::Off => TokenStream::new(),
            feature => implementation(self.gate(feature), quote! { codec::serde }),
        }
    }

    /// The attributes of a field: its name, and how bytes and floating-point numbers
    /// are written.
    pub fn field_attributes(&self, field: &Field, form: Form) -> TokenStream {
        if form == Form::View {
            return TokenStream::new();
        }
        let name = &field.name.text;
        let mut parts = Vec::new();
        if !same_name(name, &crate::naming::snake_case(name)) {
            parts.push(quote! { rename = #name });
        }
        let module = match innermost(&field.ty) {
            Type::Bytes(_) => Some("hex"),
            Type::Float(_) => Some("float"),
            _ => None,
        };
        if let Some(module) = module {
            let with = format!("{}::codec::{module}", self.options.runtime);
            parts.push(quote! { with = #with });
            if field.condition.is_some() || is_option(&field.ty) {
                parts.push(quote! { default });
            }
        }
        if parts.is_empty() {
            return TokenStream::new();
        }
        self.serde_attribute(&quote! { #(#parts),* })
    }
}

fn same_name(name: &str, rust: &Ident) -> bool {
    rust.to_string().trim_start_matches("r#") == name
}

/// Whether `null` stands for a value of a type.
fn is_option(ty: &Type) -> bool {
    match ty {
        Type::Option(_) => true,
        Type::Within(inner, _) => is_option(inner),
        _ => false,
    }
}

/// What is in options, lists and regions, for serde.
fn innermost(ty: &Type) -> &Type {
    match ty {
        Type::Option(inner) | Type::List(inner, _) | Type::Within(inner, _) => innermost(inner),
        ty => ty,
    }
}
