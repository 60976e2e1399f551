"""Random books: written by openpyxl, and again by LibreOffice as .xlsx and as .ods; all three are read alike. Books
that tabulate writes: what LibreOffice makes of them, as CSV, and of their charts, as PDF.
usage: libreoffice.py ROUNDS"""
import csv
import io
import random
import subprocess
import sys

import openpyxl

NUMBERS = ['General', '0', '0.00', '#,##0', '#,##0.00', '0%', '0.00%', '0.00E+00', '000000\\-0000', '00000', '@',
           '# ?/?',
           '0;[Red]-0', '0.0%;[Red]-0.0%', '[<1]0%;0', '#,##0.00\\ "kr"', '"A"000', '000\\ 00',
           '_-* #,##0.00\\ "kr"_-;\\-* #,##0.00\\ "kr"_-']
TIMES = ['yyyy-mm-dd', 'dd/mm/yyyy', 'd mmm yyyy', 'yyyy-mm-dd hh:mm:ss', 'hh:mm', 'h:mm AM/PM', 'mm:ss', '[h]:mm:ss',
         '[$-41D]d\\ mmmm\\ yyyy;@']
TEXTS = ['Bron', 'a  b', ' led', 'å"ö"', 'x\ny', 'tab\tb', '1234', '007', '50%', '2019-01-07', 'TRUE', '–', '😀',
         'a;b,c']
COLUMNS, ROWS = 12, 60


def fill(cell):
    kind = random.random()
    if kind < 0.15:
        return
    if kind < 0.35:
        cell.value = random.choice(TEXTS)
    elif kind < 0.4:
        cell.value = random.choice([True, False])
    elif kind < 0.6:
        cell.value = 61 + random.choice([random.randrange(60000),
                                         random.randrange(60000) + random.randrange(1440) / 1440])
        cell.number_format = random.choice(TIMES)
    else:
        cell.value = random.choice([random.randint(0, 99999), round(random.random(), 6), round(random.random() * 1e5,
                                                                                               4),
                                    -random.randint(1, 9) / 8, 0.07, 0.285, 0.1 + 0.2, 103149837, 1e15, 1.5e-5])
        cell.number_format = random.choice(NUMBERS)


def rows_of(path):
    done = subprocess.run(['tabulate', '--to', 'csv', path], capture_output=True, text=True)
    if done.returncode:
        print(path, done.stderr)
    return list(csv.reader(io.StringIO(done.stdout, newline='')))


WRITTEN = '''insats,start,antal,andel,skyddad
=1+1,2019-01-02,1234,12.5,
@x,1899-12-31,,,primar
"V\u00e4gen & ""q""",1900-03-01,7,0.5,
+46,2400-12-31,1234567,100.0,
-1,,0,0.0,
'''
SHOWN = '''insats,start,antal,andel,skyddad
=1+1,2019-01-02,"1,234",12.5,
@x,1899-12-31,..,..,primar
"V\u00e4gen & ""q""",1900-03-01,7,0.5,
+46,2400-12-31,"1,234,567",100.0,
-1,,0,0.0,
,,,,
.. \u00e4r en skyddad uppgift.,,,,
'''


def convert(form, path):
    subprocess.run(['soffice', '--headless', '--convert-to', form, '--outdir', 'by', path], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def written():
    """What is shown of it: numbers and days as such, texts as they are, nothing computed; a page with its chart, and
    one more where it does not fit below the table."""
    with open('w.csv', 'w', encoding='utf-8') as file:
        file.write(WRITTEN)
    subprocess.run(['tabulate', '--to', 'xlsx', '-o', 'w.xlsx', 'w.csv'], check=True)
    with open('many.csv', 'w', encoding='utf-8') as file:
        file.write('insats,antal\n' + ''.join(f'Insats {i},{i}\n' for i in range(40)))
    for book, table in ('c', 'w.csv'), ('d', 'many.csv'):
        subprocess.run(['tabulate', '--to', 'xlsx', '--rows', 'insats', '--chart', 'bars', '-o', f'{book}.xlsx', table],
                       check=True)
        convert('pdf', f'{book}.xlsx')
    convert('csv:Text - txt - csv (StarCalc):44,34,76,1,,1033', 'w.xlsx')
    with open('by/w.csv', encoding='utf-8') as file:
        got = file.read()
    pages = []
    for book in 'cd':
        with open(f'by/{book}.pdf', 'rb') as file:
            pages.append(file.read().count(b'/Type/Page/'))
    return ([] if got == SHOWN else [f'{got!r} instead of {SHOWN!r}']) + ([] if pages == [1, 2] else [f'{pages} pages'])


def differences(seed):
    random.seed(seed)
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f'k{i}' for i in range(COLUMNS)])
    for row in range(2, ROWS + 2):
        for column in range(1, COLUMNS + 1):
            fill(sheet.cell(row, column))
        sheet.cell(row, 1).value = row
        sheet.cell(row, 1).number_format = 'General'
    book.save('a.xlsx')
    for form in ('xlsx', 'ods'):
        convert(form, 'a.xlsx')
    readings = [rows_of(path) for path in ('a.xlsx', 'by/a.xlsx', 'by/a.ods')]
    wrong = [f'{len(r)} rows' for r in readings if len(r) != ROWS + 1]
    for number, lines in enumerate(zip(*readings), 1):
        for column, values in enumerate(zip(*lines), 1):
            if len(set(values)) > 1:
                cell = sheet.cell(number, column)
                wrong.append(f'{cell.coordinate} {cell.value!r} in {cell.number_format}: {values}')
    return wrong


def main():
    failed, rounds = 0, int(sys.argv[1])
    for seed in range(rounds):
        wrong = differences(seed)
        failed += bool(wrong)
        print(*(f'--- libreoffice {seed}: {w}' for w in wrong), sep='\n', end='\n' if wrong else '')
    wrong = written()
    failed += bool(wrong)
    print(*(f'--- libreoffice written: {w}' for w in wrong), sep='\n', end='\n' if wrong else '')
    print(f'libreoffice: {rounds + 1 - failed} passed, {failed} failed')
    sys.exit(1 if failed else 0)


main()
