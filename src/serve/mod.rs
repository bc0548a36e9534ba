//! The preview: the site in memory, on this machine alone, new after every save.
//!
//! **Architecture invariant:** a request reaches nothing but the site's own list of files. Pages come
//! from memory; a file of the disk is read only at the place that the list names.

mod address;
mod editing;
mod guard;
mod inject;
mod rebuild;
mod reload;
mod routes;
mod watch;

use std::io::ErrorKind;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::diagnostics::locate::LocatedDiagnostic;
use crate::pipeline::{Request, Summary};
use rebuild::Rebuilder;
use routes::Desk;

/// What to serve, and how.
pub struct Options {
    /// The site.
    pub request: Request,
    /// The port; 0 takes one that is free.
    pub port: u16,
    /// Whether to open a browser.
    pub open: bool,
    /// Whether to look for changes instead of waiting to be told.
    pub poll: bool,
    /// The moment, in seconds since 1970.
    pub now: fn() -> i64,
}

/// What happens while a site is served.
pub enum Event<'a> {
    /// The site can be read at this address.
    Listening(&'a str),
    /// The site was read.
    Built {
        /// Which files had changed; none at the start.
        changed: &'a [String],
        /// How long it took.
        took: Duration,
        /// How much there is.
        summary: Summary,
        /// What there is to say.
        diagnostics: &'a [LocatedDiagnostic],
    },
    /// Pages were found to be wrong, or warn, after the site was shown.
    Found(&'a [LocatedDiagnostic]),
    /// Something does not work that is not the site's fault.
    Trouble(String),
}

/// Who is told of events.
pub type Tell = Arc<dyn Fn(Event<'_>) + Send + Sync>;

/// Serves a site until it is interrupted.
///
/// # Errors
/// Why it cannot be served, with the remedy.
pub fn run(options: Options, tell: Tell) -> Result<(), String> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start: {error}"))?;
    let ended = runtime.block_on(serve(options, tell));
    // Nobody waits for browsers that listen for changes.
    runtime.shutdown_background();
    ended
}

async fn serve(options: Options, tell: Tell) -> Result<(), String> {
    let listener = listen(options.port).await?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    let url = format!("http://localhost:{}/", address.port());
    let desk = Arc::new(Desk::new(options.request.root.clone(), address.port(), options.now));
    let open = options.open;
    let rebuilder = Rebuilder::new(options, Arc::clone(&desk), Arc::clone(&tell));
    let first = tokio::task::spawn_blocking(move || rebuilder.first());
    let rebuilder = tokio::select! {
        first = first => first.map_err(|error| error.to_string())??,
        () = interrupted() => return Ok(()),
    };
    tell(Event::Listening(&url));
    std::thread::spawn(move || rebuilder.run());
    if open && let Err(error) = open::that_detached(&url) {
        tell(Event::Trouble(format!(
            "cannot open a browser: {error}; open {url} in one"
        )));
    }
    let service = routes::router(desk).into_make_service();
    tokio::select! {
        ended = std::future::IntoFuture::into_future(axum::serve(listener, service)) => ended.map_err(|error| error.to_string()),
        () = interrupted() => Ok(()),
    }
}

/// Takes the port, on this machine alone.
async fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind(("127.0.0.1", port)).await.map_err(|error| {
        let why = match error.kind() {
            ErrorKind::AddrInUse => "another program uses it, perhaps another `dossier serve`".to_owned(),
            ErrorKind::PermissionDenied => "this port is reserved for the system".to_owned(),
            _ => error.to_string(),
        };
        format!("cannot serve on port {port}: {why}\n  = help: choose one with `--port N`, or let `--port 0` take one that is free")
    })
}

/// Waits for Ctrl-C, or until the system asks the program to end.
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
