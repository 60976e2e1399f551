# What the awk questions share: a line with quotes is taken apart into plain fields, columns are found by name.

# Delimiters inside quotes become \001, which cell() turns back.
function unquote(   part, parts, i, line) {
  parts = split($0, part, "\"")
  line = part[1]
  for (i = 2; i <= parts; i += 2) {
    gsub(FS, "\001", part[i])
    line = line part[i]
    if (i < parts) line = line (part[i + 1] == "" && i + 1 < parts ? "\"" : part[i + 1])
  }
  $0 = line
}

function cell(text) {
  gsub("\001", FS, text)
  return text
}

index($0, "\"") { unquote() }
NR == 1 {
  for (i = 1; i <= NF; i++) column[$i] = i
}
