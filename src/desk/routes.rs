//! The addresses of the desk: each is a question to the session.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::rejection::JsonRejection;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event as Sent, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router, middleware};
use futures_util::stream::{self, Stream};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::error::RecvError;

use crate::desk::access::{self, Access};
use crate::desk::editor;
use crate::desk::pictures::WHOLE;
use crate::desk::unsaved::Draft;
use crate::desk::web;
use crate::desk::worker::{Desk, Worker};
use crate::desk::writing::Refusal;
use crate::pipeline::commands::typed::MessageKey;
use crate::translate::typed::Typed;

/// How many bytes a request may have: more than the longest text of an article.
const BODY: usize = 1 << 20;
/// How often an idle stream of events says that it is there.
const ALIVE: Duration = Duration::from_secs(15);

/// All addresses.
pub fn routes(desk: Desk, access: Access) -> Router {
    Router::new()
        .route("/", get(|| async { web::file("index.html") }))
        .route(
            "/present/{artifact}",
            get(|| async { web::file("present.html") }),
        )
        .route(
            "/web/{name}",
            get(|Path(name): Path<String>| async move { web::file(&name) }),
        )
        .route(
            "/strings/{language}",
            get(|Path(language): Path<String>| async move { Json(web::strings(&language)) }),
        )
        .route("/state", get(state))
        .route("/pages/{artifact}", get(pages))
        .route("/page/{id}", get(page))
        .route("/page/{id}/svg", get(svg))
        .route("/strip/{id}", get(strip))
        .route("/messages/{locale}", get(messages))
        .route("/message/{locale}/{article}/{id}", get(message))
        .route("/at", post(at))
        .route("/look", post(look))
        .route("/draft", put(draft).delete(take_back))
        .route("/save", post(save))
        .route("/confirm", post(confirm))
        .route("/open", post(open))
        .route("/events", get(events))
        .fallback(|| async { refused((404, "there is nothing at this address".to_owned())) })
        .layer(DefaultBodyLimit::max(BODY))
        .layer(middleware::from_fn_with_state(access, access::check))
        .with_state(desk)
}

/// What a request has as JSON.
type Body<T> = Result<Json<T>, JsonRejection>;

fn refused((status, error): Refusal) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(json!({ "error": error }))).into_response()
}

/// The answer of the session.
async fn ask(
    desk: &Desk,
    job: impl FnOnce(&mut Worker) -> Result<Value, Refusal> + Send + 'static,
) -> Response {
    match desk.ask(job).await {
        Some(Ok(answer)) => Json(answer).into_response(),
        Some(Err(refusal)) => refused(refusal),
        None => refused((
            500,
            "the session has ended: start the desk again".to_owned(),
        )),
    }
}

/// The answer of the session to a request with a body.
async fn ask_with<T: Send + 'static>(
    desk: &Desk,
    body: Body<T>,
    job: impl FnOnce(&mut Worker, T) -> Result<Value, Refusal> + Send + 'static,
) -> Response {
    match body {
        Ok(Json(body)) => ask(desk, move |worker| job(worker, body)).await,
        Err(error) => refused((error.status().as_u16(), error.body_text())),
    }
}

async fn state(State(desk): State<Desk>) -> Response {
    ask(&desk, |worker| Ok(worker.state())).await
}

async fn pages(State(desk): State<Desk>, Path(artifact): Path<String>) -> Response {
    ask(&desk, move |worker| worker.pages(&artifact)).await
}

async fn page(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    of_page(&desk, id, "application/json", Worker::page).await
}

async fn svg(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    of_page(&desk, id + WHOLE, "image/svg+xml", Worker::svg).await
}

async fn strip(State(desk): State<Desk>, Path(id): Path<String>) -> Response {
    of_page(&desk, id, "image/svg+xml", Worker::strip).await
}

