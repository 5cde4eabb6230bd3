# ruff: noqa: E501 - one form to a line reads better than a form torn into pieces
"""The forms of time expressions, as one regex each; their readers are in time_reading.py.

The forms are matched against a shadow of the text (shadow.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from string import ascii_lowercase, digits

from dateline.lexicon.numbers import DIGITS, ONES, ORDINALS, SCALES, TENS
from dateline.lexicon.words import alternatives

Match = Callable[[str, int, int], re.Match[str] | None]

MONTHS = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11,
    "dec": 12,
}  # fmt: skip
WEEKDAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
SEASON_CODES = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
PART_CODES = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "nights": "NI", "mornings": "MO",
              "evenings": "EV", "afternoons": "AF", "overnight": "NI", "midday": "MI", "lunchtime": "MI",
              "dawn": "MO", "dusk": "EV", "daytime": "DT", "tonight": "NI"}  # fmt: skip
ZONES = {
    "GMT": "+00:00", "UTC": "+00:00", "BST": "+01:00", "CET": "+01:00", "CEST": "+02:00", "EET": "+02:00",
    "EEST": "+03:00", "MSK": "+03:00", "EST": "-05:00", "EDT": "-04:00", "ET": "", "CST": "-06:00", "CDT": "-05:00",
    "MST": "-07:00", "MDT": "-06:00", "PST": "-08:00", "PDT": "-07:00", "PT": "", "IST": "+05:30", "PKT": "+05:00",
    "WIB": "+07:00", "HKT": "+08:00", "SGT": "+08:00", "JST": "+09:00", "KST": "+09:00", "AEST": "+10:00",
    "AEDT": "+11:00", "ACST": "+09:30", "ACDT": "+10:30", "AWST": "+08:00", "NZST": "+12:00", "NZDT": "+13:00",
    "SAST": "+02:00", "EAT": "+03:00", "WAT": "+01:00", "Z": "+00:00",
}  # fmt: skip
FIXED_DAYS = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
              "new year's eve": (12, 31), "new year's day": (1, 1), "new year's": (1, 1), "halloween": (10, 31),
              "valentine's day": (2, 14), "may day": (5, 1), "bastille day": (7, 14), "armistice day": (11, 11),
              "veterans day": (11, 11), "juneteenth": (6, 19)}  # fmt: skip
MOVING_DAYS = ("thanksgiving day", "thanksgiving", "easter sunday", "easter monday", "good friday", "easter",
               "labor day", "memorial day")  # fmt: skip

MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
FULL_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY"
WEEKDAY = rf"(?:{FULL_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
YEAR = r"(?:1\d|20)\d\d"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"
ORD = r"(?:st|nd|rd|th)"
UNIT = r"(?:second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|century)"
UNITS = r"(?:seconds|minutes|hours|days|nights|weeks|weekends|fortnights|months|quarters|years|decades|centuries)"
PART = r"(?:morning|afternoon|evening|night)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"
ZONE = r"(?:GMT|UTC|[A-Z]{0,2}[ECMPAK]?[SD]T|MSK|CES?T|ET|PT|WIB|EAT|WAT|local time)"
CLOCK = (
    rf"(?:(?:\d{{1,2}}(?:[:.]\d\d)?(?:[:]\d\d)? ?(?:[ap]\.m\.|[apAP]\.?[mM]\b)|[012]?\d:[0-5]\d(?::[0-5]\d)?(?:hrs| hours)?"
    rf"|[012]?\d\.[0-5]\d(?= ?{ZONE})|(?<![\d-])[012]\d[0-5]\d(?:(?= {ZONE}\b)| ?(?:hours|hrs)\b)"
    rf"|[Nn]oon|[Mm]idnight)(?: ?(?:\((?:{ZONE})\)|(?:{ZONE})\b))?)"
)
EARLY = (
    r"(?:[Ee]arly|[Ll]ate|[Mm]id|[Ee]nd(?=-)|[Ee]arlier|[Ll]ater|(?:[Tt]he )?(?:very )?(?:beginning|start|end|middle|close|opening days) of"
    r"|[Ee]arl(?:y|ier) in|[Ll]ater? in|[Ee]arly on)"
)
ABOUT = (
    r"(?:(?:[Aa]bout|[Aa]round|[Rr]oughly|[Aa]pproximately|[Nn]early|[Aa]lmost|[Jj]ust (?:over|under)|(?<=[Ff]or )over"
    r"|[Mm]ore than|[Ll]ess than|[Aa]t least|[Uu]p to|[Nn]o more than|[Aa]nother) )"
)
_NUMBER_WORD, _SCALE_WORD, _ORDINAL = alternatives((*ONES, *TENS)), alternatives(SCALES), alternatives(ORDINALS)
PLAIN_NUMBER = (
    rf"(?:(?:{DIGITS})(?:[ -]?[½¼¾⅓⅔]| \d/\d)?|(?:(?<![a-z-])(?:{_NUMBER_WORD}|(?:half[ -])?a[ -]{_SCALE_WORD})"
    rf"(?:[ -](?:and )?(?:{_NUMBER_WORD}|{_SCALE_WORD})(?![a-z])){{0,5}}(?![a-z])))"
)
"""Figures, or a few words: no length of time has many, and long runs of number words stay cheap."""
COUNT = rf"(?:(?i:{PLAIN_NUMBER})|(?i:a couple(?: of)?|a few|several|many|some|dozens of|a dozen|half an|half a|an?))"
TO = r"(?: ?- ?| to | and | or | through | until )(?:the )?"
OF_YEAR = rf"(?:(?:,| of| in)? ?(?P<y>{YEAR})(?![\d,]\d)|(?: of|,)? (?P<rel>last|this|next|that|the same|the previous|the following) year)"
DIRECTION = (
    r"(?:[Tt]he )?(?:[Ll]ast|[Tt]his past|[Tt]his coming|[Tt]his|[Nn]ext|[Pp]ast|[Pp]revious|[Ff]ollowing|[Cc]oming|[Cc]urrent"
    r"|[Ss]ame|[Ll]atest|[Pp]receding|[Uu]pcoming)|[Tt]hat(?: same)?|[Tt]his same"
)

FORMS: tuple[tuple[str, str, str], ...] = (
    ("iso", "0", r"(?P<y>\d{4})-(?P<m>[01]\d)-(?P<d>[0-3]\d)(?:(?:T| )(?P<t>[012]\d:[0-5]\d)(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])"),
    ("slash", "0", r"(?<![\d/.-])(?P<a>\d{1,2})(?P<s>[/.])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d\d(?= |$))(?: (?P<t>[012]?\d:[0-5]\d)(?::\d\d)?)?(?![\d/])"),
    ("day_month", "0aefmnstw", rf"(?:(?P<clock>{CLOCK}),? (?:on )?)?(?:(?:[Tt]he )?(?P<early>early )?(?P<part>{PART})(?: hours)? of )?(?:{WEEKDAY},? )?(?:[Tt]he )?(?<![\d.,])(?P<d>{DAY}){ORD}?(?:{TO}(?P<d2>{DAY}){ORD}?)?(?: of)? (?P<m>{MONTH})(?![a-z]){OF_YEAR}?"),
    ("month_day", "0adefjmnostw", rf"(?:(?P<clock>{CLOCK}),? (?:on )?)?(?:(?:[Tt]he )?(?P<early>early )?(?P<part>{PART})(?: hours)? of )?(?:{WEEKDAY},? )?(?P<m>{MONTH}) (?:the )?(?P<d>{DAY}){ORD}?(?:{TO}(?P<d2>{DAY}){ORD}?(?! ?(?:{MONTH}|a\.?m|p\.?m)|[\d:,]\d|%))?(?!\d|[:,.]\d|%| (?i:million|billion|percent|people)){OF_YEAR}?"),
    ("month_words", "adfjmnos", rf"(?P<m>{MONTH}),? (?:of )?(?P<c>nineteen|eighteen|twenty|two thousand)[ -](?:hundred and )?(?P<rest>(?:and )?(?:ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|oh[ -](?:one|two|three|four|five|six|seven|eight|nine))(?![a-z-])"),
    ("month_year", "abcdefjlmnostv", rf"(?:(?P<early>{EARLY})[ -])?(?P<m>{MONTH}){OF_YEAR}"),
    ("year_month", "0", rf"(?P<y>{YEAR})'s (?P<m>{MONTH})(?![a-z])"),
    ("month_set", "e", r"(?:[Ee]very|[Ee]ach) (?P<m>January|February|March|April|May|June|July|August|September|October|November|December)(?![a-z])"),
    ("rel_month", "bceflmnopstv", rf"(?:(?P<early>{EARLY})[ -])?(?P<dir>(?:[Tt]he )?(?:[Ll]ast|[Tt]his past|[Tt]his coming|[Tt]his|[Nn]ext|previous|following)) (?P<m>{MONTH})(?![a-z])"),
    ("paren_weekday", "fmstw", rf"(?<=\()(?P<w>{FULL_WEEKDAY})(?: (?P<part>{PART}))?(?= (?:{ZONE}|in [A-Z]))"),
    ("weekday_set", "efmstw", rf"(?:[Ee]very|[Ee]ach) (?P<w>{FULL_WEEKDAY})s?(?: (?P<part>{PART}))?|(?P<w2>{FULL_WEEKDAY})(?:s(?: (?P<part2>{PART}s?))?| (?P<part3>nights|mornings|evenings|afternoons))\b"),
    ("weekday", "0bceflmnopstuvw", rf"(?:(?P<clock>{CLOCK}),? (?:on )?)?(?:(?P<early>{EARLY}|[Oo]vernight)[ -])?(?:(?P<dir>{DIRECTION}) )?(?P<w>{FULL_WEEKDAY})(?:[ -](?P<part>{PART}|lunchtime|overnight|midday))?(?![a-z])"),
    ("deictic", "0bcelmnostvy", rf"(?:(?P<clock>{CLOCK}) )?(?:(?P<early>{EARLY}|mid-(?:morning|afternoon))[ -])?(?P<word>[Tt]he day before yesterday|[Tt]he day after tomorrow|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|TODAY|YESTERDAY)(?: (?P<part>{PART}))?"),
    ("part", "bcelmostv", rf"(?:(?P<early>{EARLY})[ -](?:in )?)?(?P<dir>[Ll]ast|[Tt]his|[Tt]hat|[Tt]he (?:next|following|previous|same)|[Tt]he) (?P<part>morning|afternoon|evening|night)(?! (?:of|shift|club|school|sky|market|life|before))"),
    ("quarter", "0bceflmnostv", rf"(?:(?P<early>{EARLY})[ -])?(?:(?:fiscal )?(?P<y0>{YEAR})(?:'s)? |(?P<rel0>last|this|next) year's )?(?:[Tt]he (?!\w+-[Qq]))?(?:(?P<y1>{YEAR}) )?(?:fiscal[ -])?(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast(?= quarter of (?:1\d|20|last|this|next|the year))|1st|2nd|3rd|4th)[ -](?:fiscal[ -])?[Qq]uarter(?:{OF_YEAR}| of fiscal (?P<fy>{YEAR}))?(?! (?:mile|century|final))"),
    ("year_ago", "acsty", r"(?:(?:[Tt]he|[Aa]) )?(?:comparable |corresponding |same )?[Yy]ear-(?:ago|earlier)(?: (?P<n>first|second|third|fourth))? (?:quarter|period|month|half|(?:three|six|nine) months)\b|[Yy]ear-(?:ago|earlier)(?![a-z])"),
    ("the_quarter", "0lt", rf"(?:[Tt]he |[Tt]his )?[Ll]atest (?:quarter|period)(?! of)|(?P<this>[Tt]his quarter)(?![a-z])|[Tt]he (?P<q>quarter)(?P<ago> a year (?:ago|earlier))?(?= ?(?:[.,;:)\"]|ended|was|were|from|to|rose|fell|and|of|in|a year|$))|(?:[Tt]he )?(?P<y>{YEAR}) (?:quarter|period)(?![a-z])"),
    ("quarter_code", "0hq", r"\b(?P<code>[QH])(?P<n>[1-4])(?:(?: of)? (?P<y>(?:19|20)\d\d)| ?'(?P<yy>\d\d))?\b|(?P<n2>[1-4])(?P<code2>[QH])(?:(?: of)? ?(?P<y2>20\d\d)| ?'?(?P<yy2>\d\d))?\b"),
    ("half_year", "flst", rf"(?:[Tt]he )?(?P<n>[Ff]irst|[Ss]econd|[Ll]atter|[Ll]ast) half of (?:the year|{YEAR}|(?P<rel>last|this|next) year)(?!s)"),
    ("fiscal", "ft", rf"(?:[Tt]he )?(?:fiscal(?: year)?|FY) ?(?P<y>{YEAR})(?:[/-]\d\d(?:\d\d)?)?(?!'s \w+[ -][Qq]uarter)|\bFY ?'?(?P<yy>\d\d)\b"),
    ("season", "abceflmnopstuvw", rf"(?:(?P<early>{EARLY})[ -](?:in )?)?(?:(?P<dir>{DIRECTION}|[Tt]he) )?(?P<s>{SEASON}|(?:Spring|Summer|Autumn|Fall|Winter)(?=,?(?: of)? {YEAR}))(?:(?:,| of)? (?P<y>{YEAR})(?P<y3>[-/]\d\d(?:\d\d)?)?|(?: of|,)? (?P<rel>last|this|next|that|the same|the previous|the following) year)?(?![a-z-])"),
    ("decade", "'0bceflmnostv", rf"(?:(?:[Tt]he )?(?P<early>{EARLY})[ -](?:the )?)?(?:[Tt]he )?(?:(?P<y>(?:1\d|20)\d0)'?s|(?:'|(?<=mid-)|(?<=early )|(?<=late ))(?P<yy>[1-9]0)s|(?:(?P<c>nineteen|eighteen) ?-?)?(?P<w>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties|Twenties|Thirties|Forties|Fifties|Sixties|Seventies|Eighties|Nineties))\b(?P<bc> B\.?C\.?)?"),
    ("century", f"0{ascii_lowercase}", rf"(?:(?:[Tt]he )?(?P<early>{EARLY})[ -](?:the )?)?(?:[Tt]he )?(?:(?P<n>\d{{1,2}}){ORD}|(?P<w>{_ORDINAL}|twenty-first))[ -][Cc]entury(?P<bc> B\.?C\.?(?:E\.?)?)?"),
    ("bc", "0bcelmostv", rf"(?:(?P<early>{EARLY})[ -])?(?P<y>\d{{1,4}}) B\.?C\.?(?:E\.?)?(?![a-z-])"),
    ("every", "0aefhnostz", rf"(?:[Ee]very|[Ee]ach)(?P<other> other)?(?: (?P<n>{PLAIN_NUMBER}|few|couple of))? (?P<u>{UNIT}|{PART})s?\b|(?:[Oo]nce|[Tt]wice|(?:{PLAIN_NUMBER}) times) (?:an?|every|each|per) (?P<u2>{UNIT})\b"),
    ("adverb_set", "abdfhmnwy", r"(?:[Dd]aily|[Ww]eekly|[Mm]onthly|[Yy]early|[Aa]nnually|[Hh]ourly|[Nn]ightly|[Ww]eekends|[Bb]iweekly|[Ff]ortnightly)\b(?! (?:News|Mail|Telegraph|Star|Times|Mirror|Express|Post|Herald|Standard|Beast|Record|[A-Z]))"),
    ("span_of", "bcefilmnoprstv", rf"(?:(?P<early>{EARLY})[ -])?(?P<dir>(?:[Tt]he )?(?:[Ll]ast|[Pp]ast|[Nn]ext|[Cc]oming|[Pp]revious|[Ff]ollowing|[Ff]irst|[Ff]inal|[Ll]atest|[Rr]ecent|[Pp]receding|[Ii]ntervening|[Ss]ubsequent|[Ff]uture)) (?:(?P<n>{COUNT}|few|couple of) )?(?P<u>{UNITS}|quarter-century)\b(?! (?:old|ago))|(?P<this>[Tt]hese|[Tt]hose) (?P<n2>{COUNT}|few) (?P<u2>{UNITS})"),
    ("ago", "0acdefhjlmnoqrstuwyz", rf"(?P<about>{ABOUT})?(?:(?P<n>{COUNT}) )?(?P<half>and a half )?(?:or (?:two|so|three) )?(?P<u>{UNIT}|{UNITS}|Decades|Years|Months|Weeks|Days|Hours|Minutes)(?P<plus> and a half)?(?: or (?:two|so|more))?[ -](?P<dir>ago|earlier|later|before(?= ?(?:[.,;:)]|$|that))|after that|from now|hence|prior|previously|afterwards?|beforehand)\b(?! than)"),
    ("in_time", "0adefhmnostz", rf"(?P<n>{COUNT}) (?P<u>{UNIT}|{UNITS})'s?(?P<dir> time)\b"),
    ("week_of", "tw", rf"(?:[Tt]he )?week of (?:(?:{WEEKDAY},? )?(?P<m>{MONTH}) (?P<d>{DAY}){ORD}?|(?P<d2>{DAY}){ORD}? (?P<m2>{MONTH}))(?!\d){OF_YEAR}?"),
    ("of_unit", "bceflmnopstuv", rf"(?:(?P<early>{EARLY})[ -])?(?P<dir>{DIRECTION}) (?:(?:fiscal|calendar|school|academic|financial) )?(?P<u>{UNIT})(?![a-z-])(?:'s end)?"),
    ("the_unit", "bcelmorstv", rf"(?P<weekend>the weekend)(?![a-z-])|(?P<early>{EARLY}|[Tt]he rest of|[Tt]he remainder of|[Rr]est of) (?P<u>(?:the )?(?:weekend|week|month|year|quarter|decade|century|day))(?![a-z-])"),
    ("year_end", "mtwy", r"(?:[Tt]he )?(?P<u>[Yy]ear|[Mm]onth|[Ww]eek)(?:[- ]|'s )(?P<e>end)\b"),
    ("year_ended", "t", r"[Tt]he (?:(?:fiscal|full|financial|whole|entire) )?(?P<u>year|quarter|month|week)(?= (?:end(?:ed|ing)|to) (?:[A-Z\d]|last|this|on ))"),
    ("the_year", "t", r"[Tt]he (?:(?:fiscal|full|financial|whole|entire) )?(?P<u>year|week|month)(?= ?(?:[.,;:)]|,|and |to date|as a whole|was|is|so far))"),
    ("long", "0acdefhmnoqstwyz", rf"(?:(?P<n>(?![Aa]n?\b){COUNT})[- ])?(?P<u>{UNIT}|{UNITS})-long(?![a-z])"),
    ("aged", "0adefhmnostz", rf"(?P<n>(?![Aa]n?\b){COUNT})-(?P<u>day|week|month|decade|century)-old(?![a-z-])"),
    ("length", "0adefhjlmnorstuz", rf"(?![012]\d[0-5]\d hours)(?P<about>{ABOUT})?(?:[Tt]he )?(?:{COUNT}(?: to | or | ?- ?))?(?P<n>{COUNT})(?:-| )(?:(?:more|consecutive|straight|full|whole|long|additional|further|solid|extra|short|calendar|fiscal|working|business|trading)(?: |-)|(?!other |different |first |last |early |late |such )(?P<adj>[a-z]{{4,}}) (?={UNITS}))?(?P<half>and a half )?(?!(?:day|week|month|decade|century)-old)(?P<u>{UNITS}|{UNIT})(?![a-z]|-long)(?<!-quarters)(?P<plus> and a half)?(?P<old>[- ]olds?\b)?"),
    ("vague_length", "cdfhmnqstwy", rf"(?<=[a-z] )(?:(?P<many>dozens|scores|hundreds|thousands|tens|decades) of )?(?P<u>{UNITS})(?: and \w+s)?(?P<dir> (?:ago|later|earlier|afterwards?))?\b(?! old)"),
    ("holiday", "abcefghjlmnpstuv", rf"(?:(?P<dir>{DIRECTION}) )?(?P<h>(?i:{'|'.join((*sorted(FIXED_DAYS, key=len, reverse=True), *MOVING_DAYS))}))(?: (?P<y>{YEAR}))?(?! (?:Island|tree|dinner|party|card|turkey|shopping|eggs?))\b"),
    ("year", "0bcelmostv", rf"(?:(?P<early>{EARLY})[ -]|(?<![\d,.$£€#/:-])(?:[Tt]he year )?)(?P<y>{YEAR})(?:[-/](?P<y2>{YEAR}|\d\d)(?![\d/-]))?(?P<ad> A\.?D\.?)?(?![\d%°]| (?:GMT|UTC|hours|hrs|[A-Z]{{2,4}}T)\b|[,.:/-]\d|[a-zA-Z])"),
    ("year_words", "enst", r"(?:[Tt]he year )?(?P<c>nineteen|eighteen|seventeen|twenty|two thousand)[ -](?:hundred and )?(?P<rest>(?:and )?(?:ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|oh[ -](?:one|two|three|four|five|six|seven|eight|nine))(?![a-z-])|[Tt]he year (?P<k>two thousand)"),
    ("month", "abcdefjlmnostv", rf"(?:(?P<early>{EARLY})[ -])?(?P<m>(?:January|February|March|April|May|June|July|August|September|October|November|December)|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.)(?![a-z]|'(?!s )|-(?!{MONTH}))"),
    ("nth_day", "t", rf"(?<=[Oo]n )the (?P<d>{DAY}){ORD}\b(?! [a-z]*(?:floor|day|century|anniversary|birthday))"),
    ("clock", "0aejlmnoru", rf"(?:{ABOUT}|(?:early|late)(?:er)? )?(?<![\d.,:$£€-])(?P<clock>(?>{CLOCK}))(?![\d:])(?!,? (?:on )?(?:{FULL_WEEKDAY}|{MONTH} \d|yesterday|today))(?: in the (?P<part>morning|afternoon|evening)| at night)?"),
    ("hour_of", "0", r"(?<![\d.,:])(?P<n>\d{1,2}) (?:o'clock|in the (?P<part>morning|afternoon|evening)|at night)"),
    ("time_of_day", "dlmno", r"(?<=[Aa]t )(?P<p>dawn|dusk|midday|lunchtime|night)\b|[Oo]vernight\b"),
    ("now", "acnprt", r"(?:[Aa]t (?:the moment|present)|[Rr]ight now|[Nn]owadays|[Nn]ow|[Cc]urrently|[Pp]resently|[Cc]urrent|(?:[Tt]he )?present day|[Tt]hese days)(?![a-z-])"),
    ("past", "almrt", r"(?:(?:[Mm]ore |[Mm]ost |[Aa]s )?[Rr]ecently|[Ll]ately|(?<=[Ii]n )the past(?= ?(?:[.,;:)]|$|and|but)))(?![a-z-])"),
    ("future", "dfinst", r"(?:(?<!as )(?<!As )[Ss]oon(?! (?:as|after|became|before|found))|(?:[Tt]he )?(?:near |foreseeable |distant )?[Ff]uture(?= ?(?:[.,;:?!)]|$|and|when|as|with|to|for|of|is|will|would|may))|[Ii]n due course|[Ss]ooner or later)(?![a-z-])"),
)  # fmt: skip
"""Name of each form, the letters it may begin with (0 is any figure), and its regex; earlier forms win at a place."""

_BLANK = re.compile(r"\(\?<[=!](?:\[[^\]]*\]|[^()])*\)|\[[^\]]*\]| \?| ")


def _loose(form: str) -> str:
    """The form with room for line ends that left two or three blanks."""
    return _BLANK.sub(lambda found: {" ": " {1,3}", " ?": " {0,3}"}.get(found[0], found[0]), form)


_OF_MONTHS = tuple(cased for name in MONTHS for cased in (name.capitalize(), name.upper()))
NEEDED = {
    "quarter": ("uarter",), "the_quarter": ("uarter", "eriod"), "year_ago": ("ear-",), "half_year": ("half",),
    "fiscal": ("iscal", "FY"), "century": ("entury",), "long": ("-long",), "aged": ("-old",), "in_time": ("'",),
    "day_month": _OF_MONTHS, "month_day": _OF_MONTHS, "month_words": _OF_MONTHS, "month_year": _OF_MONTHS,
    "rel_month": _OF_MONTHS, "month": _OF_MONTHS, "year_month": _OF_MONTHS, "week_of": _OF_MONTHS,
    "ago": ("ago", "earlier", "later", "before", "after", "from", "hence", "prior", "previous"),
    "decade": ("0s", "0's", "ties"), "every": ("very", "ach", "nce", "wice", "times"), "bc": ("BC", "B.C"),
    "season": ("pring", "ummer", "utumn", "fall", "Fall", "inter"),
}  # fmt: skip
"""Letters of which a form must hold some: where a stretch of text is without them it is not tried."""
_LETTERS = tuple(dict.fromkeys(NEEDED.values()))

PATTERNS = {name: re.compile(_loose(form)) for name, _, form in FORMS}


def _forms_by_beginning() -> dict[str, list[tuple[str, Match]]]:
    found: dict[str, list[tuple[str, Match]]] = {}
    for name, letters, _ in FORMS:
        for sign in {*letters.replace("0", digits), *letters.upper().replace("0", digits)}:
            found.setdefault(sign, []).append((name, PATTERNS[name].match))
    return found


BEGINNING_WITH = _forms_by_beginning()
"""The forms that may begin with a sign, in their order: of nearly fifty only these are tried where it stands."""


def forms_in(stretch: str) -> dict[str, list[tuple[str, Match]]]:
    """The forms that may stand in a stretch of text, by the sign they begin with."""
    there = 0
    for letters in set(map(_letters_in, stretch.split(" "))):
        there |= letters
    return _forms_with(there)


@lru_cache(maxsize=50_000)
def _letters_in(piece: str) -> int:
    """Which of the letters that forms need stand in a word: one bit for each choice of letters."""
    return sum(1 << number for number, letters in enumerate(_LETTERS) if any(some in piece for some in letters))


@lru_cache(maxsize=1024)
def _forms_with(there: int) -> dict[str, list[tuple[str, Match]]]:
    absent = {form for form, letters in NEEDED.items() if not there >> _LETTERS.index(letters) & 1}
    return {sign: [one for one in forms if one[0] not in absent] for sign, forms in BEGINNING_WITH.items()}


_OPENERS = """
    about afternoon afternoons almost annually another approximately around armistice autumn bastille
    beginning biweekly boxing century centuries christmas close coming comparable corresponding current currently daily dawn day
    days decade decades distant dozens dusk each earlier early easter eight eighteen eighties eighty eleven end evening
    every fall few fifteen fifties fifty final fiscal five following foreseeable forties fortnight forty four
    fourteen fourty future fy good h half halloween hour hundreds intervening juneteenth labor last late later latest
    latter less lunchtime many memorial mid midday middle midnight minute month months morning near nearly
    next night nights nine nineteen nineties ninety noon now nowadays once one only opening overnight
    past preceding present presently previous q quarter recent rest right roughly same scores seven seventeen
    seventies seventy several six sixteen sixties sixty some soon sooner spring start subsequent summer ten tens
    thanksgiving thirteen thirties thirty thousands three today tomorrow tonight twelve
    twenties twenty twice two under upcoming valentine very veterans week weekend winter year yearly yesterday zero
    january february march april june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun
