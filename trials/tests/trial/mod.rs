//! Generated code of one spec against the interpreter: what `build.rs` writes a
//! test of.

#[path = "../../../runtime/tests/agreement/mod.rs"]
mod agreement;
mod handshakes;
mod layers;
#[allow(dead_code, reason = "the law is for the tests of it")]
mod sessions;

pub(crate) use agreement::view;
use agreement::{Agreement, Holds, Reading, ViewRoundTrip};
use packetwright::codec::Encode;
use packetwright_codegen::{Feature, Options, generate};
use packetwright_spec::model::Model;
use packetwright_spec::{Checked, compile};
use proptest::test_runner::{Config, RngSeed};

/// How many changed inputs are tried on each type.
const CASES: u32 = 200;

/// One spec.
pub(crate) struct Trial {
    model: &'static Checked<Model>,
    /// Whether inputs may be longer than what is encoded.
    malleable: bool,
}

impl Trial {
    /// The trial of a spec; another process has generated its code, with views or
    /// without.
    pub(crate) fn new(text: &str, code: &str, views: bool) -> Self {
        let model = Box::leak(Box::new(compile(text).expect("it compiled before")));
        let options =
            Options { serde: Feature::On, session: Feature::On, views, ..Options::default() };
        assert!(generate(model, &options) == code, "the same spec gives the same code");
        Trial { malleable: text.contains(" malleable"), model }
    }

    pub(crate) fn structure<T: Holds>(&self, name: &str, view: ViewRoundTrip) {
        self.hold(Agreement::of_struct(self.model, name), name, &Reading::of::<T>(view));
    }

    pub(crate) fn set<T: Holds>(&self, name: &str, view: ViewRoundTrip) {
        self.hold(Agreement::of_set(self.model, name), name, &Reading::of::<T>(view));
    }

    fn hold(&self, agreement: Agreement<'_>, name: &str, reading: &Reading) {
        println!("{name}");
        // The same inputs in every run; other seeds of specs bring others.
        let config = Config {
            cases: CASES,
            rng_seed: RngSeed::Fixed(0),
            failure_persistence: None,
            ..Config::default()
        };
        match self.malleable {
            true => agreement.malleable().hold_to(reading, config),
            false => agreement.hold_to(reading, config),
        };
    }
}

/// Encodes a value that was decoded and is its own view, which must succeed.
pub(crate) fn again(view: &impl Encode) -> Vec<u8> {
    view.to_vec().expect("what was decoded can be encoded")
}
