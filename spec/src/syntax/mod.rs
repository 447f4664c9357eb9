//! Syntax: tokens → tree.

pub mod tree;
