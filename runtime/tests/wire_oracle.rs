//! Holds the vectors to the oracle, and docs/WIRE.md and docs/HANDSHAKE.md to the vectors.
//!
//! `UPDATE_VECTORS=1 cargo test -p packetwright --test wire_oracle` writes the
//! vectors anew. No test here uses the `packetwright` crate; `wire_vectors.rs`
//! holds that to the same files.

#![allow(missing_docs, unreachable_pub)]

mod oracle;

use oracle::schedule::Cipher;
use oracle::vectors::Vectors;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A file is, byte for byte, what the oracle derives, and says all of it.
fn check_file<T: Serialize + DeserializeOwned + PartialEq>(name: &str, derived: &T) {
    let text = serde_json::to_string_pretty(derived).expect("vectors are plain data") + "\n";
    let read: T = serde_json::from_str(&text).expect("what was written can be read");
    assert!(read == *derived, "{name} does not keep all that the oracle derives");
    let path = oracle::vectors::path(name);
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        std::fs::write(&path, text).expect("the vectors can be written");
        return;
    }
    let found = std::fs::read_to_string(&path).expect("the vectors are there");
    assert!(found == text, "{name} differs from what the oracle derives; see the file's `command`");
}

#[test]
fn each_suite_is_what_the_oracle_derives() {
    use Cipher::{AesGcm, ChaChaPoly, XChaChaPoly};
    let suites = [
        (0x01, "Noise_XX_25519_XChaChaPoly_SHA256", XChaChaPoly),
        (0x02, "Noise_XXhfs_25519+MLKEM768_XChaChaPoly_SHA256", XChaChaPoly),
        (0x03, "Noise_XX_25519_ChaChaPoly_SHA256", ChaChaPoly),
        (0x04, "Noise_XX_25519_AESGCM_SHA256", AesGcm),
        (0x11, "Noise_XXpsk3_25519_XChaChaPoly_SHA256", XChaChaPoly),
        (0x12, "Noise_XXhfs+psk3_25519+MLKEM768_XChaChaPoly_SHA256", XChaChaPoly),
    ];
    assert_eq!(suites.len(), oracle::vectors::FILES.len());
    for ((suite, name, cipher), file) in suites.into_iter().zip(oracle::vectors::FILES) {
        assert_eq!(file, format!("suite-{suite:04x}.json"));
        check_file(file, &oracle::conversation(suite, name, cipher));
    }
}

#[test]
fn plain_mode_is_what_the_oracle_derives() {
    check_file("plain.json", &oracle::plain());
}

#[test]
#[cfg(feature = "lz4")]
fn the_lz4_block_written_by_hand_expands_to_the_request() {
    let block = oracle::layout::long_request_lz4(2);
    let expanded = lz4_flex::block::decompress_size_prepended(&block).expect("a valid block");
    assert_eq!(expanded, oracle::layout::long_request(2));
}

#[test]
#[cfg(feature = "zstd")]
fn the_zstandard_frame_written_by_hand_expands_to_the_request() {
    let frame = oracle::layout::long_request_zstd(2);
    let expanded = zstd::bulk::decompress(&frame, 1024).expect("a valid frame");
    assert_eq!(expanded, oracle::layout::long_request(2));
}

/// The fenced blocks of docs/WIRE.md, each as its first line and the others.
fn blocks(page: &str) -> Vec<(&str, Vec<&str>)> {
    page.split("```text\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .filter_map(|block| block.split_once('\n'))
        .map(|(title, lines)| (title, lines.lines().collect()))
        .collect()
}

fn page() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/WIRE.md");
    std::fs::read_to_string(path).expect("docs/WIRE.md is there")
}

#[test]
fn the_page_shows_each_packet_of_the_transcript_in_order() {
    let vectors: Vectors = oracle::vectors::read("suite-0001.json");
    let page = page();
    let shown: Vec<(String, String)> = blocks(&page)
        .into_iter()
        .filter(|(title, _)| title.ends_with(" bytes"))
        .map(|(title, lines)| {
            let hex = lines.iter().map(|line| line.split(';').next().unwrap_or_default());
            (title.to_owned(), hex.flat_map(str::split_whitespace).collect())
        })
        .collect();
    let expected: Vec<(String, String)> = vectors
        .transcript
        .iter()
        .map(|packet| {
            let length = packet.bytes.len();
            let title = format!("{}, {}, {length} bytes", packet.name, packet.from);
            (title, oracle::vectors::hex(&packet.bytes))
        })
        .collect();
    assert_eq!(shown, expected);
}

/// What the page says of sealed bytes behind a semicolon – the hex words of
/// each record's annotations, in order – is the record's plaintext.
#[test]
fn the_page_says_what_the_records_hold() {
    let vectors: Vectors = oracle::vectors::read("suite-0001.json");
    let page = page();
    for packet in vectors.transcript.iter().filter(|packet| packet.record.is_some()) {
        let title = format!("{}, ", packet.name);
        let (_, lines) = blocks(&page)
            .into_iter()
            .find(|(found, _)| found.starts_with(&title))
            .unwrap_or_else(|| panic!("{} is on the page", packet.name));
        let said: String = lines
            .iter()
            .skip(2) // the header, the type
            .filter_map(|line| line.split_once(';'))
            .flat_map(|(_, words)| words.split([' ', ',']))
            .filter(|word| word.len() % 2 == 0 && word.bytes().all(|b| b.is_ascii_hexdigit()))
            .collect();
        assert_eq!(said, oracle::vectors::hex(&packet.plaintext), "{}", packet.name);
    }
}

