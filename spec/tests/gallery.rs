//! The gallery: protocols that others designed, on bytes that other software
//! wrote. `spec/gallery/vectors.py` says which, and writes them.

use std::collections::BTreeSet;
use std::path::Path;

use packetwright_spec::interpret::Interpreter;
use packetwright_spec::model::{Model, StructId};
use packetwright_spec::{Checked, compile};

/// A packet of other software.
struct Vector {
    spec: String,
    ty: String,
    software: String,
    bytes: Vec<u8>,
}

fn gallery() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("gallery")
}

fn vectors() -> Vec<Vector> {
    let text = std::fs::read_to_string(gallery().join("vectors.tsv")).expect("it is there");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let vectors = lines.map(|line| {
        let [spec, ty, software, hex] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("four columns: {line}");
        };
        let bytes = unhex(hex);
        Vector { spec: spec.into(), ty: ty.into(), software: software.into(), bytes }
    });
    vectors.collect()
}

fn unhex(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.chars().map(|digit| digit.to_digit(16).expect("hex") as u8).collect();
    digits.as_chunks::<2>().0.iter().map(|[high, low]| high << 4 | low).collect()
}

fn text(name: &str) -> String {
    let path = gallery().join(format!("{name}.wire"));
    std::fs::read_to_string(&path).expect("the spec is there")
}

/// Whether a spec lets bytes be read that are written otherwise.
fn is_malleable(name: &str) -> bool {
    text(name).contains(" malleable")
}

fn model(name: &str) -> Checked<Model> {
    compile(&text(name)).unwrap_or_else(|found| panic!("{name}: {found:#?}"))
}

fn structure(model: &Checked<Model>, name: &str) -> StructId {
    Interpreter::new(model).struct_by_name(name).expect("the spec declares it")
}

#[test]
fn what_other_software_wrote_is_read_and_written_again() {
    let mut page = String::new();
    for vector in vectors() {
        let model = model(&vector.spec);
        let interpreter = Interpreter::new(&model);
        let id = structure(&model, &vector.ty);
        let value = interpreter
            .decode_struct(id, &vector.bytes)
            .unwrap_or_else(|fault| panic!("{} {}: {fault}", vector.spec, vector.ty));
        let again = interpreter.encode_struct(id, &value).expect("what was read can be written");
        assert_eq!(again, vector.bytes, "{} {}", vector.spec, vector.ty);
        let json = interpreter.struct_to_json(id, &value);
        let read = interpreter.struct_from_json(id, &json).expect("its own JSON form is read");
        assert_eq!(read, value, "{json}");
        let bytes = vector.bytes.len();
        page +=
            &format!("==== {} {}: {bytes} bytes of {}\n", vector.spec, vector.ty, vector.software);
        page += &format!("{}\n", interpreter.annotate_struct(id, &vector.bytes));
    }
    insta::assert_snapshot!(page);
}

#[test]
fn what_is_cut_or_changed_is_answered() {
    for vector in vectors() {
        let model = model(&vector.spec);
        let interpreter = Interpreter::new(&model);
        let id = structure(&model, &vector.ty);
        let mut refused = 0;
        for length in 0..vector.bytes.len() {
            refused += u32::from(interpreter.decode_struct(id, &vector.bytes[..length]).is_err());
        }
        assert!(refused > 0, "{}: no cut was refused", vector.spec);
        for bit in 0..vector.bytes.len() * 8 {
            let mut bytes = vector.bytes.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            if let Ok(value) = interpreter.decode_struct(id, &bytes) {
                let again = interpreter.encode_struct(id, &value).expect("was decoded");
                if is_malleable(&vector.spec) {
                    assert_eq!(interpreter.decode_struct(id, &again), Ok(value), "bit {bit}");
                } else {
                    assert_eq!(again, bytes, "{}: bit {bit}", vector.spec);
                }
            }
        }
    }
}

