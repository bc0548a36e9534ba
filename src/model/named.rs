//! Enums whose variants have names in data.

/// An enum whose variants have names in data and outputs.
macro_rules! named {
    ($(#[$about:meta])* $name:ident { $($(#[$meta:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$meta])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// Every variant with its name.
            pub const ALL: [(&'static str, $name); [$($text),+].len()] = [$(($text, $name::$variant)),+];

            /// The name in data, front matter and outputs.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)+ }
            }
        }
    };
}

pub(crate) use named;
