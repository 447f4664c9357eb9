//! Constants.

use packetwright_spec::model::Constant;

use super::{Emitter, literal};
use crate::naming::{identifier, upper_case};
use crate::tokens::{TokenStream, quote};

impl Emitter<'_> {
    /// A named number, in the smallest of `u64`, `i64` and `i128` that holds it.
    pub fn constant(&self, constant: &Constant) -> TokenStream {
        let docs = self.docs(&constant.docs, || format!("The constant `{}`.", constant.name));
        let mut name = upper_case(&constant.name.text).to_string();
        // The type of a flag set is a function, too, which makes its set.
        while self.declares_type(&name) {
            name.push('_');
        }
        let name = identifier(name);
        let value = literal::grouped(constant.value);
        let ty = if u64::try_from(constant.value).is_ok() {
            quote! { u64 }
        } else if i64::try_from(constant.value).is_ok() {
            quote! { i64 }
        } else {
            quote! { i128 }
        };
        quote! { #docs pub const #name: #ty = #value; }
    }
}
