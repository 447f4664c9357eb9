//! Fields that take all that is left but the bytes of those behind them.
//!
//! The spec is `codegen/tests/specs/rest.wire`.

use packetwright::codec::{Decode, Encode};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;

use crate::agreement::Agreement;

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
    Agreement::of_set(&model, "Message").hold::<Message>(|input| {
        MessageRef::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
    });
    Agreement::of_struct(&model, "Sealed").hold::<Sealed>(|input| {
        SealedRef::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
    });
    Agreement::of_struct(&model, "Listed").hold::<Listed>(|input| {
        ListedRef::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
    });
    Agreement::of_struct(&model, "Optional").hold::<Optional>(|input| {
        OptionalRef::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
    });
    Agreement::of_struct(&model, "Outer").hold::<Outer>(|input| {
        OuterRef::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
    });
    Agreement::of_struct(&model, "Sized").hold::<Sized>(|input| {
        SizedRef::from_slice(input).map(|view| view.to_vec().expect("was decoded"))
    });
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
