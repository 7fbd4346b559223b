//! The same artifacts as a self-contained Typst project.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::pipeline::filenames;
use crate::pipeline::plan::plan;
use crate::pipeline::prepare::prepare;
use crate::pipeline::request::Request;
use crate::pipeline::session::Session;
use crate::project;
use crate::typeset::compile::{Tracer, typeset};
use crate::typeset::fonts;

impl Session {
    /// The files of a self-contained Typst project: main files, layouts, images and fonts.
    pub fn emit(&self, request: &Request, out: &mut Diagnostics) -> BTreeMap<String, Vec<u8>> {
        let project = project::load(self.vfs(), out);
        filenames::check(&project, out);
        let mut prepared = prepare(self.vfs(), &|| self.engine(), &project, request, out);
        self.refuse(&project, &mut prepared, request.draft, out);
        let planned = plan(&project, &prepared, request, out);
        let mut files = BTreeMap::new();
        let none = BTreeMap::new();
        for planned in &planned {
            let world = self.engine().world(&planned.lowered.text, &none);
            let tracer = Tracer::new(&world, &planned.lowered.map);
            typeset(&tracer, planned.guess(), out);
            // Of pictures, those that the engine got: their colours may have been rewritten.
            for (file, bytes) in world.files(|_| true) {
                files.insert(file.path().to_owned(), bytes.to_vec());
            }
            let main = planned.name.replace(".pdf", ".typ");
            files.insert(main, planned.lowered.text.clone().into_bytes());
        }
        for (name, bytes) in fonts::all(self.vfs()) {
            files.insert(format!("fonts/{name}"), bytes.to_vec());
        }
        files
    }
}
