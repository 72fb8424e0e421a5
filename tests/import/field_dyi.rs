//! Real downloads of Meta's information, where they are: beside the project, in `../shared/field`. They stay there.

use earshot_model::{Overrides, Severity};

use crate::reading::{field, is_unknown, plan, plan_with, read};

#[test]
fn every_message_of_a_real_download_is_read() {
    // The folder, its format, its messages, and how many of them are not said to `Test User` alone.
    let downloads = [
        ("meta-dyi/msgvault/json_simple", "facebook-messages", 3, 2),
        ("meta-dyi/msgvault/json_group", "facebook-messages", 3, 3),
        ("meta-dyi/msgvault/json_multifile", "facebook-messages", 3, 1),
        // Six are listed; that somebody left is a notice.
        ("meta-dyi/msgvault/json_nontext", "facebook-messages", 5, 3),
        ("meta-dyi/msgvault/json_with_media_alt", "facebook-messages", 1, 0),
        ("meta-dyi/msgvault/e2ee_simple", "facebook-messages", 4, 3),
        ("meta-dyi/chat-miner/instagram_test_export.json", "instagram-messages", 2, 0),
    ];
    for (path, format, messages, not_to_us) in downloads {
        let Some(path) = field(path) else { continue };
        let overrides = Overrides { ours: vec!["Test User".to_owned()], ..Overrides::default() };
        let plan = plan_with(&path, &overrides);
        let [file] = &plan.files[..] else { panic!("{plan:#?}") };
        let everything = read(file);
        let others = everything.messages().iter().filter(|message| !message.to_owner).count();
        assert_eq!((&*file.format, everything.messages().len(), others), (format, messages, not_to_us), "{}", path.display());
        assert!(everything.problems().iter().all(|problem| problem.severity == Severity::Note), "{}", path.display());
        assert_eq!(plan.refused, [], "{}", path.display());
    }
}

#[test]
fn the_letters_of_a_real_download_are_whole() {
    let Some(path) = field("meta-dyi/msgvault/json_simple") else { return };
    let plan = plan(&path);
    let everything = read(&plan.files[0]);
    let texts: Vec<&str> = everything.messages().iter().filter_map(|message| message.text.as_deref()).collect();
    assert!(texts.iter().any(|text| text.contains('é')) && !texts.iter().any(|text| text.contains('Ã')), "{texts:?}");
}

#[test]
fn the_expected_result_of_another_tool_is_no_download() {
    let Some(path) = field("meta-dyi/chat-miner/instagram_target.json") else { return };
    assert!(is_unknown(&path));
}

#[test]
fn the_whole_folder_is_planned_at_once() {
    let Some(path) = field("meta-dyi") else { return };
    let plan = plan(&path);
    let files: Vec<_> = plan.files.iter().filter(|file| file.format != "mapped").collect();
    let messages: usize = files.iter().map(|file| read(file).messages().len()).sum();
    assert_eq!((files.len(), messages), (7, 21));
}

#[test]
fn nothing_else_is_taken_for_a_download() {
    let Some(path) = field("") else { return };
    let mine = ["-messages", "-dyi", "mastodon", "bluesky"];
    for file in plan(&path).files.iter().filter(|file| mine.iter().any(|end| file.format.ends_with(end))) {
        assert!(file.path.starts_with("meta-dyi/"), "{} is read as {}", file.path, file.format);
    }
}
