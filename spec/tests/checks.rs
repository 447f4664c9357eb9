//! Lowering and checks: one minimal wrong spec for each code, specs that look
//! wrong and are right, and all mistakes of a spec in one run.

use std::collections::BTreeSet;

use packetwright_spec::compile;
use packetwright_spec::diagnostic::{Code, render};
use packetwright_spec::lower::lower_fragment;
use packetwright_spec::model::{Docs, Endian, StructId};

const HEAD: &str = "protocol p { edition: 1, version: 1, endian: big }\n";

/// A layered protocol with nothing but what layers need.
const LAYERED: &str = "\
flags Marks: u8 { handshake = 1, sealed = 2, lz4 = 4, zstd = 8, reserved = 0 }
packet Packet { marks: Marks, length: u16 = len(payload), payload: bytes[0..=4096] }
enum Kind: u8 { Request = 0, Reply = 1, Error = 2, Cancel = 3, Window = 4 }
flags Extra: u8 { deadline = 1, trace = 2, reserved = 0 }
struct Envelope {
    kind: Kind,
    flags: Extra,
    id: u64,
    deadline: u32 ms if flags.deadline,
    trace: bytes[25] if flags.trace,
    content: Content(kind),
}
union Content(kind: Kind) {
    Request, Reply, Error => { message: bytes[rest] },
    Cancel => {},
    Window => { credit: u32 },
}
messages Message: u8 {
    1 => Ping { nonce: u32 } -> Pong,
    2 => Pong { nonce: u32 },
    3 => Failure { code: u16, detail: string[u8 in 0..=200] },
}
layers {
    Packet
    -> compress(lz4 when marks.lz4, zstd when marks.zstd)
    -> Envelope
    -> Message { keepalive Ping, error Failure }
}
";

