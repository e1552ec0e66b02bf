# shellcheck shell=bash
# What it costs to send by priority: the modules again, from Weft with its default and with fifo.

schedulers_peers=(weft weft-fifo)

schedulers_about() { echo "sending by priority, and without"; }

schedulers_columns=(
  "rate|median|0|requests/s"
  "rate|ratio|3|of fifo"
  "cpu|range|1|CPU, µs/request"
  "cpu|ratio|3|of fifo"
)

schedulers_note() {
  cat <<END
Medians of $((3 * rounds)) rounds of $requests requests, in brackets the least and the most; ratios are taken round by
round. All modules have one priority, as scripts; what is compared is the cost of choosing.
END
}

# Priorities leave at least this part of the throughput.
schedulers_base=weft-fifo
schedulers_budget=("rate least 0.95 weft-fifo")

# The difference is small beside what else happens on a machine, so there are more rounds.
schedulers_run() {
  local rounds=$((3 * rounds))
  in_turns schedulers
}
