//! The table of constructs: every cell is tried, on the spec of its row.

#[path = "../../runtime/tests/support/interpreted.rs"]
mod interpreted;
#[path = "../../runtime/tests/support/knowledge.rs"]
mod knowledge;
#[path = "../../runtime/tests/support/line.rs"]
mod line;
#[path = "../../runtime/tests/support/still_world.rs"]
mod still_world;
#[allow(dead_code, reason = "what holds of layers is for the tests of random specs")]
mod trial;
#[path = "../../spec/tests/interpret/whole.rs"]
#[allow(dead_code, reason = "for the tests of random specs")]
mod whole;

use std::collections::BTreeSet;
use std::path::Path;

use packetwright::codec::Decode;
use packetwright_codegen::{ExportOptions, Options, export, generate, reference};
use packetwright_spec::diagnostic::{Diagnostic, render, render_all};
use packetwright_spec::import::LoadError;
use packetwright_spec::interpret::Interpreter;
use packetwright_spec::model::Model;
use packetwright_spec::{Checked, compile, evolution, format};
use packetwright_trials::constructs::{Column, Derive, ROWS, Row, table, variants};
use trial::{Trial, again, view};
use whole::{Whole, refuses_every_cut, there_and_back};

// The columns `owned`, `view` and `encode`: a test for each row, and `GENERATED`; and
// a test without views for each of `WITHOUT_VIEWS`.
include!(concat!(env!("OUT_DIR"), "/constructs.rs"));

/// The rows that a column is tried on.
fn tried(column: Column) -> impl Iterator<Item = &'static Row> {
    ROWS.iter().filter(move |row| row.held(column).is_none())
}

fn model(row: &Row) -> Checked<Model> {
    let text = Row::text(row.spec);
    compile(&text).unwrap_or_else(|found| panic!("{}", render(&found, row.name, &text, false)))
}

#[test]
fn every_variant_of_the_model_has_a_row_and_every_row_its_variant() {
    let names: BTreeSet<&str> = ROWS.iter().map(|row| row.name).collect();
    assert_eq!(names.len(), ROWS.len(), "two rows of one name");
    let slugs: BTreeSet<String> = ROWS.iter().map(Row::slug).collect();
    assert_eq!(slugs.len(), ROWS.len(), "two rows whose tests have one name");
    for row in ROWS {
        let has = variants::rows(&model(row));
        for found in &has {
            assert!(names.contains(found), "there is no row `{found}`: write one in rows.rs");
        }
        // Files are put together before there is a model.
        assert!(
            has.contains(row.name) || row.name == "imports",
            "the spec of `{}` has nothing of it, only {has:?}",
            row.name
        );
    }
}

#[test]
fn parse() {
    for row in tried(Column::Parse) {
        let text = Row::text(row.spec);
        let (_, found) = packetwright_spec::parse(&text);
        assert_eq!(found, [], "{}", row.name);
        let once = format(&text).expect("it was parsed");
        assert_eq!(format(&once).as_deref(), Ok(once.as_str()), "{}", row.name);
    }
}

#[test]
fn check() {
    for row in tried(Column::Check) {
        model(row);
        let (code, items) = row.wrong;
        let text = Row::text(items);
        let found = compile(&text).err().unwrap_or_default();
        let page = render(&found, row.name, &text, false);
        let only = !found.is_empty() && found.iter().all(|found| found.code == code);
        assert!(only, "`{}` expects {code} alone, found:\n{page}", row.name);
        assert!(found.iter().all(|found: &Diagnostic| found.help.is_some()), "{page}");
    }
}

#[test]
fn owned_view_and_encode_are_tried_on_generated_code() {
    for column in [Column::Owned, Column::View, Column::Encode] {
        let rows: Vec<&str> = tried(column).map(|row| row.name).collect();
        assert_eq!(rows, GENERATED);
    }
}

