"""Conditional requests: tags of answers (ETag), what a caller has (If-None-Match), what it changes (If-Match)."""

from app.http.cache import etag_of


def version_tag(version: bytes | None, body: bytes) -> bytes | None:
    """The tag of a read answer with @version, without quotes: the version, a dot, a tag of the body.

    The version is what If-Match compares. The rest is for If-None-Match: an object may hold what no version counts.
    """
    return None if version is None else version + b"." + etag_of(body)


def quoted(tag: bytes, strong: bool) -> bytes:
    """A tag as ETag shows it: strong where the body is sent byte for byte as it is."""
    return b'"' + tag + b'"' if strong else b'W/"' + tag + b'"'


def matches(header: bytes, tag: bytes) -> bool:
    """If-None-Match: a list of tags, weak or strong, or `*`."""
    return b'"' + tag + b'"' in header or header.strip() == b"*"


def asked_versions(header: bytes | None) -> str | None:
    """If-Match as iwm.check_version takes it: versions with commas between them, or `*`. None where it is absent.

    Quotes, W/ and what follows a dot are taken away, so that the ETag of a read, of a write, or a bare version fits.
    """
    if header is None:
        return None
    tags = [part.strip().removeprefix("W/").strip('"') for part in header.decode("latin-1").split(",")]
    return ",".join(tag.partition(".")[0] for tag in tags if tag) or None
