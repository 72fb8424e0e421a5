//! Elements within elements: JSON, XML, and the blocks of a repository; and documents of words.

use crate::seed::{Packing, Seed};

pub(super) const DOCUMENTS: &[Seed] = &[
    Seed::new("x-archive", "x-archive/whole", "data/tweets.js")
        .from("  {\n    \"tweet\" : {")
        .till(",\n  {\n    \"tweet\" : {")
        .listed("\n]")
        .packed(Packing::Zip(&["data/account.js"])),
    Seed::new("x-archive", "x-archive/whole", "data/direct-messages.js")
        .variant("messages")
        .from("  {\n    \"dmConversation\"")
        .till(",\n  {\n    \"dmConversation\"")
        .ids(&["70010"])
        .listed("\n]")
        .packed(Packing::Zip(&["data/account.js"])),
    Seed::new("x-grailbird", "x-grailbird/whole", "data/js/tweets/2017_10.js")
        .from("{\n  \"source\"")
        .till("\n} ]")
        .glue("\n}, ")
        .end("\n} ]")
        .packed(Packing::Zip(&["data/js/user_details.js", "data/js/tweet_index.js", "data/js/payload_details.js"])),
    Seed::new("x-grailbird", "x-grailbird/whole", "tweets.csv")
        .variant("table")
        .till("\"2790\",\"\"")
        .packed(Packing::Zip(&["data/js/user_details.js"])),
    Seed::new(
        "facebook-messages",
        "facebook-messages/download",
        "your_activity_across_facebook/messages/inbox/tillybram_1001/message_1.json",
    )
    .from("    {\n      \"sender_name\"")
    .till("\n  ],\n  \"title\"")
    .listed("], \"title\": \"Tilly Bram\", \"thread_path\": \"inbox/tillybram_1001\"}")
    .packed(Packing::Zip(&[])),
    Seed::new(
        "instagram-messages",
        "instagram-messages/instagram-holm.council-2024-05-01-xYz12",
        "your_instagram_activity/messages/inbox/tillybram_2001/message_1.json",
    )
    .from("    {\"sender_name\"")
    .till("\n  ],\n  \"title\"")
    .listed("], \"title\": \"Tilly B\\u00c3\\u00a5m\", \"thread_path\": \"inbox/tillybram_2001\"}")
    .packed(Packing::Zip(&[])),
    Seed::new("facebook-posts-dyi", "facebook-posts-dyi", "this_profile's_activity_across_facebook/posts/profile_posts_1.json")
        .from("  {\n    \"timestamp\"")
        .till(",\n  {\n    \"timestamp\": 1709301600,\n    \"data\": [{}]")
        .listed("]")
        .packed(Packing::Zip(&[])),
    Seed::new("facebook-comments-dyi", "facebook-comments-dyi", "comments_and_reactions/comments.json")
        .from("    {\n      \"timestamp\"")
        .till(",\n    {\n      \"timestamp\": 1709215200,")
        .listed("]}")
        .packed(Packing::Zip(&[])),
    Seed::new(
        "instagram-posts-dyi",
        "instagram-posts-dyi/instagram-holm.council-2024-05-01-xYz12",
        "your_instagram_activity/media/posts_1.json",
    )
    .from("  {\n    \"media\"")
    .till(",\n  {\"media\": [{\"uri\": \"media/posts/202402/a.jpg\"")
    .listed("]")
    .packed(Packing::Zip(&[])),
    Seed::new("instagram-comments-dyi", "instagram-comments-dyi", "post_comments_1.json")
        .from("  {\n    \"media_list_data\"")
        .till(",\n  {\n    \"string_map_data\": {\"Media Owner\"")
        .listed("]"),
    Seed::new(
        "instagram-insights-dyi",
        "instagram-insights-dyi",
        "instagram-holm.council-2024-05-01-xYz12/logged_information/past_instagram_insights/posts.json",
    )
    .from("    {\n      \"title\"")
    .till(",\n    {\n      \"media_map_data\"")
    .listed("]}")
    .packed(Packing::Zip(&[])),
    Seed::new("threads-posts-dyi", "threads-posts-dyi", "threads_and_replies.json")
        .from("    {\"media\"")
        .till(",\n    {\"media\": [{\"uri\": \"media/1.jpg\"")
        .listed("]}"),
    Seed::new("youtube-info", "youtube-info", "Gritting, explained [aQ3-_kd9LmE].info.json")
        .from(" {\"id\": \"UgxTown0001\"")
        .till(",\n {\"id\": \"UgxTown0002\"")
        .ids(&["UgxTown0001"])
        .listed("], \"comment_count\": 9, \"epoch\": 1771900000, \"_type\": \"video\"}"),
    Seed::new("mastodon", "mastodon/whole", "outbox.json")
        .from("  {\n   \"id\"")
        .till(",\n  {\n   \"id\"")
        .listed("]}")
        .packed(Packing::Zip(&["actor.json"])),
    Seed::new("bluesky", "conversation", "from_x.csv").from("@holmcouncil when").till(",176").ids(&["pool"]).packed(Packing::Car),
    Seed::new("wordpress", "wordpress", "holmnews.WordPress.2026-06-10.xml")
        .from("\t<item>")
        .till("\t\t<wp:comment>\n\t\t\t<wp:comment_id>14")
        .glue("\t</item>\n")
        .end("\t</item>\n</channel></rss>")
        .ids(&["?p=41", "post_id>41", "comment_id>11", "comment_id>12", "comment_id>13", "comment_parent>11", "comment_parent>12"]),
    Seed::new("blogger", "blogger", "blog-06-10-2026.xml")
        .from(" <entry>\n  <id>tag:blogger.com,1999:blog-77.post-910")
        .till("</feed>")
        .end("</feed>")
        .ids(&["77.post-910", "77.post-911", "default/910"]),
    Seed::new("disqus", "disqus", "holm-2026-06-10-all.xml")
        .from("<post dsq:id=\"31\">")
        .till("<post dsq:id=\"33\">")
        .end("</disqus>")
        .ids(&["dsq:id=\"31", "dsq:id=\"32"]),
    Seed::new("mediawiki", "mediawiki", "holmwiki-history.xml")
        .from("  <page>\n    <title>User talk:")
        .till("</mediawiki>")
        .end("</mediawiki>")
        .ids(&["<id>9", "Office"]),
    Seed::new(
        "facebook-insights-posts",
        "facebook-insights-posts",
        "Facebook Insights Data Export (Post Level) - Holm Museum - 2017-07-05.xls",
    )
    .variant("workbook")
    .from("<Row><Cell ss:StyleID=\"s25\"><Data ss:Type=\"String\">6100")
    .till("</Table>")
    .end("</Table></Worksheet></Workbook>")
    .zoned(),
    Seed::new("facebook-insights-days", "facebook-insights-days", "Facebook Insights Data Export - Holm Museum - 2017-07-05.xls")
        .variant("workbook")
        .from("<Row><Cell ss:StyleID=\"s25\"><Data ss:Type=\"DateTime\">2017-06-09")
        .till("</Table>")
        .end("</Table></Worksheet></Workbook>"),
    Seed::new("zendesk-json", "zendesk-json", "tickets.json").from("{\"id\":4711").ids(&[
        "\"id\":4711",
        "\"id\":4712",
        "\"id\":990001",
        "\"id\":990002",
        "\"id\":990003",
        "\"id\":990010",
        "\"id\":990011",
    ]),
    Seed::new("twarc", "twarc", "pages.jsonl").from("{\"data\"").till("\n"),
    Seed::new("twarc", "twarc", "flat.jsonl").variant("flat").from("{\"id\""),
    Seed::new("mapped", "mapped", "guestbook.ndjson").variant("lines of JSON").from("{\"id\"").till("\n{\"id\": 9007199254740995"),
    Seed::new("mapped", "mapped", "cut.json")
        .variant("JSON")
        .from("  {\"message_id\"")
        .till(",\n  {\"message_id\": \"m3\"")
        .ids(&["\"m1", "\"m2"])
        .listed("]"),
    Seed::new("feed", "feed", "news.rss")
        .from("  <item>\n    <title>Quay")
        .till("  <item>\n    <description>")
        .end("</channel></rss>")
        .ids(&["holm-4711", "?p=4710"]),
    Seed::new("feed", "feed", "news.atom")
        .variant("Atom")
        .from("  <entry>\n    <title>Grit")
        .till("  <entry>\n    <title>Council")
        .end("</feed>")
        .ids(&["2024:12", "2024:11"]),
    Seed::new("release-files", "release-files/newsroom", "2026-06-03 Quay Street.md")
        .from("**Quay Street**")
        .packed(Packing::Documents(200)),
];
