"""Texts of our own that tell of the agreement of September 2018, for the judge to judge."""

AGENCY = """\
The presidents of Russia and Turkey agreed on Monday to create a demilitarised zone around the Syrian province \
of Idlib, stepping back from an offensive that aid groups had feared for weeks.
The strip, 15 to 20 kilometres wide, is to be in place by 15 October along the line between \
government troops and rebels.
Heavy weapons have to leave it by 10 October, the Russian leader told reporters after four hours of talks in Sochi.
Turkish soldiers and Russian military police will patrol the strip together.
Radical fighters, among them those of the former Nusra Front, must withdraw from the area altogether.
The Turkish president said that his country would strengthen its twelve observation posts in the province.
Asked whether the deal meant that no assault would follow, the Russian defence minister answered with a single \
word: yes.
About three million people live in the province, half of them displaced from other parts of Syria.
"""

ANALYSIS = """\
Nobody in the cafés of Idlib city celebrated when the news came in, but for the first time in a month people slept.
The understanding reached at the Black Sea leaves the hardest question open, namely who is to disarm the men of Hayat \
Tahrir al-Sham.
Diplomats in Ankara describe a buffer of 15 to 25 kilometres whose exact course has still to be drawn on military maps.
Two main roads, the M4 and the M5, are to be reopened to traffic before the year is out.
Turkey bought itself time, argues an analyst in Istanbul, and now owns the problem.
"""

OTHER = """\
Authorities in Lisbon reopened the city's oldest tram line on Thursday after eleven months of work on the rails.
Residents of the hillside quarter had complained of crowded replacement buses and of noise at night.
The municipality put the cost of the repairs at four million euros, a third of it paid by European funds.
Engineers replaced the cables, the sleepers and most of the stops between the river and the castle.
"""

MINE = """\
Miners at the copper pit above Calama went back to work on Thursday after five weeks of strike over pay.
The union accepted a bonus of nine thousand dollars for each worker and shorter shifts at night.
Output at the pit, one of the largest in Chile, fell by a third during the stoppage.
The company said that its trucks would run at full load again within a week.
"""


def sentences(text: str) -> list[str]:
    """The lines of one of these texts, a sentence each."""
    return text.strip().split("\n")
