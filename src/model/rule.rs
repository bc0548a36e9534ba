//! The rules of the quotation engine.
//!
//! Each entry is all that there is to know of a rule but its code: its kind, its one line of
//! documentation, and an example in every language in which it finds something. An example is a text
//! in which the rule finds a quotation; where that is reported without marks, it is in bold. `¶` parts
//! paragraphs. `docs/quotations.md` says the same, and a test runs the examples.
//!
//! The file that finds a quotation names in its head the words (keys of `src/language`) and the cases
//! (`tests/language`) of its rules.

use serde::{Deserialize, Serialize};

use super::kinds::QuotationKind;

macro_rules! rules {
    ($($kind:ident { $($(#[doc = $doc:literal])+ $rule:ident = $name:literal,)+ })+) => {
        /// What found a quotation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Rule {
            $($($(#[doc = $doc])+ #[serde(rename = $name)] $rule,)+)+
        }

        impl Rule {
            /// Every rule, in the order of the documentation.
            pub const ALL: &[Rule] = &[$($(Rule::$rule,)+)+];

            /// The name in data and outputs.
            pub fn name(self) -> &'static str {
                match self { $($(Rule::$rule => $name,)+)+ }
            }

            /// The kind of the quotations that it finds; an editor can give any.
            pub fn kind(self) -> QuotationKind {
                match self { $($(Rule::$rule)|+ => QuotationKind::$kind,)+ }
            }

            /// Its documentation: what it finds, then an example for each language (`- de: …`).
            pub fn documentation(self) -> &'static [&'static str] {
                match self { $($(Rule::$rule => &[$($doc),+],)+)+ }
            }
        }
    };
}

rules! {
    Direct {
        /// A frame with a verb follows.
        /// - de: „Wir bleiben“, sagte Ute Lamm.
        /// - en: “We are staying,” said Ute Lamm.
        DirectVerbAfter = "direct-verb-after",
        /// A particle and the speaker follow.
        /// - de: „Wir bleiben“, so Ute Lamm.
        DirectParticleAfter = "direct-particle-after",
        /// The words that name a source follow.
        /// - de: „Wir bleiben“, laut Ute Lamm.
        /// - en: “We are staying,” according to Ute Lamm.
        DirectSourceAfter = "direct-source-after",
        /// A colon announces it.
        /// - de: Ute Lamm wurde deutlich: „Wir bleiben.“
        /// - en: Ute Lamm said: “We are staying.”
        DirectColon = "direct-colon",
        /// The cue stands elsewhere in the sentence and reaches it.
        /// - de: Ute Lamm nannte den Plan „mutlos“.
        /// - en: Ute Lamm called the plan “timid”.
        DirectInSentence = "direct-in-sentence",
        /// A dash and the name of the source follow.
        /// - de: „Wir bleiben hier bis zum Ende.“ – Ute Lamm
        /// - en: “We are staying here.” — Ute Lamm
        DirectSourceLine = "direct-source-line",
        /// Marked words inside of an indirect quotation.
        /// - de: Ute Lamm sagte, der Plan sei teuer. Die Stadt sei „mutlos“ gewesen.
        DirectInsideIndirect = "direct-inside-indirect",
        /// It has no cue and goes on with what was reported beside it.
        /// - de: „Wir bleiben“, sagte Ute Lamm. „Sie wissen das.“
        /// - en: “We are staying,” said Ute Lamm. “You know that.”
        DirectContinued = "direct-continued",
        /// A paragraph of its own that repeats or shortens a statement of the article.
        /// - de: „Die Angst fährt immer mit“ ¶ „Die Angst fährt immer mit, seit damals“, sagt Anja Köster.
        /// - en: “The fear always rides along” ¶ “The fear always rides along, ever since,” said Anja Holm.
        DirectPullQuote = "direct-pull-quote",
        /// A paragraph of an interview or a transcript behind the label of its speaker.
        /// - de: Jan Foss: Wie weit ist die Mole? ¶ Ute Lamm: **Sie ist fertig**. ¶ Jan Foss: Seit wann? ¶ Ute Lamm: Seit Mai.
        /// - en: Jan Foss: **The pier is closed**. ¶ Ute Lamm: For how long? ¶ Jan Foss: Until May.
        DirectTurn = "direct-turn",
        /// A paragraph below a question of an interview.
        /// - de: Ein Interview mit Ute Lamm. ¶ Wie steht es um das Bad? ¶ **Es schließt bald**. ¶ Und wann? ¶ Im Mai. ¶ Wer zahlt? ¶ Die Stadt.
        /// - en: An interview with Jan Foss. ¶ Is the pier open? ¶ **It is closed**. ¶ For how long? ¶ Until May. ¶ Who pays? ¶ The town.
        DirectAnswer = "direct-answer",
        /// It has no cue, and nobody near can be the speaker for certain.
        /// - de: „Wir bleiben hier, bis jemand mit uns redet.“
        /// - en: “We are staying here until somebody talks to us.”
        DirectBare = "direct-bare",
    }
    Indirect {
        /// A clause with *that* behind a verb of speech.
        /// - de: Die Förderschule teilte mit, **dass der Anbau im Herbst fertig wird**.
        /// - en: The harbour office said **that two berths would close**.
        IndirectThat = "indirect-that",
        /// A clause with *that* behind a verb of thinking, hoping, fearing or deciding.
        /// - de: Die Winzer hoffen, **dass der Frost ausbleibt**.
        IndirectThoughtThat = "indirect-thought-that",
        /// A clause with *that* behind a passive.
        /// - de: Dem Rat wurde vorgeworfen, **dass er die Brücke gesperrt hat**.
        /// - en: Passengers were told **that the lift was broken**.
        IndirectPassiveThat = "indirect-passive-that",
        /// A clause with *whether* or another question word.
        /// - de: Die Lehrerin fragte, **ob die Turnhalle offen sei**.
        /// - en: The clerk asked **whether the door had been locked**.
        IndirectQuestion = "indirect-question",
        /// A main clause in the subjunctive.
        /// - de: Der Pächter sagte, **er habe den Teich nie abgelassen**.
        IndirectVerbSecond = "indirect-verb-second",
        /// A main clause whose verb may be in the subjunctive.
        /// - de: Der Pächter sagte, **er könnte den Teich verkaufen**.
        IndirectVerbSecondWeak = "indirect-verb-second-weak",
        /// An infinitive behind a verb that demands, promises, accuses or denies.
        /// - de: Die Stadt versprach, **den Teich zu erhalten**.
        /// - en: The town promised **to keep the pond**.
        IndirectInfinitive = "indirect-infinitive",
        /// An infinitive behind a verb of deciding or hoping.
        /// - de: Der Verein beschloss, **die Halle zu verkaufen**.
        IndirectThoughtInfinitive = "indirect-thought-infinitive",
        /// An infinitive behind a passive.
        /// - de: In einem Brief wird verlangt, **die Halle zu räumen**.
        /// - en: Visitors were asked **to leave the hall**.
        IndirectPassiveInfinitive = "indirect-passive-infinitive",
        /// The clause of a noun that reports.
        /// - de: Die Meldung, **dass der Stollen einstürzte**, war falsch.
        /// - en: The vicar's claim **that the bell had cracked** was false.
        IndirectNounThat = "indirect-noun-that",
        /// A main clause in the subjunctive behind a noun that reports.
        /// - de: Der Vorwurf des Pächters, **die Stadt habe gelogen**, ist neu.
        IndirectNounVerbSecond = "indirect-noun-verb-second",
        /// The infinitive of a noun that says what shall be done or was done.
        /// - de: Die Forderung der Winzer, **die Steuer zu senken**, blieb ohne Antwort.
        /// - en: The union's demand **to cut the tax** went unheard.
        IndirectNounInfinitive = "indirect-noun-infinitive",
        /// What stands before a frame whose verb comes first.
        /// - de: **Der Stollen sei sicher**, sagte der Steiger.
        /// - en: **The tunnel was safe**, the foreman said.
        IndirectVerbAfter = "indirect-verb-after",
        /// What stands on both sides of a frame.
        /// - en: **The tunnel, the foreman said, would hold**.
        IndirectAroundFrame = "indirect-around-frame",
        /// What stands beside a frame that is a clause with *as*.
        /// - de: Wie der Steiger mitteilte, **ruht die Arbeit bis Mai**.
        /// - en: As the foreman said, **the work will stop until May**.
        IndirectAsFrame = "indirect-as-frame",
        /// What stands before a particle and the speaker.
        /// - de: **Der Stollen ist sicher**, so der Steiger.
        IndirectParticle = "indirect-particle",
        /// A sentence without the words that name its source.
        /// - de: Laut dem Steiger **ruht die Arbeit bis Mai**.
        /// - en: **Work will stop until May**, according to the foreman.
        IndirectSource = "indirect-source",
        /// A relative clause that names its noun as the source.
        /// - de: Es gibt Gerüchte, nach denen **der Stollen verkauft wird**.
        IndirectSourceRelative = "indirect-source-relative",
        /// A sentence that refers to what was just reported with an adverb.
        /// - de: Der Pächter sagte, die Kasse sei leer. Demnach **fehlen zwei Millionen Kronen**.
        IndirectByThat = "indirect-by-that",
        /// A sentence to which the next one refers with *that* and a verb of speech.
        /// - de: **Die Mühle schließt im Mai**. Das teilte der Besitzer mit.
        IndirectReferring = "indirect-referring",
        /// A clause without *that* behind a verb of speech.
        /// - en: The guide told visitors **the cave was flooded**.
        IndirectBare = "indirect-bare",
        /// A main clause behind a comma that only its cue tells.
        /// - de: Der Wirt glaubt, **der Keller ist trocken**.
        IndirectPlainClause = "indirect-plain-clause",
        /// A clause behind a cue and a colon, without quotation marks.
        /// - de: Die Wirtin ist überzeugt: **Der Keller ist trocken**.
        IndirectColon = "indirect-colon",
        /// A phrase behind a verb of speech: of what somebody is accused, what is called for.
        /// - en: The guide accused **the firm of hiding the leak**.
        IndirectObject = "indirect-object",
    }
    IndirectFree {
        /// A sentence in the subjunctive that goes on with what was reported.
        /// - de: Der Pächter sagte, er verkaufe. **Der Teich sei zu klein**.
        IndirectChain = "indirect-chain",
    }
    FreeIndirect {
        /// A verb of hearsay with an infinitive of the past.
        /// - de: **Der Fahrer soll geschlafen haben**.
        HearsayPerfect = "hearsay-perfect",
        /// A verb of hearsay with *to be*.
        /// - de: **Das Bild soll sehr alt sein**.
        HearsayState = "hearsay-state",
        /// A verb of hearsay right behind a reported sentence.
        /// - de: Laut Pächter ist der Teich leer. **Im Mai soll er gefüllt werden**.
        HearsayChain = "hearsay-chain",
        /// An adverb of hearsay in the main clause.
        /// - de: **Angeblich ist der Teich verkauft**.
        /// - en: **The pond was reportedly sold**.
        HearsayAdverb = "hearsay-adverb",
    }
    Reported {
        /// An editor decided it.
        Editor = "editor",
    }
}

impl Rule {
    /// Whether the quotation is beside its frame; one inside of the writer's sentence may be a part of what was said.
    pub fn is_framed(self) -> bool {
        !matches!(self, Rule::DirectInSentence | Rule::DirectBare)
    }

    /// Whether what is reported is an infinitive.
    pub fn is_infinitive(self) -> bool {
        use Rule::{IndirectInfinitive, IndirectNounInfinitive, IndirectPassiveInfinitive, IndirectThoughtInfinitive};
        matches!(
            self,
            IndirectInfinitive | IndirectNounInfinitive | IndirectPassiveInfinitive | IndirectThoughtInfinitive
        )
    }
}
