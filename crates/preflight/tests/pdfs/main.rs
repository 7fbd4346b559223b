//! The tests of the library through its public door, in one binary.

mod support;

mod colours;
mod compare;
mod files;
mod hostile;
mod marks;
mod readme;
mod reports;
