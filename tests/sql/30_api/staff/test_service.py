"""Staff: the audit log, counts of calls, settings of accounts, rate limits."""

import pytest


def test_the_log_by_entity_actor_and_time(desk, admin, moderator, catalogue, conn):
    catalogue.movie("tt1")
    desk(moderator, "staff_update_movie", movie_id="tt1", patch={"title": "B"})
    desk(admin, "staff_update_movie", movie_id="tt1", patch={"title": "C"})
    desk(moderator, "staff_create_person", name="Ann")
    desk(admin, "staff_suspend_user", username="mo", reason="spam")

    def log(**named):
        return [(e["entity"], e["action"], e["actor"]) for e in desk(admin, "staff_audit_log", **named)["items"]]

    assert log(limit=4) == [
        ("user", "suspend", "ada"), ("person", "create", "mo"), ("movie", "update", "ada"), ("movie", "update", "mo"),
    ]  # fmt: skip
    assert log(entity="movie", id="tt1")[:2] == [("movie", "update", "ada"), ("movie", "update", "mo")]
    assert log(entity="movie", id="tt1", actor="MO") == [("movie", "update", "mo")]
    assert (
        log(entity="user", id="mo")[0] == log(entity="user", id=moderator.external_id)[0] == ("user", "suspend", "ada")
    )
    assert {row[2] for row in log(actor=conn.info.user)} == {conn.info.user}
    assert log(actor="nobody") == []
    entry = desk(admin, "staff_audit_log", entity="movie", id="tt1")["items"][0]
    assert (entry["changed"], entry["previous"]) == ({"title": "C"}, {"title": "B"})
    assert log(until="2020-01-01") == []
    assert len(log(since="2020-01-01", entity="person")) == 1
    with desk.fails("range_reversed"):
        log(since="2021-01-01", until="2020-01-01")
    with desk.fails("nothing_given", "entity"):
        log(id="tt1")


def test_the_log_page_by_page(desk, admin, catalogue):
    for number in range(4):
        catalogue.movie(f"tt{number}")
    pages, cursor = [], None
    while True:
        page = desk(admin, "staff_audit_log", entity="movie", limit=3, cursor=cursor)
        pages.append([e["entity_id"] for e in page["items"]])
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert pages == [["tt3", "tt2", "tt1"], ["tt0"]]
    # a cursor that was made up is some place or none, never an error
    assert desk(admin, "staff_audit_log", cursor="0" * 16)["next_cursor"] is None or True
    assert desk(admin, "staff_audit_log", cursor="f" * 32)["items"] is not None


def test_no_internal_id_leaves(desk, admin, moderator, catalogue):
    catalogue.movie("tt1", genres=("drama",))
    catalogue.movie("tt2")
    catalogue.person("per_1", "Ann")
    desk(moderator, "staff_set_movie_credits", movie_id="tt1", credits=[{"person_id": "per_1", "job": "Actor"}])
    desk(moderator, "staff_set_movie_keywords", movie_id="tt1", keywords=["robot"])
    desk(moderator, "staff_set_movie_companies", movie_id="tt1", companies=[{"name": "S", "role": "production"}])
    desk(moderator, "staff_merge_movie", movie_id="tt1", into="tt2")
    keys = set()
    for entry in desk(admin, "staff_audit_log", limit=100)["items"]:
        keys |= set(entry["changed"] or {}) | set(entry["previous"] or {})
    assert keys >= {"genre", "keyword", "company", "person", "job", "merged_into"}
    assert not [key for key in keys - {"external_id"} if key.endswith(("_id", "_search")) or key == "id"]


@pytest.fixture
def calls(conn, people, member):
    token = people.api_token(member, "profile:read")
    [token_id] = conn.execute("select external_id from iwm.api_tokens").fetchone()
    rows = [
        ("2024-05-01", member.external_id, "10.0.0.1", "get_movie", 5, 1),
        ("2024-05-01", member.external_id, "10.0.0.1", "search", 2, 0),
        ("2024-05-01", token_id, "10.0.0.2", "get_movie", 9, 0),
        ("2024-05-02", "anonymous", "10.0.0.1", "get_movie", 1, 0),
        ("2024-03-01", "anonymous", "10.0.0.1", "get_movie", 4, 0),
    ]  # fmt: skip
    for row in rows:
        conn.execute(
            "insert into iwm.api_calls (day, caller, client, operation, calls, errors) values (%s, %s, %s, %s, %s, %s)",
            row,
        )
    conn.execute("set local iwm.now = '2024-05-03 12:00+00'")
    conn.execute("update iwm.sessions set expires_at = '2035-01-01'")
    return token and token_id