/// What senders set to zero and receivers ignore: a packet of other software, the byte
/// in it, the bits, and whether they are kept when the packet is written again.
const IGNORED: &[(&str, &str, usize, u8, bool)] = &[
    // The reserved byte of a capability in an OPEN (RFC 4760, §8).
    (
        "bgp",
        "ffffffffffffffffffffffffffffffff00310104fbf400b4c000020114020601040001000102020200020641040001000e",
        35,
        0xff,
        false,
    ),
    // The unused bits in front of an attribute in an UPDATE (RFC 4271, §4.3).
    ("bgp", "ffffffffffffffffffffffffffffffff001b020000000440010100", 23, 0x0f, true),
    // The reserved byte of a ROUTE-REFRESH (RFC 2918, §3).
    ("bgp", "ffffffffffffffffffffffffffffffff00170500010001", 21, 0xff, false),
    // The reserved bit in front of a stream's identifier, and a flag of SETTINGS without a
    // meaning (RFC 9113, §4.1).
    ("http2", "000000040000000000", 5, 0x80, true),
    ("http2", "000000040000000000", 4, 0x40, true),
];

#[test]
fn what_receivers_ignore_is_ignored() {
    for (spec, hex, at, bits, kept) in IGNORED {
        let model = model(spec);
        let interpreter = Interpreter::new(&model);
        let id = structure(&model, "Frame");
        let plain = unhex(hex);
        let mut set = plain.clone();
        set[*at] |= bits;
        let read = |bytes: &[u8]| {
            let value = interpreter.decode_struct(id, bytes);
            value.unwrap_or_else(|fault| panic!("{spec} {hex}, byte {at}: {fault}"))
        };
        let (with, without) = (read(&set), read(&plain));
        assert_eq!(with == without, !kept, "{spec} {hex}: {with:?}");
        let again = interpreter.encode_struct(id, &with).expect("what was read can be written");
        assert_eq!(again, if *kept { set } else { plain }, "{spec} {hex}");
    }
}

#[test]
fn the_page_says_what_is_tested() {
    let page = std::fs::read_to_string(gallery().join("../../docs/GALLERY.md")).expect("the page");
    let vectors = vectors();
    for spec in vectors.iter().map(|vector| &vector.spec).collect::<BTreeSet<_>>() {
        let of_spec = vectors.iter().filter(|vector| vector.spec == *spec);
        let (count, bytes) =
            of_spec.fold((0, 0), |(count, bytes), vector| (count + 1, bytes + vector.bytes.len()));
        let row = format!("| [{spec}.wire](../spec/gallery/{spec}.wire) | {count} | {bytes} |");
        assert!(page.contains(&row), "docs/GALLERY.md lacks: {row}");
    }
    let compared: BTreeSet<_> = listed("compared.json").into_iter().collect();
    let compared = vectors
        .iter()
        .filter(|vector| compared.contains(&(vector.spec.clone(), vector.ty.clone())));
    for (count, of_what) in [
        (listed("dissected.json").len(), "all protocols but SOCKS and TLS"),
        (compared.count(), "all protocols but SOCKS. It"),
    ] {
        let words: Vec<&str> = page.split_whitespace().collect();
        let says = format!("{count} packets of {of_what}");
        assert!(words.join(" ").contains(&says), "docs/GALLERY.md lacks: {says}");
    }
}

/// Spec and type of each entry of a list that is for tshark.
fn listed(file: &str) -> Vec<(String, String)> {
    let text = std::fs::read_to_string(gallery().join(file)).expect("it is there");
    let entries: Vec<serde_json::Value> = serde_json::from_str(&text).expect("it is JSON");
    let text =
        |entry: &serde_json::Value, name: &str| entry[name].as_str().expect("text").to_owned();
    entries.iter().map(|entry| (text(entry, "spec"), text(entry, "type"))).collect()
}

#[test]
fn every_spec_of_the_gallery_has_vectors() {
    let with_vectors: BTreeSet<String> = vectors().into_iter().map(|vector| vector.spec).collect();
    let files = std::fs::read_dir(gallery()).expect("it is there");
    let names =
        files.filter_map(|file| file.expect("it can be listed").file_name().into_string().ok());
    let specs: BTreeSet<String> =
        names.filter_map(|name| name.strip_suffix(".wire").map(str::to_owned)).collect();
    assert_eq!(specs, with_vectors);
}
