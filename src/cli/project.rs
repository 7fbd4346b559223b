//! The project of a command: opened, and names that it does not have refused.

use std::path::Path;

use crate::cli::exit::{Exit, asked, usage};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::pipeline::build::threads;
use crate::project;
use crate::report;
use crate::yaml::{list, nearest};

/// Opens the project, or reports why it cannot be opened.
pub fn open(project: Option<&Path>) -> Result<Session, Exit> {
    let root = match project {
        Some(folder) => Some(folder.to_owned()),
        None => std::env::current_dir()
            .ok()
            .and_then(|here| project::find_root(&here)),
    };
    let Some(root) = root else {
        return Err(usage(
            Diagnostic::new(
                Code::NoProject,
                "there is no project here, nor in any folder above",
            )
            .hint("`fluentpress new DIR` makes one; `--project DIR` names one"),
        ));
    };
    threads::enlarge_stacks();
    let session = Session::new(&root).map_err(|error| {
        let message = format!(
            "the project `{}` cannot be opened: {}",
            root.display(),
            error.kind()
        );
        usage(Diagnostic::new(Code::NoProject, message))
    })?;
    session.clear();
    let vfs = session.sources().vfs().clone();
    session.on_overdue(Box::new(move |finding| {
        let mut all = Diagnostics::default();
        all.push(finding);
        report::diagnostics(&all, Some(&vfs), asked());
        report::done(&all, Exit::Errors as u8, asked());
        // Pages are made before anything is locked or written.
        std::process::exit(Exit::Errors as i32);
    }));
    Ok(session)
}

/// Refuses articles, locales and audiences that the project does not have.
pub fn check_names(project: &project::Project, request: &Request) -> Result<(), Exit> {
    let articles: Vec<_> = project.articles.iter().map(|file| file.stem()).collect();
    let audiences: Vec<_> = project.audiences.iter().map(|a| a.name.as_str()).collect();
    let (of_pairs, locales): (Vec<_>, Vec<_>) = request.pairs.iter().cloned().unzip();
    let asked = [
        ("article", &request.articles, &articles),
        ("article", &of_pairs, &articles),
        ("audience", &request.audiences, &audiences),
    ];
    for (what, wanted, known) in asked {
        for name in wanted {
            check_name(what, Some(name), known)?;
        }
    }
    check_locales(project, &request.locales)?;
    check_locales(project, &locales)
}

/// Refuses locales that are none of the project's, nor a pseudo-locale of it.
pub fn check_locales(project: &project::Project, wanted: &[String]) -> Result<(), Exit> {
    let pseudo = project.pseudo_locales();
    let known = project.locales.iter().chain(&pseudo);
    let known: Vec<_> = known.map(|locale| locale.name.as_str()).collect();
    for name in wanted {
        check_name("locale", Some(name), &known)?;
    }
    Ok(())
}

/// Refuses a name that the project does not have.
pub fn check_name(what: &str, name: Option<&str>, known: &[&str]) -> Result<(), Exit> {
    let Some(name) = name.filter(|name| !known.contains(name)) else {
        return Ok(());
    };
    let message = format!("the project has no {what} `{name}`");
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it has {}", list(known)),
    };
    Err(usage(
        Diagnostic::new(Code::UnknownName, message).hint(hint),
    ))
}
