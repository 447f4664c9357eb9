//! `packetwright lsp` as an editor runs it: the built command, its standard
//! input and output, and its exit codes.

use std::io::Write;
use std::process::{Command, Output, Stdio};

/// Says these messages and closes standard input: the exit code, and all that
/// the server wrote.
fn session(messages: &[&str]) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_packetwright"))
        .arg("lsp")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut input = child.stdin.take().expect("it has an input");
    for message in messages {
        write!(input, "Content-Length: {}\r\n\r\n{message}", message.len()).expect("it reads");
    }
    drop(input);
    let Output { status, stdout, .. } = child.wait_with_output().expect("it ends");
    (status.code(), String::from_utf8(stdout).expect("it writes text"))
}

const INITIALIZE: &str =
    r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;

#[test]
fn an_editor_is_served_until_it_leaves() {
    let (code, written) = session(&[
        INITIALIZE,
        r#"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file:///a.wire","languageId":"wire","version":1,"text":"struct A { a: u99 }"}}}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///a.wire"},"position":{"line":0,"character":7}}}"#,
        r#"{"jsonrpc":"2.0","id":3,"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
    ]);
    assert_eq!(code, Some(0), "{written}");
    for part in ["hoverProvider", "publishDiagnostics", "PW0301", "struct A", "\"result\":null"] {
        assert!(written.contains(part), "{part}: {written}");
    }
    assert_eq!(written.matches("Content-Length: ").count(), 4, "{written}");
}

#[test]
fn a_rename_reaches_files_on_the_disk_that_are_not_open() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let library = "library point { edition: 1, endian: big }\nstruct Point { x: u8 }\n";
    let main = "protocol line { edition: 1, version: 1, endian: big }\nimport \"lib/point.wire\";\nstruct Line { from: Point }\n";
    for (path, text) in
        [("lib/point.wire", library), ("main.wire", main), ("target/main.wire", main)]
    {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        std::fs::write(path, text).expect("a file is written");
    }
    let root = format!("file://{}", folder.path().display());
    let uri = format!("{root}/lib/point.wire");
    let initialize = serde_json::json!({
        "jsonrpc": "2.0", "id": 1, "method": "initialize",
        "params": { "capabilities": {}, "workspaceFolders": [{ "uri": root, "name": "specs" }] },
    });
    let open = serde_json::json!({
        "jsonrpc": "2.0", "method": "textDocument/didOpen",
        "params": { "textDocument": { "uri": uri, "languageId": "wire", "version": 1, "text": library } },
    });
    let rename = serde_json::json!({
        "jsonrpc": "2.0", "id": 2, "method": "textDocument/rename",
        "params": { "textDocument": { "uri": uri }, "position": { "line": 1, "character": 8 }, "newName": "Spot" },
    });
    let (_, written) = session(&[&initialize.to_string(), &open.to_string(), &rename.to_string()]);
    assert_eq!(written.matches("\"newText\":\"Spot\"").count(), 2, "{written}");
    assert!(written.contains(&format!("{root}/main.wire")), "{written}");
    assert!(!written.contains("showMessage"), "nothing was left out: {written}");
}

#[test]
fn the_server_ends_with_its_input() {
    let (code, written) = session(&[INITIALIZE]);
    assert_eq!(code, Some(1), "{written}");
    let (code, _) = session(&["no JSON", r#"{"jsonrpc":"2.0","method":"exit"}"#]);
    assert_eq!(code, Some(1));
}
