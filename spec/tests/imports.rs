//! Specs in several files: what they mean, what is wrong with them and where,
//! and the limits.
//!
//! A spec stands here as one text, in which a line `--- path` begins a file;
//! the first is the one compiled.

use std::cell::RefCell;
use std::collections::BTreeMap;

use packetwright_spec::diagnostic::{Code, render_all, to_json_all};
use packetwright_spec::import::{
    Compilation, Compiled, LoadError, MAX_BYTES, MAX_DEPTH, MAX_FILES, compile_files,
};
use packetwright_spec::model::{Endian, Model};
use packetwright_spec::{Checked, compile, format};

const HEAD: &str = "protocol p { edition: 1, version: 2, endian: big }\n";

fn files(text: &str) -> Vec<(&str, &str)> {
    text.split("--- ").skip(1).filter_map(|file| file.split_once('\n')).collect()
}

fn run(text: &str) -> Compilation {
    let files = files(text);
    let (path, main) = files[0];
    compile_files(path, main, &|path| match files.iter().find(|(name, _)| *name == path) {
        Some((_, "no text\n")) => Err(LoadError::Unreadable("it is not UTF-8 text".to_owned())),
        Some((_, text)) => Ok((*text).to_owned()),
        None => Err(LoadError::NotFound),
    })
}

/// The codes and the drawing of a spec's mistakes; it has a model if they are
/// warnings at most.
#[track_caller]
fn check(text: &str, codes: &[Code]) -> String {
    let found = run(text);
    let page = render_all(&found.diagnostics, &found.sources, false);
    let given: Vec<Code> = found.diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(given, codes, "{text}\n{page}");
    let wrong = found.diagnostics.iter().any(|found| found.is_error());
    assert_eq!(found.outcome.is_none(), wrong, "{page}");
    page
}

#[track_caller]
fn model(text: &str) -> Checked<Model> {
    check(text, &[]);
    run(text).protocol().expect("a protocol")
}

fn names(model: &Model) -> Vec<&str> {
    let structs = model.structs.iter().map(|item| item.name.text.as_str());
    let enums = model.enums.iter().map(|item| item.name.text.as_str());
    structs.chain(enums).chain(model.constants.iter().map(|c| c.name.text.as_str())).collect()
}

