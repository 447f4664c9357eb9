//! References of protocols: what they look like, and what holds of all of them.

mod errors;
mod links;
mod pictures;

use std::path::{Path, PathBuf};

use packetwright_codegen::{GeneratedFile, reference, reference_html};
use packetwright_spec::Checked;
use packetwright_spec::model::Model;

const SMALL: &str = include_str!("small.wire");
const COMMAND: &str = "cargo run -- gen";

fn compile(name: &str, text: &str) -> Checked<Model> {
    packetwright_spec::compile(text)
        .unwrap_or_else(|diagnostics| panic!("{name}: {diagnostics:#?}"))
}

/// The repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All specs of the repository, by their names.
fn specs() -> Vec<(String, Checked<Model>)> {
    let folders = ["spec", "spec/gallery", "codegen/tests/specs", "examples/guide"];
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(root().join(folder)).expect("the folder is there"))
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "wire"))
        .collect();
    paths.sort();
    assert!(paths.len() > 12, "the specs are where they are looked for: {paths:?}");
    let all = paths.into_iter().map(|path| {
        let text = std::fs::read_to_string(&path).expect("it is text");
        let name = path.display().to_string();
        let model = compile(&name, &text);
        (name, model)
    });
    all.chain([("small".to_owned(), compile("small", SMALL))]).collect()
}

#[test]
fn a_small_protocol_as_markdown() {
    insta::assert_snapshot!("small_markdown", reference(&compile("small", SMALL)));
}

#[test]
fn a_small_protocol_as_html() {
    let page = reference_html(&compile("small", SMALL));
    let (head, body) = page.split_once("</head>").expect("it has a head");
    assert!(head.contains("<style>") && head.contains("prefers-color-scheme: dark"));
    insta::assert_snapshot!("small_html", body);
}

#[test]
fn the_page_of_the_network_protocol_is_made_from_its_spec() {
    let path = root().join("docs/NETWORK.md");
    let file = GeneratedFile { path: &path, command: COMMAND, source: "spec/network.wire" };
    let model = compile("network", packetwright_spec::NETWORK);
    let text = file.markdown(&reference(&model));
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        file.write(&text).expect("the file can be written");
    }
    if let Err(stale) = file.check(&text) {
        panic!("{stale}");
    }
}

#[test]
fn the_same_model_gives_the_same_pages() {
    let (once, again) = (compile("small", SMALL), compile("small", SMALL));
    assert_eq!(reference(&once), reference(&again));
    assert_eq!(reference_html(&once), reference_html(&again));
}

#[test]
fn what_authors_write_is_text_wherever_it_stands() {
    let evil = "<script>alert(1)</script> ![x](http://evil.example/x.png) [y](javascript:z)";
    let spec = format!(
        "//! {evil}\nprotocol evil {{ edition: 1, version: 1, endian: big }}\n\
         /// {evil}\nconst A = 1;\n/// {evil}\nenum E: u8 {{\n/// {evil}\nV = 1 }}\n\
         /// {evil}\nstruct S {{\n/// {evil}\na: E, b: u8, require b > 1 else \"<script> & |\" }}\n\
         #[deprecated(\"<script>\")] struct T {{ a: u8 }}\n\
         messages M: u8 {{\n/// {evil}\n1 => Q {{ s: S }} }}\n"
    );
    let model = compile("evil", &spec);
    let html = reference_html(&model);
    for forbidden in ["<script", "<img", "href=\"javascript", "src="] {
        assert!(!html.contains(forbidden), "{forbidden}");
    }
    assert!(html.contains("&lt;script&gt;"));
    let markdown = reference(&model);
    for line in markdown.lines() {
        assert!(!line.replace("\\<", "").contains("<script"), "{line}");
    }
}

#[test]
fn what_is_extreme_has_a_page() {
    let long = "long_".repeat(40);
    let spec = format!(
        "protocol extreme {{ edition: 1, version: 1, endian: little }}\n\
         struct Large {{ a: option<bytes[18446744073709551615]>, b: [bytes[4294967296]; 4294967295],\n\
             {long}: u1le, c: u7le, d: u64 in 5..=18446744073709551615, e: u8 if c == 1 }}\n\
         enum {long}: u64 {{ A = 0, B = 18446744073709551615 }}\n\
         enum Negative: i64 {{ A = -9223372036854775808 }}\n\
         flags All: u64 {{ a = 0x8000000000000000, reserved = 0 }}\n\
         struct Empty {{}} union None: u8 {{ 0 => Only {{}} }} messages No: u64 {{ 18446744073709551615 => Last {{}} }}\n"
    );
    let model = compile("extreme", &spec);
    let page = reference(&model);
    assert!(page.contains(&format!(" L  {long}")), "{page}");
    assert!(page.contains("18,446,744,073,709,551,615"), "{page}");
    assert!(reference_html(&model).ends_with("</html>\n"));
}

#[test]
fn integers_of_variable_length_are_explained_and_not_drawn_as_bits() {
    let head = "protocol p { edition: 1, version: 1, endian: big }";
    let page = |items: &str| reference(&compile("varints", &format!("{head}\n{items}")));
    let flags = page("flags Marks: u9leb128 { low = 1, top = 0x100, reserved = 0 }");
    assert!(flags.contains("The masks are of the value"), "{flags}");
    assert!(flags.contains("`…leb128`: seven bits a byte"), "{flags}");
    assert!(flags.contains("| 0x100 | `top` |"), "{flags}");
    assert!(!flags.contains("+-+-"), "{flags}");
    let fixed = page("flags Marks: u16 { low = 1, top = 0x100, reserved = 0 }");
    assert!(fixed.contains("+-+-") && !fixed.contains("leb128"), "{fixed}");
    // Each form where it is used, and those alone.
    let forms = ["…leb128", "…zigzag", "…quic", "In bincode's variable length"];
    for (items, expected) in [
        ("struct A { a: option<u7leb128> }", 0),
        ("struct A { a: [i9zigzag; 3] }", 1),
        ("struct A { a: within[u14quic]<bytes[rest]> }", 2),
        ("union U: u62quic { 1 => B {} }", 2),
        ("struct A encoding bincode varint { a: list<u8> }", 3),
    ] {
        let page = page(items);
        for (place, form) in forms.iter().enumerate() {
            assert_eq!(page.contains(form), place == expected, "{form}: {items}");
        }
    }
}
