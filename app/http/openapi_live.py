"""The live feed in the OpenAPI document: what a stream takes and tells. A WebSocket has no place there but in words."""

from typing import Any

from app.http.problems import CODES

_STRING = {"type": "string"}
DESCRIPTION = """
A stream of server-sent events: first the present state of each topic, then each change as it is committed.

Topics are `job:<id>` and `video:<id>`, one's own; for staff those of others too, `queue:<name>` and `queues`. Each
event is `{"type": "event", "topic", "kind", "id", "data"}`. Kinds are `state` (how it is now), `queued`, `progress`,
`retried`, `completed`, `failed`, `cancelled`, `dead`, `reset` (too long away: the states follow) and `gone` (not there,
or not for the caller, any more). Queues, and jobs of nobody, have no events: of these `state` comes again when it has
changed, once a second at most. Who comes back with the last `id` (Last-Event-ID, or `after`) is told all that came
after it, once; after an hour, or where that is more than 200 events, `reset` and the states come instead: what was
remembered is to be forgotten. Where an event has no `id`, that of the one before holds. The stream ends with an event
`end` and its `reason`: `slow`, `expired`, `forbidden` or `stopping`.

A browser's EventSource sends no header: it brings a ticket of POST /v1/live/tickets, another one each time. At the same
address there is a WebSocket. It says `{"type": "auth", "token": "…"}` first (again when it has a newer token), then
`{"type": "subscribe", "topics": ["job:…"], "after": "…"}`, `{"type": "unsubscribe", "topics": […]}` and
`{"type": "ping"}`.
""".strip()
# as app.live.feed.topics_of reads them
TOPICS = r"^[!-+\--~]{1,200}(,[!-+\--~]{1,200}){0,49}$"


def live_path() -> dict[str, Any]:
    """GET /v1/live."""
    event = {
        "type": "object",
        "properties": {
            "type": {"enum": ["event", "end"]}, "topic": _STRING, "kind": _STRING, "id": {"type": ["string", "null"]},
            "data": {"type": "object"}, "reason": {"enum": ["slow", "expired", "forbidden", "stopping"]},
        },
        "required": ["type"],
    }  # fmt: skip
    parameters = [
        _parameter("topics", "What to watch: 1 to 50 topics, with commas between them.", required=True, pattern=TOPICS),
        _parameter("after", "The id of the last event that was received.", maxLength=2000),
        _parameter("ticket", "Who the caller is, where no header can be sent.", maxLength=2000),
        {**_parameter("Last-Event-ID", "As `after`: what an EventSource sends by itself."), "in": "header"},
    ]
    responses: dict[str, Any] = {
        "200": {
            "description": "The stream. Each `data:` line is the JSON of an event.",
            "headers": {"X-Request-ID": {"$ref": "#/components/headers/RequestId"}},
            "content": {"text/event-stream": {"schema": {**_STRING, "contentSchema": event}}},
        }
    }
    for status in (400, 401, 403, 404, 414, 422, 429, 503):
        name = "".join(word.capitalize() for word in CODES[status].split("_"))
        responses[str(status)] = {"$ref": f"#/components/responses/{name}"}
    return {
        "get": {
            "operationId": "live", "summary": "Watch jobs, videos and queues", "description": DESCRIPTION,
            "tags": ["Live"], "parameters": parameters, "responses": responses, "security": [{"bearer": []}, {}],
        }
    }  # fmt: skip


def _parameter(name: str, description: str, *, required: bool = False, **schema: Any) -> dict[str, Any]:
    return {
        "name": name, "in": "query", "required": required, "description": description, "schema": {**_STRING, **schema},
    }  # fmt: skip
