"""Files over HTTP: whole, in parts, as links, under safe names."""

import time

import pytest

from app.accounts.keys import Keys
from app.http.problems import HttpProblem
from app.settings import Settings
from app.videos.links import PURPOSE
from app.videos.serving import disposition, part_of
from tests.app.http.support import ONE_LOOP, problem
from tests.app.videos.conftest import Clip
from tests.app.videos.test_uploading import raw
from tests.support.videos import Studio

one_loop = ONE_LOOP


@pytest.fixture
def content(clip: Clip) -> bytes:
    return clip().read_bytes()


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-99", (0, 100)),
        ("bytes=100-", (100, 1000)),
        ("bytes=-100", (900, 1000)),
        ("bytes=0-0", (0, 1)),
        ("bytes=999-", (999, 1000)),
        ("bytes=0-5000", (0, 1000)),
        ("bytes=-5000", (0, 1000)),
        ("bytes= 5 - 9 ", (5, 10)),
        ("bytes=1000-", (0, 0)),
        ("bytes=2000-3000", (0, 0)),
        ("bytes=-0", (0, 0)),
        ("bytes=0-1,5-6", None),
        ("bytes=5-4", None),
        ("bytes=-", None),
        ("bytes=", None),
        ("lines=0-1", None),
        ("bytes=a-b", None),
        ("bytes=1-" + "9" * 40, (1, 1000)),
        ("bytes=" + "9" * 20 + "-", (0, 0)),
        ("bytes=" + "9" * 5000 + "-", (0, 0)),
        ("bytes=-" + "9" * 20, (0, 1000)),
        ("bytes=" + "0" * 30 + "7-9", (7, 10)),
        ("bytes=" + "9" * 30 + "-5", None),
        ("bytes=" + " " * 60_000, None),
        ("", None),
    ],
)
def test_parts(header, part):
    assert part_of(header, 1000) == part


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("clip.mp4", b'inline; filename="clip.mp4"'),
        ('a"b\\c\r\nx: y.mp4', b"inline; filename=\"a_b_c__x_ y.mp4\"; filename*=UTF-8''a%22b%5Cc%0D%0Ax%3A%20y.mp4"),
        ("日本.mp4", b"inline; filename=\"__.mp4\"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.mp4"),
    ],
)
def test_names(name, text):
    assert disposition(name, False) == text
    assert disposition(name, True).startswith(b"attachment; ")


@one_loop
async def test_the_whole_file(ada, clip: Clip, content):
    video = await ada.video(clip())
    answer = await ada.ask("GET", f"/videos/{video['id']}/file")
    assert (answer.status_code, answer.content) == (200, content)
    headers = answer.headers
    assert (headers["content-type"], headers["content-length"]) == ("video/mp4", str(len(content)))
    assert headers["accept-ranges"] == "bytes"
    assert headers["etag"].startswith('"')
    assert headers["content-disposition"] == 'inline; filename="clip.mp4"'
    assert headers["cache-control"] == "private, max-age=3600"
    assert headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in headers["content-security-policy"]
    assert "content-encoding" not in headers
    answer = await ada.ask("GET", f"/videos/{video['id']}/file?download=true")
    assert answer.headers["content-disposition"] == 'attachment; filename="clip.mp4"'


@one_loop
async def test_parts_of_it(ada, clip: Clip, content):
    video = await ada.video(clip())
    path, size = f"/videos/{video['id']}/file", len(content)
    for asked, start, end in (("0-99", 0, 100), ("100-", 100, size), ("-10", size - 10, size), ("5-5", 5, 6)):
        answer = await ada.ask("GET", path, headers={"range": f"bytes={asked}"})
        assert (answer.status_code, answer.content) == (206, content[start:end])
        assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
        assert answer.headers["content-length"] == str(end - start)
    answer = await ada.ask("GET", path, headers={"range": f"bytes={size}-"})
    assert problem(answer, 416)["code"] == "range_not_satisfiable"
    assert answer.headers["content-range"] == f"bytes */{size}"
    for asked in ("bytes=0-1,5-6", "nonsense"):  # several are answered with the whole, as is what cannot be read
        assert (await ada.ask("GET", path, headers={"range": asked})).content == content


