"""API tokens: each operation of videos asks for its scope, before anything of what is sent is read."""

import re

import pytest

from tests.app.http.support import ONE_LOOP, problem
from tests.app.videos.conftest import Clip, Somebody
from tests.app.videos.test_chunks import BYTES, begin
from tests.app.videos.test_uploading import BOUNDARY, raw

pytestmark = ONE_LOOP
READING = {
    "get_quota", "list_my_videos", "list_uploads", "get_upload", "list_video_operations", "link_video", "link_asset",
}  # fmt: skip


@pytest.fixture
def token(owner, ada):
    """token("videos:read"): a client with an API token of Ada's that may do this only."""
    from tests.support.accounts import People

    return lambda *scopes: Somebody(ada.person, ada.client, People(owner).api_token(ada.person, *scopes))


@pytest.fixture
def operations(owner):
    """The operations of videos that are for users: name, method and path."""
    [(document,)] = owner.execute("select api.catalogue()").fetchall()
    found = [o for o in document["operations"] if "Videos" in (o.get("tags") or [o.get("tag")]) and o["auth"] == "user"]
    assert len(found) > 15
    return [(o["function"], o["method"], o["path"]) for o in found]


async def ask(person: Somebody, name: str, method: str, path: str, ids: dict[str, str]):
    """A call of an operation with arguments that fit."""
    path = re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], path)
    more: dict = {}
    if name == "upload_video":
        more = {"files": {"file": ("a.mp4", b"x")}}
    elif name == "append_upload":
        more = {"content": b"x", "headers": {"content-type": BYTES, "upload-offset": "0"}}
    elif name == "create_upload":
        more = {"json": {"file_name": "a", "bytes": 1}}
    elif name == "start_video_operation":
        more = {"json": {"type": "thumbnail"}}
    elif name == "patch_video":
        more = {"json": {"title": "x"}}
    return await person.ask(method, path, **more)


async def test_every_operation(ada, token, operations, owner, clip: Clip):
    video = await ada.video(clip())
    asset = "vas_scopes"
    owner.execute(
        "insert into iwm.video_assets (user_id, video_id, external_id, kind, file_name, storage_key, media_type, bytes)"
        " select user_id, id, %s, 'thumbnail', 'a.jpg', 'assets/ab/' || md5(external_id), 'image/jpeg', 1"
        " from iwm.videos where external_id = %s",
        [asset, video["id"]],
    )
    begun = await ada.ask("POST", "/videos/uploads", json={"file_name": "a", "bytes": 10})
    ids = {"video_id": video["id"], "asset_id": asset, "upload_id": begun.json()["data"]["id"]}
    for scopes, allowed in ((["videos:read"], READING), ([], set()), (["videos:write"], None)):
        for name, method, path in operations:
            if name in READING if allowed is None else name not in allowed:
                told = problem(await ask(token(*scopes), name, method, path, ids), 403)
                assert told["code"] == "insufficient_scope", (name, scopes)
            elif allowed is not None:
                answer = await ask(token(*scopes), name, method, path, ids)
                assert answer.status_code in (200, 201), (name, answer.text)
    owner.execute("delete from iwm.video_assets where external_id = %s", [asset])


async def test_to_upload_takes_no_more_than_to_write(token, clip: Clip):
    writer, content = token("videos:write"), clip().read_bytes()
    assert (await writer.upload(clip())).status_code == 201
    upload = await begin(writer, len(content))
    assert (await upload.chunk(content, 0)).status_code == 200
    assert (await upload.complete()).status_code == 201
    assert problem(await writer.ask("GET", upload.path), 403)["code"] == "insufficient_scope"


@pytest.mark.parametrize("kind", ["form", "raw"])
async def test_nothing_is_read_of_what_may_not_be_sent(ada, token, client, nothing_left, kind):
    reader = token("videos:read")
    path, method = "/v1/videos", "POST"
    headers = {**reader.headers, "content-type": f"multipart/form-data; boundary={BOUNDARY}"}
    if kind == "raw":
        begun = await ada.ask("POST", "/videos/uploads", json={"file_name": "a", "bytes": 1 << 20})
        path, method = f"/v1/videos/uploads/{begun.json()['data']['id']}", "PATCH"
        headers = {**reader.headers, "content-type": BYTES, "upload-offset": "0"}
    read = 0

    async def receive():
        nonlocal read
        read += 1
        return {"type": "http.request", "body": b"x" * 1000, "more_body": True}

    status, _ = await raw(client, headers, receive, method, path)
    assert (status, read) == (403, 0)
    nothing_left()
