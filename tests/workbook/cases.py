"""The cases of tests/workbook: each makes its files in a folder of its own, runs commands there and says what is wrong.
usage: cases.py TOP [NAME]..."""
import csv
import datetime
import io
import os
import random
import re
import shlex
import shutil
import struct
import subprocess
import sys
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import openpyxl

from books import CALC, OFFICE, PACKAGE, SHEET, STRICT, STRICT_OFFICE  # noqa: F401
from books import archive, number, ods, ods_cell, ods_row, ods_text, relations, row, text, xlsx, xlsx_parts

TOP = sys.argv[1]
CASES = []
WRITTEN = {'rekvirerat.csv', 'avvisat.csv', 'form.csv', 'ut.csv', 'q.csv', 'r.csv', 'rapport.csv'}


def case(function):
    CASES.append(function)
    return function


class Wrong(Exception):
    pass


def run(command, stdin=b''):
    shell = subprocess.run(command, shell=True, input=stdin, capture_output=True, timeout=300)
    return shell.returncode, shell.stdout.decode(errors='surrogateescape'), shell.stderr.decode()


def expect(command, out='', err='', status=None, stdin=b''):
    status = (2 if err and not out else 0) if status is None else status
    got = run(command, stdin)
    want = (status, out, err)
    if got != want:
        raise Wrong(f'$ {command}\nexpected {want!r}\ngot      {got!r}')


def cells(path, wanted, err='', command='tabulate --to csv'):
    """The file as CSV is these lines."""
    expect(f'{command} {path}', '\n'.join(wanted) + '\n', err)


def one(value, wanted, **more):
    """A book of one column under the heading x."""
    xlsx('a.xlsx', row(text('x')) + row(value), **more)
    cells('a.xlsx', ['x', wanted])


# ---- numbers ----

@case
def numbers_as_stored():
    values = ['0', '7', '-7', '123456789012345', '1.5', '0.1', '0.10000000000000001', '1E3', '1.0E-7', '45000.0',
              '1234567890123456789', '1E+20', '-2.5E-3', '100000000000000000', ' 5 ']
    wanted = ['0', '7', '-7', '123456789012345', '1.5', '0.1', '0.1', '1000', '0.0000001', '45000',
              '1234567890123460000', '100000000000000000000', '-0.0025', '100000000000000000', '5']
    xlsx('a.xlsx', row(text('x')) + ''.join(row(number(v)) for v in values))
    cells('a.xlsx', ['x', *wanted], err=cut('a.xlsx', 3, 12))


def cut(path, count, first, program='tabulate'):
    """What is said of numbers that may have been ids."""
    return (f'{program}: note: {path}: {count} number{"s" * (count > 1)} of 16 digits or more, of which a workbook '
            f'keeps 15, the first in row {first} (two ids may have become one: they are typed as text)\n')


@case
def ids_of_sixteen_digits():
    """Two that differ in the last digit are one as numbers; as texts they are two."""
    values = ['7340012345678901', '7340012345678902', '7.34001234567890E+15', '734001234567890']
    wanted = ['7340012345678900'] * 3 + ['734001234567890']
    head = row(text('id'), text('insats'), text('start'))
    rest = text('Bron') + text('2019-01-07')
    xlsx('a.xlsx', head + row() + ''.join(row(number(v) + rest) for v in values))
    cells('a.xlsx', ['id,insats,start', *(f'{v},Bron,2019-01-07' for v in wanted)], err=cut('a.xlsx', 3, 3))
    expect('sus-import --duplicates keep --quiet dubbel_deltagande a.xlsx', 'insats,id,start\n' +
           ''.join(f'Bron,{v},2019-01-07\n' for v in wanted), cut('a.xlsx', 3, 3, 'sus-import'))
    expect('tabulate --to csv --strict id_avkortat a.xlsx', status=2,
           err=cut('a.xlsx', 3, 3).replace('note: ', ''))
    with open('m.json', 'w') as m:
        m.write('{"columns": {"id": null, "insats": "insats", "start": "start"}}')
    expect('sus-import --map ./m.json a.xlsx', 'insats,start\n' + 'Bron,2019-01-07\n' * 4)
    ods('a.ods', [('Blad1', ods_row(ods_text('id')) +
                   ods_row(ods_cell('float', 'value', '7340012345678901', shown='7340012345678901')) +
                   ods_row(ods_text('7340012345678902')), '')])
    cells('a.ods', ['id', '7340012345678900', '7340012345678902'], err=cut('a.ods', 1, 2))
    # texts, padded numbers, a number in the header, amounts and days
    zeros = '0' * 16
    xlsx('a.xlsx', row(number('7340012345678900'), text('b')) +
         row(text('7340012345678900'), number('1234567890123.25')) +
         row(number('734001234567890', 1), number('-0.00000001234567890123')) + row(number('45000', 2)),
         formats=[zeros, 'yyyy-mm-dd'])
    expect('tabulate --to csv a.xlsx', '7340012345678900,b\n7340012345678900,1234567890123.25\n'
           '0734001234567890,-0.00000001234567890123\n2023-03-15,\n')


FORMATS = [  # code, stored, text
    ('General', '43472', '43472'),
    ('0', '5', '5'),
    ('#,##0.00', '1234.5', '1234.5'),
    ('#,##0 &quot;kr&quot;', '1234', '1234'),
    ('0%', '0.5', '50%'),
    ('0.0%', '0.125', '12.5%'),
    ('0.00%', '0.285', '28.5%'),
    ('0%', '0.07', '7%'),
    ('0%;[Red]-0%', '-0.25', '-25%'),
    ('0%', '1', '100%'),
    ('&quot;100%&quot; 0', '5', '5'),
    ('000000\\-0000', '103149837', '010314-9837'),
    ('00000000\\-0000', '199703149808', '19970314-9808'),
    ('000\\ 00', '72130', '721 30'),
    ('00000', '42', '00042'),
    ('00000', '1234567', '1234567'),
    ('00\\-00', '12345', '123-45'),
    ('00000', '4.5', '4.5'),
    ('00000', '-42', '-42'),
    ('&quot;D-&quot;0000', '7', 'D-0007'),
    ('[$-41D]000000\\-0000', '103149837', '010314-9837'),
    ('[$-0000041D]0', '7', '7'),
    ('00.00', '5.25', '5.25'),
    ('000#', '5', '5'),
    ('0.00E+00', '12345', '12345'),
    ('yyyy\\-mm\\-dd', '43472', '2019-01-07'),
    ('yyyy\\-mm\\-dd;@', '43472', '2019-01-07'),
    ('[$-41D]d\\ mmmm\\ yyyy', '43472', '2019-01-07'),
    ('mm/yy', '43472', '2019-01-07'),
    ('mmm', '43472', '2019-01-07'),
    ('m', '43472', '2019-01-07'),
    ('dd/mm/yyyy hh:mm', '43472.5', '2019-01-07T12:00:00'),
    ('yyyy-mm-dd', '43472.75', '2019-01-07T18:00:00'),
    ('yyyy-mm-dd hh:mm', '43472', '2019-01-07'),
    ('yyyy-mm-dd', '43472.9999999999', '2019-01-08'),
    ('yyyy-mm-dd', '1', '1900-01-01'),
    ('yyyy-mm-dd', '59', '1900-02-28'),
    ('yyyy-mm-dd', '61', '1900-03-01'),
    ('yyyy-mm-dd', '2958465', '9999-12-31'),
    ('hh:mm', '0.354166666666667', '08:30:00'),
    ('h:mm AM/PM', '0.75', '18:00:00'),
    ('mm:ss', '0.0104166666666667', '00:15:00'),
    ('hh:mm', '43472.5', '2019-01-07T12:00:00'),
    ('[h]:mm', '1.10416666666667', '26:30:00'),
    ('[mm]:ss', '0.0520833333333333', '01:15:00'),
    ('[ss]', '0.000115740740740741', '00:00:10'),
    ('[h]:mm:ss;@', '0', '00:00:00'),
    ('[Magenta]0', '7', '7'),
    ('[Magenta]0.0%', '0.5', '50%'),
    ('[Red]yyyy-mm-dd', '43472', '2019-01-07'),
    ('[&lt;1]0%;0', '0.5', '50%'),
    ('[&lt;1]0%;0', '45', '45'),
    ('[&lt;=1]0%;[&gt;1000]yyyy-mm-dd;0', '43472', '2019-01-07'),
    ('[&lt;=1]0%;[&gt;1000]yyyy-mm-dd;0', '50', '50'),
    ('0;0%;yyyy-mm-dd', '5', '5'),
    ('0;0%;yyyy-mm-dd', '-0.5', '-50%'),
    ('&quot;dag &quot;0', '3', '3'),
    ('0&quot; d&quot;', '3', '3'),
    ('_-* #,##0.00\\ _k_r_-;\\-* #,##0.00\\ _k_r_-;_-* &quot;-&quot;??\\ _k_r_-;_-@_-', '12.5', '12.5'),
    (';;;', '7', '7'),
    ('@', '7', '7'),
    ('# ?/?', '0.5', '0.5'),
    ('yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;', '43472', '2019-01-07'),
]


@case
def number_formats():
    codes = [f[0] for f in FORMATS]
    rows = ''.join(row(number(stored, i)) for i, (_, stored, _) in enumerate(FORMATS, 1))
    xlsx('a.xlsx', row(text('x')) + rows, formats=codes)
    status, out, err = run('tabulate --to csv a.xlsx')
    lines = out.splitlines()[1:]
    for (code, stored, wanted), got in zip(FORMATS, lines):
        if got != wanted:
            raise Wrong(f'{stored} in {code}: expected {wanted}, got {got}')
    if len(lines) != len(FORMATS) or err or status:
        raise Wrong(f'{status} {len(lines)} {err}')


@case
def number_formats_built_in():
    known = {9: ('0.5', '50%'), 10: ('0.5', '50%'), 14: ('43472', '2019-01-07'), 22: ('43472.5', '2019-01-07T12:00:00'),
             20: ('0.5', '12:00:00'), 45: ('0.5', '12:00:00'), 46: ('1.5', '36:00:00'), 3: ('1234', '1234'),
             49: ('7', '7'), 48: ('7', '7'), 57: ('43472', '2019-01-07')}
    formats = ''.join(f'<xf numFmtId="{k}"/>' for k in known)
    rows = ''.join(row(number(v[0], i)) for i, v in enumerate(known.values(), 1))
    xlsx('a.xlsx', row(text('x')) + rows, number_formats=formats)
    cells('a.xlsx', ['x', *(v[1] for v in known.values())])


@case
def dates_from_1904():
    rows = row(text('x')) + row(number(0, 1)) + row(number(42010, 1)) + row(number('0.5', 2))
    xlsx('a.xlsx', rows, formats=['yyyy-mm-dd', 'hh:mm'], book='<workbookPr date1904="1"/>')
    cells('a.xlsx', ['x', '1904-01-01', '2019-01-07', '12:00:00'])


@case
def properties_of_others_do_not_count():
    """x15:workbookPr is not workbookPr."""
    book = '<x15:workbookPr xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main" date1904="1"/>'
    xlsx('a.xlsx', row(text('x')) + row(number(43472, 1)), formats=['yyyy-mm-dd'], book=book)
    cells('a.xlsx', ['x', '2019-01-07'])


