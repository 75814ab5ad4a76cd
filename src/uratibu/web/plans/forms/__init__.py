"""What people say about a plan, made clean."""

from uratibu.web.plans.forms.create import CreateForm
from uratibu.web.plans.forms.indicator import IndicatorForm
from uratibu.web.plans.forms.lists import MilestoneForm, MoneyForm, RiskForm
from uratibu.web.plans.forms.section import SectionForm
from uratibu.web.plans.forms.sections import NormsForm, PositionForm, WhoForm, WordsForm
from uratibu.web.plans.forms.states import DecisionForm, FreezeForm, WithdrawForm

SECTIONS: dict[str, type[SectionForm]] = {
    "words": WordsForm,
    "who": WhoForm,
    "position": PositionForm,
    "norms": NormsForm,
    "milestone": MilestoneForm,
    "money": MoneyForm,
    "indicator": IndicatorForm,
    "risk": RiskForm,
}
"""The sections of an element by the word in their address."""

__all__ = ["SECTIONS", "CreateForm", "DecisionForm", "FreezeForm", "SectionForm", "WithdrawForm"]
