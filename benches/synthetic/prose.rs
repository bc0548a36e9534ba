//! Invented people and places, and sentences about them in German and English.

use super::rng::Rng;

/// The language of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    German,
    English,
}

const GIVEN: [&str; 20] = [
    "Aldine", "Bertrun", "Corvin", "Dagny", "Eilert", "Fenna", "Gesche", "Hauke", "Ilva", "Jorid", "Kersten", "Ludger",
    "Merle", "Nanne", "Okko", "Peer", "Roluf", "Silje", "Tjark", "Wiebke",
];

/// Two halves make 400 family names.
const FIRST_HALVES: [&str; 20] = [
    "Abel", "Brun", "Dorn", "Eschen", "Fahren", "Gront", "Hasel", "Ivers", "Jeven", "Kolm", "Lohn", "Marsch", "Nord",
    "Olden", "Pahl", "Quast", "Ruben", "Sommer", "Tolk", "Wulfen",
];
const SECOND_HALVES: [&str; 20] = [
    "acker", "beek", "brook", "diek", "eich", "feld", "gaard", "hoff", "horst", "kamp", "loh", "mann", "moor", "rade",
    "sen", "stedt", "thal", "vogt", "wischer", "zier",
];

const PLACES: [&str; 16] = [
    "Brakelmünde",
    "Dünenrade",
    "Eversand",
    "Fliethörn",
    "Grotenbrück",
    "Hallerwisch",
    "Kranzdiek",
    "Lüttenau",
    "Moorhusen",
    "Nebelkoog",
    "Ostervenn",
    "Priggenort",
    "Rungholmen",
    "Sielbeck",
    "Tidenhagen",
    "Wattenbüll",
];

/// All of one gender, so that sentences need no grammar.
const BODIES: [&str; 12] = [
    "Deichverband",
    "Fährverein",
    "Hafenrat",
    "Heringshandel",
    "Klärverband",
    "Landschaftsrat",
    "Leuchtturmverein",
    "Reederbund",
    "Salzhandel",
    "Seilerkreis",
    "Sparkassenbund",
    "Werftverband",
];

const MEDIA: [&str; 10] = [
    "Brakelmünder Anzeiger",
    "Dünenrader Tageblatt",
    "Eversander Zeitung",
    "Grotenbrücker Nachrichten",
    "Kranzdieker Kurier",
    "Moorhusener Volksblatt",
    "Nebelkooger Post",
    "Rungholmer Rundschau",
    "The Tidenhagen Herald",
    "Wattenbüller Wochenblatt",
];

const ROLES: [&str; 6] = [
    "Ratsmitglied",
    "Vorstandsmitglied",
    "Ausschussmitglied",
    "Beiratsmitglied",
    "Gründungsmitglied",
    "Ehrenmitglied",
];

const GERMAN_CLAIMS: [&str; 14] = [
    "Wir haben die Zahlen dreimal geprüft, und sie stimmen",
    "Das Gutachten liegt seit März in der Schublade",
    "Niemand hat uns gefragt, ob wir den Kai überhaupt brauchen",
    "Ohne die neue Schleuse läuft im Winter der Keller voll",
    "Ich werde diesem Haushalt so nicht zustimmen",
    "Es gibt keinen zweiten Plan, und es gab nie einen",
    "Der Schlick kommt jedes Jahr wieder, auch ohne Beschluss",
    "Was gestern galt, gilt auch morgen",
    "Die Fischer sind die Letzten, die davon erfahren",
    "Wir reden über vierzig Meter und über nichts sonst",
    "Das Geld reicht bis zum Herbst, danach wird es eng",
    "Wer das behauptet, hat die Akten nicht gelesen",
    "An der Abstimmung ändert das nichts",
    "Die Pfähle stehen, und sie bleiben stehen",
];

const ENGLISH_CLAIMS: [&str; 10] = [
    "We checked the figures three times, and they hold",
    "Nobody asked us whether we need the quay at all",
    "The report has been in a drawer since March",
    "Without the new lock the cellars will flood in winter",
    "I will not vote for this budget as it stands",
    "There is no second plan, and there never was one",
    "The silt comes back every year, whatever they decide",
    "The money will last until autumn, and then we shall see",
    "Whoever says that has not read the files",
    "The piles are standing, and standing they will stay",
];

