"""The settings: one type, filled from the environment and from `.env`, with errors that name the variable.

The environment wins over `.env`; an empty value counts as not given; `<NAME>_FILE` names a file that holds the value
(for secrets of Docker and Kubernetes). `iwm settings example` writes `.env.example` from this file.
"""

import os
import re
import secrets
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_type_hints

import msgspec
from msgspec import Meta

from app.database.dsn import clean_url, mask_url, password_of
from app.envfile import read_env_file
from app.errors import Problem, SettingsProblem

ROOT = Path(__file__).resolve().parent.parent
DEVELOPMENT_SECRET = "for-development-only-never-in-production"  # noqa: S105 - production refuses it
WELL_KNOWN_PASSWORDS = {"", "admin", "changeme", "iwm", "password", "postgres", "root", "secret", DEVELOPMENT_SECRET}
# Names that are not IWM_<FIELD>: the one that every platform as a service sets.
ENV_NAMES = {"database_url": "DATABASE_URL"}
SECRET_FIELDS = {"secret_key", "database_url", "app_database_url", "worker_database_url"}
HIDDEN_FIELDS = {"old_secret_keys", "password_pepper", "oidc_providers", "smtp_url", "media_bucket"}

_WORDS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}

Profile = Literal["development", "testing", "production"]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be set. Sizes in the unit that the name carries, times in seconds."""

    profile: Annotated[
        Profile,
        Meta(description="development, testing or production. production refuses default secrets and `iwm db reset`."),
    ] = "development"
    database_url: Annotated[
        str,
        Meta(
            description="PostgreSQL 16 or newer to use, as the owner of the database. Empty: the embedded server. "
            "A driver suffix (postgresql+asyncpg://) is understood."
        ),
    ] = ""
    app_database_url: Annotated[
        str,
        Meta(
            description="The same database as the role iwm_app, which the HTTP layer uses. "
            "Empty: DATABASE_URL, acting as iwm_app."
        ),
    ] = ""
    worker_database_url: Annotated[
        str,
        Meta(
            description="The same database as the role iwm_worker, which runs background work. "
            "Empty: DATABASE_URL, acting as iwm_worker."
        ),
    ] = ""
    data_dir: Annotated[str, Meta(description="Folder of the embedded PostgreSQL: data, sockets, passwords.")] = str(
        ROOT / ".data"
    )
    bin_dir: Annotated[
        str, Meta(description="Folder with the programs of another PostgreSQL (initdb, postgres, psql) to embed.")
    ] = ""
    host: Annotated[str, Meta(description="Address to listen on; 0.0.0.0 for every one.")] = "127.0.0.1"
    port: Annotated[int, Meta(ge=0, le=65535, description="Port to listen on. 0: any free one.")] = 8000
    workers: Annotated[
        int, Meta(ge=0, le=256, description="Processes that serve HTTP. 0: one for each core, at most 8.")
    ] = 0
    pool_size: Annotated[int, Meta(ge=1, le=500, description="Database connections of each process.")] = 4
    worker_concurrency: Annotated[int, Meta(ge=1, le=1000, description="Jobs that a worker runs at once.")] = 5
    worker_queues: Annotated[
        tuple[str, ...],
        Meta(description="Queues whose jobs a worker runs, separated by commas. Empty: all."),
    ] = ()
    worker_grace_seconds: Annotated[
        int, Meta(ge=0, le=3600, description="How long running jobs have when a worker is told to stop.")
    ] = 20
    cache: Annotated[bool, Meta(description="Keep responses in memory as each operation's @cache says.")] = True
    cache_mb: Annotated[int, Meta(ge=1, le=65536, description="Memory of the response cache of each process.")] = 64
    cors_origins: Annotated[
        tuple[str, ...],
        Meta(description="Web origins that may call the API from a browser, separated by commas; * for every one."),
    ] = ()
    max_body_bytes: Annotated[
        int, Meta(ge=1024, le=1 << 30, description="Largest request body that is read; larger ones get 413.")
    ] = 1_048_576
    log_format: Annotated[Literal["json", "text"], Meta(description="How a log line looks.")] = "text"
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"], Meta(description="What is logged, and all that is worse.")
    ] = "info"
    secret_key: Annotated[
        str, Meta(description="Signs tokens. At least 32 characters; production refuses the default.")
    ] = DEVELOPMENT_SECRET
    old_secret_keys: Annotated[
        tuple[str, ...],
        Meta(description="Secrets that IWM_SECRET_KEY had before: what they signed stays good until it expires."),
    ] = ()
    token_issuer: Annotated[str, Meta(description="Who issues access tokens (claim iss).", min_length=1)] = "iwm"  # noqa: S105
    token_audience: Annotated[str, Meta(description="For whom they are (claim aud).", min_length=1)] = "iwm-api"  # noqa: S105
    access_token_seconds: Annotated[
        int, Meta(ge=10, le=600, description="For how long an access token is good; a session refreshes it.")
    ] = 600
    password_min: Annotated[int, Meta(ge=6, le=128, description="Shortest password, in characters.")] = 8
    password_pepper: Annotated[
        str,
        Meta(
            description="Secret that goes into every password hash and is not in the database. It may be set later; "
            "never change it."
        ),
    ] = ""
    breached_passwords: Annotated[
        str, Meta(description="File of passwords that nobody may have: one a line, as text or as SHA-1 in hex.")
    ] = ""
    argon2_memory_kib: Annotated[
        int, Meta(ge=19456, le=4194304, description="Memory of one password hash (Argon2id; OWASP's minimum is 19456).")
    ] = 19456
    argon2_passes: Annotated[int, Meta(ge=2, le=100, description="Passes of one password hash.")] = 2
    hash_workers: Annotated[int, Meta(ge=1, le=64, description="Passwords that a process hashes at once.")] = 1
    public_url: Annotated[
        str, Meta(description="Where people reach the server, for links in mails. Empty: the address it listens on.")
    ] = ""
    trusted_proxies: Annotated[
        tuple[str, ...],
        Meta(description="Addresses or networks of proxies whose X-Forwarded-For is believed, separated by commas."),
    ] = ()
    rate_limits: Annotated[
        bool, Meta(description="Enforce the rate limits of iwm.rate_limits. Off for benchmarks and tests.")
    ] = True
    mail: Annotated[
        Literal["console", "file", "smtp", "none"],
        Meta(description="Where mail goes: into the log, files below IWM_DATA_DIR/mail, to IWM_SMTP_URL, nowhere."),
    ] = "console"
    smtp_url: Annotated[
        str,
        Meta(description="smtp://user:password@host:587 (STARTTLS where offered) or smtps://user:password@host:465."),
    ] = ""
    mail_from: Annotated[str, Meta(description="Sender of mails.")] = "I Watch Movies <no-reply@localhost>"
    oidc_providers: Annotated[
        str,
        Meta(
            description="Sign-in services (OpenID Connect) as a JSON list of "
            '{"name", "title", "issuer", "client_id", "client_secret"}; or a file: IWM_OIDC_PROVIDERS_FILE.'
        ),
    ] = ""
    media_dir: Annotated[
        str, Meta(description="Folder of uploaded videos and what is made of them. Empty: media in IWM_DATA_DIR.")
    ] = ""
    media_bucket: Annotated[
        str,
        Meta(
            description="Keeps videos in a bucket instead (S3-compatible), with IWM_MEDIA_DIR for files on their way: "
            "s3://KEY:SECRET@host/bucket/prefix?region=eu-central-1; tls=off for http."
        ),
    ] = ""
    ffmpeg: Annotated[
        str, Meta(description="The program ffmpeg. Empty: that of the package imageio-ffmpeg, else the system's.")
    ] = ""
    sample: Annotated[
        Literal["bokeh", "none"],
        Meta(description="What `iwm up` puts into an empty catalogue: 17,470 films of bokeh_sampledata, or nothing."),
    ] = "bokeh"

    @property
    def embedded(self) -> bool:
        """True where we run PostgreSQL ourselves."""
        return not self.database_url


def env_name(field: str) -> str:
    """The environment variable of a field."""
    return ENV_NAMES.get(field, f"IWM_{field.upper()}")


def load_settings(env: Mapping[str, str] | None = None, env_file: Path | None = None, **given: Any) -> Settings:
    """Settings from `env` (default: the process environment over `.env`), with `given` (command line) over both.

    A `given` value of None counts as not given. Raises SettingsProblem, naming every variable and option that is wrong.
    """
    if env is None:
        env = {**read_env_file(env_file or ROOT / ".env"), **os.environ}
    hints = get_type_hints(Settings, include_extras=True)
    values: dict[str, Any] = {}
    wrong: list[str] = []
    for field in Settings.__struct_fields__:
        name = f"--{field.replace('_', '-')}" if given.get(field) is not None else env_name(field)
        try:
            raw = given.get(field) if given.get(field) is not None else _raw_value(env, env_name(field))
            if raw is not None:
                values[field] = _convert(raw, hints[field])
            if field == "worker_queues" and raw is not None:
                wrong += [f"{name}: {told}" for told in _no_queues(values[field])]
        except (msgspec.ValidationError, ValueError, OSError) as error:
            wrong.append(f"{name}: {_explain(error, hints[field])}")
    wrong += [f"{name}: there is no such setting; did you mean {near}?" for name, near in _misspelt(env)]
    if wrong:
        raise SettingsProblem("\n".join(wrong), "All settings with their values: iwm settings list")
    settings = Settings(**values)
    return _checked(settings)


def _no_queues(names: tuple[str, ...]) -> list[str]:
    """What is wrong with the queues that somebody named. One that is not there yet is fine."""
    if not names:
        return ["no queue is named; leave it out for all queues"]
    return [
        f"{name!r} is no name of a queue (at most 60 lower-case letters, digits and _ . -)"
        for name in names
        if not re.fullmatch(r"[a-z][a-z0-9_.-]{0,59}", name)
    ]


def _raw_value(env: Mapping[str, str], name: str) -> str | None:
    if file := env.get(f"{name}_FILE"):
        return Path(file).read_text().strip() or None
    return env.get(name) or None


def _convert(raw: Any, hint: Any) -> Any:
    base = get_args(hint)[0]
    if isinstance(raw, str) and base == tuple[str, ...]:
        raw = [part.strip() for part in raw.split(",") if part.strip()]
    elif isinstance(raw, str) and base is bool:
        if (word := raw.strip().lower()) not in _WORDS:
            raise ValueError("expected on or off")
        raw = _WORDS[word]
    return msgspec.convert(raw, hint, strict=False)


def _explain(error: Exception, hint: Any) -> str:
    if isinstance(error, OSError):
        return f"cannot read the file that {error.filename} names: {error.strerror}"
    base, *_ = get_args(hint)
    if choices := get_args(base) if getattr(base, "__origin__", None) is Literal else ():
        return f"expected one of {', '.join(choices)}"
    meta = next(m for m in get_args(hint) if isinstance(m, Meta))
    if base is int:
        return f"expected a whole number from {meta.ge} to {meta.le}"
    return str(error)


def _misspelt(env: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Variables that look like a setting and are none. Others of that prefix belong to scripts and containers."""
    known = [env_name(field) for field in Settings.__struct_fields__]
    for name in sorted(env):
        if name.startswith("IWM_") and name not in known and name.removesuffix("_FILE") not in known:
            yield from ((name, near) for near in get_close_matches(name, known, n=1, cutoff=0.85))


