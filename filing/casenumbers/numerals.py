"""Chinese numerals up to 999, as in 之十二. Pure."""

DIGITS = "零一二三四五六七八九"
UNITS = {"十": 10, "百": 100}


def in_chinese(number):
    """1 → 一, 12 → 十二, 105 → 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")


def from_chinese(text):
    """一 → 1, 十二 → 12, 一百零五 → 105. Zero may be 〇, 零 or ○."""
    total, digit = 0, 0
    for character in text:
        if character in UNITS:
            total += (digit or 1) * UNITS[character]
            digit = 0
        else:
            digit = max(DIGITS.find(character), 0)
    return total + digit
