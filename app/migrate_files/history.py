"""The history of jobs."""

from typing import TYPE_CHECKING, Any

from app.migrate_files.reading import Record, given, identity, load, moment, text, whole

if TYPE_CHECKING:
    from app.migrate_files.run import Migration

JOB = "select ops.migrate_job(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
TYPES = {"extract-audio": "extract_audio", "extractAudio": "extract_audio", "audio": "extract_audio"}
STATES = {
    "completed": ("completed", "complete", "done", "success", "finished"),
    "failed": ("failed", "error"),
    "cancelled": ("cancelled", "canceled"),
    "dead": ("dead",),
}
_STATE = {word: state for state, words in STATES.items() for word in words}


def jobs(migration: "Migration") -> int:
    """Moves jobs that are over. Returns how many there are."""
    records = load(migration.folder, "jobs.json", "job_history.json", "jobHistory.json", "jobs")

    def move(record: Record, old: str) -> dict:
        kind = text(record, "type", "operation", "name") or ""
        state = (text(record, "status", "state") or "").lower()
        return migration.ask(
            JOB, migration.source, old, identity(record, "videoId", "video"),
            TYPES.get(kind, kind), _STATE.get(state, state), _parameters(record),
            whole(record, "attempts", "attemptsMade") or 1, text(record, "error", "failedReason"),
            moment(record, "createdAt", "timestamp"), moment(record, "startedAt", "processedOn"),
            moment(record, "finishedAt", "completedAt", "finishedOn"),
        )  # fmt: skip

    migration.each(
        "jobs", records, lambda record: text(record, "id", "jobId") or "?",
        lambda record: identity(record, "id", "jobId"), move,
    )  # fmt: skip
    return len(records)


def _parameters(record: Record) -> dict[str, Any]:
    """What was asked for: plain values only."""
    found = given(record, "parameters", "params", "options", "data")
    if not isinstance(found, dict):
        found = {name: record[name] for name in ("width", "height", "format") if name in record}
    plain = {str(name)[:50]: value for name, value in found.items() if isinstance(value, int | float | str)}
    return {
        name.replace("\x00", ""): value.replace("\x00", "")[:200] if isinstance(value, str) else value
        for name, value in list(plain.items())[:20]
    }
