//! What may stand in a repetition of `quote!`: iterators, lists, and beside one
//! of them single values, which are put in each time.
//!
//! The three traits have a method of one name. The compiler takes the first
//! that fits, by the order in which it tries a value and a reference to it.

use std::collections::BTreeSet;
use std::ops::BitOr;

use super::Append;

/// What ends, and so ends the repetition.
pub(crate) struct Finite;

/// What is put in as often as wanted.
pub(crate) struct Endless;

impl BitOr<Finite> for Finite {
    type Output = Finite;
    fn bitor(self, _: Finite) -> Finite {
        Finite
    }
}

impl BitOr<Endless> for Finite {
    type Output = Finite;
    fn bitor(self, _: Endless) -> Finite {
        Finite
    }
}

impl BitOr<Finite> for Endless {
    type Output = Finite;
    fn bitor(self, _: Finite) -> Finite {
        Finite
    }
}

impl BitOr<Endless> for Endless {
    type Output = Endless;
    fn bitor(self, _: Endless) -> Endless {
        Endless
    }
}

/// Iterators.
pub(crate) trait EachOfIterator: Iterator + Sized {
    fn each(self) -> (Self, Finite) {
        (self, Finite)
    }
}

impl<T: Iterator> EachOfIterator for T {}

/// Single values.
pub(crate) trait EachTime: Append {
    fn next(&self) -> Option<&Self> {
        Some(self)
    }

    fn each(&self) -> (&Self, Endless) {
        (self, Endless)
    }
}

impl<T: Append + ?Sized> EachTime for T {}

/// Lists.
pub(crate) trait EachOfList<'a> {
    type Each: Iterator;
    fn each(&'a self) -> (Self::Each, Finite);
}

impl<'a, T: 'a> EachOfList<'a> for [T] {
    type Each = std::slice::Iter<'a, T>;
    fn each(&'a self) -> (Self::Each, Finite) {
        (self.iter(), Finite)
    }
}

impl<'a, T: 'a> EachOfList<'a> for Vec<T> {
    type Each = std::slice::Iter<'a, T>;
    fn each(&'a self) -> (Self::Each, Finite) {
        (self.iter(), Finite)
    }
}

impl<'a, T: 'a, const LENGTH: usize> EachOfList<'a> for [T; LENGTH] {
    type Each = std::slice::Iter<'a, T>;
    fn each(&'a self) -> (Self::Each, Finite) {
        (self.iter(), Finite)
    }
}

impl<'a, T: 'a> EachOfList<'a> for BTreeSet<T> {
    type Each = std::collections::btree_set::Iter<'a, T>;
    fn each(&'a self) -> (Self::Each, Finite) {
        (self.iter(), Finite)
    }
}

impl<'a, T: EachOfList<'a> + ?Sized> EachOfList<'a> for &'a T {
    type Each = T::Each;
    fn each(&'a self) -> (Self::Each, Finite) {
        (**self).each()
    }
}
