//! Values and names in handshakes: each spec here once gave code that did not
//! compile, or that compiled with warnings. That such code means what the
//! interpreter says is tried on random specs, in `trials/`.

use packetwright_codegen::{Feature, Options, generate};

const HEAD: &str = "protocol demo { edition: 1, version: 1, endian: big }\n";

/// A handshake of XX.
const HELLO: &str = include_str!("../../trials/src/constructs/handshake.wire");

/// The code of [`HELLO`] with some texts in the place of others.
fn code(changes: &[(&str, &str)]) -> String {
    let mut text = format!("{HEAD}{HELLO}");
    for (from, to) in changes {
        assert!(text.contains(from), "{from:?} is in\n{text}");
        text = text.replacen(from, to, 1);
    }
    let model = packetwright_spec::compile(&text)
        .unwrap_or_else(|diagnostics| panic!("{text}: {diagnostics:#?}"));
    generate(&model, &Options { session: Feature::On, ..Options::default() })
}

#[track_caller]
fn check(changes: &[(&str, &str)], there: &[&str], not_there: &[&str]) {
    let code = code(changes);
    // Where lines break is for the printer.
    let flat = code.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in there {
        assert!(flat.contains(part), "`{part}` is not in\n{code}");
    }
    for part in not_there {
        assert!(!flat.contains(part), "`{part}` is in\n{code}");
    }
}

const SIZES: &str = "        sizes: [u8; u8 in 1..=4],\n";
const SENT: &str = "sizes: local.sizes }";

#[test]
fn strings_are_strings_and_fill_byte_strings() {
    let with = |field: &str, value: &str, there: &str| {
        let local = "sizes: [u8; u8 in 1..=4], name: string[5] }";
        check(
            &[
                ("sizes: [u8; u8 in 1..=4] }", local),
                (SIZES, &format!("{SIZES}        said: {field},\n")),
                (SENT, &format!("sizes: local.sizes, said: {value} }}")),
            ],
            &[there],
            &[],
        );
    };
    with("string[u8 in 0..=9]", "\"ab\\\"c\"", "said: \"ab\\\"c\".to_owned()");
    with("string[5]", "local.name", "said: local.name.clone()");
    with("bytes[u8 in 0..=9]", "local.name", "said: local.name.clone().into()");
    with("bytes[5]", "local.name", "said: local.name.as_bytes().try_into().map_err(");
}

#[test]
fn lists_become_those_of_the_field() {
    let to = |ty: &str, there: &[&str]| {
        let wider = format!("        sizes: {ty},\n");
        let sent = "sizes: Init.sizes }";
        let answer = "sealed { size: u8 }";
        check(
            &[
                (answer, &format!("sealed {{ size: u8,\n{wider} }}")),
                ("send Answer { size: size }", &format!("send Answer {{ size: size, {sent}")),
            ],
            there,
            &[],
        );
    };
    to("[u8; u8 in 1..=4]", &["sizes: init.sizes.clone()"]);
    to("[u16; u8 in 0..=9]", &[".map(|number| u16::try_from(*number).map_err("]);
}

#[test]
fn a_name_for_a_constant_is_the_constant() {
    let answer = "send Answer { size: size };";
    check(
        &[
            (answer, "let seven = 7; let label = b\"x\\xff\"; send Answer { size: seven };"),
            ("check Confirm.proof == proof", "check Confirm.proof == label"),
        ],
        &["size: 7 }", "crypto::equal(&confirm.proof, b\"x\\xFF\")"],
        &["label:", "{ seven"],
    );
    check(
        &[
            ("    let proof =", "    let seven = 6 + 1;\n    let proof ="),
            ("{ size: size }", "{ size: seven }"),
        ],
        &["size: 7 }"],
        &["let seven = 7"],
    );
}

#[test]
fn what_nobody_reads_has_no_name() {
    let answer = "send Answer { size: size };";
    check(
        &[(
            answer,
            "let unread = hash(\"x\", Init.nonce); let asked = capacity(); send Answer { size: size };",
        )],
        &["let _ = world.capacity();"],
        &["let unread = noise", "let asked = world"],
    );
    let twice = "let first = hash(\"x\"); let second = first == first; send Answer { size: size };";
    check(&[(answer, twice)], &[], &["let first = noise", "let second = crypto"]);
    check(
        &[(answer, "let same = Init.time == 5; check same else Busy; send Answer { size: size };")],
        &["let same = init.time == 5;", "if !same {"],
        &["same = ("],
    );
}

