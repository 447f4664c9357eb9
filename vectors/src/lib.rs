//! Nothing but tests: the vectors of Project Wycheproof, and those of Noise
//! patterns that the crate snow ships, run by every provider of cryptography. A crate of its own, because they are large, and nobody
//! else's tests should be built anew with them.
//!
//! The known answers of the RFCs are in `runtime/tests/crypto.rs`.
