//! The table of constructs: what each is, and that everything which reads specs
//! knows it.
//!
//! `rows` holds the constructs, [`variants`] says which variant of the model
//! belongs to which, `table` writes docs/CONSTRUCTS.md. `tests/constructs.rs` tries
//! each cell: of the spec of a row, `build.rs` generates code as of random ones.

mod rows;
pub mod table;
pub mod variants;

pub use rows::ROWS;

use packetwright_spec::diagnostic::Code;

/// What stands in front of the items of a row.
pub const HEAD: &str = "protocol p { edition: 1, version: 1, endian: big }\n";

/// A construct.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What it is called.
    pub name: &'static str,
    /// Items of a spec that have it.
    pub spec: &'static str,
    /// What is said of it, and items that get it wrong.
    pub wrong: (Code, &'static str),
    /// The same in Rust.
    pub derive: Derive,
    /// What the reference has of it.
    pub page: &'static str,
    /// The columns that cannot be tried on the spec of the row, with the test that
    /// holds each: `path/of/file.rs::name_of_test`.
    pub held: &'static [(Column, &'static str)],
}

/// What derive knows of a construct.
#[derive(Clone, Copy, Debug)]
pub enum Derive {
    /// These types mean what the spec of the row does.
    Same(&'static str),
    /// It cannot be said in Rust; why.
    No(&'static str),
}

/// What reads specs, or is made of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The parser takes it, and its layout is settled.
    Parse,
    /// The checker takes it, and says of the wrong form what is wrong.
    Check,
    /// Owned types decode what the interpreter does, and tell the same faults.
    Owned,
    /// Borrowed views decode the same.
    View,
    /// Both encode what the interpreter does, and refuse what it refuses.
    Encode,
    /// The interpreter reads what it wrote, and refuses it cut short.
    Interpret,
    /// Types in Rust that say it mean the same.
    Derived,
    /// The pages of the reference say it.
    Page,
}

impl Column {
    /// All, in the order of the table, with their headings.
    pub const ALL: [(Column, &'static str); 8] = [
        (Column::Parse, "parse"),
        (Column::Check, "check"),
        (Column::Owned, "owned"),
        (Column::View, "view"),
        (Column::Encode, "encode"),
        (Column::Interpret, "interpret"),
        (Column::Derived, "derive"),
        (Column::Page, "docs"),
    ];
}

impl Row {
    /// The whole text of a spec with some items.
    pub fn text(items: &str) -> String {
        format!("{HEAD}{items}\n")
    }

    /// The test that holds a column, if it is not tried on the spec of the row.
    pub fn held(&self, column: Column) -> Option<&'static str> {
        self.held.iter().find(|(held, _)| *held == column).map(|(_, test)| *test)
    }

    /// What the module and the test of its code are called.
    pub fn slug(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
        self.name.chars().map(plain).collect()
    }
}
