//! The built command: what it prints, and its exit codes.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A spec with five errors.
const FIVE_ERRORS: &str = "\
//! A spec with five errors.
protocol wrong { edition: 1, version: 1, endian: big }

struct Point { x: u32, x: u32 }

enum Color: u8 { Red = 1, Green = 256 }

flags Options: u8 { fast = 0x01, safe = 0x01, reserved = 0 }

struct Line { from: Pont }

messages Message: u8 {
    1 => First { a: u8 },
    1 => Second { b: u8 },
}
";

struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs the command in a folder with this on standard input.
fn run(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_packetwright"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    // A command that does not read has ended by now.
    let _ = child.stdin.take().expect("it has an input").write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("it prints text");
    Run { code: status.code(), out: text(stdout), err: text(stderr) }
}

/// Runs the command, and checks its exit code and what it must have said on
/// either output.
#[track_caller]
fn check(folder: &Path, arguments: &[&str], code: i32, said: &[&str]) -> Run {
    let run = run(folder, arguments, "");
    let all = format!("{}{}", run.out, run.err);
    assert_eq!(run.code, Some(code), "{arguments:?}: {all}");
    for part in said {
        assert!(all.contains(part), "{arguments:?} should say {part:?}, said: {all}");
    }
    run
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("writes");
    }
    folder
}

#[test]
fn a_good_spec_is_in_order() {
    let folder = folder(&[("network.wire", packetwright_spec::NETWORK)]);
    let order = "protocol network version 1";
    check(folder.path(), &["check", "network"], 0, &[order]);
    check(folder.path(), &["check", "network.wire"], 0, &[order, "network.wire"]);
    let run = check(folder.path(), &["check", "--format", "json", "network"], 0, &[]);
    assert_eq!(run.out.trim(), "[]");
}

#[test]
fn a_spec_with_five_errors_is_told_all_of_them() {
    let folder = folder(&[("wrong.wire", FIVE_ERRORS)]);
    let run = check(folder.path(), &["check", "wrong.wire"], 1, &[]);
    insta::assert_snapshot!("five_errors", run.err);
    let run = check(folder.path(), &["check", "--format", "json", "wrong.wire"], 1, &[]);
    let told: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(told.as_array().map(Vec::len), Some(5), "{told}");
    let from_input = self::run(folder.path(), &["check", "-"], FIVE_ERRORS);
    assert_eq!(from_input.code, Some(1));
    assert!(from_input.err.contains("PW0"), "{}", from_input.err);
}

#[test]
fn what_cannot_be_asked_is_trouble() {
    let folder = folder(&[("binary.wire", "protocol")]);
    check(folder.path(), &["check", "missing.wire"], 2, &["cannot read missing.wire"]);
    check(folder.path(), &["check"], 2, &["Usage"]);
    check(folder.path(), &["check", "--explain", "PW9999"], 2, &["no diagnostic has the code"]);
    check(folder.path(), &["encode", "network", "Nothing", "{}"], 2, &["it has", "Envelope"]);
    check(folder.path(), &["gen"], 2, &["cannot read packetwright.toml"]);
    check(folder.path(), &["serve", "tcp//x"], 2, &["is not an endpoint"]);
    check(folder.path(), &["conform"], 2, &["Usage"]);
    check(folder.path(), &["conform", "--quick", "--only", "no/such"], 2, &["--list"]);
}

#[test]
fn values_go_to_bytes_and_back() {
    let folder = folder(&[]);
    let json = r#"{"Echo": {"payload": "c0ffee"}}"#;
    let bytes = "010000000300000000000000c0ffee";
    let run = check(folder.path(), &["encode", "network", "Message", json], 0, &[bytes]);
    assert_eq!(run.out.trim(), bytes);
    let run = check(folder.path(), &["decode", "network", "Message", bytes], 0, &[]);
    let value: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(value, serde_json::from_str::<serde_json::Value>(json).expect("JSON"));
    check(folder.path(), &["decode", "network", "Message", bytes, "--fields"], 0, &["payload"]);
    let from_input = self::run(folder.path(), &["decode", "network", "Message"], bytes);
    assert_eq!((from_input.code, from_input.out), (Some(0), run.out));
}

