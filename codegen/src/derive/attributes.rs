//! `#[message(…)]` and `#[wire(…)]`: settings as `name = value`, each known and
//! given once.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::{Docs, Endian, Name};
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::ExpressionKind;
use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, ExprLit, Lit, Meta, Token};

use super::Reading;
use super::padding::PADDING;

/// `range = 1..=8`
pub(super) struct Setting {
    /// What is set.
    pub(super) name: String,
    /// Where its name stands.
    pub(super) span: Span,
    /// To what.
    pub(super) value: Expr,
}

/// The settings of one type, field or variant.
#[derive(Default)]
pub(super) struct Settings {
    list: Vec<Setting>,
}

/// Settings that are there or not, and have no value.
const WORDS: [&str; 4] = ["rest", "other", "malleable", "include"];

/// The setting whose value, a range, may be left out.
const BOUNDED_WORD: &str = "newer";

impl Settings {
    /// Takes all settings of a name that may be given several times.
    pub(super) fn take_all(&mut self, name: &str) -> Vec<Setting> {
        std::iter::from_fn(|| self.take(name)).collect()
    }

    /// Takes a setting out, if it is there.
    pub(super) fn take(&mut self, name: &str) -> Option<Setting> {
        let place = self.list.iter().position(|setting| setting.name == name)?;
        Some(self.list.remove(place))
    }
}

/// A setting before it is judged.
struct Written {
    name: Ident,
    value: Option<Expr>,
}

impl Parse for Written {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = input.call(Ident::parse_any)?;
        let value = match input.parse::<Option<Token![=]>>()? {
            Some(_) => Some(input.parse()?),
            None => None,
        };
        Ok(Written { name, value })
    }
}

/// The settings of one attribute.
type List = Punctuated<Written, Token![,]>;

impl Reading {
    /// The settings among some attributes; `known` are those that mean something here.
    pub(super) fn settings(&mut self, attributes: &[Attribute], known: &[&str]) -> Settings {
        self.settings_of(attributes, self.door.attribute(), known)
    }

    /// The settings in the attributes of a name.
    pub(super) fn settings_of(
        &mut self,
        attributes: &[Attribute],
        helper: &str,
        known: &[&str],
    ) -> Settings {
        let mut settings = Settings::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(helper)) {
            let example = format!("#[{helper}(name = value)]");
            let parsed = attribute.parse_args_with(List::parse_terminated);
            for setting in self.parsed(parsed, &example).unwrap_or_default() {
                self.setting(setting, known, &mut settings);
            }
        }
        settings
    }

    /// The number in front of the settings of a message in a set, and those:
    /// `#[message(1, reply = Pong)]`.
    pub(super) fn numbered(
        &mut self,
        attributes: &[Attribute],
        known: &[&str],
    ) -> (Option<Expr>, Settings) {
        let helper = self.door.attribute();
        let mut settings = Settings::default();
        let mut number: Option<Expr> = None;
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(helper)) {
            let parsed = attribute.parse_args_with(|input: ParseStream<'_>| {
                let given = match input.peek(Ident::peek_any) {
                    true => None,
                    false => Some(input.parse::<Expr>()?),
                };
                if given.is_some() && !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
                Ok((given, List::parse_terminated(input)?))
            });
            let example = format!("#[{helper}(1, reply = Pong)]");
            let Some((given, written)) = self.parsed(parsed, &example) else { continue };
            for setting in written {
                self.setting(setting, known, &mut settings);
            }
            if let Some(second) = given.as_ref().filter(|_| number.is_some()) {
                let span = self.places.of(second);
                let message = "the number is given twice";
                let mistake = Diagnostic::new(Code::Repeated, span, message, "the second one");
                self.report(mistake.help("keep one of them"));
            }
            number = number.or(given);
        }
        (number, settings)
    }

    /// What stands in an attribute, unless it could not be parsed.
    fn parsed<T>(&mut self, parsed: syn::Result<T>, example: &str) -> Option<T> {
        match parsed {
            Ok(parsed) => Some(parsed),
            Err(error) => {
                let span = self.places.add(error.span());
                self.bad_attribute(span, error.to_string(), example);
                None
            }
        }
    }

    fn setting(&mut self, written: Written, known: &[&str], settings: &mut Settings) {
        let (name, span) = (written.name.to_string(), self.places.add(written.name.span()));
        if !known.contains(&name.as_str()) {
            let mistake = Diagnostic::new(
                Code::DeriveAttribute,
                span,
                format!("there is no setting `{name}` here"),
                "not known here",
            );
            let all = match known {
                _ if PADDING.contains(&name.as_str()) => {
                    "padding stands before or after a field: write it on that".to_owned()
                }
                [] => "nothing can be set here; remove it".to_owned(),
                known => format!("known are `{}`", known.join("`, `")),
            };
            let mistake = mistake.help(all).did_you_mean(&name, known.iter().copied());
            return self.report(mistake);
        }
        let is_word = WORDS.contains(&name.as_str());
        if let Some(value) = written.value.as_ref().filter(|_| is_word) {
            let span = self.places.of(value);
            return self.bad_attribute(span, format!("`{name}` has no value"), &name);
        }
        let word = match name.as_str() {
            _ if is_word => Some(syn::parse_quote! { true }),
            BOUNDED_WORD => Some(syn::parse_quote! { .. }),
            _ => None,
        };
        let Some(value) = written.value.or(word) else {
            return self.bad_attribute(
                span,
                format!("`{name}` has no value"),
                &format!("{name} = value"),
            );
        };
        if name != "require" && settings.list.iter().any(|setting| setting.name == name) {
            let mistake = Diagnostic::new(
                Code::Repeated,
                span,
                format!("`{name}` is given twice"),
                "the second one",
            );
            return self.report(mistake.help("keep one of them"));
        }
        settings.list.push(Setting { name, span, value });
    }

    /// A setting that is a name, such as an integer type.
    pub(super) fn name_value(&mut self, setting: &Setting) -> Option<Name> {
        if let Expr::Path(path) = &setting.value
            && let Some(name) = path.path.get_ident()
        {
            let span = self.places.add(name.span());
            return Some(Name { text: name.to_string(), span });
        }
        self.wrong_value(setting, "an integer type", &format!("{} = u16", setting.name));
        None
    }

    /// A setting that is a path, as tokens.
    pub(super) fn path_value(&mut self, setting: &Setting) -> Option<TokenStream> {
        if let Expr::Path(path) = &setting.value {
            return Some(path.to_token_stream());
        }
        self.wrong_value(setting, "a path", &format!("{} = some::path", setting.name));
        None
    }

    /// A setting that is one of two words, in quotes: whether it is the second.
    pub(super) fn choice(&mut self, setting: Option<Setting>, words: [&str; 2]) -> bool {
        let Some(setting) = setting else { return false };
        if let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &setting.value
            && words.contains(&text.value().as_str())
        {
            return text.value() == words[1];
        }
        let [first, second] = words;
        let name = &setting.name;
        self.wrong_value(
            &setting,
            &format!("\"{first}\" or \"{second}\""),
            &format!("{name} = \"{second}\""),
        );
        false
    }

    /// The byte order of the plain layout; big is the default.
    pub(super) fn endian(&mut self, setting: Option<Setting>) -> Endian {
        if self.choice(setting, ["big", "little"]) { Endian::Little } else { Endian::Big }
    }

    fn wrong_value(&mut self, setting: &Setting, expected: &str, example: &str) {
        let span = self.places.of(&setting.value);
        self.bad_attribute(span, format!("`{}` is {expected}", setting.name), example);
    }

    /// A setting that cannot be, and how it could.
    pub(super) fn bad_attribute(&mut self, span: Span, message: impl Into<String>, example: &str) {
        self.report(
            Diagnostic::new(Code::DeriveAttribute, span, message, "")
                .help(format!("write `{example}`")),
        );
    }
}