@case
def dates_that_are_none():
    for stored, why in (('60', '"60" is no date: it stands for 1900-02-29, which there never was'),
                        ('-1', '"-1" is no date: days are counted from 0'),
                        ('2958466', '"2958466" is no date: it is after 9999-12-31'),
                        ('1E300', '"1E300" is no date: it is after 9999-12-31')):
        xlsx('a.xlsx', row(text('x')) + row(number(stored, 1)), formats=['yyyy-mm-dd'])
        expect('tabulate a.xlsx', err=f'tabulate: a.xlsx:Blad1!A2: {why}\n')
    xlsx('a.xlsx', row(text('x')) + row(number('12x')))
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!A2: "12x" is no number\n')
    xlsx('a.xlsx', row(text('x')) + row(number('INF')))
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!A2: "INF" is no number\n')


# ---- texts ----

@case
def shared_texts():
    strings = ['<t>insats</t>', '<t xml:space="preserve"> Bron </t>',
               '<r><rPr><b/></rPr><t>Ste</t></r><r><t>get</t></r>',
               '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh>',
               '<t>a_x000D_&#10;b</t>', '<t>x_x005F_x000D_</t>',
               '<t>1&#13;&#10;2</t>', '<t>_xZZZZ_ _x00e5_ _xD83D__xDE00_</t>', '<t/>', '<t>a&amp;b&lt;</t>']
    rows = ''.join(row(f'<c t="s"><v>{i}</v></c>', number(i) if i else text('n')) for i in range(len(strings)))
    xlsx('a.xlsx', rows, strings=strings)
    cells('a.xlsx', ['insats,n', ' Bron ,1', 'Steget,2', '東京,3', '"a', 'b",4', 'x_x000D_,5', '"1', '2",6',
                     '_xZZZZ_ å 😀,7', ',8', 'a&b<,9'])


@case
def inline_texts():
    one('<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>', 'ab')
    one('<c t="str"><f>A1</f><v>en text</v></c>', 'en text')
    one('<c t="str"><v>0123</v></c>', '0123')
    one('<c t="b"><v>1</v></c>', 'ja')
    one('<c t="b"><v>0</v></c>', 'nej')
    one('<c t="d"><v>2019-01-07T00:00:00</v></c>', '2019-01-07')
    one('<c t="d"><v>2019-01-07T08:30:00.000</v></c>', '2019-01-07T08:30:00')
    one('<c t="d"><v>2019-01-07</v></c>', '2019-01-07')


@case
def empty_texts_of_formulas():
    xlsx('a.xlsx', row(text('x'), text('y')) + row('<c t="str"><f>A1</f><v></v></c>', number(1)))
    cells('a.xlsx', ['x,y', ',1'])


# ---- what has no value ----

@case
def error_values():
    for value in ('#N/A', '#DIV/0!', '#REF!', '#VALUE!', '#NAME?', '#NULL!', '#NUM!'):
        xlsx('export.xlsx', [('Deltaganden', row(text('insats'), text('start'), text('kommun'), r=16) +
                              row(f'<c r="C17" t="e"><v>{value}</v></c>', r=17), '')])
        for name in ('cohort', 'tabulate', 'sus-import'):
            status, out, err = run(f'{name} export.xlsx')
            if not err.startswith(f'{name}: export.xlsx:Deltaganden!C17: {value} is no value\n') or not status:
                raise Wrong(f'{name}: {status} {out} {err}')


@case
def errors_and_truths_that_are_none():
    """An error without a name is no empty cell, what is neither true nor false is not false, and of two values of a
    cell none is taken."""
    for cell, why in (('<c r="A2" t="e"/>', 'an error that is not named is no value'),
                      ('<c r="A2" t="e"><v/></c>', 'an error that is not named is no value'),
                      ('<c r="A2" t="b"><v>2</v></c>', '"2" is neither true nor false'),
                      ('<c r="A2" t="b"><v>SANT</v></c>', '"SANT" is neither true nor false'),
                      ('<c r="A2"><v>5</v><v>9</v></c>', 'a second value of a cell: the workbook is damaged'),
                      ('<c r="A2"><v>5</v><extLst><ext><v>9</v></ext></extLst></c>',
                       'a second value of a cell: the workbook is damaged')):
        xlsx('a.xlsx', row(text('x'), r=1) + row(cell, r=2))
        expect('tabulate a.xlsx', err=f'tabulate: a.xlsx:Blad1!A2: {why}\n')
    xlsx('a.xlsx', row(text('x')) + ''.join(row(f'<c t="b"><v>{v}</v></c>') for v in ('1', ' 1 ', 'true', '0', 'false')))
    cells('a.xlsx', ['x', 'ja', 'ja', 'ja', 'nej', 'nej'])


@case
def formulas_never_calculated():
    for cell in ('<c r="A2"><f>B1*2</f></c>', '<c r="A2"><f>B1*2</f><v></v></c>', '<c r="A2" t="str"><f>B1</f></c>',
                 '<c r="A2"><f>B1*2</f><v/></c>'):
        xlsx('a.xlsx', row(text('x'), r=1) + row(cell, r=2))
        expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!A2: a formula that was never calculated: open the '
               'workbook '
               'and save it\n')


@case
def formulas_of_zero():
    """A program that writes workbooks without calculating puts 0 where it must put something, and says so."""
    rows = (row(text('x')) + row(number(0, formula='<f>A3*2</f>')) + row(number(3)) +
            row(number(6, formula='<f>A3*2</f>')))
    xlsx('a.xlsx', rows, after_book='<calcPr fullCalcOnLoad="1"/>')
    cells('a.xlsx', ['x', '0', '3', '6'], err='tabulate: note: a.xlsx: 1 formula of the value 0, in a workbook that a '
          'program wrote without calculating it, the first in row 2 (open it and save it)\n')
    expect('tabulate --to csv --strict formel_noll a.xlsx', status=2, err='tabulate: a.xlsx: 1 formula of the value '
           '0, in '
           'a workbook that a program wrote without calculating it, the first in row 2 (open it and save it)\n')
    xlsx('a.xlsx', rows, after_book='<calcPr calcId="191029"/>')
    cells('a.xlsx', ['x', '0', '3', '6'])


@case
def a_rejected_row_of_the_import():
    xlsx('a.xlsx', row(text('Insats'), text('Start'), text('Kön')) +
         row(text('Bron'), '<c t="e"><v>#N/A</v></c>', text('K')) + row(text('Bron'), number(43472, 1), text('M')),
         formats=['yyyy-mm-dd'])
    expect('sus-import --max-rejects 1 --rejects r.csv a.xlsx && cat r.csv',
           'insats,kon,start\nBron,M,2019-01-07\nfil,rad,kolumn,skal\na.xlsx,2,,#N/A is no value\n',
           'sus-import: a.xlsx:Blad1!B2: #N/A is no value\nsus-import: note: rejected 1 of 2 rows\n')


@case
def values_are_blamed_by_cell():
    xlsx('a.xlsx', row(text('Insats'), text('Start'), text('Kön'), r=3) +
         row(text('Bron'), text('2019-02-30'), text('Q'), r=5))
    expect('sus-import a.xlsx', 'insats,kon,start\n', status=1, err=run('sus-import a.xlsx')[2])
    err = run('sus-import a.xlsx')[2]
    for line in ('sus-import: a.xlsx:Blad1!B5: Start: "2019-02-30" is not a date: February 2019 has 28 days\n',
                 'sus-import: a.xlsx:Blad1!C5: Kön: "Q" is not a code of kon'):
        if line not in err:
            raise Wrong(err)
    xlsx('b.xlsx', row(text('insats'), text('start')) + row(text('Bron'), text('snart')))
    expect('cohort b.xlsx', status=2, out=run('cohort b.xlsx')[1],
           err='cohort: b.xlsx:Blad1!B2: start: "snart" is not a date (expected YYYY-MM-DD)\n')


# ---- where cells stand ----

@case
def places_that_are_not_said():
    xlsx('a.xlsx', row(text('a'), text('b'), text('c')) + row(number(1), number(3, ref='C2')) +
         row(number(4, ref='B4'), number(5), r=4) + row(number(6)))
    cells('a.xlsx', ['a,b,c', '1,,3', ',4,5', '6,,'])


@case
def rows_named_by_their_cells():
    xlsx('a.xlsx', row(text('a', ref='A3')) + row(number(1, ref='A7')) + row(text('x', ref='A8')))
    cells('a.xlsx', ['a', '1', 'x'])
    expect('sus-import a.xlsx', err=run('sus-import a.xlsx')[2])


@case
def empty_rows_and_columns():
    """Empty rows within are passed over, those behind and columns behind are not there; rows keep their numbers."""
    xlsx('a.xlsx', row(text('a'), text('b'), '<c s="0"/>', r=2) + row(r=3) + row('<c s="0"/>', '<c/>', r=4) +
         row(number(1), '<c/>', '<c/>', r=5) + row('<c s="0"/>', r=6) + row(text(' '), r=7) +
         row('<c t="e"><v>#N/A</v></c>', r=9))
    expect('tabulate --to csv a.xlsx', err='tabulate: a.xlsx:Blad1!A9: #N/A is no value\n')


@case
def values_that_nobody_asks_for():
    """A cell without a value matters not where the map drops its column, nor to a proposal; elsewhere in the row it does."""
    wrong, formula = '<c t="e"><v>#N/A</v></c>', '<c><f>A1</f></c>'
    xlsx('a.xlsx', row(text('Insats'), text('Start'), text('Alder')) +
         row(text('Bron'), number(43472, 1), wrong) + row(text('Ekan'), number(43473, 1), formula) +
         row(text('Bron'), wrong, wrong) + row(wrong, number(43473, 1), text('x')), formats=['yyyy-mm-dd'])
    body = (ods_row(ods_text('Insats'), ods_text('Start'), ods_text('Alder')) +
            ods_row(ods_text('Bron'), ods_cell('date', 'date-value', '2019-01-07'),
                    ods_cell('float', 'value', '0', 'table:formula="of:=X"', '#N/A')))
    ods('a.ods', [('Blad', body, '')])
    with open('m.json', 'w') as f:
        f.write('{"columns": {"Insats": "insats", "Start": "start", "Alder": null}}')
    expect('sus-import --map m.json a.xlsx', 'insats,start\nBron,2019-01-07\nEkan,2019-01-08\n',
           'sus-import: a.xlsx:Blad1!B4: #N/A is no value\nsus-import: a.xlsx:Blad1!A5: #N/A is no value\n'
           'sus-import: note: rejected 2 of 4 rows\n', 1)
    expect('sus-import --map m.json a.ods', 'insats,start\nBron,2019-01-07\n')
    expect('sus-import --propose a.ods | grep -c -e \'"Bron": "Bron"\'', '1\n')
    expect('tabulate a.ods', err='tabulate: a.ods:Blad!C2: #N/A is no value\n')


