//! Reads a store, examines it, tries to write to it, and says what came of it.

use std::path::Path;

use earshot_store::{Store, StoreError};

fn main() {
    let path = std::env::args_os().nth(1).unwrap_or_default();
    let path = Path::new(&path);
    match read(path) {
        Ok(said) => println!("{said}"),
        Err(error) => println!("read: {error}"),
    }
    match Store::open(path).and_then(|mut store| store.import()?.commit()) {
        Ok(()) => println!("write: done"),
        Err(error) => println!("write: {error}"),
    }
}

fn read(path: &Path) -> Result<String, StoreError> {
    let store = Store::open_to_read(path)?;
    Ok(format!("read: {} messages\n{}", store.totals()?.messages, store.check()?.repair))
}
