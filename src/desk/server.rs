//! The HTTP server: on this machine alone, with limits on connections and times.

use std::collections::VecDeque;
use std::io;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use crate::desk::access::Known;

/// How many connections there may be.
const CONNECTIONS: usize = 200;
/// How long the head of a request may take, and how long a connection may be idle.
const IDLE: Duration = Duration::from_secs(30);
/// How many bytes the head of a request may have.
const HEAD: usize = 64 << 10;
/// How long nothing is accepted where the system has no descriptors left.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers requests until the process ends.
pub async fn serve(listener: TcpListener, routes: Router) -> io::Result<()> {
    let mut open: VecDeque<(AbortHandle, Known)> = VecDeque::new();
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        open.retain(|(task, _)| !task.is_finished());
        if open.len() >= CONNECTIONS {
            // Connections that never had a request that was let in go first.
            let stranger = open
                .iter()
                .position(|(_, known)| !known.0.load(Ordering::Relaxed));
            let Some((task, _)) = stranger.and_then(|at| open.remove(at)) else {
                continue;
            };
            task.abort();
        }
        let known = Known::default();
        let routes = routes.clone().layer(Extension(known.clone()));
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(IDLE)
            .max_buf_size(HEAD)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
        let task = tokio::spawn(async move { drop(connection.await) });
        open.push_back((task.abort_handle(), known));
    }
}
