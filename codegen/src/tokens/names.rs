//! Names and literals that are made while emitters work.

use std::fmt::{Display, Formatter};

/// A name, raw if its text says so: `r#type`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Ident(String);

impl Ident {
    /// A name of this text, which is one of Rust's.
    pub fn new(text: impl Into<String>) -> Self {
        Ident(text.into())
    }

    /// The name as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name without what makes it raw.
    pub fn unraw(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

impl Display for Ident {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<T: AsRef<str> + ?Sized> PartialEq<T> for Ident {
    fn eq(&self, other: &T) -> bool {
        self.0 == other.as_ref()
    }
}

/// A literal as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Literal(Box<str>);

impl Literal {
    /// A number as it is written: `0xff_ff`.
    pub fn number(text: &str) -> Self {
        Literal(text.into())
    }

    /// A byte string.
    pub fn byte_string(bytes: &[u8]) -> Self {
        Literal(proc_macro2::Literal::byte_string(bytes).to_string().into())
    }

    /// A number with its type.
    pub fn u64_suffixed(number: u64) -> Self {
        Literal(format!("{number}u64").into())
    }

    /// A number with its type.
    pub fn i128_suffixed(number: i128) -> Self {
        Literal(format!("{number}i128").into())
    }

    /// The literal as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! unsuffixed {
    ($($name:ident: $ty:ty),*) => {
        impl Literal {
            $(
                /// A number without its type.
                pub fn $name(number: $ty) -> Self {
                    Literal(number.to_string().into())
                }
            )*
        }
    };
}

unsuffixed!(u8_unsuffixed: u8, u32_unsuffixed: u32, u64_unsuffixed: u64, usize_unsuffixed: usize, u128_unsuffixed: u128);

impl Display for Literal {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}