def test_calls_by_day_caller_and_address(desk, moderator, member, calls):
    page = desk(moderator, "staff_api_usage")
    assert [(r["day"], r["caller"], r["username"], r["client"], r["calls"], r["errors"]) for r in page["items"]] == [
        ("2024-05-02", "anonymous", None, "10.0.0.1", 1, 0),
        ("2024-05-01", calls, "mia", "10.0.0.2", 9, 0),
        ("2024-05-01", member.external_id, "mia", "10.0.0.1", 7, 1),
    ]
    assert page["total"] == 3

    def total(**named):
        return desk(moderator, "staff_api_usage", **named)["total"]

    assert (total(caller="MIA"), total(caller=calls), total(caller="anonymous"), total(caller="nobody")) == (2, 1, 1, 0)
    assert (
        total(address="10.0.0.2"),
        total(since="2024-05-02"),
        total(until="2024-05-01"),
        total(since="2024-01-01"),
    ) == (1, 1, 2, 4)
    second = desk(moderator, "staff_api_usage", page=2, per_page=2)
    assert ([r["calls"] for r in second["items"]], second["total"]) == ([7], 3)
    with desk.fails("range_reversed"):
        total(since="2024-05-02", until="2024-05-01")


def test_the_settings_of_accounts(desk, admin, conn):
    policy = desk(admin, "staff_get_policy")
    assert (policy["session_lifetime"], policy["most_sessions"], policy["version"]) == (90 * 86400, 50, 1)
    changed = desk(admin, "staff_update_policy", if_match="1", patch={"session_idle": 3600, "registration_open": False})
    assert (changed["session_idle"], changed["registration_open"], changed["session_lifetime"], changed["version"]) == (
        3600, False, 90 * 86400, 2,
    )  # fmt: skip
    assert conn.execute("select session_idle = interval '1 hour' from iwm.account_policy").fetchone() == (True,)
    assert (
        desk(admin, "staff_update_policy", patch={"session_idle": 3600, "session_lifetime": 90 * 86400})["version"] == 2
    )
    [entry] = desk.log("policy", "accounts")
    assert (entry["actor"], set(entry["changed"])) == ("ada", {"session_idle", "registration_open"})
    with desk.fails("precondition_failed"):
        desk(admin, "staff_update_policy", if_match="1", patch={"session_idle": 60})
    with desk.fails("precondition_required"):
        desk(admin, "staff_update_policy", if_match=None, patch={})
    for wrong in (
        {"session_idle": 0},
        {"most_follows": "many"},
        {"deletion_grace": -1},
        {"nonsense": 1},
        {"most_sessions": None},
    ):
        with desk.fails("invalid_input", next(iter(wrong))):
            desk(admin, "staff_update_policy", patch=wrong)


def test_rate_limits(desk, admin, conn):
    conn.execute(
        "insert into iwm.rate_limits (class, account_burst, account_seconds, client_burst, client_seconds, description)"
        " values ('testing', 10, 60, 20, 60, 'Tests')"
    )
    assert "testing" in [r["class"] for r in desk(admin, "staff_list_rate_limits")]
    one = desk(admin, "staff_get_rate_limit", **{"class": "testing"})
    assert (one["account_burst"], one["client_burst"], one["version"]) == (10, 20, 1)
    changed = desk(admin, "staff_update_rate_limit", if_match="1", **{"class": "testing"}, patch={"account_burst": 5})
    assert (changed["account_burst"], changed["account_seconds"], changed["version"]) == (5, 60, 2)
    assert desk(admin, "staff_update_rate_limit", **{"class": "testing"}, patch={"account_burst": 5})["version"] == 2
    [made, entry] = desk.log("rate_limit", "testing")
    assert (made["action"], entry["action"], entry["changed"], entry["previous"]) == (
        "create", "update", {"account_burst": "5"}, {"account_burst": "10"},
    )  # fmt: skip
    for function, more in (("staff_get_rate_limit", {}), ("staff_update_rate_limit", {"patch": {}})):
        with desk.fails("rate_class_not_found"):
            desk(admin, function, **{"class": "nope"}, **more)
    with desk.fails("invalid_input", "client_burst"):
        desk(admin, "staff_update_rate_limit", **{"class": "testing"}, patch={"client_burst": 0})
    with desk.fails("precondition_required"):
        desk(admin, "staff_update_rate_limit", if_match=None, **{"class": "testing"}, patch={})
