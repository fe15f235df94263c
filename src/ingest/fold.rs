//! Headers and values compared as people mean them, not as they type them.

/// `text` in lower case, letters and digits only, words parted by one space.
///
/// Kazakh letters fold to the Russian ones they are typed with on a Russian keyboard, ё to е; № stays, because
/// «№ обращения» and «обращение» are different columns.
pub fn fold(text: &str) -> String {
    let plain: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(plain_letter)
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ")
}

fn plain_letter(letter: char) -> char {
    match letter {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' => 'и',
        'ё' => 'е',
        '№' => '№',
        letter if letter.is_alphanumeric() => letter,
        _ => ' ',
    }
}

/// The folded halves of a bilingual cell («Арыз/Заявление», two lines, «Күні (дата)»); one where it has no halves.
pub fn halves(text: &str) -> Vec<String> {
    let parts = text.split(['/', '\n', '|', '(', ')']).map(fold);
    parts.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_punctuation_and_line_breaks_do_not_matter() {
        assert_eq!(fold(" Дата\u{a0}\nрегистрации: "), "дата регистрации");
        assert_eq!(fold("Ф.И.О."), "ф и о");
    }

    #[test]
    fn kazakh_typed_on_a_russian_keyboard_is_the_same_word() {
        assert_eq!(fold("Тіркеу күні"), fold("Тиркеу куни"));
    }

    #[test]
    fn a_bilingual_cell_has_two_halves() {
        assert_eq!(halves("Арыз / Заявление"), ["арыз", "заявление"]);
        assert_eq!(
            halves("Тіркеу күні\n(дата регистрации)"),
            ["тиркеу куни", "дата регистрации"]
        );
    }
}
