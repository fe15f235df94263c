//! How Kazakh is typed: with its own letters, on a Russian keyboard, in Latin letters; and a few slips of the finger.

use super::random::Random;

/// How the text of an appeal is spelled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Spelling {
    Plain,
    /// Russian keyboard; true where the writer takes ы for і, else и.
    Keyboard(bool),
    Latin,
}

impl Spelling {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Keyboard(_) => "keyboard",
            Self::Latin => "latin",
        }
    }

    pub fn apply(self, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Keyboard(back) => text
                .chars()
                .map(|letter| on_russian_keyboard(letter, back))
                .collect(),
            Self::Latin => to_latin(text),
        }
    }
}

fn on_russian_keyboard(letter: char, back: bool) -> char {
    match letter {
        'ә' => 'а',
        'ғ' => 'г',
        'қ' => 'к',
        'ң' => 'н',
        'ө' => 'о',
        'ұ' | 'ү' => 'у',
        'һ' => 'х',
        'і' if back => 'ы',
        'і' => 'и',
        'Ә' => 'А',
        'Ғ' => 'Г',
        'Қ' => 'К',
        'Ң' => 'Н',
        'Ө' => 'О',
        'Ұ' | 'Ү' => 'У',
        'Һ' => 'Х',
        'І' if back => 'Ы',
        'І' => 'И',
        letter => letter,
    }
}

const CYRILLIC: &str = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя";
const LATIN: &str =
    "a a b v g g d e e zh z i i k q l m n n o o p r s t u u u f h h c ch sh sh - y i - e yu ya";

/// The spelling of chats: one or two plain Latin letters for each.
pub fn to_latin(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    for letter in text.chars() {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let place = CYRILLIC.chars().position(|other| other == small);
        match place.and_then(|place| LATIN.split(' ').nth(place)) {
            Some("-") => {}
            Some(written) if small == letter => latin.push_str(written),
            Some(written) => {
                let mut letters = written.chars();
                latin.extend(letters.next().map(|first| first.to_ascii_uppercase()));
                latin.push_str(letters.as_str());
            }
            None => latin.push(letter),
        }
    }
    latin
}

/// `text` with one slip: a letter dropped, doubled, or two letters swapped inside a longer word.
pub fn slip(text: &str, random: &mut Random) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let long: Vec<usize> = (0..words.len())
        .filter(|&index| words[index].chars().count() >= 6 && words[index].chars().all(char::is_alphabetic))
        .collect();
    if long.is_empty() {
        return text.to_owned();
    }
    let word = *random.pick(&long);
    let mut letters: Vec<char> = words[word].chars().collect();
    let place = 1 + random.below(letters.len() - 3);
    match random.below(3) {
        0 => {
            letters.remove(place);
        }
        1 => letters.insert(place, letters[place]),
        _ => letters.swap(place, place + 1),
    }
    words[word] = letters.into_iter().collect();
    words.join(" ")
}
