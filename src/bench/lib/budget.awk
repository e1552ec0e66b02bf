# Says whether Weft is within a budget of a case: METRIC most|least LIMIT, or with a fourth word, the name
# of a server, LIMIT as a part of what that one has.

END {
  split(budget, part, " ")
  base = part[4]
  n = sorted_of("weft", part[1], base)
  if (!n) exit
  over = part[2] == "most" ? median(n) > part[3] : median(n) < part[3]
  printf "\nWeft, %s: %.4g%s (budget: at %s %s): %s.\n", part[1], median(n), base == "" ? "" : " of " base,
    part[2], part[3], over ? "over" : "held"
  exit over
}
