//! Pictures of machines: one for each role, with everything that the roles do.

use packetwright_codegen::reference_html;

use crate::compile;

const LANTERN: &str = include_str!("../specs/lantern.wire");

#[test]
fn pictures_name_states_events_messages_and_failures() {
    let page = reference_html(&compile("lantern", LANTERN));
    let (_, picture) = page.split_once("<title>The states of the responder").expect("is there");
    let (picture, _) = picture.split_once("</svg>").expect("it ends");
    for word in ["Watching", "Answered", "Established", "on Spark", "send Answer", "on Away"] {
        assert!(picture.contains(&format!(">{word}</text>")), "{word}");
    }
    for failure in ["TooBig", "Dark", "Gone"] {
        assert!(picture.contains(&format!(">{failure}</text>")), "{failure}");
    }
}
