INSERT INTO snapshot (message, import, reach, impressions, engagements, likes, replies, reposts, shares, saves, follows, profile_visits,
                      detail_expands, url_clicks, hashtag_clicks, permalink_clicks, media_views, media_engagements, other)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
