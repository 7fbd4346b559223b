//! The same artifacts as a self-contained Typst project.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::pipeline::build::matrix::check_names;
use crate::pipeline::build::plan::plan;
use crate::pipeline::build::request::Request;
use crate::pipeline::build::session::Session;
use crate::typeset::compile::{Tracer, typeset};
use crate::typeset::fonts;
use crate::typeset::layout_loop::Rounds;

impl Session {
    /// The files of a self-contained Typst project: main files, layouts, images and fonts.
    pub fn emit(&self, request: &Request, out: &mut Diagnostics) -> BTreeMap<String, Vec<u8>> {
        let project = self.sources().load(out);
        check_names(project, out);
        let mut prepared = self.prepare(request, out);
        self.refuse(&mut prepared, request, out);
        let plans = plan((project, self.families()), &prepared, request, out);
        let mut files = BTreeMap::new();
        let none = BTreeMap::new();
        for plan in &plans {
            let _running = self.clock().begin(&plan.name, plan.allowed());
            let world = self.engine().world(&plan.lowered().text, &none);
            let tracer = Tracer::new(&world, &plan.lowered().map);
            typeset(&tracer, Rounds::new(plan.guess()), out);
            // Of pictures, those that the engine got: their colours may have been rewritten.
            for (file, bytes) in world.files(|_| true) {
                files.insert(file.path().to_owned(), bytes.to_vec());
            }
            let main = plan.name.replace(".pdf", ".typ");
            files.insert(main, plan.lowered().text.clone().into_bytes());
        }
        for (name, bytes) in fonts::all(self.vfs()) {
            files.insert(format!("fonts/{name}"), bytes.to_vec());
        }
        files
    }
}
