//! What can be chosen about generated code.

/// What can be chosen about generated code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The path of the runtime crate: `::packetwright`, or `crate` for code
    /// checked in inside the runtime itself.
    pub runtime: String,
    /// `Serialize` and `Deserialize` for owned types, in the JSON form of the
    /// interpreter. Needs the runtime's feature `serde`.
    pub serde: Feature,
    /// `Arbitrary` for owned types. Needs the runtime's feature `arbitrary`.
    pub arbitrary: Feature,
    /// What needs the runtime's feature `session`: dispatchers and handshakes.
    /// [`Feature::Off`] leaves them out.
    pub session: Feature,
    /// Views, which borrow from the input, of the types that have something to
    /// borrow: twice the code, and more than twice the compiler's time.
    /// A protocol with layers has them in any case, since connections read by
    /// them; fuzz targets compare them too and need them.
    pub views: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            runtime: "::packetwright".to_owned(),
            serde: Feature::Off,
            arbitrary: Feature::Off,
            session: Feature::On,
            views: true,
        }
    }
}

/// Whether a part of the code is generated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Feature {
    /// It is left out.
    Off,
    /// It is there.
    On,
    /// It is there if the crate that holds the code has this feature enabled.
    Gated(String),
}
