//! docs/LANGUAGE.md is true: its examples compile, its wrong examples give the
//! codes they name, and its table of codes is the catalogue. An example of
//! several files has the path of each in a remark in front, `// common.wire`.
//!
//! `UPDATE_DOCS=1` writes the table anew.

use std::path::PathBuf;

use packetwright_spec::diagnostic::{Code, render_all};
use packetwright_spec::import::{Compilation, LoadError, compile_files};

/// What stands in front of an example that has no `protocol` of its own.
const HEAD: &str = "protocol example { edition: 1, version: 1, endian: big }\n";

const CATALOGUE: &str =
    "<!-- catalogue: written by UPDATE_DOCS=1 cargo test -p packetwright-spec --test docs -->\n";
const END: &str = "<!-- end of catalogue -->";

/// A fenced block of a page that begins with ```` ```wire ````.
struct Example<'a> {
    line: usize,
    /// The code that it must give, if it is wrong.
    code: Option<&'a str>,
    source: String,
}

#[test]
fn examples_of_the_reference_compile_or_give_the_code_they_name() {
    check_page("LANGUAGE.md", 20);
}

#[test]
fn the_table_of_codes_is_the_catalogue() {
    let page = read("LANGUAGE.md");
    let (before, rest) = page.split_once(CATALOGUE).expect("the page has the marker");
    let (found, after) = rest.split_once(END).expect("the page has the end marker");
    let expected = catalogue();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let page = format!("{before}{CATALOGUE}{expected}{END}{after}");
        std::fs::write(path("LANGUAGE.md"), page).expect("the page is written");
    } else {
        assert!(
            found == expected,
            "the table of codes in docs/LANGUAGE.md is not the catalogue; run\n\
             UPDATE_DOCS=1 cargo test -p packetwright-spec --test docs"
        );
    }
}

/// Compiles every example of a page, of which there are at least so many.
fn check_page(name: &str, least: usize) {
    let page = read(name);
    let examples = examples(&page);
    assert!(examples.len() >= least, "{name}: only {} examples were found", examples.len());
    let failed: Vec<String> = examples.iter().filter_map(|found| fault(name, found)).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// What is wrong with an example, if anything.
fn fault(name: &str, example: &Example<'_>) -> Option<String> {
    let Compilation { diagnostics, sources, .. } = compile(name, &example.source);
    let codes: Vec<&str> = diagnostics.iter().map(|found| found.code.id()).collect();
    let expected: Vec<&str> = example.code.into_iter().collect();
    (codes != expected).then(|| {
        let page = render_all(&diagnostics, &sources, false);
        format!("docs/{name}:{}: expected {expected:?}, found {codes:?}\n{page}", example.line)
    })
}

/// Compiles an example, of one file or of several.
fn compile(name: &str, source: &str) -> Compilation {
    let mut files: Vec<(&str, String)> = Vec::new();
    for line in source.lines() {
        match line.strip_prefix("// ").filter(|path| path.ends_with(".wire")) {
            Some(path) => files.push((path, String::new())),
            None if files.is_empty() && source.contains("protocol ") => {
                files.push((name, String::new()));
            }
            None if files.is_empty() => files.push((name, HEAD.to_owned())),
            None => {}
        }
        if let Some((_, text)) = files.last_mut() {
            text.push_str(&format!("{line}\n"));
        }
    }
    compile_files(files[0].0, &files[0].1, &|path| {
        let found = files.iter().find(|(known, _)| *known == path);
        found.map(|(_, text)| text.clone()).ok_or(LoadError::NotFound)
    })
}

fn examples(page: &str) -> Vec<Example<'_>> {
    let mut examples = Vec::new();
    let mut open: Option<Example<'_>> = None;
    for (place, line) in page.lines().enumerate() {
        match &mut open {
            Some(_) if line == "```" => examples.extend(open.take()),
            Some(example) => example.source += &format!("{line}\n"),
            None => {
                if let Some(mark) = line.strip_prefix("```wire") {
                    let code = mark.strip_prefix(',');
                    open = Some(Example { line: place + 2, code, source: String::new() });
                }
            }
        }
    }
    assert!(open.is_none(), "a block is not closed");
    examples
}

/// The catalogue as tables, one a stage.
fn catalogue() -> String {
    const STAGES: [(&str, &str); 8] = [
        ("PW01", "Tokens and syntax"),
        ("PW02", "Names"),
        ("PW03", "Types and layout"),
        ("PW04", "Sizes and arithmetic"),
        ("PW05", "Layers"),
        ("PW06", "Handshakes"),
        ("PW07", "Derived types"),
        ("PW08", "Lints"),
    ];
    let mut page = String::new();
    let mut listed = 0;
    for (stage, title) in STAGES {
        page +=
            &format!("\n### {title}\n\n| code | title | why, and what to do |\n|---|---|---|\n");
        for code in Code::ALL.iter().filter(|code| code.id().starts_with(stage)) {
            let explanation = code.explanation().replace('|', "\\|").replace('\n', " ");
            page += &format!("| {code} | {} | {explanation} |\n", code.title());
            listed += 1;
        }
    }
    assert_eq!(listed, Code::ALL.len(), "a stage is missing");
    page + "\n"
}

fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs").join(name)
}

fn read(name: &str) -> String {
    std::fs::read_to_string(path(name)).expect("the page is there")
}
