//! Files that are broken: each gets one clear line, good rows go in, and what is rejected is kept.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use zip::write::SimpleFileOptions;

use crate::earshot::{Desk, GOOD, HEADER};

/// A store with one good conversation in it, imported before.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "before.csv",
        format!(
            "{HEADER}1,115711,True,Mon Oct 30 08:00:00 +0000 2017,good morning,,\n2,Holm,False,Mon Oct 30 09:00:00 +0000 2017,hello,,1\n"
        ),
    );
    desk.must(&["import", "before.csv"]);
    desk
}

/// The whole file is refused: exit 1, one line with these words, and the store as it was.
fn refused(name: &str, bytes: impl AsRef<[u8]>, words: &[&str]) {
    let desk = desk();
    desk.write(name, bytes);
    let before = desk.dump();
    let line = desk.refused(1, &["import", name]);
    assert!(line.contains(name) && words.iter().all(|word| line.contains(word)), "{line}");
    assert_eq!(desk.dump(), before);
    // Beside a good file, it is told, and the good one goes in.
    desk.write("talk.csv", format!("{HEADER}{GOOD}"));
    let answer = desk.must(&["import", name, "talk.csv", "--json"]);
    assert_eq!(answer.said.lines().filter(|line| line.starts_with(name)).count(), 1, "{}", answer.said);
    assert!(words.iter().all(|word| answer.said.contains(word)), "{}", answer.said);
    let document = answer.json();
    assert_eq!((&document["imports"][0]["added"], &document["refused"][0]["file"]), (&json!(2), &json!(name)));
    // Where nothing was there before, nothing is there after.
    let fresh = Desk::new();
    fresh.write(name, std::fs::read(desk.path(name)).unwrap());
    fresh.refused(1, &["import", name]);
    assert_eq!(fresh.files(), [name]);
    assert!(!fresh.store().exists());
}

/// Good rows go in and exit is 0; returns the import and what was said of it, without its summary.
fn imported(name: &str, bytes: impl AsRef<[u8]>) -> (Desk, Value, String) {
    let desk = desk();
    desk.write(name, bytes);
    let answer = desk.must(&["import", name, "--json"]);
    let said: Vec<&str> = answer.said.lines().map(str::trim).collect();
    assert!(said[0].starts_with(name) && said[0].contains(" rows: "), "{}", answer.said);
    assert!(said.len() <= 2, "one line for what is wrong: {}", answer.said);
    let line = said.get(1).copied().unwrap_or_default().to_owned();
    println!("{line}");
    (desk, answer.json()["imports"][0].clone(), line)
}

/// One row is rejected: its line is said with these words, and it is kept as it stood.
fn rejected(row: &str, code: &str, words: &[&str]) {
    let (desk, import, line) = imported("talk.csv", format!("{HEADER}{GOOD}{row}\n"));
    assert_eq!((&import["added"], &import["rejected"]), (&json!(2), &json!(1)));
    assert_eq!(import["problems"][0]["code"], code);
    assert!(line.starts_with("talk.csv:4 ") && words.iter().all(|word| line.contains(word)), "{line}");
    let kept = desk.json(&["sql", "SELECT code, line, raw FROM problem WHERE severity = 'rejected'", "--json"]);
    assert_eq!(kept["rows"], json!([{ "code": code, "line": 4, "raw": row }]));
}

#[test]
fn an_empty_file() {
    refused("talk.csv.part.csv", "", &["the file is empty", "download it again"]);
}

#[test]
fn a_header_only() {
    refused("header.csv", HEADER, &["a header and no row", "export again"]);
}

#[test]
fn a_wrong_file() {
    refused("staff.csv", "Name,Street\nA,B\n", &["a table of no known format", "what its columns mean", "--map FILE"]);
    refused("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", &["a picture", "earshot formats"]);
}

#[test]
fn a_file_that_is_not_there() {
    let desk = desk();
    let before = desk.dump();
    let line = desk.refused(1, &["import", "gone.csv"]);
    assert!(line.contains("gone.csv: there is no such file") && line.contains("check the name"), "{line}");
    assert_eq!(desk.dump(), before);
}

fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut zip = zip::ZipWriter::new(&mut bytes);
    for (name, content) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    bytes.into_inner()
}

#[test]
fn a_truncated_zip() {
    let whole = zip(&[("talk.csv", &format!("{HEADER}{GOOD}")), ("more.csv", &GOOD.repeat(500))]);
    refused("exports.zip", &whole[..whole.len() / 2], &["the zip is not whole", "download it again"]);
}

#[test]
fn a_zip_whose_names_lead_out_of_it() {
    let desk = desk();
    let outside = desk.path("inner");
    std::fs::create_dir(&outside).unwrap();
    let content = format!("{HEADER}{GOOD}");
    std::fs::write(outside.join("exports.zip"), zip(&[("../escaped.csv", &content), ("talk.csv", &content), ("/rooted.csv", &content)]))
        .unwrap();
    let answer = desk.must(&["import", "inner/exports.zip", "--json"]);
    let document = answer.json();
    assert_eq!((document["imports"].as_array().unwrap().len(), &document["imports"][0]["added"]), (1, &json!(2)));
    let codes: Vec<&Value> = document["refused"].as_array().unwrap().iter().map(|problem| &problem["code"]).collect();
    assert_eq!(codes, ["unsafe-path", "unsafe-path"]);
    let said = &answer.said;
    assert!(said.contains("`../escaped.csv`, which leads out of the zip; it was left out") && said.contains("`/rooted.csv`"), "{said}");
    assert_eq!(said.lines().count(), 3, "{said}");
    assert_eq!(desk.files(), ["before.csv", "inner"]);
    assert_eq!(std::fs::read_dir(&outside).unwrap().count(), 1);
    assert!(!std::path::Path::new("/rooted.csv").exists());
}

#[test]
fn utf_16_windows_1252_crlf_and_a_byte_order_mark() {
    let text = format!("{HEADER}{GOOD}9,115712,True,Tue Oct 31 23:30:00 +0000 2017,café in Älvsjö,,8\n");
    let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(order).collect() };
    let files: [(&str, Vec<u8>); 5] = [
        ("UTF-16LE", [b"\xff\xfe".to_vec(), utf16(u16::to_le_bytes)].concat()),
        ("UTF-16BE", [b"\xfe\xff".to_vec(), utf16(u16::to_be_bytes)].concat()),
        ("Windows-1252", text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()),
        ("CRLF", text.replace('\n', "\r\n").into_bytes()),
        ("a byte-order mark", format!("\u{feff}{text}").into_bytes()),
    ];
    for (what, bytes) in files {
        let (desk, import, line) = imported("talk.csv", bytes);
        assert_eq!((&import["added"], &import["rejected"], line.as_str()), (&json!(3), &json!(0), ""), "{what}");
        let kept = desk.json(&["sql", "SELECT text FROM messages WHERE native_id = '9'", "--json"]);
        assert_eq!(kept["rows"], json!([{ "text": "café in Älvsjö" }]), "{what}");
    }
}

#[test]
fn a_duplicate_id() {
    let (desk, import, line) =
        imported("talk.csv", format!("{HEADER}{GOOD}8,Holm,False,Tue Oct 31 23:09:00 +0000 2017,something else,,7\n"));
    assert_eq!((&import["added"], &import["rejected"], &import["problems"][0]["code"]), (&json!(2), &json!(1), &json!("duplicate-id")));
    assert!(line.starts_with("talk.csv") && line.contains("id 8 occurs twice in this file; the first one counts"), "{line}");
    let kept = desk.json(&["sql", "SELECT text, raw FROM problem, message WHERE native_id = '8'", "--json"]);
    assert_eq!(kept["rows"][0]["text"], "@115712 good evening");
    assert!(kept["rows"][0]["raw"].as_str().unwrap().contains("something else"));
}

#[test]
fn an_id_that_a_spreadsheet_damaged() {
    let words = ["`1.2E+17` was turned into a number", "export again and don't open the file in a spreadsheet"];
    rejected("1.2E+17,115712,True,Tue Oct 31 23:10:00 +0000 2017,x,,", "damaged-id", &words);
}

