"""The OpenAPI document: complete, valid, and the same as what is served."""

import re

import httpx
import pytest
import pytest_asyncio

from app.http.catalogue import CacheRule, Catalogue, Operation, Result, TypeInfo
from app.http.openapi import openapi_document
from app.http.schemas import Schemas
from app.http.types import TypeSystem
from tests.app.http.support import ONE_LOOP

pytestmark = ONE_LOOP


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def document(client: httpx.AsyncClient) -> dict:
    """The document as it is served."""
    answer = await client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    return answer.json()


def operations(document: dict) -> dict[str, dict]:
    """Every operation by its id."""
    return {item["operationId"]: item for path in document["paths"].values() for item in path.values()}


async def test_its_head(document: dict) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"] == "I Watch Movies"
    assert {tag["name"] for tag in document["tags"]} >= {"Tests", "Service"}


async def test_every_route_is_documented_and_the_reverse(client: httpx.AsyncClient, document: dict) -> None:
    runtime = client.app.runtime  # type: ignore[attr-defined]
    app = runtime.front.inner
    pages = {path for part in runtime._parts for page in part.pages for path in page.paths}  # for people
    hidden = {re.sub(r":\w+\}", "}", path) for path in {"/", "/docs", "/docs/{name}", "/openapi.json", *pages}}
    served = {("/v1/live", "get")}  # a stream: no handler of a method
    for route in app.routes:
        path = re.sub(r"\{(?:arg_)?(\w+):\w+\}", r"{\1}", route.path)
        if path not in hidden:
            served |= {(path, method.lower()) for method in route.methods if method != "OPTIONS"}
    assert served == {(path, method) for path, item in document["paths"].items() for method in item}


async def test_references_lead_somewhere(document: dict) -> None:
    for reference in set(re.findall(r'"\$ref": ?"#/([^"]+)"', str(document).replace("'", '"'))):
        place = document
        for step in reference.split("/"):
            place = place[step]


async def test_each_operation_says_what_it_takes_and_gives(document: dict) -> None:
    found = operations(document)
    assert len(found) == sum(len(item) for item in document["paths"].values())
    for name, operation in found.items():
        assert operation["summary"], name
        assert operation["tags"], name
        for parameter in operation.get("parameters", []):
            assert parameter["description"], (name, parameter["name"])
            assert parameter["schema"], (name, parameter["name"])
        statuses = set(operation["responses"])
        assert statuses & {"200", "201", "202", "204"}, name


async def test_arguments(document: dict) -> None:
    found = operations(document)
    get = {parameter["name"]: parameter for parameter in found["echo_query"]["parameters"]}
    assert get["whole"]["schema"] == {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}
    assert get["page"]["schema"] == {"type": "integer", "minimum": 1, "maximum": 100000, "default": 3}
    assert get["moment"]["schema"] == {"type": "string", "format": "date-time"}
    assert get["whole_list"]["explode"] is False
    assert not get["whole"]["required"]
    path = found["get_note"]["parameters"][0]
    assert (path["in"], path["required"]) == ("path", True)
    assert path["schema"]["maxLength"] == 80
    body = found["put_note"]["requestBody"]
    assert body["required"] is True
    schema = body["content"]["application/json"]["schema"]
    assert schema["required"] == ["body"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["rating"] == {
        "type": ["number", "null"], "minimum": 0, "maximum": 10, "description": "0 to 10",
    }  # fmt: skip
    assert schema["properties"]["parts"]["items"] == {"$ref": "#/components/schemas/NotePartInput"}
    names = {parameter["name"] for parameter in found["echo_body"]["parameters"]}
    assert names == {"Idempotency-Key"}
    assert "client" not in found["echo_body"]["requestBody"]["content"]["application/json"]["schema"]["properties"]


async def test_results(document: dict) -> None:
    note = document["components"]["schemas"]["Note"]
    assert note["properties"]["rating"]["type"] == ["number", "null"]
    assert note["properties"]["body"]["type"] == "string"
    assert note["properties"]["body"]["description"] == "What it says"
    assert note["required"] == list(note["properties"])
    part, sent = (document["components"]["schemas"][name] for name in ("NotePart", "NotePartInput"))
    assert (part["required"], sent["required"]) == (["label", "amount"], ["label"])
    assert sent["properties"]["label"]["pattern"] == "^[^\\x00]*$"
    page = operations(document)["list_notes"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert page["properties"]["data"] == {"type": "array", "items": {"$ref": "#/components/schemas/Note"}}
    assert page["properties"]["pagination"] == {"$ref": "#/components/schemas/PagePosition"}


async def test_problems(document: dict) -> None:
    found = operations(document)
    assert found["put_note"]["responses"].keys() == {
        "200", "400", "404", "406", "408", "409", "413", "414", "415", "422", "429", "500", "503",
    }  # fmt: skip
    assert found["delete_note"]["responses"].keys() >= {"204", "404"}
    assert "content" not in found["delete_note"]["responses"]["204"]
    assert found["members_only"]["responses"].keys() >= {"401", "403"}
    assert found["members_only"]["security"] == [{"bearer": []}]
    assert found["who_am_i"]["security"] == [{}, {"bearer": []}]
    assert "304" in found["get_note"]["responses"]
    assert "304" not in found["put_note"]["responses"]
    assert "`note_is_final`" in found["put_note"]["description"]
    assert "1 hour" in found["get_note"]["description"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(86400, "1 day"), (7200, "2 hours"), (1800, "30 minutes"), (1, "1 second"), (90, "90 seconds")],
)
async def test_times_in_words(seconds: int, words: str) -> None:
    operation = Operation("f", False, "GET", "/f", Result("feed", "api.f"), cache=CacheRule(seconds), rate="slow")
    document = openapi_document(Catalogue("d", operations=[operation]), "1")
    described = document["paths"]["/v1/f"]["get"]
    assert words in described["description"]
    assert "429" in described["responses"]


@pytest.mark.parametrize(
    ("pattern", "may_hold_nul"),
    [
        ("^[a-z]+$", False),
        (r"^[a-z.]+\.[\]^]$", False),
        ("^https?://[^/]+$", True),
        (r"^\S+$", True),
        ("^a.c$", True),
        ("[a-z]", True),
    ],
)
async def test_no_text_may_hold_nul(pattern: str, may_hold_nul: bool) -> None:
    info = TypeInfo("domain", base="text", schema={"type": "string", "pattern": pattern})
    schema = Schemas(TypeSystem({"iwm.word": info})).value("iwm.word", incoming=True)
    assert ("allOf" in schema) is may_hold_nul
