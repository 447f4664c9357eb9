//! The code generated for a batch of random specs, and the interpreter: both
//! read every input alike. `build.rs` writes the code and the tests.

#[path = "../../runtime/tests/agreement/mod.rs"]
mod agreement;

use agreement::{Agreement, Holds, Reading, ViewRoundTrip};
use packetwright::codec::{Decode, Encode};
use packetwright_codegen::{Feature, Options, generate};
use packetwright_spec::model::Model;
use packetwright_spec::{Checked, compile};
use proptest::test_runner::{Config, RngSeed};

/// How many changed inputs are tried on each type.
const CASES: u32 = 200;

/// One random spec.
struct Trial {
    model: Checked<Model>,
}

impl Trial {
    /// The trial of a spec; another process has generated its code.
    fn new(text: &str, code: &str) -> Self {
        let model = compile(text).expect("it compiled before");
        let options = Options { serde: Feature::On, session: Feature::Off, ..Options::default() };
        assert!(generate(&model, &options) == code, "the same spec gives the same code");
        Trial { model }
    }

    fn structure<T: Holds>(&self, name: &str, view: ViewRoundTrip) {
        self.hold(&Agreement::of_struct(&self.model, name), name, &Reading::of::<T>(view));
    }

    fn set<T: Holds>(&self, name: &str, view: ViewRoundTrip) {
        self.hold(&Agreement::of_set(&self.model, name), name, &Reading::of::<T>(view));
    }

    fn hold(&self, agreement: &Agreement<'_>, name: &str, reading: &Reading) {
        println!("{name}");
        // The same inputs in every run; other seeds of specs bring others.
        let config = Config {
            cases: CASES,
            rng_seed: RngSeed::Fixed(0),
            failure_persistence: None,
            ..Config::default()
        };
        agreement.hold_to(reading, config);
    }
}

/// Encodes a view that was decoded, which must succeed.
fn again(view: &impl Encode) -> Vec<u8> {
    view.to_vec().expect("what was decoded can be encoded")
}

include!(concat!(env!("OUT_DIR"), "/batch.rs"));
