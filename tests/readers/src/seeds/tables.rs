//! Rows and columns.

use crate::seed::{Packing, Seed};

pub(super) const TABLES: &[Seed] = &[
    Seed::new("x-posts-2014", "x-posts-2014", "tweet_activity_metrics_Holm_Council_20180501_20180601_en.csv"),
    Seed::new("x-days-2014", "x-days-2014", "daily_tweet_activity_metrics_Holm_Council_20210201_20210301_en.csv"),
    Seed::new("x-posts-2024", "x-posts-2024", "account_analytics_content_2026-07-06_2026-08-02.csv").till("2082979553076051969"),
    Seed::new("x-days-2024", "x-days-2024", "account_overview_analytics.csv").till("02/03/2026"),
    Seed::new("x-video-2024", "x-video-2024", "video_overview_analytics.csv").without("2026-03-02,").from("\"Feb 24").till("\"Feb 19"),
    Seed::new("facebook-posts", "facebook-posts", "Aug-01-2025_Aug-31-2025_1039829300000001.csv").zoned(),
    Seed::new("instagram-posts", "instagram-posts", "Mar-01-2026_Mar-31-2026_880000000000001.csv").zoned(),
    Seed::new("meta-days", "meta-days", "Views.csv").from("\"2026-03-01T").till("\"2026-03-02T").zoned(),
    Seed::new(
        "facebook-insights-posts",
        "facebook-insights-posts",
        "Facebook Insights Data Export (Post Level) - Holm Museum - 2014-05-01 - 2014-07-31.csv",
    )
    .from("610000000000001_")
    .till("990000000000009_")
    .zoned(),
    Seed::new(
        "facebook-insights-days",
        "facebook-insights-days",
        "Facebook Insights Data Export - Holm Museum - 2014-02-28 - 2014-03-02.csv",
    )
    .from("2/28/2014")
    .till("3/32/2014"),
    Seed::new("linkedin-archive", "linkedin-archive/whole", "messages.csv")
        .till("2-abc,,Ulla Brandt,https://www.linkedin.com/in/ulla-brandt,Ada Kvist,https://www.linkedin.com/in/ada-kvist,2026-06-02 08:11")
        .ids(&["2-abc"])
        .packed(Packing::Zip(&["Profile.csv", "Connections.csv"])),
    Seed::new("youtube-studio", "youtube-studio/Content 2026-02-01_2026-03-01 Holm Council", "Table data.csv")
        .without("aQ3-_kd9LmE,\"Gritting, explained\",Jan 12, 2026,")
        .from("aQ3-_kd9LmE,\"Gritting, explained\",\"Jan 12")
        .till("#NAME?")
        .packed(Packing::Zip(&[])),
    Seed::new("youtube-takeout", "youtube-takeout", "Takeout/YouTube and YouTube Music/comments/comments.csv")
        .till("UCholm0000000000000000_x,08/02/2026")
        .ids(&["UgxHolmAAA1", "UgxHolmAAA2", "UgkxHolmAAA3"])
        .packed(Packing::Zip(&[])),
    Seed::new("tiktok", "tiktok", "Content.csv").till("\"A link that was cut\"").named("Content_2025-12-01_2026-01-31.csv"),
    Seed::new("reddit", "reddit/holmkommun", "comments.csv").ids(&["kx01", "kx02"]).packed(Packing::Zip(&["statistics.csv", "posts.csv"])),
    Seed::new("reddit", "reddit/chats", "chat_history.csv")
        .variant("chats")
        .ids(&["kq71", "kq72", "kq73", "kq74", "kq75"])
        .packed(Packing::Zip(&["statistics.csv"])),
    Seed::new("discourse", "discourse", "user_archive-ida_falk-260310-101530-7/user_archive.csv")
        .till("A word that nobody knows")
        .ids(&["-holm/812", "a-question/900"])
        .packed(Packing::Zip(&["user_archive-ida_falk-260310-101530-7/likes.csv"])),
    Seed::new("yammer", "yammer/export", "Messages.csv")
        .till("900003,")
        .ids(&["900001", "900002"])
        .packed(Packing::Zip(&["Users.csv", "Groups.csv"])),
    Seed::new(
        "hootsuite-posts",
        "hootsuite-posts",
        "week_2026-03-02_to_2026-03-08_created_on_20260308T0550Z_facebook_post_performance.csv",
    ),
    Seed::new(
        "hootsuite-inbound",
        "hootsuite-inbound",
        "inbox_2026-03-01_to_2026-03-07_created_on_20260308T0503Z_facebook_inbound_messages.csv",
    )
    .ids(&["m_Zx1:77"]),
    Seed::new("hootsuite-days", "hootsuite-days", "two_2026-03-01_to_2026-03-02_created_on_20260304T0140Z_account_metrics.csv"),
    Seed::new("front", "front", "messages.csv").ids(&["msg_1a", "msg_1b", "msg_1c", "msg_2a", "cnv_9", "cnv_10"]).zoned(),
    Seed::new("ringcentral", "ringcentral", "messages.csv")
        .till("21/09/2026 08:00")
        .ids(&["5b0000000000000000000001", "5c0000000000000000000001", "5c0000000000000000000002", "5c0000000000000000000003"])
        .zoned(),
    Seed::new("zendesk", "zendesk", "export.csv").ids(&["1,4711", "1,4712", "1,4713"]).zoned(),
    Seed::new("twarc-csv", "twarc-csv", "holm.csv").till("1763507000000000000,"),
    Seed::new("4cat", "4cat", "holm.csv"),
    Seed::new("crowdtangle", "crowdtangle", "pages.csv"),
    Seed::new("conversation", "conversation", "from_x.csv"),
    Seed::new("release-table", "release-table", "releases.csv").till(";;Ohne Datum"),
    Seed::new("mapped", "mapped", "chat.csv").ids(&["h-001", "h-002", "h-003", "h-004"]),
];
