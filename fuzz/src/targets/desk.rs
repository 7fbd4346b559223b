//! Requests to the desk, over a connection. Whatever they are, the session goes on, and without the token and the own origin no file changes; with them, none
//! but translations.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fluentpress::desk::access::Access;
use fluentpress::desk::worker::{Settings, start};
use fluentpress::desk::{routes, server};
use fluentpress::pipeline::build::session::Session;
use tempfile::TempDir;
use tokio::net::TcpListener;

use super::{Target, text};
use crate::edit::Corpus;

const FILES: [(&str, &str); 4] = [
    (
        "fluentpress.yaml",
        "source: en\nlocales: [fr]\naudiences: [full-analysis]\n",
    ),
    (
        "seeds/a.md",
        "---\ntitle: Title\ndate: 2025-03-01\n---\n\n# One {#one}\n\nSome words.\n",
    ),
    (
        "i18n/en/a.ftl",
        "meta-title = Title\none-title = One\none-some-words = Some words.\n",
    ),
    (
        "i18n/fr/a.ftl",
        "meta-title = Titre\none-title = Un\none-some-words = Des mots.\n",
    ),
];

/// The head that the page sends, before that of the input.
const OWN: &str = "Host: 127.0.0.1:{PORT}\r\nCookie: fluentpress-{PORT}={TOKEN}\r\nOrigin: http://127.0.0.1:{PORT}\r\nContent-Type: application/json\r\n";

/// What takes that head away.
const BARE: &str = "{BARE}";

const WORDS: &[&str] = &[
    "GET ",
    "POST ",
    "PUT ",
    "DELETE ",
    "HEAD ",
    "OPTIONS ",
    "/state",
    "/pages/",
    "/page/",
    "/svg",
    "/strip/",
    "/messages/",
    "/message/",
    "/at",
    "/look",
    "/draft",
    "/save",
    "/confirm",
    "/open",
    "/web/",
    "/present/",
    "/strings/",
    "../",
    "%2e%2e%2f",
    "%00",
    "?token={TOKEN}",
    "?token=",
    "{TOKEN}",
    "{BARE}",
    "{PORT}",
    "Host: ",
    "Host: evil.example\r\n",
    "Origin: null\r\n",
    "Origin: http://evil.example\r\n",
    "Cookie: ",
    "Sec-Fetch-Site: cross-site\r\n",
    "Content-Type: text/plain\r\n",
    "Content-Length: 5\r\n",
    "Content-Length: 99999999\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Expect: 100-continue\r\n",
    "\r\n\r\n",
    "{\"locale\":\"fr\"",
    "\"article\":\"a\"",
    "\"article\":\"../a\"",
    "\"id\":\"one-some-words\"",
    "\"id\":\"-t\"",
    "\"parts\":[",
    "\"name\":\".alt\"",
    "\"text\":\"{ $x -> *[a] b }\"",
    "\"text\":\"{ one-title }\"",
    "\"base\":",
    "\"known\":[[]]",
    "\"confirm\":true",
    "\"page\":1",
    "\"x\":1e308",
    "\"y\":-1",
    "null",
    "[[[[[[",
    "\\u0000",
    "\\ud800",
    "i18n/fr/a.ftl",
    "fluentpress.yaml",
    "labels",
    "en-XA",
    "zz",
];

/// The requests of the page, as files: a method and an address, more lines of the head, an empty line, a body.
fn requests() -> Vec<Vec<u8>> {
    let key = r#""locale":"fr","article":"a","id":"one-some-words""#;
    let pdf = "a-full-analysis-brief-fr.pdf";
    let parts = r#""parts":[{"name":"","text":"D'autres mots."}],"base":null,"known":[]"#;
    [
        "GET /?token={TOKEN}\n\n".to_owned(),
        "GET /state\n\n".to_owned(),
        "GET /web/desk.js\n\n".to_owned(),
        "GET /strings/fr\n\n".to_owned(),
        format!("GET /pages/{pdf}\n\n"),
        "GET /page/0123456789abcdef\n\n".to_owned(),
        "GET /messages/fr\n\n".to_owned(),
        "GET /message/fr/a/one-some-words\n\n".to_owned(),
        format!("POST /at\n\n{{\"artifact\":\"{pdf}\",\"page\":1,\"x\":100.5,\"y\":200}}"),
        format!("POST /look\n\n{{\"artifact\":\"{pdf}\"}}"),
        format!("PUT /draft\n\n{{{key},{parts}}}"),
        format!("DELETE /draft\n\n{{{key}}}"),
        format!("POST /save\n\n{{{key},\"confirm\":true}}"),
        format!("POST /confirm\n\n{{{key}}}"),
        "POST /open\n\n{\"file\":\"i18n/fr/a.ftl\",\"line\":1,\"column\":1}".to_owned(),
    ]
    .map(String::into_bytes)
    .to_vec()
}

