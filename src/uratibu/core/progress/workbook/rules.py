"""The rules of a return's workbook as a file; those of its answers stand in progress.rules."""

from __future__ import annotations

from collections.abc import Mapping

from uratibu.core.findings import Finding, Severity, Where
from uratibu.core.labels import Label, label

_NEW = label({
    "en": "Download the workbook of this return again and copy your answers into it.",
    "sw": "Pakua upya kitabu cha kazi cha taarifa hii na unakili majibu yako humo.",
})  # fmt: skip
_BACK = label(
    {
        "en": "Put it back as it was, or copy your answers into a fresh workbook.",
        "sw": "Irudishe kama ilivyokuwa, au nakili majibu yako kwenye kitabu kipya.",
    }
)
RULES: Mapping[str, tuple[Label, Label]] = {
    "no-template": (
        label({"en": "This is not a workbook of a return: its hidden sheet is missing.",
               "sw": "Hiki si kitabu cha taarifa: karatasi yake iliyofichwa haipo."}), _NEW),
    "other-template": (
        label({"en": "The workbook was made by another version of the template ({value}).",
               "sw": "Kitabu kilitengenezwa kwa toleo jingine la kiolezo ({value})."}), _NEW),
    "other-plan": (
        label({"en": "The workbook belongs to another plan ({value}).",
               "sw": "Kitabu ni cha mpango mwingine ({value})."}), _NEW),
    "other-period": (
        label({"en": "The workbook is for another period ({value}).",
               "sw": "Kitabu ni cha kipindi kingine ({value})."}), _NEW),
    "other-institution": (
        label({"en": "The workbook belongs to another institution ({value}).",
               "sw": "Kitabu ni cha taasisi nyingine ({value})."}), _NEW),
    "checksum": (
        label({"en": "The hidden sheet was changed; it no longer adds up.",
               "sw": "Karatasi iliyofichwa ilibadilishwa; haiwiani tena."}), _NEW),
    "sheet-missing": (
        label({"en": "The sheet “{value}” is missing or was renamed.",
               "sw": "Karatasi “{value}” haipo au ilibadilishwa jina."}), _BACK),
    "sheet-extra": (
        label({"en": "The sheet “{value}” is not part of the return; it is not read.",
               "sw": "Karatasi “{value}” si sehemu ya taarifa; haisomwi."}),
        label({"en": "Nothing is needed if it is for yourself.",
               "sw": "Hakuna la kufanya ikiwa ni yako binafsi."})),
    "heading": (
        label({"en": "The heading should be “{expected}” here. A column was moved, added, deleted "
                     "or renamed; the sheet is not read.",
               "sw": "Kichwa hapa kinapaswa kuwa “{expected}”. Safuwima ilihamishwa, iliongezwa, "
                     "ilifutwa au ilibadilishwa jina; karatasi haisomwi."}), _BACK),
    "heading-row": (
        label({"en": "The headings should stand in row {expected}. Rows were added or deleted "
                     "above them; the sheet is not read.",
               "sw": "Vichwa vinapaswa kuwa kwenye safu ya {expected}. Safu ziliongezwa au "
                     "zilifutwa juu yake; karatasi haisomwi."}), _BACK),
    "row-unknown": (
        label({"en": "“{value}” is not asked in this return.",
               "sw": "“{value}” haiulizwi katika taarifa hii."}),
        label({"en": "Delete the row. What is missing from the plan is added by the secretariat.",
               "sw": "Futa safu. Kinachokosekana kwenye mpango huongezwa na sekretarieti."})),
    "row-gone": (
        label({"en": "“{value}” is no longer asked: the plan changed after this was filled.",
               "sw": "“{value}” haiulizwi tena; mpango ulibadilika baada ya kitabu kujazwa."}),
        label({"en": "Nothing is needed.", "sw": "Hakuna la kufanya."})),
    "row-without-key": (
        label({"en": "This row has text but no key; it was added, or its key was deleted.",
               "sw": "Safu hii ina maandishi bila kitambulisho; iliongezwa, au kitambulisho "
                     "kilifutwa."}), _BACK),
    "row-twice": (
        label({"en": "“{value}” stands in two rows.", "sw": "“{value}” iko kwenye safu mbili."}),
        label({"en": "Keep one of them.", "sw": "Bakisha moja."})),
    "row-missing": (
        label({"en": "The row of “{value}” is missing.", "sw": "Safu ya “{value}” haipo."}), _BACK),
    "row-moved": (
        label({"en": "The row was moved; it is read by its key.",
               "sw": "Safu ilihamishwa; inasomwa kwa kitambulisho chake."}),
        label({"en": "Nothing is needed.", "sw": "Hakuna la kufanya."})),
    "label-changed": (
        label({"en": "This cell is not for answers; it should say “{expected}”.",
               "sw": "Seli hii si ya majibu; inapaswa kusema “{expected}”."}),
        label({"en": "Put it back. Answers go into the cells with a light ground.",
               "sw": "Irudishe. Majibu huandikwa kwenye seli zenye rangi hafifu."})),
    "formulas": (
        label({"en": "There is a formula on this sheet, first in this cell.",
               "sw": "Kuna fomula kwenye karatasi hii, ya kwanza iko kwenye seli hii."}),
        label({"en": "Write the value itself.", "sw": "Andika thamani yenyewe."})),
    "odd-cell": (
        label({"en": "The cell holds an error of calculation or a formula without a result.",
               "sw": "Seli ina kosa la hesabu au fomula isiyo na matokeo."}),
        label({"en": "Write the value itself.", "sw": "Andika thamani yenyewe."})),
    "merged-cells": (
        label({"en": "Cells are merged here.", "sw": "Seli zimeunganishwa hapa."}),
        label({"en": "Unmerge them; each row is answered by itself.",
               "sw": "Zitenganishe; kila safu hujibiwa peke yake."})),
    "cleared": (
        label({"en": "Something was reported here, and now the cells are empty.",
               "sw": "Kitu kiliripotiwa hapa, na sasa seli ni tupu."}),
        label({"en": "An empty row removes nothing: write it again, or say why there is no value.",
               "sw": "Safu tupu haifuti kitu: andika tena, au eleza kwa nini hakuna thamani."})),
    "conflict": (
        label({"en": "Somebody else answered this after your workbook was filled. Stored: "
                     "{stored}. Yours: {value}.",
               "sw": "Mtu mwingine alijibu hili baada ya kitabu chako kujazwa. Iliyohifadhiwa: "
                     "{stored}. Yako: {value}."}),
        label({"en": "Choose which of the two stays; both are kept in the history.",
               "sw": "Chagua ipi ibaki; zote mbili zinabaki kwenye historia."})),
}  # fmt: skip
GRAVE = {
    "sheet-extra": Severity.NOTE,
    "row-moved": Severity.NOTE,
    "row-gone": Severity.NOTE,
    "conflict": Severity.WARNING,
}


def finding(rule: str, where: Where, language: str = "en", **facts: object) -> Finding:
    """A finding about the workbook, its words in a language."""
    message, remedy = RULES[rule]
    named = {"value": where.value, **facts}
    return Finding(
        where, f"returns/{rule}", GRAVE.get(rule, Severity.ERROR),
        message(language).format(**named), remedy(language).format(**named),
    )  # fmt: skip
