"""The cells of a large table as they stand in the page, thousands of them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from uratibu.web.progress.queries.lines import Sign

NOTHING = SafeString(
    '<td class="empty"><span aria-hidden="true">·</span><span class="hidden-text">0</span></td>'
)


@dataclass(frozen=True)
class Box:
    """A cell: how many actions, the worst status among them, and where that leads.

    A template shows it by its name, `{{ box }}`. A table of norms by counties has a thousand cells,
    and a template of their own took longer for them than all the rest of the page.
    """

    count: int
    url: str
    sign: Sign | None

    def __str__(self) -> SafeString:
        """The cell of a table, as markup."""
        url = escape(self.url)
        if self.sign is not None:
            kind, shape, word = map(escape, (self.sign.kind, self.sign.shape, self.sign.word))
            said = f'<b>{self.count}</b> <span aria-hidden="true">{shape}</span>'
            said += f"<small>{word}</small>"
            inner = f'<a href="{url}">{said}</a>' if url else said
            return SafeString(f'<td class="sign-{kind}">{inner}</td>')
        if not url:
            return NOTHING
        add = escape(_("Add an action here"))
        return SafeString(
            f'<td class="empty"><a href="{url}" rel="nofollow"><span aria-hidden="true">+</span>'
            f'<span class="hidden-text">{add}</span></a></td>'
        )
