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
        /// Keyed pseudonym of the settlement and street of the register's address; empty where it gives none.
        locality: Option<String>,
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
        /// Applicants, those of one campaign counted as one: what is tested.
        voices: i64,
        /// Distinct texts: near-identical ones count as one.
        texts: i64,
        /// Campaigns: groups of near-identical texts by five applicants or more.
        campaigns: i64,
        /// Texts of the largest campaign as a share of all texts of the cell.
        campaign_share: f64,
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
        /// Voices to be expected from the rate of the other districts and the residents of this one (intensity); the
        /// following columns are empty where residents are unknown and for what is no district.
        expected: Option<f64>,
        /// Voices per 10 000 residents, drawn towards the rate of the oblast (empirical Bayes).
        eb_rate: Option<f64>,
        /// The same as a multiple of the rate of the oblast.
        eb_ratio: Option<f64>,
        /// Probability that the true rate is above that of the oblast.
        above: Option<f64>,
        /// Probability that it is above one and a quarter of that of the oblast.
        exceedance: Option<f64>,
        /// By how much the test of the cell is widened: over-dispersion of the code in the half-year, and uncertainty of what
        /// the other districts let expect; 1 for neither.
        dispersion: Option<f64>,
        /// Probability of so many voices or more if nothing were special about the district.
        p: Option<f64>,
        /// Benjamini–Hochberg q-value over the cells of the level and half-year with a quarter of a voice or more expected.
        q: Option<f64>,
        /// Voices to be expected from what the district and the oblast write about (specificity).
        specific_expected: Option<f64>,
        /// Voices as a multiple of these.
        specific_ratio: Option<f64>,
        /// Probability of so many voices or more if the district wrote about what the others do.
        specific_p: Option<f64>,
        /// Its q-value, as `q`.
        specific_q: Option<f64>,
        /// What may be said of the intensity: hot, watch, none, flat (districts do not differ beyond chance), campaign
        /// (most texts are one letter) or insufficient (too little expected).
        intensity: String,
        /// What may be said of the specificity: hot, watch, none, campaign or insufficient.
        specificity: String,
    }
}

impl MapCell {
    /// The cell with nothing counted in it and nothing to be said of it.
    pub fn empty(district: &str, code: &str, level: i64, half_year: &str) -> Self {
        Self {
            district: district.to_owned(),
            code: code.to_owned(),
            level,
            half_year: half_year.to_owned(),
            appeals: 0,
            applicants: 0,
            voices: 0,
            texts: 0,
            campaigns: 0,
            campaign_share: 0.0,
            residents: None,
            rate: None,
            rate_low: None,
            rate_high: None,
            stability: "none".to_owned(),
            expected: None,
            eb_rate: None,
            eb_ratio: None,
            above: None,
            exceedance: None,
            dispersion: None,
            p: None,
            q: None,
            specific_expected: None,
            specific_ratio: None,
            specific_p: None,
            specific_q: None,
            intensity: INSUFFICIENT.to_owned(),
            specificity: INSUFFICIENT.to_owned(),
        }
    }
}

/// What is said of a cell too little is expected in.
pub const INSUFFICIENT: &str = "insufficient";

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
        /// Applicants then, those of one campaign counted as one.
        before: i64,
        /// Applicants now, counted in the same way.
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
        /// Appeals expected; only for weeks of the half-year that were judged for alarms.
        expected: Option<f64>,
        /// The number that must be passed for an alarm.
        bound: Option<f64>,
    }
}

