//! A value that one task waits for and another delivers, on the page's only thread.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

enum Slot<T> {
    Waiting(Option<Waker>),
    Full(T),
    /// The sender is gone and nothing will come.
    Closed,
}

/// The end that delivers. Dropped without having delivered, it lets the receiver go empty-handed.
pub struct Sender<T>(Rc<RefCell<Slot<T>>>);

/// The end that waits.
pub struct Receiver<T>(Rc<RefCell<Slot<T>>>);

/// A fresh pair.
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let slot = Rc::new(RefCell::new(Slot::Waiting(None)));
    (Sender(slot.clone()), Receiver(slot))
}

impl<T> Sender<T> {
    /// Delivers and wakes the waiting task.
    pub fn send(self, value: T) {
        self.settle(Slot::Full(value));
    }

    fn settle(&self, to: Slot<T>) {
        if let Slot::Waiting(Some(waker)) = self.0.replace(to) {
            waker.wake();
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if matches!(*self.0.borrow(), Slot::Waiting(_)) {
            self.settle(Slot::Closed);
        }
    }
}

impl<T> Future for Receiver<T> {
    type Output = Option<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        match self.0.replace(Slot::Closed) {
            Slot::Full(value) => Poll::Ready(Some(value)),
            Slot::Closed => Poll::Ready(None),
            Slot::Waiting(_) => {
                self.0.replace(Slot::Waiting(Some(cx.waker().clone())));
                Poll::Pending
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn poll<T>(receiver: &mut Receiver<T>) -> Poll<Option<T>> {
        Pin::new(receiver).poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn a_value_arrives_once() {
        let (sender, mut receiver) = channel();
        assert_eq!(poll(&mut receiver), Poll::Pending);
        sender.send(7);
        assert_eq!(poll(&mut receiver), Poll::Ready(Some(7)));
    }

    #[test]
    fn a_dropped_sender_lets_the_receiver_go() {
        let (sender, mut receiver) = channel::<u8>();
        assert_eq!(poll(&mut receiver), Poll::Pending);
        drop(sender);
        assert_eq!(poll(&mut receiver), Poll::Ready(None));
    }
}
