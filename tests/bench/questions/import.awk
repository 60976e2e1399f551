# The map is read line by line: map.json has one entry on each.
BEGIN {
  FS = ";"
  while ((getline entry < map) > 0) {
    parts = split(entry, word, "\"")
    if (parts == 3 && entry ~ /\{$/) section = word[2]
    else if (parts == 5 && section == "columns") target[word[2]] = word[4]
    else if (parts == 5) code[section, word[2]] = word[4]
    if (parts == 5 && section != "columns") coded[section] = 1
  }
  wanted = split("insats intag id anonym kon fodelsear kommun remittent utbildning tid_forsorjning start slut avslutsorsak " \
    "sysselsattning_fore sysselsattning_under sysselsattning_efter sysselsattning_6m sysselsattning_12m " \
    "sysselsattning_24m forsorjning_fore forsorjning_efter forsorjning_6m forsorjning_12m forsorjning_24m", name, " ")
  for (i = 1; i <= wanted; i++) place[name[i]] = i
}
NR == 1 {
  for (i = 1; i <= NF; i++) {
    to = target[$i]
    extent[i] = sub(/\.percent$/, "", to)
    at[i] = place[to]
    translated[i] = to in coded ? to : ""
  }
  line = name[1]
  for (i = 2; i <= wanted; i++) line = line "," name[i]
  print line
  next
}
{
  split("", out)
  for (i = 1; i <= NF; i++) {
    value = $i
    if (value == "" || !at[i]) continue
    if (translated[i] != "" && !extent[i]) value = code[translated[i], value]
    to = at[i]
    if (to in out) value = out[to] (extent[i] ? ":" : "|") value
    out[to] = value
  }
  line = field(out[1])
  for (i = 2; i <= wanted; i++) line = line "," field(out[i])
  print line
}
function field(text) {
  if (index(text, "\001")) text = cell(text)
  if (text !~ /[,"]/) return text
  gsub("\"", "\"\"", text)
  return "\"" text "\""
}
