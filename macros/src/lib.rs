//! The macros of Packetwright: messages declared as Rust types, and protocols
//! declared inside Rust code.
//!
//! Both are doors to the one model: what they read is lowered and checked as a
//! `.wire` file is, and the same emitters write the code. This crate knows how
//! mistakes are put at their tokens; it knows neither what a type says, nor
//! what makes a spec right, nor how codecs look.
//!
//! Use it through the runtime, as `packetwright::{Message, Messages, Wire,
//! protocol}`; the crate `packetwright` has a runnable example of each.
//!
//! Read next: `derive` for the code of a type, `set` for that of a set of
//! messages, `inline` for that of a spec.

mod definitions;
mod derive;
mod inline;
mod set;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;

use packetwright_codegen::derive::Door;

/// Makes a type a message: implements `Encode`, `Decode` and `Message`, and
/// `Request` if it has a reply.
///
/// ```ignore
/// /// Asks for the entries between two keys.
/// #[derive(Message)]
/// #[message(id = 0x1000, reply = Entries)]
/// struct Scan {
///     from: String,
///     to: Option<String>,
///     #[message(range = 1..=1000)]
///     limit: u16,
/// }
/// ```
///
/// A structure is its fields, one after the other. An enumeration is one
/// message with a tag in front of the fields of its variant; the tag is the
/// variant's place, counted from 0.
///
/// On the type:
///
/// | setting | meaning |
/// |---|---|
/// | `id = 0x1000` | the message's tag among all messages; needed |
/// | `reply = Entries` | the message that answers it |
/// | `layout = "bincode"` | little-endian integers, u64 lengths, u32 tags, as bincode 1 lays out the same type; the default |
/// | `layout = "plain"` | integers in the order of `endian`, every length and tag declared |
/// | `endian = "big"` | the byte order of the plain layout: `"big"` (the default) or `"little"` |
/// | `tag = u8` | the integer of an enumeration's tag; needed in the plain layout |
/// | `within = u16` | of an enumeration: the integer behind the tag that says how many bytes the variant fills |
/// | `require = low <= high` | what must hold of a structure's fields, in the operators of specs; may be given several times |
/// | `newer`, `newer = ..=64` | of a structure: bytes behind the fields, which a later version appended, are skipped: any number of them, or so many; on variants, too. It writes none. Without it they are refused |
/// | `since = 2` | the version of the protocol that brought it; on fields and variants, too |
/// | `crate = path` | where the runtime is, if not `::packetwright` |
///
/// On a field:
///
/// | setting | meaning |
/// |---|---|
/// | `range = 1..=1000` | the values of an integer that are allowed |
/// | `length = 0..=64` | how long a `String`, `Bytes` or `Vec` may be: bytes, or elements |
/// | `prefix = u16` | the integer in front that says how long it is; in the plain layout this or the next is needed |
/// | `until = 0`, `until = b"\r\n"` | up to these one to four bytes, which the content never has; of a `Vec` of derived types one byte, which none of them begins with: a number with a `range`, a prefix with `length = 1..` or a tag stands first in each |
/// | `within = u16` | the integer in front of a field that says how many bytes it fills |
/// | `rest` | as far as the region goes: that of `within` on the field, on the enumeration, or the whole input. In front of other fields these must have a fixed size |
/// | `bits = 4` | an integer of so many bits, or a `bool` of one, that shares bytes with its neighbours; in the smallest Rust integer that holds it |
/// | `varint = "leb128"` | an integer of variable length: `"leb128"`, `"zigzag"` (signed) or `"quic"` (unsigned, two bits fewer) |
/// | `malleable` | of integers of variable length, prefixes among them: accepted in more bytes than they ask for; of `bool`: any number but 0 is true |
/// | `padding_before = 3`, `padding_after = 3` | so many zeros in front of the field or behind it, which a decoder checks; also of a field whose `if` does not hold |
/// | `align_before = 4`, `align_after = 4` | zeros up to a multiple of so many bytes, counted from the first byte of the structure, in a variant from behind its tag |
/// | `padding_before = malleable(3)`, `align_after = malleable(4)`, … | the same, but a decoder takes any bytes there |
/// | `if = urgent && kind >= 3` | an `Option` that is there only if this holds of fields above it; no byte says so |
///
/// On a variant: `tag = 3`, its tag; `other`: the variant for all other tags, which keeps the tag in a first
/// field `tag` of the tag's integer; `newer` as above.
///
/// A type with `newer`, or with `rest` outside of a region, takes all that is left. It stands last
/// in other types, or in a field with `within`, and is no element of a list; other uses do not compile.
///
/// Rust's `#[deprecated]` reaches the spec that `packetwright export` writes. Fields that are computed
/// (constants, lengths, checksums) are for specs: generated types have none.
///
/// Fields are integers of 1 to 64 bits, `f32`, `f64`, `bool`, `String`, `Vec<u8>`,
/// `Bytes`, `[u8; N]`, arrays of at most 32 numbers, `Vec<T>`, `Option<T>`, and
/// types that derive [`Wire`](macro@Wire) or `Message`. `Bytes` shares the memory
/// of large packets; `Vec<u8>` is one copy.
#[proc_macro_derive(Message, attributes(message))]
pub fn derive_message(input: TokenStream) -> TokenStream {
    derive::expand(input.into(), Door::Message).into()
}

