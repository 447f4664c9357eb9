//! `packetwright watch`: what changes is checked or generated again. Nothing
//! here waits for a time to pass, only for a line to come, and not for ever.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// How long a line may take before the test fails.
const PATIENCE: Duration = Duration::from_secs(60);

const GOOD: &str = "protocol p { edition: 1, version: 1, endian: big }\nstruct A { a: u8 }\n";
const WRONG: &str = "protocol p { edition: 1, version: 1, endian: big }\nstruct A { a: Absent }\n";

/// A command that watches, and what it writes, line by line.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Path, arguments: &[&str]) -> Watch {
        let mut child = Command::new(env!("CARGO_BIN_EXE_packetwright"))
            .arg("watch")
            .args(arguments)
            .arg("--until-stdin-closes")
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command starts");
        let (sender, lines) = channel();
        let out: Box<dyn Read + Send> = Box::new(child.stdout.take().expect("it has an output"));
        let err: Box<dyn Read + Send> = Box::new(child.stderr.take().expect("it has an output"));
        for stream in [out, err] {
            let sender = sender.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    if sender.send(line).is_err() {
                        return;
                    }
                }
            });
        }
        Watch { child, lines }
    }

    /// Waits until each of these has been in a line, in any order.
    #[track_caller]
    fn says(&self, expected: &[&str]) {
        let mut missing: Vec<&str> = expected.to_vec();
        let mut said = Vec::new();
        while !missing.is_empty() {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("not said: {missing:?}; said: {said:#?}"));
            missing.retain(|part| !line.contains(part));
            said.push(line);
        }
    }

    /// Closes standard input: the exit code.
    fn end(mut self) -> Option<i32> {
        drop(self.child.stdin.take());
        self.child.wait().expect("it ends").code()
    }
}

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder is made");
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

/// Saves as many editors do: a file beside it takes its place.
fn write(folder: &Path, name: &str, text: &str) {
    let beside = folder.join(format!("{name}.new"));
    std::fs::write(&beside, text).expect("it can be written");
    std::fs::rename(beside, folder.join(name)).expect("it can be moved");
}

#[test]
fn specs_are_checked_again_when_they_change() {
    let folder = folder(&[("p.wire", GOOD), ("other.wire", GOOD)]);
    let folder = folder.path();
    let watch = Watch::start(folder, &["p.wire", "other.wire"]);
    watch.says(&["p.wire: protocol p", "other.wire: protocol p", "watching 2 files"]);
    write(folder, "p.wire", WRONG);
    watch.says(&["error[PW0201]", "p.wire: refused", "watching 2 files"]);
    // As other editors save: into the file itself.
    std::fs::write(folder.join("p.wire"), GOOD).expect("it can be written");
    watch.says(&["p.wire: protocol p version 1", "watching 2 files"]);
    std::fs::remove_file(folder.join("p.wire")).expect("it can be removed");
    watch.says(&["cannot read p.wire", "watching 2 files"]);
    write(folder, "p.wire", &GOOD.replace("version: 1", "version: 2"));
    watch.says(&["p.wire: protocol p version 2"]);
    // Of what did not change nothing was said again.
    assert!(watch.lines.try_iter().all(|line| !line.contains("other.wire")));
    assert_eq!(watch.end(), Some(0));
}

#[test]
fn a_spec_is_checked_again_when_what_it_imports_changes() {
    let main = "protocol p { edition: 1, version: 1, endian: big }\n\
                import \"common/place.wire\" { Place };\nstruct A { at: Place }\n";
    let library = "library place { edition: 1, endian: big }\nstruct Place { x: u8 }\n";
    let folder = folder(&[("p.wire", main)]);
    let folder = folder.path();
    std::fs::create_dir(folder.join("common")).expect("a folder is made");
    write(folder, "common/place.wire", library);
    let watch = Watch::start(folder, &["p.wire"]);
    watch.says(&["p.wire: protocol p", "watching 2 files"]);
    write(folder, "common/place.wire", &library.replace("u8", "Absent"));
    watch.says(&["error[PW0201]", "p.wire: refused"]);
    write(folder, "common/place.wire", library);
    watch.says(&["p.wire: protocol p"]);
    assert_eq!(watch.end(), Some(0));
}

#[test]
fn what_is_listed_is_generated_again() {
    let manifest = "[[artefact]]\nspec = \"p.wire\"\nkind = \"reference\"\npath = \"P.md\"\n";
    let folder = folder(&[("p.wire", GOOD), ("packetwright.toml", manifest)]);
    let folder = folder.path();
    let page = |name: &str| std::fs::read_to_string(folder.join(name)).expect("it is written");
    let watch = Watch::start(folder, &[]);
    watch.says(&["P.md: written", "watching 2 files"]);
    assert!(page("P.md").contains('A'));
    write(folder, "p.wire", &GOOD.replace("struct A", "struct Renamed"));
    watch.says(&["P.md: written"]);
    assert!(page("P.md").contains("Renamed"));
    write(folder, "p.wire", WRONG);
    watch.says(&["error[PW0201]", "P.md: left as it is"]);
    assert!(page("P.md").contains("Renamed"));
    // A list that cannot be read changes nothing; a new one is followed.
    write(folder, "packetwright.toml", "nonsense");
    watch.says(&["packetwright.toml"]);
    write(folder, "p.wire", GOOD);
    watch.says(&["P.md: written"]);
    write(folder, "packetwright.toml", &manifest.replace("P.md", "Q.md"));
    watch.says(&["Q.md: written"]);
    assert!(page("Q.md").contains('A'));
    assert_eq!(watch.end(), Some(0));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_it_in_order() {
    let folder = folder(&[("p.wire", GOOD)]);
    let mut watch = Watch::start(folder.path(), &["p.wire"]);
    watch.says(&["watching 1 file;"]);
    let id = watch.child.id().to_string();
    let sent = Command::new("kill").args(["-INT", &id]).status().expect("there is a kill");
    assert!(sent.success());
    assert_eq!(watch.child.wait().expect("it ends").code(), Some(0));
}
