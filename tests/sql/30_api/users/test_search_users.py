"""Search for users: by name and username, with slips of the finger, and only those whom one may find."""

import pytest


@pytest.fixture
def crowd(people):
    """Users by username."""
    names = {
        "ada": "Ada Lovelace", "adalovely": "Somebody Else", "lovelace.fan": "José Peña", "kurosawa": "Akira Kurosawa",
        "grace": "Grace Hopper", "gracefield": "Gracie", "akira99": "Akira Ito", "zz-top": "Beard",
    }  # fmt: skip
    return {username: people.user(username, name=name) for username, name in names.items()}


@pytest.mark.parametrize(
    ("q", "first"),
    [
        ("ada", "ada"),
        ("ADA", "ada"),
        ("@ada", "ada"),
        ("adalov", "adalovely"),
        ("Ada Lovelace", "ada"),
        ("lovelace ada", "ada"),
        ("jose pena", "lovelace.fan"),
        ("lovelace.fan", "lovelace.fan"),
        ("kurosawa", "kurosawa"),
        ("Kurosowa", "kurosawa"),
        ("kurosawwa", "kurosawa"),
        ("hoper", "grace"),
        ("gr", "grace"),
        ("z", "zz-top"),
        ("zz-top", "zz-top"),
        ("be", "zz-top"),
    ],
)
def test_the_best_first(act, crowd, names, q, first):
    assert names(act(None, "search_users", q=q))[0] == first


def test_of_equal_ones_the_more_followed_first(act, conn, crowd, names):
    assert names(act(None, "search_users", q="akira"))[:2] == ["kurosawa", "akira99"]
    conn.execute("update iwm.user_stats set followers = 900 where user_id = %s", [crowd["akira99"].id])
    assert names(act(None, "search_users", q="akira ")) == ["akira99", "kurosawa"]


@pytest.mark.parametrize("q", ["qqqqqqqq", "...", "@", "%", "_", "''", "\\", "😀", "x" * 200, "a b " * 50, "@@ @"])
def test_nothing_found_is_an_empty_page(act, crowd, q):
    assert act(None, "search_users", q=q) == {"items": [], "total": 0}


def test_page_by_page(act, names, people):
    for number in range(7):
        people.user(f"same{number}", name="Same Name")
    pages = [act(None, "search_users", q="same name", page=page, per_page=3) for page in (1, 2, 3, 4)]
    assert [page["total"] for page in pages] == [7, 7, 7, 7]
    found = [name for page in pages for name in names(page)]
    assert sorted(found) == [f"same{number}" for number in range(7)]


@pytest.mark.parametrize("q", ["bo", "bobby", "bobbi", "Bobby Tables"])
def test_only_whom_one_may_find(act, conn, names, people, q):
    bob, ada, cid = people.user("bobby", name="Bobby Tables"), people.user("ada"), people.user("cid")

    def found(viewer):
        return "bobby" in names(act(viewer, "search_users", q=q))

    def become(**columns):
        row = {"visibility": "public", "suspended_at": None, "deactivated_at": None, "deletion_due_at": None, **columns}
        conn.execute(
            "update iwm.users set visibility = %(visibility)s, suspended_at = %(suspended_at)s,"
            " deactivated_at = %(deactivated_at)s, deletion_due_at = %(deletion_due_at)s where id = %(id)s",
            {**row, "id": bob.id},
        )

    assert found(None)
    assert found(ada)
    become(visibility="followers")
    assert found(None)
    act(cid, "follow_user", username="ada")
    conn.execute("insert into iwm.user_follows (follower_id, following_id) values (%s, %s)", [cid.id, bob.id])
    become(visibility="private")
    assert [found(viewer) for viewer in (None, ada, cid, bob)] == [False, False, True, True]
    for column in ("suspended_at", "deactivated_at", "deletion_due_at"):
        become(**{column: "2024-01-01"})
        assert not found(cid)
    become()
    act(bob, "block_user", username="ada")
    assert not found(ada)
    assert ada.username not in names(act(bob, "search_users", q="ada"))
    assert found(None)


@pytest.mark.parametrize("q", ["bo", "bobby", "bobbi"])
def test_who_does_not_want_to_be_found(act, conn, names, people, q):
    bob, ada, cid = people.user("bobby", name="Bobby Tables"), people.user("ada"), people.user("cid")
    act(cid, "follow_user", username="bobby")
    act(bob, "patch_settings", if_match=None, patch='{"privacy": {"searchable": false}}')
    told = {person and person.username: names(act(person, "search_users", q=q)) for person in (None, ada, cid, bob)}
    assert told == {None: [], "ada": [], "cid": ["bobby"], "bobby": ["bobby"]}
    assert act(None, "get_user", username="bobby")["username"] == "bobby"
    act(bob, "patch_settings", if_match=None, patch='{"privacy": {"searchable": null}}')
    assert names(act(None, "search_users", q=q)) == ["bobby"]


def test_who_has_not_verified_the_address(act, conn, names, people):
    bob, ada = people.user("bobby", name="Bobby Tables", verified=False), people.user("ada")
    conn.execute("insert into iwm.user_follows (follower_id, following_id) values (%s, %s)", [ada.id, bob.id])
    told = {person and person.username: names(act(person, "search_users", q="bobby")) for person in (None, ada, bob)}
    assert told == {None: [], "ada": ["bobby"], "bobby": ["bobby"]}
    conn.execute("update iwm.account_policy set verified_to_reach_others = false")
    assert names(act(None, "search_users", q="bobby")) == ["bobby"]
