"""How hard a letter is to read: the Flesch-Kincaid grade of its sentences.

Grade = 0.39 words/sentence + 11.8 syllables/word - 15.59 (Kincaid and others, 1975, "Derivation of
new readability formulas", U.S. Navy). Names, addresses, dates, numbers and references say nothing
about how plainly we write: a run of them counts as one word of one syllable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.letters.document import Body

# from where a word begins: a word of many thousand signs is read once, not from each of them
_ASIDE = re.compile(r"https?://\S+|www\.\S+|(?<!\S)\S+@\S+|(?<!\S)\S*\d\S*")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+")
_FEWEST_WORDS = 3  # "Call: 01632 960000" and a reference on its own are no sentences
_WORD = re.compile(r"[A-Za-zÀ-ž’']+")
_VOWELS = re.compile(r"[aeiouyà-ÿ]+")
_SILENT = re.compile(r"(?:[^laeiouycgsxz]es|[^dt]ed|[^laeiouy]e|(?<=[aeiouy])le)$")
_HISSING = re.compile(r"[cgsxz]e[’']?s$|[sc]hes$")  # "places" has its e
_APART = re.compile(
    r"(?<![ct])ia(?!n)|io(?![nu])|[^cgtqs]ious|eo|ua[ltr]|[^aeiou]ier|uou|yi|^crea|^rea[cl][ti]"
    r"|[aeiouy]ing$|uie|[^aeiou]iet|oyee|scien|[a-z]oic"
)
_AS_SPOKEN = {"people": 2, "every": 2, "business": 2, "idea": 3, "area": 3, "experience": 4}


def reading_grade(body: Body) -> float:
    """The U.S. school grade a reader needs (6: most people read it with ease), headings aside."""
    sentences = [words for text in _texts(body) for words in _sentences(text)]
    words = [word for sentence in sentences for word in sentence]
    if not words:
        return 0.0
    syllables = sum(1 if word == "Name" else syllables_of(word) for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def syllables_of(word: str) -> int:
    """The syllables of an English word, by its vowels; right for nineteen words in twenty."""
    word = word.lower()
    hissing = bool(_HISSING.search(word))
    word = re.sub(r"[’'](s|t|re|ve|ll|d|m)?$", "", word)
    word = re.sub(r"^(some|every)(?=one|thing|time|body|where)", "sum", word)
    if word in _AS_SPOKEN:
        return _AS_SPOKEN[word]
    stem = word if hissing else _SILENT.sub(lambda end: end[0][0] if len(end[0]) > 1 else "", word)
    return max(1, len(_VOWELS.findall(stem)) + len(_APART.findall(stem)))


def _texts(body: Body) -> Iterator[str]:
    for block in body.blocks:
        if block.kind != "heading":
            yield from ("".join(span.text for span in item) for item in block.items)


def _sentences(text: str) -> Iterable[list[str]]:
    for sentence in _SENTENCE_END.split(_ASIDE.sub(" Name ", text)):
        words = list(_without_names(_WORD.findall(sentence)))
        if sum(word != "Name" for word in words) >= _FEWEST_WORDS:
            yield words


def _without_names(words: list[str]) -> Iterator[str]:
    """Capitals inside a sentence make a name; a run of names is one."""
    last = ""
    for number, word in enumerate(words):
        name = word == "Name" or (number > 0 and word[0].isupper() and word not in ("I", "I’m"))
        shown = "Name" if name else word
        if not (shown == last == "Name"):
            yield shown
        last = shown