/// One minimal wrong spec for each code.
const MISTAKES: &[(Code, &str)] = &[
    (Code::ImportPath, "--- a.wire\nHEADimport \"../b.wire\";\n"),
    (Code::ImportPath, "--- a.wire\nHEADimport \"/etc/b.wire\" { B };\n"),
    (Code::ImportUnreadable, "--- a.wire\nHEADimport \"b.wire\";\nstruct A { b: B }\n"),
    (Code::ImportUnreadable, "--- a.wire\nHEADimport \"b.wire\";\n--- b.wire\nno text\n"),
    (Code::ImportCycle, "--- a.wire\nHEADimport \"a.wire\";\n"),
    (
        Code::ImportCycle,
        "--- a.wire\nHEADimport \"b.wire\";\n--- b.wire\nLIBimport \"c/c.wire\";\n\
         --- c/c.wire\nLIBimport \"../b.wire\";\n",
    ),
    (Code::NotALibrary, "--- a.wire\nHEADimport \"b.wire\";\n--- b.wire\nstruct B { b: u8 }\n"),
    (
        Code::NotALibrary,
        "--- a.wire\nHEADimport \"b.wire\";\n--- b.wire\n// A whole spec.\nHEADstruct B { b: u8 }\n",
    ),
    (
        Code::NotImported,
        "--- a.wire\nHEADimport \"b.wire\" { B };\nstruct A { b: B, c: C }\n\
         --- b.wire\nLIBstruct B { b: u8 }\nstruct C { c: u8 }\n",
    ),
    (
        Code::NotImported,
        "--- a.wire\nHEADimport \"b.wire\";\nstruct A { c: C }\n\
         --- b.wire\nLIBimport \"c.wire\";\nstruct B { c: C }\n--- c.wire\nLIBstruct C { c: u8 }\n",
    ),
    (
        Code::UnknownName,
        "--- a.wire\nHEADimport \"b.wire\" { Adress };\n--- b.wire\nLIBstruct Address { b: u8 }\n",
    ),
    (
        Code::UnknownName,
        "--- a.wire\nHEADimport \"b.wire\" { C };\n--- b.wire\nLIBimport \"c.wire\";\n\
         struct B { c: C }\n--- c.wire\nLIBstruct C { c: u8 }\n",
    ),
    (
        Code::UnknownName,
        "--- a.wire\nHEADimport \"b.wire\";\n--- b.wire\nlibrary l { edition: 1, version: 1, endian: big }\n",
    ),
    (
        Code::MissingSetting,
        "--- a.wire\nHEADimport \"b.wire\";\n--- b.wire\nlibrary l { edition: 1 }\n",
    ),
    (
        Code::DuplicateName,
        "--- a.wire\nHEADimport \"b.wire\";\nimport \"c.wire\" { Kind };\n\
         --- b.wire\nLIBenum Kind: u8 { A = 1 }\n--- c.wire\nLIBenum Kind: u8 { B = 1 }\n",
    ),
    (
        Code::DuplicateName,
        "--- a.wire\nHEADimport \"b.wire\";\nstruct Kind { a: u8 }\n\
         --- b.wire\nLIBenum Kind: u8 { A = 1 }\n",
    ),
    // Two that nobody imports by name, but that are needed.
    (
        Code::DuplicateName,
        "--- a.wire\nHEADimport \"b.wire\" { B };\nimport \"c.wire\" { C };\n\
         --- b.wire\nLIBstruct B { inner: Inner }\nstruct Inner { b: u8 }\n\
         --- c.wire\nLIBstruct C { inner: Inner }\nstruct Inner { c: u8 }\n",
    ),
    (
        Code::Repeated,
        "--- a.wire\nHEADimport \"b.wire\" { B, B };\n--- b.wire\nLIBstruct B { b: u8 }\n",
    ),
    (
        Code::ProtocolItem,
        "--- a.wire\nHEADimport \"b.wire\";\n--- b.wire\nLIBLIBstruct B { b: u8 }\n",
    ),
    (
        Code::UnusedImport,
        "--- a.wire\nHEADimport \"b.wire\";\n--- b.wire\nLIBimport \"c.wire\" { C, D };\n\
         import \"d.wire\";\nstruct B { d: D }\n\
         --- c.wire\nLIBstruct C { c: u8 }\nstruct D { d: u8 }\n--- d.wire\nLIBconst E = 1;\n",
    ),
    // What is wrong in an imported file is shown there.
    (
        Code::DuplicateTag,
        "--- a.wire\nHEADimport \"b.wire\";\n--- b.wire\nLIB\n\n/// Of a thing.\nenum Kind: u8 { A = 1, B = 1 }\n",
    ),
];

fn spelt(text: &str) -> String {
    text.replace("HEAD", HEAD).replace("LIB", "library l { edition: 1, endian: big }\n")
}

#[test]
fn every_code_of_imports_has_a_case_that_reads_well() {
    let mut page = String::new();
    for (code, text) in MISTAKES {
        let text = spelt(text);
        let found = run(&text);
        assert!(!found.diagnostics.is_empty(), "{text}");
        assert!(found.diagnostics.iter().all(|found| found.code == *code), "{code}: {found:#?}");
        page += &render_all(&found.diagnostics, &found.sources, false);
        page.push('\n');
    }
    insta::assert_snapshot!(page);
    let covered: Vec<Code> = MISTAKES.iter().map(|(code, _)| *code).collect();
    let imports = |code: &&Code| ("PW0220".."PW0230").contains(&code.id());
    for code in Code::ALL.iter().filter(imports).filter(|code| **code != Code::ImportLimit) {
        assert!(covered.contains(code), "{code} has no case");
    }
}

#[test]
fn json_names_the_file_of_each_place() {
    let found = run(&spelt(MISTAKES[7].1));
    insta::assert_snapshot!(to_json_all(&found.diagnostics, &found.sources));
}

