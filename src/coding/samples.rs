//! A codebook for tests: two groups, three topics and the one for what stays uncoded.

use super::codebook::Codebook;

const LIGHT: &str = r#"
[group]
code = "01"
label = { kk = "Жарық", ru = "Свет" }
[[topic]]
code = "01.01"
label = { kk = "Жарық сөнуі", ru = "Отключения света" }
rules = { kk = ['жарық жоқ'], ru = ['нет света'] }
"#;

/// The codebook with the topics 01.01, 02.01, 02.02 and 99.01.
pub(crate) fn small_codebook() -> Codebook {
    let roads = LIGHT
        .replace("\"01", "\"02")
        .replace("жарық жоқ", "шұңқыр")
        .replace("нет света", "яма");
    let (_, topic) = roads.split_once("[[topic]]").expect("the file has a topic");
    let roads = format!("{roads}\n[[topic]]{}", topic.replace("02.01", "02.02"));
    let other = LIGHT.replace("\"01", "\"99");
    Codebook::parse(&[("01.toml", LIGHT), ("02.toml", &roads), ("99.toml", &other)])
        .expect("the samples are well written")
}
