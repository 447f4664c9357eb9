//! The server, over its protocol: a whole session as a transcript, what is
//! said to messages that are wrong, and what is bounded.

mod client;

use std::io::Write;

use client::{Client, URI, folded};
use packetwright_language_server::server::{Ended, Limits};
use serde_json::{Value, json};

/// A spec with one mistake, a name that is not declared, behind characters
/// that UTF-16 counts otherwise than UTF-8.
const SPEC: &str = "\
//! Tells the time. 🕰
protocol clock { edition: 1, version: 1, endian: big }

/// The longest zone, in bytes: \u{201c}Zürich\u{201d} has 7.
const MAX_ZONE = 40;

struct Note { /* 🕰 */ zone: string[u8 in 1..=MAX_ZONE], kind: Kindd }
enum  Kind: u8 { Short = 0, Long = 1 }
";

fn document() -> Value {
    json!({ "uri": URI })
}

fn at(line: u32, character: u32) -> Value {
    json!({ "textDocument": document(), "position": { "line": line, "character": character } })
}

#[test]
fn a_session_from_initialize_to_exit() {
    let mut client = Client::ready(Limits::default());
    let published = client.open(SPEC);
    assert_eq!(published["params"]["diagnostics"][0]["code"], "PW0201");
    client.request("textDocument/hover", at(6, 46));
    client.request("textDocument/definition", at(6, 46));
    let mut all = at(4, 6);
    all["context"] = json!({ "includeDeclaration": true });
    client.request("textDocument/references", all);
    client.request("textDocument/prepareRename", at(4, 8));
    let mut rename = at(4, 8);
    rename["newName"] = "MAX_NAME".into();
    client.request("textDocument/rename", rename.clone());
    rename["newName"] = "string".into();
    let refused = client.request("textDocument/rename", rename);
    assert_eq!(refused["code"], -32803);
    client.request("textDocument/completion", at(6, 66));
    client.request("textDocument/documentSymbol", json!({ "textDocument": document() }));
    // The letter too many goes away, and with it the mistake.
    let range = json!({
        "start": { "line": 6, "character": 67 }, "end": { "line": 6, "character": 68 }
    });
    let published = client.change(2, json!([{ "range": range, "text": "" }]));
    assert_eq!(published["params"]["diagnostics"], json!([]));
    assert_eq!(published["params"]["version"], 2);
    client.request(
        "textDocument/formatting",
        json!({ "textDocument": document(), "options": { "tabSize": 4, "insertSpaces": true } }),
    );
    client.tell("textDocument/didClose", json!({ "textDocument": document() }));
    client.receive();
    let transcript = client.transcript.clone();
    assert_eq!(client.leave(), Ended::InOrder);
    insta::assert_snapshot!(transcript);
}