#[test]
fn values_that_are_refused_say_why() {
    let folder = folder(&[]);
    let decode = |bytes, said: &[&str]| {
        check(folder.path(), &["decode", "network", "Packet", bytes], 1, said);
    };
    decode("deadbeee", &["magic"]);
    decode("deadbeef0104", &["flags"]);
    decode("deadbeef01000000000", &["even number"]);
    decode("xy", &["hex digits"]);
    decode("deadbeef01000000000100ff", &["trailing"]);
    let encode = |json, said: &[&str]| {
        check(folder.path(), &["encode", "network", "Message", json], 1, said);
    };
    encode("{", &["not JSON"]);
    encode(r#"{"Echo": {}}"#, &["payload"]);
    encode(r#"{"Nothing": {}}"#, &["Nothing"]);
}

const MANIFEST: &str = r#"
[[artefact]]
spec = "small.wire"
kind = "rust"
path = "out/small.rs"

[[artefact]]
spec = "small.wire"
kind = "reference"
path = "SMALL.md"

[[artefact]]
spec = "small.wire"
kind = "reference-html"
path = "small.html"
"#;

#[test]
fn a_list_of_files_may_leave_views_out() {
    let spec =
        "protocol p { edition: 1, version: 1, endian: big }\nstruct Name { text: string[u8] }\n";
    let generated = |views: &str| {
        let manifest =
            format!("[[artefact]]\nspec = \"p.wire\"\nkind = \"rust\"\npath = \"p.rs\"\n{views}");
        let folder = folder(&[("packetwright.toml", &manifest), ("p.wire", spec)]);
        check(folder.path(), &["gen"], 0, &["up to date"]);
        std::fs::read_to_string(folder.path().join("p.rs")).expect("was written")
    };
    assert!(generated("").contains("pub struct NameRef"));
    assert!(generated("views = true").contains("pub struct NameRef"));
    let without = generated("views = false");
    assert!(without.contains("pub struct Name ") && !without.contains("NameRef"), "{without}");
}

const SMALL: &str = "//! Small.\nprotocol small { edition: 1, version: 1, endian: big }\n\
                     struct Point { x: u32 }\n";

#[test]
fn generated_files_are_written_and_held_to_their_spec() {
    let folder = folder(&[("packetwright.toml", MANIFEST), ("small.wire", SMALL)]);
    let path = folder.path();
    check(path, &["gen", "--check"], 1, &["out/small.rs is stale", "3 of 3"]);
    check(path, &["gen"], 0, &["3 generated files are up to date"]);
    check(path, &["gen", "--check"], 0, &["up to date"]);
    let rust = std::fs::read_to_string(path.join("out/small.rs")).expect("was written");
    assert!(rust.contains("pub struct Point") && rust.contains("packetwright gen"), "{rust}");

    let changed = SMALL.replace("x: u32", "x: u16");
    std::fs::write(path.join("small.wire"), changed).expect("writes");
    let said = [
        "out/small.rs is stale",
        "SMALL.md is stale",
        "small.html is stale",
        "run `packetwright gen`",
    ];
    check(path, &["gen", "--check"], 1, &said);
    let after = std::fs::read_to_string(path.join("out/small.rs")).expect("is there");
    assert_eq!(after, rust, "--check writes nothing");
    check(path, &["gen"], 0, &[]);
    check(path, &["gen", "--check"], 0, &[]);
}

#[test]
fn a_manifest_with_a_mistake_is_refused() {
    let write = |text: &str| folder(&[("packetwright.toml", text), ("small.wire", SMALL)]);
    let check = |text: &str, said: &[&str]| check(write(text).path(), &["gen"], 1, said);
    check(&MANIFEST.replace("kind =", "kindd ="), &["kindd"]);
    check(&MANIFEST.replace("\"rust\"", "\"rust\"\nruntimme = \"crate\""), &["runtimme"]);
    check(&MANIFEST.replace("\"reference\"", "\"poem\""), &["poem", "reference-html"]);
    check("comand = \"make\"", &["comand"]);
}

#[test]
fn one_spec_becomes_rust_anywhere() {
    let folder = folder(&[("small.wire", SMALL), ("wrong.wire", FIVE_ERRORS)]);
    check(folder.path(), &["gen", "small.wire"], 0, &["pub struct Point"]);
    check(folder.path(), &["gen", "small.wire", "-o", "small.rs"], 0, &[]);
    let text = std::fs::read_to_string(folder.path().join("small.rs")).expect("was written");
    assert!(text.starts_with("// Written by `packetwright gen small.wire -o small.rs`"), "{text}");
    check(folder.path(), &["gen", "wrong.wire", "-o", "wrong.rs"], 1, &["PW0"]);
    assert!(!folder.path().join("wrong.rs").exists());
}

#[test]
fn lint_warns_and_denies() {
    let spec = "//! P.\nprotocol p { edition: 1, version: 1, endian: big }\nconst MAX = 5;\n\
                struct Note { reserved: u8 }\n";
    let folder = folder(&[("p.wire", spec), ("wrong.wire", FIVE_ERRORS)]);
    let folder = folder.path();
    check(folder, &["lint", "p.wire"], 0, &["warning[PW0801]", "PW0806", "p.wire: 2 warnings"]);
    check(folder, &["lint", "p.wire", "--deny", "warnings"], 1, &["PW0801"]);
    let allowed = ["lint", "p.wire", "--deny", "warnings", "--allow", "unused", "--allow"];
    check(folder, &[&allowed[..], &["open_reserved"]].concat(), 0, &["p.wire: no warnings"]);
    check(folder, &["lint", "p.wire", "--warn", "undocumented"], 0, &["PW0802"]);
    check(folder, &["lint", "p.wire", "--warn", "nonsense"], 2, &["no such lint", "unused"]);
    let json = check(folder, &["lint", "p.wire", "--format", "json"], 0, &[]).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("it prints JSON");
    assert_eq!((&json[0]["code"], &json[0]["severity"]), (&"PW0801".into(), &"warning".into()));
    check(folder, &["lint", "wrong.wire"], 1, &["PW0202"]);
    check(folder, &["lint", "network", "--deny", "warnings"], 0, &["network: no warnings"]);
    for explained in [["lint", "--explain", "unused"], ["check", "--explain", "PW0801"]] {
        check(folder, &explained, 0, &["PW0801: unused", "#[allow(unused)]"]);
    }
    check(folder, &["lint", "--list"], 0, &["PW0802  undocumented", "(off by default)"]);
    check(folder, &["lint"], 2, &["required"]);
}

#[test]
fn lint_judges_one_file_of_several() {
    let main = "//! P.\nprotocol p { edition: 1, version: 1, endian: big }\n\
                import \"common.wire\" { Place };\nstruct A { at: Place }\n";
    let common = "library common { edition: 1, endian: big }\n\
                  const LEFT = 5;\nstruct Place { reserved: u8 }\n";
    let folder = folder(&[("p.wire", main), ("common.wire", common)]);
    check(folder.path(), &["lint", "p.wire", "--deny", "warnings"], 0, &["p.wire: no warnings"]);
    // A library is judged on its own; what it declares is there for others.
    let said =
        check(folder.path(), &["lint", "common.wire"], 0, &["PW0806", "common.wire: 1 warning"]);
    assert!(!said.err.contains("PW0801"));
}

#[test]
fn a_reference_is_written_of_any_spec() {
    let folder = folder(&[("small.wire", SMALL), ("wrong.wire", FIVE_ERRORS)]);
    let path = folder.path();
    let read = |name: &str| std::fs::read_to_string(path.join(name)).expect("was written");
    let run = check(path, &["doc", "small.wire"], 0, &["## Structure `Point`"]);
    assert!(run.out.starts_with("# The small protocol"), "{}", run.out);
    check(path, &["doc", "small.wire", "--format", "html"], 0, &["<!DOCTYPE html>", "</html>"]);
    check(path, &["doc", "network"], 0, &["## Handshake `Secure`"]);
    let from_input = self::run(path, &["doc", "-"], SMALL);
    assert_eq!((from_input.code, &from_input.out), (Some(0), &run.out));

    check(path, &["doc", "small.wire", "-o", "deep/small.html"], 0, &[]);
    let page = read("deep/small.html");
    let header =
        "<!DOCTYPE html>\n<!-- Written by `packetwright doc small.wire -o deep/small.html`";
    assert!(page.starts_with(header), "{page}");
    check(path, &["doc", "small.wire", "-o", "small.md"], 0, &[]);
    assert!(read("small.md").contains("# The small protocol"));
    check(path, &["doc", "small.wire", "-o", "page", "--format", "html"], 0, &[]);
    assert!(read("page").contains("<h1>"));

    check(path, &["doc", "wrong.wire", "-o", "wrong.md"], 1, &["PW0202"]);
    assert!(!path.join("wrong.md").exists());
    check(path, &["doc", "absent.wire"], 2, &["cannot read absent.wire"]);
    check(path, &["doc", "small.wire", "--format", "poem"], 2, &["markdown", "html"]);
    check(path, &["doc", "small.wire", "-o", "small.md/page.md"], 2, &["cannot write"]);
    check(path, &["doc"], 2, &["Usage"]);
}

#[test]
fn versions_in_several_files_are_compared() {
    let clock = CLOCK.replace("lib/envelope.wire", "../lib/envelope.wire");
    let folder = folder(&[("specs/clock.wire", clock.as_str()), ("lib/envelope.wire", ENVELOPE)]);
    let path = folder.path();
    check(path, &["lock", "specs/clock.wire"], 1, &["PW0220", "--> specs/clock.wire:2"]);
    let kept = check(path, &["lock", "--root", ".", "specs/clock.wire"], 0, &[]);
    assert!(kept.out.contains("clock version 1 is kept, with 1 file that it imports"));
    let lock = std::fs::read_to_string(path.join("packetwright.lock")).expect("it was written");
    assert!(lock.contains("file = \"specs/clock.wire\""), "{lock}");
    assert!(lock.contains("[[released.imported]]\nfile = \"lib/envelope.wire\""), "{lock}");
    check(path, &["diff", "--lock", "--root", "."], 0, &["no change"]);

    // A change of the library, told with its lines on both sides; a packet shows it.
    let longer = ENVELOPE.replace("bytes[rest]", "bytes[rest in 2..=99]");
    std::fs::write(path.join("lib/envelope.wire"), &longer).expect("writes");
    let told = check(path, &["diff", "--lock", "--root", "."], 1, &["3 changes fail"]);
    for part in [
        "Content.Error.message",
        "[length_narrowed]",
        "  packetwright.lock:lib/envelope.wire:4: union Content",
        "  ./lib/envelope.wire:4: union Content",
        "new readers refuse what old ones write:\n    Envelope 0000000000",
    ] {
        assert!(told.out.contains(part), "{part}\n{}", told.out);
    }
    let json = check(path, &["diff", "--lock", "--root", ".", "--format", "json"], 1, &[]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(json["old"]["file"], "packetwright.lock:specs/clock.wire");
    assert_eq!(json["findings"][0]["old"]["file"], "packetwright.lock:lib/envelope.wire");
    assert_eq!(json["findings"][0]["new"]["file"], "./lib/envelope.wire");

    // Two files, each with its own folder of imports.
    let files = [("old/clock.wire", CLOCK), ("old/lib/envelope.wire", ENVELOPE)];
    for (name, text) in files.iter().chain(&[("new/clock.wire", clock.as_str())]) {
        std::fs::create_dir_all(path.join(name).parent().expect("a folder")).expect("a folder");
        std::fs::write(path.join(name), text).expect("writes");
    }
    let two = ["diff", "old/clock.wire", "new/clock.wire", "--root", ".", "--old-root", "old"];
    let told = check(path, &two, 1, &[]);
    assert!(told.out.contains("  old/lib/envelope.wire:4: union"), "{}", told.out);
    check(path, &two[..5], 1, &["3 changes fail"]);
    check(path, &["diff", "old/lib/envelope.wire", "new/clock.wire"], 2, &["is a library"]);
    check(path, &two[..3], 2, &["PW0220", "new/clock.wire has errors"]);

    // Whoever changes what was released is told, and so is a lock that lacks a file.
    let changed = lock.replace("bytes[rest]", "bytes[rest in 1..=99]");
    std::fs::write(path.join("packetwright.lock"), changed).expect("writes");
    check(path, &["diff", "--lock", "--root", "."], 2, &["the text of lib/envelope.wire is not"]);
    let lacking = lock.split("\n[[released.imported]]").next().expect("the spec alone");
    std::fs::write(path.join("packetwright.lock"), lacking).expect("writes");
    let told = check(path, &["diff", "--lock", "--root", "."], 2, &["nothing to compare"]);
    assert!(told.err.contains("there is no file `lib/envelope.wire`"), "{}", told.err);
}

#[test]
fn claims_are_verified_and_mutants_attacked() {
    let weak = packetwright_spec::NETWORK
        .replace("drop(ee, e1, ekem1) breaks secret", "same(i2r, r2i) breaks secret");
    let folder = folder(&[("weak.wire", &weak)]);
    check(folder.path(), &["model", "network", "--check"], 0, &["kci: no attack found"]);
    let drawn = ["model", "network", "--check", "--mutant", "drop(es)", "--svg", "attack.svg"];
    check(folder.path(), &drawn, 0, &["attack found", "attacker -> Alice"]);
    let svg = std::fs::read_to_string(folder.path().join("attack.svg")).expect("it is drawn");
    assert!(svg.starts_with("<svg ") && svg.contains("Response"), "{svg}");
    // A mutant that breaks nothing of what it says fails the verification.
    let said = ["NO ATTACK FOUND", "the model does not pass"];
    check(folder.path(), &["model", "weak.wire", "--check"], 1, &said);
    let json = check(folder.path(), &["model", "weak.wire", "--check", "--format", "json"], 1, &[]);
    let json: serde_json::Value = serde_json::from_str(&json.out).expect("it prints JSON");
    assert_eq!(json["passed"], false);
    let unknown = ["model", "network", "--check", "--mutant", "drop(e2)"];
    check(folder.path(), &unknown, 2, &["there is no mutant `drop(e2)`", "drop(es)"]);
    check(folder.path(), &["model", "network", "--check", "--handshake", "No"], 2, &["Secure"]);
    let few = ["model", "network", "--check", "--states", "5"];
    check(folder.path(), &few, 1, &["not searched to the end"]);
}

#[test]
fn models_are_written_for_other_checkers() {
    let folder = folder(&[]);
    for (language, file, inside) in [
        ("verifpal", "xx.vp", "attacker[active]"),
        ("proverif", "xxpsk3.pv", "query attacker(m_i)."),
        ("promela", "machines.pml", "ltl deadlines"),
    ] {
        let arguments = ["model", "network", "--emit", language, "-o", language];
        check(folder.path(), &arguments, 0, &[file]);
        let text = std::fs::read_to_string(folder.path().join(language).join(file));
        let text = text.expect("it is written");
        assert!(text.contains(inside), "{text}");
    }
    check(folder.path(), &["model", "network", "--emit", "verifpal"], 2, &["--output"]);
    let lantern = concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen/tests/specs/lantern.wire");
    let silent = ["model", lantern, "--handshake", "Kindle", "--emit", "verifpal", "-o", "none"];
    check(folder.path(), &silent, 2, &["makes no claims"]);
    check(folder.path(), &["model", "network"], 2, &["--check"]);
}

#[test]
fn help_says_what_there_is() {
    let folder = folder(&[]);
    let commands = [
        "check", "diff", "lock", "lint", "lsp", "watch", "gen", "export", "doc", "encode",
        "decode", "serve", "conform", "demo",
    ];
    check(folder.path(), &["--help"], 0, &commands);
    check(folder.path(), &["serve", "--help"], 0, &["--until-stdin-closes", "unix:///PATH"]);
    check(folder.path(), &["--version"], 0, &["packetwright"]);
}

#[test]
fn fmt_lays_out_files_and_leaves_mistakes_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("it can be written");
    };
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("it is there");
    let loose = "struct  A{a:u8}\n";
    write("loose.wire", loose);
    write("wrong.wire", "struct A { a u8 }\n");
    check(
        folder.path(),
        &["fmt", "--check", "loose.wire"],
        1,
        &["loose.wire: line 1 is laid out otherwise", "expected: struct A { a: u8 }"],
    );
    assert_eq!(read("loose.wire"), loose, "--check changes nothing");
    check(folder.path(), &["fmt", "wrong.wire", "loose.wire"], 1, &["PW0111"]);
    assert_eq!(read("wrong.wire"), "struct A { a u8 }\n");
    assert_eq!(read("loose.wire"), "struct A { a: u8 }\n");
    check(folder.path(), &["fmt", "--check", "loose.wire"], 0, &[]);
    let through = run(folder.path(), &["fmt", "-"], loose);
    assert_eq!((through.code, through.out.as_str()), (Some(0), "struct A { a: u8 }\n"));
    check(folder.path(), &["fmt", "absent.wire"], 2, &["cannot read absent.wire"]);
    let files = std::fs::read_dir(folder.path()).expect("it is there").count();
    assert_eq!(files, 2, "nothing else is left there");
}

/// The clock of the guide in two files, and the library that it imports.
const CLOCK: &str = "\
protocol clock { edition: 1, version: 1, endian: big }
import \"lib/envelope.wire\";
packet Packet { magic: u16 = 0xC10C, length: u16 = len(payload), payload: bytes[0..=1 KiB] }
messages Message: u8 {
    1 => Ask { zone: string[u8 in 1..=40] } -> Tell,
    2 => Tell { time: u64 ms },
    3 => Ping { nonce: u32 } -> Pong,
    4 => Pong { nonce: u32 },
    5 => Failure { code: u16, detail: string[u8 in 0..=200] },
}
layers { Packet -> Envelope -> Message { keepalive Ping, error Failure } }
";
const ENVELOPE: &str = "\
library envelope { edition: 1, endian: big }
enum Kind: u8 { Request = 0, Reply = 1, Error = 2 }
struct Envelope { kind: Kind, id: u32, content: Content(kind) }
union Content(kind: Kind) { Request, Reply, Error => { message: bytes[rest] } }
";

#[test]
fn every_command_takes_specs_that_import() {
    let manifest = MANIFEST.replace("small.wire", "clock.wire");
    let folder = folder(&[
        ("clock.wire", CLOCK),
        ("lib/envelope.wire", ENVELOPE),
        ("packetwright.toml", manifest.as_str()),
    ]);
    let path = folder.path();
    check(path, &["check", "clock.wire"], 0, &["protocol clock version 1, 12 types, 5 messages"]);
    check(path, &["check", "lib/envelope.wire"], 0, &["library envelope: in order"]);
    let bytes = "010000000702";
    let json = r#"{"id": 7, "content": {"Reply": {"message": "02"}}}"#;
    check(path, &["encode", "clock.wire", "Envelope", json], 0, &[bytes]);
    check(path, &["decode", "clock.wire", "Envelope", bytes], 0, &["Reply"]);
    check(path, &["gen", "clock.wire"], 0, &["pub struct Envelope"]);
    let cases = check(
        path,
        &["conform", "--spec", "clock.wire", "--list", "tcp://127.0.0.1:1"],
        0,
        &["header/magic"],
    );
    assert!(cases.out.lines().count() > 20, "{}", cases.out);
    // A library is no protocol.
    check(path, &["gen", "lib/envelope.wire"], 1, &["envelope is a library"]);
    check(path, &["encode", "lib/envelope.wire", "Envelope", json], 1, &["is a library"]);

    // What changes in a library makes files stale.
    check(path, &["gen"], 0, &[]);
    check(path, &["gen", "--check"], 0, &[]);
    std::fs::write(path.join("lib/envelope.wire"), ENVELOPE.replace("id: u32", "id: u64"))
        .expect("writes");
    check(path, &["gen", "--check"], 1, &["out/small.rs is stale", "SMALL.md is stale"]);

    // A mistake in a library is shown there, by the path from here.
    std::fs::write(path.join("lib/envelope.wire"), ENVELOPE.replace("id: u32", "kind: u32"))
        .expect("writes");
    let wrong = check(path, &["check", "clock.wire"], 1, &["--> lib/envelope.wire:3:31"]);
    assert_eq!(wrong.out, "");
    let json = check(path, &["check", "--format", "json", "clock.wire"], 1, &[]);
    let told: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(told[1]["file"], "lib/envelope.wire");
    assert_eq!(told[1]["span"]["line"], 3);
}

#[test]
fn imports_stay_in_their_folder_unless_another_is_chosen() {
    let clock = CLOCK.replace("lib/envelope.wire", "../lib/envelope.wire");
    let manifest = MANIFEST.replace("small.wire", "specs/clock.wire");
    let folder = folder(&[
        ("specs/clock.wire", clock.as_str()),
        ("lib/envelope.wire", ENVELOPE),
        ("packetwright.toml", manifest.as_str()),
    ]);
    let path = folder.path();
    check(path, &["check", "specs/clock.wire"], 1, &["PW0220", "--root"]);
    check(path, &["check", "--root", ".", "specs/clock.wire"], 0, &["in order"]);
    check(path, &["gen", "--root", ".", "specs/clock.wire"], 0, &["pub struct Envelope"]);
    check(path, &["check", "--root", "lib", "specs/clock.wire"], 2, &["is not in lib"]);
    check(path, &["check", "--root", "no", "specs/clock.wire"], 2, &["cannot read no"]);
    check(path, &["gen"], 1, &["PW0220"]);
    let manifest = manifest.replace("kind =", "root = \".\"\nkind =");
    std::fs::write(path.join("packetwright.toml"), manifest).expect("writes");
    check(path, &["gen"], 0, &["3 generated files are up to date"]);
    // From elsewhere, the manifest's folder counts.
    check(&path.join("lib"), &["gen", "--check", "--config", "../packetwright.toml"], 0, &[]);
}

#[test]
fn derived_types_become_a_spec_that_every_command_takes() {
    let rust = "//! What a thermometer says.\n\
        use packetwright::{Message, Wire};\n\
        /// A value with its place.\n\
        #[derive(Message)]\n#[message(id = 0x1000)]\nstruct Report { place: Place, degrees: i16 }\n";
    let place = "#[derive(packetwright::Wire)]\npub struct Place {\n    \
        #[wire(length = 1..=40)]\n    pub name: String,\n}\n";
    let folder = folder(&[("src/messages.rs", rust), ("src/place.rs", place)]);
    let path = folder.path();
    let files = ["export", "src/messages.rs", "src/place.rs"];
    let shown =
        check(path, &files, 0, &["protocol derived { edition: 1, version: 1, endian: big }"]);
    assert!(shown.out.starts_with("//! What a thermometer says.\n"), "{}", shown.out);
    let into =
        [&files[..], &["--name", "weather", "--protocol-version", "3", "-o", "weather.wire"]]
            .concat();
    check(path, &[&into[..], &["--check"]].concat(), 1, &["weather.wire is stale"]);
    check(path, &into, 0, &[]);
    check(path, &[&into[..], &["--check"]].concat(), 0, &[]);
    let spec = std::fs::read_to_string(path.join("weather.wire")).expect("was written");
    let command = "packetwright export src/messages.rs src/place.rs --name weather --protocol-version 3 -o weather.wire";
    assert!(
        spec.starts_with(&format!("// Written by `{command}` from src/messages.rs, src/place.rs.")),
        "{spec}"
    );
    check(path, &["fmt", "--check", "weather.wire"], 0, &[]);
    check(path, &["check", "weather.wire"], 0, &["protocol weather version 3"]);
    let json = r#"{"Report": {"place": {"name": "Ulm"}, "degrees": -2}}"#;
    let bytes = "001000000300000000000000556c6dfeff";
    check(path, &["encode", "weather.wire", "Message", json], 0, &[bytes]);
    check(path, &["gen", "weather.wire"], 0, &["pub struct Report"]);

    // What is missing or wrong is shown in the Rust.
    check(path, &["export", "src/messages.rs"], 1, &["--> src/messages.rs:6:24", "as well"]);
    check(path, &["export", "missing.rs"], 2, &["cannot read missing.rs"]);
    check(path, &["export", "--tag", "i8", "src/place.rs"], 2, &["possible values"]);
    check(path, &["export", "--name", "a-b", "src/place.rs"], 2, &["not a name"]);
}

#[test]
fn sets_of_specs_are_exported_with_those_that_include_them() {
    let rust = "use packetwright::{Messages, network};\n\
        #[derive(Messages)]\nenum All {\n    #[message(0x1000)]\n    Mark { at: u16 },\n    \
        #[messages(include)]\n    Clock(crate::clock::Message),\n    \
        #[messages(include)]\n    Network(network::Message),\n}\n";
    let clock = "protocol clock { edition: 1, version: 1, endian: big }\nimport \"parts/zone.wire\";\n\
        messages Message: u32 encoding bincode { 0x2000 => Ask { zone: Zone } }\n";
    let zone = "library zone { edition: 1, endian: big }\nstruct Zone encoding bincode { hours: i8, name: u16 }\n";
    let files = [("all.rs", rust), ("specs/clock.wire", clock), ("specs/parts/zone.wire", zone)];
    let folder = folder(&files);
    let path = folder.path();
    let refused = ["--> all.rs:7:11", "no spec that has one", "the `.wire` file"];
    check(path, &["export", "all.rs"], 1, &refused);
    let absolute = path.join("specs/clock.wire");
    let absolute = absolute.to_str().expect("a path of letters");
    for specs in [&["specs/clock.wire"][..], &["specs/clock.wire", "network"], &[absolute]] {
        let command = [&["export", "all.rs", "-o", "all.wire"], specs].concat();
        check(path, &command, 0, &[]);
        check(path, &["check", "all.wire"], 0, &["protocol derived version 1"]);
        let json = r#"{"Ask": {"zone": {"hours": 1, "name": 515}}}"#;
        check(path, &["encode", "all.wire", "All", json], 0, &["00200000010302"]);
        let json = r#"{"Ping": {"nonce": 1}}"#;
        check(path, &["encode", "all.wire", "All", json], 0, &["020000000100000000000000"]);
    }
    // What an import leads to is shown where the import stands.
    let missing = clock.replace("zone.wire", "zones.wire");
    std::fs::write(path.join("specs/clock.wire"), missing).expect("writes");
    let refused = ["--> specs/clock.wire:2:8", "no file `specs/parts/zones.wire`"];
    check(path, &["export", "all.rs", "specs/clock.wire"], 1, &refused);
}