#[test]
fn an_import_brings_what_it_names_and_what_that_needs() {
    let text = spelt(
        "--- main.wire\nHEADimport \"lib/shapes.wire\" { Line };\nstruct Drawing { lines: [Line; u8] }\n\
         --- lib/shapes.wire\nLIBimport \"../limits.wire\";\n\
         struct Line { from: Point, to: Point, color: Color, width: u8 in 1..=MAX }\n\
         struct Point { x: i16, y: i16 }\nstruct Circle { center: Point }\n\
         enum Color: u8 { Red = 1, Blue = 2 }\n\
         --- limits.wire\nLIBconst MAX = 2 * HALF;\nconst HALF = 4;\n",
    );
    // `HALF` is below its use.
    check(&text, &[Code::UnknownName]);
    let text = text.replace(
        "const MAX = 2 * HALF;\nconst HALF = 4;\n",
        "const HALF = 4;\nconst MAX = 2 * HALF;\nconst OTHER = 1;\n",
    );
    let found = model(&text);
    assert_eq!(names(&found), ["Line", "Point", "Drawing", "Color", "HALF", "MAX"]);
    // All of a file, for those who want all.
    let whole = text.replace(" { Line };", ";");
    assert_eq!(
        names(&model(&whole)),
        ["Line", "Point", "Circle", "Drawing", "Color", "HALF", "MAX"]
    );
}

#[test]
fn the_same_spec_in_one_file_means_the_same() {
    let split = spelt(
        "--- main.wire\nHEADimport \"b.wire\" { Kind, Body, LIMIT };\n\
         struct Envelope { kind: Kind, id: u16 in 1..=LIMIT, body: Body(kind) }\n\
         --- b.wire\nLIBconst LIMIT = 500;\nenum Kind: u8 { One = 1, Two = 2 }\n\
         union Body(kind: Kind) { One => { a: bytes[u8 in 0..=LIMIT - 300] }, Two => {} }\n",
    );
    let whole = format!(
        "{HEAD}const LIMIT = 500;\nenum Kind: u8 {{ One = 1, Two = 2 }}\n\
         union Body(kind: Kind) {{ One => {{ a: bytes[u8 in 0..=LIMIT - 300] }}, Two => {{}} }}\n\
         struct Envelope {{ kind: Kind, id: u16 in 1..=LIMIT, body: Body(kind) }}\n"
    );
    let without_places = |model: &Model| {
        let text = format!("{model:?}");
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some((before, behind)) = rest.split_once("Span {") {
            out += before;
            rest = behind.split_once('}').map_or("", |(_, rest)| rest);
        }
        out + rest
    };
    let whole = compile(&whole).expect("the whole spec");
    assert_eq!(without_places(&model(&split)), without_places(&whole));
}

#[test]
fn a_library_keeps_its_byte_order() {
    let text = "--- a.wire\nHEADimport \"b.wire\";\nstruct A { a: u16, b: B, kind: Kind, on: u4, off: u4 }\n\
         --- b.wire\nlibrary l { edition: 1, endian: little }\n\
         struct B { a: u16, b: u16be, kind: Kind, high: u12, low: u4 }\nenum Kind: u16 { A = 1 }\n";
    let found = model(&spelt(text));
    let orders = |name: &str| -> Vec<Endian> {
        let structure = found.structs.iter().find(|item| item.name.text == name).expect(name);
        structure.fields.iter().filter_map(|field| field.ty.number()).map(|n| n.endian).collect()
    };
    use Endian::{Big, Little};
    assert_eq!(orders("B"), [Little, Big, Little, Little, Little]);
    // An enumeration is laid out by the structure that it stands in.
    assert_eq!(orders("A"), [Big, Big, Big, Big]);
}

#[test]
fn a_library_alone_is_checked_and_is_no_protocol() {
    let library = "library common { edition: 1, endian: big }\n#[since(3)]\nstruct B { b: u8 }\n";
    let found = run(&format!("--- b.wire\n{library}"));
    assert_eq!(found.diagnostics, []);
    assert!(matches!(&found.outcome, Some(Compiled::Library(name)) if name == "common"));
    check(&format!("--- b.wire\n{library}struct C {{ c: D }}\n"), &[Code::UnknownName]);
    let codes = |source: &str| -> Vec<Code> {
        compile(source).expect_err("no protocol").iter().map(|found| found.code).collect()
    };
    assert_eq!(codes(library), [Code::ProtocolItem]);
    assert_eq!(
        codes(&format!("{HEAD}import \"b.wire\";\nstruct A {{ b: B }}")),
        [Code::ImportUnreadable]
    );
}

