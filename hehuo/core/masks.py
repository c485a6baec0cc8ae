"""How a person's data looks to those who need not know it all (domain facts 5.2)."""


def name(full: str) -> str:
    """张*; 张*华; four and more keep the first and the last: 欧*华."""
    full = full.strip()
    if len(full) <= 1:
        return full
    return full[0] + "*" + (full[-1] if len(full) > 2 else "")


def phone(number: str) -> str:
    """138****5678; a landline keeps its last four."""
    if len(number) == 11 and number.startswith("1"):
        return f"{number[:3]}****{number[-4:]}"
    return "****" + number[-4:] if number else ""


def identity(number: str) -> str:
    """Only the last four."""
    return "**************" + number[-4:] if number else ""
