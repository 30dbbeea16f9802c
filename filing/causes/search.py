"""Finding a cause by what people type: name, everyday word, pinyin or its initials. Pure."""

import re
import unicodedata
from bisect import bisect_right
from collections import namedtuple

Found = namedtuple("Found", "cause how")  # how: number, name, word, initials, pinyin, loose

# Cases are entered at the third level where there is one; the fourth is more exact, the others are headings.
LEVEL_ORDER = {3: 0, 4: 1, 2: 2, 1: 3}
LATIN = re.compile(r"[a-z0-9]+")
NUMBER = re.compile(r"(\d{1,3})(?:[.(](\d{1,2})\)?)?")  # 137, 8.1, 8(1)


class Rows:
    """Strings in rank order, searched as one text: `find` is C, and the first hits are the best."""

    def __init__(self, strings):
        self.text = "\n" + "\n".join(strings) + "\n"
        self.starts, position = [], 1
        for string in strings:
            self.starts.append(position)
            position += len(string) + 1
        self.starts.append(position)

    def containing(self, part):
        """(row, offset in the row) of each row's first occurrence."""
        position = self.text.find(part)
        while position >= 0:
            row = bisect_right(self.starts, position) - 1
            yield row, position - self.starts[row]
            position = self.text.find(part, self.starts[row + 1])

    def equal(self, whole):
        return self._rows(f"\n{whole}\n")

    def beginning(self, part):
        return self._rows(f"\n{part}")

    def _rows(self, part):
        position = self.text.find(part)
        while position >= 0:
            yield bisect_right(self.starts, position + 1) - 1
            position = self.text.find(part, position + 1)

    def loosely(self, characters):
        """Rows with these characters in this order, anything between."""
        pattern = re.compile("[^\n]*".join(map(re.escape, characters)))
        match = pattern.search(self.text)
        while match:
            row = bisect_right(self.starts, match.start()) - 1
            yield row
            match = pattern.search(self.text, self.starts[row + 1])


class Index:
    """One list made ready for searching; built once, 10 ms."""

    def __init__(self, causes, synonyms):
        ranked = sorted(
            enumerate(causes), key=lambda item: (LEVEL_ORDER[item[1].level], len(item[1].name), item[0])
        )
        self.causes = [cause for _position, cause in ranked]
        self.names = Rows([fold(cause.name) for cause in self.causes])
        syllables = [cause.pinyin.split() for cause in self.causes]
        self.initials = Rows(["".join(syllable[0] for syllable in row) for row in syllables])
        self.pinyin = Rows(["".join(row) for row in syllables])
        self.boundaries = [_boundaries(row) for row in syllables]
        self.numbers = {cause.code: row for row, cause in enumerate(self.causes)}
        rows = {fold(cause.name): row for row, cause in reversed(list(enumerate(self.causes)))}
        self.words = {}
        for word, names in synonyms:
            self.words[fold(word)] = [rows[fold(name)] for name in names if fold(name) in rows]
        self.word_list = list(self.words.items())
        self.word_rows = Rows(self.words)
        self.words_by_first = {}
        for word in self.words:
            self.words_by_first.setdefault(word[0], []).append(word)

    def search(self, query, limit=20):
        """Best first, each cause once, at most `limit`."""
        folded = fold(query)
        if not folded or limit < 1:
            return []
        found = {}
        for row, how in self._by_rank(folded, query):
            found.setdefault(row, how)
            if len(found) >= limit:
                break
        return [Found(self.causes[row], how) for row, how in found.items()]

    def _by_rank(self, folded, query):
        hit = False
        for row, how in self._exactly(folded, query):
            hit = True
            yield row, how
        if LATIN.fullmatch(folded):
            yield from self._latin(folded)
            return
        if len(folded) > 3 or not hit:
            yield from self._words_within(folded)
        if not hit:
            yield from self._loosely(folded, query)

    def _exactly(self, folded, query):
        number = NUMBER.fullmatch(unicodedata.normalize("NFKC", query).strip())
        code = number and ".".join(filter(None, number.groups()))
        if code in self.numbers:
            yield self.numbers[code], "number"
        for row in self.names.equal(folded):
            yield row, "name"
        for row in self.words.get(folded, ()):
            yield row, "word"
        for row in self.names.beginning(folded):
            yield row, "name"
        for row, _offset in self.names.containing(folded):
            yield row, "name"
        if len(folded) > 1:
            for position, _offset in self.word_rows.containing(folded):
                for row in self.word_list[position][1]:
                    yield row, "word"
            for word in self._beginning_within(folded):
                if word in folded:
                    for row in self.words[word]:
                        yield row, "word"

    def _beginning_within(self, folded):
        """Everyday words whose first character stands in the text: the only ones that can be in it."""
        for character in dict.fromkeys(folded):
            yield from self.words_by_first.get(character, ())

    def _latin(self, folded):
        for row in self.initials.beginning(folded):
            yield row, "initials"
        for row in self.pinyin.beginning(folded):
            yield row, "pinyin"
        for row, offset in self.pinyin.containing(folded):
            if offset in self.boundaries[row]:
                yield row, "pinyin"
        if len(folded) > 1:
            for row, _offset in self.initials.containing(folded):
                yield row, "initials"

    def _words_within(self, folded):
        """An everyday word with others between its characters: 欠我钱."""
        for word in self._beginning_within(folded):
            if _in_order(word, folded):
                for row in self.words[word]:
                    yield row, "word"

    def _loosely(self, folded, query):
        """Nothing fits as written: words in any order, then characters with others between."""
        words = [word for word in map(fold, query.split()) if word]
        if len(words) > 1:
            for row, _offset in self.names.containing(words[0]):
                name = self.names.text[self.names.starts[row] : self.names.starts[row + 1] - 1]
                if all(word in name for word in words):
                    yield row, "loose"
        if len(folded) > 1:
            for row in self.names.loosely(folded):
                yield row, "loose"


def fold(text):
    """As typed, in one width and case, without spaces, apostrophes and the marks inside names."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in text if character.isalnum())


def _boundaries(syllables):
    offsets, position = set(), 0
    for syllable in syllables:
        offsets.add(position)
        position += len(syllable)
    return frozenset(offsets)


def _in_order(word, text):
    rest = iter(text)
    return all(character in rest for character in word)
