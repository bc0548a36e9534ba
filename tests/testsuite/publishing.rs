//! Publishing: the site is always the old one or the new one, and nothing else is touched.

mod damage;
mod dangers;
mod faults;
mod foreign;
mod kills;
mod locks;
mod ordinary;
mod sites;
mod tree;
