use std::ffi::OsString;
use std::path::PathBuf;

/// How the window was started.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Arguments {
    /// The person's own store.
    pub(crate) store: PathBuf,
    /// A demo store to show instead, until the first import.
    pub(crate) demo: Option<PathBuf>,
}

impl Arguments {
    pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Arguments, String> {
        let mut arguments = arguments.into_iter();
        let (mut store, mut demo) = (None, None);
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("--store") => store = Some(PathBuf::from(arguments.next().ok_or("--store wants a file")?)),
                Some("--demo") => demo = Some(PathBuf::from(arguments.next().ok_or("--demo wants a file")?)),
                _ => return Err(format!("unexpected argument `{}`", argument.display())),
            }
        }
        Ok(Arguments { store: store.or_else(default_store).ok_or("no home folder; name a store with --store FILE")?, demo })
    }
}

/// The user's own store, in the platform's data folder.
fn default_store() -> Option<PathBuf> {
    Some(directories::BaseDirs::new()?.data_dir().join("Earshot").join("earshot.db"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(arguments: &[&str]) -> Result<Arguments, String> {
        Arguments::parse(arguments.iter().map(OsString::from))
    }

    #[test]
    fn a_store_and_a_demo_can_be_named() {
        let expected = Arguments { store: PathBuf::from("a b.db"), demo: Some(PathBuf::from("demo.db")) };
        assert_eq!(parse(&["--demo", "demo.db", "--store", "a b.db"]), Ok(expected));
    }

    #[test]
    fn without_a_store_it_is_the_users_own() {
        let arguments = parse(&[]).expect("nothing is wrong with no arguments");
        assert!(arguments.store.ends_with("Earshot/earshot.db"));
        assert_eq!(arguments.demo, None);
    }

    #[test]
    fn wrong_usage_is_named() {
        assert_eq!(parse(&["--store"]), Err("--store wants a file".to_owned()));
        assert_eq!(parse(&["--stoer", "x"]), Err("unexpected argument `--stoer`".to_owned()));
    }
}
