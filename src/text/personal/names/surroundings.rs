//! What stands around a name: the head of a street, a firm's sign, a title, the end of the letter.

use super::super::pieces::{Pieces, Shape};
use super::super::roles::{Role, Title};
use super::initials::{MOST_INITIALS, initial};
use super::run::Run;
use crate::text::letters::{from_latin, keyboard};

/// Whose name it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Private,
    Office,
    Nobody,
}

/// Points for what stands around the run; nothing where it says that the run is no person. `full` is a name that only
/// a person has.
pub(super) fn surroundings(pieces: &Pieces, run: &Run, full: bool) -> Option<i32> {
    if names_place(pieces, run, full) || (!full && names_business(pieces, run)) {
        return None;
    }
    let owned = match office_of(pieces, run) {
        Owner::Private => 25,
        Owner::Office => 20,
        Owner::Nobody => 0,
    };
    // «Кайсар деген азамат»: a name is said, whatever follows.
    let called = pieces.shape(run.to) == Shape::Capital && is_called(pieces, run.to + 1);
    let owned = if called { owned.max(25) } else { owned };
    let quoted = if is_quoted(pieces, run) && !full { 25 } else { 0 };
    let street = if is_way(pieces, run) && !full && owned == 0 {
        15
    } else {
        0
    };
    Some(owned + signature(pieces, run) + introduction(pieces, run) - quoted - street)
}

fn is_called(pieces: &Pieces, at: usize) -> bool {
    pieces.title(at) == Some(Title::Called)
}

/// «На Сейфуллина», «угол Сатпаева»: a surname alone behind such a word is a street without its head.
fn is_way(pieces: &Pieces, run: &Run) -> bool {
    let way = |at: usize| pieces.role(at) == Some(Role::Way);
    run.from == run.to && run.from.checked_sub(1).is_some_and(way)
}

/// The nearest piece before the run that is a word, if only full stops, quotes or numbers stand between them.
fn word_before(pieces: &Pieces, at: usize) -> Option<usize> {
    let mut before = at.checked_sub(1)?;
    for _ in 0..2 {
        if pieces.word(before).is_some() || !matches!(pieces.piece(before), "." | "«" | "\"" | "“" | "'") {
            break;
        }
        before = before.checked_sub(1)?;
    }
    pieces.word(before).map(|_| before)
}

/// True for what names a street, a place or an institution: «Абай көшесі», «ул. Сейфуллина», «школа имени …».
fn names_place(pieces: &Pieces, run: &Run, full: bool) -> bool {
    let before = word_before(pieces, run.from).is_some_and(|at| {
        // «Село Абай» names a village; «в селе Иванов бьёт жену» does not happen often enough to tell.
        let letter = pieces.word(at).is_some_and(|word| word.chars().count() == 1);
        matches!(pieces.role(at), Some(Role::StreetBefore | Role::PlaceBefore))
            && ends_no_sentence(pieces, at, run.from)
            && !(full && is_named_otherwise(pieces, at, run))
            // «С. Абай» is a village, in «мы с Абаем» the letter is a word.
            && (!letter || (pieces.piece(at + 1) == "." && pieces.shape(at) != Shape::Letter))
    });
    let mut behind = run.to + 1;
    while matches!(pieces.piece(behind), "»" | "\"" | "”" | "-")
        || (pieces.is_number(behind) && is_place(pieces, behind + 1))
        || (pieces.title(behind) == Some(Title::PrivateAfter) && is_place(pieces, behind + 1))
    {
        behind += 1;
    }
    // «Серіктің мектебі» is the school of Серік, «Серік мектебі» is called so.
    let owner = run.to + 1 == behind && is_genitive(pieces, run.to);
    let head = match pieces.role(behind) {
        _ if owner => false,
        Some(Role::StreetAfter | Role::PlaceAfter | Role::Tail | Role::Between) => true,
        // «Назарбаев Университет»
        Some(Role::PlaceBefore) if pieces.shape(behind) == Shape::Capital => !pieces.is_first(behind),
        // «Шардаринский район», «Туполевская улица»
        // «Г. Курчатов, ул. …»
        Some(Role::StreetBefore) if run.initials == 1 => pieces.role(run.from) == Some(Role::PlaceBefore),
        Some(Role::PlaceBefore | Role::StreetBefore) => run.initials == 0 && is_adjective(pieces, run.to),
        _ => false,
    };
    // «Төле би мен Абай көшелерінің»: what is said of the second name is said of the first.
    let listed = matches!(pieces.piece(run.to + 1), "мен" | "пен" | "бен" | "и" | "және")
        && (run.to + 2..run.to + 5).any(|at| pieces.role(at) == Some(Role::StreetAfter));
    before || head || listed || follows_street(pieces, run)
}