/// A handshake with nothing but what handshakes need.
const HANDSHAKE: &str = "\
struct Offers { suites: [u16; u8 in 1..=8], sizes: [u8; u8 in 1..=4] }
handshake Hello {
    prologue: b\"hello\",
    deadline: 10 s,
    limit: 4 KiB,
    local: Offers,
    suites { 0x0001 = \"Noise_XX_25519_ChaChaPoly_SHA256\" }
    message Init = 1, initiator -> responder, tokens [e], clear {
        time: u64 ms,
        nonce: bytes[24],
        sizes: [u8; u8 in 1..=4],
    }
    message Answer = 2, responder -> initiator, tokens [e, ee, s, es], sealed { size: u8 }
    message Confirm = 3, initiator -> responder, tokens [s, se], sealed { proof: bytes[32] }
    message Reject = 5, responder -> initiator, tokens [], clear { code: u8 }
    failures { Busy = Reject { code: 1 }, Refused, Broken, Unexpected, Late }
    let proof = hash(\"proof\", Init.nonce);
    initiator {
        Idle {
            on start { send Init { time: now, nonce: random, sizes: local.sizes }; } -> Waiting
        }
        Waiting {
            on Answer { check authorized(rs) else Refused; send Confirm { proof: proof }; } -> Last
            on Reject -> failed(Refused)
        }
        Last { on ready -> established { compression: Answer.size } }
    }
    responder {
        Listen {
            on Init {
                let size = common(local.sizes, Init.sizes) else Busy;
                check within(Init.time, now, 5 s) else Busy;
                send Answer { size: size };
            } -> Answered
        }
        Answered {
            on Confirm { check Confirm.proof == proof else Refused; send ready; } -> established { compression: size }
        }
    }
    otherwise {
        crypto -> Broken, malformed -> Broken, unexpected -> Unexpected, timeout -> Late, suite -> Busy,
    }
    records: u8 { 0 => data, 1 => ready {}, 2 => close { code: u8, final_sequence: u64 }, 3 => key_update {} }
    keys { key: b\"key\", iv: b\"iv\", update: b\"update\", exporter: b\"exporter\" }
}
";

/// A base with one text in the place of another.
fn replaced(base: &str, from: &str, to: &str) -> String {
    assert_eq!(base.matches(from).count(), 1, "{from:?} stands once in the base");
    base.replace(from, to)
}

/// [`HANDSHAKE`] with a suite of the modifier `hfs`.
fn hybrid() -> String {
    let suite = replaced(HANDSHAKE, "Noise_XX_25519", "Noise_XXhfs_25519+MLKEM768");
    let init = replaced(&suite, "tokens [e], clear", "tokens [e, e1], clear");
    replaced(&init, "[e, ee, s, es]", "[e, ee, ekem1, s, es]")
}

/// [`HANDSHAKE`] with a suite of the modifier `psk0`.
fn preshared() -> String {
    let suite = replaced(HANDSHAKE, "Noise_XX_25519", "Noise_XXpsk0_25519");
    replaced(&suite, "tokens [e], clear", "tokens [psk, e], sealed")
}

/// [`HANDSHAKE`] with a suite in which the responder's key is known beforehand.
fn known() -> String {
    let suite = replaced(HANDSHAKE, "Noise_XX", "Noise_XK");
    let init = replaced(&suite, "tokens [e], clear", "tokens [e, es], sealed");
    replaced(&init, "[e, ee, s, es]", "[e, ee]")
}

/// [`HANDSHAKE`], whose responder may ask for a second attempt.
fn retrying() -> String {
    [
        ("        nonce: bytes[24],\n", "        nonce: bytes[24],\n        cookie: bytes[u8 in 0..=64],\n"),
        (
            "    message Reject",
            "    message Retry = 4, responder -> initiator, tokens [], clear { cookie: bytes[u8 in 1..=64] }\n    message Reject",
        ),
        ("nonce: random, ", "nonce: random, cookie: empty, "),
        (
            "            on Reject",
            "            on Retry once { check suite in local.suites else Broken; send Init { time: now, nonce: random, sizes: local.sizes, cookie: Retry.cookie }; } -> Waiting\n            on Reject",
        ),
        ("send Answer", "check cookie(Init.cookie, suite) else Retry; send Answer"),
    ]
    .into_iter()
    .fold(HANDSHAKE.to_owned(), |spec, (from, to)| spec.replacen(from, to, 1))
}

/// A spec that is wrong in one way.
enum Wrong {
    /// Items behind the head.
    Items(&'static str),
    /// A whole spec.
    Whole(&'static str),
    /// [`LAYERED`], with one text in the place of another.
    Layers(&'static str, &'static str),
    /// [`HANDSHAKE`], with one text in the place of another.
    Shake(&'static str, &'static str),
    /// [`HANDSHAKE`] with a suite of the modifier `hfs`, one text replaced.
    Hybrid(&'static str, &'static str),
    /// The same for [`known`].
    Known(&'static str, &'static str),
    /// [`HANDSHAKE`] with a suite of the modifier `psk0`, one text replaced.
    Preshared(&'static str, &'static str),
    /// [`HANDSHAKE`] with a second attempt, with one text in the place of another.
    Retrying(&'static str, &'static str),
    /// [`HANDSHAKE`], with another name wherever it has this one.
    Renamed(&'static str, &'static str),
}
use Wrong::{Hybrid, Items, Known, Layers, Preshared, Renamed, Retrying, Shake, Whole};

#[rustfmt::skip]
const MISTAKES: &[(Code, Wrong)] = &[
    (Code::UnknownName, Items("struct A { a: Kimd }\nenum Kind: u8 { A = 0 }")),
    (Code::UnknownName, Items("const A = B;\nconst B = 1;")),
    (Code::UnknownName, Items("const A = 16 Mib;")),
    (Code::UnknownName, Items("struct A { length: u8 = len(boddy), body: bytes[u8] }")),
    (Code::UnknownName, Shake("else Refused; send Confirm", "else Refussed; send Confirm")),
    (Code::UnknownName, Shake("} -> Waiting", "} -> Waitin")),
    (Code::UnknownName, Layers("keepalive Ping", "keepalive Pin")),
    (Code::DuplicateName, Items("struct A { a: u8 }\nenum A: u8 { B = 0 }")),
    (Code::DuplicateName, Items("struct A { a: u8, b: u8, a: u16 }")),
    (Code::CollidingName, Items("messages M: u8 { 0 => FooBar {}, 1 => Foo_bar {} }")),
    (Code::WrongKindOfName, Items("const LIMIT = 4;\nstruct A { a: LIMIT }")),
    (Code::WrongKindOfName, Layers("-> Envelope", "-> Kind")),
    (Code::ReservedName, Items("struct bytes { a: u8 }")),
    (Code::InvalidName, Items("const _1 = 4;\nstruct __ { _1: u8, _2: u8 in 0..=_1 }\nmessages M: u8 { 0 => _3 {} }")),
    (Code::ReservedName, Shake("    let proof =", "    let now = hash(\"x\");\n    let proof =")),
    (Code::MissingSetting, Whole("protocol p { edition: 1, version: 1 }")),
    (Code::MissingSetting, Shake("    deadline: 10 s,\n", "")),
    (Code::ProtocolItem, Whole("struct A { a: u8 }")),
    (Code::UnsupportedEdition, Whole("protocol p { edition: 9, version: 1, endian: big }")),
    (Code::InvalidInteger, Items("messages M: i8 { 0 => A {} }")),
    (Code::WrongUnit, Items("struct A { a: bytes[u16 in 0..=5 s] }")),
    (Code::WrongUnit, Items("const A = 5 s + 4 KiB;")),
    (Code::WrongUnit, Items("struct A { a: u16 s, require a >= 1500 ms }")),
    (Code::WrongUnit, Items("struct A { a: u16 s in 0..=1500 ms, b: u16 ms, require a < b * 1 KiB }")),
    (Code::WrongUnit, Items("struct A { a: u16 s, b: u16 ms, c: u16 bytes, require a * b < 9, require b < c, require c + 1 > a - 1 }")),
    (Code::WrongUnit, Items("struct A { a: u16 s, require a >= 3 KiB }")),
    (Code::TooManyEmpty, Items("struct A { a: [u8; 0] }\nstruct B { a: A, b: A, c: A, d: A, e: A, f: A, g: A, h: A }\nstruct C { a: B, b: B, c: B, d: B, e: B, f: B, g: B, h: B }\nstruct D { a: C, b: C, c: C, d: C, e: C, f: C, g: C, h: C }\nstruct E { a: D, b: D, c: D, d: D, e: D, f: D, g: D, h: D }")),
    (Code::WrongUnit, Shake("limit: 4 KiB", "limit: 4 s")),
    (Code::WrongUnit, Shake("deadline: 10 s", "deadline: 10")),
    (Code::NotConstant, Items("struct A { a: u8, b: bytes[len(a)] }")),
    (Code::TypeMismatch, Items("struct A { a: u8, require a && true }")),
    (Code::TypeMismatch, Items("struct A { a: bytes[u8], require count(a) > 3 }")),
    (Code::TypeMismatch, Shake("check within(Init.time, now, 5 s)", "check Init.time")),
    (Code::IntegersOnly, Items("struct A { a: bool in 0..=1 }")),
    (Code::DuplicateTag, Items("messages M: u8 { 1 => A {}, 1 => B {} }")),
    (Code::DuplicateTag, Shake("message Reject = 5", "message Reject = 2")),
    (Code::TagDoesNotFit, Items("enum E: u8 { A = 256 }")),
    (Code::TagDoesNotFit, Items("messages M: u8 { 0x100 => A {} }")),
    (Code::NotOneFlag, Items("flags F: u8 { a = 3, reserved = 0 }")),
    (Code::OverlappingFlags, Items("flags F: u8 { a = 1, b = 1, reserved = 0 }")),
    (Code::ReservedBitsOpen, Items("flags F: u8 { a = 1 }")),
    (Code::ReservedBitsOpen, Items("flags F: u8 { a = 1, reserved = 2 }")),
    (Code::Unmeasured, Items("struct A { a: bytes[0..=9] }")),
    (Code::MeasuredTwice, Items("struct A { m: u8 = len(a), n: u8 = len(a), a: bytes[0..=9] }")),
    (Code::MeasuredTwice, Items("struct A { m: u8 = len(a), a: bytes[u8 in 0..=9] }")),
    (Code::LengthAfterContent, Items("struct A { a: bytes[0..=9], m: u8 = len(a) }")),
    (Code::RestNotLast, Items("struct A { a: bytes[rest], b: bytes[rest] }")),
    (Code::RestNotLast, Items("struct A { b: B, c: bytes[u8] }\nstruct B { a: bytes[rest] }")),
    (Code::FieldNotAvailable, Items("struct A { a: u8 if b > 1, b: u8 }")),
    (Code::FieldNotAvailable, Items("struct A { a: bool, b: u8 if a, require b > 1 }")),
    (Code::SelectorMismatch, Items("enum E: u8 { A = 0 }\nunion U(e: E) { A => {} }\nstruct S { e: u8, u: U(e) }")),
    (Code::SelectorMismatch, Items("enum E: u8 { A = 0 }\nunion U(e: E) { A => {} }\nstruct S { u: U }")),
    (Code::SelectorMismatch, Items("union U(e: u8) { 0 => A {}, 1 => B { b: u8 } }\nstruct S { a: u8 = 1, u: U(a) }")),
    (Code::SelectorMismatch, Items("union U(e: u8) { 0 => A {}, 1 => B { b: u8 } }\nstruct S { a: u8 = len(b), u: U(a), b: bytes[0..=9] }")),
    (Code::SelectorMismatch, Items("union U(e: u8) { 0 => A {}, 1 => B { b: u8 } }\nunion V: u8 { .. => C { u: U(tag) }, 1 => D {} }")),
    (Code::SelectorUsedTwice, Items("enum E: u8 { A = 0 }\nunion U(e: E) { A => {} }\nstruct S { e: E, u: U(e), v: U(e) }")),
    (Code::UncoveredVariant, Items("enum E: u8 { A = 0, B = 1 }\nunion U(e: E) { A => {} }")),
    (Code::UncoveredVariant, Items("enum E: u8 { A = 0, .. }\nunion U(e: E) { A => {} }")),
    (Code::Repeated, Items("union U: u8 { 0 => A {}, .. => B {}, .. => C {} }")),
    (Code::Repeated, Items("#[since(1)] #[since(1)] struct A { a: u8 }")),
    (Code::UnknownAttribute, Items("struct A { #[sinze(1)] a: u8 }")),
    (Code::UnknownAttribute, Items("#[inline] struct A { a: u8 }")),
    (Code::VersionAhead, Items("messages M: u8 {\n    1 => A { #[since(2)] a: u8 },\n}")),
    (Code::VersionAhead, Items("enum E: u8 { #[since(0)] A = 1 }")),
    (Code::MisplacedDoc, Items("struct A { a: u8, #[since(1)] require a > 3 }")),
    (Code::UnexpectedToken, Items("#[since(\"one\")] struct A { a: u8 }")),
    (Code::UnexpectedToken, Items("#[deprecated(5)] struct A { a: u8 }")),
    (Code::DuplicateName, Items("union U: u8 { 0 => A {}, .. => A {} }")),
    (Code::DuplicateName, Items("union U: u8 { 0 => A {}, .. => B { tag: u8 } }")),
    (Code::DuplicateName, Items("enum E: u8 { A = 0, B = 1 }\nunion U(e: E) { A => {}, .. => A {} }")),
    (Code::DuplicateName, Shake("on Answer { check", "on Answer { let it = 7; let it = Init.nonce; check")),
    (Code::SelectorMismatch, Items("union U(e: u8) { 0 => A {} }\nstruct S { a: u16, u: U(a) }")),
    (Code::SelectorMismatch, Items("union U(e: u8) { 0 => A {} }\nstruct S { a: u8 in 0..=1, u: U(a) }")),
    (Code::SelectorMismatch, Items("union U(e: u8) { 0 => A {} }\nstruct S { a: u8, u: U }")),
    (Code::Unmeasurable, Items("struct A { a: u8, n: u8 = size(a..=n), b: bytes[u8] }")),
    (Code::Unmeasurable, Items("struct A { a: bytes[u8], n: u16 = size(a..=b), b: bytes[rest] }")),
    (Code::Unmeasurable, Items("struct A { a: bool, n: u16 = size(b) if a, b: bytes[rest] }")),
    (Code::Unmeasurable, Items("struct A { n: u16 = size(b..=c), a: u4, b: u4, c: bytes[rest] }")),
    (Code::Unmeasurable, Items("struct A { n: u16 = size(a..=b), a: u8 if n > 3, b: bytes[rest] }")),
    (Code::Unmeasurable, Items("struct A { n: u16 = size(a), m: u16 = size(a), a: bytes[rest] }")),
    (Code::Unmeasurable, Items("struct A { n: u16 = size(a..=b), m: u16 = size(b..=c), a: u8, b: bytes[u8], c: bytes[rest] }")),
    (Code::LengthDoesNotFit, Items("struct A { n: u8 in 1..=3 = size(a..=b), a: u32, b: bytes[rest] }")),
    (Code::LengthDoesNotFit, Items("struct A { n: u8 = size(a..=b) / 4, a: u32, b: u8 }")),
    (Code::NotConstant, Items("struct A { n: u8 = len(a) / 0, a: bytes[0..=9] }")),
    (Code::NumberOutOfReach, Items("struct A { n: u8 = len(a) / 0x1_0000_0000_0000_0000, a: bytes[0..=9] }")),
    (Code::TypeMismatch, Items("struct A { n: u8 = len(a..=b), a: u8, b: bytes[rest] }")),
    (Code::UnknownName, Items("struct A { n: u8 = size(a..=bb), a: u8, b: bytes[rest] }")),
    (Code::RestNotLast, Items("struct A { n: u8 = size(a..=b), c: bool, a: bytes[rest], b: u8 if c }")),
    (Code::PacketShape, Layers("length: u16 = len(payload)", "length: u16 = len(payload) / 4")),
    (Code::PacketShape, Layers("length: u16 = len(payload),", "all: u32 = size(all..=payload), length: u16 = len(payload),")),
    (Code::ChecksumShape, Items("struct A { a: bytes[u8], c: u16 = crc32(a) }")),
    (Code::ChecksumShape, Items("struct A { a: bytes[u8], c: u32 in 1..=9 = crc32(a) }")),
    (Code::ChecksumShape, Items("struct A { a: u4, c: u8 = crc8(a), b: u4 }")),
    (Code::ChecksumShape, Items("struct A { a: u8, b: u8, c: u8 = crc8(b..=a) }")),
    (Code::ChecksumShape, Items("struct A { a: u4, b: u4, c: u8 = crc8(b..=c) }")),
    (Code::ChecksumShape, Items("struct A { a: u8, b: u8 = crc8(a..=c), c: u8 = crc8(a..=c) }")),
    (Code::ChecksumShape, Items("struct A { a: u8, b: u8 = crc8(a), c: u8 if b > 3 }")),
    (Code::ChecksumShape, Items("struct A { a: u8, b: u8 = crc8(a), require a > b }")),
    (Code::ChecksumShape, Items("struct A { a: u8, b: i16 = extern sum(a) }")),
    (Code::ChecksumShape, Items("struct A { a: u8, b: u12 = extern sum(a), c: u4 }")),
    (Code::UnknownName, Items("struct A { a: u8, b: u32 = crc_32(a) }")),
    (Code::UnknownName, Items("struct A { a: u8, b: u32 = crc32(a..=cc), c: u8 }")),
    (Code::TypeMismatch, Items("struct A { a: u8, b: u32 = crc32(a, b) }")),
    (Code::PacketShape, Layers("length: u16 = len(payload)", "sum: u16 = internet(sum..=payload), length: u16 = len(payload)")),
    (Code::PaddingShape, Items("struct A { a: [padding[4]; 3], b: option<padding[1]> }")),
    (Code::PaddingShape, Items("struct A { a: bool, b: padding[to 4] if a }")),
    (Code::ValueDoesNotFit, Items("struct A { a: u8, b: padding[to 1], c: padding[0], d: padding[128 KiB] }")),
    (Code::WrongUnit, Items("struct A { a: u8, b: padding[to 4 s] }")),
    (Code::IntegersOnly, Items("struct A { a: u8, b: padding[4] = 1 }")),
    (Code::PacketShape, Layers("length: u16 = len(payload)", "spare: padding[2], length: u16 = len(payload)")),
    (Code::UnfilledBits, Items("struct A { a: u4, b: u8 }")),
    (Code::UnfilledBits, Items("struct A { a: u4, b: bytes[2] }")),
    (Code::UnfilledBits, Items("struct A { has: bool, a: u4, b: u4 if has }")),
    (Code::UnfilledBits, Items("struct A { a: u4, b: u4le }")),
    (Code::UnfilledBits, Items("struct A { a: u1, b: u64, c: u7 }")),
    (Code::UnfilledBits, Items("struct A { a: [u4; 2] }")),
    (Code::UnfilledBits, Items("enum E: u4 { B = 1 }\nstruct A { a: option<E> }")),
    (Code::InvalidInteger, Items("struct A { a: u65, b: u0, c: i08 }")),
    (Code::InvalidInteger, Items("struct A { a: u65leb128, b: u32zigzag, c: u63quic, d: i8quic, e: u8varint }")),
    (Code::InvalidInteger, Items("union U: peek u8leb128 { 0 => A { kind: u8leb128 = 0 } }")),
    (Code::InvalidInteger, Shake("records: u8 {", "records: u8leb128 {")),
    (Code::InvalidInteger, Items("flags F: i32zigzag { a = 1, reserved = 0 }")),
    (Code::UnfilledBits, Items("struct A { a: u4, b: u32leb128 }")),
    (Code::PacketShape, Layers("packet Packet { marks: Marks,", "packet Packet { a: u7leb128, marks: Marks,")),
    (Code::Unmeasurable, Items("struct A { n: u16leb128 = size(n..=b), b: bytes[rest] }")),
    (Code::Unmeasurable, Items("struct A { n: u16leb128 = size(b..=c), b: bytes[u8], c: padding[to 4] }")),
    (Code::ChecksumShape, Items("struct A { a: u8, b: u32leb128 = crc32(a) }")),
    (Code::IntegersOnly, Items("struct A { a: f32 in 0..=1, b: f64 ms, c: f32le = 1 }")),
    (Code::TypeMismatch, Items("struct A { a: f32, require a > 1 }")),
    (Code::TypeMismatch, Items("struct A { a: f64, b: u8 if a == 0 }")),
    (Code::ReservedName, Items("struct f64le { a: u8 }")),
    (Code::UnknownName, Items("struct A { a: f16 }")),
    (Code::PayloadShape, Shake("size: u8 }\n", "size: f32 }\n")),
    (Code::NothingMalleable, Items("struct A { a: u32 malleable }")),
    (Code::NothingMalleable, Items("struct B { a: u8leb128 }\nstruct A { b: B malleable, c: [B; u8] malleable }")),
    (Code::NothingMalleable, Items("struct A { a: bit malleable, b: u7, c: bytes[u8] malleable, d: option<f32> malleable }")),
    (Code::StrictTrailing, Items("struct A { a: u8, newer: padding[rest] }")),
    (Code::StrictTrailing, Items("struct A { a: u8, newer: padding[rest in 1..=9] malleable }")),
    (Code::EmptyRange, Items("struct A { a: u8, newer: padding[rest in 9..=1] malleable }")),
    (Code::RestNotLast, Items("struct A { newer: padding[rest] malleable, a: string[u8] }\nstruct B { a: [A; u8] }")),
    (Code::PaddingShape, Items("struct A { a: bool, newer: padding[rest] malleable if a }")),
    (Code::PaddingShape, Items("struct A { a: within[u8]<padding[rest]> malleable }")),
    (Code::EmptyElement, Items("struct A { newer: padding[rest] malleable }\nunion U: u8 within[u8] { 1 => One { a: A } }\nstruct B { c: within[u8]<[A; rest]> }")),
    (Code::UnstableSize, Items("struct A { a: u8, newer: padding[rest] malleable }\nstruct B { a: within[4]<A>, b: within[u8 in 2..]<A>, c: within[u8 in 1..]<A> }")),
    (Code::UnstableSize, Items("union U: u8 within[u8 in 2..=9] { 1 => One { a: u8, newer: padding[rest] malleable }, 2 => Two { a: u16 } }")),
    (Code::UnstableSize, Items("struct A { n: u8 = size(a..=b) / 2, a: u16leb128 malleable, b: bytes[u8] }")),
    (Code::UnstableSize, Items("struct A { n: u8 in 3..=9 = size(a..=b), a: u8, b: padding[rest] malleable }")),
    (Code::UnstableSize, Items("struct A { n: u8 = size(a..=b), a: u8, b: padding[rest] malleable, require n > 1 }")),
    (Code::Repeated, Items("struct A { a: u8leb128 malleable malleable }")),
    (Code::PrefixTooSmall, Items("struct A { a: bytes[u7leb128 in 0..=128] }")),
    (Code::LengthDoesNotFit, Items("struct A { n: u14quic = len(a), a: bytes[0..=16384] }")),
    (Code::ElementLikeEnd, Items("struct A { a: [u14leb128; until 0] }")),
    (Code::InvalidInteger, Items("struct A { a: bytes[u4] }\nunion U: u4 { 0 => B {} }")),
    (Code::UnfilledBits, Layers("packet Packet { marks: Marks,", "packet Packet { a: u4, b: u5, marks: Marks,")),
    (Code::LengthDoesNotFit, Layers("length: u16 = len(payload)", "a: u5, length: u11 = len(payload)")),
    (Code::LengthDoesNotFit, Items("struct A { a: within[u8 in 0..=3]<u32> }")),
    (Code::LengthDoesNotFit, Items("struct A { a: within[5]<u32> }")),
    (Code::LengthDoesNotFit, Items("union U: u8 within[u8 in 0..=3] { 0 => A { a: u32 } }")),
    (Code::Unmeasured, Items("struct A { a: within[rest]<u32> }")),
    (Code::Unmeasured, Items("struct A { a: within[0..=4]<u32> }")),
    (Code::SelectorMismatch, Items("union U(a: u8) within[u8] { 0 => A { a: u32 } }")),
    (Code::SelectorMismatch, Items("union U: u8 within[4] { 0 => A { a: u32 } }")),
    (Code::PrefixTooSmall, Items("struct A { a: within[u8 in 0..=256]<bytes[rest]> }")),
    (Code::ElementLikeEnd, Items("struct A { a: [u8; until 0] }")),
    (Code::ElementLikeEnd, Items("struct A { a: [B; until 255] }\nstruct B { b: i8 in -3..=-1 }")),
    (Code::ElementLikeEnd, Items("struct A { a: [B; until 255] }\nstruct B { b: i8 = -1 }")),
    (Code::ElementLikeEnd, Items("struct A { a: [string[u8]; until 0] }")),
    (Code::ElementLikeEnd, Items("struct A { a: [B; until 3] }\nunion B: u16le { 3 => C {} }")),
    (Code::ElementLikeEnd, Items("struct A { a: [string[u8 in 1..=9]; until b\"\\r\\n\"] }")),
    (Code::ValueDoesNotFit, Items("struct A { a: bytes[until b\"12345\"] }")),
    (Code::ValueDoesNotFit, Items("struct A { a: bytes[until b\"\"] }")),
    (Code::MeasuredTwice, Items("struct A { n: u8 = len(a), a: bytes[until 0 in 0..=9] }")),
    (Code::NotConstant, Items("struct A { a: u8, b: u8, require a / b == 3 }")),
    (Code::NotConstant, Items("struct A { a: u8, require a % 0 == 3 }")),
    (Code::NotConstant, Items("const A = 4 / 0;")),
    (Code::ConstantCondition, Items("struct A { a: u8, require a / 8 < 32 }")),
    (Code::ConstantCondition, Items("struct A { a: u8, require a % 8 == 8 }")),
    (Code::PeekedNumber, Items("union U: peek u8 { 0 => A {} }")),
    (Code::PeekedNumber, Items("union U: peek u8 { 0 => A { kind: u8 } }")),
    (Code::PeekedNumber, Items("union U: peek u8 { 0 => A { kind: u8 = 1 } }")),
    (Code::PeekedNumber, Items("union U: peek u16 { 0 => A { kind: u16le = 0 } }")),
    (Code::PeekedNumber, Items("union U: peek u8 { 0 => A { kind: u8 = 0 }, .. => B { kind: u8 = 5 } }")),
    (Code::UnreachableArm, Items("enum E: u8 { A = 0 }\nunion U(e: E) { A => {}, .. => B {} }")),
    (Code::LayoutMismatch, Items("struct S { a: u8 }\nmessages M: u32 encoding bincode { 0 => A { s: S } }")),
    (Code::LayoutMismatch, Items("struct S encoding bincode { a: u16 }\nstruct T encoding bincode varint { s: S }")),
    (Code::LayoutMismatch, Items("struct S encoding bincode varint { a: u16 }\nstruct T encoding bincode { s: [S; u8] }")),
    (Code::UnknownName, Items("struct S encoding bincode varying { a: u16 }")),
    (Code::EmptyChoice, Items("enum E: u8 {}")),
    (Code::ConditionalComputed, Items("struct S { f: bool, n: u8 = len(a), a: bytes[0..=9] if f }")),
    (Code::LengthDoesNotFit, Items("struct S { n: u8 = len(a) + 8, a: bytes[0..=250] }")),
    (Code::LengthDoesNotFit, Items("struct S { n: u8 = len(a) - 8, a: bytes[0..=100] }")),
    (Code::Underflow, Items("struct S { n: u8, require n - 8 < 100 }")),
    (Code::Underflow, Items("struct S { a: bytes[u8], b: bytes[u8], require len(a) - len(b) < 100 }")),
    (Code::NumberOutOfReach, Items("const A = 170141183460469231731687303715884105727 + 1;")),
    (Code::NumberOutOfReach, Items("struct S { a: u64, b: u64, require a * b > 9 }")),
    (Code::ConstantCondition, Items("struct S { a: u8, require a <= 255 }")),
    (Code::ConstantCondition, Items("struct S { a: u8 in 1..=9, b: u8 if a > 9 }")),
    (Code::EmptyRange, Items("struct S { a: u8 in 9..=1 }")),
    (Code::ValueDoesNotFit, Items("struct S { a: u8 = 256 }")),
    (Code::ValueDoesNotFit, Items("struct S { a: bytes[3] = b\"RIFF\", b: u32 = b\"RIFF\" }")),
    (Code::ValueDoesNotFit, Items("struct S { a: bytes[u8] = b\"RIFF\", b: string[4] = b\"RIFF\" }")),
    (Code::ValueDoesNotFit, Items("struct S { a: u8 in 0..=300 }")),
    (Code::PrefixTooSmall, Items("struct S { a: bytes[u8 in 0..=256] }")),
    (Code::PacketTooSmall, Layers("bytes[0..=4096]", "bytes[0..=12]")),
    (Code::EmptyElement, Items("struct E {}\nstruct S { a: [E; u8] }")),
    (Code::Recursive, Items("struct A { b: option<B> }\nstruct B { a: A }")),
    (Code::LayerOrder, Layers("    -> Envelope\n", "")),
    (Code::LayerOrder, Layers("-> compress(lz4 when marks.lz4, zstd when marks.zstd)\n    -> Envelope", "-> Envelope\n    -> compress(lz4 when marks.lz4)")),
    (Code::LayerFlag, Layers("zstd when marks.zstd", "zstd when marks.lz4")),
    (Code::LayerFlag, Layers("zstd when marks.zstd", "zstd when length > 3")),
    (Code::PacketShape, Items("packet P { a: bytes[u8], n: u8 = len(b), b: bytes[0..=9] }")),
    (Code::PacketShape, Items("packet P { a: u8 }")),
    (Code::PacketShape, Layers("packet Packet { marks", "struct Part { a: u8 in 1..=2 }\npacket Packet { part: Part, marks")),
    (Code::PacketShape, Layers("packet Packet { marks", "enum Side: u8 { Left = 1 }\npacket Packet { sides: [Side; 2], marks")),
    (Code::EnvelopeShape, Layers("    id: u64,\n", "")),
    (Code::EnvelopeShape, Layers("deadline: u32 ms if", "deadline: u32 if")),
    (Code::EnvelopeShape, Layers("Cancel => {}", "Cancel => { why: u8 }")),
    (Code::RoleShape, Layers("Pong { nonce: u32 }", "Pong { nonce: u64 }")),
    (Code::RoleShape, Layers("Ping { nonce: u32 }", "Ping { nonce: u32, require nonce > 1 }")),
    (Code::RoleShape, Layers("code: u16, detail", "number: u16, detail")),
    (Code::RoleShape, Layers("code: u16, detail", "code: u40, detail")),
    (Code::RoleShape, Layers("code: u16, detail", "code: i32, detail")),
    (Code::UnsupportedSuite, Shake("_25519_ChaChaPoly", "_448_ChaChaPoly")),
    (Code::UnsupportedSuite, Shake("[s, se]", "[s, se, ss]")),
    (Code::UnsupportedSuite, Shake("[s, se]", "[s]")),
    (Code::UnsupportedSuite, Shake("tokens [e], clear", "tokens [e, e1], clear")),
    (Code::UnsupportedSuite, Shake("tokens [e], clear", "tokens [e, e1 if hfs], clear")),
    (Code::UnsupportedSuite, Shake("[s, se]", "[s, se, psk]")),
    (Code::UnsupportedSuite, Shake("Noise_XX_25519", "Noise_XXhfs_25519+MLKEM768")),
    (Code::UnsupportedSuite, Shake("Noise_XX_25519", "Noise_NX_25519")),
    (Code::PayloadShape, Shake("size: u8 }\n", "size: option<u8> }\n")),
    (Code::NoiseOrder, Known("[e, ee]", "[e, ee, s]")),
    (Code::NoiseOrder, Known("[e, es]", "[e, es, s]")),
    (Code::NoiseOrder, Known("[s, se]", "[se]")),
    (Code::NoisePayload, Known("[e, es], sealed", "[e, es], clear")),
    (Code::PayloadShape, Shake("suites: [u16;", "suites: [u32;")),
    (Code::NoiseOrder, Shake("tokens [s, se]", "tokens [se, s]")),
    (Code::NoiseOrder, Hybrid("[e, ee, ekem1, s, es]", "[e, ee, ekem1, ekem1, s, es]")),
    (Code::NoiseOrder, Hybrid("tokens [e, e1], clear", "tokens [e1, e], clear")),
    (Code::NoiseOrder, Hybrid("tokens [e, e1], clear", "tokens [e], clear")),
    (Code::NoisePayload, Shake("[e, ee, s, es]", "[e, s, ee, es]")),
    (Code::NoisePsk, Preshared("tokens [psk, e], sealed", "tokens [psk], sealed")),
    (Code::WeakPayload, Shake("[e, ee, s, es], sealed", "[e, ee, s, es], sealed(2, 5)")),
    (Code::WeakPayload, Shake("tokens [], clear", "tokens [], clear(0, 1)")),
    (Code::TagDoesNotFit, Shake("[e, ee, s, es], sealed", "[e, ee, s, es], sealed(3, 1)")),
    (Code::UsedBeforeCheck, Shake("send Answer { size: size };", "send Answer { size: size }; check 1 in Init.sizes else Busy;")),
    (Code::UsedBeforeCheck, Shake("send Confirm { proof: proof };", "send Confirm { proof: proof }; check fresh(Init.nonce, now) else Refused;")),
    (Code::UsedBeforeCheck, Shake("send Confirm { proof: proof };", "let echo = hash(\"echo\", Answer.size); send Confirm { proof: echo }; check Answer.size in local.sizes else Refused;")),
    (Code::UsedBeforeCheck, Shake("send ready;", "send ready; check authorized(rs) else Broken;")),
    (Code::NoisePayload, Preshared("tokens [psk, e], sealed", "tokens [psk, e], clear")),
    (Code::NoisePayload, Shake("tokens [s, se], sealed", "tokens [s, se], clear")),
    (Code::NoisePayload, Shake("tokens [e], clear", "tokens [e], sealed")),
    (Code::NoiseDirection, Shake("Init = 1, initiator -> responder", "Init = 1, responder -> initiator")),
    (Code::UnreachableState, Shake("        Last {", "        Lost { on ready -> established {} }\n        Last {")),
    (Code::DeadEnd, Shake("on ready -> established { compression: Answer.size }", "on ready -> failed(Broken)")),
    (Code::UnusedMessage, Shake("            on Reject -> failed(Refused)\n", "")),
    (Code::UnusedMessage, Shake("Busy = Reject { code: 1 }", "Busy")),
    (Code::Unanswered, Shake(", suite -> Busy", "")),
    (Code::Unanswered, Shake("on start {", "on Reject {")),
    (Code::ValueNotKnown, Shake("time: now,", "time: Answer.size,")),
    (Code::ValueNotKnown, Shake("send Init {", "check authorized(rs) else Broken; send Init {")),
    (Code::ValueNotKnown, Shake("on Reject -> failed(Refused)\n        }\n        Last { on ready -> established { compression: Answer.size } }", "on Reject { let early = 1; } -> failed(Refused)\n        }\n        Last { on ready -> established { compression: early } }")),
    (Code::FieldAssignment, Shake("time: now, nonce: random", "nonce: random")),
    (Code::FieldAssignment, Shake("time: now,", "time: now, time: now,")),
    (Code::ValueDoesNotSuit, Shake("send Answer { size: size }", "send Answer { size: Init.time }")),
    (Code::ValueDoesNotSuit, Shake("nonce: random", "nonce: proof")),
    (Code::WrongSender, Shake("Reject = 5, responder -> initiator", "Reject = 5, responder -> responder")),
    (Code::WrongSender, Shake("on Reject -> failed(Refused)", "on Reject -> failed(Refused)\n            on Confirm -> failed(Refused)")),
    (Code::DuplicateTransition, Shake("on Reject -> failed(Refused)", "on Reject -> failed(Refused)\n            on Reject -> failed(Broken)")),
    (Code::MachineOrder, Shake("on Reject -> failed(Refused)", "on Reject -> failed(Refused)\n            on ready -> established {}")),
    (Code::MachineOrder, Shake("on Reject -> failed(Refused)\n        }\n        Last { on ready -> established { compression: Answer.size } }", "on Reject -> Last\n        }\n        Last { on ready -> established {} }")),
    (Code::OptionalValue, Shake("Init.sizes) else Busy;", "Init.sizes);")),
    (Code::OptionalValue, Shake("let proof = hash(\"proof\", Init.nonce)", "let proof = random")),
    (Code::RecordsShape, Shake("final_sequence: u64", "sequence: u64")),
    (Code::RecordsShape, Shake(", 3 => key_update {}", "")),
    (Code::HandshakeLimit, Shake("limit: 4 KiB", "limit: 64")),
    (Code::StartOfMachine, Shake("send ready; ", "")),
    (Code::StartOfMachine, Shake("on Reject -> failed(Refused)", "on Reject -> failed(Refused)\n            on start -> failed(Broken)")),
    (Code::SecondAttempt, Shake("on Reject -> failed(Refused)", "on Reject once -> failed(Refused)")),
    (Code::SecondAttempt, Retrying("on Retry once { check suite in local.suites else Broken; send Init { time: now, nonce: random, sizes: local.sizes, cookie: Retry.cookie }; } -> Waiting", "on Retry -> failed(Refused)")),
    (Code::SecondAttempt, Retrying("cookie: Retry.cookie }; } -> Waiting", "cookie: Retry.cookie }; } -> Other\n            on Reject -> failed(Refused)\n        }\n        Other {\n            on Answer { check authorized(rs) else Refused; send Confirm { proof: proof }; } -> Last")),
    (Code::SecondAttempt, Retrying("check suite in local.suites else Broken; send", "send")),
    (Code::SecondAttempt, Retrying("check suite in local.suites else Broken; send", "check 1 in local.sizes else Broken; send")),
    (Code::SecondAttempt, Retrying("clear { cookie: bytes[u8 in 1..=64] }", "clear { cookie: bytes[u8 in 1..=55] }")),
    (Code::SecondAttempt, Retrying("clear { cookie: bytes[u8 in 1..=64] }", "clear { code: u8, cookie: bytes[u8 in 1..=64] }")),
    (Code::SecondAttempt, Retrying("cookie(Init.cookie, suite)", "cookie(Init.nonce, suite)")),
    (Code::SecondAttempt, Retrying("else Retry; send Answer", "else Retry; check cookie(Init.cookie, suite) else Retry; send Answer")),
    (Code::SecondAttempt, Retrying("on Confirm {", "on Confirm { check cookie(Init.cookie, suite) else Retry;")),
    (Code::SecondAttempt, Retrying("on Answer {", "on Answer { check cookie(Init.cookie, suite) else Retry;")),
    (Code::TypeMismatch, Retrying("cookie(Init.cookie, suite)", "cookie(Init.cookie)")),
    (Code::TypeMismatch, Retrying("check cookie(Init.cookie, suite) else Retry;", "check capacity(1) else Refused;")),
    (Code::TypeMismatch, Retrying("cookie(Init.cookie, suite)", "cookie(Init.time, suite)")),
    (Code::UnknownName, Retrying("else Retry;", "else Refused;")),
    (Code::ValueNotKnown, Retrying("cookie(Init.cookie, suite)", "cookie(Init.cookie, Answer.size)")),
    (Code::ValueNotKnown, Retrying("cookie(Init.cookie, suite) else Retry;", "cookie(Init.cookie, suite) else Retry; check Retry.cookie == empty else Refused;")),
    (Code::PayloadShape, Shake("suites: [u16; u8 in 1..=8]", "suites: [u16; 1]")),
    (Code::PayloadShape, Shake("suites: [u16; u8 in 1..=8]", "suites: [u16; u8 in 2..=8]")),
    (Code::RecordsShape, Shake("records: u8", "records: u16")),
    (Code::DuplicateLabel, Shake("iv: b\"iv\"", "iv: b\"key\"")),
    (Code::UnknownName, Shake("    keys {", "    claims { secrett }\n    keys {")),
    (Code::UnknownName, Shake("    keys {", "    claims { kci }\n    mutants { drop(es) breaks kci, omit(es) breaks kci }\n    keys {")),
    (Code::UnknownName, Shake("    keys {", "    claims { kci }\n    mutants { drop(es) breaks kci, drop(se) breaks kcj }\n    keys {")),
    (Code::UnknownName, Shake("    keys {", "    claims { agree server with initiator }\n    keys {")),
    (Code::WrongSender, Shake("    keys {", "    claims { agree responder with responder }\n    keys {")),
    (Code::ClaimWithoutUse, Shake("    keys {", "    claims { kci, kci }\n    mutants { drop(es) breaks kci }\n    keys {")),
    (Code::ClaimWithoutUse, Shake("    keys {", "    claims { pq_secret if hfs }\n    mutants { drop(ee) breaks pq_secret }\n    keys {")),
    (Code::ClaimWithoutMutant, Shake("    keys {", "    claims { secret, kci }\n    mutants { drop(es) breaks kci }\n    keys {")),
    (Code::MutantUnclaimed, Shake("    keys {", "    claims { kci }\n    mutants { drop(es) breaks kci, drop(ee) breaks secret }\n    keys {")),
    (Code::MutantWithoutEffect, Shake("    keys {", "    claims { kci }\n    mutants { drop(es) breaks kci, drop(ss) breaks kci }\n    keys {")),
    (Code::MutantWithoutEffect, Shake("    keys {", "    claims { kci }\n    mutants { drop(es) breaks kci, unbind(ck) breaks kci }\n    keys {")),
    (Code::GeneratedName, Renamed("Init", "Unreadable")),
    (Code::GeneratedName, Renamed("Confirm", "Failure")),
    (Code::GeneratedName, Renamed("Confirm", "Hel_lo")),
    (Code::GeneratedName, Renamed("Confirm", "Vec")),
    (Code::GeneratedName, Renamed("Waiting", "Failed")),
    (Code::GeneratedName, Renamed("Waiting", "Offers")),
    (Code::GeneratedName, Renamed("Answered", "Established")),
    (Code::GeneratedName, Renamed("Offers", "Received")),
];

/// The code that only the other doors can earn: `rust_types_are_for_fragments_alone`.
const BY_TREE: [Code; 1] = [Code::ForeignType];

impl Wrong {
    fn source(&self) -> String {
        let replaced =
            |base: &str, from: &str, to: &str| format!("{HEAD}{}", replaced(base, from, to));
        match self {
            Items(items) => format!("{HEAD}{items}\n"),
            Whole(spec) => (*spec).to_owned(),
            Layers(from, to) => replaced(LAYERED, from, to),
            Shake(from, to) => replaced(HANDSHAKE, from, to),
            Hybrid(from, to) => replaced(&hybrid(), from, to),
            Known(from, to) => replaced(&known(), from, to),
            Preshared(from, to) => replaced(&preshared(), from, to),
            Retrying(from, to) => replaced(&retrying(), from, to),
            Renamed(from, to) => format!("{HEAD}{}", HANDSHAKE.replace(from, to)),
        }
    }
}

#[track_caller]
fn check(source: &str, expected: &[Code]) -> String {
    let diagnostics = compile(source).err().unwrap_or_default();
    let found: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    let page = render(&diagnostics, "case.wire", source, false);
    assert_eq!(found, expected, "\n{page}");
    for diagnostic in &diagnostics {
        assert!(diagnostic.help.is_some(), "no help:\n{page}");
        assert!(diagnostic.span.end <= source.len(), "out of the source:\n{page}");
    }
    page
}

#[test]
fn the_bases_are_right() {
    check(&format!("{HEAD}{LAYERED}"), &[]);
    for handshake in [HANDSHAKE.to_owned(), hybrid(), known(), preshared(), retrying()] {
        check(&format!("{HEAD}{handshake}"), &[]);
    }
}

#[test]
fn every_code_has_a_case_that_reads_well() {
    let mut page = String::new();
    let mut failed = Vec::new();
    for (code, wrong) in MISTAKES {
        let source = wrong.source();
        let diagnostics = compile(&source).err().unwrap_or_default();
        let rendered = render(&diagnostics, "case.wire", &source, false);
        let only = !diagnostics.is_empty() && diagnostics.iter().all(|found| found.code == *code);
        let helped = diagnostics.iter().all(|found| found.help.is_some());
        if !only || !helped {
            failed.push(format!("---- {code} {code:?}\n{rendered}"));
        }
        page += &format!("==== {code}: {}\n\n{rendered}\n", code.title());
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    insta::assert_snapshot!(page);
    let covered: BTreeSet<Code> = MISTAKES.iter().map(|(code, _)| *code).chain(BY_TREE).collect();
    let stages = ["PW02", "PW03", "PW04", "PW05", "PW06"];
    // Imports need several files; their cases are in `imports`.
    let several_files = |code: &Code| ("PW0220".."PW0230").contains(&code.id());
    let alone = Code::ALL.iter().filter(|code| !several_files(code));
    for code in alone.filter(|code| stages.iter().any(|s| code.id().starts_with(s))) {
        assert!(covered.contains(code), "{code} ({code:?}) has no case");
    }
}

#[test]
fn one_run_reports_mistakes_of_all_families() {
    let source = format!(
        "{HEAD}{}",
        "\
const LIMIT = 5 s;

flags Marks: u8 { urgent = 0x03, reserved = 0 }

struct Note {
    size: u8 = len(text) + 8,
    text: string[0..=255],
}

struct Part { data: bytes[u16 in 0..=LIMIT] }

struct Page { mark: Marks, lines: u8, require lines - 3 < 10 }

messages Message: u8 {
    0 => Show { page: Pagee },
    1 => Hide {},
}
"
    );
    let diagnostics = compile(&source).expect_err("five mistakes");
    assert_eq!(diagnostics.len(), 5);
    insta::assert_snapshot!(render(&diagnostics, "five.wire", &source, false));
}

#[test]
fn what_is_shown_before_makes_a_difference_safe() {
    check(&format!("{HEAD}struct S {{ n: u8, require n >= 8, require n - 8 < 100 }}"), &[]);
    check(&format!("{HEAD}struct S {{ n: u8, require n >= 8 && n - 8 < 100 }}"), &[]);
    check(&format!("{HEAD}struct S {{ n: u8, require n < 8 || n - 8 < 100 }}"), &[]);
    check(
        &format!("{HEAD}struct S {{ n: u8, require n >= 7 && n - 8 < 100 }}"),
        &[Code::Underflow],
    );
    check(&format!("{HEAD}struct S {{ a: u8, b: u8, require b <= a, require a - b < 100 }}"), &[]);
    check(
        &format!("{HEAD}struct S {{ a: u8, b: u8, require a <= b, require a - b < 100 }}"),
        &[Code::Underflow],
    );
}

#[test]
fn parts_are_given_once() {
    let twice = [
        ("late", "timeout -> Late", "timeout -> Late, timeout -> Broken"),
        ("label", "iv: b\"iv\"", "iv: b\"iv\", iv: b\"vi\""),
        ("setting", "deadline: 10 s", "deadline: 10 s, deadline: 11 s"),
        (
            "agreed",
            "established { compression: size",
            "established { compression: size, compression: 0",
        ),
    ];
    for (name, from, to) in twice {
        let page = check(&Shake(from, to).source(), &[Code::Repeated]);
        assert!(page.contains("first given here"), "{name}: {page}");
    }
    check("protocol p { edition: 1, version: 1, endian: big, version: 2 }", &[Code::Repeated]);
}

#[test]
fn a_binding_of_a_binding_is_what_it_names() {
    let twice = Shake("    initiator {\n", "    let again = proof;\n    initiator {\n").source();
    check(&twice.replace("proof: proof }", "proof: again }"), &[]);
    let truth = twice.replace("check Confirm.proof == proof", "check again");
    check(&truth, &[Code::TypeMismatch]);
}

/// The initiator may say something before the first message of the pattern, and
/// then the responder knows of no suite yet.
#[test]
fn no_suite_runs_before_the_first_message() {
    let reject = "    message Reject";
    let hint = format!(
        "    message Hint = 9, initiator -> responder, tokens [], clear {{ suite: u16 }}\n{reject}"
    );
    let source = replaced(&format!("{HEAD}{HANDSHAKE}"), reject, &hint);
    let source = replaced(&source, "send Init {", "send Hint { suite: suite }; send Init {");
    let heard = |steps: &str| {
        replaced(
            &source,
            "        Listen {\n",
            &format!("        Listen {{\n on Hint {{ {steps} }} -> Listen\n"),
        )
    };
    check(&heard("check Hint.suite == 1 else Refused;"), &[]);
    check(&heard("check Hint.suite == suite else Refused;"), &[Code::ValueNotKnown]);
    check(&heard("check fresh(hash(\"x\", suite), now) else Refused;"), &[Code::ValueNotKnown]);
    let behind = heard("check Hint.suite == 1 else Refused;");
    check(
        &replaced(
            &behind,
            "check within(Init.time",
            "check suite == 1 else Refused; check within(Init.time",
        ),
        &[],
    );
}

/// A string is bytes; bytes are a string only where they are seen to be UTF-8.
#[test]
fn strings_and_bytes_in_handshakes() {
    let source = |field: &str, value: &str| {
        let handshake = replaced(
            HANDSHAKE,
            "sizes: [u8; u8 in 1..=4] }",
            "sizes: [u8; u8 in 1..=4], name: string[u8 in 0..=9], raw: bytes[u8 in 0..=9] }",
        );
        let handshake = replaced(
            &handshake,
            "        sizes: [u8; u8 in 1..=4],\n",
            &format!("        sizes: [u8; u8 in 1..=4],\n        said: {field},\n"),
        );
        format!(
            "{HEAD}{}",
            replaced(
                &handshake,
                "sizes: local.sizes }",
                &format!("sizes: local.sizes, said: {value} }}")
            )
        )
    };
    let (text, bytes) = ("string[u8 in 0..=9]", "bytes[u8 in 0..=9]");
    for (field, value) in [
        (text, "local.name"),
        (text, "\"ü\""),
        (text, "b\"abc\""),
        (text, "empty"),
        (bytes, "local.name"),
        (bytes, "local.raw"),
        (bytes, "b\"\\xff\""),
    ] {
        check(&source(field, value), &[]);
    }
    for (field, value) in [
        (text, "local.raw"),
        (text, "b\"\\xff\""),
        (text, "\"0123456789\""),
        ("string[32]", "hash(\"x\")"),
    ] {
        check(&source(field, value), &[Code::ValueDoesNotSuit]);
    }
    let compared = source(bytes, "local.name");
    check(
        &replaced(
            &compared,
            "check within(Init.time",
            "check Init.said == local.name else Busy; check within(Init.time",
        ),
        &[],
    );
}

#[test]
fn numbers_below_zero_stand_in_handshakes() {
    let source = |value: &str| {
        let handshake = replaced(
            HANDSHAKE,
            "        time: u64 ms,\n",
            "        time: u64 ms,\n        least: i16 in -9..=-3,\n",
        );
        format!(
            "{HEAD}const THREE = 3;\n{}",
            replaced(&handshake, "time: now,", &format!("time: now, least: {value},"))
        )
    };
    for value in ["-3", "-THREE", "-(THREE + 1)"] {
        check(&source(value), &[]);
    }
    check(&source("-2"), &[Code::ValueDoesNotSuit]);
    check(&source("-local.sizes"), &[Code::TypeMismatch]);
    // A sum ends at zero.
    check(&source("-9 + 1"), &[Code::ValueDoesNotSuit]);
}

#[test]
fn a_name_for_a_sum_has_the_bounds_of_the_sum() {
    let source = |sum: &str| {
        let named = format!("    let many = {sum};\n    let proof");
        let handshake = replaced(HANDSHAKE, "    let proof", &named);
        format!("{HEAD}{}", replaced(&handshake, "{ size: size }", "{ size: many }"))
    };
    check(&source("200 + 55"), &[]);
    check(&source("200 + 56"), &[Code::ValueDoesNotSuit]);
}

/// What is sent is checked before, if a check looks at it at all: through each
/// `let` between the field and what is sent, and between the field and the check.
#[test]
fn fields_are_followed_through_lets_to_their_checks() {
    let start = "send Init { time: now, nonce: random, sizes: local.sizes };";
    let answer = "send Confirm { proof: proof };";
    let source = |first: &str, second: &str| {
        let handshake = replaced(HANDSHAKE, start, &format!("{start} {first}"));
        format!("{HEAD}{}", replaced(&handshake, answer, second))
    };
    let checked = "check Answer.size in local.sizes else Refused;";
    let echo = "let echo = hash(\"echo\", Answer.size);";
    let again = "let again = hash(\"again\", echo);";
    for steps in [
        format!("{checked} {echo} send Confirm {{ proof: echo }};"),
        format!("{echo} {checked} send Confirm {{ proof: echo }};"),
        format!("{echo} {again} {checked} send Confirm {{ proof: again }};"),
        // Nothing of what is checked was sent.
        format!("{echo} send Confirm {{ proof: proof }}; {checked}"),
        format!("send Confirm {{ proof: proof }}; {echo} check echo == echo else Refused;"),
    ] {
        check(&source("", &steps), &[]);
    }
    for steps in [
        format!("send Confirm {{ proof: hash(\"echo\", Answer.size) }}; {checked}"),
        format!("{echo} send Confirm {{ proof: echo }}; {checked}"),
        format!("{echo} {again} send Confirm {{ proof: again }}; {checked}"),
        format!(
            "{echo} send Confirm {{ proof: echo }}; {again} check again == proof else Refused;"
        ),
        "send Confirm { proof: proof }; check proof == proof else Refused;".to_owned(),
    ] {
        check(&source("", &steps), &[Code::UsedBeforeCheck]);
    }
    // From a transition before this one.
    let mark = "let mark = hash(\"mark\", Init.nonce);";
    let fresh = "check fresh(Init.nonce, now) else Refused;";
    check(&source(mark, &format!("{fresh} send Confirm {{ proof: mark }};")), &[]);
    let late = source(mark, &format!("send Confirm {{ proof: mark }}; {fresh}"));
    check(&late, &[Code::UsedBeforeCheck]);
    // A name may be given again.
    let more = format!("{echo} let echo = hash(\"more\", echo);");
    let late = source("", &format!("{more} send Confirm {{ proof: echo }}; {checked}"));
    check(&late, &[Code::UsedBeforeCheck]);
    let other = format!("{echo} let echo = hash(\"more\");");
    check(&source("", &format!("{other} send Confirm {{ proof: echo }}; {checked}")), &[]);
}

/// Each holds the next twice: 2^n - 1 structures in all, and none takes a byte.
#[test]
fn empty_structures_are_read_to_a_limit() {
    let chain = |levels: usize, last: &str| {
        let links =
            (1..levels).map(|n| format!("struct S{n} {{ a: S{}, b: S{} }}\n", n + 1, n + 1));
        let links: String = links.collect();
        format!("{HEAD}{links}struct S{levels} {{ {last} }}\n")
    };
    check(&chain(10, ""), &[]);
    check(&chain(11, ""), &[Code::TooManyEmpty]);
    check(&chain(60, ""), &[Code::TooManyEmpty]);
    check(&chain(60, "a: bool, b: u8 if a"), &[]);
    let condition = chain(60, "").replace("a: S60,", "c: bool, a: S60 if c,");
    check(&condition, &[]);
}

#[test]
fn times_are_compared_in_seconds() {
    let spec =
        |condition: &str| format!("{HEAD}const C = 1 min;\nstruct S {{ a: u16 s, {condition} }}");
    for condition in [
        "require a >= 3 s",
        "require C > a",
        "require a + 2 * 1 s < C - 500 ms * 2",
        "b: u8 if a == 2 min",
    ] {
        check(&spec(condition), &[]);
    }
    check(&spec("require a <= 65535 s"), &[Code::ConstantCondition]);
    for condition in ["require a < b", "require b + 1 ms >= a * 2 + 1 s", "c: u8 if a == b"] {
        check(&spec(&format!("b: u16 ms, {condition}")), &[]);
    }
    // 65 seconds are the most that the milliseconds reach.
    check(&spec("b: u16 ms, require a < 66 s, require b != 66 s"), &[Code::ConstantCondition]);
    check(&spec("b: u16 ms, require a * b < 9"), &[Code::WrongUnit]);
    check(&spec("require a + 1 ms < C"), &[Code::WrongUnit]);
}

#[test]
fn bounds_are_inclusive() {
    for (length, codes) in [(247, &[][..]), (248, &[Code::LengthDoesNotFit])] {
        check(&format!("{HEAD}struct S {{ n: u8 = len(a) + 8, a: bytes[0..={length}] }}"), codes);
    }
    for (length, codes) in [(255, &[][..]), (256, &[Code::PrefixTooSmall])] {
        check(&format!("{HEAD}struct S {{ a: bytes[u8 in 0..={length}] }}"), codes);
    }
    for (least, codes) in [(8, &[][..]), (7, &[Code::LengthDoesNotFit])] {
        check(&format!("{HEAD}struct S {{ n: u8 = len(a) - 8, a: bytes[{least}..=100] }}"), codes);
    }
}

#[test]
fn sizes_count_every_byte() {
    let source = format!(
        "{HEAD}{}",
        "\
enum Kind: u8 { A = 0, B = 1 }
union Chosen(kind: Kind) { A => { a: u32 }, B => {} }
union Tagged: u16 { 0 => C { c: u8 }, 1 => D { d: bytes[5] } }
struct Fixed { a: u24, b: bool, c: [u16; 3] }
struct Prefixed { a: bytes[u16 in 2..=9], b: [Fixed; u8 in 1..=2] }
struct Optional { a: bool, b: u32 if a, c: option<u64> }
struct Unions { kind: Kind, chosen: Chosen(kind), tagged: Tagged }
struct Open { a: bytes[rest] }
struct Measured { n: u8 = len(a) + 4, a: bytes }
"
    );
    let model = compile(&source).unwrap_or_else(|found| panic!("{found:#?}"));
    let expected = [
        ("Fixed", 10, Some(10)),
        ("Prefixed", 2 + 2 + 1 + 10, Some(2 + 9 + 1 + 20)),
        ("Optional", 2, Some(14)),
        ("Unions", 1 + 2 + 1, Some(1 + 4 + 2 + 5)),
        ("Open", 0, None),
        ("Measured", 1, Some(1 + 251)),
    ];
    for (name, min, max) in expected {
        let place = model.structs.iter().position(|item| item.name.text == name);
        let size = model.struct_size(StructId(place.expect(name)));
        assert_eq!((size.min, size.max), (min, max), "{name}");
    }
}

#[test]
fn seconds_and_milliseconds_mean_the_fields_unit() {
    let source = format!("{HEAD}struct S {{ a: u8 s in 1 s..=1 min, b: u16 ms in 1 s..=1 min }}");
    let model = compile(&source).expect("right");
    let ranges: Vec<_> = model.structs[0].fields.iter().map(|field| field.range).collect();
    assert_eq!(ranges, [Some((1, 60)), Some((1000, 60_000))]);
}

#[test]
fn structures_nest_to_a_limit() {
    let chain = |length: usize| {
        let mut source = HEAD.to_owned();
        for place in 1..length {
            source += &format!("struct S{place} {{ s: S{} }}\n", place + 1);
        }
        source + &format!("struct S{length} {{ a: u8 }}\n")
    };
    check(&chain(64), &[]);
    check(&chain(65), &[Code::Recursive]);
    check(&chain(5000), &[Code::Recursive]);
}

#[test]
fn rust_types_are_for_fragments_alone() {
    use packetwright_spec::syntax::tree::{
        Body, Documented, Encoding, Field, File, Item, Struct, Type, TypeKind,
    };
    let span = packetwright_spec::span::Span { start: 0, end: 1 };
    let name = |text: &str| packetwright_spec::model::Name { text: text.into(), span };
    let field = Field {
        name: name("inner"),
        ty: Type { kind: TypeKind::External("other::Inner".into()), span },
        value: None,
        range: None,
        unit: None,
        malleable: None,
        condition: None,
        span,
    };
    let body = Body {
        fields: vec![Documented { docs: Docs::default(), node: field }],
        requires: Vec::new(),
        span: None,
    };
    let encoding = Some(Encoding { name: name("bincode"), integers: None });
    let structure = Struct { name: name("Outer"), encoding, body };
    let items = vec![Item::Struct(Documented { docs: Docs::default(), node: structure })];
    let file = File { items, ..File::default() };

    let (model, diagnostics) = lower_fragment(&file, Endian::Big);
    assert_eq!(diagnostics, []);
    assert_eq!(model.name.text, "Outer");
    packetwright_spec::check(model).expect("a fragment that makes sense");

    let (_, diagnostics) = packetwright_spec::lower::lower(&file);
    let codes: Vec<Code> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, [Code::ProtocolItem, Code::ForeignType]);
}
