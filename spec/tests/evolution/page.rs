//! docs/EVOLUTION.md has the catalogue of rules and the limits of the search.
//!
//! `UPDATE_DOCS=1` writes the table anew.

use std::path::PathBuf;

use packetwright_spec::evolution::{LONGEST_WITNESS, MOST_CANDIDATES, MOST_SAMPLES, Rule};

const BEGIN: &str =
    "<!-- rules: written by UPDATE_DOCS=1 cargo test -p packetwright-spec --test evolution -->\n";
const END: &str = "<!-- end of rules -->";

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../docs/EVOLUTION.md")
}

#[test]
fn the_page_has_all_rules() {
    let page = std::fs::read_to_string(path()).expect("the page is there");
    let (before, rest) = page.split_once(BEGIN).expect("the page has the marker");
    let (found, after) = rest.split_once(END).expect("the page has the end marker");
    let mut expected = "\n| rule | what changed | what it means |\n|---|---|---|\n".to_owned();
    for rule in Rule::ALL {
        expected += &format!("| `{rule}` | {} | {} |\n", rule.title(), rule.explanation());
    }
    expected.push('\n');
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let page = format!("{before}{BEGIN}{expected}{END}{after}");
        std::fs::write(path(), page).expect("the page is written");
    } else {
        assert!(
            found == expected,
            "the table of rules in docs/EVOLUTION.md is not the catalogue; run\n\
             UPDATE_DOCS=1 cargo test -p packetwright-spec --test evolution"
        );
    }
}

#[test]
fn the_page_has_the_limits() {
    let page = std::fs::read_to_string(path()).expect("the page is there").replace('\n', " ");
    assert_eq!((MOST_SAMPLES, MOST_CANDIDATES, LONGEST_WITNESS), (2048, 4096, 65536));
    assert!(page.contains("2,048 boundary values") && page.contains("4,096 values"));
    assert!(page.contains("64 KiB of input"));
}
