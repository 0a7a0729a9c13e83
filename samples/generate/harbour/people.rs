//! Who works on Harbour Renewal: everybody invented. Names that look alike are meant to.

/// A person of the sample.
pub struct Person {
    /// Display name.
    pub name: &'static str,
    /// E-mail; empty where no list gives one.
    pub mail: &'static str,
    /// Team.
    pub team: &'static str,
    /// Role.
    pub role: &'static str,
    /// Project whose ordinary tasks the person takes; empty for people that only the story places.
    pub pool: &'static str,
    /// Share of full time in percent.
    pub share: u32,
}

const fn p(
    name: &'static str,
    mail: &'static str,
    team: &'static str,
    role: &'static str,
    pool: &'static str,
    share: u32,
) -> Person {
    Person { name, mail, team, role, pool, share }
}

/// The engineer whose stated hours add up to 215 %.
pub const OVERLOADED: &str = "Ines Okafor";
/// The false alarm: no hours are stated anywhere.
pub const ASSUMED: &str = "Tomas Brandt";
/// Leaves on [`LEAVES`], still assigned afterwards.
pub const LEAVER: &str = "Piet van Dijk";
/// The leaver's last day.
pub const LEAVES: &str = "2026-12-18";
/// Two people, one name.
pub const HOMONYM: &str = "Anna Berg";

/// Somebody of the capacity sheet, and a name in another tracker that may be theirs: nothing but the name tells.
pub const UNSURE: (&str, &str) = ("Yusuf Demirel", "Y. Demirel");

