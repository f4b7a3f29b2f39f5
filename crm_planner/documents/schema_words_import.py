"""What editors say about the keys of a mapping for `catalog import`."""

from collections.abc import Mapping

IMPORT_WORDS: Mapping[str, Mapping[str, str]] = {
    "PriceList": {
        "schema": "Which kind of file this is.",
        "catalog": "What the catalog says before its editions; the keys are those of a catalog.",
        "source": "The price list as a source of the catalog.",
        "sheet": "The sheet of the workbook; without it the first.",
        "csv": "How a CSV file is written.",
        "header": "The row with the headings.",
        "columns": "The heading over the column of each thing, as the list prints it.",
        "prices": "Columns of prices, where there are several, in place of columns.price.",
        "fill_down": "Columns in which an empty cell means the same as above.",
        "rows": "Which rows below the headings hold prices.",
        "editions": "What the list calls each edition, and what the catalog says of it.",
        "items": "What the list calls each item, what the catalog says of it, and how its price is read.",
        "words": "Printed words: {free: included}. They stand for a state, a category or a charge.",
        "empty": "What an empty price means; without it an empty price is an error.",
    },
    "Head": {
        "id": "The catalog's id: its candidates are called ID/EDITION.",
        "vendor": "Who sells it; plain, or by language.",
        "product": "What is sold; plain, or by language.",
        "currency": "The currency of every price of the list, by ISO 4217.",
        "rounding": "How computed amounts are rounded; printed figures never are.",
        "prices_as_of": "The day the prices held; null if the list does not say.",
        "tax": "Whether the prices contain tax.",
    },
    "Csv": {
        "encoding": "The encoding of the text: cp1251 as Excel saves CSV in Russia.",
        "delimiter": "What stands between two fields.",
        "decimal": "What stands before the fraction of a number.",
        "group": "What stands between groups of digits; a space of any kind, or nothing.",
    },
    "Columns": {
        "edition": "Which edition a price is of.",
        "item": "What is sold.",
        "category": "What it is in the comparison, in our words or those under words.",
        "charge": "How often it is due, in our words or those under words.",
        "quantity": "How many a price is for, or the tier it is of.",
        "price": "The price.",
        "note": "A remark, copied as a note.",
    },
    "PriceColumn": {
        "column": "Its heading, as the list prints it.",
        "edition": "The edition its prices are of, as editions calls it in printed.",
        "item": "The item its prices are of, as items calls it in printed.",
        "quantity": "How many its prices are for.",
    },
    "Condition": {
        "column": "The heading over the column that is looked at.",
        "is": "The cell is exactly this.",
        "begins": "The cell begins so.",
        "empty": "The cell is empty (true), or is not (false).",
    },
    "Rows": {
        "skip": "Rows for which any of these is true are left out.",
        "only": "Only rows for which all of these are true are read.",
        "stop": "The first row for which any of these is true, and all below it, are not read.",
        "last": "The last row that is read.",
    },
    "PrintedEdition": {
        "printed": "What the list calls it; needed where there are several.",
        "licence_metric": "Who needs a licence: every named user, those inside at once, each server, or the firm.",
    },
    "PrintedItem": {
        "printed": "What the list calls it; needed where there are several.",
        "category": "What it is in the comparison; without it the column of categories says it.",
        "quantity": "What is counted: licences, users, trainees, servers, or a key of the brief's quantities.",
        "charge": "How often the price is due; without it the column says it, or once.",
        "price": "How its prices are read: flat (one, whatever the quantity), per_unit (each), totals (printed for "
        "quantities), package (each started package of the printed size), packs, or the tiers volume and graduated.",
        "at": "How many the price is for, where no column says it.",
        "steps": "How tiers are printed: up_to (the last quantity of each), from (the first), range (11-50).",
        "combine": "Of packs: the cheapest set that covers the quantity, that hits it exactly, or the cheapest single.",
        "optional": "Left out unless the client chooses it.",
    },
}
"""By the name of the model and the key."""