#[test]
fn the_page_shows_the_values_of_the_vectors() {
    let path = oracle::vectors::path("suite-0001.json");
    let text = std::fs::read_to_string(path).expect("the vectors are there");
    let vectors: serde_json::Value = serde_json::from_str(&text).expect("the vectors are JSON");
    let page = page();
    let (_, lines) = blocks(&page)
        .into_iter()
        .find(|(title, _)| *title == "values")
        .expect("the page has a block of values");
    assert!(lines.len() >= 18, "the block has {} values", lines.len());
    for line in lines {
        let (name, value) = line.split_once(" = ").expect("each line is `name = value`");
        let pointer = format!("/{}", name.trim().replace('.', "/"));
        let expected = vectors.pointer(&pointer).and_then(serde_json::Value::as_str);
        assert_eq!(Some(value), expected, "{name}");
    }
}

/// What docs/HANDSHAKE.md shows: sizes under every suite, and the handshake
/// under the suite that is offered first.
fn example() -> String {
    use std::fmt::Write;
    let mut text = String::from(
        "\n## Sizes\n\nOf the packets in `runtime/tests/vectors`, header included, where a side offers two suites and \
         three compressions:\n\n| suite | Noise protocol | Init | Response | Confirm | all three |\n\
         |---|---|---|---|---|---|\n",
    );
    for file in oracle::vectors::FILES {
        let vectors: Vectors = oracle::vectors::read(file);
        let sizes: Vec<usize> =
            vectors.transcript[..3].iter().map(|each| each.bytes.len()).collect();
        let (suite, sum) = (&vectors.suite, sizes.iter().sum::<usize>());
        let [init, response, confirm] = sizes[..] else { panic!("three messages") };
        writeln!(
            text,
            "| 0x{:04x} | `{}` | {init} | {response} | {confirm} | {sum} |",
            suite.id, suite.name
        )
        .expect("strings grow");
    }
    let file = "suite-0002.json";
    let vectors: Vectors = oracle::vectors::read(file);
    let path = oracle::vectors::path(file);
    let json = std::fs::read_to_string(path).expect("the vectors are there");
    let json: serde_json::Value = serde_json::from_str(&json).expect("the vectors are JSON");
    writeln!(
        text,
        "\n## A handshake under suite 0x0002\n\nAll of `runtime/tests/vectors/{file}` that the handshake takes and gives; \
         the records that follow are in the file. Init and Response have their keys in the order of the tokens, payload last.\n\n```text"
    )
    .expect("strings grow");
    for name in EXAMPLE_VALUES {
        let pointer = format!("/{}", name.replace('.', "/"));
        let value = json.pointer(&pointer).and_then(serde_json::Value::as_str);
        let value = value.unwrap_or_else(|| panic!("{file} has {name}"));
        writeln!(text, "{name:<40} = {value}").expect("strings grow");
    }
    for packet in &vectors.transcript[..3] {
        let length = packet.bytes.len();
        writeln!(text, "\n{}, {}, {length} bytes", packet.name, packet.from).expect("strings grow");
        for line in packet.bytes.chunks(48) {
            writeln!(text, "{}", oracle::vectors::hex(line)).expect("strings grow");
        }
    }
    text.push_str("```\n\n");
    text
}

const EXAMPLE_VALUES: [&str; 19] = [
    "inputs.initiator.static_secret",
    "inputs.initiator.ephemeral_secret",
    "inputs.initiator.random",
    "inputs.initiator.kem_random",
    "inputs.responder.static_secret",
    "inputs.responder.ephemeral_secret",
    "inputs.responder.random",
    "inputs.responder.kem_random",
    "handshake.prologue",
    "handshake.proof",
    "handshake.hash",
    "handshake.split_initiator_to_responder",
    "handshake.split_responder_to_initiator",
    "initiator_to_responder.0.base",
    "initiator_to_responder.0.key",
    "initiator_to_responder.0.iv",
    "responder_to_initiator.0.key",
    "responder_to_initiator.0.iv",
    "exporter.value",
];

#[test]
fn the_page_of_the_handshake_shows_the_vectors() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/HANDSHAKE.md");
    let page = std::fs::read_to_string(path).expect("docs/HANDSHAKE.md is there");
    let (front, rest) = page.split_once("<!-- example: ").expect("the example begins");
    let (head, rest) = rest.split_once("-->\n").expect("its first line ends");
    let (shown, back) = rest.split_once("<!-- end of example -->").expect("the example ends");
    let expected = example();
    if std::env::var_os("UPDATE_VECTORS").is_some() {
        let page =
            format!("{front}<!-- example: {head}-->\n{expected}<!-- end of example -->{back}");
        std::fs::write(path, page).expect("the page can be written");
        return;
    }
    assert!(shown == expected, "docs/HANDSHAKE.md differs from the vectors; see its comment");
}
