use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use base64::Engine as _;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::{Driver, element_id};

/// The program's window on a display of its own. Everything that it started ends with it.
#[derive(Debug)]
pub(crate) struct Window {
    driver: Driver,
    session: String,
    /// Dropped after the driver: a window that the driver left behind ends with its display.
    _display: Display,
    /// What the webview keeps between two runs: here, nothing.
    _kept: TempDir,
    pictures: Option<PathBuf>,
}

/// How a window is to be opened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Opening {
    /// What the file dialog answers.
    pub(crate) choose: Vec<PathBuf>,
    /// What the dialog that asks where a file goes answers.
    pub(crate) save: Option<PathBuf>,
    /// Pixels to a CSS pixel, 1 unless set.
    pub(crate) scale: u8,
    /// A demo store to show until the first import.
    pub(crate) demo: Option<PathBuf>,
    /// Where pictures go, inside `EARSHOT_SCREENSHOTS`; none are kept unless both are set.
    pub(crate) pictures: &'static str,
}

/// The W3C code points of keys that print nothing.
pub(crate) mod key {
    pub(crate) const TAB: &str = "\u{E004}";
    pub(crate) const ENTER: &str = "\u{E007}";
    pub(crate) const ESCAPE: &str = "\u{E00C}";
    pub(crate) const SHIFT: &str = "\u{E008}";
    pub(crate) const SPACE: &str = " ";
    pub(crate) const RIGHT: &str = "\u{E014}";
}

const PATIENCE: Duration = Duration::from_secs(30);

impl Window {
    pub(crate) fn open(store: &Path, opening: Opening) -> Window {
        let scale = opening.scale.max(1);
        let display = Display::start(1280 * u32::from(scale), 800 * u32::from(scale));
        let choose: OsString = std::env::join_paths(&opening.choose).expect("no path of a test holds a colon");
        let kept = tempfile::tempdir().expect("a folder");
        let driver = Driver::start(&[
            ("DISPLAY", display.name.clone()),
            ("XDG_DATA_HOME", kept.path().display().to_string()),
            ("GDK_BACKEND", "x11".to_owned()),
            ("GDK_SCALE", scale.to_string()),
            // There is no accessibility bus to wait for; the driver asks WebKit itself for roles and names.
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("EARSHOT_CHOOSE", choose.into_string().expect("the paths of a test are Unicode")),
            ("EARSHOT_SAVE", opening.save.clone().unwrap_or_default().display().to_string()),
        ]);
        let program = earshot_test_support::program("earshot-window");
        let mut arguments = vec!["--store".to_owned(), store.display().to_string()];
        if let Some(demo) = &opening.demo {
            arguments.extend(["--demo".to_owned(), demo.display().to_string()]);
        }
        let session = driver.open(&program.display().to_string(), &arguments);
        let folder = std::env::var_os("EARSHOT_SCREENSHOTS").filter(|_| !opening.pictures.is_empty());
        let pictures = folder.map(|folder| Path::new(&folder).join(format!("{}@{scale}x", opening.pictures)));
        Window { driver, session, _display: display, _kept: kept, pictures }
    }