@case
def a_value_beside_the_table():
    xlsx('a.xlsx', row(text('a'), '<c/>', text('b')) + row(number(1), number(2, ref='C2')) + row(number(3)))
    cells('a.xlsx', ['a,b', '1,2', '3,'])
    xlsx('a.xlsx', row(text('a')) + row(number(1), number(2)))
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!B2: a value under no heading (where the header is further '
           'down, --skip-lines says so; one merged over several columns is that of the first)\n')


@case
def headings_that_stand_twice():
    xlsx('a.xlsx', row(text('a'), text('b'), text('a')) + row(number(1)))
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!C1: the heading "a" stands twice\n')


@case
def nothing_in_it():
    xlsx('a.xlsx', '')
    expect('tabulate a.xlsx', err='tabulate: a.xlsx: no sheet that is shown holds a cell\n')
    expect('tabulate --sheet Blad1 a.xlsx', err='tabulate: a.xlsx: there is no header: the sheet "Blad1" is empty\n')
    xlsx('a.xlsx', row(text('a')))
    cells('a.xlsx', ['a'])


@case
def lines_above_the_header():
    xlsx('a.xlsx', row(text('Deltagarlista')) + row('<c t="e"><v>#N/A</v></c>') + row() + row(text('a'), text('b')) +
         row(number(1), number(2)))
    cells('a.xlsx', ['a,b', '1,2'], command='tabulate --to csv --skip-lines 3')
    cells('a.xlsx', ['a,b', '1,2'], command='tabulate --to csv --skip-lines 2')
    with open('a.csv', 'w') as f:
        f.write('titel\na,b\n1,2\n')
    cells('a.csv', ['a,b', '1,2'], command='tabulate --to csv --skip-lines 1')


# ---- sheets ----

@case
def which_sheet():
    sheets = [('Deltaganden', row(text('a')) + row(number(1)) * 2, ''),
              ('Ekonomi', row(text('b')) + row(number(2)), ''),
              ('dold', row(text('c')), 'state="hidden"'), ('Tom', '', ''), ('12', row(text('d')), 'state="veryHidden"')]
    xlsx('export.xlsx', sheets)
    expect('tabulate export.xlsx', err="tabulate: export.xlsx: which sheet? --sheet 'Deltaganden' (3 rows), "
           "'Ekonomi' (2 rows); hidden: 'dold', '12'\n")
    cells('export.xlsx', ['b', '2'], command='tabulate --to csv --sheet Ekonomi')
    cells('export.xlsx', ['b', '2'], command="tabulate --to csv --sheet '#2'")
    cells('export.xlsx', ['c'], command='tabulate --to csv --sheet dold')
    cells('export.xlsx', ['d'], command='tabulate --to csv --sheet 12')
    expect('tabulate --sheet 3 export.xlsx', err='tabulate: export.xlsx: there is no sheet "3"; there is '
           "'Deltaganden' (3 rows), 'Ekonomi' (2 rows); hidden: 'dold', '12'\n")
    expect('tabulate --sheets --to csv export.xlsx', 'blad,rader,dold\nDeltaganden,3,nej\nEkonomi,2,nej\ndold,1,ja\n'
           'Tom,0,nej\n12,1,ja\n')
    xlsx('export.xlsx', sheets[1:4])
    cells('export.xlsx', ['b', '2'])


@case
def sheets_called_after_persons():
    """A sheet for each person: the list shows no personnummer, and a number chooses."""
    xlsx('a.xlsx', [('19121212-9816', row(text('x')) + row(number(1)), ''), ('B', row(text('y')) + row(number(2)), '')])
    expect('tabulate --sheets --to csv a.xlsx', 'blad,rader,dold\nxxxxxxxx-xxxx,2,nej\nB,2,nej\n')
    expect('tabulate a.xlsx', err="tabulate: a.xlsx: which sheet? --sheet 'xxxxxxxx-xxxx' (2 rows), 'B' (2 rows)\n")
    cells('a.xlsx', ['x', '1'], command="tabulate --to csv --sheet '#1'")


@case
def sheet_of_a_map():
    xlsx('a.xlsx', [('Ekonomi', row(text('b')), ''),
                    ('Lista', row(text('Titel')) + row(text('Insats'), text('Start')) +
                     row(text('Bron'), number('43472.5', 1)), '')], formats=['yyyy-mm-dd'])
    with open('m.json', 'w') as f:
        f.write('{"sheet": "Lista", "skip_lines": 1, "encoding": "windows-1252", "delimiter": ";", "decimal": ","}')
    cells('a.xlsx', ['insats,start', 'Bron,2019-01-07'], command='sus-import --map m.json')
    expect('sus-import --map m.json --sheet Ekonomi --skip-lines 0 a.xlsx', err=run(
        'sus-import --map m.json --sheet Ekonomi --skip-lines 0 a.xlsx')[2])


@case
def charts_are_no_sheets():
    parts = dict(xlsx_parts([('Data', row(text('a')) + row(number(1)), ''), ('Diagram', '', '')]))
    rels = parts['xl/_rels/workbook.xml.rels']
    second = f'{OFFICE}/worksheet" Target="worksheets/sheet2.xml"'
    parts['xl/_rels/workbook.xml.rels'] = rels.replace(second, f'{OFFICE}/chartsheet" Target="chartsheets/sheet1.xml"')
    archive('a.xlsx', parts.items())
    cells('a.xlsx', ['a', '1'])


@case
def strict_and_odd_names():
    xlsx('a.xlsx', row(text('a')) + row(number(1)), space=STRICT, office=STRICT_OFFICE)
    cells('a.xlsx', ['a', '1'])
    parts = [(n.replace('/', '\\').upper(), t.replace('Target="xl/workbook.xml"', 'Target="/XL/Workbook.xml"'))
             for n, t in xlsx_parts([('Blad1', row(text('a')) + row(number(2)), '')])]
    archive('b.xlsx', parts)
    with zipfile.ZipFile('b.xlsx') as z:
        assert len(z.namelist()) == len(parts)
    cells('b.xlsx', ['a', '2'])


# ---- merged, hidden ----

MERGED = (row(text('Titel')) + row(text('grupp'), text('n')) + row(text('A'), number(1)) + row(number(2, ref='B4')) +
          row(text('B'), number(3)))


def merged(*ranges):
    data = ''.join(f'<mergeCell ref="{r}"/>' for r in ranges)
    return f'<sheetData>{MERGED}</sheetData><mergeCells>{data}</mergeCells>'


@case
def merged_cells():
    xlsx('a.xlsx', merged('A1:B1', 'A3:A4'))
    skip = 'tabulate --to csv --skip-lines 1'
    expect(f'{skip} a.xlsx', err='tabulate: a.xlsx:Blad1!A3:A4: merged cells below the header: --fill-merged gives '
           'each of '
           'them the value, --keep-merged the first alone\n')
    cells('a.xlsx', ['grupp,n', 'A,1', 'A,2', 'B,3'], command=f'{skip} --fill-merged')
    cells('a.xlsx', ['grupp,n', 'A,1', ',2', 'B,3'], command=f'{skip} --keep-merged')
    expect('tabulate --keep-merged --fill-merged a.xlsx', status=2, err='tabulate: --fill-merged and --keep-merged '
           'exclude '
           "each other\nTry 'tabulate --help'.\n")
    xlsx('a.xlsx', merged('A1:B1', 'B5:B5'))
    cells('a.xlsx', ['grupp,n', 'A,1', ',2', 'B,3'], command=skip)


@case
def hidden_rows_and_columns():
    rows = (row(text('a'), text('b'), text('c')) + row(number(1), number(2), number(3), hidden=1) +
            row(number(4), number(5), number(6)) + row(hidden=1))
    xlsx('a.xlsx', f'<cols><col min="2" max="2" hidden="1"/><col min="5" max="9" '
         f'hidden="1"/></cols><sheetData>{rows}</sheetData>')
    cells('a.xlsx', ['a,b,c', '1,2,3', '4,5,6'],
          err='tabulate: note: a.xlsx: 1 hidden row and 1 hidden column are read (--visible leaves them out)\n')
    cells('a.xlsx', ['a,c', '4,6'], command='tabulate --to csv --visible')
    xlsx('a.xlsx', row(text('a')) + row(number(1)) + row(hidden=1))
    cells('a.xlsx', ['a', '1'])


# ---- other filters, other ways in ----

@case
def every_way_in():
    xlsx('a.xlsx', row(text('insats'), text('start'), text('slut')) +
         row(text('Bron'), number(43472, 1), number(43500, 1)), formats=['yyyy-mm-dd'])
    with open('a.xlsx', 'rb') as f:
        bytes_of = f.read()
    wanted = 'insats,start,slut\nBron,2019-01-07,2019-02-04\n'
    expect('cohort a.xlsx', wanted)
    expect('cohort', wanted, stdin=bytes_of)
    expect('cat a.xlsx | cohort -', wanted)
    expect('cohort < a.xlsx', wanted)
    expect('cohort --from xlsx a.xlsx', wanted)
    expect('cohort --from ods a.xlsx', err='cohort: a.xlsx: this is no ods workbook, as --from says\n')
    with open('b.csv', 'w') as f:
        f.write(wanted)
    expect('cohort --from xlsx b.csv', err='cohort: b.csv: this is no workbook\n')
    expect('cohort a.xlsx b.csv', wanted + 'Bron,2019-01-07,2019-02-04\n')
    expect('cat a.xlsx | cohort --status-file s.json - > /dev/null && grep -o "[0-9a-f]\\{64\\}" s.json',
           run('sha256sum < a.xlsx')[1][:64] + '\n')
    expect('cohort --status-file s.json a.xlsx > /dev/null && grep -o "[0-9a-f]\\{64\\}" s.json',
           run('sha256sum < a.xlsx')[1][:64] + '\n')


@case
def files_that_options_name():
    xlsx('klasser.xlsx', row(text('klass'), text('etikett'), text('villkor')) +
         row(text('arbete'), text('Arbete'), text('sysselsattning has arbete')))
    with open('a.csv', 'w') as f:
        f.write('insats,start,slut,sysselsattning_efter\nBron,2019-01-07,2019-02-04,arbete\n')
    expect('outcomes --classes klasser.xlsx a.csv',
           'klass,antal,bas,andel,ki_lag,ki_hog\narbete,1,1,100.0,20.7,100.0\n')


@case
def more_sheets_in_files_that_options_name():
    xlsx('klasser.xlsx', [('Klasser', row(text('klass')), ''), ('Anm', row(text('x')), '')])
    with open('a.csv', 'w') as f:
        f.write('insats,start\n')
    expect('outcomes --sheet Klasser --classes klasser.xlsx a.csv', err='outcomes: klasser.xlsx: '
           "which sheet? FILE:SHEET names one; here are 'Klasser' (1 row), 'Anm' (1 row)\n")


def plan_book():
    """Rules of classes and two years of participations in one book."""
    heading = row(text('insats'), text('start'))
    rules = row(text('klass'), text('etikett'), text('villkor')) + row(text('ja'), text('Ja'), text('insats = Bron'))
    xlsx('bok.xlsx', [
        ('Plan', rules, ''),
        ('Annan plan', row(text('x')), 'state="hidden"'),
        ('2019', heading + row(text('Bron'), text('2019-02-04')), ''),
        ('2020', heading + row(text('Viken'), text('2020-02-04')), '')])


