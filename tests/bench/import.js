// The question "import" as SQL, made from map.json: every wanted column of the export, its words translated to codes.
// Run by itself it prints the statement for sqlite.
'use strict'
const fs = require('node:fs')
const path = require('node:path')

const canonical = [
  'insats', 'intag', 'id', 'anonym', 'kon', 'fodelsear', 'kommun', 'remittent', 'utbildning', 'tid_forsorjning',
  'start', 'slut', 'avslutsorsak', 'sysselsattning_fore', 'sysselsattning_under', 'sysselsattning_efter',
  'sysselsattning_6m', 'sysselsattning_12m', 'sysselsattning_24m', 'forsorjning_fore', 'forsorjning_efter',
  'forsorjning_6m', 'forsorjning_12m', 'forsorjning_24m'
]

const text = (s) => `'${s.replaceAll("'", "''")}'`

// Words to their code; nothing stays nothing.
function translate (source, values) {
  if (!values) return source
  const when = Object.entries(values).map(([words, code]) => `WHEN ${text(words)} THEN ${text(code)}`)
  return `CASE WHEN ${source} IS NULL THEN NULL ELSE CASE ${source} ${when.join(' ')} END END`
}

function statement (emptyIsNull) {
  const map = JSON.parse(fs.readFileSync(path.join(__dirname, 'map.json'), 'utf8'))
  const column = (heading) => emptyIsNull ? `"${heading}"` : `nullif("${heading}", '')`
  const sources = (target) => Object.keys(map.columns).filter((heading) => map.columns[heading] === target)
  const cells = canonical.map((target) => {
    const extents = sources(`${target}.percent`)
    const items = sources(target).map((heading, i) => {
      const code = translate(column(heading), map.values[target])
      return extents[i] ? `${code} || coalesce(':' || ${column(extents[i])}, '')` : code
    })
    const rest = items.slice(1).map((item) => ` || coalesce('|' || ${item}, '')`)
    return `${items[0]}${rest.join('')} AS ${/^\w+$/.test(target) ? target : text(target)}`
  })
  return `SELECT ${cells.join(',\n  ')}\nFROM export`
}

if (require.main === module) console.log(`${statement(false)};`)
module.exports = { statement }
