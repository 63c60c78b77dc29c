"""Every operation makes what its parameters say, of videos of every shape."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.videos.ffmpeg import program, run
from app.videos.probe import probe
from app.videos.recipes import Work, fitted, last_picture, made, passes
from tests.app.videos.conftest import Clip, ffmpeg

pytestmark = pytest.mark.once
MAGIC = {
    "jpg": b"\xff\xd8\xff",
    "png": b"\x89PNG",
    "webp": b"RIFF",
    "gif": b"GIF89a",
    "mp3": b"ID3",
    "m4a": b"\x00\x00\x00",
    "ogg": b"OggS",
    "wav": b"RIFF",
    "flac": b"fLaC",
    "mp4": b"\x00\x00\x00",
    "webm": b"\x1aE\xdf\xa3",
    "mkv": b"\x1aE\xdf\xa3",
}


async def make(path: Path, folder: Path, type: str, format: str = "mp4", **parameters: Any) -> tuple[Path, list[float]]:
    """The file that an operation makes, and the progress that was told, 0 to 1."""
    found = await probe(path)
    work = Work(
        type=type,
        parameters=parameters,
        format=format,
        source="",
        key="",
        duration=found.duration_seconds,
        width=found.width,
        height=found.height,
        sound=found.audio_codec is not None,
        most_bytes=50_000_000,
    )
    out, between = folder / f"out.{format}", folder / "between"
    between.mkdir(exist_ok=True)
    told: list[float] = []
    before = 0.0
    for step in passes(work, path, out, between):
        arguments = step.arguments
        status, said = await run(
            program(),
            arguments,
            lambda seconds, step=step, before=before: told.append(before + min(1, seconds / step.seconds) * step.share),
            within=60,
            most_bytes=work.most_bytes,
        )
        assert status == 0, said
        before += step.share
    return out, told


def about(path: Path) -> str:
    """What ffmpeg says about any file."""
    return subprocess.run([program(), "-i", str(path)], capture_output=True, text=True, check=False).stderr


def size_of(path: Path) -> tuple[int, int]:
    """Width and height of the pictures of any file."""
    found = re.search(r"Video: .*?\b(\d+)x(\d+)\b", re.sub(r"\b0x\w+", "", about(path)))
    assert found
    return int(found[1]), int(found[2])


@pytest.mark.parametrize("format", ["jpg", "png", "webp"])
async def test_thumbnail(clip: Clip, tmp_path: Path, format):
    out, _ = await make(clip(), tmp_path, "thumbnail", format, at=1.0, width=80, height=60)
    assert out.read_bytes().startswith(MAGIC[format])
    assert size_of(out) == (80, 60)


async def test_thumbnail_of_the_end(clip: Clip, tmp_path: Path):
    """Behind the last picture there is none; then it is the last one."""
    out, _ = await make(clip(), tmp_path, "thumbnail", "jpg", at=1.999, width=80, height=60)
    work = Work(
        type="thumbnail",
        parameters={"width": 80, "height": 60},
        format="jpg",
        source="",
        key="",
        duration=2,
        width=160,
        height=120,
        sound=True,
        most_bytes=10**7,
    )
    status, said = await run(program(), last_picture(work, clip(), out).arguments, within=60, most_bytes=10**7)
    assert status == 0, said
    assert size_of(out) == (80, 60)


@pytest.mark.parametrize("quality", ["low", "medium", "high"])
async def test_resize(clip: Clip, tmp_path: Path, quality):
    out, told = await make(clip(), tmp_path, "resize", width=80, height=60, quality=quality)
    found = await probe(out)
    assert (found.width, found.height, found.video_codec, found.audio_codec) == (80, 60, "h264", "aac")
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize(
    ("format", "codec", "sound"), [("mp4", "h264", "aac"), ("webm", "vp9", "opus"), ("mkv", "h264", "aac")]
)
async def test_convert(clip: Clip, tmp_path: Path, format, codec, sound):
    out, _ = await make(clip(".webm" if format == "mp4" else ".mp4"), tmp_path, "convert", format, quality="low")
    found = await probe(out)
    assert (found.video_codec, found.audio_codec, found.width) == (codec, sound, 160)
    assert found.duration_seconds == pytest.approx(2, abs=0.2)
    assert out.read_bytes().startswith(MAGIC[format])


async def test_convert_without_sound(clip: Clip, tmp_path: Path):
    out, _ = await make(clip(sound=False), tmp_path, "convert", "webm", quality="low")
    assert (await probe(out)).audio_codec is None


async def test_gif(clip: Clip, tmp_path: Path):
    out, told = await make(clip(size="800x600"), tmp_path, "convert", "gif", quality="medium")
    assert out.read_bytes().startswith(MAGIC["gif"])
    assert size_of(out) == (640, 480)
    assert told == sorted(told)  # over both runs
    assert told[-1] == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("format", ["mp3", "m4a", "ogg", "wav", "flac"])
async def test_extract_audio(clip: Clip, tmp_path: Path, format):
    out, told = await make(clip(), tmp_path, "extract_audio", format)
    assert out.read_bytes().startswith(MAGIC[format])
    said = about(out)
    assert "Audio:" in said
    assert "Video:" not in said
    assert told[-1] == pytest.approx(1, abs=0.15)


async def test_trim(clip: Clip, tmp_path: Path):
    out, told = await make(clip(seconds=6), tmp_path, "trim", start=1.5, end=4.0, quality="medium")
    assert (await probe(out)).duration_seconds == pytest.approx(2.5, abs=0.1)
    assert told[-1] == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("format", ["mp4", "webm", "gif", "webp"])
async def test_preview(clip: Clip, tmp_path: Path, format):
    out, _ = await make(clip(), tmp_path, "preview", format, start=0.5, seconds=1.0, width=80, height=60)
    assert out.read_bytes().startswith(MAGIC[format])
    assert out.stat().st_size > 500
    if format in ("mp4", "webm"):
        found = await probe(out)
        assert (found.width, found.audio_codec) == (80, None)
        assert found.duration_seconds == pytest.approx(1, abs=0.1)


@pytest.mark.parametrize("size", ["161x121", "16x720", "2x2", "5000x32"])
async def test_odd_shapes(clip: Clip, tmp_path: Path, size):
    path = tmp_path / "odd.mkv"
    ffmpeg("-f", "lavfi", "-i", f"testsrc2=duration=1:size={size}:rate=5", "-c:v", "ffv1", str(path))
    out, _ = await make(path, tmp_path, "convert", "mp4", quality="low")
    assert size_of(out) == fitted(*map(int, size.split("x")))


def test_what_codecs_take():
    assert fitted(161, 121) == (160, 120)
    assert fitted(8192, 4096) == (4096, 2048)
    assert fitted(8192, 16) == (4096, 8)
    assert fitted(1, 1) == (2, 2)


async def test_places_and_names_do_not_go_along(clip: Clip, tmp_path: Path):
    path = tmp_path / "private.mp4"
    ffmpeg(
        "-i", str(clip()), "-c", "copy", "-metadata", "title=my home", "-metadata", "location=+52.5+13.4/", str(path)
    )
    out, _ = await make(path, tmp_path, "trim", start=0.0, end=1.0, quality="low")
    assert "my home" in about(path)
    assert "my home" not in about(out)
    assert "52.5" not in about(out)


async def test_two_million_pictures_a_second_are_not_written(tmp_path: Path):
    """What a file says about its rate does not make the result long."""
    path = tmp_path / "fast.mkv"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=duration=0.2:size=16x16:rate=1000", "-c:v", "ffv1", str(path))
    out, _ = await make(path, tmp_path, "convert", "mp4", quality="low")
    found = await probe(out)
    assert found.frames_per_second is not None
    assert found.frames_per_second <= 61


def test_what_will_be_made_is_told():
    work = {
        "type": "extract_audio",
        "parameters": {},
        "format": "mp3",
        "source": "",
        "key": "",
        "duration": 3.0,
        "width": 10,
        "height": 10,
        "sound": True,
        "most_bytes": 1,
    }
    decoded = Work(**json.loads(json.dumps(work)))
    assert (made(decoded).width, made(decoded).seconds) == (None, 3.0)
