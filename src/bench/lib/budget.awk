# Says whether Weft is within the budget of a case, METRIC MOST, as a part of the base's cost.

END {
  split(budget, part, " ")
  n = sorted_of("weft", part[1], base)
  if (!n) exit
  over = median(n) > part[2]
  printf "\nWeft costs %.2f of stock Jetty (budget: at most %.2f): %s.\n", median(n), part[2], over ? "over" : "held"
  exit over
}
