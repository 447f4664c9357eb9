//! What specs a folder holds, as editors are answered for.

use std::fs;

use packetwright_codegen::SpecFolder;

#[test]
fn specs_are_found_below_a_folder_within_bounds() {
    let root = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("specs-below-a-folder");
    for path in [
        "b.wire",
        "a.wire",
        "lib/c.wire",
        "lib/deep/d.wire",
        "lib/readme.md",
        ".git/e.wire",
        "target/f.wire",
        "lib/node_modules/g.wire",
    ] {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
        fs::write(path, "library l { edition: 1, endian: big }").expect("a file is written");
    }
    let folder = SpecFolder::new(&root).expect("the folder is there");
    let all = ["a.wire", "b.wire", "lib/c.wire", "lib/deep/d.wire"].map(str::to_owned);
    assert_eq!(folder.specs(4, 100), (all.to_vec(), true));
    let (some, is_all) = folder.specs(3, 100);
    assert_eq!((some.len(), is_all), (3, false));
    // Two files and three folders are in the first.
    let (some, is_all) = folder.specs(4, 5);
    assert!(some.len() < 4 && !is_all, "{some:?}");
}
