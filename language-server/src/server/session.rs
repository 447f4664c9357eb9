//! One session with a client: what it may say when, and what answers it.
//!
//! (LSP 3.17, Lifecycle Messages: nothing before `initialize`, nothing but
//! `exit` after `shutdown`.)
#![expect(clippy::mutable_key_type, reason = "addresses are compared by their text")]

use std::collections::BTreeMap;

use lsp_types::notification::{
    DidChangeTextDocument, DidChangeWatchedFiles, DidChangeWorkspaceFolders, DidCloseTextDocument,
    DidOpenTextDocument, Exit, Notification, PublishDiagnostics, ShowMessage,
};
use lsp_types::request::{
    Completion, DocumentHighlightRequest, DocumentSymbolRequest, Formatting, GotoDefinition,
    HoverRequest, Initialize, PrepareRenameRequest, References, Rename, Request, Shutdown,
};
use lsp_types::{
    CompletionOptions, Diagnostic, DocumentHighlight, HoverProviderCapability, InitializeResult,
    MessageType, OneOf, Position, PositionEncodingKind, PrepareRenameResponse,
    PublishDiagnosticsParams, RenameOptions, ServerCapabilities, ServerInfo, ShowMessageParams,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextEdit, Uri, WorkspaceEdit,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};
use packetwright_spec::span::Span;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::answers::{Answers, completion};
use super::documents::Documents;
use super::rpc::{self, Error, ErrorCode, Message};
use super::views::At;
use super::workspace::Workspace;
use super::{Disk, Ended, Limits};
use crate::analysis::Analysis;

/// The session, as far as it has come.
pub(super) struct Session<'r> {
    limits: Limits,
    stage: Stage,
    documents: Documents<'r>,
    workspace: Workspace<'r>,
    /// The diagnostics that the client knows of, by file; of files without any,
    /// nothing.
    told: BTreeMap<Uri, Vec<Diagnostic>>,
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// `initialize`.
    New,
    /// Anything.
    Running,
    /// `exit`.
    ShutDown,
}

/// What happens next.
pub(super) enum Next {
    /// These messages are sent.
    Send(Vec<Value>),
    /// The session ends.
    Exit(Ended),
}

/// The answer to a request.
type Answer = Result<Value, Error>;