@case
def sheets_named_behind_their_file():
    """Of a file that an option names, of operands, of shared names; a file that is called so goes before."""
    plan_book()
    # one of one, and none of one: Wilson's limit is 1 / (1 + 1.96^2), 20.7 %
    expect('outcomes --at under --by insats --classes bok.xlsx:Plan bok.xlsx:2019 bok.xlsx:2020',
           'insats,klass,antal,bas,andel,ki_lag,ki_hog\nBron,ja,1,1,100.0,20.7,100.0\n'
           'Viken,ja,0,1,0.0,0.0,79.3\nViken,ovrigt,1,1,100.0,20.7,100.0\n')
    expect('tabulate --to csv bok.xlsx:2019', 'insats,start\nBron,2019-02-04\n')
    expect('tabulate --to csv --sheet 2020 "bok.xlsx:Annan plan"', 'x\n')
    with open('bok.xlsx:2020', 'w') as f:
        f.write('a\n1\n')
    expect('tabulate --to csv bok.xlsx:2020', 'a\n1\n')


@case
def sheets_named_wrongly():
    plan_book()
    with open('a.csv', 'w') as f:
        f.write('insats,start\n')
    expect('tabulate bok.xlsx:2018', err="tabulate: bok.xlsx: there is no sheet \"2018\"; there is 'Plan' (2 rows), "
           "'2019' (2 rows), '2020' (2 rows); hidden: 'Annan plan'\n")
    expect('tabulate a.csv:Plan', err='tabulate: a.csv: this is no workbook with a sheet "Plan"\n')
    expect('tabulate b.xlsx:Plan', err='tabulate: b.xlsx:Plan: cannot open: No such file or directory\n')
    expect('cohort bok.xlsx:2019 bok.xlsx:2019',
           err='cohort: bok.xlsx: this is the file bok.xlsx, which is read already\n')
    expect('outcomes --classes bok.xlsx:Plan --status-file bok.xlsx a.csv',
           err='outcomes: bok.xlsx: this file is read, and would be lost\n')


# ---- plain rows, which the XML parser does not see ----

SECOND_DEFAULT = '<x xmlns="y"/>'  # behind it nothing counts as plain, and that is all that it changes
PLAIN_CELLS = ['<c{r}><v>5</v></c>', "<c{r} s='1'><v>43472</v></c>", '<c{r} t="n"><v>0.50</v></c>', '<c{r} s="3"/>',
               '<c{r} t="s"><v>1</v></c>', '<c{r} t="b"><v>1</v></c>', '<c{r} t="str"><v>_x0041_ \u00e5</v></c>', '<c{r}></c>',
               '<c{r} t="inlineStr"><is><t>V&#228;g &amp; v&quot;g</t></is></c>', '<c{r} s="9"><v> 7 </v></c>',
               "<c{r} t='inlineStr'><is><t xml:space='preserve'> a </t></is></c>", '<c{r} t="d"><v>2019-01-07</v></c>',
               '<c{r} t="inlineStr"><is><t></t></is></c>', '<c{r} t="x"><v>3</v></c>', '<c{r} t="n" s="1x"><v>1E3</v></c>']
ODD_CELLS = ['<c{r}><f>A1</f><v>0</v></c>', '<c{r}><f>A1</f></c>', '<c{r}><!-- </row> --><v>4</v></c>', '<c{r} t="e"><v>#N/A</v></c>',
             '<c{r} t="inlineStr"><is><r><t>a</t></r><rPh><t>b</t></rPh></is></c>', '<c{r} t="s"><v>99</v></c>', '<c{r} cm="1"><v>1</v></c>',
             '<c{r} t="inlineStr"><v>1</v></c>', '<c{r} t="str"><is><t>q</t></is></c>', '<c{r}><v><![CDATA[8</row>]]></v></c>',
             '<c{r}  s="1"><v>2</v></c>', '<c{r} ><v>2</v></c >', '<y:c xmlns:y="' + SHEET + '"{r}><v>1</v></y:c>', '<c{r} xmlns="z"><v>1</v></c>',
             '<c{r} t="str"><v>&#xE5;&#9;\r\n\t\ufeff</v></c>', '<c{r}><v>1</v><v>2</v></c>', '<c{r}><v>x</v></c>', '<c r="A1"><v>1</v></c>']
BROKEN_CELLS = ['<c{r}><v>1</c>', '<c{r}><v>&nope;</v></c>', '<c{r}><v>1', '<c{r} r="B2"><v>1</v></c>', '<c{r} y:s="1"><v>1</v></c>',
                '<c{r} t="str"><v>\uffff</v></c>', '<c{r} t="str"><v>a]]>b</v></c>', '<c{r} t="str"><v>&#xD800;&#55296;</v></c>',
                '<c{r} t="str"><v>\x01</v></c>', '<c{r} t="inlineStr"><is><t xml:space="preserve></t></is></c>', '<c{r} s="1"t="n"/>',
                '<c{r} t="str"><v>&#0;</v></c>', '<c{r}><v>&#;</v></c>', '<c{r}><v>1</v></c', '</row></row>', '<c{r} s=1><v>1</v></c>']
ROWS = ['<row r="{n}">', "<row r='{n}'>", '<row>', '<row r="{n}" spans="1:3" s="1" ht="12.8" hidden="false" outlineLevel="0">',
        '<row r="{n}" hidden="1">', '<row r="{n}" x14ac:dyDescent="0.25">', '<row r="{n}" x="1">', '<row\nr="{n}">', '\n<row r="{n}">',
        '<row r="{n}" ht="1" ht="2">', '<!-- <row> --><row r="{n}">', '<row r="{n}"/><row>', '<row r="2">', '<row r="{n}" r="{n}">']
ITEMS = ['<si><t>ett</t></si>', '<si><t xml:space="preserve"> tv\u00e5 &lt;</t></si>', '<si><r><t>a</t></r><r><t>b</t></r></si>',
         '<si><t>_x000D_\n</t><rPh><t>c</t></rPh></si>', '<si/>', '<si><t/></si>', '<si ><t>d</t></si>', '<rPh><si><t>e</t></si></rPh>']


def alike(rows, items, names=''):
    """What is read of the book is the same when nothing in it counts as plain."""
    got = []
    for odd in ('', SECOND_DEFAULT):
        parts = xlsx_parts([('Blad1', f'{odd}<sheetData>{rows}</sheetData>', '')], formats=['yyyy-mm-dd', '00000', '0%'])
        parts = [(name, xml.replace('<worksheet ', f'<worksheet {names} ', 1).replace('<sst xmlns="' + SHEET + '">',
                  f'<sst xmlns="{SHEET}">{odd}{"".join(items)}')) for name, xml in parts]
        archive('a.xlsx', [(name, xml.encode('utf-8', 'surrogatepass')) for name, xml in parts])
        got.append(run('tabulate --to csv a.xlsx'))
    hold(got[0], got[1], f'plain and parsed of {rows[:3000]!r} {items!r}')
    return got[0]


@case
def plain_rows():
    """Each kind of cell, row and shared text between plain ones, and many at random, over the pieces that are read."""
    usual = '<c t="inlineStr"><is><t>a</t></is></c>'
    head = row(usual, usual.replace('a', 'b'))
    descent = 'xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"'
    for cell in ODD_CELLS + BROKEN_CELLS:
        ref = ' r="B3"'
        alike(f'{head}<row r="3">{usual}{cell.replace("{r}", ref)}</row>{row(usual)}', ITEMS[:2])
    for start in ROWS:
        alike(f'{head}{row(usual)}{start.replace("{n}", "3")}{usual}</row>{row(usual)}', ITEMS[:2], descent)
    alike(f'{head}<row x14ac:dyDescent="1">{usual}</row>', ITEMS[:2])
    rng = random.Random(1)
    odd = [ODD_CELLS[i] for i in (0, 2, 4, 6, 10)]
    for book in range(12):
        wide = rng.choice((3, 40, 900))
        letters = [openpyxl.utils.get_column_letter(i + 1) for i in range(wide)]
        rows = row(*(usual.replace('a', name) for name in letters))
        count = 6000 // wide
        for n in range(2, count + 2):
            kinds = PLAIN_CELLS + odd if n % 7 == 0 else PLAIN_CELLS
            cells_of_row = [rng.choice(kinds).replace('{r}', f' r="{letter}{n}"' if book % 2 else '')
                            for letter in letters[:rng.randrange(1, wide)]]
            start = rng.choice(ROWS[:9] if n % 5 == 0 else ROWS[:4]).replace('{n}', str(n))
            rows += f'{start}{"".join(cells_of_row)}</row>'
        status, _, err = alike(rows, ITEMS[:2] + rng.choices(ITEMS, k=9), descent)
        hold(status, 0, f'a book that is read to the end: {err}')


# ---- hostile and damaged ----

@case
def not_workbooks():
    archive('a.xlsx', [('a.txt', 'x')])
    expect('tabulate a.xlsx', err='tabulate: a.xlsx: a ZIP archive that is no workbook\n')
    archive('a.xlsx', [('_rels/.rels', relations([('a', 'officeDocument', 'xl/workbook.bin')])),
                       ('xl/workbook.bin', 'x')])
    expect('tabulate a.xlsx', err='tabulate: a.xlsx: a binary workbook (.xlsb); open it and save it as .xlsx\n')
    archive('a.docx', [('_rels/.rels', relations([('a', 'officeDocument', 'word/document.xml')])),
                       ('word/document.xml', '<w:document xmlns:w="urn:x"/>')])
    expect('tabulate a.docx', err='tabulate: a.docx: a ZIP archive that is no workbook\n')
    behind = 'a ZIP archive or a workbook that something else stands before; fetch or save it again'
    for begin, said in ((b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 1000,
                         'a workbook of Excel 97-2003 (.xls); open it and '
                         'save it as .xlsx'),
                        (b'\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1' + b'\0' * 70000 + 'EncryptedPackage'.encode('utf-16le'),
                         'locked with a password; save a copy without one'),
                        (b'<html><body><table>', 'a web page (HTML), whatever its name; open it in a spreadsheet '
                         'program and '
                         'save it as .xlsx'),
                        (b'\xef\xbb\xbf\n<TABLE>', 'a web page (HTML), whatever its name; open it in a spreadsheet '
                         'program and '
                         'save it as .xlsx'),
                        (b'<?xml version="1.0"?><Workbook/>', 'XML, as Excel 2003 saved workbooks; open it in a '
                         'spreadsheet '
                         'program and save it as .xlsx'),
                        (b'%PDF-1.7', 'a PDF, which has no rows; ask for the data as .xlsx or .csv'),
                        (b'HTTP/1.1 200 OK\r\n\r\nPK\3\4', behind), (b'\0\0\0\0PK\3\4', behind),
                        (b'\nPK\3\4', behind),
                        (b'\x1f\x8b\x08\0\0', 'compressed or packed; unpack it first'),
                        (b'7z\xbc\xaf\x27\x1c\0', 'compressed or packed; unpack it first'),
                        (b'UEsDBBQAAAAA', 'a workbook in base64, as in a mail; decode it first'),
                        (b'\x89PNG\r\n\x1a\n', 'a picture, which has no rows; ask for the data as .xlsx or .csv')):
        with open('a.xls', 'wb') as f:
            f.write(begin)
        expect('tabulate a.xls', err=f'tabulate: a.xls: {said}\n')
        expect('cat a.xls | tabulate', err=f'tabulate: <stdin>: {said}\n')


