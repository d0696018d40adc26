"""The licences of everything that is installed with Gangmu to run it, its extras included."""

import re
from importlib.metadata import Distribution

from tests.support.distributions import required_distributions

RUN_TIME_EXTRAS = frozenset({"parquet", "dask", "remote", "ocr"})
PERMISSIVE = re.compile(
    r"\b(?:MIT(?:-0|-CMU)?|[0-4]?-?(?:Clause )?BSD|BSD|0BSD|Apache|ISCL?|PSF|MPL|Mozilla|Zlib|CC0)\b"
)
COPYLEFT = re.compile(r"\b[AL]?GPL|GNU|Affero|SSPL|Commons Clause")


def licence(package: Distribution) -> str:
    """Return the licence as the package declares it: an SPDX expression, its classifiers, or the first line of the text."""
    fields = package.metadata.get_all
    stated = fields("License-Expression") or [
        c.rpartition(" :: ")[2] for c in fields("Classifier") or () if "License ::" in c
    ]
    return "; ".join(stated) or next(iter(fields("License") or ()), "").partition("\n")[0]


def test_no_dependency_at_run_time_is_under_a_copyleft_licence() -> None:
    licences = {name: licence(package) for name, package in required_distributions(RUN_TIME_EXTRAS).items()}
    assert {"pandas", "pdfplumber", "spacy", "thinc", "numpy"} <= licences.keys()
    unclear = {name: stated for name, stated in licences.items() if not PERMISSIVE.search(stated)}
    assert not unclear, "say in docs/dependencies.md under which licence these may be used"
    assert not {name: stated for name, stated in licences.items() if COPYLEFT.search(stated)}
