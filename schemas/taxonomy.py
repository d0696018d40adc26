"""A table that classifies: 五大领域 → 细分赛道."""

from schemas.base import Model
from schemas.evidence import Evidence


class Taxon(Model):
    """One entry; ``path`` contains the names above it, highest first."""

    name: str
    path: tuple[str, ...]
    evidence: Evidence


class Taxonomy(Model):
    id: str
    title: str
    columns: tuple[str, ...]
    taxa: tuple[Taxon, ...]
    evidence: Evidence
