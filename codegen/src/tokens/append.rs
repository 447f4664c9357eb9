//! What `#name` in `quote!` takes, and the tokens that each becomes.

use super::{Ident, Literal, TokenStream};

/// Something that becomes tokens.
pub trait Append {
    /// Puts its tokens behind.
    fn append(&self, tokens: &mut TokenStream);
}

impl Append for TokenStream {
    fn append(&self, tokens: &mut TokenStream) {
        tokens.append_stream(self);
    }
}

impl Append for Ident {
    fn append(&self, tokens: &mut TokenStream) {
        tokens.name(self.as_str());
    }
}

impl Append for Literal {
    fn append(&self, tokens: &mut TokenStream) {
        tokens.literal(|text| text.push_str(self.as_str()));
    }
}

/// A string literal.
impl Append for str {
    fn append(&self, tokens: &mut TokenStream) {
        tokens.literal(|text| {
            let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'"' && byte != b'\\';
            if self.bytes().all(is_plain) {
                text.push('"');
                text.push_str(self);
                text.push('"');
            } else {
                text.push_str(&proc_macro2::Literal::string(self).to_string());
            }
        });
    }
}

impl Append for String {
    fn append(&self, tokens: &mut TokenStream) {
        self.as_str().append(tokens);
    }
}

impl Append for bool {
    fn append(&self, tokens: &mut TokenStream) {
        tokens.name(if *self { "true" } else { "false" });
    }
}

impl<T: Append + ?Sized> Append for &T {
    fn append(&self, tokens: &mut TokenStream) {
        (**self).append(tokens);
    }
}

impl<T: Append> Append for Option<T> {
    fn append(&self, tokens: &mut TokenStream) {
        if let Some(some) = self {
            some.append(tokens);
        }
    }
}
