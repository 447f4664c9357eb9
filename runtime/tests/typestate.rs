//! What the types of handshakes and sessions do not let through: each file
//! under `ui` must not compile, and for the reason written down beside it.
//!
//! What one value can do in one phase alone, as a `Connection`, is refused at
//! run time instead; see `connection/`.

#![cfg(all(feature = "network", feature = "tokio"))]

#[test]
fn states_keys_and_messages_are_used_where_they_may() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
    #[cfg(not(feature = "key-log"))]
    cases.compile_fail("tests/ui/without_key_log/*.rs");
}