impl<'r> Session<'r> {
    pub(super) fn new(limits: Limits, disk: Disk<'r>) -> Session<'r> {
        let documents = Documents::new(limits, disk.read);
        let workspace = Workspace::new(limits, disk);
        Session { limits, stage: Stage::New, documents, workspace, told: BTreeMap::new() }
    }

    /// Handles one message.
    pub(super) fn handle(&mut self, body: &[u8]) -> Next {
        match Message::read(body) {
            Err((id, error)) => Next::Send(vec![rpc::failure(id.as_ref(), &error)]),
            Ok(Message::Response) => Next::Send(Vec::new()),
            Ok(Message::Request { id, method, params }) => {
                // What is not open matters for these alone.
                let is_wide = matches!(method.as_str(), Rename::METHOD | References::METHOD);
                let left_out = (is_wide && self.stage == Stage::Running)
                    .then(|| self.workspace.survey(&mut self.documents))
                    .flatten();
                let answer = match self.request(&method, params) {
                    Ok(result) => rpc::success(&id, result),
                    Err(error) => rpc::failure(Some(&id), &error),
                };
                self.documents.forget();
                Next::Send([answer].into_iter().chain(left_out.map(|why| message(&why))).collect())
            }
            Ok(Message::Notification { method, .. }) if method == Exit::METHOD => {
                let ended = match self.stage {
                    Stage::ShutDown => Ended::InOrder,
                    _ => Ended::Abruptly,
                };
                Next::Exit(ended)
            }
            Ok(Message::Notification { method, params }) if self.stage == Stage::Running => {
                Next::Send(self.notification(&method, params))
            }
            // Told at a wrong time: there is no answer to it, so it is dropped.
            Ok(Message::Notification { .. }) => Next::Send(Vec::new()),
        }
    }

    fn request(&mut self, method: &str, params: Value) -> Answer {
        match (self.stage, method) {
            (Stage::New, Initialize::METHOD) => {
                self.workspace.begin(read::<Initialize>(params)?);
                self.stage = Stage::Running;
                to_value(capabilities())
            }
            (Stage::New, _) => {
                Err(Error::new(ErrorCode::NotInitialized, "the first request is `initialize`"))
            }
            (Stage::Running, Initialize::METHOD) => {
                Err(Error::new(ErrorCode::InvalidRequest, "`initialize` was said already"))
            }
            (Stage::Running, Shutdown::METHOD) => {
                self.stage = Stage::ShutDown;
                Ok(Value::Null)
            }
            (Stage::Running, _) => self.question(method, params),
            (Stage::ShutDown, _) => Err(Error::new(
                ErrorCode::InvalidRequest,
                "the server is shut down; only `exit` may follow",
            )),
        }
    }

    /// A request about a document.
    fn question(&self, method: &str, params: Value) -> Answer {
        match method {
            HoverRequest::METHOD => self.at::<HoverRequest>(
                params,
                |params| params.text_document_position_params,
                |at, _| {
                    at.analysis.hover(at.offset).map(|hover| at.answers.hover(at.text(), hover))
                },
            ),
            GotoDefinition::METHOD => self.at::<GotoDefinition>(
                params,
                |params| params.text_document_position_params,
                |at, _| {
                    let span = at.analysis.definition(at.offset)?;
                    Some(at.answers.location(at.analysis, span).into())
                },
            ),
            References::METHOD => self.at::<References>(
                params,
                |params| params.text_document_position,
                |at, params| Some(at.references(params.context.include_declaration)),
            ),
            DocumentHighlightRequest::METHOD => self.at::<DocumentHighlightRequest>(
                params,
                |params| params.text_document_position_params,
                |at, _| {
                    let spans = at.analysis.references(at.offset, true).into_iter();
                    let here = spans.filter(|span| span.end <= at.text().len());
                    let highlight = |span: Span| DocumentHighlight {
                        range: at.answers.document.lines.range(at.text(), span),
                        kind: None,
                    };
                    Some(here.map(highlight).collect())
                },
            ),
            PrepareRenameRequest::METHOD => self.at::<PrepareRenameRequest>(
                params,
                |params| params,
                |at, _| {
                    let (span, name) = at.analysis.renamable(at.offset)?;
                    Some(PrepareRenameResponse::RangeWithPlaceholder {
                        range: at.answers.document.lines.range(at.text(), span),
                        placeholder: name.to_owned(),
                    })
                },
            ),
            Rename::METHOD => self.rename(params),
            Completion::METHOD => self.at::<Completion>(
                params,
                |params| params.text_document_position,
                |at, _| {
                    let found = at.analysis.complete(at.offset).into_iter().enumerate();
                    let items: Vec<_> =
                        found.map(|(place, found)| completion(place, found)).collect();
                    Some(items.into())
                },
            ),
            DocumentSymbolRequest::METHOD => {
                let params = read::<DocumentSymbolRequest>(params)?;
                to_value(self.document(&params.text_document.uri)?.map(|(answers, analysis)| {
                    let outline = analysis.outline();
                    let symbols =
                        outline.iter().map(|found| answers.symbol(analysis.text(), found));
                    symbols.collect::<Vec<_>>()
                }))
            }
            Formatting::METHOD => {
                let params = read::<Formatting>(params)?;
                to_value(self.document(&params.text_document.uri)?.and_then(format))
            }
            _ => Err(Error::new(
                ErrorCode::MethodNotFound,
                format!("this server has no method `{method}`"),
            )),
        }
    }

    fn rename(&self, params: Value) -> Answer {
        let params = read::<Rename>(params)?;
        let place = params.text_document_position;
        let Some(at) = self.place(&place.text_document.uri, place.position)? else {
            return Ok(Value::Null);
        };
        let changes = at
            .renamed(&params.new_name)
            .map_err(|refusal| Error::new(ErrorCode::RequestFailed, refusal))?;
        to_value(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() })
    }

