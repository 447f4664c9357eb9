//! The pictures of attacks in `docs/attacks/` are those that the search finds.
//!
//! `UPDATE_DOCS=1 cargo test -p packetwright-model --test pictures` draws them again.

use std::path::Path;

use packetwright_model::{Limits, verify_mutant};

#[test]
fn every_mutant_has_its_picture() {
    let model = packetwright_spec::compile(packetwright_spec::NETWORK).expect("the spec is right");
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let update = std::env::var_os("UPDATE_DOCS").is_some();
    let page = std::fs::read_to_string(docs.join("MODEL.md")).expect("the page is there");
    let mut expected = Vec::new();
    for place in 0..model.handshakes[0].mutants.len() {
        let results = verify_mutant(&model, 0, place, Limits::default()).expect("it is there");
        // A plain suite reads best, where the mutant is about no other.
        let plain = results.iter().find(|result| result.suite.contains("_XX_"));
        let result = plain.or(results.first()).expect("a suite has the mutant");
        let name: String = result
            .mutant
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '(' || *c == ',')
            .collect();
        let name = format!("{}.svg", name.replace(['(', ','], "-"));
        let attack = result.attack.as_ref().expect("an attack is found");
        let picture = attack.trace.svg(&result.title().expect("an attack is found"));
        let path = docs.join("attacks").join(&name);
        if update {
            std::fs::create_dir_all(docs.join("attacks")).expect("a folder");
            std::fs::write(&path, &picture).expect("the picture can be written");
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == picture,
            "{name} is stale: UPDATE_DOCS=1 cargo test -p packetwright-model --test pictures"
        );
        assert!(page.contains(&format!("attacks/{name}")), "docs/MODEL.md does not show {name}");
        expected.push(name);
    }
    let folder = std::fs::read_dir(docs.join("attacks")).expect("the folder is there");
    for entry in folder {
        let name = entry.expect("it can be read").file_name().into_string().expect("a plain name");
        assert!(expected.contains(&name), "{name} is of no mutant");
    }
}
