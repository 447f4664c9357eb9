//! Layers and handshakes: changes of one whole protocol, by replacing text.

use std::fmt::Write;

use crate::judge::compare;

/// A change: its name, what is replaced in [`SPEC`], by what, and the rules.
type Edit = (&'static str, &'static str, &'static str, &'static [&'static str]);

const SPEC: &str = "\
protocol hall { edition: 1, version: 1, endian: big }
flags Marks: u8 { handshake = 1, sealed = 2, lz4 = 4, zstd = 8, reserved = 0 }
packet Packet { marks: Marks, length: u16 = len(payload), payload: bytes[0..=4096] }
enum Kind: u8 { Request = 0, Reply = 1, Error = 2 }
struct Envelope { kind: Kind, id: u32, content: Content(kind) }
union Content(kind: Kind) { Request, Reply, Error => { message: bytes[rest] } }
messages Message: u8 {
    1 => Ping { nonce: u32 } -> Pong,
    2 => Pong { nonce: u32 },
    3 => Failure { code: u16, detail: string[u8 in 0..=200] },
    4 => Probe { nonce: u32 } -> Probe,
}
layers {
    Packet
    -> handshake(Hello) when marks.handshake
    -> seal(Hello) when marks.sealed
    -> compress(lz4 when marks.lz4, zstd when marks.zstd)
    -> Envelope
    -> Message { keepalive Ping, error Failure }
}
struct Offers { suites: [u16; u8 in 1..=8], sizes: [u8; u8 in 1..=4] }
handshake Hello {
    prologue: b\"hello\",
    deadline: 10 s,
    limit: 2 KiB,
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
                check fresh(Init.nonce, Init.time + 5 s) else Busy;
                send Answer { size: size };
            } -> Answered
        }
        Answered {
            on Confirm {
                check Confirm.proof == proof else Refused;
                send ready;
            } -> established { compression: size }
        }
    }
    otherwise {
        crypto -> Broken, malformed -> Broken, unexpected -> Unexpected, timeout -> Late, suite -> Busy,
    }
    records: u8 { 0 => data, 1 => ready {}, 2 => close { code: u8, final_sequence: u64 }, 3 => key_update {} }
    keys { key: b\"key\", iv: b\"iv\", update: b\"update\", exporter: b\"exporter\" }
    claims { kci, secret }
    mutants { drop(es) breaks kci, drop(se) breaks kci, drop(ee) breaks secret }
}
";

pub(crate) const PAIRS: &[Edit] = &[
    (
        "a compression is removed",
        "lz4 when marks.lz4, zstd when marks.zstd",
        "lz4 when marks.lz4",
        &["layer_removed"],
    ),
    (
        "a compression is marked by another flag",
        "lz4 when marks.lz4, zstd when marks.zstd",
        "lz4 when marks.zstd, zstd when marks.lz4",
        &["layer_flag_changed", "layer_flag_changed"],
    ),
    ("another message keeps alive", "keepalive Ping", "keepalive Probe", &["message_role_changed"]),
    ("the prologue changes", "b\"hello\"", "b\"hallo\"", &["handshake_prologue_changed"]),
    ("the version changes", "version: 1,", "version: 2,", &["handshake_prologue_changed"]),
    (
        "a suite is added",
        "suites { 0x0001 = \"Noise_XX_25519_ChaChaPoly_SHA256\" }",
        "suites { 0x0001 = \"Noise_XX_25519_ChaChaPoly_SHA256\", 0x0002 = \"Noise_XX_25519_XChaChaPoly_SHA256\" }",
        &["handshake_suite_added"],
    ),
    (
        "a suite gets another number",
        "suites { 0x0001",
        "suites { 0x0003",
        &["handshake_suite_removed", "handshake_suite_added"],
    ),
    (
        "a number gets another suite",
        "0x0001 = \"Noise_XX_25519_ChaChaPoly_SHA256\"",
        "0x0001 = \"Noise_XX_25519_XChaChaPoly_SHA256\"",
        &["handshake_suite_changed"],
    ),
    (
        "a message gets another number",
        "message Confirm = 3",
        "message Confirm = 4",
        &["handshake_message_changed"],
    ),
    (
        "a payload takes other values",
        "clear { code: u8 }",
        "clear { code: u8 in 0..=9 }",
        &["range_narrowed"],
    ),
    (
        "other records",
        "2 => close { code: u8, final_sequence: u64 }, 3 => key_update {}",
        "3 => close { code: u8, final_sequence: u64 }, 2 => key_update {}",
        &["handshake_records_changed"],
    ),
    ("another key label", "key: b\"key\"", "key: b\"clef\"", &["handshake_keys_changed"]),
    (
        "a claim is dropped",
        "secret }\n    mutants { drop(es) breaks kci, drop(se) breaks kci, drop(ee) breaks secret }",
        "}\n    mutants { drop(es) breaks kci, drop(se) breaks kci }",
        &["handshake_claim_dropped", "handshake_mutant_dropped"],
    ),
    (
        "a claim is added",
        "kci, secret }\n    mutants {",
        "kci, secret, no_downgrade }\n    mutants { unbind(h) breaks no_downgrade,",
        &["handshake_claim_added"],
    ),
    ("a mutant is dropped", "drop(se) breaks kci, ", "", &["handshake_mutant_dropped"]),
    (
        "a check is dropped",
        "check within(Init.time, now, 5 s) else Busy;",
        "",
        &["handshake_machine_changed"],
    ),
    ("a smaller limit", "limit: 2 KiB", "limit: 1 KiB", &["handshake_limit_changed"]),
    ("another deadline", "deadline: 10 s", "deadline: 20 s", &["handshake_deadline_changed"]),
    ("the handshake is renamed", "Hello", "Salute", &["type_renamed"]),
];