/// A desk that runs until the process ends.
struct Desk {
    folder: TempDir,
    port: u16,
    token: String,
}

impl Desk {
    fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, text) in FILES {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        let session = Session::new(folder.path()).expect("a project");
        let (told, hears) = std::sync::mpsc::channel();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build();
            runtime.expect("a runtime").block_on(async {
                let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
                let port = listener.local_addr().expect("an address").port();
                let access = Access::new(port).expect("random numbers");
                // Nothing is opened on the machine.
                let settings = Settings {
                    editor: Some(vec!["true".to_owned()]),
                    ..Settings::default()
                };
                told.send(access.address()).expect("a listener");
                let desk = start(session, settings).expect("a thread");
                server::serve(listener, routes::routes(desk, access))
                    .await
                    .expect("a server");
            });
        });
        let address = hears.recv().expect("an address");
        let (port, token) = address["http://127.0.0.1:".len()..]
            .split_once("/?token=")
            .expect("a token");
        Self {
            folder,
            port: port.parse().expect("a port"),
            token: token.to_owned(),
        }
    }

    /// What an input asks.
    fn ask(&self, input: &[u8]) {
        let input = text(input);
        let own = if input.contains(BARE) { "" } else { OWN };
        let is_let_in = !own.is_empty();
        let (head, body) = input.split_once("\n\n").unwrap_or((&input, ""));
        let (line, more) = head.split_once('\n').unwrap_or((head, ""));
        let more = if more.is_empty() {
            String::new()
        } else {
            format!("{more}\r\n")
        };
        let length = body.len();
        let sent = format!(
            "{line} HTTP/1.1\r\n{own}{more}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        let sent = sent
            .replace(BARE, "")
            .replace("{PORT}", &self.port.to_string())
            .replace("{TOKEN}", &self.token);
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a server");
        stream
            .set_read_timeout(Some(Duration::from_secs(4)))
            .expect("a time");
        let before = self.files();
        // The server may close the connection before it has read all.
        let _ = stream.write_all(sent.as_bytes());
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut answer = [0; 64];
        let read = stream.read(&mut answer).unwrap_or(0);
        let answer = String::from_utf8_lossy(&answer[..read]);
        assert!(read == 0 || answer.starts_with("HTTP/1."), "{answer}");
        assert!(!answer.contains(" 500 "), "the session has ended");
        for (path, held) in self.files() {
            let may_change = is_let_in
                && path
                    .strip_prefix(self.folder.path())
                    .is_ok_and(|path| path.starts_with("i18n/fr"));
            assert!(
                may_change || before.get(&path) == Some(&held),
                "{} changed",
                path.display()
            );
        }
    }

    /// The files of the project; what is typed and not saved is kept in a hidden folder.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let folders = ["", "seeds", "i18n", "i18n/en", "i18n/fr"];
        let folders = folders.iter().map(|folder| self.folder.path().join(folder));
        let entries =
            folders.flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten());
        let files = entries
            .map(|entry| entry.path())
            .filter(|path| path.is_file());
        files
            .filter_map(|path| Some((path.clone(), fs::read(path).ok()?)))
            .collect()
    }
}

/// The target.
pub fn target() -> Target {
    let desk = std::sync::OnceLock::new();
    Target {
        name: "desk",
        corpus: Corpus {
            files: requests(),
            words: WORDS,
            are_texts: true,
            most: 2000,
        },
        run: Box::new(move |input| desk.get_or_init(Desk::start).ask(input)),
    }
}
