//! Names of persons: runs of words that look like names, judged by what they are and by what stands around them.
//!
//! Each word of a run is worth points by its strength and its shape; initials, a patronymic, a title before the run or
//! its place at the end of the letter add to them. Streets, schools, firms and laws named after people are none.

mod initials;
mod judged;
mod run;
mod surroundings;
mod worth;

use self::judged::is_name;
use self::run::{Run, grown, run};
use self::surroundings::{Owner, office_of};
use super::pieces::Pieces;
use super::{PersonalData, PersonalKind};

/// Names of persons, in order.
pub(super) fn names(pieces: &Pieces) -> Vec<PersonalData> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        if !pieces.may_name(at) {
            at += 1;
            continue;
        }
        let Some(run) = run(pieces, at) else {
            at += 1;
            continue;
        };
        at = run.to + 1;
        if is_name(pieces, &run) {
            let name = grown(pieces, run);
            found.extend(pieces.data(name.from, name.to, kind(pieces, &run)));
            at = name.to + 1;
        }
    }
    found
}

fn kind(pieces: &Pieces, run: &Run) -> PersonalKind {
    match office_of(pieces, run) {
        Owner::Office => PersonalKind::Official,
        Owner::Private | Owner::Nobody => PersonalKind::Name,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::passage::Passage;
    use crate::text::personal::{Known, PersonalKind, personal_data_in};

    fn found<'text>(text: &'text str, known: &Known) -> Vec<&'text str> {
        personal_data_in(&Passage::new(text), known)
            .into_iter()
            .filter(|data| matches!(data.kind, PersonalKind::Name | PersonalKind::Official))
            .map(|data| &text[data.span])
            .collect()
    }

    fn names(text: &str) -> Vec<&str> {
        found(text, &Known::default())
    }

    #[test]
    fn a_surname_that_is_a_word_is_a_name_with_one_initial() {
        for name in ["Лапина Н.", "Соколов К.", "Быков Г.", "Ким Е."] {
            let text = format!("Дорога включена в план.\nИсполнитель: {name}, кабинет");
            assert_eq!(names(&text), [name]);
        }
        assert_eq!(names("Снесли пять домов г. Тараз и магазинов"), [""; 0]);
    }

    #[test]
    fn initials_belong_to_the_name_behind_them_in_a_sentence_of_capitals() {
        let text = "Пишу второй раз. В ОЧЕРЕДЬ НА САДИК НЕ ПОСТАВИЛИ А.М. ЛАПИНУ. Прошу ответить мне.";
        assert_eq!(names(text), ["А.М. ЛАПИНУ"]);
    }

    #[test]
    fn a_place_that_has_its_name_is_not_named_after_who_follows() {
        for (text, name) in [
            ("аким Сайрамского района Сериков А.Б. не отвечает", "Сериков А.Б."),
            ("Глава района Серикова А.Б. не отвечает", "Серикова А.Б."),
            ("ГЛАВА ЖЕЛЕЗНОГО РАЙОНА ФРОЛКОВ А.Д. РЕШИЛ", "ФРОЛКОВ А.Д."),
            ("врач областной больницы Сериков Асан не принял", "Сериков Асан"),
            ("заместитель акима Курской области С.Ю. Набоко", "С.Ю. Набоко"),
        ] {
            assert_eq!(names(text), [name], "{text}");
        }
        for text in [
            "школа имени Серикова А.Б. закрыта",
            "в районе Магжана Жумабаева нет воды",
            "в Жамбылской области, в селе Турара Рыскулова нет дороги",
        ] {
            assert_eq!(names(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_name_grows_onto_the_surname_beside_it() {
        assert_eq!(
            names("Вчера Мельник Светлану Семёновну уволили"),
            ["Мельник Светлану Семёновну"]
        );
        assert_eq!(
            names("Үйдің кілті. Тилек Бейсенбековта гана су бар"),
            ["Тилек Бейсенбековта"]
        );
    }

    #[test]
    fn an_initial_on_a_new_line_begins_the_next_name() {
        assert_eq!(names("Рассказал Серікбаев\nП. Быков"), ["Серікбаев", "П. Быков"]);
    }

    #[test]
    fn two_latin_letters_may_be_an_initial() {
        assert_eq!(
            names("Хатты Sh.E. Usenova жазды, Zh. Karimovtan келді"),
            ["Sh.E. Usenova", "Zh. Karimovtan"]
        );
    }

    #[test]
    fn small_initials_stand_beside_a_known_surname() {
        let known = Known::new(["Быкова Светлана Григорьевна"], []);
        assert_eq!(
            found("Ответ. гражданин с.г. быкова выбрасывает мусор", &known),
            ["с.г. быкова"]
        );
        assert_eq!(names("В т.ч. придворовых территорий"), [""; 0]);
    }
}
