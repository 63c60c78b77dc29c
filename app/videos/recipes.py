"""What ffmpeg is told for each operation."""

import os
from pathlib import Path
from typing import Any

import msgspec

from app.videos.ffmpeg import source

LARGEST = 4096  # pixels in either direction of what is made
FASTEST = 60  # pictures a second
GIF_RATE, ANIMATED_RATE = 12, 10
CRF = {"low": 28, "medium": 23, "high": 18}
VP9_CRF = {"low": 42, "medium": 34, "high": 26}
SOUND = {"low": "96k", "medium": "128k", "high": "192k"}
_MUXERS = {"mp4": "mp4", "webm": "webm", "mkv": "matroska", "gif": "gif", "webp": "webp", "m4a": "ipod"}
_AUDIO = {
    "mp3": ["-c:a", "libmp3lame", "-q:a", "3"],
    "m4a": ["-c:a", "aac", "-b:a", "160k", "-movflags", "+faststart"],
    "ogg": ["-c:a", "libvorbis", "-q:a", "5"],
    "wav": ["-c:a", "pcm_s16le"],
    "flac": ["-c:a", "flac"],
}
_STILL = {"jpg": ["-c:v", "mjpeg", "-q:v", "3"], "png": ["-c:v", "png"], "webp": ["-c:v", "libwebp", "-q:v", "82"]}


class Work(msgspec.Struct, frozen=True):
    """What jobs.video_work says: sizes in pixels, times in seconds."""

    type: str
    parameters: dict[str, Any]
    format: str
    source: str
    key: str
    duration: float
    width: int
    height: int
    sound: bool
    most_bytes: int
    frames_per_second: float | None = None


class Pass(msgspec.Struct, frozen=True):
    """One run of ffmpeg. `seconds`: how much video it goes through; `share`: its part of the whole progress."""

    arguments: list[str]
    seconds: float
    share: float = 1.0


class Made(msgspec.Struct, frozen=True):
    """What comes of it."""

    width: int | None = None
    height: int | None = None
    seconds: float | None = None


def fitted(width: int, height: int) -> tuple[int, int]:
    """A size that codecs take: even, and not too large; the shape stays."""
    factor = min(1.0, LARGEST / max(width, height))
    return max(2, round(width * factor / 2) * 2), max(2, round(height * factor / 2) * 2)


def made(work: Work) -> Made:
    """What the file of an operation will be."""
    given = work.parameters
    if work.type == "extract_audio":
        return Made(seconds=work.duration)
    if work.type == "thumbnail":
        return Made(given["width"], given["height"])
    if work.type == "resize":
        return Made(given["width"], given["height"], work.duration)
    if work.type == "preview":
        return Made(given["width"], given["height"], given["seconds"])
    width, height = fitted(work.width, work.height)
    if work.format == "gif":
        width, height = _gif_size(work)
    return Made(width, height, given["end"] - given["start"] if work.type == "trim" else work.duration)


def passes(work: Work, path: Path, out: Path, folder: Path) -> list[Pass]:
    """The runs that make `out` of the video at `path`; `folder` is an empty one for what lies between."""
    given = work.parameters
    result = made(work)
    start, length = 0.0, work.duration
    if work.type in ("trim", "preview"):
        start, length = given["start"], result.seconds or 0.0
    if work.type == "thumbnail":
        return [Pass([*_input(path, given["at"]), *_still(work, result), _file(out)], 1.0)]
    if work.type == "extract_audio":
        arguments = [*_input(path), "-map", "0:a:0", "-vn", *_clean(), *_AUDIO[work.format]]
        return [Pass([*arguments, "-f", _MUXERS.get(work.format, work.format), _file(out)], length)]
    opened = _input(path, start, length if work.type in ("trim", "preview") else None)
    scale = f"scale={result.width}:{result.height}:flags=bicubic,setsar=1"
    if work.format == "gif":
        return _gif(opened, scale, out, folder, length, ANIMATED_RATE if work.type == "preview" else GIF_RATE)
    arguments = [*opened, "-map", "0:V:0", "-vf", _filter(work, scale), *_clean()]
    if work.type != "preview" and work.sound:
        arguments += ["-map", "0:a:0", *_sound(work)]
    return [Pass([*arguments, *_pictures(work), "-f", _MUXERS[work.format], _file(out)], length)]


