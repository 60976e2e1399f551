# insats, kon, klass and antal get the total of the class's group, and with totals=1 there is every sum over insats, kon and both.
BEGIN { FS = OFS = "\t" }
function add(insats, kon) {
  antal[insats FS kon FS $3] += $4
  bas[insats FS kon] += $4
}
{
  add($1, $2)
  if (totals) {
    add($1, "*")
    add("*", $2)
    add("*", "*")
  }
}
END {
  for (group in antal) {
    split(group, key)
    print group, antal[group], bas[key[1] FS key[2]]
  }
}
