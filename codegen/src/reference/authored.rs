//! What authors say in doc comments: Markdown, made safe for a page that holds
//! more than it.
//!
//! HTML in it is text. Its headings stand below the page's own. On an HTML page
//! links lead to the web or nowhere, and pictures become links, so that the page
//! loads nothing.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

/// How often HTML is looked for again in what was between HTML.
const PASSES: usize = 16;

/// The text as HTML below a heading of a level.
pub(super) fn to_html(text: &str, level: u8) -> String {
    let mut out = String::new();
    html::push_html(&mut out, safe_events(&printable(text), level).into_iter());
    out.trim_end().to_owned()
}

/// The text as HTML in a line, or as blocks if it has several.
pub(super) fn to_html_inline(text: &str, level: u8) -> String {
    let text = printable(text);
    let events = safe_events(&text, level);
    let paragraphs =
        events.iter().filter(|event| matches!(event, Event::Start(Tag::Paragraph))).count();
    let inner = match events.as_slice() {
        [Event::Start(Tag::Paragraph), inner @ .., Event::End(TagEnd::Paragraph)]
            if paragraphs == 1 =>
        {
            inner
        }
        all => all,
    };
    let mut out = String::new();
    html::push_html(&mut out, inner.iter().cloned());
    out.trim_end().to_owned()
}

/// The text as Markdown that changes nothing behind it, below a heading of a
/// level.
pub(super) fn to_markdown(text: &str, level: u8) -> String {
    let mut text = text.to_owned();
    for _ in 0..PASSES {
        let found = html_ranges(&text);
        if found.is_empty() {
            break;
        }
        for range in found.into_iter().rev() {
            let escaped = text[range.clone()].replace('<', "&lt;");
            text.replace_range(range, &escaped);
        }
    }
    close_fences(&lower_headings(text, level))
}

/// The text without control characters, which no page can show.
fn printable(text: &str) -> String {
    let kept = |character: char| !character.is_control() || matches!(character, '\n' | '\t');
    text.chars().map(|character| if kept(character) { character } else { '\u{fffd}' }).collect()
}

fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

fn safe_events(text: &str, level: u8) -> Vec<Event<'_>> {
    let mut links = Vec::new();
    let mut events = Vec::new();
    for event in Parser::new_ext(text, options()) {
        events.push(match event {
            Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            Event::Start(Tag::Heading { level: own, classes, attrs, .. }) => {
                let level = lower(own, level);
                Event::Start(Tag::Heading { level, id: None, classes, attrs })
            }
            Event::End(TagEnd::Heading(own)) => Event::End(TagEnd::Heading(lower(own, level))),
            Event::Start(
                Tag::Link { link_type, dest_url, title, id }
                | Tag::Image { link_type, dest_url, title, id },
            ) => {
                links.push(leads_to_the_web(&dest_url));
                if links.last() == Some(&false) {
                    continue;
                }
                Event::Start(Tag::Link { link_type, dest_url, title, id })
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if links.pop() != Some(true) {
                    continue;
                }
                Event::End(TagEnd::Link)
            }
            other => other,
        });
    }
    events
}

fn leads_to_the_web(address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

/// A heading of the author's, so many levels below.
fn lower(own: HeadingLevel, level: u8) -> HeadingLevel {
    HeadingLevel::try_from(own as usize + usize::from(level)).unwrap_or(HeadingLevel::H6)
}

fn html_ranges(text: &str) -> Vec<Range<usize>> {
    let events = Parser::new_ext(text, options()).into_offset_iter();
    let found = events.filter_map(|(event, range)| match event {
        Event::Html(_) | Event::InlineHtml(_) => Some(range),
        _ => None,
    });
    found.filter(|range| text[range.clone()].contains('<')).collect()
}

/// Headings so many levels below, all in the form `## …`.
fn lower_headings(mut text: String, level: u8) -> String {
    let events = Parser::new_ext(&text, options()).into_offset_iter();
    let found: Vec<(HeadingLevel, Range<usize>)> = events
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Heading { level, .. }) => Some((level, range)),
            _ => None,
        })
        .collect();
    for (own, range) in found.into_iter().rev() {
        let written = text[range.clone()].trim();
        let words = if written.starts_with('#') {
            written.trim_matches('#').trim().to_owned()
        } else {
            let lines: Vec<&str> = written.lines().collect();
            lines[..lines.len().saturating_sub(1)].join(" ")
        };
        let hashes = "#".repeat(lower(own, level) as usize);
        text.replace_range(range, &format!("{hashes} {words}\n"));
    }
    text
}

