"""What a command tells a person in one sentence instead of a traceback. Sources: extractors/errors.py."""

from extractors.errors import sentence


class InputError(Exception):
    """A file of the corpus (manifest, authority file, corrections) or an argument that cannot be used.

    Commands catch it and show its sentence. Exit code 2: the person has to change something before anything is done.
    """

    exit_code = 2

    def __init__(self, file: str, place: str, remedy: str) -> None:
        """Keep the file, the place in it with what is wrong there, and what to do."""
        super().__init__(sentence(file, place, remedy))
        self.file = file
        self.place = place
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str]]:
        """Cross process boundaries whole."""
        return type(self), (self.file, self.place, self.remedy)


class RefusedError(InputError):
    """A document that the corpus does not take: registered already, no plan, an id that is taken. Exit code 1."""

    exit_code = 1


class OutputError(InputError):
    """An output that cannot be written: disk full, read-only, no permission. No other document would fare better, so a
    run ends with its sentence. Exit code 1.
    """

    exit_code = 1

    @classmethod
    def of(cls, place: str, error: OSError) -> "OutputError":
        """Make the sentence of what the system said."""
        told = f"it cannot be written ({error.strerror or error})"
        return cls(place, told, "free space there, or name another folder")


class StoppedError(InputError):
    """One of several works that ended them all; it says that work's sentence. Exit code 1."""

    exit_code = 1

    def __init__(self, said: str, trace: str | None = None) -> None:
        """Keep the sentence, and the traceback where the program itself is at fault."""
        Exception.__init__(self, said)
        self.trace = trace

    def __reduce__(self) -> tuple[type["StoppedError"], tuple[str, str | None]]:  # type: ignore[override]
        """Cross process boundaries whole."""
        return type(self), (str(self), self.trace)


class OutputStoppedError(StoppedError, OutputError):
    """The same for an output that cannot be written."""
