//! `talda codebook` as its editor uses it: a folder with mistakes, two folders to compare, files of other programs.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

const WATER: &str = r#"[group]
code = "01"
label = { kk = "Су", ru = "Вода" }

[[topic]]
code = "01.01"
label = { kk = "Су жоқ", ru = "Нет воды" }
[topic.rules]
kk = ['су near/3 жоқ']
ru = ['нет воды', 'вода near/4 нет', 'кран ^0.5']
[topic.examples]
kk = ["Су жоқ.", "Үйде су жоқ.", "Суымыз жоқ қой."]
ru = ["Нет воды.", "Вода у нас пропала.", "Воды дома нет."]
[topic.counter-examples]
kk = ["Газ жоқ.", "Су таза."]
ru = ["Нет газа.", "Вода чистая."]
"#;

struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    /// A folder of this topic file, `codebook`.
    fn of(water: &str) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        desk.write("codebook/01-water.toml", water);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn talda(&self, arguments: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_talda"));
        command.arg("codebook").args(arguments.split(' '));
        command.current_dir(self.folder.path()).output().unwrap()
    }

    /// What it prints and its exit code.
    fn prints(&self, arguments: &str) -> (String, Option<i32>) {
        let output = self.talda(arguments);
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    }

    /// What it complains of and its exit code.
    fn tells(&self, arguments: &str) -> (String, Option<i32>) {
        let output = self.talda(arguments);
        (String::from_utf8(output.stderr).unwrap(), output.status.code())
    }
}

/// The version of the codebook, which a test of wording need not know.
fn without_version(report: &str) -> String {
    let words = report.split_inclusive([' ', '\n', ':']);
    let is_version = |word: &str| {
        word.trim_end_matches([' ', ':']).len() == 12 && word.starts_with(|c: char| c.is_ascii_hexdigit())
    };
    words
        .map(|word| {
            if is_version(word) {
                word.replace(|c: char| c.is_ascii_hexdigit(), "0")
            } else {
                word.to_owned()
            }
        })
        .collect()
}

#[test]
fn a_check_names_every_finding_with_its_place_mistakes_first() {
    let (report, exit) = Desk::of(WATER).prints("check codebook --remarks");
    assert_eq!(
        without_version(&report),
        "mistake: 01-water.toml:13:20: 01.01/ru/example/2: the example «Вода у нас пропала.» gets no code [example-missed]\n\
         remark: 01-water.toml:10:7: 01.01/ru/1: wherever it is met, 01.01/ru/2 is met and is enough; this rule adds \
         only its weight (01-water.toml:10:19) [swallowed]\n\
         remark: 01-water.toml:10:38: 01.01/ru/3: no example meets this rule [rule-not-shown]\n\
         codebook 000000000000: 1 topic, 1 mistake, 2 remarks\n     1 example-missed\n     1 rule-not-shown\n     \
         1 swallowed\n"
    );
    assert_eq!(exit, Some(78));
}

#[test]
fn a_text_shows_a_rule() {
    let desk = Desk::of(WATER);
    desk.write("texts.jsonl", "{\"id\": 1, \"text\": \"Течёт кран.\"}\n");
    let (report, _) = desk.prints("check codebook --remarks --texts texts.jsonl");
    assert!(!report.contains("rule-not-shown"), "{report}");
}

#[test]
fn what_cannot_be_read_is_found_with_line_and_column_for_people_and_machines() {
    let broken = WATER
        .replace("су near/3 жоқ", "су near жоқ")
        .replace("нет воды'", "нет @воды'");
    let desk = Desk::of(&broken);
    let (report, exit) = desk.prints("check codebook");
    assert_eq!(
        report,
        "mistake: 01-water.toml:9:11: `near` needs a distance from 1 to 30, as in `near/4` [unreadable]\n\
         mistake: 01-water.toml:10:12: there is no macro `@воды` for this language in macros.toml [unreadable]\n\
         no codebook: 2 mistakes\n     2 unreadable\n"
    );
    assert_eq!(exit, Some(78));
    let (report, exit) = desk.prints("check codebook --json");
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    assert_eq!((&report["mistakes"], exit), (&2.into(), Some(78)));
    let place = &report["findings"][1]["place"];
    assert_eq!((&place["line"], &place["column"]), (&10.into(), &12.into()));
}

#[test]
fn a_label_in_one_language_is_told_in_plain_words() {
    let broken = WATER.replace("{ kk = \"Су\", ru = \"Вода\" }", "\"Вода\"");
    let (report, _) = Desk::of(&broken).prints("check codebook");
    assert!(
        report.starts_with(
            "mistake: 01-water.toml:3:9: invalid type: string \"Вода\", expected both languages: { kk = …, ru = … }"
        ),
        "{report}"
    );
}

