# shellcheck shell=sh
# rows HEADER ROW [COUNT]: a CSV of so many rows ($n), in which # is the number of each, from 0.
rows() {
  awk -v header="$1" -v row="$2" -v n="${3:-$n}" 'BEGIN {
    print header
    for (i = 0; i < n; i++) {
      line = row
      gsub("#", i, line)
      print line
    }
  }'
}

# columns HEADER ROW: both with so many columns more.
columns() {
  awk -v header="$1" -v row="$2" -v n="$n" 'BEGIN {
    for (i = 0; i < n; i++) {
      header = header ",c" i
      row = row ",x"
    }
    print header "\n" row
  }'
}

participations() {
  rows insats,id,kon,start,slut,avslutsorsak,sysselsattning_fore,sysselsattning_efter \
    'I#,p#,K,2018-01-01,2019-01-15,fullfoljd,ingen,arbete'
}

# ledger, plan, decisions: an entry, a line, a decision of each insats; all entries of one where that is given.
ledger() {
  rows insats,datum,konto,verifikat,belopp "I${1-#},2019-02-01,5010,v#,1#"
}

plan() {
  rows insats,kategori,post,period,belopp 'I#,Personal,Lön,2019,12000'
}

decisions() {
  rows insats,beslutat,start,slut 'I#,99999999,2019-01-01,2019-12-31'
}
