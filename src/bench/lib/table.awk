# Prints a case as a Markdown table. A column is METRIC|KIND|DECIMALS|TITLE, one a line; the kinds:
# median; range, the median with the least and the most; ratio, that of the quotients to the base. A line
# without | begins another table, and is its caption.

function cell(peer, column,   part, n, f) {
  split(column, part, "|")
  n = sorted_of(peer, part[1], part[2] == "ratio" ? base : "")
  if (!n) return "–"
  f = "%." part[3] "f"
  if (part[2] == "ratio" && peer == base) return "1"
  if (part[2] == "median" || n == 1) return sprintf(f, median(n))
  return sprintf(f " (" f "–" f ")", median(n), sorted[1], sorted[n])
}

# print_table(from, to): the columns from one to the other.
function print_table(from, to,   c, p, part, head, rule, row) {
  head = "| " rows " |"; rule = "|---|"
  for (c = from; c <= to; c++) {
    split(column[c], part, "|")
    head = head " " part[4] " |"; rule = rule "---:|"
  }
  print head; print rule
  for (p = 1; p <= peer_count; p++) {
    row = "| " peers[p] " |"
    for (c = from; c <= to; c++) row = row " " cell(peers[p], column[c]) " |"
    print row
  }
}

END {
  count = split(columns, column, "\n")
  first = 1
  for (c = 1; c <= count; c++) {
    if (column[c] ~ /\|/) continue
    if (c > first) { print_table(first, c - 1); print "" }
    print column[c] "\n"
    first = c + 1
  }
  print_table(first, count)
}
