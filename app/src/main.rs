//! Glasscase: the page. Everything is in the library, so that it can be tested natively.

fn main() {
    glasscase_app::start();
}
