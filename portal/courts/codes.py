"""Court codes 法院代字 as they stand in case numbers: the short name of a province, below it digits. Pure."""

import re
import unicodedata

PROVINCES = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新"
SUPREME = "最高法"
OWN_KINDS = {"军": "military", "兵": "corps"}
KINDS = {1: "high", 3: "intermediate", 5: "basic"}  # by length: no, two or four digits after the province


def tidy(text):
    """One width, no spaces: what is typed 吉７５０２ is kept as 吉7502."""
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def level_of(code):
    """high, intermediate or basic, as the digits say; None for what is no code of a court below the supreme one."""
    return KINDS.get(len(code)) if re.fullmatch(rf"[{PROVINCES}军兵][0-9]*", code) else None
