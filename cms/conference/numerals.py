"""Roman numerals, by which meetings are counted."""

_STEPS = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Write 1 to 399 in Roman numerals; raises ValueError outside that range."""
    if not 0 < number < 400:
        msg = f"No Roman numeral for {number} here"
        raise ValueError(msg)
    letters = ""
    for value, sign in _STEPS:
        count, number = divmod(number, value)
        letters += sign * count
    return letters
