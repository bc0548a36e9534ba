//! Telling browsers that there is something new: server-sent events.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::extract::State;
use axum::response::IntoResponse;
use axum::response::sse::{self, KeepAlive, Sse};
use futures_core::Stream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::routes::Desk;

/// What a browser is told: the name of an event and its data.
type Message = (&'static str, String);

/// The browsers that listen.
#[derive(Default)]
pub struct Listeners(Mutex<Vec<UnboundedSender<Message>>>);

impl Listeners {
    /// Tells all of them.
    pub fn tell(&self, event: &'static str, data: &str) {
        if let Ok(mut all) = self.0.lock() {
            all.retain(|listener| listener.send((event, data.to_owned())).is_ok());
        }
    }

    fn listen(&self, first: Message) -> Messages {
        let (sender, receiver) = unbounded_channel();
        // The receiver is there.
        _ = sender.send(first);
        if let Ok(mut all) = self.0.lock() {
            all.retain(|listener| !listener.is_closed());
            all.push(sender);
        }
        Messages(receiver)
    }
}

struct Messages(UnboundedReceiver<Message>);

impl Stream for Messages {
    type Item = Result<sse::Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let event = |(name, data): Message| Ok(sse::Event::default().event(name).data(data));
        self.0.poll_recv(context).map(|message| message.map(event))
    }
}

/// Every browser first learns how things stand, so that one that was away reloads.
pub async fn events(State(desk): State<Arc<Desk>>) -> impl IntoResponse {
    let messages = desk.listeners.listen(("state", desk.state()));
    Sse::new(messages).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}
