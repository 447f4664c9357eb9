//! The emitters: one file for each shape that is emitted, each function
//! returning one typed fragment.
//!
//! An [`Emitter`] carries what all of them need: the model, the options and
//! the path of the runtime. Nothing here does I/O.
//!
//! Read next: [`structure`] for types, [`encode`] and [`decode`] for the
//! statements of their codecs.

pub mod arbitrary;
pub mod bits;
mod checksum;
mod constant;

pub mod declared_set;
pub mod decode;
pub mod dispatcher;
pub mod docs;
pub mod encode;
pub mod enumeration;
pub mod envelope;
pub mod expression;
pub mod flags;
pub mod foreign;
pub mod handshake;
pub mod json;
pub mod length;
pub mod literal;
pub mod messages;
pub mod own;
pub mod packet;
pub mod protocol;
mod region;
pub mod selection;
pub mod structure;
pub mod types;
pub mod union;
pub mod written;

pub use docs::doc_lines;

use std::collections::BTreeSet;

use packetwright_spec::Checked;
use packetwright_spec::model::{Field, Item, Model, Role};

use crate::naming::camel_case;
use crate::tokens::{Token, TokenStream, format_ident, quote};
use crate::{Feature, Options};

/// All items of a protocol's module.
pub fn protocol(model: &Checked<Model>, options: &Options) -> TokenStream {
    let emitter = Emitter::new(model, options);
    let mut body = TokenStream::new();
    for part in parts(model) {
        emitter.part(part, |item| body.extend(item));
    }
    let imports = emitter.imports(&body);
    quote! { #imports #body }
}

/// Something declared whose items can be made without any other's.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    Item(Item),
    /// What concerns all messages of a set.
    Set(usize),
    /// A message of a set.
    Message(usize, usize),
    Layers,
}

/// The parts of a protocol's module, in order.
pub(crate) fn parts(model: &Model) -> Vec<Part> {
    let mut parts = Vec::new();
    for item in &model.order {
        match *item {
            Item::Messages(set) => {
                parts.push(Part::Set(set));
                let messages = 0..model.message_sets[set].messages.len();
                parts.extend(messages.map(|message| Part::Message(set, message)));
            }
            item => parts.push(Part::Item(item)),
        }
    }
    parts.extend(model.layers.is_some().then_some(Part::Layers));
    parts
}

