// Asks DuckDB a question of a file: usage: duckdb.js THREADS QUESTION FILE [LOG]
// The answer goes to stdout as tab-separated text, that of `import` as CSV to ANSWER or /dev/null. What is appended to LOG
// is the milliseconds of the query alone, not those that node takes to start, and the peak memory in KiB.
'use strict'
const fs = require('node:fs')
const path = require('node:path')
const { DuckDBInstance } = require('@duckdb/node-api')
const { statement } = require('./import.js')

const quote = (s) => `'${s.replaceAll("'", "''")}'`

// Everything is told about the file, so that nothing needs to be guessed; latin1 is the nearest that is built in, and the
// letters of the export are the same in Windows-1252.
function table (question, file) {
  const raw = question === 'import' || question === 'pipe'
  const start = Buffer.alloc(4096)
  const fd = fs.openSync(file)
  fs.readSync(fd, start)
  fs.closeSync(fd)
  const header = start.toString(raw ? 'latin1' : 'utf8').split('\n', 1)[0].split(raw ? ';' : ',')
  const columns = header.map((name) => `${quote(name)}: 'VARCHAR'`)
  return `CREATE VIEW ${raw ? 'export' : 'deltaganden'} AS SELECT * FROM read_csv(${quote(file)}, auto_detect=false,
    header=true, delim='${raw ? ';' : ','}', quote='"', escape='"', encoding='${raw ? 'latin-1' : 'utf-8'}',
    columns={${columns.join(', ')}})`
}

function query (question) {
  if (question !== 'import') return fs.readFileSync(path.join(__dirname, 'questions', `${question}.sql`), 'utf8')
  return `COPY (${statement(true)}) TO ${quote(process.env.ANSWER || '/dev/null')} (FORMAT csv, HEADER true)`
}

async function main ([threads, question, file, log]) {
  const instance = await DuckDBInstance.create(':memory:', { threads })
  const connection = await instance.connect()
  await connection.run(table(question, file))
  const sql = query(question)
  const began = performance.now()
  const answer = await connection.runAndReadAll(sql)
  const took = performance.now() - began
  if (question !== 'import') for (const row of answer.getRows()) console.log(row.join('\t'))
  if (log) fs.appendFileSync(log, `${took.toFixed(3)} ${process.resourceUsage().maxRSS}\n`)
}

main(process.argv.slice(2)).catch((error) => {
  console.error(`duckdb: ${error.message}`)
  process.exitCode = 2
})
