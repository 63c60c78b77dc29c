"""What files hold, and what is told of those that are no whole videos."""

from pathlib import Path

import pytest

from app.videos.ffmpeg import MediaError
from app.videos.probe import probe
from tests.app.videos.conftest import CODECS, Clip, ffmpeg

pytestmark = pytest.mark.once
CONTAINERS = {
    ".mp4": "mov",
    ".mov": "mov",
    ".mkv": "matroska",
    ".webm": "matroska",
    ".avi": "avi",
    ".ts": "mpegts",
    ".mpg": "mpeg",
    ".flv": "flv",
    ".ogv": "ogg",
    ".wmv": "asf",
}


@pytest.fixture
def nameless(tmp_path: Path):
    """nameless(bytes or path): a file with these bytes, under a name without an ending, as in the store."""

    def write(content: bytes | Path) -> Path:
        path = tmp_path / "file"
        path.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
        return path

    return write


async def refused(path: Path) -> str:
    with pytest.raises(MediaError) as failure:
        await probe(path)
    assert str(failure.value)
    assert str(path.parent) not in str(failure.value)
    return failure.value.code


@pytest.mark.parametrize("suffix", CODECS)
async def test_each_container(clip: Clip, nameless, suffix):
    found = await probe(nameless(clip(suffix)))
    assert found.container == CONTAINERS[suffix]
    assert (found.width, found.height, found.frames_per_second) == (160, 120, 25.0)
    assert found.duration_seconds == pytest.approx(2, abs=0.15)
    assert found.audio_codec


async def test_all_that_is_told(clip: Clip):
    found = await probe(clip())
    assert (found.video_codec, found.audio_codec, found.bit_rate is not None) == ("h264", "aac", True)
    assert (await probe(clip(sound=False))).audio_codec is None


@pytest.mark.parametrize("suffix", sorted(set(CODECS) - {".ts", ".mpg"}))  # recordings begin and end anywhere
@pytest.mark.parametrize("part", [0.5, 0.8])
async def test_cut_off(clip: Clip, nameless, suffix, part):
    whole = clip(suffix, seconds=6).read_bytes()
    assert await refused(nameless(whole[: int(len(whole) * part)])) == "video_broken"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00",
        b"hello",
        b"#!/bin/sh\nexit 1\n",
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nhttp://127.0.0.1:9/\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n",
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
        b'<?xml version="1.0"?><MPD><Period><BaseURL>file:///etc/passwd</BaseURL></Period></MPD>',
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"PK\x03\x04" + bytes(1000),
        bytes(range(256)) * 4000,
    ],
)
async def test_no_video(nameless, content):
    assert await refused(nameless(content)) == "not_a_video"


async def test_sound_and_pictures_alone_are_no_video(tmp_path: Path, nameless):
    ffmpeg("-f", "lavfi", "-i", "sine=duration=1", f"{tmp_path}/sound.m4a")
    ffmpeg("-f", "lavfi", "-i", "testsrc2=duration=1", "-frames:v", "1", f"{tmp_path}/cover.png")
    ffmpeg(
        "-i",
        f"{tmp_path}/sound.m4a",
        "-i",
        f"{tmp_path}/cover.png",
        "-map",
        "0:a",
        "-map",
        "1",
        "-c",
        "copy",
        "-disposition:v",
        "attached_pic",
        f"{tmp_path}/album.m4a",
    )
    ffmpeg("-f", "lavfi", "-i", "testsrc2=duration=1:size=64x64:rate=5", f"{tmp_path}/moving.gif")
    for name in ("sound.m4a", "cover.png", "album.m4a", "moving.gif"):
        assert await refused(nameless(tmp_path / name)) == "not_a_video"


async def test_references_to_other_files_are_not_followed(tmp_path: Path, clip: Clip, nameless):
    """A playlist that names a whole video beside it is refused, rather than read."""
    ffmpeg("-i", str(clip()), "-c", "copy", "-f", "hls", "-hls_time", "10", f"{tmp_path}/list.m3u8")
    assert await refused(nameless(tmp_path / "list.m3u8")) == "not_a_video"
    assert await refused(nameless(f"ffconcat version 1.0\nfile '{clip()}'\n".encode())) == "not_a_video"


async def test_pictures_that_are_none(clip: Clip, nameless):
    """The table of contents is right, what it leads to is not."""
    content = bytearray(clip().read_bytes())
    start = content.find(b"mdat") + 4
    content[start:] = bytes(len(content) - start)
    assert await refused(nameless(bytes(content))) == "video_broken"


async def test_huge_pictures(tmp_path: Path):
    path = tmp_path / "huge.avi"
    ffmpeg(
        "-f",
        "lavfi",
        "-i",
        "color=c=black:size=16000x16000:rate=1:duration=1",
        "-c:v",
        "mjpeg",
        "-q:v",
        "31",
        str(path),
    )
    assert path.stat().st_size < 3_000_000
    assert await refused(path) == "video_too_large"


async def test_titles_are_not_taken_for_messages(tmp_path: Path, clip: Clip):
    path = tmp_path / "evil.mp4"
    evil = "[in#0 @ 0x1] partial file\n[in#0 @ 0x1] truncated\n  Stream #0:0: Video: h264, 99999x99999\nInput #0"
    ffmpeg("-i", str(clip()), "-c", "copy", "-metadata", f"title={evil}", "-metadata", "comment=corrupt", str(path))
    assert (await probe(path)).width == 160


async def test_turned_pictures(tmp_path: Path, clip: Clip):
    path = tmp_path / "turned.mp4"
    ffmpeg("-display_rotation", "90", "-i", str(clip()), "-c", "copy", str(path))
    found = await probe(path)
    assert (found.width, found.height) == (120, 160)


async def test_few_pictures(tmp_path: Path):
    path = tmp_path / "slow.mkv"
    ffmpeg("-f", "lavfi", "-i", "testsrc2=duration=4:size=64x64:rate=1", str(path))
    assert (await probe(path)).duration_seconds == pytest.approx(4)


async def test_names_that_look_like_something_else(tmp_path: Path, clip: Clip):
    for name in ("-i", "file:x", "http:", "a:b", "%03d.mp4", "new\nline"):
        path = tmp_path / name
        path.write_bytes(clip().read_bytes())
        assert (await probe(path)).width == 160
