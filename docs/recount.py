"""Recount a ballot from the file that everyone on its roll can download: `python recount.py 2022-03.csv`.

The first line names the matters: how each was marked and by which law. The second says how much area (0.01 square
metres) and how many voters there are in all. Every line after it is one paper that counts: the area behind it, and what
is marked on each matter (1 yes, 2 no, 3 abstain; or the numbers of the choices). Integers only.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

TWO_THIRDS, HALF, THREE_QUARTERS = (2, 3, False), (1, 2, True), (3, 4, False)  # part, of, must it be passed
LAWS = {
    "owners": (TWO_THIRDS, HALF),  # Civil Code 278
    "owners_special": (TWO_THIRDS, THREE_QUARTERS),  # Civil Code 278 (6) (7) (8)
    "residents": (HALF, HALF),  # Organic Law of Urban Residents' Committees 27
    "reps": (TWO_THIRDS, HALF),  # the same, 29
}


def say(*words):
    sys.stdout.write(" ".join(map(str, words)) + "\n")


def reaches(have, whole, share):
    part, of, over = share
    return have * of > whole * part if over else have * of >= whole * part


def meant(marks, way):
    if way == "yes_no" and (len(marks) != 1 or marks[0] not in (1, 2)):
        return [3]  # nothing marked, or more than one: an abstention
    return [] if way == "pick" and len(marks) != 1 else marks


def recount(head, column, totals, papers):
    _position, way, law = head.split(":")
    number, area = Counter(), Counter()
    for paper in papers:
        for mark in meant([int(mark) for mark in paper[column].split()], way):
            number[mark] += 1
            area[mark] += int(paper[0])
    say(head, dict(sorted(number.items())), dict(sorted(area.items())))
    if law in LAWS:
        quorum, yes = LAWS[law]
        came, came_area = len(papers), sum(int(paper[0]) for paper in papers)
        tests = [reaches(came, totals[column], quorum), reaches(number[1], came, yes)]
        if totals[0]:
            tests += [reaches(came_area, totals[0], quorum), reaches(area[1], came_area, yes)]
        say(" took part", came, "of", totals[column], "area", came_area, "of", totals[0])
        say(" passed" if all(tests) else " failed")


if __name__ == "__main__":
    with Path(sys.argv[1]).open(encoding="utf-8-sig", newline="") as file:
        heads, totals, *papers = csv.reader(file)
    for column, head in enumerate(heads[1:], start=1):
        recount(head, column, [int(each) for each in totals], papers)
