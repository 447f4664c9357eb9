//! No text and no place makes the analysis panic, and no bytes the server.

use std::ops::Range;

use packetwright_language_server::analysis::{Analysis, Symbol};
use packetwright_language_server::server::{Disk, FoundSpecs, Limits, serve};
use packetwright_spec::import::LoadError;
use packetwright_spec::span::Span;
use proptest::prelude::*;

const SPECS: [&str; 3] = [
    packetwright_spec::NETWORK,
    include_str!("../../spec/cabinet.wire"),
    include_str!("../../spec/gallery/dns.wire"),
];

/// A spec that uses what each of the specs may declare.
const IMPORTER: &str = "\
protocol importer { edition: 1, version: 1, endian: big }
import \"all.wire\";
import \"some.wire\" { Packet, Envelope, Kind, Question };
struct All { packet: Packet, question: [Question; u8], kind: Kind, more: u8 if kind == Kind::Request }
layers { Packet -> Envelope -> Message }
";

/// What is put into a spec to break it.
const SCRAPS: &[&str] = &[
    "",
    " ",
    "\n",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ",",
    ";",
    ":",
    "::",
    ".",
    "->",
    "=>",
    "..",
    "=",
    "struct ",
    "enum E: u8 {",
    "a: ",
    "u8",
    "bytes[",
    "string[u8 in ",
    "len(",
    "if ",
    "in ",
    "require ",
    "flags.",
    "Kind::",
    "r#",
    "r#type",
    "0x",
    "16 MiB",
    "\"",
    "b\"",
    "/*",
    "*/",
    "///",
    "//!",
    "#[",
    "#[since(1)]",
    "é",
    "🕰",
    "\u{feff}",
    "\r",
    "union U(a: ",
    "on ",
    "let ",
    "1 => ",
];

/// Everything that can be asked of a text at a place.
fn ask(analysis: &Analysis, offset: usize) {
    let text = analysis.text();
    let inside = |range: Range<usize>| {
        let span = Span { start: range.start, end: range.end };
        let (file, local) = (analysis.sources().file_of(span), analysis.sources().local(span));
        assert_eq!(local.end - local.start, range.len(), "{range:?} in {}", file.path);
        assert!(file.text.get(local.start..local.end).is_some(), "{range:?}");
    };
    let _ = analysis.hover(offset).map(|hover| inside(hover.span.start..hover.span.end));
    let _ = analysis.definition(offset).map(|span| inside(span.start..span.end));
    for span in analysis.references(offset, true) {
        inside(span.start..span.end);
    }
    let _ = analysis.complete(offset);
    let _ = analysis.rename(offset, "renamed");
    fn symbols(list: &[Symbol], outside: Range<usize>) {
        for symbol in list {
            assert!(outside.start <= symbol.whole.start && symbol.whole.end <= outside.end);
            assert!(symbol.whole.start <= symbol.name_span.start);
            assert!(symbol.name_span.end <= symbol.whole.end);
            symbols(&symbol.children, symbol.whole.start..symbol.whole.end);
        }
    }
    symbols(&analysis.outline(), 0..text.len());
    let _ = analysis.format();
}

fn floor(text: &str, place: usize) -> usize {
    (0..=place.min(text.len())).rev().find(|place| text.is_char_boundary(*place)).unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn edited_specs_are_answered_for(
        spec in 0..SPECS.len(),
        edits in prop::collection::vec((0usize..20_000, 0usize..40, 0..SCRAPS.len()), 1..6),
        imported in any::<bool>(),
        offset in 0usize..20_000,
    ) {
        let mut text = SPECS[spec].to_owned();
        let mut last = 0;
        for (at, removed, scrap) in edits {
            let start = floor(&text, at % (text.len() + 1));
            let end = floor(&text, start + removed).max(start);
            text.replace_range(start..end, SCRAPS[scrap]);
            last = start + SCRAPS[scrap].len();
        }
        if imported {
            // The edited text is what another imports, which finds names in it or not.
            let text = text.replacen("protocol ", "library ", 1);
            let load = |_: &str| Ok(text.clone());
            let analysis = Analysis::of_file("main.wire", IMPORTER.to_owned(), &load);
            for offset in (0..IMPORTER.len()).filter(|place| place % 7 == offset % 7) {
                ask(&analysis, offset);
            }
            return Ok(());
        }
        let analysis = Analysis::new(text);
        // Where the edit was, and anywhere, inside a character and behind the end too.
        ask(&analysis, last);
        ask(&analysis, offset % (analysis.text().len() + 2));
    }

    #[test]
    fn scraps_are_answered_for(
        scraps in prop::collection::vec(0..SCRAPS.len(), 0..40),
        offset in 0usize..200,
    ) {
        let text: String = scraps.into_iter().map(|scrap| SCRAPS[scrap]).collect();
        ask(&Analysis::new(text), offset);
    }

    #[test]
    fn any_bytes_are_taken_by_the_server(
        messages in prop::collection::vec(
            prop_oneof![
                prop::collection::vec(any::<u8>(), 0..60),
                "\\{\"jsonrpc\":\"2.0\",\"(id|x)\":[0-9]{1,2},\"method\":\"(initialize|shutdown|textDocument/(hover|didOpen|didChange))\"(,\"params\":(null|\\{\\}|\\[1\\]))?\\}"
                    .prop_map(String::into_bytes),
            ],
            0..8,
        ),
        tail in prop::collection::vec(any::<u8>(), 0..30),
    ) {
        let mut stream = Vec::new();
        for message in messages {
            stream.extend(format!("Content-Length: {}\r\n\r\n", message.len()).into_bytes());
            stream.extend(message);
        }
        stream.extend(tail);
        let mut answers = Vec::new();
        // An error is one of the stream; what is asserted is that there is no panic.
        let _ = serve(&mut stream.as_slice(), &mut answers, Limits::default(), Disk { read: &|_, _| Err(LoadError::NotFound), find: &|_, _| FoundSpecs::default() });
    }
}
