"""Compiled templates kept beside the bytecode: compiling them takes as long as printing the pages of two plans."""

from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

from extractors.kept_data import keep, read_kept


class KeptTemplates(BytecodeCache):
    """Keeps the code of a template under its source, the version of Jinja and the options of the environment."""

    def __init__(self, options: object) -> None:
        """Take the options that the environment is made with: the code depends on them."""
        self._made_by = f"{jinja2.__version__} {options!r}"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Return the path of the template, which the bucket then knows; its name where it is in no file."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the bucket the kept code, if it is that of this source."""
        code = read_kept(Path(bucket.key), self._key(bucket))
        bucket.code = code if isinstance(code, CodeType) else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of the bucket."""
        keep(Path(bucket.key), self._key(bucket), bucket.code)

    def _key(self, bucket: Bucket) -> bytes:
        return f"{self._made_by} {bucket.key} {bucket.checksum}".encode()
