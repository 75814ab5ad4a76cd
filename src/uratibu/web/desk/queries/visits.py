"""What a person wants of the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uratibu.web.desk.models import Visit

if TYPE_CHECKING:
    from uratibu.web.accounts.models import Person


def wants_digest(person: Person) -> bool:
    """Whether a person gets a digest; everybody does until they say no."""
    found = Visit.objects.filter(person=person).values_list("wants_digest", flat=True).first()
    return found is not False
