//! Russian agreement after numerals, and names of places and bodies in the cases.

/// A case of a noun but the nominative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    Genitive,
    Dative,
    Instrumental,
    Prepositional,
}

impl Case {
    /// The case of a name, as phrases write it.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "genitive" => Self::Genitive,
            "dative" => Self::Dative,
            "instrumental" => Self::Instrumental,
            "prepositional" => Self::Prepositional,
            _ => return None,
        })
    }
}

/// The form of a noun after a whole number: 1 обращение, 2 обращения, 5 обращений, 11 обращений.
pub fn agree<'f>(number: i64, one: &'f str, few: &'f str, many: &'f str) -> &'f str {
    match (number.unsigned_abs() % 10, number.unsigned_abs() % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// What a last word becomes in the four cases; the longest ending that fits is taken.
const ENDINGS: [(&str, [&str; 4]); 12] = [
    ("ский", ["ского", "скому", "ским", "ском"]),
    ("цкий", ["цкого", "цкому", "цким", "цком"]),
    ("ный", ["ного", "ному", "ным", "ном"]),
    ("ская", ["ской", "ской", "ской", "ской"]),
    ("ная", ["ной", "ной", "ной", "ной"]),
    ("область", ["области", "области", "областью", "области"]),
    ("район", ["района", "району", "районом", "районе"]),
    ("город", ["города", "городу", "городом", "городе"]),
    ("ение", ["ения", "ению", "ением", "ении"]),
    ("отдел", ["отдела", "отделу", "отделом", "отделе"]),
    ("аппарат", ["аппарата", "аппарату", "аппаратом", "аппарате"]),
    ("ент", ["ента", "енту", "ентом", "енте"]),
];
/// Words of which the head is the last of those in the nominative.
const HEADS: [&str; 3] = ["район", "область", "город"];
/// Bodies whose name stands in the genitive after them.
const BODIES: [&str; 6] = [
    "управление",
    "отдел",
    "аппарат",
    "департамент",
    "акимат",
    "инспекция",
];

fn word(word: &str, case: Case) -> String {
    let index = case as usize;
    let lower = word.to_lowercase();
    let by_hand = match lower.as_str() {
        "акимат" => Some(["а", "у", "ом", "е"]),
        _ => None,
    };
    if let Some(endings) = by_hand {
        return format!("{word}{}", endings[index]);
    }
    if let Some(stem) = word.strip_suffix("ия") {
        return format!("{stem}{}", ["ии", "ии", "ией", "ии"][index]);
    }
    let found = ENDINGS.iter().find(|(ending, _)| lower.ends_with(ending));
    let replaced = found.and_then(|(ending, forms)| {
        let stem = word.get(..word.len() - ending.len())?;
        let kept = word.get(word.len() - ending.len()..)?;
        // A capital first letter of the ending stays one.
        let capital = kept.chars().next().is_some_and(char::is_uppercase);
        let form = forms[index];
        let mut letters = form.chars();
        let form = match (capital, letters.next()) {
            (true, Some(first)) => first.to_uppercase().chain(letters).collect(),
            _ => form.to_owned(),
        };
        Some(format!("{stem}{form}"))
    });
    replaced.unwrap_or_else(|| word.to_owned())
}

/// The name of a region, district, city or body in a case: Сайрамский район → Сайрамском районе, район Сауран →
/// районе Сауран, управление здравоохранения → управлению здравоохранения; «г. Арысь» and other names as they are.
pub fn declined(name: &str, case: Case) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let is_head = |word: &str| HEADS.contains(&word.to_lowercase().as_str());
    let first = words.first().copied().unwrap_or_default();
    // After «район», «область», «город» and after a body the name stands as it is.
    let declined_words = match words.iter().position(|word| is_head(word)) {
        _ if BODIES.contains(&first.to_lowercase().as_str()) => 1,
        Some(head) => head + 1,
        None => 0,
    };
    let forms: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(index, one)| match index < declined_words {
            true => word(one, case),
            false => (*one).to_owned(),
        })
        .collect();
    forms.join(" ")
}

/// The form of «раз» after a number as printed: в 2 раза, в 5 раз, в 1,5 раза.
pub fn times(printed: &str) -> &'static str {
    match printed.contains(',') {
        true => "раза",
        false => {
            let digits: String = printed.chars().filter(char::is_ascii_digit).collect();
            agree(digits.parse().unwrap_or(0), "раз", "раза", "раз")
        }
    }
}
