"""Parameters of operations: completed, checked against the video, refused by name."""

import psycopg
import pytest

from tests.support.calls import refused


@pytest.fixture
def video(studio, ada):
    """A clip of 12.5 seconds, 640 x 360, with sound."""
    return studio.video(ada)


@pytest.mark.parametrize(
    ("type", "given", "complete"),
    [
        ("thumbnail", {}, {"at": 1, "width": 640, "height": 360, "format": "jpg"}),
        (
            "thumbnail",
            {"at": 12.4, "width": 321, "format": "png"},
            {"at": 12.4, "width": 322, "height": 180, "format": "png"},
        ),
        ("resize", {"width": 320}, {"width": 320, "height": 180, "quality": "medium"}),
        ("resize", {"height": 100, "quality": "low"}, {"width": 178, "height": 100, "quality": "low"}),
        ("resize", {"width": 100, "height": 100}, {"width": 100, "height": 56, "quality": "medium"}),
        (
            "resize",
            {"width": 100, "height": 101, "keep_ratio": False},
            {"width": 100, "height": 102, "quality": "medium"},
        ),
        ("convert", {}, {"format": "mp4", "quality": "medium"}),
        ("convert", {"format": "gif", "quality": "high"}, {"format": "gif", "quality": "high"}),
        ("extract_audio", {}, {"format": "mp3"}),
        ("extract_audio", {"format": "flac"}, {"format": "flac"}),
        ("trim", {"start": 2.5}, {"start": 2.5, "end": 12.5, "quality": "medium"}),
        ("trim", {"end": 13}, {"start": 0, "end": 12.5, "quality": "medium"}),
        ("trim", {"start": 1.0001, "end": 4}, {"start": 1, "end": 4, "quality": "medium"}),
        ("preview", {}, {"start": 0, "seconds": 5, "width": 320, "height": 180, "format": "mp4"}),
        (
            "preview",
            {"start": 10, "seconds": 30, "width": 200, "format": "webp"},
            {"start": 10, "seconds": 2.5, "width": 200, "height": 112, "format": "webp"},
        ),
    ],
)
def test_parameters_are_completed(studio, ada, video, type, given, complete):
    assert studio.start(ada, video, type, **given)["parameters"] == complete
    # as an object they are the same, and so it is the same operation
    assert studio.start(ada, video, type, parameters=given)["parameters"] == complete
    assert len(studio.operations(ada, video)) == 1


@pytest.mark.parametrize(
    ("type", "given", "field"),
    [
        ("thumbnail", {"at": 12.5}, "at"),
        ("thumbnail", {"at": 12.4999}, "at"),
        ("thumbnail", {"format": "mp4"}, "format"),
        ("thumbnail", {"start": 1}, "start"),
        ("resize", {}, "width"),
        ("resize", {"width": 20, "format": "mp4"}, "format"),
        ("resize", {"height": 4096}, "height"),
        ("convert", {"format": "mp3"}, "format"),
        ("convert", {"format": "exe"}, "format"),
        ("convert", {"width": 100}, "width"),
        ("extract_audio", {"format": "webm"}, "format"),
        ("trim", {}, "start"),
        ("trim", {"start": 5, "end": 5}, "end"),
        ("trim", {"start": 5, "end": 4}, "end"),
        ("trim", {"start": 12.5}, "start"),
        ("trim", {"start": 1, "end": 13.6}, "end"),
        ("preview", {"seconds": 31}, "seconds"),
        ("preview", {"seconds": 0}, "seconds"),
        ("preview", {"width": 1282}, "width"),
        ("preview", {"format": "png"}, "format"),
    ],
)
def test_parameters_that_do_not_fit(studio, ada, video, type, given, field):
    for arguments in (given, {"parameters": given}):
        with refused("invalid_input", 422, field), studio.conn.transaction():
            studio.start(ada, video, type, **arguments)
    assert studio.operations(ada, video) == []


@pytest.mark.parametrize(
    "given",
    [
        {"at": "1"},
        {"at": -1},
        {"at": 86401},
        {"at": True},
        {"at": [1]},
        {"width": 15},
        {"width": 4097},
        {"width": 20.5},
        {"width": "20"},
        {"format": 1},
        {"format": ["jpg"]},
        {"format": "exe"},
        {"../x": 1},
        {"quality": "low"},
    ],
)
def test_parameters_of_a_wrong_kind(studio, ada, video, given):
    with refused("invalid_input", 422, next(iter(given))):
        studio.start(ada, video, "thumbnail", parameters=given)


@pytest.mark.parametrize(
    ("type", "given", "said"),
    [
        ("convert", {"format": "exe"}, "convert makes mp4, webm, mkv, gif."),
        ("resize", {"width": 100, "format": "exe"}, "resize takes no format."),
        ("preview", {"seconds": 0}, "A preview is 0.001 to 30 seconds long."),
    ],
)
def test_what_is_said_of_them(studio, ada, video, type, given, said):
    """Only of what this operation makes, not of what any other one does."""
    with pytest.raises(psycopg.Error) as failure:
        studio.start(ada, video, type, **given)
    assert failure.value.diag.message_primary == said


def test_parameters_are_an_object(studio, ada, video, conn):
    with refused("invalid_input", 422, "parameters"):
        conn.execute("select api.start_video_operation(%s, %s, 'thumbnail', '[1]'::jsonb)", [ada.viewer, video["id"]])


def test_what_stands_beside_the_type_wins(studio, ada, video):
    operation = studio.start(ada, video, "convert", parameters={"format": "mkv", "quality": None}, format="webm")
    assert operation["parameters"] == {"format": "webm", "quality": "medium"}


@pytest.mark.parametrize(
    ("probe", "type", "given"),
    [
        ({"width": 16, "height": 8192}, "thumbnail", {"width": 4096}),
        ({"width": 8192, "height": 16}, "resize", {"height": 100}),
        ({"width": 16, "height": 8192}, "preview", {"width": 1000}),
    ],
)
def test_nothing_huge_is_made(studio, ada, probe, type, given):
    video = studio.video(ada, probe=probe)
    with refused("invalid_input", 422):
        studio.start(ada, video, type, **given)


def test_defaults_of_odd_shapes(studio, ada):
    video = studio.video(ada, probe={"width": 17, "height": 8191, "duration_seconds": 0.5, "audio_codec": None})
    assert studio.start(ada, video, "thumbnail")["parameters"] == {
        "at": 0.25,
        "width": 8,
        "height": 4096,
        "format": "jpg",
    }
    preview = studio.start(ada, video, "preview")["parameters"]
    assert (preview["width"], preview["height"], preview["seconds"]) == (2, 320, 0.5)


def test_no_sound(studio, ada):
    video = studio.video(ada, probe={"audio_codec": None})
    with refused("no_audio", 422):
        studio.start(ada, video, "extract_audio")


def test_long_videos_become_no_gif(studio, ada):
    video = studio.video(ada, probe={"duration_seconds": 61})
    with refused("invalid_input", 422, "format"):
        studio.start(ada, video, "convert", format="gif")
