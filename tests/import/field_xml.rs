//! Real exports of blogs, comments and wikis, where they are: beside the project, in `../shared/field`. They stay there.

use earshot_formats::Item;
use earshot_model::{ProblemCode, Question, Severity};

use crate::reading::{field, read, the_plan, the_refusal};

#[test]
fn every_comment_of_a_wordpress_export_is_read() {
    let Some(path) = field("wordpress-wxr/isso_wordpress.xml") else { return };
    let plan = the_plan(&path);
    let everything = read(&plan);
    let releases = everything.items.iter().filter(|item| matches!(item, Item::Release(_))).count();
    assert_eq!((&*plan.format, everything.messages().len(), releases), ("wordpress", 8, 1));
    // Two items do not say whether they are published.
    assert_eq!(everything.problems().iter().map(|problem| problem.severity).collect::<Vec<_>>(), [Severity::Note]);
}

#[test]
fn every_comment_of_a_disqus_export_is_read_or_left_out_as_deleted() {
    let Some(path) = field("disqus/isso_disqus.xml") else { return };
    let plan = the_plan(&path);
    let everything = read(&plan);
    assert_eq!((&*plan.format, &*plan.asks, everything.messages().len()), ("disqus", &[Question::Ours][..], 5));
    let [note] = everything.problems()[..] else { panic!("{:?}", everything.problems()) };
    assert_eq!((note.severity, &*note.message), (Severity::Note, "left out: deleted comments (1)"));
}

#[test]
fn a_dump_on_whose_talk_page_nobody_signed_is_refused_for_it() {
    let Some(path) = field("mediawiki/mwxml_dump.xml") else { return };
    let problem = the_refusal(&path);
    assert_eq!((problem.severity, problem.code), (Severity::Refused, ProblemCode::HeaderOnly));
    assert_eq!(problem.message, "nobody has signed a comment on its one talk page");
}
