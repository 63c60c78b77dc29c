"""Genres that somebody likes, and by which channels they are told of what."""

import psycopg
import pytest

from tests.sql.catalogue import Catalogue
from tests.support.accounts import People, Person
from tests.support.calls import call_as, refused


@pytest.fixture
def ada(conn: psycopg.Connection) -> Person:
    return People(conn).user("ada")


def slugs(answer: dict) -> tuple[list[str], list[str]]:
    return [g["slug"] for g in answer["likes"]], [g["slug"] for g in answer["dislikes"]]


def put(conn: psycopg.Connection, person: Person, likes: list[str], dislikes: list[str]) -> tuple[list[str], list[str]]:
    return slugs(call_as(conn, person, "put_genre_preferences", likes=likes, dislikes=dislikes))


def test_none_at_first(conn: psycopg.Connection, ada: Person) -> None:
    assert call_as(conn, ada, "get_genre_preferences") == {"likes": [], "dislikes": []}


def test_all_at_once(conn: psycopg.Connection, ada: Person) -> None:
    assert put(conn, ada, ["drama", "sci-fi", "drama"], ["horror"]) == (["drama", "sci-fi"], ["horror"])
    assert put(conn, ada, ["horror"], ["sci-fi"]) == (["horror"], ["sci-fi"])
    assert call_as(conn, ada, "get_genre_preferences") == {
        "likes": [{"slug": "horror", "name": "Horror"}],
        "dislikes": [{"slug": "sci-fi", "name": "Science Fiction"}],
    }
    assert slugs(call_as(conn, ada, "put_genre_preferences")) == ([], [])


@pytest.mark.parametrize(("likes", "dislikes", "field"), [(["nope"], [], "likes"), ([], ["drama", "nope"], "dislikes")])
def test_unknown_genres(conn: psycopg.Connection, ada: Person, likes: list, dislikes: list, field: str) -> None:
    with refused("unknown_genre", 422, field):
        put(conn, ada, likes, dislikes)


def test_nothing_that_is_no_slug(conn: psycopg.Connection, ada: Person) -> None:
    with pytest.raises(psycopg.errors.CheckViolation), conn.transaction():
        put(conn, ada, ["Drama"], [])
    with refused("unknown_genre", 422, "likes"), conn.transaction():
        put(conn, ada, ["null"], [])


def test_not_both(conn: psycopg.Connection, ada: Person) -> None:
    with refused("genre_liked_and_disliked", 422, "dislikes"):
        put(conn, ada, ["drama", "horror"], ["horror"])


def test_an_old_slug_of_a_genre_is_the_same_genre(conn: psycopg.Connection, ada: Person) -> None:
    conn.execute(
        "insert into iwm.genre_redirects (slug, genre_id)"
        " select 'science-fiction', id from iwm.genres where slug = 'sci-fi'"
    )
    assert put(conn, ada, ["science-fiction", "sci-fi"], []) == (["sci-fi"], [])
    with refused("genre_liked_and_disliked", 422, "dislikes"), conn.transaction():
        put(conn, ada, ["sci-fi"], ["science-fiction"])
    assert slugs(call_as(conn, ada, "put_genre_preference", slug="science-fiction", preference="dislike")) == (
        [], ["sci-fi"],
    )  # fmt: skip
    assert slugs(call_as(conn, ada, "delete_genre_preference", slug="science-fiction")) == ([], [])


def test_one_by_one(conn: psycopg.Connection, ada: Person) -> None:
    assert slugs(call_as(conn, ada, "put_genre_preference", slug="drama")) == (["drama"], [])
    for _ in range(2):
        answer = call_as(conn, ada, "put_genre_preference", slug="drama", preference="dislike")
        assert slugs(answer) == ([], ["drama"])
    for _ in range(2):
        assert slugs(call_as(conn, ada, "delete_genre_preference", slug="drama")) == ([], [])
    for function in ("put_genre_preference", "delete_genre_preference"):
        with refused("genre_not_found", 404, "slug"), conn.transaction():
            call_as(conn, ada, function, slug="nope")
    with pytest.raises(psycopg.errors.CheckViolation):
        call_as(conn, ada, "put_genre_preference", slug="drama", preference="love")


def test_what_there_is_to_choose_from(conn: psycopg.Connection, ada: Person, catalogue: Catalogue) -> None:
    catalogue.movie("tt1", genres=("horror", "drama"))
    catalogue.movie("tt2", genres=("horror",))
    put(conn, ada, ["drama"], [])
    picks = call_as(conn, ada, "list_genre_picks", limit=3)
    assert len(picks) == 3
    assert picks[0] == {"slug": "horror", "name": "Horror", "movie_count": 2, "preference": None}
    assert picks[1] == {"slug": "drama", "name": "Drama", "movie_count": 1, "preference": "like"}


