//! `packetwright keygen`: an identity in a file that only its owner reads.
//!
//! The public key goes to standard output, one line of 64 hex digits; the
//! secret key goes nowhere but into the file.

use std::io::Write;
use std::path::PathBuf;

use packetwright::crypto::{StaticKey, SystemRandom, default_provider};
use packetwright::identity::{IdentityError, create_key_file, load_key_file};

use crate::failure::Failure;

/// Where the key is.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The file to make; a file that is there is never written over
    file: PathBuf,
    /// Make nothing: print the public key of a file that is there
    #[arg(long)]
    public: bool,
}

/// Makes a key, or reads one, and prints its public half.
pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let provider = default_provider();
    let key = if arguments.public {
        load_key_file(&arguments.file, &*provider).map_err(failure)?
    } else {
        let key = StaticKey::generate(&*provider, &SystemRandom);
        create_key_file(&arguments.file, &key).map_err(failure)?;
        key
    };
    writeln!(std::io::stdout(), "{}", key.public()).map_err(Failure::trouble)
}

/// What cannot be read is trouble, what is read and not in order is refused.
pub(crate) fn failure(error: IdentityError) -> Failure {
    match error {
        IdentityError::File { .. } => Failure::trouble(error),
        _ => Failure::refused(error),
    }
}
