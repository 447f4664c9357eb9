//! The emitters: one file for each shape that is emitted, each function
//! returning one typed fragment.
//!
//! An [`Emitter`] carries what all of them need: the model, the options and
//! the paths of the runtime. Nothing here does I/O.

pub mod handshake;

use packetwright_spec::Checked;
use packetwright_spec::model::{Item, Model};
use proc_macro2::TokenStream;
use quote::quote;

use crate::{Feature, Options};

/// All items of a protocol's module.
pub fn protocol(model: &Checked<Model>, options: &Options) -> TokenStream {
    let emitter = Emitter::new(model, options);
    let items = model.order.iter().map(|item| emitter.item(*item));
    quote! { #(#items)* }
}

/// What all emitters need.
pub struct Emitter<'a> {
    /// The model.
    pub model: &'a Checked<Model>,
    /// What was chosen.
    pub options: &'a Options,
    /// The path of the runtime crate; for whole modules `codec` and `protocol`
    /// are imported from it.
    pub runtime: TokenStream,
}

impl<'a> Emitter<'a> {
    /// An emitter for a model.
    ///
    /// # Panics
    /// [`Options::runtime`] is no Rust path.
    pub fn new(model: &'a Checked<Model>, options: &'a Options) -> Self {
        let runtime = options.runtime.parse().expect("`Options::runtime` is a path");
        Emitter { model, options, runtime }
    }

    /// One declared item and all that belongs to it.
    fn item(&self, item: Item) -> TokenStream {
        match item {
            Item::Handshake(id) => handshake::emit(self, id),
            _ => TokenStream::new(),
        }
    }

    /// An attribute that makes an item depend on the feature, if it does.
    pub fn gate(&self, feature: &Feature) -> TokenStream {
        match feature {
            Feature::Gated(name) => quote! { #[cfg(feature = #name)] },
            Feature::On | Feature::Off => TokenStream::new(),
        }
    }
}
