"""What is installed of all that Gangmu requires, directly or through others."""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement


def required_distributions(extras: frozenset[str]) -> dict[str, Distribution]:
    """Return the installed distributions that the package with these extras requires, by normalized name."""
    found: dict[str, Distribution] = {}
    seen = set()
    open_names = [("gangmu", extras)]
    while open_names:
        name, chosen = open_names.pop()
        if (name, chosen) in seen:
            continue
        seen.add((name, chosen))
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:  # required on another platform only
            continue
        for requirement in map(Requirement, found[name].requires or ()):
            marker = requirement.marker
            if marker is None or any(marker.evaluate({"extra": extra}) for extra in {*chosen, ""}):
                open_names.append((re.sub(r"[-_.]+", "-", requirement.name).lower(), frozenset(requirement.extras)))
    del found["gangmu"]
    return found
