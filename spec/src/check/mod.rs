//! Checks: which models make sense.

use crate::diagnostic::Diagnostic;
use crate::model::Model;

/// Something that passed [`check`]; there is no other way to make one.
#[derive(Clone, Debug)]
pub struct Checked<T>(T);

impl<T> std::ops::Deref for Checked<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

/// Judges a model.
///
/// # Errors
/// Every diagnostic of the run, in order of their place in the spec.
pub fn check(model: Model) -> Result<Checked<Model>, Vec<Diagnostic>> {
    Ok(Checked(model))
}
