"""What a mail says, in text and HTML, and that nothing of what people write slips into its headers or links."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from app.accounts.keys import Keys
from app.accounts.letters import FOLDER, Letter, LetterError, Letters, day, plain_name, sender_of, span
from app.accounts.tokens import Tokens
from app.errors import SettingsProblem
from app.loader.project import ROOT
from app.settings import Settings

pytestmark = pytest.mark.once
SETTINGS = Settings(public_url="https://iwm.example.org/", mail_from="IWM <iwm@example.org>")
TOKENS = Tokens(Keys(SETTINGS), SETTINGS)
TOKEN = "otk_0123456789abcdef0123456789ab"
DATA = {"name": "Ada", "username": "ada", "token_id": TOKEN, "hours": 24.0, "client": "192.0.2.1"}
EVENTS = [
    "refresh_token_reused", "email_change_requested", "totp_enabled", "totp_disabled", "recovery_codes_renewed",
    "recovery_code_used", "identity_linked", "identity_unlinked", "deletion_cancelled",
]  # fmt: skip


def write(template: str, to: str = "ada@example.org", **data: object) -> Letter:
    return Letters(SETTINGS, TOKENS).write(7, template, to, {**DATA, **data})


def read(letter: Letter) -> tuple[EmailMessage, str, str]:
    """The message as whoever gets it sees it: with its text and its HTML."""
    message = message_from_bytes(letter.message.as_bytes(), policy=policy.default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return message, text.get_content(), html.get_content()


@pytest.mark.parametrize("template", [path.stem for path in sorted(FOLDER.glob("*.txt"))])
def test_every_template_makes_a_whole_mail(template):
    message, text, html = read(write(template, event="totp_enabled", due="2026-03-05T10:00:00+00:00"))
    assert message["From"] == "IWM <iwm@example.org>"
    assert message["To"] == "ada@example.org"
    assert message["Subject"]
    assert message["Message-ID"].endswith("@example.org>")
    assert message["Auto-Submitted"] == "auto-generated"
    for body in (text, html):
        assert not re.search(r"[{}]|None|Undefined", body)
    assert message["Subject"] in html
    assert text.startswith("Hello")


@pytest.mark.parametrize("event", EVENTS)
def test_every_event_is_told_in_words(event):
    other = read(write("security_alert", event="something_else"))[1]
    assert "something else" in other
    text = read(write("security_alert", event=event, new_email="new@example.org", provider="example", left=3))[1]
    assert event not in text
    assert "something changed" not in text
    assert "192.0.2.1" in text


def test_every_event_that_sql_tells_of_has_its_words():
    known = (FOLDER / "security_alert.txt").read_text()
    told = set()
    for path in (ROOT / "sql").rglob("*.sql"):
        for call in path.read_text().split("'security_alert'")[1:]:
            told |= set(re.findall(r"""'event', '(\w+)'|"event": "(\w+)\"""", call[:300])[0])
    assert {event for event in told - {""} if f'"{event}"' not in known} == set()
    assert set(EVENTS) <= told


def test_there_is_a_template_for_each_mail_that_sql_sends():
    sent = set()
    for path in (ROOT / "sql").rglob("*.sql"):
        text = path.read_text()
        sent |= set(re.findall(r"iwm\.send_mail\([^,()]+, '(\w+)'", text))
        sent |= set(re.findall(r"iwm\.send_link\([^,()]+, '(\w+)'", text))
    assert {"password_changed", "verify_email", "reset_password", "security_alert"} <= sent
    assert {f"{name}.txt" for name in sent} <= {path.name for path in FOLDER.iterdir()}


@pytest.mark.parametrize(
    ("template", "page"), [("verify_email", "verify"), ("change_email", "email"), ("reset_password", "reset")]
)
def test_a_link_leads_to_its_page_with_its_token(template, page):
    _, text, html = read(write(template))
    link = f"https://iwm.example.org/account/{page}?token={TOKENS.link(TOKEN)}"
    assert f"\n{link}\n" in text.replace("\r\n", "\n")
    assert f'href="{link}"' in html
    assert TOKENS.read_link(link.partition("token=")[2]) == TOKEN


def test_a_link_stays_whole_in_the_file():
    raw = write("reset_password").message.as_bytes().decode()
    assert f"https://iwm.example.org/account/reset?token={TOKENS.link(TOKEN)}\r\n" in raw


@pytest.mark.parametrize("template", ["verify_email", "change_email", "reset_password"])
def test_what_goes_to_an_address_that_may_be_a_strangers_says_nothing_that_somebody_wrote(template):
    _, text, html = read(write(template, name="Call 555 now", username="prizes"))
    assert "555" not in text + html
    assert "prizes" not in text + html


@pytest.mark.parametrize(
    ("name", "greeting"),
    [
        ("Ada", "Hello Ada,"),
        ("Ada\r\nBcc: eve@example.org", "Hello,"),
        ("win at evil.example", "Hello,"),
        ("http://evil", "Hello,"),
        ("x" * 61, "Hello,"),
        ("<b>Ada</b>", "Hello,"),
        ("Zoë  Ω", "Hello Zoë Ω,"),
        ("a\u202eb", "Hello,"),
        ("", "Hello,"),
        (None, "Hello,"),
    ],
)
def test_names_that_are_no_names_are_left_out(name, greeting):
    message, text, _ = read(write("password_changed", name=name))
    assert text.splitlines()[0] == greeting
    assert message["Bcc"] is None


def test_html_is_text_where_somebody_wrote_it():
    html = read(write("account_suspended", reason="<script>alert(1)</script> & more"))[2]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html
    assert "<script" not in html


@pytest.mark.parametrize(
    "to",
    [
        "", "ada", "ada@example.org\r\nBcc: eve@example.org", "ada@example.org, eve@example.org", "a b@example.org",
        "Ada <ada@example.org>", "ada@example.org\n", "@example.org", "ада@example.org", "a@-example.org", "a@b..c",
    ],
)  # fmt: skip
def test_what_is_no_address_is_never_written_to(to):
    with pytest.raises(LetterError):
        write("password_changed", to)


def test_a_mail_without_template_is_never_sent():
    for name in ("nothing", "../part", "layout.html", ""):
        with pytest.raises(LetterError):
            write(name)


def test_long_words_do_not_break_the_mail():
    text = read(write("account_suspended", reason="x" * 5000))[1]
    assert "x" * 5000 in text


@pytest.mark.parametrize("sender", ["", "nobody", "IWM <iwm>", "a@b.c\nBcc: d@e.f", "IWM <a@b.c>, <d@e.f>"])
def test_a_sender_that_is_no_address_stops_the_start(sender):
    with pytest.raises(SettingsProblem, match="IWM_MAIL_FROM"):
        sender_of(sender)


def test_a_sender_with_letters_of_other_languages():
    letters = Letters(Settings(mail_from="Kinó ♥ <iwm@localhost>"), TOKENS)
    message = read(letters.write(1, "password_changed", "ada@example.org", DATA))[0]
    assert message["From"] == "Kinó ♥ <iwm@localhost>"


def test_times_are_told_as_people_tell_them():
    assert [span(hours) for hours in (0.01, 0.5, 1.0, 1.5, 24.0, 48.0, 72)] == [
        "one minute", "30 minutes", "one hour", "90 minutes", "24 hours", "2 days", "3 days",
    ]  # fmt: skip
    assert day("2026-03-05T10:00:00+00:00") == "5 March 2026"
    assert day("soon") == "soon"


def test_a_name_may_be_anything_that_json_holds():
    assert plain_name(["x"]) == "['x']"
    assert plain_name(7) == "7"
