//! A register of the pipeline file, resolved: its own words before the built-in ones.

use std::collections::BTreeMap;

use super::fold::{fold, halves};
use super::register::{Format, Holds, Register};
use super::{Error, Role, dictionary, encoding};

/// Delimiters tried where the pipeline file names none, in order of preference.
const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// A register with everything looked up that its rows are compared with.
pub struct Profile<'a> {
    register: &'a Register,
    own_headers: BTreeMap<String, Role>,
    usual_headers: BTreeMap<String, Role>,
    own_values: BTreeMap<(Role, String), String>,
}

/// A header cell's role, and whether the pipeline file itself says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub role: Role,
    pub own: bool,
}

impl<'a> Profile<'a> {
    /// The resolved register; an error names the entry of the pipeline file that cannot be.
    pub fn new(register: &'a Register) -> Result<Self, Error> {
        ensure_roles(register)?;
        ensure_settings(register)?;
        let profile = Self {
            register,
            own_headers: own_headers(register)?,
            usual_headers: usual_headers(register),
            own_values: own_values(register),
        };
        profile.ensure_codes()?;
        Ok(profile)
    }

    pub fn name(&self) -> &str {
        &self.register.name
    }

    pub fn holds(&self) -> Holds {
        self.register.holds
    }

    pub fn answers_to(&self) -> Option<&str> {
        self.register.answers_to.as_deref()
    }

    pub fn sheet(&self) -> Option<&str> {
        self.register.sheet.as_deref()
    }

    pub fn format(&self) -> Option<Format> {
        self.register.format
    }

    pub fn encoding(&self) -> Option<&str> {
        self.register.encoding.as_deref()
    }

    pub fn delimiters(&self) -> Vec<u8> {
        match self
            .register
            .delimiter
            .and_then(|delimiter| u8::try_from(delimiter).ok())
        {
            Some(delimiter) => vec![delimiter],
            None => DELIMITERS.to_vec(),
        }
    }

    /// The value every row has in `role`, if the pipeline file gives one.
    pub fn constant(&self, role: Role) -> Option<&str> {
        self.register.constants.get(&role).map(String::as_str)
    }

    /// Roles whose column has to be there.
    pub fn required(&self) -> impl Iterator<Item = Role> + '_ {
        let own = self
            .register
            .required
            .iter()
            .filter(|role| !self.holds().required().contains(role));
        self.holds()
            .required()
            .iter()
            .chain(own)
            .copied()
            .filter(|role| self.constant(*role).is_none())
            .filter(|role| *role != Role::Kind || !self.kind_from_text())
    }

    /// Whether the kind of an appeal may be missing.
    pub fn kind_from_text(&self) -> bool {
        self.register.kind_from_text
    }

    /// The role of a header spelled `header`, if it is known.
    ///
    /// A bilingual header is known by either half, if the halves do not contradict each other.
    pub fn claim(&self, header: &str) -> Option<Claim> {
        self.folded_claim(&fold(header))
            .or_else(|| self.agreed(halves(header).iter().map(String::as_str)))
    }

    /// The role of a two-line header.
    pub fn claim_under(&self, upper: &str, lower: &str) -> Option<Claim> {
        let whole = format!("{} {}", fold(upper), fold(lower));
        let (upper, lower) = (halves(upper), halves(lower));
        let pairs = upper
            .iter()
            .flat_map(|upper| lower.iter().map(move |lower| format!("{upper} {lower}")));
        let pairs: Vec<String> = pairs.collect();
        self.folded_claim(&whole)
            .or_else(|| self.agreed(pairs.iter().map(String::as_str)))
    }

    fn agreed<'s>(&self, spellings: impl Iterator<Item = &'s str>) -> Option<Claim> {
        let mut claims = spellings.filter_map(|spelling| self.folded_claim(spelling));
        let first = claims.next()?;
        claims.all(|claim| claim.role == first.role).then_some(first)
    }

    fn folded_claim(&self, folded: &str) -> Option<Claim> {
        let own = self.own_headers.get(folded).map(|role| Claim {
            role: *role,
            own: true,
        });
        let usual = || {
            self.usual_headers.get(folded).map(|role| Claim {
                role: *role,
                own: false,
            })
        };
        own.or_else(usual)
            .filter(|claim| self.constant(claim.role).is_none())
    }

    /// The spellings of `role` a reader may look for: those of the pipeline file, or some usual ones.
    pub fn spellings(&self, role: Role) -> Vec<String> {
        match self.register.columns.get(&role) {
            Some(own) => own.clone(),
            None => dictionary::example_headers(role),
        }
    }

    /// What the pipeline file puts in place of `value` in the column of `role`.
    pub fn translated(&self, role: Role, value: &str) -> Option<&str> {
        self.own_values.get(&(role, fold(value))).map(String::as_str)
    }

    /// The code that `value` stands for: by the pipeline file, the dictionary, or being the code itself.
    pub fn code(&self, role: Role, value: &str) -> Option<String> {
        if dictionary::label(role, value).is_some() {
            return Some(value.to_owned());
        }
        self.folded_code(role, &fold(value)).or_else(|| {
            let codes: Vec<String> = halves(value)
                .iter()
                .filter_map(|half| self.folded_code(role, half))
                .collect();
            let first = codes.first()?;
            codes.iter().all(|code| code == first).then(|| first.clone())
        })
    }

    fn folded_code(&self, role: Role, folded: &str) -> Option<String> {
        let own = self
            .own_values
            .get(&(role, folded.to_owned()))
            .map(String::as_str);
        own.or_else(|| dictionary::code(role, folded)).map(str::to_owned)
    }

    fn ensure_codes(&self) -> Result<(), Error> {
        let values = self
            .own_values
            .iter()
            .map(|((role, _), code)| (*role, code.clone(), false));
        let constants = self
            .register
            .constants
            .iter()
            .map(|(role, value)| (*role, value.clone(), true));
        for (role, code, translatable) in values.chain(constants).filter(|(role, ..)| role.is_coded()) {
            let known = match translatable {
                true => self.code(role, &code).is_some(),
                false => dictionary::label(role, &code).is_some(),
            };
            if !known {
                let known = dictionary::codes(role).map(|(code, _)| code.to_owned()).collect();
                return Err(Error::UnknownCode {
                    register: self.name().into(),
                    role,
                    code,
                    known,
                });
            }
        }
        Ok(())
    }
}

