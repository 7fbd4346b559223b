//! Twelve PDFs with the system's allocator, to compare with `allocator`.

mod twelve;

fn main() {
    divan::main();
}

#[divan::bench(sample_count = 20)]
fn twelve_pdfs_with_the_system(bencher: divan::Bencher) {
    twelve::build(bencher);
}
