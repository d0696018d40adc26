"""What the labels of a clause or row mean beside each other: who leads and who supports."""

from collections.abc import Iterable

from extractors.lexicon import words_of
from schemas.responsibility import Relation, Role


def relate(label: str, role: Role, beside: Iterable[tuple[str, Role]]) -> Relation:
    """Return the relation that a label with its role means, given all labels and roles of its clause or row.

    Who is responsible leads where others support, and supports where others lead. So does 主要责任单位 beside 责任单位.
    """
    if role == "responsible":
        roles = {role for _, role in beside}
        if "lead" in roles:
            return "supports"
        first = words_of("roles", "first")
        firsts = {label.startswith(first) for label, role in beside if role == "responsible"}
        if len(firsts) > 1:
            return "leads" if label.startswith(first) else "supports"
        return "leads" if "support" in roles else "assigned"
    meaning: dict[Role, Relation] = {
        "lead": "leads",
        "support": "supports",
        "guide": "guides",
        "supervise": "supervises",
    }
    return meaning[role]
