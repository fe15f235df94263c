//! Letters and scripts: what is shown stays as it is, what is compared is folded.

/// The script most letters of a text are in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    Cyrillic,
    Latin,
    Mixed,
    Other,
}

/// The key under which a word meets its Russian-keyboard spelling: lower case, ә→а, ғ→г, қ→к, ң→н, ө→о, ұ ү→у, һ→х, і→и, ы→и, ё→е.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        folded.push(match letter {
            'ә' => 'а',
            'ғ' => 'г',
            'қ' => 'к',
            'ң' => 'н',
            'ө' => 'о',
            'ұ' | 'ү' => 'у',
            'һ' => 'х',
            'і' | 'ы' => 'и',
            'ё' => 'е',
            other => other,
        });
    }
    folded
}
