//! Journeys through the real window, in the real webview, under a virtual display.
//!
//! Each test starts its own display, its own driver and its own window on a store of its own, and steers it as a person
//! or a screen reader would: by the roles and names that the window gives to assistive technology. Two things that a
//! person does can't be driven: the native file dialog, which the feature `e2e` answers from `EARSHOT_CHOOSE` and `EARSHOT_SAVE`, and the
//! drag itself, whose files take the same way from the event on (`drop::dropped_files_are_planned`). A journey also
//! fails when the content policy stopped anything on its way.
//!
//! With `EARSHOT_SCREENSHOTS=FOLDER` every state is also kept as a picture, at 1× and 2×.

#![allow(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod charts;
mod damage;
mod drop;
mod journey;
mod keyboard;
mod progress;
mod strange;

mod driver;
mod window;
