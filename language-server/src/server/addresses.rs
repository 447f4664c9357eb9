//! Addresses of documents, and the files that they mean.
//!
//! (RFC 8089; LSP 3.17, URI: clients differ in what they escape, so addresses
//! are compared as the paths they mean.)

use std::path::{Path, PathBuf};

use lsp_types::Uri;

/// The path of a `file:` address; empty for any other.
pub(super) fn path_of(uri: &Uri) -> PathBuf {
    let Some(written) = uri.as_str().strip_prefix("file://") else { return PathBuf::new() };
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written.bytes();
    while let Some(byte) = rest.next() {
        let escaped = (byte == b'%').then(|| {
            let digit = |byte: Option<u8>| char::from(byte.unwrap_or_default()).to_digit(16);
            let mut ahead = rest.clone();
            let (high, low) = (digit(ahead.next())?, digit(ahead.next())?);
            rest = ahead;
            u8::try_from(high * 16 + low).ok()
        });
        bytes.push(escaped.flatten().unwrap_or(byte));
    }
    let path = String::from_utf8(bytes).unwrap_or_default();
    // `/c:/specs` of Windows.
    let drive = path.get(1..3).is_some_and(|drive| drive.ends_with(':'));
    PathBuf::from(if cfg!(windows) && drive { path.get(1..).unwrap_or_default() } else { &path })
}

/// The path of a file from a folder that it lies in, with `/` between its parts.
pub(super) fn relative(path: &Path, folder: &Path) -> Option<String> {
    let below = path.strip_prefix(folder).ok()?;
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/")).filter(|path| !path.is_empty())
}

/// The address of the file at `path`, seen from the document at `uri` whose own
/// path is `own`, both from the same folder: the way to that folder is written
/// as the client writes it.
pub(super) fn beside(uri: &Uri, own: &str, path: &str) -> Option<Uri> {
    let mut folder = uri.as_str();
    for _ in own.split('/') {
        folder = folder.rsplit_once('/')?.0;
    }
    let mut address = format!("{folder}/");
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                address.push(char::from(byte));
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address.parse().ok()
}

/// The address of the file at `path` from the folder at `uri`.
pub(super) fn below(uri: &Uri, path: &str) -> Option<Uri> {
    let inside = format!("{}/.", uri.as_str().trim_end_matches('/'));
    beside(&inside.parse().ok()?, ".", path)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{below, beside, path_of, relative};

    #[test]
    fn addresses_of_files_are_paths() {
        for (uri, path) in [
            ("file:///specs/clock.wire", "/specs/clock.wire"),
            ("file:///a%20b/%C3%A4.wire", "/a b/ä.wire"),
            ("file:///100%25.wire", "/100%.wire"),
            ("untitled:Untitled-1", ""),
        ] {
            assert_eq!(path_of(&uri.parse().expect(uri)), Path::new(path), "{uri}");
        }
    }

    #[test]
    fn files_beside_a_document_have_addresses() {
        for (uri, own, path, expected) in [
            (
                "file:///specs/clock.wire",
                "clock.wire",
                "lib/a b.wire",
                "file:///specs/lib/a%20b.wire",
            ),
            ("file:///c%3A/s/lib/e.wire", "lib/e.wire", "clock.wire", "file:///c%3A/s/clock.wire"),
            ("file:///clock.wire", "clock.wire", "\u{e4}%.wire", "file:///%C3%A4%25.wire"),
        ] {
            let found = beside(&uri.parse().expect(uri), own, path).expect("there is one");
            assert_eq!(found.as_str(), expected);
            let folder = path_of(&uri.parse().expect(uri));
            let folder = folder.ancestors().nth(own.split('/').count()).expect("a folder");
            assert_eq!(relative(&path_of(&found), folder).as_deref(), Some(path));
        }
        assert_eq!(relative(Path::new("/a/b"), Path::new("/c")), None);
        for folder in ["file:///a%20b", "file:///a%20b/"] {
            let found = below(&folder.parse().expect(folder), "c d/e.wire").expect("there is one");
            assert_eq!(found.as_str(), "file:///a%20b/c%20d/e.wire");
        }
    }
}
