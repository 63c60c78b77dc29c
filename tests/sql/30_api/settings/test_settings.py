"""Settings: effective values, merge patches, resets, versions, and what cannot be set."""

import psycopg
import pytest

from tests.support.accounts import People, Person
from tests.support.calls import call_as, refused


@pytest.fixture
def ada(conn: psycopg.Connection) -> Person:
    return People(conn).user("ada")


def patch(conn: psycopg.Connection, person: Person, if_match: str | None = None, **sections: object) -> dict:
    return call_as(conn, person, "patch_settings", if_match=if_match, patch=sections)


def settings(conn: psycopg.Connection, person: Person) -> dict:
    return call_as(conn, person, "get_settings")["settings"]


def definitions(conn: psycopg.Connection) -> dict[str, dict]:
    (found,) = conn.execute("select to_jsonb(api.list_setting_definitions())").fetchone()  # type: ignore[misc]
    return {item["key"]: item for item in found}


def test_the_defaults_hold_until_something_is_set(conn: psycopg.Connection, ada: Person) -> None:
    answer = call_as(conn, ada, "get_settings")
    assert answer["version"] == 1
    assert answer["updated_at"] is not None
    flat = {f"{section}.{name}": value for section, all_ in answer["settings"].items() for name, value in all_.items()}
    assert flat == {key: item["initial"] for key, item in definitions(conn).items()}


def test_each_default_is_allowed(conn: psycopg.Connection) -> None:
    wrong = conn.execute(
        "select d.key, iwm.setting_problem(d, d.initial) from iwm.setting_definitions as d"
        " where d.initial <> 'null' and iwm.setting_problem(d, d.initial) is not null"
    ).fetchall()
    assert wrong == []


def test_every_definition_can_be_checked(conn: psycopg.Connection) -> None:
    for key, item in definitions(conn).items():
        assert (item["allowed"] is not None) == (item["kind"] == "choice"), key
        assert (item["pattern"] is not None) == (item["kind"] in ("text", "list")), key
        assert (item["most"] is not None) == (item["kind"] in ("text", "list")), key
        assert item["description"], key
        assert key == f"{item['section']}.{item['name']}"


def test_what_the_platform_names_is_there(conn: psycopg.Connection) -> None:
    assert definitions(conn).keys() >= {
        "privacy.private_watchlist", "privacy.show_activity", "privacy.searchable", "privacy.allow_follow_requests",
        "display.theme", "display.hide_spoilers", "display.adult_content", "display.autoplay",
        "display.poster_quality", "region.language", "region.region", "region.time_zone", "region.date_format",
        "watch.region", "watch.services", "watch.subscriptions_only", "lists.default_privacy", "notifications.digest",
        "notifications.quiet_from", "notifications.quiet_to",
    }  # fmt: skip


def test_a_patch_changes_what_it_names(conn: psycopg.Connection, ada: Person) -> None:
    before = settings(conn, ada)
    answer = patch(conn, ada, display={"theme": "dark"}, watch={"services": ["mubi", "netflix"]})
    assert answer["version"] == 2
    assert answer["settings"]["display"] == {**before["display"], "theme": "dark"}
    assert answer["settings"]["watch"]["services"] == ["mubi", "netflix"]
    assert answer["settings"]["privacy"] == before["privacy"]
    answer = patch(conn, ada, display={"autoplay": False})
    assert answer["settings"]["display"] == {**before["display"], "theme": "dark", "autoplay": False}
    assert call_as(conn, ada, "get_settings") == answer


def test_null_resets_a_setting_and_a_section(conn: psycopg.Connection, ada: Person) -> None:
    before = settings(conn, ada)
    patch(conn, ada, display={"theme": "dark", "autoplay": False}, region={"region": "GB"})
    assert patch(conn, ada, display={"theme": None})["settings"]["display"] == {**before["display"], "autoplay": False}
    assert patch(conn, ada, display=None)["settings"]["display"] == before["display"]
    assert patch(conn, ada, region={"region": None})["settings"] == before
    assert conn.execute("select settings from iwm.user_settings where user_id = %s", [ada.id]).fetchone() == ({},)


