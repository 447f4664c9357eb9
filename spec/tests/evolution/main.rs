//! Evolution: each rule with a pair of specs that shows it, and random pairs
//! against both interpreters.

mod cases;
mod judge;
mod mutation;
mod page;
mod pairs;
mod sessions;
