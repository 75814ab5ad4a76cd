"""`uratibu profile` on the invented country."""

import json


def build(uratibu, out, *more):
    return uratibu("profile", "build", "--outline", "zz-profile", "--edition", "2025",
                   "--out", str(out), *more)  # fmt: skip


def test_build_writes_every_output_in_every_language(uratibu, tmp_path):
    code, said, _ = build(uratibu, tmp_path, "--language", "all", "--json")

    assert code == 0
    assert [entry["language"] for entry in json.loads(said)] == ["en", "sw"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "manifest.json", "manifest.sw.json", "profile.docx", "profile.html", "profile.pdf",
        "profile.sw.docx", "profile.sw.html", "profile.sw.pdf", "tables", "tables.sw",
        "tables.sw.xlsx", "tables.xlsx",
    ]  # fmt: skip


def test_build_gives_the_same_files_again(uratibu, tmp_path):
    build(uratibu, tmp_path / "one")
    build(uratibu, tmp_path / "two")
    files = {path.name for path in (tmp_path / "one").iterdir() if path.is_file()}

    assert files
    assert all(
        (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
        for name in files
    )


def test_build_says_which_outlines_languages_and_countries_there_are(uratibu, tmp_path):
    for option, value, told in (
        ("--outline", "none", "zz-profile"),
        ("--language", "fr", "en, sw, all"),
        ("--country", "XXX", "--country GHA"),
    ):
        arguments = ["--edition", "2025", "--out", str(tmp_path), option, value]
        code, _, errors = uratibu("profile", "build", *arguments)
        assert (code, told in errors) == (1, True)


def test_compare_tells_what_differs(uratibu, tmp_path):
    build(uratibu, tmp_path)
    old = tmp_path / "manifest.json"
    plain = json.loads(old.read_text())
    plain["sentences"][0]["text"] = "Otherwise."
    new = tmp_path / "new.json"
    new.write_text(json.dumps(plain))

    assert uratibu("profile", "compare", str(old), str(old))[:2] == (0, "Nothing differs.\n")
    code, said, _ = uratibu("profile", "compare", str(old), str(new))
    assert (code, said.startswith("sentence changed: ")) == (1, True)
    code, said, _ = uratibu("profile", "compare", str(old), str(new), "--json")
    assert json.loads(said)["sentences_changed"][0]["new"] == "Otherwise."


def test_compare_refuses_what_is_no_manifest(uratibu, tmp_path):
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{}")
    code, _, errors = uratibu("profile", "compare", str(wrong), str(tmp_path / "none.json"))

    assert (code, "it is not a manifest of a document" in errors) == (1, True)
