//! The folders that the client works in, and the specs there that are not open.
//!
//! They are looked at when something is renamed or its uses are asked for, and
//! forgotten behind the answer: what changed meanwhile is never missed, and an
//! editor that asks neither pays nothing. Knows no disk; [`Disk`] does.

use std::collections::BTreeSet;
use std::path::PathBuf;

use lsp_types::{DidChangeWorkspaceFoldersParams, InitializeParams, Uri, WorkspaceFolder};

use super::addresses::{below, path_of};
use super::documents::Documents;
use super::{Disk, FoundSpecs, Limits};

/// The client's folders.
pub(super) struct Workspace<'r> {
    limits: Limits,
    disk: Disk<'r>,
    folders: Vec<Uri>,
}

impl<'r> Workspace<'r> {
    pub(super) fn new(limits: Limits, disk: Disk<'r>) -> Workspace<'r> {
        Workspace { limits, disk, folders: Vec::new() }
    }

    /// Takes the folders that a client begins with.
    pub(super) fn begin(&mut self, params: InitializeParams) {
        let folders = params.workspace_folders.unwrap_or_default();
        self.folders = folders.into_iter().map(|folder| folder.uri).collect();
        #[expect(deprecated, reason = "what clients without workspace folders say instead")]
        if self.folders.is_empty() {
            self.folders.extend(params.root_uri);
        }
    }

    /// Takes folders that come and go.
    pub(super) fn change(&mut self, params: DidChangeWorkspaceFoldersParams) {
        let gone: Vec<Uri> = params.event.removed.into_iter().map(|folder| folder.uri).collect();
        self.folders.retain(|folder| !gone.contains(folder));
        let added = params.event.added.into_iter().map(|WorkspaceFolder { uri, .. }| uri);
        self.folders.extend(added);
    }

    /// Looks at the specs of the folders that are not open; gives what people are
    /// told if some were left out.
    pub(super) fn survey(&self, documents: &mut Documents<'_>) -> Option<String> {
        let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
        let (mut files, mut bytes, mut left_out) = (0, 0, false);
        'folders: for folder in &self.folders {
            let root = path_of(folder);
            if root.as_os_str().is_empty() {
                continue;
            }
            let FoundSpecs { paths, is_all } = (self.disk.find)(&root, self.limits);
            left_out |= !is_all;
            for path in paths {
                let whole = root.join(&path);
                if documents.at(&whole).is_some() || !seen.insert(whole.clone()) {
                    continue;
                }
                let own = whole.parent().zip(whole.file_name().and_then(|name| name.to_str()));
                let text = own.and_then(|(folder, name)| (self.disk.read)(folder, name).ok());
                let (Some(text), Some(uri)) = (text, below(folder, &path)) else {
                    left_out = true;
                    continue;
                };
                files += 1;
                bytes += text.len();
                if files > self.limits.specs || bytes > self.limits.spec_bytes {
                    left_out = true;
                    break 'folders;
                }
                if text.len() > self.limits.document {
                    left_out = true;
                    continue;
                }
                // What imports nothing sees no name of another file.
                if text.contains("import") {
                    documents.look_at(uri, text);
                }
            }
        }
        left_out.then(|| {
            let Limits { specs, spec_bytes, .. } = self.limits;
            format!(
                "not all specs of the folders that are open in the editor were looked at: at most {specs} files with {} MiB together are; open those that matter and ask again",
                spec_bytes >> 20
            )
        })
    }
}
