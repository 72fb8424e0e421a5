//! What the address of a post or an account says.

use earshot_model::Millis;

/// 2016, when Mastodon began, and the year 2100: a number whose time is not between them is no id that holds one.
const POSSIBLE: std::ops::Range<Millis> = 1_451_606_400_000..4_102_444_800_000;

/// `holm.example` of `https://holm.example/users/council`.
pub(super) fn host(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())
}

/// `council@holm.example` of `https://holm.example/users/council`, also of the address of one of its posts.
pub(super) fn handle_of(address: &str) -> Option<String> {
    let host = host(address)?;
    let path = address.split_once(host)?.1;
    let name = match path.split_once("/users/") {
        Some((_, rest)) => rest.split('/').next(),
        None => path.strip_prefix("/@").and_then(|rest| rest.split('/').next()),
    };
    // `/@name@elsewhere` is how a server shows an account of another one.
    let name = name.filter(|name| !name.is_empty())?;
    Some(if name.contains('@') { name.to_owned() } else { format!("{name}@{host}") })
}

/// The moment at which a server numbered a post; `None` where its address ends otherwise.
pub(super) fn made_at(address: &str) -> Option<Millis> {
    let number: u64 = address.rsplit('/').next()?.parse().ok()?;
    let at = (number >> 16).cast_signed();
    POSSIBLE.contains(&at).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_whose_it_is_and_when_it_was_made() {
        assert_eq!(handle_of("https://holm.example/users/council").as_deref(), Some("council@holm.example"));
        assert_eq!(handle_of("https://holm.example/users/council/statuses/7").as_deref(), Some("council@holm.example"));
        assert_eq!(handle_of("https://holm.example/@council/7").as_deref(), Some("council@holm.example"));
        assert_eq!(handle_of("https://holm.example/@tilly@marsh.example").as_deref(), Some("tilly@marsh.example"));
        for address in ["https://holm.example/notes/9abc", "https://holm.example/users/", "council", "https:///users/x"] {
            assert_eq!(handle_of(address), None, "{address}");
        }
        // 109308000000000000 >> 16 is 1667907714843, the afternoon of 8 November 2022.
        assert_eq!(made_at("https://holm.example/users/council/statuses/109308000000000000"), Some(1_667_907_714_843));
        assert_eq!((made_at("https://holm.example/notes/9abc"), made_at("https://holm.example/notes/12345")), (None, None));
    }
}
