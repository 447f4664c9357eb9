//! What the analysis found, in the terms of the protocol.

use lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemTag, Diagnostic,
    DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, DocumentSymbol, Documentation,
    Hover, HoverContents, Location, MarkupContent, MarkupKind, NumberOrString, Range, SymbolKind,
    SymbolTag, TextEdit, Uri,
};
use packetwright_spec::diagnostic::{self, Code, Severity};
use packetwright_spec::names::DeclarationKind as Kind;
use packetwright_spec::span::Span;

use super::addresses::beside;
use super::documents::{Content, Document, Documents};
use super::position::Lines;
use crate::analysis::{self, Analysis, CompletionKind};

/// Who reports a diagnostic.
const SOURCE: &str = "packetwright";

/// A document with its address, for answers with places in it and in what it
/// imports.
#[derive(Clone, Copy)]
pub(super) struct Answers<'d> {
    pub(super) uri: &'d Uri,
    pub(super) document: &'d Document,
    /// All that are open: the client's own addresses of imported files.
    pub(super) documents: &'d Documents<'d>,
}

impl Answers<'_> {
    /// Everything wrong with the document and what it imports, each with the
    /// address of the file that it is in.
    pub(super) fn diagnostics(&self, most: usize) -> Vec<(Uri, Diagnostic)> {
        match &self.document.content {
            Content::Known(analysis) => {
                let told = |found| self.diagnostic(analysis, found);
                analysis.diagnostics().iter().map(told).collect()
            }
            Content::TooLarge(bytes) => {
                let diagnostic = Diagnostic {
                    range: Range::default(),
                    severity: Some(DiagnosticSeverity::WARNING),
                    source: Some(SOURCE.into()),
                    message: format!(
                        "the document has {bytes} bytes; at most {most} are looked at\n\
                         help: split the spec, then open it again"
                    ),
                    ..Diagnostic::default()
                };
                vec![(self.uri.clone(), diagnostic)]
            }
        }
    }

    fn diagnostic(&self, analysis: &Analysis, found: &diagnostic::Diagnostic) -> (Uri, Diagnostic) {
        let related = found.related.iter().map(|(span, label)| DiagnosticRelatedInformation {
            location: self.location(analysis, *span),
            message: label.clone(),
        });
        let related: Vec<_> = related.collect();
        let mut message = format!("{}: {}", found.message, found.label);
        if let Some(help) = &found.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        let Location { uri, range } = self.location(analysis, found.span);
        let diagnostic = Diagnostic {
            range,
            severity: Some(match found.code.severity() {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
            }),
            code: Some(NumberOrString::String(found.code.id().into())),
            source: Some(SOURCE.into()),
            message,
            related_information: (!related.is_empty()).then_some(related),
            tags: tags(found.code),
            ..Diagnostic::default()
        };
        (uri, diagnostic)
    }

    /// Where a span is, in whatever file.
    pub(super) fn location(&self, analysis: &Analysis, span: Span) -> Location {
        let sources = analysis.sources();
        let (file, local) = (sources.file_of(span), sources.local(span));
        let own = sources.files().first().map_or("", |own| own.path.as_str());
        let foreign = (file.start > 0).then(|| self.documents.at(&self.document.file(&file.path)));
        let (uri, range) = match foreign {
            None => (Some(self.uri.clone()), self.lines().range(&file.text, local)),
            Some(Some((uri, open))) => (Some(uri.clone()), open.lines.range(&file.text, local)),
            Some(None) => {
                let lines = Lines::of(&file.text);
                (beside(self.uri, own, &file.path), lines.range(&file.text, local))
            }
        };
        Location { uri: uri.unwrap_or_else(|| self.uri.clone()), range }
    }

    pub(super) fn hover(&self, text: &str, hover: analysis::Hover) -> Hover {
        Hover {
            contents: HoverContents::Markup(markdown(hover.text)),
            range: Some(self.lines().range(text, hover.span)),
        }
    }

    pub(super) fn edits(&self, text: &str, spans: &[Span], written: &str) -> Vec<TextEdit> {
        let edit = |span: &Span| TextEdit {
            range: self.lines().range(text, *span),
            new_text: written.to_owned(),
        };
        spans.iter().map(edit).collect()
    }

    pub(super) fn symbol(&self, text: &str, symbol: &analysis::Symbol) -> DocumentSymbol {
        let children: Vec<DocumentSymbol> =
            symbol.children.iter().map(|child| self.symbol(text, child)).collect();
        #[expect(deprecated, reason = "the protocol's older way to say deprecated has no default")]
        DocumentSymbol {
            name: symbol.name.clone(),
            detail: Some(symbol.detail.clone()),
            kind: symbol_kind(symbol.kind),
            tags: symbol.deprecated.then(|| vec![SymbolTag::DEPRECATED]),
            deprecated: None,
            range: self.lines().range(text, symbol.whole),
            selection_range: self.lines().range(text, symbol.name_span),
            children: (!children.is_empty()).then_some(children),
        }
    }

    fn lines(&self) -> &Lines {
        &self.document.lines
    }
}

