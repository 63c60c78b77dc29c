"""Problems that a person can do something about: one clear line, what to do, and an exit code."""

EXIT_OK = 0
EXIT_FAILURE = 1
EXIT_USAGE = 2
EXIT_DATABASE = 3
EXIT_DRIFT = 4
EXIT_INTERRUPTED = 130


class Problem(Exception):
    """Ends a command without a traceback.

    `message` says what is wrong, `hint` what to do about it (one line each); `exit_code` is what the process returns.
    """

    exit_code = EXIT_FAILURE

    def __init__(self, message: str, hint: str = "", *, exit_code: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        if exit_code is not None:
            self.exit_code = exit_code

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class SettingsProblem(Problem):
    """A setting is missing or wrong."""

    exit_code = EXIT_USAGE


class DatabaseProblem(Problem):
    """The database cannot be started or reached."""

    exit_code = EXIT_DATABASE