@case
def damaged():
    xlsx('good.xlsx', row(text('a')) + ''.join(row(number(i * 7919 % 104729)) for i in range(5000)))
    with open('good.xlsx', 'rb') as f:
        good = f.read()
    for length in (4, 30, len(good) // 2, len(good) - 30, len(good) - 1):
        with open('a.xlsx', 'wb') as f:
            f.write(good[:length])
        status, _, err = run('tabulate a.xlsx')
        if status != 2 or not err.startswith('tabulate: a.xlsx: '):
            raise Wrong(f'{length} bytes: {status} {err}')
    bad = bytearray(good)
    at = good.rindex(b'sheet1.xml', 0, good.rindex(b'xl/worksheets')) + 400
    bad[at:at + 4] = b'\xff\xff\xff\xff'
    with open('a.xlsx', 'wb') as f:
        f.write(bad)
    status, _, err = run('tabulate a.xlsx')
    if status != 2 or 'damaged or cut off' not in err:
        raise Wrong(f'{status} {err}')


@case
def hostile_parts():
    parts = dict(xlsx_parts([('Blad1', row(text('a')) + row(number(1)), '')]))
    sheet = 'xl/worksheets/sheet1.xml'
    doctype = '<!DOCTYPE worksheet [<!ENTITY a "b">]>'
    archive('a.xlsx', {**parts, sheet: doctype + parts[sheet]}.items())
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!A1: a part with a DOCTYPE: no workbook has that\n')
    archive('a.xlsx', [*parts.items(), ('XL/worksheets\\sheet1.xml', parts[sheet])])
    expect('tabulate a.xlsx', err='tabulate: a.xlsx: two parts are called "XL/worksheets\\sheet1.xml": no workbook '
           'has that\n')
    archive('a.xlsx', {**parts, sheet: parts[sheet].replace('</worksheet>', '')}.items())
    status, _, err = run('tabulate a.xlsx')
    if status != 2 or not err.startswith('tabulate: a.xlsx:Blad1!A2: a workbook that is damaged or cut off: '):
        raise Wrong(err)
    archive('a.xlsx', {**parts, sheet: parts[sheet].replace('<sheetData>', '<x>' * 1000 + '<sheetData>')}.items())
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!A1: elements within more than 256 others: no workbook has '
           'that\n')
    archive('a.xlsx', {**parts, sheet: parts[sheet].replace('<sheetData>', ' ' * (80 << 20) + '<sheetData>')}.items())
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!A1: a part that inflates more than 1000 : 1: no workbook '
           'has that\n')
    long_tag = f'<sheetData a="{"x" * (5 << 20)}">'
    archive('a.xlsx', {**parts, sheet: parts[sheet].replace('<sheetData>', long_tag)}.items())
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!A1: a tag of more than 4 MiB: no workbook has that\n')
    with open('a.xlsx', 'rb') as f:
        locked = bytearray(f.read())
    for signature, at in ((b'PK\3\4', 6), (b'PK\1\2', 8)):
        place = locked.find(signature)
        while place >= 0:
            flags = struct.unpack_from('<H', locked, place + at)[0]
            struct.pack_into('<H', locked, place + at, flags | 1)
            place = locked.find(signature, place + 1)
    with open('a.xlsx', 'wb') as f:
        f.write(locked)
    expect('tabulate a.xlsx', err='tabulate: a.xlsx: locked with a password; save a copy without one\n')


@case
def limits():
    for cell, where, why in (
            ('<c r="XFE2"><v>1</v></c>', 'A2', 'a cell whose name is none, or beyond the 16 384 columns and 1 048 576 '
             'rows '
             'that a sheet has'),
            ('<c r="2A"><v>1</v></c>', 'A2', 'a cell whose name is none, or beyond the 16 384 columns and 1 048 576 '
             'rows that '
             'a sheet has'),
            ('<c r="A3"><v>1</v></c>', 'A2', 'a cell that stands in another row: the workbook is damaged'),
            ('<c r="A2"><v>1</v></c><c r="A2"><v>2</v></c>', 'A2',
             'a second cell of that name: the workbook is damaged'),
            (text('x' * ((1 << 20) + 1)), 'A2', 'a cell of more than 1 MiB')):
        xlsx('a.xlsx', row(text('a'), r=1) + row(cell, r=2))
        expect('tabulate a.xlsx', err=f'tabulate: a.xlsx:Blad1!{where}: {why}\n')
    xlsx('a.xlsx', row(text('a'), r=1) + row(number(1), r=1048577))
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!A1048577: a row beyond the 1 048 576 that a sheet has\n')
    xlsx('a.xlsx', row(text('a'), r=1) + row(number(1), r=5) + row(number(1), r=4))
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!A4: a row that stands behind later ones: the workbook is '
           'damaged\n')
    xlsx('a.xlsx', row(text('a')) + row('<c t="s"><v>9</v></c>'))
    expect('tabulate a.xlsx', err='tabulate: a.xlsx:Blad1!A2: a shared text that is not there: the workbook is '
           'damaged\n')
    xlsx('a.xlsx', row(text('a')) + row(text('x' * (1 << 20))))
    if run('tabulate --to csv a.xlsx')[0] != 0:
        raise Wrong('a cell of 1 MiB')


# ---- OpenDocument ----

@case
def ods_values():
    styles = ('<number:number-style style:name="N1"><number:number number:min-integer-digits="10">'
              '<number:embedded-text number:position="4">-</number:embedded-text></number:number></number:number-style>'
              '<number:number-style style:name="N2"><number:text>D-</number:text>'
              '<number:number number:min-integer-digits="4" number:decimal-places="0"/></number:number-style>'
              '<number:number-style style:name="N3"><number:number number:min-integer-digits="2" '
              'number:decimal-places="2"/>'
              '</number:number-style>'
              '<style:style style:name="ce0" style:family="table-cell" style:data-style-name="N1"/>'
              '<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="ce0"/>'
              '<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>'
              '<style:style style:name="ce3" style:family="table-cell" style:data-style-name="N3"/>'
              '<number:percentage-style style:name="N4P0"><number:number number:decimal-places="0"/><number:text>%'
              '</number:text></number:percentage-style><number:number-style style:name="N4"><number:number '
              'number:min-integer-digits="1"/><style:map style:condition="value()&lt;1" style:apply-style-name="N4P0"/>'
              '</number:number-style><number:date-style style:name="N6"><number:year/></number:date-style>'
              '<number:time-style style:name="N7"><number:hours/></number:time-style>'
              '<number:time-style style:name="N8" '
              'number:truncate-on-overflow="false"><number:hours/></number:time-style>' +
              ''.join(f'<style:style style:name="ce{c}" style:family="table-cell" style:data-style-name="{n}"/>'
                      for c, n in ((4, 'N4'), (5, 'N4P0'), (6, 'N6'), (7, 'N7'), (8, 'N8'))))
    values = [
        (ods_text('en  text <text:s text:c="2"/>x<text:tab/>y<text:line-break/>z'), '"en  text   x\ty\nz"'),
        # LibreOffice 7.4 writes and reads blanks as they are; a file that is indented has line ends
        (ods_text('  två <text:span> ord</text:span>'), '  två  ord'),
        (ods_text('en  \n \n      rad'), 'en rad'),
        ('<table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b</text:p></table:table-cell>',
         '"a\nb"'),
        ('<table:table-cell office:value-type="string"><office:annotation><text:p>n</text:p></office:annotation>'
         '<text:p>a<text:span>b</text:span><text:a>c</text:a></text:p></table:table-cell>', 'abc'),
        (ods_cell('float', 'value', '12.50', shown='12,5'), '12.5'),
        (ods_cell('float', 'value', '1E3'), '1000'),
        (ods_cell('percentage', 'value', '0.5', shown='50 %'), '50%'),
        (ods_cell('currency', 'value', '1234.5'), '1234.5'),
        (ods_cell('date', 'date-value', '2019-01-07'), '2019-01-07'),
        (ods_cell('date', 'date-value', '2019-01-07T00:00:00'), '2019-01-07'),
        (ods_cell('date', 'date-value', '2019-01-07T08:30:00.250'), '2019-01-07T08:30:00'),
        (ods_cell('date', 'date-value', '2019-01-07T23:59:59.750'), '2019-01-08'),
        (ods_cell('time', 'time-value', 'PT08H30M00S'), '08:30:00'),
        (ods_cell('time', 'time-value', 'PT26H30M05.5S'), '26:30:06'),
        (ods_cell('time', 'time-value', '-PT1H'), '-01:00:00'),
        (ods_cell('time', 'time-value', 'PT26H0-1M59.9999S'), '26:00:00'),
        (ods_cell('boolean', 'boolean-value', 'true', shown='SANT'), 'ja'),
        (ods_cell('boolean', 'boolean-value', 'false'), 'nej'),
        (ods_cell('float', 'value', '103149837', 'table:style-name="ce1"'), '010314-9837'),
        (ods_cell('float', 'value', '7', 'table:style-name="ce2"'), 'D-0007'),
        (ods_cell('float', 'value', '7.5', 'table:style-name="ce3"'), '7.5'),
        (ods_cell('float', 'value', '0.5', 'table:style-name="ce4"'), '50%'),
        (ods_cell('float', 'value', '45', 'table:style-name="ce4"'), '45'),
        (ods_cell('float', 'value', '0.5', 'table:style-name="ce5"'), '50%'),
        (ods_cell('float', 'value', '43472', 'table:style-name="ce6"'), '2019-01-07'),
        (ods_cell('time', 'time-value', 'PT1043328H', 'table:style-name="ce7"'), '2019-01-07'),
        (ods_cell('time', 'time-value', 'PT26H', 'table:style-name="ce8"'), '26:00:00'),
        (ods_cell('float', 'value', '1', 'table:formula="of:=TRUE()"', 'TRUE'), 'ja'),
        (ods_cell('string', 'string-value', 'ur attribut', shown='visat'), 'ur attribut'),
    ]
    body = ods_row(ods_text('x')) + ''.join(ods_row(cell) for cell, _ in values)
    ods('a.ods', [('Blad', body, '')], styles)
    expect('tabulate --to csv a.ods', 'x\n' + ''.join(f'{want}\n' for _, want in values))
    # days from 1904-01-01: 42010 are those to 2019-01-07, by Python's datetime; a date says its own
    day = '<table:calculation-settings><table:null-date table:date-value="{}"/></table:calculation-settings>'
    body = ods_row(ods_text('x')) + ods_row(ods_cell('time', 'time-value', 'PT1008240H', 'table:style-name="ce7"'))
    body += ods_row(ods_cell('float', 'value', '42010', 'table:style-name="ce6"'))
    body += ods_row(ods_cell('date', 'date-value', '2019-01-07', 'table:style-name="ce6"'))
    for origin, wanted in (('1904-01-01', '2019-01-07'), ('1899-12-30', '2015-01-06')):
        ods('a.ods', [('Blad', body, '')], styles, before=day.format(origin))
        cells('a.ods', ['x', wanted, wanted, '2019-01-07'])


