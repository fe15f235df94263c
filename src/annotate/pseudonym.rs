//! Pseudonyms: the same person has the same one, and nobody without the key finds the person.

/// The secret key of the pseudonyms; it has no `Debug` text and is never printed.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Key(hidden)")
    }
}

/// Hexadecimal digits of a pseudonym: 80 bits, so that among 10⁸ persons two share one with probability below 10⁻⁸
/// (n²/2⁸¹).
const DIGITS: usize = 20;

impl Key {
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The pseudonym of `value`, by keyed BLAKE3; values of different `kind` never share one.
    pub fn pseudonym(&self, kind: &str, value: &str) -> String {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        hasher
            .update(kind.as_bytes())
            .update(&[0])
            .update(value.as_bytes());
        hasher.finalize().to_hex().as_str().chars().take(DIGITS).collect()
    }

    /// The pseudonym of an applicant: of the IIN or BIN, else of the name with the address or telephone, else of the
    /// telephone; `None` where the register names nobody. A name alone is not a person: too many share it.
    pub fn applicant(
        &self,
        id: Option<&str>,
        name: Option<&str>,
        address: Option<&str>,
        phone: Option<&str>,
    ) -> Option<String> {
        let phone = phone.map(last_ten_digits).filter(|digits| digits.len() == 10);
        let name = name.map(normalised).filter(|name| !name.is_empty());
        let address = address.map(normalised).filter(|address| !address.is_empty());
        if let Some(id) = id.filter(|id| !id.is_empty()) {
            return Some(self.pseudonym("id", id));
        }
        match (name, phone, address) {
            (Some(name), Some(phone), _) => Some(self.pseudonym("name+phone", &format!("{name}\n{phone}"))),
            (Some(name), None, Some(address)) => {
                Some(self.pseudonym("name+address", &format!("{name}\n{address}")))
            }
            (None, Some(phone), _) => Some(self.pseudonym("phone", &phone)),
            _ => None,
        }
    }

    /// The pseudonym of the settlement and street of `address`: neighbours share it, whatever their house.
    pub fn locality(&self, address: &str) -> Option<String> {
        let words = without_numbers(address);
        (!words.is_empty()).then(|| self.pseudonym("locality", &words))
    }
}

/// The words of an address without those that hold digits: houses and flats.
fn without_numbers(address: &str) -> String {
    let words = normalised(address);
    let named = words
        .split_whitespace()
        .filter(|word| word.chars().all(char::is_alphabetic));
    named.collect::<Vec<_>>().join(" ")
}

/// Letters and digits folded, so that spelling and punctuation do not make another person.
fn normalised(text: &str) -> String {
    let words = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words
        .map(crate::text::letters::fold)
        .collect::<Vec<_>>()
        .join(" ")
}

fn last_ten_digits(phone: &str) -> String {
    let digits: Vec<char> = phone.chars().filter(char::is_ascii_digit).collect();
    digits[digits.len().saturating_sub(10)..].iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Key {
        Key::new([7; 32])
    }

    #[test]
    fn the_same_person_has_the_same_pseudonym_however_spelled() {
        let one = key().applicant(None, Some("Әлиева Гүлнар"), None, Some("+7 (700) 000-11-22"));
        let other = key().applicant(None, Some("АЛИЕВА  ГУЛНАР."), Some("x"), Some("87000001122"));
        assert_eq!(one, other);
        assert!(one.is_some());
    }

    #[test]
    fn an_identifier_goes_before_the_name() {
        let with_name = key().applicant(Some("980101500004"), Some("А"), None, None);
        assert_eq!(
            with_name,
            key().applicant(Some("980101500004"), Some("Б"), None, None)
        );
    }

    #[test]
    fn a_name_alone_is_nobody() {
        assert_eq!(key().applicant(None, Some("Асқар Серіков"), None, None), None);
        assert_eq!(key().applicant(None, None, Some("Абай 5"), None), None);
    }

    #[test]
    fn another_key_gives_another_pseudonym() {
        let other = Key::new([8; 32]);
        assert_ne!(
            key().pseudonym("id", "980101500004"),
            other.pseudonym("id", "980101500004")
        );
        assert_eq!(format!("{other:?}"), "Key(hidden)");
    }
}