const GERMAN_SCRAPS: [&str; 6] = [
    "reine Rechenkunst",
    "ein teurer Irrtum",
    "höchste Zeit",
    "ein Geschenk an die Reeder",
    "nicht verhandelbar",
    "der letzte Versuch",
];

const ENGLISH_SCRAPS: [&str; 4] = ["a costly mistake", "high time", "not negotiable", "the last attempt"];

/// The people, places and bodies of a site.
pub struct Cast {
    people: Vec<Person>,
}

struct Person {
    full: String,
    last: String,
    slug: String,
    role: &'static str,
}

/// The number of a person.
pub type PersonId = usize;

impl Cast {
    /// As many people as asked for, up to 400; and every place and body.
    pub fn new(people: usize) -> Cast {
        let person = |number: usize| {
            // 7 and 400 have no divisor in common, so that no two names are the same.
            let name = number * 7 % 400;
            let last = format!("{}{}", FIRST_HALVES[name / 20], SECOND_HALVES[name % 20]);
            let given = GIVEN[number % GIVEN.len()];
            Person {
                slug: format!("{}-{}", given.to_lowercase(), last.to_lowercase()),
                full: format!("{given} {last}"),
                last,
                role: ROLES[number % ROLES.len()],
            }
        };
        Cast {
            people: (0..people.min(400)).map(person).collect(),
        }
    }

    /// Name and text of the file of every entity.
    pub fn entities(&self) -> impl Iterator<Item = (String, String)> {
        let people = self.people.iter().map(|person| {
            let Person { full, last, slug, role } = person;
            let text = format!(
                "---\nname: {full}\ntype: person\naliases: [{last}]\ndescription: {role}, erfunden\nroles:\n  - \
                 {{title: {role}, from: 2029-01}}\n---\n{full} ist erfunden.\n"
            );
            (slug.clone(), text)
        });
        let places = PLACES.iter().map(|place| {
            let text = format!("---\nname: {place}\ntype: place\ndescription: erfundener Ort\n---\n");
            (format!("ort-{}", plain(place)), text)
        });
        let bodies = BODIES.iter().map(|body| {
            let text = format!("---\nname: {body}\ntype: organization\ndescription: erfunden\n---\n");
            (format!("haus-{}", plain(body)), text)
        });
        people.chain(places).chain(bodies)
    }

