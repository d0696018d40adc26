"""The YAML files of the packages. Parsing them anew would be a sixth of a command on a short text."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from extractors.kept_data import keep, read_kept


def read_packaged_yaml(path: Path) -> Any:
    """Return the content of a YAML file of a package: lists and dicts of plain values.

    Raises OSError if it cannot be read, and yaml.YAMLError if it is no YAML.
    """
    source = path.read_bytes()
    key = _parser() + source
    value = read_kept(path, key)
    if value is None:
        import yaml  # here, because it takes longer to import than all kept values to read

        value = yaml.load(source.decode(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        keep(path, key, value)
    return value


@cache
def _parser() -> bytes:
    """Return what tells one version of the parser from another, without importing it."""
    spec = find_spec("yaml")
    installed = Path(spec.origin).stat() if spec and spec.origin else None
    return repr((installed.st_size, installed.st_mtime_ns) if installed else ()).encode()
