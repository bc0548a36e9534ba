//! Entities that turned out to be one (`same_as`), and slugs that two entities claim.

use std::collections::BTreeMap;

use camino::Utf8Path;

use super::parts::ContentFile;
use crate::diagnostics::{Code, Diagnostic, Place, Severity};
use crate::model::article::{Header, Keyed};
use crate::model::entity::Entity;
use crate::model::key_path::KeyPath;
use crate::model::site::EntityId;
use crate::model::slug::Slug;

/// Where an entity stands: its file, or its key in a file of many.
pub(super) fn place_of(file: &Utf8Path, slug: &Slug) -> Place {
    match file.extension() {
        Some("yaml") => Place::Key(KeyPath::root().key(slug.as_str())),
        _ => Place::File,
    }
}

/// What is named where an address is taken.
pub(super) fn owner_of(file: &Utf8Path, header: &Header) -> String {
    match file.extension() {
        Some("yaml") => format!("`{}` of {file}", header.slug),
        None if file == "" => format!("the page of `{}`", header.title),
        _ => file.to_string(),
    }
}

/// Entities by the slugs of what was merged into them.
pub(super) fn merged<'a>(entities: impl ExactSizeIterator<Item = &'a Entity>) -> BTreeMap<&'a str, EntityId> {
    let ids = EntityId::all(entities.len());
    let all = ids.zip(entities);
    let slugs = all.flat_map(|(id, entity)| entity.same_as.iter().map(move |old| (old.value.as_str(), id)));
    slugs.collect()
}

/// Leaves one entity for each slug, and puts those that are the same into one: its names, its older
/// addresses and what else it has.
pub(super) fn merge(entities: &mut Vec<ContentFile<Entity>>, diagnostics: &mut Vec<Diagnostic>) {
    refuse_second(entities, diagnostics);
    let by_slug: BTreeMap<Slug, usize> = entities.iter().map(|e| e.value.header.slug.clone()).zip(0..).collect();
    let mut into: Vec<Option<(usize, KeyPath)>> = vec![None; entities.len()];
    let mut refused: Vec<(usize, KeyPath)> = Vec::new();
    for (number, entity) in entities.iter().enumerate() {
        for merged in &entity.value.same_as {
            let Some(other) = Slug::parse(&merged.value).and_then(|slug| by_slug.get(&slug)) else {
                continue;
            };
            let own = &entity.value.header.slug;
            let problem = if root_of(&into, number) == *other {
                Some(format!("`{own}` and `{}` are each merged into the other", merged.value))
            } else {
                let taken = into[*other]
                    .as_ref()
                    .map(|(first, _)| &entities[*first].value.header.slug);
                taken.map(|first| format!("`{}` is already merged into `{first}`", merged.value))
            };
            match problem {
                Some(message) => {
                    let diagnostic = Diagnostic::new(Code::InvalidValue, message).help("keep it in one of the two");
                    diagnostics.push(diagnostic.at(&entity.file, Place::Value(merged.key.clone())));
                    refused.push((number, merged.key.clone()));
                }
                None => into[*other] = Some((number, merged.key.clone())),
            }
        }
    }
    for (number, key) in refused {
        let entity = &mut entities[number].value;
        entity.same_as.retain(|merged| merged.key != key);
        entity.header.aliases.retain(|alias| alias.key != key);
    }
    if into.iter().any(Option::is_some) {
        join(entities, &into, diagnostics);
    }
}

/// A slug means one entity: `entity: x` in an article could not say which of two.
fn refuse_second(entities: &mut Vec<ContentFile<Entity>>, diagnostics: &mut Vec<Diagnostic>) {
    entities.sort_by(|a, b| (&a.value.header.slug, &a.file).cmp(&(&b.value.header.slug, &b.file)));
    entities.dedup_by(|second, first| {
        let same = second.value.header.slug == first.value.header.slug;
        if same {
            // The key in the file of many is the place that is harder to find.
            let slug = &first.value.header.slug;
            let (here, other) = match place_of(&second.file, slug) {
                Place::File => (&first.file, &second.file),
                _ => (&second.file, &first.file),
            };
            let message = format!("`{slug}` is also the slug of {other}");
            let help = "give one of them another slug; if both are the same, keep one";
            let diagnostic = Diagnostic::new(Code::DuplicateEntity, message).at(here, place_of(here, slug));
            diagnostics.push(diagnostic.help(help));
        }
        same
    });
}

