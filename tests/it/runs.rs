//! Whole runs of the program: published bytes, killed runs, exit codes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use super::office::{Office, PIPELINE};

const HEADER: &str = "Регистрационный номер;Дата регистрации;Вид обращения;Текст;ИИН;Дата ответа";

/// An office with a register of invented appeals.
fn office(rows: &[String]) -> Office {
    let office = Office::new(PIPELINE);
    office.write(
        "portal-2026-07-01.csv",
        &format!("{HEADER}\n{}\n", rows.join("\n")),
    );
    office
}

impl Office {
    /// Every file of the published run but the manifest, and the manifest without what one run alone had to do.
    fn published(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        let current = self.path(out).join("current");
        let mut files = BTreeMap::new();
        collect(&current, &current, &mut files);
        let manifest = files.get_mut("manifest.json").unwrap();
        let mut value: serde_json::Value = serde_json::from_slice(manifest).unwrap();
        value.as_object_mut().unwrap().remove("work");
        *manifest = value.to_string().into_bytes();
        files
    }
}

fn collect(root: &Path, folder: &Path, files: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().display().to_string();
            files.insert(name, fs::read(&path).unwrap());
        }
    }
}

/// Invented appeals of three half-years over four districts; every seventh is answered late, every ninth not at all.
fn rows(count: usize) -> Vec<String> {
    let texts = [
        "Сайрам ауданында үш күннен бері су жоқ, балаларға шай қайнататын су таба алмай отырмыз",
        "В Ордабасинском районе вторую неделю не вывозят мусор, контейнеры переполнены",
        "Шардара ауданы орталығында көше шамдары жанбайды, кешке далаға шығу қорқынышты",
        "Прошу отремонтировать дорогу в Сарыагашском районе, сплошные ямы после зимы",
        "Электр жарығы күнде кешке өшеді, тоңазытқыштағы тамақ бұзылып жатыр, көмектесіңіздер",
    ];
    (0..count)
        .map(|index| {
            let month = 1 + index % 5;
            let day = 1 + index % 27;
            let year = if index % 3 == 0 { 2025 } else { 2026 };
            let text = texts[index % texts.len()];
            let answered = match (index % 7, index % 9) {
                (_, 0) => String::new(),
                (0, _) => format!("{day:02}.{:02}.{year}", month + 1),
                _ => format!("{:02}.{month:02}.{year}", day + 1),
            };
            format!(
                "ЖТ-{year}-{index:08};{day:02}.{month:02}.{year};Заявление;{text} ({index});{};{answered}",
                if index % 2 == 0 { "980101500004" } else { "" }
            )
        })
        .collect()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_run_leaves_a_whole_folder_and_says_what_it_read() {
    let office = office(&rows(120));
    let output = office.run(&[]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let files = office.published("out");
    for name in [
        "manifest.json",
        "rejected.csv",
        "tables/appeals.parquet",
        "tables/problem_map.parquet",
    ] {
        assert!(files.contains_key(name), "{name} is missing: {:?}", files.keys());
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("read 120 rows: 120 accepted, 0 rejected"), "{said}");
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let office = office(&rows(300));
    assert!(
        office
            .run(&["--out", "a", "--store", "s1", "--threads", "1"])
            .status
            .success()
    );
    // The second store is a copy: pseudonyms depend on its key.
    copy_key(&office, "s1", "s2");
    assert!(
        office
            .run(&["--out", "b", "--store", "s2", "--threads", "2"])
            .status
            .success()
    );
    assert_eq!(
        differing(&office.published("a"), &office.published("b")),
        Vec::<String>::new()
    );
}

#[test]
fn shuffled_rows_give_the_same_tables() {
    let mut rows = rows(300);
    let office = office(&rows);
    assert!(office.run(&["--out", "a", "--store", "s1"]).status.success());
    rows.reverse();
    rows.rotate_left(101);
    office.write(
        "portal-2026-07-01.csv",
        &format!("{HEADER}\n{}\n", rows.join("\n")),
    );
    copy_key(&office, "s1", "s2");
    assert!(office.run(&["--out", "b", "--store", "s2"]).status.success());
    let differing = differing(&office.published("a"), &office.published("b"));
    assert_eq!(
        differing,
        ["manifest.json"],
        "only the checksum of the input may differ"
    );
}

#[test]
fn a_second_run_annotates_nothing_again_and_a_new_row_alone() {
    let mut rows = rows(60);
    let office = office(&rows);
    assert!(office.run(&[]).status.success());
    let again = office.run(&[]);
    assert!(String::from_utf8_lossy(&again.stdout).contains("nothing has changed"));
    rows.push("ЖТ-2026-00009999;02.03.2026;Жалоба;Көшеде ит көп, балалар қорқады;;".into());
    office.write(
        "portal-2026-07-02.csv",
        &format!("{HEADER}\n{}\n", rows.join("\n")),
    );
    let more = office.run(&[]);
    let said = String::from_utf8_lossy(&more.stdout).into_owned();
    assert!(
        said.contains("(1 texts annotated, 60 taken from the store)"),
        "{said}"
    );
}

#[test]
fn a_run_killed_at_any_stage_leaves_the_last_one_whole_and_the_next_succeeds() {
    let office = office(&rows(200));
    assert!(office.run(&[]).status.success());
    let whole = office.published("out");
    let stages = stages(&office);
    assert!(stages.len() >= 6, "{stages:?}");
    for (number, stage) in stages.iter().enumerate() {
        for delay in [0, 3] {
            // Another row each time, so that the killed run has something to do.
            let rows = [
                rows(200),
                vec![format!("ЖТ-2026-9{number:03}{delay};02.03.2026;Жалоба;Су жоқ;;")],
            ]
            .concat();
            office.write(
                "portal-2026-07-01.csv",
                &format!("{HEADER}\n{}\n", rows.join("\n")),
            );
            kill_at(&office, number, Duration::from_millis(delay));
            let now = office.published("out");
            assert!(
                now == whole || is_whole(&office),
                "killed at `{stage}` + {delay} ms: the published run is broken"
            );
        }
    }
    let output = office.run(&[]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(is_whole(&office));
    let staging = fs::read_dir(office.path("out/runs")).unwrap();
    let left: Vec<String> = staging
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn a_second_run_at_the_same_time_is_refused() {
    let office = office(&rows(400));
    let mut first = office
        .command(&[])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(first.stderr.take().unwrap()).lines();
    lines.next().unwrap().unwrap();
    let second = office.run(&[]);
    // The first may have ended in between on a fast machine; then the second has simply nothing to do.
    if second.status.code() != Some(0) {
        assert!(told(&second).contains("another run holds"), "{}", told(&second));
        assert_eq!(second.status.code(), Some(1));
    }
    lines.for_each(drop);
    assert!(first.wait().unwrap().success());
}

#[test]
fn rejected_rows_stand_in_the_file_and_the_exit_code() {
    let mut rows = rows(40);
    rows.push("ЖТ-2026-77;31.02.2026;Заявление;Су жоқ;;".into());
    let office = office(&rows);
    let output = office.run(&[]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    let rejected = fs::read_to_string(office.path("out/current/rejected.csv")).unwrap();
    assert!(
        rejected.contains("portal,portal-2026-07-01.csv,,42,Дата регистрации,31.02.2026,"),
        "{rejected}"
    );
}

#[test]
fn too_many_rejections_publish_nothing() {
    let rows: Vec<String> = (0..10)
        .map(|index| format!("ЖТ-{index};31.02.2026;Заявление;Су жоқ;;"))
        .collect();
    let office = office(&rows);
    let output = office.run(&[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        told(&output).contains("10 of 10 rows of `portal-2026-07-01.csv` were refused"),
        "{}",
        told(&output)
    );
    assert!(!office.path("out/current").exists());
    assert!(office.path("out/rejected.csv").exists());
}

#[test]
fn an_unknown_key_is_refused_with_the_nearest_known_one() {
    let office = office(&rows(1));
    office.write("half-year.toml", &PIPELINE.replace("half_year", "half_yaer"));
    let output = office.run(&[]);
    assert_eq!(output.status.code(), Some(78));
    let told = told(&output);
    assert!(
        told.contains("`half-year.toml`, line 3: unknown field `half_yaer`"),
        "{told}"
    );
    assert!(told.contains("hint: did you mean `half_year`?"), "{told}");
}

#[test]
fn a_missing_register_is_an_error_that_says_where_paths_begin() {
    let office = office(&rows(1));
    fs::remove_file(office.path("portal-2026-07-01.csv")).unwrap();
    let output = office.run(&[]);
    assert_eq!(output.status.code(), Some(78));
    assert!(
        told(&output).contains("register `portal` names `portal-*.csv`"),
        "{}",
        told(&output)
    );
}

#[test]
fn the_store_is_for_its_owner_alone_and_nothing_published_holds_an_identifier() {
    use std::os::unix::fs::PermissionsExt;
    let office = office(&rows(60));
    assert!(office.run(&[]).status.success());
    for entry in fs::read_dir(office.path("store")).unwrap() {
        let path = entry.unwrap().path();
        let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", path.display());
    }
    let appeals = talda::corpus::read::<talda::corpus::published::Appeal>(
        &office.path("out/current/tables/appeals.parquet"),
    )
    .unwrap();
    assert!(appeals.iter().any(|appeal| appeal.applicant.is_some()));
    assert!(!format!("{appeals:?}").contains("980101500004"));
}

fn copy_key(office: &Office, from: &str, to: &str) {
    fs::create_dir_all(office.path(to)).unwrap();
    fs::copy(office.path(from).join("key"), office.path(to).join("key")).unwrap();
}

fn differing(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    names
        .into_iter()
        .filter(|name| a.get(*name) != b.get(*name))
        .cloned()
        .collect()
}

/// The lines a run prints at its stage boundaries.
fn stages(office: &Office) -> Vec<String> {
    let output = office.run(&["--out", "listed", "--store", "listed-store"]);
    told(&output).lines().map(ToOwned::to_owned).collect()
}

/// Starts a run and kills it `delay` after its stage `number` began.
fn kill_at(office: &Office, number: usize, delay: Duration) {
    let mut run = office
        .command(&[])
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(run.stderr.take().unwrap()).lines();
    for _ in 0..=number {
        if lines.next().is_none() {
            break;
        }
    }
    std::thread::sleep(delay);
    // A run that has ended already cannot be killed, which is as good.
    let _ = run.kill();
    run.wait().unwrap();
}

/// Whether every file the manifest lists is there with its length and checksum.
fn is_whole(office: &Office) -> bool {
    let current = office.path("out/current");
    let manifest: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(current.join("manifest.json")).unwrap()).unwrap();
    let files = manifest["files"].as_array().unwrap();
    !files.is_empty()
        && files.iter().all(|file| {
            let bytes = fs::read(current.join(file["path"].as_str().unwrap())).unwrap();
            use sha2::Digest;
            let sha: String = sha2::Sha256::digest(&bytes)
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect();
            file["sha256"] == sha
        })
}
