"""How large an input may be: every limit the product sets on files, texts, amounts and counts, each with its reason."""

from decimal import Decimal

YAML_BYTES = 2 * 1024 * 1024
"""Largest YAML file: asked of the file system before a byte is read; 10 MB would cost seconds and hundreds of MiB."""

DEPTH = 20
"""Mappings and lists inside each other; a real price list needs 8. libyaml's time grows with its square."""

NODES = 20_000
"""Mappings, lists, keys and values of one file; a catalog of 165 lines has about 450."""

SCALAR_CHARACTERS = 10_000
"""Longest single value; notes have their own, smaller limit."""

LINTER_COMMENTS = 500
"""Comments of one file that the linter hears, from its beginning: each may be a finding, and a page of SARIF."""

KEY_CHARACTERS = 100
"""Longest key of a mapping."""

LINE_CHARACTERS = 200
"""Longest name, title or other text of one line: it must fit a row of a table."""

NOTE_CHARACTERS = 4_000
"""Longest note, which may have several lines."""

URL_CHARACTERS = 2_000
"""Longest address; browsers and spreadsheets stop soon after."""

ID_CHARACTERS = 64
"""Longest id: ids become file names and parts of the names of cells."""

NUMBER_CHARACTERS = 40
"""Longest written number; far more digits than any amount has, few enough to convert at once."""

AMOUNT = Decimal(10) ** 12
"""Amounts stay below this, so that minor units stay exact in every target."""

AMOUNT_DIGITS = 4
"""Digits after the point of an amount before its currency is known (CLF and UYW have four)."""

UNIT_AMOUNT_DIGITS = 6
"""Digits after the point of a price per unit."""

RATE_DIGITS = 8
"""Digits after the point of a rate of exchange."""

NUMBER_DIGITS = 6
"""Digits after the point of percents, hours, quantities and shares."""

PERCENT = Decimal(1000)
"""Largest percent of anything but a discount; over 100 is warned about."""

DISCOUNT_PERCENT = Decimal(100)
"""A discount takes off at most the whole price."""

QUANTITY = Decimal(10) ** 9
"""Largest quantity, such as contacts or rows to migrate."""

HOURS = Decimal(10) ** 6
"""Most hours of work in one entry: five hundred years of one person."""

LAG_DAYS = 1000
"""Longest lag between two tasks in working days: four years."""

COUNT = 1_000_000
"""Most users, seats or other counted things."""

SWEPT_USERS = 100_000
"""Widest range of users looked at for where the answer turns: a second's work; a million take a minute and 2 GB."""

COUNT_WARNED = 10_000
"""Counts over this are warned about: seldom meant."""

YEARS = 30
"""Longest horizon and term in years."""

WEIGHT = Decimal(1000)
"""Largest weight of a criterion."""

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""Dates outside these years are slips of the pen."""

TIERS = 100
"""Most tiers of one price."""

DISCOUNTS = 50
"""Most discounts of one catalog, and of one brief: two that meet on a line are one formula inside the other."""

PERCENTAGES = 10
"""How often a percentage may be of a percentage; price lists have two or three."""

EDITIONS = 1_000
"""Most editions of one catalog."""

LANGUAGES = 40
"""Most languages of one text."""

PACK_SIZES = 30
"""Most pack sizes of one item; the search for the cheapest set grows with them."""

PLAN_BYTES = 16 * 1024 * 1024
"""Largest plan to compare with, as JSON: the 2,000 tasks of the largest plan take about 5 MB."""

LIST_BYTES = 5 * 1024 * 1024
"""Largest price list to import, a workbook or CSV."""

ZIP_ENTRIES = 200
"""Most files inside a workbook; Excel writes a dozen, and a few for each sheet."""

UNPACKED_BYTES = 50 * 1024 * 1024
"""What the files of a workbook may hold together, unpacked."""

UNPACKED_RATIO = 100
"""How much larger than packed a file of a workbook may be; real sheets stay under 30."""

XML_ELEMENTS = 400_000
"""Most elements in the parts of a workbook that are read, about a second's work: 10,000 rows of 18 numbers."""

XML_TOKEN_BYTES = 1024 * 1024
"""Longest tag or comment in a workbook: the parser looks at an unfinished one again and again."""

BOOK_BYTES = 5 * 1024 * 1024
"""Largest workbook to read back; of three candidates it has about 200 KB, and twice that once LibreOffice saved it."""

BOOK_ELEMENTS = 1_000_000
"""Most elements of a workbook that is read back: it has about 100,000 for three candidates."""

TABLE_ROWS = 10_000
"""Last row of a sheet that may be filled."""

TABLE_COLUMNS = 100
"""Last column of a sheet that may be filled."""

CONDITIONS = 100
"""Most conditions on the rows of a price list, each looked at for every row."""

COMPARED_NAMES = 20_000
"""Pairs of ids compared for likeness in one price book: a second's work; a real book needs a few hundred."""

PLAN_TASKS = 2_000
"""Most tasks of one plan; a large implementation has a hundred."""

TEMPLATE_BYTES = 1024 * 1024
"""Largest template, pictures in it included; the shipped one of a proposal has 10 KB."""

TEMPLATE_SET_BYTES = 8 * 1024 * 1024
"""What the files of a set of templates may hold together."""

TEMPLATE_FILES = 100
"""Most files in a folder of templates."""

TEMPLATE_CPU_SECONDS = 5
"""Time of a processor a template of a user's may take; a long proposal takes half a second."""

TEMPLATE_SECONDS = 10
"""Time on the clock a template of a user's may take."""

TEMPLATE_MEMORY = 400 * 1024 * 1024
"""Memory a template of a user's may take, the libraries that fill it in included."""

DOCUMENT_BYTES = 10 * 1024 * 1024
"""Largest document a template of a user's may make."""

LOGO_BYTES = 512 * 1024
"""Largest picture of a logo: it stands in every proposal."""
