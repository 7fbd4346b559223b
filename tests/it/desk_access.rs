//! The desk lets in the browser that has its token, from its own pages, and nobody else.

use std::fs;
use std::net::TcpStream;
use std::path::Path;

use fluentpress::desk::web::FILES;
use serde_json::{Value, json};

use crate::support::desk::Desk;
use crate::support::{Project, repository};

#[test]
fn requests_of_others_are_refused() {
    let project = Project::small().plain();
    let desk = Desk::start(&project, &[]);
    let (port, token) = (desk.port, &desk.token);
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    let cookie = format!("Cookie: fluentpress-{port}={token}\r\n");
    let origin = format!("Origin: http://127.0.0.1:{port}\r\n");
    let json = "Content-Type: application/json\r\n";
    let opened = format!("/?token={token}");
    let wrong = format!("/?token={}", "0".repeat(32));
    let near = format!("Cookie: fluentpress-{port}={}\r\n", &token[1..]);
    let cases: [(&str, &str, &str, &[&str], u16); 21] = [
        ("the printed address", "GET", &opened, &[&host], 200),
        (
            "a link to it",
            "GET",
            &opened,
            &[&host, "Sec-Fetch-Site: cross-site\r\n"],
            200,
        ),
        ("the cookie", "GET", "/", &[&host, &cookie], 200),
        (
            "localhost",
            "GET",
            "/",
            &[&format!("Host: localhost:{port}\r\n"), &cookie],
            200,
        ),
        ("no token", "GET", "/", &[&host], 401),
        ("a wrong token", "GET", &wrong, &[&host], 401),
        ("a part of the token", "GET", "/state", &[&host, &near], 401),
        (
            "the token elsewhere",
            "GET",
            &format!("/state?token={token}"),
            &[&host],
            401,
        ),
        (
            "a foreign name",
            "GET",
            "/",
            &["Host: desk.example.org\r\n", &cookie],
            421,
        ),
        (
            "another port",
            "GET",
            "/",
            &["Host: 127.0.0.1:1\r\n", &cookie],
            421,
        ),
        (
            "a picture in a foreign page",
            "GET",
            "/state",
            &[&host, &cookie, "Sec-Fetch-Site: cross-site\r\n"],
            403,
        ),
        (
            "a page of another port",
            "GET",
            "/state",
            &[&host, &cookie, "Sec-Fetch-Site: same-site\r\n"],
            403,
        ),
        ("no origin", "POST", "/save", &[&host, &cookie, json], 403),
        (
            "a foreign origin",
            "POST",
            "/save",
            &[&host, &cookie, json, "Origin: http://example.org\r\n"],
            403,
        ),
        (
            "a null origin",
            "POST",
            "/save",
            &[&host, &cookie, json, "Origin: null\r\n"],
            403,
        ),
        (
            "a form",
            "POST",
            "/save",
            &[&host, &cookie, &origin, "Content-Type: text/plain\r\n"],
            415,
        ),
        (
            "another method",
            "PATCH",
            "/save",
            &[&host, &cookie, &origin, json],
            405,
        ),
        (
            "no JSON",
            "POST",
            "/save",
            &[&host, &cookie, &origin, json],
            400,
        ),
        (
            "a way out",
            "GET",
            "/web/..%2Fmod.rs",
            &[&host, &cookie],
            404,
        ),
        (
            "another way out",
            "GET",
            "/web/../../fluentpress.yaml",
            &[&host, &cookie],
            404,
        ),
        (
            "a way out of the articles",
            "GET",
            "/message/en/..%2F..%2Fa/x",
            &[&host, &cookie],
            404,
        ),
    ];
    for (what, method, path, headers, status) in cases {
        let answer = desk.send(method, path, &headers.concat(), b"");
        assert_eq!(answer.status, status, "{what}: {answer:?}");
        for header in [
            "content-security-policy: default-src 'none'",
            "x-frame-options: deny",
            "no-referrer",
        ] {
            assert!(answer.head.contains(header), "{what}: {answer:?}");
        }
    }
    let opened = desk.send("GET", &opened, &host, b"");
    let cookie = opened
        .head
        .lines()
        .find(|line| line.starts_with("set-cookie:"));
    let cookie = cookie.expect("a cookie");
    assert!(
        cookie.contains("httponly") && cookie.contains("samesite=strict"),
        "{cookie}"
    );
}

#[test]
fn large_requests_and_many_connections_do_no_harm() {
    let project = Project::small().plain();
    let desk = Desk::start(&project, &[]);
    let answer = desk.send("PUT", "/draft", &desk.own_headers(), &vec![b' '; 100 << 20]);
    // The connection may be gone before the answer is read.
    assert!([413, 0].contains(&answer.status), "{answer:?}");
    let mut idle = Vec::new();
    for _ in 0..1000 {
        idle.extend(TcpStream::connect(("127.0.0.1", desk.port)));
    }
    assert_eq!(desk.ask("GET", "/state", Value::Null).status, 200);
    drop(idle);
}

#[test]
fn a_desk_to_read_changes_nothing() {
    let project = Project::example().plain();
    let before = project.read("i18n/fr/night-trains.ftl");
    let desk = Desk::start(&project, &["--read-only"]);
    let state = desk.get("/state");
    assert_eq!(state["readOnly"], json!(true));
    let message = desk.message("fr", "night-trains", "meta-title");
    assert_eq!(message["cannotEdit"], json!("readonly"));
    let key = json!({ "locale": "fr", "article": "night-trains", "id": "meta-title" });
    assert_eq!(
        desk.draft(
            "fr",
            "night-trains",
            "meta-title",
            "Autre",
            &message["base"]
        )
        .status,
        403
    );
    for (method, path) in [
        ("DELETE", "/draft"),
        ("POST", "/save"),
        ("POST", "/confirm"),
    ] {
        assert_eq!(desk.ask(method, path, key.clone()).status, 403, "{path}");
    }
    assert_eq!(project.read("i18n/fr/night-trains.ftl"), before);
    assert!(!project.path(".fluentpress").exists());
}

#[test]
fn files_are_opened_in_the_editor_if_they_are_of_the_project() {
    let project = Project::small().plain();
    let line = |file: &str| json!({ "file": file, "line": 3, "column": 2 });
    let desk = Desk::start(&project, &[]);
    assert_eq!(
        desk.ask("POST", "/open", line("seeds/a.md")).status,
        404,
        "without --editor"
    );
    drop(desk);
    let desk = Desk::start(&project, &["--editor", "touch '{file}.{line}.{column}'"]);
    for file in ["../a.md", "/etc/passwd", "seeds", "nowhere.md", ""] {
        assert_eq!(desk.ask("POST", "/open", line(file)).status, 404, "{file}");
    }
    assert_eq!(desk.ask("POST", "/open", line("seeds/a.md")).status, 200);
    let opened = project.path("seeds/a.md.3.2");
    for _ in 0..500 {
        if opened.exists() {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("the editor was not started");
}

#[test]
fn the_program_holds_all_files_of_the_page() {
    let folder = repository().join("src/desk/web");
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("the folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    names.sort();
    let mut known: Vec<&str> = FILES.iter().map(|(name, _)| *name).collect();
    known.sort_unstable();
    assert_eq!(known, names);
    // Nothing is fetched from elsewhere.
    for (name, text) in FILES
        .iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|e| e != "svg"))
    {
        assert!(
            !text.contains("//cdn") && !text.contains("https://"),
            "{name}"
        );
    }
}
