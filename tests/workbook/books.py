"""Workbooks for tests, written part by part so that a test decides every byte of them."""
import zipfile

SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
STRICT = 'http://purl.oclc.org/ooxml/spreadsheetml/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
STRICT_OFFICE = 'http://purl.oclc.org/ooxml/officeDocument/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'


def archive(path, parts, method=zipfile.ZIP_DEFLATED):
    """Writes (name, text) pairs as a ZIP archive."""
    with zipfile.ZipFile(path, 'w', method) as z:
        for name, text in parts:
            z.writestr(name, text)


def relations(entries, office=OFFICE):
    lines = ''.join(f'<Relationship Id="{i}" Type="{office}/{t}" Target="{target}"/>' for i, t, target in entries)
    return f'<Relationships xmlns="{PACKAGE}">{lines}</Relationships>'


def xlsx_parts(sheets, formats=(), strings=(), book='', space=SHEET, office=OFFICE, after_book='', number_formats=''):
    """sheets: (name, XML of the sheet's inside or of sheetData alone, attributes); formats: codes of the cells' styles
    from 1 on."""
    listed = ''.join(f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}" {more}/>'
                     for i, (name, _, more) in enumerate(sheets, 1))
    entries = [(f'rId{i}', 'worksheet', f'worksheets/sheet{i}.xml') for i in range(1, len(sheets) + 1)]
    entries += [('rIdS', 'styles', 'styles.xml'), ('rIdT', 'sharedStrings', 'sharedStrings.xml')]
    parts = [
        ('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
        ('_rels/.rels', relations([('rId1', 'officeDocument', 'xl/workbook.xml')], office)),
        ('xl/workbook.xml', f'<workbook xmlns="{space}" '
         f'xmlns:r="{office}">{book}<sheets>{listed}</sheets>{after_book}</workbook>'),
        ('xl/_rels/workbook.xml.rels', relations(entries, office)),
    ]
    codes = ''.join(f'<numFmt numFmtId="{200 + i}" formatCode="{code}"/>' for i, code in enumerate(formats))
    cells = '<xf numFmtId="0"/>' + ''.join(f'<xf numFmtId="{200 + i}"/>' for i in range(len(formats))) + number_formats
    parts.append(('xl/styles.xml', f'<styleSheet xmlns="{space}"><numFmts>{codes}</numFmts>'
                  f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{cells}</cellXfs></styleSheet>'))
    items = ''.join(f'<si>{s}</si>' for s in strings)
    parts.append(('xl/sharedStrings.xml', f'<sst xmlns="{space}">{items}</sst>'))
    for i, (_, inside, _) in enumerate(sheets, 1):
        data = inside if '<sheetData' in inside else f'<sheetData>{inside}</sheetData>'
        parts.append((f'xl/worksheets/sheet{i}.xml',
                      f'<worksheet xmlns="{space}" xmlns:r="{office}">{data}</worksheet>'))
    return parts


def xlsx(path, sheets, **more):
    if isinstance(sheets, str):
        sheets = [('Blad1', sheets, '')]
    archive(path, xlsx_parts(sheets, **more))


def text(value, ref=None):
    return f'<c t="inlineStr"{at(ref)}><is><t>{value}</t></is></c>'


def at(ref):
    return f' r="{ref}"' if ref else ''


def number(value, style=0, ref=None, formula=''):
    return f'<c s="{style}"{at(ref)}>{formula}<v>{value}</v></c>'


def row(*cells, **attributes):
    named = ''.join(f' {k}="{v}"' for k, v in attributes.items())
    return f'<row{named}>{"".join(cells)}</row>'


ODS_SPACES = ' '.join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in (
    ('office', 'office'), ('table', 'table'), ('text', 'text'), ('style', 'style'), ('number', 'datastyle')))
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(path, tables, styles='', parts=(), before=''):
    """tables: (name, inside, attributes); before: what stands before them"""
    inside = ''.join(f'<table:table table:name="{n}" {more}>{body}</table:table>' for n, body, more in tables)
    content = (f'<office:document-content {ODS_SPACES} '
               f'{CALC}><office:automatic-styles>{styles}</office:automatic-styles>'
               f'<office:body><office:spreadsheet>{before}{inside}</office:spreadsheet></office:body>'
               '</office:document-content>')
    archive(path, [('mimetype', 'application/vnd.oasis.opendocument.spreadsheet'), ('content.xml', content), *parts])


def ods_row(*cells, more=''):
    return f'<table:table-row {more}>{"".join(cells)}</table:table-row>'


def ods_text(value, more=''):
    return f'<table:table-cell office:value-type="string" {more}><text:p>{value}</text:p></table:table-cell>'


def ods_cell(kind, attribute, value, more='', shown=''):
    return (f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}" {more}>'
            f'<text:p>{shown}</text:p></table:table-cell>')
