//! A desk that runs until this is dropped, and the requests of a browser.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::Project;

/// How long a desk may take for anything, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Desk {
    child: Child,
    pub port: u16,
    pub token: String,
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {self:?}"))
    }
}

impl Desk {
    pub fn start(project: &Project, arguments: &[&str]) -> Self {
        let mut command = project.command(&[&["desk", "--no-open"], arguments].concat());
        let child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = child.expect("it starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let address = line
            .trim()
            .strip_prefix("http://127.0.0.1:")
            .expect("an address");
        let (port, token) = address.split_once("/?token=").expect("a token");
        Self {
            child,
            port: port.parse().expect("a port"),
            token: token.to_owned(),
        }
    }

    /// Ends it at once, as a power cut does.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        let _ = self.child.wait();
    }

    pub fn own_headers(&self) -> String {
        let Self { port, token, .. } = self;
        format!(
            "Host: 127.0.0.1:{port}\r\nCookie: fluentpress-{port}={token}\r\nOrigin: http://127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        )
    }

    /// Sends a request with these headers.
    pub fn send(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("a server");
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.1\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("it is read");
        // A body that is too large is not read to its end.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Answer {
            status: status.unwrap_or_default(),
            head: head.to_lowercase(),
            body: body.to_owned(),
        }
    }

    /// Sends a request as the page does.
    pub fn ask(&self, method: &str, path: &str, body: Value) -> Answer {
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        self.send(method, path, &self.own_headers(), body.as_bytes())
    }

    pub fn get(&self, path: &str) -> Value {
        let answer = self.ask("GET", path, Value::Null);
        assert_eq!(answer.status, 200, "{path}: {answer:?}");
        answer.json()
    }

    pub fn message(&self, locale: &str, article: &str, id: &str) -> Value {
        self.get(&format!("/message/{locale}/{article}/{id}"))
    }

    /// Types a text for the value of a message, from what the page shows of it.
    pub fn draft(&self, locale: &str, article: &str, id: &str, text: &str, base: &Value) -> Answer {
        let parts = json!([{ "name": "", "text": text }]);
        let body =
            json!({ "locale": locale, "article": article, "id": id, "parts": parts, "base": base });
        self.ask("PUT", "/draft", body)
    }

    /// Asks again until something holds of the answer.
    pub fn until(&self, path: &str, holds: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if holds(&answer) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "{path}: {answer}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
