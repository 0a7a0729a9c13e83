//! First names that everyday speech takes for one: a reason to ask, never to join. A name may stand in several groups.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Forms of one first name, normalised.
const GROUPS: &[&str] = &[
    "robert rob bob bobby robbie bert",
    "william will bill billy willy liam",
    "elizabeth elisabeth liz lizzie beth betty eliza lisa elsbeth elise bess",
    "katherine catherine kathryn katharine katarina katerina ekaterina kate katie kathy cathy kat kitty katya trina",
    "margaret margarete margarita maggie peggy meg greta marge rita gosia malgorzata margot",
    "michael mike mick mickey mikhail misha micha michal michel miguel",
    "thomas tom tommy tomas tomasz",
    "alexander aleksander alexandre aleksandr alexandr oleksandr olexandr alessandro alejandro alex alec sandy sasha xander sander",
    "alexandra aleksandra alessandra alejandra alex sandra sasha ola lexi",
    "christopher christoph kristoffer cristobal krzysztof chris kit topher",
    "christine christina kristina kristin cristina krystyna chris tina christa kirsten",
    "jennifer jen jenny jenni",
    "richard rick dick rich ricky ricardo riccardo",
    "edward eduard eduardo ed eddie ted teddy ned",
    "edwin ed eddie",
    "francisco francesco francis franz frank paco pancho cisco franciszek",
    "francesca frances franziska fran frankie",
    "johannes johann hannes hans jan john johan",
    "john jon johnny jack juan jean ivan giovanni ian sean",
    "jonathan jonathon jon jonny nathan",
    "giuseppe joseph josef jose jozef joe joey beppe pepe pino",
    "josephine jo josie",
    "samantha sam sammy",
    "samuel sam sammy",
    "nikolai nikolay nicholas nicolas nikolaus niklas nick nico nicky kolya klaus",
    "nicole nicola nicky nikki",
    "james jim jimmy jamie diego jaime",
    "charles charlie chuck carl karl carlos carlo charley",
    "charlotte lottie charlie",
    "daniel dan danny daniil",
    "danielle daniela dani",
    "david dave davey davide dawid",
    "stephen steven stefan stephan steve stevie etienne esteban stepan",
    "stephanie stefanie steffi steph",
    "andrew andreas andre andrei andrey andrea andy drew andrzej anders",
    "anthony antony antonio anton tony toni antoine",
    "antonia toni tonia",
    "matthew matthias mateo matteo mathieu matt mateusz matti",
    "benjamin ben benny benji",
    "gregory gregor grzegorz greg",
    "geoffrey jeffrey geoff jeff",
    "gerald gerard gerry jerry gerhard gerd",
    "peter pete piotr pyotr pedro pietro pierre petr petros",
    "patrick pat paddy patricio",
    "patricia pat patty trish tricia",
    "philip phillip phil felipe filip philippe",
    "paul pablo paolo pavel pawel",
    "lawrence laurence larry laurie lorenzo lars",
    "leonard leonardo len lenny leo",
    "kenneth ken kenny",
    "ronald ron ronnie",
    "donald don donnie",
    "douglas doug",
    "frederick friedrich frederic fred freddie fritz",
    "raymond ray ramon",
    "terence terry terrence",
    "theresa teresa therese tess terry tessa",
    "timothy tim timmy",
    "vincent vince vincenzo vicente",
    "victoria vicky vicki tori viktoria",
    "victor viktor vic",
    "susan susanna suzanne susanne sue susie zuzanna",
    "rebecca becky becca rebekka",
    "deborah debra deb debbie",
    "dorothy dorothea dot dolly dora",
    "helen helena elena ellen lena nell ilona",
    "eleanor eleonora ellie nell nora lena",
    "judith judy judit",
    "julia julie iulia yulia juliet",
    "jacqueline jackie jacky",
    "kimberly kim",
    "cynthia cindy",
    "abigail abby gail",
    "amanda mandy",
    "barbara barb barbie basia",
    "pamela pam",
    "penelope penny",
    "sarah sara sally sadie",
    "mary maria marie molly mia masha marija maryam",
    "martha marta marty",
    "martin marty marcin",
    "natalia natalie nathalie natasha tasha nat",
    "anastasia nastya stacy",
    "sophia sofia sophie zofia sofie",
    "evgeny yevgeny evgenii eugene gene zhenya",
    "dmitri dmitry dmitriy dima mitya",
    "vladimir volodymyr vova volodya wladimir",
    "sergei sergey serhiy sergio serge",
    "yuri yuriy juri george georg jorge giorgio jerzy yorgos giorgos",
    "mohammed mohammad muhammad mohamed mohamad mohd muhammed mehmet",
    "ahmed ahmad ahmet",
    "hussein hussain husain hossein",
    "youssef yusuf yousef joseph josef",
    "ibrahim abraham abe",
    "ismail ishmael",
    "henry heinrich henrik harry hank enrique enrico henri hendrik heinz",
    "harold harry hal",
    "ulrich uli ulli",
    "wolfgang wolf",
    "sebastian seb basti bastian",
    "maximilian max maxim maksim",
    "tobias toby tobi",
    "theodore theodor theo ted teddy fyodor",
    "isabella isabel isabelle bella izzy elisabeth",
    "gabriel gabe gabriele",
    "gabriella gabriela gaby gabi",
    "jessica jess jessie",
    "joanna johanna joanne jo joan asia hanna",
    "emmanuel manuel manny emanuele manolo",
    "ignacio nacho ignatius",
    "guillermo memo guillaume wilhelm william",
    "rafael raphael rafa rafal",
    "roberto robert beto",
    "zachary zach zack",
    "nathaniel nathan nate",
    "walter walt wally",
    "arthur art arturo artur",
    "albert al bert alberto",
    "alfred alf fred alfredo",
    "ernest ernst ernie ernesto",
    "eugenia gena",
    "agnes agnieszka aga ines",
    "aleksei alexei alexey aleksey alexis oleksiy lyosha",
    "ludmila lyudmila mila",
    "svetlana sveta lana",
    "tatiana tatyana tanya tania",
    "olga olha",
    "xenia ksenia kseniya",
];

static BY_NAME: LazyLock<FxHashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let mut by_name: FxHashMap<&str, Vec<u16>> = FxHashMap::default();
    for (group, names) in (0u16..).zip(GROUPS) {
        for name in names.split(' ') {
            by_name.entry(name).or_default().push(group);
        }
    }
    by_name
});

/// Whether two first names are forms of one.
pub(super) fn same_first_name(a: &str, b: &str) -> bool {
    let groups = |name: &str| BY_NAME.get(name).map_or(&[][..], |g| g.as_slice());
    let (x, y) = (groups(a), groups(b));
    x.iter().any(|g| y.contains(g))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_are_told_from_others() {
        assert!(same_first_name("robert", "bob") && same_first_name("gosia", "malgorzata"));
        assert!(!same_first_name("robert", "bill") && !same_first_name("nora", "ada") && !same_first_name("zzz", "zzz"));
    }
}