def last_picture(work: Work, path: Path, out: Path) -> Pass:
    """A thumbnail of the end, for a moment behind the last picture."""
    arguments = ["-v", "error", "-sseof", "-3", *source(path), "-update", "1", *_still(work, made(work), last=True)]
    return Pass([*arguments, _file(out)], 1.0)


def _input(path: Path, start: float = 0, length: float | None = None) -> list[str]:
    before = ["-v", "error"]
    if start:
        before += ["-ss", f"{start:.3f}"]
    if length is not None:
        before += ["-t", f"{length:.3f}"]
    return [*before, *source(path)]


def _file(path: Path) -> str:
    return f"file:{path}"


def _clean() -> list[str]:
    # places, names and the like of the original do not go along
    return ["-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn", "-threads", str(min(4, os.cpu_count() or 1))]


def _filter(work: Work, scale: str) -> str:
    if work.format == "webp":
        return f"fps={ANIMATED_RATE},{scale}"
    return f"{scale},format=yuv420p"


def _still(work: Work, result: Made, *, last: bool = False) -> list[str]:
    scale = f"scale={result.width}:{result.height}:flags=bicubic,setsar=1"
    if work.format == "jpg":
        scale += ",scale=out_range=full,format=yuvj420p"
    out = ["-map", "0:V:0", "-an", "-vf", scale, *_clean(), *_STILL[work.format]]
    return [*out, *([] if last else ["-frames:v", "1"]), "-f", "image2", "-update", "1"]


def _pictures(work: Work) -> list[str]:
    quality = work.parameters.get("quality", "low" if work.type == "preview" else "medium")
    if work.format == "webp":
        return ["-c:v", "libwebp_anim", "-q:v", "60", "-loop", "0"]
    rate = ["-fpsmax", str(FASTEST)]
    if work.format == "webm":
        return [
            *rate, "-c:v", "libvpx-vp9", "-deadline", "good", "-cpu-used", "5", "-row-mt", "1", "-b:v", "0",
            "-crf", str(VP9_CRF[quality]),
        ]  # fmt: skip
    fast = ["-movflags", "+faststart"] if work.format == "mp4" else []
    return [*rate, "-c:v", "libx264", "-preset", "veryfast", "-crf", str(CRF[quality]), *fast]


def _sound(work: Work) -> list[str]:
    codec = "libopus" if work.format == "webm" else "aac"
    # more than two channels are mixed down: not every player has more
    return ["-c:a", codec, "-b:a", SOUND[work.parameters.get("quality", "medium")], "-ac", "2"]


def _gif_size(work: Work) -> tuple[int, int]:
    width = min(640, work.width)
    return fitted(width, max(2, round(work.height * width / work.width)))


def _gif(opened: list[str], scale: str, out: Path, folder: Path, length: float, rate: int) -> list[Pass]:
    """Two runs, the first for the palette: in one, all pictures would be kept in memory until it is known."""
    palette = folder / "palette.png"
    common = f"fps={rate},{scale}"
    first = [*opened, "-map", "0:V:0", "-vf", f"{common},palettegen=stats_mode=diff", *_clean()]
    second = [
        *opened,
        "-i",
        _file(palette),
        "-lavfi",
        f"[0:V:0]{common}[v];[v][1:v]paletteuse=dither=bayer:bayer_scale=4",
    ]
    return [
        Pass([*first, "-f", "image2", "-update", "1", _file(palette)], length, 0.4),
        Pass([*second, *_clean(), "-loop", "0", "-f", "gif", _file(out)], length, 0.6),
    ]
