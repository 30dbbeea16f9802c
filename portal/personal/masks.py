"""What a masked value still shows: enough to recognise, not enough to use."""


def keep_ends(text, head=1, tail=0):
    """First and last signs around asterisks; nothing at all if less than a third would be hidden."""
    hidden = len(text) - head - tail
    if hidden * 3 < len(text):
        return "*" * len(text)
    return text[:head] + "*" * hidden + (text[-tail:] if tail else "")


def nothing(text):
    return "****"


def id_number(text):
    """Resident identity number: the first 4 and last 2 of 18."""
    return keep_ends(text, 4, 2)


def phone(text):
    return keep_ends(text, 3, 4)


def address(text):
    """Province and town stay readable, the door does not."""
    return text[:6] + "****" if len(text) > 6 else "****"
