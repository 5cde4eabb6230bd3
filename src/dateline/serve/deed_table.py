"""What PLOVER types and modes mean in plain words."""

from __future__ import annotations

Forms = tuple[str, str, str, str]

DEEDS: dict[str, Forms] = {
    "AGREE": ("agree with", "agreed with", "agree", "agreed"),
    "AGREE 03": ("promise to work with", "promised to work with", "make a promise", "made a promise"),
    "AGREE 036": ("agree to talks with", "agreed to talks with", "agree to talk", "agreed to talk"),
    "CONSULT": ("talk with", "talked with", "hold talks", "held talks"),
    "CONSULT visit": ("visit", "visited", "pay a visit", "paid a visit"),
    "CONSULT meet": ("meet", "met", "meet", "met"),
    "CONSULT phone": ("call", "called", "talk by phone", "talked by phone"),
    "SUPPORT": ("back", "backed", "voice support", "voiced support"),
    "CONCEDE": ("give way to", "gave way to", "give way", "gave way"),
    "COOPERATE": ("work with", "worked with", "work together", "worked together"),
    "AID": ("help", "helped", "send help", "sent help"),
    "RETREAT": ("pull back from", "pulled back from", "pull back", "pulled back"),
    "RETREAT release": ("release", "released", "release captives", "released captives"),
    "RETREAT resign": ("resign from", "resigned from", "resign", "resigned"),
    "RETREAT disarm": ("disarm", "disarmed", "lay down arms", "laid down arms"),
    "RETREAT ceasefire": ("stop fighting", "stopped fighting", "stop fighting", "stopped fighting"),
    "RETREAT withdraw": ("withdraw from", "withdrew from", "withdraw", "withdrew"),
    "REQUEST": ("ask", "asked", "make a request", "made a request"),
    "ACCUSE": ("accuse", "accused", "make an accusation", "made an accusation"),
    "ACCUSE disapprove": ("criticise", "criticised", "voice disapproval", "voiced disapproval"),
    "ACCUSE 116": ("find guilty", "found guilty", "give a guilty verdict", "gave a guilty verdict"),
    "ACCUSE investigate": ("investigate", "investigated", "investigate", "investigated"),
    "REJECT": ("rebuff", "rebuffed", "refuse", "refused"),
    "THREATEN": ("threaten", "threatened", "make a threat", "made a threat"),
    "PROTEST": ("protest against", "protested against", "protest", "protested"),
    "PROTEST riot": ("riot against", "rioted against", "riot", "rioted"),
    "PROTEST strike": ("go on strike against", "went on strike against", "go on strike", "went on strike"),
    "PROTEST boycott": ("boycott", "boycotted", "boycott", "boycotted"),
    "PROTEST obstruct": ("block", "blocked", "block the way", "blocked the way"),
    "SANCTION": ("penalise", "penalised", "impose penalties", "imposed penalties"),
    "SANCTION convict": ("convict", "convicted", "give a sentence", "gave a sentence"),
    "SANCTION expel": ("expel", "expelled", "expel people", "expelled people"),
    "SANCTION discontinue": ("break with", "broke with", "break off relations", "broke off relations"),
    "MOBILIZE": ("ready forces towards", "readied forces towards", "ready forces", "readied forces"),
    "MOBILIZE troops": ("move troops towards", "moved troops towards", "move troops", "moved troops"),
    "COERCE": ("crack down on", "cracked down on", "crack down", "cracked down"),
    "COERCE arrest": ("arrest or jail", "arrested or jailed", "make arrests", "made arrests"),
    "COERCE martial-law": (
        "impose emergency rule on",
        "imposed emergency rule on",
        "impose emergency rule",
        "imposed emergency rule",
    ),
    "COERCE seize": ("seize", "seized", "seize things", "seized things"),
    "COERCE restrict": ("restrict", "restricted", "impose limits", "imposed limits"),
    "COERCE ban": ("ban", "banned", "impose a ban", "imposed a ban"),
    "COERCE censor": ("censor", "censored", "censor", "censored"),
    "COERCE deport": ("deport", "deported", "deport people", "deported people"),
    "COERCE curfew": ("put a curfew on", "put a curfew on", "impose a curfew", "imposed a curfew"),
    "ASSAULT": ("attack", "attacked", "attack", "attacked"),
    "ASSAULT abduct": ("abduct", "abducted", "abduct people", "abducted people"),
    "ASSAULT beat": ("beat", "beat", "beat people", "beat people"),
    "ASSAULT crowd-control": ("use force on", "used force on", "use force", "used force"),
    "ASSAULT destroy": ("wreck", "wrecked", "wreck things", "wrecked things"),
    "ASSAULT firearms": ("fire at", "fired at", "open fire", "opened fire"),
    "ASSAULT heavy-weapons": ("shell", "shelled", "fire heavy weapons", "fired heavy weapons"),
    "ASSAULT aerial": ("strike from the air", "struck from the air", "strike from the air", "struck from the air"),
    "ASSAULT torture": ("torture", "tortured", "use torture", "used torture"),
    "ASSAULT explosives": ("bomb", "bombed", "set off explosives", "set off explosives"),
}
"""What each PLOVER type, type and mode, or type and code, means: to do it to somebody, having done it to somebody, to
do it, having done it. No form tells one actor from many, because the number of a party is not known."""

PARTICIPLES = {"gave": "given", "went": "gone", "beat": "beaten", "broke": "broken", "withdrew": "withdrawn"}
"""Participles that differ from the past."""