@one_loop
async def test_validators(ada, clip: Clip, content):
    video = await ada.video(clip())
    path = f"/videos/{video['id']}/file"
    first = await ada.ask("HEAD", path)
    assert (first.status_code, first.content, first.headers["content-length"]) == (200, b"", str(len(content)))
    tag, date = first.headers["etag"], first.headers["last-modified"]
    for given in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        answer = await ada.ask("GET", path, headers={"if-none-match": given})
        assert (answer.status_code, answer.content, answer.headers["etag"]) == (304, b"", tag)
    assert (await ada.ask("GET", path, headers={"if-none-match": '"x"'})).status_code == 200
    for condition, status in (
        (tag, 206),
        (date, 206),
        ('"x"', 200),
        (f"W/{tag}", 200),
        ("yesterday", 200),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 200),
    ):
        answer = await ada.ask("GET", path, headers={"range": "bytes=0-9", "if-range": condition})
        assert answer.status_code == status, condition
    # parts are for GET alone (RFC 9110, 14.2)
    answer = await ada.ask("HEAD", path, headers={"range": "bytes=0-9"})
    assert (answer.status_code, answer.headers["content-length"]) == (200, str(len(content)))


@one_loop
async def test_conditions(ada, clip: Clip, content):
    """A download that goes on asks for the same file; one that has it is told so (RFC 9110, 13.2.2)."""
    video = await ada.video(clip())
    path = f"/videos/{video['id']}/file"
    first = await ada.ask("HEAD", path)
    tag, date, long_ago = first.headers["etag"], first.headers["last-modified"], "Thu, 01 Jan 1970 00:00:00 GMT"
    for headers, status in (
        ({"if-match": tag}, 206),
        ({"if-match": "*"}, 206),
        ({"if-match": '"x"'}, 412),
        ({"if-match": f"W/{tag}"}, 412),
        ({"if-unmodified-since": date}, 206),
        ({"if-unmodified-since": long_ago}, 412),
        ({"if-unmodified-since": "yesterday"}, 206),
        ({"if-match": tag, "if-unmodified-since": long_ago}, 206),
        ({"if-modified-since": date}, 304),
        ({"if-modified-since": long_ago}, 206),
        ({"if-modified-since": "yesterday"}, 206),
        ({"if-none-match": '"x"', "if-modified-since": date}, 206),
        ({"if-match": '"x"', "if-none-match": tag}, 412),
    ):
        answer = await ada.ask("GET", path, headers={"range": "bytes=0-9", **headers})
        assert answer.status_code == status, headers
        assert status != 206 or answer.content == content[:10]
        assert status != 412 or problem(answer, 412)["code"] == "precondition_failed"


@one_loop
async def test_a_player_asks_for_videos_alone(ada, clip: Clip):
    video = await ada.video(clip())
    headers = {"accept": "video/webm,video/mp4;q=0.9", "accept-encoding": "gzip", "range": "bytes=0-"}
    answer = await ada.ask("GET", f"/videos/{video['id']}/file", headers=headers)
    assert (answer.status_code, "content-encoding" in answer.headers) == (206, False)
    problem(await ada.ask("GET", f"/videos/{video['id']}", headers={"accept": "video/mp4"}), 406)


@one_loop
async def test_who_may_have_it(ada, somebody, client, owner, clip: Clip, content):
    owner.execute("insert into iwm.movies (external_id, title) values ('tt6', 'Six') on conflict do nothing")
    video = await ada.video(clip())
    path = f"/videos/{video['id']}/file"
    problem(await client.get(f"/v1{path}"), 404)
    problem(await somebody("bob").ask("GET", path), 404)
    assert (await somebody("mona", "moderator").ask("GET", path)).content == content
    answer = await ada.ask("PATCH", f"/videos/{video['id']}", json={"movie_id": "tt6"})
    assert answer.status_code == 200, answer.text
    public = await client.get(f"/v1{path}")
    assert (public.content, public.headers["cache-control"]) == (content, "public, max-age=300")


