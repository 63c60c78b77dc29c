"""What a video file holds, read from its first to its last packet, so that what is cut off is noticed."""

import re
from pathlib import Path

import msgspec

from app.videos.ffmpeg import GONE, Failed, MediaError, program, run, source

PROBE_SECONDS = 120.0
SLOWEST = 10 << 20  # bytes a second that a disk reads at least: a large file has more time

_DURATION = re.compile(r"^\s+Duration: (\d+):(\d\d):(\d\d\.\d+)", re.M)
_BIT_RATE = re.compile(r"^\s+Duration: .*bitrate: (\d+) kb/s", re.M)
_CONTAINER = re.compile(r"^Input #0, ([\w,]+), from", re.M)
_STREAM = re.compile(r"^  Stream #0:\d+.*?: (Video|Audio): (\w+)(.*)$", re.M)
_SIZE = re.compile(r"\b(\d{1,5})x(\d{1,5})\b")
_RATE = re.compile(r"([\d.]+) fps")
_ROTATION = re.compile(r"^\s+Display Matrix: rotation of (-?[\d.]+) degrees", re.M | re.I)
_TOO_LARGE = re.compile(r"Picture size (\d+x\d+) exceeds")
# What demuxers say of a file that ends too early; on lines of theirs, so that no title of a video passes for one.
_CUT_OFF = re.compile(r"^\[[^\]\n]*\] .*(partial file|ended prematurely|truncat|moov atom not found)", re.M | re.I)
_DAMAGED = re.compile(r"^\[[^\]\n]*\] .*(corrupt|invalid data|error reading)", re.M | re.I)
_ROUGH = ("mpegts", "mpeg")  # recordings of broadcasts: they begin and end anywhere, and small damage is the rule
_ASF_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")


def longest(size: int) -> float:
    """How many seconds the probe of a file of so many bytes may take."""
    return PROBE_SECONDS + size / SLOWEST


class Probe(msgspec.Struct, frozen=True):
    """What a file holds. Sizes in pixels as they are shown, bit_rate in bits a second; None where it is not known."""

    container: str
    duration_seconds: float
    width: int
    height: int
    video_codec: str
    frames_per_second: float | None = None
    audio_codec: str | None = None
    bit_rate: int | None = None


async def probe(path: Path, ffmpeg: str = "") -> Probe:
    """Reads all of a file. Raises MediaError: not_a_video, video_broken, video_too_large.

    Raises Failed where it was not the file: ffmpeg was killed, is not there, or took too long.
    """
    size = path.stat().st_size  # noqa: ASYNC240 - that is quick
    if size == 0:
        raise MediaError("not_a_video", "The file is empty.")
    nowhere = ["-f", "null", "-"]
    arguments = ["-v", "info", *source(path), "-map", "0:V?", "-map", "0:a?", "-c", "copy", *nowhere]
    arguments += ["-map", "0:V:0", "-frames:v", "1", *nowhere]  # and one picture, to see that it is one
    reached = 0.0

    def note(seconds: float) -> None:
        nonlocal reached
        reached = max(reached, seconds)

    status, told = await run(program(ffmpeg), arguments, note, within=longest(size))
    if status in GONE:
        raise Failed(f"ffmpeg ended with {status}: {told[-200:]}")
    if too_large := _TOO_LARGE.search(told):
        raise MediaError("video_too_large", f"The pictures are {too_large[1]}, which is too large.")
    found = _CONTAINER.search(told)
    about, _, happened = told.partition("\nOutput #0") if found else ("", "", "")
    videos = [m for m in _STREAM.finditer(about) if m[1] == "Video" and "(attached pic)" not in m[3]]
    if found is None or not videos:
        if _CUT_OFF.search(told):
            raise MediaError("video_broken", "The video is cut off: what tells how to read it is missing.")
        raise MediaError("not_a_video", "This is no video that can be read.")
    container = found[1].partition(",")[0]
    described = _described(container, videos[0], about, reached)
    stated = _stated_seconds(about) or 0.0
    # where pictures are not stored in their order, the last one that comes is some before the end
    late = max(0.2, 6 / (described.frames_per_second or 6))
    rough = container in _ROUGH
    if (
        status
        or (_CUT_OFF.search(told) and not rough)
        or (_DAMAGED.search(happened) and not rough)
        or _declared_size(path) > size
        or (container == "ogg" and not _has_last_page(path))
        or reached < stated * 0.9 - late
    ):
        raise MediaError("video_broken", "The video is broken or cut off: its data ends too early.")
    return described


def _described(container: str, video: re.Match[str], about: str, reached: float) -> Probe:
    words = re.sub(r"\b0x[0-9a-fA-F]+", "", video[3])
    size = _SIZE.search(words)
    seconds = max(_stated_seconds(about) or 0.0, reached)
    if seconds <= 0 or size is None:
        raise MediaError("not_a_video", "The video has no pictures.")
    width, height = int(size[1]), int(size[2])
    following = about[video.end() :].partition("\n  Stream #")[0]
    turned = _ROTATION.search(following)
    if turned and round(float(turned[1]) / 90) % 2:
        width, height = height, width
    audio = next((m[2] for m in _STREAM.finditer(about) if m[1] == "Audio"), None)
    rate, bits = _RATE.search(words), _BIT_RATE.search(about)
    return Probe(
        container=container,
        duration_seconds=max(round(seconds, 3), 0.001),
        width=width,
        height=height,
        video_codec=video[2],
        frames_per_second=float(rate[1]) if rate else None,
        audio_codec=audio,
        bit_rate=int(bits[1]) * 1000 if bits else None,
    )


def _stated_seconds(about: str) -> float | None:
    stated = _DURATION.search(about)
    if stated is None:
        return None
    hours, minutes, rest = stated.groups()
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def _declared_size(path: Path) -> int:
    """How many bytes the file says that it has, where its format tells (AVI, ASF); ffmpeg does not mind. Else 0."""
    with path.open("rb") as file:
        head = file.read(65536)
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return int.from_bytes(head[4:8], "little") + 8
    at = head.find(_ASF_PROPERTIES)
    # what was broadcast has a size that means nothing
    broadcast = int.from_bytes(head[at + 88 : at + 92], "little") & 1
    if head[:4] == b"\x30\x26\xb2\x75" and at >= 0 and not broadcast:
        return int.from_bytes(head[at + 40 : at + 48], "little")
    return 0


def _has_last_page(path: Path) -> bool:
    """Whether the last page of an Ogg file is the last one of its stream, too."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 131_072))
        tail = file.read()
    at = tail.rfind(b"OggS")
    return at >= 0 and bool(tail[at + 5 : at + 6] and tail[at + 5] & 4)