/// What may stand at the cursor, in the order in which it was found.
pub(super) fn completion(place: usize, found: analysis::Completion) -> CompletionItem {
    CompletionItem {
        label: found.label,
        kind: Some(match found.kind {
            CompletionKind::Keyword => CompletionItemKind::KEYWORD,
            CompletionKind::BuiltIn => CompletionItemKind::CLASS,
            CompletionKind::Function => CompletionItemKind::FUNCTION,
            CompletionKind::Unit => CompletionItemKind::UNIT,
            CompletionKind::Declared(kind) => match kind {
                Kind::Constant => CompletionItemKind::CONSTANT,
                Kind::Enum => CompletionItemKind::ENUM,
                Kind::Variant | Kind::Flag => CompletionItemKind::ENUM_MEMBER,
                Kind::Field => CompletionItemKind::FIELD,
                Kind::Binding => CompletionItemKind::VARIABLE,
                Kind::Messages | Kind::Protocol | Kind::Handshake => CompletionItemKind::MODULE,
                Kind::Message | Kind::HandshakeMessage => CompletionItemKind::EVENT,
                Kind::Failure | Kind::State => CompletionItemKind::VALUE,
                _ => CompletionItemKind::STRUCT,
            },
        }),
        detail: (!found.detail.is_empty()).then_some(found.detail),
        documentation: (!found.docs.is_empty())
            .then(|| Documentation::MarkupContent(markdown(found.docs))),
        tags: found.deprecated.then(|| vec![CompletionItemTag::DEPRECATED]),
        sort_text: Some(format!("{place:05}")),
        ..CompletionItem::default()
    }
}

fn markdown(value: String) -> MarkupContent {
    MarkupContent { kind: MarkupKind::Markdown, value }
}

/// How editors draw what a code is about.
fn tags(code: Code) -> Option<Vec<DiagnosticTag>> {
    match code {
        Code::UnusedItem => Some(vec![DiagnosticTag::UNNECESSARY]),
        Code::DeprecatedUse => Some(vec![DiagnosticTag::DEPRECATED]),
        _ => None,
    }
}

fn symbol_kind(kind: Kind) -> SymbolKind {
    match kind {
        Kind::Protocol => SymbolKind::NAMESPACE,
        Kind::Constant => SymbolKind::CONSTANT,
        Kind::Enum => SymbolKind::ENUM,
        Kind::Variant | Kind::Flag => SymbolKind::ENUM_MEMBER,
        Kind::Flags | Kind::Struct | Kind::Packet | Kind::Union | Kind::Arm => SymbolKind::STRUCT,
        Kind::Messages | Kind::Handshake => SymbolKind::MODULE,
        Kind::Message | Kind::HandshakeMessage => SymbolKind::EVENT,
        Kind::Field => SymbolKind::FIELD,
        Kind::Failure | Kind::State => SymbolKind::CLASS,
        Kind::Binding => SymbolKind::VARIABLE,
    }
}