@case
def ods_repeated():
    empty = '<table:table-cell table:number-columns-repeated="1020"/>'
    body = (ods_row(ods_text('a'), ods_text('b'), ods_text('c'), empty) +
            ods_row('<table:table-cell/>', more='table:number-rows-repeated="3"') +
            ods_row(ods_cell('float', 'value', '1', 'table:number-columns-repeated="2"'),
                    ods_cell('float', 'value', '2'), empty, more='table:number-rows-repeated="2"') +
            ods_row(empty, more='table:number-rows-repeated="1048569"'))
    ods('a.ods', [('Blad', body, '')])
    cells('a.ods', ['a,b,c', '1,1,2', '1,1,2'])
    body = ods_row(ods_text('a')) + ods_row(ods_cell('float', 'value', '1', 'table:number-columns-repeated="16384"'),
                                            more='table:number-rows-repeated="1000000"')
    ods('a.ods', [('Blad', body, '')])
    expect('tabulate a.ods', err='tabulate: a.ods:Blad!A2: more than 16 777 216 cells that are said by repeating '
           'others\n')
    body = ods_row(ods_text('a')) + ods_row(ods_cell('float', 'value', '1'),
                                            more='table:number-rows-repeated="1048576"')
    ods('a.ods', [('Blad', body, '')])
    expect('tabulate --to csv a.ods | tail -n 1', err=run('tabulate a.ods')[2], status=0)


@case
def ods_damaged():
    head = ods_row(ods_text('a'), ods_text('b'))
    for body, said in (
            (ods_row(ods_text('x'), more='table:number-rows-repeated="-5"'),
             'A2: a number of repetitions that is none: the workbook is damaged'),
            (ods_row(ods_text('x'), more='table:number-rows-repeated="99999999999999999999"'),
             'A2: a number of repetitions that is none: the workbook is damaged'),
            (ods_row(ods_text('x'), ods_text('y', 'table:number-columns-repeated="2x"')),
             'B2: a number of repetitions that is none: the workbook is damaged'),
            (ods_row(ods_text('x'), f'<table:table-cell><table:table>{head}</table:table></table:table-cell>'),
             'B2: a table within the cell: split the cells that hold it, and save the workbook again')):
        ods('a.ods', [('Blad', head + body, '')])
        expect('tabulate a.ods', err=f'tabulate: a.ods:Blad!{said}\n')


@case
def ods_errors():
    head = ods_row(ods_text('a'))
    for cell, why in (
            ('<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
             'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>', '#DIV/0! is no value'),
            (ods_cell('float', 'value', '0', 'table:formula="of:=X"', 'Err:509'), 'Err:509 is no value'),
            (ods_cell('float', 'value', '0', 'table:formula="of:=X"', '#N/A'), '#N/A is no value'),
            ('<table:table-cell table:formula="of:=1+1"/>', 'a formula that was never calculated: open the workbook '
             'and save '
             'it')):
        ods('a.ods', [('Blad', head + ods_row(cell), '')])
        expect('tabulate a.ods', err=f'tabulate: a.ods:Blad!A2: {why}\n')
    # LibreOffice 7 writes =IF(A1="";"";1) so; without the paragraph it was never calculated
    body = head + ods_row(ods_text('x'), '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>')
    ods('a.ods', [('Blad', body + ods_row(ods_text('y')), '')])
    cells('a.ods', ['a', 'x', 'y'])


@case
def ods_copies_of_other_files():
    """LibreOffice keeps what formulas read of another file as one more table; it shows no sheet of it."""
    body = ods_row(ods_text('a')) + ods_row(ods_cell('boolean', 'boolean-value', 'false'))
    other = ods_row(ods_text('pris')) + ods_row(ods_cell('float', 'value', '7'))
    ods('a.ods', [("'file:///tmp/priser.ods'#$Blad1", other, 'table:print="false"'),
                  ("'https://a.se/priser.ods'#$Pris per st", other, ''), ('Blad1', body, '')])
    cells('a.ods', ['a', 'nej'])
    expect('tabulate --sheets --to csv a.ods', 'blad,rader,dold\nBlad1,2,nej\n')
    ods('a.ods', [('file:///tmp', other, ''), ('Blad1', body, '')])
    cells('a.ods', ['pris', '7'], command="tabulate --to csv --sheet file:///tmp")
    ods('a.ods', [('Blad1', ods_row(ods_text('a')) + ods_row(ods_cell('boolean', 'boolean-value', 'SANT')), '')])
    expect('tabulate a.ods', err='tabulate: a.ods:Blad1!A2: "SANT" is neither true nor false\n')


@case
def ods_hidden_and_merged():
    styles = ('<style:style style:name="ta1" style:family="table"><style:table-properties '
              'table:display="false"/></style:style>')
    columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    body = (columns + '<table:table-header-rows>' + ods_row(ods_text('a'),
                                                            ods_text('b')) + '</table:table-header-rows>' +
            ods_row(ods_text('x', 'table:number-rows-spanned="2"'), ods_cell('float', 'value', '1')) +
            '<table:table-row-group>' +
            ods_row('<table:covered-table-cell/>', ods_cell('float', 'value', '2'), more='table:visibility="filter"') +
            '</table:table-row-group>')
    ods('a.ods', [('Dold', ods_row(ods_text('z')), 'table:style-name="ta1"'), ('Blad', body, '')], styles)
    refused = ('tabulate: a.ods:Blad!A2:A3: merged cells below the header: --fill-merged gives each of them the value, '
               '--keep-merged the first alone\n')
    expect('tabulate a.ods', err=refused)
    note = 'tabulate: note: a.ods: 1 hidden row and 1 hidden column are read (--visible leaves them out)\n'
    cells('a.ods', ['a,b', 'x,1', 'x,2'], note, 'tabulate --to csv --fill-merged')
    cells('a.ods', ['a,b', 'x,1', ',2'], note, 'tabulate --to csv --keep-merged')
    cells('a.ods', ['a', 'x'], command='tabulate --to csv --keep-merged --visible')
    expect('tabulate --sheets --to csv a.ods', 'blad,rader,dold\nDold,1,ja\nBlad,3,nej\n')


@case
def ods_locked():
    manifest = ('<manifest:manifest '
                'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
                'manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
                '</manifest:manifest>')
    archive('a.ods', [('content.xml', b'\x01\x02\x03'), ('META-INF/manifest.xml', manifest)])
    expect('tabulate a.ods', err='tabulate: a.ods: locked with a password; save a copy without one\n')
    archive('a.odt', [('content.xml', '<office:document-content '
                       'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
                       '<office:body><office:text/></office:body></office:document-content>')])
    expect('tabulate a.odt', err='tabulate: a.odt: an OpenDocument file that is no spreadsheet\n')


@case
def maps_of_headings():
    """Titles above headings, and no headings at all."""
    rows = (row(text('Deltagare')) + row(text('Insats'), text('Start'), text('Vid avslut')) +
            row(text(''), text('', 'B3'), text('Kod', 'C3'), text('Omf', 'D3'), r=3) +
            row(text('Bron'), number(43472, 1), text('arbete'), number('0.5', 2)))
    xlsx('a.xlsx', rows, formats=['yyyy-mm-dd', '0%'])
    with open('m.json', 'w') as f:
        f.write('{"skip_lines": 1, "heading_rows": 2, "columns": {"Vid avslut / Kod": "sysselsattning_efter", '
                '"Vid avslut / Omf": "sysselsattning_efter.percent"}}')
    cells('a.xlsx', ['insats,start,sysselsattning_efter', 'Bron,2019-01-07,arbete:50'],
          command='sus-import --map m.json')
    xlsx('b.xlsx', row(text('Bron'), number(43472, 1)) + row(text('Vägen'), number(43473, 1)), formats=['yyyy-mm-dd'])
    with open('n.json', 'w') as f:
        f.write('{"header": false, "columns": {"1": "insats", "2": "start"}}')
    cells('b.xlsx', ['insats,start', 'Bron,2019-01-07', 'Vägen,2019-01-08'], command='sus-import --map n.json')


@case
def points_and_times_of_typed_cells():
    """A typed number has a point and a typed date may have a time, whatever the map says of CSV."""
    with open('m.json', 'w') as f:
        f.write('{"decimal": ",", "delimiter": ";", "dates": ["%d/%m/%Y"], "columns": {"Insats": "insats", "Start": '
                '"start", '
                '"Syss": "sysselsattning_efter", "Omf": "sysselsattning_efter.percent"}}')
    heads = row(text('Insats'), text('Start'), text('Syss'), text('Omf'))
    xlsx('a.xlsx', heads + row(text('Bron'), number('43472.5', 1), text('arbete'), number('37.5')) +
         row(text('Bron'), text('08/01/2019'), text('arbete'), text('37,5')), formats=['yyyy-mm-dd'])
    with open('b.csv', 'w') as f:
        f.write('Insats;Start;Syss;Omf\nVägen;08/01/2019;arbete;37.5\nVägen;2019-01-08T12:00:00;arbete;37,5\n')
    want = 'insats,start,sysselsattning_efter\nBron,2019-01-07,arbete:37.5\nBron,2019-01-08,arbete:37.5\n'
    expect('sus-import --map m.json a.xlsx', want)
    status, out, err = run('sus-import --map m.json a.xlsx b.csv')
    if status != 1 or out != want or 'b.csv:2: Omf: "37.5" is not an extent' not in err or 'b.csv:3: Start:' not in err:
        raise Wrong(f'{status} {out} {err}')


@case
def copies_of_a_workbook():
    xlsx('a.xlsx', row(text('insats'), text('start')) + row(text('Bron'), text('2019-01-07')))
    shutil.copy('a.xlsx', 'b.xlsx')
    expect('cohort a.xlsx b.xlsx', err='cohort: b.xlsx: a copy of a.xlsx, byte by byte: its rows are read already\n')


# ---- every filter ----

def book_of(path, typed):
    """A workbook of the rows of a CSV file: all texts, or with numbers and dates as such."""
    with open(path, encoding='utf-8-sig', newline='') as f:
        lines = list(csv.reader(f))
    rows = ''
    for i, line in enumerate(lines):
        rows += row(*(as_cell(value, typed and i > 0, f'{chr(65 + j)}{i + 1}') for j,
                      value in enumerate(line) if value))
    book = path.rsplit('.', 1)[0] + '.xlsx'
    xlsx(book, rows, formats=['yyyy-mm-dd'])
    return book


def as_cell(value, typed, ref):
    if typed and re.fullmatch('-?[1-9][0-9]{0,14}|0|-?[0-9]+[.][0-9]+', value):
        return number(value, 0, ref)
    if typed and re.fullmatch('[0-9]{4}-[0-9]{2}-[0-9]{2}', value) and value > '1900-03-01':
        return number((datetime.date.fromisoformat(value) - datetime.date(1899, 12, 30)).days, 1, ref)
    return text(escape(value), ref)


def plain(out):
    """Without what a typed number loses, and with the names of the CSV files."""
    return re.sub(r'([.][0-9]*?)0+\b', lambda m: m[1].rstrip('.'), out.replace('.xlsx', '.csv'))


