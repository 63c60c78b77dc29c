"""Where mails go: log, files, SMTP with and without TLS; and what of a failure is final."""

import stat
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from app.accounts.keys import Keys
from app.accounts.letters import Letter, Letters
from app.accounts.post import ConsolePost, FilePost, NoPost, NotDelivered, Post, SmtpPost, post_of, server_of
from app.accounts.tokens import Tokens
from app.errors import SettingsProblem
from app.http.logs import log
from app.settings import Settings, load_settings
from tests.support.certificates import certificate
from tests.support.smtp import smtp_server

pytestmark = pytest.mark.once
SETTINGS = Settings()
LETTERS = Letters(SETTINGS, Tokens(Keys(SETTINGS), SETTINGS))
TOKEN = "otk_0123456789abcdef0123456789ab"


def letter(to: str = "ada@example.org") -> Letter:
    return LETTERS.write(7, "verify_email", to, {"token_id": TOKEN, "hours": 24, "name": "Ada"})


def smtp(port: int, who: str = "", scheme: str = "smtp") -> SmtpPost:
    return SmtpPost(server_of(f"{scheme}://{who}127.0.0.1:{port}"))


async def refused(post: Post) -> NotDelivered:
    with pytest.raises(NotDelivered) as caught:
        await post.deliver(letter())
    return caught.value


async def test_a_server_gets_the_whole_mail_once():
    async with smtp_server() as server:
        await smtp(server.port).deliver(letter())
    [(sender, recipients, raw)] = server.got
    assert "<no-reply@localhost>" in sender
    assert recipients == ["RCPT TO:<ada@example.org>"]
    message = message_from_bytes(raw, policy=policy.default)
    assert message["Subject"] == "Verify your e-mail address"
    assert TOKEN in message.get_body(("plain",)).get_content()
    assert server.logins == []


async def test_a_user_and_a_password_with_any_characters():
    async with smtp_server() as server:
        await smtp(server.port, "ada%40example.org:p%3Aw%2F%25@").deliver(letter())
    assert server.logins == [("ada@example.org", "p:w/%", False)]


async def test_tls_from_the_first_byte(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    file, context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    async with smtp_server(tls=context) as server:
        await smtp(server.port, "ada:pw@", "smtps").deliver(letter())
    assert server.logins == [("ada", "pw", True)]


async def test_a_server_that_nobody_vouches_for_gets_nothing(tmp_path: Path):
    _, context = certificate(tmp_path)
    async with smtp_server(tls=context) as server:
        told = await refused(smtp(server.port, "ada:pw@", "smtps"))
    assert not told.final
    assert (server.got, server.logins) == ([], [])


async def test_starttls_is_taken_where_it_is_offered(tmp_path: Path):
    _, context = certificate(tmp_path)
    async with smtp_server(starttls=context) as server:
        await smtp(server.port, "ada:pw@").deliver(letter())
    assert "STARTTLS" in server.commands
    assert server.logins == [("ada", "pw", True)]
    assert len(server.got) == 1


def test_a_password_leaves_this_machine_only_encrypted():
    assert server_of("smtp://ada:pw@mail.example.org").start_tls is True
    assert server_of("smtp://mail.example.org").start_tls is None
    assert server_of("smtp://ada:pw@localhost:2525").start_tls is None
    assert server_of("smtps://ada:pw@mail.example.org") == ("mail.example.org", 465, True, False, "ada", "pw")
    assert server_of("smtp://[::1]").host == "::1"


async def test_where_encryption_is_needed_and_not_offered_nothing_is_sent():
    async with smtp_server() as server:
        post = SmtpPost(server_of(f"smtp://ada:pw@127.0.0.1:{server.port}")._replace(start_tls=True))
        assert not (await refused(post)).final
    assert (server.got, server.logins) == ([], [])


@pytest.mark.parametrize(
    ("command", "answer", "final"),
    [
        ("RCPT", "550 no such user", True),
        ("RCPT", "450 mailbox busy", False),
        ("MAIL", "550 not from you", False),
        ("DATA", "554 no", False),
        ("EHLO", "421 later", False),
        ("AUTH", "535 wrong", False),
    ],
)
async def test_only_an_address_that_the_server_refuses_is_given_up(command: str, answer: str, final: bool):
    """All else may be put right by whoever runs the server or ours."""
    async with smtp_server(refuse={command: answer}) as server:
        told = await refused(smtp(server.port, "ada:pw@"))
    assert told.final is final
    assert server.got == []


async def test_a_server_that_is_not_there():
    async with smtp_server() as server:
        port = server.port
    assert not (await refused(smtp(port))).final


async def test_a_server_that_says_nothing_is_not_waited_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.accounts.post.TIMEOUT", 0.05)
    async with smtp_server(silent=True) as server:
        assert "imeout" in str(await refused(smtp(server.port)))


async def test_files_are_whole_and_private(tmp_path: Path):
    post = FilePost(tmp_path / "data" / "mail")
    await post.deliver(letter())
    [file] = post.folder.iterdir()
    assert file.name == "00000007-verify_email.eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(post.folder.stat().st_mode) == 0o700
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    assert message["To"] == "ada@example.org"
    await post.deliver(letter())
    assert len(list(post.folder.iterdir())) == 1


async def test_a_folder_that_cannot_be_written(tmp_path: Path):
    (tmp_path / "mail").write_text("a file")
    assert not (await refused(FilePost(tmp_path / "mail"))).final


async def test_the_log_shows_the_link_on_one_line(capsys: pytest.CaptureFixture[str]):
    log.configure("text", "info")
    await ConsolePost().deliver(letter())
    log.flush()
    [line] = capsys.readouterr().err.splitlines()
    assert f"http://127.0.0.1:8000/account/verify?token={TOKEN}." in line
    assert "to=ada@example.org subject=Verify your e-mail address" in line


async def test_nowhere(capsys: pytest.CaptureFixture[str]):
    log.configure("text", "info")
    await NoPost().deliver(letter())
    log.flush()
    assert capsys.readouterr().err == ""


def test_the_setting_says_where(tmp_path: Path):
    assert isinstance(post_of(Settings()), ConsolePost)
    assert isinstance(post_of(Settings(mail="none")), NoPost)
    assert isinstance(post_of(Settings(mail="smtp", smtp_url="smtp://localhost")), SmtpPost)
    found = post_of(Settings(mail="file", data_dir=str(tmp_path)))
    assert isinstance(found, FilePost)
    assert found.folder == tmp_path / "mail"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost",
        "http://localhost",
        "smtp://",
        "smtp://host:port",
        "smtp://host:99999",
        "smtp://h/x",
        "smtp://h?x=1",
    ],
)
def test_what_is_no_smtp_server_stops_the_start(url: str):
    with pytest.raises(SettingsProblem, match="IWM_SMTP_URL"):
        load_settings({"IWM_MAIL": "smtp", "IWM_SMTP_URL": url})


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """The log as it was."""
    yield
    log.configure("text", "warning")
