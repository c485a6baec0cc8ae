"""How a reader groups the visit notes of `tests/papers/visits-binjiang.txt`: by line, `60.2` being the second matter
of line 60. What stands alone, and praise, is not listed."""

SAME_MATTER: dict[str, str] = {
    "bare wires": "5 16",
    "facade over the door": "38 66 94.2",
    "dogs off the lead": "7 22 25 60.1 97 115 130 135",
    "fierce dogs": "57 89 105",
    "dog dirt": "26 27 34 42 55.1 72 84 99 100 104 113 118",
    "things piled in the stairwell": "10 13 62 74 101",
    "dead cars": "11 20 122.1",
    "stairwell lights": "12 17 28 59.1 93 95 128 132",
    "street lights": "32.2 60.2 112.2",
    "rubbish bins": "14 73 114",
    "pipes on the outer wall": "15 91 133",
    "hens on the roof": "18 21 125",
    "things thrown down": "19 35.2",
    "leaking roofs": "23 40 52 61.1 80 92 119.1 127.2",
    "wet walls": "79 121",
    "fire lane": "24 112.1",
    "cars before the door": "9 35.1 36 53 67 78 107",
    "too few places to park": "29 63 64 65 68 70.2 85 96",
    "cars from outside": "46.2 48",
    "three-wheelers on the pavement": "71.1 123 126",
    "door locks": "33 43.2",
    "a lift": "43.1 116",
    "cars too fast": "46.1 69 98",
    "septic tank": "31 39 45 51.1 71.2 75 77 90 129",
    "main drain": "87.2 88 108",
    "vegetables and dung": "41 49 103",
    "manhole covers": "50 59.2",
    "flooding": "58 76 86",
    "a place to charge": "54 81 120",
    "charging in the stairwell": "61.2 119.2 127.1",
    "vermin": "51.2 122.2",
    "noise at night": "55.2 136",
}


def reader_pairs() -> set[frozenset[str]]:
    """Every two lines that a reader takes for the same matter."""
    groups = [[line if "." in line else f"{line}.1" for line in lines.split()] for lines in SAME_MATTER.values()]
    return {frozenset((one, other)) for lines in groups for one in lines for other in lines if one != other}
