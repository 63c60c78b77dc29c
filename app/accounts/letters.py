"""Writes mails: a template of mails/ as text, and the same as simple HTML; nothing slips into a header."""

from __future__ import annotations

import re
import textwrap
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses, make_msgid
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

import jinja2

from app.accounts.addresses import public_url
from app.errors import SettingsProblem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.accounts.tokens import Tokens
    from app.settings import Settings

FOLDER = Path(__file__).parent / "mails"
PAGES = {"verify_email": "verify", "change_email": "email", "reset_password": "reset"}  # template: page of its link
LONGEST_NAME = 60
WIDTH = 76
MOST_IN_A_LINE = 900  # characters; SMTP takes 998
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_LIKE_A_LINK = re.compile(r"[./:@\\]")


class LetterError(Exception):
    """A mail that can never be sent: no such template, no address."""


class Letter(NamedTuple):
    """A mail that is ready: `message` in full, `text` for people who read the log."""

    number: int
    to: str
    template: str
    subject: str
    text: str
    message: EmailMessage


class Letters:
    """Makes letters from templates: `Subject:` and, where there is a link, `Action:` for its button; paragraphs."""

    def __init__(self, settings: Settings, tokens: Tokens) -> None:
        self.sender = sender_of(settings.mail_from)
        self.url = public_url(settings)
        self.tokens = tokens
        loader = jinja2.FileSystemLoader(FOLDER)
        options: dict[str, Any] = {"loader": loader, "trim_blocks": True, "lstrip_blocks": True}
        self._texts = jinja2.Environment(autoescape=False, **options)  # noqa: S701 # nosec B701 - plain text
        self._texts.filters.update(plain=plain_name, day=day, span=span)
        self._pages = jinja2.Environment(autoescape=True, **options)

    def write(self, number: int, template: str, to: str, data: Mapping[str, Any]) -> Letter:
        """The letter. `data`: what the transaction wrote into iwm.mails. Raises LetterError."""
        if not ADDRESS.fullmatch(to):
            raise LetterError("the address is none that we write to")
        values = {**data, "name": plain_name(data.get("name")), "url": self.url, "link": self._link(template, data)}
        try:
            text = self._texts.get_template(f"{template}.txt").render(values)
        except jinja2.TemplateNotFound:
            raise LetterError(f"there is no template {template}") from None
        except (jinja2.TemplateError, TypeError, ValueError) as error:
            raise LetterError(f"template {template}: {error}") from None
        head, _, body = text.partition("\n\n")
        fields = dict(line.split(": ", 1) for line in head.splitlines())
        paragraphs = [" ".join(part.split()) for part in body.split("\n\n") if part.strip()]
        body = "\n\n".join(map(_wrapped, paragraphs))
        html = self._pages.get_template("layout.html").render(
            subject=fields["Subject"], action=fields.get("Action"), link=values["link"], paragraphs=paragraphs
        )
        message = EmailMessage(policy=SMTP)
        message["From"] = self.sender
        message["To"] = Address(addr_spec=to)
        message["Subject"] = " ".join(fields["Subject"].split())
        message["Date"] = format_datetime(datetime.now(UTC))
        message["Message-ID"] = make_msgid(f"iwm-{number}", domain=self.sender.domain or "localhost")
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's absence needs to be answered to it
        short = body.isascii() and max(map(len, body.splitlines())) <= MOST_IN_A_LINE
        message.set_content(body + "\n", cte="7bit" if short else None)  # so that a link stays whole in a file, too
        message.add_alternative(html, subtype="html")
        return Letter(number, to, template, fields["Subject"], body, message)

    def _link(self, template: str, data: Mapping[str, Any]) -> str | None:
        page, token_id = PAGES.get(template), data.get("token_id")
        if page is None or not isinstance(token_id, str):
            return None
        return f"{self.url}/account/{page}?token={quote(self.tokens.link(token_id), safe='')}"


@lru_cache(maxsize=8)
def sender_of(text: str) -> Address:
    """IWM_MAIL_FROM as an address. Raises SettingsProblem."""
    found = getaddresses([text])
    name, address = found[0] if len(found) == 1 else ("", "")
    if not ADDRESS.fullmatch(address) or not text.isprintable():
        raise SettingsProblem(
            f"IWM_MAIL_FROM: {text!r} is not an address", "Write it as: I Watch Movies <no-reply@example.org>"
        )
    return Address(display_name=name, addr_spec=address)


def _wrapped(paragraph: str) -> str:
    return textwrap.fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def plain_name(name: object) -> str:
    """A name to greet by; empty for one that is long or could be read as a link: people choose their own names."""
    text = " ".join(str(name or "").split())
    return "" if len(text) > LONGEST_NAME or _LIKE_A_LINK.search(text) or not text.isprintable() else text


def day(value: object) -> str:
    """A moment of JSON as a date to read: 5 March 2026."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return f"{moment.day} {moment:%B %Y}"


def span(hours: object) -> str:
    """A number of hours to read: 30 minutes, one hour, 24 hours, 3 days."""
    minutes = max(round(float(str(hours)) * 60), 1)
    for size, word in ((1440, "day"), (60, "hour")):
        if minutes >= 2 * size and minutes % size == 0:
            return f"{minutes // size} {word}s"
    return "one hour" if minutes == 60 else "one minute" if minutes == 1 else f"{minutes} minutes"
