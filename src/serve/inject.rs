//! Adds the preview's script to a served page, and permits it in the content security policy.

/// The page with `script` at the end of its body.
pub fn inject(page: &[u8], script: &str) -> Vec<u8> {
    let text = String::from_utf8_lossy(page);
    let text = permitted(&text);
    let end = text.rfind("</body>").unwrap_or(text.len());
    [&text[..end], script, &text[end..]].concat().into_bytes()
}

/// The page with a content security policy that also permits the preview's scripts, styles and connections
/// (`'self'`), and nothing else.
fn permitted(page: &str) -> String {
    let head = page.find("<body").unwrap_or(page.len());
    let lower = page[..head].to_ascii_lowercase();
    let Some(named) = lower.find("http-equiv=\"content-security-policy\"") else {
        return page.to_owned();
    };
    let tag = named + lower[named..].find('>').unwrap_or(0);
    let Some(begin) = lower[named..tag]
        .find(" content=\"")
        .map(|at| named + at + " content=\"".len())
    else {
        return page.to_owned();
    };
    let Some(length) = page[begin..].find('"') else {
        return page.to_owned();
    };
    let policy = widened(&page[begin..begin + length]);
    [&page[..begin], &policy, &page[begin + length..]].concat()
}

pub fn widened(policy: &str) -> String {
    let mut directives: Vec<(String, Vec<String>)> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace().map(str::to_owned);
            words.next().map(|name| (name, words.collect()))
        })
        .collect();
    let default = directives.iter().find(|(name, _)| name == "default-src").cloned();
    for wanted in ["script-src", "style-src", "connect-src"] {
        if !directives.iter().any(|(name, _)| name == wanted) {
            let inherited = default.iter().map(|(_, sources)| (wanted.to_owned(), sources.clone()));
            directives.extend(inherited);
        }
    }
    let extended = [
        "script-src",
        "style-src",
        "connect-src",
        "script-src-elem",
        "style-src-elem",
    ];
    for (_, sources) in directives
        .iter_mut()
        .filter(|(name, _)| extended.contains(&name.as_str()))
    {
        sources.retain(|source| source != "'none'");
        if !sources.iter().any(|source| source == "'self'") {
            sources.push("'self'".to_owned());
        }
    }
    let directives: Vec<String> = directives
        .into_iter()
        .map(|(name, sources)| [vec![name], sources].concat().join(" "))
        .collect();
    directives.join("; ")
}
