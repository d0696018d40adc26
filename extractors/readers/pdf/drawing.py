"""Whether the drawing commands of a PDF make sense: where no check sum covers the bytes, this shows that some changed."""

import re

from extractors.language.patterns import lazy_pattern

TOKEN = lazy_pattern(
    rb"""
      (?P<string>  \((?:[^()\\]|\\[\s\S]|\((?:[^()\\]|\\[\s\S])*+\))*+\) )   # (text (in brackets))
    | (?P<open>    <<|\[ )
    | (?P<close>   >>|\] )
    | (?P<operand> <[\da-fA-F\s]*> | /[^\s()<>\[\]{}/%]* )                     # <4e2d> /F1
    | (?P<comment> %[^\r\n]* )
    | (?P<word>    [^\s()<>\[\]/%]+ )
    | (?P<stray>   [()<>] )
    """,
    re.X,
)
COMMAND = lazy_pattern(rb"\sT[fmdDL]\s")
"""A command that places text: it stands in a string only where the end of one was lost."""
NUMBER = lazy_pattern(rb"[-+]*\d*\.?\d*(?:-\d*)?|true|false|null")
OPERANDS = {
    name: count
    for count, names in {
        0: b"b B b* B* BI BT BX EMC ET EX f F f* h n q Q s S T* W W*",
        1: b"BMC cs CS Do g G gs i j J M MP ri sh Tc Tj TJ TL Tr Ts Tw Tz w '",
        2: b"BDC d d0 DP l m Td TD Tf",
        3: b'rg RG "',
        4: b"k K re v y",
        6: b"c cm d1 Tm",
    }.items()
    for name in names.split()
} | dict.fromkeys(b"EI ID sc SC scn SCN".split())
"""Commands that draw (ISO 32000-2, annex A) and how many operands each has; None where it depends."""


def makes_sense(content: bytes) -> bool:
    """Return whether content consists of drawing commands with the operands that they need.

    The first command may lack operands, and the last operands a command: the content of a page may be cut anywhere into
    several streams. Nothing is said of what follows an image among the commands, whose bytes are no commands.
    """
    depth, operands, first = 0, 0, True
    for token in TOKEN.finditer(content):
        kind, text = token.lastgroup, token[0]
        if kind == "stray" or (kind == "string" and COMMAND.search(text)):
            return False
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
            operands += depth == 0
            if depth < 0:
                return False
        elif kind in ("string", "operand") or (kind == "word" and NUMBER.fullmatch(text)):
            operands += depth == 0
        elif kind == "word":
            if text == b"ID":
                return True
            wanted = OPERANDS.get(text, -1)
            if depth or (wanted not in (None, operands) and not (first and operands < (wanted or 0))):
                return False
            operands, first = 0, False
    return True
