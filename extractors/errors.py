"""The one way in which a source is refused."""


class UnreadableError(Exception):
    """A source that cannot be read at all: missing, empty, binary, too large, damaged.

    Readers raise it; commands catch it, show its one sentence and end with exit code 1, other files being done all the
    same. Anything that can be read but not understood is a finding, never this.
    """

    def __init__(self, file: str, reason: str, remedy: str, zh: str | None = None) -> None:
        """Keep the file as the user named it, and make one sentence of it, the reason and the remedy."""
        super().__init__(sentence(file, reason, remedy))
        self.file = file
        self.reason = reason
        self.remedy = remedy
        self.zh = zh
        """The sentence in Chinese; None if the reader gave none."""

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[str, str, str, str | None]]:
        """Cross process boundaries whole: the default would pass the sentence alone."""
        return type(self), (self.file, self.reason, self.remedy, self.zh)


def sentence(file: str, reason: str, remedy: str) -> str:
    """Join the three to one sentence, whether reason and remedy came as clauses or as sentences."""
    remedy = remedy.strip().rstrip(".")
    if remedy[1:2].islower():
        remedy = remedy[0].lower() + remedy[1:]
    return f"{file}: {reason.strip().rstrip('.')}; {remedy}."
