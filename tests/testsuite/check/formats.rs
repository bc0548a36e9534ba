//! How diagnostics are printed for programs, and how files are named.

use crate::place::Place;

#[test]
fn sarif_has_a_rule_for_every_code_and_a_result_for_every_problem() {
    let place = Place::copy_of("check/missing-archive-url");
    place.write(
        "content/articles/nach dem Deich.md",
        "---\ntitle: Ü\n---\nÄ [](https://bote.example/).\n".as_bytes(),
    );
    let ran = place.run(&["check", "--format", "sarif"]);
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
    let log: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), dossier::internals::diagnostics::Code::ALL.len());
    for rule in rules {
        for key in [
            "/shortDescription/text",
            "/fullDescription/text",
            "/help/text",
            "/help/markdown",
        ] {
            assert!(rule.pointer(key).unwrap().as_str().unwrap().len() > 10, "{rule}");
        }
        let level = rule.pointer("/defaultConfiguration/level").unwrap().as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level));
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3, "{results:?}");
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(result["ruleId"], rule["id"]);
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
    }
    let link = &results[0];
    assert_eq!(
        (&link["ruleId"], &link["level"]),
        (&"empty-link".into(), &"warning".into())
    );
    let place = &link["locations"][0]["physicalLocation"];
    assert_eq!(
        place["artifactLocation"]["uri"],
        "content/articles/nach%20dem%20Deich.md"
    );
    assert_eq!(
        place["region"],
        serde_json::json!({"startLine": 4, "startColumn": 3, "endColumn": 28})
    );
}

/// Code hosts look for files from the root of the repository, wherever the program runs.
#[test]
fn files_are_named_for_who_reads_them() {
    let place = Place::copy_of("check/missing-source");
    let above = place.site().parent().unwrap().to_owned();
    std::fs::create_dir(above.join(".git")).unwrap();
    let said = |folder: &std::path::Path, arguments: &[&str]| {
        let output = place.command(arguments).current_dir(folder).output().unwrap();
        String::from_utf8([output.stdout, output.stderr].concat()).unwrap()
    };
    let file = "content/articles/deich.md";
    for format in ["github", "sarif"] {
        for folder in [&above, &place.site()] {
            let root = if *folder == above { "site" } else { "." };
            let text = said(folder, &["check", "--root", root, "--format", format]);
            assert!(text.contains(&format!("site/{file}")), "{format}: {text}");
        }
    }
    for format in ["human", "json"] {
        assert!(said(&above, &["check", "--root", "site", "--format", format]).contains(&format!("site/{file}")));
        assert!(!said(&place.site(), &["check", "--format", format]).contains("site/"));
    }
}
