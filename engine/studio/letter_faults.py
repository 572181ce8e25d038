"""Why a letter cannot be written, in words of those who write letters."""

from __future__ import annotations

import re

_KNOWN = "long_date, sentence, commas, lower, upper, trim and length"
#: what the template language says -> what an author is told; its groups are filled in
_WORDS = (
    (
        r"The letter cannot be filled in: nothing is known under '(.+)'\.",
        "Nothing is known under “{0}”. Choose a name from the list below, or ask first whether it"
        " “is defined”.",
    ),
    (
        r"Unexpected end of template\..*The innermost block that needs to be closed is '(\w+)'\.",
        "{{% {0} %}} is never closed: write {{% end{0} %}} where it ends.",
    ),
    (
        r"Encountered unknown tag '(\w+)'\. You probably made a nesting mistake\."
        r".*?currently looking for (?:'\w+' or )*'(\w+)'.*",
        "{{% {0} %}} stands where {{% {1} %}} is needed first.",
    ),
    (
        r"Encountered unknown tag '(end\w+|else|elif)'\..*",
        "{{% {0} %}} stands here, but nothing that it belongs to was begun.",
    ),
    (r"Encountered unknown tag '(\w+)'\..*", "{{% {0} %}} is nothing that a letter can do."),
    (r"No filter named '(\w+)'\.", "“| {0}” is not known in letters: there are " + _KNOWN + "."),
    (r"No test named '(\w+)'\.", "“is {0}” is not known in letters: ask “is defined”."),
    (
        r"The letter cannot be filled in: Invalid isoformat string: '(.*)'\.",
        "“{0}” is not a date, so “| long_date” cannot write it out.",
    ),
    (r"Missing end of comment tag.*", "A remark begins with {{# here and never ends: write #}}."),
    (
        r"The letter cannot be filled in: (?:'\w+' object|unsupported|argument|.*not supported).*",
        "What is done with a value here does not fit it: look at its filters and comparisons.",
    ),
    (
        r"(?:[Ee]xpected token|unexpected|unknown|Expected|tag name expected).*",
        "This is not written as letters are: look at what stands between {{{{ and }}}}, or"
        " {{% and %}}.",
    ),
)
_PATTERNS = tuple((re.compile(pattern, re.DOTALL), words) for pattern, words in _WORDS)
_LONGEST = 80


def in_words(said: str) -> str:
    """The same in plain words, where the sentence is one of the template language's own."""
    for pattern, words in _PATTERNS:
        found = pattern.fullmatch(said.strip())
        if found:
            return words.format(*(each[:_LONGEST] for each in found.groups()))
    return said
