//! fluentpress compiles one article and its Fluent translations into PDF briefs and slide decks.
//!
//! The stages, in the order in which data passes through them:
//!
//! 1. [`vfs`] reads files, [`project`] and [`article`] parse them;
//! 2. [`l10n`] gives every text its message, and makes the document of each locale;
//! 3. [`selection`] chooses what an audience and a format get, [`citation`] says what they cite;
//! 4. [`lower`] writes that as Typst source, [`typeset`] makes pages of it;
//! 5. [`inspect`] looks at the pages, [`export`] makes files of them, [`output`] writes them.
//!
//! Only [`pipeline`] imports all stages; [`report`] formats what they found, [`explain`] documents it; [`cli`] is the command line.

pub mod origin;
pub mod diagnostic;
pub mod limits;
pub mod encoding;
pub mod embedded;
pub mod vfs;
pub mod yaml;
pub mod names;
pub mod locale;
pub mod brand;
pub mod condition;
pub mod press;
pub mod source_language;
pub mod project;
pub mod math;
pub mod article;
pub mod l10n;
pub mod selection;
pub mod citation;
pub mod lower;
pub mod picture;
pub mod typeset;
pub mod drawing;
pub mod inspect;
pub mod export;
pub mod translate;
pub mod exchange;
pub mod output;
pub mod pipeline;
pub mod explain;
pub mod report;
pub mod desk;
pub mod cli;