#[test]
fn diagnostics_say_all_that_is_known() {
    let mut client = Client::ready(Limits::default());
    let published = client.open("struct A { a: u8 }\n/*🕰*/ struct A { b: u8 }\n");
    let diagnostics = published["params"]["diagnostics"].as_array().expect("there is a list");
    assert_eq!(diagnostics.len(), 2, "{diagnostics:?}");
    let twice = diagnostics.iter().find(|found| found["code"] == "PW0202").expect("it is there");
    insta::assert_snapshot!(format!("{:#}", folded(twice)));
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn lints_are_told_of_specs_without_errors() {
    let mut client = Client::ready(Limits::default());
    let head = "protocol p { edition: 1, version: 1, endian: big }\n";
    let published = client.open(&format!("{head}const MAX = 5;\n"));
    let found = &published["params"]["diagnostics"][0];
    assert_eq!((&found["code"], &found["severity"]), (&json!("PW0801"), &json!(2)));
    assert_eq!(found["tags"], json!([1]), "editors draw it as unnecessary");
    let published = client.change(2, json!([{ "text": format!("{head}const MAX = ;\n") }]));
    let codes: Vec<&Value> = published["params"]["diagnostics"]
        .as_array()
        .expect("there is a list")
        .iter()
        .map(|found| &found["code"])
        .collect();
    assert_eq!(codes, ["PW0111"]);
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn positions_count_utf16_units() {
    let mut client = Client::ready(Limits::default());
    client.open(SPEC);
    // `MAX_ZONE` in the line with a character of two units in front of it.
    let line = SPEC.lines().nth(6).expect("the line is there");
    let before = line.split("MAX_ZONE").next().expect("the name is there");
    let start = before.encode_utf16().count();
    assert_ne!(start, before.len());
    assert_ne!(start, before.chars().count());
    let hover = client.request("textDocument/hover", at(6, start as u32));
    assert_eq!(
        hover["range"],
        json!({
            "start": { "line": 6, "character": start },
            "end": { "line": 6, "character": start + "MAX_ZONE".len() }
        })
    );
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn changes_apply_in_order_and_whole_texts_replace() {
    let mut client = Client::ready(Limits::default());
    client.open("struct A { a: u8 }\nstruct B { a: Aa }\n");
    let range = |line: u32, from: u32, to: u32| {
        json!({
            "start": { "line": line, "character": from }, "end": { "line": line, "character": to }
        })
    };
    client.change(
        2,
        json!([
            { "range": range(0, 7, 8), "text": "Long" },
            { "range": range(0, 0, 0), "text": "const C = 1;\n" },
            { "range": range(2, 14, 16), "text": "Long" },
        ]),
    );
    let hover = client.request("textDocument/definition", at(2, 15));
    assert_eq!(hover["range"], range(1, 7, 11));
    client.change(3, json!([{ "text": "struct Whole { a: u8 }\n" }]));
    let hover = client.request("textDocument/definition", at(0, 9));
    assert_eq!(hover["range"], range(0, 7, 12));
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn wrong_messages_get_errors_and_the_session_goes_on() {
    let mut client = Client::ready(Limits::default());
    for (body, code) in [
        ("{", -32700),
        ("\u{0}", -32700),
        ("[]", -32600),
        ("17", -32600),
        ("{}", -32600),
        (r#"{"jsonrpc":"1.0","id":1,"method":"shutdown"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":[1],"method":"shutdown"}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"workspace/symbol"}"#, -32601),
        (r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}"#, -32600),
        (r#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{}}"#, -32602),
        (r#"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"}"#, -32602),
    ] {
        client.send(body);
        assert_eq!(client.receive()["error"]["code"], code, "{body}");
    }
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    client.send(&nested);
    assert_eq!(client.receive()["error"]["code"], -32700);
    let unknown = client.request("textDocument/hover", at(0, 0));
    assert_eq!(unknown["code"], -32602, "the document is not open");
    // Notifications have no answers: one that cannot be read is told to people.
    client.tell("textDocument/didOpen", json!({ "textDocument": 1 }));
    assert_eq!(client.receive()["method"], "window/showMessage");
    // Unknown ones, and answers to questions never asked, are dropped.
    client.tell("$/setTrace", json!({ "value": "off" }));
    client.send(r#"{"jsonrpc":"2.0","id":9,"result":null}"#);
    client.open("struct A { a: u8 }\n");
    let nowhere = client.request("textDocument/definition", at(9_999, 9_999));
    assert_eq!(nowhere, Value::Null);
    assert_eq!(client.leave(), Ended::InOrder);
}

#[test]
fn the_stages_of_a_session_are_kept() {
    let mut client = Client::start(Limits::default());
    assert_eq!(client.request("shutdown", Value::Null)["code"], -32002);
    assert_eq!(client.request("textDocument/hover", at(0, 0))["code"], -32002);
    client.tell("textDocument/didOpen", json!({ "dropped": true }));
    client.request("initialize", json!({ "capabilities": {} }));
    assert_eq!(client.request("shutdown", Value::Null), Value::Null);
    assert_eq!(client.request("textDocument/hover", at(0, 0))["code"], -32600);
    client.tell("exit", Value::Null);
    assert_eq!(client.ended(), Ended::InOrder);
    let mut client = Client::ready(Limits::default());
    client.tell("exit", Value::Null);
    assert_eq!(client.ended(), Ended::Abruptly);
}

#[test]
fn the_server_ends_with_the_stream() {
    assert_eq!(Client::ready(Limits::default()).ended(), Ended::Abruptly);
    let mut client = Client::ready(Limits::default());
    client.to_server.write_all(b"Content-Length: 100\r\n\r\n{").expect("the server reads");
    assert_eq!(client.ended(), Ended::Abruptly);
}

#[test]
fn what_is_larger_than_its_limit_is_refused() {
    let limits = Limits { message: 2000, document: 100, documents: 2, ..Limits::default() };
    let mut client = Client::ready(limits);
    client.send(&" ".repeat(2001));
    let refused = client.receive();
    assert_eq!(refused["error"]["code"], -32600);
    assert_eq!(refused["error"]["message"], "the message has 2001 bytes; at most 2000 are read");
    // A document too large gets one diagnostic and no answers, until it is replaced.
    let published = client.open(&format!("struct A {{ a: u8 }} // {}", "x".repeat(100)));
    let message = &published["params"]["diagnostics"][0]["message"];
    assert!(message.to_string().contains("the document has 122 bytes; at most 100"), "{message}");
    assert_eq!(client.request("textDocument/hover", at(0, 7)), Value::Null);
    let range = json!({
        "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 1 }
    });
    client.change(2, json!([{ "range": range, "text": "" }]));
    client.change(3, json!([{ "text": "struct A { a: u8 }" }]));
    assert_ne!(client.request("textDocument/hover", at(0, 7)), Value::Null);
    // As many documents as are allowed, and one more.
    for (name, method) in [
        ("b", "textDocument/publishDiagnostics"),
        ("c", "window/showMessage"),
        ("b", "textDocument/publishDiagnostics"),
    ] {
        let uri = format!("file:///{name}.wire");
        let document = json!({ "uri": uri, "languageId": "wire", "version": 1, "text": "" });
        client.tell("textDocument/didOpen", json!({ "textDocument": document }));
        assert_eq!(client.receive()["method"], method, "{name}");
    }
    assert_eq!(client.leave(), Ended::InOrder);
}
