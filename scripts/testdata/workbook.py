"""The raw exports of JobbFokus as one workbook: what an analyst gets who asks for Excel. The same bytes every time.
usage: workbook.py FILE.xlsx INTAKE.csv..."""
import csv
import datetime
import io
import re
import sys
import zipfile
from xml.sax.saxutils import escape

HEADINGS = ['Nr', 'Intag', 'Personnr', 'Förnamn', 'Efternamn', 'Mobil', 'Kön', 'Kommun', 'Remitterad av',
            'Utbildning', 'Tid i försörjning (mån)', 'Sysselsättning före', 'Försörjning före', 'Startdatum',
            'Resultat under 1', 'Resultat under 2', 'Slutdatum', 'Avslutsorsak', 'Sysselsättning vid avslut',
            'Omfattning vid avslut (%)',
            'Försörjning vid avslut 1', 'Försörjning vid avslut 2', 'Handläggare', 'Anteckningar']
GROUPS = [(2, 6, 'Person'), (10, 12, 'Före'), (14, 15, 'Under'), (16, 21, 'Vid avslut')]  # over these columns
NUMBERS, DATES = {'Nr', 'Tid i försörjning (mån)'}, {'Startdatum', 'Slutdatum'}
PERCENT = {'Omfattning vid avslut (%)'}
PLAIN, DATE, TIMED, SHARE, PERSON = range(5)  # cell formats, in the order of the styles below
CODES = ['yyyy\\-mm\\-dd;@', 'yyyy\\-mm\\-dd\\ hh:mm', '0%', '000000\\-0000']
SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'


def slug(heading):
    return re.sub('[^a-z0-9åäö]+', ' ', heading.lower()).strip()


def read(path):
    """The rows of an export by heading, whatever order, spelling and line ends it has."""
    with open(path, encoding='windows-1252', newline='') as f:
        lines = list(csv.reader(io.StringIO(f.read()), delimiter=';'))
    names = [next(h for h in HEADINGS if slug(h) == slug(n)) for n in lines[2]]
    return [dict(zip(names, line)) for line in lines[3:]]


def day(text):
    form = '%y%m%d' if re.fullmatch('[0-9]{6}', text) else next(
        f for mark, f in ((':', '%Y-%m-%d %H:%M:%S'), ('-', '%Y-%m-%d'), ('/', '%d/%m/%Y'), ('.', '%d.%m.%y'),
                          ('', '%Y%m%d'))
        if mark in text)
    return datetime.datetime.strptime(text, form)


