use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};

/// Shows how much of an organisation's social media is press-release churn and how much is dialogue, from the exports that
/// platforms give to account owners. Works offline.
#[derive(Debug, Parser)]
#[command(name = "earshot", version)]
pub(crate) struct Arguments {
    /// The store; without it, earshot.db in the platform's data folder
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Import files, folders or zips, all in one transaction
    Import(Import),
    /// List what was imported
    Imports {
        /// The whole report of this one: what was found, rejected and why, not used, and what is missing
        import: Option<i64>,
        #[arg(long)]
        json: bool,
    },
    /// Take an import back
    Undo {
        import: i64,
        #[arg(long)]
        json: bool,
    },
    /// List the formats that can be read
    Formats {
        #[arg(long)]
        json: bool,
    },
    /// List the accounts
    Accounts {
        #[arg(long)]
        json: bool,
    },
    /// Print figures
    Measure(Measure),
    /// Print which accounts are in conversation, and which are silent or abandoned
    Presences {
        #[command(flatten)]
        print: Print,
    },
    /// Print the moments at which the public spoke
    Moments {
        #[command(flatten)]
        filters: Filters,
        #[command(flatten)]
        print: Print,
    },
    /// Estimate what the answered enquiries may have saved
    Shift(Shift),
    /// Print the messages behind a figure
    Rows(Rows),
    /// Draw a chart, or list them
    Chart(Chart),
    /// Run a query that reads
    Sql {
        query: String,
        #[command(flatten)]
        print: Print,
    },
    /// Print the reporting zone, in which days and months are cut, or choose another
    Zone {
        /// As in Europe/London
        zone: Option<String>,
    },
    /// Print opening hours, or set them: business time is made of them
    Hours(Hours),
    /// Print what accounts promise to those who write, or set it
    Promise(Promise),
    /// Print the register of accounts, or say who answers for one, what it is for, and whether it is a peer
    Register(Register),
    /// Print our figures beside those of peers, and what others have published
    Peers(Peers),
    /// Print what was put elsewhere by hand, or say where a message belongs; that wins over the rules
    Overrule(Overrule),
    /// Give a stretch of time a name: a moment that was found, or another
    Name(Name),
    /// Examine the store
    Check,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Whose export it is, where the file does not say
    #[arg(long, value_name = "NAME")]
    pub(crate) account: Option<String>,
    /// Read it as this format; see `earshot formats`
    #[arg(long, value_name = "ID")]
    pub(crate) format: Option<String>,
    /// The zone of times that have none, as in Europe/London
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// What the columns of a table of no known format mean; `--dry-run --json` prints a guess to begin with
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,
    /// Replace people's names, handles and ids by pseudonyms, and mask addresses and numbers in what they wrote
    #[arg(long)]
    pub(crate) pseudonyms: bool,
    /// A name in the file that is ours; may be repeated
    #[arg(long, value_name = "NAME")]
    pub(crate) ours: Vec<String>,
    /// The encoding of the text, as in windows-1252
    #[arg(long, value_name = "LABEL")]
    pub(crate) encoding: Option<String>,
    /// What divides the columns
    #[arg(long, value_name = "CHARACTER")]
    pub(crate) delimiter: Option<String>,
    /// What divides a number's whole part from its fraction
    #[arg(long, value_name = "MARK", value_parser = [".", ","])]
    pub(crate) decimal: Option<String>,
    /// Whether 3/4 is in March or in April
    #[arg(long, value_name = "ORDER")]
    pub(crate) dates: Option<Dates>,
    /// The year of the last day in a file whose days have none
    #[arg(long, value_parser = value_parser!(i32).range(1970..=9999))]
    pub(crate) year: Option<i32>,
    /// Say what would be imported, and import nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Against {
    /// The window before: of as many months, where it is one of whole months, else of as many days
    Before,
    /// The same window a year before
    YearBefore,
}

#[derive(Debug, Args)]
pub(crate) struct Shift {
    #[command(flatten)]
    pub(crate) filters: Filters,
    #[command(flatten)]
    pub(crate) assumed: Assumed,
    #[arg(long)]
    pub(crate) json: bool,
}

/// What an estimate of the channel shift is made with.
#[derive(Debug, Args)]
pub(crate) struct Assumed {
    /// Of those answered, the share that would otherwise have phoned: low, central, high; an assumption, and yours
    #[arg(long, value_name = "SHARE", num_args = 3)]
    pub(crate) shares: Vec<f64>,
    /// Published costs: county, socitm-2009, socitm-2012, nwegg-2008
    #[arg(long, default_value = "county")]
    pub(crate) costs: String,
    /// What a phone call costs, in pounds
    #[arg(long, value_name = "POUNDS")]
    pub(crate) phone: Option<f64>,
    /// What a reply costs, in pounds
    #[arg(long, value_name = "POUNDS")]
    pub(crate) reply: Option<f64>,
}

