"""Numbers of lists and headings as shown: decimal, letters, Roman; written and read back.

Source: ECMA-376 part 1, ST_NumberFormat; letters repeat after z (aa, bb).
"""

from __future__ import annotations

from collections.abc import Callable

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_ONES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
         "nineteen")  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_FIRST = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
          "nine": "ninth", "twelve": "twelfth"}  # fmt: skip
MOST = 9_999


def roman(number: int) -> str:
    """A whole number as lower-case Roman numerals."""
    said = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        said += letters * count
    return said


def letters(number: int) -> str:
    """1 is a, 27 is aa, 28 is bb, as office programs count."""
    round_, place = divmod(number - 1, 26)
    return chr(ord("a") + place) * (round_ + 1)


def cardinal(number: int) -> str:
    """A number below 100 in words; above that in digits."""
    if number < 20:
        return _ONES[number].capitalize()
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}".rstrip("-").capitalize()


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 11th."""
    last = number % 100 if 10 < number % 100 < 20 else number % 10
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"


def ordinal_words(number: int) -> str:
    """First, Second, Twenty-first."""
    head, dash, last = cardinal(number).lower().rpartition("-")
    said = _FIRST.get(last) or (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")
    return f"{head}{dash}{said}".capitalize()


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "lowerLetter": letters,
    "upperLetter": lambda n: letters(n).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda n: roman(n).upper(),
    "ordinal": ordinal,
    "cardinalText": cardinal,
    "ordinalText": ordinal_words,
}
"""Word's names of formats; others are shown as digits."""
_GUESSED = ("decimal", "lowerRoman", "upperRoman", "lowerLetter", "upperLetter", "decimalZero")


def shown(number: int, format_name: str) -> str:
    """A number in a format; what cannot be written so is written in digits."""
    if format_name in ("none", "bullet"):
        return ""
    if not 0 < number <= MOST:
        return str(number)
    return FORMATS.get(format_name, str)(number)


def series(numbers: tuple[str, ...]) -> tuple[str, str, int, str] | None:
    """What counts like this: text before, format, first value, text after; None for nothing.

    ("(a)", "(b)") is "(", lowerLetter, 1, ")".
    """
    head = _common(numbers)
    tail = _common(tuple(each[::-1] for each in numbers))[::-1]
    for before in _cuts(head, numbers[0]):
        for after in _tails(tail, numbers[0][len(before) :]):
            core = numbers[0][len(before) : len(numbers[0]) - len(after)]
            for name in _GUESSED:
                first = _value(core, name)
                if first and _follows(numbers, before, name, first, after):
                    return before, name, first, after
    return None


def _follows(numbers: tuple[str, ...], before: str, name: str, first: int, after: str) -> bool:
    return all(
        each == f"{before}{shown(first + at, name)}{after}" for at, each in enumerate(numbers)
    )


def _common(texts: tuple[str, ...]) -> str:
    shortest = min(texts, key=len)
    for at, char in enumerate(shortest):
        if any(text[at] != char for text in texts):
            return shortest[:at]
    return shortest


def _cuts(head: str, whole: str) -> list[str]:
    """The starts that may be fixed text: up to where a run of letters or digits begins."""
    return [
        head[:at] for at in range(len(head), -1, -1)
        if at < len(whole) and whole[at].isalnum() and (at == 0 or not whole[at - 1].isalnum())
    ]  # fmt: skip


def _tails(tail: str, rest: str) -> list[str]:
    return [
        tail[at:] for at in range(len(tail) + 1)
        if len(tail) - at < len(rest) and rest[: len(rest) - len(tail) + at].isalnum()
    ]  # fmt: skip


def _value(core: str, name: str) -> int:
    """The value of a numeral; 0 where it is none of this format."""
    if name in ("decimal", "decimalZero"):
        number = int(core) if core.isascii() and core.isdigit() and len(core) <= 4 else 0
    elif name.endswith("Letter"):
        number = _letter_value(core.lower())
    else:
        number = _roman_value(core.lower())
    return number if number and shown(number, name) == core else 0


def _letter_value(core: str) -> int:
    is_one = len(set(core)) == 1 and "a" <= core[0] <= "z"
    return ord(core[0]) - ord("a") + 1 + 26 * (len(core) - 1) if is_one else 0


def _roman_value(core: str) -> int:
    values = {letter: value for value, letter in _ROMAN if len(letter) == 1}
    if not core or any(letter not in values for letter in core):
        return 0
    total = 0
    for letter, after in zip(core, core[1:] + " ", strict=True):
        sign = -1 if values.get(after, 0) > values[letter] else 1
        total += sign * values[letter]
    return max(total, 0)
