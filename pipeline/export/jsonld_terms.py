"""The vocabulary of the JSON-LD: W3C PROV-O and Web Annotation, Dublin Core, SKOS, ORG; own terms where none fits."""

from collections.abc import Container, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import quote

import yaml

from schemas import Message

OWN = "urn:gangmu:terms#"
BASE = "urn:gangmu:"

CONTEXT: dict[str, object] = {
    "@vocab": OWN,
    "gangmu": OWN,
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "dcterms": "http://purl.org/dc/terms/",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "id": "@id",
    "type": "@type",
    "label": {"@id": "rdfs:label", "@language": "zh"},
    "title": {"@id": "dcterms:title", "@language": "zh"},
    "isPartOf": {"@id": "dcterms:isPartOf", "@type": "@id"},
    "references": {"@id": "dcterms:references", "@type": "@id"},
    "issued": {"@id": "dcterms:issued", "@type": "xsd:date"},
    "publisher": "dcterms:publisher",
    "derivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "generatedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "used": {"@id": "prov:used", "@type": "@id"},
    "agent": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "quotedFrom": {"@id": "prov:wasQuotedFrom", "@type": "@id"},
    "altLabel": {"@id": "skos:altLabel", "@language": "zh"},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": "oa:hasTarget",
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": "oa:hasSelector",
    "motivation": {"@id": "oa:motivatedBy", "@type": "@id"},
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "conformsTo": {"@id": "dcterms:conformsTo", "@type": "@id"},
    "value": "rdf:value",
    "definition": {"@id": "skos:definition", "@language": "en"},
    **{
        name: {"@type": "@id"}
        for name in ("subject", "unit", "heading", "parent", "details", "concerns", "indicator", "clause")
    },
    "year": {"@type": "xsd:gYear"},
    "dueOn": {"@type": "xsd:date"},
}


def iri(id: str) -> str:
    """Return an id as a URN; characters beyond ASCII are percent-encoded, so that every tool takes it."""
    return BASE + quote(id, safe="/-._~")


class OwnTerm(NamedTuple):
    """A class or property for which no common vocabulary has a term."""

    type: str
    about: Message
    """Its name in Chinese, its definition in English."""


@cache
def own_terms() -> Mapping[str, OwnTerm]:
    """Return the own terms by name, as jsonld_terms.yml defines them."""
    described = yaml.safe_load(files(__package__).joinpath("jsonld_terms.yml").read_text(encoding="utf-8"))
    types = {"classes": "rdfs:Class", "properties": "rdf:Property"}
    return {
        name: OwnTerm(types[group], Message(zh=zh, en=en))
        for group, terms in described.items()
        for name, (zh, en) in terms.items()
    }


def term_definitions(used: Container[str]) -> list[dict[str, Any]]:
    """Return a node for each own term among those used, so that a reader of the file finds its definition there."""
    return [
        {"id": OWN + name, "type": term.type, "label": term.about.zh, "definition": term.about.en}
        for name, term in own_terms().items()
        if name in used
    ]


def names_of(node: Mapping[str, Any]) -> Iterator[str]:
    """Yield the types and properties of a node, and of the nodes in it."""
    for name, value in node.items():
        yield name
        values = value if isinstance(value, list) else [value]
        if name == "type":
            yield from values
        for one in values:
            if isinstance(one, Mapping):
                yield from names_of(one)