#[test]
fn versions_are_those_of_the_protocol() {
    let text =
        "--- a.wire\nHEADimport \"b.wire\";\n--- b.wire\nLIB#[since(2)]\nstruct B { b: u8 }\n";
    check(&spelt(text), &[]);
    check(&spelt(&text.replace("since(2)", "since(3)")), &[Code::VersionAhead]);
}

#[test]
fn a_handshake_has_the_byte_order_of_its_protocol() {
    let text = "--- a.wire\nHEADimport \"b.wire\" { Hello };\n--- b.wire\nLIBhandshake Hello {}\n";
    let codes = |text: &str| -> Vec<Code> {
        run(text).diagnostics.iter().map(|found| found.code).collect()
    };
    let text = spelt(text);
    assert!(!codes(&text).contains(&Code::LayoutMismatch));
    let little = text.replace("endian: big }\nhandshake", "endian: little }\nhandshake");
    assert!(codes(&little).contains(&Code::LayoutMismatch));
}

#[test]
fn a_file_is_read_once() {
    let text = spelt(
        "--- a.wire\nHEADimport \"b.wire\";\nimport \"./c.wire\" { C };\nstruct A { b: B, c: C, d: D }\n\
         import \"x/../d.wire\" { D };\n\
         --- b.wire\nLIBimport \"d.wire\";\nstruct B { d: D }\n\
         --- c.wire\nLIBimport \"d.wire\" { D };\nstruct C { d: D }\n--- d.wire\nLIBstruct D { d: u8 }\n",
    );
    let files: BTreeMap<_, _> = files(&text).into_iter().collect();
    let read = RefCell::new(Vec::new());
    let found = compile_files("a.wire", files["a.wire"], &|path| {
        read.borrow_mut().push(path.to_owned());
        files.get(path).map(|text| (*text).to_owned()).ok_or(LoadError::NotFound)
    });
    assert_eq!(found.diagnostics, []);
    assert_eq!(*read.borrow(), ["b.wire", "d.wire", "c.wire"]);
    assert_eq!(names(&found.protocol().expect("a protocol")), ["D", "B", "C", "A"]);
}

#[test]
fn mistakes_of_all_files_are_found_in_one_run() {
    let text = spelt(
        "--- a.wire\nHEADimport \"b.wire\";\nstruct A { a: u16, a: u8 }\n--- b.wire\nLIBstruct B { b u8 }\n",
    );
    let page = check(&text, &[Code::DuplicateName, Code::UnexpectedToken]);
    assert!(page.contains("--> a.wire:3:20") && page.contains("--> b.wire:2:14"), "{page}");
}

#[test]
fn depth_files_and_bytes_have_limits() {
    let library = "library l { edition: 1, endian: big }\n";
    let last =
        |found: &Compilation| found.diagnostics.iter().map(|found| found.code).collect::<Vec<_>>();
    // A chain of libraries: `l1` imports `l2`, and so on.
    let chain = |length: usize| {
        compile_files("main", &format!("{HEAD}import \"l1\" {{ S }};\n"), &move |path| {
            let place: usize = path[1..].parse().expect("a number");
            let inner = if place < length {
                format!("import \"l{}\" {{ T{} }};", place + 1, place + 1)
            } else {
                String::new()
            };
            let field =
                if place < length { format!("t: T{}", place + 1) } else { "t: u8".to_owned() };
            let name = if place == 1 { "S".to_owned() } else { format!("T{place}") };
            Ok(format!("{library}{inner}\nstruct {name} {{ {field} }}\n"))
        })
    };
    assert_eq!(last(&chain(MAX_DEPTH)), []);
    assert_eq!(last(&chain(MAX_DEPTH + 1)), [Code::ImportLimit]);

    let many = |count: usize| {
        let imports: String = (0..count).map(|place| format!("import \"{place}\";\n")).collect();
        let text = |path: &str| Ok(format!("{library}struct S{path} {{ a: u8 }}\n"));
        compile_files("main", &format!("{HEAD}{imports}"), &text)
    };
    assert_eq!(last(&many(MAX_FILES)), []);
    assert_eq!(last(&many(MAX_FILES + 1)), [Code::ImportLimit]);

    let large = |bytes: usize| {
        let text = |path: &str| match path {
            "a" => Ok(library.to_owned()),
            _ => Ok(format!("{library}{}", " ".repeat(bytes - 2 * library.len()))),
        };
        compile_files("main", &format!("{HEAD}import \"a\";\nimport \"b\";\n"), &text)
    };
    assert_eq!(last(&large(MAX_BYTES)), []);
    assert_eq!(last(&large(MAX_BYTES + 1)), [Code::ImportLimit]);
}

