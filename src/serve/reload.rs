//! Notifies browsers of changes with server-sent events.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Mutex;
use std::task::{Context, Poll};

use axum::response::sse;
use futures_core::Stream;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// The name of an event and its data.
type Message = (&'static str, String);

/// The connected browsers.
#[derive(Default)]
pub struct Browsers(Mutex<Vec<UnboundedSender<Message>>>);

impl Browsers {
    /// Sends an event to all of them.
    pub fn notify(&self, event: &'static str, data: &str) {
        if let Ok(mut all) = self.0.lock() {
            all.retain(|browser| browser.send((event, data.to_owned())).is_ok());
        }
    }

    /// Connects a browser; its stream begins with the message `first`.
    pub fn listen(&self, first: Message) -> Messages {
        let (sender, receiver) = unbounded_channel();
        // Cannot fail: the receiver exists.
        _ = sender.send(first);
        if let Ok(mut all) = self.0.lock() {
            all.retain(|browser| !browser.is_closed());
            all.push(sender);
        }
        Messages(receiver)
    }
}

/// The stream of messages to a browser.
pub struct Messages(UnboundedReceiver<Message>);

impl Stream for Messages {
    type Item = Result<sse::Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let event = |(name, data): Message| Ok(sse::Event::default().event(name).data(data));
        self.0.poll_recv(context).map(|message| message.map(event))
    }
}