    /// A request about a place: reads its parameters, finds the place, answers.
    fn at<R: Request>(
        &self,
        params: Value,
        place: impl FnOnce(R::Params) -> lsp_types::TextDocumentPositionParams,
        answer: impl FnOnce(&At<'_>, R::Params) -> R::Result,
    ) -> Answer
    where
        R::Params: DeserializeOwned + Clone,
        R::Result: Serialize,
    {
        let params = read::<R>(params)?;
        let place = place(params.clone());
        match self.place(&place.text_document.uri, place.position)? {
            Some(at) => to_value(answer(&at, params)),
            None => Ok(Value::Null),
        }
    }

    fn place<'s>(&'s self, uri: &'s Uri, position: Position) -> Result<Option<At<'s>>, Error> {
        let Some((answers, analysis)) = self.document(uri)? else { return Ok(None) };
        let offset = answers.document.lines.offset(analysis.text(), position);
        Ok(Some(At { answers, analysis, offset }))
    }

    /// A document and what is known of it; nothing is known of one too large.
    fn document<'s>(&'s self, uri: &'s Uri) -> Result<Option<(Answers<'s>, &'s Analysis)>, Error> {
        let Some(document) = self.documents.get(uri) else {
            let why = format!("the document {} is not open", uri.as_str());
            return Err(Error::new(ErrorCode::InvalidParams, why));
        };
        let answers = Answers { uri, document, documents: &self.documents };
        Ok(document.analysis().map(|analysis| (answers, analysis)))
    }

    /// Something told. What cannot be read is answered by a message to people,
    /// because notifications have no answers.
    fn notification(&mut self, method: &str, params: Value) -> Vec<Value> {
        let outcome = match method {
            DidOpenTextDocument::METHOD => told::<DidOpenTextDocument>(params).map(|params| {
                let document = params.text_document;
                let uri = document.uri.clone();
                if self.documents.open(document.uri, document.version, document.text) {
                    self.published(Some(&uri))
                } else {
                    let most = self.limits.documents;
                    vec![message(&format!("{most} documents are open; others are not looked at"))]
                }
            }),
            DidChangeTextDocument::METHOD => told::<DidChangeTextDocument>(params).map(|params| {
                let document = params.text_document;
                match self.documents.change(&document.uri, document.version, params.content_changes)
                {
                    true => self.published(Some(&document.uri)),
                    false => Vec::new(),
                }
            }),
            DidCloseTextDocument::METHOD => told::<DidCloseTextDocument>(params).map(|params| {
                let uri = params.text_document.uri;
                self.documents.close(&uri);
                self.published(Some(&uri))
            }),
            DidChangeWatchedFiles::METHOD => told::<DidChangeWatchedFiles>(params).map(|params| {
                let files: Vec<Uri> = params.changes.into_iter().map(|event| event.uri).collect();
                self.documents.changed_outside(&files);
                self.published(None)
            }),
            DidChangeWorkspaceFolders::METHOD => {
                told::<DidChangeWorkspaceFolders>(params).map(|params| {
                    self.workspace.change(params);
                    Vec::new()
                })
            }
            _ => Ok(Vec::new()),
        };
        outcome.unwrap_or_else(|why| vec![message(&format!("{method}: {why}"))])
    }