    /// One of the places.
    pub fn place(&self, number: usize) -> &'static str {
        PLACES[number % PLACES.len()]
    }

    /// One of the media.
    pub fn medium(&self, rng: &mut Rng) -> &'static str {
        MEDIA[rng.below(MEDIA.len())]
    }

    /// Some people.
    pub fn choose(&self, rng: &mut Rng, count: usize) -> Vec<PersonId> {
        (0..count).map(|_| rng.below(self.people.len())).collect()
    }

    /// Slug and name of a person, for a link by hand.
    pub fn link(&self, rng: &mut Rng) -> (&str, &str) {
        let person = rng.pick(&self.people);
        (&person.slug, &person.full)
    }

    /// The title of an article.
    pub fn title(&self, tongue: Tongue, rng: &mut Rng) -> String {
        let (place, body) = (rng.pick(&PLACES), rng.pick(&BODIES));
        match (tongue, rng.below(3)) {
            (Tongue::German, 0) => format!("{body} in {place} verschiebt die Entscheidung"),
            (Tongue::German, 1) => format!("Streit um den Kai von {place} geht weiter"),
            (Tongue::German, _) => format!("{place}: Was der {body} verschweigt"),
            (Tongue::English, 0) => format!("{body} delays its decision on {place}"),
            (Tongue::English, _) => format!("What {place} was promised"),
        }
    }

    /// A sentence with words of somebody's in quotation marks.
    pub fn quotation(&self, tongue: Tongue, speaker: PersonId, rng: &mut Rng) -> String {
        let Person { full, last, role, .. } = &self.people[speaker];
        let place = rng.pick(&PLACES);
        let kind = rng.below(6);
        match tongue {
            Tongue::German => {
                let (claim, scrap) = (rng.pick(&GERMAN_CLAIMS), rng.pick(&GERMAN_SCRAPS));
                let other = rng.pick(&GERMAN_CLAIMS);
                match kind {
                    0 => format!("„{claim}“, sagte {full}."),
                    1 => format!("„{claim}“, erklärte {last} in {place}. „{other}.“"),
                    2 => format!("{full} sagte: „{claim}.“"),
                    3 => format!("{role} {full} nannte den Beschluss „{scrap}“."),
                    4 => format!("„{claim}“, so {last}."),
                    _ => format!("Auf der Sitzung in {place} betonte {last}: „{claim}.“"),
                }
            }
            Tongue::English => {
                let (claim, scrap) = (rng.pick(&ENGLISH_CLAIMS), rng.pick(&ENGLISH_SCRAPS));
                match kind {
                    0 | 1 => format!("“{claim},” {full} said."),
                    2 => format!("{full} said: “{claim}.”"),
                    3 => format!("{last} called the decision “{scrap}”."),
                    4 => format!("“{claim},” said {last} in {place}."),
                    _ => format!("“{claim},” {last} told a meeting in {place}."),
                }
            }
        }
    }

    /// A sentence that reports somebody's words in the writer's.
    pub fn indirect(&self, tongue: Tongue, speaker: PersonId, rng: &mut Rng) -> String {
        let Person { full, last, .. } = &self.people[speaker];
        let (place, body, number) = (rng.pick(&PLACES), rng.pick(&BODIES), rng.below(900) + 20);
        match (tongue, rng.below(4)) {
            (Tongue::German, 0) => format!("{full} teilte mit, dass der {body} {number} Millionen brauche."),
            (Tongue::German, 1) => format!("Laut {last} sei in {place} noch nichts entschieden."),
            (Tongue::German, 2) => format!("Man werde in {place} nicht länger warten, sagte {last}."),
            (Tongue::German, _) => format!("Nach Angaben von {full} fehlen dem {body} {number} Stellen."),
            (Tongue::English, 0) => format!("{full} said that {place} would need {number} million."),
            (Tongue::English, 1) => format!("According to {last}, nothing has been decided in {place}."),
            (Tongue::English, _) => format!("{last} denied that the {body} had lost {number} jobs."),
        }
    }

    /// A sentence in which nobody speaks.
    pub fn narration(&self, tongue: Tongue, rng: &mut Rng) -> String {
        let (place, body, number) = (rng.pick(&PLACES), rng.pick(&BODIES), rng.below(900) + 20);
        let other = rng.pick(&PLACES);
        let last = &rng.pick(&self.people).last;
        match (tongue, rng.below(8)) {
            (Tongue::German, 0) => format!("Der {body} von {place} tagt an jedem ersten Dienstag des Monats."),
            (Tongue::German, 1) => format!("Seit der Sturmflut vom 12. Januar fehlen am Ufer {number} Meter Deich."),
            (Tongue::German, 2) => format!("Zwischen {place} und {other} fährt die Fähre nur noch *zweimal* am Tag."),
            (Tongue::German, 3) => {
                format!("Die Rechnung belief sich auf {number},5 Mio. Euro, z. B. für Pfähle & Kies.")
            }
            (Tongue::German, 4) => format!("In {place} erinnert sich kaum jemand an die alte Mole von {other}."),
            (Tongue::German, 5) => format!("Im Rat stimmten {number} Mitglieder ab, auch {last} war da."),
            (Tongue::German, 6) => {
                format!("Der {body} hatte die Pläne **im Mai** ausgelegt, bei Regen und ohne Andrang.")
            }
            (Tongue::German, _) => {
                format!("Über {place} lag {number} Stunden lang Nebel, als die ersten Bagger kamen.")
            }
            (Tongue::English, 0) => format!("The {body} of {place} meets on the first Tuesday of every month."),
            (Tongue::English, 1) => format!("Since the flood of Jan. 12 the dyke has been {number} metres short."),
            (Tongue::English, 2) => format!("The ferry from {place} to {other} now runs *twice* a day."),
            (Tongue::English, 3) => format!("The bill came to {number}.5 million, mostly for piles & gravel."),
            (Tongue::English, 4) => format!("Hardly anybody in {place} remembers the old pier of {other}."),
            (Tongue::English, 5) => format!("In the end {number} members voted, {last} among them."),
            (Tongue::English, 6) => {
                format!("The {body} had shown its plans **in May**, in the rain, to almost nobody.")
            }
            (Tongue::English, _) => format!("For {number} hours fog lay over {place} when the first dredgers came."),
        }
    }
}

/// A name as it may stand in an address.
fn plain(name: &str) -> String {
    name.to_lowercase()
        .replace('ü', "ue")
        .replace('ö', "oe")
        .replace('ä', "ae")
}