/// The entity that one ends in, however often it is merged.
fn root_of(into: &[Option<(usize, KeyPath)>], number: usize) -> usize {
    let mut at = number;
    while let Some((next, _)) = &into[at] {
        at = *next;
    }
    at
}

fn join(entities: &mut Vec<ContentFile<Entity>>, into: &[Option<(usize, KeyPath)>], diagnostics: &mut Vec<Diagnostic>) {
    let roots: Vec<usize> = (0..into.len()).map(|number| root_of(into, number)).collect();
    let mut kept: Vec<Option<ContentFile<Entity>>> = std::mem::take(entities).into_iter().map(Some).collect();
    for (number, root) in roots.iter().enumerate().filter(|(number, root)| number != *root) {
        // What is wrong with the older addresses is told where the root names it, or what leads to it.
        let mut step = number;
        while let Some((next, _)) = into[step].as_ref().filter(|(next, _)| next != root) {
            step = *next;
        }
        let Some(key) = into[step].as_ref().map(|(_, key)| key.clone()) else {
            continue;
        };
        if let Some(gone) = kept[number].take()
            && let Some(target) = kept[*root].as_mut()
        {
            diagnostics.push(merge_notice(&gone, target));
            absorb(&mut target.value, gone.value, &key);
        }
    }
    entities.extend(kept.into_iter().flatten());
}

/// What to say of an entity that is merged into another and still has a place of its own.
fn merge_notice(gone: &ContentFile<Entity>, target: &ContentFile<Entity>) -> Diagnostic {
    let (slug, other) = (&gone.value.header.slug, &target.value.header.slug);
    let message = format!("`{slug}` is merged into `{other}`");
    let diagnostic = Diagnostic::new(Code::MergedEntity, message).at(&gone.file, place_of(&gone.file, slug));
    if gone.value.body.plain.is_empty() {
        return diagnostic.help("its names count as names of the other; this can be deleted");
    }
    let help = format!(
        "its names count as names of the other, but its portrait is shown nowhere: move it to {}",
        target.file
    );
    Diagnostic {
        severity: Severity::Warning,
        ..diagnostic.help(help)
    }
}

/// Puts what one entity has into another; what the other says itself stands.
fn absorb(target: &mut Entity, gone: Entity, key: &KeyPath) {
    let address = format!("{}/{}.html", gone.entity_type.folder(), gone.header.slug);
    let older = gone.header.aliases.into_iter().map(|alias| alias.value);
    for value in std::iter::once(address).chain(older) {
        if target.header.aliases.iter().all(|own| own.value != value) {
            target.header.aliases.push(Keyed {
                value,
                key: key.clone(),
            });
        }
    }
    for merged in gone.same_as {
        if target.same_as.iter().all(|own| own.value != merged.value) {
            let value = merged.value;
            target.same_as.push(Keyed {
                value,
                key: key.clone(),
            });
        }
    }
    for name in std::iter::once(gone.header.title).chain(gone.names) {
        if name != target.header.title && !target.names.contains(&name) {
            target.names.push(name);
        }
    }
    target.not.extend(gone.not);
    target.links.extend(gone.links);
    target.wikidata = target.wikidata.take().or(gone.wikidata);
    target.description = target.description.take().or(gone.description);
    if target.roles.is_empty() {
        target.roles = gone.roles;
    }
    if let (None, Some(represents)) = (&target.represents, gone.represents) {
        let value = represents.value;
        target.represents = Some(Keyed {
            value,
            key: key.clone(),
        });
    }
}
