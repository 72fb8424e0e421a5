//! What tables usually call their columns, in the languages whose exports were seen. Each list is in order of preference; names
//! are compared by [`plain`], so that `createdAt`, `created_at` and `Created at` are one.

use earshot_model::{Platform, Role};

/// The roles in the order in which they take their columns.
pub(super) const ROLES: [(Role, &str); 10] = [
    (Role::Time, TIMES),
    (Role::Text, TEXTS),
    (Role::Id, IDS),
    (Role::Parent, PARENTS),
    (Role::Conversation, CONVERSATIONS),
    (Role::Direction, DIRECTIONS),
    (Role::Permalink, PERMALINKS),
    (Role::Author, AUTHORS),
    (Role::Account, ACCOUNTS),
    (Role::Title, TITLES),
];

pub(super) const TIMES: &str = "created at, created time, created utc, created, sent at, sent, published at, published, publish time, \
    publish date, publication date, posted at, posted, post time, post created, timestamp, timestamp ms, date time, datetime, \
    time utc, message date, date gmt, date utc, time, date, day, received at, received, erstellt am, erstellt, gesendet am, \
    gesendet, veröffentlicht am, veröffentlicht, zeitpunkt, zeit, datum, tag, créé le, envoyé le, publié le, date de création, \
    date de publication, date d envoi, heure, fecha de creación, fecha de publicación, fecha y hora, fecha, hora, data e ora, \
    data di pubblicazione, data de publicação, data hora, data, verzonden op, geplaatst op, tijdstip, tijd, skickat, skapad, tid";

const TEXTS: &str = "text, full text, message text, post text, comment text, message, message body, plain body, body, content, \
    post message, post content, comment, caption, tweet, reply, post, extract, description, nachrichtentext, nachricht, beitrag, \
    beitragstext, inhalt, kommentar, texte, contenu, commentaire, texto, mensaje, contenido, comentario, mensagem, conteúdo, \
    comentário, testo, messaggio, contenuto, commento, tekst, bericht, inhoud, meddelande, innehåll, inlägg, selftext";

const IDS: &str = "id, message id, post id, comment id, tweet id, status id, item id, guid, uuid, id str, nachrichten id, \
    beitrags id, kommentar id, identifiant, id du message, identificador, id del mensaje, id da mensagem, id messaggio, \
    bericht id, message no, nr";

const PARENTS: &str = "in reply to id, in reply to, in reply to status id, in reply to tweet id, in response to tweet id, \
    in response to, reply to id, reply to, replied to id, replied to, parent id, parent message id, parent comment id, \
    parent post id, parent, antwort auf, en réponse à, réponse à, en respuesta a, respuesta a, em resposta a, resposta a, \
    in risposta a, risposta a, antwoord op, svar på";

const CONVERSATIONS: &str = "conversation id, conversation, thread id, thread, ticket id, ticket, case id, case, chat id, chat, \
    topic id, discussion id, discussion, unterhaltung, konversation, gespräch, fil, conversación, hilo, conversa, conversazione, \
    gesprek, konversation id, ärende";

const DIRECTIONS: &str = "direction, message direction, inbound, is inbound, incoming, is incoming, outbound, is outbound, type, \
    message type, richtung, sens, dirección, direção, direzione, richting, riktning";

const PERMALINKS: &str = "permalink, post permalink, message permalink, post link, post url, tweet url, comment url, \
    permalink url, url, link, web link, href, permanentlink, lien, enlace, collegamento, koppeling, länk";

const AUTHORS: &str = "author, author username, author handle, author screen name, author name, message author, from, from name, \
    sender, sender name, sender screen name, user, username, user name, user username, user screen name, user handle, \
    screen name, handle, created by, posted by, author id, user id, sender id, from id, name, autor, verfasser, absender, \
    benutzername, benutzer, nutzer, auteur, expéditeur, utilisateur, remitente, usuario, remetente, usuário, autore, mittente, \
    utente, afzender, gebruiker, avsändare, författare, användare";

const ACCOUNTS: &str = "account, account name, account handle, page, page name, facebook page, profile, profile name, brand, \
    konto, kontoname, seite, seitenname, compte, cuenta, página, conta, pagina, profilo, kontonamn, sida";

const TITLES: &str = "title, headline, subject, titel, überschrift, betreff, titre, objet, título, asunto, assunto, titolo, \
    oggetto, onderwerp, rubrik, ämne, press release";

