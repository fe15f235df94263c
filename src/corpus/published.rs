//! Tables of a run folder. Texts in them are redacted, persons are pseudonyms.

use jiff::civil::Date;

use crate::table;

table! {
    /// One appeal in its latest version, with redacted text and the applicant's pseudonym.
    pub struct Appeal in "appeals" with appeals {
        /// Register it came from.
        register: String,
        /// Registration number.
        number: String,
        /// Number of the appeal it was split off from by a partial redirect.
        parent: Option<String>,
        /// True where it counts as an appeal: false for a child whose parent (or an earlier child of it) is in the corpus.
        counted: bool,
        /// Number of contents seen under the number.
        version: i64,
        /// Day of registration.
        registered_on: Date,
        /// Half-year of registration, e.g. 2026H1.
        half_year: String,
        /// ISO week of registration, e.g. 2026-W09.
        week: String,
        /// Kind of the appeal (арыз/заявление and so on): a code of dictionaries/register/codes.csv.
        kind: String,
        /// Who says what kind it is: register; text, where the register is silent; assumed, where the text is too.
        kind_source: String,
        /// How it came: a code of dictionaries/register/codes.csv.
        channel: Option<String>,
        /// person or company.
        applicant_type: Option<String>,
        /// Keyed pseudonym of the applicant; empty where the register names nobody.
        applicant: Option<String>,
        /// District by КАТО code; empty where unknown.
        district: Option<String>,
        /// Where the district was taken from: text, address, body or register.
        district_source: Option<String>,
        /// Language of the text: kk, ru, mixed or other.
        language: String,
        /// Script of the text: cyrillic, latin, mixed or other.
        script: String,
        /// Chief topic; empty where the text stays uncoded.
        main: Option<String>,
        /// Category given by the register.
        category: Option<String>,
        /// Executing body as the register names it.
        body: Option<String>,
        /// Last day of the term: the extended one where the term was extended, else the law's (or the register's, by `terms.due`).
        due_on: Date,
        /// True where the term was extended.
        extended: bool,
        /// Day of the answer.
        answered_on: Option<Date>,
        /// Outcome: a code of dictionaries/register/codes.csv.
        outcome: Option<String>,
        /// State of the term on the reporting date: kept, late, open or overdue.
        term: String,
        /// Applicant's rating of the answer, 1 to 5.
        rating: Option<i64>,
        /// Text with personal data replaced by placeholders.
        text: String,
        /// Answer with personal data replaced by placeholders.
        answer: Option<String>,
    }
}

table! {
    /// One code on one appeal with one piece of its evidence; an appeal has as many rows as rules spoke for its codes.
    pub struct Coding in "codings" with codings {
        /// Register of the appeal.
        register: String,
        /// Registration number of the appeal.
        number: String,
        /// Topic code.
        code: String,
        /// Group of the code.
        group: String,
        /// True for the chief topic.
        main: bool,
        /// Probability that the topic is the chief one of the appeal.
        score: f64,
        /// What gave the code: rules, or words alone.
        source: String,
        /// Rule that matched, e.g. 01.01/ru/3, or 01.01/words for words the lessons of the topic hold.
        rule: String,
        /// First character of the matched words in the redacted text (Unicode scalar values).
        start: i64,
        /// First character after them.
        end: i64,
        /// Version of the codebook.
        codebook: String,
    }
}

table! {
    /// One routing flag on one appeal with one piece of its evidence.
    pub struct Flag in "flags" with flags {
        /// Register of the appeal.
        register: String,
        /// Registration number of the appeal.
        number: String,
        /// Flag, e.g. risk.life: a code of dictionaries/flags.
        flag: String,
        /// Rule that matched, e.g. risk.life/kk/3.
        rule: String,
        /// First character of the matched words in the redacted text (Unicode scalar values).
        start: i64,
        /// First character after them.
        end: i64,
        /// Version of the rules of the flags.
        version: String,
    }
}

table! {
    /// Appeals by district, topic and half-year, with rates and exact intervals.
    pub struct MapCell in "problem_map" with problem_map {
        /// District by КАТО code; the oblast's own code for the whole oblast, `unknown` where no district is known.
        district: String,
        /// Topic or group code; `all` for all appeals, `none` for uncoded ones.
        code: String,
        /// 1 for a group, 2 for a topic, 0 for all.
        level: i64,
        /// Half-year.
        half_year: String,
        /// Appeals (children of partial redirects not counted).
        appeals: i64,
        /// Distinct applicants; an appeal without applicant counts as one of its own.
        applicants: i64,
        /// Residents of the district; empty where not given.
        residents: Option<i64>,
        /// Appeals per 10 000 residents in the half-year.
        rate: Option<f64>,
        /// Lower end of the exact 95 % Poisson interval of the rate.
        rate_low: Option<f64>,
        /// Upper end of the exact 95 % Poisson interval of the rate.
        rate_high: Option<f64>,
        /// How firm the count is: solid (20 or more), unstable (5 to 19) or small (1 to 4).
        stability: String,
    }
}