def _checked(settings: Settings) -> Settings:
    """Cleans the URLs, makes the folder absolute, and refuses in production what is known to everyone."""
    cleaned: dict[str, Any] = {"data_dir": str(Path(settings.data_dir).expanduser().absolute())}
    for field in ("database_url", "app_database_url", "worker_database_url"):
        if url := getattr(settings, field):
            try:
                cleaned[field] = clean_url(url)
            except Problem as problem:
                raise SettingsProblem(f"{env_name(field)}: {problem.message}", problem.hint) from None
    for proxy in settings.trusted_proxies:
        try:
            ip_network(proxy, strict=False)
        except ValueError:
            raise SettingsProblem(
                f"{env_name('trusted_proxies')}: {proxy} is neither an address nor a network",
                "As in: IWM_TRUSTED_PROXIES=127.0.0.1,10.0.0.0/8,fd00::/8",
            ) from None
    settings = msgspec.structs.replace(settings, **cleaned)
    _check_accounts(settings)
    if settings.profile == "production":
        if settings.secret_key == DEVELOPMENT_SECRET or len(settings.secret_key) < 32:
            raise SettingsProblem(
                "IWM_SECRET_KEY: production needs a secret of its own, of 32 characters or more",
                f"Set it, for example: IWM_SECRET_KEY={secrets.token_urlsafe(32)}",
            )
        for field in ("database_url", "app_database_url", "worker_database_url"):
            password = password_of(getattr(settings, field))
            if password is not None and password.lower() in WELL_KNOWN_PASSWORDS:
                raise SettingsProblem(
                    f"{env_name(field)}: production refuses a password that everyone knows",
                    "Give the role another one (alter role … password …), and put it into the URL.",
                )
    return settings