/// How we call counts, and how tables do.
pub(super) const COUNTS: [(&str, &str); 13] = [
    (
        "reach",
        "reach, unique reach, people reached, accounts reached, unique viewers, reichweite, portée, alcance, copertura, \
         bereik, räckvidd",
    ),
    (
        "impressions",
        "impressions, impression count, views, view count, video views, impressionen, aufrufe, vues, impresiones, \
         visualizaciones, impressões, visualizações, impressioni, visualizzazioni, weergaven, visningar",
    ),
    (
        "engagements",
        "engagements, engagement, interactions, total interactions, interaktionen, interacciones, interações, \
         interazioni, interacties",
    ),
    (
        "likes",
        "likes, like count, favorites, favourites, favorite count, gefällt mir, gefällt mir angaben, j aime, \
         mentions j aime, me gusta, curtidas, gostos, mi piace, vind ik leuks, gilla markeringar",
    ),
    (
        "replies",
        "replies, reply count, comments, comment count, num comments, kommentare, antworten, commentaires, réponses, \
         comentarios, respuestas, comentários, respostas, commenti, risposte, opmerkingen, kommentarer",
    ),
    ("reposts", "reposts, repost count, retweets, retweet count, boosts, reblogs"),
    (
        "shares",
        "shares, share count, geteilte inhalte, partages, compartidos, veces compartido, compartilhamentos, \
         condivisioni, delningar",
    ),
    ("saves", "saves, saved, bookmarks, bookmark count, enregistrements, guardados, salvamentos, salvataggi"),
    ("follows", "follows, new follows, new followers"),
    ("profile_visits", "profile visits, profile views"),
    ("url_clicks", "url clicks, link clicks, linkklicks"),
    ("media_views", "media views"),
    ("followers", "followers, follower count, follower, abonnés, seguidores, followerzahl, följare"),
];

/// Words of a direction that say that we wrote it.
pub(super) const OUTBOUND: &str = "outbound, outgoing, out, sent, agent, operator, staff, team, us, we, company, brand, \
    business, page, published, ausgehend, gesendet, sortant, envoyé, saliente, enviado, saída, in uscita, inviato, uitgaand, \
    verzonden, utgående, skickat, admin, desk, support, bot";

/// Words of a direction that say that somebody else wrote it.
pub(super) const INBOUND: &str = "inbound, incoming, in, received, customer, client, user, visitor, citizen, contact, requester, \
    end user, public, them, fan, eingehend, empfangen, entrant, reçu, entrante, recibido, entrada, recebido, in entrata, \
    ricevuto, inkomend, ontvangen, inkommande";

/// Where links lead, and which platform that is.
pub(super) const HOSTS: [(&str, Platform); 12] = [
    ("twitter.com", Platform::X),
    ("x.com", Platform::X),
    ("facebook.com", Platform::Facebook),
    ("instagram.com", Platform::Instagram),
    ("threads.net", Platform::Threads),
    ("threads.com", Platform::Threads),
    ("linkedin.com", Platform::LinkedIn),
    ("youtube.com", Platform::YouTube),
    ("youtu.be", Platform::YouTube),
    ("tiktok.com", Platform::TikTok),
    ("bsky.app", Platform::Bluesky),
    ("reddit.com", Platform::Reddit),
];

/// The names of a list.
pub(super) fn listed(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(", ")
}

/// A name in the form in which names are compared: words in lower case with one blank between them.
pub(super) fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut before_is_lower = false;
    for c in name.chars() {
        if c.is_alphanumeric() {
            // `createdAt` is two words.
            if c.is_uppercase() && before_is_lower {
                plain.push(' ');
            }
            plain.extend(c.to_lowercase());
        } else if !plain.is_empty() && !plain.ends_with(' ') {
            plain.push(' ');
        }
        before_is_lower = c.is_lowercase();
    }
    plain.truncate(plain.trim_end().len());
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_has_many_spellings() {
        for spelling in ["created_at", "createdAt", "Created at", " CREATED-AT ", "created.at"] {
            assert_eq!(plain(spelling), "created at", "{spelling}");
        }
        assert_eq!((plain("MessageID"), plain("Date (GMT)"), plain("J’aime")), ("message id".into(), "date gmt".into(), "j aime".into()));
    }

    #[test]
    fn every_usual_name_is_in_its_plain_form_and_stands_once() {
        let counts: Vec<&str> = COUNTS.iter().flat_map(|(_, names)| listed(names)).collect();
        let roles = ROLES.iter().map(|(_, names)| listed(names).collect());
        for list in roles.chain([counts, listed(OUTBOUND).collect(), listed(INBOUND).collect()]) {
            for (index, name) in list.iter().enumerate() {
                assert_eq!(&plain(name), name);
                assert!(!list[..index].contains(name), "`{name}` stands twice");
            }
        }
    }
}
