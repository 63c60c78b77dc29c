"""Everything that can be set, as one type: each setting with its default, its limits and what it does."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

ROOT = Path(__file__).resolve().parents[2]
DEVELOPMENT_SECRET = "for-development-only-never-in-production"  # noqa: S105 - production refuses it
# Names that are not IWM_<FIELD>: the one that every platform as a service sets.
ENV_NAMES = {"database_url": "DATABASE_URL"}

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