@case
def every_filter():
    """Each command of tests/every: the same output from CSV and from workbooks, the files that options name too."""
    with open(f'{TOP}/tests/every/commands') as f:
        lines = [line.rstrip('\n').split('\t') for line in f if not line.startswith('#')]
    for name, case_name, operand, _, *options in lines:
        folder = f'{name}-{case_name}'
        shutil.copytree(f'{TOP}/tests/every/{name}', folder)
        os.chdir(folder)
        words = shlex.split(' '.join(options))
        files = [w for w in words + [operand] if w.endswith('.csv') and os.path.exists(w) and w not in WRITTEN]
        given = [w for w in [operand] if w != '-']
        command = lambda names: shlex.join([name, *(names.get(w, w) for w in words), *(names.get(w, w) for w in given)])
        want = run(command({}))
        for typed in (False, True)[:1 if name in ('tabulate', 'chart', 'report') else 2]:  # of 50.0 nothing says how many decimals it had
            books = {path: book_of(path, typed) for path in files}
            got = run(command(books))
            if got[0] != want[0] or plain(got[1]) != plain(want[1]):
                raise Wrong(f'{command(books)} (typed: {typed})\nexpected {want!r}\ngot      {got!r}')
        os.chdir('..')


# ---- held against openpyxl ----

def as_text(cell):
    """What openpyxl says of a cell, as the filters write it."""
    value = cell.value
    if value is None:
        return ''
    if isinstance(value, bool):
        return 'ja' if value else 'nej'
    if isinstance(value, datetime.datetime):
        return value.strftime('%Y-%m-%d') if value.time() == datetime.time(0) else value.strftime('%Y-%m-%dT%H:%M:%S')
    if isinstance(value, datetime.time):
        return value.strftime('%H:%M:%S')
    if isinstance(value, datetime.timedelta):
        seconds = round(value.total_seconds())
        return f'{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}'
    if isinstance(value, (int, float)) and '%' in cell.number_format:
        return f'{value * 100:.15g}%'
    if isinstance(value, float):
        return f'{value:.15g}'
    return str(value)


def agree(path):
    """openpyxl and the filters read the same."""
    want = [[as_text(c) for c in line] for line in openpyxl.load_workbook(path, data_only=True).active.iter_rows()]
    status, out, err = run(f'tabulate --to csv {path}')
    got = list(csv.reader(io.StringIO(out, newline='')))
    for number_of, (a, b) in enumerate(zip(want, got), 1):
        if a != b:
            raise Wrong(f'row {number_of}: openpyxl {a}, here {b}')
    if len(want) != len(got) or status or err:
        raise Wrong(f'{len(want)} {len(got)} {status} {err}')


@case
def openpyxl_agrees():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(['text', 'tal', 'datum', 'tid', 'langd', 'andel', 'sant'])
    for i in range(400):
        sheet.append([f'rad {i} å\u00a0"{i}"\n;', i * 1.1 - 50, datetime.datetime(1995, 3,
                                                                                  1) + datetime.timedelta(days=i * 37),
                      datetime.time(i % 24, i % 60, i * 7 % 60), datetime.timedelta(hours=i, minutes=i % 60), i / 400,
                      i % 3 == 0])
        last = sheet.max_row
        sheet.cell(last, 5).number_format = '[h]:mm:ss'
        sheet.cell(last, 6).number_format = ['0%', '0.0%', '0.00%'][i % 3]
        if i % 5 == 0:
            sheet.cell(last, 3).value = None
    book.save('a.xlsx')
    agree('a.xlsx')


@case
def libxlsxwriter_agrees():
    compiler = os.environ.get('CC') or 'cc'
    expect(f'{compiler} -std=gnu11 -O1 {TOP}/tests/workbook/make_book.c -o make_book -lxlsxwriter')
    expect('./make_book a.xlsx')
    agree('a.xlsx')


# ---- what tabulate writes ----

def put(path, lines):
    with open(path, 'w', encoding='utf-8') as file:
        file.write('\n'.join(lines) + '\n')


def parts(path, pattern):
    with zipfile.ZipFile(path) as book:
        return [book.read(name).decode() for name in book.namelist() if re.search(pattern, name)]


def hold(got, want, what):
    if got != want:
        raise Wrong(f'{what}: expected {want!r}, got {got!r}')


@case
def written_cells():
    """Numbers, days and texts; what would be a formula, and what a double or a calendar cannot hold, is text."""
    put('in.csv', ['id,insats,start,slut,verifikat,belopp,antal,okand,fodelsear',
                   'aaaa,=1+1,2019-01-02,1899-12-31,-1,1234567.50,12,4711,1970',
                   '@x,+46,2019-12-31,1900-03-01,007,-12.00,1234,007,1971',
                   '"rad\ntv\u00e5","<b> & ""q""",1900-02-28,2400-12-31,_x,123456789012345,1234567890123456,-1,x'])
    expect('tabulate --to xlsx -o a.xlsx in.csv')
    sheet = openpyxl.load_workbook('a.xlsx')['in']
    day = datetime.datetime
    hold([[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)],
         [['aaaa', '=1+1', day(2019, 1, 2), '1899-12-31', '-1', 1234567.5, 12, 4711, 1970],
          ['@x', '+46', day(2019, 12, 31), day(1900, 3, 1), '007', -12, 1234, '007', 1971],
          ['rad\ntv\u00e5', '<b> & "q"', '1900-02-28', day(2400, 12, 31), '_x', 123456789012345,
           '1234567890123456', -1, 'x']], 'cells')
    hold([cell.number_format for cell in sheet[2]],
         ['General', 'General', 'yyyy\\-mm\\-dd', 'General', 'General', '#,##0.00', '#,##0', '0', '0'], 'formats')
    hold([part for part in parts('a.xlsx', 'worksheets/') if '<f>' in part], [], 'formulas')
    hold({sheet[name].data_type for name in ('B2', 'E2', 'A3', 'B3')}, {'s'}, 'texts')


@case
def written_and_read():
    """What goes in comes out, but for zeros at the end of decimals."""
    put('in.csv', ['insats,start,andel,text', 'Bron,2019-01-02,12.5,"=HYPERLINK(""x"")"', 'V\u00e4gen,,,\u2013',
                   '"a\nb\tc",1900-03-01,0.05,_x000D_', '9.95,1899-01-01,9.95,1e5'])
    with open('in.csv', encoding='utf-8') as file:
        whole = file.read()
    expect('tabulate --to xlsx in.csv | tabulate --to csv', whole)
    expect('tabulate --to json in.csv | tabulate --to xlsx | tabulate --to csv', whole)
    put('header.csv', ['insats,antal'])
    expect('tabulate --to xlsx header.csv | tabulate --to csv', 'insats,antal\n')
    expect('echo "[]" | tabulate --to xlsx -o none.xlsx')
    hold(openpyxl.load_workbook('none.xlsx').active.max_row, 1, 'rows of nothing')


@case
def written_hostile():
    """Controls, marks of direction and surrogates do not get into XML; sheets of hostile names have others."""
    put("[a]:*?'b.csv", ['insats', 'a\x01\u202eb\uffff'])
    put('a' * 40 + '1.csv', ['insats', 'x'])
    put('a' * 40 + '2.csv', ['insats', 'y'])
    put('A' * 40 + '1.csv', ['insats', 'z'])
    put('History.csv', ['insats', 'z'])
    put('2019.csv', ['insats', 'z'])
    put('.csv', ['insats', 'z'])
    expect("tabulate --to xlsx -o a.xlsx \"[a]:*?'b.csv\" a*1.csv a*2.csv A*1.csv History.csv 2019.csv .csv")
    book = openpyxl.load_workbook('a.xlsx')
    hold(book.sheetnames, ['_a_____b', 'a' * 31, 'a' * 27 + ' (2)', 'A' * 27 + ' (3)', 'Tabell', '2019', '.csv'],
         'sheets')
    hold(book['_a_____b']['A2'].value, 'a\ufffd\ufffdb\ufffd', 'text')
    hold("'2019'!$1:$1" in parts('a.xlsx', 'workbook.xml$')[0], True, 'a name of digits is quoted')


@case
def written_limits():
    put('in.csv', ['text', 'x' * 32767])
    expect('tabulate --to xlsx -o a.xlsx in.csv')
    hold(len(openpyxl.load_workbook('a.xlsx').active['A2'].value), 32767, 'length')
    put('long.csv', ['text', '\U0001f600' * 16384])
    expect('tabulate --to xlsx -o a.xlsx long.csv', '',
           'tabulate: the cell of row 2 and column 1 is longer than the 32767 characters that a cell of a workbook '
           'holds\n')
    put('wide.csv', [','.join(f'k{i}' for i in range(16385)), ','.join('x' for i in range(16385))])
    expect('tabulate --to xlsx -o a.xlsx wide.csv', '',
           'tabulate: the table has 16385 columns, and a sheet of a workbook at most 16384\n')
    put('wide.csv', [','.join(f'k{i}' for i in range(255)), ','.join(str(i) for i in range(255))])
    expect('tabulate --to xlsx wide.csv | tabulate --to csv | cmp - wide.csv')
    put('high.csv', ['k'] + ['x'] * (1 << 20))
    expect('tabulate --to xlsx -o a.xlsx high.csv', '',
           'tabulate: the table has more rows than the 1048576 of a sheet of a workbook\n')
    hold(len(openpyxl.load_workbook('a.xlsx').active['A2'].value), 32767, 'the old workbook stands')


TABLE = ['insats,klass,kon,antal,bas,andel,skyddad', 'Bron,arbete,K,12,60,20.0,', 'Bron,arbete,M,1300,2600,50.0,',
         'Bron,studier,K,,60,,primar', 'Bron,studier,M,1300,2600,50.0,', 'Bron,arbete,*,1312,2660,49.3,',
         'Bron,studier,*,,2660,,sekundar']


