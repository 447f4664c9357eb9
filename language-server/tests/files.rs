//! Specs in several files, over the protocol: names lead from one to another,
//! each mistake is told in its own file, and what is open is what counts.

mod client;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use client::{Client, URI, folded};
use packetwright_language_server::server::{Ended, FoundSpecs, Limits};
use packetwright_spec::import::LoadError;
use serde_json::{Value, json};

const MAIN: &str = "\
protocol clock { edition: 1, version: 1, endian: big }
import \"lib/place.wire\" { Place, MAX };
struct Report { at: Place, name: string[u8 in 0..=MAX], way: list_of }
struct Walk { from: Place, to: Place }
";
const LIBRARY: &str = "\
library place { edition: 1, endian: big }
import \"../unit.wire\";
/// The longest name.
const MAX = 40;
/// A point of the earth. \u{1f570}
struct Place { x: i32, y: i32, unit: Unit }
struct Other { at: Place }
";
const UNIT: &str = "\
library unit { edition: 1, endian: big }
enum Unit: u8 { Metre = 1 }
";
const LIBRARY_URI: &str = "file:///specs/lib/place.wire";
const UNIT_URI: &str = "file:///specs/unit.wire";

type Disk = Arc<Mutex<BTreeMap<&'static str, String>>>;

/// A client that has the files of this test, and `MAIN` open: what the server
/// published then.
fn with_main(main: &str) -> (Client, Disk, Vec<Value>) {
    let files = [("lib/place.wire", LIBRARY), ("unit.wire", UNIT), ("other/a b.wire", UNIT)];
    let files = files.map(|(path, text)| (path, text.to_owned()));
    let disk: Disk = Arc::new(Mutex::new(BTreeMap::from(files)));
    let seen = Arc::clone(&disk);
    let read = move |folder: &Path, path: &str| {
        match folder.to_str() {
            Some("/specs") => seen.lock().expect("no panic").get(path).cloned(),
            _ => None,
        }
        .ok_or(LoadError::NotFound)
    };
    let mut client = Client::start_with(Limits::default(), read);
    client.request("initialize", json!({ "capabilities": {} }));
    let told = tell(&mut client, "textDocument/didOpen", opening(URI, main));
    (client, disk, told)
}

