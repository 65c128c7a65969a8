# Stages for .ci/run: each prints its name, its outcome and how long it took, and is counted. None stops the others.
#
#   stage NAME COMMAND…       counts as one test
#   tests NAME COMMAND…       counts the tests that its mocha runs report
#   comparison NAME COMMAND…  counts as one test, unless the command exits 3: not compared on this machine
#   summary                   lists what failed, what was skipped, what was not compared; last line `N passed, N failed`
#
# STAGE_LIMIT is the time that a stage may take, as `timeout` reads it.

passed=0
failed=0
failures=()
skipped=()
not_compared=()
stage_status=0
stages_directory=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

run_stage() {
  local name=$1 started=$SECONDS
  shift
  printf '\n=== %s\n' "$name"
  stage_status=0
  timeout --kill-after=30s "${STAGE_LIMIT:-15m}" "$@" </dev/null || stage_status=$?
  printf -- '--- %s: exit status %s, %s s\n' "$name" "$stage_status" "$((SECONDS - started))"
}

count_failure() {
  failed=$((failed + 1))
  failures+=("$1")
}

count_status() {
  if [ "$stage_status" -eq 0 ]; then passed=$((passed + 1)); else count_failure "$1: exit status $stage_status"; fi
}

stage() {
  run_stage "$@"
  count_status "$1"
}

comparison() {
  run_stage "$@"
  if [ "$stage_status" -eq 3 ]; then not_compared+=("$1"); else count_status "$1"; fi
}

tests() {
  local name=$1 directory passes fails runs
  directory=$(mktemp -d)
  RINGFENCE_TEST_COUNTS=$directory/counts run_stage "$@"
  node "$stages_directory/counts.mjs" "$directory/counts" >"$directory/summary" || count_failure "$name: counts are unreadable"
  read -r passes fails runs <"$directory/summary" || { passes=0 fails=0 runs=0; }
  while IFS= read -r line; do skipped+=("$line"); done < <(tail -n +2 "$directory/summary")
  rm -r "$directory"
  passed=$((passed + passes))
  failed=$((failed + fails))
  if [ "$fails" -gt 0 ]; then failures+=("$name: $fails tests"); fi
  if [ "$((passes + fails))" -eq 0 ]; then
    count_failure "$name: no test ran in $runs finished mocha runs (exit status $stage_status)"
  elif [ "$stage_status" -ne 0 ] && [ "$fails" -eq 0 ]; then
    count_failure "$name: exit status $stage_status although no test failed"
  fi
}

summary() {
  printf '\n=== summary, %s s\n' "$SECONDS"
  printf 'failed: %s\n' "${failures[@]-}" | grep -v ': $' || true
  printf 'skipped: %s\n' "${skipped[@]-}" | grep -v ': $' || true
  printf 'not compared: %s\n' "${not_compared[@]-}" | grep -v ': $' || true
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