@case
def written_table():
    """What stands around a table, its levels of headings, and how it is laid out."""
    put('in.csv', TABLE)
    put('kommandon.txt', ['outcomes --by kon x.csv', '', 'suppress # 19900101-9802', '=1+1'])
    expect('tabulate --to xlsx --labels --rows klass --cols insats,kon --columns antal,andel --title Rubrik '
           '--caption Text --note "K\u00e4lla: SUS" --about kommandon.txt -o a.xlsx in.csv')
    book = openpyxl.load_workbook('a.xlsx')
    hold(book.sheetnames, ['in', 'Om tabellerna'], 'sheets')
    sheet = book['in']
    hold([[cell.value for cell in line] for line in sheet.iter_rows(min_row=1, max_row=8)],
         [['Rubrik'] + [None] * 6, ['Text'] + [None] * 6, [None] * 7, [None, 'Bron'] + [None] * 5,
          [None, 'Kvinnor', None, 'M\u00e4n', None, 'Totalt', None], ['Klass'] + ['Antal', 'Andel (%)'] * 3,
          ['arbete', 12, 20, 1300, 50, 1312, 49.3], ['studier', '..', '..', 1300, 50, '..', '..']], 'cells')
    hold([sheet.cell(row, 1).value for row in range(9, sheet.max_row + 1)],
         [None, 'Andel (%): i procent av Bas; Bron / Kvinnor 60, Bron / M\u00e4n 2\u00a0600, '
          'Bron / Totalt 2\u00a0660.', 'K\u00e4lla: SUS',
          '.. \u00e4r en skyddad uppgift.'], 'notes')
    hold(sheet.freeze_panes, 'B7', 'frozen')
    hold(sheet.auto_filter.ref, 'A6:G8', 'filter')
    hold((sheet.page_setup.paperSize, sheet.print_title_rows), (9, '$4:$6'), 'page')
    hold(all(sheet.column_dimensions[c].width >= 7 for c in 'ABCDEFG'), True, 'widths')
    head = sheet['B6']
    hold((head.font.b, head.alignment.wrap_text, head.fill.fgColor.rgb), (True, True, 'FFE3EAF2'), 'heading')
    hold([sheet['C7'].number_format, sheet['D7'].number_format], ['#,##0.0', '#,##0'], 'formats')
    hold(any(c.hidden for c in sheet.column_dimensions.values()) or any(r.hidden for r in sheet.row_dimensions.values()),
         False, 'hidden')
    hold(book.properties.created, datetime.datetime(1980, 1, 1), 'created')
    about = book['Om tabellerna']
    summed = run('sha256sum in.csv')[1].split()[0]
    hold([[cell.value for cell in line] for line in about.iter_rows()],
         [['K\u00e4lla', 'Rader', 'SHA-256'], ['in.csv', 6, summed], [None] * 3, ['Kommandon', None, None],
          ['outcomes --by kon x.csv', None, None], ['suppress # xxxxxxxx-xxxx', None, None], ['=1+1', None, None],
          [None] * 3, ['Program', None, None],
          [run('tabulate --version')[1].replace('tabulate (utfall)', 'utfall').strip().split('+')[0], None, None]], 'about')


@case
def written_alike():
    """The same bytes in a file, in a pipe and again."""
    put('in.csv', TABLE)
    command = 'tabulate --to xlsx --rows klass --cols kon --chart bars --title X --about in.csv in.csv'
    expect(f'{command} -o a.xlsx; {command} > b.xlsx; {command} | cat > c.xlsx; cmp a.xlsx c.xlsx; TZ=Asia/Tokyo '
           f'LC_ALL=sv_SE.UTF-8 {command} -o a.xlsx; cmp a.xlsx b.xlsx; ls', 'a.xlsx\nb.xlsx\nc.xlsx\nin.csv\n')


@case
def written_widths():
    """Columns are as wide as the first rows need; a column of numbers has room for larger ones that come later."""
    short = ['text,antal', f'{"x" * 30},1']
    put('short.csv', short)
    put('long.csv', short + ['x,1'] * 20000 + [f'{"x" * 50},1234567'])
    widths = {}
    for name in 'short', 'long':
        expect(f'tabulate --to xlsx -o {name}.xlsx {name}.csv')
        sheet = openpyxl.load_workbook(f'{name}.xlsx').active
        widths[name] = [int(sheet.column_dimensions[column].width) for column in 'AB']
        hold((sheet.freeze_panes, sheet.auto_filter.ref), ('A2', f'A1:B{sheet.max_row}'), 'view')
    hold(widths, {'short': [31, 9], 'long': [31, 13]}, 'widths')
    # A column is 60 characters at most; what is longer, or has lines of its own, makes the row higher, 15 points each.
    put('high.csv', ['text,antal', f'{"xxxxxxxxx " * 7}x,1', '"a\nb\nc",1', f'{"x" * 121},1', 'x,1', f'{"x " * 3000},1'])
    expect('tabulate --to xlsx -o high.xlsx high.csv')
    rows = openpyxl.load_workbook('high.xlsx').active.row_dimensions
    hold([rows[row].height for row in range(2, 7)], [30, 45, 45, None, 27 * 15], 'heights')


@case
def written_order():
    """Excel takes the elements of a sheet in the order of CT_Worksheet alone, and a name for each filter."""
    put('in.csv', TABLE)
    expect('tabulate --to xlsx --rows klass --cols insats,kon --chart bars --note X --about in.csv -o a.xlsx in.csv')
    order = ['sheetPr', 'sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'autoFilter', 'mergeCells', 'pageMargins',
             'pageSetup', 'headerFooter', 'ignoredErrors', 'drawing']
    put('long.csv', ['insats,antal'] + [f'Insats {i},{i}' for i in range(1, 41)])
    expect('tabulate --to xlsx --rows insats --chart bars --note X -o b.xlsx long.csv')
    for name, there in ('a', order), ('b', [*order[:-2], 'rowBreaks', *order[-2:]]):
        hold([child.tag.split('}')[1] for child in
              ElementTree.fromstring(parts(f'{name}.xlsx', 'worksheets/sheet1.xml$')[0])], there, 'elements')
    with zipfile.ZipFile('a.xlsx') as book:
        hold(book.testzip(), None, 'sums')
        names = set(book.namelist())
        types = re.findall("PartName='/([^']*)", book.read('[Content_Types].xml').decode())
    hold(names - {name for name in names if name.endswith('.rels')} - {'[Content_Types].xml'}, set(types), 'types')
    hold(re.findall("<definedName name='_xlnm._FilterDatabase' localSheetId='0' hidden='1'>([^<]*)",
                    parts('a.xlsx', 'workbook.xml$')[0]), ["'in'!$A$2:$D$4"], 'filters')


@case
def written_charts():
    """A chart draws parts and no totals, from cells alone: no figure is in it."""
    put('in.csv', TABLE)
    for kind, element in ('bars', 'barChart'), ('stack', 'barChart'), ('lines', 'lineChart'):
        expect(f'tabulate --to xlsx --rows klass --cols kon --chart {kind} -o {kind}.xlsx in.csv')
        chart = parts(f'{kind}.xlsx', 'charts/chart1.xml')[0]
        hold(f'<c:{element}>' in chart, True, kind)
        drawn = ["'in'!$B$2:$B$3", "'in'!$C$2:$C$3"]
        if kind == 'lines':  # the protected figure is a gap, which the empty cell below the table makes
            drawn = ["('in'!$B$2,'in'!$B$4)", "'in'!$C$2:$C$3"]
        hold(re.findall('<c:f>([^<]*)', chart),
             ["'in'!$B$1", "'in'!$A$2:$A$3", drawn[0], "'in'!$C$1", "'in'!$A$2:$A$3", drawn[1]], 'ranges')
        hold(openpyxl.load_workbook(f'{kind}.xlsx').active['B4'].value, None, 'below the table')
        hold('Cache' in chart, False, 'figures in a chart')
    expect('tabulate --to xlsx --rows klass --cols kon --value andel --chart stack -o b.xlsx in.csv', '',
           'tabulate: --chart stack: some of the shares are protected, so that they do not add up\n')
    # Below 40 rows of a table a chart of 40 bars begins a page, of which it takes what two lines leave: 978 pixels of
    # A4, made smaller by 659/720, for as wide is a page and a chart.
    put('pages.csv', ['insats,antal'] + [f'Insats {i},{i}' for i in range(1, 41)])
    expect('tabulate --to xlsx --rows insats --chart bars -o pages.xlsx pages.csv')
    hold(f"cy='{(978 * 720 // 659 - 2 * 20) * 9525}'" in parts('pages.xlsx', 'drawings/drawing1.xml')[0], True, 'page')
    hold(re.findall('<brk[^>]*>', parts('pages.xlsx', 'worksheets/sheet1.xml')[0]),
         ["<brk id='41' max='16383' man='1'/>"], 'break')
    # Twenty bars are 30 pixels each, every one with its name; eight series have four lines of legend more than four.
    put('long.csv', ['insats,antal'] + [f'Insats {i},{i}' for i in range(1, 21)])
    expect('tabulate --to xlsx --rows insats --chart bars -o long.xlsx long.csv')
    hold(f"cy='{(20 * 30 + 130) * 9525}'" in parts('long.xlsx', 'drawings/drawing1.xml')[0], True, 'height')
    hold("<c:tickLblSkip val='1'/>" in parts('long.xlsx', 'charts/chart1.xml')[0], True, 'names')
    put('many.csv', ['period,insats,antal'] + [f'2019Q{q},Insats {i},{i}' for q in (1, 2) for i in range(8)])
    expect('tabulate --to xlsx --rows period --cols insats --chart lines -o many.xlsx many.csv')
    hold(f"cy='{(380 + 4 * 18) * 9525}'" in parts('many.xlsx', 'drawings/drawing1.xml')[0], True, 'height')
    put('none.csv', TABLE[:1] + TABLE[3:4])
    expect('tabulate --to xlsx --rows klass --cols kon --chart bars -o b.xlsx none.csv', '',
           'tabulate: --chart: the table has no figure that could be drawn\n')
    put('gaps.csv', ['period,antal,skyddad'] + [f'{i},,primar\n{i}.5,3,' for i in range(1000)])
    expect('tabulate --to xlsx --rows period --chart lines -o b.xlsx gaps.csv', '',
           'tabulate: --chart lines: more figures are missing than a chart of Excel can leave out\n')
    put('mixed.csv', ['insats,kon,antal', 'a,*,3', 'a,K,3', 'b,*,4', 'b,K,4'])
    expect('tabulate --to xlsx --rows insats,kon --chart bars -o b.xlsx mixed.csv', '',
           'tabulate: --chart: totals stand among the rows, which a chart cannot draw beside them\n')


@case
def written_nothing_left():
    """A signal, a full disk and a limit leave what stood, and nothing beside it."""
    put('in.csv', ['id,text'] + [f'a{i},{"x" * 50}' for i in range(60000)])
    expect('echo old > a.xlsx')
    for pause in '0.02', '0.1', '0.2', '0.3':
        for signal in 'TERM', 'INT', 'HUP':
            run(f'tabulate --to xlsx -o a.xlsx in.csv & sleep {pause}; kill -{signal} $!; wait $!')
            run(f'tabulate --to xlsx in.csv > b.xlsx & sleep {pause}; kill -{signal} $!; wait $!; rm -f b.xlsx')
            hold(sorted(os.listdir('.')), ['a.xlsx', 'in.csv'], f'files after {signal}')
    status, _, err = run('rm -f a.xlsx; ulimit -f 100; tabulate --to xlsx -o a.xlsx in.csv')
    hold((status, 'cannot write' in err, os.listdir('.')), (2, True, ['in.csv']), f'a limit of size: {err}')
    status, _, err = run('tabulate --to xlsx in.csv > /dev/full')
    hold((status, err), (2, 'tabulate: <stdout>: cannot write: No space left on device\n'), 'a full disk')


def main():
    wanted, failed = sys.argv[2:], 0
    scratch = os.getcwd()
    ran = 0
    for function in CASES:
        if wanted and function.__name__ not in wanted:
            continue
        ran += 1
        folder = os.path.join(scratch, function.__name__)
        os.mkdir(folder)
        os.chdir(folder)
        try:
            function()
        except Exception as e:  # a case that cannot be run has failed
            failed += 1
            print(f'--- workbook {function.__name__}\n{type(e).__name__}: {e}')
    print(f'workbook: {ran - failed} passed, {failed} failed')
    sys.exit(1 if failed or ran == 0 else 0)


main()