@one_loop
async def test_assets(ada, owner, store, clip: Clip):
    video = await ada.video(clip())
    studio = Studio(owner)
    asset = studio.make(ada.person, video)["asset"]
    path = f"/assets/{asset['id']}/file"
    assert problem(await ada.ask("GET", path), 404)["code"] == "not_found"  # the row is there, the file is not
    key = studio.act(ada.person, "asset_file", asset_id=asset["id"])["key"]
    store.draft(key).write_bytes(b"x" * asset["bytes"])
    answer = await ada.ask("GET", path)
    assert (answer.content, answer.headers["content-type"]) == (b"x" * asset["bytes"], "image/jpeg")
    assert answer.headers["content-disposition"] == 'inline; filename="clip-thumbnail.jpg"'
    assert (await ada.ask("DELETE", f"/assets/{asset['id']}")).status_code == 200
    problem(await ada.ask("GET", path), 404)
    store.path(key).unlink()


@one_loop
async def test_links(ada, somebody, client, owner, clip: Clip, content):
    video = await ada.video(clip())
    answer = await ada.ask("POST", f"/videos/{video['id']}/links")
    assert answer.status_code == 201, answer.text
    link = answer.json()["data"]
    found = await client.get(link["url"], headers={"range": "bytes=0-9"})
    assert (found.status_code, found.content) == (206, content[:10])
    # a page of another origin may play it; with a header, nothing but our own may
    assert found.headers["cross-origin-resource-policy"] == "cross-origin"
    own = await ada.ask("HEAD", f"/videos/{video['id']}/file")
    assert own.headers["cross-origin-resource-policy"] == "same-origin"
    problem(await somebody("bob").ask("POST", f"/videos/{video['id']}/links"), 404)
    problem(await client.post(f"/v1/videos/{video['id']}/links"), 401)
    # of another video, changed, of another kind, too old
    other = await ada.video(clip())
    token = link["url"].partition("link=")[2]
    until, maker, proof = token.split(".")
    old = f"{int(time.time()) - 1}.{maker}"
    old += "." + Keys(Settings()).mac(PURPOSE, f"{old} video {video['id']}")
    forged = [
        f"/v1/videos/{other['id']}/file?link={token}",
        f"/v1/videos/{video['id']}/file?link={int(until) + 1}.{maker}.{proof}",
        f"/v1/videos/{video['id']}/file?link={until}.{somebody('eve').person.external_id}.{proof}",
        f"/v1/videos/{video['id']}/file?link={old}",
        *(f"/v1/videos/{video['id']}/file?link={wrong}" for wrong in ("x", "..", "a.b.c", "%F0%9F%8E%AC", "1" * 2000)),
    ]
    for address in forged:
        assert problem(await client.get(address), 403)["code"] == "link_not_valid", address
    owner.execute("update iwm.users set suspended_at = now() where id = %s", [ada.person.id])
    assert problem(await client.get(link["url"]), 403)["code"] == "link_not_valid"
    owner.execute("update iwm.users set suspended_at = null where id = %s", [ada.person.id])
    await ada.ask("DELETE", f"/videos/{video['id']}")
    problem(await client.get(link["url"]), 404)


@one_loop
async def test_a_player_that_goes_away(ada, client, owner, store, clip: Clip):
    """What nobody reads is not read from the disk to its end."""
    video = await ada.video(clip())
    [(key,)] = owner.execute("select storage_key from iwm.videos where external_id = %s", [video["id"]]).fetchall()
    large = 20 << 20
    with store.path(key).open("r+b") as file:
        file.truncate(large)
    owner.execute("update iwm.videos set bytes = %s where external_id = %s", [large, video["id"]])
    messages = [{"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}]

    async def receive():
        return messages.pop(0)

    status, sent = await raw(client, ada.headers, receive, "GET", f"/v1/videos/{video['id']}/file")
    assert status == 200
    assert sum(len(message.get("body", b"")) for message in sent) < large / 2


@one_loop
async def test_what_the_document_says(client):
    responses = (await client.get("/openapi.json")).json()["paths"]["/v1/videos/{video_id}/file"]["get"]["responses"]
    assert {"200", "206", "304", "403", "404", "412", "416"} <= responses.keys()
    assert responses["206"]["content"]["*/*"]["schema"] == {"type": "string", "format": "binary"}


def test_the_problem_of_a_part_has_a_title():
    assert HttpProblem(416, "x").code == "range_not_satisfiable"