/// What items use of the names that stand in imports if they are used.
#[derive(Default)]
pub(crate) struct Used(BTreeSet<&'static str>);

impl Used {
    const NAMES: [&'static str; 4] = ["Bytes", "String", "Vec", "service"];

    /// Notes a name.
    pub(crate) fn name(&mut self, name: &str) {
        if let Some(known) = Self::NAMES.iter().find(|known| name == **known)
            && !self.0.contains(known)
        {
            self.0.insert(known);
        }
    }

    /// Adds what others have noted.
    pub(crate) fn add(&mut self, others: Used) {
        self.0.extend(others.0);
    }

    fn note(&mut self, items: &TokenStream) {
        items.visit(|token| {
            if let Token::Name(name) = token {
                self.name(name);
            }
        });
    }
}

/// What all emitters need.
///
/// The code they write names the runtime's modules `codec` and `protocol`, and
/// calls the methods of `Decode`, `Encode` and `Located`:
/// [`imports`](Emitter::imports) brings them in.
pub struct Emitter<'a> {
    /// The model.
    pub model: &'a Checked<Model>,
    /// What was chosen.
    pub options: &'a Options,
    /// The path of the runtime crate.
    pub runtime: TokenStream,
    /// The path of the runtime's module `codec` in the types of views: the
    /// import, or a full path where there is none.
    pub codec: TokenStream,
    /// Where the code of a field is said to be, by the span of its type in the
    /// model; nowhere for a spec in a file.
    pub places: Option<&'a Places<'a>>,
    /// Whether the one type of the model is a view that its author declared: it
    /// has its own name, and a lifetime whatever its fields are.
    pub is_declared_view: bool,
    /// The types that the spec declares, by their names in Rust.
    types: BTreeSet<String>,
    /// Of each structure, whether it takes all that is left.
    rest: Vec<bool>,
}

/// From a span in the model to the tokens of a macro.
pub type Places<'a> = dyn Fn(packetwright_spec::span::Span) -> proc_macro2::Span + 'a;

impl<'a> Emitter<'a> {
    /// An emitter for a model.
    ///
    /// # Panics
    /// [`Options::runtime`] is no Rust path.
    pub fn new(model: &'a Checked<Model>, options: &'a Options) -> Self {
        let runtime = options.runtime.parse().expect("`Options::runtime` is a path");
        let types = declared_types(model);
        let (codec, rest) = (quote! { codec }, model.rest_takers());
        let (places, is_declared_view) = (None, false);
        Emitter { model, options, runtime, codec, places, is_declared_view, types, rest }
    }

    /// Whether a type that the spec declares has this name in Rust.
    pub fn declares_type(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    /// The code of a field, said to be at the field's type if that is known:
    /// there the compiler reports what is wrong with the type.
    pub fn at(&self, field: &Field, code: TokenStream) -> TokenStream {
        match self.places {
            Some(place) => code.placed_at(place(field.span)),
            None => code,
        }
    }

    /// The imports that items need.
    pub fn imports(&self, items: &TokenStream) -> TokenStream {
        let mut used = Used::default();
        used.note(items);
        self.imports_of(&used)
    }

    pub(crate) fn imports_of(&self, used: &Used) -> TokenStream {
        let runtime = &self.runtime;
        let names = ["Bytes", "String", "Vec"].iter().filter(|name| used.0.contains(*name));
        let names = names.map(|name| format_ident!("{name}"));
        let service = self.options.session != Feature::Off && used.0.contains("service");
        let service = service.then(|| {
            let gate = self.gate(&self.options.session);
            quote! {
                #gate
                #[allow(unused_imports, reason = "the prelude of some editions has it")]
                use ::core::future::Future;
                #gate
                #[allow(unused_imports, reason = "a field may have its name")]
                use #runtime::service;
            }
        });
        quote! {
            #service
            #[allow(unused_imports, reason = "not every protocol needs all of them")]
            use #runtime::codec::{self, Decode as _, Encode as _, Located as _, #(#names),*};
            #[allow(unused_imports, reason = "not every protocol needs all of them")]
            use #runtime::protocol::{self, Protocol as _};
        }
    }

    /// The items of a part, each given to `take`.
    pub(crate) fn part(&self, part: Part, mut take: impl FnMut(TokenStream)) {
        match part {
            Part::Item(item) => take(self.item(item)),
            Part::Set(set) => self.message_set(set, take),
            Part::Message(set, message) => take(self.message(set, message)),
            Part::Layers => {
                if let Some(layers) = &self.model.layers {
                    take(self.packet_format(layers));
                    take(self.envelope_format(layers));
                    take(self.protocol_type(layers));
                    take(self.dispatcher(layers).unwrap_or_default());
                }
            }
        }
    }

    /// One declared item and all that belongs to it.
    fn item(&self, item: Item) -> TokenStream {
        match item {
            Item::Constant(place) => self.constant(&self.model.constants[place]),
            Item::Enum(id) => self.enumeration(id),
            Item::Flags(id) => self.flag_set(id),
            Item::Struct(id) => self.structure(id),
            Item::Union(id) => self.union(id),
            Item::Messages(_) => TokenStream::new(),
            Item::Handshake(_) if self.options.session == Feature::Off => TokenStream::new(),
            Item::Handshake(id) => handshake::emit(self, id),
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

/// The types that a spec declares, by their names in Rust.
fn declared_types(model: &Model) -> BTreeSet<String> {
    let sets = model.message_sets.iter();
    let enums = model.enums.iter().map(|item| &item.name);
    let names = enums
        .chain(model.flags.iter().map(|item| &item.name))
        .chain(model.structs.iter().filter(|item| item.role != Role::Arm).map(|item| &item.name))
        .chain(model.unions.iter().map(|item| &item.name))
        .chain(sets.map(|item| &item.name));
    names.map(|name| camel_case(&name.text).to_string()).collect()
}