def test_resetting_a_section(conn: psycopg.Connection, ada: Person) -> None:
    before = settings(conn, ada)
    patch(conn, ada, display={"theme": "dark"}, region={"region": "GB"})
    answer = call_as(conn, ada, "reset_settings", if_match=None, section="display")
    assert answer["settings"]["display"] == before["display"]
    assert answer["settings"]["region"]["region"] == "GB"
    assert call_as(conn, ada, "reset_settings", if_match=None, section="display")["version"] == answer["version"]
    with refused("settings_section_not_found", 404, "section"):
        call_as(conn, ada, "reset_settings", if_match=None, section="weather")


def test_the_version_counts_changes_only(conn: psycopg.Connection, ada: Person) -> None:
    assert patch(conn, ada)["version"] == 1
    assert patch(conn, ada, display={"theme": "dark"})["version"] == 2
    assert patch(conn, ada, display={"theme": "dark"}, region={})["version"] == 2
    assert patch(conn, ada, region={"language": None})["version"] == 2


def test_only_the_version_that_was_seen_is_changed(conn: psycopg.Connection, ada: Person) -> None:
    assert patch(conn, ada, "1", display={"theme": "dark"})["version"] == 2
    with refused("precondition_failed", 412), conn.transaction():
        patch(conn, ada, "1", display={"theme": "light"})
    with refused("precondition_failed", 412), conn.transaction():
        call_as(conn, ada, "reset_settings", if_match="1", section="display")
    assert settings(conn, ada)["display"]["theme"] == "dark"


@pytest.mark.parametrize(
    ("sections", "field"),
    [
        ({"weather": {}}, "weather"),
        ({"weather": None}, "weather"),
        ({"display": {"thme": "dark"}}, "display.thme"),
        ({"display": {"thme": None}}, "display.thme"),
        ({"display": {"theme": "dark"}, "x" * 5000: {}}, "x" * 100),
        ({"display": {"": 1}}, "display."),
    ],
)
def test_what_is_unknown_is_named(conn: psycopg.Connection, ada: Person, sections: dict, field: str) -> None:
    with refused("unknown_setting", 422, field), conn.transaction():
        patch(conn, ada, **sections)
    assert call_as(conn, ada, "get_settings")["version"] == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("privacy.searchable", "yes"), ("privacy.searchable", 1), ("privacy.searchable", {}),
        ("display.theme", "pink"), ("display.theme", ["dark"]), ("display.theme", True),
        ("region.language", "english"), ("region.language", "xq"), ("region.language", 5),
        ("region.region", "us"), ("region.region", "ZZ"), ("region.region", "SU"), ("region.region", ""),
        ("region.time_zone", "Europe/Atlantis"), ("region.time_zone", "EST5EDT,M3.2.0,M11.1.0"),
        ("region.time_zone", "posix/Europe/Berlin"), ("region.time_zone", "Europe/" + "x" * 100),
        ("region.time_zone", "../../etc/passwd"),
        ("watch.services", "mubi"), ("watch.services", ["Mubi"]), ("watch.services", ["a", "a"]),
        ("watch.services", [None]), ("watch.services", [["a"]]), ("watch.services", [f"s{i}" for i in range(51)]),
        ("notifications.quiet_from", "24:00"), ("notifications.quiet_from", "7:00"),
    ],
)  # fmt: skip
def test_what_a_setting_cannot_be(conn: psycopg.Connection, ada: Person, key: str, value: object) -> None:
    section, name = key.split(".")
    with refused("invalid_setting", 422, key), conn.transaction():
        patch(conn, ada, **{section: {name: value}})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("region.language", "pt-BR"), ("region.language", "zh-Hant-TW"), ("region.region", "GB"),
        ("region.time_zone", "America/Argentina/Buenos_Aires"), ("region.time_zone", "UTC"),
        ("watch.services", []), ("watch.services", [f"s{i}" for i in range(50)]), ("watch.region", "DE"),
        ("notifications.quiet_from", "22:30"), ("privacy.comments_from", "friends"),
    ],
)  # fmt: skip
def test_what_a_setting_can_be(conn: psycopg.Connection, ada: Person, key: str, value: object) -> None:
    section, name = key.split(".")
    assert patch(conn, ada, **{section: {name: value}})["settings"][section][name] == value
    assert conn.execute("select iwm.setting(%s, %s)", [ada.id, key]).fetchone() == (value,)


