"""Errors that a command reports in one sentence, without a traceback. Unreadable sources: extractors/errors.py."""

from pathlib import Path

from extractors.errors import sentence


class InputError(Exception):
    """An argument or a file of the corpus (manifest, authority file, corrections) that cannot be used.

    Commands catch it and print its sentence. Exit code 2: the user has to change something first.
    """

    exit_code = 2

    def __init__(self, file: str, place: str, remedy: str) -> None:
        """Store the file, what is wrong at which place in it, and the remedy."""
        super().__init__(sentence(file, place, remedy))
        self.file = file
        self.place = place
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str]]:
        """Pickle the arguments, so that the error can be sent from another process."""
        return type(self), (self.file, self.place, self.remedy)


def no_plan_error(outputs: Path) -> InputError:
    """Return the error for an outputs folder in which no run has written a plan."""
    return InputError(str(outputs), "it contains no plan yet", "run: gangmu run")


class RefusedError(InputError):
    """A document that cannot be registered: a duplicate, not a plan, or an id already in use. Exit code 1."""

    exit_code = 1


class NoTaskError(RefusedError):
    """A document in which no task was found: a person may register it nevertheless."""


class DuplicateError(RefusedError):
    """A document that is registered already. Among several files it is skipped and is no failure."""


class OutputError(InputError):
    """An output that cannot be written: disk full, read-only, no permission. Exit code 1.

    It ends the run, because every other document would fail in the same way.
    """

    exit_code = 1

    @classmethod
    def of(cls, place: str, error: OSError) -> "OutputError":
        """Return the error for an error of the operating system."""
        reason = f"it cannot be written ({error.strerror or error})"
        return cls(place, reason, "free some space, or choose another folder")


class StoppedError(InputError):
    """A job failed and the others were stopped; the message is that of the failed job. Exit code 1."""

    exit_code = 1

    def __init__(self, message: str, trace: str | None = None) -> None:
        """Store the sentence, and the traceback if the cause is a bug."""
        Exception.__init__(self, message)
        self.trace = trace

    def __reduce__(self) -> tuple[type["StoppedError"], tuple[str, str | None]]:  # type: ignore[override]
        """Pickle the arguments, so that the error can be sent from another process."""
        return type(self), (str(self), self.trace)


class OutputStoppedError(StoppedError, OutputError):
    """A job failed and the others were stopped because an output cannot be written."""
