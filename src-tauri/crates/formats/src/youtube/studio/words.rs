//! How YouTube Studio calls its files and columns, in the languages that were seen: English, German, French, Spanish, Portuguese.

use unicode_normalization::UnicodeNormalization;

use crate::Entry;
use crate::count::Naming;

pub(super) const VIDEO: [&str; 7] = ["Content", "Video", "Videos", "Inhalte", "Contenu", "Contenido", "Conteúdo"];

pub(super) const TITLE: [&str; 6] =
    ["Video title", "Videotitel", "Titre de la vidéo", "Título del vídeo", "Título del video", "Título do vídeo"];

pub(super) const PUBLISHED: [&str; 6] = [
    "Video publish time",
    "Veröffentlichungszeitpunkt des Videos",
    "Heure de publication de la vidéo",
    "Hora de publicación del vídeo",
    "Hora de publicación del video",
    "Horário de publicação do vídeo",
];

pub(super) const DATE: [&str; 4] = ["Date", "Datum", "Fecha", "Data"];

/// What is made of the counts. A view is of the film and not of the picture that leads to it, which is what an impression is.
/// `Subscribers` are those that came less those that went.
pub(super) const COUNTS: [Naming; 41] = [
    ("views", "media_views"),
    ("aufrufe", "media_views"),
    ("vues", "media_views"),
    ("visualizaciones", "media_views"),
    ("vistas", "media_views"),
    ("visualizações", "media_views"),
    ("engaged views", "engaged_views"),
    ("vues engagées", "engaged_views"),
    ("visualizações engajadas", "engaged_views"),
    ("visualizações intencionais", "engaged_views"),
    ("impressions", "impressions"),
    ("thumbnail impressions", "impressions"),
    ("impressionen", "impressions"),
    ("thumbnail-impressionen", "impressions"),
    ("impresiones", "impressions"),
    ("impressões", "impressions"),
    ("unique viewers", "reach"),
    ("espectadores únicos", "reach"),
    ("likes", "likes"),
    ("\"mag ich\"-bewertungen", "likes"),
    ("curtidas", "likes"),
    ("dislikes", "dislikes"),
    ("comments added", "replies"),
    ("comments", "replies"),
    ("kommentare hinzugefügt", "replies"),
    ("comentários adicionados", "replies"),
    ("shares", "shares"),
    ("geteilte inhalte", "shares"),
    ("compartilhamentos", "shares"),
    ("subscribers", "follows"),
    ("abonnenten", "follows"),
    ("abonnés", "follows"),
    ("suscriptores", "follows"),
    ("inscritos", "follows"),
    ("subscribers gained", "subscribers_gained"),
    ("subscribers lost", "subscribers_lost"),
    ("videos added", "videos_added"),
    ("videos published", "videos_published"),
    ("card clicks", "card_clicks"),
    ("end screen element clicks", "end_screen_element_clicks"),
    ("posts published", "posts_published"),
];

/// What may be below zero: people take these back.
pub(super) const SIGNED: [&str; 3] = ["follows", "likes", "dislikes"];

/// Which of a download's three files it is, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    Table,
    Totals,
    Chart,
}

impl Role {
    /// `Table data.csv`, or `Table data (1).csv` where a browser has kept two.
    pub(super) fn of(entry: &Entry) -> Option<Role> {
        const TABLE: [&str; 5] = ["table data", "tabellendaten", "données du tableau", "datos de la tabla", "dados da tabela"];
        const TOTALS: [&str; 6] = ["totals", "gesamtwerte", "totaux", "totales", "total", "totais"];
        const CHART: [&str; 5] = ["chart data", "diagrammdaten", "données du graphique", "datos del gráfico", "dados do gráfico"];
        // Some systems take the accents in file names apart.
        let name: String = entry.name().nfc().collect::<String>().to_lowercase();
        let stem = without_number(name.strip_suffix(".csv")?);
        [(&TABLE[..], Role::Table), (&TOTALS[..], Role::Totals), (&CHART[..], Role::Chart)]
            .into_iter()
            .find(|(names, _)| names.contains(&stem))
            .map(|(_, role)| role)
    }
}

/// A name without the ` (1)` that browsers add.
pub(super) fn without_number(name: &str) -> &str {
    let digits = |inner: &str| !inner.is_empty() && inner.bytes().all(|byte| byte.is_ascii_digit());
    match name.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((stem, number)) if digits(number) => stem.trim_end(),
        _ => name,
    }
}