#[test]
fn import_lines_are_laid_out() {
    let spec = "import   \"common.wire\"{Address ,Kind};import \"b.wire\"  ;\nimport \"c.wire\" {\nA,\nB,\n};\n";
    let expected = "import \"common.wire\" { Address, Kind }; import \"b.wire\";\nimport \"c.wire\" {\n    A,\n    B,\n};\n";
    assert_eq!(format(spec).as_deref(), Ok(expected));
    assert_eq!(format(expected).as_deref(), Ok(expected));
}

#[test]
fn what_is_no_import_is_refused_where_it_stands() {
    for (text, code) in [
        ("import common;", Code::UnexpectedToken),
        ("import \"a.wire\" {};", Code::UnexpectedToken),
        ("import \"a.wire\"\nstruct A { a: u8 }", Code::UnexpectedToken),
        ("import \"a.wire\" { A as B };", Code::UnexpectedToken),
        ("/// Docs.\nimport \"a.wire\";", Code::MisplacedDoc),
    ] {
        let source = format!(
            "--- main\n{HEAD}{text}\n--- a.wire\nlibrary l {{ edition: 1, endian: big }}\n"
        );
        let found = run(&source);
        assert_eq!(
            found.diagnostics.first().map(|found| found.code),
            Some(code),
            "{text}: {found:#?}"
        );
    }
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(400))]

    /// Whatever imports whatever, also in circles: there is an answer, and each
    /// mistake can be drawn; what is in order has each item once.
    #[test]
    fn any_graph_of_imports_is_answered(
        edges in proptest::collection::vec((0usize..6, 0usize..6, 0usize..4), 0..14),
        cut in 0usize..400,
    ) {
        let text_of = |file: usize| {
            let mut text = match file {
                0 => HEAD.to_owned(),
                _ => "library l { edition: 1, endian: big }\n".to_owned(),
            };
            for (from, to, form) in edges.iter().filter(|(from, ..)| *from == file) {
                let _ = from;
                text += &match form {
                    0 => format!("import \"{to}\";\n"),
                    1 => format!("import \"./{to}\" {{ S{to} }};\n"),
                    2 => format!("import \"{to}\" {{ S{to}, T{to} }};\nstruct U{to}x{file} {{ s: S{to} }}\n"),
                    _ => format!("import \"../{to}\";\n"),
                };
            }
            text += &format!("struct S{file} {{ a: u8 }}\nstruct T{file} {{ s: S{file} }}\n");
            // Now and then a file ends too early.
            let end = if file == 3 { cut.min(text.len()) } else { text.len() };
            text[..end].to_owned()
        };
        let found = compile_files("0", &text_of(0), &|path| {
            path.parse().map(text_of).map_err(|_| LoadError::NotFound)
        });
        let page = render_all(&found.diagnostics, &found.sources, false);
        let wrong = found.diagnostics.iter().any(|found| found.is_error());
        proptest::prop_assert_eq!(found.outcome.is_none(), wrong, "{}", page);
        if let Some(model) = found.protocol() {
            let mut names = names(&model);
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            proptest::prop_assert_eq!(names.len(), count);
        }
    }
}
