//! YouTube: the figures that its Studio exports, what Google's Takeout holds of an account's own comments, and a video's page with
//! its comments as yt-dlp saves it.

mod studio;
mod takeout;
mod info;

pub(crate) use info::Info;
pub(crate) use studio::Studio;
pub(crate) use takeout::Takeout;

use earshot_model::{IdSpace, Platform};

fn video_space() -> IdSpace {
    IdSpace::of(Platform::YouTube, "video")
}

fn comment_space() -> IdSpace {
    IdSpace::of(Platform::YouTube, "comment")
}

/// Eleven letters, digits, `-` and `_`.
fn is_video_id(text: &str) -> bool {
    text.len() == 11 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn video_link(video: &str) -> String {
    format!("https://www.youtube.com/watch?v={video}")
}

fn comment_link(video: &str, comment: &str) -> String {
    format!("https://www.youtube.com/watch?v={video}&lc={comment}")
}
