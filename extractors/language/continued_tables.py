"""What is printed between the parts of a table that a page end cuts."""

from extractors.language.patterns import lazy_pattern

CONTINUED = lazy_pattern(r"[（(]?(?:续上?表\d{0,2}|接上[页表]|上接第?\d*页)[）)]?[:：]?|表\d{1,2}[（(]续(?:表)?[）)]")
"""What is printed above the header of a table that goes on: 续表, 表2（续）."""
