//! Whether a print shop will accept a PDF, decided on the finished bytes.
//!
//! [`check()`] reads a file as a press would and applies fifteen [rules](Rule). It needs no other program and no knowledge of
//! who made the file. Each rule gets one of three answers: it has passed, it is broken ([`Report::findings`]), or it could
//! not be decided ([`Report::undecided`]). Files are not trusted: no bytes make it panic, every loop has an end, and
//! what cannot be read is undecided, never passed in silence.
//!
//! ```
//! use preflight::{Limits, Rule, Standard, check};
//!
//! let limits = Limits {
//!     standard: Standard::X1a,
//!     bleed: 5.0,
//!     ..Limits::default()
//! };
//! let report = check(b"%PDF-1.4 and nothing else", &limits);
//! assert!(report.has_errors());
//! assert_eq!(report.findings[0].rule, Rule::File);
//! // What cannot be read has passed nothing.
//! assert!(report.passed().is_empty());
//! print!("{report}");
//! ```
//!
//! [`compare`] finds where two PDFs differ. It shares the reader of files and content streams.
//!
//! The modules are private, and each imports only what stands above it; what is exported here is all that there is.

mod geometry;
mod rule;
mod limits;
mod report;
mod display;
mod findings;
mod pdf;
mod colour;
mod paint;
mod rules;
mod check;
pub mod compare;

pub use check::{check, unreadable};
pub use geometry::Rect;
pub use limits::{Limits, Standard};
pub use report::{Finding, Place, Report, Severity, Undecided};
pub use rule::{Rule, Text};

/// The code in the README runs as a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