table! {
    /// Each cell of the problem map against the half-year before and the same half-year a year before.
    pub struct Change in "changes" with changes {
        /// District by КАТО code; the oblast's own code for the whole oblast, `unknown` where no district is known.
        district: String,
        /// Topic or group code; `all` for all appeals, `none` for uncoded ones.
        code: String,
        /// 1 for a group, 2 for a topic, 0 for all.
        level: i64,
        /// Half-year looked at.
        half_year: String,
        /// Half-year it is compared with.
        against: String,
        /// `previous` for the half-year before, `year` for the same half-year a year before.
        comparison: String,
        /// Applicants then.
        before: i64,
        /// Applicants now.
        now: i64,
        /// Ratio of the daily counts, now to then; empty where there were none then.
        ratio: Option<f64>,
        /// Lower end of the exact 95 % interval of the ratio.
        ratio_low: Option<f64>,
        /// Upper end of the exact 95 % interval of the ratio; empty where there were none then.
        ratio_high: Option<f64>,
        /// Two-sided exact p-value of no change.
        p: Option<f64>,
        /// Benjamini–Hochberg q-value over the comparisons of the same level and kind, the oblast apart from its districts.
        q: Option<f64>,
        /// growth, decline or none: growth and decline only with q ≤ 0.05, interval without 1 and ratio ≥ 1.2 or ≤ 0.83.
        verdict: String,
    }
}

table! {
    /// Appeals by ISO week, district and group.
    pub struct Week in "weekly" with weekly {
        /// ISO week, e.g. 2026-W09.
        week: String,
        /// Monday of the week.
        monday: Date,
        /// False where the first or the last registration of the corpus cuts the week.
        complete: bool,
        /// District by КАТО code; the oblast's own code for the whole oblast, `unknown` where no district is known.
        district: String,
        /// Group code; `all` for all appeals, `none` for uncoded ones.
        code: String,
        /// Appeals.
        appeals: i64,
    }
}

table! {
    /// Terms kept and broken by executing body, kind and half-year.
    pub struct Terms in "terms" with terms {
        /// Executing body as the registers name it; `all` for all.
        body: String,
        /// Kind of the appeals; `all` for all.
        kind: String,
        /// Half-year of registration.
        half_year: String,
        /// Appeals.
        appeals: i64,
        /// Answered within the term.
        kept: i64,
        /// Answered after the term.
        late: i64,
        /// Not answered, term not over on the reporting date.
        open: i64,
        /// Not answered, term over on the reporting date.
        overdue: i64,
        /// Appeals whose term was extended.
        extended: i64,
        /// Median working days from registration to the answer, the day of registration not counted.
        median_days: Option<f64>,
    }
}

table! {
    /// Personal receptions by half-year, form and district.
    pub struct Receptions in "receptions" with receptions {
        /// Half-year.
        half_year: String,
        /// personal, video, visiting, or empty where not stated.
        form: Option<String>,
        /// District by КАТО code; empty where unknown.
        district: Option<String>,
        /// Receptions.
        receptions: i64,
        /// People received.
        people: i64,
        /// Matters resolved.
        resolved: i64,
        /// Matters explained.
        explained: i64,
        /// Matters refused.
        refused: i64,
        /// Matters in work or without a stated result.
        in_work: i64,
    }
}

table! {
    /// Instructions by issuer and half-year of issue.
    pub struct Instructions in "instructions" with instructions {
        /// Half-year of issue.
        half_year: String,
        /// president, administration, government or akim.
        issuer: String,
        /// Instructions given.
        given: i64,
        /// Executed within the term.
        kept: i64,
        /// Executed after the term.
        late: i64,
        /// Not executed, term not over on the reporting date or none given.
        open: i64,
        /// Not executed, term over on the reporting date.
        overdue: i64,
    }
}

table! {
    /// What was read from each file and what became of it.
    pub struct RegisterQuality in "register_quality" with register_quality {
        /// Register in the pipeline file.
        register: String,
        /// File name.
        file: String,
        /// Rows read below the header.
        read: i64,
        /// Rows accepted.
        accepted: i64,
        /// Rows refused; each stands in rejected.csv.
        rejected: i64,
        /// Versions read from the file that follow an earlier content of their number (an answer that joins an appeal is one).
        new_versions: i64,
        /// Versions read from the file that are children of a partial redirect.
        children: i64,
        /// Appeals without a known district after annotation.
        without_district: i64,
        /// Appeals that stay uncoded after annotation.
        uncoded: i64,
    }
}

table! {
    /// Appeals of the oblast by one dimension at a time.
    pub struct Breakdown in "breakdown" with breakdown {
        /// Half-year of registration.
        half_year: String,
        /// applicant_type, channel, district_source, kind, language, outcome, register or term.
        dimension: String,
        /// Value of the dimension; `unknown` where the register does not say.
        value: String,
        /// Appeals.
        appeals: i64,
    }
}
