//! What both allocators are measured with: all PDFs of this repository, nothing cached.

use std::path::Path;

use fluentpress::pipeline::build::request::Request;
use fluentpress::pipeline::build::session::Session;

/// Measures builds from files to bytes, on as many threads as there are processors.
pub fn build(bencher: divan::Bencher) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    bencher.with_inputs(|| comemo::evict(0)).bench_values(|()| {
        let mut session = Session::new(root).expect("the repository");
        let outcome = session.build(&Request::default(), &|_, _| {});
        assert!(!outcome.diagnostics.has_errors());
        outcome.artifacts.len()
    });
}