/// The text with an end to a fence that has none: it would swallow the page.
fn close_fences(text: &str) -> String {
    let last =
        Parser::new_ext(text, options()).into_offset_iter().filter_map(
            |(event, range)| match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => Some(range),
                _ => None,
            },
        );
    let text = text.trim_end();
    let Some(range) = last.last().filter(|range| range.end >= text.len()) else {
        return text.to_owned();
    };
    let block = text[range.start..].trim();
    let mark = if block.starts_with('~') { '~' } else { '`' };
    let length = block.chars().take_while(|character| *character == mark).count();
    let fence: String = std::iter::repeat_n(mark, length.max(3)).collect();
    let closed = block.lines().count() > 1
        && block.lines().next_back().is_some_and(|line| line.trim().starts_with(&fence));
    if closed { text.to_owned() } else { format!("{text}\n{fence}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, html: &str, markdown: &str) {
        assert_eq!(to_html(text, 2), html, "as HTML");
        assert_eq!(to_markdown(text, 2), markdown, "as Markdown");
    }

    #[test]
    fn html_is_text() {
        check(
            "a <b>bold</b> & <script>alert(1)</script>",
            "<p>a &lt;b&gt;bold&lt;/b&gt; &amp; &lt;script&gt;alert(1)&lt;/script&gt;</p>",
            "a &lt;b>bold&lt;/b> & &lt;script>alert(1)&lt;/script>",
        );
        check(
            "<script>\nalert(1)\n</script>",
            "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>",
            "&lt;script>\nalert(1)\n&lt;/script>",
        );
        check("<!-- a", "<p>&lt;!-- a</p>", "&lt;!-- a");
        check("a\u{1}b", "<p>a\u{fffd}b</p>", "a\u{1}b");
        check("`<b>`", "<p><code>&lt;b&gt;</code></p>", "`<b>`");
    }

    #[test]
    fn headings_stand_below_those_of_the_page() {
        check("# A\ntext", "<h3>A</h3>\n<p>text</p>", "### A\ntext");
        check("A\n===\ntext", "<h3>A</h3>\n<p>text</p>", "### A\ntext");
        check("##### A #", "<h6>A</h6>", "###### A");
    }

    #[test]
    fn a_fence_without_an_end_gets_one() {
        check("```\na", "<pre><code>a</code></pre>", "```\na\n```");
        check("````\na\n```\n", "<pre><code>a\n```\n</code></pre>", "````\na\n```\n````");
        check("```\na\n```\n", "<pre><code>a\n</code></pre>", "```\na\n```");
    }

    #[test]
    fn links_lead_to_the_web_and_pictures_are_links() {
        let html = |text| to_html(text, 2);
        let web = "<p><a href=\"https://example.org/\">x</a></p>";
        assert_eq!(html("[x](https://example.org/)"), web);
        assert_eq!(html("![x](https://example.org/)"), web);
        assert_eq!(html("[x](javascript:alert(1)) [y](other.md)"), "<p>x y</p>");
    }

    #[test]
    fn one_paragraph_needs_no_block() {
        assert_eq!(to_html_inline("a *b*", 2), "a <em>b</em>");
        assert_eq!(to_html_inline("a\n\nb", 2), "<p>a</p>\n<p>b</p>");
    }
}
