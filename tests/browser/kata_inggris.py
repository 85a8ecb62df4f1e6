"""Words that give English away, and what may stay English."""

import re

# Function words and the words of a toolkit's buttons and messages. Left out is what Indonesian
# writes the same way (data, menu, format, program, status, minimum, maksimum …).
INGGRIS = frozenset(
    """
    above actions add again all allowed already also always an and announcement any app
    appearance apply are arrow as ascending at autosize available axis back backspace be been
    below between browse bug button by calendar can cancel cancelled cannot caption cell change
    check choose clear cleared click clipboard close closed collapse collapsed column columns
    commit connect connected connecting connection container content copied copy could count
    current dark date dates day days decrement delete descending description deselect
    development directory dismiss does done down download drag drop dropzone edit empty end
    equal error exception exist exit expand expanded failed field fields file files find first
    folder for form from fullscreen function get go greater has have heading help hidden hide
    hour hours how if image in increment input instructions invalid is issue it item items its
    keyboard keys last layer left legend less light limit line link list load loaded loading
    long main make mark match matches message minute month months more must navigate new next no
    not notification notifications number of off on once one only open opens option options or
    other our out page pages pin please pop popup press preview previous print range read ready
    record remove report request requested require required rerun reset result results resume
    retry right row rows run running save screen screencast scroll scrollable search seconds
    select selected selection settings shortcut should show sidebar size skip sort source
    spec start static stop submit suggestion suggestions system tabs than that the their theme
    then there this time title to today toggle toolbar tooltip try type under unexpected unknown
    unpin up update upload use user value values view visible visualization warning was week
    were when wide will with within year years you your zoom
    """.split()  # noqa: SIM905
)

# Names, and terms that officials use as they are. Each is taken out before the words are looked at.
BOLEH = (
    "Jakarta Global City",
    "Streamlit",
    "resume medis",
)

_BOLEH = re.compile("|".join(re.escape(nama) for nama in sorted(BOLEH, key=len, reverse=True)))


def english_in(text: str) -> list[str]:
    """Return the English words of a text; letters among the digits of a seal are none."""
    words = re.findall(r"\b[A-Za-z]+(?:-[A-Za-z]+)*\b", _BOLEH.sub(" ", text))
    return [word for word in words if word.lower() in INGGRIS]
