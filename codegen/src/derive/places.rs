//! Places: where the tokens of a type are.
//!
//! In a macro a span of the model is the numbers of tokens, which lead back to
//! them; of a file that was read, it is the place in its text.

use packetwright_spec::diagnostic::Diagnostic;
use packetwright_spec::span::Span;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};

/// The tokens that something was said about, in the order of the source.
#[derive(Default)]
pub struct Places {
    tokens: Vec<proc_macro2::Span>,
    /// Where the text starts among others, if the tokens were parsed from one.
    text: Option<usize>,
}

impl Places {
    /// The places of a text that starts so many bytes behind the first; outside
    /// of macros only.
    pub fn of_text(start: usize) -> Places {
        Places { tokens: Vec::new(), text: Some(start) }
    }

    /// One more token.
    pub fn add(&mut self, token: proc_macro2::Span) -> Span {
        if let Some(start) = self.text {
            let bytes = token.byte_range();
            return Span { start: bytes.start, end: bytes.end }.moved(start);
        }
        self.tokens.push(token);
        Span { start: self.tokens.len() - 1, end: self.tokens.len() }
    }

    /// One more piece of syntax: its first and its last token.
    pub fn of(&mut self, syntax: &impl ToTokens) -> Span {
        let mut tokens = syntax.to_token_stream().into_iter();
        let Some(first) = tokens.next() else { return self.end() };
        let last = tokens.last().map_or_else(|| first.span(), |token| token.span());
        let start = self.add(first.span());
        start.to(self.add(last))
    }

    /// The place behind the last token.
    pub fn end(&self) -> Span {
        Span { start: self.tokens.len(), end: self.tokens.len() }
    }

    /// The first token of a place; that of the macro's call if there is none.
    pub fn first(&self, span: Span) -> proc_macro2::Span {
        self.token(span.start)
    }

    /// The first token of a place, if it is among the tokens: those of imported
    /// files are not.
    pub fn get(&self, span: Span) -> Option<proc_macro2::Span> {
        self.tokens.get(span.start).copied()
    }

    /// The first and the last token of a place: from these the compiler takes the
    /// place of an error.
    pub fn ends(&self, span: Span) -> [proc_macro2::Span; 2] {
        let last = span.end.saturating_sub(1).max(span.start);
        [self.token(span.start), self.token(last)]
    }

    fn token(&self, place: usize) -> proc_macro2::Span {
        let token = self.tokens.get(place).or(self.tokens.last());
        token.copied().unwrap_or_else(proc_macro2::Span::call_site)
    }

    /// The mistakes as errors of the compiler, each at its tokens.
    pub fn errors(&self, mistakes: &[Diagnostic]) -> TokenStream {
        let errors = mistakes.iter().filter(|mistake| mistake.is_error());
        errors.map(|mistake| self.error(mistake)).collect()
    }

    fn error(&self, mistake: &Diagnostic) -> TokenStream {
        let mut text = format!("{} [{}]", mistake.message, mistake.code.id());
        if !mistake.label.is_empty() {
            text.push_str(&format!("\nhere: {}", mistake.label));
        }
        if let Some(help) = &mistake.help {
            text.push_str(&format!("\nhelp: {help}"));
        }
        let [first, last] = self.ends(mistake.span);
        let path = quote_spanned! { first => ::core::compile_error! };
        let text = quote_spanned! { last => { #text } };
        quote_spanned! { first => #path #text }
    }
}
