//! What a text says by its shape: whom it addresses, whom it names, whether it reposts.

/// How a text begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Start {
    /// `RT @name`.
    pub(crate) repost: bool,
    /// `@name` or `.@name` of somebody else.
    pub(crate) addressed: bool,
    /// The name stands after a dot.
    pub(crate) dot: bool,
}

impl Start {
    /// `own` is the author's handle: to address oneself is to address nobody.
    pub(crate) fn of(text: &str, own: &str) -> Start {
        let text = text.trim_start();
        if let Some(rest) = text.strip_prefix("RT @") {
            return Start { repost: !name_at_start(rest).is_empty(), ..Start::default() };
        }
        let (dot, rest) = text.strip_prefix('.').map_or((false, text), |rest| (true, rest));
        let name = rest.strip_prefix('@').map_or("", name_at_start);
        let addressed = !name.is_empty() && !name.eq_ignore_ascii_case(own);
        Start { repost: false, addressed, dot: addressed && dot }
    }
}

/// Every `@name` of a text, without the `@`, in order: letters, digits and `_`.
pub(crate) fn names(text: &str) -> impl Iterator<Item = &str> {
    memchr::memchr_iter(b'@', text.as_bytes()).map(|at| name_at_start(&text[at + 1..])).filter(|name| !name.is_empty())
}

fn name_at_start(text: &str) -> &str {
    let end = text.bytes().position(|byte| !(byte.is_ascii_alphanumeric() || byte == b'_')).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_is_read_as_measures_says() {
        let addressed = Start { repost: false, addressed: true, dot: false };
        assert_eq!(Start::of("  @9 look", "desk"), addressed);
        assert_eq!(Start::of(".@9 look", "desk"), Start { dot: true, ..addressed });
        assert_eq!(Start::of("@DESK ourselves", "desk"), Start::default());
        assert_eq!(Start::of("RT @9: news", "desk"), Start { repost: true, ..Start::default() });
        assert_eq!(Start::of("RT @ news", "desk"), Start::default());
        assert_eq!(Start::of("mail a@b.example", "desk"), Start::default());
    }

    #[test]
    fn names_end_where_a_handle_ends() {
        assert_eq!(names("@a_1, (@B2) é@c\u{301} @ @d").collect::<Vec<_>>(), ["a_1", "B2", "c", "d"]);
    }
}
