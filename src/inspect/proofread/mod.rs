//! Looks at finished pages as a proofreader does: what breaks badly, what is set badly, what is left white.

pub mod holder;
pub mod line;
pub mod paragraph;
pub mod sheet;
pub mod reading;
pub mod fault;
pub mod breaks;
pub mod spacing;
pub mod fill;
pub mod display;

use typst_layout::PagedDocument;

use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::locale::Locale;
use crate::origin::FileId;
use crate::project::Format;
use crate::typeset::compile::Tracer;

use fault::Fault;
use reading::Reading;

/// What a proofreader finds on the pages of an artifact.
pub struct Proofread {
    findings: Vec<Fault>,
}

impl Proofread {
    /// Reads all pages. Without a format, they are neither pages nor slides of which it is known how full they should be.
    pub fn new(
        document: &PagedDocument,
        tracer: &Tracer,
        locale: &Locale,
        format: Option<Format>,
    ) -> Self {
        let reading = Reading::new(document, tracer);
        let mut findings = Vec::new();
        breaks::paragraphs(&reading, &mut findings);
        spacing::check(&reading, &mut findings);
        if let Some(format) = format {
            display::check(&reading, locale, format, &mut findings);
        }
        match format {
            Some(Format::Brief) => {
                breaks::headings(&reading, &mut findings);
                fill::pages(&reading, &mut findings);
            }
            Some(Format::Slides) => fill::slides(&reading, &mut findings),
            None => {}
        }
        Self { findings }
    }

    /// Reports the findings, in an artifact. A text that is none of the project's own can be changed by nobody.
    pub fn report(
        self,
        artifact: &str,
        severity: Severity,
        is_own: &dyn Fn(&FileId) -> bool,
        out: &mut Diagnostics,
    ) {
        let own = |fault: &Fault| fault.origin.as_ref().is_none_or(|at| is_own(&at.file));
        let findings = self.findings.into_iter().filter(own);
        out.extend(findings.map(|fault| Diagnostic {
            severity,
            ..fault.finding(artifact)
        }));
    }
}