#[test]
fn a_folder_without_topic_files_is_no_codebook() {
    let desk = Desk::of(WATER);
    for arguments in [
        "check nowhere",
        "diff built-in nowhere",
        "export nowhere --format csv",
        "tree nowhere",
    ] {
        let (told, exit) = desk.tells(arguments);
        assert!(
            told.starts_with("error: `nowhere` is no folder with topic files\nhint: "),
            "{told}"
        );
        assert_eq!(exit, Some(78));
    }
}

#[test]
fn the_codebook_and_the_flags_that_come_with_talda_have_no_mistake() {
    let desk = Desk::of(WATER);
    for arguments in ["check", "check --flags"] {
        let (report, exit) = desk.prints(arguments);
        assert!(report.contains(", 0 mistakes, "), "{report}");
        assert_eq!(exit, Some(0));
    }
}

#[test]
fn a_difference_says_what_changed_and_what_moves_by_which_rules() {
    let desk = Desk::of(WATER);
    desk.write(
        "new/01-water.toml",
        &WATER.replace("'кран ^0.5'", "'кран', 'насос'"),
    );
    desk.write(
        "new/lessons.csv",
        "topic,language,text\n01.01,ru,Сидим без капли.\n",
    );
    desk.write(
        "texts.jsonl",
        "{\"id\": \"7\", \"text\": \"Сломался насос.\"}\n{\"id\": 8, \"text\": \"Воды нет.\"}\n",
    );
    let (report, exit) = desk.prints("diff codebook new texts.jsonl");
    assert_eq!(
        without_version(&report),
        "codebook 000000000000 to 000000000000\n: 2 changes\n01.01 lessons/ru\n  + Сидим без капли.\n01.01 rules/ru\n  \
         - кран ^0.50\n  + кран\n  + насос\n\n1 of 2 texts moves\n01.01: 1 before, 2 after, 1 gained, 0 lost\n- -> 01.01: \
         1\n7: - -> 01.01\n  + 01.01 by 01.01/ru/4\n"
            .replace("000\n:", "000:")
    );
    assert_eq!(exit, Some(0));
}

#[test]
fn a_difference_names_the_codebook_that_cannot_be_read() {
    let desk = Desk::of(WATER);
    desk.write("new/01-water.toml", &WATER.replace("'нет воды'", "'нет | '"));
    let (told, exit) = desk.tells("diff codebook new");
    assert!(
        told.starts_with("error: the codebook `new` has mistakes:\n01-water.toml:10:"),
        "{told}"
    );
    assert_eq!(exit, Some(78));
}

#[test]
fn a_codebook_comes_back_from_csv_as_the_same() {
    let desk = Desk::of(WATER);
    desk.write(
        "codebook/lessons.csv",
        "topic,language,text\n01.01,ru,\"Сидим, ждём воды.\"\n",
    );
    desk.talda("export codebook --format csv --out all.csv");
    assert_eq!(desk.prints("import all.csv --format csv --out back").1, Some(0));
    let (report, _) = desk.prints("diff codebook back");
    let versions: Vec<&str> = report.split([' ', ':']).collect();
    assert_eq!(versions[1], versions[3]);
    assert!(report.ends_with(": 0 changes\n"), "{report}");
}

#[test]
fn a_dictionary_of_quanteda_says_the_patterns_and_counts_the_rest() {
    let desk = Desk::of(WATER);
    let output = desk.talda("export codebook --format quanteda");
    assert_eq!(
        String::from_utf8(output.stdout).unwrap(),
        "kk:\n  \"01 Су\":\n    \"01.01 Су жоқ\":\n      - \"жоқ су\"\n      - \"су жоқ\"\nru:\n  \"01 Вода\":\n    \
         \"01.01 Нет воды\":\n      - \"вода нет\"\n      - \"нет вода\"\n      - \"нет воды\"\n"
    );
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "0 rules are said whole, 3 by narrower patterns\n1 rules are left out: they weigh less than 1\n"
    );
}

#[test]
fn a_dictionary_becomes_topic_files_and_what_no_rule_can_say_is_told() {
    let desk = Desk::of(WATER);
    desk.write("d.yaml", "Вода:\n  Нет воды:\n    - вод*\n    - без?воды\n");
    let (told, exit) = desk.tells("import d.yaml --format quanteda --out new");
    assert!(
        told.starts_with(
            "error: `d.yaml`, line 1, column 1: the first level is the language, kk or ru, not `Вода`\nhint: "
        ),
        "{told}"
    );
    assert_eq!(exit, Some(1));
    let (told, exit) = desk.tells("import d.yaml --format quanteda --lang ru --out new");
    assert_eq!(told, "1 rule\n`d.yaml`, line 4: no rule can say `без?воды`\n");
    assert_eq!(exit, Some(0));
    assert!(desk.read("new/01.toml").contains("'вод*'"));
    let (told, exit) = desk.tells("import d.yaml --format quanteda --lang ru --out new");
    assert!(
        told.starts_with("error: the folder `new` is not empty\n"),
        "{told}"
    );
    assert_eq!(exit, Some(1));
}
