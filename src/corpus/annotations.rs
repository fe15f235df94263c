//! What annotation makes of a text, kept in the store so that only new and changed texts are annotated again.

use crate::table;

table! {
    /// The annotation of one content: a text with what it was annotated with.
    pub struct Annotation in "annotations" with annotations {
        /// Hash of everything the annotation depends on: text, answer, address, body, codebook, program.
        key: String,
        /// Language of the text: kk, ru, mixed or other.
        language: String,
        /// Script of the text: cyrillic, latin, mixed or other.
        script: String,
        /// District by КАТО code; empty where unknown.
        district: Option<String>,
        /// Where the district was taken from: text, address, body or register.
        district_source: Option<String>,
        /// Chief topic; empty where the text stays uncoded.
        main: Option<String>,
        /// Text with personal data replaced by placeholders.
        text: String,
        /// Answer with personal data replaced by placeholders.
        answer: Option<String>,
        /// Codes with their evidence as JSON: [{code, score, source, evidence: [{start, end, rule}]}], offsets in
        /// characters of the redacted text.
        codes: String,
        /// Routing flags with their evidence as JSON: [{code, evidence: [{start, end, rule}]}].
        flags: String,
    }
}
