"""The cells of a workbook's first sheet as CSV, by openpyxl as it reads most quickly. usage: workbook.py FILE"""
import csv
import sys

import openpyxl

sheet = openpyxl.load_workbook(sys.argv[1], read_only=True).worksheets[0]
csv.writer(sys.stdout, lineterminator='\n').writerows(sheet.iter_rows(values_only=True))
