# shellcheck shell=bash
# 600 small modules over warm servers: CPU of the whole process per request, throughput, memory.

modules_peers=(weft jetty nginx h2o caddy)

modules_about() { echo "CPU per request, throughput and memory on 600 small modules"; }

# METRIC|KIND|DECIMALS|TITLE; the kinds are in lib/table.awk.
modules_columns=(
  "cpu|range|1|CPU, µs/request"
  "cpu|ratio|2|of stock Jetty"
  "rate|median|0|requests/s"
  "rate|ratio|2|of stock Jetty"
  "before|median|0|memory before, MiB"
  "after|median|0|memory after, MiB"
  "rest|median|1|CPU at rest, % of a core"
  "head|median|0|header bytes/response"
)

modules_note() {
  cat <<END
Medians of $rounds rounds of $requests requests, in brackets the least and the most; ratios are taken round by
round. CPU is the user and system time of all processes of a server. Memory is what is resident, with the
pages that its processes share counted once. The client, one thread of h2load, is on the same cores, so
requests/s say less than CPU.
END
}

# Weft costs at most this part of stock Jetty's CPU.
modules_base=jetty
modules_budget=("cpu most 0.80 jetty")

modules_run() { in_turns modules; }