def _check_accounts(settings: Settings) -> None:
    """What the parts themselves judge, loaded only where something is set: links, mail, sign-in services."""
    if settings.public_url:
        from app.accounts.addresses import origin_of

        if origin_of(settings.public_url) is None or "?" in settings.public_url or "#" in settings.public_url:
            raise SettingsProblem("IWM_PUBLIC_URL: this is not an http address", "As in: https://iwm.example.org")
    if settings.mail == "smtp":
        from app.accounts.post import post_of

        post_of(settings)
    if settings.mail_from != Settings().mail_from:
        from app.accounts.letters import sender_of

        sender_of(settings.mail_from)
    if settings.media_bucket:
        from app.videos.objects import bucket_of

        try:
            bucket_of(settings.media_bucket)
        except ValueError as error:
            raise SettingsProblem(
                f"IWM_MEDIA_BUCKET: {error}", "As in: s3://KEY:SECRET@s3.example.org/videos?region=eu-central-1"
            ) from None
    if settings.oidc_providers:
        from app.accounts.oidc_providers import read_providers

        read_providers(settings)


def describe(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """Variable, value (secrets masked) and description of each setting."""
    hints = get_type_hints(Settings, include_extras=True)
    for field in Settings.__struct_fields__:
        value = as_text(getattr(settings, field))
        if field == "secret_key":
            value = "(the development default)" if value == DEVELOPMENT_SECRET else "********"
        elif field in SECRET_FIELDS and value:
            value = mask_url(value)
        elif field in HIDDEN_FIELDS and value:
            value = "********"
        meta = next(m for m in get_args(hints[field]) if isinstance(m, Meta))
        yield env_name(field), value, meta.description or ""


def as_text(value: Any) -> str:
    """A value as it stands in the environment."""
    if isinstance(value, bool):
        return "on" if value else "off"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def to_environment(settings: Settings) -> dict[str, str]:
    """The environment that makes load_settings return the same in another process."""
    return {env_name(field): as_text(getattr(settings, field)) for field in Settings.__struct_fields__}
