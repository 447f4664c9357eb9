//! The paths of imports: which file is meant, seen from the file that imports.
//!
//! Paths are text here. Whether there is such a file, and where the root lies
//! on a disk, is known to the loader alone.

/// Why a path cannot be followed: what is wrong, and what to do.
pub(super) struct Fault {
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// The path from the root of the file that `written` means in the file `from`.
pub(super) fn resolve(from: &str, written: &str) -> Result<String, Fault> {
    let fault = |message: &str, help| Err(Fault { message: message.to_owned(), help });
    if written.is_empty() {
        return fault("the path is empty", "write, say, `import \"common.wire\";`");
    }
    if written.starts_with('/') {
        return fault(
            "paths of imports are relative to the file that imports",
            "write the path from this file's folder, without `/` in front",
        );
    }
    if let Some(character) = written.chars().find(|c| c.is_control() || matches!(c, '\\' | ':')) {
        return fault(
            &format!("{character:?} does not stand in the path of an import"),
            "folders are separated by `/`, on every system",
        );
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" => return fault("the path has an empty part", "write one `/` between two parts"),
            "." => {}
            ".." if parts.pop().is_none() => {
                return fault(
                    "the path leaves the folder that imports may be read from",
                    "move the file into it; the command and `build.rs` take a folder above it (`--root`, `Build::root`)",
                );
            }
            ".." => {}
            part => parts.push(part),
        }
    }
    if matches!(written.rsplit('/').next(), Some("." | "..")) {
        return fault("the path leads to a folder", "name a file");
    }
    Ok(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(from: &str, written: &str, expected: Result<&str, &str>) {
        match (resolve(from, written), expected) {
            (Ok(path), Ok(expected)) => assert_eq!(path, expected),
            (Err(fault), Err(part)) => assert!(fault.message.contains(part), "{}", fault.message),
            (found, expected) => {
                panic!("{written}: expected {expected:?}, found {:?}", found.map_err(|f| f.message))
            }
        }
    }

    #[test]
    fn paths_lead_from_the_importing_file_and_stay_in_the_root() {
        check("main.wire", "common.wire", Ok("common.wire"));
        check("main.wire", "./common.wire", Ok("common.wire"));
        check("main.wire", "parts/common.wire", Ok("parts/common.wire"));
        check("parts/a.wire", "b.wire", Ok("parts/b.wire"));
        check("parts/a.wire", "../common.wire", Ok("common.wire"));
        check("a/b/c.wire", "../../d/./e.wire", Ok("d/e.wire"));
        check("main.wire", "..common.wire", Ok("..common.wire"));
        check("main.wire", "../common.wire", Err("leaves the folder"));
        check("parts/a.wire", "../../common.wire", Err("leaves the folder"));
        check("parts/a.wire", "x/../../../parts/a.wire", Err("leaves the folder"));
        check("main.wire", "/etc/passwd", Err("relative"));
        check("main.wire", "a//b.wire", Err("empty part"));
        check("main.wire", "a/", Err("empty part"));
        check("main.wire", "a/..", Err("leads to a folder"));
        check("main.wire", "", Err("empty"));
        check("main.wire", "a\\b.wire", Err("'\\\\'"));
        check("main.wire", "C:/b.wire", Err("':'"));
        check("main.wire", "https://example.org/a.wire", Err("':'"));
        check("main.wire", "a\0.wire", Err("'\\0'"));
    }
}
