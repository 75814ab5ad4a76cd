"""The words of a plan: its levels, stages, statuses and fields, in every language of the site."""

from __future__ import annotations

from uratibu.core.labels import Label
from uratibu.core.plans.compare import Kind
from uratibu.core.plans.model import ActionStatus, Lane, Level, PlanStatus, Stage


def both(english: str, swahili: str) -> Label:
    """A label in the two languages of the site."""
    return Label((("en", english), ("sw", swahili)))


LEVELS: dict[Level, Label] = {
    Level.THEME: both("Theme", "Mada"),
    Level.OBJECTIVE: both("Objective", "Lengo"),
    Level.OUTCOME: both("Outcome", "Tokeo"),
    Level.OUTPUT: both("Output", "Zao"),
    Level.ACTION: both("Action", "Hatua"),
    Level.ACTIVITY: both("Activity", "Shughuli"),
}
LEVELS_MANY: dict[Level, Label] = {
    Level.THEME: both("Themes", "Mada"),
    Level.OBJECTIVE: both("Objectives", "Malengo"),
    Level.OUTCOME: both("Outcomes", "Matokeo"),
    Level.OUTPUT: both("Outputs", "Mazao"),
    Level.ACTION: both("Actions", "Hatua"),
    Level.ACTIVITY: both("Activities", "Shughuli"),
}
STAGES: dict[Stage, Label] = {
    Stage.PLANNED: both("Planned", "Zilizopangwa"),
    Stage.COMMITTED: both("Committed", "Zilizoahidiwa"),
    Stage.DISBURSED: both("Disbursed", "Zilizotolewa"),
}
STATUSES: dict[ActionStatus, Label] = {
    ActionStatus.NOT_STARTED: both("Not started", "Haijaanza"),
    ActionStatus.ON_TRACK: both("On track", "Inaendelea vyema"),
    ActionStatus.DELAYED: both("Delayed", "Imechelewa"),
    ActionStatus.STALLED: both("Stalled", "Imekwama"),
    ActionStatus.COMPLETED: both("Completed", "Imekamilika"),
    ActionStatus.CANCELLED: both("Cancelled", "Imefutwa"),
    ActionStatus.TRANSFERRED: both("Transferred", "Imehamishwa"),
}
PLAN_STATUSES: dict[PlanStatus, Label] = {
    PlanStatus.DRAFT: both("Draft", "Rasimu"),
    PlanStatus.ADOPTED: both("Adopted", "Umepitishwa"),
    PlanStatus.CLOSED: both("Closed", "Umefungwa"),
}
LANES: dict[Lane, Label] = {
    Lane.POLICY: both("Policy", "Sera"),
    Lane.OUTCOME: both("Outcome", "Tokeo"),
    Lane.OUTPUT: both("Output", "Zao"),
}
FIELDS: dict[str, Label] = {
    "amount": both("Amount", "Kiasi"),
    "assumptions": both("Assumption", "Dhana"),
    "at_most": both("At most", "Isizidi"),
    "baseline": both("Baseline", "Kiwango cha kuanzia"),
    "budget": both("Budget", "Bajeti"),
    "code": both("Number", "Nambari"),
    "currency": both("Currency", "Sarafu"),
    "decimals": both("Decimal places", "Nafasi za desimali"),
    "definitions": both("Definition", "Ufafanuzi"),
    "deliverables": both("Deliverables", "Mazao yatakayotolewa"),
    "denominator": both("Denominator", "Kigawanyo"),
    "description": both("Description", "Maelezo"),
    "direction": both("Direction", "Mwelekeo"),
    "disaggregation": both("Broken down by", "Mchanganuo"),
    "due_on": both("Due on", "Tarehe ya mwisho"),
    "en": both("in English", "kwa Kiingereza"),
    "ends_on": both("End", "Mwisho"),
    "evidence": both("Evidence", "Ushahidi"),
    "fiscal_start_month": both("First month of the fiscal year", "Mwezi wa kwanza wa fedha"),
    "frequency": both("Frequency", "Marudio"),
    "id": both("Id", "Kitambulisho"),
    "impact": both("Impact", "Athari"),
    "indicators": both("Indicator", "Kiashiria"),
    "is_sample": both("Sample", "Mfano"),
    "kind": both("Kind of series", "Aina ya mfululizo"),
    "lane": both("Lane", "Njia"),
    "lead": both("Lead institution", "Taasisi kiongozi"),
    "level": both("Level", "Ngazi"),
    "licence": both("Licence", "Leseni"),
    "likelihood": both("Likelihood", "Uwezekano"),
    "limits": both("Limits", "Mipaka"),
    "measure": both("Measure", "Kipimo"),
    "method": both("Method", "Mbinu"),
    "milestones": both("Milestone", "Hatua muhimu"),
    "mitigation": both("Mitigation", "Kupunguza hatari"),
    "moved_on": both("Moved on", "Ilisogezwa tarehe"),
    "norms": both("Norms served", "Kanuni zinazohudumiwa"),
    "notice": both("Notice", "Tangazo"),
    "numerator": both("Numerator", "Kiasi cha juu"),
    "on": both("Day", "Siku"),
    "owner": both("Owner", "Mwenye jukumu"),
    "page": both("Page of the source", "Ukurasa wa chanzo"),
    "parent": both("Stands under", "Iko chini ya"),
    "partners": both("Partners", "Washirika"),
    "period": both("Period", "Kipindi"),
    "place": both("Place", "Mahali"),
    "places": both("Places", "Mahali"),
    "publisher": both("Publisher", "Mchapishaji"),
    "rate": both("Rate", "Kiwango cha ubadilishaji"),
    "rates": both("Exchange rate", "Kiwango cha ubadilishaji wa fedha"),
    "reached_on": both("Reached on", "Ilifikiwa tarehe"),
    "reason": both("Reason", "Sababu"),
    "reporting": both("Reporting institution", "Taasisi inayoripoti"),
    "reviewed_on": both("Reviewed on", "Ilipitiwa tarehe"),
    "risks": both("Risk", "Hatari"),
    "slips": both("Moved due day", "Tarehe iliyosogezwa"),
    "source": both("Source", "Chanzo"),
    "stage": both("Stage", "Awamu"),
    "starts_on": both("Start", "Mwanzo"),
    "status": both("Status", "Hali"),
    "sw": both("in Swahili", "kwa Kiswahili"),
    "targets": both("Target", "Shabaha"),
    "text": both("Text", "Maandishi"),
    "themes": both("Further themes", "Mada nyingine"),
    "threshold": both("Hidden below", "Hufichwa chini ya"),
    "title": both("Title", "Kichwa"),
    "unit": both("Unit", "Kizio"),
    "valid_from": both("Valid from", "Inatumika kuanzia"),
    "valid_to": both("Valid to", "Inatumika hadi"),
    "value": both("Value", "Thamani"),
    "version": both("Version", "Toleo"),
    "where": both("Filter", "Kichujio"),
    "withdrawn_because": both("Withdrawn because", "Sababu ya kuondolewa"),
    "withdrawn_on": both("Withdrawn on", "Iliondolewa tarehe"),
    "year": both("Year", "Mwaka"),
}
"""The fields of the model by their names."""
SAMPLE = both("Sample plan", "Mpango wa mfano")
DIFFERENCE: dict[str, Label] = {
    "heading": both("What changed in the plan", "Kilichobadilika katika mpango"),
    "plan": both("The plan itself", "Mpango wenyewe"),
    "kind": both("What happened", "Kilichotokea"),
    "element": both("Id", "Kitambulisho"),
    "number": both("Number", "Nambari"),
    "title": both("Title", "Kichwa"),
    "field": both("Field", "Sehemu"),
    "before": both("Before", "Kabla"),
    "after": both("After", "Baada"),
}
KINDS: dict[Kind, Label] = {
    Kind.ADDED: both("Added", "Imeongezwa"),
    Kind.REMOVED: both("Gone", "Haipo tena"),
    Kind.WITHDRAWN: both("Withdrawn", "Imeondolewa"),
    Kind.CHANGED: both("Changed", "Imebadilishwa"),
}
