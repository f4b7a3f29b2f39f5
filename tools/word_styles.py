"""How the shipped Word templates look: styles, numbering, fonts and settings, each changed in Word as any other."""

from typing import NamedTuple

from tools.word_xml import NAMESPACES, twips

LATIN, JAPANESE = "Arial", "Yu Gothic"
"""Arial is on every machine with an office (or its metric twin is), and has Cyrillic and the rouble sign."""

INK, QUIET, BAND, ACCENT, ALARM = "1D2329", "55606B", "EEF2F5", "0B5A8A", "8A3B00"
_FONTS = f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:cs="{LATIN}" w:eastAsia="{JAPANESE}"/>'


class Style(NamedTuple):
    """A style of paragraphs: size in points, space before and after in points, and whatever else it has."""

    name: str
    based: str = "Normal"
    size: float = 0
    before: float = 0
    after: float = 0
    bold: bool = False
    colour: str = ""
    paragraph: str = ""
    next: str = ""


_STAY = "<w:keepNext/><w:keepLines/>"
_RIGHT = '<w:jc w:val="right"/>'
_BULLET = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_BOXED = (
    f'<w:keepLines/><w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{ALARM}"/></w:pBdr>'
    '<w:shd w:val="clear" w:color="auto" w:fill="FFF4E5"/>'
)

STYLES = {
    "Title": Style("Title", size=20, before=10, after=4, bold=True, colour=ACCENT, paragraph=_STAY, next="Normal"),
    "Subtitle": Style("Subtitle", size=13, after=8, colour=QUIET, paragraph="<w:keepLines/>", next="Normal"),
    "Heading1": Style(
        "heading 1",
        size=14,
        before=16,
        after=6,
        bold=True,
        colour=ACCENT,
        paragraph=f'{_STAY}<w:outlineLvl w:val="0"/>',
        next="Normal",
    ),
    "Heading2": Style(
        "heading 2",
        size=11.5,
        before=10,
        after=4,
        bold=True,
        paragraph=f'{_STAY}<w:outlineLvl w:val="1"/>',
        next="Normal",
    ),
    "Heading3": Style(
        "heading 3", size=10, before=8, after=3, bold=True, paragraph=f'{_STAY}<w:outlineLvl w:val="2"/>', next="Normal"
    ),
    "ListBullet": Style("List Bullet", after=3, paragraph=_BULLET),
    "ListCompact": Style("List Compact", "ListBullet", size=9, after=1),
    "Note": Style("Note", size=8, after=1, colour=QUIET),
    "ListDeep": Style("List Deep", "ListCompact", paragraph=f'<w:ind w:left="{twips(12)}" w:hanging="{twips(4)}"/>'),
    "Warning": Style("Warning", before=4, after=4, colour=ALARM, paragraph=_BOXED),
    "Letterhead": Style("Letterhead", size=8.5, after=1, colour=QUIET),
    "Addressee": Style("Addressee", after=1),
    "Total": Style("Total", size=12, before=6, after=6, bold=True, paragraph="<w:keepLines/>"),
    "Picture": Style("Picture", before=6, after=2, paragraph="<w:keepNext/>"),
    "Caption": Style("caption", size=8.5, after=8, colour=QUIET),
    "TableText": Style("Table Text", size=8),
    "TableNote": Style("Table Note", "TableText", size=7, colour=QUIET),
    "TableFigure": Style("Table Figure", "TableText", paragraph=_RIGHT),
    "TableHead": Style("Table Head", "TableText", size=7.5, bold=True, paragraph="<w:keepNext/>"),
    "TableHeadFigure": Style("Table Head Figure", "TableHead", paragraph=_RIGHT),
    "TableTotal": Style("Table Total", "TableText", bold=True),
    "TableTotalFigure": Style("Table Total Figure", "TableTotal", paragraph=_RIGHT),
    "AfterTable": Style("After Table", size=4, after=4),
    "Header": Style("header", size=8, colour=QUIET),
    "Footer": Style(
        "footer", size=8, colour=QUIET, paragraph=f'<w:tabs><w:tab w:val="right" w:pos="{twips(166)}"/></w:tabs>'
    ),
}


def styles() -> str:
    """styles.xml."""
    each = "".join(_style(name, style) for name, style in STYLES.items())
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:color w:val="{INK}"/><w:sz w:val="20"/><w:szCs w:val="20"/>'
        '<w:lang w:val="en-GB" w:eastAsia="ja-JP" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/></w:pPr></w:style>'
    return f"<w:styles {NAMESPACES}>{defaults}{normal}{_CHARACTERS}{each}{_TABLES}</w:styles>"


def _style(name: str, style: Style) -> str:
    spacing = f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"/>'
    bold = "<w:b/><w:bCs/>" if style.bold else ""
    colour = f'<w:color w:val="{style.colour}"/>' if style.colour else ""
    size = f'<w:sz w:val="{round(style.size * 2)}"/><w:szCs w:val="{round(style.size * 2)}"/>' if style.size else ""
    follows = f'<w:next w:val="{style.next}"/>' if style.next else ""
    paragraph = _ordered(style.paragraph, spacing)
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{style.name}"/><w:basedOn w:val="{style.based}"/>'
        f"{follows}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{bold}{colour}{size}</w:rPr></w:style>"
    )


def _ordered(properties: str, spacing: str) -> str:
    """Spacing in its place: Word is strict about the order of properties."""
    for later in ("<w:ind", "<w:jc", "<w:outlineLvl"):
        at = properties.find(later)
        if at >= 0:
            return properties[:at] + spacing + properties[at:]
    return properties + spacing


_CHARACTERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>'
)


def _lines(*sides: str) -> str:
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C3CCD4"/>' for side in sides)


_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 40), ("left", 70), ("bottom", 40), ("right", 70))
)
_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    f"<w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:styleId="ProposalTable"><w:name w:val="Proposal Table"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
    f"<w:tblPr><w:tblBorders>{_lines('top', 'bottom', 'insideH')}</w:tblBorders></w:tblPr>"
    f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{BAND}"/></w:tcPr></w:tblStylePr></w:style>'
    '<w:style w:type="table" w:styleId="LetterheadTable"><w:name w:val="Letterhead Table"/><w:basedOn w:val="TableNormal"/></w:style>'
)


def numbering() -> str:
    """numbering.xml: one kind of list."""
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#8226;"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{twips(6)}" w:hanging="{twips(4)}"/></w:pPr></w:lvl>'
    )
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>{level}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def fonts() -> str:
    """fontTable.xml: what stands in where a font is missing."""
    return (
        f'<w:fonts {NAMESPACES}><w:font w:name="{LATIN}"><w:altName w:val="Liberation Sans"/><w:family w:val="swiss"/></w:font>'
        f'<w:font w:name="{JAPANESE}"><w:altName w:val="Noto Sans CJK JP"/><w:family w:val="swiss"/></w:font></w:fonts>'
    )


def settings() -> str:
    """settings.xml: as Word 2013 and later lays it out."""
    modern = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:compat>{modern}</w:compat></w:settings>'
