# shellcheck shell=bash
# What one operation of the stream scheduler costs, with 128 streams ready; by JMH.

scheduler_peers=(weft)

scheduler_about() { echo "one operation of the stream scheduler"; }

scheduler_columns=(
  "priority|range|0|priority, ns"
  "round-robin|range|0|round-robin, ns"
  "fifo|range|0|fifo, ns"
)

scheduler_note() {
  cat <<END
Medians of $rounds JVMs, in brackets the least and the most: to open, adjust, push, pop, park and close, mixed
as they are on a connection that always has 128 streams ready.
END
}

scheduler_base=
scheduler_budget=("priority most 2000" "round-robin most 2000" "fifo most 2000")

scheduler_run() {
  local round metric figure jmh=$root/target/jmh classes=$work/scheduler
  command -v mvn >/dev/null || fail "mvn: not installed (Debian: apt-get install maven): it fetches JMH"
  JAVA_HOME=$java mvn -q -B -f "$root/pom.xml" -Pjmh dependency:copy-dependencies@jmh </dev/null >"$work/jmh.log" 2>&1 ||
    fail "JMH: $(<"$work/jmh.log")"
  mkdir "$classes"
  "$java/bin/javac" -proc:full -d "$classes" -cp "$root/target/weft.jar:$root/target/lib/*:$jmh/*" \
    "$bench/java/dev/weft/priority/SchedulerBenchmark.java"
  for ((round = 1; round <= rounds; round++)); do
    note "scheduler: round $round of $rounds"
    # JMH has one lock for the machine, in the temporary folder.
    setsid timeout 300 "$java/bin/java" -Djava.io.tmpdir="$work" -cp "$classes:$root/target/weft.jar:$jmh/*" \
      org.openjdk.jmh.Main SchedulerBenchmark -f 1 -wi 3 -w 1 -i 3 -r 1 -rf csv -rff "$work/jmh.csv" \
      </dev/null >"$work/jmh.log" 2>&1 &
    pid[jmh]=$!
    wait "${pid[jmh]}" || fail "JMH: $(tail -n 20 "$work/jmh.log")"
    unset "pid[jmh]"
    while read -r metric figure; do
      record scheduler weft "$metric" "$figure"
    done < <(scheduler_figures)
  done
}

# scheduler_figures: the schedulings in the report of JMH and their nanoseconds, one a line.
scheduler_figures() {
  tr _ - <"$work/jmh.csv" | tr -d '"\r' | awk -F , '
    NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
    NR > 1 { print tolower($column["Param: scheduling"]), $column["Score"] }'
}