/// Words that say after whom something is named.
const NAMED_AFTER: [&str; 3] = ["им", "имени", "им-ни"];

/// Endings of Russian adjectives, as a Russian keyboard spells them.
const ADJECTIVE: [&str; 14] = [
    "ого", "его", "ому", "ему", "ой", "ей", "ых", "их", "ая", "яя", "ый", "ий", "ом", "ем",
];

/// «Аким Сайрамского района Сериков А.Б.», «врач областной больницы Сериков Асан»: the place at `at` has its name before
/// it. «Аким района Сериков А.Б.»: no place is called by a surname with its initials behind it.
fn is_named_otherwise(pieces: &Pieces, at: usize, run: &Run) -> bool {
    let is = |at: usize, word: &dyn Fn(&str) -> bool| word(&pieces.piece(at).to_lowercase());
    if pieces.role(at) != Some(Role::PlaceBefore) || is(at, &|word| NAMED_AFTER.contains(&word)) {
        return false;
    }
    let is_adjective =
        |word: &str| word.chars().count() > 4 && ADJECTIVE.iter().any(|ending| word.ends_with(ending));
    let named_before = at
        .checked_sub(1)
        .is_some_and(|before| pieces.word(before).is_some() && is(before, &is_adjective));
    let surname_first = run.initials >= MOST_INITIALS && initial(pieces, run.from).is_none();
    named_before || surname_first
}

/// A Kazakh genitive.
fn is_genitive(pieces: &Pieces, at: usize) -> bool {
    let word = keyboard(&from_latin(pieces.piece(at)));
    GENITIVE.iter().any(|ending| word.ends_with(ending))
}

/// As a Russian keyboard spells them.
const GENITIVE: [&str; 6] = ["нын", "нин", "дын", "дин", "тын", "тин"];

fn is_adjective(pieces: &Pieces, at: usize) -> bool {
    let word = pieces.piece(at).to_lowercase();
    word.rfind("ск")
        .is_some_and(|from| word[from..].chars().count() <= 5)
}

/// «На перекрёстке Сатпаева и Байтурсынова»: what is said of the first name is said of the second.
fn follows_street(pieces: &Pieces, run: &Run) -> bool {
    let and = |at: usize| {
        matches!(
            pieces.piece(at),
            "и" | "мен" | "пен" | "бен" | "және" | "с" | "-" | "–"
        )
    };
    let head = |at: usize| matches!(pieces.role(at), Some(Role::Way | Role::StreetBefore));
    run.from == run.to
        && run.from >= 3
        && and(run.from - 1)
        && pieces.shape(run.from - 2) == Shape::Capital
        && (head(run.from - 3)
            || (pieces.piece(run.from - 3) == "."
                && run.from >= 4
                && head(run.from - 4)
                && short_word(pieces, run.from - 3)))
}

/// A full stop between an abbreviation («ул.») and the name ends no sentence, one behind a whole word does.
fn ends_no_sentence(pieces: &Pieces, word: usize, name: usize) -> bool {
    let short = pieces.word(word).is_some_and(|word| word.chars().count() <= 4);
    short || !(word + 1..name).any(|at| pieces.piece(at) == ".")
}

/// «ИП Айгерим», «"Марат" дүкені», «магазин «Айжан»».
fn names_business(pieces: &Pieces, run: &Run) -> bool {
    let before = word_before(pieces, run.from)
        .is_some_and(|at| is_business(pieces, at) && ends_no_sentence(pieces, at, run.from));
    let mut behind = run.to + 1;
    while matches!(pieces.piece(behind), "»" | "\"" | "”" | "-") {
        behind += 1;
    }
    before || (is_business(pieces, behind) && (is_quoted(pieces, run) || behind == run.to + 1))
}

fn is_quoted(pieces: &Pieces, run: &Run) -> bool {
    let open = run
        .from
        .checked_sub(1)
        .is_some_and(|at| matches!(pieces.piece(at), "«" | "\"" | "“" | "„"));
    open && matches!(pieces.piece(run.to + 1), "»" | "\"" | "”" | "“")
}