#[derive(Debug, Args)]
pub(crate) struct Hours {
    /// As in `Mon-Fri 09:00-17:00; Sat 10:00-12:00`; without them, the hours are printed
    pub(crate) hours: Option<String>,
    /// Of this account only
    #[arg(long, value_name = "A")]
    pub(crate) account: Option<String>,
    /// The zone, as in Europe/London; without it, the reporting zone
    #[arg(long)]
    pub(crate) zone: Option<String>,
    /// Whose bank holidays are kept
    #[arg(long, value_parser = ["england-and-wales", "scotland", "northern-ireland"])]
    pub(crate) nation: Option<String>,
    /// The day from which they hold; without it, from ever
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// Forget them
    #[arg(long, conflicts_with = "hours")]
    pub(crate) forget: bool,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Promise {
    /// The account; without one, all promises are printed
    pub(crate) account: Option<String>,
    /// An answer within: `1 working day`, `4 working hours`, `24 hours`
    #[arg(requires = "account")]
    pub(crate) within: Option<String>,
    /// The day from which it holds; without it, from ever
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// Forget it
    #[arg(long, requires = "account", conflicts_with = "within")]
    pub(crate) forget: bool,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Register {
    /// The account; without one, the register is printed
    pub(crate) account: Option<String>,
    /// It is not ours, but one that ours are compared with; figures of all accounts leave it out
    #[arg(long, requires = "account", conflicts_with = "ours")]
    pub(crate) peer: bool,
    /// It is ours
    #[arg(long, requires = "account")]
    pub(crate) ours: bool,
    /// Who answers for it; empty to forget it, as with the others
    #[arg(long, requires = "account", value_name = "NAME")]
    pub(crate) owner: Option<String>,
    /// What it is for
    #[arg(long, requires = "account", value_name = "TEXT")]
    pub(crate) purpose: Option<String>,
    /// The address of its house rules
    #[arg(long, requires = "account", value_name = "ADDRESS")]
    pub(crate) rules: Option<String>,
    /// The day on which it was opened
    #[arg(long, requires = "account", value_name = "DATE")]
    pub(crate) opened: Option<String>,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Debug, Args)]
pub(crate) struct Peers {
    /// Which figures; the usual ones without one
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) filters: Filters,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Debug, Args)]
pub(crate) struct Overrule {
    /// The message, as `earshot rows` names it; without one, what was overruled is printed
    pub(crate) id: Option<String>,
    /// Where it belongs
    #[arg(value_parser = ["release", "repeat", "announcement", "mention", "reply", "repost"])]
    pub(crate) verdict: Option<String>,
    /// Whose it is, where several messages have this id
    #[arg(long, requires = "id", value_name = "A")]
    pub(crate) account: Option<String>,
    /// Why
    #[arg(long, requires = "verdict", value_name = "TEXT")]
    pub(crate) because: Option<String>,
    /// Leave it to the rules again
    #[arg(long, requires = "id", conflicts_with = "verdict")]
    pub(crate) forget: bool,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Debug, Args)]
pub(crate) struct Name {
    /// What it is called
    pub(crate) name: Option<String>,
    /// When it begins, on the reporting zone's clock: 2026-03-01 or 2026-03-01T14:00
    #[arg(long, value_name = "TIME")]
    pub(crate) from: String,
    /// When it is over
    #[arg(long, value_name = "TIME")]
    pub(crate) to: String,
    /// Of this account only
    #[arg(long, value_name = "A")]
    pub(crate) account: Option<String>,
    /// What there is to say of it
    #[arg(long, requires = "name", value_name = "TEXT")]
    pub(crate) note: Option<String>,
    /// Forget it
    #[arg(long, conflicts_with = "name")]
    pub(crate) forget: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Dates {
    MonthFirst,
    DayFirst,
}

/// How a table is printed; in words without either.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct Print {
    #[arg(long, conflicts_with = "csv")]
    pub(crate) json: bool,
    #[arg(long)]
    pub(crate) csv: bool,
}

/// What is measured.
#[derive(Debug, Clone, Args)]
pub(crate) struct Filters {
    /// Only this account; may be repeated
    #[arg(long = "account", value_name = "A")]
    pub(crate) accounts: Vec<String>,
    /// The first day
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Option<String>,
    /// The day after the last
    #[arg(long, value_name = "DATE")]
    pub(crate) to: Option<String>,
    /// As it was known then; later messages are left out
    #[arg(long, value_name = "TIME")]
    pub(crate) as_of: Option<String>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum By {
    Total,
    Account,
    Month,
    Week,
    Rung,
}

#[derive(Debug, Args)]
pub(crate) struct Measure {
    /// Which figures; all without one
    pub(crate) ids: Vec<String>,
    #[command(flatten)]
    pub(crate) filters: Filters,
    /// Split; may be repeated, to get several splits at once
    #[arg(long)]
    pub(crate) by: Vec<By>,
    /// Compare with another window; may be repeated
    #[arg(long, value_name = "WINDOW")]
    pub(crate) against: Vec<Against>,
    /// Say what the figures mean instead: definition, formula, source, and when there is no value
    #[arg(long)]
    pub(crate) explain: bool,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Debug, Args)]
pub(crate) struct Rows {
    /// A figure, as `earshot measure` names it
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) filters: Filters,
    #[command(flatten)]
    pub(crate) print: Print,
}

#[derive(Debug, Args)]
pub(crate) struct Chart {
    #[arg(required_unless_present = "list")]
    pub(crate) id: Option<String>,
    /// .svg, .png, .csv (its numbers) or .html (a page of its own)
    #[arg(short, long, value_name = "FILE", required_unless_present = "list")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) filters: Filters,
    #[arg(long, default_value = "1600x900", value_name = "WIDTHxHEIGHT")]
    pub(crate) size: String,
    #[arg(long, default_value = "light")]
    pub(crate) theme: Theme,
    /// How many pixels of a PNG a unit of the chart has, 1 to 4
    #[arg(long, default_value_t = 1, value_name = "TIMES")]
    pub(crate) scale: u8,
    /// What `waiting-beside` draws beside the window [default: each account, or for one the window before]
    #[arg(long)]
    pub(crate) against: Option<Against>,
    #[command(flatten)]
    pub(crate) shift: Assumed,
    /// List the charts
    #[arg(long)]
    pub(crate) list: bool,
    #[arg(long, requires = "list")]
    pub(crate) json: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Theme {
    Light,
    Dark,
}