/// What has an id: made already, or made now.
async fn of_page(
    desk: &Desk,
    id: String,
    kind: &'static str,
    make: fn(&Worker, &str) -> Option<Arc<str>>,
) -> Response {
    let made = match desk.pictures.get(&id) {
        Some(made) => Some(made),
        None => desk.ask(move |worker| make(worker, &id)).await.flatten(),
    };
    let Some(made) = made else {
        return refused((404, "there is no such page any more".to_owned()));
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        // The id is a digest of what is seen.
        (
            header::CACHE_CONTROL,
            "private, max-age=31536000, immutable",
        ),
    ];
    (headers, made.to_string()).into_response()
}

async fn messages(State(desk): State<Desk>, Path(locale): Path<String>) -> Response {
    ask(&desk, move |worker| worker.messages(&locale)).await
}

async fn message(
    State(desk): State<Desk>,
    Path((locale, article, id)): Path<(String, String, String)>,
) -> Response {
    let key = MessageKey {
        locale,
        article,
        id,
    };
    ask(&desk, move |worker| worker.message(&key)).await
}

#[derive(Deserialize)]
struct At {
    artifact: String,
    page: usize,
    x: f64,
    y: f64,
}

async fn at(State(desk): State<Desk>, body: Body<At>) -> Response {
    ask_with(&desk, body, |worker, at: At| {
        Ok(worker
            .at(&at.artifact, at.page, (at.x, at.y))
            .unwrap_or_default())
    })
    .await
}

#[derive(Deserialize)]
struct Look {
    artifact: String,
}

async fn look(State(desk): State<Desk>, body: Body<Look>) -> Response {
    ask_with(&desk, body, |worker, look: Look| {
        worker.look(&look.artifact);
        Ok(Value::Null)
    })
    .await
}

#[derive(Deserialize)]
struct Typing {
    #[serde(flatten)]
    key: MessageKey,
    #[serde(flatten)]
    draft: Draft,
    /// The unsaved texts that the window knows of: another one was typed in another window.
    #[serde(default)]
    known: Vec<Vec<Typed>>,
}

async fn draft(State(desk): State<Desk>, body: Body<Typing>) -> Response {
    ask_with(&desk, body, |worker, typing: Typing| {
        worker.draft(&typing.key, typing.draft, &typing.known)
    })
    .await
}

async fn take_back(State(desk): State<Desk>, body: Body<MessageKey>) -> Response {
    ask_with(&desk, body, |worker, key: MessageKey| {
        worker.take_back(&key)
    })
    .await
}

#[derive(Deserialize)]
struct Save {
    #[serde(flatten)]
    key: MessageKey,
    #[serde(default)]
    confirm: bool,
}

async fn save(State(desk): State<Desk>, body: Body<Save>) -> Response {
    ask_with(&desk, body, |worker, save: Save| {
        worker.save(&save.key, save.confirm)
    })
    .await
}

async fn confirm(State(desk): State<Desk>, body: Body<MessageKey>) -> Response {
    ask_with(&desk, body, |worker, key: MessageKey| {
        worker.save(&key, true)
    })
    .await
}

async fn open(State(desk): State<Desk>, body: Body<editor::Place>) -> Response {
    match body {
        Ok(Json(place)) => match editor::open(&desk, &place) {
            Ok(()) => Json(Value::Null).into_response(),
            Err(refusal) => refused(refusal),
        },
        Err(error) => refused((error.status().as_u16(), error.body_text())),
    }
}

async fn events(State(desk): State<Desk>) -> Sse<impl Stream<Item = Result<Sent, Infallible>>> {
    let receiver = desk.events.subscribe();
    let stream = stream::unfold(receiver, |mut receiver| async move {
        let sent = match receiver.recv().await {
            Ok(event) => Sent::default().event(event.name).data(event.data),
            // The page was too slow: it fetches everything again.
            Err(RecvError::Lagged(_)) => Sent::default().event("state").data("{}"),
            Err(RecvError::Closed) => return None,
        };
        Some((Ok(sent), receiver))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(ALIVE))
}
