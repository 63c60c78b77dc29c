"""Looking at uploads: one at a time of a user, and that the server's own trouble is not told as a broken video."""

import asyncio
from pathlib import Path

import pytest

from app.errors import SettingsProblem
from app.http.problems import HttpProblem
from app.settings import load_settings
from app.videos import probe as probe_module
from app.videos import probing as module
from app.videos.ffmpeg import Failed, MediaError
from app.videos.probing import Probing
from tests.app.http.support import ONE_LOOP, problem, until
from tests.app.videos.conftest import Clip
from tests.app.videos.test_chunks import begin

FILE = Path("/nowhere")


class Looks:
    """In the place of ffmpeg: who is looked at now, until it is let go."""

    def __init__(self) -> None:
        self.now: list[str] = []
        self.go = asyncio.Event()

    async def __call__(self, path: Path, ffmpeg: str) -> str:
        self.now.append(path.name)
        try:
            await self.go.wait()
        finally:
            self.now.remove(path.name)
        return path.name


@pytest.fixture
async def looks(monkeypatch) -> Looks:
    found = Looks()
    monkeypatch.setattr(module, "probe", found)
    return found


async def test_one_of_a_user_and_others_beside_it(looks: Looks):
    probing = Probing()
    tasks = [
        asyncio.create_task(probing.look(Path(f"{user}{number}"), user)) for user in ("ada", "bob") for number in (1, 2)
    ]
    await until(lambda: len(looks.now) == 2)
    await asyncio.sleep(0.05)
    assert sorted(looks.now) == ["ada1", "bob1"]
    looks.go.set()
    assert sorted(await asyncio.gather(*tasks)) == ["ada1", "ada2", "bob1", "bob2"]
    assert not probing._of_users


async def test_who_waits_too_long_is_told_when_to_come_back(looks: Looks, monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    probing = Probing()
    first = asyncio.create_task(probing.look(FILE, "ada"))
    await until(lambda: looks.now)
    with pytest.raises(HttpProblem) as told:
        await probing.look(FILE, "ada")
    assert told.value.status == 503
    assert dict(told.value.headers)[b"retry-after"] == b"30"
    looks.go.set()
    await first
    await probing.look(FILE, "ada")  # and it is free again


@pytest.mark.parametrize(
    ("error", "status"),
    [(Failed("killed"), 503), (MediaError("video_broken", "It is."), 422)],
)
async def test_whose_fault_it_is(monkeypatch, error, status):
    async def fail(path: Path, ffmpeg: str) -> None:
        raise error

    monkeypatch.setattr(module, "probe", fail)
    with pytest.raises(HttpProblem) as told:
        await Probing().look(FILE, "ada")
    assert told.value.status == status


async def test_no_ffmpeg_is_no_fault_of_the_file(clip: Clip):
    with pytest.raises(HttpProblem) as told:
        await Probing("/opt/nothing").look(clip(), "ada")
    assert told.value.status == 503


async def test_a_large_file_has_more_time(tmp_path: Path, monkeypatch):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    given = []

    async def run(*_, within: float, **more):
        given.append(within)
        return -9, ""

    monkeypatch.setattr(probe_module, "run", run)
    with pytest.raises(Failed):
        await probe_module.probe(path)
    assert given == [pytest.approx(120 + 204.8)]


def test_a_program_that_is_not_there_is_told_at_the_start():
    with pytest.raises(SettingsProblem, match="IWM_FFMPEG: there is no program /opt/nothing"):
        load_settings({"IWM_FFMPEG": "/opt/nothing"})


@ONE_LOOP
async def test_an_upload_waits_until_the_server_can_look_at_it(ada, clip: Clip, monkeypatch, nothing_left):
    async def fail(path: Path, ffmpeg: str) -> None:
        raise Failed("killed")

    content = clip().read_bytes()
    upload = await begin(ada, len(content))
    assert (await upload.chunk(content, 0)).status_code == 200
    with monkeypatch.context() as broken:
        broken.setattr(module, "probe", fail)
        answer = await upload.complete()
        assert problem(answer, 503)["code"] == "unavailable"
        assert answer.headers["retry-after"] == "60"
        problem(await ada.upload(clip()), 503)  # of a form, nothing is kept
    assert (await ada.ask("GET", upload.path)).json()["data"]["offset"] == len(content)
    assert (await upload.complete()).status_code == 201
    nothing_left()