/// Each of them has a test of its own, in which the owned type stands for the view.
/// A connection reads by views, so that layers keep theirs.
#[test]
fn every_construct_that_has_views_is_tried_without_them() {
    let borrows = |row: &&Row| {
        let code = |views| generate(&model(row), &Options { views, ..Options::default() });
        let [with, without] = [true, false].map(code);
        assert!(!without.contains("Ref<'a>"), "`{}` has a view:\n{without}", row.name);
        with.contains("Ref<'a>")
    };
    let rows = tried(Column::Owned).filter(|row| model(row).layers.is_none()).filter(borrows);
    assert_eq!(rows.map(|row| row.name).collect::<Vec<_>>(), WITHOUT_VIEWS);
    assert!(WITHOUT_VIEWS.len() > 20, "{WITHOUT_VIEWS:?}");
}

#[test]
fn interpret() {
    for row in tried(Column::Interpret) {
        let model = model(row);
        let interpreter = Interpreter::new(&model);
        let mut samples = 0;
        for whole in Whole::all(&model) {
            for sample in whole.samples(&model) {
                let bytes = there_and_back(interpreter, whole, &sample);
                samples += 1;
                if bytes.len() <= 300 {
                    refuses_every_cut(interpreter, whole, &bytes);
                }
            }
        }
        assert!(samples > 0, "`{}` has no samples", row.name);
    }
}

#[test]
fn derive() {
    let mut wrong = Vec::new();
    for row in tried(Column::Derived) {
        let Derive::Same(types) = row.derive else { continue };
        let text = str::to_owned;
        let options =
            ExportOptions { name: text("p"), tag: text("u8"), ..ExportOptions::default() };
        let found = export(&[("row.rs".to_owned(), types.to_owned())], &options, &|_| {
            Err(LoadError::NotFound)
        });
        let page = render_all(&found.diagnostics, &found.sources, false);
        let Some(text) = found.spec else {
            wrong.push(format!("{}: {page}", row.name));
            continue;
        };
        let derived = compile(&text).expect("an exported spec is in order");
        let report = evolution::compare(&model(row), &derived);
        if !report.findings.is_empty() || !variants::rows(&derived).contains(row.name) {
            wrong.push(format!("{}: {:#?} of\n{text}", row.name, report.findings));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n=====\n"));
}

#[test]
fn docs() {
    let mut wrong = Vec::new();
    for row in tried(Column::Page) {
        let page = reference(&model(row));
        // Behind how to read the page, in front of the errors: what is said of the spec.
        let (_, body) = page.split_once("\n## ").expect("how to read it");
        let (_, body) = body.split_once("\n## ").expect("a page has sections");
        let body = body.split("\n## Errors").next().unwrap_or_default();
        if row.page.is_empty() || !body.contains(row.page) {
            wrong.push(format!("`{}` does not say {:?}:\n{body}", row.name, row.page));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n=====\n"));
}

#[test]
fn no_cell_is_empty_and_every_named_test_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for row in ROWS {
        assert!(!row.spec.is_empty() && !row.page.is_empty(), "{}", row.name);
        if let Derive::No(why) = row.derive {
            assert!(why.len() > 8, "`{}` says in a few words why there is no derive", row.name);
        }
        for (column, test) in row.held {
            let (file, name) = test.rsplit_once("::").expect("file::test");
            let text = std::fs::read_to_string(root.join(file))
                .unwrap_or_else(|error| panic!("{column:?} of `{}`: {file}: {error}", row.name));
            let there = text.contains(&format!("#[test]\nfn {name}("));
            assert!(there, "{column:?} of `{}`: {file} has no test `{name}`", row.name);
        }
    }
}

#[test]
fn the_page_is_what_the_rows_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/CONSTRUCTS.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, table::page()).expect("it can be written");
    }
    let page = std::fs::read_to_string(&path).expect("it is there");
    let stale = "docs/CONSTRUCTS.md is stale: UPDATE_DOCS=1 cargo test -p packetwright-trials --test constructs";
    assert!(page == table::page(), "{stale}");
}
