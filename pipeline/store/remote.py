"""Work on folders given by URL (s3://…, gs://…, sftp://…, memory://…) in a local copy that is cached between runs.

Only changed files are transferred. Each is uploaded under a temporary name and renamed, made.json after all others of its
folder, so that other readers see complete files. What others put there or changed in the meantime is never deleted. The lock
covers this machine only: two machines must not write to the same folder at once.
"""

import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from pipeline.atomic import replace_text
from pipeline.errors import InputError
from pipeline.store.lock import LOCK

_URL = re.compile(r"([a-z][a-z0-9+.-]+):(?:/+(.*))?", re.S)
_MOST_FILES = 1_000_000


class _RemoteFile(NamedTuple):
    stamp: str
    """What changes when the file does."""
    size: int


def url_of(folder: Path) -> str | None:
    """Return the URL that was given for a folder, or None for an ordinary path (C:/ included)."""
    match = _URL.fullmatch(folder.as_posix())  # Path collapses the two slashes of a URL into one
    return f"{match[1]}://{'/' if match[1] == 'file' else ''}{match[2] or ''}" if match else None


@contextmanager
def readable_copy(folder: Path) -> Iterator[Path]:
    """Yield a local copy of a folder to read from; an ordinary folder is yielded unchanged."""
    url = url_of(folder)
    if url is None:
        yield folder
        return
    with _one_sentence(url):
        yield _pull(url)


@contextmanager
def writable_copy(folder: Path) -> Iterator[Path]:
    """Yield a local copy of a folder to write to, and upload what changed in it afterwards, even after an error."""
    url = url_of(folder)
    if url is None:
        yield folder
        return
    with _one_sentence(url):
        local = _pull(url)
    try:
        yield local
    finally:
        with _one_sentence(url):
            _push(url, local)


@contextmanager
def _one_sentence(url: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        remedy = "install it: pip install 'gangmu[remote]', and for s3:// s3fs, for gs:// gcsfs"
        raise InputError(url, f"the library that opens it is not installed ({error})", remedy) from error
    # Each file system has errors and bugs of its own for an address that it does not understand.
    except Exception as error:
        raise InputError(url, f"it cannot be opened ({error})", "check the address and your permissions") from error


def _open(url: str) -> tuple[Any, str]:
    """Return the file system and the folder in it. The type is Any because fsspec has no type hints."""
    from fsspec.core import url_to_fs

    if url.endswith("/"):  # all that the service has, or the whole disk
        raise ValueError("it names no folder")
    system, root = url_to_fs(url)
    return system, str(root).rstrip("/")


def _cache_folder(url: str) -> Path:
    given = os.environ.get("GANGMU_CACHE")
    base = Path(given) if given else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gangmu"
    return base / "remote" / hashlib.sha256(url.encode()).hexdigest()[:16]


def _list_remote(system: Any, root: str) -> dict[str, _RemoteFile]:
    """Return the files below a folder by name; ValueError for a name that leads out of it."""
    found: dict[str, _RemoteFile] = {}
    for path, about in system.find(root, detail=True).items() if system.exists(root) else ():
        name = path[len(root) :].lstrip("/")
        if ".." in PurePosixPath(name).parts or PurePosixPath(name).is_absolute() or "\\" in name:
            raise ValueError(f"the name {name} leads out of it")
        if not name.endswith(".part"):
            # Each file system describes its files with other keys: any of these changes when the file does.
            stamps = (about.get(key) for key in ("ETag", "etag", "mtime", "LastModified", "created", "size"))
            stamp = " ".join(str(stamp) for stamp in stamps if stamp is not None)
            found[name] = _RemoteFile(stamp, int(about.get("size") or 0))
    return found


def _pull(url: str) -> Path:
    """Update the local copy and return its path."""
    system, root = _open(url)
    place, there = _cache_folder(url), _list_remote(system, root)
    local, known = place / "files", _read_stamps(place)
    local.mkdir(parents=True, exist_ok=True)
    changed = [name for name, file in there.items() if known.get(name) != file.stamp or not (local / name).is_file()]
    _check_room(local, [there[name].size for name in changed])
    for name in changed:
        (local / name).parent.mkdir(parents=True, exist_ok=True)
        system.get_file(f"{root}/{name}", str(local / name))
    for path in _files(local):
        if path.relative_to(local).as_posix() not in there:
            path.unlink()
    _write_stamps(place, local, there)
    return local


def _check_room(folder: Path, sizes: Sequence[int]) -> None:
    """Refuse to download more files than any corpus has, or more bytes than half of what the disk has left."""
    free = shutil.disk_usage(folder).free
    if len(sizes) > _MOST_FILES or sum(sizes) > free // 2:
        raise ValueError(
            f"{len(sizes):,} files of {sum(sizes):,} bytes would be downloaded, and {free:,} bytes are free"
        )


def _push(url: str, local: Path) -> None:
    """Upload what changed in the local copy since it was updated, and delete there what went here."""
    from pipeline.store.built_from import MADE
    from pipeline.store.digests import file_digest  # here, because a folder on this machine needs none of this

    system, root = _open(url)
    place = _cache_folder(url)
    digests = json.loads((place / "digests.json").read_bytes())
    names = [path.relative_to(local).as_posix() for path in _files(local)]
    system.makedirs(root, exist_ok=True)
    for name in sorted(names, key=lambda name: (name.rpartition("/")[0], name.endswith(MADE))):
        if file_digest(local / name) != digests.get(name):
            system.makedirs(f"{root}/{name}".rpartition("/")[0], exist_ok=True)
            system.put_file(str(local / name), f"{root}/{name}.part")
            system.mv(f"{root}/{name}.part", f"{root}/{name}")
    known = _read_stamps(place)
    for name, file in sorted(_list_remote(system, root).items()):
        # Whatever was not there at the download, or changed since, is somebody else's.
        if name in digests and name not in names and file.stamp == known.get(name):
            system.rm_file(f"{root}/{name}")
    _write_stamps(place, local, _list_remote(system, root))


def _files(local: Path) -> list[Path]:
    paths = sorted(path for path in local.rglob("*") if path.is_file() and path.name != LOCK)
    return [path for path in paths if not any(part.endswith(".part") for part in path.relative_to(local).parts)]


def _read_stamps(place: Path) -> dict[str, str]:
    try:
        return dict(json.loads((place / "stamps.json").read_bytes()))
    except (OSError, ValueError, TypeError):
        return {}


def _write_stamps(place: Path, local: Path, there: Mapping[str, _RemoteFile]) -> None:
    from pipeline.store.digests import file_digest

    (place / "files").mkdir(parents=True, exist_ok=True)
    digests = {path.relative_to(local).as_posix(): file_digest(path) for path in _files(local)}
    replace_text(place / "digests.json", json.dumps(digests) + "\n")
    replace_text(place / "stamps.json", json.dumps({name: file.stamp for name, file in there.items()}) + "\n")
