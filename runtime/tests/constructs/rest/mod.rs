//! Fields that take all that is left but the bytes of those behind them.
//!
//! The spec is `codegen/tests/specs/rest.wire`.

use packetwright::codec::Decode;
use packetwright_spec::Checked;
use packetwright_spec::model::Model;

use crate::agreement::{Agreement, view};

#[allow(unreachable_pub, unused_qualifications, dead_code, clippy::all)]
#[rustfmt::skip]
mod generated;

use generated::{
    Listed, ListedRef, Message, MessageRef, Optional, OptionalRef, Outer, OuterRef, Sealed,
    SealedRef, Sized, SizedRef,
};

fn model() -> Checked<Model> {
    let spec = include_str!("../../../../codegen/tests/specs/rest.wire");
    packetwright_spec::compile(spec).expect("the spec is sound")
}

#[test]
fn both_readings_agree() {
    let model = model();
    Agreement::of_set(&model, "Message").hold::<Message>(view!(MessageRef));
    Agreement::of_struct(&model, "Sealed").hold::<Sealed>(view!(SealedRef));
    Agreement::of_struct(&model, "Listed").hold::<Listed>(view!(ListedRef));
    Agreement::of_struct(&model, "Optional").hold::<Optional>(view!(OptionalRef));
    Agreement::of_struct(&model, "Outer").hold::<Outer>(view!(OuterRef));
    Agreement::of_struct(&model, "Sized").hold::<Sized>(view!(SizedRef));
}

#[test]
fn what_stands_behind_is_left() {
    let sealed = Sealed::from_slice(b"nonccontent0123456789abcdef").expect("it decodes");
    assert_eq!((&sealed.content[..], &sealed.tag), (&b"content"[..], b"0123456789abcdef"));
    let error = Sealed::from_slice(b"nonc0123456789abcde").expect_err("no room for the tag");
    assert_eq!((error.kind.code(), error.offset), ("truncated", 4));
    assert_eq!(error.path.to_string(), "content");
    let error = Sealed::from_slice(b"nonc0123456789abcdef").expect_err("no content");
    assert_eq!((error.kind.code(), error.offset), ("length", 4));
    let error = Optional::from_slice(&[0, b'a', 7]).expect_err("nothing takes it");
    assert_eq!((error.kind.code(), error.offset), ("trailing_bytes", 1));
}
