"""What a text may ask of the register between braces, and the id of the figure it gets.

`{plan:A-1-01/i1@2025/26-Q4}`, `{count:actions status=delayed theme=here}`,
`{budget:gap theme=here unit=million}`.
"""

from __future__ import annotations

from dataclasses import dataclass

from uratibu.core.reports.binding import SCALES, NotAFigure

EXAMPLES = (
    "Write for example {plan:A-1-01/i1@2025/26-Q4}, {count:actions status=delayed} "
    "or {budget:gap theme=T1 unit=million}."
)
COUNTED = ("actions", "indicators", "milestones", "institutions", "objectives", "norms", "waivers")
MONEY = ("planned", "committed", "disbursed", "gap")
SHOWN = ("number", "target", "baseline", "percent")
FILTERS = ("theme", "objective", "action", "institution", "lead", "place", "status", "rating",
           "lane", "is", "norm")  # fmt: skip
"""What a list or count may be narrowed by; `is` names a claim such as overdue."""
CLAIMS = ("overdue", "reported", "unreported", "obstructed", "done", "planned-next", "served",
          "unserved", "returned", "silent", "with-value", "without-value", "due", "reached",
          "unfunded")  # fmt: skip
Filters = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Asked:
    """A question to the register. kind: plan, count or budget; name: of what is asked.

    period: of an indicator's figure, "latest" for the last there is. area: "" the whole plan.
    """

    kind: str
    name: str
    period: str = ""
    area: str = ""
    shown: str = "number"
    unit: str = ""
    decimals: int = -1
    where: Filters = ()


def is_of_register(expression: str) -> bool:
    """Whether the words between the braces ask the register and not a data set."""
    return expression.split(":", maxsplit=1)[0] in ("plan", "count", "budget")


def parse(text: str) -> Asked:
    """Read the words between the braces. Raises NotAFigure, saying what is wrong."""
    words = text.replace(",", " ").split()
    kind, _, rest = words[0].partition(":")
    said = dict(_pair(word) for word in words[1:] if word != "where")
    decimals = said.pop("decimals", "-1")
    if not decimals.lstrip("-").isdigit():
        raise NotAFigure("decimals is not a whole number")
    name, _, period = rest.partition("@")
    asked = Asked(
        kind, name, period, said.pop("area", ""), said.pop("as", "number"), said.pop("unit", ""),
        int(decimals), tuple(sorted((k, tuple(v.split("|"))) for k, v in said.items())),
    )  # fmt: skip
    _refuse(asked, text)
    return asked


def _pair(word: str) -> tuple[str, str]:
    name, sign, value = word.partition("=")
    if not sign or not name or not value:
        raise NotAFigure(f"{word!r} is not of the shape name=code")
    return name, value


def _refuse(asked: Asked, text: str) -> None:
    known = {"count": COUNTED, "budget": MONEY}.get(asked.kind, (asked.name,))
    if asked.name not in known:
        raise NotAFigure(f"{asked.name!r} cannot be asked for; choose one of {', '.join(known)}")
    if asked.kind == "plan" and (not asked.name or not asked.period):
        raise NotAFigure(f"{text!r} is not plan:, an indicator, @ and a period")
    if asked.shown not in SHOWN:
        raise NotAFigure(f"as={asked.shown} is not known; choose one of {', '.join(SHOWN)}")
    if asked.unit and asked.unit not in SCALES:
        raise NotAFigure(f"unit={asked.unit} is not known; choose one of {', '.join(SCALES)}")
    unknown_filter(asked.where)


def unknown_filter(where: Filters) -> None:
    """Refuse a filter that narrows nothing. Raises NotAFigure."""
    for name, values in where:
        if name not in FILTERS:
            raise NotAFigure(f"{name}= narrows nothing; choose one of {', '.join(FILTERS)}")
        odd = [v for v in values if name == "is" and v not in CLAIMS]
        if odd:
            raise NotAFigure(f"is={odd[0]} is not known; choose one of {', '.join(CLAIMS)}")


def counted_id(plan: str, asked: Asked, period: str) -> str:
    """The permanent id of a count or sum: ke-sample/count.actions@2025/26-Q1#status=delayed."""
    said = ",".join(f"{name}={'|'.join(values)}" for name, values in asked.where)
    return f"{plan}/{asked.kind}.{asked.name}@{period}#{said}"
