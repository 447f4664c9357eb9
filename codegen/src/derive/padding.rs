//! Padding: zeros in front of a field or behind it, and what later versions append.
//!
//! In the language each is a field with a name, which a type in Rust has not: they
//! are named here. How much padding there may be is for `packetwright-spec`.

use packetwright_spec::diagnostic::{Code, Diagnostic};
use packetwright_spec::model::{Docs, Name};
use packetwright_spec::span::Span;
use packetwright_spec::syntax::tree::{
    self, Body, Documented, Expression, ExpressionKind, Type, TypeKind,
};
use syn::ext::IdentExt;
use syn::{Expr, ExprCall};

use super::Reading;
use super::attributes::{Setting, Settings};

/// The settings of fields for padding.
pub(super) const PADDING: [&str; 4] =
    ["padding_before", "padding_after", "align_before", "align_after"];

/// Where padding stands, as seen from a field.
#[derive(Clone, Copy)]
pub(super) enum Side {
    /// In front of it.
    Before,
    /// Behind it.
    After,
}

impl Side {
    fn word(self) -> &'static str {
        match self {
            Side::Before => "before",
            Side::After => "after",
        }
    }
}

/// The names that the fields of a body have, as far apart as the checker wants
/// them to be.
pub(super) struct Names {
    taken: Vec<String>,
}

impl Names {
    /// Those of fields in Rust.
    pub(super) fn of<'f>(fields: impl IntoIterator<Item = &'f syn::Field>) -> Self {
        let names = fields.into_iter().filter_map(|field| field.ident.as_ref());
        Names { taken: names.map(|name| plain(&name.unraw().to_string())).collect() }
    }

    /// A name like this that no field has; now one has it.
    fn free(&mut self, name: &str) -> String {
        let others = (2..).map(|number| format!("{name}{number}"));
        let mut names = std::iter::once(name.to_owned()).chain(others);
        let free = names.find(|name| !self.taken.contains(&plain(name))).unwrap_or_default();
        self.taken.push(plain(&free));
        free
    }
}

/// What tells names apart.
fn plain(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

/// Padding as the field that it is in the language.
fn padding_field(
    name: Name,
    padding: tree::Padding,
    malleable: Option<Span>,
) -> Documented<tree::Field> {
    let span = name.span;
    let node = tree::Field {
        name,
        ty: Type { kind: TypeKind::Padding(padding), span },
        value: None,
        range: None,
        unit: None,
        malleable,
        condition: None,
        span,
    };
    Documented { docs: Docs::default(), node }
}

impl Reading {
    /// `padding_before = 3`, `align_before = 4`, or the same behind a field.
    pub(super) fn padding(
        &mut self,
        side: Side,
        settings: &mut Settings,
        (field, docs): (&Name, &Docs),
        names: &mut Names,
    ) -> Option<Documented<tree::Field>> {
        let word = side.word();
        let exactly = settings.take(&format!("padding_{word}"));
        let aligned = settings.take(&format!("align_{word}"));
        if let (Some(exactly), Some(aligned)) = (&exactly, &aligned) {
            let message = "nothing says which of the two paddings comes first";
            let mistake =
                Diagnostic::new(Code::DeriveAttribute, aligned.span, message, "the second one");
            self.report(mistake.related(exactly.span, "the first one").help("keep one of them"));
            return None;
        }
        let kind = if exactly.is_some() { tree::Padding::Exactly } else { tree::Padding::To };
        let setting = exactly.or(aligned)?;
        let (bytes, malleable) = self.padding_bytes(&setting)?;
        let text = names.free(&format!("padding_{word}_{}", field.text));
        let name = Name { text, span: setting.span };
        let mut padding = padding_field(name, kind(bytes), malleable);
        // It came with the field that it stands at.
        padding.docs.since = docs.since;
        Some(padding)
    }

    /// `3`, or `malleable(3)` if they may be any bytes, and where that is said.
    fn padding_bytes(&mut self, setting: &Setting) -> Option<(Expression, Option<Span>)> {
        let Expr::Call(ExprCall { func, args, .. }) = &setting.value else {
            return Some((self.number(&setting.value)?, None));
        };
        let is_known = matches!(&**func, Expr::Path(path) if path.path.is_ident("malleable"));
        match (is_known, args.first(), args.len()) {
            (true, Some(bytes), 1) => {
                let malleable = self.places.of(func);
                Some((self.number(bytes)?, Some(malleable)))
            }
            _ => {
                let span = self.places.of(&setting.value);
                let name = &setting.name;
                let message = format!("`{name}` is a number of bytes, of zeros or of any bytes");
                let example = format!("{name} = 4` or `{name} = malleable(4)");
                self.bad_attribute(span, message, &example);
                None
            }
        }
    }

    /// `newer`, `newer = ..=64`: what later versions append to a body is skipped.
    /// The language has a field for that, which the type has not.
    pub(super) fn newer(&mut self, setting: Option<Setting>, body: &mut Body) {
        let Some(Setting { value, span, .. }) = setting else { return };
        let Some(range) = self.range(&value) else { return };
        let low = range.low.as_ref();
        if let Some(low) = low.filter(|low| !matches!(low.kind, ExpressionKind::Integer(0, _))) {
            let message = "what is skipped has no least number of bytes, for none are written";
            let mistake = Diagnostic::new(Code::StrictTrailing, low.span, message, "");
            return self.report(mistake.help("write `newer = ..=64`, or `newer` for any number"));
        }
        let bounded = range.low.is_some() || range.high.is_some();
        let padding = tree::Padding::Rest(bounded.then_some(range));
        let taken = body.fields.iter().map(|field| plain(&field.node.name.text));
        let text = Names { taken: taken.collect() }.free("newer");
        body.fields.push(padding_field(Name { text, span }, padding, Some(span)));
    }
}
