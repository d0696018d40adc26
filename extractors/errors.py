"""The error for a source that cannot be read."""


class UnreadableError(Exception):
    """A source that cannot be read at all: missing, empty, binary, too large, damaged.

    Readers raise it. Commands show its one sentence, process the other files, and end with exit code 1. What can be read
    but not understood is a finding instead.
    """

    def __init__(self, file: str, reason: str, remedy: str, zh: str | None = None) -> None:
        """Store the file as the user named it, and combine it with reason and remedy in one sentence."""
        super().__init__(sentence(file, reason, remedy))
        self.file = file
        self.reason = reason
        self.remedy = remedy
        self.zh = zh
        """The sentence in Chinese; None if the reader gave none."""

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[str, str, str, str | None]]:
        """Pickle all arguments; by default, only the sentence would arrive in another process."""
        return type(self), (self.file, self.reason, self.remedy, self.zh)


def sentence(file: str, reason: str, remedy: str) -> str:
    """Combine the three in one sentence; reason and remedy may be clauses or sentences."""
    remedy = remedy.strip().rstrip(".")
    if remedy[1:2].islower():
        remedy = remedy[0].lower() + remedy[1:]
    combined = f"{file}: {reason.strip().rstrip('.')}; {remedy}."
    return " ".join(combined.splitlines())  # a name inside an archive may have signs that end a line
