//! The invented council: its name, its places, its people. None of them is real.

pub(super) const HANDLE: &str = "WexcombeVale";
pub(super) const NAME: &str = "Wexcombe Vale Council";
pub(super) const ACCOUNT_ID: &str = "1102000000000000417";
pub(super) const FORUM: &str = "WexcombeForum";
/// The page on Facebook.
pub(super) const PAGE: &str = "Wexcombe News";
pub(super) const PAGE_ID: &str = "100064000000417";
pub(super) const SITE: &str = "https://www.wexcombevale.example";

/// How staff sign their answers.
pub(super) const SIGNATURES: &[&str] = &["^JT", "^JT", "^KM", "^KM", "^PS", "^AO"];

/// Handle and name of bodies that the council talks to and reposts.
pub(super) const PARTNERS: &[(&str, &str)] = &[
    ("WexvaleBuses", "Wexvale Buses"),
    ("WexvaleFire", "Wexvale Fire & Rescue"),
    ("WexcombePolice", "Wexcombe Area Police"),
    ("AverilRivers", "Averil Rivers Trust"),
    ("VisitWexcombe", "Visit Wexcombe"),
    ("AverilHospital", "Averil Hospital"),
    ("WexcombeLibs", "Wexcombe Libraries"),
];

pub(super) const WARDS: &[&str] = &[
    "Ashenford",
    "Brindle Cross",
    "Coldwater",
    "Dunmere",
    "Eastgate",
    "Fenny Holt",
    "Harrowmead",
    "Kingsmoor",
    "Millhanger",
    "Northcombe",
    "Priorsfold",
    "Quarrydown",
];
pub(super) const ROADS: &[&str] = &[
    "Mill Lane",
    "Station Road",
    "Tanyard Street",
    "Priory Road",
    "Gallows Hill",
    "Orchard Way",
    "Coldwater Road",
    "Bishop's Drove",
    "Weir Street",
    "Foundry Road",
    "Larkspur Close",
    "Old Market Street",
    "Cooper's Row",
    "Drovers Lane",
    "Chapel Street",
    "Sallow Road",
    "Kiln Lane",
    "Ferry Road",
    "Beacon Hill Road",
    "St Aldwyn's Avenue",
    "Marl Pit Lane",
    "Quarry Road",
    "Tollgate Road",
    "Albert Terrace",
    "Withy Bank",
    "Dunmere Road",
    "Saddlers Yard",
    "Hopfield Drive",
];
pub(super) const PARKS: &[&str] =
    &["Averil Park", "Priory Gardens", "Kingsmoor Common", "Millhanger Meadow", "Coronation Field", "Dunmere Lake", "Ashenford Rec"];
pub(super) const SCHOOLS: &[&str] =
    &["Dunmere Primary", "St Aldwyn's Primary", "Priorsfold Academy", "Kingsmoor Primary", "Averil Vale School", "Coldwater Juniors"];
pub(super) const LIBRARIES: &[&str] = &["Wexcombe Library", "Dunmere Library", "Harrowmead Library", "Priorsfold Library"];
pub(super) const POOLS: &[&str] = &["Averil Leisure Centre", "Kingsmoor Pool", "Eastgate Sports Hall"];
pub(super) const TIPS: &[&str] = &["Quarrydown recycling centre", "Fenny Holt recycling centre"];

/// Who speaks for the council on what.
pub(super) const COUNCILLORS: &[(&str, &str)] = &[
    ("Marian Oldacre", "leader of the council"),
    ("Tobias Penhale", "cabinet member for highways and transport"),
    ("Ruth Abernathy-Lowe", "cabinet member for environment and waste"),
    ("Imran Fellowes", "cabinet member for housing and communities"),
    ("Gwen Tarrant", "cabinet member for children and schools"),
    ("Dafydd Prowse", "cabinet member for culture and leisure"),
];

pub(super) const FIRST_NAMES: &[&str] = &[
    "Jo", "Dave", "Priya", "Sian", "Mo", "Kath", "Liam", "Agnes", "Tariq", "Beth", "Colin", "Wendy", "Oscar", "Nadia", "Pete", "Gail",
    "Ruby", "Hamish", "Lena", "Viv", "Callum", "Mags", "Stef", "Ivor", "Yasmin", "Ned", "Freya", "Geoff", "Asha", "Tom", "Bron", "Kim",
    "Sunil", "Ellie", "Rhys", "Maureen",
];
pub(super) const LAST_NAMES: &[&str] = &[
    "Tarbeck", "Holloway", "Quince", "Dunmore", "Saltby", "Penfold", "Rooke", "Marlow", "Ashdown", "Vickery", "Lovett", "Strand", "Okoro",
    "Bhatti", "Cobb", "Fenwick", "Greaves", "Hurst", "Ives", "Jessop", "Kettle", "Larch", "Maddox", "Nairn", "Pask", "Rudge", "Skene",
    "Thorne", "Wray", "Yeo",
];
