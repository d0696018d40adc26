"""The vocabulary of the JSON-LD: W3C PROV-O and Web Annotation, Dublin Core, SKOS, ORG; own terms where none fits."""

from urllib.parse import quote

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