table! {
    /// Terms kept and broken by executing body and kind, and by district, in a half-year.
    pub struct Terms in "terms" with terms {
        /// Executing body as the registers name it; `all` for all.
        body: String,
        /// Kind of the appeals; `all` for all.
        kind: String,
        /// District by КАТО code, `unknown` where none is known, `all` for all; bodies and kinds are not parted by district.
        district: String,
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

table! {
    /// Tests made in the half-year of the note: how many, and how many of their alerts are expected to be false.
    pub struct Tests in "tests" with tests {
        /// intensity, specificity, changes or alarms.
        family: String,
        /// 1 for groups, 2 for topics, 0 for all levels.
        level: i64,
        /// Cells, comparisons or weeks tested.
        cells: i64,
        /// Alerts raised.
        alerts: i64,
        /// The share (for alarms: the number) of false ones among them to be expected.
        expected_false: f64,
        /// Alerts that stand under Benjamini–Yekutieli, whatever the dependence between cells; empty for alarms.
        alerts_by: Option<i64>,
    }
}

table! {
    /// Problems of the half-year that reach a level, in a district or the whole oblast, with what they rest on.
    pub struct Systemic in "systemic_problems" with systemic_problems {
        /// Half-year.
        half_year: String,
        /// District by КАТО code; the oblast's own code for the whole oblast.
        district: String,
        /// Topic or group code.
        code: String,
        /// 1 for a group, 2 for a topic.
        level: i64,
        /// 3 systemic, 2 persistent, 1 forming.
        stage: i64,
        /// Ten applicants or more from three places or more, and no campaign that is more than half of the texts.
        reach: bool,
        /// Applicants.
        applicants: i64,
        /// Distinct localities (settlement and street); appeals without one are not counted.
        localities: i64,
        /// Texts of the largest campaign as a share of all.
        campaign_share: f64,
        /// More than chance: q ≤ 0.05 with an empirical-Bayes ratio of 1.5 or more; for the oblast: growth that
        /// stays whichever district is left out.
        excess: bool,
        /// The q-value of the excess.
        q: Option<f64>,
        /// Empirical-Bayes ratio to the rate of the oblast; for the oblast, ratio to the compared half-year.
        ratio: Option<f64>,
        /// Standing: three months of six above, or two half-years in a row.
        persistence: bool,
        /// Months of the half-year above what was expected.
        months: i64,
        /// Half-years in a row, this one included, in which the excess held.
        half_years: i64,
        /// First half-year of that row.
        since: String,
        /// Not solved: more repeat appeals or more dissatisfied answers than in the oblast; empty where nothing is known of either.
        unresolved: Option<bool>,
        /// Share of appeals by people who had written on the topic within a year before.
        repeats: Option<f64>,
        /// Lower end of its 95 % Wilson interval.
        repeats_low: Option<f64>,
        /// The same share over all other appeals of the oblast.
        repeats_oblast: Option<f64>,
        /// Whether documents may print the share: it is one of 20 or more, and neither those who wrote again nor the others are 1 to 4.
        repeats_told: bool,
        /// Share of answers rated 1 or 2, or followed by a repeat appeal.
        dissatisfied: Option<f64>,
        /// Lower end of its 95 % Wilson interval.
        dissatisfied_low: Option<f64>,
        /// The same share over all other answers of the oblast.
        dissatisfied_oblast: Option<f64>,
        /// Whether documents may print the share: it is one of 20 or more, and neither the dissatisfied nor the others are 1 to 4.
        dissatisfied_told: bool,
        /// Whether the last audit found the code precise enough; empty where there was none.
        coding: Option<bool>,
        /// The finding as a sentence in Kazakh.
        sentence_kk: String,
        /// The finding as a sentence in Russian.
        sentence_ru: String,
    }
}

table! {
    /// Weeks of the half-year in which more came than the weeks before let expect.
    pub struct Alarm in "alarms" with alarms {
        /// ISO week.
        week: String,
        /// Monday of the week.
        monday: Date,
        /// District by КАТО code; the oblast's own code for the whole oblast.
        district: String,
        /// Topic or group code; `all` for all appeals.
        code: String,
        /// 1 for a group, 2 for a topic, 0 for all.
        level: i64,
        /// Appeals of the week.
        observed: i64,
        /// Appeals expected.
        expected: f64,
        /// The number that must be passed for an alarm.
        bound: f64,
        /// farrington (three years of weeks or more), c1 or c2 (shorter).
        method: String,
    }
}

table! {
    /// Groups of near-identical texts by five applicants or more, none a month after the one before.
    pub struct Campaign in "campaigns" with campaigns {
        /// Stays the same from run to run while the earliest letter stays.
        id: String,
        /// Half-year of the most letters.
        half_year: String,
        /// District of the most letters; `unknown` where none is known.
        district: String,
        /// Chief topic of the most letters; empty where they are uncoded.
        code: Option<String>,
        /// Day of the first letter.
        first_day: Date,
        /// Day of the last letter.
        last_day: Date,
        /// Letters.
        appeals: i64,
        /// Distinct applicants.
        applicants: i64,
        /// Letters that add words of their own.
        with_additions: i64,
        /// Register of the most typical letter.
        register: String,
        /// Number of the most typical letter.
        number: String,
        /// Its redacted text.
        text: String,
        /// What was added, one passage a line, the longest first, at most twenty; redacted.
        additions: String,
    }
}

table! {
    /// Words that set the appeals of a finding apart from all others of the half-year in the same language.
    pub struct Keyword in "keywords" with keywords {
        /// Half-year.
        half_year: String,
        /// District by КАТО code; the oblast's own code for the whole oblast.
        district: String,
        /// Topic or group code.
        code: String,
        /// kk or ru.
        language: String,
        /// From 1, the most distinctive first.
        rank: i64,
        /// The word in its most frequent form.
        word: String,
        /// Texts of the finding that have it; a campaign counts once.
        here: i64,
        /// Other texts that have it.
        elsewhere: i64,
        /// Weighted log-odds in units of their standard deviation.
        z: f64,
    }
}

table! {
    /// Typical passages of the appeals of a finding, redacted.
    pub struct Quote in "quotes" with quotes {
        /// Half-year.
        half_year: String,
        /// District by КАТО code; the oblast's own code for the whole oblast.
        district: String,
        /// Topic or group code.
        code: String,
        /// From 1, the most typical first.
        rank: i64,
        /// Language of the text: kk, ru or mixed.
        language: String,
        /// Register of the appeal.
        register: String,
        /// Registration number of the appeal.
        number: String,
        /// A sentence or two.
        quote: String,
        /// Texts of the finding that say nearly the same; five or more.
        similar: i64,
    }
}

table! {
    /// Matters that repeat among the uncoded appeals.
    pub struct Emerging in "emerging" with emerging {
        /// Stays the same from run to run while the earliest appeal stays.
        id: String,
        /// Half-year of the latest appeal.
        half_year: String,
        /// Day of the first appeal.
        first_day: Date,
        /// Appeals.
        appeals: i64,
        /// Distinct applicants.
        applicants: i64,
        /// Districts they come from.
        districts: i64,
        /// kk or ru.
        language: String,
        /// Words they share, the most telling first.
        words: String,
        /// Register of the most typical appeal.
        register: String,
        /// Number of the most typical appeal.
        number: String,
        /// Its redacted text, shortened.
        quote: String,
    }
}

table! {
    /// Where the data changed so that half-years cannot be compared.
    pub struct Break in "breaks" with breaks {
        /// register, channel, district or stray.
        dimension: String,
        /// Value of the dimension.
        value: String,
        /// begins, ends or gap; for stray dates: outlying.
        kind: String,
        /// Half-year from which on it is so.
        half_year: String,
        /// Appeals concerned.
        appeals: i64,
        /// These as a share of the appeals of the half-year.
        share: f64,
        /// True where comparisons across the half-year are not made.
        stops: bool,
    }
}

table! {
    /// Work of an executing body in a half-year, set against all bodies.
    pub struct Body in "bodies" with bodies {
        /// Half-year of registration.
        half_year: String,
        /// Executing body as the registers name it.
        body: String,
        /// Appeals.
        appeals: i64,
        /// Appeals whose term is over or that are answered.
        ended: i64,
        /// Of these answered late or not at all.
        broken: i64,
        /// Share broken.
        share: Option<f64>,
        /// Lower end of its 95 % Wilson interval.
        share_low: Option<f64>,
        /// Upper end of its 95 % Wilson interval.
        share_high: Option<f64>,
        /// The share of all bodies together.
        share_all: Option<f64>,
        /// Lower 95 % limit of the funnel at this number of appeals.
        low_95: Option<f64>,
        /// Upper 95 % limit of the funnel.
        high_95: Option<f64>,
        /// Lower 99.8 % limit of the funnel.
        low_998: Option<f64>,
        /// Upper 99.8 % limit of the funnel.
        high_998: Option<f64>,
        /// worse or better (outside 99.8 %), watch (outside 95 %, worse), usual, or few (fewer than 20 ended).
        position: String,
        /// Appeals redirected later than three working days after registration.
        redirected_late: i64,
        /// Answers with a text.
        answers: i64,
        /// Answers to be returned for rework.
        rework: i64,
        /// Working days from registration to the answer, median.
        median_days: Option<f64>,
    }
}

table! {
    /// Answers that bear signs of poor work; answers without any are not listed.
    pub struct Answer in "answers" with answers {
        /// Register of the appeal.
        register: String,
        /// Registration number of the appeal.
        number: String,
        /// Half-year of registration.
        half_year: String,
        /// Executing body as the register names it.
        body: Option<String>,
        /// Chief topic of the appeal.
        code: Option<String>,
        /// Day of the answer.
        answered_on: Option<Date>,
        /// Given after the term.
        late: bool,
        /// In another language than the appeal.
        other_language: bool,
        /// The same words as answers of the body to five other people or more on five other matters or more.
        boilerplate: bool,
        /// Refuses or explains and says nothing of the right to complain.
        no_right: bool,
        /// The applicant wrote again on the same topic within 90 days after it.
        repeated: bool,
        /// Rated 1 or 2 by the applicant.
        low_rating: bool,
        /// Signs, 1 to 6.
        signs: i64,
        /// On the list for rework: a Russian answer to a Kazakh appeal, or two signs or more besides late.
        rework: bool,
    }
}