/// Most words between an office and the name of who holds it: «начальник отдела ЖКХ города Иванов».
const FAR_OFFICE: usize = 4;

/// Whether a title beside the run says whose name it is.
pub(super) fn office_of(pieces: &Pieces, run: &Run) -> Owner {
    let mut between = 0;
    for at in (0..run.from).rev() {
        if pieces.word(at).is_none() {
            match pieces.piece(at) {
                "-" | "–" | "—" | ":" | "(" | "«" | "\"" | "№" => continue,
                "," if between == 0 => continue,
                "." if pieces.touches(at) && short_word(pieces, at) => continue,
                _ if pieces.is_number(at) => continue,
                _ => break,
            }
        }
        match pieces.title(at) {
            Some(Title::PrivateBefore | Title::Signature) if between <= 1 => return Owner::Private,
            Some(Title::OfficeBefore) => return Owner::Office,
            Some(Title::Greeting) if between <= 2 => return Owner::Office,
            _ => between += 1,
        }
        // In small letters only what stands right beside a title is its name.
        if between > FAR_OFFICE || pieces.shape(run.from) == Shape::Small {
            break;
        }
    }
    behind(pieces, run.to)
}

fn short_word(pieces: &Pieces, stop: usize) -> bool {
    stop.checked_sub(1)
        .and_then(|at| pieces.word(at))
        .is_some_and(|word| word.chars().count() <= 4)
}

/// «Серіков деген инспектор», «Айгерим апай», «Айгерим, девушка из приёмной».
fn behind(pieces: &Pieces, to: usize) -> Owner {
    let next = to + 1;
    match pieces.title(next) {
        Some(Title::PrivateAfter) => return Owner::Private,
        Some(Title::OfficeAfter) => return Owner::Office,
        _ => {}
    }
    let joined = is_called(pieces, next) || matches!(pieces.piece(next), "," | "-" | "–" | "—" | "(");
    let far = if is_called(pieces, next) { 2 } else { 1 };
    if !joined {
        return Owner::Nobody;
    }
    let titles = (next + 1..=next + far).map(|at| pieces.title(at));
    titles
        .flatten()
        .find_map(|title| match title {
            Title::PrivateBefore | Title::PrivateAfter => Some(Owner::Private),
            Title::OfficeBefore | Title::OfficeAfter => Some(Owner::Office),
            _ => None,
        })
        .unwrap_or(Owner::Nobody)
}

/// The writer's name at the end: behind the end of a sentence or a comma, with nothing but numbers after it.
fn signature(pieces: &Pieces, run: &Run) -> i32 {
    let apart = run.from == 0
        || pieces.begins_line(run.from)
        || matches!(
            pieces.piece(run.from - 1),
            "." | "!" | "?" | "," | "…" | ":" | ")" | "-" | "—" | "–" | ";"
        );
    let last = (run.to + 1..pieces.len()).all(|at| {
        pieces.shape(at) == Shape::Sign || pieces.title(at) == Some(Title::Signature) || announces(pieces, at)
    });
    let clause = pieces.word(run.to + 1).is_none() || pieces.begins_line(run.to + 1);
    match (apart, last, clause) {
        (true, true, _) => 15,
        (true, false, true) => 5,
        _ => 0,
    }
}

/// «тел.», «ИИН»: a word for the number behind it.
fn announces(pieces: &Pieces, at: usize) -> bool {
    pieces.facts(at).announced.is_some()
}

/// «Мен, Серікбаев Ерлан, …», «я, Ежова Наталья».
fn introduction(pieces: &Pieces, run: &Run) -> i32 {
    let comma = run
        .from
        .checked_sub(1)
        .filter(|&at| matches!(pieces.piece(at), "," | "-" | "–" | "—"));
    let before = comma.and_then(|at| at.checked_sub(1)).or(run.from.checked_sub(1));
    let writer = before.is_some_and(|at| pieces.title(at) == Some(Title::Writer));
    if writer { 15 } else { 0 }
}

/// A head behind the name of a place.
fn is_place(pieces: &Pieces, at: usize) -> bool {
    matches!(
        pieces.role(at),
        Some(Role::PlaceAfter | Role::StreetAfter | Role::StreetBefore | Role::Between)
    )
}

fn is_business(pieces: &Pieces, at: usize) -> bool {
    pieces.title(at) == Some(Title::Business)
}
