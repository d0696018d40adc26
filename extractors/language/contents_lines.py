"""Patterns of the page of contents: its title, and the leader dots and page number that end its entries."""

from extractors.language.patterns import lazy_pattern

_DOT = "[.．·…]"
CONTENTS = lazy_pattern(r"\s*目\s*[录次]\s*")
"""The title of the page."""
LEADERS = lazy_pattern(rf"{_DOT}{{4,}}")
"""Leader dots anywhere in a line, in which several entries may be run together."""
PAGE = lazy_pattern(r"[\s.…·．]*[（(—–-]*\d{0,4}[）)—–-]*\s*$")
"""What leads to the number of a page, and the number."""
ENDS_IN_LEADERS = lazy_pattern(rf"{_DOT}{{2,}}{PAGE.pattern}")