fn ensure_roles(register: &Register) -> Result<(), Error> {
    let named = register
        .columns
        .keys()
        .chain(register.values.keys())
        .chain(register.constants.keys());
    match named
        .chain(&register.required)
        .find(|role| !register.holds.roles().contains(role))
    {
        Some(role) => Err(Error::ForeignRole {
            register: register.name.clone(),
            role: *role,
            holds: register.holds,
        }),
        None => Ok(()),
    }
}

fn ensure_settings(register: &Register) -> Result<(), Error> {
    let name = || register.name.clone();
    if let Some(encoding) = register
        .encoding
        .as_ref()
        .filter(|label| !encoding::is_known(label))
    {
        return Err(Error::UnknownEncoding {
            register: name(),
            encoding: encoding.clone(),
        });
    }
    let unfit = |c: &char| !c.is_ascii() || c.is_ascii_alphanumeric() || matches!(c, '"' | '\r' | '\n');
    if let Some(delimiter) = register.delimiter.filter(unfit) {
        return Err(Error::BadDelimiter {
            register: name(),
            delimiter,
        });
    }
    if register.answers_to.is_some() && register.holds != Holds::Answers {
        return Err(Error::NotAnswers { register: name() });
    }
    Ok(())
}

fn own_headers(register: &Register) -> Result<BTreeMap<String, Role>, Error> {
    let mut headers = BTreeMap::new();
    for (role, header) in register
        .columns
        .iter()
        .flat_map(|(role, list)| list.iter().map(move |header| (*role, header)))
    {
        match headers.insert(fold(header), role) {
            Some(first) if first != role => {
                let register = register.name.clone();
                return Err(Error::HeaderListedTwice {
                    register,
                    header: header.clone(),
                    first,
                    second: role,
                });
            }
            _ => {}
        }
    }
    Ok(headers)
}

fn usual_headers(register: &Register) -> BTreeMap<String, Role> {
    let here = dictionary::headers().filter(|(role, _)| register.holds.roles().contains(role));
    here.map(|(role, header)| (fold(header), role)).collect()
}

fn own_values(register: &Register) -> BTreeMap<(Role, String), String> {
    let entries = register
        .values
        .iter()
        .flat_map(|(role, values)| values.iter().map(move |entry| (*role, entry)));
    entries
        .map(|(role, (value, code))| ((role, fold(value)), code.clone()))
        .collect()
}
