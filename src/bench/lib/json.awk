# Prints a case as a JSON object: by server and metric, the figures of all rounds and their median.

END {
  printf "{"
  for (p = 1; p <= peer_count; p++) {
    printf "%s\n      \"%s\": {", (p > 1 ? "," : ""), peers[p]
    separator = ""
    for (m = 1; m <= metric_count; m++) {
      n = sorted_of(peers[p], metrics[m], "")
      if (!n) continue
      printf "%s\n        \"%s\": {\"median\": %.10g, \"rounds\": [", separator, metrics[m], median(n)
      for (i = 1; i <= n; i++) printf "%s%s", (i > 1 ? ", " : ""), figures[peers[p], metrics[m], i]
      printf "]}"
      separator = ","
    }
    printf "\n      }"
  }
  printf "\n    }"
}
