//! What stops a run. Each variant says where, what is there and what to do; its exit code is fixed.

use std::path::PathBuf;

/// An error that ends the run.
#[derive(thiserror::Error, Debug)]
pub enum Error {
    /// A wrong option or argument.
    #[error("{0}")]
    Usage(String),
    /// The configuration, a profile or a template cannot be used.
    #[error("{path}{line}: {message}", path = path.display(), line = line.map(|l| format!(":{l}")).unwrap_or_default())]
    Config {
        /// The file.
        path: PathBuf,
        /// One-based line, where known.
        line: Option<usize>,
        /// What is wrong and what to do.
        message: String,
    },
    /// Nothing that was given can be read.
    #[error("no input could be read: {0}")]
    NoInput(String),
    /// The output cannot be written.
    #[error("{path}: {message}", path = path.display())]
    Output {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong and what to do.
        message: String,
        /// The cause, where there is one.
        #[source]
        source: Option<std::io::Error>,
    },
    /// The intake receipt does not add up: a fault of steerpack, so nothing is published.
    #[error("the intake receipt does not balance, nothing was published: {0}")]
    Receipt(String),
}

impl Error {
    /// The process exit code: 2 usage or configuration, 3 no input, 4 output.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Usage(_) | Error::Config { .. } => 2,
            Error::NoInput(_) => 3,
            Error::Output { .. } | Error::Receipt(_) => 4,
        }
    }
}

/// The result of what can end the run.
pub type Result<T> = std::result::Result<T, Error>;
