// Asks an engine a question of a file: usage: engine.js duckdb|chdb|polars THREADS QUESTION FILE [LOG]
// The answer goes to stdout as tab-separated text; that of a question whose answer is rows (import, order, survey) as CSV
// to ANSWER or /dev/null. What is appended to LOG is the milliseconds of the query alone, not those that node takes to
// start, and the peak memory in KiB.
'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { statement } = require('./import.js')

const rows = { import: true, order: true, survey: true }
const answer = process.env.ANSWER || '/dev/null'
const quote = (s) => `'${s.replaceAll("'", "''")}'`

// The names of the columns, by the first line: everything is told about a file, so that nothing needs to be guessed.
function columns (question, file) {
  const start = Buffer.alloc(8192)
  const fd = fs.openSync(file)
  fs.readSync(fd, start)
  fs.closeSync(fd)
  const line = start.toString(encoding(question) === 'latin-1' ? 'latin1' : 'utf8').split('\n', 1)[0]
  return question === 'jsonl' ? Object.keys(JSON.parse(line)) : line.split(delimiter(question))
}

// Latin 1 is the nearest that is built in, and the letters of the export are the same in Windows-1252.
const encoding = (question) => question === 'import' || question === 'pipe' ? 'latin-1' : 'utf-8'
const delimiter = (question) => ['import', 'pipe', 'survey'].includes(question) ? ';' : ','
const table = (question) => delimiter(question) === ';' ? 'export' : 'deltaganden'

// A question of the stream in JSON lines is that of the stream in CSV.
function query (question) {
  if (question === 'import') return statement(true)
  return fs.readFileSync(path.join(__dirname, 'questions', `${question === 'jsonl' ? 'count' : question}.sql`), 'utf8')
}

async function duckdb (threads, question, file) {
  const { DuckDBInstance } = require('@duckdb/node-api')
  const connection = await (await DuckDBInstance.create(':memory:', { threads })).connect()
  const typed = columns(question, file).map((name) => `${quote(name)}: 'VARCHAR'`).join(', ')
  const source = question === 'jsonl'
    ? `read_json(${quote(file)}, format='newline_delimited', columns={${typed}})`
    : `read_csv(${quote(file)}, auto_detect=false, header=true, delim='${delimiter(question)}', quote='"', escape='"',
        encoding='${encoding(question)}', columns={${typed}})`
  await connection.run(`CREATE VIEW ${table(question)} AS SELECT * FROM ${source}`)
  const sql = rows[question] ? `COPY (${query(question)}) TO ${quote(answer)} (FORMAT csv, HEADER true)` : query(question)
  return async () => (await connection.runAndReadAll(sql)).getRows()
}

async function chdb (threads, question, file) {
  const { query: ask } = require('chdb')
  const typed = columns(question, file).map((name) => `"${name}" String`).join(', ')
  const source = `file(${quote(file)}, ${question === 'jsonl' ? 'JSONEachRow' : 'CSVWithNames'}, ${quote(typed)})`
  const sql = `${query(question).replaceAll('deltaganden', source)}
    SETTINGS max_threads = ${threads}, prefer_column_name_to_alias = 1`
  return async () => String(ask(sql, 'TSVRaw')).trim().split('\n').map((line) => line.split('\t'))
}

async function polars (threads, question, file) {
  process.env.POLARS_MAX_THREADS = threads
  const pl = require('nodejs-polars')
  const context = new pl.SQLContext()
  context.register(table(question), pl.scanCSV(file, { inferSchemaLength: 0 }))
  return async () => context.execute(query(question), { eager: true }).rows()
}

async function main ([engine, threads, question, file, log]) {
  const ask = await { duckdb, chdb, polars }[engine](threads, question, file)
  const began = performance.now()
  const found = await ask()
  const took = performance.now() - began
  if (!rows[question]) for (const row of found) console.log(row.join('\t'))
  if (log) fs.appendFileSync(log, `${took.toFixed(3)} ${process.resourceUsage().maxRSS}\n`)
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`${process.argv[2]}: ${error.message}`)
  process.exitCode = 2
})
