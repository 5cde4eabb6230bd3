"""Outlets and reports for the journeys: three happenings told by several, one told by one alone, and odd names."""

from __future__ import annotations

import html
from datetime import datetime, timedelta

from feed_server import FakeOutlet, FeedServer, Report

LONG_NAME = "The Honourable Company of Pilots and Lightermen of the Lower River and Its Tributaries Gazette"
OUTLETS = {
    "steppe": "Steppe Courier",
    "harbour": "Harbour Post",
    "hill": "Hill Mail",
    "amwaj": "أمواج اليوم",
    "pilots": LONG_NAME,
}
FLOOD, STRIKE, WATER = "Atyrau", "Valparaiso", "Tigris"
PASSAGE = "The river rose by two metres in a single night"

REPORTS: list[tuple[str, str, str]] = [
    (
        "steppe",
        "Flood in Atyrau kills 14 people, 2,300 families leave their homes",
        "ATYRAU, Kazakhstan - A flood of the Ural river killed at least 14 people in the city of Atyrau, the emergency "
        "ministry of Kazakhstan said. The river rose by two metres in a single night and broke the dam at Balykshi.\n\n"
        "Kazakhstan sent 400 soldiers to Atyrau to fill sandbags. “We have boats for every street, and nobody will be "
        "left on a roof,” President Kassym-Jomart Tokayev said in Astana. Russia offered to send two aircraft with "
        "tents.\n\nAbout 2,300 families left their homes, according to the Red Crescent of Kazakhstan, which runs five "
        "camps along the road to Dossor. The oil company of the region stopped its pumps. The water is expected to "
        "fall by the end of the week, the weather office in Astana said. Schools in Atyrau stay closed, and the "
        "hospital moved its patients to the upper floors. Farmers on the left bank lost 6,000 sheep. Police arrested "
        "three men who had taken goods from empty shops near the bazaar.",
    ),
    (
        "harbour",
        "Ural river floods Atyrau; 17 people dead, Kazakhstan sends soldiers",
        "ATYRAU - At least 17 people died when the Ural river flooded Atyrau in western Kazakhstan, the governor "
        "of the region said. The dam at Balykshi broke in the night, and the water stood as high as first floors.\n\n"
        "The government of Kazakhstan sent 600 soldiers to the city. “We have boats for every street, and nobody "
        "will be left on a roof,” said President Kassym-Jomart Tokayev. The opposition accused the government of "
        "knowing since spring that the dam was weak, and the government rejected the charge.\n\nSome 2,300 families "
        "left "
        "their homes. The Red Crescent runs five camps along the road to Dossor, and Russia offered two aircraft with "
        "tents. The pumps of the oil field stand still, which costs the country 40 million dollars a day, an officer "
        "of the ministry of energy said. The hospital of Atyrau moved its patients to the upper floors. Trains from "
        "Atyrau to Aktobe do not run, and the road to the airport is under water.",
    ),
    (
        "hill",
        "Kazakhstan: dam breaks near Atyrau, at least 14 dead in flood",
        "The Ural river broke the dam at Balykshi near Atyrau in Kazakhstan and flooded the city, the emergency "
        "ministry said. At least 14 people were killed.\n\nRussia sent two aircraft with tents and blankets to Atyrau "
        "on the request of Kazakhstan. “Water does not ask for passports,” Russian Foreign Minister Sergei Lavrov "
        "said. Soldiers of Kazakhstan filled sandbags along the left bank, where farmers lost 6,000 sheep.\n\nAbout "
        "2,500 families left their homes, the Red Crescent said. It runs five camps along the road to Dossor. The "
        "hospital moved patients to the upper floors, and schools are closed. The oil company stopped its pumps until "
        "the water falls, which the weather office expects at the end of the week. Kazakhstan thanked Russia for the "
        "help. Police in Atyrau arrested three men near the bazaar.",
    ),
    (
        "steppe",
        "Dockers in Valparaiso strike over 900 dismissals, Chile sends mediators",
        "VALPARAISO, Chile - Dockers in the Chilean port of Valparaiso began a strike after the port company dismissed "
        "900 of them, the union said. Forty ships wait outside the harbour, the navy of Chile said.\n\nThe government "
        "of Chile sent two mediators to Valparaiso. “A harbour that stands still feeds nobody,” labour minister "
        "Camila Rojas said in Santiago. The union accused the company of breaking the agreement of last year. The "
        "company rejected the charge and threatened to close the northern pier.\n\nPolice arrested 25 dockers who had "
        "blocked the gate. Exporters of fruit lose 3 million dollars a day, their association said. Cherries for China "
        "are the first to spoil. Peru offered the harbour of Callao for ships that carry medicine. The strike spread "
        "to San Antonio, where 200 crane drivers stopped work for a day. Talks between the union and the company are "
        "to go on in the town hall, and the bishop of Valparaiso opens the church of the harbour for them.",
    ),
    (
        "harbour",
        "Strike in the port of Valparaiso: 1,100 dockers dismissed, ships wait",
        "VALPARAISO - The port of Valparaiso in Chile stands still: dockers went on strike after the company had "
        "dismissed 1,100 of them, the union of dockers said. The navy counted forty ships outside the harbour.\n\n"
        "“A harbour that stands still feeds nobody,” said labour minister Camila Rojas, who sent two mediators from "
        "Santiago. The union demanded that all dismissals be taken back before talks begin. The port company refused "
        "and threatened to close the northern pier.\n\nPolice of Chile arrested 25 dockers at the gate and released "
        "them in the evening. The association of fruit exporters spoke of losses of 3 million dollars a day. Peru "
        "offered the harbour of Callao for ships with medicine. Crane drivers in San Antonio stopped work for a day "
        "in support. Talks go on in the town hall of Valparaiso, and nobody expects them to end soon. Students of "
        "the city marched to the harbour with bread and soup for the dockers.",
    ),
    (
        "amwaj",
        "Turkey and Iraq sign agreement on the water of the Tigris",
        "BAGHDAD, Iraq - Turkey and Iraq signed an agreement on the water of the Tigris, the Iraqi foreign ministry "
        "said. Turkey promised to let 500 cubic metres of water a second flow to Iraq.\n\n“A river has two banks and "
        "one life,” Iraqi Prime Minister Mohammed Shia al-Sudani said in Baghdad. Turkish Foreign Minister Hakan Fidan "
        "praised the agreement. Iraq promised Turkey to repair old canals south of Mosul within three years.\n\nSyria "
        "criticised Turkey because it had not been asked. Iran welcomed the agreement. Farmers near Basra, where the "
        "river is salty, demanded that the water reach them before the summer. The agreement names a commission of "
        "twelve engineers who measure the flow at Faysh Khabur every week and publish what they find. The World Bank "
        "lends Iraq 800 million dollars for the canals, and the first work is to begin after the date harvest.",
    ),
    (
        "pilots",
        "Iraq and Turkey agree on Tigris water: 500 cubic metres a second",
        "BAGHDAD - Iraq and Turkey agreed on the water of the Tigris. Under the agreement Turkey lets 450 cubic metres "
        "of water a second flow to Iraq, the Turkish ministry of agriculture said; Iraq spoke of 500.\n\n“A river has "
        "two banks and one life,” said Prime Minister Mohammed Shia al-Sudani. Foreign Minister Hakan Fidan of Turkey "
        "praised Iraq for its patience. Iraq promised to repair canals south of Mosul.\n\nIran welcomed the agreement, "
        "and Syria criticised Turkey. Farmers near Basra demanded water before the summer. A commission of twelve "
        "engineers measures the flow at Faysh Khabur every week. The World Bank lends Iraq 800 million dollars for the "
        "canals. Boatmen on the lower river hope for a deeper channel, since barges have not come as far as Amara for "
        "six years. The pilots of the river offered to sound the channel without pay.",
    ),
    (
        "pilots",
        "مركب صغير: Small ferry of the pilots back after repair, with a headline that is rather longer than most "
        "headlines are and names Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch on its way",
        "The pilots of the lower river brought their ferry back to the quay after a repair of four months, their "
        "master Owen Pryce said. It carries 60 people. “She is older than all of us and will see us off,” Pryce said. "
        "The repair cost 90,000 pounds, half of which the pilots collected in the pubs along the river. The ferry "
        "leaves at seven in the morning and comes back at dusk. Its engine was built in Glasgow and its bell in "
        "Rotterdam. The first passengers were the children of the village school, who had painted a flag for it. A "
        "bakery sent forty buns. The mayor of the village thanked the pilots and cut a ribbon with a pair of sheep "
        "shears, because nobody had thought of scissors. The ferry stops at the mill, at the lock and at the old "
        "customs house. Dogs travel free. In winter it goes only twice a week, as the lock keeper is then away.",
    ),
]
LATER = (
    "hill",
    "Atyrau flood: number of dead rises to 21 as Kazakhstan finds more bodies",
    "ATYRAU, Kazakhstan - At least 21 people were killed by the flood of the Ural river in Atyrau, the emergency "
    "ministry of Kazakhstan said after soldiers had searched the houses behind the dam at Balykshi.\n\nThe water began "
    "to fall. President Kassym-Jomart Tokayev of Kazakhstan visited the city and promised 5 million dollars to the "
    "families who left their homes. The opposition demanded that the governor resign. Russia sent a third aircraft "
    "with tents. The Red Crescent of Kazakhstan opened a sixth camp along the road to Dossor, and the hospital of "
    "Atyrau is open again. The pumps of the oil company still stand. Police released the three men who were arrested "
    "near the bazaar. Teachers collected books for the schools, which were to open again within the week. Farmers on "
    "the left bank asked the government to pay for the sheep they had lost.",
)


class NamedOutlet(FakeOutlet):
    """An outlet whose pages say its name, as most do."""

    def html_of(self, report: Report) -> str:
        """The page of a report, with the name in its head."""
        name = f'<meta property="og:site_name" content="{html.escape(self.title)}">'
        return super().html_of(report).replace("<head>", f"<head>{name}")


def open_outlets(*, at: datetime) -> dict[str, FakeOutlet]:
    """Open all outlets, each on a server of its own, with what they published in the hours before `at`."""
    made: dict[str, FakeOutlet] = {
        name: NamedOutlet(FeedServer().__enter__(), name, title=title) for name, title in OUTLETS.items()
    }
    for number, (name, headline, text) in enumerate(REPORTS):
        when = at - timedelta(hours=6, minutes=-17 * number)
        made[name].publish(headline, text, at=when, teaser=name != "hill")
    return made