/// The rules that tell of a notice or a handshake that comes or goes.
pub(crate) const COMING: [&[&str]; 7] = [
    &[
        "handshake_message_added",
        "handshake_machine_changed",
        "handshake_machine_changed",
        "handshake_machine_changed",
    ],
    &[
        "handshake_message_removed",
        "handshake_machine_changed",
        "handshake_machine_changed",
        "handshake_machine_changed",
    ],
    &["layer_added", "layer_added", "item_added", "handshake_added"],
    &["layer_removed", "layer_removed", "item_removed", "handshake_removed"],
    &["handshake_retry_added", "handshake_message_added"],
    &["handshake_retry_removed", "handshake_message_removed"],
    &["handshake_machine_changed"],
];

/// The spec without its handshake.
fn plain() -> String {
    let (before, _) = SPEC.split_once("struct Offers").expect("the spec has a handshake");
    before.replace(
        "    -> handshake(Hello) when marks.handshake\n    -> seal(Hello) when marks.sealed\n",
        "",
    )
}

/// The spec with a cookie that nobody asks for yet.
fn with_room() -> String {
    SPEC.replacen(
        "        sizes: [u8; u8 in 1..=4],\n",
        "        sizes: [u8; u8 in 1..=4],\n        cookie: bytes[u8 in 0..=64],\n",
        1,
    )
    .replace("sizes: local.sizes };", "sizes: local.sizes, cookie: empty };")
}

/// The same, whose responder asks for it.
fn asking() -> String {
    with_room()
        .replace("    message Reject", "    message Again = 4, responder -> initiator, tokens [], clear { cookie: bytes[u8 in 1..=64] }\n    message Reject")
        .replace("send Answer", "check cookie(Init.cookie, suite) else Again;\n                send Answer")
        .replace(
            "            on Reject",
            "            on Again once {
                check suite in local.suites else Refused;
                send Init { time: now, nonce: random, sizes: local.sizes, cookie: Again.cookie };
            } -> Waiting\n            on Reject",
        )
}

fn check(page: &mut String, name: &str, old: &str, new: &str, expected: &[&str]) {
    assert_ne!(old, new, "{name}");
    let (report, text) = compare(old, new);
    let found: Vec<&str> = report.findings.iter().map(|found| found.rule.name()).collect();
    assert_eq!(found, expected, "{name}\n{text}");
    let _ = writeln!(page, "== {name}\n{text}");
}

#[test]
fn changes_of_layers_and_handshakes_read_well() {
    let mut page = String::new();
    for (name, from, to, expected) in PAIRS {
        check(&mut page, name, SPEC, &SPEC.replace(from, to), expected);
    }
    insta::assert_snapshot!(page);
}

/// The spec with one more notice.
fn noticing() -> String {
    SPEC.replace("failures { Busy", "message Warn = 6, responder -> initiator, tokens [], clear { code: u8 }\n    failures { Busy")
        .replace("Refused, Broken", "Refused = Warn { code: 2 }, Broken")
        .replace("on Reject -> failed(Refused)", "on Reject -> failed(Broken)\n            on Warn -> failed(Broken)")
}

/// The spec, whose initiator knows the responder's key beforehand.
fn knowing() -> String {
    SPEC.replace("Noise_XX", "Noise_XK")
        .replace("tokens [e], clear", "tokens [e, es], sealed")
        .replace("[e, ee, s, es]", "[e, ee]")
}

#[test]
fn keys_known_beforehand_come_and_go() {
    let rules = [
        "handshake_suite_changed",
        "handshake_message_changed",
        "handshake_message_changed",
        "handshake_message_changed",
    ];
    let mut page = String::new();
    check(&mut page, "the responder's key has to be known", SPEC, &knowing(), &rules);
    check(&mut page, "the responder's key is sent", &knowing(), SPEC, &rules);
    insta::assert_snapshot!(page);
}

#[test]
fn sessions_come_and_go() {
    let mut page = String::new();
    check(&mut page, "a notice is added", SPEC, &noticing(), COMING[0]);
    check(&mut page, "a notice is removed", &noticing(), SPEC, COMING[1]);
    check(&mut page, "cookies are asked for", &with_room(), &asking(), COMING[4]);
    check(&mut page, "cookies are asked for no more", &asking(), &with_room(), COMING[5]);
    let after = asking().replace("fresh(Init.nonce, Init.time + 5 s) else Busy;\n                check cookie(Init.cookie, suite) else Again;", "cookie(Init.cookie, suite) else Again;\n                check fresh(Init.nonce, Init.time + 5 s) else Busy;");
    check(&mut page, "cookies are looked at earlier", &asking(), &after, COMING[6]);
    check(&mut page, "a handshake is added", &plain(), SPEC, COMING[2]);
    check(&mut page, "a handshake is removed", SPEC, &plain(), COMING[3]);
    insta::assert_snapshot!(page);
}