def letters(column):
    return letters(column // 26 - 1) + chr(65 + column % 26) if column > 25 else chr(65 + column)


class Strings(dict):
    """Texts, each once."""

    def cell(self, ref, text):
        return f'<c r="{ref}" t="s"><v>{self.setdefault(text, len(self))}</v></c>'

    def part(self):
        items = ''.join(f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in self)
        return f'<sst xmlns="{SHEET}" count="{len(self)}" uniqueCount="{len(self)}">{items}</sst>'


def cell(strings, ref, heading, text):
    text = text.strip('\u00a0 ') if heading in NUMBERS | DATES | PERCENT | {'Personnr'} else text
    if not text:
        return f'<c r="{ref}" s="{PLAIN}"/>'
    if heading in DATES:
        # Every seventh start has a time: the day that matters is the same.
        days = (day(text) - datetime.datetime(1899, 12, 30)).days
        timed = heading == 'Startdatum' and int(ref[len(ref.rstrip('0123456789')):]) % 7 == 0
        return f'<c r="{ref}" s="{TIMED if timed else DATE}"><v>{days}{".375" if timed else ""}</v></c>'
    if heading in PERCENT:
        return f'<c r="{ref}" s="{SHARE}"><v>{float(text.replace(",", ".")) / 100:.15g}</v></c>'
    digits = text.replace('-', '')
    if heading == 'Personnr' and digits.isdigit():
        return f'<c r="{ref}" s="{PERSON if len(digits) == 10 else PLAIN}"><v>{int(digits)}</v></c>'
    if heading in NUMBERS:
        return f'<c r="{ref}"><v>{text}</v></c>'
    return strings.cell(ref, text)


def participants(strings, rows):
    out = [f'<row r="1">{strings.cell("A1", "JobbFokus 2.0/SPIRA – deltagarlista")}</row>',
           f'<row r="2">{strings.cell("A2", "Utskriven 2020-01-15. Påhittade uppgifter (synthetic data).")}</row>',
           '<row r="4">' + ''.join(strings.cell(f'{letters(a)}4', t) for a, _, t in GROUPS) + '</row>',
           '<row r="5">' + ''.join(strings.cell(f'{letters(i)}5', h) for i, h in enumerate(HEADINGS)) + '</row>']
    for number, values in enumerate(rows, 6):
        cells = ''.join(cell(strings, f'{letters(i)}{number}', h, values.get(h, '')) for i, h in enumerate(HEADINGS))
        out.append(f'<row r="{number}">{cells}</row>')
    last = len(rows) + 6
    total = strings.cell(f'A{last}', f'Totalt {len(rows)} deltaganden')
    out.append(f'<row r="{last}">{total}</row>')
    merges = ''.join(f'<mergeCell ref="{letters(a)}4:{letters(b)}4"/>' for a, b, _ in GROUPS)
    merges = f'<mergeCell ref="A1:X1"/><mergeCell ref="A2:X2"/>{merges}'
    return (f'<worksheet xmlns="{SHEET}"><dimension ref="A1:X{last}"/><sheetData>{"".join(out)}</sheetData>'
            f'<mergeCells count="{len(GROUPS) + 2}">{merges}</mergeCells></worksheet>')


def choices(strings, rows):
    """The hidden sheet that lists what may be chosen."""
    words = sorted({r.get('Sysselsättning vid avslut', '') for r in rows} - {''})
    lines = ''.join(f'<row r="{i}">{strings.cell(f"A{i}", w)}</row>'
                    for i, w in enumerate(['Sysselsättning', *words], 1))
    return f'<worksheet xmlns="{SHEET}"><sheetData>{lines}</sheetData></worksheet>'


def relationships(entries):
    lines = ''.join(f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                    for i, (kind, target) in enumerate(entries, 1))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def main():
    rows = [r for path in sys.argv[2:] for r in read(path)]
    strings = Strings()
    sheets = [participants(strings, rows), choices(strings, rows)]
    formats = ''.join(f'<numFmt numFmtId="{164 + i}" formatCode="{escape(c)}"/>' for i, c in enumerate(CODES))
    cells = '<xf numFmtId="0"/>' + ''.join(f'<xf numFmtId="{164 + i}" applyNumberFormat="1"/>'
                                           for i in range(len(CODES)))
    kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
    parts = {
        '[Content_Types].xml': f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="{kind}.'
        f'worksheet+xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/><Override '
             f'PartName='
        f'"/xl/styles.xml" ContentType="{kind}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType='
        f'"{kind}.sharedStrings+xml"/></Types>',
        '_rels/.rels': relationships([('officeDocument', 'xl/workbook.xml')]),
        'xl/workbook.xml': f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Deltaganden" '
             f'sheetId="1" '
        'r:id="rId1"/><sheet name="Val" sheetId="2" state="hidden" r:id="rId2"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels': relationships([('worksheet', 'worksheets/sheet1.xml'),
                                                     ('worksheet', 'worksheets/sheet2.xml'), ('styles', 'styles.xml'),
                                                     ('sharedStrings', 'sharedStrings.xml')]),
        'xl/styles.xml': f'<styleSheet xmlns="{SHEET}"><numFmts count="{len(CODES)}">{formats}</numFmts><fonts '
             f'count="1">'
        '<font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs '
             'count="1"><xf/>'
        f'</cellStyleXfs><cellXfs count="{len(CODES) + 1}">{cells}</cellXfs></styleSheet>',
        'xl/sharedStrings.xml': strings.part(),
        'xl/worksheets/sheet1.xml': sheets[0],
        'xl/worksheets/sheet2.xml': sheets[1],
    }
    with zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_STORED) as z:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (2020, 1, 15, 12, 0, 0))
            info.create_system = 3
            z.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)


main()
