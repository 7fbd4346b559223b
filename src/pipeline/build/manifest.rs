//! The manifest of a build.

use std::collections::BTreeMap;

use typst::foundations::Bytes;

use crate::origin::FileId;
use crate::output::manifest::{Entry, Font, Input, Manifest, Picture, sort};
use crate::output::sha256;
use crate::pipeline::build::artifact::{Artifact, SHEET, Sheet};
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::typeset::fonts::Face;

impl Session {
    /// The manifest of artifacts that this session made.
    pub fn manifest(
        &self,
        artifacts: &[Artifact],
        sheet: Option<&Sheet>,
        request: &Request,
    ) -> Manifest {
        let typst = typst::utils::version();
        let mut manifest = Manifest::empty(request.draft, typst.raw());
        let is_undated = artifacts.iter().any(|artifact| artifact.date.is_none());
        manifest.epoch = request.epoch.filter(|_| is_undated);
        let (mut own, mut built_in) = (BTreeMap::new(), BTreeMap::new());
        let mut fonts = BTreeMap::new();
        for artifact in artifacts {
            own.extend(&artifact.inputs.own);
            built_in.extend(&artifact.inputs.built_in);
            fonts.extend(artifact.fonts.iter().map(|face| (id(face), face)));
        }
        for (all, files, is_built_in) in [
            (&mut manifest.inputs, own, false),
            (&mut manifest.built_in, built_in, true),
        ] {
            let input = |(file, bytes): (&FileId, &Bytes)| Input {
                path: file_path(file),
                bytes: length(bytes),
                sha256: self.digests().of(file, is_built_in, bytes),
            };
            all.extend(files.into_iter().map(input));
        }
        manifest.fonts = fonts.into_values().map(|face| self.font(face)).collect();
        manifest.artifacts = artifacts.iter().map(entry).collect();
        sort(&mut manifest.artifacts);
        manifest.pictures = artifacts.iter().filter_map(thumbnail).collect();
        manifest.pictures.extend(sheet.map(contact_sheet));
        sort(&mut manifest.pictures);
        manifest
    }

    fn font(&self, face: &Face) -> Font {
        Font {
            id: id(face),
            family: face.family.clone(),
            style: face.style.clone(),
            weight: face.weight,
            built_in: face.is_built_in,
            bytes: length(&face.bytes),
            sha256: self.digests().of(&face.file, face.is_built_in, &face.bytes),
        }
    }
}

fn entry(artifact: &Artifact) -> Entry {
    Entry {
        file: artifact.name.clone(),
        article: artifact.key.article.clone(),
        audience: artifact.key.audience.clone(),
        format: artifact.key.format.name().to_owned(),
        locale: artifact.key.locale.clone(),
        edition: artifact.key.edition.name().to_owned(),
        handout: artifact.key.is_handout,
        title: artifact.title.clone(),
        date: artifact.date.map(|date| date.iso()),
        pages: artifact.pages as u64,
        bytes: length(&artifact.bytes),
        sha256: artifact.sha256.clone(),
        standards: artifact.standards.iter().map(|s| (*s).to_owned()).collect(),
        inputs: artifact.inputs.own.keys().map(file_path).collect(),
        built_in: artifact.inputs.built_in.keys().map(file_path).collect(),
        fonts: artifact.fonts.iter().map(id).collect(),
        fingerprint: artifact.fingerprint.clone(),
    }
}

fn thumbnail(artifact: &Artifact) -> Option<Picture> {
    let thumbnail = artifact.thumbnail.as_ref()?;
    Some(Picture {
        file: thumbnail.name.clone(),
        artifact: Some(artifact.name.clone()),
        width: thumbnail.width,
        height: thumbnail.height,
        bytes: length(&thumbnail.bytes),
        sha256: sha256::hex(&thumbnail.bytes),
    })
}

fn contact_sheet(sheet: &Sheet) -> Picture {
    Picture {
        file: SHEET.to_owned(),
        artifact: None,
        width: sheet.width,
        height: sheet.height,
        bytes: length(&sheet.bytes),
        sha256: sha256::hex(&sheet.bytes),
    }
}

fn file_path(file: &FileId) -> String {
    file.path().to_owned()
}

fn length(bytes: &[u8]) -> u64 {
    bytes.len() as u64
}

/// The name of a face: its file, and its place in it.
pub fn id(face: &Face) -> String {
    match face.index {
        0 => face.file.path().to_owned(),
        index => format!("{}#{index}", face.file),
    }
}
