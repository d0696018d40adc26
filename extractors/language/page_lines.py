"""Patterns of what is printed because a document has pages: entries of the contents, and tables that go on."""

from extractors.language.patterns import lazy_pattern

_DOT = "[.．·…]"
CONTENTS = lazy_pattern(r"\s*目\s*[录次]\s*")
"""The title of the page of contents."""
LEADERS = lazy_pattern(rf"{_DOT}{{4,}}")
"""Leader dots anywhere in a line, in which several entries may be run together."""
PAGE = lazy_pattern(r"[\s.…·．]*[（(—–-]*\d{0,4}[）)—–-]*\s*$")
"""What leads to the number of a page, and the number."""
ENDS_IN_LEADERS = lazy_pattern(rf"{_DOT}{{2,}}{PAGE.pattern}")
CONTINUED = lazy_pattern(r"[（(]?(?:续上?表\d{0,2}|接上[页表]|上接第?\d*页)[）)]?[:：]?|表\d{1,2}[（(]续(?:表)?[）)]")
"""What is printed above the header of a table that goes on: 续表, 表2（续）."""
