"""Cut a text into tokens as English treebanks do, each with its exact place in the text.

Clitics stand alone (do|n't, Peru|'s), compounds are cut at the hyphen unless they begin with a prefix
(well|-|known, but non-proliferation), abbreviations keep their full stop, addresses stay whole.
Every character that is not blank belongs to exactly one token.
"""

import re

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]

# Combining marks, joiners and variation signs belong to the character before them.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8"
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u00ad\u200b-\u200f\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
_ABBREVIATIONS = """
    Mr Mrs Ms Mx Dr Prof St Ste Sr Jr Gen Lt Col Maj Capt Cmdr Sgt Cpl Adm Brig Gov Sen Rep Reps Sens Rev
    Hon Pres Supt Insp Messrs Inc Corp Co Cos Ltd Bros Dept Dist Univ Assn Jan Feb Apr Jun Jul Aug Sep Sept
    Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Ave Blvd Rd Ft Mt vs approx cf vol Vol pp Ph ext Attn
    Mlle Mme Ala Ariz Calif Colo Conn Fla Kan Mich Minn Neb Nev Okla Tenn Tex Wis Wyo
"""  # those that are also common words (No, Sun, Mass) are left out or asked for what follows
_PREFIXES = """
    anti bi co counter cross cyber demi e ex extra hyper infra inter intra mega micro mid mini multi neo non
    over pan para post pre pro proto pseudo psycho quasi re semi socio sub super tele trans tri ultra un
    under uni
"""
_ENDINGS = """
    com org net gov edu mil int info biz news io co tv uk au ca de fr ru cn hk nz eu jp xls doc pdf htm html
"""
# Repeats are bounded where a failed try would otherwise run on to the end of a page without blanks.
_L = rf"[^\W\d_][{_MARKS}]*"
_HOST = r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,6}"
_CLITIC = r"['’](?:s|S|m|M|d|D|ll|LL|ve|VE|re|RE)(?!\w)"
_TOKEN = re.compile(
    "|".join(
        [
            # Most tokens are plain words: whatever could be more than that ends here and is tried below.
            r"[A-Za-z]++(?=[ ,\n])(?<![nN][tT])(?<!nna)(?<!tta)(?<!mme)(?<!nnot)",
            r"(?:https?://|www\.|mailto:)[^\s<>\"”]*[\w/=&#-]",
            rf"[\w.+%-]{{1,64}}@{_HOST}",
            rf"(?<![\w.]){_HOST}\.(?:{'|'.join(_ENDINGS.split())})(?:/[^\s<>\"”]*[\w/])?(?![\w-]|\.\w)",
            r"[@#][^\W\d]\w+",
            r"\.{2,}|…\.*",
            r"(?<![\w.])(?:[^\W\d_]\.){2,}(?:[A-Z](?![\w'’.]))?|Ph\.D\.?|M\.Sc\.?",
            rf"(?<![\w.'’-])(?:{'|'.join(sorted(_ABBREVIATIONS.split(), key=len, reverse=True))})\.(?!\w)",
            r"(?<![\w.'’])(?:[A-HJ-Z]\.(?=[ \u00a0][A-Z]|-[A-Z]\.)|Nos?\.(?=[ \u00a0]?\d)|(?<=et )al\.)",
            r"(?<!\w)etc\.(?= ?[a-z,;:)])",
            r"(?<![\w-])\+?\d{3}[-/]\d{3}[-/]\d{4}(?![\w-])|(?<![\w-])\d{3}-\d{4}(?![\w-])",
            r"\d+(?:[.,:/]\d+)*(?=(?:am|pm|AM|PM|km|kg|mm|cm|mph|bn|tn|m|k|K|ft|kW|MW|GW|MB|GB)(?!\w))",
            r"(?<![\w.])[.]\d+|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|(?<=\d0)['’]s)?(?!\w)",
            rf"(?<!['’])['’]\d\ds?(?!\w)|(?<!\w)['’](?:em|til|tis|twas|cause)(?!\w)|(?<=\w){_CLITIC}",
            r"(?:US|HK|NZ|A|C|S)?\$|[A-Z]{1,3}&[A-Z]{1,3}(?!\w)",
            r"(?<!\w)(?:[Cc]an(?=not(?!\w))|[Gg]on(?=na(?!\w))|[Ww]an(?=na(?!\w))|[Gg]ot(?=ta(?!\w)))",
            r"(?<!\w)(?:[Gg]im|[Ll]em)(?=me(?!\w))",
            r"(?<!\w)(?i:do|did|does|would|could|should|is|are|was|wo|ca|ai|has|had|have)(?=(?:nt|NT)(?!\w))",
            rf"(?:{_L}){{1,30}}?(?=[nN]['’][tT](?!\w))|(?<=\w)[nN]['’][tT](?!\w)",
            rf"(?<![\w-])(?i:{'|'.join(_PREFIXES.split())})-(?:{_L}|\d)+",
            rf"(?:{_L}|\d)(?:{_L}|\d|_)*(?:['’](?!(?i:[smdt]|ll|ve|re)(?!\w))(?:{_L})+)*",
            r"[:;=8][-^o']?[)(DPp|](?!\w)|\^_+\^|<3(?!\d)",
            r"[!?][!?.]*|(?P<same>[-=*_~#$+<>|'’‘`])(?P=same)*",
            rf"\S[{_MARKS}]*(?:(?<=\u200d)[^\w\s][{_MARKS}]*)*",
        ]
    )
)


def tokenise(text: str) -> tuple[Ints, Ints]:
    """Starts and ends of the tokens, in code points."""
    flat = np.array([found.span() for found in _TOKEN.finditer(text)], dtype=np.int32).reshape(-1, 2)
    return np.ascontiguousarray(flat[:, 0]), np.ascontiguousarray(flat[:, 1])