/// Says something, and gives all that is published for it.
fn tell(client: &mut Client, method: &str, params: Value) -> Vec<Value> {
    client.tell(method, params);
    // An answer behind it tells that nothing more comes.
    client.send(r#"{"jsonrpc":"2.0","id":"end","method":"end"}"#);
    let mut told = Vec::new();
    loop {
        let mut message = client.receive();
        if message["id"] == "end" {
            return told;
        }
        told.push(message["params"].take());
    }
}

fn opening(uri: &str, text: &str) -> Value {
    json!({ "textDocument": { "uri": uri, "languageId": "wire", "version": 1, "text": text } })
}

fn whole(uri: &str, text: &str) -> Value {
    json!({ "textDocument": { "uri": uri, "version": 2 }, "contentChanges": [{ "text": text }] })
}

/// The place of the `nth` occurrence of a word in a text of one file.
fn at(uri: &str, text: &str, word: &str, nth: usize) -> Value {
    let offset = text.match_indices(word).nth(nth).expect(word).0;
    let before = &text[..offset];
    let line = before.matches('\n').count();
    let character = before.rsplit('\n').next().expect("a line").encode_utf16().count();
    json!({
        "textDocument": { "uri": uri }, "position": { "line": line, "character": character }
    })
}

/// Diagnostics in a word each: file, code, place.
fn told(published: &[Value]) -> Vec<String> {
    let each = published.iter().flat_map(|params| {
        let uri = params["uri"].as_str().expect("an address").rsplit('/').next().expect("a name");
        let list = params["diagnostics"].as_array().expect("a list");
        let found = list.iter().map(move |found| {
            let range = folded(&found["range"]);
            format!("{uri} {} {}", found["code"].as_str().expect("a code"), range)
        });
        let none = list.is_empty().then(|| format!("{uri} -"));
        found.chain(none).map(|line| line.replace('"', "")).collect::<Vec<_>>()
    });
    each.collect()
}

#[test]
fn names_lead_to_the_files_that_declare_them() {
    let main = MAIN.replace("list_of", "u8");
    let (mut client, _, published) = with_main(&main);
    assert_eq!(told(&published), ["clock.wire -"]);
    let definition = "textDocument/definition";
    for (word, nth, uri, place) in [
        ("Place", 0, LIBRARY_URI, "5:7..5:12"),
        ("Place", 1, LIBRARY_URI, "5:7..5:12"),
        ("MAX", 1, LIBRARY_URI, "3:6..3:9"),
        ("lib/place", 0, LIBRARY_URI, "0:0..0:0"),
        ("Report", 0, URI, "2:7..2:13"),
    ] {
        let found = client.request(definition, at(URI, &main, word, nth));
        assert_eq!((&found["uri"], folded(&found["range"])), (&json!(uri), json!(place)), "{word}");
    }
    let hover = client.request("textDocument/hover", at(URI, &main, "Place", 1));
    let text = hover["contents"]["value"].as_str().expect("a text");
    for part in ["struct Place", "A point of the earth. \u{1f570}", "9 bytes", "| 8 | `unit`"] {
        assert!(text.contains(part), "{part}: {text}");
    }

    // Completion offers what is imported, and in an import what is not named yet.
    let labels = |client: &mut Client, text: &str, word: &str| -> Vec<String> {
        tell(client, "textDocument/didChange", whole(URI, text));
        let found = client.request("textDocument/completion", at(URI, text, word, 0));
        let items = found.as_array().expect("a list").iter();
        let labels = items.map(|item| item["label"].as_str().expect("a label").to_owned());
        labels.filter(|label| label.starts_with(char::is_uppercase)).collect()
    };
    let types = labels(&mut client, &main, "u8 }");
    assert_eq!(types, ["Report", "Walk", "Place"], "neither Other nor Unit is imported");
    let numbers = labels(&mut client, &main, "MAX]");
    assert_eq!(numbers, ["MAX"]);
    let names = labels(&mut client, &main.replace("Place, MAX", "Place, M"), "M }");
    assert_eq!(names, ["MAX", "Other"]);
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn mistakes_are_told_in_their_own_files() {
    // A name that is nowhere, in the spec; then one in the library alone.
    let (mut client, disk, published) = with_main(MAIN);
    assert_eq!(told(&published), ["clock.wire PW0201 2:61..2:68"]);
    let broken = LIBRARY.replace("y: i32", "y: Absent");
    disk.lock().expect("no panic").insert("lib/place.wire", broken.clone());
    let main = MAIN.replace("list_of", "u8");
    let published = tell(&mut client, "textDocument/didChange", whole(URI, &main));
    assert_eq!(told(&published), ["clock.wire PW0201 1:7..1:23", "place.wire PW0201 5:26..5:32"]);
    let at_import = &published[0]["diagnostics"][0];
    let said = at_import["message"].as_str().expect("a text");
    assert!(said.starts_with("in an imported file: "), "{said}");
    assert_eq!(at_import["relatedInformation"][0]["location"]["uri"], LIBRARY_URI);
    assert_eq!(published[1]["uri"], LIBRARY_URI);

    // The library is opened and mended without being saved: its importer sees that.
    let published = tell(&mut client, "textDocument/didOpen", opening(LIBRARY_URI, &broken));
    assert_eq!(told(&published), ["place.wire PW0201 5:26..5:32"]);
    let published = tell(&mut client, "textDocument/didChange", whole(LIBRARY_URI, LIBRARY));
    assert_eq!(told(&published), ["place.wire -", "clock.wire -"]);
    // Closed without being saved, the file on the disk counts again.
    let closing = json!({ "textDocument": { "uri": LIBRARY_URI } });
    let published = tell(&mut client, "textDocument/didClose", closing);
    assert_eq!(told(&published), ["place.wire PW0201 5:26..5:32", "clock.wire PW0201 1:7..1:23"]);
    // Saved by another program, if the client says so.
    disk.lock().expect("no panic").insert("lib/place.wire", LIBRARY.to_owned());
    let changes = json!({ "changes": [{ "uri": LIBRARY_URI, "type": 2 }] });
    let published = tell(&mut client, "workspace/didChangeWatchedFiles", changes);
    assert_eq!(told(&published), ["clock.wire -", "place.wire -"]);
    // A file that is not there yet is waited for.
    let main = main.replace("lib/place.wire", "lib/new.wire");
    let published = tell(&mut client, "textDocument/didChange", whole(URI, &main));
    assert_eq!(told(&published), ["clock.wire PW0221 1:7..1:21"]);
    let uri = "file:///specs/lib/new.wire";
    let published = tell(&mut client, "textDocument/didOpen", opening(uri, LIBRARY));
    assert_eq!(told(&published), ["new.wire -", "clock.wire -"]);
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn a_library_imports_from_the_folder_of_the_spec_that_is_open() {
    let (mut client, ..) = with_main(&MAIN.replace("list_of", "u8"));
    let published = tell(&mut client, "textDocument/didOpen", opening(LIBRARY_URI, LIBRARY));
    assert_eq!(told(&published), ["place.wire -"]);
    let found = client.request("textDocument/definition", at(LIBRARY_URI, LIBRARY, "Unit", 0));
    assert_eq!(found["uri"], UNIT_URI);
    // Alone, as `check` has it, its own folder is all there is.
    let closing = json!({ "textDocument": { "uri": URI } });
    let published = tell(&mut client, "textDocument/didClose", closing);
    assert_eq!(told(&published)[1..], ["place.wire PW0220 1:7..1:21"]);
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn references_and_renames_reach_every_file() {
    let main = MAIN.replace("list_of", "u8");
    let (mut client, disk, _) = with_main(&main);
    // Another importer, and the library, both open; the library was not saved.
    let other = "library a { edition: 1, endian: big }\n                 import \"lib/place.wire\";\nstruct B { at: Place }\n";
    let library = LIBRARY.replace("/// The longest name.\n", "");
    tell(&mut client, "textDocument/didOpen", opening("file:///specs/a%62%20c.wire", other));
    tell(&mut client, "textDocument/didOpen", opening(LIBRARY_URI, &library));
    let mut all = at(URI, &main, "Place", 1);
    all["context"] = json!({ "includeDeclaration": true });
    let found = client.request("textDocument/references", all);
    let places = |found: &Value| -> Vec<String> {
        let list = found.as_array().expect("a list").iter();
        let mut places: Vec<String> = list
            .map(|found| {
                let uri = found["uri"].as_str().expect("an address");
                let name = uri.rsplit('/').next().expect("a name");
                format!("{name} {}", folded(&found["range"])).replace('"', "")
            })
            .collect();
        places.sort();
        places
    };
    let expected = [
        "a%62%20c.wire 2:15..2:20",
        "clock.wire 1:26..1:31",
        "clock.wire 2:20..2:25",
        "clock.wire 3:20..3:25",
        "clock.wire 3:31..3:36",
        "place.wire 4:7..4:12",
        "place.wire 5:19..5:24",
    ];
    assert_eq!(places(&found), expected);
    // The same from where it is declared.
    let mut all = at(LIBRARY_URI, &library, "Place", 0);
    all["context"] = json!({ "includeDeclaration": true });
    assert_eq!(places(&client.request("textDocument/references", all)), expected);

    let mut rename = at(URI, &main, "Place", 2);
    rename["newName"] = "Spot".into();
    let edited = client.request("textDocument/rename", rename);
    let changes = edited["changes"].as_object().expect("edits");
    let mut edits: Vec<String> = Vec::new();
    for (uri, list) in changes {
        for edit in list.as_array().expect("a list") {
            assert_eq!(edit["newText"], "Spot");
            edits.extend(places(&json!([{ "uri": uri, "range": edit["range"] }])));
        }
    }
    edits.sort();
    assert_eq!(edits, expected);

    // Refused for what it would mean in another file than the one that asks.
    for (word, name, why) in [
        ("Place", "B", "PW0202"),
        ("Place", "Walk", "PW0202"),
        ("Place", "Unit", "PW0202"),
        ("MAX", "9", "no name"),
    ] {
        let mut rename = at(LIBRARY_URI, &library, word, 0);
        rename["newName"] = name.into();
        let refused = client.request("textDocument/rename", rename);
        let said = refused["message"].as_str().expect("a refusal");
        assert!(said.contains(why), "{word} to {name}: {said}");
    }

    // A file that is not open and has changed since one of two read it.
    disk.lock().expect("no panic").insert("unit.wire", UNIT.replace("library", " library"));
    tell(&mut client, "textDocument/didChange", whole(URI, &format!("{main}\n")));
    let mut rename = at(LIBRARY_URI, &library, "Unit", 0);
    rename["newName"] = "Scale".into();
    let refused = client.request("textDocument/rename", rename);
    let said = refused["message"].as_str().expect("a refusal");
    assert!(said.contains("/specs/unit.wire has another text"), "{said}");
    assert_eq!(client.leave(), Ended::InOrder);
}

/// A client whose one folder, `/specs`, has these files; the library is open alone.
fn with_closed_importers(limits: Limits) -> Client {
    let main = MAIN.replace("list_of", "u8");
    let alone = "protocol alone { edition: 1, version: 1, endian: big }\nstruct Place { a: u8 }\n";
    let files: BTreeMap<String, String> = BTreeMap::from(
        [
            ("clock.wire", main.as_str()),
            ("lib/place.wire", LIBRARY),
            ("lib/a b.wire", "library b { edition: 1, endian: big }\nimport \"place.wire\";\nstruct Path { all: [Place; 2] }\n"),
            ("unit.wire", UNIT),
            ("alone.wire", alone),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned())),
    );
    let paths: Vec<String> = files.keys().cloned().collect();
    let read = move |folder: &Path, path: &str| {
        let within = folder.strip_prefix("/specs").map_err(|_| LoadError::NotFound)?;
        let path = within.join(path);
        files.get(path.to_str().unwrap_or_default()).cloned().ok_or(LoadError::NotFound)
    };
    let find = move |folder: &Path, limits: Limits| {
        assert_eq!(folder, Path::new("/specs"), "no other folder is the client's");
        let is_all = paths.len() <= limits.specs;
        FoundSpecs { paths: paths.iter().take(limits.specs).cloned().collect(), is_all }
    };
    let mut client = Client::start_in(limits, read, find);
    let folders = json!([{ "uri": "file:///specs", "name": "specs" }]);
    client.request("initialize", json!({ "capabilities": {}, "workspaceFolders": folders }));
    tell(&mut client, "textDocument/didOpen", opening(LIBRARY_URI, LIBRARY));
    client
}

/// The edits of a rename of `Place` in the library, each a word.
fn renamed(client: &mut Client, new_name: &str) -> Vec<String> {
    let mut rename = at(LIBRARY_URI, LIBRARY, "Place", 0);
    rename["newName"] = new_name.into();
    let edited = client.request("textDocument/rename", rename);
    let Some(changes) = edited["changes"].as_object() else {
        return vec![folded(&edited).to_string()];
    };
    let mut edits = Vec::new();
    for (uri, list) in changes {
        for edit in list.as_array().expect("a list") {
            let place = folded(&edit["range"]).to_string().replace('"', "");
            edits.push(format!("{} {place}", uri.trim_start_matches("file:///specs/")));
        }
    }
    edits.sort();
    edits
}

/// The edits of that rename in the library itself.
const IN_LIBRARY: usize = 2;

#[test]
fn renames_reach_specs_that_nobody_opened() {
    let mut client = with_closed_importers(Limits::default());
    let everywhere = [
        "clock.wire 1:26..1:31",
        "clock.wire 2:20..2:25",
        "clock.wire 3:20..3:25",
        "clock.wire 3:31..3:36",
        "lib/a%20b.wire 2:20..2:25",
        "lib/place.wire 5:7..5:12",
        "lib/place.wire 6:19..6:24",
    ];
    assert_eq!(renamed(&mut client, "Spot"), everywhere);
    // References see as far.
    let mut all = at(LIBRARY_URI, LIBRARY, "Place", 0);
    all["context"] = json!({ "includeDeclaration": true });
    let found = client.request("textDocument/references", all);
    assert_eq!(found.as_array().expect("a list").len(), everywhere.len());
    // What a closed spec would mean then counts as well.
    for name in ["Walk", "Path"] {
        let refused = renamed(&mut client, name);
        assert!(refused.len() == 1 && refused[0].contains("PW0202"), "{name}: {refused:?}");
    }
    // An importer that is opened counts as it is there, and is found once.
    let main =
        MAIN.replace("list_of", "u8").replace("struct Walk { from: Place, to: Place }\n", "");
    tell(&mut client, "textDocument/didOpen", opening(URI, &main));
    assert_eq!(renamed(&mut client, "Walk").len(), everywhere.len() - 2);
    // A folder that is closed is looked at no more; what is open still counts.
    let event = json!({ "added": [], "removed": [{ "uri": "file:///specs", "name": "specs" }] });
    client.tell("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
    assert_eq!(renamed(&mut client, "Path").len(), 4);
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn what_is_not_looked_at_for_a_rename_is_said() {
    let whole = Limits::default();
    let said = |limits: Limits| {
        let mut client = with_closed_importers(limits);
        let edits = renamed(&mut client, "Spot");
        // Something that is not answered, so that a message that is missing is missed.
        let told = tell(&mut client, "initialized", json!({}));
        let text = told.first().and_then(|params| params["message"].as_str());
        let text = text.expect("people are told").to_owned();
        assert!(text.contains("not all specs of the folders"), "{text}");
        assert_eq!(client.leave(), Ended::InOrder);
        edits.len()
    };
    // `alone.wire` alone; it and `clock.wire`, in bytes; nothing of a longer text.
    assert_eq!(said(Limits { specs: 1, ..whole }), IN_LIBRARY);
    assert_eq!(said(Limits { spec_bytes: 80, ..whole }), IN_LIBRARY);
    let some = said(Limits { spec_bytes: 330, ..whole });
    assert!(some > IN_LIBRARY, "{some} edits");
}
