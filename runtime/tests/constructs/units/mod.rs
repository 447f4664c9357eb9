//! Units of time in conditions.
//!
//! The spec is `codegen/tests/specs/units.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;

use crate::agreement::Agreement;

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{Message, Open, Timers};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/units.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_set(&model, "Message").hold::<Message>(|input| {
        Message::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
    });
    Agreement::of_struct(&model, "Timers").hold::<Timers>(|input| {
        Timers::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
    });
}

#[test]
fn seconds_are_told_from_milliseconds() {
    for (hold_time, holds) in [(0, true), (1, false), (2, false), (3, true), (3000, true)] {
        assert_eq!(Open { hold_time }.to_vec().is_ok(), holds, "{hold_time} s");
    }
    let timers = |interval, late| Timers {
        interval,
        hold: 9,
        widest: u64::MAX,
        narrow: 1,
        signed: i32::MAX,
        late,
    };
    // 9 s are not less than 9,000 ms, but less than 9,001.
    assert!(timers(9_000, None).to_vec().is_ok());
    assert!(timers(9_000, Some(1)).to_vec().is_err());
    assert!(timers(9_001, Some(1)).to_vec().is_ok());
    // 1 s + 2 s + 9 s, less half a second.
    assert!(timers(11_500, Some(1)).to_vec().is_ok());
    let error = timers(11_501, Some(1)).to_vec().expect_err("is longer");
    assert_eq!(error.kind.code(), "require");
}
