"""What the tests of the HTTP layer share."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

# For tests that share the module's client: it lives in one event loop.
ONE_LOOP = pytest.mark.asyncio(loop_scope="module")


def problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The problem document of an answer, once its form is checked."""
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document = answer.json()
    assert document["success"] is False
    assert document["status"] == status
    assert {"type", "title", "detail", "instance", "code", "errors", "message", "request_id"} <= document.keys()
    return document


async def until(condition: Callable[[], Any], within: float = 10) -> None:
    """Waits for a condition."""
    async with asyncio.timeout(within):
        while not condition():  # noqa: ASYNC110 - conditions of any kind
            await asyncio.sleep(0.01)
