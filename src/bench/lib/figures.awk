# Reads the lines CASE PEER METRIC FIGURE... of one case into figures by round, and knows medians.
# The other programs here go on from this one.

BEGIN { FS = "\t" }

$1 == name {
  if (!($2 in seen)) { seen[$2] = 1; peers[++peer_count] = $2 }
  if (!($3 in metric_seen)) { metric_seen[$3] = 1; metrics[++metric_count] = $3 }
  figures[$2, $3, ++rounds[$2, $3]] = $4
}

# sorted_of(peer, metric, base): puts the figures, or with a base peer their quotients round by round,
# in order into sorted; returns how many there are.
function sorted_of(peer, metric, base,   i, j, x, n) {
  n = rounds[peer, metric]
  if (base != "" && rounds[base, metric] < n) return 0
  for (i = 1; i <= n; i++) {
    x = figures[peer, metric, i]
    if (base != "") x /= figures[base, metric, i]
    for (j = i; j > 1 && sorted[j - 1] > x; j--) sorted[j] = sorted[j - 1]
    sorted[j] = x
  }
  return n
}
function median(n) { return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2 }