/// Everybody, in the order of the capacity sheet.
pub const PEOPLE: &[Person] = &[
    p("Marit Solheim", "marit.solheim@harbour.example", "Marine works", "Project manager", "", 100),
    p("Anna Berg", "anna.berg@harbour.example", "Marine works", "Site engineer", "QW", 100),
    p("Jonas Falk", "jonas.falk@harbour.example", "Marine works", "Site engineer", "QW", 100),
    p("Kerstin Olufsen", "kerstin.olufsen@harbour.example", "Marine works", "Piling supervisor", "QW", 100),
    p("Bram Hofstede", "bram.hofstede@harbour.example", "Marine works", "Structural engineer", "QW", 100),
    p("Leonor Pinto", "leonor.pinto@harbour.example", "Marine works", "Surveyor", "QW", 60),
    p("Sven Arnesen", "sven.arnesen@harbour.example", "Marine works", "Concrete foreman", "QW", 100),
    p("Yusuf Demirel", "yusuf.demirel@harbour.example", "Marine works", "Dredging engineer", "QW", 100),
    p("Ines Okafor", "ines.okafor@harbour.example", "Controls", "Controls engineer", "", 100),
    p("Casper Wiel", "casper.wiel@harbour.example", "Cranes", "Project manager", "", 100),
    p("Ruta Kazlauskaite", "ruta.kazlauskaite@harbour.example", "Cranes", "Mechanical engineer", "STS", 100),
    p("Diego Larrea", "diego.larrea@harbour.example", "Cranes", "Electrical engineer", "STS", 100),
    p("Maud Thijssen", "maud.thijssen@harbour.example", "Cranes", "Commissioning engineer", "STS", 100),
    p("Hakon Lie", "hakon.lie@harbour.example", "Cranes", "Lifting supervisor", "STS", 100),
    p("Ewa Nowicka", "ewa.nowicka@harbour.example", "Cranes", "Quality engineer", "STS", 100),
    p("Oskar Lindqvist", "oskar.lindqvist@harbour.example", "Cranes", "Logistics planner", "STS", 100),
    p("Gesa Thormann", "gesa.thormann@harbour.example", "Energy", "Project manager", "", 100),
    p("Luis Arrieta", "luis.arrieta@harbour.example", "Energy", "Electrical engineer", "SP", 100),
    p("Nadia Haddad", "nadia.haddad@harbour.example", "Energy", "Substation engineer", "SP", 100),
    p("Tuomas Rinne", "tuomas.rinne@harbour.example", "Energy", "Cable engineer", "SP", 100),
    p("Clara Montfort", "clara.montfort@harbour.example", "Energy", "Safety engineer", "SP", 100),
    p("Bogdan Iliescu", "bogdan.iliescu@harbour.example", "Energy", "Commissioning engineer", "SP", 100),
    p("Priya Raghunathan", "priya.raghunathan@harbour.example", "IT", "Product owner", "", 100),
    p("Dmitri Sokolov", "dmitri.sokolov@harbour.example", "IT", "Developer", "TOS", 100),
    p("Hanna Lehtinen", "hanna.lehtinen@harbour.example", "IT", "Developer", "TOS", 100),
    p("Marco Bellini", "marco.bellini@harbour.example", "IT", "Developer", "TOS", 100),
    p("Aisling Byrne", "aisling.byrne@harbour.example", "IT", "Tester", "TOS", 100),
    p("Viktor Hradil", "viktor.hradil@harbour.example", "IT", "Integration developer", "TOS", 100),
    p("Sofie Mertens", "sofie.mertens@harbour.example", "IT", "Business analyst", "", 80),
    p("Emeka Obi", "emeka.obi@harbour.example", "IT", "Data engineer", "TOS", 100),
    p("Lotte Grimm", "lotte.grimm@harbour.example", "IT", "Tester", "TOS", 100),
    p("Jürgen Kästner", "juergen.kaestner@harbour.example", "Customs", "Projektleiter", "", 100),
    p("Birgit Wöhler", "birgit.woehler@harbour.example", "Customs", "Entwicklerin", "ZOL", 100),
    p("Matthias Römer", "matthias.roemer@harbour.example", "Customs", "Entwickler", "ZOL", 100),
    p("Svenja Petersen", "svenja.petersen@harbour.example", "Customs", "Fachanalystin", "ZOL", 100),
    p("Ole Brodersen", "ole.brodersen@harbour.example", "Customs", "Tester", "ZOL", 100),
    p("Fatma Yildiz", "fatma.yildiz@harbour.example", "Gate", "Product manager", "", 100),
    p("Noah Verbeek", "noah.verbeek@harbour.example", "Gate", "Developer", "GATE", 100),
    p("Isabel Quint", "isabel.quint@harbour.example", "Gate", "Developer", "GATE", 100),
    p("Stellan Ek", "stellan.ek@harbour.example", "Gate", "Camera systems engineer", "GATE", 100),
    p("Agnieszka Wrona", "agnieszka.wrona@harbour.example", "Gate", "Civil engineer", "GATE", 100),
    p("Rafael Teixeira", "rafael.teixeira@harbour.example", "Gate", "Tester", "GATE", 100),
    p("Helga Norberg", "helga.norberg@harbour.example", "Operations", "Readiness lead", "", 100),
    p("Anna Berg", "anna.berg@nordkran-academy.example", "Operations", "Simulator trainer", "OPS", 100),
    p("Karim Benali", "karim.benali@harbour.example", "Operations", "Shift manager", "OPS", 100),
    p("Wiebke Frost", "wiebke.frost@harbour.example", "Operations", "Trainer", "OPS", 100),
    p("Joao Salgado", "joao.salgado@harbour.example", "Operations", "Human resources partner", "OPS", 100),
    p("Mirela Stan", "mirela.stan@harbour.example", "Operations", "Safety trainer", "OPS", 100),
    p("Tomas Brandt", "tomas.brandt@harbour.example", "Operations", "Yard planner", "", 100),
    p("Piet van Dijk", "piet.vandijk@harbour.example", "Rail", "Track engineer", "", 100),
    p("Ingrid Aas", "ingrid.aas@harbour.example", "Rail", "Project manager", "", 100),
    p("Lukas Brenner", "lukas.brenner@harbour.example", "Rail", "Signalling engineer", "RL", 100),
    p("Zofia Lis", "zofia.lis@harbour.example", "Rail", "Track engineer", "RL", 100),
    p("Pekka Salo", "pekka.salo@harbour.example", "Rail", "Permits officer", "RL", 100),
    p("Beatriz Cunha", "beatriz.cunha@harbour.example", "Rail", "Drainage engineer", "RL", 100),
    p("Erik Tveit", "erik.tveit@harbour.example", "Rail", "Site engineer", "RL", 100),
    p("Constance Adler", "constance.adler@harbour.example", "Legal", "Counsel", "LAN", 100),
    p("Roderick Hume", "roderick.hume@harbour.example", "Property", "Land agent", "LAN", 100),
    p("Odile Sabatier", "odile.sabatier@harbour.example", "Finance", "Finance partner", "LAN", 100),
    p("Gareth Pryce", "gareth.pryce@harbour.example", "Property", "Valuer", "LAN", 100),
];

/// The e-mail of the person of that name in that project.
pub fn mail(name: &str, project: &str) -> &'static str {
    let pooled = PEOPLE.iter().find(|p| p.name == name && p.pool == project);
    pooled.or_else(|| PEOPLE.iter().find(|p| p.name == name)).map_or("", |p| p.mail)
}