    /// The first element of this role whose accessible name holds `name`, waited for.
    pub(crate) fn find(&self, role: &str, name: &str) -> Element<'_> {
        self.wait(&format!("a {role} called “{name}”"), || self.look(role, name, |element| element.is("displayed")))
    }

    /// Waits until there is no such element any more.
    pub(crate) fn gone(&self, role: &str, name: &str) {
        self.wait(&format!("no {role} called “{name}” any more"), || (!self.has(role, name)).then_some(()));
    }

    /// Whether there is such an element now.
    pub(crate) fn has(&self, role: &str, name: &str) -> bool {
        self.look(role, name, |element| element.is("displayed")).is_some()
    }

    /// Clicks the first such element that can be used, waited for.
    pub(crate) fn click(&self, role: &str, name: &str) {
        let usable = |element: &Element<'_>| element.is("enabled") && element.is("displayed");
        self.wait(&format!("a {role} called “{name}” to click"), || self.look(role, name, usable)?.click().ok());
    }

    /// Clicks the first element that a CSS selector finds, for what has a name that the test can't know.
    pub(crate) fn click_first(&self, selector: &str) {
        let query = || json!({ "using": "css selector", "value": selector });
        self.wait(&format!("{selector} to click"), || {
            let reference = self.driver.try_post(&self.path("/element"), query()).ok()?;
            Element { window: self, id: element_id(&reference) }.click().ok()
        });
    }

    /// The accessible names of every element of this role.
    pub(crate) fn names(&self, role: &str) -> Vec<String> {
        self.all(role).iter().map(Element::name).collect()
    }

    /// Waits until a script returns true.
    pub(crate) fn until(&self, what: &str, script: &str) {
        self.wait(what, || (self.run(script) == true).then_some(()));
    }

    /// Waits until the page shows this text anywhere.
    pub(crate) fn shows(&self, text: &str) {
        self.wait(&format!("the text “{text}”"), || self.text().contains(text).then_some(()));
    }

    /// The text of the first element that a CSS selector finds, waited for until there is some.
    pub(crate) fn read(&self, selector: &str) -> String {
        let script = format!("return document.querySelector({})?.innerText", json!(selector));
        self.wait(&format!("text in {selector}"), || self.run(&script).as_str().filter(|text| !text.is_empty()).map(str::to_owned))
    }

    /// What a reader sees on the page.
    pub(crate) fn text(&self) -> String {
        self.run("return document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    /// Presses and lets go one key after the other, on whatever has the focus.
    pub(crate) fn press(&self, keys: &str) {
        let steps = keys.chars().flat_map(|key| [down(key), up(key)]).collect();
        self.type_steps(steps);
    }

    /// Presses Tab until the focus is on this element; a keyboard user's only way to it.
    pub(crate) fn tab_to(&self, role: &str, name: &str) {
        self.walk_to(role, name, || self.press(key::TAB));
    }

    /// The same, backwards.
    pub(crate) fn back_to(&self, role: &str, name: &str) {
        self.walk_to(role, name, || {
            let keys = [key::SHIFT, key::TAB].map(|key| key.chars().next().expect("a key is one character"));
            self.type_steps(vec![down(keys[0]), down(keys[1]), up(keys[1]), up(keys[0])]);
        });
    }

    fn walk_to(&self, role: &str, name: &str, step: impl Fn()) {
        let mut seen = Vec::new();
        for _ in 0..150 {
            step();
            let focused = self.focused();
            if focused.0 == role && focused.1.contains(name) {
                return;
            }
            seen.push(focused);
        }
        panic!("the focus never came to a {role} called “{name}”; it came to {seen:?}");
    }

    fn type_steps(&self, steps: Vec<Value>) {
        self.driver.post(&self.path("/actions"), json!({ "actions": [{ "type": "key", "id": "keyboard", "actions": steps }] }));
    }

    /// Tells the page what the shell tells it when files are dragged over the window and dropped.
    pub(crate) fn tell(&self, event: &str, paths: &[&Path]) {
        let payload = json!({ "event": event, "id": 1, "payload": { "paths": paths, "position": { "x": 640, "y": 400 } } });
        let script = "const [message] = arguments;
            const listeners = (window.__internal_unstable_listeners_object_id__ ?? {})[message.event] ?? {};
            const ids = Object.getOwnPropertyNames(listeners).map(id => listeners[id].handlerId);
            ids.forEach(id => window.__TAURI_INTERNALS__.runCallback(id, message));
            return ids.length";
        let heard = self.driver.post(&self.path("/execute/sync"), json!({ "script": script, "args": [payload] }));
        assert_eq!(heard, 1, "the page listens for {event}");
    }

    /// The role and the name of what has the focus.
    pub(crate) fn focused(&self) -> (String, String) {
        let Ok(reference) = self.driver.try_get(&self.path("/element/active")) else { return Default::default() };
        let element = Element { window: self, id: element_id(&reference) };
        (element.ask("computedrole").unwrap_or_default(), element.ask("computedlabel").unwrap_or_default())
    }

    /// Runs a script in the page and returns what it returns.
    pub(crate) fn run(&self, script: &str) -> Value {
        self.driver.post(&self.path("/execute/sync"), json!({ "script": script, "args": [] }))
    }

    /// Takes a picture, keeps it under this name when pictures are wanted, and fails when it is all one colour: a webview
    /// that paints nothing answers every other question.
    pub(crate) fn picture(&self, name: &str) {
        // What has just changed is painted with the next frame.
        self.run("return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        let encoded = self.driver.get(&self.path("/screenshot"));
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(encoded.as_str().expect("a screenshot is text"))
            .expect("a screenshot is Base64");
        if let Some(folder) = &self.pictures {
            std::fs::create_dir_all(folder).expect("the folder for pictures can be made");
            std::fs::write(folder.join(format!("{name}.png")), &bytes).expect("a picture can be written");
        }
        assert!(colours(&bytes) > 1, "the picture of “{name}” is all one colour");
    }

    fn look(&self, role: &str, name: &str, fits: impl Fn(&Element<'_>) -> bool) -> Option<Element<'_>> {
        self.all(role).into_iter().find(|element| element.name().contains(name) && fits(element))
    }

    fn all(&self, role: &str) -> Vec<Element<'_>> {
        let query = json!({ "using": "css selector", "value": candidates(role) });
        let found = self.driver.try_post(&self.path("/elements"), query).unwrap_or_default();
        let elements = found.as_array().into_iter().flatten().map(|reference| Element { window: self, id: element_id(reference) });
        elements.filter(|element| element.ask("computedrole").as_deref() == Some(role)).collect()
    }

    pub(crate) fn wait<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(start.elapsed() < PATIENCE, "waited in vain for {what}; the window shows:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn path(&self, rest: &str) -> String {
        format!("{}{rest}", self.session)
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let stopped = self.run("return window.stopped");
            assert_eq!(stopped, json!([]), "the content policy stopped something that the window wanted");
        }
        self.driver.close(&self.session);
    }
}

fn down(key: char) -> Value {
    json!({ "type": "keyDown", "value": key })
}

fn up(key: char) -> Value {
    json!({ "type": "keyUp", "value": key })
}

/// Something in the page.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    window: &'a Window,
    id: String,
}

impl Element<'_> {
    pub(crate) fn click(&self) -> Result<(), String> {
        self.window.driver.try_post(&self.path("/click"), json!({})).map(drop)
    }

    /// The accessible name.
    pub(crate) fn name(&self) -> String {
        self.ask("computedlabel").unwrap_or_default()
    }

    fn ask(&self, what: &str) -> Option<String> {
        self.window.driver.try_get(&self.path(&format!("/{what}"))).ok()?.as_str().map(str::to_owned)
    }

    /// `enabled` or `displayed`.
    fn is(&self, what: &str) -> bool {
        self.window.driver.try_get(&self.path(&format!("/{what}"))).is_ok_and(|answer| answer == json!(true))
    }

    fn path(&self, rest: &str) -> String {
        self.window.path(&format!("/element/{}{rest}", self.id))
    }
}

