"""Looking for jobs: by public id, and through all of them, newest first, a page at a time."""

import random

import pytest


def search(on, before=2**62, limit=3, **named):
    more = "".join(f", _{name} => %({name})s" for name in named)
    [(ids, following)] = on.ask(
        f"select ids, next_before from jobs.search(%(before)s, %(limit)s{more})",
        {"before": before, "limit": limit, **named},
    )
    return ids, following


def everything(on, **named):
    """All pages, one after the other."""
    found, before = [], 2**62
    while before is not None:
        ids, following = search(on, before, **named)
        assert len(ids) <= named.get("limit", 3)
        assert following is None or following < before
        found, before = found + ids, following
    return found


@pytest.fixture
def many(queue):
    """Jobs in all states, mixed: (id, state, queue, task, subject, user)."""
    chance, jobs = random.Random(3), []
    for n in range(60):
        name, task, subject = chance.choice("ab"), chance.choice("xy"), chance.choice(["s", None])
        job = queue.enqueue(
            task, queue=name, subject=subject, args={"word": f"Needle{n}"}, user_id=chance.choice([1, None])
        )
        jobs.append([job, "queued", name, task, subject])
    for claimed in queue.claim(40):
        state = chance.choice(["completed", "failed", "cancelled", "running"])
        if state == "cancelled":
            queue.call("cancel", claimed.id)
        if state != "running":
            queue.finish(claimed, state=state)
        next(j for j in jobs if j[0] == claimed.id)[1] = state
    return jobs


def ids(jobs, keep):
    return [j[0] for j in reversed(jobs) if keep(j)]


@pytest.mark.parametrize("scan", [5, 20_000])
@pytest.mark.parametrize("limit", [1, 7])
def test_all_of_them_newest_first_each_once(queue, many, scan, limit):
    assert everything(queue, scan=scan, limit=limit) == ids(many, lambda j: True)


@pytest.mark.parametrize("scan", [5, 20_000])
@pytest.mark.parametrize(
    "states", [["queued"], ["running"], ["completed"], ["failed"], ["failed", "cancelled"], ["queued", "failed"]]
)
def test_by_state(queue, many, states, scan):
    assert everything(queue, states=states, scan=scan) == ids(many, lambda j: j[1] in states)


def test_by_queue_task_subject_and_user(queue, many):
    assert everything(queue, queue="a", scan=5) == ids(many, lambda j: j[2] == "a")
    assert everything(queue, task="x", states=["completed"]) == ids(many, lambda j: j[3] == "x" and j[1] == "completed")
    assert everything(queue, subject="s") == ids(many, lambda j: j[4] == "s")
    assert everything(queue, queue="none") == []
    of_user = everything(queue, user_id=1)
    assert sorted(of_user) == sorted(
        r[0]
        for r in queue.ask(
            "select id from jobs.jobs where user_id = 1 union all select id from jobs.history where user_id = 1"
        )
    )


def test_by_text_in_any_case(queue, many):
    assert everything(queue, text="nEEdle17", scan=7) == [many[17][0]]
    failing = queue.enqueue("x", priority=0)
    queue.fail(queue.claim(1)[0], "Out of Cheese")
    assert everything(queue, text="of cheese") == [failing]
    assert everything(queue, text="%") == []


def test_by_time(queue, many):
    queue.conn.execute("update jobs.jobs set created_at = created_at - interval '3 days' where id % 2 = 0")
    queue.conn.execute("update jobs.history set created_at = created_at - interval '3 days' where id % 2 = 0")
    day = queue.one("select now() - interval '1 day'")
    assert everything(queue, since=day) == ids(many, lambda j: j[0] % 2)
    assert everything(queue, until=day) == ids(many, lambda j: not j[0] % 2)


def test_a_number_at_a_time(queue):
    """One job each ten seconds, with the seconds as numbers; a thousand millions more, to be no other's."""
    thousand_millions = 10**9
    queue.add_past(30_000)
    queue.conn.execute(
        "with n as (select id, row_number() over (order by id) * 10 as place from jobs.history)"
        " update jobs.history as h set id = 1000000000 + n.place,"
        " created_at = now() - make_interval(hours => 100, secs => -n.place) from n where n.id = h.id"
    )
    queue.conn.execute("select setval('jobs.place', 1000300001)")
    found = queue.one("select jobs.id_at(now() - make_interval(hours => 100, secs => -100000))") - thousand_millions
    # at least that one, and an hour and a thousand more at most
    assert 100_000 <= found <= 100_000 + 3600 + 1100
    assert queue.one("select jobs.id_at(now() + interval '1 day')") - thousand_millions >= 300_000


def test_what_one_page_reads_is_bounded(queue):
    """A rare task far back: a page ends after so many, and says where to go on."""
    rare = queue.enqueue("rare")
    queue.one("select jobs.enqueue_many('common', array_fill('{}'::jsonb, array[500]))")
    found, following = search(queue, task="rare", scan=100)
    assert (found, following) == ([], queue.one("select max(id) from jobs.jobs") - 99)
    assert everything(queue, task="rare", scan=100) == [rare]


def test_by_public_id_wherever_it_is(queue):
    job = queue.enqueue("x", args={"a": 1})
    public = queue.one("select jobs.public_id(id, created_at) from jobs.jobs")
    found = "select (jobs.find(%s)).id, (jobs.find(%s)).state::text"
    assert queue.ask(found, [public, public]) == [(job, "queued")]
    [claimed] = queue.claim()
    queue.finish(claimed)
    assert queue.ask(found, [public, public]) == [(job, "completed")]
    forged = public[:4] + "0" * 12 + public[16:]
    for wrong in (forged, "job_", "x", "", public.upper(), public + "0", None):
        assert queue.one("select (jobs.find(%s)).id", [wrong]) is None


def test_the_views_tell_the_same(queue):
    job = queue.enqueue("x")
    running = queue.claim()
    assert queue.ask("select queue, task, state::text, finished_at from jobs.recent") == [
        ("default", "x", "running", None)
    ]
    queue.finish(*running)
    [(state, waited, ran)] = queue.ask("select state::text, waited >= '0', ran >= '0' from jobs.recent")
    assert (state, waited, ran) == ("completed", True, True)
    assert queue.ask("select id from jobs.all_jobs") == [(job,)]


def test_the_newest_as_rows(queue, many):
    found = queue.ask("select id, state::text, task from jobs.list('{failed,queued}', _task => 'x', _limit => 4)")
    expected = [(j[0], j[1], "x") for j in reversed(many) if j[1] in ("failed", "queued") and j[3] == "x"][:4]
    assert found == expected
    assert queue.one("select count(*) from jobs.list(_limit => 1000)") == len(many)
    assert queue.ask("select * from jobs.list(_queue => 'none')") == []
