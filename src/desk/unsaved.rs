//! Texts that are typed and not saved: kept in a file of the project, so that they survive a restart.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::output::sha256;
use crate::pipeline::commands::typed::MessageKey;
use crate::translate::typed::Typed;

/// The folder of the project for what is on this machine alone.
const FOLDER: &str = ".fluentpress";
const FILE: &str = "unsaved.json";
/// How many digits of a SHA-256 tell one text of a message from another.
const DIGITS: usize = 16;

/// What is typed for a message.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The texts as they are typed.
    pub parts: Vec<Typed>,
    /// The digest of the texts that the catalogue had when typing began.
    pub base: String,
}

/// The digest of texts of a message.
pub fn digest(texts: &[Typed]) -> String {
    let all: String = texts
        .iter()
        .map(|t| format!("{}\n{}\0", t.name, t.text))
        .collect();
    let mut digest = sha256::hex(all.as_bytes());
    digest.truncate(DIGITS);
    digest
}

/// All unsaved texts of a project.
#[derive(Debug, Default)]
pub struct Unsaved {
    folder: PathBuf,
    all: BTreeMap<MessageKey, Draft>,
}

/// A draft in the file.
#[derive(Serialize, Deserialize)]
struct Entry {
    #[serde(flatten)]
    key: MessageKey,
    #[serde(flatten)]
    draft: Draft,
}

impl Unsaved {
    /// Those that an earlier desk left in a project. A file that cannot be read is put aside, so that nothing in it is lost.
    pub fn read(root: &Path) -> Self {
        let folder = root.join(FOLDER);
        let file = folder.join(FILE);
        let read = fs::read(&file).ok();
        let entries = read
            .as_ref()
            .map(|bytes| serde_json::from_slice::<Vec<Entry>>(bytes));
        let all = match entries {
            Some(Ok(entries)) => entries.into_iter().map(|e| (e.key, e.draft)).collect(),
            Some(Err(_)) => {
                let _ = fs::rename(&file, folder.join("unsaved.unreadable.json"));
                BTreeMap::new()
            }
            None => BTreeMap::new(),
        };
        Self { folder, all }
    }

    /// All of them, by language, article and id.
    pub fn iter(&self) -> impl Iterator<Item = (&MessageKey, &Draft)> {
        self.all.iter()
    }

    /// What is typed for a message.
    pub fn get(&self, key: &MessageKey) -> Option<&Draft> {
        self.all.get(key)
    }

    /// Keeps what is typed for a message, or forgets it; on the disk too.
    pub fn set(&mut self, key: &MessageKey, draft: Option<Draft>) -> io::Result<()> {
        match draft {
            Some(draft) => self.all.insert(key.clone(), draft),
            None => self.all.remove(key),
        };
        self.write()
    }

    fn write(&self) -> io::Result<()> {
        let file = self.folder.join(FILE);
        if self.all.is_empty() && !file.exists() {
            return Ok(());
        }
        if !self.folder.exists() {
            fs::create_dir_all(&self.folder)?;
            // It is nobody's business in other checkouts.
            fs::write(self.folder.join(".gitignore"), "*\n")?;
        }
        let entries = self.all.iter().map(|(key, draft)| Entry {
            key: key.clone(),
            draft: draft.clone(),
        });
        let json = serde_json::to_vec_pretty(&entries.collect::<Vec<_>>())?;
        let aside = self.folder.join("unsaved.json.new");
        fs::write(&aside, json)?;
        fs::rename(aside, file)
    }
}
