//! article × locale × audience × format → artifacts. The only folder that names every stage.

pub mod request;
pub mod images;
pub mod translations;
pub mod ready;
pub mod prepare;
pub mod plan;
pub mod inputs;
pub mod proof;
pub mod thumbnails;
pub mod digests;
pub mod session;
pub mod record;
pub mod since;
pub mod possible;
pub mod verify;
pub mod emit;
pub mod bundles;
pub mod sync;
pub mod ack;
pub mod check;
pub mod status;
pub mod list;
pub mod parts;
pub mod shown;
pub mod whereabouts;
