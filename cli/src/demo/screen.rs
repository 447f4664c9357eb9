//! What the demo writes: 100 columns, coloured on a terminal.

use std::cell::Cell;
use std::io::{IsTerminal, Write};

/// The widest line. Characters.
const WIDTH: usize = 100;

/// How text is set off.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// Names and numbers that matter.
    Bold,
    /// What one may skip.
    Dim,
    /// What held.
    Good,
    /// What was refused.
    Bad,
    /// What is sent.
    Sent,
    /// What is received.
    Received,
}

impl Style {
    const fn code(self) -> &'static str {
        match self {
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Good => "32",
            Style::Bad => "31",
            Style::Sent => "36",
            Style::Received => "35",
        }
    }
}

/// Standard output, act by act.
pub(super) struct Screen {
    color: bool,
    act: Cell<usize>,
}

impl Screen {
    pub(super) fn new() -> Self {
        let color = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { color, act: Cell::new(0) }
    }

    /// A text in a style.
    pub(super) fn paint(&self, style: Style, text: &str) -> String {
        match self.color {
            true => format!("\x1b[{}m{text}\x1b[0m", style.code()),
            false => text.to_owned(),
        }
    }

    /// One line. A reader that has gone is no reason to fail.
    pub(super) fn line(&self, text: &str) {
        let _ = writeln!(std::io::stdout(), "{text}");
    }

    /// The head of an act.
    pub(super) fn act(&self, title: &str) {
        self.act.set(self.act.get() + 1);
        let head = format!("━━ {}. {title} ", self.act.get());
        let rest = "━".repeat(WIDTH.saturating_sub(head.chars().count()));
        self.line(&format!("\n{}\n", self.paint(Style::Bold, &format!("{head}{rest}"))));
    }

    /// A name and what it is.
    pub(super) fn fact(&self, name: &str, text: &str) {
        self.line(&format!("  {}{text}", self.paint(Style::Dim, &format!("{name:<14}"))));
    }

    /// Something that was checked and held.
    pub(super) fn held(&self, text: &str) {
        self.line(&format!("  {} {text}", self.paint(Style::Good, "✓")));
    }

    /// The last line.
    pub(super) fn close(&self, text: &str) {
        let all = self.paint(Style::Good, "All of it held:");
        self.line(&format!("\n{all} {text}."));
    }
}

/// A number of bytes as people read it.
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0..10_240 => format!("{} B", grouped(bytes)),
        10_240..1_048_576 => format!("{:.1} KiB", bytes as f64 / 1024.0),
        _ => format!("{:.1} MiB", bytes as f64 / 1_048_576.0),
    }
}

/// A number with its thousands set apart.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
