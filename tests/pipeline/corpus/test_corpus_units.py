"""The authority file of this corpus is one that the program reads and that names each body once."""

from pipeline.corpus.authority import read_authority
from tests.support.paths import ROOT

UNITS = ROOT / "corpus" / "units.yml"


def test_authority_file_of_this_corpus() -> None:
    bodies = read_authority(UNITS).bodies
    names = [(body.place, name) for body in bodies for name in (body.name, *body.aliases)]
    assert names
    assert len(names) == len(set(names))
