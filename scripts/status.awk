# What a run of a script was, as JSON, with the status files of its stages in their order.
# usage: awk -v script=NAME -v status=N -f scripts/status.awk STATUS-FILE...
# ASKED, PERIOD and MESSAGE are of the environment. Files in $work, of the environment, are called by their names alone.
function text(name,   value) {
  value = ENVIRON[name]
  gsub(/\\/, "\\\\", value)
  gsub(/"/, "\\\"", value)
  gsub(/[\001-\037]/, " ", value)
  return "\"" value "\""
}

BEGIN {
  printf "{\n\"script\": \"%s\",\n\"asked\": %s,\n\"period\": %s,\n", script, text("ASKED"), text("PERIOD")
  printf "\"status\": %d,\n\"message\": %s,\n\"stages\": [", status, text("MESSAGE")
  private = "\"" ENVIRON["work"] "/"
}
FNR == 1 { printf "%s\n", stages++ ? "," : "" }
{
  while (ENVIRON["work"] != "" && (at = index($0, private))) {
    $0 = substr($0, 1, at) substr($0, at + length(private))
    if (substr($0, at + 1, 4) == "new/") $0 = substr($0, 1, at) substr($0, at + 5)
  }
  print
}
END { printf "%s]\n}\n", stages ? "" : "" }
