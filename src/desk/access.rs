//! Who may ask: a browser on this machine that has the token, from the desk's own pages.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// How long a request may take, its body included.
const TIME: Duration = Duration::from_secs(60);
/// Scripts, styles and pictures of the desk alone; nobody else may show it in a frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// What a request must have.
#[derive(Clone, Debug)]
pub struct Access {
    token: String,
    port: u16,
}

/// Whether a connection has had a request that was let in: others are the first to be closed.
#[derive(Clone, Default, Debug)]
pub struct Known(pub Arc<AtomicBool>);

impl Access {
    /// A new token for a port: 128 random bits.
    pub fn new(port: u16) -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { token, port })
    }

    /// The address that opens the desk.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?token={}", self.port, self.token)
    }

    /// Cookies know no ports: two desks must not have one name.
    fn cookie(&self) -> String {
        format!("fluentpress-{}", self.port)
    }

    /// Why a request is refused.
    fn refuse(&self, request: &Request) -> Option<(StatusCode, &'static str)> {
        let headers = request.headers();
        let text =
            |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        let hosts = ["127.0.0.1", "localhost"].map(|host| format!("{host}:{}", self.port));
        // A name that leads here from elsewhere is no name of the desk (DNS rebinding).
        if !text(header::HOST).is_some_and(|host| hosts.iter().any(|own| own == host)) {
            return Some((
                StatusCode::MISDIRECTED_REQUEST,
                "this is the address of another server",
            ));
        }
        let is_opened = request.uri().path() == "/" && self.has_token(request);
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        let is_foreign = !matches!(site, None | Some(b"same-origin" | b"none"));
        if is_foreign && !(is_opened && is_read) {
            return Some((StatusCode::FORBIDDEN, "another page asks"));
        }
        if !is_read {
            let is_own = |origin: &str| hosts.iter().any(|own| origin == format!("http://{own}"));
            if !text(header::ORIGIN).is_some_and(is_own) {
                return Some((StatusCode::FORBIDDEN, "another page asks"));
            }
            if text(header::CONTENT_TYPE) != Some("application/json") {
                return Some((StatusCode::UNSUPPORTED_MEDIA_TYPE, "this is no JSON"));
            }
        }
        let is_let_in = is_opened || self.has_cookie(headers);
        (!is_let_in).then_some((
            StatusCode::UNAUTHORIZED,
            "open the address that `fluentpress desk` printed: it has the token",
        ))
    }

    fn has_token(&self, request: &Request) -> bool {
        let query = request.uri().query().unwrap_or_default();
        let mut tokens = query
            .split('&')
            .filter_map(|pair| pair.strip_prefix("token="));
        tokens.any(|token| is_same(token, &self.token))
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        let all = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let mut pairs = all
            .flat_map(|all| all.split(';'))
            .filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == self.cookie() && is_same(value, &self.token))
    }
}

/// Compares in a time that does not tell how much is right.
fn is_same(one: &str, other: &str) -> bool {
    let pairs = one.bytes().zip(other.bytes());
    one.len() == other.len() && pairs.fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

/// Lets a request in or refuses it; and says to the browser what the pages may do.
pub async fn check(State(access): State<Access>, request: Request, next: Next) -> Response {
    let sets_cookie = access.has_token(&request);
    let mut response = match access.refuse(&request) {
        Some((status, why)) => (status, why).into_response(),
        None => {
            if let Some(known) = request.extensions().get::<Known>() {
                known.0.store(true, Ordering::Relaxed);
            }
            match tokio::time::timeout(TIME, next.run(request)).await {
                Ok(response) => response,
                Err(_) => (StatusCode::REQUEST_TIMEOUT, "this takes too long").into_response(),
            }
        }
    };
    let is_let_in = response.status().is_success();
    let headers = response.headers_mut();
    let cookie = format!(
        "{}={}; Path=/; HttpOnly; SameSite=Strict",
        access.cookie(),
        access.token
    );
    if let Ok(cookie) = HeaderValue::from_str(&cookie)
        && sets_cookie
        && is_let_in
    {
        headers.insert(header::SET_COOKIE, cookie);
    }
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
