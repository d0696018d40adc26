"""Cite a plan: GB/T 7714—2015 for people, BibTeX and RIS for reference managers."""

import re

from pipeline.views.plan_names import plan_name
from schemas import PlanHeader

_BRACES = re.compile(r"([{}%&#$_\\])")


def gbt7714(header: PlanHeader) -> str:
    """Return the plan as an entry of a bibliography: issuer. title: number[Z]. date.

    [Z] is the type of documents that GB/T 7714—2015 names no other for; what the plan does not print is left out.
    """
    title = plan_name(header)
    number = f": {header.number}" if header.number else ""
    when = header.issued_on or (str(header.period.start) if header.period.start else "")
    parts = [", ".join(header.issuers), f"{title}{number}[Z]", when]
    return ". ".join(part for part in parts if part) + "."


def bibtex(header: PlanHeader) -> str:
    """Return the plan as a BibTeX entry with its id as key; braces keep the names of offices whole."""
    fields = {
        "title": f"{{{_tex(plan_name(header))}}}",
        "author": " and ".join(f"{{{_tex(name)}}}" for name in header.issuers),
        "number": _tex(header.number or ""),
        "year": (header.issued_on or str(header.period.start or ""))[:4],
        "date": header.issued_on or "",
        "note": _tex(f"{header.genre}，{header.status}"),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    key = re.sub(r"[^\w.:/-]", "-", header.id)
    return f"@misc{{{key},\n" + ",\n".join(lines) + "\n}\n"


def ris(header: PlanHeader) -> str:
    """Return the plan as a RIS record of type GOVDOC."""
    fields = [("TY", "GOVDOC"), ("ID", header.id), ("TI", plan_name(header))]
    fields += [("AU", name) for name in header.issuers]
    fields += [("M1", header.number or ""), ("DA", (header.issued_on or "").replace("-", "/"))]
    fields += [("PY", (header.issued_on or str(header.period.start or ""))[:4]), ("N1", header.status)]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in fields if value) + "ER  - \r\n"


def _tex(text: str) -> str:
    return _BRACES.sub(r"\\\1", text)
