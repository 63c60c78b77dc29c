"""Who sees which video, and who may do what with it."""

import pytest

from tests.support.calls import refused


def fails(studio, code, status, person, function, field=None, **arguments):
    """What a person asks for is refused; the rest of the test goes on."""
    with refused(code, status, field), studio.conn.transaction():
        studio.act(person, function, **arguments)


@pytest.fixture
def film(catalogue):
    catalogue.movie("tt0133093", "The Matrix")
    return "tt0133093"


def test_who_sees_it(studio, ada, bob, mona, film):
    video = studio.video(ada)
    for person in (bob, None):
        fails(studio, "video_not_found", 404, person, "get_video", "video_id", video_id=video["id"])
        fails(studio, "video_not_found", 404, person, "list_video_assets", video_id=video["id"])
        fails(studio, "video_not_found", 404, person, "video_file", video_id=video["id"])
    assert studio.act(mona, "get_video", video_id=video["id"])["mine"] is False
    studio.act(ada, "patch_video", if_match=None, video_id=video["id"], patch={"movie_id": film, "role": "trailer"})
    for person in (bob, None):
        seen = studio.act(person, "get_video", video_id=video["id"])
        assert (seen["movie_id"], seen["role"], seen["mine"], seen["owner"]["username"]) == (
            film,
            "trailer",
            False,
            "ada",
        )
    fails(studio, "forbidden", 403, bob, "list_video_operations", video_id=video["id"])
    fails(studio, "forbidden", 403, bob, "patch_video", if_match=None, video_id=video["id"], patch={"title": "mine"})
    fails(studio, "forbidden", 403, bob, "delete_video", video_id=video["id"])
    fails(studio, "forbidden", 403, bob, "start_video_operation", video_id=video["id"], type="thumbnail")
    fails(studio, "forbidden", 403, mona, "start_video_operation", video_id=video["id"], type="thumbnail")


@pytest.mark.parametrize("change", ["suspended_at = now()", "visibility = 'private'", "deactivated_at = now()"])
def test_videos_of_hidden_people_are_hidden(studio, ada, bob, film, change):
    video = studio.video(ada, movie_id=film)
    assert studio.act(bob, "list_movie_videos", movie_id=film)["items"]
    studio.conn.execute(f"update iwm.users set {change} where id = %s", [ada.id])
    fails(studio, "video_not_found", 404, bob, "get_video", video_id=video["id"])
    assert studio.act(bob, "list_movie_videos", movie_id=film)["items"] == []


def test_blocks_hide_videos(studio, ada, bob, film):
    video = studio.video(ada, movie_id=film)
    studio.conn.execute("insert into iwm.user_blocks (user_id, blocked_id) values (%s, %s)", [ada.id, bob.id])
    fails(studio, "video_not_found", 404, bob, "get_video", video_id=video["id"])
    assert studio.act(bob, "list_movie_videos", movie_id=film)["items"] == []


def test_a_deleted_film_shows_its_videos_no_more(studio, ada, bob, film):
    video = studio.video(ada, movie_id=film, role="clip")
    studio.conn.execute("update iwm.movies set deleted_at = now()")
    fails(studio, "video_not_found", 404, bob, "get_video", video_id=video["id"])
    mine = studio.act(ada, "get_video", video_id=video["id"])
    assert (mine["movie_id"], mine["role"]) == (None, None)
    fails(studio, "movie_not_found", 404, bob, "list_movie_videos", movie_id=film)


def test_attaching_needs_a_verified_address(studio, people, film):
    eve = people.user("eve", verified=False)
    video = studio.video(eve)
    for arguments in ({"movie_id": film}, {"movie_id": film, "role": "clip"}):
        fails(
            studio, "email_not_verified", 403, eve, "patch_video", if_match=None, video_id=video["id"], patch=arguments
        )
    with refused("email_not_verified", 403), studio.conn.transaction():
        studio.video(eve, movie_id=film)
    fails(studio, "email_not_verified", 403, eve, "create_upload", file_name="a", bytes=1, movie_id=film)
    assert studio.act(eve, "patch_video", if_match=None, video_id=video["id"], patch={"title": "x"})["title"] == "x"


def test_scopes(studio, conn, ada):
    video = studio.video(ada)
    conn.execute("update iwm.sessions set scopes = '{videos:read}'")
    fails(studio, "insufficient_scope", 403, ada, "begin_video")
    fails(studio, "insufficient_scope", 403, ada, "delete_video", video_id=video["id"])
    fails(studio, "insufficient_scope", 403, ada, "create_upload", file_name="a", bytes=1)
    assert studio.act(ada, "list_my_videos")["items"]
    conn.execute("update iwm.sessions set scopes = '{videos:write}'")
    fails(studio, "insufficient_scope", 403, ada, "list_my_videos")
    fails(studio, "unauthenticated", 401, None, "list_my_videos")


def test_scopes_of_what_handlers_call(studio, conn, ada):
    """A link is made, and a chunk taken, only for whoever may do so: it is asked before anything comes."""
    video = studio.video(ada)
    asset = studio.make(ada, video)["asset"]
    upload = studio.act(ada, "create_upload", file_name="a.mp4", bytes=5)
    conn.execute("update iwm.sessions set scopes = '{videos:read}'")
    assert studio.act(ada, "video_file", video_id=video["id"], to_link=True)["me"] == ada.external_id
    assert studio.act(ada, "upload_state", upload_id=upload["id"])["user"] == ada.external_id
    fails(studio, "insufficient_scope", 403, ada, "upload_state", upload_id=upload["id"], offset=0, to_write=True)
    fails(studio, "insufficient_scope", 403, ada, "hold_video", key="x")
    fails(studio, "insufficient_scope", 403, ada, "attach_video", movie_id="tt1")
    conn.execute("update iwm.sessions set scopes = '{videos:write}'")
    assert studio.act(ada, "upload_state", upload_id=upload["id"], to_write=True)["upload"] == upload
    fails(studio, "insufficient_scope", 403, ada, "upload_state", upload_id=upload["id"])
    fails(studio, "insufficient_scope", 403, ada, "video_file", video_id=video["id"], to_link=True)
    fails(studio, "insufficient_scope", 403, ada, "asset_file", asset_id=asset["id"], to_link=True)
    fails(studio, "unauthenticated", 401, None, "video_file", video_id=video["id"], to_link=True)


@pytest.mark.parametrize("function", ["upload_video", "get_video_file", "get_asset_file", "append_upload"])
def test_only_over_http(studio, ada, function):
    named = {"upload_video": {}, "get_asset_file": {"asset_id": "x"}, "append_upload": {"upload_id": "x"}}
    fails(studio, "http_only", 501, ada, function, **named.get(function, {"video_id": "x"}))


def test_links_end_with_their_maker(studio, ada, bob):
    video = studio.video(ada)
    found = studio.act(None, "video_file", video_id=video["id"], **{"as": ada.external_id})
    assert (found["key"], found["bytes"], found["me"]) == (studio.key_of(video), 1000, ada.external_id)
    fails(studio, "video_not_found", 404, None, "video_file", video_id=video["id"], **{"as": bob.external_id})
    studio.conn.execute("update iwm.users set suspended_at = now() where id = %s", [ada.id])
    fails(studio, "link_not_valid", 403, None, "video_file", "link", video_id=video["id"], **{"as": ada.external_id})
    fails(studio, "link_not_valid", 403, None, "video_file", video_id=video["id"], **{"as": "usr_nobody"})