#[test]
fn a_date_that_does_not_exist_and_a_blank_one() {
    let words = ["`Fri Feb 30 10:00:00 +0000 2018` is not a date", "export again"];
    rejected("9,115712,True,Fri Feb 30 10:00:00 +0000 2018,x,,", "bad-date", &words);
    rejected("9,115712,True,,x,,", "missing-date", &["the row has no date", "export again"]);
}

#[test]
fn a_reply_to_a_message_that_is_not_there() {
    let (desk, import, line) =
        imported("talk.csv", format!("{HEADER}{GOOD}9,Holm,False,Tue Oct 31 23:10:00 +0000 2017,@115713 we did,,555\n"));
    assert_eq!((&import["added"], &import["problems"][0]["code"]), (&json!(3), &json!("parent-absent")));
    assert!(
        line.contains("1 reply to a message that is not in the store") && line.contains("an export that holds the other side"),
        "{line}"
    );
    let kept = desk.json(&["sql", "SELECT parent FROM message WHERE native_id = '9'", "--json"]);
    assert_eq!(kept["rows"][0]["parent"], "555");
    // By the name that it begins with, it still is a reply.
    assert_eq!(desk.figures(&[])["reply"]["value"], 3);
}

#[test]
fn a_reply_dated_before_its_parent() {
    let (desk, import, line) = imported(
        "talk.csv",
        format!("{HEADER}{GOOD}9,115713,True,Tue Oct 31 22:00:00 +0000 2017,x,,\n10,Holm,False,Tue Oct 31 21:00:00 +0000 2017,x,,9\n"),
    );
    assert_eq!((&import["added"], &import["problems"][0]["code"]), (&json!(4), &json!("reply-before-parent")));
    assert!(line.contains("1 reply dated before the message answered") && line.contains("no response"), "{line}");
    let waits: Vec<Value> = desk.rows("opportunities", &[]).into_iter().map(|row| row["answered_after"].clone()).collect();
    // Of `before.csv` an hour, of the good rows an hour; the one answered too early waits.
    assert_eq!(waits.iter().filter(|wait| wait.is_null()).count(), 1);
    assert!(waits.iter().flat_map(Value::as_i64).all(|wait| wait == 3_600), "{waits:?}");
}

/// What a process took of memory at most, in megabytes; asked until it ends.
fn peak(child: &mut std::process::Child) -> u64 {
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let kilobytes = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .and_then(|rest| rest.split_whitespace().next()?.parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or_default() / 1_024);
        std::thread::sleep(Duration::from_millis(2));
    }
    peak
}

#[test]
fn a_line_of_200_megabytes() {
    let desk = desk();
    let mut file = BufWriter::new(File::create(desk.path("talk.csv")).unwrap());
    file.write_all(format!("{HEADER}{GOOD}9,115712,True,").as_bytes()).unwrap();
    for _ in 0..200 {
        file.write_all(&vec![b'x'; 1 << 20]).unwrap();
    }
    file.write_all(b"\n10,115712,True,Tue Oct 31 23:59:00 +0000 2017,still here,,8\n").unwrap();
    file.into_inner().unwrap();
    let mut child = desk.command(&["import", "talk.csv", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let peak = peak(&mut child);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    println!("{said}peak memory: {peak} MB");
    assert!(output.status.success(), "{said}");
    let import = serde_json::from_slice::<Value>(&output.stdout).unwrap()["imports"][0].clone();
    assert_eq!((&import["added"], &import["rejected"]), (&json!(3), &json!(1)));
    assert_eq!((&import["problems"][0]["code"], &import["problems"][0]["line"]), (&json!("line-too-long"), &json!(4)));
    assert_eq!(said.lines().count(), 2, "{said}");
    if cfg!(target_os = "linux") {
        assert!((1..400).contains(&peak), "{peak} MB");
    }
    let raw = desk.json(&["sql", "SELECT length(raw) AS n, substr(raw, 1, 18) AS start FROM problem", "--json"]);
    assert_eq!(raw["rows"], json!([{ "n": 4_000, "start": "9,115712,True,xxxx" }]));
}
