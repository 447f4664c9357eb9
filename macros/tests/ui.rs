//! What the compiler says to users of the macros, and where.

#[test]
fn mistakes_are_shown_at_their_tokens() {
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
