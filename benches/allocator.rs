//! Twelve PDFs with the program's allocator; `allocator_system` is the same with the system's: `cargo bench --bench allocator --bench
//! allocator_system`. What differs is the first build of a process: add `-- --test`, and time the two processes.

mod twelve;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 20)]
fn twelve_pdfs_with_mimalloc(bencher: divan::Bencher) {
    twelve::build(bencher);
}