#[test]
fn a_number_that_is_known_has_a_type_where_it_needs_one() {
    let answer = "send Answer { size: size };";
    let steps =
        "check within(7, Init.time, 5 s) else Busy; let sum = 7 + now; check sum == 9 else Busy;";
    check(
        &[(answer, &format!("{steps} {answer}"))],
        &["7u64.abs_diff(init.time)", "7u64.saturating_add(now)"],
        &[],
    );
    // A sign binds less tightly than a call.
    let steps = "check within(-7, Init.time, 5 s) else Busy;";
    check(&[(answer, &format!("{steps} {answer}"))], &["(-7i128).abs_diff("], &[" -7i128.abs"]);
}

#[test]
fn a_peer_may_be_judged_again() {
    check(
        &[("on ready ->", "on ready { check authorized(rs) else Refused; } ->")],
        &["handshake::Authorized::check(Some(peer.peer()), world)"],
        &["peer.as_ref()"],
    );
}

#[test]
fn a_second_attempt_reads_the_message_with_the_world() {
    let retried = "on Retry once { check suite in local.suites else Broken; \
        send Init { time: now, nonce: random, cookie: Retry.cookie, sizes: local.sizes }; } -> Waiting";
    check(
        &[
            ("Noise_XX_", "Noise_XXpsk0_"),
            (
                "tokens [e], clear {\n",
                "tokens [psk, e], sealed {\n        cookie: bytes[u8 in 0..=56],\n",
            ),
            (
                "    message Reject",
                "    message Retry = 4, responder -> initiator, tokens [], clear { cookie: bytes[u8 in 1..=56] }\n    message Reject",
            ),
            ("nonce: random,", "nonce: random, cookie: empty,"),
            ("            on Reject", &format!("            {retried}\n            on Reject")),
            ("send Answer", "check cookie(Init.cookie, suite) else Retry; send Answer"),
        ],
        &["Init::open(message, suite, &mut noise, world)?;"],
        &["Init::open(message, suite, &mut noise)?;"],
    );
}

#[test]
fn a_constant_that_is_agreed_on_is_narrowed_as_any_number() {
    let with = |agreed: &str, there: &str| {
        let declared = "enum Code: i16 { Below = -3, Wide = 300 }\nstruct Offers";
        let to = format!("established {{ {agreed} }}");
        check(
            &[("struct Offers", declared), ("established { compression: size }", &to)],
            &[there],
            &[],
        );
    };
    with("compression: 7", "compression: 7,");
    with("compression: Code::Below", "u8::try_from(-3i128).map_err(|_| Failure::Unexpected)?");
    with("max_record: 5000000000", "u32::try_from(5000000000i128).unwrap_or(u32::MAX)");
}

#[test]
fn no_variable_hides_what_the_code_uses() {
    let answer = "send Answer { size: size };";
    let steps = "let known = Init.time; check known in local.sizes else Busy;";
    check(
        &[
            ("message Confirm", "message Head"),
            ("send Confirm", "send Head"),
            ("on Confirm", "on Head"),
            ("check Confirm.proof", "check Head.proof"),
            (answer, &format!("{steps} {answer}")),
        ],
        &["let head_ = Head::open(", ".any(|known| i128::from(*known) == i128::from(known_))"],
        &["let head = Head"],
    );
}

#[test]
fn a_module_makes_way_for_imports() {
    check(&[("handshake Hello", "handshake Codec")], &["pub mod codec_ {"], &["pub mod codec {"]);
    check(
        &[("struct Offers", "struct Fn"), ("local: Offers", "local: Fn")],
        &["pub struct Fn_ {"],
        &[],
    );
}

#[test]
fn what_a_side_brings_is_what_the_spec_allows() {
    check(
        &[(
            "sizes: [u8; u8 in 1..=4] }",
            "sizes: [u8; u8 in 1..=4], compressions: [u8; u8 in 2..=4], versions: [u8; 2] }",
        )],
        &["compressions: vec![0; 2],", "versions: [0; 2],"],
        &["local.versions.retain"],
    );
}
