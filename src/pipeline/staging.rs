//! How a run becomes visible: written aside, flushed, renamed in one step, and only then `current`.

use std::fs::{self, File};
use std::io::{self, Write};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

/// A run folder being written; readers do not see it before [`publish`](Staging::publish).
#[derive(Debug)]
pub struct Staging {
    runs: PathBuf,
    folder: PathBuf,
    id: String,
}

const PREFIX: &str = ".staging-";

impl Staging {
    /// Begins the run `id` below `out/runs`; what earlier, killed runs left behind is removed.
    pub fn begin(out: &Path, id: &str) -> io::Result<Self> {
        let runs = out.join("runs");
        fs::create_dir_all(&runs)?;
        for entry in fs::read_dir(&runs)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(PREFIX) {
                fs::remove_dir_all(entry.path())?;
            }
        }
        let folder = runs.join(format!("{PREFIX}{id}"));
        fs::create_dir(&folder)?;
        Ok(Self {
            runs,
            folder,
            id: id.to_owned(),
        })
    }

    /// Path of a file of the run, its folder made.
    pub fn path(&self, name: &str) -> io::Result<PathBuf> {
        let path = self.folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        Ok(path)
    }

    /// Writes a file of the run and waits until it is on the disk.
    pub fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let mut file = File::create(self.path(name)?)?;
        file.write_all(bytes)?;
        file.sync_all()
    }

    /// Removes what was written: nobody gets to see it.
    pub fn discard(self) -> io::Result<()> {
        fs::remove_dir_all(&self.folder)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes the run visible: the folder is renamed to its id, then `current` is moved to it.
    ///
    /// A run of the same id that is already there is replaced.
    pub fn publish(self, out: &Path) -> io::Result<PathBuf> {
        sync_folders(&self.folder)?;
        let place = self.runs.join(&self.id);
        let old = self.runs.join(format!("{PREFIX}old-{}", self.id));
        if place.exists() {
            fs::rename(&place, &old)?;
        }
        fs::rename(&self.folder, &place)?;
        sync_folder(&self.runs)?;
        point_current(out, &self.id)?;
        if old.exists() {
            fs::remove_dir_all(&old)?;
        }
        Ok(place)
    }
}

/// Moves `out/current` to the run `id` in one step.
pub fn point_current(out: &Path, id: &str) -> io::Result<()> {
    let target = Path::new("runs").join(id);
    let current = out.join("current");
    if fs::read_link(&current).is_ok_and(|now| now == target) {
        return Ok(());
    }
    let aside = out.join(".current-next");
    match fs::remove_file(&aside) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    symlink(&target, &aside)?;
    fs::rename(&aside, &current)?;
    sync_folder(out)
}

/// Replaces `path` by what `write` puts into a file beside it, readable by its owner alone.
pub fn replace_privately<E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&Path, File) -> Result<(), E>,
) -> Result<(), E> {
    let aside = path.with_extension("next");
    write(&aside, private_file(&aside)?)?;
    fs::rename(&aside, path)?;
    if let Some(parent) = path.parent() {
        sync_folder(parent)?;
    }
    Ok(())
}

/// A new or emptied file with mode 600.
pub fn private_file(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
    let file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(path)?;
    file.set_permissions(fs::Permissions::from_mode(0o600))?;
    Ok(file)
}

fn sync_folders(folder: &Path) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            sync_folders(&entry.path())?;
        }
    }
    sync_folder(folder)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn publish(out: &Path, id: &str, content: &str) {
        let staging = Staging::begin(out, id).unwrap();
        staging.write("tables/a.txt", content.as_bytes()).unwrap();
        staging.publish(out).unwrap();
    }

    fn current(out: &Path) -> String {
        fs::read_to_string(out.join("current/tables/a.txt")).unwrap()
    }

    #[test]
    fn current_is_the_run_published_last() {
        let out = tempfile::tempdir().unwrap();
        publish(out.path(), "a", "first");
        assert_eq!(current(out.path()), "first");
        publish(out.path(), "b", "second");
        publish(out.path(), "b", "third");
        assert_eq!(current(out.path()), "third");
    }

    #[test]
    fn an_unpublished_run_is_not_seen_and_is_removed_by_the_next() {
        let out = tempfile::tempdir().unwrap();
        publish(out.path(), "a", "whole");
        let killed = Staging::begin(out.path(), "b").unwrap();
        killed.write("tables/a.txt", b"half").unwrap();
        assert_eq!(current(out.path()), "whole");
        publish(out.path(), "c", "next");
        assert_eq!(current(out.path()), "next");
        assert_eq!(fs::read_dir(out.path().join("runs")).unwrap().count(), 2);
    }

    #[test]
    fn a_private_file_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        replace_privately::<io::Error>(&path, |_, mut file| file.write_all(b"x")).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
