//! docs/CONSTRUCTS.md: the table, and the spec of each row.

use std::fmt::Write;

use super::{Column, Derive, ROWS, Row};

/// What stands in front of the table.
const HEAD: &str = "\
<!-- Written by `UPDATE_DOCS=1 cargo test -p packetwright-trials --test constructs`. -->

# The constructs of the language

What each part of the project knows of each construct. A cell is tried on the spec of its row, which stands below the table;
where that cannot be, it names the test that holds it. `cargo test -p packetwright-trials` tries all of it, and
fails when a variant of the model belongs to no row, when a named test is gone and when this page is not what the rows say.

| column | ✓ means |
|---|---|
| parse | the parser takes the spec without a word, and its layout is settled: laid out twice is laid out once |
| check | the checker takes it; the wrong form gets the code in the cell |
| owned, view | the code generated from it, with views and without, compiles without a warning; what it decodes, and every fault with its offset, is what the interpreter says, on all boundary values and 200 changed inputs |
| encode | it encodes what the interpreter does and refuses the same values |
| interpret | what the interpreter encodes it decodes to the same value, through JSON as well, and refuses cut short at every byte |
| derive | types in Rust that are exported mean the same: `packetwright diff` finds no change |
| docs | the reference says of it what is quoted below |

";

/// The whole page.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    let headings: Vec<&str> = Column::ALL.iter().map(|(_, heading)| *heading).collect();
    let _ = writeln!(page, "| construct | {} |", headings.join(" | "));
    let _ = writeln!(page, "|---{}|", "|---".repeat(headings.len()));
    let mut notes = Vec::new();
    for row in ROWS {
        let cells: Vec<String> =
            Column::ALL.iter().map(|(column, _)| cell(row, *column, &mut notes)).collect();
        let _ = writeln!(page, "| [{}](#{}) | {} |", row.name, anchor(row), cells.join(" | "));
    }
    page.push('\n');
    for (place, note) in notes.iter().enumerate() {
        let _ = writeln!(page, "{}. {note}", place + 1);
    }
    page.push_str("\n## The rows\n");
    for row in ROWS {
        section(&mut page, row);
    }
    page
}

/// What stands in a cell; what is longer becomes a note.
fn cell(row: &Row, column: Column, notes: &mut Vec<String>) -> String {
    let mut note = |text: String| {
        let known = notes.iter().position(|known| *known == text);
        let place = known.unwrap_or_else(|| {
            notes.push(text);
            notes.len() - 1
        });
        format!("<sup>{}</sup>", place + 1)
    };
    match (column, row.held(column), row.derive) {
        (_, Some(test), _) => format!("✓ {}", note(format!("held by `{test}`"))),
        (Column::Check, None, _) => row.wrong.0.id().to_owned(),
        (Column::Derived, None, Derive::No(why)) => format!("– {}", note(why.to_owned())),
        _ => "✓".to_owned(),
    }
}

/// The link to a heading, as GitHub makes it.
fn anchor(row: &Row) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-');
    row.name.to_lowercase().chars().filter(kept).collect::<String>().replace(' ', "-")
}

/// The spec of a row, its wrong form, and the same in Rust.
fn section(page: &mut String, row: &Row) {
    let (code, wrong) = row.wrong;
    let _ = write!(page, "\n### {}\n\n```text\n{}\n```\n", row.name, row.spec.trim_end());
    if row.held(Column::Check).is_none() && wrong.lines().count() < 5 {
        let _ = write!(page, "\n{}, {}:\n\n```text\n{wrong}\n```\n", code.id(), code.title());
    }
    if let Derive::Same(types) = row.derive {
        let lines: Vec<&str> = types.lines().map(str::trim).collect();
        let _ = write!(page, "\n```rust\n{}\n```\n", lines.join("\n"));
    }
    if row.held(Column::Page).is_none() {
        let _ = write!(page, "\nThe reference: “{}”.\n", row.page);
    }
}
