//! Generated text laid out for reading: blank lines between items.
//!
//! The pretty-printer writes none; everything else is as it left it.

/// The text with a blank line behind each item that ends in a block, in front
/// of each documented one, and inside modules, traits and implementations alike.
pub(crate) fn with_blank_lines(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    // The indents of the containers around the line, and whether one is opening.
    let mut containers: Vec<usize> = Vec::new();
    let mut opening: Option<usize> = None;
    let mut previous = "";
    for line in text.lines() {
        let (indent, content) = parts(line);
        let level = containers.last().map_or(0, |container| container + 4);
        if indent == level && opening.is_none() && starts_group(content, previous, level) {
            spaced.push('\n');
        }
        spaced.push_str(line);
        spaced.push('\n');
        if content == "}" && containers.last() == Some(&indent) {
            containers.pop();
        } else if indent == level && opening.is_none() && opens_container(content) {
            opening = Some(indent);
        }
        let opened = content.ends_with('{');
        if (opened || content.ends_with("{}"))
            && let Some(container) = opening.take()
            && opened
        {
            containers.push(container);
        }
        previous = line;
    }
    spaced
}

/// Texts that are laid out already, as one.
pub(crate) fn join(texts: &[String]) -> String {
    let mut joined = String::with_capacity(texts.iter().map(|text| text.len() + 1).sum());
    for text in texts {
        let first = text.lines().next().unwrap_or_default();
        let last = joined.lines().next_back().unwrap_or_default();
        if !first.is_empty() && !joined.is_empty() && starts_group(first, last, 0) {
            joined.push('\n');
        }
        joined += text;
    }
    joined
}

/// Whether an item starts here that is to stand apart from the line before.
fn starts_group(content: &str, previous: &str, level: usize) -> bool {
    let (indent, before) = parts(previous);
    let same_level = indent == level;
    if !same_level || content.starts_with('}') || before.starts_with("///") || before.is_empty() {
        return false;
    }
    let after_block = before == "}" || before.ends_with("{}");
    let after_statement = before.ends_with(';') || before == "};";
    let documented = content.starts_with("///") || content.starts_with("#[doc");
    let is_function = content.contains("fn ") && content.ends_with(['(', '{']);
    after_block
        || (after_statement
            && (documented
                || is_function
                || content.starts_with("#[")
                || content.starts_with("impl")))
}

/// How far a line is set in, and what stands on it.
fn parts(line: &str) -> (usize, &str) {
    let indent = line.bytes().take_while(|byte| *byte == b' ').count();
    (indent, &line[indent..])
}

fn opens_container(content: &str) -> bool {
    ["impl", "pub trait ", "mod ", "pub mod "].iter().any(|word| content.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_stand_apart_and_statements_do_not() {
        let text = "use a::b;\n/// C.\npub const C: u8 = 1;\nimpl A\nfor B {\n    const D: u8 = 1;\n    \
                    fn e() {\n        if f {\n        }\n        g();\n    }\n    fn h() {}\n    \
                    fn i() {}\n}\npub struct J;\n";
        let expected = "use a::b;\n\n/// C.\npub const C: u8 = 1;\n\nimpl A\nfor B {\n    const D: u8 = 1;\n\n    \
                        fn e() {\n        if f {\n        }\n        g();\n    }\n\n    fn h() {}\n\n    \
                        fn i() {}\n}\n\npub struct J;\n";
        assert_eq!(with_blank_lines(text), expected);
    }
}
