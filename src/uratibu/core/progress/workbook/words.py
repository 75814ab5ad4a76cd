"""What the first sheet of a return's workbook says."""

from __future__ import annotations

from uratibu.core.labels import Label, label

TITLE = label({"en": "Return of {institution} for {period}",
               "sw": "Taarifa ya {institution} ya {period}"})  # fmt: skip
SAMPLE = label({
    "en": "SAMPLE: this plan is made up for demonstration; it binds nobody.",
    "sw": "MFANO: mpango huu umebuniwa kwa maonyesho; haumfungi mtu yeyote.",
})  # fmt: skip
FACTS = label({"en": "Plan: {plan}. Due on {due}.", "sw": "Mpango: {plan}. Mwisho ni {due}."})
STEPS: tuple[Label, ...] = (
    label({
        "en": "1. Fill the cells with a light ground on the sheets Actions and Indicators. "
              "What was said last time stands beside them.",
        "sw": "1. Jaza seli zenye rangi hafifu kwenye karatasi za Shughuli na Viashiria. "
              "Yaliyosemwa awali yako kando yake.",
    }),
    label({
        "en": "2. Nothing happened? Choose nil. Nothing new? Choose no change. "
              "No value? Choose why, and write it in the comment.",
        "sw": "2. Hakuna kilichotokea? Chagua hakuna la kuripoti. Hakuna jipya? Chagua hakuna "
              "badiliko. Hakuna thamani? Chagua sababu, na uiandike kwenye maoni.",
    }),
    label({
        "en": "3. Write numbers with a point before decimals: 1200.5. A percentage is computed "
              "from numerator and denominator.",
        "sw": "3. Andika namba kwa nukta kabla ya desimali: 1200.5. Asilimia hukokotolewa kutoka "
              "kiasi cha juu na kigawanyo.",
    }),
    label({
        "en": "4. Do not move, add, delete or rename sheets, rows or columns, and write no "
              "formulas.",
        "sw": "4. Usihamishe, usiongeze, usifute wala kubadilisha majina ya karatasi, safu au "
              "safuwima, na usiandike fomula.",
    }),
    label({
        "en": "5. Save it as XLSX and upload it. You see what is new, changed or wrong before "
              "anything is stored; the file may be uploaded again.",
        "sw": "5. Ihifadhi kama XLSX na uipakie. Utaona kilicho kipya, kilichobadilika au "
              "kilichokosewa kabla ya chochote kuhifadhiwa; faili inaweza kupakiwa tena.",
    }),
)  # fmt: skip
MARKS = label({"en": "To mend", "sw": "Ya kurekebisha"})
MARK_HEADINGS: tuple[Label, ...] = (
    label({"en": "Sheet", "sw": "Karatasi"}),
    label({"en": "Cell", "sw": "Seli"}),
    label({"en": "Value", "sw": "Thamani"}),
    label({"en": "Rule", "sw": "Kanuni"}),
    label({"en": "What is wrong", "sw": "Kosa"}),
    label({"en": "How to mend it", "sw": "Jinsi ya kurekebisha"}),
)
