"""The rules of a whole pack: permanent id, how grave, what is said and how to mend it.

Rules of one room (norms/..., measures/..., codelists/...) stand with that room; here are those
that need several files, or no room's at all. docs/reference/packs.md documents each.
"""

from __future__ import annotations

from dataclasses import dataclass

from uratibu.core.findings import Finding, Severity, Where


@dataclass(frozen=True)
class Rule:
    """One rule; message and remedy have holes in braces for the words of one case."""

    id: str
    message: str
    remedy: str
    severity: Severity = Severity.ERROR


_ALL = (
    Rule(
        "packs/no-pack-file",
        "There is no pack.yaml in this folder, so it is no pack.",
        "Name a folder that has a pack.yaml, or write one; docs/how-to/add-a-country.md tells how.",
    ),
    Rule(
        "packs/unreadable",
        "The file cannot be read: {fault}.",
        "Save it as UTF-8 and correct the line.",
    ),
    Rule(
        "packs/key-twice",
        "The key stands twice in one mapping; the first would be lost.",
        "Remove one of the two.",
    ),
    Rule(
        "packs/column-missing",
        "The file has no column of this name.",
        "Add the column to the heading.",
    ),
    Rule(
        "packs/unknown-file",
        "A pack has no file of this name here, so nothing would read it.",
        "Correct the name, or remove the file. Known here: {known}.",
    ),
    Rule(
        "packs/id-not-file-name",
        "The id is not the name of the file.",
        "Write id: {name}, or rename the file.",
    ),
    Rule(
        "packs/id-twice",
        "The pack {pack} has a {kind} of this id already.",
        "Choose another id; an id belongs to one thing for ever.",
    ),
    Rule(
        "packs/required-pack-missing",
        "The pack requires {pack}, which does not lie beside it.",
        "Put the pack {pack} into the same folder, or remove it from requires.",
    ),
    Rule(
        "packs/required-pack-faulty",
        "The required pack {pack} cannot be read.",
        "Run uratibu pack check on that pack and correct it first.",
    ),
    Rule(
        "packs/language-missing",
        "There are no words in {languages}.",
        "Write them: the pack says that it speaks {spoken}.",
    ),
    Rule(
        "packs/code-without-words",
        "The code has no title in {languages}.",
        "Fill the column title_{first}.",
        Severity.WARNING,
    ),
    Rule(
        "packs/text-language-missing",
        "The text {name} is not there in {language}.",
        "Add the file {name}.{language}.md.",
    ),
    Rule(
        "packs/fiscal-month",
        "The fiscal year starts in a month from 1 to 12.",
        "Write the number of its first month; 7 is July.",
    ),
    Rule(
        "packs/unknown-outline",
        "The pack has no outline of this name.",
        "Write the name of a file in outlines/, or leave the key out.",
    ),
    Rule(
        "packs/invented-not-said",
        "A code that ISO 3166 leaves to users belongs to an invented country.",
        "Write is_invented: true, or the country's own code.",
    ),
    Rule(
        "packs/invented-with-real-code",
        "An invented country carries the code of a real one.",
        "Choose a code that ISO 3166 leaves to users, such as ZZZ.",
    ),
    Rule(
        "packs/unknown-country",
        "The country is not a code of the code list area.",
        "Add it to codelists/area.csv, or correct the code.",
    ),
    Rule(
        "packs/codelist-without-title",
        "Nothing says what this code list is called.",
        "Add codelists/{name}.yaml with id and title.",
    ),
    Rule(
        "packs/official-code-twice",
        "{code} has the {column} of {other}.",
        "Correct one of the two; an official code belongs to one code only.",
    ),
    Rule(
        "packs/unknown-codelist",
        "No installed pack has this code list.",
        "Correct the id, or add codelists/{name}.csv.",
    ),
    Rule(
        "packs/unknown-indicator",
        "No installed pack has this indicator.",
        "Correct the id, or add indicators/{name}.yaml.",
    ),
    Rule(
        "packs/unknown-dataset",
        "No installed pack has this data set.",
        "Correct the id, or add datasets/{name}.yaml.",
    ),
    Rule(
        "packs/unknown-measure",
        "No installed pack has this measure.",
        "Correct the id, or add measures/{name}.yaml.",
    ),
    Rule(
        "packs/unknown-norm",
        "No installed pack has this norm.",
        "Correct the id, or add the node to its framework.",
    ),
    Rule(
        "packs/unknown-element",
        "The plan has no element of this id that could stand here.",
        "Correct the id, or add the element to the plan.",
    ),
    Rule(
        "packs/unknown-dimension",
        "{indicator} is not broken down by {dimension}.",
        "It has: {known}.",
    ),
    Rule(
        "packs/dimension-not-mapped",
        "{indicator} is broken down by {dimension}, but the mapping does not say where it stands.",
        'Add a column for it under dimensions, or its total: {dimension}: ":_T".',
    ),
    Rule(
        "packs/unknown-code",
        "The code list {codelist} does not have this code.",
        "Correct the code, or add it to codelists/{codelist}.csv.",
    ),
    Rule(
        "packs/unknown-text",
        "No installed pack has this text.",
        "Add texts/{name}.{language}.md in every language of the pack.",
    ),
    Rule(
        "packs/unknown-shared-block",
        "No installed outline shares a block of this name.",
        "Write outline/name as it stands under shared of that outline.",
    ),
    Rule(
        "packs/not-a-figure",
        "{fault}.",
        "Write for example {{stock.total@2024}} or {{stock.total@latest where origin=SOM}}.",
    ),
    Rule(
        "packs/text-heading",
        "A heading stands in a text.",
        "Take it out; headings belong to the outline, so that they are numbered.",
    ),
    Rule(
        "packs/tiles-overlap",
        "{area} lies on the tile of {other}.",
        "Give one of them another column or row.",
    ),
    Rule(
        "packs/tile-twice",
        "The area has a tile already.",
        "Remove one of the two rows.",
    ),
    Rule(
        "packs/tile-missing",
        "{area} has no tile, so the map would leave it out.",
        "Add a row with its column and row.",
    ),
    Rule(
        "packs/not-a-whole-number",
        "{text} is not a whole number from 0 up.",
        "Write digits only.",
    ),
    Rule(
        "packs/holiday-twice",
        "The day has a holiday of that name already.",
        "Remove one of the two rows.",
    ),
    Rule(
        "packs/edition-without-observations",
        "The edition has no file of observations.",
        "Add {file}, or run uratibu pack extract.",
    ),
    Rule(
        "packs/observations-without-edition",
        "The file of observations has no edition beside it.",
        "Add {file} with source, sha256 and date, or run uratibu pack extract.",
    ),
    Rule(
        "packs/observations-changed",
        "The file of observations is not the one this edition was written with: its sha256 is "
        "{sha256}.",
        "Undo the change, or run uratibu pack extract again. An edition never changes.",
    ),
    Rule(
        "packs/observations-counted",
        "The edition says {said} observations; the file has {there}.",
        "Undo the change, or run uratibu pack extract again.",
    ),
    Rule(
        "packs/edition-dated-after-retrieval",
        "The edition was published after it was retrieved.",
        "Correct published_on or retrieved_on.",
    ),
    Rule(
        "packs/not-a-sha256",
        "This is not a sha256 (64 characters from 0 to 9 and a to f).",
        "Copy it from the register, or run uratibu pack extract.",
    ),
    Rule(
        "packs/period-of-another-kind",
        "{fault}.",
        "The data set says period_kind: {kind}. Correct the period, or make a data set of its own.",
    ),
    Rule(
        "packs/observation-twice",
        "Row {other} says the same indicator, area, period and dimensions.",
        "Remove one of the two.",
    ),
    Rule(
        "packs/not-a-value",
        "{fault}.",
        "A number goes with state number or rounded, 0 with zero, an empty cell with any other.",
    ),
    Rule(
        "packs/other-observations-registered",
        "{edition} is registered with other observations than the pack carries.",
        "An edition never changes: name the corrected extract a new edition, or, if nothing of "
        "this installation was ever cited, remove {folder}.",
    ),
    Rule(
        "packs/example-fails",
        "The example expects {expected}; the answer is {answer}.",
        "Correct the example or the data; one of them is wrong.",
    ),
    Rule(
        "packs/comparison-without-answer",
        "The source has no figure to compare: {fault}",
        "Ask for a measure, period and edition that the pack carries.",
    ),
    Rule(
        "packs/source-file-missing",
        "The file is not in {folder}.",
        "Obtain it from where the data set says it is kept, or name another folder after --from.",
    ),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}
"""Every rule of a whole pack by its id."""


def found(rule_id: str, where: Where, **words: object) -> Finding:
    """A finding of one of the rules, its holes filled with `words`."""
    rule = RULES[rule_id]
    said = {name: str(word) for name, word in words.items()}
    return Finding(
        where, rule.id, rule.severity, rule.message.format(**said), rule.remedy.format(**said)
    )
