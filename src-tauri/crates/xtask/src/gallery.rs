//! `cargo xtask gallery`: every chart on the sample data, at every size and in both themes, and a page that shows them.

use std::fmt::Write;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::run::{demo_store, earshot};
use crate::setup;
use crate::step::{Failed, cargo, step};
use crate::workspace::{self, PROGRAMS};

/// What a presenter pulls: a slide, a page's width, a square, a tile.
const SIZES: [(&str, &str); 4] = [("slide", "1280x720"), ("page", "760x460"), ("square", "720x720"), ("tile", "480x400")];
const THEMES: [&str; 2] = ["light", "dark"];

/// What channel shift is drawn with, which nobody but a person can say.
const SHARES: [&str; 4] = ["--shares", "0.1", "0.27", "0.4"];

/// The typefaces that the charts were measured with: family, weight, file.
const FONTS: [(&str, u16, &str); 6] = [
    ("Inter", 400, "Inter-Regular.ttf"),
    ("Inter", 600, "Inter-SemiBold.ttf"),
    ("Inter Display", 600, "InterDisplay-SemiBold.ttf"),
    ("Noto Sans Arabic", 400, "NotoSansArabic-Regular.ttf"),
    ("Noto Sans Hebrew", 400, "NotoSansHebrew-Regular.ttf"),
    ("Noto Emoji", 400, "NotoEmoji-Regular.ttf"),
];

pub(crate) fn gallery() -> Result<(), Failed> {
    setup::for_building()?;
    step("build", &mut cargo(PROGRAMS))?;
    let store = demo_store()?;
    let folder = workspace::programs()?.join("gallery");
    let unwritable = |error: io::Error| Failed::new(format!("the gallery in {} could not be written: {error}", folder.display()));
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(unwritable)?;
    }
    fs::create_dir_all(&folder).map_err(unwritable)?;
    let listed = earshot(&store)?.args(["chart", "--list", "--json"]).output().map_err(unwritable)?;
    let charts: Value =
        serde_json::from_slice(&listed.stdout).map_err(|error| Failed::new(format!("the list of charts can't be read: {error}")))?;
    let mut page = head();
    for chart in charts["charts"].as_array().into_iter().flatten() {
        let word = |key: &str| chart[key].as_str().unwrap_or_default();
        let id = word("id");
        draw(&store, &folder, id, chart["assumes"] == true)?;
        let svg = fs::read_to_string(folder.join(format!("{id}-slide-light.svg"))).map_err(unwritable)?;
        let _ =
            write!(page, "<section>\n<h2>{}</h2>\n<p>{id}: {}</p>\n{svg}\n<p>{}</p>\n</section>\n", word("name"), word("about"), links(id)); // a String takes all
    }
    let path = folder.join("gallery.html");
    fs::write(&path, page).map_err(unwritable)?;
    println!("{}", path.display());
    Ok(())
}

/// One chart as SVG and, twice as large, as PNG.
fn draw(store: &Path, folder: &Path, id: &str, assumes: bool) -> Result<(), Failed> {
    for (size, pixels) in SIZES {
        for theme in THEMES {
            for kind in ["svg", "png"] {
                let mut command: Command = earshot(store)?;
                command.args(["chart", id, "--size", pixels, "--theme", theme, "--scale", "2", "-o"]);
                command.arg(folder.join(format!("{id}-{size}-{theme}.{kind}")));
                if assumes {
                    command.args(SHARES);
                }
                let drawn = command.output().map_err(|error| Failed::new(format!("{id} could not be drawn: {error}")))?;
                if !drawn.status.success() {
                    return Err(Failed::new(format!("{id}, {size}, {theme}: {}", String::from_utf8_lossy(&drawn.stderr))));
                }
            }
        }
    }
    Ok(())
}

fn links(id: &str) -> String {
    let link = |(size, theme): (&str, &str)| format!("<a href=\"{id}-{size}-{theme}.png\">{size}, {theme}</a>");
    SIZES.iter().flat_map(|(size, _)| THEMES.map(|theme| link((size, theme)))).collect::<Vec<_>>().join(" · ")
}

/// The page's beginning, with the typeface that the charts were measured with.
fn head() -> String {
    let fonts = workspace::root().join("src-tauri/crates/charts/fonts");
    let face = |(family, weight, file): (&str, u16, &str)| {
        format!("@font-face {{ font-family: '{family}'; font-weight: {weight}; src: url('file://{}/{file}') }}\n", fonts.display())
    };
    let faces: String = FONTS.map(face).concat();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>The charts of Earshot, on the sample data</title>\n<style>\n{faces}\
         body {{ max-width: 1280px; margin: 32px auto; font: 15px/1.5 Inter, sans-serif }}\nsection {{ margin-top: 56px }}\n\
         svg {{ width: 100%; height: auto; border: 1px solid #e3e7ea }}\n</style>\n<h1>The charts of Earshot, on the sample data</h1>\n"
    )
}
