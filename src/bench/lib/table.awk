# Prints a case as a Markdown table. A column is METRIC|KIND|DECIMALS|TITLE, one a line; the kinds:
# median; range, the median with the least and the most; ratio, that of the quotients to the base.

function cell(peer, column,   part, n, f) {
  split(column, part, "|")
  n = sorted_of(peer, part[1], part[2] == "ratio" ? base : "")
  if (!n) return "–"
  f = "%." part[3] "f"
  if (part[2] == "ratio" && peer == base) return "1"
  if (part[2] == "median" || n == 1) return sprintf(f, median(n))
  return sprintf(f " (" f "–" f ")", median(n), sorted[1], sorted[n])
}

END {
  count = split(columns, column, "\n")
  head = "| server |"; rule = "|---|"
  for (c = 1; c <= count; c++) {
    split(column[c], part, "|")
    head = head " " part[4] " |"; rule = rule "---:|"
  }
  print head; print rule
  for (p = 1; p <= peer_count; p++) {
    row = "| " peers[p] " |"
    for (c = 1; c <= count; c++) row = row " " cell(peers[p], column[c]) " |"
    print row
  }
}