"""
"""The words a form may begin with; all others need not be tried (a test compares with trying everywhere)."""

_BEHIND_ARTICLES = """
    academic additional business calendar consecutive couple dozen entire extra financial full further long more most
    remainder school short solid straight thousand trading whole working
"""
"""What may stand between an article and a time, besides the words that begin one."""

_ONLY_BEFORE = {
    "as": "many|long|recently", "at": "the|present|least", "in": "due", "just": "over|under", "may": "day",
    "more": "than|recently", "most": "recently", "new": "year", "no": "more", "or": "two|so|three", "up": "to",
}  # fmt: skip
"""Words that mostly begin something else: they are tried only before these."""


def _beginnings() -> re.Pattern[str]:
    units = set(UNIT[3:-1].split("|")) - {"second", "night"}
    openers = {*_OPENERS.split(), *ORDINALS} - units
    after_articles = {*openers, *units, *SCALES, *_BEHIND_ARTICLES.split()} - {"h", "q"}
    behind = alternatives(cased for word in after_articles for cased in (word, word.capitalize()))
    # What so often begins something else is looked at more closely: articles, units, "in", "as", "at", figures.
    closely = {
        **dict.fromkeys(
            units, r"(?=[ -]{1,3}(?:ago|earl|later|before|after|from|hence|prior|prev|or |end|long)|'s |s|ly)"
        ),
        **{word: rf"(?= {{1,3}}(?i:{following})\b)" for word, following in _ONLY_BEFORE.items()},
    }
    words = {
        **{cased: r"(?:s|ly)?(?![a-z])" for word in openers for cased in _cased(word)},
        **{cased: following for word, following in closely.items() for cased in _cased(word)},
        "May": r"\b", "over": r"(?<=[Ff]or over)\b",
    }  # fmt: skip
    # Each way but the words begins with certain signs, so that most of them are passed over by a glance.
    parts = (
        rf"[AaTt](?:(?<=[Aa])n?|(?<=[Tt])h(?:e|at|is|ese|ose)|(?<=T)HE)(?=[ -]{{1,3}}(?:[\d']|{behind}))",
        r"\d(?<![$£€]\d)(?![\d,.]{0,9} ?(?:%|(?:million|billion)(?! years)|percent|cents|shares))",
        r"(?='\d)",
    )
    return re.compile(rf"[^A-Za-z0-9](?:{'|'.join(parts)}|{_any_of(words)})")


def _any_of(words: dict[str, str]) -> str:
    """A regex for any of some words, each with the regex of what must follow it; shared beginnings looked at once."""
    by_first: dict[str, dict[str, str]] = {}
    for word, following in words.items():
        by_first.setdefault(word[:1], {})[word[1:]] = following
    ways = (re.escape(first) + _any_of(rest) if first else rest[""] for first, rest in by_first.items())
    return f"(?:{'|'.join(ways)})"


def _cased(word: str) -> tuple[str, str, str]:
    return word, word.capitalize(), word.upper()


BEGINNINGS = _beginnings()
"""Where a form may begin, with the sign before it (found soonest so)."""
LONGEST_BEGINNING = 48
"""More characters than a beginning has together with what must follow it."""