/// The elements that can have a role, as a CSS selector, so that only these are asked for their names.
fn candidates(role: &str) -> String {
    let native = match role {
        "alert" | "group" | "status" | "switch" => "",
        "button" => "button, summary, ",
        "dialog" => "dialog[open], ",
        // WebKit has taken up the newer name of the role `img`.
        "image" => "img, [role=img], ",
        "heading" => "h1, h2, h3, h4, ",
        "link" => "a[href], ",
        "progressbar" => "progress, ",
        other => panic!("no selector for the role {other}; add it here"),
    };
    format!("{native}[role={role}]")
}

/// The folders of the sample data whose files say all that an import asks.
pub(crate) fn exports() -> Vec<PathBuf> {
    let folders = ["conversation", "facebook-days", "feed", "forum", "x-archive", "x-days-2014", "x-posts-2014", "x-posts-2024"];
    folders.map(|folder| earshot_test_support::repository().join("sample-data").join(folder)).to_vec()
}

/// Makes a store from the sample data.
pub(crate) fn fill(store: &Path) {
    let data = earshot_test_support::repository().join("sample-data");
    let mut earshot = Command::new(earshot_test_support::program("earshot"));
    let output = earshot
        .arg("--store")
        .arg(store)
        .arg("import")
        .arg(data)
        .args(["--zone", "Europe/London"])
        .output()
        .expect("the program can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// How many colours a PNG holds; counting stops at two.
fn colours(bytes: &[u8]) -> usize {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a screenshot is a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a screenshot fits in memory")];
    let info = reader.next_frame(&mut pixels).expect("a screenshot can be decoded");
    let mut pixels = pixels[..info.buffer_size()].chunks_exact(info.color_type.samples());
    let first = pixels.next();
    1 + usize::from(pixels.any(|pixel| Some(pixel) != first))
}

/// A virtual display.
#[derive(Debug)]
struct Display {
    process: Child,
    /// `:7`
    name: String,
}

impl Display {
    fn start(width: u32, height: u32) -> Display {
        // With -displayfd the server picks a free number itself and says which, once it is ready.
        let mut process = Command::new("Xvfb")
            .args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0", &format!("{width}x{height}x24")])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("Xvfb can't be started ({error}); `cargo xtask test` installs it"));
        let mut number = String::new();
        let output = process.stdout.take().expect("standard output is piped");
        BufReader::new(output).read_line(&mut number).expect("Xvfb says its number");
        assert!(!number.trim().is_empty(), "Xvfb ended before it was ready");
        Display { process, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
