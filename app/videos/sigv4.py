"""Signatures of requests to an S3-compatible store (AWS Signature Version 4)."""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

EMPTY = hashlib.sha256(b"").hexdigest()


def sign(
    method: str,
    host: str,
    path: str,
    *,
    access_key: str,
    secret_key: str,
    region: str,
    now: datetime,
    payload: str = EMPTY,
    headers: dict[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """The headers of a request, Authorization among them.

    `path`: not encoded, without `query`. `payload`: SHA-256 of the body in hex. `now`: in UTC. `headers` are
    signed, too.
    """
    stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
    signed = {**(headers or {}), "host": host, "x-amz-content-sha256": payload, "x-amz-date": stamp}
    signed = {name.lower(): value.strip() for name, value in sorted(signed.items(), key=lambda item: item[0].lower())}
    names = ";".join(signed)
    lines = "".join(f"{name}:{value}\n" for name, value in signed.items())
    request = f"{method}\n{encoded(path)}\n{encoded_query(query or {})}\n{lines}\n{names}\n{payload}"
    scope = f"{day}/{region}/s3/aws4_request"
    text = f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{hashlib.sha256(request.encode()).hexdigest()}"
    key = f"AWS4{secret_key}".encode()
    for part in (day, region, "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.new(key, text.encode(), "sha256").hexdigest()
    del signed["host"]  # the client sends it by itself
    authorization = f"AWS4-HMAC-SHA256 Credential={access_key}/{scope}, SignedHeaders={names}, Signature={signature}"
    return {**signed, "authorization": authorization}


def encoded(path: str) -> str:
    """A path as it stands in a request: every byte that is not unreserved is encoded, but for slashes."""
    return quote(path, safe="/-_.~")


def encoded_query(query: Mapping[str, str]) -> str:
    """A query as it stands in a request and is signed: in the order of its names."""
    return "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in sorted(query.items()))
