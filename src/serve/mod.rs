//! The live preview: serves the site from memory, on this machine only, and rebuilds it on save.
//!
//! **Architecture invariant:** a request reaches only files in the site's own list. Pages come from
//! memory; a file on disk is read only at the path that the list gives.
#![expect(clippy::disallowed_methods, reason = "listens to the network and watches files")]

pub mod address;
mod editing;
mod event;
pub mod guard;
pub mod inject;
mod rebuild;
mod reload;
mod routes;
mod state;
pub mod watch;

use std::io::ErrorKind;
use std::sync::Arc;

use tokio::net::TcpListener;

pub use event::{Event, Listener, Options};

use rebuild::Rebuilder;
use state::PreviewState;

/// Serves a site until it is interrupted.
///
/// # Errors
/// Why it cannot be served, and what to do.
pub fn run(options: Options, report: Listener) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start: {error}"))?;
    let ended = runtime.block_on(serve(options, report));
    // Do not wait for browsers that are still connected.
    runtime.shutdown_background();
    ended
}

async fn serve(options: Options, report: Listener) -> Result<(), String> {
    let listener = listen(options.port).await?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let url = format!("http://localhost:{}/", address.port());
    let root = options.request.root.clone();
    let state = Arc::new(PreviewState::new(root, address.port(), options.now));
    let open = options.open;
    let rebuilder = Rebuilder::new(options, Arc::clone(&state), Arc::clone(&report));
    let first = tokio::task::spawn_blocking(move || rebuilder.first());
    let rebuilder = tokio::select! {
        first = first => first.map_err(|error| error.to_string())??,
        () = interrupted() => return Ok(()),
    };
    report(Event::Listening(&url));
    std::thread::spawn(move || rebuilder.run());
    if open && let Err(error) = open::that_detached(&url) {
        report(Event::Trouble(format!(
            "cannot open a browser: {error}; open {url} yourself"
        )));
    }
    let service = routes::router(state).into_make_service();
    tokio::select! {
        ended = std::future::IntoFuture::into_future(axum::serve(listener, service)) => ended.map_err(|error| error.to_string()),
        () = interrupted() => Ok(()),
    }
}

/// Binds the port on the loopback interface.
async fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind(("127.0.0.1", port)).await.map_err(|error| {
        let why = match error.kind() {
            ErrorKind::AddrInUse => "it is in use, perhaps by another `dossier serve`".to_owned(),
            ErrorKind::PermissionDenied => "it is reserved for the system".to_owned(),
            _ => error.to_string(),
        };
        format!("cannot serve on port {port}: {why}\n  = help: choose another one with `--port N`; `--port 0` finds a free one")
    })
}

/// Waits for Ctrl-C or a termination signal.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (Ok(mut term), Ok(mut hangup)) = (signal(SignalKind::terminate()), signal(SignalKind::hangup())) else {
            _ = tokio::signal::ctrl_c().await;
            return;
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = term.recv() => {}
            _ = hangup.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        _ = tokio::signal::ctrl_c().await;
    }
}
