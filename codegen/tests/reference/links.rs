//! Pages hang together: they are well-formed, load nothing, and every link of
//! theirs leads somewhere.

use std::collections::BTreeSet;

use packetwright_codegen::{reference, reference_html};
use roxmltree::{Document, ParsingOptions};

use crate::specs;

#[test]
fn html_is_well_formed_and_its_links_lead_somewhere() {
    for (name, model) in specs() {
        let page = reference_html(&model);
        let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
        let document = Document::parse_with_options(&page, options)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let mut ids = BTreeSet::new();
        for id in document.descendants().filter_map(|node| node.attribute("id")) {
            assert!(ids.insert(id), "{name}: {id} is there twice");
        }
        let mut inside = 0;
        for node in document.descendants() {
            let tag = node.tag_name().name();
            assert!(!["script", "img", "link", "iframe", "object"].contains(&tag), "{name}: {tag}");
            assert_eq!(node.attribute("src"), None, "{name}: a page loads nothing");
            if let Some(target) = node.attribute("href") {
                match target.strip_prefix('#') {
                    Some(id) => {
                        assert!(ids.contains(id), "{name}: nothing is at #{id}");
                        inside += 1;
                    }
                    None => assert!(target.starts_with("https://"), "{name}: {target}"),
                }
            }
        }
        assert!(inside > 3, "{name}: a page is navigable");
        let headings = document.descendants().filter(|node| node.has_tag_name("h1"));
        assert_eq!(headings.count(), 1, "{name}");
    }
}

#[test]
fn types_of_fields_lead_to_their_definitions() {
    let page = reference_html(&crate::compile("small", crate::SMALL));
    for link in [
        "<td><a href=\"#enumeration-place\"><code>Place</code></a> as u4</td>",
        "list of <a href=\"#structure-reading\"><code>Reading</code></a>",
        "list of <a href=\"#union-detail\"><code>Detail</code></a>",
    ] {
        assert!(page.contains(link), "{link}");
    }
}

#[test]
fn links_of_markdown_lead_to_what_hosts_make_of_headings() {
    for (name, model) in specs() {
        let page = reference(&model);
        let mut anchors = BTreeSet::new();
        let mut fenced = false;
        for line in page.lines() {
            fenced ^= line.starts_with("```");
            if !fenced && line.starts_with('#') {
                let anchor = anchor_of(line.trim_start_matches('#').trim());
                let again = (1..).map(|number| format!("{anchor}-{number}"));
                let mut free = std::iter::once(anchor.clone()).chain(again);
                anchors.insert(free.find(|anchor| !anchors.contains(anchor)).expect("endless"));
            }
        }
        assert!(!fenced, "{name}: all fences end");
        let links: Vec<&str> =
            page.split("](#").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        assert!(links.len() > 3, "{name}: a page is navigable");
        for link in links {
            assert!(anchors.contains(link), "{name}: nothing is at #{link}");
        }
    }
}

#[test]
fn rows_of_markdown_have_as_many_cells_as_heads() {
    for (name, model) in specs() {
        let page = reference(&model);
        let mut expected = None;
        for line in page.lines() {
            if !line.starts_with("| ") && !line.starts_with("|-") {
                expected = None;
                continue;
            }
            // In a diagram a line does not end so.
            if line.starts_with("| ") && !line.ends_with(" |") || line.len() == 65 {
                continue;
            }
            let cells = line.replace("\\|", "").matches('|').count();
            assert_eq!(*expected.get_or_insert(cells), cells, "{name}: {line}");
        }
    }
}

/// The anchor that hosts give a heading: lower case, no punctuation, hyphens for
/// spaces.
fn anchor_of(heading: &str) -> String {
    let plain = heading.to_lowercase().replace('\\', "");
    let kept = plain.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