/// Makes an enumeration a set of messages, as `messages` of a spec: a tag, and
/// behind it the message that the tag tells.
///
/// ```ignore
/// /// What the counter is asked.
/// #[derive(Messages)]
/// enum Counting {
///     /// Adds to the sum.
///     #[message(0x1000, reply = Sum)]
///     Add { #[message(length = 1..=100)] numbers: Vec<u32> },
///     #[message(0x1001)]
///     Sum(Sum),
///     #[messages(include)]
///     Network(network::Message),
/// }
///
/// #[derive(Wire)]
/// struct Sum { total: u64 }
/// ```
///
/// A variant holds a type that derives [`Wire`](macro@Wire), which the set makes
/// a `Message` (so it does not derive that itself), or the fields of the message.
/// Then a structure of the variant's name is declared beside the enumeration,
/// `Add { numbers }`, with public fields; it derives `Clone`, `Debug` and
/// `PartialEq`, and so must the types of the fields.
///
/// | on the enumeration: `#[messages(…)]` | meaning |
/// |---|---|
/// | `tag = u16` | the integer of the tags: `u32` in the bincode layout, needed in the plain one |
/// | `layout`, `endian`, `since`, `crate` | as for [`Message`](macro@Message); of the tag, and of fields in variants |
///
/// | on a variant | meaning |
/// |---|---|
/// | `#[message(0x1000)]` | the message's tag; needed |
/// | `reply = Sum` behind it | the variant that answers it; makes it a `Request` |
/// | `newer` behind it | bytes behind the fields in the variant are skipped, as for [`Message`](macro@Message); of a type that it holds, that type says it |
/// | `since = 2` behind it | the version of the protocol that brought it |
/// | `#[messages(include)]` | not a message: all messages of the set that the variant holds, derived or generated, with their tags |
///
/// Fields in variants take the settings of [`Message`](macro@Message)'s fields.
/// Two messages with one tag do not compile, included sets counted; neither does an included
/// set whose tag is laid out in another way. A tag that no message has is refused as in
/// generated code (`unknown_message`).
///
/// What is implemented and declared, for an enumeration `Counting`: `Encode`, `Decode`,
/// `MessageSet`, `tag()` and `name()`, `From` of each body; `Message` and `Request` for the
/// bodies; with the runtime's feature `session` the trait `CountingHandler` with a method for each
/// message that is not only a reply, and `CountingDispatcher`, a `service::Handler` of every
/// protocol, which a daemon of the network protocol takes. With an included set it is
/// `CountingDispatcher(handler, handler_of_that_set)`.
#[proc_macro_derive(Messages, attributes(message, messages))]
pub fn derive_messages(input: TokenStream) -> TokenStream {
    derive::expand(input.into(), Door::Messages).into()
}

/// Makes a type a part of messages: implements `Encode` and `Decode`.
///
/// ```ignore
/// #[derive(Wire)]
/// struct Entry {
///     #[wire(length = 1..=200)]
///     key: String,
///     value: Vec<u8>,
/// }
/// ```
///
/// Settings are those of [`Message`](macro@Message) without `id` and `reply`,
/// in `#[wire(…)]`.
///
/// A type with one lifetime borrows from the input: nothing is copied, and no heap
/// is needed. Its fields are `&'a str` for `String`, `&'a [u8]` for `Bytes`,
/// `&'a [u8; N]`, `List<'a, T>` of `packetwright::codec` for `Vec<T>`, all that
/// has a fixed size, and other types with a lifetime. The bytes, and the faults
/// of a decoder, are those of the type that owns.
///
/// ```ignore
/// #[derive(Wire)]
/// struct EntryView<'a> {
///     #[wire(length = 1..=200)]
///     key: &'a str,
///     value: &'a [u8],
/// }
/// ```
///
/// Types that contain each other would let a peer exhaust the stack, and do
/// not compile:
///
/// ```compile_fail
/// use packetwright::Wire;
///
/// #[derive(Wire)]
/// struct Hen {
///     eggs: Vec<Egg>,
/// }
///
/// #[derive(Wire)]
/// struct Egg {
///     hen: Option<Hen>,
/// }
/// ```
#[proc_macro_derive(Wire, attributes(wire))]
pub fn derive_wire(input: TokenStream) -> TokenStream {
    derive::expand(input.into(), Door::Wire).into()
}

/// A protocol declared in place: the code of the spec in a module that has the
/// protocol's name.
///
/// ```ignore
/// packetwright::protocol! {
///     protocol clock { edition: 1, version: 1, endian: big }
///
///     messages Message: u8 {
///         1 => Ask { zone: string[u8 in 1..=40] } -> Tell,
///         2 => Tell { time: u64 ms },
///     }
/// }
/// let question = clock::Ask { zone: "Europe/Berlin".into() };
/// ```
///
/// What a `.wire` file can say can be said here, in the same words.
///
/// Every item is documented: by the `///` above it in the spec, or else by what it
/// is there, so that `missing_docs` has nothing to find. The definitions of types,
/// fields, variants, constants, flags and handlers' methods stand at the words of the spec: an
/// editor that is asked where `clock::Ask` or its field `zone` is defined leads there, and the
/// compiler shows them there. The types of fields and the replies of messages lead on to theirs, and are
/// found and renamed with them; what stands in expressions, as constants and fields in lengths, is not. Inside a handshake only its module has such a place; codecs,
/// dispatchers and what comes from imported files stand at the macro.
///
/// The paths of imports are relative to the folder of the crate's `Cargo.toml`. The
/// runtime is found as `::packetwright`.
#[proc_macro]
pub fn protocol(input: TokenStream) -> TokenStream {
    inline::expand(input.into()).into()
}