impl Reading {
    /// What is said of something for people: comments, `since = 2`, and Rust's
    /// own `#[deprecated]`.
    pub(super) fn docs(&mut self, attributes: &[Attribute], settings: &mut Settings) -> Docs {
        let mut docs = docs(attributes);
        docs.since = settings.take("since").and_then(|setting| {
            let number = self.number(&setting.value)?;
            match number.kind {
                ExpressionKind::Integer(version, None) => {
                    Some((u64::try_from(version).unwrap_or(u64::MAX), number.span))
                }
                _ => None,
            }
        });
        docs.deprecated = attributes
            .iter()
            .find(|attribute| attribute.path().is_ident("deprecated"))
            .map(|attribute| note(&attribute.meta).unwrap_or_default());
        docs
    }
}

/// Why something is deprecated: `#[deprecated = "why"]`, `#[deprecated(note = "why")]`.
fn note(meta: &Meta) -> Option<String> {
    let text = |value: &Expr| match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    };
    match meta {
        Meta::NameValue(pair) => text(&pair.value),
        Meta::List(list) => {
            let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
            let parts = list.parse_args_with(parser).ok()?;
            parts.iter().find_map(|part| match part {
                Meta::NameValue(pair) if pair.path.is_ident("note") => text(&pair.value),
                _ => None,
            })
        }
        Meta::Path(_) => None,
    }
}

/// The lines of documentation comments, without the space in front.
pub(crate) fn docs(attributes: &[Attribute]) -> Docs {
    let texts = attributes.iter().filter_map(|attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    });
    let lines = texts.flat_map(|text| {
        let lines = text.lines().map(|line| line.strip_prefix(' ').unwrap_or(line).to_owned());
        // An empty comment is an empty line.
        if text.is_empty() { vec![String::new()] } else { lines.collect() }
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documentation_loses_one_space_a_line() {
        let attributes: Vec<Attribute> = vec![
            syn::parse_quote! { #[doc = " Asks."] },
            syn::parse_quote! { #[doc = ""] },
            syn::parse_quote! { #[doc = "  Twice."] },
        ];
        assert_eq!(docs(&attributes).lines, ["Asks.", "", " Twice."]);
    }
}
