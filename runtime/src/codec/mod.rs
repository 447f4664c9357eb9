//! What generated codecs stand on: a reader, an output, errors.
//!
//! Nothing here knows a protocol. Without the feature `alloc` only borrowed
//! views and the errors are there, for `no_std` targets without a heap.

mod begin;
mod check;
#[cfg(feature = "checksum")]
pub mod checksum;
mod error;
mod field;
#[cfg(feature = "serde")]
pub mod float;
#[cfg(feature = "serde")]
mod form;
#[cfg(feature = "serde")]
pub mod hex;
mod list;
#[cfg(feature = "alloc")]
mod output;
mod reader;
#[cfg(feature = "arbitrary")]
pub mod sample;
mod varint;

pub use begin::FirstBytes;
pub use check::{
    FlagsError, Located, check_delimiter, check_flags, check_length, check_presence, check_range,
    check_require, check_unit, check_variant,
};
pub use error::{
    DecodeError, DecodeErrorKind, DecodeFault, EncodeError, EncodeErrorKind, EncodeFault,
    FieldPath, Segment,
};
pub use list::List;
#[cfg(feature = "alloc")]
pub use output::{Output, put_padding, put_padding_to};
pub use reader::Reader;
#[cfg(feature = "alloc")]
pub use varint::put_varint;
pub use varint::{Number, Varint, measured_len, varint_len};

// What generated code names besides: it compiles without a dependency of its own.
#[cfg(feature = "arbitrary")]
#[doc(hidden)]
pub use ::arbitrary;
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use ::serde;
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub use alloc::{string::String, vec::Vec};
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub use bytes::Bytes;

/// The most types that [`Decode::DEPTH`] may count in a derived type.
pub const MAX_DEPTH: usize = 64;

/// The bytes from an offset to the next multiple.
///
/// # Panics
/// If `multiple` is 0; no spec says so.
#[inline]
#[must_use]
pub const fn padding_to(offset: usize, multiple: usize) -> usize {
    offset.next_multiple_of(multiple) - offset
}

/// The depth of a type around others, of these depths.
#[doc(hidden)]
pub const fn deeper_than(inner: &[usize]) -> usize {
    let (mut deepest, mut index) = (0, 0);
    while index < inner.len() {
        if inner[index] > deepest {
            deepest = inner[index];
        }
        index += 1;
    }
    deepest + 1
}

/// A value that can be written.
///
/// What it writes its decoder accepts: constraints are checked on the way out,
/// lengths, constants and selectors are computed.
#[cfg(feature = "alloc")]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no layout on the wire",
    label = "cannot be encoded",
    note = "derive `packetwright::Wire` for it; a name for another type (`type Id = u64`) is not seen through, write the type itself"
)]
pub trait Encode {
    /// The exact number of bytes that [`encode`](Self::encode) writes if it succeeds.
    fn encoded_len(&self) -> usize;

    /// Appends the value.
    ///
    /// # Errors
    /// The first constraint that the value violates, in wire order. `out` then
    /// ends in a part of the value; use [`encode_into`](Self::encode_into) to
    /// have it cut off.
    fn encode<O: Output>(&self, out: &mut O) -> Result<(), EncodeError>;

    /// Appends the value to a buffer, which is left as it was on error.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    fn encode_into(&self, out: &mut Vec<u8>) -> Result<(), EncodeError> {
        let start = out.len();
        out.reserve(self.encoded_len());
        let result = self.encode(out);
        if result.is_err() {
            out.truncate(start);
        }
        result
    }

    /// The value in a buffer of its own.
    ///
    /// # Errors
    /// As [`encode`](Self::encode).
    fn to_vec(&self) -> Result<Vec<u8>, EncodeError> {
        let mut out = Vec::new();
        self.encode_into(&mut out)?;
        Ok(out)
    }
}

/// A value that can be read: an owned type, or a view that borrows the input
/// for `'a`.
///
/// Decoding is total: it never panics, and allocates at most a constant times
/// the bytes that are there.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no layout on the wire",
    label = "cannot be decoded",
    note = "derive `packetwright::Wire` for it; a name for another type (`type Id = u64`) is not seen through, write the type itself"
)]
pub trait Decode<'a>: Sized {
    /// The fewest bytes a value takes. Lists reserve no more room than the
    /// input can fill.
    const MIN_LEN: usize;

    /// How many types stand inside one another in a value, this one included;
    /// those that a spec declares with it don't count. Derived types name those
    /// of their fields, so that a type that contains itself does not compile.
    const DEPTH: usize = 1;

    /// The bytes that a value may begin with, so that derived lists of values may
    /// end at another byte. Generated bodies of messages don't say it.
    const BEGINS: FirstBytes = FirstBytes::ANY;

    /// Whether a value takes all that is left of the input or region: it stands
    /// last there. Derived types that hold one in another place do not compile.
    const TAKES_REST: bool = false;

    /// Reads the value and leaves the reader behind it.
    ///
    /// # Errors
    /// The first fault in wire order, with its offset and field path.
    fn decode(reader: &mut Reader<'a>) -> Result<Self, DecodeError>;

    /// Reads the value from the whole of `input`.
    ///
    /// # Errors
    /// As [`decode`](Self::decode), or trailing bytes.
    fn from_slice(input: &'a [u8]) -> Result<Self, DecodeError> {
        Reader::new(input).read_to_end()
    }

    /// Reads the value from the whole of `input`; byte strings of
    /// [`Reader::SHARE_MIN`] bytes and more share its memory instead of being
    /// copied.
    ///
    /// # Errors
    /// As [`decode`](Self::decode), or trailing bytes.
    #[cfg(feature = "alloc")]
    fn from_bytes(input: &'a Bytes) -> Result<Self, DecodeError> {
        Reader::shared(input).read_to_end()
    }
}