@pytest.mark.parametrize("value", [5, "dark", [], True])
def test_a_section_is_an_object(conn: psycopg.Connection, ada: Person, value: object) -> None:
    with refused("invalid_setting", 422, "display"):
        patch(conn, ada, display=value)


def test_a_patch_is_an_object(conn: psycopg.Connection, ada: Person) -> None:
    with refused("invalid_input", 422):
        call_as(conn, ada, "patch_settings", if_match=None, patch="[]")


def test_what_an_older_version_stored_is_dropped(conn: psycopg.Connection, ada: Person) -> None:
    conn.execute(
        """update iwm.user_settings set settings = '{"display": {"theme": "dark", "old": 1}, "older": {"a": 1}}'
        where user_id = %s""",
        [ada.id],
    )
    found = settings(conn, ada)
    assert "older" not in found
    assert "old" not in found["display"]
    assert found["display"]["theme"] == "dark"
    patch(conn, ada, display={"autoplay": False})
    stored = conn.execute("select settings from iwm.user_settings where user_id = %s", [ada.id]).fetchone()
    assert stored == ({"display": {"theme": "dark", "autoplay": False}},)


def test_one_setting_for_other_rules(conn: psycopg.Connection, ada: Person) -> None:
    def setting(key: str) -> object:
        (value,) = conn.execute("select iwm.setting(%s, %s)", [ada.id, key]).fetchone()  # type: ignore[misc]
        return value

    assert setting("privacy.searchable") is True
    patch(conn, ada, privacy={"searchable": False})
    assert setting("privacy.searchable") is False
    assert setting("privacy.nothing") is None
    conn.execute("delete from iwm.user_settings where user_id = %s", [ada.id])
    assert setting("privacy.searchable") is True
    assert call_as(conn, ada, "get_settings")["version"] == 1
    assert patch(conn, ada, privacy={"searchable": False})["settings"]["privacy"]["searchable"] is False


def test_another_region_ends_what_was_cached_for_it(conn: psycopg.Connection, ada: Person) -> None:
    def touched() -> list[list[str]]:
        rows = conn.execute("delete from ops.cache_outbox returning tags").fetchall()
        return [tags for (tags,) in rows]

    touched()
    patch(conn, ada, display={"theme": "dark"})
    assert touched() == []
    for section in ({"region": {"region": "GB"}}, {"watch": {"services": ["mubi"]}}):
        patch(conn, ada, **section)
        assert touched() == [[f"availability:{ada.external_id}", f"recommendations:{ada.external_id}"]]


def test_they_are_ones_own(conn: psycopg.Connection, ada: Person) -> None:
    bob = People(conn).user("bob")
    patch(conn, ada, display={"theme": "dark"})
    assert settings(conn, bob)["display"]["theme"] == "system"
    for function, arguments in (
        ("get_settings", {}), ("patch_settings", {"if_match": None, "patch": {}}),
        ("reset_settings", {"if_match": None, "section": "display"}),
    ):  # fmt: skip
        with refused("unauthenticated", 401), conn.transaction():
            call_as(conn, None, function, **arguments)


def test_a_token_needs_the_scope(conn: psycopg.Connection, ada: Person) -> None:
    session = People(conn).session(ada.id, scopes=["profile:read"])
    narrow = Person(ada.id, ada.external_id, ada.username, session)
    with refused("insufficient_scope", 403), conn.transaction():
        call_as(conn, narrow, "get_settings")
    with refused("insufficient_scope", 403), conn.transaction():
        call_as(conn, narrow, "patch_settings", if_match=None, patch={})


def test_two_patches_at_once_lose_nothing(dsn: str) -> None:
    with psycopg.connect(dsn) as one, psycopg.connect(dsn, autocommit=True) as other:
        cleo = People(other).user("cleo")
        patch(one, cleo, display={"theme": "dark"})
        other.execute("set lock_timeout = '100ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            patch(other, cleo, display={"autoplay": False})
        one.commit()
        display = patch(other, cleo, display={"autoplay": False})["settings"]["display"]
        assert (display["theme"], display["autoplay"]) == ("dark", False)