    /// The diagnostics of a document, for the client, and those of all files for
    /// which they are others now than it was told.
    fn published(&mut self, about: Option<&Uri>) -> Vec<Value> {
        let mut found = self.diagnostics();
        let was = |uri: &Uri| self.told.get(uri).map_or([].as_slice(), Vec::as_slice);
        let is = |uri: &Uri| found.get(uri).map_or([].as_slice(), Vec::as_slice);
        let all = self.told.keys().chain(found.keys());
        let mut changed: Vec<Uri> = all.filter(|uri| was(uri) != is(uri)).cloned().collect();
        changed.extend(about.cloned());
        changed.sort();
        changed.dedup();
        changed.sort_by_key(|uri| Some(uri) != about);
        let messages = changed.into_iter().map(|uri| {
            let version = self.documents.get(&uri).map(|document| document.version);
            publish(uri.clone(), found.get(&uri).cloned().unwrap_or_default(), version)
        });
        let messages = messages.collect();
        found.retain(|_, diagnostics| !diagnostics.is_empty());
        self.told = found;
        messages
    }

    /// Everything wrong, by file. A file that several documents read has what each
    /// found in it once; its own document comes first.
    fn diagnostics(&self) -> BTreeMap<Uri, Vec<Diagnostic>> {
        let mut own = BTreeMap::new();
        let mut foreign = Vec::new();
        for (uri, document) in self.documents.all() {
            let answers = Answers { uri, document, documents: &self.documents };
            let found = answers.diagnostics(self.limits.document);
            let (here, there): (Vec<_>, Vec<_>) = found.into_iter().partition(|(at, _)| at == uri);
            let here: Vec<Diagnostic> = here.into_iter().map(|(_, found)| found).collect();
            own.insert(uri.clone(), here);
            foreign.extend(there);
        }
        for (uri, diagnostic) in foreign {
            let known: &mut Vec<Diagnostic> = own.entry(uri).or_default();
            let same = |found: &Diagnostic| {
                (&found.range, &found.code) == (&diagnostic.range, &diagnostic.code)
            };
            if !known.iter().any(same) {
                known.push(diagnostic);
            }
        }
        own
    }
}

/// The whole text laid out, if it can be parsed and differs.
fn format((answers, analysis): (Answers<'_>, &Analysis)) -> Option<Vec<TextEdit>> {
    let formatted = analysis.format()?;
    let text = analysis.text();
    if formatted == text {
        return Some(Vec::new());
    }
    Some(answers.edits(text, &[Span { start: 0, end: text.len() }], &formatted))
}

fn capabilities() -> InitializeResult {
    let triggers = [".", ":", "#", "[", "(", ">"].map(str::to_owned).to_vec();
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(PositionEncodingKind::UTF16),
            text_document_sync: Some(TextDocumentSyncCapability::Kind(
                TextDocumentSyncKind::INCREMENTAL,
            )),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            rename_provider: Some(OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: Default::default(),
            })),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(triggers),
                ..CompletionOptions::default()
            }),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: None,
            }),
            document_formatting_provider: Some(OneOf::Left(true)),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "packetwright".into(),
            version: Some(env!("CARGO_PKG_VERSION").into()),
        }),
    }
}

fn publish(uri: Uri, diagnostics: Vec<Diagnostic>, version: Option<i32>) -> Value {
    let params = PublishDiagnosticsParams { uri, diagnostics, version };
    rpc::notification(PublishDiagnostics::METHOD, serde_json::to_value(params).unwrap_or_default())
}

fn message(text: &str) -> Value {
    let params = ShowMessageParams { typ: MessageType::WARNING, message: text.to_owned() };
    rpc::notification(ShowMessage::METHOD, serde_json::to_value(params).unwrap_or_default())
}

fn read<R: Request>(params: Value) -> Result<R::Params, Error>
where
    R::Params: DeserializeOwned,
{
    serde_json::from_value(params)
        .map_err(|error| Error::new(ErrorCode::InvalidParams, format!("{}: {error}", R::METHOD)))
}

fn told<N: Notification>(params: Value) -> Result<N::Params, String>
where
    N::Params: DeserializeOwned,
{
    serde_json::from_value(params).map_err(|error| error.to_string())
}

fn to_value(result: impl Serialize) -> Answer {
    serde_json::to_value(result)
        .map_err(|error| Error::new(ErrorCode::RequestFailed, error.to_string()))
}
