//! The network of entities that the articles of a dossier name together.

use std::cmp::Reverse;

use crate::model::entity::EntityType;
use crate::model::site::{EntityId, SiteDossier};
use crate::render::network::{self, Size};
use crate::render::tally::tally;
use crate::render::view_builder::Builder;
use crate::render::views::{NetworkEdge, NetworkNode, NetworkPair, NetworkView};

/// The most nodes that can be read, lines that can be told apart, and pairs in the table.
const NODES: usize = 60;
const EDGES: usize = 150;
const PAIRS: usize = 100;

/// The network of what a dossier's articles name most; none where nothing is named together.
pub(super) fn of(builder: &Builder<'_>, dossier: &SiteDossier) -> Option<NetworkView> {
    let chosen = most_named(builder, dossier);
    let pairs = pairs(builder, dossier, &chosen);
    let more = pairs.len().saturating_sub(PAIRS);
    // Nobody stands there without a line.
    let mut nodes: Vec<EntityId> = pairs.iter().take(EDGES).flat_map(|((a, b), _)| [*a, *b]).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes.sort_by_key(|id| chosen.iter().position(|(other, _)| other == id));
    let most = pairs.first()?.1;
    let number = |id: EntityId| nodes.iter().position(|other| *other == id);
    let edges: Vec<(usize, usize, f64)> = pairs
        .iter()
        .take(EDGES)
        .filter_map(|((a, b), count)| Some((number(*a)?, number(*b)?, *count as f64 / most as f64)))
        .collect();
    let names: Vec<String> = nodes.iter().map(|id| short_name(builder, *id)).collect();
    let sizes: Vec<Size> = names
        .iter()
        .map(|name| Size {
            x: (name.chars().count() as f64 * 3.6).max(12.0),
            y: 17.0,
        })
        .collect();
    let (places, height) = network::place(&sizes, &edges);
    let node = |(number, id): (usize, &EntityId)| {
        let entity = builder.inputs.entity(*id);
        NetworkNode {
            name: names[number].clone(),
            url: builder.path.link_to(&entity.placement.output),
            kind: entity.entity.entity_type.name(),
            x: places[number].0,
            y: places[number].1,
            articles: chosen.iter().find(|(other, _)| other == id).map_or(0, |(_, n)| *n),
        }
    };
    let edge = |(a, b, share): &(usize, usize, f64)| NetworkEdge {
        from_x: places[*a].0,
        from_y: places[*a].1 - NODE_ABOVE,
        to_x: places[*b].0,
        to_y: places[*b].1 - NODE_ABOVE,
        strength: 1 + (share * 3.99).floor() as usize,
    };
    Some(NetworkView {
        width: network::WIDTH,
        height,
        nodes: nodes.iter().enumerate().map(node).collect(),
        edges: edges.iter().map(edge).collect(),
        pairs: pairs.iter().take(PAIRS).map(|pair| row(builder, pair)).collect(),
        more,
    })
}

fn row(builder: &Builder<'_>, ((first, second), articles): &((EntityId, EntityId), usize)) -> NetworkPair {
    NetworkPair {
        first: builder.entity_link(*first),
        second: builder.entity_link(*second),
        articles: *articles,
    }
}

/// How far above the middle of its box a node stands: below it stands the name.
const NODE_ABOVE: i32 = 8;

/// A long name is cut: the whole one stands in the table and on its page.
fn short_name(builder: &Builder<'_>, id: EntityId) -> String {
    const LONGEST: usize = 26;
    let name = &builder.inputs.entity(id).entity.header.title;
    if name.chars().count() <= LONGEST {
        return name.clone();
    }
    let cut: String = name.chars().take(LONGEST - 1).collect();
    format!("{}…", cut.trim_end())
}

/// What most articles of the dossier name, with the number of these; people before things that are named as often.
fn most_named(builder: &Builder<'_>, dossier: &SiteDossier) -> Vec<(EntityId, usize)> {
    let named = dossier
        .articles
        .iter()
        .flat_map(|id| builder.inputs.article_entities(*id));
    let mut all = tally(named.copied());
    let thing = |id: EntityId| builder.inputs.entity(id).entity.entity_type != EntityType::Person;
    all.sort_by_key(|(id, count)| (Reverse(*count), thing(*id), *id));
    all.truncate(NODES);
    all
}

/// Two of them, and how many articles name both: most first.
fn pairs(
    builder: &Builder<'_>,
    dossier: &SiteDossier,
    chosen: &[(EntityId, usize)],
) -> Vec<((EntityId, EntityId), usize)> {
    let mut wanted: Vec<EntityId> = chosen.iter().map(|(id, _)| *id).collect();
    wanted.sort_unstable();
    let pairs = dossier.articles.iter().flat_map(|article| {
        let named = builder.inputs.article_entities(*article).iter();
        let named: Vec<EntityId> = named.copied().filter(|id| wanted.binary_search(id).is_ok()).collect();
        let pairs = (0..named.len()).flat_map(|first| (first + 1..named.len()).map(move |second| (first, second)));
        pairs
            .map(|(first, second)| (named[first], named[second]))
            .collect::<Vec<_>>()
    });
    tally(pairs)
}
