-- A message's counts, newest first.
SELECT s.import, reach, impressions, engagements, likes, replies, reposts, shares, saves, follows, profile_visits, detail_expands, url_clicks, hashtag_clicks, permalink_clicks, media_views, media_engagements, other
FROM snapshot s JOIN import i ON i.id = s.import
WHERE s.message = ?1
ORDER BY i.as_of DESC, i.sha256 DESC, i.id DESC