def test_they_are_ones_own(conn: psycopg.Connection, ada: Person) -> None:
    put(conn, ada, ["drama"], [])
    assert call_as(conn, People(conn).user("bob"), "get_genre_preferences") == {"likes": [], "dislikes": []}
    for function, arguments in (
        ("get_genre_preferences", {}), ("put_genre_preferences", {}), ("put_genre_preference", {"slug": "drama"}),
        ("delete_genre_preference", {"slug": "drama"}), ("list_genre_picks", {}),
        ("get_notification_preferences", {}), ("patch_notification_preferences", {"patch": {}}),
    ):  # fmt: skip
        with refused("unauthenticated", 401), conn.transaction():
            call_as(conn, None, function, **arguments)


# Of what one is told.


def told(conn: psycopg.Connection, person: Person, **patch: object) -> dict[str, dict]:
    if patch:
        rows = call_as(conn, person, "patch_notification_preferences", patch=patch)
    else:
        rows = call_as(conn, person, "get_notification_preferences")
    return {row["type"]: row for row in rows}


def test_the_kinds_of_notification(conn: psycopg.Connection, ada: Person) -> None:
    kinds = told(conn, ada)
    assert kinds.keys() >= {
        "new_follower", "follow_request", "follow_approved", "review_vote", "review_comment", "comment_reply",
        "mention",
        "pulse_reaction", "pulse_comment", "pulse_share", "collection_follow", "collection_like", "collection_comment",
        "collection_invite", "movie_released", "movie_streaming", "movie_leaving", "price_drop", "award",
        "festival_selection", "quiz_result", "quiz_overtaken", "casting_deadline", "casting_match",
        "application_status", "moderation_outcome", "report_received", "import_done", "export_done", "announcement",
        "security",
    }  # fmt: skip
    assert {row["changed"] for row in kinds.values()} == {False}
    assert [name for name, row in kinds.items() if row["mandatory"]] == ["moderation_outcome", "security"]
    assert all(row["in_app"] and row["email"] for row in kinds.values() if row["mandatory"])


def notifies(conn: psycopg.Connection, person: Person, kind: str, channel: str) -> bool | None:
    (answer,) = conn.execute("select iwm.notifies(%s, %s, %s)", [person.id, kind, channel]).fetchone()  # type: ignore[misc]
    return answer


def test_saying_otherwise_and_back(conn: psycopg.Connection, ada: Person) -> None:
    before = told(conn, ada)
    after = told(conn, ada, mention={"email": False}, award={"push": True, "webhook": False})
    assert after["mention"] == {**before["mention"], "email": False, "changed": True}
    assert after["award"] == {**before["award"], "push": True, "webhook": False, "changed": True}
    assert {k: v for k, v in after.items() if k not in ("mention", "award")} == {
        k: v for k, v in before.items() if k not in ("mention", "award")
    }
    assert (notifies(conn, ada, "mention", "email"), notifies(conn, ada, "mention", "push")) == (False, True)
    after = told(conn, ada, award={"push": None}, mention={"email": True})
    assert after["award"] == {**before["award"], "webhook": False, "changed": True}
    assert after["mention"]["email"] is True
    assert told(conn, ada, award=None, mention=None) == before
    assert conn.execute("select count(*) from iwm.notification_preferences").fetchone() == (0,)


def test_what_is_mandatory_stays(conn: psycopg.Connection, ada: Person) -> None:
    with refused("notification_mandatory", 422, "security.email"), conn.transaction():
        told(conn, ada, security={"email": False})
    assert told(conn, ada, security=None)["security"]["email"] is True
    # a preference from before it became mandatory counts no more
    conn.execute("insert into iwm.notification_preferences values (%s, 'security', 'email', false)", [ada.id])
    assert told(conn, ada)["security"]["email"] is True
    assert notifies(conn, ada, "security", "email") is True


@pytest.mark.parametrize(
    ("patch", "code", "field"),
    [
        ({"nope": {}}, "unknown_notification_type", "nope"),
        ({"nope": None}, "unknown_notification_type", "nope"),
        ({"mention": {"pigeon": True}}, "invalid_setting", "mention.pigeon"),
        ({"mention": {"email": "no"}}, "invalid_setting", "mention.email"),
        ({"mention": False}, "invalid_setting", "mention"),
        ({"award": {"push": True}, "x" * 500: {}}, "unknown_notification_type", "x" * 100),
    ],
)
def test_what_is_wrong_is_named(conn: psycopg.Connection, ada: Person, patch: dict, code: str, field: str) -> None:
    with refused(code, 422, field), conn.transaction():
        told(conn, ada, **patch)
    assert conn.execute("select count(*) from iwm.notification_preferences").fetchone() == (0,)


def test_a_patch_is_an_object(conn: psycopg.Connection, ada: Person) -> None:
    with refused("invalid_input", 422):
        call_as(conn, ada, "patch_notification_preferences", patch="[]")


def test_nothing_is_told_of_what_there_is_not(conn: psycopg.Connection, ada: Person) -> None:
    assert notifies(conn, ada, "nope", "email") is None
    assert notifies(conn, ada, "mention", "pigeon") is None
