//! The protected store: raw texts, identifiers and annotations between runs, readable by their owner alone.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::Error;
use super::staging::{private_file, replace_privately};
use crate::annotate::Key;
use crate::corpus::annotations::Annotation;
use crate::corpus::raw::{RawAppeal, RawInstruction, RawReception};
use crate::corpus::{self, Table};

/// An open store; nobody else can open it as long as this value lives.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    _lock: File,
}

/// What the store holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Holdings {
    pub appeals: Vec<RawAppeal>,
    pub receptions: Vec<RawReception>,
    pub instructions: Vec<RawInstruction>,
}

impl Store {
    /// Opens the store, making it (mode 700) on the first run; fails where another run holds it.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let fault = |source| Error::Store {
            path: folder.to_owned(),
            source,
        };
        make_private_folder(folder).map_err(fault)?;
        let lock = lock(&folder.join("lock"))?;
        Ok(Self {
            folder: folder.to_owned(),
            _lock: lock,
        })
    }

    /// The key of the pseudonyms, drawn on the first run and never printed.
    pub fn key(&self) -> Result<Key, Error> {
        let path = self.folder.join("key");
        let fault = |source| Error::Store {
            path: path.clone(),
            source,
        };
        let mut bytes = [0; 32];
        match File::open(&path) {
            Ok(mut file) => file.read_exact(&mut bytes).map_err(fault)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                getrandom::fill(&mut bytes).map_err(|error| fault(io::Error::other(error.to_string())))?;
                replace_privately::<io::Error>(&path, |_, mut file| {
                    file.write_all(&bytes)?;
                    file.sync_all()
                })
                .map_err(fault)?;
            }
            Err(error) => return Err(fault(error)),
        }
        Ok(Key::new(bytes))
    }

    /// The corpus as earlier runs left it; empty on the first run.
    pub fn holdings(&self) -> Result<Holdings, Error> {
        Ok(Holdings {
            appeals: self.read()?,
            receptions: self.read()?,
            instructions: self.read()?,
        })
    }

    pub fn keep(&self, holdings: &Holdings) -> Result<(), Error> {
        self.write(&holdings.appeals)?;
        self.write(&holdings.receptions)?;
        self.write(&holdings.instructions)
    }

    /// The annotations earlier runs made; those of an older layout are forgotten and made again.
    pub fn annotations(&self) -> Result<Vec<Annotation>, Error> {
        match self.read() {
            Err(Error::Corpus(corpus::Error::Columns { .. })) => Ok(Vec::new()),
            annotations => annotations,
        }
    }

    pub fn keep_annotations(&self, annotations: &[Annotation]) -> Result<(), Error> {
        self.write(annotations)
    }

    /// Where the list of values stands that the second check did not let through.
    pub fn leaks(&self) -> PathBuf {
        self.folder.join("leaks.csv")
    }

    pub fn keep_leaks(&self, list: &[u8]) -> Result<(), Error> {
        let path = self.leaks();
        replace_privately::<io::Error>(&path, |_, mut file| {
            file.write_all(list)?;
            file.sync_all()
        })
        .map_err(|source| Error::Store { path, source })
    }

    /// Removes the list an earlier run left: this one has nothing to list.
    pub fn forget_leaks(&self) -> Result<(), Error> {
        let path = self.leaks();
        match fs::remove_file(&path) {
            Err(source) if source.kind() != io::ErrorKind::NotFound => Err(Error::Store { path, source }),
            _ => Ok(()),
        }
    }

    fn path<T: Table>(&self) -> PathBuf {
        self.folder.join(T::NAME).with_extension("parquet")
    }

    fn read<T: Table>(&self) -> Result<Vec<T>, Error> {
        let path = self.path::<T>();
        if !path.exists() {
            return Ok(Vec::new());
        }
        Ok(corpus::read(&path)?)
    }

    fn write<T: Table>(&self, rows: &[T]) -> Result<(), Error> {
        let path = self.path::<T>();
        replace_privately(&path, |aside, file| corpus::write_to(aside, file, rows))?;
        Ok(())
    }
}

/// Takes the lock file at `path`; fails at once where another run has it.
pub fn lock(path: &Path) -> Result<File, Error> {
    let file = private_file(path).map_err(|source| Error::Store {
        path: path.to_owned(),
        source,
    })?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::Locked {
            path: path.to_owned(),
        }),
        Err(TryLockError::Error(source)) => Err(Error::Store {
            path: path.to_owned(),
            source,
        }),
    }
}

fn make_private_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir_all(folder)?;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o700))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_store_is_open_to_one_run_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        assert!(matches!(Store::open(folder.path()), Err(Error::Locked { .. })));
        drop(store);
        Store::open(folder.path()).unwrap();
    }

    #[test]
    fn the_key_is_drawn_once_and_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let first = store.key().unwrap().pseudonym("id", "980101500004");
        assert_eq!(store.key().unwrap().pseudonym("id", "980101500004"), first);
        let mode = fs::metadata(folder.path().join("key"))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
