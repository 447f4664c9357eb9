//! What stands beside the declarations: documentation, history, remarks, and
//! how a number is written.

use super::Generator;

/// Text that a careless printer would stumble over.
const ODD: &[&str] = &[
    "Plain words.",
    "",
    "   indented, and with spaces behind   ",
    "`code` and \"quotes\" and 'ticks' and \\ backslashes \\n",
    "[a link](https://example.org/?a=b&c=d) and [one that leads nowhere]",
    "<b>tags</b> & &amp; {braces} {} {{}} #[attribute] #!",
    "*emphasis* _and_ **more**; | a | table |",
    "ünïcödé → ∑ 🦀 \u{202e}backwards\u{202c}",
    "}",
    "fn f() {",
    "__comment!(\"a mark\");",
    "// a remark in a comment",
    "```rust",
    "1. first",
    "/// again",
];

impl Generator {
    /// Documentation and history in front of something, most often none.
    pub(super) fn docs(&mut self, indent: &str) -> String {
        let mut text = String::new();
        if self.draw.chance(4) {
            text.push_str(&format!("{indent}// A remark.\n"));
        }
        if self.draw.chance(6) {
            text.push_str(&self.history(indent));
        }
        match self.draw.below(14) {
            0..=2 => {
                for _ in 0..=self.draw.below(3) {
                    let line = self.draw.pick(ODD);
                    text.push_str(&format!("{indent}///{}{line}\n", self.draw.pick(&["", " "])));
                }
            }
            3 => {
                let (first, second) = (self.draw.pick(ODD), self.draw.pick(ODD));
                text.push_str(&format!("{indent}/** {first}\n{second}\n * {first} */\n"));
            }
            _ => {}
        }
        if self.draw.chance(6) && !text.contains("#[") {
            text.push_str(&self.history(indent));
        }
        text
    }

    fn history(&mut self, indent: &str) -> String {
        let since = 1 + self.draw.below(usize::from(self.version));
        match self.draw.below(4) {
            0 => format!("{indent}#[deprecated]\n"),
            1 => format!("{indent}#[deprecated({})]\n", self.string()),
            2 => {
                format!("{indent}#[since({since})]\n{indent}#[deprecated(r#\"no \"longer\"\"#)]\n")
            }
            _ => format!("{indent}#[since({since})]\n"),
        }
    }

    /// A string literal.
    pub(super) fn string(&mut self) -> String {
        let text = self.draw.pick(&[
            "too long",
            "",
            "ü → 🦀",
            "{braces} {} {{}}",
            "\\\"quoted\\\" \\\\ \\n \\t \\u{1f600}",
            "two\nlines",
            "*/ // ///",
        ]);
        format!("\"{text}\"")
    }

    /// A number in one of its spellings; `unit` is 1,024 bytes' or a second's
    /// where the number may have one.
    pub(super) fn number(&mut self, number: i128, unit: Option<Unit>) -> String {
        let constants = self.constants.iter().filter(|c| c.value == number);
        let usable = constants.filter(|c| c.unit.is_none() || c.unit == unit);
        let names: Vec<String> = usable.map(|constant| constant.name.clone()).collect();
        if !names.is_empty() && self.draw.chance(60) {
            return names[self.draw.below(names.len())].clone();
        }
        if number < 0 {
            return format!("-{}", self.number(-number, unit));
        }
        match (self.draw.below(8), unit) {
            (0 | 1, Some(Unit::Bytes)) if number % 1024 == 0 => format!("{} KiB", number / 1024),
            (0, Some(Unit::Bytes)) => format!("{number}B"),
            (0 | 1, Some(Unit::Time)) if number % 1000 == 0 => format!("{}s", number / 1000),
            (0, Some(Unit::Time)) => format!("{number} ms"),
            (2, _) => format!("{number:#x}"),
            (3, _) if number < 4096 => format!("{number:#b}"),
            (4, _) => format!("0x{number:X}_"),
            (5, _) if number > 0 && number < 1000 => format!("({} + 1)", number - 1),
            _ => number.to_string(),
        }
    }
}

/// What a number with a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Bytes.
    Bytes,
    /// Milliseconds.
    Time,
}
