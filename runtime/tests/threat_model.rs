//! THREAT_MODEL.md is true: each threat names what shows its mitigation, and
//! that is there. So are the tables of docs/ whose last column is `test` or `tests`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

const FOLDERS: [&str; 10] = [
    "runtime",
    "spec",
    "codegen",
    "conformance",
    "cli",
    "language-server",
    "model",
    "trials",
    "vectors",
    "examples",
];

/// Every threat and what shows its mitigation.
fn threats() -> Vec<(String, Vec<String>)> {
    let page = fs::read_to_string(root().join("THREAT_MODEL.md")).expect("the page is there");
    let rows = page.lines().filter_map(|line| line.strip_prefix("| T"));
    let rows = rows.map(|row| {
        let cells: Vec<&str> = row.trim_end_matches(" |").split(" | ").collect();
        assert_eq!(cells.len(), 4, "expected number, threat, mitigation, tests: T{row}");
        (format!("T{}", cells[0]), names(cells[3], row))
    });
    rows.collect()
}

/// The names in a cell: each between backticks, commas between them.
fn names(cell: &str, row: &str) -> Vec<String> {
    let names = cell.split(", ").map(|test| {
        let name = test.strip_prefix('`').and_then(|test| test.strip_suffix('`'));
        name.unwrap_or_else(|| panic!("expected `a_test`, found {test}: {row}")).to_owned()
    });
    names.collect()
}

/// The rows of the page's tables whose last column is of tests, each with the names in it.
fn rows_with_tests(page: &str) -> Vec<(&str, Vec<String>)> {
    let tables = page.split("\n\n").filter(|part| {
        let head = part.lines().next().unwrap_or_default();
        head.ends_with("| test |") || head.ends_with("| tests |")
    });
    let rows = tables.flat_map(|table| table.lines().skip(2)).map(|row| {
        let last = row.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default();
        (row, names(last, row))
    });
    rows.collect()
}

#[test]
fn tables_of_the_docs_name_tests_that_exist() {
    let sources = sources();
    for (page, least) in [("HANDSHAKE.md", 14), ("VECTORS.md", 10)] {
        let text = fs::read_to_string(root().join("docs").join(page)).expect("the page is there");
        let rows = rows_with_tests(&text);
        assert!(rows.len() >= least, "{page}: only {} rows were found", rows.len());
        for (row, tests) in rows {
            for test in tests {
                assert!(is_test(&test, &sources), "{page}: there is no test {test}: {row}");
            }
        }
    }
}

#[test]
fn each_threat_is_shown_by_tests_that_exist() {
    let sources = sources();
    let threats = threats();
    assert!(threats.len() >= 30, "only {} threats were found", threats.len());
    let numbers: BTreeSet<_> = threats.iter().map(|(number, _)| number).collect();
    assert_eq!(numbers.len(), threats.len(), "a number stands twice");
    for (number, tests) in &threats {
        assert!(!tests.is_empty(), "{number} names no test");
        for test in tests {
            assert!(is_test(test, &sources), "{number}: there is no test {test}");
        }
    }
}

#[test]
fn a_name_that_is_no_test_is_found_out() {
    let sources = sources();
    assert!(is_test("each_threat_is_shown_by_tests_that_exist", &sources));
    // A function without the attribute, and one that is not there.
    assert!(!is_test("is_test", &sources));
    assert!(!is_test("a_test_that_nobody_has_written", &sources));
}

/// Whether a function of this name stands right behind an attribute that makes
/// it a test.
fn is_test(name: &str, sources: &[String]) -> bool {
    let function = format!("fn {name}(");
    sources.iter().any(|source| {
        source.match_indices(&function).any(|(place, _)| {
            let before = source[..place].trim_end_matches("async ").trim_end();
            let attributes = before.rsplit("\n\n").next().unwrap_or(before);
            // In `proptest!` and behind other attributes, too.
            let attributes = attributes.rsplit(['}', ';']).next().unwrap_or(attributes);
            attributes.contains("#[test]") || attributes.contains("#[tokio::test")
        })
    })
}

/// The text of every Rust file of the workspace.
fn sources() -> Vec<String> {
    let mut folders: Vec<PathBuf> = FOLDERS.iter().map(|folder| root().join(folder)).collect();
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                sources.push(fs::read_to_string(&path).expect("the file can be read"));
            }
        }
    }
    sources
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}
