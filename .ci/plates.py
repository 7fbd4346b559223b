"""Looks at the plates of a press file: plates.py FOLDER BLEED-IN-MM INK-LIMIT.

The folder holds `N(Plate).tif` for every page, 150 dots an inch; `boxes.txt` (pdfinfo -box) and `words.html` (pdftotext -bbox).
"""

import pathlib
import re
import sys

import numpy
from PIL import Image

folder, bleed, limit = pathlib.Path(sys.argv[1]), float(sys.argv[2]), float(sys.argv[3])
DOTS = 150 / 72
MM = 72 / 25.4


def box(text, name, page):
    found = re.findall(rf"^Page +{page} {name}: +(.*)$|^{name}: +(.*)$", text, re.M)
    return [float(number) for number in (found[0][0] or found[0][1]).split()]


boxes = (folder / "boxes.txt").read_text()
html = (folder / "words.html").read_text()
pages = html.split("<page ")[1:]
is_deck = "slides" in folder.name
most, over, words, edge = 0.0, 0, 0, None
for number, page in enumerate(pages, 1):
    media, sheet, trim = (box(boxes, name, number) for name in ("MediaBox", "BleedBox", "TrimBox"))
    for side in range(4):
        assert abs(abs(trim[side] - sheet[side]) - bleed * MM) < 0.02, (trim, sheet)
    assert media[0] <= sheet[0] and media[1] <= sheet[1] and media[2] >= sheet[2] and media[3] >= sheet[3]
    plates = {}
    for file in folder.glob(f"{number}(*).tif"):
        name = re.search(r"\((.*)\)", file.name).group(1)
        # A plate is a negative: 255 is no ink.
        plates[name] = 255 - numpy.asarray(Image.open(file).convert("L")).astype(int)
    height = next(iter(plates.values())).shape[0]

    def inside(plate, around, shrink=1):
        left, right = (around[0] - media[0]) * DOTS, (around[2] - media[0]) * DOTS
        top, bottom = height - (around[3] - media[1]) * DOTS, height - (around[1] - media[1]) * DOTS
        rows = slice(int(top) + shrink, int(bottom) - shrink)
        return plate[rows, int(left) + shrink : int(right) - shrink]

    # All inks together, where it is printed.
    total = sum(inside(plate, sheet) for plate in plates.values()) / 2.55
    most = max(most, float(total.max()))
    assert total.max() <= limit + 1, f"{total.max()} % of ink"
    # Where the outermost corner is coloured, all of the bleed zone is.
    zone = numpy.ones(total.shape, bool)
    reach = int(bleed * MM * DOTS) - 2
    zone[reach:-reach, reach:-reach] = False
    if total[2, 2] > 0:
        assert (total[zone] > 0).all(), f"page {number}: the background does not fill the bleed"
        edge = float(total[zone].min())
    if is_deck:
        continue
    # Under every word: black on its plate; on all others nothing, or an even tint that goes on under the letters.
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">', page)
    for word in found:
        left, top, right, bottom = (float(place) * DOTS for place in word)
        area = slice(round(top) + 1, round(bottom) - 1), slice(round(left) + 1, round(right) - 1)
        under = {name: plate[area] for name, plate in plates.items()}
        black = under.pop("Black")
        assert black.max() == 255, f"page {number}: a word is not in full black"
        for name, ink in under.items():
            assert ink.min() == ink.max(), f"page {number}: letters on the plate {name} at {word}"
        words += 1
        over += any(ink.max() > 0 for ink in under.values())
assert is_deck or words > 0
background = "white paper" if edge is None else f"background of {edge:.0f} % in all of the bleed"
print(f"{folder.name}: {len(pages)} pages, at most {most:.0f} % of ink, {words} words on black alone, {over} of them over a tint, {background}")
